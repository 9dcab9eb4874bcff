/* check_list.h: what `samsyn check` looks at, and what it finds.
 *
 * shape  problems in the order they were found; printed the gravest first. A place is
 *        "goals.csv:12", relative to the workspace, or empty
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_CHECK_LIST_H
#define SAMSYN_ENGINE_COMMAND_CHECK_LIST_H

#include "engine/base/command.h"
#include "engine/catalogue/workspace.h"
#include "engine/command/check_words.h"
#include "engine/facts.h"
#include "engine/store/store.h"

typedef enum { GRAVITY_ERROR, GRAVITY_WARNING, GRAVITY_NOTE, GRAVITIES } Gravity;

typedef struct {
    Gravity gravity;
    Str place, text;
} Problem;

typedef struct {
    const Run *run;
    Arena *arena;
    Language language;
    Workspace *workspace; /* NULL: the settings are broken */
    Facts *facts;         /* at the public level; NULL: nothing is imported yet */
    Store *store;         /* likewise */
    Period first, last;   /* months delivered; only with `has_data` */
    bool has_data;
    Period from, to; /* months whose completeness is told */
    Problem *problems;
    size_t count, capacity;
    size_t counts[GRAVITIES];
} Check;

/* `parts` as the phrase has them. The same problem at the same place is kept once. */
void check_add(Check *check, Gravity gravity, Str place, CheckPhrase phrase,
               const Str *parts);
#define CHECK_ADD(check, gravity, place, phrase, ...) \
    check_add((check), (gravity), (place), (phrase), (const Str[]){__VA_ARGS__, {"", 0}})
/* What a loader told: "path:line:column: reason". */
void check_add_failure(Check *check, const char *message);
Str check_place(const Check *check, const char *file, int64_t line);
void check_print(const Check *check);

/* "2018-04-01" and the like; open ends in words. */
Str check_days(const Check *check, int32_t from, int32_t to);
Str check_number(const Check *check, Amount amount);
Str check_count(const Check *check, size_t count);
bool check_is_percent(const Indicator *indicator); /* by its unit */
/* Has any of the periods a figure, known or protected? */
bool check_told(Check *check, Str indicator, Str unit, PeriodKind kind, int32_t first,
                int32_t last, bool *told, Error *error);

/* The parts of the check. Those with an Error fail as the door and the store do. */
bool check_settings(Check *check, Error *error);
void check_units(Check *check);
void check_outcomes(Check *check);
bool check_goals(Check *check, Error *error);
void check_assessments(Check *check);
bool check_comments(Check *check, Error *error);
bool check_records(Check *check, Error *error);
/* Prints what was delivered, per record kind, unit and month, and what came late. */
bool check_delivered(Check *check, Error *error);

#endif
