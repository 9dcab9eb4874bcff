/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>

#include "engine/facts.h"

/* Fewer than this behind both periods together say nothing about change. */
enum { CHANGE_N_LEAST = 10 };

static double variance_of(FactKind kind, const Figure *figure)
{
    double value = amount_double(figure->value);
    if (kind == FACT_SHARE) {
        double n = amount_double(figure->denominator);
        return n > 0 ? value * (1 - value) / n : 0;
    }
    return figure->n > 0 ? value * value / (double)figure->n : 0;
}

static bool enough(FactKind kind, const Figure *now, const Figure *then)
{
    if (kind != FACT_SHARE)
        return now->n + then->n >= CHANGE_N_LEAST;
    Amount least = AMOUNT_WHOLE(CHANGE_N_LEAST);
    return now->has_denominator && then->has_denominator &&
           amount_compare(now->denominator, least) >= 0 &&
           amount_compare(then->denominator, least) >= 0;
}

FactChange fact_change(FactKind kind, const Figure *now, const Figure *then)
{
    if (!now->known || !then->known || now->mark != MARK_OK || then->mark != MARK_OK ||
        now->year || then->year)
        return CHANGE_UNKNOWN;
    int order = amount_compare(now->value, then->value);
    if (order == 0)
        return CHANGE_SAME;
    /* A reported value comes without the number behind it, a mean without its spread. */
    bool unknown_error = kind == FACT_VALUE || kind == FACT_MEAN || kind == FACT_OFFERED;
    if (unknown_error || !enough(kind, now, then))
        return CHANGE_TOO_FEW;
    double difference = amount_double(now->value) - amount_double(then->value);
    double error = sqrt(variance_of(kind, now) + variance_of(kind, then));
    if (fabs(difference) <= 2 * error)
        return CHANGE_ABOUT;
    return order > 0 ? CHANGE_MORE : CHANGE_LESS;
}
