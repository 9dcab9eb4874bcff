/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/facts.h"

#include <getopt.h>
#include <stdio.h>

#include "engine/command/fact_extra.h"
#include "engine/facts_table.h"
#include "engine/command/options.h"
#include "engine/facts.h"

typedef bool FactRead(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                      Period period, Fact *fact, Error *error);

/* In the order of their columns, whatever order they were asked for in; each has an option
 * whose value is EXTRA_OPTION and its place. */
enum { EXTRA_CONTROL, EXTRA_COMPARE, EXTRA_FORECAST, EXTRAS, EXTRA_OPTION = 256 };
static const FactExtra *const extras[EXTRAS] = {[EXTRA_CONTROL] = &fact_extra_control,
                                                [EXTRA_COMPARE] = &fact_extra_compare,
                                                [EXTRA_FORECAST] = &fact_extra_forecast};

typedef struct {
    bool extra[EXTRAS]; /* columns asked for */
    Str indicators, units, group, format;
    Level level;
    int64_t batch; /* 0: as it stands now */
    bool has_from, has_to;
    PeriodKind by;
    FactRead *read; /* of one period */
    Period from, to;
} Choice;

static const struct option options[] = {
    {"indicator", required_argument, NULL, 'i'},
    {"unit", required_argument, NULL, 'u'},
    {"by", required_argument, NULL, 'b'},
    {"from", required_argument, NULL, 'f'},
    {"to", required_argument, NULL, 't'},
    {"group", required_argument, NULL, 'g'},
    {"level", required_argument, NULL, 'l'},
    {"as-of", required_argument, NULL, 'a'},
    {"format", required_argument, NULL, 'o'},
    {"control", no_argument, NULL, EXTRA_OPTION + EXTRA_CONTROL},
    {"compare", no_argument, NULL, EXTRA_OPTION + EXTRA_COMPARE},
    {"forecast", no_argument, NULL, EXTRA_OPTION + EXTRA_FORECAST},
    {NULL, 0, NULL, 0},
};

/* The year to date is told month by month, twelve months at the end of each half-year. */
static bool read_by(Str word, Choice *choice, Error *error)
{
    static const Str words[] = {{"month", 5}, {"quarter", 7}, {"tertial", 7}, {"half", 4},
                                {"year", 4},  {"to-date", 7}, {"rolling", 7}};
    choice->read = facts_read;
    if (str_equal(word, words[5])) {
        choice->by = PERIOD_MONTH;
        choice->read = facts_to_date;
        return true;
    }
    if (str_equal(word, words[6])) {
        choice->by = PERIOD_HALF;
        choice->read = facts_rolling;
        return true;
    }
    return period_kind_parse(word, &choice->by) ||
           option_unknown("facts", "--by", word, words, 7, error);
}

static bool read_option(int option, Choice *choice, Error *error)
{
    if (option >= EXTRA_OPTION)
        return choice->extra[option - EXTRA_OPTION] = true;
    Str word = str_from(optarg);
    switch (option) {
    case 'i':
        choice->indicators = word;
        return true;
    case 'u':
        choice->units = word;
        return true;
    case 'g':
        choice->group = word;
        return true;
    case 'l':
        return option_level("facts", optarg, &choice->level, error);
    case 'a':
        return option_batch("facts", optarg, &choice->batch, error);
    case 'o':
        choice->format = word;
        return true;
    case 'b':
        return read_by(word, choice, error);
    case 'f':
        choice->has_from = true;
        return option_period("facts", "--from", optarg, &choice->from, error);
    case 't':
        choice->has_to = true;
        return option_period("facts", "--to", optarg, &choice->to, error);
    }
    return false;
}

static bool read_choice(int argc, char **argv, Choice *choice, Error *error)
{
    static const Str formats[] = {{"csv", 3}, {"json", 4}};
    *choice = (Choice){
        .group = STR("all"), .format = STR("csv"), .read = facts_read, .by = PERIOD_MONTH};
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        if (option == '?' || option == ':')
            return option_misread("facts", option, argv, options, error);
        if (!read_option(option, choice, error))
            return false;
    }
    if (optind < argc)
        return error_set(error, ERROR_USAGE,
                         "facts: '%s' belongs to no option; samsyn facts --help shows them",
                         argv[optind]);
    if (!str_equal(choice->format, formats[0]) && !str_equal(choice->format, formats[1]))
        return option_unknown("facts", "--format", choice->format, formats, 2, error);
    return true;
}

