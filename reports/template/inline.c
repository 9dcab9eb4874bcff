/* {{unit}}, {{period}} ... and {{w.key}}: values of the report, and words of its language.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/template/build.h"

/* In the order of inline_values(). */
const Str inline_names[] = {
    {"unit", 4},
    {"period", 6},
    {"in_period", 9},
    {"period_last_year", 16},
    {"in_period_last_year", 19},
    {"last_day", 8},
    {"year", 4},
    {"last_year", 9},
    {"history_from", 12},
    {"history_months", 14},
    {"organisation", 12},
    {"programme", 9},
    {"extracted", 9},
};
const size_t inline_name_count = sizeof inline_names / sizeof *inline_names;

const Fill *inline_values(const Build *build)
{
    Arena *arena = build->arena;
    const Wording *wording = build->wording;
    Period period = build->period, before = period_last_year(period);
    const Str values[] = {
        build->unit.name,
        wording_period(arena, wording, period),
        wording_in_period(arena, wording, period),
        wording_period(arena, wording, before),
        wording_in_period(arena, wording, before),
        wording_day(arena, wording, period_last_day(period)),
        str_format(arena, "%d", period_year(period)),
        str_format(arena, "%d", period_year(before)),
        wording_period(arena, wording, build->from),
        str_format(arena, "%d", build->template->history),
        build->about.organisation,
        build->about.programme,
        build->about.timestamp.len >= 10 ? str_slice(build->about.timestamp, 0, 10)
                                         : wording_say(wording, WORD_none),
    };
    Fill *fills = ARENA_ARRAY(arena, inline_name_count + 1, Fill);
    for (size_t i = 0; i < inline_name_count; i++)
        fills[i] = (Fill){inline_names[i].ptr, values[i]};
    return fills;
}

/* The next {{name}} from *offset on; *start is where its braces open. */
static bool next_inline(Str text, size_t *offset, size_t *start, Str *name)
{
    for (size_t i = *offset; i + 1 < text.len; i++) {
        if (text.ptr[i] != '{' || text.ptr[i + 1] != '{')
            continue;
        size_t end = i + 2;
        while (end + 1 < text.len && text.ptr[end] != '\n' &&
               !(text.ptr[end] == '}' && text.ptr[end + 1] == '}'))
            end++;
        bool closed = end + 1 < text.len && text.ptr[end] == '}';
        *start = i;
        *name = closed ? str_slice(text, i + 2, end) : (Str){NULL, 0};
        *offset = closed ? end + 2 : end;
        return true;
    }
    return false;
}

Str inline_fill(const Build *build, Str text)
{
    Text filled = text_open(build->arena);
    size_t offset = 0, start, done = 0;
    Str name;
    while (next_inline(text, &offset, &start, &name)) {
        text_add(&filled, str_slice(text, done, start));
        Str key = str_trim(name);
        if (str_starts(key, STR("w."))) {
            const Pattern *word = wording_find(build->wording, str_slice(key, 2, key.len));
            if (word)
                text_add(&filled, pattern_fill(build->arena, word->other, build->inlines));
        }
        for (const Fill *fill = build->inlines; fill->name; fill++)
            if (str_equal(key, str_from(fill->name)))
                text_add(&filled, fill->text);
        done = offset;
    }
    text_add(&filled, str_slice(text, done, text.len));
    return text_str(&filled);
}

static bool fail_unknown(const Names *names, Str key, Known known, Error *error)
{
    return place_fail(names->source, source_place(names->source, key.ptr), key, known,
                      error, "unknown name '{{%.*s}}'", STR_PRINT(key));
}

static bool check_name(const Names *names, Str key, Error *error)
{
    if (!str_starts(key, STR("w."))) {
        for (size_t i = 0; i < inline_name_count; i++)
            if (str_equal(key, inline_names[i]))
                return true;
        return fail_unknown(names, key, (Known){inline_names, inline_name_count}, error);
    }
    Str word = str_slice(key, 2, key.len);
    for (size_t language = 0; language < 2; language++) {
        const Wording *wording = names->wording[language];
        if (!wording_find(wording, word))
            return place_fail(names->source, source_place(names->source, word.ptr), word,
                              (Known){wording->keys, wording->count}, error,
                              "unknown word '%.*s' in wording.%s.yaml", STR_PRINT(word),
                              language == LANGUAGE_SV ? "sv" : "en");
    }
    return true;
}

bool inline_check(const Names *names, size_t from, Error *error)
{
    Str text = names->source->text;
    size_t offset = from, start;
    Str name;
    while (next_inline(text, &offset, &start, &name)) {
        if (!name.ptr)
            return place_fail(names->source, source_place(names->source, text.ptr + start),
                              STR(""), (Known){NULL, 0}, error,
                              "'{{' is never closed on its line; write {{name}}");
        if (!check_name(names, str_trim(name), error))
            return false;
    }
    return true;
}
