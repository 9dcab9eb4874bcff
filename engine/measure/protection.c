/* Of every indicator the numbers that its figures tell are asked in turn: of a count or a
 * sum its value, of a mean how many it is of, of a share those who are so, the rest, and
 * all of them where no other indicator protects these. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/protection.h"

#include <math.h>
#include <string.h>

#include "engine/catalogue/outcomes.h"
#include "engine/disclose/complement.h"
#include "engine/disclose/whole.h"

typedef enum { NUMBER_VALUE, NUMBER_SHARE, NUMBER_REST, NUMBER_WHOLE } NumberKind;

typedef struct {
    Work *work;
    const Year *year;
    Sheet *const *sheets;
    size_t count, cells;
    Arena *arena;
    ComplementTable table;
    const CellProtection **before; /* by sheet and cell, as it was read */
    bool whole_told;               /* an indicator of its own protects the denominator */
} Protecting;

static bool protects_people(const Indicator *indicator)
{
    return indicator->protects == PROTECTS_CARERS ||
           indicator->protects == PROTECTS_PERSONS;
}

static bool is_mean(const Indicator *indicator)
{
    return indicator->kind == MEASURE_MEAN ||
           (indicator->kind == MEASURE_OUTCOME &&
            (figure_is_mean(indicator->figure) || figure_is_effect(indicator->figure)));
}

static bool is_few(double value, double limit)
{
    return value > 0 && value < limit;
}

/* People are hidden as "1 to limit - 1". */
static void ask_people(ComplementCell *cell, double value, double limit)
{
    if (!is_few(value, limit))
        return;
    cell->down = fmax(cell->down, value - 1);
    cell->up = fmax(cell->up, limit - 1 - value);
}

/* What few people have much or little of is hidden in an interval as wide as that, or half
 * as wide as itself, and not at an end of it. */
static void ask_amount(ComplementCell *cell, double value, double limit)
{
    double width = ceil(fmax(limit - 1, value / 2));
    cell->down = fmin(value, ceil(width / 2));
    if (is_few(value, limit))
        cell->down = fmax(cell->down, value - 1);
    cell->up = fmax(1, width - cell->down);
    if (is_few(value, limit))
        cell->up = fmax(cell->up, limit - 1 - value);
}

static void ask_share(ComplementCell *cell, double so, double rest, double limit)
{
    ask_people(cell, so, limit);
    if (is_few(rest, limit)) {
        cell->up = fmax(cell->up, rest - 1);
        cell->down = fmax(cell->down, limit - 1 - rest);
    }
    if (cell->down > 0 || cell->up > 0)
        return;
    cell->down = fmin(so, 1); /* it is not said of all, or of none */
    cell->up = fmin(rest, 1);
}

static void fill_value(const Protecting *protecting, const Indicator *indicator,
                       const Cell *cell, ComplementCell *asked)
{
    double limit = (double)protecting->work->workspace->limit;
    bool people =
        indicator->kind == MEASURE_DISTINCT || indicator->protects == PROTECTS_PERSONS;
    double n = (double)cell->n;
    asked->value = fmax(0, is_mean(indicator) ? n : amount_double(cell->value));
    asked->room = INFINITY;
    if (cell->protected_ != CELL_PRIMARY)
        return;
    if (people || (is_mean(indicator) && is_few(n, limit)))
        ask_people(asked, asked->value, limit);
    else
        ask_amount(asked, asked->value, limit);
    if (indicator->fresh) /* new in a longer span are those of its months together */
        asked->down = asked->value;
}

/* The numbers of a share: (those who are so, the rest, all). Where they are told by no
 * other, those who are so may be fewer because all are. */
