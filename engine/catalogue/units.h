/* units.h: city, networks and districts, dated, from units.csv. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_UNITS_H
#define SAMSYN_CATALOGUE_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/calendar.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum { UNIT_CITY, UNIT_NETWORK, UNIT_DISTRICT } UnitType;

typedef struct Unit {
    Str id, name;
    UnitType type;
    bool reports;                 /* a district; the city itself where it has none */
    int32_t from_day, to_day;     /* INT32_MIN and INT32_MAX when open */
    int32_t from_month, to_month; /* of those days; likewise */
    const Str *parents;           /* ids of what it belongs to */
    size_t parent_count;
    const Str *successors; /* ids */
    size_t successor_count;
    const Str *aliases; /* other names that files may use */
    size_t alias_count;
    const Str *keys; /* id, name and aliases, as names are compared */
    size_t key_count;
    int line; /* of units.csv */
} Unit;

/* In file order. */
typedef struct {
    const Unit *items;
    size_t count;
} Units;

bool units_load(Arena *arena, const char *path, Units *units, Error *error);
const Unit *units_find(const Units *units, Str id);
/* By id, name or alias, case and dashes aside; NULL when none is that name. */
const Unit *units_recognise(const Units *units, Str name);
/* "; did you mean 'Farsta'?", or a list of what is known: to end a message with. */
Str units_suggest(Arena *arena, const Units *units, Str word);
bool unit_valid_in(const Unit *unit, Period period);
/* Is `unit` below (or the same as) `ancestor`? The city holds every district. */
bool units_within(const Units *units, const Unit *unit, const Unit *ancestor);
/* Has `unit` become part of `successor`, and of nothing else, so that its series goes on
 * there? Over several mergers too. */
bool units_continued(const Units *units, const Unit *unit, const Unit *successor);

#endif
