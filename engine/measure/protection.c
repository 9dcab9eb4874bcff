/* Of every indicator the numbers that its figures tell are asked in turn: of a count or a
 * sum its value, of a mean how many it is of, of a share those who are so, the rest, and
 * all of them where no other indicator protects these. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/protection.h"

#include <string.h>

#include "engine/disclose/whole.h"
#include "engine/measure/protection_ask.h"

typedef struct {
    Work *work;
    const Year *year;
    Sheet *const *sheets;
    size_t count, cells;
    Arena *arena;
    ComplementTable table;         /* of what is told in public */
    size_t slots[YEAR_SLOTS];      /* its spans: slots of the year, the shortest first */
    bool *hidden;                  /* by cell */
    const CellProtection **before; /* by sheet and cell, as it was read */
    bool whole_told;               /* an indicator of its own protects the denominator */
} Protecting;

static bool protects_people(const Indicator *indicator)
{
    return indicator->protects == PROTECTS_CARERS ||
           indicator->protects == PROTECTS_PERSONS;
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

/* Of what is hidden as one, the longest. */
static PeriodKind public_by(const Protecting *protecting)
{
    PeriodKind kind = PERIOD_MONTH;
    for (size_t i = 0; i < protecting->count; i++)
        if (protecting->sheets[i]->indicator->public_by > kind)
            kind = protecting->sheets[i]->indicator->public_by;
    return kind;
}

/* The periods that are told, then the longer spans; returns how many. */
static size_t told_slots(Protecting *protecting, size_t *shortest)
{
    int kind = (int)public_by(protecting);
    const Slot *slots = protecting->year->slots;
    size_t count = 0;
    for (size_t i = 0; i < YEAR_SLOTS; i++)
        if (slots[i].kind == kind)
            protecting->slots[count++] = i;
    *shortest = count;
    for (size_t i = 0; i < YEAR_SLOTS; i++)
        if (slots[i].kind != kind &&
            months_are_whole((PeriodKind)kind, slots[i].first, slots[i].last))
            protecting->slots[count++] = i;
    return count;
}

static void table_open(Protecting *protecting)
{
    const Work *work = protecting->work;
    Arena *arena = protecting->arena;
    const Sheet *sheet = protecting->sheets[0];
    ComplementTable *table = &protecting->table;
    size_t shortest, count = told_slots(protecting, &shortest);
    ComplementSpan *spans = ARENA_ARRAY(arena, count, ComplementSpan);
    for (size_t i = 0; i < count; i++) {
        const Slot *slot = &protecting->year->slots[protecting->slots[i]];
        spans[i] = (ComplementSpan){slot->first, slot->last};
    }
    *table =
        (ComplementTable){.axes = {flat_axis(arena, sheet->parts), unit_axis(work, arena),
                                   flat_axis(arena, work->groups)},
                          .spans = spans,
                          .span_count = count,
                          .month_count = shortest,
                          .time = time_of(sheet->indicator)};
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        table->axes[axis].once = table->time == COMPLEMENT_ONCE;
    table->hidden = ARENA_ARRAY(arena, protecting->cells / YEAR_SLOTS * count, bool);
    protecting->hidden = ARENA_ARRAY(arena, protecting->cells, bool);
}

/* The cell that a place of the table is of. */
static size_t told_at(const Protecting *protecting, size_t place)
{
    size_t spans = protecting->table.span_count;
    return place / spans * YEAR_SLOTS + protecting->slots[place % spans];
}

static size_t told_count(const Protecting *protecting)
{
    return protecting->cells / YEAR_SLOTS * protecting->table.span_count;
}

/* A period of which nothing was counted anew has its marks. */
static const bool *decided_periods(const Protecting *protecting)
{
    const Work *work = protecting->work;
    size_t count = protecting->table.month_count;
    bool *decided = ARENA_ARRAY(protecting->arena, count, bool);
    for (size_t i = 0; i < count; i++) {
        decided[i] = !work->fresh;
        for (size_t unit = 0; decided[i] && unit < work->units; unit++)
            decided[i] = sheet_is_kept(work, protecting->year, unit, protecting->slots[i]);
    }
    return decided;
}

static bool is_told(const Protecting *protecting, size_t slot)
{
    const Slot *of = &protecting->year->slots[slot];
    return months_are_whole(public_by(protecting), of->first, of->last);
}

/* What is hidden before anything is asked: few people, what is told by longer periods
 * alone, and what was decided. */
static void hide_given(const Protecting *protecting, const Sheet *sheet,
                       const CellProtection *kept)
{
    const ComplementTable *table = &protecting->table;
    for (size_t at = 0; at < protecting->cells; at++)
        protecting->hidden[at] |=
            sheet->there[at] &&
            (sheet->cells[at].protected_ || !is_told(protecting, at % YEAR_SLOTS));
    for (size_t place = 0; place < told_count(protecting); place++) {
        size_t at = told_at(protecting, place), span = place % table->span_count;
        if (span < table->month_count && table->decided[span] && kept[at])
            protecting->hidden[at] = true;
    }
}

static bool read_cells(Protecting *protecting, Error *error)
{
    Work *work = protecting->work;
    const Year *year = protecting->year;
    bool *before = ARENA_ARRAY(protecting->arena, protecting->cells / YEAR_SLOTS, bool);
    protecting->table.decided = decided_periods(protecting);
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
            kept[at] = cell->protected_;
            if (sheet->there[at] && cell->protected_ == CELL_COMPLEMENT)
                cell->protected_ = CELL_OPEN;
        }
        protecting->before[i] = kept;
        hide_given(protecting, sheet, kept);
    }
    protecting->table.before = before;
    return true;
}

