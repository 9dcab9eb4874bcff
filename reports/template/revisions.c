/* The months that were changed after they were first delivered: so that a reader of two
 * editions knows where they may differ. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_intake.h"
#include "reports/template/chart_units.h"

enum { REVISIONS_DEFAULT = 40 };

static void row_add(Numbers *numbers, const FactRevision *revision)
{
    const Build *build = numbers->build;
    const FactDelivery of = {.kind = revision->kind, .kind_name = revision->kind_name};
    TableCell unit = text_cell(revision->unit, TONE_INK);
    unit.language = build_own_language(build);
    numbers_cell(numbers, unit);
    numbers_cell(numbers, text_cell(wording_capital(build->arena, record_name(build, &of)),
                                    TONE_INK));
    numbers_cell(
        numbers,
        text_cell(wording_period(build->arena, build->wording, revision->month), TONE_INK));
    numbers_cell(numbers, text_cell(number_print(build->arena, build->wording->language,
                                                 AMOUNT_WHOLE(revision->times), 0),
                                    TONE_INK));
}

static bool build_revisions(Build *build, const Fence *fence, Error *error)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    FactRevision *revisions;
    size_t count, most = (size_t)fence_number(fence, "most", REVISIONS_DEFAULT);
    Fill in_period = {"in_period", wording_in_period(arena, wording, build->period)};
    if (!facts_revisions(build->facts, arena, build->unit.id, build->period, &revisions,
                         &count, error))
        return false;
    if (!count) {
        build_paragraph(build, PARAGRAPH_BODY,
                        SAY(arena, wording, WORD_revisions_none, in_period));
        return true;
    }
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(wording, WORD_index_unit), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_quality_kind), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_column_month), COLUMN_WORDS);
    numbers_column(&numbers, wording_say(wording, WORD_revisions_times), COLUMN_FIGURES);
    for (size_t i = 0; i < count && i < most; i++)
        row_add(&numbers, &revisions[i]);
    if (count > most)
        numbers.note = SAY_COUNT(arena, wording, WORD_revisions_more, count - most,
                                 {"count", str_format(arena, "%zu", count - most)});
    numbers_add(build, fence, &numbers,
                SAY(arena, wording, WORD_revisions_caption, in_period));
    return true;
}

static const OptionRule options[] = {
    {.name = {"most", 4}, .type = OPTION_NUMBER, .least = 1, .most = 500},
};
const FenceKind fence_revisions = {
    .name = {"revisions", 9},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_revisions,
};
