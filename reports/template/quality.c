/* What the figures rest on: what was delivered, what was not used and why. How many rows
 * there were is itself a figure about people, so an open report tells only what came. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

enum { FINDINGS_DEFAULT = 20 };

static Str print_count(const Build *build, int64_t count)
{
    return number_print(build->arena, build->wording->language, AMOUNT_WHOLE(count), 0);
}

Str record_name(const Build *build, const FactDelivery *delivery)
{
    Str key = str_format(build->arena, "record.%.*s", STR_PRINT(delivery->kind));
    const Pattern *name = wording_find(build->wording, key);
    return name ? name->other : wording_small(build->arena, delivery->kind_name);
}

typedef struct {
    const Build *build;
    TableColumn columns[5];
    size_t column_count;
    TableCell *cells;
    size_t cell_count;
} Rows;

static void add_column(Rows *rows, Word heading, TableColumnKind kind)
{
    rows->columns[rows->column_count++] =
        (TableColumn){wording_say(rows->build->wording, heading), kind,
                      kind == COLUMN_FIGURES ? ALIGN_RIGHT : ALIGN_LEFT};
}

static void add_cell(Rows *rows, Str text, Tone tone)
{
    rows->cells[rows->cell_count++] = text_cell(text, tone);
}

static void add_table(Build *build, const Rows *rows, size_t count, Str caption,
                      Str summary)
{
    TableColumn *columns = ARENA_ARRAY(build->arena, rows->column_count, TableColumn);
    for (size_t i = 0; i < rows->column_count; i++)
        columns[i] = rows->columns[i];
    Table table = {.caption = caption,
                   .summary = summary,
                   .columns = columns,
                   .column_count = rows->column_count,
                   .cells = rows->cells,
                   .row_count = count};
    build_add(build, (Block){.kind = BLOCK_TABLE, .table = table});
}

static Str first_missing(const Build *build, const FactDelivery *delivery)
{
    Period month;
    if (!period_parse(delivery->first_missing, &month))
        return wording_say(build->wording, WORD_none);
    return wording_period(build->arena, build->wording, month);
}

static bool add_deliveries(Build *build, bool counts, Error *error)
{
    Arena *arena = build->arena;
    FactDelivery *deliveries;
    size_t count;
    if (!facts_deliveries(build->facts, arena, build->unit.id, build->period, &deliveries,
                          &count, error))
        return false;
    Rows rows = {.build = build, .cells = ARENA_ARRAY(arena, count * 5, TableCell)};
    add_column(&rows, WORD_quality_kind, COLUMN_WORDS);
    if (counts) {
        add_column(&rows, WORD_quality_used, COLUMN_FIGURES);
        add_column(&rows, WORD_quality_refused, COLUMN_FIGURES);
    }
    add_column(&rows, WORD_quality_delivered, COLUMN_FIGURES);
    add_column(&rows, WORD_quality_first_missing, COLUMN_WORDS);
    for (size_t i = 0; i < count; i++) {
        const FactDelivery *delivery = &deliveries[i];
        add_cell(&rows, wording_capital(arena, record_name(build, delivery)), TONE_INK);
        if (counts) {
            add_cell(&rows, print_count(build, delivery->used), TONE_INK);
            add_cell(&rows, print_count(build, delivery->refused), TONE_INK);
        }
        Str of = SAY(arena, build->wording, WORD_of,
                     {"part", print_count(build, delivery->delivered)},
                     {"whole", print_count(build, delivery->expected)});
        /* Nothing expected: nobody there measures it. */
        bool late = delivery->delivered < delivery->expected;
        add_cell(&rows,
                 delivery->expected ? of
                                    : wording_say(build->wording, WORD_mark_not_measured),
                 late ? TONE_ALERT : TONE_INK);
        add_cell(&rows, first_missing(build, delivery), late ? TONE_ALERT : TONE_MUTED);
    }
    if (count)
        add_table(build, &rows, count,
                  pattern_fill(arena, wording_say(build->wording, WORD_quality_caption),
                               build->inlines),
                  SAY_COUNT(arena, build->wording, WORD_quality_summary, count,
                            {"rows", str_format(arena, "%zu", count)}));
    return true;
}

