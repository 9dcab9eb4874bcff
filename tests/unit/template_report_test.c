/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "reports/template/report.h"
#include "tests/support/golden.h"
#include "tests/unit/template_fake_facts.h"

static const Level internal = {LEVEL_INTERNAL, {"farsta", 6}};
static const Level public = {LEVEL_PUBLIC, {"", 0}};

static int open_run(void **state)
{
    fake_clear();
    *state = arena_open();
    return 0;
}

static int close_run(void **state)
{
    arena_close(*state);
    return 0;
}

static void build(Arena *arena, Level level, Language language, const char *month,
                  Document *document)
{
    Error error = {0};
    Period period;
    assert_true(period_parse(str_from(month), &period));
    Facts *facts = facts_open(arena, NULL, level, &error);
    const Wording *wording = wording_load(arena, "templates", NULL, language, &error);
    const Template *template =
        template_load(arena, "templates", NULL, STR("monthly"), facts, &error);
    if (!template || !wording)
        fail_msg("%s", error.message);
    if (!report_build(arena, template, wording, facts, level, STR("farsta"), period,
                      document, &error))
        fail_msg("%s", error.message);
}

static const char *dump(Arena *arena, Level level, Language language, const char *month)
{
    Document document;
    build(arena, level, language, month, &document);
    return str_zero(arena, document_dump(arena, &document));
}

static void the_monthly_report_is_as_it_was(void **state)
{
    fake_farsta();
    assert_golden(*state, "tests/golden/monthly/blocks.txt",
                  dump(*state, internal, LANGUAGE_SV, "2018-04"));
}

static void the_english_report_is_as_it_was(void **state)
{
    fake_farsta();
    assert_golden(*state, "tests/golden/monthly/blocks.en.txt",
                  dump(*state, internal, LANGUAGE_EN, "2018-04"));
}

/* Values that look like nothing else; all ways they could be printed. */
static void put_secrets(void)
{
    static const char *const indicators[] = {"conversations",
                                             "conversation_minutes",
                                             "carers",
                                             "interventions",
                                             "participants",
                                             "conversations_per_fte",
                                             "representatives",
                                             "interventions:anhoriggrupp",
                                             "interventions:forelasning",
                                             "good_support"};
    static const char *const groups[] = {"all", "under65", "over65"};
    for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++)
        for (size_t j = 0; j < 3; j++) {
            FakeCell *cell = fake_put(indicators[i], groups[j], NULL, fake_count(9187));
            cell->secret = true;
            cell->has_goal = true, cell->goal = AMOUNT_WHOLE(15);
            cell->status = STATUS_NOT_MET;
        }
}

static const char *const secret_forms[] = {"9187",
                                           "9\xC2\xA0"
                                           "187",
                                           "9 187", "9,187",
                                           "9\xE2\x80\xAF"
                                           "187"};

static void a_protected_value_is_nowhere_in_an_open_report(void **state)
{
    put_secrets();
    static const char *const months[] = {"2018-04", "2018-07"};
    for (int language = 0; language < 2; language++)
        for (size_t m = 0; m < 2; m++) {
            const char *text = dump(*state, public, (Language)language, months[m]);
            for (size_t i = 0; i < sizeof secret_forms / sizeof *secret_forms; i++)
                assert_lacks(text, secret_forms[i]);
            assert_has(text, "..");
            assert_has(text, language ? "protected" : "skyddad");
        }
    /* The same search finds them where they may be seen. */
    assert_has(dump(*state, internal, LANGUAGE_SV, "2018-04"), secret_forms[1]);
}

static void
an_open_report_has_no_stamp_and_says_that_small_numbers_are_protected(void **state)
{
    fake_farsta();
    Document document;
    build(*state, public, LANGUAGE_SV, "2018-04", &document);
    assert_int_equal(document.stamp.len, 0);
    assert_has(str_zero(*state, document.footer), "små tal är skyddade");
    build(*state, internal, LANGUAGE_SV, "2018-04", &document);
    assert_string_equal(str_zero(*state, document.stamp), "Internt: Farsta");
}

static void an_open_report_tells_no_number_of_rows_and_no_findings(void **state)
{
    fake_farsta();
    const char *text = dump(*state, public, LANGUAGE_SV, "2018-04");
    assert_lacks(text, "9\xC2\xA0"
                       "187");
    assert_lacks(text, "sjuttio");
    assert_has(text, "Antal rader visas inte i öppna rapporter");
}

static void what_was_not_delivered_comes_first_and_is_not_zero(void **state)
{
    fake_farsta();
    fake_delivered = 0;
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    const char *missing = strstr(text, "Underlag saknas: samtal.");
    const char *not_met = strstr(text, "målet nås inte");
    assert_non_null(missing);
    assert_true(missing < not_met);
    assert_has(text, "Samtal | 9\xC2\xA0"
                     "187 | 2 | 0\xC2\xA0"
                     "av\xC2\xA0"
                     "1 (alert) | april 2018 (alert)");
}

