/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "engine/command/explain_tell.h"
#include "engine/command/explain_words.h"
#include "engine/facts_table.h"
#include "engine/command/options.h"

enum { ROWS_SHOWN = 20, WORDS_MOST = 4 };

typedef struct {
    Str words[WORDS_MOST]; /* indicator, unit, group, period */
    Period period;
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
    return period_parse(choice->words[3], &choice->period) ||
           error_set(error, ERROR_USAGE,
                     "explain: '%.*s' is no period; write 2018-03, 2018-Q1, 2018-T1, "
                     "2018-H1 or 2018",
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
    if (!facts_indicator(facts, explained->language, choice->words[0], error) ||
        !facts_unit(facts, choice->words[1], &explained->unit, error) ||
        !facts_read(facts, explained->arena, choice->words[0], choice->words[1],
                    choice->words[2], choice->period, &explained->fact, error))
        return option_as_usage(error);
    explained->period = choice->period;
    explained->indicator = explained->fact.indicator;
    explained->group = explained->fact.group;
    explained->group_name = group_name(explained);
    return facts_units_behind(facts, explained->arena, explained->unit.id, choice->period,
                              &explained->above, &explained->behind,
                              &explained->behind_count, error);
}

/* What a figure's rows are the rows of: itself, or the two sides of a ratio. */
static size_t sources(const Explained *explained, Str names[2])
{
    names[0] = explained->indicator;
    if (explained->formula.kind != FACT_RATIO)
        return explained->formula.kind == FACT_OFFERED ? 0 : 1;
    names[0] = explained->formula.of;
    names[1] = explained->formula.over;
    return 2;
}

static Str count_say(Explained *explained, int64_t count)
{
    return number_print(explained->arena, explained->language, AMOUNT_WHOLE(count), 0);
}

static void add_line(Explained *explained, const char *indent, Str said)
{
    text_addf(&explained->out, "%s%.*s\n", indent, STR_PRINT(said));
}

static void rows_head(Explained *explained, const FactRows *rows)
{
    bool part = rows->counted != rows->total;
    ExplainPhrase phrase = rows->people
                               ? part ? EXPLAIN_ROWS_PEOPLE_COUNTED : EXPLAIN_ROWS_PEOPLE
                           : part ? EXPLAIN_ROWS_COUNTED
                                  : EXPLAIN_ROWS;
    Str second = count_say(explained, rows->people ? rows->people : rows->counted);
    add_line(explained, "\n",
             EXPLAIN(explained->arena, explained->language, phrase,
                     count_say(explained, rows->total), second,
                     count_say(explained, rows->people_counted)));
}

/* A number as people write it. */
static Str row_cell(Explained *explained, const FactRows *rows, const FactRow *row,
                    size_t at)
{
    Str cell = row->cells[at], whole, decimals;
    bool comma = rows->columns[at].is_number && explained->language == LANGUAGE_SV &&
                 str_cut(cell, '.', &whole, &decimals);
    return comma ? str_format(explained->arena, "%.*s,%.*s", STR_PRINT(whole),
                              STR_PRINT(decimals))
                 : cell;
}

static void row_line(Explained *explained, const FactRows *rows, const FactRow *row)
{
    Text *out = &explained->out;
    text_addf(out, "  %.*s:%lld", STR_PRINT(row->file), (long long)row->line);
    for (size_t i = 0; i < rows->column_count; i++) {
        Str cell = row_cell(explained, rows, row, i);
        if (cell.len)
            text_addf(out, "  %.*s %.*s", STR_PRINT(rows->columns[i].name),
                      STR_PRINT(cell));
    }
    if (row->who) {
        Str who = EXPLAIN(explained->arena, explained->language, EXPLAIN_WHO,
                          count_say(explained, row->who));
        text_addf(out, "  %.*s", STR_PRINT(who));
    }
    if (!row->counted) {
        Str not_counted =
            EXPLAIN_PLAIN(explained->arena, explained->language, EXPLAIN_NOT_COUNTED);
        text_addf(out, "  (%.*s)", STR_PRINT(not_counted));
    }
    text_add_byte(out, '\n');
}

/* How the rows are opened. */
static Str closed_say(Explained *explained)
{
    Str fact = explained_fact(explained, explained->indicator), unit = explained->unit.id;
    bool above = explained->above && explained->behind_count;
    if (above) {
        FactUnit whole = explained->unit;
        explained->unit = explained->behind[0];
        fact = explained_fact(explained, explained->indicator);
        unit = explained->behind[0].id;
        explained->unit = whole;
    }
    return EXPLAIN(explained->arena, explained->language,
                   above ? EXPLAIN_CLOSED_ABOVE : EXPLAIN_CLOSED, fact, unit);
}

static bool read_rows(Explained *explained, Str indicator, size_t most, FactRows *rows,
                      Error *error)
{
    return facts_rows(explained->facts, explained->arena, explained->language, indicator,
                      explained->unit.id, explained->group, explained->period, most, rows,
                      error);
}

static bool tell_rows(Explained *explained, Str indicator, size_t most, Error *error)
{
    FactRows rows;
    if (!read_rows(explained, indicator, most, &rows, error))
        return false;
    rows_head(explained, &rows);
    for (size_t i = 0; i < rows.shown; i++)
        row_line(explained, &rows, &rows.rows[i]);
    if (rows.total > (int64_t)rows.shown)
        add_line(explained, "  ",
                 EXPLAIN(explained->arena, explained->language, EXPLAIN_MORE,
                         count_say(explained, rows.total - (int64_t)rows.shown)));
    if (rows.purged)
        add_line(explained, "  ",
                 EXPLAIN(explained->arena, explained->language, EXPLAIN_PURGED,
                         rows.purged_before, str_slice(rows.purged_at, 0, 10),
                         rows.purged_decision));
    if (rows.own_only)
        add_line(explained, "  ",
                 EXPLAIN(explained->arena, explained->language, EXPLAIN_OWN_ONLY,
                         explained->unit.name));
    return true;
}

static bool tell_unused(Explained *explained, Str indicator, Error *error)
{
    FactFinding *findings;
    size_t count;
    if (!facts_unused(explained->facts, explained->arena, indicator, explained->unit.id,
                      explained->period, &findings, &count, error))
        return false;
    if (count)
        add_line(explained, "\n",
                 EXPLAIN(explained->arena, explained->language, EXPLAIN_UNUSED,
                         count_say(explained, (int64_t)count)));
    for (size_t i = 0; i < count; i++)
        text_addf(&explained->out, "  %.*s:%lld: %.*s: %.*s. %.*s\n",
                  STR_PRINT(findings[i].file), (long long)findings[i].line,
                  STR_PRINT(findings[i].column), STR_PRINT(findings[i].reason),
                  STR_PRINT(findings[i].remedy));
    return true;
}

static bool explain_rows(Explained *explained, const Choice *choice, Error *error)
{
    Str names[2];
    size_t count = sources(explained, names);
    size_t most = choice->has_rows ? (size_t)choice->rows : ROWS_SHOWN;
    FactRows opened;
    if (!read_rows(explained, explained->indicator, 1, &opened, error))
        return false;
    if (!opened.open) {
        add_line(explained, "\n", closed_say(explained));
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            add_line(explained, "\n",
                     EXPLAIN(explained->arena, explained->language, EXPLAIN_ROWS_MADE,
                             explained_name(explained, names[i])));
        if (!tell_rows(explained, names[i], most, error) ||
            !tell_unused(explained, names[i], error))
            return false;
    }
    return true;
}

static bool csv_rows(Explained *explained, const Choice *choice, Str indicator, bool whole,
                     Error *error)
{
    Text *out = &explained->out;
    FactRows rows;
    size_t most = choice->has_rows ? (size_t)choice->rows : 0;
    if (!read_rows(explained, indicator, most, &rows, error))
        return false;
    if (!out->len) {
        text_add(out, STR("indicator,file,line,counted,who"));
        for (size_t i = 0; whole && i < rows.column_count; i++)
            text_addf(out, ",%.*s", STR_PRINT(rows.columns[i].id));
        text_add_byte(out, '\n');
    }
    for (size_t i = 0; i < rows.shown; i++) {
        const FactRow *row = &rows.rows[i];
        csv_text_add(out, indicator);
        text_add_byte(out, ',');
        csv_text_add(out, row->file);
        text_addf(out, ",%lld,%s,", (long long)row->line, row->counted ? "yes" : "no");
        if (row->who)
            text_addf(out, "%lld", (long long)row->who);
        for (size_t j = 0; whole && j < rows.column_count; j++) {
            text_add_byte(out, ',');
            csv_text_add(out, row->cells[j]);
        }
        text_add_byte(out, '\n');
    }
    return true;
}

/* The two sides of a ratio may be of kinds with other columns: only the places are told. */
static bool explain_csv(Explained *explained, const Choice *choice, Error *error)
{
    Str names[2];
    FactRows opened;
    if (!facts_formula(explained->facts, explained->arena, explained->language,
                       explained->indicator, &explained->formula, error) ||
        !read_rows(explained, explained->indicator, 1, &opened, error))
        return false;
    size_t count = sources(explained, names);
    for (size_t i = 0; i < count; i++)
        if (!csv_rows(explained, choice, names[i], count == 1, error))
            return false;
    if (!opened.open) {
        Str closed = closed_say(explained);
        fprintf(stderr, "%.*s\n", STR_PRINT(closed));
    }
    return true;
}

static bool explain_text(Explained *explained, const Choice *choice, Error *error)
{
    return explain_figure(explained, error) && explain_formula(explained, error) &&
           explain_cells(explained, error) && explain_rows(explained, choice, error);
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
        !(choice.csv ? explain_csv(&explained, &choice, error)
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
        "  samsyn explain within_limit farsta 2018 --level internal:farsta --rows 0\n",
    .run = explain_run,
};
