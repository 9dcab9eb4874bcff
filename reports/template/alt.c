/* A chart in one or two sentences: kind, range, extremes, verdict and gaps, made from the
 * same facts as the drawing, so it can tell nothing that the door has masked. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

typedef struct {
    const Fact *least, *most;
    size_t missing, protected, not_measured, known;
} Extent;

static Extent extent_of(const Fact *facts, size_t count)
{
    Extent extent = {0};
    for (size_t i = 0; i < count; i++) {
        const Figure *figure = &facts[i].figure;
        extent.missing += figure->mark == MARK_MISSING;
        extent.protected += figure->mark == MARK_PROTECTED;
        extent.not_measured += figure->mark == MARK_NOT_MEASURED;
        if (!figure->known)
            continue;
        extent.known++;
        if (!extent.least || amount_compare(figure->value, extent.least->figure.value) < 0)
            extent.least = &facts[i];
        if (!extent.most || amount_compare(figure->value, extent.most->figure.value) > 0)
            extent.most = &facts[i];
    }
    return extent;
}

static void add_sentence(Text *text, Str sentence)
{
    if (text->len && sentence.len)
        text_add_byte(text, ' ');
    text_add(text, sentence);
}

static void add_gaps(const Build *build, Text *text, const Extent *extent)
{
    const struct {
        size_t count;
        Word word;
    } gaps[] = {{extent->missing, WORD_alt_gap_missing},
                {extent->protected, WORD_alt_gap_protected},
                {extent->not_measured, WORD_alt_gap_not_measured}};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (gaps[i].count)
            add_sentence(
                text, SAY_COUNT(build->arena, build->wording, gaps[i].word, gaps[i].count,
                                {"count", str_format(build->arena, "%zu", gaps[i].count)}));
}

/* The figure alone, without marks that a drawing explains elsewhere. */
static Str figure_of(const Build *build, const FactIndicator *indicator, const Fact *fact)
{
    Signs unused = {0};
    return figure_text(build, indicator, &fact->figure, &unused);
}

static Str period_of(const Build *build, const Fact *fact)
{
    return wording_period(build->arena, build->wording, fact->period);
}

static Str status_sentence(const Build *build, const Fact *fact)
{
    Signs unused = {0};
    return status_cell(build, fact, &unused).text;
}

static Str alt_line(const Build *build, Word lead, const FactIndicator *indicator,
                    const Fact *series, size_t count, bool with_goal, Str verdict)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Text text = text_open(arena);
    Extent extent = extent_of(series, count);
    add_sentence(&text,
                 SAY(arena, wording, lead, {"name", wording_small(arena, indicator->name)},
                     {"unit", build->unit.name}, {"from", period_of(build, &series[0])},
                     {"to", period_of(build, &series[count - 1])}));
    const Fact *last = &series[count - 1];
    if (!extent.least || !extent.most)
        add_sentence(&text, wording_say(wording, WORD_alt_none));
    else if (amount_compare(extent.least->figure.value, extent.most->figure.value) == 0)
        add_sentence(&text, SAY(arena, wording, WORD_alt_same,
                                {"value", figure_of(build, indicator, extent.most)}));
    else
        add_sentence(&text, SAY(arena, wording, WORD_alt_extremes,
                                {"most", figure_of(build, indicator, extent.most)},
                                {"most_period", period_of(build, extent.most)},
                                {"least", figure_of(build, indicator, extent.least)},
                                {"least_period", period_of(build, extent.least)}));
    if (last->figure.known && with_goal && last->status != STATUS_NONE)
        add_sentence(&text, SAY(arena, wording, WORD_alt_last_goal,
                                {"value", figure_of(build, indicator, last)},
                                {"period", period_of(build, last)},
                                {"goal", amount_text(build, indicator, last->goal.goal)},
                                {"status", status_sentence(build, last)}));
    else if (last->figure.known)
        add_sentence(&text, SAY(arena, wording, WORD_alt_last,
                                {"value", figure_of(build, indicator, last)},
                                {"period", period_of(build, last)}));
    add_sentence(&text, verdict);
    add_gaps(build, &text, &extent);
    add_sentence(&text, formed_note(build, period_first_day(series[0].period)));
    return text_str(&text);
}

Str alt_months(const Build *build, const FactIndicator *indicator, const Fact *series,
               size_t count, bool with_goal)
{
    return alt_line(build, WORD_alt_months, indicator, series, count, with_goal, STR(""));
}

