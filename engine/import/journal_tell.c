/* What the journal is told of imports. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/journal.h"
#include "engine/store/chain.h"

bool journal_tell_read(Arena *arena, Store *store, int64_t id, const Batch *batch,
                       RecordSeals *seals, Error *error)
{
    Str sealed, closed;
    if (!seal_batch(seals, store, id, &sealed, error) ||
        !seal_closed(arena, store, id, &closed, error))
        return false;
    Text told = text_open(arena);
    text_add(&told, STR("{\"file\": "));
    text_add_json(&told, batch->file);
    text_addf(&told,
              ", \"sha256\": \"%.*s\", \"rows\": %lld, \"seals\": {\"%lld\": \"%.*s\"}",
              STR_PRINT(batch->sha256), (long long)batch->rows_used, (long long)id,
              STR_PRINT(sealed));
    if (closed.len)
        text_addf(&told, ", \"closed\": {\"%lld\": \"%.*s\"}", (long long)id,
                  STR_PRINT(closed));
    text_add_byte(&told, '}');
    return chain_add(arena, store, "import", text_str(&told), error);
}

/* Rows that stood in the undone file may now be closed by others that came after it. */
static bool closed_add(Arena *arena, Store *store, Text *told, Error *error)
{
    Statement *select =
        store_statement(store, "SELECT DISTINCT by FROM closures ORDER BY by", error);
    int64_t *batches = NULL;
    size_t count = 0, capacity = 0;
    while (select && statement_next(select, error)) {
        batches = ARENA_GROW(arena, batches, count, &capacity);
        batches[count++] = statement_int(select, 0);
    }
    for (size_t i = 0; error->kind == ERROR_NONE && i < count; i++) {
        Str closed;
        if (!seal_closed(arena, store, batches[i], &closed, error))
            return false;
        text_addf(told, "%s\"%lld\": \"%.*s\"", i ? ", " : "", (long long)batches[i],
                  STR_PRINT(closed));
    }
    return select && error->kind == ERROR_NONE;
}

bool journal_tell_undone(Arena *arena, Store *store, int64_t undone, int64_t by, Str file,
                         Error *error)
{
    Str sealed;
    if (!seal_read(arena, store, by, &sealed, error))
        return false;
    Text told = text_open(arena);
    text_addf(&told, "{\"undone\": %lld, \"file\": ", (long long)undone);
    text_add_json(&told, file);
    text_addf(&told, ", \"seals\": {\"%lld\": \"%.*s\"}, \"closed\": {", (long long)by,
              STR_PRINT(sealed));
    if (!closed_add(arena, store, &told, error))
        return false;
    text_add(&told, STR("}}"));
    return chain_add(arena, store, "undo", text_str(&told), error);
}