static void a_quiet_month_is_not_scolded(void **state)
{
    FakeCell *cell = fake_put("conversations", "all", "2018-07", fake_count(3));
    cell->has_goal = true, cell->goal = AMOUNT_WHOLE(15), cell->status = STATUS_NOT_MET;
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-07");
    assert_has(text, "▼(muted) **Enskilda samtal: under målet i juli 2018, en månad då det "
                     "ofta är lugnare.**");
    assert_lacks(text, "Värt att titta på");
    assert_lacks(text, "▼(alert)");
}

static void nothing_that_stands_out_is_said_too(void **state)
{
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "**Inget sticker ut i april 2018.** 5 av 7 mått kunde jämföras med "
                     "april 2017.");
}

static void every_mark_has_its_own_word_and_its_note(void **state)
{
    fake_put("conversations", "all", NULL, fake_mark(MARK_MISSING));
    fake_put("carers", "all", NULL, fake_mark(MARK_NOT_MEASURED));
    fake_put("participants", "all", NULL, fake_mark(MARK_NOT_APPLICABLE));
    fake_put("interventions", "all", NULL, fake_mark(MARK_PROTECTED));
    fake_put("representatives", "all", NULL, fake_count(0));
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "| Enskilda samtal | saknas (muted) |");
    assert_has(text, "| Anhöriga i samtal | mäts inte (muted) |");
    assert_has(text, "| Deltagare | . (muted) |");
    assert_has(text, "| Insatser | .. (muted) |");
    assert_has(text, "| Anhörigombud | **0** |");
    assert_has(text, "Saknas: uppgiften har inte lämnats; det är inte noll.");
    /* A chart without a single value is said, not drawn empty. */
    assert_lacks(text, "chart months");
    assert_has(text,
               "note Det finns inga uppgifter om enskilda samtal att visa i april 2018.");
}

static void preliminary_figures_say_so(void **state)
{
    Figure figure = fake_count(8);
    figure.mark = MARK_PRELIMINARY;
    fake_put("conversations", "all", "2018-04", figure);
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "**8 (prel.)**");
    assert_has(text, "(prel.): preliminärt");
    assert_has(text, "| 8 = 8 preliminary");
}

static void shares_of_many_are_percentages_and_of_few_are_counts(void **state)
{
    fake_put("good_support", "all", "2018-04", fake_share(25, 30));
    fake_put("good_support", "all", "2017-04", fake_share(7, 12));
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "| Upplever ett bra stöd | **83\xC2\xA0%** | – (muted) | 7\xC2\xA0"
                     "av\xC2\xA0"
                     "12 (muted)");
}

static void alt_texts_tell_kind_range_extremes_and_verdict(void **state)
{
    fake_farsta();
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "alt | Styrdiagram över enskilda samtal i Farsta, maj 2016 till april "
                     "2018. Högst 20 (");
    assert_has(text, "Senast 17 (april 2018). Ett värde saknas.");
    assert_has(text, "alt | Liggande staplar över insatser i Farsta i april 2018, 3 slag. "
                     "Störst är ");
    assert_has(text,
               "alt | ORS vid start och ORS vid avslut under tolv månader till och med "
               "december 2017: en enhet, medelvärdena som ring och punkt. Farsta: 19,5 "
               "till 24,7");
}

static void many_findings_are_cut_with_a_word_about_the_rest(void **state)
{
    for (size_t i = 0; i < 23; i++)
        fake_findings[fake_finding_count++] = (FactFinding){
            .file = STR("samtal.csv"), .line = (int64_t)i + 2, .reason = STR("fel")};
    const char *text = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_has(text, "caption | 23 rader behöver ses över (i april 2018)");
    assert_has(text, "note 3 rader till finns i returlistan.");
    assert_has(text, "row | samtal.csv | 21 | fel");
    assert_lacks(text, "row | samtal.csv | 22 | fel");
}

static void the_same_facts_give_the_same_document(void **state)
{
    fake_farsta();
    const char *first = dump(*state, internal, LANGUAGE_SV, "2018-04");
    assert_string_equal(first, dump(*state, internal, LANGUAGE_SV, "2018-04"));
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_run, close_run)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(the_monthly_report_is_as_it_was),
        RUN(the_english_report_is_as_it_was),
        RUN(a_protected_value_is_nowhere_in_an_open_report),
        RUN(an_open_report_has_no_stamp_and_says_that_small_numbers_are_protected),
        RUN(an_open_report_tells_no_number_of_rows_and_no_findings),
        RUN(what_was_not_delivered_comes_first_and_is_not_zero),
        RUN(a_quiet_month_is_not_scolded),
        RUN(nothing_that_stands_out_is_said_too),
        RUN(every_mark_has_its_own_word_and_its_note),
        RUN(preliminary_figures_say_so),
        RUN(shares_of_many_are_percentages_and_of_few_are_counts),
        RUN(alt_texts_tell_kind_range_extremes_and_verdict),
        RUN(many_findings_are_cut_with_a_word_about_the_rest),
        RUN(the_same_facts_give_the_same_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
