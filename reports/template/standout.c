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

/* By the limits of its own series, or else by the year before. */
static bool find_change(const StandoutCandidate *candidate, bool quiet,
                        StandoutFinding *finding)
{
    const Fact *fact = candidate->fact;
    const FactControl *usual = candidate->usual;
    if (usual) {
        double value = amount_double(fact->figure.value);
        bool worse = usual->point_type == FACT_POINT_CONCERN && !quiet;
        finding->signal = usual->signal != SPC_COMMON_CAUSE;
        finding->kind = worse ? STANDOUT_WORSE : STANDOUT_CHANGED;
        finding->weight = fabs(value - usual->centre) / fmax(fabs(usual->centre), 1e-9);
        return finding->signal;
    }
    finding->kind = kind_of_change(candidate->direction, finding->change, quiet);
    finding->weight = relative_gap(fact->figure.value, fact->last_year.value);
    return finding->change == CHANGE_MORE || finding->change == CHANGE_LESS;
}

static bool find_in_fact(const StandoutCandidate *candidate, bool quiet,
                         StandoutFinding *finding)
{
    const Fact *fact = candidate->fact;
    const Figure *now = &fact->figure;
    if (!now->known || now->mark != MARK_OK || now->year)
        return false;
    finding->change = fact_change(candidate->kind, now, &fact->last_year);
    if (fact->status == STATUS_NOT_MET) {
        finding->kind = quiet ? STANDOUT_QUIET_NOT_MET : STANDOUT_NOT_MET;
        finding->weight = fact->goal.known ? relative_gap(now->value, fact->goal.goal) : 0;
        return true;
    }
    StandoutFinding changed = *finding;
    bool partly = fact->status == STATUS_PARTLY, met = fact->status == STATUS_MET;
    /* A goal met says more than a change for the better. */
    if (find_change(candidate, quiet, &changed) &&
        (changed.kind == STANDOUT_WORSE || (!met && !partly))) {
        *finding = changed;
        return true;
    }
    /* Goals met are told in the template's order: by how much is no merit. */
    finding->kind = met ? STANDOUT_MET : STANDOUT_PARTLY;
    finding->weight =
        partly && fact->goal.known ? relative_gap(now->value, fact->goal.goal) : 0;
    return met || partly;
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
