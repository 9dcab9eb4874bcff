/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/stats/spc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/stats/funnel.h"

static const double limit_factor = 2.66, screen_factor = 3.267;
enum { RUN = 7, THREE = 3, TWO = 2, SIZES_APART = 2 };

/* The points of one group; `from` is its first among all. */
typedef struct {
    const SpcValue *values;
    SpcPoint *points;
    size_t count;
    double centre;
} Group;

static double average(const SpcValue *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i].value;
    return sum / (double)count;
}

/* The average of the ranges below `most`. */
static double average_range(const SpcValue *values, size_t count, double most)
{
    double sum = 0;
    size_t kept = 0;
    for (size_t i = 1; i < count; i++) {
        double range = fabs(values[i].value - values[i - 1].value);
        if (range < most) {
            sum += range;
            kept++;
        }
    }
    return kept ? sum / (double)kept : 0;
}

static size_t baseline_of(const Group *group, SpcRules rules)
{
    return rules.baseline && rules.baseline < group->count ? rules.baseline : group->count;
}

static void limit_by_ranges(Group *group, SpcRules rules)
{
    size_t base = baseline_of(group, rules);
    double range = average_range(group->values, base, INFINITY);
    bool still = range <= 0;
    if (!rules.no_screen && !still)
        range = average_range(group->values, base, screen_factor * range);
    group->centre = average(group->values, base);
    double reach = limit_factor * range;
    for (size_t i = 0; i < group->count; i++)
        group->points[i] = (SpcPoint){.limited = group->count > 1,
                                      .still = still,
                                      .centre = group->centre,
                                      .lower = group->centre - reach,
                                      .upper = group->centre + reach,
                                      .near_lower = group->centre - 2 * reach / 3,
                                      .near_upper = group->centre + 2 * reach / 3};
}

/* Shares of numbers too different for one pair of limits? */
static bool sizes_differ(const Group *group)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < group->count; i++) {
        least = fmin(least, group->values[i].of);
        most = fmax(most, group->values[i].of);
    }
    return least > 0 && most > SIZES_APART * least;
}

static void limit_by_size(Group *group, SpcRules rules)
{
    size_t base = baseline_of(group, rules);
    double part = 0, whole = 0;
    for (size_t i = 0; i < base; i++) {
        part += group->values[i].value * group->values[i].of;
        whole += group->values[i].of;
    }
    double centre = group->centre = part / whole;
    bool still = centre <= 0 || centre >= 1; /* none or all: no room for chance */
    for (size_t i = 0; i < group->count; i++) {
        FunnelLimits limits = {true, centre, centre, centre, centre};
        if (!still)
            limits =
                funnel_limits(FUNNEL_SHARES, FUNNEL_EXACT, centre, group->values[i].of);
        group->points[i] = (SpcPoint){.limited = group->count > 1,
                                      .still = still,
                                      .by_size = true,
                                      .centre = centre,
                                      .lower = limits.lower998,
                                      .upper = limits.upper998,
                                      .near_lower = limits.lower95,
                                      .near_upper = limits.upper95};
    }
}

static int side_of(double value, double other)
{
    return (value > other) - (value < other);
}

static bool is_outside(const Group *group, size_t i)
{
    double value = group->values[i].value;
    return value > group->points[i].upper || value < group->points[i].lower;
}

static bool is_near(const Group *group, size_t i)
{
    double value = group->values[i].value;
    const SpcPoint *point = &group->points[i];
    return !is_outside(group, i) &&
           (value < point->near_lower || value > point->near_upper);
}

/* Do `length` points from `first` on follow each other without a gap? */
static bool unbroken(const Group *group, size_t first, size_t length)
{
    for (size_t i = first + 1; i < first + length; i++)
        if (group->values[i].after_gap)
            return false;
    return true;
}

/* The common direction of seven points from `first` on; 0: none. */
static int trend_from(const Group *group, size_t first)
{
    int way = side_of(group->values[first + 1].value, group->values[first].value);
    for (size_t i = first + 1; way && i < first + RUN; i++)
        if (side_of(group->values[i].value, group->values[i - 1].value) != way)
            return 0;
    return way && unbroken(group, first, RUN) ? way : 0;
}