static void fill_share(const Protecting *protecting, const Cell *cell, NumberKind kind,
                       ComplementCell *asked)
{
    double limit = (double)protecting->work->workspace->limit;
    double so = (double)cell->n, all = amount_double(cell->denominator), rest = all - so;
    bool primary = cell->protected_ == CELL_PRIMARY;
    asked->value = kind == NUMBER_SHARE ? so : kind == NUMBER_REST ? rest : all;
    asked->room = kind == NUMBER_SHARE ? rest : INFINITY;
    if (!primary)
        return;
    if (kind == NUMBER_SHARE)
        ask_share(asked, so, rest, limit);
    else
        ask_people(asked, asked->value, limit);
}

static void fill_cells(const Protecting *protecting, const Sheet *sheet, NumberKind kind,
                       ComplementCell *cells)
{
    for (size_t at = 0; at < protecting->cells; at++) {
        const Cell *cell = &sheet->cells[at];
        cells[at] = (ComplementCell){.there = false};
        if (!sheet->there[at] || cell->state == CELL_NOT_APPLICABLE)
            continue;
        cells[at].there = true;
        if (kind == NUMBER_VALUE)
            fill_value(protecting, sheet->indicator, cell, &cells[at]);
        else
            fill_share(protecting, cell, kind, &cells[at]);
    }
}

static ComplementTime time_of(const Indicator *indicator)
{
    if (indicator->carry || indicator->spread)
        return COMPLEMENT_APART;
    return indicator->kind == MEASURE_DISTINCT && !indicator->fresh ? COMPLEMENT_ONCE
                                                                    : COMPLEMENT_ADDS;
}

static ComplementAxis flat_axis(Arena *arena, size_t count)
{
    ComplementPlaces *above = ARENA_ARRAY(arena, count, ComplementPlaces);
    for (size_t i = 0; i < count; i++) {
        size_t *items = ARENA_ARRAY(arena, 2, size_t);
        items[0] = i;
        above[i] = (ComplementPlaces){items, i ? 2 : 1};
    }
    return (ComplementAxis){.above = above, .count = count};
}

static ComplementAxis unit_axis(const Work *work, Arena *arena)
{
    ComplementPlaces *above = ARENA_ARRAY(arena, work->units, ComplementPlaces);
    for (size_t i = 0; i < work->units; i++)
        above[i] = (ComplementPlaces){work->above[i].items, work->above[i].count};
    return (ComplementAxis){.above = above, .count = work->units};
}

static void table_open(Protecting *protecting)
{
    const Work *work = protecting->work;
    Arena *arena = protecting->arena;
    const Sheet *sheet = protecting->sheets[0];
    ComplementTable *table = &protecting->table;
    ComplementSpan *spans = ARENA_ARRAY(arena, YEAR_SLOTS, ComplementSpan);
    for (size_t i = 0; i < YEAR_SLOTS; i++)
        spans[i] = (ComplementSpan){protecting->year->slots[i].first,
                                    protecting->year->slots[i].last};
    *table =
        (ComplementTable){.axes = {flat_axis(arena, sheet->parts), unit_axis(work, arena),
                                   flat_axis(arena, work->groups)},
                          .spans = spans,
                          .span_count = YEAR_SLOTS,
                          .month_count = YEAR_MONTHS,
                          .time = time_of(sheet->indicator)};
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        table->axes[axis].once = table->time == COMPLEMENT_ONCE;
    table->hidden = ARENA_ARRAY(arena, protecting->cells, bool);
}

/* A month of which nothing was counted anew has its marks. */
static const bool *decided_months(const Protecting *protecting)
{
    const Work *work = protecting->work;
    bool *decided = ARENA_ARRAY(protecting->arena, YEAR_MONTHS, bool);
    for (size_t month = 0; month < YEAR_MONTHS; month++) {
        decided[month] = !work->fresh;
        for (size_t unit = 0; decided[month] && unit < work->units; unit++)
            decided[month] = sheet_is_kept(work, protecting->year, unit, month);
    }
    return decided;
}

