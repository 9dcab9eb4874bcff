/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/units.h"

#include "engine/catalogue/table.h"

enum { ID_LENGTH_MOST = 64 };
enum { AT_ID, AT_NAME, AT_TYPE, AT_PARENTS, AT_FROM, AT_TILL, AT_SUCCESSORS, AT_ALIASES };

static const TableColumn columns[] = {
    [AT_ID] = {false, {"id"}},
    [AT_NAME] = {true, {"namn", "name"}},
    [AT_TYPE] = {true, {"typ", "type"}},
    [AT_PARENTS] = {false, {"ingår_i", "ingår i", "part_of", "part of"}},
    [AT_FROM] = {false, {"från", "from"}},
    [AT_TILL] = {false, {"till", "until"}},
    [AT_SUCCESSORS] = {false, {"efterträdare", "successor", "successors"}},
    [AT_ALIASES] = {false, {"alias", "aliases"}},
};

static const struct {
    UnitType type;
    const char *word;
} type_words[] = {
    {UNIT_CITY, "city"},         {UNIT_NETWORK, "network"}, {UNIT_DISTRICT, "district"},
    {UNIT_CITY, "stad"},         {UNIT_CITY, "kommun"},     {UNIT_NETWORK, "nätverk"},
    {UNIT_DISTRICT, "stadsdel"}, {UNIT_DISTRICT, "enhet"},
};

enum { TYPE_WORDS = sizeof type_words / sizeof *type_words };

/* What a name is compared by: case, and which dash or space parts its words, aside. */
static Str name_key(Arena *arena, Str name)
{
    Str folded = text_fold(arena, str_trim(name));
    Text key = text_open(arena);
    for (size_t offset = 0; offset < folded.len;) {
        uint32_t rune = utf8_next(folded, &offset);
        bool parts = rune == ' ' || rune == 0xA0 || rune == '-' || rune == 0x2212 ||
                     (rune >= 0x2010 && rune <= 0x2015) || rune == '_';
        if (!parts)
            text_add_rune(&key, rune);
        else if (key.len && key.ptr[key.len - 1] != '-')
            text_add_byte(&key, '-');
    }
    return text_str(&key);
}

static bool read_type(Arena *arena, const Table *table, const TableRow *row, UnitType *type,
                      Error *error)
{
    Str words[TYPE_WORDS], folded = text_fold(arena, row->cells[AT_TYPE]);
    for (size_t i = 0; i < TYPE_WORDS; i++) {
        words[i] = str_from(type_words[i].word);
        if (str_equal(folded, words[i])) {
            *type = type_words[i].type;
            return true;
        }
    }
    return table_fail(table, row, AT_TYPE, error, "unknown type of unit '%.*s'%.*s",
                      STR_PRINT(row->cells[AT_TYPE]),
                      STR_PRINT(table_suggest(arena, folded, words, TYPE_WORDS)));
}

static bool read_days(const Table *table, const TableRow *row, Unit *unit, Error *error)
{
    static const char reason[] = "'%.*s' is no date; write 2018-04-01";
    unit->from_day = INT32_MIN;
    unit->to_day = INT32_MAX;
    Str from = row->cells[AT_FROM], till = row->cells[AT_TILL];
    if (from.len && !table_day(from, false, &unit->from_day))
        return table_fail(table, row, AT_FROM, error, reason, STR_PRINT(from));
    if (till.len && !table_day(till, true, &unit->to_day))
        return table_fail(table, row, AT_TILL, error, reason, STR_PRINT(till));
    if (unit->from_day > unit->to_day)
        return table_fail(table, row, AT_TILL, error, "the unit ends before it begins");
    unit->from_month = from.len ? day_month_serial(unit->from_day) : INT32_MIN;
    unit->to_month = till.len ? day_month_serial(unit->to_day) : INT32_MAX;
    return true;
}

/* Files are named by a unit's id, so it is plain and short; without one it is made of the
 * name. */
static bool read_id(Arena *arena, const Table *table, const TableRow *row, Unit *unit,
                    Error *error)
{
    unit->id = row->cells[AT_ID];
    if (!unit->id.len)
        unit->id = text_ascii_id(arena, unit->name);
    if (!unit->id.len)
        return table_fail(table, row, AT_NAME, error,
                          "'%.*s' gives no id; write one, of a-z, digits and dashes",
                          STR_PRINT(unit->name));
    if (unit->id.len > ID_LENGTH_MOST)
        return table_fail(table, row, AT_ID, error,
                          "an id is at most %d characters, since files are named by it; "
                          "write a shorter one",
                          (int)ID_LENGTH_MOST);
    return true;
}

