/* The rows that a figure was counted from, each with file and line. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "engine/command/explain_tell.h"
#include "engine/command/explain_words.h"
#include "engine/facts_table.h"

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
                      explained->unit.id, explained->group, explained->months, most, rows,
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
                      explained->months, &findings, &count, error))
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

bool explain_rows(Explained *explained, size_t most, Error *error)
{
    Str names[2];
    size_t count = sources(explained, names);
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

static bool csv_rows(Explained *explained, size_t most, Str indicator, bool whole,
                     Error *error)
{
    Text *out = &explained->out;
    FactRows rows;
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
bool explain_csv(Explained *explained, size_t most, Error *error)
{
    Str names[2];
    FactRows opened;
    if (!facts_formula(explained->facts, explained->arena, explained->language,
                       explained->indicator, &explained->formula, error) ||
        !read_rows(explained, explained->indicator, 1, &opened, error))
        return false;
    size_t count = sources(explained, names);
    for (size_t i = 0; i < count; i++)
        if (!csv_rows(explained, most, names[i], count == 1, error))
            return false;
    if (!opened.open) {
        Str closed = closed_say(explained);
        fprintf(stderr, "%.*s\n", STR_PRINT(closed));
    }
    return true;
}
