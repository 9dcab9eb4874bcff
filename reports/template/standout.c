/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/standout.h"

#include <math.h>

static double relative_gap(Amount value, Amount reference)
{
    double gap = fabs(amount_double(value) - amount_double(reference));
    double scale = fabs(amount_double(reference));
    return scale > 0 ? gap / scale : gap;
}

/* The kind of a clear change. */
static StandoutKind kind_of_change(FactDirection direction, FactChange change, bool quiet)
{
    bool worse = (direction == FACT_HIGHER_BETTER && change == CHANGE_LESS) ||
                 (direction == FACT_LOWER_BETTER && change == CHANGE_MORE);
    return worse && !quiet ? STANDOUT_WORSE : STANDOUT_CHANGED;
}

static bool find_in_fact(const StandoutCandidate *candidate, bool quiet,
                         StandoutFinding *finding)
{
    const Fact *fact = candidate->fact;
    const Figure *now = &fact->figure;
    if (!now->known || now->mark != MARK_OK || now->year)
        return false;
    finding->change = fact_change(candidate->kind, now, &fact->last_year);
    bool clear = finding->change == CHANGE_MORE || finding->change == CHANGE_LESS;
    if (fact->goal.known)
        finding->weight = relative_gap(now->value, fact->goal.goal);
    if (fact->status == STATUS_NOT_MET) {
        finding->kind = quiet ? STANDOUT_QUIET_NOT_MET : STANDOUT_NOT_MET;
        return true;
    }
    if (clear) {
        StandoutKind kind = kind_of_change(candidate->direction, finding->change, quiet);
        /* A goal met says more than a change for the better. */
        if (kind == STANDOUT_WORSE ||
            (fact->status != STATUS_MET && fact->status != STATUS_PARTLY)) {
            finding->kind = kind;
            finding->weight = relative_gap(now->value, fact->last_year.value);
            return true;
        }
    }
    finding->kind = fact->status == STATUS_MET ? STANDOUT_MET : STANDOUT_PARTLY;
    /* Goals met are told in the template's order: by how much is no merit. */
    if (fact->status == STATUS_MET)
        finding->weight = 0;
    return fact->status == STATUS_MET || fact->status == STATUS_PARTLY;
}

static bool find_one(const StandoutCandidate *candidate, bool quiet,
                     StandoutFinding *finding)
{
    if (candidate->fact)
        return find_in_fact(candidate, quiet, finding);
    finding->kind = STANDOUT_MISSING;
    for (size_t i = 0; i < candidate->delivery_count; i++)
        if (candidate->deliveries[i].delivered < candidate->deliveries[i].expected)
            return true;
    return false;
}

static bool is_before(const StandoutFinding *a, const StandoutFinding *b)
{
    return a->kind != b->kind ? a->kind < b->kind : a->weight > b->weight;
}

size_t standout_rank(const StandoutCandidate *candidates, size_t count, bool quiet,
                     size_t most, StandoutFinding findings[STANDOUT_MOST])
{
    size_t found = 0;
    if (most > STANDOUT_MOST)
        most = STANDOUT_MOST;
    for (size_t i = 0; i < count; i++) {
        StandoutFinding finding = {.candidate = i};
        if (!find_one(&candidates[i], quiet, &finding))
            continue;
        /* Insertion keeps the candidates' order among equals, and only the first ones. */
        size_t at = found;
        while (at > 0 && is_before(&finding, &findings[at - 1]))
            at--;
        if (at >= most)
            continue;
        if (found < most)
            found++;
        for (size_t j = found - 1; j > at; j--)
            findings[j] = findings[j - 1];
        findings[at] = finding;
    }
    return found;
}
