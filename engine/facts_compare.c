/* A target is the same for all units of a type, so it is found once for all of them and
 * kept while the same indicator is asked for. A unit belongs to the comparison of a period
 * when it is there in the period's last month: so a merged unit and those it was made of
 * are never counted beside each other. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_compare.h"

#include <assert.h>
#include <math.h>

#include "engine/facts_inside.h"
#include "engine/stats/funnel.h"

enum { FEWEST = 10, FEW = 20 };

/* What a series of one kind of period is of. */
typedef struct {
    FactNames names;
    int kind; /* as facts_shown() takes it */
    int32_t first, last, step;
} Asked;

/* All units of a type together, a period each. */
typedef struct {
    size_t units;
    FunnelSpread spread;
} Pool;

typedef struct PoolSeries {
    UnitType type;
    size_t group;
    int kind;
    int32_t first, last, step;
    Pool *pools;
    struct PoolSeries *next;
} PoolSeries;

struct Pools {
    Arena *arena;
    Str name; /* of the indicator, with its part */
    PoolSeries *series;
};

static bool has_limits(const Indicator *indicator)
{
    return indicator->share || indicator->of_persons;
}

static FunnelKind funnel_kind(const Indicator *indicator)
{
    return indicator->share ? FUNNEL_SHARES : FUNNEL_RATES;
}

/* Numerator and size of a figure, 0 of what is not known. A mean is a sum over its n. */
typedef struct {
    double x, n;
} Part;

static Part part_of(const Indicator *indicator, const Figure *figure)
{
    bool mean = indicator->kind == MEASURE_MEAN;
    if (!figure->known || (!mean && !figure->has_denominator))
        return (Part){0};
    double n = mean ? (double)figure->n : amount_double(figure->denominator);
    double x = indicator->share ? (double)figure->n : facts_counted(indicator, figure);
    return n > 0 ? (Part){mean ? amount_double(figure->value) * n : x, n} : (Part){0};
}

static bool read_parts(Facts *facts, Arena *scratch, const Asked *asked, const Unit *unit,
                       size_t count, Part *parts, Error *error)
{
    Asked own = *asked;
    Shown *shown = ARENA_ARRAY(scratch, count, Shown);
    own.names.unit = unit;
    if (!facts_shown(facts, &own.names, own.kind, own.first, own.last, own.step, shown,
                     error))
        return false;
    facts_heard(facts, &own.names, own.kind, own.first, own.last, own.step);
    for (size_t i = 0; i < count; i++) {
        int32_t month = own.first + (int32_t)i * own.step;
        Period last = {PERIOD_MONTH, facts_slot_last(own.kind, month)};
        Figure figure = facts_masked(facts, &own.names, &shown[i]);
        parts[i] =
            unit_valid_in(unit, last) ? part_of(own.names.indicator, &figure) : (Part){0};
    }
    return true;
}

static Pool pool_of(Arena *scratch, const Indicator *indicator, const Part *const *parts,
                    size_t units, size_t period)
{
    double *x = ARENA_ARRAY(scratch, units, double);
    double *n = ARENA_ARRAY(scratch, units, double);
    Pool pool = {0};
    for (size_t i = 0; i < units; i++) {
        x[i] = parts[i][period].x;
        n[i] = parts[i][period].n;
        pool.units += n[i] > 0;
    }
    pool.spread = funnel_spread(scratch, funnel_kind(indicator), x, n, units);
    return pool;
}

static bool read_pools(Facts *facts, const Asked *asked, size_t count, Pool *pools,
                       Error *error)
{
    const Units *units = &facts->workspace->units;
    Arena *scratch = arena_open();
    Part **parts = ARENA_ARRAY(scratch, units->count, Part *);
    size_t found = 0;
    bool done = true;
    for (size_t i = 0; done && i < units->count; i++) {
        if (units->items[i].type != asked->names.unit->type)
            continue;
        parts[found] = ARENA_ARRAY(scratch, count, Part);
        done =
            read_parts(facts, scratch, asked, &units->items[i], count, parts[found], error);
        found++;
    }
    for (size_t i = 0; done && i < count; i++)
        pools[i] =
            pool_of(scratch, asked->names.indicator, (const Part *const *)parts, found, i);
    arena_close(scratch);
    return done;
}

static void close_pools(void *arena)
{
    arena_close(arena);
}

/* Those kept, emptied when another indicator is asked for. */
static struct Pools *pools_for(Facts *facts, Str name)
{
    struct Pools *pools = facts->pools;
    if (pools && str_equal(pools->name, name))
        return pools;
    if (!pools) {
        pools = facts->pools = ARENA_NEW(facts->arena, struct Pools);
        pools->arena = arena_open();
        arena_defer(facts->arena, close_pools, pools->arena);
    }
    arena_rewind(pools->arena, (ArenaMark){0});
    pools->name = str_copy(pools->arena, name);
    pools->series = NULL;
    return pools;
}

static bool same_pools(const PoolSeries *series, const Asked *asked)
{
    return series->type == asked->names.unit->type && series->group == asked->names.group &&
           series->kind == asked->kind && series->first == asked->first &&
           series->last == asked->last && series->step == asked->step;
}

static const Pool *find_pools(Facts *facts, const Asked *asked, size_t count, Error *error)
{
    struct Pools *pools = pools_for(facts, asked->names.name);
    for (PoolSeries *series = pools->series; series; series = series->next)
        if (same_pools(series, asked))
            return series->pools;
    PoolSeries *made = ARENA_NEW(pools->arena, PoolSeries);
    *made = (PoolSeries){asked->names.unit->type,
                         asked->names.group,
                         asked->kind,
                         asked->first,
                         asked->last,
                         asked->step,
                         ARENA_ARRAY(pools->arena, count, Pool),
                         pools->series};
    if (!read_pools(facts, asked, count, made->pools, error))
        return NULL;
    pools->series = made;
    return made->pools;
}