/* A figure that is carried on is the same in every period that tells it. */
static bool carry_marks(const Protecting *protecting, const Sheet *sheet)
{
    bool *hidden = protecting->hidden, more = false;
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

static ComplementCell *cells_of(const Protecting *protecting, const Sheet *sheet,
                                NumberKind number)
{
    size_t count = told_count(protecting);
    double limit = (double)protecting->work->workspace->limit;
    ComplementCell *cells = ARENA_ARRAY(protecting->arena, count, ComplementCell);
    for (size_t place = 0; place < count; place++) {
        size_t at = told_at(protecting, place);
        if (sheet->there[at])
            cells[place] = number_asks(sheet->indicator, number, &sheet->cells[at], limit);
    }
    return cells;
}

static void hide_numbers(Protecting *protecting)
{
    enum { NUMBERS_MOST = 3 };
    const Sheet *first = protecting->sheets[0];
    const ComplementCell **all = ARENA_ARRAY(
        protecting->arena, protecting->count * NUMBERS_MOST, const ComplementCell *);
    size_t count = 0, places = told_count(protecting);
    for (size_t i = 0; i < protecting->count; i++) {
        NumberKind numbers[NUMBERS_MOST];
        size_t own = numbers_of(protecting, protecting->sheets[i], numbers);
        for (size_t k = 0; k < own; k++)
            all[count++] = cells_of(protecting, protecting->sheets[i], numbers[k]);
    }
    bool *hidden = protecting->table.hidden;
    do {
        for (size_t place = 0; place < places; place++)
            hidden[place] = protecting->hidden[told_at(protecting, place)];
        complement_hide(&protecting->table, all, count);
        for (size_t place = 0; place < places; place++)
            protecting->hidden[told_at(protecting, place)] = hidden[place];
    } while (first->indicator->carry && carry_marks(protecting, first));
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
            protecting->hidden[at] |= sheet->there[at] && told->hidden[at];
    }
}

static bool write_marks(Protecting *protecting, Error *error)
{
    Work *work = protecting->work;
    const bool *hidden = protecting->hidden;
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
    memcpy(hidden, protecting->hidden, protecting->cells * sizeof *hidden);
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
