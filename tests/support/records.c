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
    " rows_used, rows_refused) VALUES (1, 'samtal.csv', 'abc', 'conversations',"
    " '2018-05-03T00:00:00Z', 'UTF-8', ';', 0, 0, 0)";

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

static const char *quoted(Records *records, const char *text)
{
    return text ? str_format(records->arena, "'%s'", text).ptr : "NULL";
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
                "INSERT OR IGNORE INTO delivered VALUES ('%s', '%s', %d, %d, NULL);"
                "INSERT OR IGNORE INTO touched VALUES ('%s', '%s', %d)",
                kind, unit, month, (int)records->batch, kind, unit, month);
}

void records_conversation(Records *records, const char *unit, const char *day,
                          const char *group, const char *carer, int minutes)
{
    records_sql(
        records,
        "INSERT INTO record_conversations (batch, line, date, unit, carer, \"group\","
        " form, minutes) VALUES (1, 2, %d, '%s', '%s', '%s', 'besök', %d)",
        day_of(day), unit, carer, group, minutes);
    touch(records, "conversations", unit, day_month_serial(day_of(day)));
}

void records_intervention(Records *records, const char *unit, const char *day,
                          const char *kind, const char *carer, int participants)
{
    records_sql(
        records,
        "INSERT INTO record_interventions (batch, line, date, unit, kind, \"group\","
        " participants, carer) VALUES (1, 2, %d, '%s', '%s', 'all', %s, %s)",
        day_of(day), unit, kind,
        participants < 0 ? "NULL" : str_format(records->arena, "%d", participants).ptr,
        quoted(records, carer));
    touch(records, "interventions", unit, day_month_serial(day_of(day)));
}

void records_staff(Records *records, const char *unit, const char *person,
                   const char *group, int fte, const char *from, const char *till)
{
    records_sql(records,
                "INSERT INTO record_staff (batch, line, person, unit, \"group\", fte, "
                "\"from\", till) VALUES (1, 2, '%s', '%s', '%s', %d, %d, %s)",
                person, unit, group, fte, day_of(from),
                till ? str_format(records->arena, "%d", day_of(till)).ptr : "NULL");
    touch(records, "staff", unit, day_month_serial(day_of(from)));
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

void records_value(Records *records, const char *indicator, const char *unit,
                   const char *period, int value)
{
    records_sql(
        records,
        "INSERT INTO record_figures (batch, line, indicator, unit, period_kind, "
        "period_month, \"group\", value) VALUES (1, 2, '%s', '%s', %d, %d, 'all', %lld)",
        indicator, unit, (int)period_of(period).kind, (int)period_of(period).first_month,
        10000LL * value);
    touch_period(records, unit, period_of(period));
}

void records_share(Records *records, const char *indicator, const char *unit,
                   const char *period, int numerator, int denominator)
{
    records_sql(
        records,
        "INSERT INTO record_figures (batch, line, indicator, unit, period_kind, "
        "period_month, \"group\", numerator, denominator) VALUES (1, 2, '%s', '%s', "
        "%d, %d, 'all', %d, %d)",
        indicator, unit, (int)period_of(period).kind, (int)period_of(period).first_month,
        numerator, denominator);
    touch_period(records, unit, period_of(period));
}

void records_delivered(Records *records, const char *kind, const char *unit,
                       const char *month)
{
    touch(records, kind, unit, period_of(month).first_month);
}

void records_close_last(Records *records, const char *kind)
{
    bool staff = str_equal(str_from(kind), STR("staff"));
    Str serial = str_format(records->arena,
                            "(strftime('%%Y', \"%s\" * 86400, 'unixepoch') * 12 + "
                            "strftime('%%m', \"%s\" * 86400, 'unixepoch') - 1)",
                            staff ? "from" : "date", staff ? "from" : "date");
    records_sql(
        records,
        "INSERT OR IGNORE INTO touched SELECT '%s', unit, %s FROM record_%s WHERE id = "
        "(SELECT max(id) FROM record_%s WHERE closed_by IS NULL);"
        "UPDATE record_%s SET closed_by = 1 WHERE id = "
        "(SELECT max(id) FROM record_%s WHERE closed_by IS NULL);"
        "DELETE FROM delivered WHERE kind = '%s' AND (kind, unit, month) IN (SELECT "
        "kind, unit, month FROM touched) AND NOT EXISTS (SELECT 1 FROM "
        "record_%s r WHERE r.closed_by IS NULL AND r.unit = delivered.unit AND %s = "
        "delivered.month)",
        kind, serial.ptr, kind, kind, kind, kind, kind, kind, serial.ptr);
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
