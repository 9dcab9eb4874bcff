/* Each kind of block in a template of its own, as it was: its blocks, its pages, its tags
 * and its HTML. The templates are tests/golden/blocks/reports. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/base/file.h"
#include "reports/layout/pages.h"
#include "reports/render/html.h"
#include "reports/template/report.h"
#include "tests/support/fonts.h"
#include "tests/support/golden.h"
#include "tests/support/paper.h"
#include "tests/support/whole.h"
#include "tests/unit/template_fake_facts.h"

static void check(bool done, const Error *error)
{
    if (!done)
        fail_msg("%s", error->message);
}

static Document built(const Fixture *f, const char *kind, Level level, Language language)
{
    Error error = {0};
    Arena *arena = f->arena;
    Document document;
    Period period;
    assert_true(period_parse(STR("2018-04"), &period));
    Facts *facts = facts_open(arena, NULL, level, &error);
    const Wording *wording = wording_load(arena, "templates", NULL, language, &error);
    check(wording != NULL, &error);
    const Template *template = template_load(arena, "templates", "tests/golden/blocks",
                                             str_from(kind), facts, &error);
    check(template != NULL, &error);
    check(report_build(arena, template, wording, facts, level, STR("farsta"), period,
                       &document, &error),
          &error);
    return document;
}

static void all_as_it_was(const Fixture *f, const char *kind, Level level)
{
    Document document = built(f, kind, level, LANGUAGE_SV);
    Document english = built(f, kind, level, LANGUAGE_EN);
    Str folder = str_format(f->arena, "tests/golden/blocks/%s", kind);
    assert_whole(f->arena, folder.ptr, &document, &english, f->fonts);
}

static const Level internal = {LEVEL_INTERNAL, {"farsta", 6}};

static int open_block(void **state)
{
    fake_clear();
    return open_fonts(state);
}

static void figures_and_words_are_as_they_were(void **state)
{
    static const char *const kinds[] = {"keyfigures", "table",       "chart",  "sentence",
                                        "quality",    "definitions", "numbers"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        fake_clear();
        fake_farsta();
        all_as_it_was(*state, kinds[i], internal);
    }
}

static void activities_are_as_they_were(void **state)
{
    all_as_it_was(*state, "activities", internal);
}

static void activities_by_area_are_as_they_were(void **state)
{
    all_as_it_was(*state, "activities-by-area", internal);
}

static void no_activities_are_told(void **state)
{
    fake_activity_count = 0;
    all_as_it_was(*state, "activities-none", internal);
}

static void put_status(const char *unit, Status status)
{
    FakeCell *cell = fake_put("conversations", "all", "2018-04", fake_count(17));
    cell->has_goal = true, cell->goal = AMOUNT_WHOLE(15), cell->status = status;
    cell->unit = unit;
}

static void matrices_are_as_they_were(void **state)
{
    put_status("enskede", STATUS_PARTLY);
    put_status("farsta", STATUS_MET);
    put_status("skarpnack", STATUS_NOT_MET);
    fake_put("carers", "all", "2018-04", fake_count(3))->unit = "skarpnack";
    fake_put("carers", "all", "2018-04", fake_mark(MARK_PROTECTED))->unit = "enskede";
    fake_put("interventions:avlosning", "all", "2018-04", fake_count(0))->unit = "farsta";
    fake_put("interventions:avlosning", "all", "2018-04", fake_mark(MARK_MISSING))->unit =
        "enskede";
    all_as_it_was(*state, "matrix", internal);
}

static void reconciliations_are_as_they_were(void **state)
{
    fake_intake[0] = (FactIntake){4, 12, 12, {0, 0}, 0};
    fake_intake[1] = (FactIntake){11, 14, 15, {1, 4}, 2};
    fake_intake[2] = (FactIntake){1200, 3, 3, {20, INT64_MAX}, 1};
    fake_put("conversations", "all", "2018-04", fake_count(1017))->unit = "enskede";
    fake_put("conversations", "all", "2018-04", fake_mark(MARK_PROTECTED))->unit = "farsta";
    fake_put("conversations", "all", "2018-04", fake_mark(MARK_MISSING))->unit =
        "skarpnack";
    all_as_it_was(*state, "reconciliation", internal);
}

static void revisions_are_as_they_were(void **state)
{
    const Period march = {PERIOD_MONTH, 12 * 2018 + 2};
    fake_revisions[0] =
        (FactRevision){STR("Farsta"), STR("conversations"), STR("Samtal"), march, 1};
    fake_revisions[1] = (FactRevision){STR("Farsta"), STR("other"), STR("Annat"), march, 3};
    fake_revisions[2] =
        (FactRevision){STR("Skarpnäck"), STR("conversations"), STR("Samtal"), march, 2};
    fake_revision_count = 3;
    all_as_it_was(*state, "revisions", internal);
}

static void no_revisions_are_told(void **state)
{
    all_as_it_was(*state, "revisions-none", internal);
}

static FactComment said(const char *text)
{
    return (FactComment){COMMENT_SAID, "comments/2018-04/farsta.md", 1, str_from(text)};
}

static void comments_are_as_they_were(void **state)
{
    fake_comments[0] = (FactComment){.state = COMMENT_INTERNAL};
    fake_comments[1] =
        said("# Vår månad\n\nTelefonen gick **sönder** i {{unit}}, se "
             "[driften](https://example.org/drift) & <b>inte</b> "
             "[det här](javascript:alert(1)).\n\n- först\n  - sedan\n- sist\n\n"
             "> Citat.\n\n```\nkod\n```\n\n::: page\n\n![bild](x.png) *Kursiv rad.*\n");
    all_as_it_was(*state, "comments", internal);
}

static void swedish_words_are_marked_in_an_english_report(void **state)
{
    const Fixture *f = *state;
    Error error = {0};
    fake_comments[1] = said("Telefonen gick sönder.\n\n1. Ett\n");
    Document document = built(f, "comments", internal, LANGUAGE_EN);
    Pages pages = {0};
    check(pages_layout(f->arena, &document, f->fonts, &pages, &error), &error);
    const char *tags = str_zero(f->arena, paper_tags(f->arena, &pages));
    assert_has(tags, "Span lang=\"sv-SE\" | Telefonen gick sönder.");
    assert_has(tags, "Span lang=\"sv-SE\" | Ett");
    assert_has(tags, "P | No comments have come from Enskede");
}

/* Of a thousand characters. */
static const char *long_words(const Fixture *f)
{
    Text text = text_open(f->arena);
    while (text.len < 990)
        text_add(&text, STR("åtta ord "));
    return text.ptr;
}

