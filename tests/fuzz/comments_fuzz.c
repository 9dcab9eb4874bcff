/* A unit's own words, to the pages and the HTML page: whatever they are, they are words. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "reports/layout/pages.h"
#include "reports/render/html.h"
#include "reports/template/report.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/settings.h"
#include "tests/support/laid.h"
#include "tests/unit/template_fake_facts.h"

static const char template_text[] =
    "---\ntitle: {sv: Ord, en: Words}\nlevel: internal\n---\n# {{unit}}\n\n"
    "```comments\nmost: 6000\n```\n\n## Alla\n\n```comments\nunits: district\nmost: 200\n"
    "```\n";

typedef struct {
    const Wording *wording[2];
    const Fonts *fonts;
    const Theme *theme;
    const Template *template;
    Facts *facts;
} Readied;

static const Level level = {LEVEL_INTERNAL, {"farsta", 6}};

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
    made.facts = facts_open(arena, NULL, level, &error);
    fuzz_put(arena, "reports/c.md", str_from(template_text));
    made.template =
        template_load(arena, SHARE, fuzz_folder(), STR("c"), made.facts, &error);
    if (error.kind)
        fuzz_impossible(error.message);
    return &made;
}

static void words_hold(Arena *arena, Language language)
{
    const Readied *all = readied();
    Error error = {0};
    Document document;
    Pages pages = {0};
    Period period = period_containing(PERIOD_MONTH, 12 * 2018 + 3);
    FUZZ_LAW(report_build(arena, all->template, all->wording[language], all->facts, level,
                          STR("farsta"), period, &document, &error));
    FUZZ_LAW(pages_layout(arena, &document, all->fonts, &pages, &error));
    FUZZ_LAW(!laid_fault(arena, &document, &pages, all->fonts));
    Str page = document_html(arena, &document, all->fonts, all->theme);
    const char *html = str_zero(arena, page);
    FUZZ_LAW(utf8_valid(page, NULL) && strlen(html) == page.len);
    FUZZ_LAW(!strstr(html, "<script") && !strstr(html, "<img"));
    for (const char *at = strstr(html, "href=\""); at; at = strstr(at + 1, "href=\""))
        FUZZ_LAW(at[6] == '#' || strncmp(at + 6, "http", 4) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size);
    size_t bad;
    readied();
    if (utf8_valid(text, &bad)) {
        fake_comments[1] = (FactComment){COMMENT_SAID, "comments/2018-04/farsta.md", 1,
                                         text_normalise(arena, text)};
        words_hold(arena, (Language)(size % 2));
    }
    arena_close(arena);
    return 0;
}
