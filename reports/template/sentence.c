/* Sentences made from facts: what stands out, what the report rests on, the year to date.
 * Every sentence about a figure names the figure, its goal, last year and what is behind.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"
#include "reports/template/standout.h"
#include "reports/template/usual.h"

enum { STANDOUT_DEFAULT = 4 };

static Str print_count(const Build *build, int64_t count)
{
    return number_print(build->arena, build->wording->language, AMOUNT_WHOLE(count), 0);
}

/* "17 samtal", "83 % (25 av 30)", "21,3 samtal per årsarbetare (n = 17)" */
static Str figure_said(const Build *build, const FactIndicator *indicator,
                       const Figure *figure)
{
    Arena *arena = build->arena;
    Signs signs = {0};
    Str text = figure_text(build, indicator, figure, &signs);
    if (!figure->known)
        return text;
    if (indicator->kind == FACT_SHARE) {
        if (signs.of)
            return text;
        Str whole = number_print(arena, build->wording->language, figure->denominator, 0);
        Str of = SAY(arena, build->wording, WORD_of,
                     {"part", print_count(build, figure->n)}, {"whole", whole});
        return str_format(arena, "%.*s (%.*s)", STR_PRINT(text), STR_PRINT(of));
    }
    Figure plain = *figure; /* "27 samtal (prel.)": the noun stands by its number */
    plain.mark = MARK_OK, plain.year = 0;
    text = figure_text(build, indicator, &plain, &signs);
    text = figure_marked(
        build, figure,
        wording_noun(arena, build->wording, indicator->id, figure->value, text));
    if (indicator->kind == FACT_RATIO)
        text = SAY(arena, build->wording, WORD_with_n, {"value", text},
                   {"n", print_count(build, figure->n)});
    return text;
}

/* Things are more or fewer, levels are higher or lower. */
static bool is_counted(const FactIndicator *indicator)
{
    return indicator->kind == FACT_COUNT || indicator->kind == FACT_DISTINCT ||
           indicator->kind == FACT_SUM;
}

static Word change_word(const FactIndicator *indicator, FactChange change)
{
    bool counted = is_counted(indicator);
    switch (change) {
    case CHANGE_SAME:
        return WORD_same_as_then;
    case CHANGE_TOO_FEW:
    case CHANGE_UNKNOWN:
        return WORD_too_few_to_compare;
    case CHANGE_ABOUT:
        return WORD_about_as_then;
    case CHANGE_MORE:
        return counted ? WORD_clearly_more : WORD_clearly_higher;
    case CHANGE_LESS:
        return counted ? WORD_clearly_fewer : WORD_clearly_lower;
    }
    return WORD_too_few_to_compare;
}

/* Beside what is usual the year before stands without a judgement of its own. */
static Str last_year_said(const Build *build, const FactIndicator *indicator,
                          const Fact *fact, FactChange change, bool judged)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Str period = wording_period(arena, wording, fact->last_year_period);
    if (change == CHANGE_UNKNOWN)
        return SAY(arena, wording, WORD_say_no_last_year, {"period", period});
    Str in_period = wording_in_period(arena, wording, fact->last_year_period);
    Signs unused = {0};
    return SAY(arena, wording, judged ? WORD_say_last_year : WORD_say_last_year_only,
               {"In_period", wording_capital(arena, in_period)},
               {"value", figure_text(build, indicator, &fact->last_year, &unused)},
               {"change", wording_say(wording, change_word(indicator, change))});
}

static Str figure_sentences(const Build *build, const FactIndicator *indicator,
                            const Fact *fact, FactChange change, const FactControl *usual)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Fill value = {"value", figure_said(build, indicator, &fact->figure)};
    Fill goal = {"goal", fact->goal.known ? amount_text(build, indicator, fact->goal.goal)
                                          : STR("")};
    Str now;
    if (usual)
        now = SAY(arena, wording, fact->goal.known ? WORD_say_usual_goal : WORD_say_usual,
                  value, goal, {"usual", usual_said(build, indicator, usual)});
    else if (fact->goal.known)
        now = SAY(arena, wording, WORD_say_value_goal, value, goal);
    else
        now = SAY(arena, wording, WORD_say_value, value,
                  {"No_goal",
                   wording_capital(arena, wording_no_goal(wording, fact->period.kind))});
    Str then = last_year_said(build, indicator, fact, change, !usual);
    return str_format(arena, "%.*s %.*s", STR_PRINT(now), STR_PRINT(then));
}

