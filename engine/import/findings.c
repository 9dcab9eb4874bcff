/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/findings.h"

#include "engine/import/words.h"

#define SEEN_MOST 60 /* code points of a cell that are repeated */

/* A cell may hold what would move the cursor of a terminal or break a line. */
static Str seen_clean(Arena *arena, Str seen)
{
    Text clean = text_open(arena);
    size_t count = 0;
    for (size_t offset = 0; offset < seen.len;) {
        if (count++ == SEEN_MOST) {
            text_add(&clean, STR("..."));
            break;
        }
        uint32_t rune = utf8_next(seen, &offset);
        text_add_rune(&clean, rune < 0x20 || (rune >= 0x7F && rune < 0xA0) ? ' ' : rune);
    }
    return text_str(&clean);
}

void findings_add(Findings *findings, Finding finding)
{
    finding.seen = seen_clean(findings->arena, finding.seen);
    if (findings->count == findings->capacity)
        findings->items = ARENA_GROW(findings->arena, findings->items, findings->count,
                                     &findings->capacity);
    findings->items[findings->count++] = finding;
}

void findings_print(const Findings *findings, FILE *out, Str file, Language language,
                    size_t most)
{
    for (size_t i = 0; i < findings->count && i < most; i++) {
        const Finding *f = &findings->items[i];
        fprintf(out, "%.*s:%lld:%.*s: ", STR_PRINT(file), (long long)f->line,
                STR_PRINT(f->column));
        if (f->seen.len)
            fprintf(out, "\"%.*s\" ", STR_PRINT(f->seen));
        fprintf(out, "%.*s. %.*s\n", STR_PRINT(f->reason), STR_PRINT(f->remedy));
    }
    if (findings->count <= most)
        return;
    Arena *scratch = arena_open();
    Str more = number_plain(scratch, AMOUNT_WHOLE((int64_t)(findings->count - most)), 0);
    Str said = SAY(scratch, language, SAY_MORE, more);
    fprintf(out, "%.*s: %.*s\n", STR_PRINT(file), STR_PRINT(said));
    arena_close(scratch);
}

bool findings_store(const Findings *findings, Store *store, int64_t batch, Error *error)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *f = &findings->items[i];
        Statement *insert = store_statement(
            store,
            "INSERT INTO findings (batch, line, column, seen, reason, remedy, unit, month,"
            " severity) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            error);
        if (!insert)
            return false;
        statement_bind_int(insert, 1, batch);
        statement_bind_int(insert, 2, f->line);
        statement_bind_text(insert, 3, f->column);
        statement_bind_text(insert, 4, f->seen);
        statement_bind_text(insert, 5, f->reason);
        statement_bind_text(insert, 6, f->remedy);
        if (f->unit.len)
            statement_bind_text(insert, 7, f->unit);
        if (f->has_month)
            statement_bind_int(insert, 8, f->month);
        statement_bind_text(insert, 9, f->refused ? STR("refused") : STR("note"));
        if (!statement_done(insert, error))
            return false;
    }
    return true;
}
