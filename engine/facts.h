/* facts.h: THE DOOR. Everything that leaves the program is made from these facts.
 *
 * shape  a fact is indicator x unit x target group x period with its figure, goal and
 *        comparison, as the level it was opened for may see it
 * unit   an Amount is exact; a share's amount is a fraction of one
 * owns   what is returned lives in the arena the door was opened in (or the one given)
 * fails  ERROR_CONFIG for an unknown indicator, unit or group, with the nearest right name
 *
 * A protected figure has known = false and all its numbers zero: nothing beyond the door
 * can see them. Missing, not measured, zero and protected are four different marks.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_H
#define SAMSYN_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/base/number.h"
#include "engine/base/text.h"

typedef struct Workspace Workspace;
typedef struct Facts Facts;

typedef enum { LEVEL_PUBLIC, LEVEL_INTERNAL } LevelKind;
typedef struct {
    LevelKind kind;
    Str unit; /* of internal: the one unit shown unprotected */
} Level;

typedef enum {
    MARK_OK,
    MARK_PROTECTED,
    MARK_MISSING,        /* not delivered */
    MARK_NOT_MEASURED,   /* no one there measures it */
    MARK_NOT_APPLICABLE, /* cannot occur */
    MARK_PRELIMINARY     /* some delivered, not all; or the running year */
} Mark;

typedef enum {
    STATUS_NONE,
    STATUS_MET,
    STATUS_PARTLY,
    STATUS_NOT_MET,
    STATUS_UNDECIDED
} Status;
/* What a proposed status rests on. */
typedef enum {
    BASIS_NONE,     /* there is no status */
    BASIS_OUTCOME,  /* the whole period's figure against the goal */
    BASIS_INTERVAL, /* the figure's 95 % interval against the goal */
    BASIS_FORECAST, /* where the year's total is heading: told as a forecast */
    BASIS_REACHED   /* the year runs, but nothing that comes can change it */
} StatusBasis;
/* Why a status is undecided. */
typedef enum {
    UNDECIDED_NOT,
    UNDECIDED_EARLY,      /* fewer than three months of the year are reported */
    UNDECIDED_CHANCE,     /* chance could have made the difference */
    UNDECIDED_INCOMPLETE, /* not all of the period is delivered */
    UNDECIDED_RUNNING,    /* the year runs, and what is measured has no forecast */
    UNDECIDED_CARRIED     /* the figure is another year's */
} UndecidedReason;
typedef enum { FACT_HIGHER_BETTER, FACT_LOWER_BETTER, FACT_NEITHER } FactDirection;
typedef enum {
    FACT_COUNT,
    FACT_SUM,
    FACT_MEAN,
    FACT_DISTINCT,
    FACT_RATIO,
    FACT_OFFERED, /* how many of some sets */
    FACT_VALUE,
    FACT_SHARE
} FactKind;

typedef struct {
    Mark mark;
    bool known; /* value, n and denominator may be read */
    Amount value;
    int64_t n; /* what was counted; numerator of a share; number behind a ratio */
    bool has_denominator;
    Amount denominator; /* of a share or ratio */
    bool has_interval;  /* 95 %: of shares, outcomes, and persons over a population */
    double low95, high95;
    int32_t delivered, expected; /* unit-months */
    int year;                    /* not 0: a yearly figure carried forward from that year */
    bool continued; /* of the units that the unit was made of, at least in part */
    bool stands;    /* as it was published: what came later touches too few to be told */
} Figure;

typedef struct {
    bool known;
    Amount goal, partly;
    PeriodKind period;
    Str decision;
} FactGoal;

/* How those responsible judged the goal, beside what the program proposes. */
typedef struct {
    bool known;
    Status status;
    Str by; /* a role */
    Str reason, decision;
    int32_t day;
} FactAssessment;

typedef struct {
    Str indicator;   /* with its part: "interventions:anhoriggrupp" */
    Str unit, group; /* group "all" is the total */
    Period period;
    Str interval; /* "2018-01/2018-04" of a year to date or twelve months; else empty */
    Figure figure;
    Period previous_period, last_year_period;
    Figure previous, last_year; /* known only when comparable and not protected */
    FactGoal goal;              /* of exactly this period kind */
    Status status; /* a proposal; STATUS_NONE without goal, data or direction */
    StatusBasis basis;
    UndecidedReason undecided;
    bool uncertain; /* of a forecast: the chance of the goal is between .2 and .8 */
    FactAssessment assessment;
} Fact;

typedef struct {
    Str id;
    Str name, definition, unit; /* in the language asked for */
    FactKind kind;
    FactDirection direction;
    int decimals;
    Str by; /* empty: has no parts */
    bool protects_people;
    Str coverage; /* of an outcome: the indicator that tells how many it is of; or empty */
    Str source;   /* of an outcome: where its limits are from, as the definition ends */
} FactIndicator;

