/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/protect.h"

enum { STAFF_LEAST = 2 };

static bool few(int64_t people, int64_t limit)
{
    return people > 0 && people < limit;
}

/* Answers of a few, or a few who answered so or not so; and, among up to twice as few, all
 * of them or none, which tells each one's answer. */
static bool share_shows_people(int64_t numerator, int64_t denominator, int64_t limit)
{
    int64_t others = denominator - numerator;
    if (denominator < limit || few(numerator, limit) || few(others, limit))
        return true;
    return (numerator == 0 || others == 0) && denominator < 2 * limit;
}

bool protect_primary(const ProtectFigure *figure, int64_t limit)
{
    switch (figure->protects) {
    case PROTECTS_NONE:
        return false;
    case PROTECTS_CARERS:
        if (few(figure->people, limit))
            return true;
        return figure->share &&
               share_shows_people(figure->numerator, figure->denominator, limit);
    case PROTECTS_PERSONS:
        if (figure->share)
            return share_shows_people(figure->numerator, figure->denominator, limit);
        return amount_compare(figure->value, AMOUNT_WHOLE(0)) > 0 &&
               amount_compare(figure->value, AMOUNT_WHOLE(limit)) < 0;
    case PROTECTS_STAFF:
        return figure->people < STAFF_LEAST &&
               amount_compare(figure->value, AMOUNT_WHOLE(0)) != 0;
    }
    return true;
}

bool protect_ratio(Protects protects, bool side_protected, int64_t staff)
{
    return side_protected || (protects == PROTECTS_STAFF && staff < STAFF_LEAST);
}