/* "klart fler än": what the lead of a clear change says. */
static Str than_word(const Build *build, const FactIndicator *indicator, FactChange change)
{
    bool more = change == CHANGE_MORE;
    Word counted = more ? WORD_than_more : WORD_than_fewer;
    Word level = more ? WORD_than_higher : WORD_than_lower;
    return wording_say(build->wording, is_counted(indicator) ? counted : level);
}

static Symbol change_symbol(const StandoutFinding *finding, Tone *tone)
{
    *tone = finding->kind == STANDOUT_WORSE ? TONE_ALERT : TONE_ACCENT;
    return finding->change == CHANGE_MORE ? SYMBOL_UP : SYMBOL_DOWN;
}

/* As a control chart marks such a point. */
static Word signal_word_of(const StandoutFinding *finding, const FactControl *usual,
                           Symbol *symbol, Tone *tone)
{
    if (finding->kind == STANDOUT_WORSE) {
        *symbol = SYMBOL_DOWN, *tone = TONE_ALERT;
        return WORD_standout_look;
    }
    if (usual->point_type == FACT_POINT_IMPROVEMENT) {
        *symbol = SYMBOL_UP, *tone = TONE_GOAL;
        return WORD_standout_better;
    }
    *symbol = SYMBOL_DIAMOND, *tone = TONE_ACCENT;
    return WORD_standout_other;
}

/* All record kinds that are missing, in one sentence. */
static ListItem missing_item(const Build *build, const FactDelivery *deliveries,
                             size_t count)
{
    Arena *arena = build->arena;
    Text kinds = text_open(arena);
    size_t left = 0, months = 0;
    for (size_t i = 0; i < count; i++)
        left += deliveries[i].delivered < deliveries[i].expected;
    for (size_t i = 0; i < count; i++) {
        if (deliveries[i].delivered >= deliveries[i].expected)
            continue;
        if ((size_t)deliveries[i].expected > months)
            months = (size_t)deliveries[i].expected;
        left--;
        if (kinds.len)
            text_add(&kinds, left ? STR(", ") : wording_say(build->wording, WORD_list_and));
        text_add(&kinds, record_name(build, &deliveries[i]));
    }
    Fill kind = {"kinds", text_str(&kinds)};
    Str lead = SAY(arena, build->wording, WORD_standout_missing, kind);
    Str text = SAY_COUNT(arena, build->wording, WORD_standout_missing_text, months, kind,
                         {"unit", build->unit.name},
                         {"period", wording_period(arena, build->wording, build->period)});
    return (ListItem){SYMBOL_DIAMOND_OPEN, TONE_ALERT, line_with_lead(arena, lead, text)};
}

