/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/open_data.h"

#include "engine/catalogue/workspace.h"
#include "engine/facts_table.h"

static void add_row(Text *out, const Str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            text_add_byte(out, ',');
        csv_text_add(out, cells[i]);
    }
    text_add_byte(out, '\n');
}

#define ADD_ROW(out, cells) add_row((out), (cells), sizeof(cells) / sizeof *(cells))

static Str kind_word(FactKind kind)
{
    switch (kind) {
    case FACT_COUNT:
        return STR("count");
    case FACT_SUM:
        return STR("sum");
    case FACT_DISTINCT:
        return STR("distinct");
    case FACT_MEAN:
        return STR("mean");
    case FACT_OFFERED:
        return STR("offered");
    case FACT_RATIO:
        return STR("ratio");
    case FACT_VALUE:
        return STR("value");
    case FACT_SHARE:
        return STR("share");
    }
    return STR("");
}

static Str better_word(FactDirection direction)
{
    switch (direction) {
    case FACT_HIGHER_BETTER:
        return STR("higher");
    case FACT_LOWER_BETTER:
        return STR("lower");
    case FACT_NEITHER:
        return STR("neither");
    }
    return STR("");
}

static Str protects_word(Protects protects)
{
    switch (protects) {
    case PROTECTS_NONE:
        return STR("none");
    case PROTECTS_CARERS:
        return STR("carers");
    case PROTECTS_PERSONS:
        return STR("persons");
    case PROTECTS_STAFF:
        return STR("staff");
    }
    return STR("");
}

Str open_definitions(Arena *arena, Facts *facts, const Workspace *workspace,
                     const Str *indicators, size_t count)
{
    Text out = text_open(arena);
    Error none = {0}; /* they were listed by the same catalogue */
    text_add(&out, STR("id,name_sv,name_en,definition_sv,definition_en,unit_sv,unit_en,"
                       "kind,better,protects\n"));
    for (size_t i = 0; i < count; i++) {
        Str part;
        const FactIndicator *sv = facts_indicator(facts, LANGUAGE_SV, indicators[i], &none);
        const FactIndicator *en = facts_indicator(facts, LANGUAGE_EN, indicators[i], &none);
        const Indicator *indicator =
            indicators_resolve(&workspace->indicators, indicators[i], &part);
        if (!sv || !en || !indicator)
            continue;
        const Str cells[] = {sv->id,
                             sv->name,
                             en->name,
                             sv->definition,
                             en->definition,
                             sv->unit,
                             en->unit,
                             kind_word(sv->kind),
                             better_word(sv->direction),
                             protects_word(indicator->protects)};
        ADD_ROW(&out, cells);
    }
    return text_str(&out);
}

static Str joined(Arena *arena, const Str *words, size_t count)
{
    Text list = text_open(arena);
    for (size_t i = 0; i < count; i++)
        text_addf(&list, "%s%.*s", i ? "|" : "", STR_PRINT(words[i]));
    return text_str(&list);
}

static Str day_or_open(Arena *arena, int32_t day)
{
    return day == INT32_MIN || day == INT32_MAX ? STR("") : day_iso(arena, day);
}

Str open_units(Arena *arena, const FactUnit *units, size_t count,
               const Workspace *workspace)
{
    Text out = text_open(arena);
    text_add(&out, STR("id,name,type,part_of,from,until,successors\n"));
    for (size_t i = 0; i < count; i++) {
        const Unit *unit = units_find(&workspace->units, units[i].id);
        const Str cells[] = {unit->id,
                             unit->name,
                             units[i].is_city      ? STR("city")
                             : units[i].is_network ? STR("network")
                                                   : STR("district"),
                             joined(arena, unit->parents, unit->parent_count),
                             day_or_open(arena, unit->from_day),
                             day_or_open(arena, unit->to_day),
                             joined(arena, unit->successors, unit->successor_count)};
        ADD_ROW(&out, cells);
    }
    return text_str(&out);
}

static const struct {
    Mark mark;
    const char *meaning_sv, *meaning_en;
} marks[] = {
    {MARK_OK, "Värdet är känt.", "The value is known."},
    {MARK_PROTECTED,
     "Skyddat: få personer står bakom värdet, eller det skulle gå att räkna ut ett "
     "annat skyddat värde. Alla tal är tomma.",
     "Protected: few people stand behind the value, or another protected value could "
     "be worked out. All numbers are empty."},
    {MARK_MISSING, "Saknas: uppgiften har inte lämnats. Det är inte noll.",
     "Missing: not delivered. It is not zero."},
    {MARK_PRELIMINARY, "Preliminärt: alla uppgifter har inte kommit in, eller året pågår.",
     "Preliminary: not everything is delivered, or the year is not over."},
    {MARK_NOT_MEASURED, "Mäts inte där. Sådana rader är utelämnade.",
     "Not measured there. Such rows are left out."},
    {MARK_NOT_APPLICABLE, "Kan inte förekomma. Sådana rader är utelämnade.",
     "Cannot occur. Such rows are left out."},
};

enum { MARKS = sizeof marks / sizeof *marks };

Str open_marks(Arena *arena)
{
    Text out = text_open(arena);
    text_add(&out, STR("mark,meaning_sv,meaning_en\n"));
    for (size_t i = 0; i < MARKS; i++) {
        const Str cells[] = {mark_word(marks[i].mark), str_from(marks[i].meaning_sv),
                             str_from(marks[i].meaning_en)};
        ADD_ROW(&out, cells);
    }
    return text_str(&out);
}
