/* The rows a figure was counted from, by the conditions that the cells were counted by.
 * Keys are followed here, behind the door, and leave as numbers of the listing's own. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts.h"

#include <stdlib.h>

#include "engine/facts_source.h"
#include "engine/store/purged.h"

enum { SEEN_SIZE = 4096 };

struct SeenKey {
    Str key;
    const Unit *unit; /* whose key it is; NULL: the same everywhere */
    int64_t rows, first, number;
    bool listed;
    struct SeenKey *next;
};

static const int64_t nothing = INT64_MIN;

static int64_t number_at(const SourceColumn *at, const RecordReader *reader)
{
    bool there = at && at->place && reader->cells[at->place].kind == CHUNK_NUMBER;
    return there ? reader->cells[at->place].number : nothing;
}

static Str text_at(const SourceColumn *at, const RecordReader *reader)
{
    bool there = at && at->place && reader->cells[at->place].kind == CHUNK_TEXT;
    return there ? reader->cells[at->place].text : (Str){"", 0};
}

/* A group that the settings do not know counts in the total only. */
static size_t group_of(const Source *source, const RecordReader *reader)
{
    const Workspace *workspace = source->facts->workspace;
    Str group = text_at(source->group, reader);
    for (size_t i = 0; i < workspace->group_count; i++)
        if (str_equal(workspace->groups[i].id, group))
            return i + 1;
    return 0;
}

static bool clause_fits(const Source *source, const WhereClause *clause,
                        const RecordReader *reader)
{
    const SourceColumn *at = source_column(source, clause->column);
    int64_t number = number_at(at, reader);
    if (clause->is_number && number != nothing && number >= clause->least &&
        number <= clause->most)
        return true;
    Str word = at->column->type == COLUMN_UNIT ? reader->unit : text_at(at, reader);
    for (size_t i = 0; word.len && i < clause->value_count; i++)
        if (str_equal(word, clause->values[i]))
            return true;
    return false;
}

static bool all_fit(const Source *source, const WhereClause *clauses, size_t count,
                    const RecordReader *reader)
{
    bool fits = true;
    for (size_t i = 0; i < count; i++)
        fits = fits && clause_fits(source, &clauses[i], reader);
    return fits;
}

/* A row that lasts counts while it does: on a day of the period that is over. */
static bool lasts_in(const Source *source, const RecordReader *reader)
{
    int64_t from = number_at(source->from, reader);
    int64_t till = number_at(source->till, reader);
    if (from == nothing)
        from = period_first_day((Period){PERIOD_MONTH, reader->month});
    return source->first_day <= source->last_day && from <= source->last_day &&
           (till == nothing || (till >= source->first_day && till >= from));
}

static bool row_fits(const Source *source, const RecordReader *reader)
{
    const FactNames *names = &source->names;
    const Indicator *indicator = names->indicator;
    bool group =
        !names->group || indicator->fresh || group_of(source, reader) == names->group;
    bool valued = indicator->kind == MEASURE_SUM || indicator->kind == MEASURE_MEAN;
    return group && (!valued || number_at(source->value, reader) != nothing) &&
           (!source->key || text_at(source->key, reader).len) &&
           (!names->part.len || str_equal(names->part, text_at(source->by, reader))) &&
           all_fit(source, indicator->where, indicator->where_count, reader) &&
           (!indicator->spread || lasts_in(source, reader));
}

/* Unless keys are shared, the same key in two units is two people; but a unit goes
 * on with the keys of those it was made of, when it is asked who is new. */
