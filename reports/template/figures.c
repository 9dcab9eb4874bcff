/* How a figure is said. A share of fewer than twenty is never a percentage: "7 av 12". */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

enum { SHARE_PERCENT_LEAST = 20 };

static Str print_share(const Build *build, const FactIndicator *indicator, Amount share)
{
    Str number = number_print(build->arena, build->wording->language,
                              amount_scale(share, 100, 1), indicator->decimals);
    return SAY(build->arena, build->wording, WORD_percent, {"value", number});
}

Str amount_text(const Build *build, const FactIndicator *indicator, Amount amount)
{
    if (indicator->kind == FACT_SHARE)
        return print_share(build, indicator, amount);
    return number_print(build->arena, build->wording->language, amount,
                        indicator->decimals);
}

Str figure_marked(const Build *build, const Figure *figure, Str text)
{
    Arena *arena = build->arena;
    if (figure->year)
        text = SAY(arena, build->wording, WORD_carried, {"value", text},
                   {"year", str_format(arena, "%d", figure->year)});
    if (figure->mark == MARK_PRELIMINARY)
        text = SAY(arena, build->wording, WORD_preliminary, {"value", text});
    return text;
}

static Str known_text(const Build *build, const FactIndicator *indicator,
                      const Figure *figure, Signs *signs)
{
    Arena *arena = build->arena;
    bool few = indicator->kind == FACT_SHARE && figure->has_denominator &&
               amount_compare(figure->denominator, AMOUNT_WHOLE(SHARE_PERCENT_LEAST)) < 0;
    Str text;
    if (few) {
        Language language = build->wording->language;
        signs->of = true;
        text = SAY(arena, build->wording, WORD_of,
                   {"part", number_print(arena, language, AMOUNT_WHOLE(figure->n), 0)},
                   {"whole", number_print(arena, language, figure->denominator, 0)});
    } else {
        text = amount_text(build, indicator, figure->value);
    }
    signs->carried = signs->carried || figure->year != 0;
    signs->preliminary = signs->preliminary || figure->mark == MARK_PRELIMINARY;
    return figure_marked(build, figure, text);
}

Str figure_text(const Build *build, const FactIndicator *indicator, const Figure *figure,
                Signs *signs)
{
    switch (figure->mark) {
    case MARK_PROTECTED:
        signs->protected = true;
        return wording_say(build->wording, WORD_mark_protected);
    case MARK_MISSING:
        signs->missing = true;
        return wording_say(build->wording, WORD_mark_missing);
    case MARK_NOT_MEASURED:
        signs->not_measured = true;
        return wording_say(build->wording, WORD_mark_not_measured);
    case MARK_NOT_APPLICABLE:
        signs->not_applicable = true;
        return wording_say(build->wording, WORD_mark_not_applicable);
    case MARK_OK:
    case MARK_PRELIMINARY:
        break;
    }
    /* Comparable figures are known; what cannot be compared with is a dash, not a zero. */
    return figure->known ? known_text(build, indicator, figure, signs)
                         : wording_say(build->wording, WORD_none);
}

TableCell text_cell(Str text, Tone tone)
{
    return (TableCell){.text = text, .tone = tone};
}

TableCell figure_cell(const Build *build, const FactIndicator *indicator,
                      const Figure *figure, Tone tone, Signs *signs)
{
    Str text = figure_text(build, indicator, figure, signs);
    return (TableCell){.text = text, .tone = figure->known ? tone : TONE_MUTED};
}

TableCell offered_cell(const Build *build, const FactIndicator *indicator,
                       const Figure *figure, Signs *signs)
{
    if (!figure->known)
        return figure_cell(build, indicator, figure, TONE_MUTED, signs);
    bool any = figure->value.numerator > 0;
    return (TableCell){
        .text = wording_say(build->wording, any ? WORD_matrix_yes : WORD_matrix_no),
        .symbol = any ? SYMBOL_DOT : SYMBOL_CIRCLE_OPEN,
        .symbol_tone = any ? TONE_GOAL : TONE_MUTED,
        .tone = any ? TONE_INK : TONE_MUTED};
}

