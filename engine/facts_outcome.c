/* Intervals of outcomes' means and effect sizes are made here, of the whole numbers kept
 * beside the cells. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_outcome.h"

#include "engine/catalogue/instruments.h"
#include "engine/catalogue/outcomes.h"
#include "engine/facts_inside.h"
#include "engine/stats/outcome.h"

static const char select_moments[] =
    "SELECT m.month, m.n, m.first_sum, m.change_sum, m.first_squares, m.change_squares,"
    " m.products FROM series s JOIN cell_moments m ON m.series = s.id WHERE"
    " s.indicator = ?1 AND s.part = ?2 AND s.unit = ?3 AND s.target_group = ?4 AND"
    " m.period_kind = ?5 AND m.month BETWEEN ?6 AND ?7";

static OutcomeMoments moments_of_row(const Statement *row)
{
    return (OutcomeMoments){.n = statement_int(row, 1),
                            .first = statement_int(row, 2),
                            .change = statement_int(row, 3),
                            .squares_first = statement_int(row, 4),
                            .squares_change = statement_int(row, 5),
                            .products = statement_int(row, 6)};
}

static OutcomeMean mean_of(OutcomeFigure figure)
{
    return figure == FIGURE_FIRST  ? OUTCOME_FIRST
           : figure == FIGURE_LAST ? OUTCOME_LAST
                                   : OUTCOME_CHANGE;
}

static Interval interval_of(const Indicator *indicator, const OutcomeMoments *moments)
{
    const Instrument *instrument = indicator->instrument;
    if (figure_is_effect(indicator->figure)) {
        EffectKind kind = (EffectKind)(indicator->figure - FIGURE_EFFECT);
        Effect effect = outcome_effect(moments, kind, instrument->lower_better);
        return (Interval){.known = effect.known, .low = effect.low, .high = effect.high};
    }
    Interval interval = outcome_interval(moments, mean_of(indicator->figure));
    for (int i = 0; i < instrument->total->decimals; i++) {
        interval.low /= 10;
        interval.high /= 10;
    }
    return interval;
}

bool outcome_intervals(Facts *facts, const FactNames *names, int kind, int32_t first,
                       int32_t last, int32_t step, Shown *shown, Error *error)
{
    const Indicator *indicator = names->indicator;
    if (indicator->kind != MEASURE_OUTCOME ||
        (!figure_is_mean(indicator->figure) && !figure_is_effect(indicator->figure)))
        return true;
    Statement *select = store_statement(facts->store, select_moments, error);
    if (!select)
        return false;
    statement_bind_text(select, 1, indicator->id);
    statement_bind_text(select, 2, names->part);
    statement_bind_text(select, 3, names->unit->id);
    statement_bind_text(select, 4, names->group_id);
    statement_bind_int(select, 5, kind);
    statement_bind_int(select, 6, first);
    statement_bind_int(select, 7, last);
    while (statement_next(select, error)) {
        int32_t month = (int32_t)statement_int(select, 0);
        Figure *figure = &shown[(month - first) / step].figure;
        if ((month - first) % step != 0 || !figure->known)
            continue;
        OutcomeMoments moments = moments_of_row(select);
        Interval interval = interval_of(indicator, &moments);
        figure->has_interval = interval.known;
        figure->low95 = interval.low;
        figure->high95 = interval.high;
    }
    return error->kind == ERROR_NONE;
}

const Indicator *outcome_coverage(const Indicators *all, const Indicator *indicator)
{
    for (size_t i = 0; indicator->kind == MEASURE_OUTCOME && i < all->count; i++)
        if (all->items[i].kind == MEASURE_OUTCOME &&
            all->items[i].figure == FIGURE_COVERAGE &&
            all->items[i].instrument == indicator->instrument)
            return &all->items[i];
    return NULL;
}

/* A year to date, or twelve months, is told by its last month. */
static bool read_same(Facts *facts, Arena *arena, Str id, const Fact *fact, Fact *same,
                      Error *error)
{
    Str first, last;
    Period from, to;
    if (!fact->interval.len || !str_cut(fact->interval, '/', &first, &last) ||
        !period_parse(first, &from) || !period_parse(last, &to))
        return facts_read(facts, arena, id, fact->unit, fact->group, fact->period, same,
                          error);
    bool year = fact->period.kind == PERIOD_YEAR && from.first_month % 12 == 0;
    return year ? facts_to_date(facts, arena, id, fact->unit, fact->group, to, same, error)
                : facts_rolling(facts, arena, id, fact->unit, fact->group, fact->period,
                                same, error);
}

static CoverageRemark remark_of(const Figure *figure)
{
    static const Amount little = {3, 5}, enough = {4, 5};
    if (!figure->known)
        return COVERAGE_UNKNOWN;
    if (amount_compare(figure->value, little) < 0)
        return COVERAGE_TOO_FEW;
    return amount_compare(figure->value, enough) < 0 ? COVERAGE_CAUTION : COVERAGE_ENOUGH;
}

bool facts_coverage(Facts *facts, Arena *arena, const Fact *outcome, Fact *coverage,
                    CoverageRemark *remark, Error *error)
{
    FactNames names;
    *remark = COVERAGE_UNKNOWN;
    if (!facts_names(facts, outcome->indicator, outcome->unit, outcome->group, &names,
                     error))
        return false;
    const Indicator *of = outcome_coverage(&facts->workspace->indicators, names.indicator);
    if (!of)
        return true;
    if (!read_same(facts, arena, of->id, outcome, coverage, error))
        return false;
    *remark = remark_of(&coverage->figure);
    return true;
}

Str coverage_say(Language language, CoverageRemark remark)
{
    bool swedish = language == LANGUAGE_SV;
    switch (remark) {
    case COVERAGE_UNKNOWN:
    case COVERAGE_ENOUGH:
        break;
    case COVERAGE_CAUTION:
        return swedish ? STR("Färre än 80 procent av de avslutade har två skattningar: "
                             "resultaten ska tolkas försiktigt.")
                       : STR("Fewer than 80 per cent of those closed have two ratings: "
                             "read the results with care.");
    case COVERAGE_TOO_FEW:
        return swedish ? STR("Färre än 60 procent av de avslutade har två skattningar: "
                             "resultaten kan inte tolkas som effekt.")
                       : STR("Fewer than 60 per cent of those closed have two ratings: "
                             "the results cannot be taken for an effect.");
    }
    return (Str){"", 0};
}

bool facts_scale(Facts *facts, Arena *arena, Language language, Str id, FactScale *scale,
                 Error *error)
{
    Str part;
    *scale = (FactScale){.known = false};
    if (!facts_indicator(facts, language, id, error))
        return false;
    const Indicator *indicator =
        indicators_resolve(&facts->workspace->indicators, id, &part);
    if (indicator->kind != MEASURE_OUTCOME)
        return true;
    const Instrument *instrument = indicator->instrument;
    const RecordColumn *total = instrument->total;
    int64_t unit = 1;
    for (int i = 0; i < total->decimals; i++)
        unit *= 10;
    *scale = (FactScale){
        .known = true,
        .mean = indicator->figure == FIGURE_FIRST || indicator->figure == FIGURE_LAST,
        .bounded = total->has_least && total->has_most,
        .least = amount_of(total->least, unit),
        .most = amount_of(total->most, unit),
        .cut_off = amount_of(instrument->cuts[instrument->cut_count - 1].cut, unit),
        .by_age = instrument->cut_count > 1,
        .lower_better = instrument->lower_better,
        .instrument = instrument->name[language],
        .cut_offs = outcome_cuts_say(arena, instrument, language),
        .source = instrument->source[language]};
    return true;
}
