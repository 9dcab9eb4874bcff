/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/command/audit.h"
#include "engine/import/csv.h"

/* Months: a slip in a year would have the audit work through centuries. Ours have twelve.
 */
enum { INTERVAL_MOST = 120 };

typedef enum {
    AT_INDICATOR,
    AT_UNIT,
    AT_GROUP,
    AT_PERIOD,
    AT_N,
    AT_DENOMINATOR,
    AT_VALUE,
    AT_LOW95,
    AT_HIGH95,
    AT_MARK,
    HEADS
} Head;

static const Str heads[HEADS] = {
    {"indicator", 9},    {"unit", 4},  {"group", 5}, {"period", 6}, {"n", 1},
    {"denominator", 11}, {"value", 5}, {"low95", 5}, {"high95", 6}, {"mark", 4}};

/* More columns may follow. */
bool audit_is_facts_head(const Str *cells, size_t count)
{
    bool same = count >= HEADS;
    for (size_t i = 0; same && i < HEADS; i++)
        same = str_equal(cells[i], heads[i]);
    return same;
}

typedef struct {
    Auditing *auditing;
    const AuditFile *file;
    size_t number;
    Csv csv;
    size_t columns;
} Reading;

static void tell_fault(Reading *reading, int64_t line, Str text)
{
    Auditing *auditing = reading->auditing;
    audit_tell(auditing, GRAVITY_ERROR,
               str_format(auditing->arena, "%.*s:%lld", STR_PRINT(reading->file->name),
                          (long long)line),
               text);
}

static Str cell(const Reading *reading, Head head)
{
    return reading->csv.cells[head].text;
}

static bool bad_cell(Reading *reading, Head head)
{
    Str shown =
        str_format(reading->auditing->arena, "\"%.*s\"", STR_PRINT(cell(reading, head)));
    tell_fault(reading, reading->csv.row_line,
               AUDIT_WORDS(reading->auditing, AUDIT_SAY_BAD_CELL, shown, heads[head]));
    return false;
}

/* Digits, a point and a sign; empty is 0. */
static bool read_number(Reading *reading, Head head, double *value)
{
    char digits[48], *end;
    Str text = cell(reading, head);
    *value = 0;
    if (!text.len)
        return true;
    if (text.len >= sizeof digits || strspn(text.ptr, "-.0123456789") < text.len)
        return bad_cell(reading, head);
    memcpy(digits, text.ptr, text.len);
    digits[text.len] = '\0';
    *value = strtod(digits, &end);
    return *end == '\0' || bad_cell(reading, head);
}

static bool read_months(Reading *reading, AuditFigure *figure)
{
    Str first, last, text = cell(reading, AT_PERIOD);
    Period to;
    figure->interval = str_cut(text, '/', &first, &last);
    if (!period_parse(first, &figure->period))
        return bad_cell(reading, AT_PERIOD);
    figure->from = figure->period.first_month;
    figure->to = period_last_month(figure->period);
    if (!figure->interval)
        return true;
    if (!period_parse(last, &to) || period_last_month(to) < figure->from ||
        period_last_month(to) - figure->from >= INTERVAL_MOST)
        return bad_cell(reading, AT_PERIOD);
    figure->to = period_last_month(to);
    return true;
}

static bool read_mark(Reading *reading, AuditFigure *figure)
{
    Str word = cell(reading, AT_MARK);
    for (int mark = MARK_OK; mark <= MARK_PRELIMINARY; mark++) {
        if (!str_equal(word, mark_word((Mark)mark)))
            continue;
        figure->whole = mark == MARK_OK;
        figure->mark = mark == MARK_OK || mark == MARK_PRELIMINARY ? AUDIT_KNOWN
                       : mark == MARK_PROTECTED                    ? AUDIT_PROTECTED
                                                                   : AUDIT_NOTHING;
        return true;
    }
    return bad_cell(reading, AT_MARK);
}

static size_t name_number(Arena *arena, Str **names, size_t *count, size_t *capacity,
                          Str name, size_t guess)
{
    if (guess < *count && str_equal((*names)[guess], name))
        return guess;
    for (size_t i = 0; i < *count; i++)
        if (str_equal((*names)[i], name))
            return i;
    *names = arena_grow(arena, *names, *count, capacity, sizeof **names);
    (*names)[*count] = name;
    return (*count)++;
}

static AuditKind kind_of(const Indicator *indicator)
{
    switch (indicator->kind) {
    case MEASURE_COUNT:
        return AUDIT_COUNT;
    case MEASURE_SUM:
        return AUDIT_SUM;
    case MEASURE_MEAN:
        return AUDIT_MEAN;
    case MEASURE_DISTINCT:
        return AUDIT_DISTINCT;
    case MEASURE_SHARE:
        return AUDIT_SHARE;
    case MEASURE_RATIO:
        return AUDIT_RATIO;
    case MEASURE_OFFERED:
        return AUDIT_OTHER;
    case MEASURE_REPORTED:
        return indicator->share ? AUDIT_SHARE : AUDIT_VALUE;
    case MEASURE_OUTCOME:
        return indicator->share                      ? AUDIT_SHARE
               : indicator->figure < FIGURE_COVERAGE ? AUDIT_COUNT
                                                     : AUDIT_MEAN;
    }
    return AUDIT_OTHER;
}

/* The measure of a row; what no definition knows is what the catalogue says, and what it
 * does not know either counts people. */