static bool finding_item(const Build *build, const StandoutCandidate *candidate,
                         const StandoutFinding *finding, ListItem *item, Error *error)
{
    Arena *arena = build->arena;
    const Fact *fact = candidate->fact;
    const FactIndicator *indicator = build_indicator(build, fact->indicator, error);
    if (!indicator)
        return false;
    Word word = WORD_standout_changed;
    Tone tone = TONE_ACCENT;
    Symbol symbol = SYMBOL_NONE;
    switch (finding->kind) {
    case STANDOUT_NOT_MET:
        word = WORD_standout_not_met, symbol = SYMBOL_DOWN, tone = TONE_ALERT;
        break;
    case STANDOUT_QUIET_NOT_MET:
        word = WORD_standout_quiet_not_met, symbol = SYMBOL_DOWN, tone = TONE_MUTED;
        break;
    case STANDOUT_PARTLY:
        word = WORD_standout_partly, symbol = SYMBOL_DIAMOND;
        break;
    case STANDOUT_MET:
        word = WORD_standout_met, symbol = SYMBOL_UP, tone = TONE_GOAL;
        break;
    case STANDOUT_WORSE:
    case STANDOUT_CHANGED:
        word =
            finding->kind == STANDOUT_WORSE ? WORD_standout_worse : WORD_standout_changed;
        symbol = change_symbol(finding, &tone);
        if (finding->signal)
            word = signal_word_of(finding, candidate->usual, &symbol, &tone);
        break;
    case STANDOUT_MISSING:
        break;
    }
    Str in_last = wording_in_period(arena, build->wording, fact->last_year_period);
    Str lead = SAY(arena, build->wording, word, {"name", indicator->name},
                   {"change", than_word(build, indicator, finding->change)},
                   {"in_period_last_year", in_last},
                   {"in_period", wording_in_period(arena, build->wording, fact->period)});
    Str text = figure_sentences(build, indicator, fact, finding->change, candidate->usual);
    *item = (ListItem){symbol, tone, line_with_lead(arena, lead, text)};
    return true;
}

/* Nothing stands out: also an answer, with what it rests on. */
static ListItem nothing_item(const Build *build, const StandoutCandidate *candidates,
                             size_t count)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    size_t figures = 0, compared = 0;
    for (size_t i = 0; i < count; i++) {
        const Fact *fact = candidates[i].fact;
        figures += fact != NULL;
        compared += fact && fact->figure.known && fact->last_year.known;
    }
    Str lead = SAY(arena, wording, WORD_standout_nothing,
                   {"in_period", wording_in_period(arena, wording, build->period)});
    Str last = wording_period(arena, wording, period_last_year(build->period));
    Str text =
        compared ? SAY_COUNT(arena, wording, WORD_standout_nothing_text, compared,
                             {"compared", str_format(arena, "%zu", compared)},
                             {"count", str_format(arena, "%zu", figures)}, {"period", last})
                 : SAY(arena, wording, WORD_standout_nothing_known, {"period", last});
    return (ListItem){SYMBOL_CIRCLE_OPEN, TONE_MUTED, line_with_lead(arena, lead, text)};
}

static bool read_candidates(const Build *build, const Fence *fence,
                            StandoutCandidate **candidates, size_t *count, Error *error)
{
    FactDelivery *deliveries;
    size_t delivery_count, total = 1 + fence->indicator_count;
    if (!facts_deliveries(build->facts, build->arena, build->unit.id, build->period,
                          &deliveries, &delivery_count, error))
        return false;
    StandoutCandidate *all = ARENA_ARRAY(build->arena, total, StandoutCandidate);
    all[0].deliveries = deliveries;
    all[0].delivery_count = delivery_count;
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, fence->indicators[i], error);
        Fact *fact = ARENA_NEW(build->arena, Fact);
        if (!indicator || !build_fact(build, fence->indicators[i], STR("all"), fact, error))
            return false;
        StandoutCandidate *candidate = &all[1 + i];
        *candidate = (StandoutCandidate){
            .fact = fact, .kind = indicator->kind, .direction = indicator->direction};
        if (!usual_read(build, indicator, &candidate->usual, error))
            return false;
    }
    *candidates = all;
    *count = total;
    return true;
}

static void add_list(Build *build, ListStyle style, const ListItem *items, size_t count)
{
    build_add(build, (Block){.kind = BLOCK_LIST,
                             .list = {.style = style, .items = items, .count = count}});
}

