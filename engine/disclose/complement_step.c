/* The axes of a span's table: which places there are, and the steps on each. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/complement_inside.h"

bool hiding_lies_in(const ComplementAxis *axis, size_t place, size_t other)
{
    bool lies = false;
    for (size_t i = 0; i < axis->above[place].count; i++)
        lies |= axis->above[place].items[i] == other;
    return lies;
}

size_t hiding_row(const Hiding *hiding, const size_t at[COMPLEMENT_AXES])
{
    const ComplementAxis *axes = hiding->table->axes;
    return (at[0] * axes[1].count + at[1]) * axes[2].count + at[2];
}

void hiding_places(const Hiding *hiding, size_t row, size_t at[COMPLEMENT_AXES])
{
    const ComplementAxis *axes = hiding->table->axes;
    at[2] = row % axes[2].count;
    at[1] = row / axes[2].count % axes[1].count;
    at[0] = row / axes[2].count / axes[1].count;
}

/* Which places hold no other, and which hold all. */
static void find_places(const Hiding *hiding, size_t axis)
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    const bool *there = hiding->there[axis];
    for (size_t i = 0; i < of->count; i++) {
        hiding->atom[axis][i] = hiding->whole[axis][i] = there[i];
        for (size_t k = 0; k < of->count; k++) {
            bool holds = hiding_lies_in(of, k, i);
            hiding->atom[axis][i] &= !there[k] || k == i || !holds;
            hiding->whole[axis][i] &= !there[k] || holds;
        }
    }
}

void hiding_open_span(Hiding *hiding, size_t span)
{
    hiding->span = span;
    hiding->outsider = NULL;
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++) {
        size_t count = hiding->table->axes[axis].count;
        hiding->there[axis] = ARENA_ARRAY(hiding->arena, count, bool);
        hiding->atom[axis] = ARENA_ARRAY(hiding->arena, count, bool);
        hiding->whole[axis] = ARENA_ARRAY(hiding->arena, count, bool);
        hiding->steps[axis] = ARENA_ARRAY(hiding->arena, count, Steps);
    }
    double total = 0;
    for (size_t row = 0; row < hiding->rows; row++) {
        const ComplementCell *cell = &hiding->cells[hiding_cell(hiding, row, span)];
        size_t at[COMPLEMENT_AXES];
        if (!cell->there)
            continue;
        hiding_places(hiding, row, at);
        for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
            hiding->there[axis][at[axis]] = true;
        total = fmax(total, cell->value);
    }
    hiding->total = fmax(total, 1);
    for (size_t axis = 0; axis < COMPLEMENT_AXES; axis++)
        find_places(hiding, axis);
}

static void change(const Hiding *hiding, size_t axis, Change *changes, size_t *count,
                   size_t atom, size_t other, int sign)
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    for (size_t i = 0; i < of->above[atom].count; i++) {
        size_t place = of->above[atom].items[i];
        if (other == SIZE_MAX || !hiding_lies_in(of, other, place))
            changes[(*count)++] = (Change){place, sign};
    }
}

static Step step_of(const Hiding *hiding, size_t axis, size_t atom, size_t other)
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    size_t most = of->above[atom].count + (other == SIZE_MAX ? 0 : of->above[other].count);
    Change *changes = ARENA_ARRAY(hiding->arena, most, Change);
    Step step = {
        .changes = changes, .atoms = {atom, other}, .rest = !hiding->atom[axis][atom]};
    change(hiding, axis, changes, &step.count, atom, other, 1);
    if (other != SIZE_MAX)
        change(hiding, axis, changes, &step.count, other, atom, -1);
    return step;
}

/* The steps with which a place goes up. */
static Steps steps_for(const Hiding *hiding, size_t axis, size_t place)
{
    const ComplementAxis *of = &hiding->table->axes[axis];
    const bool *atom = hiding->atom[axis];
    size_t own = 0, others = 0, count = 0;
    for (size_t i = 0; i < of->count; i++) {
        bool in = hiding_lies_in(of, i, place);
        own += (atom[i] && in) || i == place;
        others += atom[i] && !in;
    }
    Step *items = ARENA_ARRAY(hiding->arena, own * (others + 1), Step);
    for (size_t i = 0; i < of->count; i++) {
        if (!(atom[i] && hiding_lies_in(of, i, place)) && i != place)
            continue;
        items[count++] = step_of(hiding, axis, i, SIZE_MAX);
        for (size_t k = 0; k < of->count; k++)
            if (atom[k] && !hiding_lies_in(of, k, place))
                items[count++] = step_of(hiding, axis, i, k);
    }
    return (Steps){items, count};
}

const Steps *hiding_steps(Hiding *hiding, size_t axis, size_t place)
{
    Steps *steps = &hiding->steps[axis][place];
    if (!steps->count)
        *steps = steps_for(hiding, axis, place);
    return steps;
}