static FunnelLimits limits_of(const Indicator *indicator, double target, double n)
{
    FunnelForm form = indicator->compare.score ? FUNNEL_SCORE : FUNNEL_EXACT;
    return funnel_limits(funnel_kind(indicator), form, target, n);
}

static void set_limits(const Indicator *indicator, double target, const Part *own,
                       FactComparison *told)
{
    double per = (double)indicator->per;
    FunnelLimits limits = limits_of(indicator, target, own->n);
    static const FactPosition positions[] = {
        [FUNNEL_WITHIN] = FACT_WITHIN,       [FUNNEL_BELOW_998] = FACT_BELOW_998,
        [FUNNEL_BELOW_95] = FACT_BELOW_95,   [FUNNEL_ABOVE_95] = FACT_ABOVE_95,
        [FUNNEL_ABOVE_998] = FACT_ABOVE_998,
    };
    if (!limits.known)
        return;
    told->has_limits = true;
    told->lower95 = per * limits.lower95;
    told->upper95 = per * limits.upper95;
    told->lower998 = per * limits.lower998;
    told->upper998 = per * limits.upper998;
    told->position = positions[funnel_position(own->x / own->n, &limits)];
}

static void compare_one(const Indicator *indicator, const Pool *pool, const Fact *fact,
                        FactComparison *told)
{
    bool limits = has_limits(indicator);
    /* events over hours or posts have no persons below the line, but a mean has */
    bool of_people = limits || indicator->kind == MEASURE_MEAN;
    double per = (double)indicator->per, target = pool->spread.target;
    Part own = part_of(indicator, &fact->figure);
    *told = (FactComparison){.units = pool->units};
    if (limits && pool->spread.known) {
        told->tested = true;
        told->chi_square = pool->spread.chi_square;
        told->df = pool->spread.df;
        told->p = pool->spread.p;
        told->phi = pool->spread.phi;
    }
    if (!(own.n > 0) || (of_people && own.n < FEWEST))
        return;
    if (indicator->compare.with_goal) {
        if (!fact->goal.known)
            return;
        told->target_is = FACT_TARGET_GOAL;
        target = amount_double(fact->goal.goal) / per;
    } else {
        if (pool->units < 2)
            return;
        told->target_is = FACT_TARGET_MEAN;
    }
    told->target = per * target;
    told->few = of_people && own.n < FEW;
    if (limits)
        set_limits(indicator, target, &own, told);
}

/* The kind of period as cells are kept: an interval of months is named by its last, and is
 * twelve months unless it begins the year. */
static int kind_of(const Fact *fact, int32_t *month)
{
    *month = fact->period.first_month;
    if (!fact->interval.len)
        return (int)fact->period.kind;
    Str first, last;
    Period from = fact->period, till = fact->period;
    str_cut(fact->interval, '/', &first, &last);
    if (period_parse(first, &from) && period_parse(last, &till))
        *month = till.first_month;
    return period_index(from) == 1 ? CELL_TO_DATE : CELL_ROLLING;
}

bool facts_compare(Facts *facts, const Fact *series, size_t count,
                   FactComparison *comparisons, Error *error)
{
    Asked asked;
    int32_t second;
    if (!count)
        return true;
    if (!facts_names(facts, series[0].indicator, series[0].unit, series[0].group,
                     &asked.names, error))
        return false;
    asked.kind = kind_of(&series[0], &asked.first);
    kind_of(&series[count - 1], &asked.last);
    kind_of(&series[count > 1], &second);
    asked.step = count > 1 ? second - asked.first : 1;
    assert(asked.step > 0);
    const Pool *pools = find_pools(facts, &asked, count, error);
    for (size_t i = 0; pools && i < count; i++)
        compare_one(asked.names.indicator, &pools[i], &series[i], &comparisons[i]);
    return pools != NULL;
}

static const Indicator *find_indicator(Facts *facts, Str id, Error *error)
{
    Str part;
    return facts_indicator(facts, LANGUAGE_EN, id, error)
               ? indicators_resolve(&facts->workspace->indicators, id, &part)
               : NULL;
}

bool facts_limited(Facts *facts, Str indicator, bool *limited, Error *error)
{
    const Indicator *found = find_indicator(facts, indicator, error);
    if (!found)
        return false;
    *limited = has_limits(found);
    return true;
}

bool facts_limits(Facts *facts, Str indicator, double target, const double *sizes,
                  size_t count, FactLimits *limits, Error *error)
{
    const Indicator *found = find_indicator(facts, indicator, error);
    if (!found)
        return false;
    assert(has_limits(found));
    double per = (double)found->per;
    for (size_t i = 0; i < count; i++) {
        double n = found->share ? floor(sizes[i]) : sizes[i];
        FunnelLimits made = limits_of(found, target / per, n);
        limits[i] = (FactLimits){made.known, per * made.lower95, per * made.upper95,
                                 per * made.lower998, per * made.upper998};
    }
    return true;
}

Str position_word(FactPosition position)
{
    switch (position) {
    case FACT_POSITION_NONE:
        return STR("");
    case FACT_BELOW_998:
        return STR("below_998");
    case FACT_BELOW_95:
        return STR("below_95");
    case FACT_WITHIN:
        return STR("within");
    case FACT_ABOVE_95:
        return STR("above_95");
    case FACT_ABOVE_998:
        return STR("above_998");
    }
    return STR("");
}