static bool read_cells(Protecting *protecting, Error *error)
{
    Work *work = protecting->work;
    const Year *year = protecting->year;
    bool *before = ARENA_ARRAY(protecting->arena, protecting->cells / YEAR_SLOTS, bool);
    protecting->table.decided = decided_months(protecting);
    for (size_t i = 0; i < protecting->count; i++) {
        Sheet *sheet = protecting->sheets[i];
        if (!work->fresh && !sheet_read_kept(work, year, sheet, error))
            return false;
        if (!sheet_read_before(work, year, sheet, before, error))
            return false;
        CellProtection *kept =
            ARENA_ARRAY(protecting->arena, protecting->cells, CellProtection);
        for (size_t at = 0; at < protecting->cells; at++) {
            Cell *cell = &sheet->cells[at];
            size_t slot = at % YEAR_SLOTS;
            kept[at] = cell->protected_;
            bool decided = slot < YEAR_MONTHS && protecting->table.decided[slot];
            protecting->table.hidden[at] |= decided && kept[at];
            if (sheet->there[at] && cell->protected_ == CELL_COMPLEMENT)
                cell->protected_ = CELL_OPEN;
            protecting->table.hidden[at] |= sheet->there[at] && cell->protected_;
        }
        protecting->before[i] = kept;
    }
    protecting->table.before = before;
    return true;
}

/* A figure that is carried on is the same in every period that tells it. */
static bool carry_marks(const Protecting *protecting, const Sheet *sheet)
{
    bool *hidden = protecting->table.hidden, more = false;
    for (size_t series = 0; series < protecting->cells; series += YEAR_SLOTS)
        for (size_t i = 0; i < YEAR_SLOTS; i++)
            for (size_t k = 0; hidden[series + i] && k < YEAR_SLOTS; k++) {
                const Cell *one = &sheet->cells[series + i],
                           *other = &sheet->cells[series + k];
                bool same = sheet->there[series + k] && one->n == other->n &&
                            !amount_compare(one->value, other->value);
                if (same && !hidden[series + k])
                    hidden[series + k] = more = true;
            }
    return more;
}

/* The numbers that the figures of a sheet tell, and which are not another's to protect. */
static size_t numbers_of(const Protecting *protecting, const Sheet *sheet,
                         NumberKind numbers[3])
{
    const Indicator *indicator = sheet->indicator;
    bool coverage = indicator->kind == MEASURE_OUTCOME &&
                    indicator->figure == FIGURE_COVERAGE && protecting->whole_told;
    size_t count = 0;
    if (indicator->of_keys) /* such keys are bound by nothing else */
        return 0;
    if (!indicator->share)
        numbers[count++] = NUMBER_VALUE;
    else if (!coverage) /* of which the pairs protect those who are so */
        numbers[count++] = NUMBER_SHARE;
    if (indicator->share && (coverage || !protecting->whole_told))
        numbers[count++] = NUMBER_REST;
    if (indicator->share && !protecting->whole_told)
        numbers[count++] = NUMBER_WHOLE;
    return count;
}

static void hide_numbers(const Protecting *protecting)
{
    enum { NUMBERS_MOST = 3 };
    const Sheet *first = protecting->sheets[0];
    const ComplementCell **all = ARENA_ARRAY(
        protecting->arena, protecting->count * NUMBERS_MOST, const ComplementCell *);
    size_t count = 0;
    for (size_t i = 0; i < protecting->count; i++) {
        NumberKind numbers[NUMBERS_MOST];
        size_t own = numbers_of(protecting, protecting->sheets[i], numbers);
        for (size_t k = 0; k < own; k++) {
            ComplementCell *cells =
                ARENA_ARRAY(protecting->arena, protecting->cells, ComplementCell);
            fill_cells(protecting, protecting->sheets[i], numbers[k], cells);
            all[count++] = cells;
        }
    }
    do
        complement_hide(&protecting->table, all, count);
    while (first->indicator->carry && carry_marks(protecting, first));
}

