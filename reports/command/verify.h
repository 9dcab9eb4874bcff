/* verify.h: what `samsyn verify` finds, shared by its files.
 *
 * verify.c         the command, and what the database's faults are called
 * verify_files.c   published files against the manifest and the journal
 * verify_remake.c  reports made anew from the records of their time
 * verify_words.c   what is said
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_VERIFY_H
#define SAMSYN_REPORTS_VERIFY_H

#include "engine/base/command.h"
#include "engine/facts_journal.h"
#include "reports/command/verify_words.h"
#include "reports/publish/publish.h"

/* An edition that is to be made anew. */
typedef struct {
    const FactPublished *file; /* one of its files, as it lies there */
    const Manifest *manifest;  /* of its folder; NULL: it has none */
} Wanted;

typedef struct {
    const Run *run;
    Arena *arena;
    Workspace *workspace;
    Language language;
    FactPublications published;
    Wanted *wanted;
    size_t wanted_count, wanted_capacity;
    size_t files, remade, faults, notes;
    bool contents_faulty; /* of the database */
    int64_t purged_line;  /* of the journal; what was published before may have had more */
} Verifying;

/* A line on stdout: place: fault: what it is. No place: "". */
void verify_fault_tell(Verifying *verifying, Str place, VerifyPhrase phrase,
                       const Str *parts);
void verify_note_tell(Verifying *verifying, Str place, VerifyPhrase phrase,
                      const Str *parts);

/* A folder of published files, or one such file. ERROR_NO_INPUT when there is none. */
bool verify_path(Verifying *verifying, const char *path, Error *error);
/* Everything that is wanted. */
bool verify_remake(Verifying *verifying, Error *error);

#endif
