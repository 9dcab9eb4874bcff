/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measure/purge.h"

#include "engine/base/digest.h"
#include "engine/base/moment.h"
#include "engine/measure/episodes.h"
#include "engine/store/chain.h"
#include "engine/store/purged.h"
#include "engine/store/records.h"
#include "engine/store/seal.h"

typedef struct {
    Store *store;
    const Workspace *workspace;
    Arena *arena;
    int32_t before;
    Error *error;
} Purge;

static bool month_check(const Purge *purge)
{
    int32_t horizon;
    bool known;
    Purged purged;
    if (!purged_read(purge->arena, purge->store, &purged, purge->error) ||
        !cells_horizon(purge->store, &horizon, &known, purge->error))
        return false;
    Str before = period_id(purge->arena, (Period){PERIOD_MONTH, purge->before});
    if (purge->before % 12)
        return error_set(
            purge->error, ERROR_USAGE,
            "--before %.*s: whole years are purged; write a year, or its January",
            STR_PRINT(before));
    if (purge->before <= purged.before)
        return error_set(purge->error, ERROR_USAGE,
                         "--before %.*s: records before that are purged already",
                         STR_PRINT(before));
    return (known && purge->before / 12 < horizon / 12) ||
           error_set(purge->error, ERROR_USAGE,
                     "--before %.*s: a whole year before the newest month must be left",
                     STR_PRINT(before));
}

/* Runs SQL with ?1 a month, ?2 a kind, ?3 a place, ?4 a unit, ?5 an instrument, ?6 a
 * family, as far as it has them. */
typedef struct {
    Str kind, unit, instrument, family;
    size_t place;
} About;

static bool run(const Purge *purge, const char *sql, const About *about)
{
    Statement *step = store_statement(purge->store, sql, purge->error);
    if (!step)
        return false;
    statement_bind_int(step, 1, purge->before);
    if (about) {
        statement_bind_text(step, 2, about->kind);
        statement_bind_int(step, 3, (int64_t)about->place);
    }
    if (about && about->unit.len) {
        statement_bind_text(step, 4, about->unit);
        statement_bind_text(step, 5, about->instrument);
        statement_bind_text(step, 6, about->family);
    }
    return statement_done(step, purge->error);
}

static bool has_keys(const RecordKind *kind)
{
    for (size_t i = 0; i < kind->column_count; i++)
        if (kind->columns[i].type == COLUMN_KEY)
            return true;
    return false;
}

/* A rating of a contact that reaches past the month is needed still: the first contact of
 * its carer that closed then or later closed after it. */
static const char keep_ratings[] =
    "DELETE FROM purging WHERE id IN (SELECT r.id FROM records r JOIN json_each(r.rows) j"
    " JOIN outcome_episodes e ON e.carer = json_extract(j.value, '$[' || ?3 || ']')"
    " WHERE r.kind = ?2 AND r.unit = ?4 AND r.last_month < ?1 AND e.instrument = ?5"
    " AND e.family = ?6 AND e.month >= ?1 AND NOT EXISTS (SELECT 1 FROM outcome_episodes"
    " f WHERE f.instrument = e.instrument AND f.family = e.family AND f.carer = e.carer"
    " AND f.month >= r.month AND f.month < ?1))";

static bool ratings_keep(const Purge *purge)
{
    const Instruments *all = &purge->workspace->indicators.instruments;
    const Units *units = &purge->workspace->units;
    for (size_t i = 0; i < all->count; i++)
        for (size_t unit = 0; unit < units->count; unit++) {
            About about = {all->items[i].scores->name, units->items[unit].id,
                           all->items[i].id, units->items[unit_family(units, unit)].id, 0};
            if (!records_column(purge->store, about.kind, all->items[i].carer, &about.place,
                                purge->error) ||
                !run(purge, keep_ratings, &about))
                return false;
        }
    return true;
}

