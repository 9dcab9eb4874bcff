/* template_trial.h: a public report of a few fences, from records through the real door. */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_TEMPLATE_TRIAL_H
#define SAMSYN_TESTS_TEMPLATE_TRIAL_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/base/file.h"
#include "reports/layout/pages.h"
#include "reports/template/report.h"
#include "tests/support/folder.h"
#include "tests/support/laid.h"
#include "tests/support/records.h"
#include "tests/support/whole.h"

/* The report's blocks; its head says history: 3. `id` is the period's. */
static Document trial_document(Arena *arena, const Records *given, const char *fences,
                               const char *per, const char *unit, Language language,
                               const char *id)
{
    Records records = *given;
    Error error = {0};
    const char *reports = file_join(arena, records.folder, "reports");
    Period period;
    Document document;
    assert_true(period_parse(str_from(id), &period));
    static const char *const kinds[] = {"month", "quarter", "tertial", "half", "year"};
    Str text = str_format(arena,
                          "---\ntitle: {sv: Prov, en: Trial}\nlevel: public\nper: %s\n"
                          "period: %s\nhistory: 3\n---\n# Prov\n%s",
                          per, kinds[period.kind], fences);
    assert_true(file_make_directories(reports, &error));
    folder_put(arena, reports, "trial.md", text.ptr);
    Level level = {LEVEL_PUBLIC, STR("")};
    Facts *facts = facts_open(arena, records.workspace, level, &error);
    const Wording *wording =
        wording_load(arena, "templates", records.folder, language, &error);
    const Template *template = NULL;
    if (facts && wording)
        template =
            template_load(arena, "templates", records.folder, STR("trial"), facts, &error);
    if (!template || !report_build(arena, template, wording, facts, level, str_from(unit),
                                   period, &document, &error))
        fail_msg("%s", error.message);
    return document;
}

static const Fonts *trial_fonts(Arena *arena)
{
    Error error = {0};
    const Fonts *fonts = fonts_load(arena, NULL, &error);
    if (!fonts)
        fail_msg("%s", error.message);
    return fonts;
}

/* A dump of the blocks, once they are laid out on pages without a fault. */
static const char *trial_told(Arena *arena, const Records *given, const char *fences,
                              const char *per, const char *unit, Language language,
                              const char *id)
{
    Document document = trial_document(arena, given, fences, per, unit, language, id);
    const Fonts *fonts = trial_fonts(arena);
    Error error = {0};
    Pages pages;
    if (!pages_layout(arena, &document, fonts, &pages, &error))
        fail_msg("%s", error.message);
    const char *fault = laid_fault(arena, &document, &pages, fonts);
    if (fault)
        fail_msg("%s", fault);
    return str_zero(arena, document_dump(arena, &document));
}

/* Blocks, pages, tags and HTML, as goldens in tests/golden/charts/KIND. */
__attribute__((unused)) static void trial_as_it_was(Arena *arena, const Records *given,
                                                    const char *kind, const char *fences,
                                                    const char *per, const char *unit,
                                                    const char *id)
{
    Document swedish = trial_document(arena, given, fences, per, unit, LANGUAGE_SV, id);
    Document english = trial_document(arena, given, fences, per, unit, LANGUAGE_EN, id);
    assert_whole(arena, str_format(arena, "tests/golden/charts/%s", kind).ptr, &swedish,
                 &english, trial_fonts(arena));
}

#endif
