/* import_inside.h: one file while it is read: what the files of its import share. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_IMPORT_INSIDE_H
#define SAMSYN_IMPORT_IMPORT_INSIDE_H

#include "engine/import/detect.h"
#include "engine/import/import.h"
#include "engine/import/journal.h"
#include "engine/import/record.h"
#include "engine/import/replace.h"
#include "engine/import/row.h"
#include "engine/import/totals.h"
#include "engine/import/words.h"
#include "engine/store/purged.h"

/* What one file needs while it is read. */
typedef struct {
    const ImportSettings *settings;
    Arena *arena;
    Str name; /* of the file, without folders */
    Detected detected;
    Str text;
    Csv csv;
    int64_t heading_line, above; /* rows above the headings */
    Layout layout;
    RecordTable *table;
    Findings findings;
    RowReader reader;
    Totals totals;
    Months months;
    ToldPeriods told;
    Batch batch;
    int64_t batch_id;
    Purged purged;      /* older rows are not taken: what was made of such stays */
    int32_t file_month; /* where a row without a date falls */
    Refusal refusal;
} Import;

#define IMPORT_SAY(import, phrase, ...) \
    SAY((import)->arena, (import)->settings->language, phrase, __VA_ARGS__)
#define IMPORT_SAY_PLAIN(import, phrase) \
    SAY_PLAIN((import)->arena, (import)->settings->language, phrase)

void import_talk(const Import *import, Str said); /* "samtal.csv: ..." */
/* The file is refused, at a line or (0) as a whole. Always false. */
bool import_refuse(Import *import, int64_t line, Str message);
bool import_refuse_unclosed(Import *import); /* for the quote that csv found */
Str import_count(const Import *import, int64_t count);

/* The bytes as rows with a layout. False when the file is refused. */
bool import_understand(Import *import, Str bytes);
/* Headings that are not read are noted, with the column they are like. */
void import_extra_headings(Import *import);
/* Rows, findings, months and what is replaced, inside the caller's transaction. False on
 * failure, or with a refusal set. */
bool import_store(Import *import, Error *error);

#endif
