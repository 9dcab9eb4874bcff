/* import.h: one file into the records, or refused with the database as it was.
 *
 * shape  one file is one transaction: its rows, findings, months and what it replaces. The
 *        same content twice changes nothing. A file of a name that was imported before,
 *        with other content, corrects that file: its rows are closed. A row with the
 *        sender's id (in its unit) or the kind's identity of one that holds replaces that
 *        row.
 *        What is no row (titles above, totals and notes below) is told and not read; what
 *        was found goes back to the sender as a list (returns.h)
 * fails  only when the database or the disk does; a refused file is a result
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_IMPORT_H
#define SAMSYN_IMPORT_IMPORT_H

#include <stdio.h>

#include "engine/catalogue/workspace.h"
#include "engine/import/contract.h"
#include "engine/store/store.h"

typedef struct {
    const Workspace *workspace;
    const ContractKeys *keys; /* of the workspace's headings */
    Store *store;
    Language language;
    const RecordKind *kind; /* of every file; NULL: by name or headings */
    bool replace;           /* a file says all there is of its units and periods */
    Str imported_at;        /* 2018-05-03T00:00:00Z */
    int64_t run_first;      /* batches from this id on are of this run */
    bool dry;               /* nothing is kept: the caller holds a transaction open */
    bool quiet;             /* only what is wrong is told */
    bool same_told;         /* files with nothing new in them are named too */
    bool undone_left;       /* a file that was undone is not read again */
    size_t findings_shown;  /* per file */
    FILE *talk;
} ImportSettings;

typedef enum {
    IMPORT_DONE,
    IMPORT_SAME, /* nothing new in it */
    IMPORT_REFUSED
} ImportOutcome;

typedef struct {
    ImportOutcome outcome;
    int64_t rows_read, rows_used, rows_refused, findings;
    bool returned; /* a return list was written */
} ImportResult;

bool import_file(const ImportSettings *settings, const char *path, ImportResult *result,
                 Error *error);

#endif
