/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check_list.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/file.h"

static void add(Check *check, Gravity gravity, Str place, Str text)
{
    for (size_t i = 0; i < check->count; i++)
        if (str_equal(check->problems[i].place, place) &&
            str_equal(check->problems[i].text, text))
            return;
    check->problems =
        ARENA_GROW(check->arena, check->problems, check->count, &check->capacity);
    check->problems[check->count++] = (Problem){gravity, place, text};
    check->counts[gravity]++;
}

void check_add(Check *check, Gravity gravity, Str place, CheckPhrase phrase,
               const Str *parts)
{
    add(check, gravity, place, check_say(check->arena, check->language, phrase, parts));
}

/* "path:12:3" before ": "; a place ends in a digit. */
static void add_failure(Check *check, Str text)
{
    Str place = STR("");
    Str folder = str_from(file_join(check->arena, check->run->workspace, "x"));
    folder.len--;
    if (str_starts(text, folder))
        text = str_slice(text, folder.len, text.len);
    const char *told = str_zero(check->arena, text), *colon = strstr(told, ": ");
    if (colon && colon > told && colon[-1] >= '0' && colon[-1] <= '9') {
        place = str_slice(text, 0, (size_t)(colon - told));
        text = str_slice(text, place.len + 2, text.len);
    }
    add(check, GRAVITY_ERROR, str_copy(check->arena, place), str_copy(check->arena, text));
}

/* A message of several faults has a line for each; lines that are indented go on. */
void check_add_failure(Check *check, const char *message)
{
    const char *end = message;
    for (const char *from = message; *end; from = end + 1) {
        end = from + strcspn(from, "\n");
        while (*end && end[1] == ' ')
            end += 1 + strcspn(end + 1, "\n");
        add_failure(check, (Str){from, (size_t)(end - from)});
    }
}

Str check_place(const Check *check, const char *file, int64_t line)
{
    return str_format(check->arena, "%s:%lld", file, (long long)line);
}

void check_print(const Check *check)
{
    static const CheckPhrase words[GRAVITIES] = {CHECK_ERROR, CHECK_WARNING, CHECK_NOTE};
    for (int gravity = GRAVITY_ERROR; gravity < GRAVITIES; gravity++)
        for (size_t i = 0; i < check->count; i++) {
            const Problem *problem = &check->problems[i];
            if (problem->gravity != (Gravity)gravity)
                continue;
            Str word = check_say(check->arena, check->language, words[gravity], NULL);
            printf("%.*s%s%.*s: %.*s\n", STR_PRINT(problem->place),
                   problem->place.len ? ": " : "", STR_PRINT(word),
                   STR_PRINT(problem->text));
        }
}

Str check_days(const Check *check, int32_t from, int32_t to)
{
    bool has_from = from != INT32_MIN, has_to = to != INT32_MAX;
    Str days[] = {has_from ? day_iso(check->arena, from) : STR(""),
                  has_to ? day_iso(check->arena, to) : STR("")};
    CheckPhrase phrase = has_from ? (has_to ? CHECK_FROM_UNTIL : CHECK_FROM)
                                  : (has_to ? CHECK_UNTIL : CHECK_ALWAYS);
    return check_say(check->arena, check->language, phrase, days);
}

Str check_number(const Check *check, Amount amount)
{
    return number_print(check->arena, check->language, amount, amount_decimals(amount, 2));
}

Str check_count(const Check *check, size_t count)
{
    return check_number(check, AMOUNT_WHOLE((int64_t)count));
}

bool check_is_percent(const Indicator *indicator)
{
    static const Str words[] = {{"%", 1}, {"procent", 7}, {"per cent", 8}, {"percent", 7}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(indicator->unit[0], words[i]) ||
            str_equal(indicator->unit[1], words[i]))
            return true;
    return false;
}

bool check_told(Check *check, Str indicator, Str unit, PeriodKind kind, int32_t first,
                int32_t last, bool *told, Error *error)
{
    Arena *scratch = arena_open(); /* the door reads on in the run's */
    Fact *series;
    size_t count;
    *told = false;
    bool read = facts_series(check->facts, scratch, indicator, unit, STR("all"),
                             period_containing(kind, first), period_containing(kind, last),
                             &series, &count, error);
    for (size_t i = 0; read && i < count; i++) {
        Mark seen = series[i].figure.mark;
        *told |= seen == MARK_OK || seen == MARK_PROTECTED || seen == MARK_PRELIMINARY;
    }
    arena_close(scratch);
    return read;
}
