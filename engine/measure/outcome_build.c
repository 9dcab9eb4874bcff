/* Outcomes are of episodes, which may begin years before they close. So what is kept of the
 * scores are episodes: those of a unit whose scores changed are made anew, from all of its
 * scores, and cells are counted from the episodes that close in the year. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/outcome_build.h"

#include "engine/catalogue/outcomes.h"
#include "engine/measure/episodes.h"
#include "engine/measure/outcomes.h"
#include "engine/measure/protection.h"

static size_t kind_of(const Work *work, const RecordKind *kind)
{
    return (size_t)(kind - work->workspace->records.items);
}

/* An episode as it is kept. */
typedef struct {
    int64_t who; /* alike for alike carers */
    size_t unit, group;
    int32_t month;
    int64_t cut;
    EpisodeOutcome outcome;
} Kept;

typedef struct {
    Work *work;
    Arena *arena;
    const Year *year;
    const Instrument *instrument;
    Kept *kept;
    size_t count, capacity;
} Build;

static void keep(Build *build, const Statement *row, int64_t who)
{
    Kept kept = {.who = who,
                 .unit = work_unit(build->work, statement_text(row, 2)),
                 .group = work_group(build->work, statement_text(row, 3)),
                 .month = (int32_t)statement_int(row, 4),
                 .cut = statement_int(row, 8),
                 .outcome = {.paired = statement_int(row, 5) >= 2,
                             .first = statement_int(row, 6),
                             .last = statement_int(row, 7),
                             .has_ending = !statement_is_null(row, 9),
                             .unplanned = statement_int(row, 9) != 0}};
    if (kept.unit == SIZE_MAX || kept.group == SIZE_MAX)
        return;
    build->kept = ARENA_GROW(build->arena, build->kept, build->count, &build->capacity);
    build->kept[build->count++] = kept;
}

/* Carer by carer: unless keys are shared, the same key in two units is two people. */
static bool read_kept(Build *build, Error *error)
{
    const Work *work = build->work;
    bool shared = work->workspace->shared_carer_keys;
    Statement *select = store_statement(
        work->store,
        "SELECT family, carer, unit, target_group, month, scores, first_score, last_score,"
        " cut_off, unplanned FROM outcome_episodes WHERE instrument = ?1 AND month BETWEEN"
        " ?2 AND ?3 AND (told OR month <= ?4) ORDER BY iif(?5, '', family), carer",
        error);
    Str family = STR(""), carer = STR("");
    int64_t who = 0;
    if (!select)
        return false;
    statement_bind_text(select, 1, build->instrument->id);
    statement_bind_int(select, 2, build->year->start);
    statement_bind_int(select, 3, build->year->start + WINDOW_MONTHS - 1);
    statement_bind_int(select, 4, work->horizon - build->instrument->gap);
    statement_bind_int(select, 5, shared);
    while (statement_next(select, error)) {
        Str its = statement_text(select, 0), key = statement_text(select, 1);
        if (!who || !str_equal(carer, key) || (!shared && !str_equal(family, its))) {
            family = str_copy(build->arena, its);
            carer = str_copy(build->arena, key);
            who++;
        }
        keep(build, select, who);
    }
    return error->kind == ERROR_NONE;
}

static bool is_counted(const Build *build, size_t unit, size_t slot)
{
    size_t place = unit * YEAR_SLOTS + slot;
    return build->year->affected[place] &&
           slot_due(build->work, &build->year->slots[slot]) &&
           build->year->delivered[place] > 0;
}

static void add_kept(const Build *build, const Kept *kept, int64_t reliable,
                     OutcomeSums **sums)
{
    const Work *work = build->work;
    OutcomeScale scale = outcome_scale(build->instrument, reliable, kept->cut);
    for (size_t i = 0; i < work->above[kept->unit].count; i++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++) {
            size_t unit = work->above[kept->unit].items[i];
            if (!slot_holds(&build->year->slots[slot], kept->month) ||
                !is_counted(build, unit, slot))
                continue;
            for (size_t group = 0; group <= kept->group;
                 group += kept->group ? kept->group : 1) {
                OutcomeSums **at = &sums[cell_at(work, 0, unit, group, slot)];
                if (!*at)
                    *at = ARENA_NEW(build->arena, OutcomeSums);
                outcome_sums_add(*at, &scale, kept->who, &kept->outcome);
            }
        }
}