static SeenKey *key_of(Source *source, const Unit *unit, const RecordReader *reader)
{
    const Workspace *workspace = source->facts->workspace;
    Str key = text_at(source->key, reader);
    size_t hash = 5381;
    for (size_t i = 0; i < key.len; i++)
        hash = hash * 33 + (unsigned char)key.ptr[i];
    const Indicator *indicator = source->names.indicator;
    bool own = indicator->protects == PROTECTS_CARERS && !indicator->fresh &&
               !workspace->shared_carer_keys;
    SeenKey **place = &source->seen[hash % SEEN_SIZE];
    for (; *place; place = &(*place)->next)
        if (str_equal((*place)->key, key) && (!own || (*place)->unit == unit))
            return *place;
    *place = ARENA_NEW(source->arena, SeenKey);
    **place = (SeenKey){.key = str_copy(source->arena, key), .unit = own ? unit : NULL};
    return *place;
}

static int64_t first_of(const Source *source, const RecordReader *reader)
{
    int64_t day = number_at(source->date, reader);
    if (day == nothing)
        day = period_first_day((Period){PERIOD_MONTH, reader->month});
    return day * 64 + (int64_t)group_of(source, reader) + 1;
}

static void see(Source *source, const Unit *unit, const RecordReader *reader)
{
    SeenKey *key = key_of(source, unit, reader);
    int64_t first = first_of(source, reader);
    key->first = key->rows && key->first <= first ? key->first : first;
    key->rows++;
}

/* Is it the row by which a key is new? */
static bool arrives(const Source *source, const SeenKey *key, const RecordReader *reader)
{
    size_t group = source->names.group;
    return !key->listed && first_of(source, reader) == key->first &&
           (!group || group_of(source, reader) == group);
}

static bool list(Source *source, const Unit *unit, const RecordReader *reader, Error *error)
{
    const Indicator *indicator = source->names.indicator;
    FactRows *rows = source->rows;
    if (!source->key) {
        bool fits = indicator->kind != MEASURE_SHARE ||
                    all_fit(source, indicator->having, indicator->having_count, reader);
        return source_list(source, reader, fits, 0, error);
    }
    SeenKey *key = key_of(source, unit, reader);
    if (indicator->fresh && !arrives(source, key, reader))
        return true;
    bool counted = !indicator->of_keys || (key->rows >= indicator->rows_least &&
                                           key->rows <= indicator->rows_most);
    if (!key->listed) {
        key->listed = true;
        key->number = ++rows->people;
        rows->people_counted += counted;
    }
    return source_list(source, reader, counted, key->number, error);
}

/* Twice where there are keys: what a key's rows are together decides of each. */
static bool read_unit(Source *source, const Unit *unit, bool listing, Error *error)
{
    const Indicator *indicator = source->names.indicator;
    bool ever = indicator->fresh && !listing;
    RecordSpan span = {.kind = source->kind->name,
                       .unit = unit->id,
                       .first = ever ? INT32_MIN : source->months.first,
                       .last = source->months.last,
                       .lasting = indicator->spread};
    RecordReader reader;
    if (!records_open(source->arena, source->facts->store, &span, &reader, error))
        return false;
    while (records_next(&reader, error)) {
        if (!row_fits(source, &reader))
            continue;
        if (!listing)
            see(source, unit, &reader);
        else if (!list(source, unit, &reader, error))
            return false;
    }
    return error->kind == ERROR_NONE;
}

static bool read_rows(Source *source, Error *error)
{
    source->seen = ARENA_ARRAY(source->arena, SEEN_SIZE, SeenKey *);
    for (size_t i = 0; source->key && i < source->unit_count; i++)
        if (!read_unit(source, source->units[i], false, error))
            return false;
    for (size_t i = 0; i < source->unit_count; i++)
        if (!read_unit(source, source->units[i], true, error))
            return false;
    return true;
}

/* Rows of kinds with keys are purged, and of no others (purge.h). */
static bool purged_find(const Facts *facts, Arena *arena, const FactNames *names,
                        FactMonths months, FactRows *rows, Error *error)
{
    Purged purged;
    const RecordKind *kind = names->indicator->source;
    if (!purged_read(arena, facts->store, &purged, error))
        return false;
    for (size_t i = 0; kind && i < kind->column_count; i++)
        rows->purged |= kind->columns[i].type == COLUMN_KEY;
    rows->purged = rows->purged && months.first < purged.before;
    if (rows->purged) {
        rows->purged_before = period_id(arena, (Period){PERIOD_MONTH, purged.before});
        rows->purged_at = purged.at;
        rows->purged_decision = purged.decision;
    }
    return true;
}

