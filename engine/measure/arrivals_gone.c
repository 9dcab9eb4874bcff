/* Keys whose first row was taken away by a correction. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/arrivals.h"

/* A key whose kept first row may be gone. */
typedef struct Gone {
    Str key;
    int64_t kept, first; /* first: the one found since; 0: none */
    struct Gone *next;
} Gone;

static int64_t first_in_year(const Arrivals *arrivals, const Keys *keys, Str key)
{
    Tally *tally = arrivals->tally;
    uint64_t who = (uint64_t)rows_text(tally->rows, key);
    bool own = tally->indicator->protects == PROTECTS_CARERS &&
               !tally->work->workspace->shared_carer_keys;
    const UnitList *below = &tally->work->below[arrivals->unit];
    int64_t first = 0;
    for (size_t i = 0; i < below->count; i++) {
        uint64_t tag = own ? (uint64_t)(below->items[i] + 1) << WHO_TEXT_BITS : 0;
        size_t at = keys_find(keys, who | tag, tally_key_cell(tally, 0, arrivals->unit, 0));
        int64_t seen =
            at == SIZE_MAX ? 0 : ((const KeyExtra *)(const void *)keys->extra)[at].first;
        first = seen && (!first || seen < first) ? seen : first;
    }
    return first;
}

/* Keys whose kept first row lies in a month that lost rows, and is not what the year says.
 */
static bool find_gone(const Arrivals *arrivals, Arena *arena, const Keys *keys, Gone **gone,
                      Error *error)
{
    Statement *select = store_statement(
        arrivals->tally->work->store,
        "SELECT key, first FROM key_firsts WHERE series = ?1 AND first BETWEEN ?2 AND ?3",
        error);
    if (!select)
        return false;
    statement_bind_int(select, 1, arrivals->series);
    statement_bind_int(select, 2, key_first(arrivals->first_day, 0));
    statement_bind_int(select, 3, key_first(arrivals->last_day, 63));
    while (statement_next(select, error)) {
        int64_t kept = statement_int(select, 1);
        if (!arrivals_touched(arrivals, day_month_serial(first_day_of(kept)), true))
            continue;
        Str key = str_copy(arena, statement_text(select, 0));
        int64_t first = first_in_year(arrivals, keys, key);
        if (first == kept)
            continue;
        Gone *one = ARENA_NEW(arena, Gone);
        *one = (Gone){key, kept, first, *gone};
        *gone = one;
    }
    return error->kind == ERROR_NONE;
}

static void search_row(const Arrivals *arrivals, Keys *wanted, const RecordReader *reader)
{
    Tally *tally = arrivals->tally;
    rows_clear(tally->rows);
    rows_add(tally->rows, reader);
    if (!rows_count(tally->rows) || !tally_fits(tally, 0, false))
        return;
    int64_t value = rows_value(tally->rows, 0, tally->column);
    size_t at = value == ROW_NOTHING ? SIZE_MAX : keys_find(wanted, (uint64_t)value, 0);
    if (at == SIZE_MAX)
        return;
    KeyExtra *extra = (KeyExtra *)(void *)wanted->extra + at;
    int64_t first = key_first(rows_day(tally->rows, 0), rows_group(tally->rows, 0));
    extra->first = extra->first && extra->first <= first ? extra->first : first;
}

/* The first rows after the year of those that are not in it, by reading them. */
static bool search_later(const Arrivals *arrivals, Arena *arena, Gone *gone, Error *error)
{
    Tally *tally = arrivals->tally;
    const Work *work = tally->work;
    const UnitList *below = &work->below[arrivals->unit];
    Keys *wanted = keys_open(arena, sizeof(KeyExtra));
    for (Gone *one = gone; one; one = one->next)
        if (!one->first)
            keys_place(wanted, (uint64_t)rows_text(tally->rows, one->key), 0);
    for (size_t i = 0; wanted->count && i < below->count; i++) {
        RecordSpan span = {.kind = tally->indicator->source->name,
                           .unit = work->workspace->units.items[below->items[i]].id,
                           .first = (tally->year->year + 1) * YEAR_MONTHS,
                           .last = work->horizon};
        RecordReader reader;
        if (!records_open(arena, work->store, &span, &reader, error))
            return false;
        while (records_next(&reader, error))
            search_row(arrivals, wanted, &reader);
        if (error->kind != ERROR_NONE)
            return false;
    }
    rows_clear(tally->rows);
    for (Gone *one = gone; one; one = one->next)
        if (!one->first)
            one->first =
                ((const KeyExtra *)(const void *)wanted
                     ->extra)[keys_find(wanted, (uint64_t)rows_text(tally->rows, one->key),
                                        0)]
                    .first;
    return true;
}

bool arrivals_replace_gone(Arrivals *arrivals, Arena *arena, const Keys *keys, Error *error)
{
    Gone *gone = NULL;
    bool done = find_gone(arrivals, arena, keys, &gone, error) &&
                (!gone || search_later(arrivals, arena, gone, error));
    for (Gone *one = gone; done && one; one = one->next)
        done = arrivals_put(arrivals, one->key, one->kept, one->first, error);
    return done;
}
