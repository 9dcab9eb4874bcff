/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/import.h"

#include <assert.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "engine/import/complete.h"
#include "engine/import/detect.h"
#include "engine/import/guard.h"
#include "engine/import/heading.h"
#include "engine/import/journal.h"
#include "engine/import/record.h"
#include "engine/import/replace.h"
#include "engine/import/returns.h"
#include "engine/import/row.h"
#include "engine/import/told.h"
#include "engine/import/totals.h"
#include "engine/import/words.h"

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
    int32_t file_month; /* where a row without a date falls */
    Refusal refusal;
} Import;

static Str count_text(Arena *arena, int64_t count)
{
    return number_plain(arena, AMOUNT_WHOLE(count), 0);
}

static void talk(const Import *import, Str said)
{
    fprintf(import->settings->talk, "%.*s: %.*s\n", STR_PRINT(import->name),
            STR_PRINT(said));
}

static bool refuse(Import *import, int64_t line, Str message)
{
    import->refusal = (Refusal){.line = line, .message = message};
    return false;
}

#define IMPORT_SAY(import, phrase, ...) \
    SAY((import)->arena, (import)->settings->language, phrase, __VA_ARGS__)
#define IMPORT_SAY_PLAIN(import, phrase) \
    SAY_PLAIN((import)->arena, (import)->settings->language, phrase)

static bool refuse_unclosed(Import *import)
{
    refuse(import, import->csv.unclosed_line, IMPORT_SAY_PLAIN(import, SAY_UNCLOSED));
    import->refusal.place = import->csv.unclosed_column;
    return false;
}

/* Goes on to the row of headings. What is passed over must hold no identity number. */
static bool heading_reach(Import *import, int64_t line)
{
    for (import->above = -1; csv_next(&import->csv);) {
        if (import->csv.blank)
            continue;
        import->above++;
        if (!row_guard(&import->reader, &import->csv)) {
            import->refusal = import->reader.refusal;
            return false;
        }
        import->heading_line = import->csv.row_line;
        if (import->heading_line == line)
            return true;
    }
    return import->csv.unclosed
               ? refuse_unclosed(import)
               : refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NO_HEADINGS));
}

/* The bytes as rows with a layout. False when the file is refused. */
static bool file_understand(Import *import, Str bytes)
{
    static const Phrase faults[] = {[DETECT_UTF16] = SAY_UTF16,
                                    [DETECT_BINARY] = SAY_BINARY,
                                    [DETECT_BYTES] = SAY_BYTES};
    const ImportSettings *settings = import->settings;
    const RecordKinds *kinds = &settings->workspace->records;
    const Detected *detected = &import->detected;
    Str refusal;
    DetectFault fault = detect_text(import->arena, bytes, &import->text, &import->detected);
    if (fault != DETECT_OK)
        return refuse(import, detected->fault_line,
                      IMPORT_SAY(import, faults[fault], encoding_name(detected->encoding)));
    const RecordKind *named = settings->kind
                                  ? settings->kind
                                  : contract_named(import->arena, kinds, import->name);
    Heading heading = heading_find(import->arena, settings->keys, named, import->text,
                                   detected->separator, detected->first_line);
    import->csv =
        csv_open(import->arena, import->text, heading.delimiter, detected->first_line);
    if (!heading_reach(import, heading.line))
        return false;
    if (!contract_fit(import->arena, settings->language, settings->keys, named,
                      &import->csv, &import->layout, &refusal))
        return refuse(import, import->csv.row_line, refusal);
    return true;
}

/* Headings that are not read are noted, with the column they are like. */
static void extra_headings(Import *import)
{
    for (size_t i = 0; i < import->layout.count; i++) {
        Str heading = import->layout.headings[i];
        if (import->layout.columns[i] >= 0 || heading.len == 0)
            continue;
        Str like = contract_like(import->arena, &import->layout, heading);
        findings_add(&import->findings,
                     (Finding){.line = import->csv.row_line,
                               .column = heading,
                               .reason = IMPORT_SAY_PLAIN(import, SAY_EXTRA),
                               .remedy = like.len
                                             ? IMPORT_SAY(import, SAY_EXTRA_NEAR_DO, like)
                                             : IMPORT_SAY_PLAIN(import, SAY_EXTRA_DO)});
    }
}

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
                   IMPORT_SAY(import, SAY_TWICE, count_text(import->arena, same.own_line)),
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

