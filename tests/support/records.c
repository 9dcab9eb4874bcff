/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/records.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/import/tables.h"
#include "engine/measure/cells.h"
#include "tests/support/folder.h"

static const char batch[] =
    "INSERT INTO batches (id, file, sha256, kind, imported_at, encoding, delimiter, "
    "rows_read,"
    " rows_used, rows_refused, settings, run, held) VALUES (1, 'samtal.csv', 'abc',"
    " 'conversations', '2018-05-03T00:00:00Z', 'UTF-8', ';', 0, 0, 0, '', 1, 1)";

static void fail(const Error *error)
{
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

void records_reopen(Records *records)
{
    Error error = {0};
    records->workspace =
        workspace_open(records->arena, records->folder, "templates", &error);
    if (!records->workspace)
        fail(&error);
}

Records records_new(Arena *arena, const char *settings)
{
    Records records = {.arena = arena, .folder = folder_new(arena), .batch = 1};
    Error error = {0};
    Str yaml = str_format(arena,
                          "organisation: Göta\nlanguage: sv\n"
                          "groups: [{id: young, name: unga}, {id: old, name: gamla}]\n%s",
                          settings);
    folder_put(arena, records.folder, "samsyn.yaml", yaml.ptr);
    folder_put(arena, records.folder, "units.csv",
               "namn;typ;ingår_i\nGöta;city;\nNorth;network;Göta\nSouth;network;Göta\n"
               "Åsen;district;North\nBerget;district;North\nCederdalen;district;North\n"
               "Dalby;district;South\nEken;district;South\nFors;district;Göta\n");
    records_reopen(&records);
    records.store = store_open(arena, records.workspace->database, STORE_CHANGE, &error);
    if (!records.store)
        fail(&error);
    if (!tables_prepare(arena, records.store, &records.workspace->records, &error))
        fail(&error);
    records_sql(&records, "%s", batch);
    return records;
}

void records_sql(Records *records, const char *format, ...)
{
    Error error = {0};
    char sql[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sql, sizeof sql, format, arguments);
    va_end(arguments);
    if (!store_run(records->store, sql, &error))
        fail(&error);
}

static int32_t day_of(const char *iso)
{
    int32_t day;
    if (!day_parse_iso(str_from(iso), &day))
        abort();
    return day;
}

static void touch(Records *records, const char *kind, const char *unit, int32_t month)
{
    records_sql(records,
                "INSERT OR IGNORE INTO delivered VALUES ('%s', '%s', %d, %d);"
                "INSERT OR IGNORE INTO touched VALUES ('%s', '%s', %d, 0)",
                kind, unit, month, (int)records->batch, kind, unit, month);
}

enum { MONTH_FAR = 12 * 9999 };

/* One row as a record of its own; `values` is a JSON object by the columns' names. */
static void put(Records *records, const char *kind, const char *unit, int32_t month,
                int32_t last_month, Str values)
{
    records_sql(records,
                "INSERT INTO records (kind, unit, month, last_month, batch, held, "
                "rows_count, rows) SELECT '%s', '%s', %d, %d, 1, 1, 1, '[[2,' || "
                "group_concat(value) || ']]' FROM (SELECT coalesce(json_extract('%.*s', "
                "'$.\"' || name || '\"'), 'null') AS value FROM record_columns WHERE "
                "kind = '%s' ORDER BY place)",
                kind, unit, month, last_month, STR_PRINT(values), kind);
}

/* A text as a JSON text within a JSON text, so that it is taken over with its quotes. */
static const char *json_text(Records *records, const char *text)
{
    return text ? str_format(records->arena, "\"\\\"%s\\\"\"", text).ptr : "null";
}

void records_conversation(Records *records, const char *unit, const char *day,
                          const char *group, const char *carer, int minutes)
{
    int32_t month = day_month_serial(day_of(day));
    put(records, "conversations", unit, month, month,
        str_format(records->arena,
                   "{\"date\": %d, \"carer\": %s, \"group\": %s, \"form\": %s, "
                   "\"minutes\": %d}",
                   day_of(day), json_text(records, carer), json_text(records, group),
                   json_text(records, "besök"), minutes));
    touch(records, "conversations", unit, month);
}

void records_intervention(Records *records, const char *unit, const char *day,
                          const char *kind, const char *carer, int participants)
{
    int32_t month = day_month_serial(day_of(day));
    put(records, "interventions", unit, month, month,
        str_format(records->arena,
                   "{\"date\": %d, \"kind\": %s, \"group\": %s, \"participants\": %s, "
                   "\"carer\": %s}",
                   day_of(day), json_text(records, kind), json_text(records, "all"),
                   participants < 0 ? "null"
                                    : str_format(records->arena, "%d", participants).ptr,
                   json_text(records, carer)));
    touch(records, "interventions", unit, month);
}

static const char *number_or_null(Records *records, int number)
{
    return number < 0 ? "null" : str_format(records->arena, "%d", number).ptr;
}

void records_score(Records *records, const char *unit, const char *day, const char *group,
                   const char *carer, int total, int age)
{
    int32_t month = day_month_serial(day_of(day));
    put(records, "scores", unit, month, month,
        str_format(records->arena,
                   "{\"date\": %d, \"carer\": %s, \"group\": %s, \"instrument\": %s, "
                   "\"total\": %s, \"age\": %s}",
                   day_of(day), json_text(records, carer), json_text(records, group),
                   json_text(records, "ors"), number_or_null(records, total),
                   number_or_null(records, age)));
    touch(records, "scores", unit, month);
}

void records_episode(Records *records, const char *unit, const char *carer,
                     const char *start, const char *end, const char *ending)
{
    int32_t month = day_month_serial(day_of(start));
    put(records, "episodes", unit, month, end ? day_month_serial(day_of(end)) : MONTH_FAR,
        str_format(
            records->arena, "{\"carer\": %s, \"start\": %d, \"end\": %s, \"ending\": %s}",
            json_text(records, carer), day_of(start),
            number_or_null(records, end ? day_of(end) : -1), json_text(records, ending)));
    touch(records, "episodes", unit, month);
}

void records_staff(Records *records, const char *unit, const char *person,
                   const char *group, int fte, const char *from, const char *till)
{
    int32_t month = day_month_serial(day_of(from));
    put(records, "staff", unit, month, till ? day_month_serial(day_of(till)) : MONTH_FAR,
        str_format(records->arena,
                   "{\"person\": %s, \"group\": %s, \"fte\": %d, \"from\": %d, "
                   "\"till\": %s}",
                   json_text(records, person), json_text(records, group), fte, day_of(from),
                   till ? str_format(records->arena, "%d", day_of(till)).ptr : "null"));
    touch(records, "staff", unit, month);
}

static void touch_period(Records *records, const char *unit, Period period)
{
    for (int32_t month = period.first_month; month <= period_last_month(period); month++)
        touch(records, "figures", unit, month);
}

static Period period_of(const char *id)
{
    Period period;
    if (!period_parse(str_from(id), &period))
        abort();
    return period;
}

static void put_figure(Records *records, const char *indicator, const char *unit,
                       const char *group, Period period, const char *figure)
{
    put(records, "figures", unit, period.first_month, period_last_month(period),
        str_format(records->arena,
                   "{\"indicator\": %s, \"group\": %s, \"period_kind\": %d, "
                   "\"period_month\": %d, %s}",
                   json_text(records, indicator), json_text(records, group),
                   (int)period.kind, (int)period.first_month, figure));
    touch_period(records, unit, period);
}

void records_value_of(Records *records, const char *indicator, const char *unit,
                      const char *group, const char *period, int value)
{
    put_figure(records, indicator, unit, group, period_of(period),
               str_format(records->arena, "\"value\": %lld", 10000LL * value).ptr);
}

void records_value(Records *records, const char *indicator, const char *unit,
                   const char *period, int value)
{
    records_value_of(records, indicator, unit, "all", period, value);
}

void records_share(Records *records, const char *indicator, const char *unit,
                   const char *period, int numerator, int denominator)
{
    put_figure(records, indicator, unit, "all", period_of(period),
               str_format(records->arena, "\"numerator\": %d, \"denominator\": %d",
                          numerator, denominator)
                   .ptr);
}

void records_delivered(Records *records, const char *kind, const char *unit,
                       const char *month)
{
    touch(records, kind, unit, period_of(month).first_month);
}

static const char last_touched[] =
    "INSERT OR REPLACE INTO touched SELECT kind, unit, month, 1 FROM records WHERE id = "
    "(SELECT max(id) FROM records WHERE kind = '%s' AND held)";
static const char last_closed[] = "UPDATE records SET held = 0 WHERE id = (SELECT max(id) "
                                  "FROM records WHERE kind = '%s' AND held)";
static const char last_undelivered[] =
    "DELETE FROM delivered WHERE kind = '%s' AND (kind, unit, month) IN (SELECT kind, "
    "unit, month FROM touched) AND NOT EXISTS (SELECT 1 FROM records r WHERE r.held AND "
    "r.kind = delivered.kind AND r.unit = delivered.unit AND delivered.month BETWEEN "
    "r.month AND min(r.last_month, r.month + 12))";

void records_close_last(Records *records, const char *kind)
{
    records_sql(records, last_touched, kind);
    records_sql(records, last_closed, kind);
    records_sql(records, last_undelivered, kind);
}

void records_rebuild(Records *records, bool all)
{
    Error error = {0};
    CellsCount count;
    Arena *scratch = arena_open();
    bool done = store_begin(records->store, &error) &&
                (all ? cells_rebuild_all(records->store, records->workspace, scratch,
                                         &count, &error)
                     : cells_rebuild_touched(records->store, records->workspace, scratch,
                                             &count, &error)) &&
                store_commit(records->store, &error);
    arena_close(scratch);
    if (!done)
        fail(&error);
}