typedef struct {
    Arena *arena;
    Facts *facts;
    const Choice *choice;
    Str *indicators, *units, *groups;
    size_t indicator_count, unit_count, group_count;
    bool json;
    size_t printed;
} Listing;

static void split(Arena *arena, Str list, Str **words, size_t *count)
{
    size_t capacity = 0;
    Str word;
    while (list.len) {
        str_cut(list, ',', &word, &list);
        *words = ARENA_GROW(arena, *words, *count, &capacity);
        (*words)[(*count)++] = str_trim(word);
    }
}

static void add_word(Listing *listing, Str **words, size_t *count, size_t *capacity,
                     Str word)
{
    *words = ARENA_GROW(listing->arena, *words, *count, capacity);
    (*words)[(*count)++] = word;
}

static bool list_units(Listing *listing, Error *error)
{
    split(listing->arena, listing->choice->units, &listing->units, &listing->unit_count);
    for (size_t i = 0; i < listing->unit_count; i++) {
        FactUnit unit;
        if (!facts_unit(listing->facts, listing->units[i], &unit, error))
            return option_as_usage(error);
        listing->units[i] = unit.id;
    }
    if (listing->choice->units.len)
        return true;
    FactUnit *units;
    facts_units_all(listing->facts, listing->choice->to, &units, &listing->unit_count);
    listing->units = ARENA_ARRAY(listing->arena, listing->unit_count, Str);
    for (size_t i = 0; i < listing->unit_count; i++)
        listing->units[i] = units[i].id;
    return true;
}

static bool list_indicators(Listing *listing, Error *error)
{
    split(listing->arena, listing->choice->indicators, &listing->indicators,
          &listing->indicator_count);
    if (!listing->choice->indicators.len)
        return facts_indicators(listing->facts, &listing->indicators,
                                &listing->indicator_count);
    for (size_t i = 0; i < listing->indicator_count; i++)
        if (!facts_indicator(listing->facts, LANGUAGE_EN, listing->indicators[i], error))
            return option_as_usage(error);
    return true;
}

static void list_groups(Listing *listing)
{
    FactName *groups;
    size_t count, capacity = 0;
    Str group = listing->choice->group;
    bool each = str_equal(group, STR("each"));
    add_word(listing, &listing->groups, &listing->group_count, &capacity,
             each ? STR("all") : group);
    facts_groups(listing->facts, LANGUAGE_EN, &groups, &count);
    for (size_t i = 0; each && i < count; i++)
        add_word(listing, &listing->groups, &listing->group_count, &capacity, groups[i].id);
}

/* Without --to until the last month delivered, without --from the year before that. */
static bool find_span(Facts *facts, Choice *choice, Error *error)
{
    Period last;
    if (!choice->has_to) {
        if (!facts_last_month(facts, &last, error))
            return false;
        choice->to = last;
    }
    choice->to = period_containing(choice->by, period_last_month(choice->to));
    if (!choice->has_from)
        choice->from = period_next(choice->to, 1 - 12 / period_months(choice->by));
    choice->from = period_containing(choice->by, choice->from.first_month);
    if (choice->from.first_month > choice->to.first_month)
        return error_set(error, ERROR_USAGE, "facts: --from is after --to");
    return true;
}

static void add_extra(Text *row, bool json, const FactExtra *extra, const Str *cells)
{
    for (size_t i = 0; i < extra->head_count; i++) {
        const char *quote = extra->is_text[i] ? "\"" : "";
        if (!json) {
            text_addf(row, ",%.*s", STR_PRINT(cells[i]));
            continue;
        }
        text_addf(row, ", \"%.*s\": ", STR_PRINT(extra->heads[i]));
        if (cells[i].len)
            text_addf(row, "%s%.*s%s", quote, STR_PRINT(cells[i]), quote);
        else
            text_add(row, STR("null"));
    }
}

