/* What a controller reconciles: of each unit the files and months that came, what was
 * counted from them, what could not be used, and what was changed afterwards. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_intake.h"
#include "reports/template/chart_units.h"

static Str count_said(const Build *build, int64_t count)
{
    return number_print(build->arena, build->wording->language, AMOUNT_WHOLE(count), 0);
}

/* "0", "7"; where only bounds are told "färre än 5", "5–19", "20 eller fler". */
static Str rows_said(const Build *build, RowBounds rows)
{
    if (rows.least == rows.most)
        return count_said(build, rows.least);
    if (rows.most == INT64_MAX)
        return SAY(build->arena, build->wording, WORD_rows_at_least,
                   {"rows", count_said(build, rows.least)});
    if (rows.least == 1)
        return SAY(build->arena, build->wording, WORD_rows_below,
                   {"rows", count_said(build, rows.most + 1)});
    return SAY(build->arena, build->wording, WORD_rows_between,
               {"least", count_said(build, rows.least)},
               {"most", count_said(build, rows.most)});
}

static Tone tone_of(bool of_note)
{
    return of_note ? TONE_ALERT : TONE_INK;
}

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator **indicators;
    Numbers numbers;
    size_t rows;
} Sheet;

static bool sheet_heads(Sheet *sheet, Error *error)
{
    const Wording *wording = sheet->build->wording;
    numbers_column(&sheet->numbers, wording_say(wording, WORD_index_unit), COLUMN_WORDS);
    numbers_column(&sheet->numbers, wording_say(wording, WORD_intake_files),
                   COLUMN_FIGURES);
    numbers_column(&sheet->numbers, wording_say(wording, WORD_intake_months),
                   COLUMN_FIGURES);
    for (size_t i = 0; i < sheet->fence->indicator_count; i++) {
        sheet->indicators[i] =
            build_indicator(sheet->build, sheet->fence->indicators[i], error);
        if (!sheet->indicators[i])
            return false;
        numbers_column(&sheet->numbers, sheet->indicators[i]->name, COLUMN_FIGURES);
    }
    numbers_column(&sheet->numbers, wording_say(wording, WORD_intake_refused),
                   COLUMN_FIGURES);
    numbers_column(&sheet->numbers, wording_say(wording, WORD_intake_changed),
                   COLUMN_FIGURES);
    return true;
}

static bool figures_add(Sheet *sheet, Str unit, Error *error)
{
    const Build *build = sheet->build;
    for (size_t i = 0; i < sheet->fence->indicator_count; i++) {
        Fact fact;
        if (!facts_read(build->facts, build->arena, sheet->fence->indicators[i], unit,
                        STR("all"), build->period, &fact, error))
            return false;
        numbers_cell(&sheet->numbers, figure_cell(build, sheet->indicators[i], &fact.figure,
                                                  TONE_INK, &sheet->numbers.signs));
    }
    return true;
}

static bool unit_add(Sheet *sheet, const FactUnit *unit, Error *error)
{
    const Build *build = sheet->build;
    Numbers *numbers = &sheet->numbers;
    FactIntake intake;
    if (!facts_intake(build->facts, build->arena, unit->id, build->period, &intake, error))
        return false;
    TableCell name = text_cell(unit->name, TONE_INK);
    name.language = build_own_language(build);
    numbers_cell(numbers, name);
    numbers_cell(numbers, text_cell(count_said(build, intake.files), TONE_INK));
    numbers_cell(numbers, text_cell(SAY(build->arena, build->wording, WORD_of,
                                        {"part", count_said(build, intake.delivered)},
                                        {"whole", count_said(build, intake.expected)}),
                                    tone_of(intake.delivered < intake.expected)));
    if (!figures_add(sheet, unit->id, error))
        return false;
    numbers_cell(numbers,
                 text_cell(rows_said(build, intake.refused), tone_of(intake.refused.most)));
    numbers_cell(numbers, text_cell(count_said(build, intake.changed), TONE_INK));
    sheet->rows++;
    return true;
}

/* Rows that are in no unit's row of the table. */
static bool unplaced_add(Build *build, Error *error)
{
    RowBounds refused;
    if (!facts_intake_unplaced(build->facts, build->period, &refused, error))
        return false;
    if (refused.most)
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY_COUNT(build->arena, build->wording, WORD_intake_unplaced,
                                  refused.most, {"rows", rows_said(build, refused)}));
    return true;
}

static bool build_reconciliation(Build *build, const Fence *fence, Error *error)
{
    FactUnit *units;
    size_t count;
    Sheet sheet = {
        .build = build, .fence = fence, .numbers = {.build = build, .sum_row = true}};
    sheet.indicators =
        ARENA_ARRAY(build->arena, fence->indicator_count + 1, const FactIndicator *);
    bool above = build->unit.is_city || build->unit.is_network;
    if (!sheet_heads(&sheet, error) ||
        !chart_units(build, fence, above ? STR("district") : STR(""), &units, &count,
                     error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!unit_add(&sheet, &units[i], error))
            return false;
    sheet.numbers.sum_row = above;
    if (above && !unit_add(&sheet, &build->unit, error))
        return false;
    sheet.numbers.note = wording_say(build->wording, WORD_intake_note);
    numbers_add(
        build, fence, &sheet.numbers,
        SAY(build->arena, build->wording, WORD_intake_caption,
            {"in_period", wording_in_period(build->arena, build->wording, build->period)}));
    return !build->unit.is_city || unplaced_add(build, error);
}

/* Only what adds up can be reconciled with its parts. */
static bool check_reconciliation(const Names *names, const Fence *fence, Error *error)
{
    for (size_t i = 0; i < fence->indicator_count; i++) {
        const FactIndicator *indicator =
            facts_indicator(names->facts, LANGUAGE_SV, fence->indicators[i], error);
        if (!indicator)
            return false;
        if (indicator->kind != FACT_COUNT && indicator->kind != FACT_SUM)
            return fence_fail(names, fence, "indicators", (Known){NULL, 0}, error,
                              "'%.*s' does not add up over units; reconciliation takes "
                              "counts and sums",
                              STR_PRINT(fence->indicators[i]));
    }
    if (fence->indicator_count > 4)
        return fence_fail(names, fence, "indicators", (Known){NULL, 0}, error,
                          "reconciliation has at most four indicators");
    return true;
}

static const OptionRule options[] = {
    {.name = {"indicators", 10}, .type = OPTION_INDICATORS},
};
const FenceKind fence_reconciliation = {
    .name = {"reconciliation", 14},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .check = check_reconciliation,
    .build = build_reconciliation,
};
