/* A template, from its head to the HTML page: what is refused is refused with its place,
 * and what is loaded becomes a report for every reader and language. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "reports/render/html.h"
#include "reports/template/report.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"
#include "tests/unit/template_fake_facts.h"

typedef struct {
    const Wording *wording[2];
    const Fonts *fonts;
    const Theme *theme;
} Readied;

static const Readied *readied(void)
{
    static Arena *arena;
    static Readied made;
    Error error = {0};
    if (arena)
        return &made;
    arena = arena_open();
    for (int l = 0; l < 2; l++)
        made.wording[l] = wording_load(arena, SHARE, NULL, (Language)l, &error);
    made.fonts = fonts_load(arena, NULL, &error);
    made.theme = theme_load(arena, SHARE, NULL, &error);
    if (error.kind)
        fuzz_impossible(error.message);
    return &made;
}

static void report_holds(Arena *arena, const Template *template, Facts *facts, Level level,
                         Language language)
{
    const Readied *all = readied();
    Error error = {0};
    Document document;
    Period period = period_containing(template->period, 12 * 2018 + 3);
    if (!report_build(arena, template, all->wording[language], facts, level, STR("farsta"),
                      period, &document, &error)) {
        FUZZ_LAW(error.kind == ERROR_CONFIG);
        return;
    }
    FUZZ_LAW(document_dump(arena, &document).len > 0);
    Str page = document_html(arena, &document, all->fonts, all->theme);
    FUZZ_LAW(utf8_valid(page, NULL));
    FUZZ_LAW(!strstr(str_zero(arena, page), "<script"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Level levels[] = {{LEVEL_PUBLIC, {"", 0}},
                                   {LEVEL_INTERNAL, {"farsta", 6}}};
    Error error = {0};
    Arena *arena = arena_open();
    const char *path = fuzz_put(arena, "reports/a.md", fuzz_text(arena, data, size));
    Level level = levels[size % 2];
    Facts *facts = facts_open(arena, NULL, level, &error);
    const Template *template =
        template_load(arena, SHARE, fuzz_folder(), STR("a"), facts, &error);
    if (template)
        report_holds(arena, template, facts, level, (Language)(size / 2 % 2));
    else
        fuzz_fails_at(&error, path);
    arena_close(arena);
    return 0;
}
