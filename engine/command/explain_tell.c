/* The figure, its formula in words, and the cells it is made of. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain_tell.h"

#include "engine/command/explain_words.h"

enum { DECIMALS_MOST = 6, LABEL_WIDTH = 24 };

static Str explained_period(const Explained *explained)
{
    return explained->interval.len ? explained->interval
                                   : period_id(explained->arena, explained->period);
}

Str explained_fact(Explained *explained, Str indicator)
{
    Str period = explained_period(explained);
    return str_format(explained->arena, "%.*s,%.*s,%.*s,%.*s", STR_PRINT(indicator),
                      STR_PRINT(explained->unit.id), STR_PRINT(explained->group),
                      STR_PRINT(period));
}

Str explained_name(Explained *explained, Str indicator)
{
    Error error = {0};
    const FactIndicator *told =
        facts_indicator(explained->facts, explained->language, indicator, &error);
    return told ? told->name : indicator;
}

Str explained_amount(Explained *explained, Amount amount)
{
    return number_print(explained->arena, explained->language, amount,
                        amount_decimals(amount, DECIMALS_MOST));
}

static Str count_say(Explained *explained, int64_t count)
{
    return explained_amount(explained, AMOUNT_WHOLE(count));
}

void explained_pad(Text *out, Str text, size_t width)
{
    text_add(out, text);
    for (size_t i = utf8_count(text); i < width; i++)
        text_add_byte(out, ' ');
}

static void head(Explained *explained, ExplainPhrase phrase)
{
    Str said = SAID(explained, phrase);
    text_addf(&explained->out, "\n%.*s\n", STR_PRINT(said));
}

static void line(Explained *explained, ExplainPhrase label, Str said)
{
    text_add(&explained->out, STR("  "));
    explained_pad(&explained->out, SAID(explained, label), LABEL_WIDTH);
    text_addf(&explained->out, "%.*s\n", STR_PRINT(said));
}

static void goal_line(Explained *explained)
{
    const FactGoal *goal = &explained->fact.goal;
    Str said = explained_amount(explained, goal->goal);
    if (goal->decision.len)
        said = str_format(explained->arena, "%.*s (%.*s)", STR_PRINT(said),
                          STR_PRINT(goal->decision));
    line(explained, EXPLAIN_GOAL, said);
}

static void known_lines(Explained *explained)
{
    const Figure *figure = &explained->fact.figure;
    line(explained, EXPLAIN_VALUE, explained_amount(explained, figure->value));
    line(explained, EXPLAIN_N, count_say(explained, figure->n));
    if (figure->has_denominator)
        line(explained, EXPLAIN_DENOMINATOR,
             explained_amount(explained, figure->denominator));
    if (figure->has_interval)
        line(explained, EXPLAIN_INTERVAL,
             str_format(explained->arena, "%.6f - %.6f", figure->low95, figure->high95));
    if (figure->year)
        line(explained, EXPLAIN_YEAR, str_format(explained->arena, "%d", figure->year));
}

static void continues_line(Explained *explained)
{
    Text names = text_open(explained->arena);
    for (size_t i = 0; i < explained->behind_count; i++)
        text_addf(&names, "%s%.*s", i ? ", " : "", STR_PRINT(explained->behind[i].name));
    line(explained, EXPLAIN_CONTINUES, text_str(&names));
}

/* What is proposed, and what those responsible decided. */
static void status_lines(Explained *explained)
{
    const Fact *fact = &explained->fact;
    const FactAssessment *assessed = &fact->assessment;
    Arena *arena = explained->arena;
    Str basis = explain_basis(explained->language, fact);
    Str said = explain_status(explained->language, fact->status);
    if (basis.len)
        said = str_format(arena, "%.*s (%.*s)", STR_PRINT(said), STR_PRINT(basis));
    if (fact->status != STATUS_NONE)
        line(explained, EXPLAIN_STATUS, said);
    if (!assessed->known)
        return;
    said = EXPLAIN(arena, explained->language, EXPLAIN_ASSESSED_BY,
                   explain_status(explained->language, assessed->status), assessed->by,
                   day_iso(arena, assessed->day), assessed->reason);
    if (assessed->decision.len)
        said = str_format(arena, "%.*s (%.*s)", STR_PRINT(said),
                          STR_PRINT(assessed->decision));
    line(explained, EXPLAIN_ASSESSED, said);
}

