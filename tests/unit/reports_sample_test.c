/* The sample's real reports, laid out and checked: no two lines of text meet, all lie
 * inside the page, no word or row is lost, no heading stands last, and the tags are sound.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "reports/layout/pages.h"
#include "reports/template/report.h"
#include "tests/support/laid.h"

typedef struct {
    Arena *arena;
    const char *folder;
    const Workspace *workspace;
    const Fonts *fonts;
} Sample;

static Sample sample;

static void must(bool done, const Error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

/* The sample workspace, imported by the program itself. */
static int open_sample(void **state)
{
    (void)state;
    Error error = {0};
    char pattern[] = "/tmp/samsyn-sample-XXXXXX";
    const char *program = getenv("SAMSYN");
    sample.arena = arena_open();
    assert_non_null(mkdtemp(pattern));
    sample.folder = str_zero(sample.arena, str_from(pattern));
    Str command = str_format(sample.arena,
                             "cp -R sample-data/stockholm/. '%s' && "
                             "SOURCE_DATE_EPOCH=1525348800 '%s' -q -C '%s' import "
                             ">'%s/import.txt' 2>&1",
                             sample.folder, program ? program : "build/samsyn",
                             sample.folder, sample.folder);
    assert_int_equal(system(command.ptr), 0); /* NOLINT(cert-env33-c): own words only */
    sample.workspace = workspace_open(sample.arena, sample.folder, "templates", &error);
    must(sample.workspace != NULL, &error);
    sample.fonts = fonts_load(sample.arena, NULL, &error);
    must(sample.fonts != NULL, &error);
    return 0;
}

static int close_sample(void **state)
{
    (void)state;
    Str command = str_format(sample.arena, "rm -rf '%s'", sample.folder);
    int status = system(command.ptr); /* NOLINT(cert-env33-c): own words only */
    arena_close(sample.arena);
    return status;
}

static void check_report(const Wording *wording, const Template *template, Level level,
                         Str unit, Period period)
{
    Error error = {0};
    Arena *arena = arena_open();
    Document document;
    Pages pages;
    Facts *facts = facts_open(arena, sample.workspace, level, &error);
    must(facts != NULL, &error);
    must(report_build(arena, template, wording, facts, level, unit, period, &document,
                      &error),
         &error);
    must(pages_layout(arena, &document, sample.fonts, &pages, &error), &error);
    const char *fault = laid_fault(arena, &document, &pages, sample.fonts);
    if (fault)
        fail_msg("%.*s %.*s: %s", STR_PRINT(unit), STR_PRINT(period_id(arena, period)),
                 fault);
    assert_in_range(pages.count, 2, 4);
    arena_close(arena);
}

static void check_all(Language language, LevelKind kind, const char *month)
{
    Error error = {0};
    Arena *arena = arena_open();
    Period period;
    FactUnit *units;
    size_t count;
    Facts *facts =
        facts_open(arena, sample.workspace, (Level){LEVEL_PUBLIC, STR("")}, &error);
    must(facts != NULL, &error);
    const Wording *wording =
        wording_load(arena, "templates", sample.folder, language, &error);
    must(wording != NULL, &error);
    const Template *template =
        template_load(arena, "templates", sample.folder, STR("monthly"), facts, &error);
    must(template != NULL, &error);
    assert_true(period_parse(str_from(month), &period));
    must(facts_units(facts, STR("district"), period, &units, &count, &error), &error);
    assert_int_equal(count, 14);
    for (size_t i = 0; i < count; i++)
        check_report(wording, template,
                     (Level){kind, kind == LEVEL_INTERNAL ? units[i].id : STR("")},
                     units[i].id, period);
    arena_close(arena);
}

static void every_internal_report_is_laid_out_soundly(void **state)
{
    (void)state;
    check_all(LANGUAGE_SV, LEVEL_INTERNAL, "2018-04");
    check_all(LANGUAGE_EN, LEVEL_INTERNAL, "2018-04");
}

static void every_public_edition_is_laid_out_soundly(void **state)
{
    (void)state;
    check_all(LANGUAGE_SV, LEVEL_PUBLIC, "2018-04");
    check_all(LANGUAGE_EN, LEVEL_PUBLIC, "2018-04");
}

static void other_months_are_laid_out_soundly(void **state)
{
    (void)state;
    check_all(LANGUAGE_SV, LEVEL_INTERNAL, "2015-05"); /* the first, with no history */
    check_all(LANGUAGE_SV, LEVEL_PUBLIC, "2017-07");   /* the July dip */
    check_all(LANGUAGE_SV, LEVEL_INTERNAL, "2017-11");
    check_all(LANGUAGE_EN, LEVEL_INTERNAL, "2018-06"); /* nothing has come yet */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_internal_report_is_laid_out_soundly),
        cmocka_unit_test(every_public_edition_is_laid_out_soundly),
        cmocka_unit_test(other_months_are_laid_out_soundly),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