static bool records_choose(const Purge *purge)
{
    const RecordKinds *kinds = &purge->workspace->records;
    if (!store_run(purge->store,
                   "CREATE TEMP TABLE purging (id INTEGER PRIMARY KEY);"
                   "CREATE TEMP TABLE resealed (id INTEGER PRIMARY KEY);"
                   "CREATE TEMP TABLE staying (key TEXT PRIMARY KEY) WITHOUT ROWID;",
                   purge->error))
        return false;
    for (size_t i = 0; i < kinds->count; i++) {
        const About about = {.kind = kinds->items[i].name};
        if (has_keys(&kinds->items[i]) &&
            !run(purge,
                 "INSERT INTO purging SELECT id FROM records WHERE kind = ?2"
                 " AND last_month < ?1 AND ?3 = 0",
                 &about))
            return false;
    }
    return ratings_keep(purge);
}

/* A finding without a month goes with all the rest of its file. */
#define OLD_FINDINGS                                                                      \
    "(month < ?1 OR (month IS NULL AND (SELECT max(month) FROM delivered d WHERE d.batch" \
    " = findings.batch) < ?1))"

static bool records_remove(const Purge *purge)
{
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO resealed SELECT batch FROM records WHERE id IN (SELECT id"
        " FROM purging) AND ?1",
        "INSERT OR IGNORE INTO resealed SELECT batch FROM findings WHERE " OLD_FINDINGS,
        "INSERT OR IGNORE INTO resealed SELECT by FROM closures WHERE record IN (SELECT id"
        " FROM purging) AND ?1",
        "DELETE FROM closures WHERE record IN (SELECT id FROM purging) AND ?1",
        "DELETE FROM record_names WHERE record IN (SELECT id FROM purging) AND ?1",
        "DELETE FROM records WHERE id IN (SELECT id FROM purging) AND ?1",
        "DELETE FROM findings WHERE " OLD_FINDINGS};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!run(purge, steps[i], NULL))
            return false;
    return true;
}

/* Who was known is kept of those who still come. */
static bool keys_remove(const Purge *purge)
{
    const RecordKinds *kinds = &purge->workspace->records;
    for (size_t i = 0; i < kinds->count; i++)
        for (size_t j = 0; j < kinds->items[i].column_count; j++) {
            About about = {.kind = kinds->items[i].name};
            if (kinds->items[i].columns[j].type != COLUMN_KEY)
                continue;
            if (!records_column(purge->store, about.kind, kinds->items[i].columns[j].name,
                                &about.place, purge->error) ||
                !run(purge,
                     "INSERT OR IGNORE INTO staying SELECT DISTINCT json_extract(j.value,"
                     " '$[' || ?3 || ']') AS key FROM records r JOIN json_each(r.rows) j"
                     " WHERE r.kind = ?2 AND r.last_month >= ?1 AND key IS NOT NULL",
                     &about))
                return false;
        }
    return run(purge,
               "DELETE FROM key_firsts WHERE (first - 1) / 64 < unixepoch(printf("
               "'%d-01-01', ?1 / 12)) / 86400 AND key NOT IN (SELECT key FROM staying)",
               NULL);
}

static bool number(const Purge *purge, const char *sql, int64_t *value)
{
    Statement *select = store_statement(purge->store, sql, purge->error);
    *value = 0;
    while (select && statement_next(select, purge->error))
        *value = statement_int(select, 0);
    return select && purge->error->kind == ERROR_NONE;
}

static bool remember(const Purge *purge, Str decision)
{
    Str now;
    Statement *insert = store_statement(
        purge->store, "INSERT INTO purges (before, decision, at) VALUES (?1, ?2, ?3)",
        purge->error);
    if (!insert || !moment_now(purge->arena, &now, purge->error))
        return false;
    statement_bind_int(insert, 1, purge->before);
    statement_bind_text(insert, 2, decision);
    statement_bind_text(insert, 3, now);
    return statement_done(insert, purge->error);
}