/* Of an instrument: what is told of the closed tells of the pairs, and so on. */
static bool tells_of(const Indicator *one, const Indicator *other)
{
    bool outcomes = one->kind == MEASURE_OUTCOME && other->kind == MEASURE_OUTCOME &&
                    one->instrument == other->instrument;
    OutcomeFigure figure = one->figure;
    bool closed = figure == FIGURE_CLOSED || figure == FIGURE_COVERAGE;
    bool recovery = figure == FIGURE_RECOVERY || figure == FIGURE_RELIABLE_RECOVERY;
    return outcomes && ((closed && other->figure == FIGURE_PAIRS) ||
                        (figure == FIGURE_UNPLANNED && other->figure == FIGURE_CLOSED) ||
                        (recovery && other->figure == FIGURE_BELOW_CUT));
}

/* What tells the same numbers is hidden where they are. */
static void take_told(Protecting *protecting, const Sheet *sheet, const Hidden *told)
{
    for (; told; told = told->next) {
        size_t all = told->cells, own = protecting->cells;
        if (!whole_counts(sheet->indicator, told->indicator) &&
            !tells_of(sheet->indicator, told->indicator))
            continue;
        protecting->whole_told = true;
        for (size_t at = 0; at < own && at < all; at++)
            protecting->table.hidden[at] |= sheet->there[at] && told->hidden[at];
    }
}

static bool write_marks(Protecting *protecting, Error *error)
{
    Work *work = protecting->work;
    const bool *hidden = protecting->table.hidden;
    for (size_t i = 0; i < protecting->count; i++) {
        Sheet *sheet = protecting->sheets[i];
        for (size_t at = 0; at < protecting->cells; at++) {
            Cell *cell = &sheet->cells[at];
            size_t unit = at / YEAR_SLOTS / work->groups % work->units;
            if (!sheet->there[at] ||
                protecting->year->slots[at % YEAR_SLOTS].first < work->frozen)
                continue;
            if (hidden[at] && cell->protected_ == CELL_OPEN)
                cell->protected_ = CELL_COMPLEMENT;
            if (sheet_is_kept(work, protecting->year, unit, at % YEAR_SLOTS) &&
                cell->protected_ != protecting->before[i][at] &&
                !sheet_write_mark(work, protecting->year, sheet, at, error))
                return false;
        }
    }
    return true;
}

static bool protect(Protecting *protecting, const Hidden *told, Error *error)
{
    table_open(protecting);
    if (!read_cells(protecting, error))
        return false;
    for (size_t i = 0; i < protecting->count; i++)
        take_told(protecting, protecting->sheets[i], told);
    hide_numbers(protecting);
    return write_marks(protecting, error);
}

static void keep_hidden(const Protecting *protecting, Arena *keep, const Hidden **told)
{
    bool *hidden = ARENA_ARRAY(keep, protecting->cells, bool);
    memcpy(hidden, protecting->table.hidden, protecting->cells * sizeof *hidden);
    for (size_t i = 0; i < protecting->count; i++) {
        Hidden *own = ARENA_NEW(keep, Hidden);
        *own = (Hidden){protecting->sheets[i]->indicator, protecting->cells, hidden, *told};
        *told = own;
    }
}

bool sheets_protect(Work *work, Arena *keep, const Year *year, Sheet *const *sheets,
                    size_t count, const Hidden **told, Error *error)
{
    Arena *scratch = arena_open();
    bool done = true;
    if (protects_people(sheets[0]->indicator)) {
        Protecting protecting = {
            .work = work,
            .year = year,
            .sheets = sheets,
            .count = count,
            .cells = sheets[0]->parts * work->units * work->groups * YEAR_SLOTS,
            .arena = scratch,
            .before = ARENA_ARRAY(scratch, count, const CellProtection *)};
        done = protect(&protecting, *told, error);
        if (done)
            keep_hidden(&protecting, keep, told);
    }
    for (size_t i = 0; done && i < count; i++)
        done = sheet_write(work, scratch, year, sheets[i], error);
    arena_close(scratch);
    return done;
}
