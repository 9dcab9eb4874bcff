/* The activities of a plan: who does what, how far it has come and what it costs. A status
 * is words with a symbol beside; a cost that nobody has given is a dash and not a zero. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_activities.h"
#include "reports/template/build.h"

typedef enum {
    SHOWN_UNIT,
    SHOWN_AREA,
    SHOWN_RESPONSIBLE,
    SHOWN_STATUS,
    SHOWN_START,
    SHOWN_DONE,
    SHOWN_ESTIMATED,
    SHOWN_ACTUAL,
    SHOWN_COMMENT,
    SHOWN_COUNT
} Shown;

static const Str shown_names[SHOWN_COUNT] = {
    [SHOWN_UNIT] = {"unit", 4},
    [SHOWN_AREA] = {"area", 4},
    [SHOWN_RESPONSIBLE] = {"responsible", 11},
    [SHOWN_STATUS] = {"status", 6},
    [SHOWN_START] = {"start", 5},
    [SHOWN_DONE] = {"done", 4},
    [SHOWN_ESTIMATED] = {"estimated_cost", 14},
    [SHOWN_ACTUAL] = {"actual_cost", 11},
    [SHOWN_COMMENT] = {"comment", 7},
};

typedef struct {
    Build *build;
    const Fence *fence;
    Shown shown[SHOWN_COUNT];
    size_t shown_count;
    TableColumn *columns; /* the activity, then those shown */
    int decimals[2];      /* of estimated and actual costs */
    bool no_cost;         /* some have none */
    bool several_units;
} Plan;

static bool shows(const Plan *plan, Shown column)
{
    for (size_t i = 0; i < plan->shown_count; i++)
        if (plan->shown[i] == column)
            return true;
    return false;
}

/* Those asked for; else the usual ones, with the unit where there are several. */
static void shown_find(Plan *plan)
{
    static const Shown usual[] = {SHOWN_UNIT,   SHOWN_AREA,      SHOWN_RESPONSIBLE,
                                  SHOWN_STATUS, SHOWN_ESTIMATED, SHOWN_ACTUAL};
    const Str *words;
    size_t count = fence_words(plan->fence, "columns", plan->build->arena, &words);
    for (size_t i = 0; i < count; i++)
        for (Shown column = 0; column < SHOWN_COUNT; column++)
            if (str_equal(words[i], shown_names[column]) && !shows(plan, column))
                plan->shown[plan->shown_count++] = column;
    bool split = fence_is(plan->fence, "split", STR("area"));
    for (size_t i = 0; !count && i < sizeof usual / sizeof *usual; i++)
        if ((usual[i] != SHOWN_UNIT || plan->several_units) &&
            (usual[i] != SHOWN_AREA || !split))
            plan->shown[plan->shown_count++] = usual[i];
}

static void columns_make(Plan *plan)
{
    static const Word words[SHOWN_COUNT] = {
        [SHOWN_UNIT] = WORD_index_unit,
        [SHOWN_AREA] = WORD_activity_area,
        [SHOWN_RESPONSIBLE] = WORD_activity_responsible,
        [SHOWN_STATUS] = WORD_activity_status,
        [SHOWN_START] = WORD_activity_start,
        [SHOWN_DONE] = WORD_activity_done,
        [SHOWN_ESTIMATED] = WORD_activity_estimated,
        [SHOWN_ACTUAL] = WORD_activity_actual,
        [SHOWN_COMMENT] = WORD_activity_comment,
    };
    const Wording *wording = plan->build->wording;
    plan->columns = ARENA_ARRAY(plan->build->arena, plan->shown_count + 1, TableColumn);
    plan->columns[0] =
        (TableColumn){wording_say(wording, WORD_activity_name), COLUMN_WORDS, ALIGN_LEFT};
    for (size_t i = 0; i < plan->shown_count; i++) {
        Shown column = plan->shown[i];
        bool cost = column == SHOWN_ESTIMATED || column == SHOWN_ACTUAL;
        plan->columns[i + 1] = (TableColumn){wording_say(wording, words[column]),
                                             cost                     ? COLUMN_FIGURES
                                             : column == SHOWN_STATUS ? COLUMN_STATUS
                                                                      : COLUMN_WORDS,
                                             cost ? ALIGN_RIGHT : ALIGN_LEFT};
    }
}