bool explain_figure(Explained *explained, Error *error)
{
    const Fact *fact = &explained->fact;
    FactAbout about;
    facts_about(explained->facts, explained->language, &about);
    Str period = explained_period(explained);
    Str name = explained_name(explained, explained->indicator);
    text_addf(&explained->out, "%.*s, %.*s, %.*s, %.*s\n", STR_PRINT(name),
              STR_PRINT(explained->unit.name), STR_PRINT(explained->group_name),
              STR_PRINT(period));
    head(explained, EXPLAIN_FIGURE);
    if (fact->figure.known)
        known_lines(explained);
    line(explained, EXPLAIN_MARK, explain_mark(explained->language, fact->figure.mark));
    if (fact->figure.mark != MARK_PROTECTED)
        line(explained, EXPLAIN_DELIVERED,
             EXPLAIN(explained->arena, explained->language, EXPLAIN_DELIVERED_OF,
                     count_say(explained, fact->figure.delivered),
                     count_say(explained, fact->figure.expected)));
    if (fact->goal.known)
        goal_line(explained);
    status_lines(explained);
    if (!explained->above && explained->behind_count)
        continues_line(explained);
    line(explained, EXPLAIN_STATE,
         EXPLAIN(explained->arena, explained->language, EXPLAIN_STATE_OF, about.timestamp));
    const FactIndicator *told =
        facts_indicator(explained->facts, explained->language, explained->indicator, error);
    if (!told)
        return false;
    head(explained, EXPLAIN_DEFINITION);
    text_addf(&explained->out, "  %.*s\n", STR_PRINT(told->definition));
    return true;
}

static Str condition_say(Explained *explained, const FactCondition *condition)
{
    Arena *arena = explained->arena;
    Str least = explained_amount(explained, condition->least);
    Str most = explained_amount(explained, condition->most);
    if (condition->has_least && condition->has_most)
        return EXPLAIN(arena, explained->language, EXPLAIN_BETWEEN, condition->column,
                       least, most);
    if (condition->has_least || condition->has_most)
        return EXPLAIN(arena, explained->language,
                       condition->has_least ? EXPLAIN_LEAST : EXPLAIN_MOST,
                       condition->column, condition->has_least ? least : most);
    Text words = text_open(arena);
    for (size_t i = 0; i < condition->word_count; i++) {
        bool last = i && i + 1 == condition->word_count;
        if (i)
            text_add(&words, last ? SAID(explained, EXPLAIN_OR) : STR(", "));
        text_add(&words, condition->words[i]);
    }
    return EXPLAIN(arena, explained->language, EXPLAIN_IS, condition->column,
                   text_str(&words));
}

static Str conditions_say(Explained *explained, const FactCondition *conditions,
                          size_t count)
{
    Text said = text_open(explained->arena);
    for (size_t i = 0; i < count; i++) {
        text_add(&said, i ? SAID(explained, EXPLAIN_AND) : STR(""));
        text_add(&said, condition_say(explained, &conditions[i]));
    }
    return text_str(&said);
}

static Str bounds_say(Explained *explained, const FactFormula *formula)
{
    bool least = formula->least > 1, most = formula->most != INT64_MAX;
    return EXPLAIN(explained->arena, explained->language,
                   least && most ? EXPLAIN_ROWS_BETWEEN
                   : least       ? EXPLAIN_ROWS_LEAST
                                 : EXPLAIN_ROWS_MOST,
                   count_say(explained, formula->least),
                   count_say(explained, formula->most));
}

void explained_sentence(Explained *explained, Str said)
{
    text_addf(&explained->out, "  %.*s\n", STR_PRINT(said));
}