static bool read_unit(Arena *arena, const Table *table, const TableRow *row, Unit *unit,
                      Error *error)
{
    unit->name = row->cells[AT_NAME];
    unit->line = row->line;
    if (!read_id(arena, table, row, unit, error))
        return false;
    if (!str_equal(unit->id, text_ascii_id(arena, unit->id)))
        return table_fail(table, row, AT_ID, error,
                          "an id is lower-case a-z, digits and dashes: '%.*s'",
                          STR_PRINT(text_ascii_id(arena, unit->id)));
    Str *aliases;
    table_list(arena, row->cells[AT_ALIASES], &aliases, &unit->alias_count);
    unit->aliases = aliases;
    Str *keys = ARENA_ARRAY(arena, unit->alias_count + 2, Str);
    keys[unit->key_count++] = name_key(arena, unit->id);
    keys[unit->key_count++] = name_key(arena, unit->name);
    for (size_t i = 0; i < unit->alias_count; i++)
        keys[unit->key_count++] = name_key(arena, aliases[i]);
    unit->keys = keys;
    return read_type(arena, table, row, &unit->type, error) &&
           read_days(table, row, unit, error);
}

static const Unit *unit_of_key(const Units *units, Str key)
{
    for (size_t i = 0; i < units->count; i++)
        for (size_t j = 0; j < units->items[i].key_count; j++)
            if (str_equal(units->items[i].keys[j], key))
                return &units->items[i];
    return NULL;
}

/* The names of a cell as ids of units, which may stand further down in the file. */
static bool resolve(Arena *arena, const Table *table, const TableRow *row, size_t column,
                    const Units *units, const Str **ids, size_t *count, Error *error)
{
    Str *words;
    table_list(arena, row->cells[column], &words, count);
    for (size_t i = 0; i < *count; i++) {
        const Unit *found = unit_of_key(units, name_key(arena, words[i]));
        if (!found)
            return table_fail(table, row, column, error, "unknown unit '%.*s'%.*s",
                              STR_PRINT(words[i]),
                              STR_PRINT(units_suggest(arena, units, words[i])));
        words[i] = found->id;
    }
    *ids = words;
    return true;
}

static bool unit_in_itself(const Units *units, const Unit *unit, const Unit *from,
                           int depth)
{
    if (depth > (int)units->count)
        return true;
    for (size_t i = 0; i < from->parent_count; i++) {
        const Unit *parent = units_find(units, from->parents[i]);
        if (parent == unit || unit_in_itself(units, unit, parent, depth + 1))
            return true;
    }
    return false;
}

static bool unit_succeeds_itself(const Units *units, const Unit *unit, const Unit *from,
                                 int depth)
{
    if (depth > (int)units->count)
        return true;
    for (size_t i = 0; i < from->successor_count; i++) {
        const Unit *next = units_find(units, from->successors[i]);
        if (next == unit || unit_succeeds_itself(units, unit, next, depth + 1))
            return true;
    }
    return false;
}

static bool check_unit(const Table *table, const Units *units, size_t at, Error *error)
{
    const Unit *unit = &units->items[at];
    const TableRow *row = &table->rows[at];
    for (size_t j = 0; j < unit->key_count; j++) {
        const Unit *other = unit_of_key(units, unit->keys[j]);
        if (other != unit)
            return table_fail(table, row, j > 1 ? AT_ALIASES : AT_NAME, error,
                              "'%.*s' is also a name of '%.*s' (line %d)",
                              STR_PRINT(unit->keys[j]), STR_PRINT(other->id),
                              table->rows[other - units->items].line);
    }
    for (size_t i = 0; i < at; i++)
        if (unit->type == UNIT_CITY && units->items[i].type == UNIT_CITY)
            return table_fail(table, row, AT_TYPE, error,
                              "there is a city already, on line %d", table->rows[i].line);
    if (unit_in_itself(units, unit, unit, 0))
        return table_fail(table, row, AT_PARENTS, error, "'%.*s' is part of itself",
                          STR_PRINT(unit->id));
    if (unit_succeeds_itself(units, unit, unit, 0))
        return table_fail(table, row, AT_SUCCESSORS, error, "'%.*s' comes after itself",
                          STR_PRINT(unit->id));
    return true;
}

typedef struct {
    Arena *arena;
    const Table *table;
    Unit *items; /* one for each row */
} Reader;