Str alt_control(const Build *build, const FactIndicator *indicator, const Fact *series,
                size_t count, Str verdict)
{
    return alt_line(build, WORD_alt_control, indicator, series, count, false, verdict);
}

/* The second largest after `most`, first among equals. */
static const Fact *next_most(const Fact *facts, size_t count, const Fact *most)
{
    const Fact *next = NULL;
    for (size_t i = 0; i < count; i++)
        if (&facts[i] != most && facts[i].figure.known &&
            (!next || amount_compare(facts[i].figure.value, next->figure.value) > 0))
            next = &facts[i];
    return next && next->figure.value.numerator ? next : NULL;
}

static Str alt_parts(const Build *build, Word lead, const FactIndicator *indicator,
                     const FactName *parts, const Fact *facts, size_t count,
                     const Fact *total)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Text text = text_open(arena);
    Extent extent = extent_of(facts, count);
    Str in_period = wording_in_period(arena, wording, build->period);
    add_sentence(&text, SAY_COUNT(arena, wording, lead, count,
                                  {"name", wording_small(arena, indicator->name)},
                                  {"unit", build->unit.name}, {"in_period", in_period},
                                  {"count", str_format(arena, "%zu", count)}));
    const Fact *next = extent.most ? next_most(facts, count, extent.most) : NULL;
    if (!extent.least || !extent.most)
        add_sentence(&text, wording_say(wording, WORD_alt_none));
    else if (extent.most->figure.value.numerator) {
        Str then = STR("");
        if (next)
            then = SAY(arena, wording, WORD_alt_then, {"name", parts[next - facts].name},
                       {"value", figure_of(build, indicator, next)});
        add_sentence(&text, SAY(arena, wording, WORD_alt_most,
                                {"name", parts[extent.most - facts].name},
                                {"value", figure_of(build, indicator, extent.most)},
                                {"then", then}));
    }
    if (total->figure.known && total->last_year.known) {
        Signs unused = {0};
        add_sentence(
            &text, SAY(arena, wording, WORD_alt_total_last_year,
                       {"value", figure_of(build, indicator, total)},
                       {"last", figure_text(build, indicator, &total->last_year, &unused)},
                       {"in_period_last_year",
                        wording_in_period(arena, wording, total->last_year_period)}));
    } else if (total->figure.known) {
        add_sentence(&text, SAY(arena, wording, WORD_alt_total,
                                {"value", figure_of(build, indicator, total)}));
    }
    add_gaps(build, &text, &extent);
    return text_str(&text);
}

Str alt_bars(const Build *build, const FactIndicator *indicator, const FactName *parts,
             const Fact *facts, size_t count, const Fact *total)
{
    return alt_parts(build, WORD_alt_bars, indicator, parts, facts, count, total);
}

Str alt_distribution(const Build *build, const FactIndicator *indicator,
                     const FactName *parts, const Fact *facts, size_t count,
                     const Fact *total)
{
    return alt_parts(build, WORD_alt_distribution, indicator, parts, facts, count, total);
}

Str alt_grouped(const Build *build, const FactIndicator *indicator, const AltGroup *groups,
                size_t group_count, size_t count)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Text text = text_open(arena);
    if (!group_count || !count)
        return wording_say(wording, WORD_alt_none);
    add_sentence(&text, SAY(arena, wording, WORD_alt_grouped,
                            {"name", wording_small(arena, indicator->name)},
                            {"unit", build->unit.name},
                            {"from", period_of(build, &groups[0].facts[0])},
                            {"to", period_of(build, &groups[0].facts[count - 1])}));
    Extent all = {0};
    for (size_t i = 0; i < group_count; i++) {
        Extent extent = extent_of(groups[i].facts, count);
        const Fact *last = &groups[i].facts[count - 1];
        all.missing += extent.missing;
        all.protected += extent.protected;
        all.not_measured += extent.not_measured;
        if (!extent.least || !extent.most)
            add_sentence(
                &text, SAY(arena, wording, WORD_alt_group_none, {"group", groups[i].name}));
        else
            add_sentence(&text, SAY(arena, wording, WORD_alt_group_between,
                                    {"group", groups[i].name},
                                    {"least", figure_of(build, indicator, extent.least)},
                                    {"most", figure_of(build, indicator, extent.most)},
                                    {"last", figure_of(build, indicator, last)}));
    }
    add_gaps(build, &text, &all);
    return text_str(&text);
}
