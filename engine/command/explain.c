/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "engine/command/explain_tell.h"
#include "engine/command/explain_words.h"
#include "engine/command/options.h"

enum { ROWS_SHOWN = 20, WORDS_MOST = 4, TWELVE = 12 };

typedef struct {
    Str words[WORDS_MOST]; /* indicator, unit, group, period */
    Period period;         /* of an interval its last month */
    int32_t months;        /* of an interval how many; else 0 */
    Level level;
    int64_t batch; /* 0: as it stands now */
    bool csv, has_rows;
    int64_t rows; /* 0: all */
} Choice;

static const struct option options[] = {
    {"level", required_argument, NULL, 'l'},
    {"rows", required_argument, NULL, 'r'},
    {"as-of", required_argument, NULL, 'a'},
    {"format", required_argument, NULL, 'o'},
    {NULL, 0, NULL, 0},
};

static bool read_format(Str word, Choice *choice, Error *error)
{
    static const Str formats[] = {{"text", 4}, {"csv", 3}};
    choice->csv = str_equal(word, formats[1]);
    return choice->csv || str_equal(word, formats[0]) ||
           option_unknown("explain", "--format", word, formats, 2, error);
}

static bool read_option(int option, Choice *choice, Error *error)
{
    switch (option) {
    case 'l':
        return option_level("explain", optarg, &choice->level, error);
    case 'a':
        return option_batch("explain", optarg, &choice->batch, error);
    case 'o':
        return read_format(str_from(optarg), choice, error);
    case 'r':
        choice->has_rows = true;
        return (number_parse(str_from(optarg), 0, false, &choice->rows) == NUMBER_OK &&
                choice->rows >= 0) ||
               error_set(error, ERROR_USAGE,
                         "explain: --rows '%s' is no number; 0 shows all", optarg);
    }
    return false;
}

static bool read_options(int argc, char **argv, Choice *choice, Error *error)
{
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        if (option == '?' || option == ':')
            return option_misread("explain", option, argv, options, error);
        if (!read_option(option, choice, error))
            return false;
    }
    return true;
}

static bool wrong_words(Error *error)
{
    return error_set(error, ERROR_USAGE,
                     "explain: a figure is INDICATOR,UNIT[,GROUP],PERIOD, for example "
                     "conversations,farsta,2018-03");
}

/* "2018-01/2018-04": from January, or twelve months. */
static bool read_interval(Choice *choice)
{
    Str first, last;
    Period from;
    if (!str_cut(choice->words[3], '/', &first, &last) || !period_parse(first, &from) ||
        !period_parse(last, &choice->period) || from.kind != PERIOD_MONTH ||
        choice->period.kind != PERIOD_MONTH)
        return false;
    int32_t january =
        period_containing(PERIOD_YEAR, choice->period.first_month).first_month;
    choice->months = choice->period.first_month - from.first_month + 1;
    return choice->months == TWELVE || (choice->months > 0 && from.first_month == january);
}

/* One word with commas, or as many words. */
static bool read_words(int argc, char **argv, Choice *choice, Error *error)
{
    size_t count = 0;
    for (int i = optind; i < argc; i++)
        for (Str rest = str_from(argv[i]); rest.len;) {
            Str word;
            str_cut(rest, ',', &word, &rest);
            if (count == WORDS_MOST)
                return wrong_words(error);
            choice->words[count++] = str_trim(word);
        }
    if (count != WORDS_MOST && count != WORDS_MOST - 1)
        return wrong_words(error);
    if (count == WORDS_MOST - 1) {
        choice->words[3] = choice->words[2];
        choice->words[2] = STR("all");
    }
    return period_parse(choice->words[3], &choice->period) || read_interval(choice) ||
           error_set(error, ERROR_USAGE,
                     "explain: '%.*s' is no period; write 2018-03, 2018-Q1, 2018-T1, "
                     "2018-H1 or 2018, and of the year to date or of twelve months "
                     "2018-01/2018-03",
                     STR_PRINT(choice->words[3]));
}

