/* episodes.h: from scores to episodes: a carer's contact from its first score to its last.
 *
 * shape   scores of an episode stand in order of day, sequence and line. Where the unit
 *         tells its episodes, from its first of them on, they are the scores between start
 *         and end; other scores make one while none is more than the instrument's gap after
 *         the one before. A carer with several target groups has an episode in each
 * owns    what is returned lives in the arena given
 * fails   as the store does
 * source  METHODS 1.3
 *
 * A merged unit goes on with the contacts, and the keys, of those it was made of.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_MEASURE_EPISODES_H
#define SAMSYN_MEASURE_EPISODES_H

#include "engine/catalogue/instruments.h"
#include "engine/catalogue/workspace.h"
#include "engine/store/records.h"

typedef struct Score {
    Str carer;
    size_t unit, group; /* places; group 0: none of the settings' */
    int32_t day, month;
    int64_t sequence, total, age, batch, line; /* sequence, age: EPISODE_UNTOLD */
    struct Score *next;                        /* of the episode */
} Score;

#define EPISODE_UNTOLD INT64_MIN

typedef struct Episode {
    Str carer;
    size_t unit, group;
    int32_t day, month; /* it closes; of one with a gap its last score */
    bool told;          /* by the unit: it is closed, wherever the horizon is */
    bool has_ending, unplanned;
    int64_t batch, line; /* of the row that told it */
    size_t count;        /* complete scores */
    Score *first, *last; /* NULL when there is none */
    int64_t cut;         /* of the age at the first */
    struct Episode *next;
} Episode;

/* What a unit has become in the end, itself as a rule: its family is all that became that.
 */
size_t unit_family(const Units *units, size_t unit);

/* Those of a family; `told_from` is the first month that each unit told episodes in
 * (INT32_MAX: never). One that its unit told to be open is left out; one with a gap may
 * still be open, see episode_closed(). The first of a list. */
bool episodes_read(Store *store, const Workspace *workspace, Arena *arena,
                   const Instrument *instrument, size_t family, const int32_t *told_from,
                   Episode **episodes, Error *error);
bool episode_closed(const Instrument *instrument, bool told, int32_t month,
                    int32_t horizon);

#endif
