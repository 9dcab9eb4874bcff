/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_journal.h"

#include <stdlib.h>

#include "engine/facts_inside.h"
#include "engine/facts_publish.h"
#include "engine/store/chain.h"

static void add_files(Text *told, const FactSource *files, size_t count)
{
    bool any = false;
    text_add(told, STR("{"));
    for (size_t i = 0; i < count; i++) {
        if (files[i].imported)
            continue;
        text_add(told, any ? STR(", ") : STR(""));
        text_add_json(told, files[i].file);
        text_addf(told, ": \"%.*s\"", STR_PRINT(files[i].sha256));
        any = true;
    }
    text_add(told, STR("}"));
}

static void add_member(Text *told, const char *name, Str value)
{
    text_addf(told, "\"%s\": ", name);
    text_add_json(told, value);
    text_add(told, STR(", "));
}

static Str publication_told(Arena *arena, const FactPublication *publication, int64_t batch,
                            Str ledger)
{
    Text told = text_open(arena);
    text_add(&told, STR("{\"settings\": "));
    add_files(&told, publication->settings, publication->setting_count);
    text_add(&told, STR(", \"editions\": ["));
    for (size_t i = 0; i < publication->edition_count; i++) {
        const FactEdition *edition = &publication->editions[i];
        text_add(&told, i ? STR(", {") : STR("{"));
        add_member(&told, "report", edition->report);
        add_member(&told, "unit", edition->unit);
        add_member(&told, "period", edition->period);
        add_member(&told, "level", edition->level);
        add_member(&told, "language", edition->language);
        text_add(&told, STR("\"files\": "));
        add_files(&told, edition->files, edition->file_count);
        text_add(&told, STR("}"));
    }
    text_addf(&told, "]");
    if (ledger.len)
        text_addf(&told, ", \"ledger\": {\"%lld\": \"%.*s\"}", (long long)batch,
                  STR_PRINT(ledger));
    text_add(&told, STR("}"));
    return text_str(&told);
}

static bool newest_batch(Store *store, int64_t *batch, Error *error)
{
    Statement *select =
        store_statement(store, "SELECT coalesce(max(id), 0) FROM batches", error);
    *batch = 0;
    while (select && statement_next(select, error))
        *batch = statement_int(select, 0);
    return select && error->kind == ERROR_NONE;
}

static bool publication_write(Arena *scratch, Store *store, const MadePublic *made,
                              const FactPublication *publication, Error *error)
{
    int64_t batch = 0;
    Str ledger = STR("");
    if (publication->row_count &&
        (!newest_batch(store, &batch, error) || !public_write(store, made, error) ||
         !public_seal(scratch, store, batch, &ledger, error)))
        return false;
    return chain_add(scratch, store, publication->command,
                     publication_told(scratch, publication, batch, ledger), error);
}

/* A writer waits for the last reader, so everything is read first, and the door lets go of
 * its state of the database for as long as it takes. */
bool facts_tell_publication(Facts *facts, const FactPublication *publication, Error *error)
{
    Arena *scratch = arena_open();
    MadePublic *made = public_open(scratch, facts);
    bool done = true;
    for (size_t i = 0; done && i < publication->row_count; i++)
        done = public_read(made, publication->rows[i], error);
    if (done) {
        done = store_begin_within_read(facts->store, error) &&
               publication_write(scratch, facts->store, made, publication, error);
        done = store_end_within_read(facts->store, done, error);
    }
    arena_close(scratch);
    return done;
}

static const char select_editions[] =
    "SELECT e.value ->> 'report', e.value ->> 'unit', e.value ->> 'period',"
    " e.value ->> 'level', e.value ->> 'language', f.key, f.value, j.command, j.at, j.id,"
    " j.batch, e.key"
    " FROM journal j JOIN json_each(iif(json_valid(j.told), j.told, '{}'), '$.editions') e"
    " JOIN json_each(e.value, '$.files') f"
    " WHERE j.command IN ('report', 'export')"
    " ORDER BY j.id, e.key";

