/* audit.h: a folder of published files, read as an outsider would read it.
 *
 * shape  files sorted by path; an edition is the files of one folder, open-data/ in it too
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_AUDIT_H
#define SAMSYN_ENGINE_COMMAND_AUDIT_H

#include "engine/command/audit_words.h"
#include "engine/command/check_list.h"
#include "engine/disclose/audit.h"

typedef struct {
    const char *path;
    Str name; /* from the folder on */
    size_t edition;
    bool complete; /* it leaves out only what is nothing */
} AuditFile;

typedef struct {
    Check *check;
    Arena *arena;
    const char *folder;
    AuditFile *files; /* those that hold figures */
    size_t file_count, file_capacity;
    Str *others; /* CSV files that hold none */
    size_t other_count, other_capacity;
    Str *pages, *internal_pages; /* without figures beside them */
    size_t page_count, page_capacity, internal_count, internal_capacity;
    Str *editions;
    size_t edition_count, edition_capacity;
    Units units;
    size_t unit_capacity;
    AuditMeasure *measures;
    size_t measure_count, measure_capacity;
    bool *measure_unknown;
    size_t unknown_capacity;
    Str *unit_names; /* those of `units`, then those only met in figures */
    size_t unit_name_count, unit_name_capacity;
    Str *groups; /* all is the first */
    size_t group_count, group_capacity;
    AuditFigure *figures;
    size_t figure_count, figure_capacity;
    Audit *audit;
    size_t faults, notes; /* told */
} Auditing;

/* What is told goes to stdout at once; a fault counts as a failure. */
void audit_tell(Auditing *auditing, Gravity gravity, Str place, Str text);
Str audit_words(const Auditing *auditing, AuditPhrase phrase, const Str *parts);
#define AUDIT_WORDS(auditing, phrase, ...) \
    audit_words((auditing), (phrase), (const Str[]){__VA_ARGS__, {"", 0}})

/* audit_folder.c: finds the files, and what the folder says of units and measures. */
bool audit_read_folder(Auditing *auditing, Error *error);
/* audit_rows.c: the figures of the files found. */
bool audit_read_figures(Auditing *auditing, Error *error);
bool audit_is_facts_head(const Str *cells, size_t count);
/* audit_found.c: what was found, by file and line, and what was not audited. */
void audit_tell_all(Auditing *auditing);
Str audit_figure_name(const Auditing *auditing, const AuditFigure *figure);

/* `samsyn check --disclosure DIR`. */
bool check_disclosure(Check *check, const char *folder, Error *error);

#endif