static void a_long_comment_is_cut_at_a_word(void **state)
{
    const Fixture *f = *state;
    fake_comments[0] = (FactComment){.state = COMMENT_PERSONAL, .line = 3};
    fake_comments[1] = said(long_words(f));
    fake_comments[2] = said("Kort.\x01 \u202e\u200bOrdet \U0001F600.");
    all_as_it_was(f, "comments-cut", internal);
}

/* A heading whose block had nothing to show goes, with those that stand over it alone. */
static void no_heading_is_left_alone(void **state)
{
    all_as_it_was(*state, "lonely", internal);
}

static void numbered_lists_are_as_they_were(void **state)
{
    all_as_it_was(*state, "numbered", internal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_and_words_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(activities_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(activities_by_area_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(no_activities_are_told, open_block, close_fonts),
        cmocka_unit_test_setup_teardown(comments_are_as_they_were, open_block, close_fonts),
        cmocka_unit_test_setup_teardown(swedish_words_are_marked_in_an_english_report,
                                        open_block, close_fonts),
        cmocka_unit_test_setup_teardown(a_long_comment_is_cut_at_a_word, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(no_heading_is_left_alone, open_block, close_fonts),
        cmocka_unit_test_setup_teardown(numbered_lists_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(matrices_are_as_they_were, open_block, close_fonts),
        cmocka_unit_test_setup_teardown(reconciliations_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(revisions_are_as_they_were, open_block,
                                        close_fonts),
        cmocka_unit_test_setup_teardown(no_revisions_are_told, open_block, close_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