FactMonths months_of(Period period)
{
    return (FactMonths){period.first_month, period_last_month(period)};
}

bool facts_rows(Facts *facts, Arena *arena, Language language, Str indicator, Str unit,
                Str group, FactMonths months, size_t most, FactRows *rows, Error *error)
{
    FactNames names;
    if (!facts_names(facts, indicator, unit, group, &names, error))
        return false;
    *rows = (FactRows){.open = facts_owns(facts, names.unit)};
    if (!purged_find(facts, arena, &names, months, rows, error))
        return false;
    MeasureKind kind = names.indicator->kind;
    if (!rows->open || kind == MEASURE_RATIO || kind == MEASURE_OFFERED)
        return true;
    Source source = {.most = most, .rows = rows};
    return source_open(facts, arena, language, &names, months, &source, error) &&
           (kind == MEASURE_REPORTED  ? source_reported(&source, error)
            : kind == MEASURE_OUTCOME ? source_outcome(&source, error)
                                      : read_rows(&source, error));
}

static bool add_unused(Facts *facts, Arena *arena, const FactNames *names, const Unit *unit,
                       FactMonths months, FactFinding **findings, size_t *count,
                       size_t *capacity, Error *error)
{
    Statement *select = store_statement(
        facts->store,
        "SELECT b.file, f.line, f.column, f.reason, f.remedy FROM findings f JOIN batches b"
        " ON b.id = f.batch WHERE b.held AND b.kind = ?4 AND f.severity = 'refused' AND"
        " f.unit = ?1 AND (f.month BETWEEN ?2 AND ?3 OR (f.month IS NULL AND EXISTS"
        " (SELECT 1 FROM delivered d WHERE d.kind = b.kind AND d.unit = f.unit AND"
        " d.batch = b.id AND d.month BETWEEN ?2 AND ?3))) ORDER BY b.file, f.line, f.id",
        error);
    if (!select)
        return false;
    statement_bind_text(select, 1, unit->id);
    statement_bind_int(select, 2, months.first);
    statement_bind_int(select, 3, months.last);
    statement_bind_text(select, 4, names->indicator->source->name);
    while (statement_next(select, error)) {
        *findings = ARENA_GROW(arena, *findings, *count, capacity);
        (*findings)[(*count)++] =
            (FactFinding){.file = str_copy(arena, statement_text(select, 0)),
                          .line = statement_int(select, 1),
                          .column = str_copy(arena, statement_text(select, 2)),
                          .reason = str_copy(arena, statement_text(select, 3)),
                          .remedy = str_copy(arena, statement_text(select, 4))};
    }
    return error->kind == ERROR_NONE;
}

bool facts_unused(Facts *facts, Arena *arena, Str indicator, Str unit, FactMonths months,
                  FactFinding **findings, size_t *count, Error *error)
{
    const Units *all = &facts->workspace->units;
    FactNames names;
    size_t capacity = 0;
    *findings = NULL;
    *count = 0;
    if (!facts_names(facts, indicator, unit, STR("all"), &names, error))
        return false;
    if (!facts_owns(facts, names.unit) || !names.indicator->source)
        return true;
    bool composite = facts_unit_is_composite(facts, names.unit);
    for (size_t i = 0; i < all->count; i++) {
        const Unit *one = &all->items[i];
        bool behind =
            one == names.unit || (!composite && units_continued(all, one, names.unit));
        if (behind && !add_unused(facts, arena, &names, one, months, findings, count,
                                  &capacity, error))
            return false;
    }
    return true;
}
