/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/store/chain.h"

#include <stdio.h>

#include "engine/base/digest.h"
#include "engine/base/moment.h"

typedef struct {
    int64_t id, batch;
    Str previous, at, user, command, told;
} Link;

static void link_hash(Digest *digest, const Link *link, char hash[DIGEST_LENGTH + 1])
{
    digest_addf(digest, "%.*s\n%lld\n%.*s\n%.*s\n%.*s\n%lld\n", STR_PRINT(link->previous),
                (long long)link->id, STR_PRINT(link->at), STR_PRINT(link->user),
                STR_PRINT(link->command), (long long)link->batch);
    digest_add(digest, link->told);
    digest_add(digest, STR("\n"));
    digest_end(digest, hash);
}

static bool last_read(Arena *scratch, Store *store, Link *link, Error *error)
{
    Statement *last = store_statement(
        store, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1", error);
    link->id = 1;
    link->previous = STR("");
    while (last && statement_next(last, error)) {
        link->id = statement_int(last, 0) + 1;
        link->previous = str_copy(scratch, statement_text(last, 1));
    }
    Statement *batch =
        store_statement(store, "SELECT coalesce(max(id), 0) FROM batches", error);
    while (last && batch && statement_next(batch, error))
        link->batch = statement_int(batch, 0);
    return last && batch && error->kind == ERROR_NONE;
}

bool chain_add(Arena *scratch, Store *store, const char *command, Str told, Error *error)
{
    Link link = {.command = str_from(command), .told = told};
    char hash[DIGEST_LENGTH + 1];
    if (!moment_now(scratch, &link.at, error) || !last_read(scratch, store, &link, error))
        return false;
    link.user = moment_user(scratch);
    link_hash(digest_open(scratch), &link, hash);
    Statement *insert = store_statement(
        store, "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
    if (!insert)
        return false;
    statement_bind_int(insert, 1, link.id);
    statement_bind_text(insert, 2, link.at);
    statement_bind_text(insert, 3, link.user);
    statement_bind_text(insert, 4, link.command);
    statement_bind_int(insert, 5, link.batch);
    statement_bind_text(insert, 6, link.told);
    statement_bind_text(insert, 7, link.previous);
    statement_bind_text(insert, 8, str_from(hash));
    return statement_done(insert, error);
}

static Link link_of_row(const Statement *row)
{
    return (Link){.id = statement_int(row, 0),
                  .at = statement_text(row, 1),
                  .user = statement_text(row, 2),
                  .command = statement_text(row, 3),
                  .batch = statement_int(row, 4),
                  .told = statement_text(row, 5),
                  .previous = statement_text(row, 6)};
}

bool chain_check(Arena *arena, Store *store, ChainState *state, Error *error)
{
    Statement *select =
        store_statement(store,
                        "SELECT id, at, user, command, batch, told, previous, hash"
                        " FROM journal ORDER BY id",
                        error);
    Digest *digest = digest_open(arena);
    char head[DIGEST_LENGTH + 1] = "";
    *state = (ChainState){0};
    while (select && statement_next(select, error)) {
        Link link = link_of_row(select);
        char hash[DIGEST_LENGTH + 1];
        link_hash(digest, &link, hash);
        bool whole = str_equal(statement_text(select, 7), str_from(hash));
        bool follows =
            str_equal(link.previous, str_from(head)) && link.id == state->entries + 1;
        state->entries++;
        snprintf(head, sizeof head, "%s", hash);
        if (state->broken || (whole && follows))
            continue;
        state->broken = link.id;
        state->at = str_copy(arena, link.at);
        state->command = str_copy(arena, link.command);
        state->previous_other = whole;
    }
    state->head = str_copy(arena, str_from(head));
    return select && error->kind == ERROR_NONE;
}
