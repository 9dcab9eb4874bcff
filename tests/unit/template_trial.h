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

/* A dump of the report's blocks, once they are laid out on pages without a fault; its head
 * says history: 3. `id` is the period's. */
static const char *trial_told(Arena *arena, const Records *given, const char *fences,
                              const char *per, const char *unit, Language language,
                              const char *id)
{
    Records records = *given;
    Error error = {0};
    const char *reports = file_join(arena, records.folder, "reports");
    Period period;
    Document document;
    Pages pages;
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
    const Fonts *fonts = fonts_load(arena, NULL, &error);
    const Template *template = NULL;
    if (facts && wording && fonts)
        template =
            template_load(arena, "templates", records.folder, STR("trial"), facts, &error);
    if (!template ||
        !report_build(arena, template, wording, facts, level, str_from(unit), period,
                      &document, &error) ||
        !pages_layout(arena, &document, fonts, &pages, &error))
        fail_msg("%s", error.message);
    const char *fault = laid_fault(arena, &document, &pages, fonts);
    if (fault)
        fail_msg("%s", fault);
    return str_zero(arena, document_dump(arena, &document));
}

#endif