typedef struct {
    Str id, name;
    bool is_city, is_network;
    bool formed;        /* of other units, which its figures before `since` are of */
    int32_t since;      /* its first day */
    const Str *made_of; /* their names, in Swedish alphabetical order */
    size_t made_of_count;
    bool ended;
    int32_t until;     /* its last day */
    const Str *became; /* names */
    size_t became_count;
} FactUnit;

typedef struct {
    Str id, name;
} FactName;

typedef struct {
    Str organisation, programme;
    Language language;
    Str timestamp; /* of the newest import, "2018-05-03T00:00:00Z" */
    int64_t limit;
} FactAbout;

typedef enum {
    CHANGE_UNKNOWN, /* nothing to compare with */
    CHANGE_SAME,
    CHANGE_TOO_FEW, /* too few behind to say */
    CHANGE_ABOUT,   /* within what chance does */
    CHANGE_MORE,
    CHANGE_LESS
} FactChange;
/* How a figure stands to another of the same kind, a year before for instance. A difference
 * is clear when it is more than twice its chance error, with the variance of a count of n
 * (value^2 / n), of a share p (1 - p) / n. */
FactChange fact_change(FactKind kind, const Figure *now, const Figure *then);

/* What was delivered behind a unit's figures of a period, per record kind. */
typedef struct {
    Str kind, kind_name;         /* "conversations", "Samtal" */
    int64_t used, refused;       /* rows; 0 unless the level is internal to the unit */
    int32_t delivered, expected; /* months */
    Str first_missing;           /* "2018-04" or empty */
} FactDelivery;

/* A finding as a reader of the report may see it (never a value that could be personal);
 * there are none unless the level is internal to the unit. */
typedef struct {
    Str file;
    int64_t line;
    Str column, reason, remedy;
} FactFinding;

Facts *facts_open(Arena *arena, const Workspace *workspace, Level level, Error *error);
/* The door as it stood when `batch` (of the view batches) was the last: ERROR_CONFIG for a
 * batch that is not there. It is read from a copy of the database that goes away with the
 * arena; the settings are today's. */
Facts *facts_open_as_of(Arena *arena, const Workspace *workspace, Level level,
                        int64_t batch, Error *error);
/* The same door as another level sees it: the same state of the database, opened once. Must
 * not outlive the door it was made from, and its arena must be another: the door goes on
 * reading in its own. */
Facts *facts_view(Arena *arena, const Facts *facts, Level level, Error *error);
/* The catalogue alone, as templates need it before anything has been imported: only names
 * (indicators, parts, groups, units) may be asked. */
Facts *facts_names_only(Arena *arena, const Workspace *workspace);
void facts_about(const Facts *facts, Language language, FactAbout *about);

/* From now on the door remembers which figures it tells, and those they are compared with.
 * facts_told() gives them as rows with the columns of `samsyn facts` and their head, each
 * once, in the catalogue's order, but for what is not measured or cannot be. */
void facts_listen(Facts *facts);
bool facts_told(Facts *facts, Arena *arena, Str *rows, Error *error);
/* How many tables (an indicator in a period) stand as they were published, in a sentence;
 * empty when none does. */
Str facts_standing(const Facts *facts, Arena *arena, Language language);

/* "interventions", or a part "interventions:anhoriggrupp". NULL with the nearest name. */
const FactIndicator *facts_indicator(Facts *facts, Language language, Str id, Error *error);
/* All indicators of the catalogue, in its order. */
bool facts_indicators(Facts *facts, Str **ids, size_t *count);
/* The parts of an indicator with `by`, as names ("anhoriggrupp", "Anhöriggrupp"). */
bool facts_parts(Facts *facts, Language language, Str indicator, FactName **parts,
                 size_t *count, Error *error);
bool facts_groups(Facts *facts, Language language, FactName **groups, size_t *count);
/* The units of a type valid in a period, in Swedish alphabetical order. A municipality that
 * has no districts is also its own district. */
bool facts_units(Facts *facts, Str type, Period period, FactUnit **units, size_t *count,
                 Error *error);
/* All of them, each once: districts, networks, the city. */
void facts_units_all(Facts *facts, Period period, FactUnit **units, size_t *count);
bool facts_unit(Facts *facts, Str id, FactUnit *unit, Error *error);

bool facts_read(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                Period period, Fact *fact, Error *error);
/* Is there a goal for exactly this period, of any unit? Told without reading a figure. */
bool facts_has_goals(const Facts *facts, Str indicator, Period period);
/* One fact a period of that kind, from..to inclusive. */
bool facts_series(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                  Period from, Period to, Fact **series, size_t *count, Error *error);
/* The twelve months until the period's end; kept at the end of each half-year, else not
 * applicable. */