bool purge_seal(Arena *arena, Store *store, int32_t before, Str *seal, Error *error)
{
    Str frozen = str_format(arena, CELLS_FROZEN, (int)before, (int)before);
    const char *sql =
        str_format(arena,
                   "SELECT json_array(s.indicator, s.part, s.unit, s.target_group,"
                   " c.period_kind, c.month, " CELL_COLUMNS ") FROM series s JOIN cells c"
                   " ON c.series = s.id WHERE %.*s ORDER BY s.indicator, s.part, s.unit,"
                   " s.target_group, c.period_kind, c.month",
                   STR_PRINT(frozen))
            .ptr;
    Statement *select = store_statement(store, sql, error);
    Digest *digest = digest_open(arena);
    char hash[DIGEST_LENGTH + 1];
    while (select && statement_next(select, error)) {
        digest_add(digest, statement_text(select, 0));
        digest_add(digest, STR("\n"));
    }
    digest_end(digest, hash);
    *seal = str_copy(arena, str_from(hash));
    return select && error->kind == ERROR_NONE;
}

/* What the files that lost something have left. */
static bool resealed_add(const Purge *purge, Text *told, bool closed)
{
    Statement *select =
        store_statement(purge->store, "SELECT id FROM resealed ORDER BY id", purge->error);
    int64_t *batches = NULL;
    size_t count = 0, capacity = 0;
    while (select && statement_next(select, purge->error)) {
        batches = ARENA_GROW(purge->arena, batches, count, &capacity);
        batches[count++] = statement_int(select, 0);
    }
    for (size_t i = 0; purge->error->kind == ERROR_NONE && i < count; i++) {
        Str seal;
        if (!(closed
                  ? seal_closed(purge->arena, purge->store, batches[i], &seal, purge->error)
                  : seal_read(purge->arena, purge->store, batches[i], &seal, purge->error)))
            return false;
        text_addf(told, "%s\"%lld\": \"%.*s\"", i ? ", " : "", (long long)batches[i],
                  STR_PRINT(seal));
    }
    return select && purge->error->kind == ERROR_NONE;
}

static bool journal_tell(const Purge *purge, Str decision, const PurgeCount *count)
{
    Str kept;
    if (!purge_seal(purge->arena, purge->store, purge->before, &kept, purge->error))
        return false;
    Text told = text_open(purge->arena);
    text_addf(&told, "{\"before\": \"%.*s\", \"decision\": ",
              STR_PRINT(period_id(purge->arena, (Period){PERIOD_MONTH, purge->before})));
    text_add_json(&told, decision);
    text_addf(&told, ", \"rows\": %lld, \"kept\": \"%.*s\", \"seals\": {",
              (long long)count->rows, STR_PRINT(kept));
    if (!resealed_add(purge, &told, false))
        return false;
    text_add(&told, STR("}, \"closed\": {"));
    if (!resealed_add(purge, &told, true))
        return false;
    text_add(&told, STR("}}"));
    return chain_add(purge->arena, purge->store, "purge", text_str(&told), purge->error);
}

static bool old_count(const Purge *purge, PurgeCount *count)
{
    return number(purge, "SELECT count(*) FROM findings", &count->findings) &&
           number(purge, "SELECT count(*) FROM key_firsts", &count->keys);
}

bool purge_records(Store *store, const Workspace *workspace, Arena *arena, int32_t before,
                   Str decision, PurgeCount *count, Error *error)
{
    const Purge purge = {store, workspace, arena, before, error};
    PurgeCount left;
    CellsCount cells;
    if (!month_check(&purge) || !records_choose(&purge) || !old_count(&purge, count) ||
        !number(&purge,
                "SELECT coalesce(sum(rows_count), 0) FROM records WHERE id IN (SELECT id"
                " FROM purging)",
                &count->rows) ||
        !records_remove(&purge) || !keys_remove(&purge) || !old_count(&purge, &left) ||
        !number(&purge, "SELECT count(*) FROM resealed", &count->files))
        return false;
    count->findings -= left.findings;
    count->keys -= left.keys;
    return remember(&purge, decision) &&
           cells_rebuild_all(store, workspace, arena, &cells, error) &&
           journal_tell(&purge, decision, count) &&
           store_run(store, "DROP TABLE purging; DROP TABLE resealed; DROP TABLE staying",
                     error);
}
