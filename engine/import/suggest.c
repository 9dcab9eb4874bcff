/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/suggest.h"

#include "engine/import/contract.h"

static bool drop_begin(Str *text, Str begin)
{
    if (!str_starts(*text, begin) || text->len == begin.len)
        return false;
    *text = str_slice(*text, begin.len, text->len);
    return true;
}

static bool drop_end(Str *text, Str end)
{
    if (!str_ends(*text, end) || text->len == end.len)
        return false;
    *text = str_slice(*text, 0, text->len - end.len);
    return true;
}

/* What tells one district from another: "farstas stadsdelsförvaltning" is "farsta". */
static Str core_of(Arena *scratch, Str name)
{
    static const char *const begins[] = {"sdf ", "sdn ", "stadsdelen "};
    static const char *const ends[] = {" stadsdelsförvaltning", " stadsdelsområde",
                                       " stadsdelsnämnd", " stadsdel", " sdf"};
    Str key = contract_key(scratch, name);
    Text core = text_open(scratch);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (drop_begin(&key, str_from(begins[i])))
            break;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (drop_end(&key, str_from(ends[i]))) {
            (void)drop_end(&key, STR("s")); /* the genitive */
            break;
        }
    for (size_t i = 0; i < key.len; i++)
        text_add_byte(&core, key.ptr[i] == ' ' ? '-' : key.ptr[i]);
    return text_str(&core);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to change, put in or take out, two that changed places counted as one; more than
 * SUGGEST_DISTANCE is told as that and one. */
static size_t distance(Str a, Str b)
{
    enum { MOST = 64 };
    uint32_t left[MOST], right[MOST];
    size_t lefts = 0, rights = 0, rows[3][MOST + 1];
    for (size_t at = 0; at < a.len && lefts < MOST;)
        left[lefts++] = utf8_next(a, &at);
    for (size_t at = 0; at < b.len && rights < MOST;)
        right[rights++] = utf8_next(b, &at);
    if (lefts > rights + SUGGEST_DISTANCE || rights > lefts + SUGGEST_DISTANCE)
        return SUGGEST_DISTANCE + 1;
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= rights; j++)
        before[j] = last[j] = j;
    for (size_t i = 1; i <= lefts; i++) {
        now[0] = i;
        for (size_t j = 1; j <= rights; j++) {
            bool same = left[i - 1] == right[j - 1];
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
                left[i - 2] == right[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return least(last[rights], SUGGEST_DISTANCE + 1);
}

static size_t unit_distance(Arena *scratch, const Unit *unit, Str core)
{
    size_t best = distance(core, core_of(scratch, unit->name));
    for (size_t i = 0; i < unit->alias_count; i++)
        best = least(best, distance(core, core_of(scratch, unit->aliases[i])));
    return best;
}

Str suggest_unit(Arena *scratch, const Units *units, Str name, const Period *period)
{
    Str core = core_of(scratch, name);
    size_t most = least(SUGGEST_DISTANCE, utf8_count(core) / 3), best = most;
    const Unit *found = NULL;
    bool found_valid = false;
    for (size_t i = 0; i < units->count; i++) {
        const Unit *unit = &units->items[i];
        bool valid = !period || unit_valid_in(unit, *period);
        size_t away = unit_distance(scratch, unit, core);
        if (away > most)
            continue;
        bool better =
            !found || (valid && !found_valid) || (valid == found_valid && away < best);
        if (!better)
            continue;
        found = unit;
        found_valid = valid;
        best = away;
    }
    return found ? found->name : STR("");
}