static Str group_name(Explained *explained)
{
    FactName *groups;
    size_t count;
    facts_groups(explained->facts, explained->language, &groups, &count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(groups[i].id, explained->group))
            return groups[i].name;
    return EXPLAIN_PLAIN(explained->arena, explained->language, EXPLAIN_ALL_GROUPS);
}

static bool find_fact(const Choice *choice, Explained *explained, Error *error)
{
    Facts *facts = explained->facts;
    explained->period = choice->period;
    explained->months = months_of(choice->period);
    explained->read = facts_read;
    if (choice->months) {
        explained->interval = choice->words[3];
        explained->months.first = explained->months.last + 1 - choice->months;
        explained->read = choice->months == TWELVE ? facts_rolling : facts_to_date;
    }
    if (!facts_indicator(facts, explained->language, choice->words[0], error) ||
        !facts_unit(facts, choice->words[1], &explained->unit, error) ||
        !explained->read(facts, explained->arena, choice->words[0], choice->words[1],
                         choice->words[2], choice->period, &explained->fact, error))
        return option_as_usage(error);
    explained->indicator = explained->fact.indicator;
    explained->group = explained->fact.group;
    explained->group_name = group_name(explained);
    return facts_units_behind(facts, explained->arena, explained->unit.id, choice->period,
                              &explained->above, &explained->behind,
                              &explained->behind_count, error);
}

static bool explain_text(Explained *explained, const Choice *choice, Error *error)
{
    return explain_figure(explained, error) && explain_formula(explained, error) &&
           explain_cells(explained, error) &&
           explain_rows(explained, choice->has_rows ? (size_t)choice->rows : ROWS_SHOWN,
                        error);
}

static bool explain_run(const Run *run, int argc, char **argv, Error *error)
{
    Choice choice = {.level = {.kind = LEVEL_PUBLIC}};
    if (!read_options(argc, argv, &choice, error) ||
        !read_words(argc, argv, &choice, error))
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
    Explained explained = {.facts = facts,
                           .arena = run->arena,
                           .language = workspace_language(workspace),
                           .out = text_open(run->arena)};
    if (run->language)
        explained.language = strcmp(run->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_SV;
    if (!find_fact(&choice, &explained, error) ||
        !(choice.csv
              ? explain_csv(&explained, choice.has_rows ? (size_t)choice.rows : 0, error)
              : explain_text(&explained, &choice, error)))
        return false;
    fwrite(explained.out.ptr, 1, explained.out.len, stdout);
    if (fflush(stdout) != 0 || ferror(stdout))
        return error_set(error, ERROR_WRITE, "explain: standard output cannot be written");
    return true;
}

const Command command_explain = {
    .name = "explain",
    .usage = "explain INDICATOR,UNIT[,GROUP],PERIOD [--level public|internal:UNIT] "
             "[--rows N] [--as-of BATCH] [--format text|csv]",
    .summary = "Tells where a figure comes from: formula, cells, rows with file and line.",
    .help =
        "  --level L      public (default), or internal:UNIT: that unit with its rows\n"
        "  --rows N       so many rows at most; default 20 (csv: all), 0 all\n"
        "  --as-of BATCH  as it stood after that batch (import tells its number)\n"
        "  --format F     text (default), or csv: the rows only\n"
        "\n"
        "The parts of the figure may be words of their own. Rows are single records and "
        "are shown\n"
        "at the unit's own level only, without keys and free text; `who` numbers "
        "different keys.\n"
        "\n"
        "Examples:\n"
        "  samsyn explain conversations,farsta,2018-Q1\n"
        "  samsyn explain ors_last,farsta,2017-01/2017-12\n"
        "  samsyn explain within_limit farsta 2018 --level internal:farsta --rows 0\n",
    .run = explain_run,
};
