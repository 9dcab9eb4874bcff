/* What a funnel is said to show, and the table of its numbers. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/chart_funnel.h"

static const double PHI_MOST = 2, P_LEAST = 0.05;

const FactComparison *funnel_any(const Funnel *funnel)
{
    for (size_t i = 0; i < funnel->count; i++)
        if (funnel->points[i].known)
            return &funnel->told[i];
    return NULL;
}

Str funnel_target(const Funnel *funnel)
{
    const FactComparison *told = funnel_any(funnel);
    bool is_goal = told->target_is == FACT_TARGET_GOAL;
    return SAY(funnel->build->arena, funnel->build->wording,
               is_goal ? WORD_goal_label : WORD_funnel_all,
               {is_goal ? "goal" : "value",
                measure_text(funnel->build, funnel->indicator, told->target)});
}

static bool is_above(FactPosition position)
{
    return position == FACT_ABOVE_95 || position == FACT_ABOVE_998;
}

/* "Södermalm (2,6, över)" */
static Str outlier_said(const Funnel *funnel, size_t i)
{
    const Build *build = funnel->build;
    bool above = is_above(funnel->told[i].position);
    Signs unused = {0};
    Figure plain = funnel->facts[i].figure; /* its marks are told elsewhere */
    plain.mark = MARK_OK, plain.year = 0;
    Str value = figure_text(build, funnel->indicator, &plain, &unused);
    return SAY(build->arena, build->wording,
               above ? WORD_funnel_above_unit : WORD_funnel_below_unit,
               {"unit", funnel->units[i].name}, {"value", value});
}

/* What the drawing comes to, the weightiest first. */
Str funnel_verdict(const Funnel *funnel)
{
    const Build *build = funnel->build;
    const FactComparison *told = funnel_any(funnel);
    NameList outside = {0}, beyond = {0};
    for (size_t i = 0; i < funnel->count; i++) {
        FactPosition position = funnel->told[i].position;
        if (!funnel->points[i].known || position == FACT_WITHIN)
            continue;
        bool far = position == FACT_ABOVE_998 || position == FACT_BELOW_998;
        name_add(build, far ? &outside : &beyond, outlier_said(funnel, i));
    }
    Text text = text_open(build->arena);
    Fill target = {"target",
                   SAY(build->arena, build->wording,
                       told->target_is == FACT_TARGET_GOAL ? WORD_funnel_target_goal
                                                           : WORD_funnel_target_all,
                       {"value", measure_text(build, funnel->indicator, told->target)})};
    Str count = str_format(build->arena, "%zu", funnel->drawn);
    Amount chance = amount_of((int64_t)funnel->drawn * 5, 100);
    if (outside.count)
        sentence_add(&text, SAY_COUNT(build->arena, build->wording, WORD_funnel_outside,
                                      outside.count, {"units", names_said(build, &outside)},
                                      target));
    if (beyond.count)
        sentence_add(
            &text, SAY_COUNT(build->arena, build->wording, WORD_funnel_beyond, beyond.count,
                             {"units", names_said(build, &beyond)}, {"count", count},
                             {"chance", number_print(build->arena, build->wording->language,
                                                     chance, 1)},
                             target));
    if (!outside.count && !beyond.count)
        sentence_add(&text, SAY_COUNT(build->arena, build->wording, WORD_funnel_within,
                                      funnel->drawn, {"count", count}, target));
    if (told->tested && told->p > P_LEAST)
        sentence_add(&text, wording_say(build->wording, WORD_funnel_same));
    if (told->tested && told->phi > PHI_MOST)
        sentence_add(&text, wording_say(build->wording, WORD_funnel_spread));
    return text_str(&text);
}

static Str undrawn(const Funnel *funnel)
{
    Str *names = ARENA_ARRAY(funnel->build->arena, funnel->count, Str);
    for (size_t i = 0; i < funnel->count; i++)
        names[i] = funnel->units[i].name;
    return undrawn_said(funnel->build, WORD_undrawn, names, funnel->points, funnel->count);
}

