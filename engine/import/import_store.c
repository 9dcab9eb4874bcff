/* The rows of a file into the database, and what they replace. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/complete.h"
#include "engine/import/import_inside.h"

/* "samtal-farsta-2018-03.csv": the unit and period between the kind's name and the ending.
 */
static bool name_tells(const Import *import, const Unit **unit, Period *period)
{
    Str name = import->name, head;
    if (str_ends(name, STR(".csv")))
        name.len -= 4;
    str_cut(name, '-', &head, &name);
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] != '-' || !period_parse(str_slice(name, i + 1, name.len), period) ||
            period_year(*period) < 1990 || period_year(*period) > 2100)
            continue;
        *unit = units_recognise(&import->settings->workspace->units, str_slice(name, 0, i));
        return *unit != NULL;
    }
    return false;
}

static void named_month(Import *import)
{
    const Unit *unit;
    Period period;
    int32_t now = day_month_serial(import->reader.today);
    if (name_tells(import, &unit, &period) && period.first_month <= now)
        for (int32_t month = period.first_month;
             month <= now && month <= period_last_month(period); month++)
            months_add(&import->months, unit, (Period){PERIOD_MONTH, month});
    else if (import->batch.rows_read == 0)
        findings_add(&import->findings,
                     (Finding){.line = import->csv.row_line,
                               .reason = IMPORT_SAY_PLAIN(import, SAY_NAMED_UNIT),
                               .remedy = IMPORT_SAY_PLAIN(import, SAY_NAMED_UNIT_DO)});
}

/* A record that came before is closed; one of this same file is told as a doubling. */
static bool row_replace(Import *import, bool *twice, Error *error)
{
    SameRow same;
    if (!record_same(import->arena, import->table, &same, error))
        return false;
    *twice = same.found && same.own_line;
    if (*twice)
        row_refuse(&import->reader, import->csv.row_line, STR(""), STR(""),
                   IMPORT_SAY(import, SAY_TWICE, import_count(import, same.own_line)),
                   IMPORT_SAY_PLAIN(import, SAY_TWICE_DO));
    if (!same.found || *twice)
        return true;
    return record_close(import->table, &same, error) &&
           journal_touch_months(import->settings->store, import->layout.kind->name,
                                same.unit, same.month, same.last_month, error);
}

/* A row without a date falls in the period that the file's name tells, else in the month
 * of import. */
static int32_t file_month(const Import *import)
{
    Str name = import->name;
    Period period;
    if (str_ends(name, STR(".csv")))
        name.len -= 4;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '-' && period_parse(str_slice(name, i + 1, name.len), &period))
            return period.first_month;
    return day_month_serial(import->reader.today);
}

/* What a purged period was is told by its figures, which nothing that comes now can change.
 */
static bool row_purged(Import *import)
{
    int32_t month = import->reader.period.first_month;
    if (record_last_month(import->table, month) >= import->purged.before)
        return false;
    Str before = period_id(import->arena, (Period){PERIOD_MONTH, import->purged.before});
    row_refuse(&import->reader, import->csv.row_line, STR(""), STR(""),
               IMPORT_SAY(import, SAY_PURGED, before, str_slice(import->purged.at, 0, 10),
                          import->purged.decision),
               IMPORT_SAY_PLAIN(import, SAY_PURGED_DO));
    return true;
}

static bool row_store(Import *import, Error *error)
{
    bool twice;
    if (!row_complete(&import->reader, &import->csv, &import->settings->workspace->units,
                      import->file_month) ||
        row_purged(import)) {
        import->batch.rows_refused++;
        return true;
    }
    if (!row_replace(import, &twice, error))
        return false;
    if (twice) {
        import->batch.rows_refused++;
        return true;
    }
    const RowReader *reader = &import->reader;
    import->batch.rows_used++;
    months_add(&import->months, reader->unit, reader->period);
    if (import->settings->replace)
        told_add(&import->told, reader->unit, reader->period);
    return record_add(import->table, import->csv.row_line, reader->unit,
                      reader->period.first_month, error);
}

/* False on failure, or with a refusal set. */
static bool rows_import(Import *import, Error *error)
{
    import->totals = totals_open(&import->reader);
    while (csv_next(&import->csv)) {
        if (import->csv.blank)
            continue;
        if (totals_take(&import->totals, &import->csv)) {
            if (row_guard(&import->reader, &import->csv))
                continue;
            import->refusal = import->reader.refusal;
            return false;
        }
        import->batch.rows_read++;
        import->reader.values = record_values(import->table);
        RowFate fate = row_read(&import->reader, &import->csv);
        if (fate == ROW_REFUSES_FILE) {
            import->refusal = import->reader.refusal;
            return false;
        }
        totals_add(&import->totals, &import->csv, fate == ROW_USED);
        import->batch.rows_refused += fate == ROW_REFUSED;
        if (fate == ROW_USED && !row_store(import, error))
            return false;
    }
    return !import->csv.unclosed || import_refuse_unclosed(import);
}