/* extra[i]: the cells of extras[i] in this row; NULL where they were not asked for. */
static void print_fact(Listing *listing, const Fact *fact, const Str *const *extra)
{
    Text row = text_open(listing->arena);
    if (listing->json) {
        text_add(&row, listing->printed ? STR(",\n  {") : STR("\n  {"));
        fact_row_json(&row, fact);
    } else
        fact_row_csv(&row, fact);
    for (size_t i = 0; i < EXTRAS; i++)
        if (extra[i])
            add_extra(&row, listing->json, extras[i], extra[i]);
    text_add_byte(&row, listing->json ? '}' : '\n');
    fwrite(row.ptr, 1, row.len, stdout);
    listing->printed++;
}

static void print_head(Listing *listing)
{
    Text head = text_open(listing->arena);
    fact_head_csv(&head);
    for (size_t i = 0; i < EXTRAS; i++)
        for (size_t j = 0; listing->choice->extra[i] && j < extras[i]->head_count; j++)
            text_addf(&head, ",%.*s", STR_PRINT(extras[i]->heads[j]));
    printf("%s%s", listing->json ? "[" : head.ptr, listing->json ? "" : "\n");
}

static bool read_series(Listing *listing, Str indicator, Str unit, Str group, Fact **series,
                        size_t *count, Error *error)
{
    const Choice *choice = listing->choice;
    size_t capacity = 0;
    *series = NULL;
    *count = 0;
    if (choice->read == facts_read)
        return facts_series(listing->facts, listing->arena, indicator, unit, group,
                            choice->from, choice->to, series, count, error);
    for (Period period = choice->from; period.first_month <= choice->to.first_month;
         period = period_next(period, 1)) {
        *series = ARENA_GROW(listing->arena, *series, *count, &capacity);
        if (!choice->read(listing->facts, listing->arena, indicator, unit, group, period,
                          &(*series)[(*count)++], error))
            return false;
    }
    return true;
}

static bool print_series(Listing *listing, Str indicator, Str unit, Str group, Error *error)
{
    ArenaMark mark = arena_mark(listing->arena);
    Fact *series;
    size_t count;
    Str *cells[EXTRAS] = {NULL};
    if (!read_series(listing, indicator, unit, group, &series, &count, error))
        return option_as_usage(error);
    for (size_t i = 0; i < EXTRAS; i++) {
        if (!listing->choice->extra[i])
            continue;
        cells[i] = ARENA_ARRAY(listing->arena, count * extras[i]->head_count + 1, Str);
        if (!extras[i]->fill(listing->facts, listing->arena, series, count, cells[i],
                             error))
            return false;
    }
    for (size_t row = 0; row < count; row++) {
        const Str *extra[EXTRAS] = {NULL};
        for (size_t i = 0; i < EXTRAS; i++)
            extra[i] = cells[i] ? cells[i] + row * extras[i]->head_count : NULL;
        print_fact(listing, &series[row], extra);
    }
    arena_rewind(listing->arena, mark);
    return true;
}

static bool print_all(Listing *listing, Error *error)
{
    listing->json = str_equal(listing->choice->format, STR("json"));
    print_head(listing);
    for (size_t i = 0; i < listing->indicator_count; i++)
        for (size_t j = 0; j < listing->unit_count; j++)
            for (size_t k = 0; k < listing->group_count; k++)
                if (!print_series(listing, listing->indicators[i], listing->units[j],
                                  listing->groups[k], error))
                    return false;
    printf("%s", listing->json ? "\n]\n" : "");
    if (fflush(stdout) != 0 || ferror(stdout))
        return error_set(error, ERROR_WRITE, "facts: standard output cannot be written");
    return true;
}

static bool check_group(Listing *listing, Error *error)
{
    Fact fact;
    return str_equal(listing->choice->group, STR("each")) || !listing->unit_count ||
           !listing->indicator_count ||
           facts_read(listing->facts, listing->arena, listing->indicators[0],
                      listing->units[0], listing->choice->group, listing->choice->to, &fact,
                      error) ||
           option_as_usage(error);
}