/* The range without names: who is at its ends says nothing. */
Str funnel_alt(const Funnel *funnel, Str verdict)
{
    const Build *build = funnel->build;
    const Fact *least = NULL, *most = NULL;
    for (size_t i = 0; i < funnel->count; i++) {
        const Fact *fact = &funnel->facts[i];
        if (!funnel->points[i].known)
            continue;
        if (!least || amount_compare(fact->figure.value, least->figure.value) < 0)
            least = fact;
        if (!most || amount_compare(fact->figure.value, most->figure.value) > 0)
            most = fact;
    }
    Text text = text_open(build->arena);
    sentence_add(&text,
                 SAY_COUNT(build->arena, build->wording, WORD_alt_funnel, funnel->drawn,
                           {"name", wording_small(build->arena, funnel->indicator->name)},
                           {"in_period", span_said(build, funnel->fence)},
                           {"count", str_format(build->arena, "%zu", funnel->drawn)}));
    Signs unused = {0};
    sentence_add(
        &text,
        SAY(build->arena, build->wording, WORD_alt_range,
            {"least", figure_text(build, funnel->indicator, &least->figure, &unused)},
            {"most", figure_text(build, funnel->indicator, &most->figure, &unused)}));
    sentence_add(&text, verdict);
    sentence_add(&text, undrawn(funnel));
    return text_str(&text);
}

void funnel_note(const Funnel *funnel, Str verdict)
{
    Build *build = funnel->build;
    Text text = text_open(build->arena);
    sentence_add(&text, verdict);
    sentence_add(&text, undrawn(funnel));
    if (funnel->few)
        sentence_add(&text, wording_say(build->wording, WORD_funnel_few));
    if (funnel->preliminary)
        sentence_add(&text, wording_say(build->wording, WORD_funnel_preliminary));
    build_paragraph(build, PARAGRAPH_NOTE, text_str(&text));
}

static TableCell position_cell(const Funnel *funnel, size_t i)
{
    static const Word words[] = {
        [FACT_POSITION_NONE] = WORD_none,
        [FACT_BELOW_998] = WORD_position_below_998,
        [FACT_BELOW_95] = WORD_position_below_95,
        [FACT_WITHIN] = WORD_position_within,
        [FACT_ABOVE_95] = WORD_position_above_95,
        [FACT_ABOVE_998] = WORD_position_above_998,
    };
    static const Symbol symbols[] = {
        [FACT_POSITION_NONE] = SYMBOL_NONE, [FACT_BELOW_998] = SYMBOL_DOWN,
        [FACT_BELOW_95] = SYMBOL_DIAMOND,   [FACT_WITHIN] = SYMBOL_DOT,
        [FACT_ABOVE_95] = SYMBOL_DIAMOND,   [FACT_ABOVE_998] = SYMBOL_UP,
    };
    FactPosition position = funnel->told[i].position;
    bool far = position == FACT_ABOVE_998 || position == FACT_BELOW_998;
    bool without = funnel->facts[i].figure.known && !funnel->points[i].known;
    return (TableCell){.text = without
                                   ? funnel->points[i].text
                                   : wording_say(funnel->build->wording, words[position]),
                       .symbol = symbols[position],
                       .symbol_tone = far                   ? TONE_ALERT
                                      : funnel->told[i].few ? TONE_MUTED
                                                            : TONE_ACCENT,
                       .tone = position == FACT_POSITION_NONE ? TONE_MUTED : TONE_INK};
}

void funnel_table(const Funnel *funnel)
{
    Build *build = funnel->build;
    const Wording *wording = build->wording;
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(wording, WORD_column_unit), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_column_value), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_counted), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_limits_95), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_limits_998), COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_position), COLUMN_STATUS);
    for (size_t i = 0; i < funnel->count; i++) {
        const Figure *figure = &funnel->facts[i].figure;
        const FactComparison *told = &funnel->told[i];
        numbers_cell(&numbers, text_cell(funnel->units[i].name, TONE_INK));
        numbers_cell(&numbers, figure_cell(build, funnel->indicator, figure, TONE_INK,
                                           &numbers.signs));
        Str counted = wording_say(wording, WORD_none);
        if (figure->known)
            counted = SAY(build->arena, wording, WORD_of,
                          {"part", number_print(build->arena, wording->language,
                                                AMOUNT_WHOLE(figure->n), 0)},
                          {"whole", number_print(build->arena, wording->language,
                                                 figure->denominator, 0)});
        numbers_cell(&numbers, text_cell(counted, TONE_MUTED));
        numbers_interval(&numbers, told->has_limits,
                         measure_text(build, funnel->indicator, told->lower95),
                         measure_text(build, funnel->indicator, told->upper95));
        numbers_interval(&numbers, told->has_limits,
                         measure_text(build, funnel->indicator, told->lower998),
                         measure_text(build, funnel->indicator, told->upper998));
        numbers_cell(&numbers, position_cell(funnel, i));
    }
    numbers_add(build, funnel->fence, &numbers,
                SAY(build->arena, wording, WORD_numbers_caption,
                    {"name", funnel->indicator->name},
                    {"in_period", span_said(build, funnel->fence)}));
}