static bool row_store(Import *import, Error *error)
{
    bool twice;
    if (!row_complete(&import->reader, &import->csv, &import->settings->workspace->units,
                      import->file_month)) {
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
    return !import->csv.unclosed || refuse_unclosed(import);
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
        return refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NAME_TWICE));
    if (newest && !settings->quiet)
        talk(import, IMPORT_SAY(import, SAY_REPLACES, str_slice(when, 0, 10),
                                count_text(import->arena, closed)));
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
        talk(import,
             IMPORT_SAY(import, SAY_REPLACED_ROWS, count_text(import->arena, closed)));
    return true;
}

static bool file_store(Import *import, Error *error)
{
    const ImportSettings *settings = import->settings;
    Store *store = settings->store;
    const RecordKind *kind = import->layout.kind;
    import->batch.kind = kind->name;
    import->batch.encoding = encoding_name(import->detected.encoding);
    import->batch.delimiter = import->csv.delimiter;
    import->months = months_open(import->arena, &settings->workspace->units);
    row_prepare(&import->reader, settings->workspace, import->csv.delimiter == ',');
    extra_headings(import);
    import->file_month = file_month(import);
    if (!journal_add(store, &import->batch, &import->batch_id, error))
        return false;
    import->table = record_open(import->arena, store, &settings->workspace->units, kind,
                                import->batch_id, error);
    if (!import->table || !earlier_replace(import, error) || !rows_import(import, error) ||
        !record_finish(import->table, error))
        return false;
    named_month(import);
    if (settings->replace && !periods_replace(import, error))
        return false;
    return months_store(&import->months, store, kind->name, import->batch_id, error) &&
           findings_store(&import->findings, store, import->batch_id, error) &&
           journal_finish(store, import->batch_id, &import->batch, error);
}

static void done_tell(const Import *import)
{
    const ImportSettings *settings = import->settings;
    Arena *arena = import->arena;
    if (!settings->quiet) {
        Str guesses =
            told_guesses(arena, settings->language, import->csv.delimiter,
                         import->above ? import->heading_line : 0, import->reader.cells);
        Str said =
            IMPORT_SAY(import, SAY_READ, import->layout.kind->title[settings->language],
                       encoding_name(import->detected.encoding), guesses,
                       count_text(arena, import->batch.rows_read),
                       count_text(arena, import->batch.rows_used),
                       count_text(arena, import->batch.rows_refused));
        Str would = settings->dry ? IMPORT_SAY_PLAIN(import, SAY_WOULD) : STR("");
        Str batch = settings->dry ? STR("")
                                  : IMPORT_SAY(import, SAY_BATCH,
                                               count_text(arena, import->batch_id));
        talk(import, str_format(arena, "%.*s%.*s%.*s", STR_PRINT(would), STR_PRINT(said),
                                STR_PRINT(batch)));
        Str around = totals_say(&import->totals, import->above);
        if (around.len)
            talk(import, around);
        if (import->reader.bare)
            talk(import, IMPORT_SAY(import, SAY_BARE_COUNT,
                                    count_text(arena, import->reader.bare)));
    }
    findings_print(&import->findings, settings->talk, import->name, settings->language,
                   settings->findings_shown);
}

static void refusal_tell(const Import *import)
{
    told_refusal(import->arena, import->settings->talk, import->settings->language,
                 import->name, &import->refusal);
}

/* A trial stands inside the caller's transaction, which is never committed. */
static bool file_begin(const ImportSettings *settings, Error *error)
{
    return settings->dry ? store_run(settings->store, "SAVEPOINT file", error)
                         : store_begin(settings->store, error);
}

static bool file_end(const ImportSettings *settings, bool stored, Error *error)
{
    if (settings->dry)
        return store_run(settings->store, "ROLLBACK TO file; RELEASE file", error) &&
               stored;
    if (stored && store_commit(settings->store, error))
        return true;
    store_rollback(settings->store);
    return false;
}