static bool facts_run(const Run *run, int argc, char **argv, Error *error)
{
    Choice choice;
    if (!read_choice(argc, argv, &choice, error))
        return false;
    Workspace *workspace = workspace_open(run->arena, run->workspace, run->share, error);
    if (!workspace)
        return false;
    bool typed = choice.batch || choice.level.kind == LEVEL_INTERNAL;
    Facts *facts = choice.batch ? facts_open_as_of(run->arena, workspace, choice.level,
                                                   choice.batch, error)
                                : facts_open(run->arena, workspace, choice.level, error);
    if (!facts)
        return typed ? option_as_usage(error) : false;
    Listing listing = {.arena = arena_open(), .facts = facts, .choice = &choice};
    bool done = find_span(facts, &choice, error) && list_units(&listing, error) &&
                list_indicators(&listing, error);
    if (done) {
        list_groups(&listing);
        done = check_group(&listing, error) && print_all(&listing, error);
    }
    arena_close(listing.arena);
    return done;
}

const Command command_facts = {
    .name = "facts",
    .usage = "facts [--indicator I,..] [--unit U,..] [--by "
             "month|quarter|tertial|half|year|to-date|rolling] [--from P] [--to P] "
             "[--group all|each|ID] [--control] [--compare] [--forecast] "
             "[--level public|internal:UNIT] [--as-of BATCH] [--format csv|json]",
    .summary = "Prints figures as a table: one row an indicator, unit, group and period.",
    .help =
        "  --indicator I,..  ids or names, parts too: interventions:anhoriggrupp; default "
        "all\n"
        "  --unit U,..       ids or names; default all districts, networks and the city\n"
        "  --by KIND         month (default), quarter, tertial, half or year; to-date "
        "(from January "
        "to\n"
        "                    each month), rolling (twelve months, at the ends of "
        "half-years)\n"
        "  --from P --to P   periods: 2018-03, 2018-Q1, 2018; default the last twelve "
        "months\n"
        "  --group G         all (default), each, or a target group's id\n"
        "  --level L         public (default), or internal:UNIT: that unit unprotected\n"
        "  --control         each series as a control chart: columns centre, lower, upper, "
        "signal,\n"
        "                    point_type, variation, assurance\n"
        "  --compare         beside the other units of its type: columns target, lower95, "
        "upper95,\n"
        "                    lower998, upper998, position\n"
        "  --forecast        what the year's total will be, as known at the period's end: "
        "columns\n"
        "                    estimate, low80, high80, probability\n"
        "  --as-of BATCH     as it stood after that batch (import tells its number)\n"
        "  --format F        csv (default) or json\n"
        "\n"
        "Columns: indicator, unit, group, period, n, denominator, value, low95, high95, "
        "mark "
        "(ok\n"
        "protected missing not_measured not_applicable preliminary), goal, status, "
        "delivered,\n"
        "expected (unit-months). What is not known is empty. low95 and high95 are told of "
        "shares, and of\n"
        "ratios of persons over a population; a complete count has none.\n"
        "\n"
        "Of --control, a series is what is asked for, --from to --to. Under 12 points "
        "there is\n"
        "their median and no limits; under 24 the limits are preliminary. signal is "
        "common_cause\n"
        "above_upl below_lpl shift_above shift_below trend_up trend_down "
        "two_of_three_above\n"
        "two_of_three_below, point_type what it means (improvement concern neutral_high "
        "...);\n"
        "the last point alone tells variation, and assurance (pass fail inconsistent "
        "none)\n"
        "against the goal of such periods.\n"
        "\n"
        "Of --compare, target is that of all units of the type together, or the goal "
        "(compare in\n"
        "indicators.yaml); the limits are those that chance alone seldom crosses, of "
        "shares "
        "and of persons\n"
        "over a population; position is below_998 below_95 within above_95 above_998. "
        "Below "
        "10 in the\n"
        "denominator nothing is compared, and nothing is ranked.\n"
        "\n"
        "Of --forecast, what adds up over the months has an estimate and its 80 % "
        "interval,\n"
        "provided the pace does not change; probability is that of meeting the year's "
        "goal. Where\n"
        "the year runs, status (of --by year and to-date) is what the forecast proposes: "
        "met from\n"
        "0.8 on, not_met where even the limit for partly has 0.2 or less, else partly; "
        "undecided\n"
        "before three months are reported.\n"
        "\n"
        "Examples:\n"
        "  samsyn facts --indicator conversations --by year --from 2017 --to 2017\n"
        "  samsyn facts --unit farsta --level internal:farsta --group each\n",
    .run = facts_run,
};
