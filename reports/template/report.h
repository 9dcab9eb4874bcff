/* report.h: a template and the facts become a document.
 *
 * shape  a template is a YAML head and Markdown with fenced blocks; all names in it are
 *        checked when it is loaded, before any figure is read
 * owns   a template lives in the run's arena, a document in the report's
 * fails  ERROR_CONFIG with path:line:column, the line with a caret, what is wrong and the
 *        nearest right word
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_REPORT_H
#define SAMSYN_TEMPLATE_REPORT_H

#include "engine/facts.h"
#include "reports/document/block.h"

typedef struct Wording Wording;
/* templates/wording.sv.yaml or .en.yaml, overridden by the workspace's templates/ by key.
 */
const Wording *wording_load(Arena *run, const char *share, const char *workspace,
                            Language language, Error *error);

/* Those of both languages: what a template says is checked against either. */
typedef struct {
    const Wording *of[2]; /* by Language */
} Wordings;
bool wordings_load(Arena *run, const char *share, const char *workspace, Wordings *wordings,
                   Error *error);

typedef enum { PER_DISTRICT, PER_NETWORK, PER_CITY } ReportPer;

typedef struct {
    Str name;     /* "monthly" */
    Str title[2]; /* by Language */
    LevelKind level;
    ReportPer per;
    PeriodKind period;
    int history; /* periods shown behind the current one */
    const struct TemplateBody *body;
} Template;

/* Is a file of a folder of templates one? A page about them is none. */
bool template_is(Str file);

/* reports/<name>.md of the workspace, else <name>.md of the built-in templates. `facts` is
 * a door of any level: names are checked against its catalogue. */
const Template *template_load(Arena *run, const char *share, const char *workspace,
                              Str name, Facts *facts, Error *error);
/* The same, by those who have the words already, as for the next template. */
const Template *template_load_worded(Arena *run, const char *share, const char *workspace,
                                     Str name, const Wordings *wordings, Facts *facts,
                                     Error *error);

/* The document for one unit and period, seen through `facts` (opened for `level`). */
bool report_build(Arena *arena, const Template *template, const Wording *wording,
                  Facts *facts, Level level, Str unit, Period period, Document *document,
                  Error *error);

#endif
