/* facts_inside.h: what stands behind the door. Only engine/facts*.c sees it.
 *
 * A Shown is a cell as it is, before the level decides what may be seen of it; it never
 * leaves these files.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_FACTS_INSIDE_H
#define SAMSYN_FACTS_INSIDE_H

#include "engine/catalogue/workspace.h"
#include "engine/facts.h"
#include "engine/facts_forecast.h"
#include "engine/measure/cells.h"
#include "engine/store/store.h"

/* The names of a fact, found in the catalogue. */
typedef struct {
    const Indicator *indicator;
    Str part; /* empty: the whole */
    Str name; /* "interventions:anhoriggrupp" */
    const Unit *unit;
    size_t group; /* 0: all */
    Str group_id;
} FactNames;

typedef struct ToldIndicator {
    FactIndicator told;
    Language language;
    struct ToldIndicator *next;
} ToldIndicator;

typedef struct {
    const Indicator *indicator;
    Str part;
    const Unit *unit;
    size_t group;
    int kind; /* as facts_shown() takes it */
    int32_t month;
} Heard;

typedef struct {
    Heard *heard;
    size_t count, capacity;
} Listening;

typedef struct Ledger Ledger;

struct Facts {
    Arena *arena;
    const Workspace *workspace;
    Level level;
    Store *store;
    Str timestamp;
    bool has_horizon;
    int32_t horizon;
    /* first months; FACTS_NEVER where nothing is measured */
    int32_t *first_rows;     /* record kind * units + unit */
    int32_t *first_reported; /* (indicator * groups + group) * units + unit */
    ToldIndicator *told;     /* those asked for, the last first */
    /* what was last told of deliveries: a report asks more than once */
    const Unit *delivering;
    Period delivered_in;
    FactDelivery *deliveries;
    size_t delivery_count;
    Ledger *ledger;              /* NULL: nothing has been published */
    Listening *listening;        /* NULL: nobody wants to know what is told */
    struct Pools *pools;         /* what units were last compared with; NULL: nothing yet */
    struct KeptSeasons *seasons; /* of the forecasts made, the last first */
};

enum { FACTS_NEVER = INT32_MAX };

typedef struct {
    Figure figure; /* unmasked */
    bool is_protected;
} Shown;

size_t facts_group_count(const Facts *facts); /* with all */
bool facts_names(Facts *facts, Str indicator, Str unit, Str group, FactNames *names,
                 Error *error);

/* Periods are given by a kind of cells.h (a PeriodKind or CELL_TO_DATE), the months that
 * name the first and the last, and `step` months between. shown[] has room for all. */
bool facts_shown(Facts *facts, const FactNames *names, int kind, int32_t first,
                 int32_t last, int32_t step, Shown *shown, Error *error);
/* Puts their intervals into what is shown of outcomes' means and effect sizes. */
bool outcome_intervals(Facts *facts, const FactNames *names, int kind, int32_t first,
                       int32_t last, int32_t step, Shown *shown, Error *error);
/* The coverage of an outcome's instrument; NULL when the catalogue has none. */
const Indicator *outcome_coverage(const Indicators *all, const Indicator *indicator);
/* Told to who listens: the periods as facts_shown() takes them. */
void facts_heard(Facts *facts, const FactNames *names, int kind, int32_t first,
                 int32_t last, int32_t step);
Shown shown_of_cell(const Indicator *indicator, const Cell *cell);
/* The numerator of a known figure of a ratio. */
double facts_counted(const Indicator *ratio, const Figure *figure);
/* The months of such a period. */
int32_t facts_slot_first(int kind, int32_t month);
int32_t facts_slot_last(int kind, int32_t month);
/* As facts_shown where no cell is kept: missing, not measured or not applicable. */
Mark facts_absent(const Facts *facts, const FactNames *names, int32_t first, int32_t last,
                  int32_t *expected);
bool facts_unit_is_composite(const Facts *facts, const Unit *unit);

/* Adds the months, of all record kinds, that the unit and those below it delivered in the
 * period, and those that were expected of them. */
bool facts_months_told(Facts *facts, const Unit *asked, Period period, FactDelivery *months,
                       Error *error);
/* The level is internal to this unit, so that nothing of it is masked. */
bool facts_owns(const Facts *facts, const Unit *unit);
/* What the level may see; a protected figure leaves with nothing in it. */
Figure facts_masked(const Facts *facts, const FactNames *names, const Shown *shown);
/* The goal of exactly this period; known = false when there is none. */
FactGoal facts_goal(const Facts *facts, const FactNames *names, Period period);
/* Do a year's months make its total? */
bool forecast_adds_up(const Indicator *indicator);
bool forecast_make(Facts *facts, const FactNames *names, int32_t until,
                   const FactGoal *goal, FactForecast *forecast, Error *error);
/* Judges a fact that has its figure and goal: proposes a status with its basis, and puts
 * the assessment beside. `until` is the last month of the year to date, else the period's.
 */
bool facts_judge(Facts *facts, const FactNames *names, int32_t until, Fact *fact,
                 Error *error);

#endif
