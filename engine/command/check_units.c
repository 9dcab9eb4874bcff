/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check_list.h"

static Str place_of(const Check *check, const Unit *unit)
{
    return check_place(check, "units.csv", unit->line);
}

static bool has_type(const Units *units, UnitType type)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].type == type)
            return true;
    return false;
}

static void check_network(Check *check, const Unit *network)
{
    const Units *units = &check->workspace->units;
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].type == UNIT_DISTRICT &&
            units_within(units, &units->items[i], network))
            return;
    CHECK_ADD(check, GRAVITY_WARNING, place_of(check, network), CHECK_NETWORK_EMPTY,
              network->name, network->id);
}

static void check_district(Check *check, const Unit *district)
{
    const Units *units = &check->workspace->units;
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].type == UNIT_NETWORK &&
            units_within(units, district, &units->items[i]))
            return;
    CHECK_ADD(check, GRAVITY_NOTE, place_of(check, district), CHECK_IN_NO_NETWORK,
              district->name);
}

/* A unit that was there before the other began took it in; one that began while the other
 * still was is more likely a slip. */
static void check_successor(Check *check, const Unit *unit, const Unit *next)
{
    Str place = place_of(check, unit);
    if (next->from_day == INT32_MIN)
        return;
    const Str parts[] = {unit->name, day_iso(check->arena, unit->to_day), next->name,
                         day_iso(check->arena, next->from_day)};
    if (next->from_day > unit->to_day + 1)
        check_add(check, GRAVITY_WARNING, place, CHECK_SUCCESSOR_LATE, parts);
    else if (next->from_day <= unit->to_day && next->from_day > unit->from_day)
        check_add(check, GRAVITY_NOTE, place, CHECK_SUCCESSOR_EARLY, parts);
}

static void check_end(Check *check, const Unit *unit)
{
    const Units *units = &check->workspace->units;
    Str place = place_of(check, unit);
    if (unit->to_day == INT32_MAX) {
        if (unit->successor_count)
            CHECK_ADD(check, GRAVITY_WARNING, place, CHECK_SUCCESSOR_NO_END, unit->name);
        return;
    }
    if (!unit->successor_count && check->has_data &&
        period_first_day(check->last) > unit->to_day)
        CHECK_ADD(check, GRAVITY_WARNING, place, CHECK_NO_SUCCESSOR, unit->name,
                  day_iso(check->arena, unit->to_day),
                  period_id(check->arena, check->last));
    for (size_t i = 0; i < unit->successor_count; i++)
        check_successor(check, unit, units_find(units, unit->successors[i]));
}

void check_units(Check *check)
{
    const Units *units = &check->workspace->units;
    bool networks = has_type(units, UNIT_NETWORK);
    if (!has_type(units, UNIT_CITY))
        CHECK_ADD(check, GRAVITY_WARNING, STR("units.csv"), CHECK_NO_CITY, {"", 0});
    for (size_t i = 0; i < units->count; i++) {
        const Unit *unit = &units->items[i];
        if (unit->type == UNIT_NETWORK)
            check_network(check, unit);
        if (unit->type == UNIT_DISTRICT && networks)
            check_district(check, unit);
        if (unit->type == UNIT_DISTRICT)
            check_end(check, unit);
    }
}