/* What the file corrects, by its name. */
static bool earlier_replace(Import *import, Error *error)
{
    const ImportSettings *settings = import->settings;
    int64_t closed, newest;
    Str when;
    if (!journal_replace(import->arena, settings->store, import->name, import->batch_id,
                         &closed, &when, &newest, error))
        return false;
    if (newest >= settings->run_first)
        return import_refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NAME_TWICE));
    if (newest && !settings->quiet)
        import_talk(import, IMPORT_SAY(import, SAY_REPLACES, str_slice(when, 0, 10),
                                       import_count(import, closed)));
    return true;
}

static bool periods_replace(Import *import, Error *error)
{
    const ImportSettings *settings = import->settings;
    int64_t closed;
    if (!replace_earlier(import->arena, settings->store, import->layout.kind,
                         &import->months, &import->told, import->batch_id, &closed, error))
        return false;
    if (closed && !settings->quiet)
        import_talk(import,
                    IMPORT_SAY(import, SAY_REPLACED_ROWS, import_count(import, closed)));
    return true;
}

static bool tells_rows_apart(const Import *import)
{
    const RecordKind *kind = import->layout.kind;
    bool ids = false;
    for (size_t i = 0; i < kind->column_count; i++)
        ids |= str_equal(kind->columns[i].name, STR("id")) && import->layout.cells[i] >= 0;
    return ids || kind->identity_count;
}

/* Rows that nothing tells apart count twice when two files tell the same period. */
static bool note_overlaps(Import *import, Error *error)
{
    if (tells_rows_apart(import))
        return true;
    Statement *select = store_statement(
        import->settings->store,
        "SELECT DISTINCT o.unit, o.month, b.file, count(*) OVER ()"
        " FROM records n JOIN records o ON o.kind = n.kind AND o.unit = n.unit"
        " AND o.month = n.month AND o.batch <> n.batch AND o.held"
        " JOIN batches b ON b.id = o.batch WHERE n.batch = ?1 ORDER BY 1, 2, 3 LIMIT 1",
        error);
    if (!select)
        return false;
    statement_bind_int(select, 1, import->batch_id);
    while (statement_next(select, error)) {
        Arena *arena = import->arena;
        int32_t month = (int32_t)statement_int(select, 1);
        int64_t more = statement_int(select, 3) - 1;
        Str unit = str_copy(arena, statement_text(select, 0));
        Str period = period_id(arena, (Period){PERIOD_MONTH, month});
        Str file = str_copy(arena, statement_text(select, 2));
        findings_add(
            &import->findings,
            (Finding){.line = import->heading_line,
                      .reason = more ? IMPORT_SAY(import, SAY_OVERLAP_MORE, unit, period,
                                                  file, import_count(import, more))
                                     : IMPORT_SAY(import, SAY_OVERLAP, unit, period, file),
                      .remedy = IMPORT_SAY_PLAIN(import, SAY_OVERLAP_DO)});
    }
    return error->kind == ERROR_NONE;
}

bool import_store(Import *import, Error *error)
{
    const ImportSettings *settings = import->settings;
    Store *store = settings->store;
    const RecordKind *kind = import->layout.kind;
    import->batch.kind = kind->name;
    import->batch.encoding = encoding_name(import->detected.encoding);
    import->batch.delimiter = import->csv.delimiter;
    import->months = months_open(import->arena, &settings->workspace->units);
    row_prepare(&import->reader, settings->workspace, import->csv.delimiter == ',');
    import_extra_headings(import);
    import->file_month = file_month(import);
    if (!purged_read(import->arena, store, &import->purged, error))
        return false;
    if (!journal_add(store, &import->batch, &import->batch_id, error))
        return false;
    import->table = record_open(import->arena, store, &settings->workspace->units, kind,
                                import->batch_id, error);
    if (!import->table || !earlier_replace(import, error) || !rows_import(import, error) ||
        !record_finish(import->table, error))
        return false;
    named_month(import);
    if (!(settings->replace ? periods_replace(import, error)
                            : note_overlaps(import, error)))
        return false;
    return months_store(&import->months, store, kind->name, import->batch_id, error) &&
           findings_store(&import->findings, store, import->batch_id, error) &&
           journal_finish(store, import->batch_id, &import->batch, error) &&
           journal_tell_read(import->arena, store, import->batch_id, &import->batch,
                             record_seals(import->table), error);
}
