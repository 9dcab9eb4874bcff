/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/seal.h"

#include <stdlib.h>

RecordSeals seals_open(Arena *arena)
{
    return (RecordSeals){.arena = arena, .digest = digest_open(arena)};
}

void seals_add(RecordSeals *seals, const SealedRecord *record)
{
    seals->items = ARENA_GROW(seals->arena, seals->items, seals->count, &seals->capacity);
    RecordSeal *seal = &seals->items[seals->count++];
    seal->id = record->id;
    digest_addf(seals->digest, "%lld %.*s %.*s %lld %lld %lld\n", (long long)record->id,
                STR_PRINT(record->kind), STR_PRINT(record->unit), (long long)record->month,
                (long long)record->last_month, (long long)record->rows_count);
    digest_add(seals->digest, record->rows);
    digest_end(seals->digest, seal->hash);
}

static int seal_order(const void *a, const void *b)
{
    int64_t one = ((const RecordSeal *)a)->id, other = ((const RecordSeal *)b)->id;
    return one < other ? -1 : one > other;
}

/* Every column of every row, with its length before it, so that none runs into another. */
static bool rows_add(Digest *digest, Store *store, const char *sql, int columns,
                     int64_t batch, size_t *count, Error *error)
{
    Statement *select = store_statement(store, sql, error);
    if (!select)
        return false;
    statement_bind_int(select, 1, batch);
    while (statement_next(select, error)) {
        for (int i = 0; i < columns; i++) {
            Str text = statement_text(select, i);
            digest_addf(digest, "%zu ", text.len);
            digest_add(digest, text);
        }
        digest_add(digest, STR("\n"));
        (*count)++;
    }
    return error->kind == ERROR_NONE;
}

static const char *const part_names[] = {"records", "batches", "delivered", "covers",
                                         "findings"};
enum { PARTS = sizeof part_names / sizeof *part_names };

/* Of all but the records, whose digests are made as they are written. */
static const struct {
    const char *sql;
    int columns;
} part_rows[PARTS] = {
    {NULL, 0},
    {"SELECT file, sha256, kind, run, imported_at, encoding, delimiter, rows_read,"
     " rows_used, rows_refused, settings FROM batches WHERE id = ?1",
     11},
    {"SELECT kind, unit, month FROM delivered WHERE batch = ?1 ORDER BY 1, 2, 3", 3},
    {"SELECT kind, unit, first_month, last_month, period_kind FROM covers WHERE batch = ?1"
     " ORDER BY 1, 2, 3, 5",
     5},
    {"SELECT line, column, seen, reason, remedy, unit, month, severity FROM findings"
     " WHERE batch = ?1 ORDER BY id",
     8},
};

const char *const *seal_parts(size_t *count)
{
    *count = PARTS;
    return part_names;
}

bool seal_batch(RecordSeals *seals, Store *store, int64_t batch, Str *seal, Error *error)
{
    char hash[DIGEST_LENGTH + 1];
    Text all = text_open(seals->arena);
    size_t rows = 0;
    if (seals->count)
        qsort(seals->items, seals->count, sizeof *seals->items, seal_order);
    for (size_t i = 0; i < seals->count; i++)
        digest_add(seals->digest, (Str){seals->items[i].hash, DIGEST_LENGTH});
    for (size_t i = 0; i < PARTS; i++) {
        if (part_rows[i].sql && !rows_add(seals->digest, store, part_rows[i].sql,
                                          part_rows[i].columns, batch, &rows, error))
            return false;
        digest_end(seals->digest, hash);
        text_addf(&all, "%s%s", i ? " " : "", hash);
    }
    *seal = text_str(&all);
    return true;
}

bool seal_read(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error)
{
    RecordSeals seals = seals_open(arena);
    Statement *select = store_statement(
        store,
        "SELECT id, kind, unit, month, last_month, rows_count, rows FROM records"
        " WHERE batch = ?1",
        error);
    if (!select)
        return false;
    statement_bind_int(select, 1, batch);
    while (statement_next(select, error)) {
        SealedRecord record = {
            statement_int(select, 0),  statement_text(select, 1), statement_text(select, 2),
            statement_int(select, 3),  statement_int(select, 4),  statement_int(select, 5),
            statement_text(select, 6),
        };
        seals_add(&seals, &record);
    }
    return error->kind == ERROR_NONE && seal_batch(&seals, store, batch, seal, error);
}

bool seal_closed(Arena *arena, Store *store, int64_t batch, Str *seal, Error *error)
{
    Digest *digest = digest_open(arena);
    char hash[DIGEST_LENGTH + 1];
    size_t count = 0;
    if (!rows_add(digest, store,
                  "SELECT record, place FROM closures WHERE by = ?1 ORDER BY 1, 2", 2,
                  batch, &count, error))
        return false;
    digest_end(digest, hash);
    *seal = count ? str_copy(arena, str_from(hash)) : STR("");
    return true;
}