static TableCell words_cell(const Build *build, ActivityWords words)
{
    if (!words.text.len)
        return text_cell(wording_say(build->wording, WORD_none), TONE_MUTED);
    TableCell cell = text_cell(words.text, TONE_INK);
    if (words.own)
        cell.language = build_own_language(build);
    return cell;
}

static TableCell day_cell(const Build *build, bool known, int32_t day)
{
    return text_cell(known ? day_iso(build->arena, day)
                           : wording_say(build->wording, WORD_none),
                     known ? TONE_INK : TONE_MUTED);
}

static TableCell cost_cell(Plan *plan, ActivityCost cost, int decimals)
{
    const Build *build = plan->build;
    plan->no_cost = plan->no_cost || !cost.known;
    return text_cell(cost.known ? number_print(build->arena, build->wording->language,
                                               cost.amount, decimals)
                                : wording_say(build->wording, WORD_none),
                     cost.known ? TONE_INK : TONE_MUTED);
}

/* A status that is none of the built-in contract's has words only. */
static TableCell progress_cell(const Build *build, const FactActivity *activity)
{
    static const struct {
        Str status;
        Symbol symbol;
        Tone tone;
    } signs[] = {
        {{"planned", 7}, SYMBOL_CIRCLE_OPEN, TONE_MUTED},
        {{"started", 7}, SYMBOL_DIAMOND, TONE_ACCENT},
        {{"done", 4}, SYMBOL_DOT, TONE_GOAL},
        {{"delayed", 7}, SYMBOL_DOWN, TONE_ALERT},
        {{"stopped", 7}, SYMBOL_DIAMOND_OPEN, TONE_MUTED},
    };
    TableCell cell = words_cell(build, (ActivityWords){activity->status_name, false});
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_equal(activity->status, signs[i].status)) {
            cell.symbol = signs[i].symbol;
            cell.symbol_tone = signs[i].tone;
        }
    return cell;
}

static TableCell cell_of(Plan *plan, const FactActivity *activity, Shown column)
{
    const Build *build = plan->build;
    switch (column) {
    case SHOWN_UNIT:
        return words_cell(build, (ActivityWords){activity->unit, true});
    case SHOWN_AREA:
        return words_cell(build, activity->area);
    case SHOWN_RESPONSIBLE:
        return words_cell(build, activity->responsible);
    case SHOWN_STATUS:
        return progress_cell(build, activity);
    case SHOWN_START:
        return day_cell(build, activity->has_start, activity->start);
    case SHOWN_DONE:
        return day_cell(build, activity->has_done, activity->done);
    case SHOWN_ESTIMATED:
        return cost_cell(plan, activity->estimated, plan->decimals[0]);
    case SHOWN_ACTUAL:
        return cost_cell(plan, activity->actual, plan->decimals[1]);
    case SHOWN_COMMENT:
        return words_cell(build, activity->comment);
    case SHOWN_COUNT:
        break;
    }
    return (TableCell){0};
}

/* The last row: what the costs are together, and nothing below the words. */
static void total_add(Plan *plan, const FactActivity *items, size_t count, TableCell *row)
{
    ActivitySum sum = activities_sum(items, count);
    bool no_cost = plan->no_cost;
    row[0] = text_cell(wording_say(plan->build->wording, WORD_row_total), TONE_INK);
    for (size_t i = 0; i < plan->shown_count; i++)
        if (plan->shown[i] == SHOWN_ESTIMATED)
            row[i + 1] = cost_cell(plan, sum.estimated, plan->decimals[0]);
        else if (plan->shown[i] == SHOWN_ACTUAL)
            row[i + 1] = cost_cell(plan, sum.actual, plan->decimals[1]);
    plan->no_cost = no_cost;
}

static size_t count_costed(const Plan *plan, const FactActivity *items, size_t count)
{
    size_t costed = 0;
    for (size_t i = 0; i < count; i++)
        costed += (shows(plan, SHOWN_ESTIMATED) && items[i].estimated.known) ||
                  (shows(plan, SHOWN_ACTUAL) && items[i].actual.known);
    return costed;
}

