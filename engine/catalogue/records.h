/* records.h: the contracts of what districts send, from records.yaml: data, not code.
 *
 * owns   contracts live in the arena they are loaded into
 * fails  ERROR_CONFIG with path:line:column, and the nearest right word
 *
 * shape  a record kind is a table of the database with the contract's column names; a
 *        workspace's records.yaml overrides kinds, columns and headings by name
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_RECORDS_H
#define SAMSYN_CATALOGUE_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef enum {
    COLUMN_DATE,      /* stored as days since 1970 */
    COLUMN_UNIT,      /* stored as the unit's id */
    COLUMN_KEY,       /* a pseudonymous key, text */
    COLUMN_GROUP,     /* a target group's id, or `all` */
    COLUMN_CATEGORY,  /* one of `values`, stored as its id */
    COLUMN_NUMBER,    /* stored as an integer scaled by 10^decimals */
    COLUMN_PERIOD,    /* two columns: <name>_kind, <name>_month (see calendar.h) */
    COLUMN_INDICATOR, /* an indicator's id; read by id or either name */
    COLUMN_TEXT       /* a code or note, as written */
} ColumnType;

typedef struct {
    Str id;
    Str name[2];      /* by Language, for reports */
    const Str *heads; /* words a file may use, the id among them */
    size_t head_count;
    Str instead; /* of `elsewhere`: the record kind whose files it belongs in */
} CategoryValue;

struct RecordColumn;
typedef struct {
    const struct RecordColumn *const *columns;
    size_t count;
} ColumnSet;

typedef struct RecordColumn {
    Str name; /* English, as in the database, `where` and `sum` */
    ColumnType type;
    bool required;
    bool past;    /* of a date: not after the day of import */
    int decimals; /* of a number */
    bool has_least, has_most;
    int64_t least, most; /* scaled */
    const Str *heads;    /* headings, Swedish first */
    size_t head_count;
    Str format; /* of a key: 9 A * and literals; empty: any */
    const CategoryValue *values;
    size_t value_count;
    const CategoryValue *elsewhere; /* words that are a finding here: they belong in
                                       another kind's file */
    size_t elsewhere_count;
    const ColumnSet *adds; /* of a number: what it is the sum of, when it is empty */
    size_t add_count;
} RecordColumn;

typedef struct {
    Str name;        /* "conversations" */
    Str title[2];    /* "Samtal", "Conversations", by Language */
    const Str *file; /* a file's name begins with one of these */
    size_t file_count;
    const RecordColumn *columns;
    size_t column_count;
    const Str
        *identity; /* columns that together say "the same record" when there is no id */
    size_t identity_count;
    const ColumnSet *choices; /* at least one of these sets is filled in (0: no demand) */
    size_t choice_count;
    const ColumnSet *orders; /* pairs: the first is at most the second where both are */
    size_t order_count;
    Str month_column; /* the date or period column by which a row falls in a month; one that
                         is not required: else in the file's */
} RecordKind;

typedef struct {
    const RecordKind *items;
    size_t count;
} RecordKinds;

/* Built-in contracts from `share`/records.yaml, overridden by `workspace`/records.yaml. */
bool records_load(Arena *arena, const char *share, const char *workspace,
                  RecordKinds *kinds, Error *error);
const RecordKind *records_find(const RecordKinds *kinds, Str name);
/* NULL when there is none of that name. */
const RecordColumn *record_column(const RecordKind *kind, Str name);
/* Of rows that last: the date until which, by an `order` of the month's date before it;
 * NULL for rows of a day or a period. */
const RecordColumn *record_till_column(const RecordKind *kind);

#endif