static Str reason_of(const Build *build, const FactFinding *finding)
{
    Text text = text_open(build->arena);
    if (finding->column.len)
        text_addf(&text, "%.*s: ", STR_PRINT(finding->column));
    text_add(&text, finding->reason);
    if (finding->remedy.len) {
        bool ended = str_ends(finding->reason, STR("."));
        text_addf(&text, "%s %.*s", ended ? "" : ".",
                  STR_PRINT(wording_capital(build->arena, finding->remedy)));
    }
    return text_str(&text);
}

static bool add_findings(Build *build, size_t most, Error *error)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    FactFinding *findings;
    size_t count;
    if (!facts_findings(build->facts, arena, build->unit.id, build->period, &findings,
                        &count, error))
        return false;
    Str in_period = wording_in_period(arena, wording, build->period);
    if (!count) {
        build_paragraph(
            build, PARAGRAPH_NOTE,
            SAY(arena, wording, WORD_quality_no_findings, {"in_period", in_period}));
        return true;
    }
    size_t shown = count < most ? count : most;
    Rows rows = {.build = build, .cells = ARENA_ARRAY(arena, shown * 3, TableCell)};
    add_column(&rows, WORD_quality_file, COLUMN_WORDS);
    add_column(&rows, WORD_quality_line, COLUMN_FIGURES);
    add_column(&rows, WORD_quality_reason, COLUMN_WORDS);
    for (size_t i = 0; i < shown; i++) {
        add_cell(&rows, findings[i].file, TONE_INK);
        add_cell(&rows,
                 findings[i].line ? str_format(arena, "%lld", (long long)findings[i].line)
                                  : wording_say(wording, WORD_none),
                 TONE_INK);
        add_cell(&rows, reason_of(build, &findings[i]), TONE_INK);
    }
    if (shown)
        add_table(build, &rows, shown,
                  SAY_COUNT(arena, wording, WORD_quality_findings, count,
                            {"count", print_count(build, (int64_t)count)},
                            {"in_period", in_period}),
                  wording_say(wording, WORD_quality_findings_summary));
    if (shown < count)
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY_COUNT(arena, wording, WORD_quality_more, count - shown,
                                  {"count", print_count(build, (int64_t)(count - shown))}));
    return true;
}

Str names_joined(const Build *build, const Str *names, size_t count)
{
    Text text = text_open(build->arena);
    for (size_t i = 0; i < count; i++) {
        if (i)
            text_add(&text, i + 1 == count ? wording_say(build->wording, WORD_list_and)
                                           : STR(", "));
        text_add(&text, names[i]);
    }
    return text_str(&text);
}

Str formed_note(const Build *build, int32_t first_day)
{
    const FactUnit *unit = &build->unit;
    if (!unit->formed || unit->since <= first_day)
        return STR("");
    int year, month, day;
    day_to(unit->since, &year, &month, &day);
    Str since =
        str_format(build->arena, "%.*s %d",
                   STR_PRINT(wording_day(build->arena, build->wording, unit->since)), year);
    return SAY_COUNT(build->arena, build->wording, WORD_formed, unit->made_of_count,
                     {"unit", unit->name}, {"day", since},
                     {"units", names_joined(build, unit->made_of, unit->made_of_count)});
}

static bool build_quality(Build *build, const Fence *fence, Error *error)
{
    bool internal = build->level.kind == LEVEL_INTERNAL;
    build_paragraph(build, PARAGRAPH_BODY,
                    pattern_fill(build->arena,
                                 wording_say(build->wording, WORD_quality_extracted),
                                 build->inlines));
    Str formed = formed_note(build, period_first_day(build->from));
    if (formed.len)
        build_paragraph(build, PARAGRAPH_BODY, formed);
    if (!add_deliveries(build, internal, error))
        return false;
    if (internal)
        return add_findings(
            build, (size_t)fence_number(fence, "findings", FINDINGS_DEFAULT), error);
    build_paragraph(build, PARAGRAPH_NOTE,
                    wording_say(build->wording, WORD_quality_withheld));
    return true;
}

static const OptionRule options[] = {
    {.name = {"findings", 8}, .type = OPTION_NUMBER, .least = 0, .most = 200},
};
const FenceKind fence_quality = {
    .name = {"quality", 7},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_quality,
};