static int published_order(const void *a, const void *b)
{
    const FactPublished *one = a, *other = b;
    int order = str_compare(one->file, other->file);
    return order ? order : one->entry < other->entry ? 1 : -1;
}

typedef struct {
    Arena *arena;
    FactPublications *all;
    FactSource *sources; /* as in all->files, in the order of the editions */
    size_t file_capacity, source_capacity, edition_capacity;
    int64_t entry, edition; /* of the row before */
} Reading;

static void row_add(Reading *reading, const Statement *row)
{
    Arena *arena = reading->arena;
    FactPublications *all = reading->all;
    if (!all->edition_count || reading->entry != statement_int(row, 9) ||
        reading->edition != statement_int(row, 11)) {
        all->editions = ARENA_GROW(arena, all->editions, all->edition_count,
                                   &reading->edition_capacity);
        all->editions[all->edition_count++] =
            (FactEdition){.report = str_copy(arena, statement_text(row, 0)),
                          .unit = str_copy(arena, statement_text(row, 1)),
                          .period = str_copy(arena, statement_text(row, 2)),
                          .level = str_copy(arena, statement_text(row, 3)),
                          .language = str_copy(arena, statement_text(row, 4))};
    }
    reading->entry = statement_int(row, 9);
    reading->edition = statement_int(row, 11);
    size_t at = all->file_count;
    reading->sources = ARENA_GROW(arena, reading->sources, at, &reading->source_capacity);
    all->files = ARENA_GROW(arena, all->files, at, &reading->file_capacity);
    reading->sources[at] = (FactSource){.file = str_copy(arena, statement_text(row, 5)),
                                        .sha256 = str_copy(arena, statement_text(row, 6))};
    all->files[at] = (FactPublished){.file = reading->sources[at].file,
                                     .sha256 = reading->sources[at].sha256,
                                     .command = str_copy(arena, statement_text(row, 7)),
                                     .at = str_copy(arena, statement_text(row, 8)),
                                     .entry = reading->entry,
                                     .batch = statement_int(row, 10),
                                     .edition = all->edition_count - 1};
    all->editions[all->edition_count - 1].file_count++;
    all->file_count++;
}

bool facts_publications(Arena *arena, const Workspace *workspace,
                        FactPublications *publications, Error *error)
{
    *publications = (FactPublications){0};
    Reading reading = {.arena = arena, .all = publications};
    Arena *scratch = arena_open();
    Store *store = store_open(scratch, workspace->database, STORE_READ, error);
    Statement *select = store ? store_statement(store, select_editions, error) : NULL;
    while (select && statement_next(select, error))
        row_add(&reading, select);
    arena_close(scratch);
    FactSource *next = reading.sources;
    for (size_t i = 0; i < publications->edition_count; i++) {
        publications->editions[i].files = next;
        next += publications->editions[i].file_count;
    }
    if (publications->file_count)
        qsort(publications->files, publications->file_count, sizeof *publications->files,
              published_order);
    return select && error->kind == ERROR_NONE;
}

bool facts_publication_settings(Arena *arena, const Workspace *workspace, int64_t entry,
                                FactSource **settings, size_t *count, Error *error)
{
    size_t capacity = 0;
    *settings = NULL;
    *count = 0;
    Arena *scratch = arena_open();
    Store *store = store_open(scratch, workspace->database, STORE_READ, error);
    Statement *select =
        store ? store_statement(store,
                                "SELECT s.key, s.value FROM journal j"
                                " JOIN json_each(iif(json_valid(j.told), j.told, '{}'),"
                                " '$.settings') s WHERE j.id = ?1 ORDER BY s.key",
                                error)
              : NULL;
    if (select)
        statement_bind_int(select, 1, entry);
    while (select && statement_next(select, error)) {
        *settings = ARENA_GROW(arena, *settings, *count, &capacity);
        (*settings)[(*count)++] =
            (FactSource){.file = str_copy(arena, statement_text(select, 0)),
                         .sha256 = str_copy(arena, statement_text(select, 1))};
    }
    arena_close(scratch);
    return select && error->kind == ERROR_NONE;
}
