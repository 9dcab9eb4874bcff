/* facts_journal.h: what the journal is told of publications, and tells of them again.
 *
 * shape  an edition is one report (of a unit, period, level and language), or what `samsyn
 *        export` wrote, with its files; `settings` is what it was made from beside records
 * fails  ERROR_WRITE as the store does
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_JOURNAL_H
#define SAMSYN_FACTS_JOURNAL_H

#include "engine/facts.h"

typedef struct {
    Str report, unit, period, level, language;
    FactSource *files;
    size_t file_count;
} FactEdition;

typedef struct {
    const char *command; /* "report" or "export" */
    const FactEdition *editions;
    size_t edition_count;
    const FactSource *settings; /* those that are `imported` are left out: the journal has
                                   them already */
    size_t setting_count;
    const Str *rows; /* tables of the figures made public, as facts_told() gives them */
    size_t row_count;
} FactPublication;

/* Into the journal, and what is made public into the ledger: a later edition never tells a
 * figure so that the few who came between them can be counted. Before anything is seen in
 * its place: what was not published after all takes nothing from anyone. */
bool facts_tell_publication(Facts *facts, const FactPublication *publication, Error *error);

/* A file that was published, once for each time; of one edition they have the same
 * `edition`. */
typedef struct {
    Str file, sha256, command, at;
    int64_t entry, batch; /* the journal's line, and the newest file read at that time */
    size_t edition;       /* place in `editions` */
} FactPublished;

typedef struct {
    FactPublished *files; /* by name, the newest first */
    size_t file_count;
    FactEdition *editions;
    size_t edition_count;
} FactPublications;

bool facts_publications(Arena *arena, const Workspace *workspace,
                        FactPublications *publications, Error *error);
/* What a publication was made from beside records, by the journal. */
bool facts_publication_settings(Arena *arena, const Workspace *workspace, int64_t entry,
                                FactSource **settings, size_t *count, Error *error);

#endif
