/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/fact_extra.h"
#include "engine/facts_control.h"

enum { CENTRE, LOWER, UPPER, SIGNAL, POINT_TYPE, VARIATION, ASSURANCE, HEADS };

static const Str heads[HEADS] = {
    [CENTRE] = {"centre", 6},
    [LOWER] = {"lower", 5},
    [UPPER] = {"upper", 5},
    [SIGNAL] = {"signal", 6},
    [POINT_TYPE] = {"point_type", 10},
    [VARIATION] = {"variation", 9},
    [ASSURANCE] = {"assurance", 9},
};
static const bool is_text[HEADS] = {
    [SIGNAL] = true, [POINT_TYPE] = true, [VARIATION] = true, [ASSURANCE] = true};

static Str number(Arena *arena, double value)
{
    return str_format(arena, FACT_DOUBLE, value);
}

static bool fill(Facts *facts, Arena *arena, const Fact *series, size_t count, Str *cells,
                 Error *error)
{
    FactControl *controls = ARENA_ARRAY(arena, count, FactControl);
    if (!facts_control(facts, series, count, controls, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        const FactControl *told = &controls[i];
        Str *row = cells + i * HEADS;
        if (!told->known)
            continue;
        row[CENTRE] = number(arena, told->centre);
        if (!told->limited)
            continue;
        row[LOWER] = number(arena, told->lower);
        row[UPPER] = number(arena, told->upper);
        row[SIGNAL] = signal_word(told->signal);
        row[POINT_TYPE] = point_type_word(told->point_type);
        if (!told->last)
            continue;
        row[VARIATION] = variation_word(told);
        row[ASSURANCE] = assurance_word(told->assurance);
    }
    return true;
}

const FactExtra fact_extra_control = {
    .option = "control",
    .heads = heads,
    .is_text = is_text,
    .head_count = HEADS,
    .fill = fill,
};
