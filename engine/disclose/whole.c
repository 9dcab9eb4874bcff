/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/whole.h"

static bool same_clause(const WhereClause *one, const WhereClause *other)
{
    bool same = str_equal(one->column, other->column) &&
                one->value_count == other->value_count &&
                one->is_number == other->is_number && one->least == other->least &&
                one->most == other->most;
    for (size_t i = 0; same && i < one->value_count; i++)
        same = str_equal(one->values[i], other->values[i]);
    return same;
}

static bool same_rows(const Indicator *one, const Indicator *other)
{
    bool same = one->source && one->source == other->source &&
                one->where_count == other->where_count;
    for (size_t i = 0; same && i < one->where_count; i++)
        same = same_clause(&one->where[i], &other->where[i]);
    return same;
}

/* Of closed episodes how many there are is the whole of how many have two scores, and that
 * of most of what is told of those. */
static bool counts_episodes_of(const Indicator *one, const Indicator *other)
{
    bool of_pairs = one->figure >= FIGURE_FIRST && one->figure != FIGURE_RECOVERY &&
                    one->figure != FIGURE_RELIABLE_RECOVERY;
    return one->kind == other->kind && one->instrument == other->instrument &&
           ((one->figure == FIGURE_COVERAGE && other->figure == FIGURE_CLOSED) ||
            (of_pairs && other->figure == FIGURE_PAIRS));
}

bool whole_counts(const Indicator *one, const Indicator *other)
{
    if (one->kind == MEASURE_OUTCOME)
        return counts_episodes_of(one, other);
    if (other->kind == MEASURE_OUTCOME || !same_rows(one, other))
        return false;
    if (one->kind == MEASURE_SHARE && one->of_keys)
        return other->kind == MEASURE_DISTINCT && !other->fresh &&
               str_equal(one->column, other->column);
    return (one->kind == MEASURE_SHARE || one->kind == MEASURE_SUM ||
            one->kind == MEASURE_MEAN) &&
           other->kind == MEASURE_COUNT;
}