static OutcomeSums **sums_of(const Build *build, int64_t reliable)
{
    const Work *work = build->work;
    OutcomeSums **sums =
        ARENA_ARRAY(build->arena, work->units * work->groups * YEAR_SLOTS, OutcomeSums *);
    for (size_t i = 0; i < build->count; i++)
        add_kept(build, &build->kept[i], reliable, sums);
    return sums;
}

static int64_t scale_of(const Instrument *instrument)
{
    int64_t scale = 1;
    for (int i = 0; i < instrument->total->decimals; i++)
        scale *= 10;
    return scale;
}

static void fill_share(OutcomeFigure figure, const OutcomeSums *sums, Cell *cell)
{
    const OutcomeCount *sides = sums->sides[figure];
    int64_t all = sides[OUTCOME_FITS].n + sides[OUTCOME_OTHERS].n;
    cell->n = sides[OUTCOME_FITS].n;
    cell->people = sides[OUTCOME_FITS].people + sides[OUTCOME_OTHERS].people;
    cell->has_denominator = true;
    cell->denominator = AMOUNT_WHOLE(all);
    if (all)
        cell->value = amount_of(cell->n, all);
    else
        cell->state = CELL_NOT_APPLICABLE;
}

static void fill_mean(const Indicator *indicator, const OutcomeSums *sums, Cell *cell)
{
    OutcomeMean mean = indicator->figure == FIGURE_FIRST  ? OUTCOME_FIRST
                       : indicator->figure == FIGURE_LAST ? OUTCOME_LAST
                                                          : OUTCOME_CHANGE;
    cell->has_denominator = true;
    cell->denominator = AMOUNT_WHOLE(cell->n);
    if (cell->n)
        cell->value = amount_of(outcome_sum(&sums->moments, mean),
                                scale_of(indicator->instrument) * cell->n);
    else
        cell->state = CELL_NOT_APPLICABLE;
}

/* Kept to nine decimals: it is the root of a fraction, and no fraction itself. */
static void fill_effect(const Indicator *indicator, const OutcomeSums *sums, Cell *cell)
{
    static const int64_t billion = 1000000000;
    EffectKind kind = (EffectKind)(indicator->figure - FIGURE_EFFECT);
    Effect effect =
        outcome_effect(&sums->moments, kind, indicator->instrument->lower_better);
    if (cell->n < EFFECT_LEAST || !effect.known || effect.value > 1e9 ||
        effect.value < -1e9) {
        cell->state = CELL_NOT_APPLICABLE;
        return;
    }
    double scaled = effect.value * (double)billion;
    cell->value = amount_of((int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5), billion);
    if (cell->n < EFFECT_ENOUGH)
        cell->state = CELL_PRELIMINARY;
}

static Cell cell_of(const Build *build, const Indicator *indicator, const OutcomeSums *sums,
                    size_t place)
{
    const Year *year = build->year;
    const OutcomeCount *counted = &sums->sides[indicator->figure][OUTCOME_FITS];
    Cell cell = {.value = AMOUNT_WHOLE(counted->n),
                 .denominator = AMOUNT_WHOLE(0),
                 .n = counted->n,
                 .people = counted->people,
                 .delivered = year->delivered[place],
                 .expected = year->expected[place]};
    cell.state = cell.delivered < cell.expected ? CELL_PRELIMINARY : CELL_OK;
    if (indicator->share)
        fill_share(indicator->figure, sums, &cell);
    else if (figure_is_mean(indicator->figure))
        fill_mean(indicator, sums, &cell);
    else if (figure_is_effect(indicator->figure))
        fill_effect(indicator, sums, &cell);
    return cell;
}

static void fill_cell(const Build *build, const Indicator *indicator,
                      const OutcomeSums *sums, const OutcomeSums *usual, size_t at,
                      size_t place, Sheet *sheet)
{
    static const OutcomeSums nothing = {.moments = {0}};
    int64_t limit = build->work->workspace->limit;
    bool hidden[OUTCOME_FIGURES];
    if (!sums)
        sums = usual = &nothing;
    Cell *cell = &sheet->cells[at];
    *cell = cell_of(build, indicator, sums, place);
    outcome_protect(sums, usual, limit, hidden);
    cell->protected_ = indicator->protects != PROTECTS_NONE && hidden[indicator->figure];
    cell->people = cell->people > limit ? limit : cell->people;
    sheet->there[at] = true;
    if (sheet->moments)
        sheet->moments[at] = sums->moments;
}

