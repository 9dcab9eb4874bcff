/* batch.h: many reports, made one after another or by several processes.
 *
 * shape  each report has its own view, arena and file; fonts, wording and templates are
 * read once and shared. The bytes do not depend on the number of processes. fails  a report
 * that fails is told in its outcome and stops no other
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_BATCH_H
#define SAMSYN_REPORTS_BATCH_H

#include "reports/document/theme.h"
#include "reports/font/font.h"
#include "reports/template/report.h"

typedef struct {
    const Template *template;
    Str unit;
    Period period;
    Level level;
    Str file; /* the published name */
    Str rows; /* beside it, of a public report: the figures it tells; else empty */
} ReportJob;

typedef struct {
    Error error; /* ERROR_NONE: stands aside in the folder, ready to be published */
    char sha256[65], rows_sha256[65];
    char timestamp[32];
    int64_t bytes, rows_bytes;
    Symbol headline_symbol;
    char headline[768]; /* the first of what stands out, as the report says it */
} ReportOutcome;

typedef struct {
    const Workspace *workspace;
    const Facts *facts; /* a door of any level; another process opens its own */
    const Wording *wording;
    const Fonts *fonts;
    const Theme *theme;
    const char *directory; /* where the files are to stand */
} ReportBatch;

bool batch_make(const ReportBatch *batch, const ReportJob *jobs, size_t count,
                size_t processes, ReportOutcome *outcomes, Error *error);

/* A report that is not published after all leaves nothing aside. */
void batch_abandon(Arena *arena, const ReportBatch *batch, const ReportJob *job);

#endif
