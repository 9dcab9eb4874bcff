/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_journal.h"

#include <stdlib.h>

#include "engine/facts_inside.h"
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

static Str publication_told(Arena *arena, const FactPublication *publication)
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
    text_add(&told, STR("]}"));
    return text_str(&told);
}

bool facts_tell_publication(Facts *facts, const FactPublication *publication, Error *error)
{
    Arena *scratch = arena_open();
    Str told = publication_told(scratch, publication);
    bool done = store_begin_within_read(facts->store, error) &&
                chain_add(scratch, facts->store, publication->command, told, error);
    done = store_end_within_read(facts->store, done, error);
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
    size_t file_capacity, edition_capacity;
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
    all->files = ARENA_GROW(arena, all->files, all->file_count, &reading->file_capacity);
    all->files[all->file_count++] =
        (FactPublished){.file = str_copy(arena, statement_text(row, 5)),
                        .sha256 = str_copy(arena, statement_text(row, 6)),
                        .command = str_copy(arena, statement_text(row, 7)),
                        .at = str_copy(arena, statement_text(row, 8)),
                        .entry = reading->entry,
                        .batch = statement_int(row, 10),
                        .edition = all->edition_count - 1};
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