static Sheet *sheet_of(const Build *build, Arena *arena, const Indicator *indicator,
                       OutcomeSums *const *usual)
{
    const Work *work = build->work;
    OutcomeSums *const *sums = indicator->reliable == build->instrument->reliable
                                   ? usual
                                   : sums_of(build, indicator->reliable);
    Sheet *sheet = ARENA_NEW(arena, Sheet);
    *sheet = sheet_new(work, arena, indicator);
    if (figure_is_mean(indicator->figure) || figure_is_effect(indicator->figure))
        sheet->moments =
            ARENA_ARRAY(arena, work->units * work->groups * YEAR_SLOTS, OutcomeMoments);
    for (size_t unit = 0; unit < work->units; unit++)
        for (size_t slot = 0; slot < YEAR_SLOTS; slot++)
            for (size_t group = 0; is_counted(build, unit, slot) && group < work->groups;
                 group++) {
                size_t at = cell_at(work, 0, unit, group, slot);
                fill_cell(build, indicator, sums[at], usual[at], at,
                          unit * YEAR_SLOTS + slot, sheet);
            }
    return sheet;
}

/* What is hidden as one with what comes before it: of the closed episodes those with two
 * scores; better, worse and neither, which are all the pairs. */
static bool goes_with(const Indicator *one, const Indicator *other)
{
    OutcomeFigure a = one->figure, b = other->figure;
    bool classes = a >= FIGURE_IMPROVEMENT && a <= FIGURE_DETERIORATION &&
                   b >= FIGURE_IMPROVEMENT && b <= FIGURE_DETERIORATION;
    bool closed = (a == FIGURE_CLOSED || a == FIGURE_COVERAGE) &&
                  (b == FIGURE_CLOSED || b == FIGURE_COVERAGE);
    return one == other || closed || (classes && one->reliable == other->reliable);
}

/* Pairs are the whole of most, and part of the closed. */
static const OutcomeFigure order[] = {FIGURE_PAIRS,
                                      FIGURE_CLOSED,
                                      FIGURE_COVERAGE,
                                      FIGURE_UNPLANNED,
                                      FIGURE_FIRST,
                                      FIGURE_LAST,
                                      FIGURE_CHANGE,
                                      FIGURE_BELOW_CUT,
                                      FIGURE_CEILING,
                                      FIGURE_RECOVERY,
                                      FIGURE_RELIABLE_RECOVERY,
                                      FIGURE_IMPROVEMENT,
                                      FIGURE_NO_CHANGE,
                                      FIGURE_DETERIORATION,
                                      FIGURE_EFFECT,
                                      FIGURE_EFFECT_G,
                                      FIGURE_EFFECT_AV,
                                      FIGURE_EFFECT_Z};

/* The instrument's indicators with a figure that are not written yet, and what goes with
 * them. */
static bool write_figure(const Build *build, OutcomeFigure figure, bool *written,
                         OutcomeSums *const *usual, const Hidden **told, Error *error)
{
    const Indicators *all = &build->work->workspace->indicators;
    bool done = true;
    for (size_t i = 0; done && i < all->count; i++) {
        if (all->items[i].kind != MEASURE_OUTCOME || written[i] ||
            all->items[i].instrument != build->instrument || all->items[i].figure != figure)
            continue;
        Arena *scratch = arena_open();
        Sheet **sheets = ARENA_ARRAY(scratch, all->count, Sheet *);
        size_t count = 0;
        for (size_t k = 0; k < all->count; k++) {
            const Indicator *other = &all->items[k];
            if (other->kind != MEASURE_OUTCOME || written[k] ||
                other->instrument != build->instrument ||
                !goes_with(&all->items[i], other) ||
                other->protects != all->items[i].protects)
                continue;
            written[k] = true;
            sheets[count++] = sheet_of(build, scratch, other, usual);
        }
        done = sheets_protect(build->work, build->arena, build->year, sheets, count, told,
                              error);
        arena_close(scratch);
    }
    return done;
}

bool outcomes_build(Work *work, Arena *arena, Year *year, const Instrument *instrument,
                    const Firsts *firsts, Error *error)
{
    Build build = {.work = work, .arena = arena, .year = year, .instrument = instrument};
    CoverageLimit limit = {.until = work->horizon - instrument->gap,
                           .from = outcomes_told_from(work, instrument, firsts)};
    if (!coverage_fill(work, arena, year, kind_of(work, instrument->scores), false, firsts,
                       &limit, error) ||
        !read_kept(&build, error))
        return false;
    OutcomeSums **usual = sums_of(&build, instrument->reliable);
    bool *written = ARENA_ARRAY(arena, work->workspace->indicators.count, bool);
    const Hidden *told = NULL;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (!write_figure(&build, order[i], written, usual, &told, error))
            return false;
    return true;
}
