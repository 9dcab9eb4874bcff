/* facts_verify_inside.h: shared by facts_verify*.c. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_VERIFY_INSIDE_H
#define SAMSYN_FACTS_VERIFY_INSIDE_H

#include "engine/catalogue/workspace.h"
#include "engine/facts_verify.h"
#include "engine/store/store.h"

enum { FAULTS_OF_A_KIND = 20, FAULT_KINDS = FAULT_KEPT + 1 };

typedef struct {
    Arena *arena;
    const Workspace *workspace;
    Store *store;
    FactVerification *told;
    size_t capacity, of_kind[FAULT_KINDS];
} Verify;

void verify_fault(Verify *verify, FactFault fault);

/* Everything that is made from records, held against the same made anew. */
bool verify_kept(Verify *verify, Store *anew, Error *error);

#endif