/* Before the records are kept, so that a list which cannot be written is tried again. */
static bool returns_make(Import *import, const Refusal *refusal, ImportResult *result,
                         Error *error)
{
    const ImportSettings *settings = import->settings;
    Returns returns = {.workspace = workspace_path(settings->workspace),
                       .language = settings->language,
                       .file = import->name,
                       .layout = &import->layout,
                       .csv = csv_open(import->arena, import->text, import->csv.delimiter,
                                       import->detected.first_line)};
    /* the other file of the name has the list, if it needs one */
    bool name_twice = refusal && refusal->line == 0 && import->batch_id != 0;
    if (settings->dry || name_twice)
        return true;
    result->returned = refusal || import->findings.count > 0;
    return refusal ? returns_refuse(import->arena, &returns, refusal, error)
                   : returns_write(import->arena, &returns, &import->findings, error);
}

/* The transaction around a file that is new. */
static bool file_transact(Import *import, Str bytes, ImportResult *result, Error *error)
{
    const ImportSettings *settings = import->settings;
    bool stored = false;
    if (file_understand(import, bytes))
        stored =
            file_begin(settings, error) &&
            file_end(settings,
                     file_store(import, error) && returns_make(import, NULL, result, error),
                     error);
    if (!stored && error->kind != ERROR_NONE)
        return false;
    result->outcome = stored ? IMPORT_DONE : IMPORT_REFUSED;
    if (!stored) {
        refusal_tell(import);
        return returns_make(import, &import->refusal, result, error);
    }
    result->rows_read = import->batch.rows_read;
    result->rows_used = import->batch.rows_used;
    result->rows_refused = import->batch.rows_refused;
    result->findings = (int64_t)import->findings.count;
    done_tell(import);
    return true;
}

static bool file_import(Import *import, const char *path, ImportResult *result,
                        Error *error)
{
    const ImportSettings *settings = import->settings;
    Str bytes, other;
    int64_t same;
    if (guard_scan(import->name, false) >= GUARD_MISTYPED) {
        import->name = IMPORT_SAY_PLAIN(import, SAY_HIDDEN);
        refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NAME_PERSON));
        refusal_tell(import);
        result->outcome = IMPORT_REFUSED;
        return true;
    }
    if (!file_read(import->arena, path, &bytes, error))
        return false;
    import->batch.sha256 = digest_sha256(import->arena, bytes);
    if (!journal_find_same(import->arena, settings->store, &import->batch, &same, &other,
                           error))
        return false;
    if (same) {
        result->outcome = IMPORT_SAME;
        if (settings->same_told && !settings->quiet)
            talk(import, str_equal(other, import->name)
                             ? IMPORT_SAY_PLAIN(import, SAY_SAME)
                             : IMPORT_SAY(import, SAY_SAME_AS, other));
        return true;
    }
    bool undone = false;
    if (settings->undone_left &&
        !journal_was_undone(settings->store, &import->batch, &undone, error))
        return false;
    if (undone) {
        result->outcome = IMPORT_SAME;
        if (!settings->quiet)
            talk(import, IMPORT_SAY_PLAIN(import, SAY_WAS_UNDONE));
        return true;
    }
    return file_transact(import, bytes, result, error);
}

bool import_file(const ImportSettings *settings, const char *path, ImportResult *result,
                 Error *error)
{
    const char *slash = strrchr(path, '/');
    Arena *arena = arena_open();
    Import *import = ARENA_NEW(arena, Import);
    *result = (ImportResult){0};
    *import = (Import){.settings = settings, .arena = arena};
    import->name = text_normalise(arena, str_from(slash ? slash + 1 : path));
    import->findings.arena = import->told.arena = arena;
    import->reader = (RowReader){.arena = arena,
                                 .language = settings->language,
                                 .layout = &import->layout,
                                 .findings = &import->findings};
    bool dated =
        day_parse_iso(str_slice(settings->imported_at, 0, 10), &import->reader.today);
    assert(dated);
    (void)dated;
    import->batch = (Batch){.file = import->name,
                            .run = settings->run_first,
                            .imported_at = settings->imported_at,
                            .settings = settings->workspace->cells_fingerprint};
    bool ok = file_import(import, path, result, error);
    arena_close(arena);
    return ok;
}
