/* batch.h: many reports, made one after another or by several processes.
 *
 * shape  each report has its own view, arena and files; fonts, wording and templates are
 *        read once and shared. The bytes do not depend on the number of processes
 * fails  a report that fails is told in its outcome and stops no other
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_REPORTS_BATCH_H
#define SAMSYN_REPORTS_BATCH_H

#include "reports/command/formats.h"
#include "reports/document/theme.h"
#include "reports/font/font.h"
#include "reports/template/report.h"

/* One file each, and as many pictures as there are pages. */
typedef enum { MADE_PDF, MADE_HTML, MADE_ROWS, MADE_THUMBNAIL, MADE_COUNT } MadeKind;

typedef struct {
    const Template *template;
    Str unit;
    Period period;
    Level level; /* a public report has a table of the figures it tells, and a thumbnail */
    Str base;    /* the published names without their ends */
} ReportJob;

typedef struct {
    char sha256[65];
    int64_t bytes;
} MadeFile;

typedef struct {
    Error error; /* ERROR_NONE: stands aside in the folder, ready to be published */
    bool made[MADE_COUNT];
    MadeFile files[MADE_COUNT];
    size_t pages; /* pictures of pages, numbered from 1 */
    char timestamp[32];
    Symbol headline_symbol;
    char headline[768]; /* the first of what stands out, as the report says it */
    char title[384];
    uint32_t uncovered; /* a character that the typeface has no letter for; 0: none */
} ReportOutcome;

Str made_ending(MadeKind kind);
Str made_name(Arena *arena, Str base, MadeKind kind);
Str made_page_name(Arena *arena, Str base, size_t page);

typedef void (*MadeTake)(void *to, Str name, Str bytes);

typedef struct {
    const Workspace *workspace;
    const Facts *facts; /* a door of any level; another process opens its own */
    const Wording *wording;
    const Fonts *fonts;
    const Theme *theme;
    const char *directory; /* where the files are to stand */
    Formats formats;
    bool attach;   /* the figures that a report tells go along inside its PDF */
    MadeTake take; /* NULL: what is made is written aside there; else it is given this, and
                      no other process makes any */
    void *to;
} ReportBatch;

bool batch_make(const ReportBatch *batch, const ReportJob *jobs, size_t count,
                size_t processes, ReportOutcome *outcomes, Error *error);

/* A report that is not published after all leaves nothing aside. */
void batch_abandon(Arena *arena, const ReportBatch *batch, const ReportJob *job,
                   const ReportOutcome *outcome);

#endif