static size_t measure_number(Auditing *auditing, Str id, size_t guess, bool share)
{
    if (guess < auditing->measure_count && str_equal(auditing->measures[guess].id, id))
        return guess;
    for (size_t i = 0; i < auditing->measure_count; i++)
        if (str_equal(auditing->measures[i].id, id))
            return i;
    Str part;
    const Indicator *indicator =
        indicators_resolve(&auditing->check->workspace->indicators, id, &part);
    auditing->measures = ARENA_GROW(auditing->arena, auditing->measures,
                                    auditing->measure_count, &auditing->measure_capacity);
    auditing->measures[auditing->measure_count] =
        indicator
            ? (AuditMeasure){id, kind_of(indicator), indicator->protects, indicator}
            : (AuditMeasure){id, share ? AUDIT_SHARE : AUDIT_COUNT, PROTECTS_CARERS, NULL};
    if (!indicator)
        audit_tell(auditing, GRAVITY_NOTE, STR(""),
                   AUDIT_WORDS(auditing, AUDIT_SAY_UNKNOWN_MEASURE, id));
    return auditing->measure_count++;
}

static void name_figure(Reading *reading, const AuditFigure *before, AuditFigure *figure)
{
    Auditing *auditing = reading->auditing;
    size_t known = auditing->unit_name_count;
    figure->measure = measure_number(auditing, cell(reading, AT_INDICATOR), before->measure,
                                     cell(reading, AT_DENOMINATOR).len > 0);
    figure->unit =
        name_number(auditing->arena, &auditing->unit_names, &auditing->unit_name_count,
                    &auditing->unit_name_capacity, cell(reading, AT_UNIT), before->unit);
    figure->group =
        name_number(auditing->arena, &auditing->groups, &auditing->group_count,
                    &auditing->group_capacity, cell(reading, AT_GROUP), before->group);
    if (auditing->unit_name_count > known)
        audit_tell(auditing, GRAVITY_NOTE, STR(""),
                   AUDIT_WORDS(auditing, AUDIT_SAY_UNKNOWN_UNIT, cell(reading, AT_UNIT)));
}

static bool read_row(Reading *reading, const AuditFigure *before, AuditFigure *figure)
{
    Auditing *auditing = reading->auditing;
    if (reading->csv.count != reading->columns) {
        Str counts[] = {str_format(auditing->arena, "%zu", reading->csv.count),
                        str_format(auditing->arena, "%zu", reading->columns)};
        tell_fault(reading, reading->csv.row_line,
                   audit_words(auditing, AUDIT_SAY_CELLS, counts));
        return false;
    }
    *figure = (AuditFigure){.edition = reading->file->edition,
                            .file = reading->number,
                            .line = reading->csv.row_line,
                            .complete = reading->file->complete};
    double ends;
    if (!read_months(reading, figure) || !read_mark(reading, figure) ||
        !read_number(reading, AT_N, &figure->n) ||
        !read_number(reading, AT_DENOMINATOR, &figure->denominator) ||
        !read_number(reading, AT_VALUE, &figure->value) ||
        !read_number(reading, AT_LOW95, &ends) || !read_number(reading, AT_HIGH95, &ends))
        return false;
    name_figure(reading, before, figure);
    for (int head = AT_N; head < AT_MARK && figure->mark == AUDIT_PROTECTED; head++)
        if (cell(reading, (Head)head).len) {
            tell_fault(reading, figure->line,
                       AUDIT_WORDS(auditing, AUDIT_SAY_NUMBERS_SHOWN,
                                   audit_figure_name(auditing, figure)));
            break;
        }
    return true;
}

static bool read_file(Auditing *auditing, size_t number, Error *error)
{
    Reading reading = {
        .auditing = auditing, .file = &auditing->files[number], .number = number};
    Str content;
    if (!file_read(auditing->arena, reading.file->path, &content, error))
        return false;
    if (str_starts(content, STR("\xEF\xBB\xBF")))
        content = str_slice(content, 3, content.len);
    reading.csv = csv_open(auditing->arena, content, ',', 1);
    csv_next(&reading.csv);
    reading.columns = reading.csv.count;
    AuditFigure before = {0}, figure;
    while (csv_next(&reading.csv)) {
        if (reading.csv.blank || !read_row(&reading, &before, &figure))
            continue;
        auditing->figures = ARENA_GROW(auditing->arena, auditing->figures,
                                       auditing->figure_count, &auditing->figure_capacity);
        auditing->figures[auditing->figure_count++] = before = figure;
    }
    if (reading.csv.unclosed)
        tell_fault(&reading, reading.csv.unclosed_line,
                   audit_words(auditing, AUDIT_SAY_UNCLOSED, NULL));
    return true;
}

bool audit_read_figures(Auditing *auditing, Error *error)
{
    Arena *arena = auditing->arena;
    for (size_t i = 0; i < auditing->units.count; i++)
        name_number(arena, &auditing->unit_names, &auditing->unit_name_count,
                    &auditing->unit_name_capacity, auditing->units.items[i].id, 0);
    name_number(arena, &auditing->groups, &auditing->group_count, &auditing->group_capacity,
                STR("all"), 0);
    for (size_t i = 0; i < auditing->file_count; i++)
        if (!read_file(auditing, i, error))
            return false;
    auditing->audit =
        audit_open(arena, &auditing->units, auditing->measures, auditing->measure_count,
                   auditing->check->workspace->limit);
    for (size_t i = 0; i < auditing->figure_count; i++)
        audit_add(auditing->audit, &auditing->figures[i]);
    return true;
}
