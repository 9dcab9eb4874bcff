/* chain.h: the journal: what was done, when and by whom, each entry bound to those before.
 *
 * shape  an entry's hash is the SHA-256 of its fields, a line each, of which the first is
 *        the hash of the entry before: schema.sql. Who changes, adds or takes away an entry
 *        must make all later ones anew, and the published files are in them
 * fails  as the store does; adding is of the caller's transaction
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_STORE_CHAIN_H
#define SAMSYN_STORE_CHAIN_H

#include "engine/store/store.h"

/* `told` is a JSON object. */
bool chain_add(Arena *scratch, Store *store, const char *command, Str told, Error *error);

typedef struct {
    int64_t entries;
    Str head;            /* the hash of the last; empty when there is none */
    int64_t broken;      /* the first entry that is not as it was written; 0: none */
    Str at, command;     /* as it says */
    bool previous_other; /* it is itself whole, but does not follow the one before */
} ChainState;

bool chain_check(Arena *arena, Store *store, ChainState *state, Error *error);

#endif