static Units units_of(const Reader *reader)
{
    return (Units){reader->items, reader->table->count};
}

static bool read_row(void *to, size_t at, Error *error)
{
    const Reader *reader = to;
    return read_unit(reader->arena, reader->table, &reader->table->rows[at],
                     &reader->items[at], error);
}

static bool resolve_row(void *to, size_t at, Error *error)
{
    const Reader *reader = to;
    const TableRow *row = &reader->table->rows[at];
    Unit *unit = &reader->items[at];
    Units read = units_of(reader);
    return resolve(reader->arena, reader->table, row, AT_PARENTS, &read, &unit->parents,
                   &unit->parent_count, error) &&
           resolve(reader->arena, reader->table, row, AT_SUCCESSORS, &read,
                   &unit->successors, &unit->successor_count, error);
}

static bool check_row(void *to, size_t at, Error *error)
{
    const Reader *reader = to;
    Units read = units_of(reader);
    return check_unit(reader->table, &read, at, error);
}

/* A municipality without districts is one unit. */
static void mark_reporting(Unit *items, size_t count)
{
    bool districts = false;
    for (size_t i = 0; i < count; i++)
        districts = districts || items[i].type == UNIT_DISTRICT;
    for (size_t i = 0; i < count; i++)
        items[i].reports = items[i].type == (districts ? UNIT_DISTRICT : UNIT_CITY);
}

bool units_load(Arena *arena, const char *path, Units *units, Error *error)
{
    Table table;
    if (!table_load(arena, path, columns, sizeof columns / sizeof *columns, &table, error))
        return false;
    if (!table.count)
        return error_set(error, ERROR_CONFIG, "%s: there is no unit in it", path);
    Reader reader = {arena, &table, ARENA_ARRAY(arena, table.count, Unit)};
    if (!table_read_each(&table, read_row, &reader, error) ||
        !table_read_each(&table, resolve_row, &reader, error) ||
        !table_read_each(&table, check_row, &reader, error))
        return false;
    mark_reporting(reader.items, table.count);
    *units = units_of(&reader);
    return true;
}

const Unit *units_find(const Units *units, Str id)
{
    for (size_t i = 0; i < units->count; i++)
        if (str_equal(units->items[i].id, id))
            return &units->items[i];
    return NULL;
}

const Unit *units_recognise(const Units *units, Str name)
{
    const Unit *found = units_find(units, name);
    for (size_t i = 0; !found && i < units->count; i++)
        if (str_equal(units->items[i].name, name))
            found = &units->items[i];
    if (found)
        return found;
    Arena *scratch = arena_open();
    Str key = name_key(scratch, name);
    found = key.len ? unit_of_key(units, key) : NULL;
    arena_close(scratch);
    return found;
}

Str units_suggest(Arena *arena, const Units *units, Str word)
{
    size_t count = 0;
    for (size_t i = 0; i < units->count; i++)
        count += 1 + units->items[i].key_count;
    Str *words = ARENA_ARRAY(arena, count, Str);
    count = 0;
    for (size_t i = 0; i < units->count; i++)
        words[count++] = units->items[i].name;
    size_t names = count;
    for (size_t i = 0; i < units->count; i++)
        for (size_t j = 0; j < units->items[i].key_count; j++)
            words[count++] = units->items[i].keys[j];
    Str near = text_nearest(word, words, names);
    if (!near.len)
        near = text_nearest(name_key(arena, word), words + names, count - names);
    if (!near.len)
        return table_suggest(arena, word, words, names);
    const Unit *unit = unit_of_key(units, name_key(arena, near));
    return str_format(arena, "; did you mean '%.*s'?", STR_PRINT(unit->name));
}

bool unit_valid_in(const Unit *unit, Period period)
{
    return unit->from_month <= period_last_month(period) &&
           unit->to_month >= period.first_month;
}

bool units_within(const Units *units, const Unit *unit, const Unit *ancestor)
{
    if (unit == ancestor || ancestor->type == UNIT_CITY)
        return true;
    for (size_t i = 0; i < unit->parent_count; i++) {
        const Unit *parent = units_find(units, unit->parents[i]);
        if (parent && units_within(units, parent, ancestor))
            return true;
    }
    return false;
}

bool units_continued(const Units *units, const Unit *unit, const Unit *successor)
{
    while (unit && unit->successor_count == 1) {
        unit = units_find(units, unit->successors[0]);
        if (unit == successor)
            return true;
    }
    return false;
}