bool facts_rolling(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error);
/* The year to date (January..the period's last month), and the goal of the year. */
bool facts_to_date(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error);

bool facts_deliveries(Facts *facts, Arena *arena, Str unit, Period period,
                      FactDelivery **deliveries, size_t *count, Error *error);
bool facts_findings(Facts *facts, Arena *arena, Str unit, Period period,
                    FactFinding **findings, size_t *count, Error *error);

/* How a figure comes about, as the catalogue says it: names in the language asked for. */
typedef struct {
    Str column;
    const Str *words; /* it is one of these; none: a number within bounds */
    size_t word_count;
    bool has_least, has_most;
    Amount least, most;
} FactCondition;

typedef struct {
    Str id, name;
    const Str *any; /* indicators */
    size_t any_count;
} FactSet;

typedef struct {
    FactKind kind;
    Str source, column; /* the record kind; what is added up or told apart */
    bool reported;      /* sent in as a figure; carried: serves until a newer one */
    bool carried, fresh, of_keys;
    bool lasts, weighed; /* rows that last; a sum over them by their days */
    int64_t least, most; /* rows of a key; 0 and INT64_MAX: open */
    const FactCondition *where, *having;
    size_t where_count, having_count;
    Str of, over; /* indicators */
    int64_t per, one_in;
    const FactSet *sets;
    size_t set_count;
    bool outcome;             /* of closed episodes; then: */
    Str figure;               /* as `of` has it in the catalogue: "improvement" */
    Str instrument, episodes; /* names; of the record kind that tells them, or empty */
    Str cut_off;              /* in words */
    Amount reliable;
    int gap; /* months */
    bool lower_better;
} FactFormula;

bool facts_formula(Facts *facts, Arena *arena, Language language, Str indicator,
                   FactFormula *formula, Error *error);

/* The units whose figures are in a unit's: those below it (`above`), else those it was made
 * of that stood in the period. */
bool facts_units_behind(Facts *facts, Arena *arena, Str unit, Period period, bool *above,
                        FactUnit **units, size_t *count, Error *error);

/* A row that a figure was counted from. Keys, codes and free text stay behind the door:
 * `who` only tells different keys of one listing apart. */
typedef struct {
    Str file;
    int64_t line;
    bool counted; /* of a share: it is in the numerator */
    int64_t who;  /* 1 for the first key, and so on; 0 where keys do not matter */
    const Str *cells;
} FactRow;

typedef struct {
    Str id, name; /* as in the contract, and in the language asked for */
    bool is_number;
} FactRowColumn;

typedef struct {
    bool open;     /* the level is internal to the unit; else there are no rows */
    bool own_only; /* those of units below are left to their own levels */
    const FactRowColumn *columns; /* of cells */
    size_t column_count;
    const FactRow *rows; /* the first `most` (0: all) */
    size_t shown;
    bool purged; /* some of them were removed; the figure is what they gave */
    Str purged_before, purged_at, purged_decision;
    int64_t total, counted;         /* rows in all */
    int64_t people, people_counted; /* different keys */
} FactRows;

/* A period, the year to date, twelve months. */
typedef struct {
    int32_t first, last;
} FactMonths;
FactMonths months_of(Period period);
/* Of what is made from other indicators there are none. */
bool facts_rows(Facts *facts, Arena *arena, Language language, Str indicator, Str unit,
                Str group, FactMonths months, size_t most, FactRows *rows, Error *error);
/* Rows of the indicator's record kind, unit and months that could not be used; none unless
 * the level is internal to the unit. */
bool facts_unused(Facts *facts, Arena *arena, Str indicator, Str unit, FactMonths months,
                  FactFinding **findings, size_t *count, Error *error);

/* What the figures were made from: the settings and every imported file that still counts,
 * sorted by name; `file` is relative to the workspace. */
typedef struct {
    Str file, sha256;
    bool imported;
} FactSource;
bool facts_sources(Facts *facts, Arena *arena, FactSource **sources, size_t *count,
                   Error *error);
/* The workspace as the pages may know it. */
Workspace *workspace_open(Arena *arena, const char *path, const char *share, Error *error);
const char *workspace_path(const Workspace *workspace);
Language workspace_language(const Workspace *workspace);

/* The last month that any unit has delivered; for a report without --period. */
bool facts_last_month(Facts *facts, Period *month, Error *error);
/* The first month that any unit has delivered. */
bool facts_first_month(Facts *facts, Period *month, Error *error);

/* The words of the columns of `samsyn facts`: ok, protected, ...; met, partly, ... */
Str mark_word(Mark mark);
Str status_word(Status status);

#endif