static bool build_standout(Build *build, const Fence *fence, Error *error)
{
    StandoutCandidate *candidates;
    size_t count;
    if (!read_candidates(build, fence, &candidates, &count, error))
        return false;
    StandoutFinding findings[STANDOUT_MOST];
    size_t most = (size_t)fence_number(fence, "most", STANDOUT_DEFAULT);
    size_t found = standout_rank(candidates, count, build->quiet, most, findings);
    ListItem *items = ARENA_ARRAY(build->arena, found + 1, ListItem);
    for (size_t i = 0; i < found; i++) {
        const StandoutCandidate *candidate = &candidates[findings[i].candidate];
        if (findings[i].kind == STANDOUT_MISSING)
            items[i] =
                missing_item(build, candidate->deliveries, candidate->delivery_count);
        else if (!finding_item(build, candidate, &findings[i], &items[i], error))
            return false;
    }
    if (!found)
        items[0] = nothing_item(build, candidates, count);
    add_list(build, LIST_HIGHLIGHTS, items, found ? found : 1);
    return true;
}

/* "Till och med 30 april. Jämförs med ... 1 anhörigkonsulent, 0,80 årsarbetare." */
static bool build_lead(Build *build, const Fence *fence, Error *error)
{
    Arena *arena = build->arena;
    Text figures = text_open(arena);
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, fence->indicators[i], error);
        Fact fact;
        if (!indicator ||
            !build_fact(build, fence->indicators[i], STR("all"), &fact, error))
            return false;
        if (!fact.figure.known)
            continue;
        Signs unused = {0};
        Str number = figure_text(build, indicator, &fact.figure, &unused);
        Str said =
            wording_noun(arena, build->wording, indicator->id, fact.figure.value, number);
        text_addf(&figures, "%s%.*s", figures.len ? ", " : "", STR_PRINT(said));
    }
    Str text = pattern_fill(arena, wording_say(build->wording, WORD_lead), build->inlines);
    if (figures.len)
        text = str_format(arena, "%.*s %.*s", STR_PRINT(text),
                          STR_PRINT(SAY(arena, build->wording, WORD_lead_figures,
                                        {"figures", text_str(&figures)})));
    build_paragraph(build, PARAGRAPH_LEAD, text);
    return true;
}

/* A yearly goal is never a monthly line: it stands beside the year to date. */
static bool build_to_date(Build *build, const Fence *fence, Error *error)
{
    Arena *arena = build->arena;
    ListItem *items = ARENA_ARRAY(arena, fence->indicator_count, ListItem);
    size_t count = 0;
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            build_indicator(build, fence->indicators[i], error);
        Fact fact;
        if (!indicator ||
            !facts_to_date(build->facts, arena, fence->indicators[i], build->unit.id,
                           STR("all"), build->period, &fact, error))
            return false;
        if (!fact.goal.known || !fact.figure.known)
            continue;
        Figure plain = fact.figure;
        if (plain.delivered == plain.expected)
            plain.mark = MARK_OK; /* "till och med" says that the year goes on */
        Str text = SAY(arena, build->wording, WORD_to_date,
                       {"value", figure_said(build, indicator, &plain)},
                       {"goal", amount_text(build, indicator, fact.goal.goal)},
                       {"year", str_format(arena, "%d", period_year(build->period))},
                       {"last_day", wording_day(arena, build->wording,
                                                period_last_day(build->period))});
        Str lead = str_format(arena, "%.*s.", STR_PRINT(indicator->name));
        items[count++] =
            (ListItem){SYMBOL_NONE, TONE_INK, line_with_lead(arena, lead, text)};
    }
    if (count)
        add_list(build, LIST_PLAIN, items, count);
    return true;
}

static bool build_sentence(Build *build, const Fence *fence, Error *error)
{
    if (fence_is(fence, "kind", STR("standout")))
        return build_standout(build, fence, error);
    return fence_is(fence, "kind", STR("lead")) ? build_lead(build, fence, error)
                                                : build_to_date(build, fence, error);
}

static const Str kinds[] = {{"standout", 8}, {"lead", 4}, {"to_date", 7}};
static const OptionRule options[] = {
    {.name = {"kind", 4},
     .type = OPTION_CHOICE,
     .required = true,
     .choices = kinds,
     .choice_count = 3},
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS, .required = true},
    {.name = {"most", 4}, .type = OPTION_NUMBER, .least = 1, .most = STANDOUT_MOST},
};
const FenceKind fence_sentence = {
    .name = {"sentence", 8},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_sentence,
};