static int shift_from(const Group *group, size_t first)
{
    int side = side_of(group->values[first].value, group->centre);
    for (size_t i = first + 1; side && i < first + RUN; i++)
        if (side_of(group->values[i].value, group->centre) != side)
            return 0;
    return side && unbroken(group, first, RUN) ? side : 0;
}

static int three_from(const Group *group, size_t first)
{
    int side = side_of(group->values[first].value, group->centre);
    size_t near = 0;
    for (size_t i = first; i < first + THREE; i++) {
        near += is_near(group, i);
        if (side_of(group->values[i].value, group->centre) != side)
            return 0;
    }
    return near >= TWO ? side : 0;
}

typedef int Window(const Group *group, size_t first);

/* The first window of so many points around i that answers. */
static int around(const Group *group, size_t i, size_t length, Window *window)
{
    size_t first = i + 1 > length ? i + 1 - length : 0;
    for (; first <= i && first + length <= group->count; first++) {
        int answer = window(group, first);
        if (answer)
            return answer;
    }
    return 0;
}

static bool in_trend(const Group *group, size_t i)
{
    return around(group, i, RUN, trend_from) != 0;
}

/* Where a rise meets a fall, the point counts with what comes after it. */
static int trend_at(const Group *group, size_t i)
{
    if (!in_trend(group, i))
        return 0;
    bool next = i + 1 < group->count && in_trend(group, i + 1);
    if (next)
        return side_of(group->values[i + 1].value, group->values[i].value);
    return i ? side_of(group->values[i].value, group->values[i - 1].value) : 0;
}

static SpcSignal signal_of(const Group *group, size_t i)
{
    int way;
    if (is_outside(group, i))
        return group->values[i].value > group->centre ? SPC_ABOVE_UPL : SPC_BELOW_LPL;
    if ((way = trend_at(group, i)) != 0)
        return way > 0 ? SPC_TREND_UP : SPC_TREND_DOWN;
    if (is_near(group, i) && (way = around(group, i, THREE, three_from)) != 0)
        return way > 0 ? SPC_TWO_OF_THREE_ABOVE : SPC_TWO_OF_THREE_BELOW;
    if ((way = around(group, i, RUN, shift_from)) != 0)
        return way > 0 ? SPC_SHIFT_ABOVE : SPC_SHIFT_BELOW;
    return SPC_COMMON_CAUSE;
}

void spc_points(const SpcValue *values, size_t count, SpcRules rules, SpcPoint *points)
{
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && !values[end].starts;)
            end++;
        Group group = {
            .values = values + first, .points = points + first, .count = end - first};
        if (sizes_differ(&group))
            limit_by_size(&group, rules);
        else
            limit_by_ranges(&group, rules);
        for (size_t i = 0; group.count > 1 && i < group.count; i++)
            group.points[i].signal = signal_of(&group, i);
    }
}

int spc_direction(SpcSignal signal)
{
    switch (signal) {
    case SPC_COMMON_CAUSE:
        return 0;
    case SPC_ABOVE_UPL:
    case SPC_TREND_UP:
    case SPC_TWO_OF_THREE_ABOVE:
    case SPC_SHIFT_ABOVE:
        return 1;
    case SPC_BELOW_LPL:
    case SPC_TREND_DOWN:
    case SPC_TWO_OF_THREE_BELOW:
    case SPC_SHIFT_BELOW:
        return -1;
    }
    return 0;
}

SpcAssurance spc_assurance(const SpcPoint *last, int better, double target)
{
    if (!last->limited || !better)
        return SPC_NO_ASSURANCE;
    if (target > last->upper)
        return better > 0 ? SPC_FAIL : SPC_PASS;
    if (target < last->lower)
        return better > 0 ? SPC_PASS : SPC_FAIL;
    return SPC_INCONSISTENT;
}

static int compare_values(const void *left, const void *right)
{
    return side_of(*(const double *)left, *(const double *)right);
}

double spc_median(Arena *scratch, const double *values, size_t count)
{
    if (!count)
        return 0;
    double *sorted = ARENA_ARRAY(scratch, count, double);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_values);
    double high = sorted[count / 2];
    return count % 2 ? high : (sorted[count / 2 - 1] + high) / 2;
}
