/* datapackage.json: which files there are and what each column means. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/digest.h"
#include "engine/command/open_data.h"

typedef struct {
    const char *name, *type, *description;
} Field;

static const Field figure_fields[] = {
    {"indicator", "string", "What is measured: an id of definitions.csv."},
    {"unit", "string", "Where: an id of units.csv."},
    {"group", "string", "Target group; all is the total."},
    {"period", "string",
     "Month 2018-03, quarter 2018-Q1, tertial 2018-T1, half 2018-H1 or year 2018."},
    {"n", "integer",
     "What was counted; of a share the numerator; of a ratio the number behind it."},
    {"denominator", "number", "Of a share or ratio."},
    {"value", "number", "The figure; a share as a fraction of one."},
    {"low95", "number",
     "Of a share (Wilson), or persons over a population (Byar, exact of fewer than ten): "
     "lower bound, 95 %."},
    {"high95", "number", "As low95: upper bound."},
    {"mark", "string", "What the figure is, or why there is none: a mark of marks.csv."},
    {"goal", "number", "The goal for exactly this kind of period, where there is one."},
    {"status", "string",
     "How the figure stands to the goal: met, partly, not_met or undecided; a proposal, "
     "and "
     "of a year that is not over a forecast."},
    {"delivered", "integer", "Unit-months delivered behind the figure."},
    {"expected", "integer", "Unit-months expected behind the figure."},
};

static const Field definition_fields[] = {
    {"id", "string", "The indicator; behind a colon a part of it."},
    {"name_sv", "string", "Name in Swedish."},
    {"name_en", "string", "Name in English."},
    {"definition_sv", "string", "What counts and what does not, in Swedish."},
    {"definition_en", "string", "What counts and what does not, in English."},
    {"unit_sv", "string", "What is counted, in Swedish."},
    {"unit_en", "string", "What is counted, in English."},
    {"kind", "string",
     "How it is worked out: count, sum, distinct, mean, offered (how many of "
     "some sets), ratio, value (reported) or share."},
    {"better", "string", "Which way is better: higher, lower or neither."},
    {"protects", "string",
     "Who is protected when they are few: carers, persons, staff or "
     "none."},
};

static const Field unit_fields[] = {
    {"id", "string", "The unit."},
    {"name", "string", "Its name."},
    {"type", "string", "city, network or district."},
    {"part_of", "string", "The units it belongs to, parted by |."},
    {"from", "date", "First day; empty: always."},
    {"until", "date", "Last day; empty: until further notice."},
    {"successors", "string", "The units that took over, parted by |."},
};

static const Field mark_fields[] = {
    {"mark", "string", "As in figures.csv."},
    {"meaning_sv", "string", "What it means, in Swedish."},
    {"meaning_en", "string", "What it means, in English."},
};

typedef struct {
    const char *file, *name, *title;
    const Field *fields;
    size_t count;
    const char *key; /* the rest of the schema */
} Resource;

#define FIELDS(table) (table), sizeof(table) / sizeof *(table)

static const Resource resources[] = {
    [OPEN_FIGURES] =
        {"figures.csv", "figures", "Figures", FIELDS(figure_fields),
         "\"primaryKey\": [\"indicator\", \"unit\", \"group\", \"period\"],\n"
         "        \"foreignKeys\": [\n"
         "          {\"fields\": \"indicator\", \"reference\": {\"resource\": "
         "\"definitions\", \"fields\": \"id\"}},\n"
         "          {\"fields\": \"unit\", \"reference\": {\"resource\": \"units\", "
         "\"fields\": \"id\"}},\n"
         "          {\"fields\": \"mark\", \"reference\": {\"resource\": \"marks\", "
         "\"fields\": \"mark\"}}\n"
         "        ]"},
    [OPEN_DEFINITIONS] = {"definitions.csv", "definitions", "Definitions",
                          FIELDS(definition_fields), "\"primaryKey\": \"id\""},
    [OPEN_UNITS] = {"units.csv", "units", "Units", FIELDS(unit_fields),
                    "\"primaryKey\": \"id\""},
    [OPEN_MARKS] = {"marks.csv", "marks", "Marks", FIELDS(mark_fields),
                    "\"primaryKey\": \"mark\""},
};

const char *open_file_name(OpenPart part)
{
    return resources[part].file;
}

static void add_resource(Text *out, const OpenFile *file)
{
    const Resource *resource = &resources[file->part];
    Arena *scratch = arena_open();
    text_addf(out,
              "    {\n      \"profile\": \"tabular-data-resource\",\n"
              "      \"name\": \"%s\",\n      \"title\": \"%s\",\n      \"path\": \"%s\",\n"
              "      \"format\": \"csv\",\n      \"mediatype\": \"text/csv\",\n"
              "      \"encoding\": \"utf-8\",\n      \"bytes\": %zu,\n"
              "      \"hash\": \"sha256:%.*s\",\n      \"schema\": {\n"
              "        \"fields\": [\n",
              resource->name, resource->title, resource->file, file->content.len,
              STR_PRINT(digest_sha256(scratch, file->content)));
    for (size_t i = 0; i < resource->count; i++) {
        const Field *field = &resource->fields[i];
        text_addf(out, "          {\"name\": \"%s\", \"type\": \"%s\", \"description\": ",
                  field->name, field->type);
        text_add_json(out, str_from(field->description));
        text_add(out, i + 1 < resource->count ? STR("},\n") : STR("}\n"));
    }
    text_addf(out, "        ],\n        \"missingValues\": [\"\"],\n        %s\n      }\n",
              resource->key);
    arena_close(scratch);
}

Str open_package(Arena *arena, const Facts *facts, const OpenFile *files, size_t count)
{
    FactAbout about;
    Text out = text_open(arena);
    facts_about(facts, LANGUAGE_SV, &about);
    facts_about(facts, about.language, &about);
    text_add(&out, STR("{\n  \"profile\": \"tabular-data-package\",\n"
                       "  \"name\": \"samsyn-open-data\",\n  \"title\": "));
    text_add_json(&out, str_format(arena, "%.*s: %.*s", STR_PRINT(about.organisation),
                                   STR_PRINT(about.programme)));
    text_addf(
        &out,
        ",\n  \"description\": \"Figures against shared goals. A figure that 1 to %lld "
        "people stand behind is protected: its row has the mark and no numbers. Rows "
        "where nothing is measured, or nothing can be, are left out.\",\n"
        "  \"created\": \"%.*s\",\n  \"resources\": [\n",
        (long long)about.limit - 1, STR_PRINT(about.timestamp));
    for (size_t i = 0; i < count; i++) {
        add_resource(&out, &files[i]);
        text_add(&out, i + 1 < count ? STR("    },\n") : STR("    }\n"));
    }
    text_add(&out, STR("  ]\n}\n"));
    return text_str(&out);
}