static void counted_say(Explained *explained, const FactFormula *formula,
                        ExplainPhrase phrase)
{
    Str where = STR(""),
        having = conditions_say(explained, formula->having, formula->having_count);
    if (formula->where_count)
        where = EXPLAIN(explained->arena, explained->language, EXPLAIN_WHERE,
                        conditions_say(explained, formula->where, formula->where_count));
    if (formula->of_keys)
        having = bounds_say(explained, formula);
    explained_sentence(explained, EXPLAIN(explained->arena, explained->language, phrase,
                                          formula->source, where, formula->column, having));
    if (formula->fresh)
        explained_sentence(explained, SAID(explained, EXPLAIN_FRESH));
    if (formula->lasts)
        explained_sentence(explained, SAID(explained, EXPLAIN_LASTS));
    if (formula->weighed)
        explained_sentence(explained, SAID(explained, EXPLAIN_WEIGHED));
}

static void reported_say(Explained *explained, const FactFormula *formula)
{
    explained_sentence(
        explained,
        EXPLAIN(explained->arena, explained->language,
                formula->kind == FACT_SHARE ? EXPLAIN_REPORTED_SHARE : EXPLAIN_REPORTED,
                formula->source));
    explained_sentence(explained,
                       SAID(explained, formula->carried ? EXPLAIN_CARRIED : EXPLAIN_ADDED));
}

static void ratio_say(Explained *explained, const FactFormula *formula)
{
    explained_sentence(explained,
                       EXPLAIN(explained->arena, explained->language, EXPLAIN_RATIO,
                               explained_name(explained, formula->of),
                               explained_name(explained, formula->over)));
    if (formula->per > 1)
        explained_sentence(explained,
                           EXPLAIN(explained->arena, explained->language, EXPLAIN_TIMES,
                                   count_say(explained, formula->per)));
    if (formula->one_in > 1)
        explained_sentence(explained,
                           EXPLAIN(explained->arena, explained->language, EXPLAIN_ONE_IN,
                                   count_say(explained, formula->one_in)));
}

static void offered_say(Explained *explained, const FactFormula *formula)
{
    explained_sentence(explained,
                       EXPLAIN(explained->arena, explained->language, EXPLAIN_OFFERED,
                               count_say(explained, (int64_t)formula->set_count)));
    for (size_t i = 0; i < formula->set_count; i++) {
        Text any = text_open(explained->arena);
        for (size_t j = 0; j < formula->sets[i].any_count; j++) {
            text_add(&any, j ? STR(", ") : STR(""));
            text_add(&any, explained_name(explained, formula->sets[i].any[j]));
        }
        text_add(&explained->out, STR("  "));
        explained_sentence(explained,
                           EXPLAIN(explained->arena, explained->language, EXPLAIN_SET,
                                   formula->sets[i].name, text_str(&any)));
    }
}

static void counting_say(Explained *explained, const FactFormula *formula)
{
    switch (formula->kind) {
    case FACT_COUNT:
        counted_say(explained, formula, EXPLAIN_COUNT);
        break;
    case FACT_SUM:
        counted_say(explained, formula, EXPLAIN_SUM);
        break;
    case FACT_MEAN:
        counted_say(explained, formula, EXPLAIN_MEAN);
        break;
    case FACT_DISTINCT:
        counted_say(explained, formula, EXPLAIN_DISTINCT);
        break;
    case FACT_SHARE:
        if (formula->reported)
            reported_say(explained, formula);
        else
            counted_say(explained, formula,
                        formula->of_keys ? EXPLAIN_SHARE_KEYS : EXPLAIN_SHARE);
        break;
    case FACT_RATIO:
        ratio_say(explained, formula);
        break;
    case FACT_OFFERED:
        offered_say(explained, formula);
        break;
    case FACT_VALUE:
        reported_say(explained, formula);
        break;
    }
}

bool explain_formula(Explained *explained, Error *error)
{
    const FactFormula *formula = &explained->formula;
    if (!facts_formula(explained->facts, explained->arena, explained->language,
                       explained->indicator, &explained->formula, error))
        return false;
    head(explained, EXPLAIN_FORMULA);
    if (formula->outcome)
        explain_outcome(explained);
    else
        counting_say(explained, formula);
    if (!str_equal(explained->group, STR("all")))
        explained_sentence(explained, EXPLAIN(explained->arena, explained->language,
                                              EXPLAIN_GROUP, explained->group_name));
    return true;
}