static TableCell symbol_cell(const Build *build, Word word, Symbol symbol, Tone tone)
{
    return (TableCell){.text = wording_say(build->wording, word),
                       .symbol = symbol,
                       .symbol_tone = tone,
                       .tone = TONE_INK};
}

/* Without a status: why there is none. */
static TableCell no_status_cell(const Build *build, const Fact *fact, Signs *signs)
{
    TableCell cell = {
        .symbol = SYMBOL_CIRCLE_OPEN, .symbol_tone = TONE_MUTED, .tone = TONE_MUTED};
    switch (fact->figure.mark) {
    case MARK_PROTECTED:
        signs->protected = true;
        cell.text = wording_say(build->wording, WORD_status_protected);
        return cell;
    case MARK_MISSING:
        signs->missing = true;
        cell.text = wording_say(build->wording, WORD_mark_missing);
        return cell;
    case MARK_NOT_MEASURED:
        signs->not_measured = true;
        cell.text = wording_say(build->wording, WORD_mark_not_measured);
        return cell;
    case MARK_NOT_APPLICABLE:
    case MARK_OK:
    case MARK_PRELIMINARY:
        break;
    }
    cell.text = fact->goal.known ? wording_say(build->wording, WORD_none_said)
                                 : wording_no_goal(build->wording, fact->period.kind);
    return cell;
}

/* What a forecast proposes is worded as one: the year is not over. */
static Word status_said(const Fact *fact)
{
    bool forecast = fact->basis == BASIS_FORECAST;
    switch (fact->status) {
    case STATUS_MET:
        return forecast ? WORD_status_forecast_met : WORD_status_met;
    case STATUS_PARTLY:
        if (forecast && fact->uncertain)
            return WORD_status_forecast_unsure;
        return forecast ? WORD_status_forecast_partly : WORD_status_partly;
    case STATUS_NOT_MET:
        return forecast ? WORD_status_forecast_not_met : WORD_status_not_met;
    case STATUS_UNDECIDED:
        if (fact->undecided == UNDECIDED_EARLY)
            return WORD_status_early;
        break;
    case STATUS_NONE:
        break;
    }
    return WORD_status_undecided;
}

TableCell status_cell(const Build *build, const Fact *fact, Signs *signs)
{
    Word word = status_said(fact);
    if (fact->status != STATUS_NONE)
        signs->status = true;
    switch (fact->status) {
    case STATUS_MET:
        return symbol_cell(build, word, SYMBOL_UP, TONE_GOAL);
    case STATUS_PARTLY:
        return symbol_cell(build, word, SYMBOL_DIAMOND, TONE_ACCENT);
    case STATUS_NOT_MET:
        return symbol_cell(build, word, SYMBOL_DOWN,
                           build->quiet ? TONE_MUTED : TONE_ALERT);
    case STATUS_UNDECIDED:
        return symbol_cell(build, word, SYMBOL_DIAMOND_OPEN, TONE_ACCENT);
    case STATUS_NONE:
        break;
    }
    return no_status_cell(build, fact, signs);
}

Str signs_note(const Build *build, const Signs *signs)
{
    const struct {
        bool used;
        Word word;
    } notes[] = {
        {signs->status, WORD_note_status},
        {signs->no_goal, WORD_note_no_goal},
        {signs->of, WORD_note_of},
        {signs->carried, WORD_note_carried},
        {signs->preliminary, WORD_note_preliminary},
        {signs->missing, WORD_note_missing},
        {signs->not_measured, WORD_note_not_measured},
        {signs->protected, WORD_note_protected},
        {signs->not_applicable, WORD_note_not_applicable},
    };
    Text text = text_open(build->arena);
    Str limit = str_format(build->arena, "%lld", (long long)build->about.limit);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i].used) {
            if (text.len)
                text_add_byte(&text, ' ');
            text_add(&text,
                     SAY(build->arena, build->wording, notes[i].word, {"limit", limit}));
        }
    return text_str(&text);
}