static void table_add(Plan *plan, const FactActivity *items, size_t count, Str caption)
{
    const Build *build = plan->build;
    Arena *arena = build->arena;
    size_t width = plan->shown_count + 1;
    bool total =
        fence_yes(plan->fence, "total", true) && count_costed(plan, items, count) > 1;
    TableCell *cells = ARENA_ARRAY(arena, (count + 1) * width, TableCell);
    plan->no_cost = false;
    for (size_t row = 0; row < count; row++) {
        cells[row * width] = words_cell(build, items[row].activity);
        for (size_t i = 0; i < plan->shown_count; i++)
            cells[row * width + i + 1] = cell_of(plan, &items[row], plan->shown[i]);
    }
    if (total)
        total_add(plan, items, count, cells + count * width);
    size_t rows = count + total;
    Table table = {.caption = caption,
                   .summary = table_summary(build, rows, width),
                   .note = plan->no_cost
                               ? wording_say(build->wording, WORD_activity_no_cost)
                               : STR(""),
                   .columns = plan->columns,
                   .column_count = width,
                   .cells = cells,
                   .row_count = rows,
                   .sum_row = total};
    build_add(plan->build, (Block){.kind = BLOCK_TABLE, .table = table});
}

static bool wanted(const Fence *fence, const FactActivity *activity)
{
    if (fence_is(fence, "only", STR("costed")))
        return activity->estimated.known || activity->actual.known;
    if (fence_is(fence, "only", STR("open")))
        return !str_equal(activity->status, STR("done")) &&
               !str_equal(activity->status, STR("stopped"));
    return true;
}

static size_t wanted_keep(const Plan *plan, FactActivities *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (wanted(plan->fence, &all->items[i]))
            all->items[count++] = all->items[i];
    return count;
}

/* None in a column of whole amounts, else two. */
static void decimals_find(Plan *plan, const FactActivity *items, size_t count)
{
    const int most = 2;
    for (size_t i = 0; i < count; i++) {
        const ActivityCost costs[] = {items[i].estimated, items[i].actual};
        for (int j = 0; j < 2; j++)
            if (costs[j].known && amount_decimals(costs[j].amount, most) > 0)
                plan->decimals[j] = most;
    }
}

static void areas_add(Plan *plan, const FactActivity *items, size_t count)
{
    int level = build_level_below(plan->build);
    for (size_t first = 0, end; first < count; first = end) {
        Str area = items[first].area.text;
        end = first + 1;
        while (end < count && str_equal(items[end].area.text, area))
            end++;
        if (area.len)
            build_heading(plan->build, level, area);
        table_add(plan, items + first, end - first, STR(""));
    }
}

static bool build_activities(Build *build, const Fence *fence, Error *error)
{
    FactActivities all;
    if (!facts_activities(build->facts, build->arena, build->wording->language,
                          build->unit.id, build->period, &all, error))
        return false;
    Plan plan = {.build = build, .fence = fence, .several_units = all.several_units};
    size_t count = wanted_keep(&plan, &all);
    const Fill fills[] = {
        {"unit", build->unit.name},
        {"in_period", wording_in_period(build->arena, build->wording, build->period)},
        {NULL, {NULL, 0}}};
    if (!count) {
        build_paragraph(
            build, PARAGRAPH_BODY,
            wording_fill(build->arena, build->wording, WORD_activity_none, false, fills));
        return true;
    }
    shown_find(&plan);
    columns_make(&plan);
    decimals_find(&plan, all.items, count);
    if (fence_is(fence, "split", STR("area")))
        areas_add(&plan, all.items, count);
    else
        table_add(&plan, all.items, count,
                  fence_yes(fence, "caption", true)
                      ? wording_fill(build->arena, build->wording, WORD_activity_caption,
                                     false, fills)
                      : STR(""));
    return true;
}

static const Str splits[] = {{"area", 4}};
static const Str onlys[] = {{"costed", 6}, {"open", 4}};
static const OptionRule options[] = {
    {.name = {"columns", 7},
     .type = OPTION_CHOICES,
     .choices = shown_names,
     .choice_count = SHOWN_COUNT},
    {.name = {"split", 5}, .type = OPTION_CHOICE, .choices = splits, .choice_count = 1},
    {.name = {"only", 4}, .type = OPTION_CHOICE, .choices = onlys, .choice_count = 2},
    {.name = {"total", 5}, .type = OPTION_YES},
    {.name = {"caption", 7}, .type = OPTION_YES},
};
const FenceKind fence_activities = {
    .name = {"activities", 10},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_activities,
};