bool build_units(const Build *build, Str type, FactUnit **units, size_t *count,
                 Error *error)
{
    bool above;
    return build->unit.is_network
               ? facts_units_behind(build->facts, build->arena, build->unit.id,
                                    build->period, &above, units, count, error)
               : facts_units(build->facts, type, build->period, units, count, error);
}

const FactIndicator *build_indicator(const Build *build, Str id, Error *error)
{
    return facts_indicator(build->facts, build->wording->language, id, error);
}

bool build_parts(const Build *build, Str by, Str indicator, FactName **parts, size_t *count,
                 Error *error)
{
    Language language = build->wording->language;
    if (!str_equal(by, STR("group")))
        return facts_parts(build->facts, language, indicator, parts, count, error);
    return facts_groups(build->facts, language, parts, count) ||
           error_set(error, ERROR_BUG, "the target groups could not be read");
}

bool build_part_fact(const Build *build, Str by, Str indicator, Str part, Period period,
                     Fact *fact, Error *error)
{
    bool group = str_equal(by, STR("group"));
    if (group && period_equal(period, build->period))
        return build_fact(build, indicator, part, fact, error);
    Str name = group ? indicator
                     : str_format(build->arena, "%.*s:%.*s", STR_PRINT(indicator),
                                  STR_PRINT(part));
    return facts_read(build->facts, build->arena, name, build->unit.id,
                      group ? part : STR("all"), period, fact, error);
}

static const SeriesRead *find_read(const Build *build, Str indicator, Str group,
                                   PeriodKind step, size_t count)
{
    const SeriesRead *read = *build->read;
    while (read &&
           (read->step != step || read->count < count ||
            !str_equal(read->indicator, indicator) || !str_equal(read->group, group)))
        read = read->before;
    return read;
}

bool build_series(const Build *build, Str indicator, Str group, PeriodKind step, int count,
                  Fact **series, size_t *series_count, Error *error)
{
    const SeriesRead *known = find_read(build, indicator, group, step, (size_t)count);
    if (!known) {
        Period last = period_containing(step, period_last_month(build->period));
        SeriesRead *read = ARENA_NEW(build->arena, SeriesRead);
        *read = (SeriesRead){
            .indicator = indicator, .group = group, .step = step, .before = *build->read};
        if (!facts_series(build->facts, build->arena, indicator, build->unit.id, group,
                          period_next(last, 1 - count), last, &read->facts, &read->count,
                          error))
            return false;
        known = *build->read = read;
    }
    size_t first = known->count > (size_t)count ? known->count - (size_t)count : 0;
    *series = known->facts + first;
    *series_count = known->count - first;
    return true;
}

bool build_fact(const Build *build, Str indicator, Str group, Fact *fact, Error *error)
{
    Fact *series;
    size_t count;
    const SeriesRead *known = find_read(build, indicator, group, build->period.kind, 1);
    if (!known)
        return facts_read(build->facts, build->arena, indicator, build->unit.id, group,
                          build->period, fact, error);
    if (!build_series(build, indicator, group, build->period.kind, 1, &series, &count,
                      error))
        return false;
    *fact = series[count - 1];
    return true;
}

Str table_summary(const Build *build, size_t rows, size_t columns)
{
    return SAY_COUNT(build->arena, build->wording, WORD_table_summary, rows,
                     {"rows", str_format(build->arena, "%zu", rows)},
                     {"columns", str_format(build->arena, "%zu", columns)});
}

PeriodKind fence_step(const Build *build, const Fence *fence)
{
    PeriodKind kind = build->period.kind;
    period_kind_parse(fence_text(fence, "step", STR("")), &kind);
    return kind;
}
