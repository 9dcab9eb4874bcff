/* Each way to misspell a template, with its place, its caret and the right word. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/base/file.h"
#include "reports/template/report.h"
#include "tests/support/folder.h"
#include "tests/unit/template_fake_facts.h"

static Arena *arena;

static int open_run(void **state)
{
    (void)state;
    arena = arena_open();
    return 0;
}

static int close_run(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

#define HEAD "---\ntitle: {sv: Prov, en: Trial}\n---\n"

static const Template *load(const char *text, Error *error)
{
    const char *folder = folder_new(arena);
    const char *reports = file_join(arena, folder, "reports");
    assert_true(file_make_directories(reports, error));
    folder_put(arena, reports, "trial.md", text);
    Facts *facts = facts_open(arena, NULL, (Level){LEVEL_PUBLIC, {"", 0}}, error);
    return template_load(arena, "templates", folder, STR("trial"), facts, error);
}

/* The message after the path of the file. */
static void assert_fails(const char *text, const char *expected)
{
    Error error = {0};
    if (load(text, &error))
        fail_msg("loaded, but should say: %s", expected);
    assert_int_equal(error.kind, ERROR_CONFIG);
    const char *place = strstr(error.message, "trial.md");
    if (!place || strcmp(place, expected) != 0)
        fail_msg("says:\n%s\ninstead of:\n%s", error.message, expected);
}

static void assert_mentions(const char *text, const char *expected)
{
    Error error = {0};
    if (load(text, &error))
        fail_msg("loaded, but should say: %s", expected);
    if (!strstr(error.message, expected))
        fail_msg("says:\n%s\ninstead of:\n%s", error.message, expected);
}

static void a_text_of_another_encoding(void **state)
{
    (void)state;
    assert_fails(HEAD "# \xC3\x85r\n\nF\xF6r\n",
                 "trial.md:6:2: not UTF-8; save the file as UTF-8");
    assert_fails(HEAD "# \xC3\x85r\xE2\x80\xAE\n",
                 "trial.md:4:5: a character that cannot be seen; write it anew");
}

static void an_indicator(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n\n```chart\nindicator: conversation\nkind: months\n```\n",
                 "trial.md:7:12: unknown indicator 'conversation'\n"
                 "     7 | indicator: conversation\n"
                 "       |            ^\n"
                 "    did you mean 'conversations'?");
}

static void an_indicator_in_a_list_of_several_lines(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```keyfigures\nindicators: [carers,\n   partcipants]\n```\n",
                 "trial.md:7:4: unknown indicator 'partcipants'\n"
                 "     7 |    partcipants]\n"
                 "       |    ^\n"
                 "    did you mean 'participants'?");
}

static void a_part_of_an_indicator(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```keyfigures\nindicators: interventions:anhörigrupp\n```\n",
                 "trial.md:6:13: unknown indicator 'interventions:anhörigrupp'\n"
                 "     6 | indicators: interventions:anhörigrupp\n"
                 "       |             ^\n"
                 "    did you mean 'interventions:anhoriggrupp'?");
}

static void a_kind_of_fence(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n\n```keyfigure\n```\n",
                 "trial.md:6:4: unknown kind of block 'keyfigure'\n"
                 "     6 | ```keyfigure\n"
                 "       |    ^\n"
                 "    did you mean 'keyfigures'?");
}

static void an_option(void **state)
{
    (void)state;
    assert_fails(HEAD
                 "# Å\n```chart\nindicator: carers\nkind: months\ncompair: none\n```\n",
                 "trial.md:8:1: chart has no option 'compair'\n"
                 "     8 | compair: none\n"
                 "       | ^\n"
                 "    did you mean 'compare'?");
}

static void a_value_of_an_option(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```chart\nindicator: carers\nkind: month\n```\n",
                 "trial.md:7:7: unknown kind 'month'\n"
                 "     7 | kind: month\n"
                 "       |       ^\n"
                 "    did you mean 'months'?");
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: months\ngoal: yep\n```\n",
                    "trial.md:8:7: goal is yes or no, not 'yep'");
    assert_mentions(HEAD
                    "# A\n```chart\nindicator: carers\nkind: months\nmonths: 99\n```\n",
                    "trial.md:8:9: months is a whole number from 2 to 60, not '99'");
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: pie\n```\n",
                    "    known: months, bars, grouped");
}

static void a_word_in_a_list(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```activities\ncolumns: [status,\n  actualcost]\n```\n",
                 "trial.md:7:3: unknown columns 'actualcost'\n"
                 "     7 |   actualcost]\n"
                 "       |   ^\n"
                 "    did you mean 'actual_cost'?");
    assert_mentions(HEAD "# A\n```activities\ncolumns: [[status]]\n```\n",
                    "trial.md:6:11: here stands one word of columns");
    assert_mentions(HEAD "# A\n```activities\ncolums: status\n```\n",
                    "trial.md:6:1: activities has no option 'colums'");
    assert_mentions(HEAD "# A\n```activities\nonly: opn\n```\n",
                    "trial.md:6:7: unknown only 'opn'");
    assert_mentions(HEAD "# A\n```activites\n```\n", "did you mean 'activities'?");
}

static void an_option_of_comments(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```comments\nmissin: no\n```\n",
                 "trial.md:6:1: comments has no option 'missin'\n"
                 "     6 | missin: no\n"
                 "       | ^\n"
                 "    did you mean 'missing'?");
    assert_mentions(HEAD "# A\n```comments\nunits: distrikt\n```\n",
                    "trial.md:6:8: unknown units 'distrikt'");
    assert_mentions(HEAD "# A\n```comments\nmost: 10\n```\n",
                    "trial.md:6:7: most is a whole number from 100 to 6000, not '10'");
    assert_mentions(HEAD "# A\n```comment\n```\n", "did you mean 'comments'?");
}

static void an_option_of_a_reconciliation(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```reconciliation\nindicators: [conversations, carers]\n```\n",
                 "trial.md:6:13: 'carers' does not add up over units; reconciliation takes "
                 "counts and sums\n"
                 "     6 | indicators: [conversations, carers]\n"
                 "       |             ^");
    assert_mentions(HEAD "# A\n```reconciliation\nindicator: conversations\n```\n",
                    "trial.md:6:1: reconciliation has no option 'indicator'");
    assert_mentions(HEAD "# A\n```reconcilation\n```\n", "did you mean 'reconciliation'?");
    assert_mentions(HEAD "# A\n```revisions\nmost: 0\n```\n",
                    "trial.md:6:7: most is a whole number from 1 to 500, not '0'");
    assert_mentions(HEAD "# A\n```revision\n```\n", "did you mean 'revisions'?");
}

static void an_option_of_a_matrix(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```matrix\nindicators: carers\nunits: distrct\n```\n",
                 "trial.md:7:8: unknown units 'distrct'\n"
                 "     7 | units: distrct\n"
                 "       |        ^\n"
                 "    did you mean 'district'?");
    assert_mentions(HEAD "# A\n```matrix\nindicators: carers\nspan: todate\n```\n",
                    "trial.md:7:7: unknown span 'todate'");
    assert_mentions(HEAD "# A\n```matrix\nindicators: carers\nshow: stats\n```\n",
                    "did you mean 'status'?");
    assert_mentions(HEAD "# A\n```matrix\nspan: period\n```\n",
                    "trial.md:5:1: matrix needs the option 'indicators'");
    assert_mentions(HEAD "# A\n```matrx\n```\n", "did you mean 'matrix'?");
}

static void a_funnel_of_what_has_no_limits(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```chart\nindicator: carers\nkind: funnel\n```\n",
                 "trial.md:6:12: 'carers' has no limits: a funnel is for shares, and for "
                 "persons over a population; kind: intervals shows units side by side\n"
                 "     6 | indicator: carers\n"
                 "       |            ^");
}

static void a_bullet_of_what_does_not_add_up(void **state)
{
    (void)state;
    assert_fails(HEAD
                 "# A\n```chart\nkind: bullet\nindicators: [carers, good_support]\n```\n",
                 "trial.md:7:13: 'good_support' does not add up over the year; kind: "
                 "intervals shows shares, means and ratios against their goal\n"
                 "     7 | indicators: [carers, good_support]\n"
                 "       |             ^");
    assert_mentions(HEAD
                    "# A\n```chart\nkind: bullet\nindicators: [carers, conversations]\n"
                    "units: network\n```\n",
                    "with units there is one indicator; a chart each for more");
    assert_mentions(HEAD "# A\n```chart\nkind: bullet\nindicator: carers\nmonths: 3\n```\n",
                    "a chart of kind bullet has no option 'months'");
}

static void two_means_of_unlike_scales(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```chart\nkind: before_after\nindicators: [carers]\n```\n",
                 "trial.md:7:13: before and after are two indicators: [first, last]\n"
                 "     7 | indicators: [carers]\n"
                 "       |             ^");
    assert_mentions(HEAD "# A\n```chart\nkind: before_after\n"
                         "indicators: [carers, good_support]\n```\n",
                    "trial.md:7:13: 'carers' and 'good_support' are not of the same scale");
    assert_mentions(HEAD "# A\n```chart\nkind: before_after\nindicator: carers\n```\n",
                    "trial.md:7:1: a chart of kind before_after has no option 'indicator'");
    assert_mentions(HEAD "# A\n```chart\nkind: months\nindicators: [carers, good_support]\n"
                         "```\n",
                    "a chart of kind months has no option 'indicators'");
}

static void columns_of_what_has_no_parts(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n```chart\nkind: distribution\nindicator: carers\n```\n",
                 "trial.md:7:12: 'carers' has no parts; say by: group\n"
                 "     7 | indicator: carers\n"
                 "       |            ^");
    assert_mentions(HEAD "# A\n```chart\nkind: distribution\nindicator: carers\nby: month\n"
                         "```\n",
                    "trial.md:8:5: columns are by group or part; a chart by month is kind: "
                    "months");
    assert_mentions(HEAD "# A\n```chart\nkind: distribution\nindicator: carers\nby: group\n"
                         "compare: none\n```\n",
                    "a chart of kind distribution has no option 'compare'");
    assert_mentions(HEAD "# A\n```chart\nkind: control\nindicator: carers\n"
                         "compare: last_year\n```\n",
                    "a chart of kind control has no option 'compare'");
}

static void an_option_of_another_kind_of_chart(void **state)
{
    (void)state;
    assert_fails(HEAD
                 "# A\n```chart\nindicator: good_support\nkind: funnel\nspans: to_date\n"
                 "```\n",
                 "trial.md:8:1: chart has no option 'spans'\n"
                 "     8 | spans: to_date\n"
                 "       | ^\n"
                 "    did you mean 'span'?");
    assert_fails(HEAD "# A\n```chart\nindicator: good_support\nkind: funnel\ngoal: yes\n"
                      "```\n",
                 "trial.md:8:1: a chart of kind funnel has no option 'goal'\n"
                 "     8 | goal: yes\n"
                 "       | ^\n"
                 "    known: indicator, units, span, group, table, kind, height");
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: months\nunits: city\n"
                         "```\n",
                    "trial.md:8:1: a chart of kind months has no option 'units'");
    assert_mentions(HEAD "# A\n```chart\nindicator: good_support\nkind: funnel\n"
                         "units: districts\n```\n",
                    "    did you mean 'district'?");
    assert_mentions(HEAD "# A\n```chart\nindicator: good_support\nkind: funnel\n"
                         "span: year_to_date\n```\n",
                    "trial.md:8:7: unknown span 'year_to_date'");
}

static void a_chart_whose_table_stands_nowhere(void **state)
{
    (void)state;
    Error error = {0};
    assert_fails(HEAD "```numbers\n```\n# A\n```chart\nindicator: good_support\n"
                      "kind: funnel\ntable: later\n```\n",
                 "trial.md:10:8: no block 'numbers' follows, where the table would stand\n"
                 "    10 | table: later\n"
                 "       |        ^");
    assert_non_null(load(HEAD "# A\n::: columns\n```chart\nindicator: good_support\n"
                              "kind: funnel\ntable: later\n```\n::: next\n```numbers\n```\n"
                              "::: end\n",
                         &error));
}

static void a_target_group(void **state)
{
    (void)state;
    assert_mentions(HEAD
                    "# A\n```chart\nindicator: carers\nkind: months\ngroup: over56\n```\n",
                    "trial.md:8:8: unknown target group 'over56'\n"
                    "     8 | group: over56\n"
                    "       |        ^\n"
                    "    did you mean 'over65'?");
}

static void a_breakdown(void **state)
{
    (void)state;
    assert_mentions(HEAD "# A\n```table\nindicator: interventions\nby: kinds\n```\n",
                    "trial.md:7:5: 'interventions' cannot be shown by 'kinds'\n"
                    "     7 | by: kinds\n"
                    "       |     ^\n"
                    "    did you mean 'kind'?");
    assert_mentions(HEAD "# A\n```table\nindicator: carers\nby: kind\n```\n",
                    "trial.md:7:5: 'carers' cannot be shown by 'kind'");
}

static void an_inline_name(void **state)
{
    (void)state;
    assert_fails(HEAD "# {{unit}} åäö {{perod}}\n",
                 "trial.md:4:18: unknown name '{{perod}}'\n"
                 "     4 | # {{unit}} åäö {{perod}}\n"
                 "       |                  ^\n"
                 "    did you mean 'period'?");
    assert_mentions(HEAD "# A\n\nText {{unit\n",
                    "trial.md:6:6: '{{' is never closed on its line");
}

static void a_word(void **state)
{
    (void)state;
    assert_fails(HEAD "# {{w.keyfigurs_heading}}\n",
                 "trial.md:4:7: unknown word 'keyfigurs_heading' in wording.sv.yaml\n"
                 "     4 | # {{w.keyfigurs_heading}}\n"
                 "       |       ^\n"
                 "    did you mean 'keyfigures_heading'?");
}

static void a_setting_of_the_head(void **state)
{
    (void)state;
    assert_fails("---\ntitle: {sv: A, en: B}\nlevl: internal\n---\n# A\n",
                 "trial.md:3:1: unknown setting 'levl' in the head\n"
                 "     3 | levl: internal\n"
                 "       | ^\n"
                 "    did you mean 'level'?");
    assert_fails("---\ntitle: {sv: A, en: B}\nlevel: internl\n---\n# A\n",
                 "trial.md:3:8: unknown level 'internl'\n"
                 "     3 | level: internl\n"
                 "       |        ^\n"
                 "    did you mean 'internal'?");
    assert_mentions("---\ntitle: {sv: A, en: B}\nper: distrct\n---\n# A\n",
                    "did you mean 'district'?");
    assert_mentions("---\ntitle: {sv: A, en: B}\nperiod: mounth\n---\n# A\n",
                    "did you mean 'month'?");
    assert_mentions("---\ntitle: {sv: A, en: B}\nhistory: many\n---\n# A\n",
                    "trial.md:3:10: here stands a whole number from 1 to 120, not 'many'");
    assert_mentions("---\ntitle: {sv: A}\n---\n# A\n", "the title lacks 'en'");
    assert_mentions("---\nlevel: public\n---\n# A\n", "the head lacks 'title'");
    assert_mentions("# A\n", "trial.md:1:1: a template begins with a head");
    assert_mentions("---\ntitle: {sv: A, en: B}\nquiet_months: [13]\n---\n# A\n",
                    "trial.md:3:16: here stands a whole number from 1 to 12, not '13'");
}

static void a_directive(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n\n::: colums\n", "trial.md:6:5: unknown directive 'colums'\n"
                                             "     6 | ::: colums\n"
                                             "       |     ^\n"
                                             "    did you mean 'columns'?");
    assert_mentions(HEAD "# A\n::: next\n", "'::: next' stands between");
    assert_mentions(HEAD "# A\n::: columns\nText\n", "columns are never closed");
    assert_mentions(HEAD "# A\n::: columns\n::: columns\n", "cannot stand inside columns");
}

static void an_unclosed_fence(void **state)
{
    (void)state;
    assert_fails(HEAD "# A\n\n```quality\nfindings: 3\n",
                 "trial.md:6:1: this fence is never closed; end it with ```\n"
                 "     6 | ```quality\n"
                 "       | ^");
}

static void a_required_option(void **state)
{
    (void)state;
    assert_mentions(HEAD "# A\n```chart\nkind: months\n```\n",
                    "trial.md:5:1: chart needs the option 'indicator'");
    assert_mentions(HEAD "# A\n```table\nindicator: carers\n```\n",
                    "trial.md:5:1: table needs the option 'by'");
}

static void yaml_that_is_none(void **state)
{
    (void)state;
    assert_mentions(HEAD "# A\n```chart\nindicator: [carers\n```\n", "trial.md:");
    assert_mentions(HEAD "# A\n```chart\njust words\n```\n",
                    "trial.md:6:1: here stand options");
}

static void markdown_that_a_report_cannot_show(void **state)
{
    (void)state;
    assert_mentions(HEAD "# A\n\n![x](y.png)\n", "a picture cannot be shown in a report");
    assert_mentions(HEAD "# A\n\n> said\n", "a quotation cannot be shown");
    assert_mentions(HEAD "# A\n\n- a\n  - b\n", "a list inside a list cannot be shown");
}

static void headings_that_lead_astray(void **state)
{
    (void)state;
    assert_mentions(HEAD "## A\n", "trial.md:4:4: the first heading is '# ...'");
    assert_mentions(HEAD "# A\n\n### B\n", "trial.md:6:5: a level of headings is skipped");
    assert_mentions(HEAD "# A\n\n# B\n", "trial.md:6:3: only one heading is '# ...'");
    assert_mentions(HEAD "Text\n", "a report begins with a heading '# ...'");
}

static void a_chart_whose_numbers_stand_in_no_table(void **state)
{
    (void)state;
    const char *chart = "# A\n```chart\nindicator: conversations\nkind: grouped\n```\n";
    Error error = {0};
    assert_mentions(str_zero(arena, str_format(arena, HEAD "%s", chart)),
                    "trial.md:6:12: the numbers of this chart stand in no table");
    assert_mentions(
        str_zero(arena, str_format(arena,
                                   HEAD "%s```table\nindicator: conversations\nby: "
                                        "month\n```\n",
                                   chart)),
        "the numbers of this chart stand in no table");
    assert_non_null(
        load(str_zero(arena, str_format(arena,
                                        HEAD "%s```table\nindicator: conversations\nby: "
                                             "month\nsplit: group\n```\n",
                                        chart)),
             &error));
}

static void a_chart_of_more_months_than_its_table(void **state)
{
    (void)state;
    Error error = {0};
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: months\n```\n"
                         "```table\nindicator: carers\nby: month\nmonths: 12\n```\n",
                    "trial.md:6:12: the numbers of this chart stand in no table");
    assert_non_null(load(HEAD "# A\n```chart\nindicator: carers\nkind: months\n```\n"
                              "```table\nindicator: carers\nby: month\n```\n",
                         &error));
}

static void combinations_that_mean_nothing(void **state)
{
    (void)state;
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: bars\n```\n",
                    "'carers' has no parts; say by: group");
    assert_mentions(HEAD "# A\n```chart\nindicator: carers\nkind: months\nby: group\n```\n",
                    "only a chart of bars has 'by'");
    assert_mentions(HEAD "# A\n```table\nindicator: carers\nby: month\nshare: yes\n```\n",
                    "a share is shown by group or part");
    assert_mentions(HEAD "# A\n```table\nindicator: carers\nby: group\nsplit: group\n```\n",
                    "only a table by month is split by group");
}

/* Wherever it is cut, and whatever byte is lost, a template loads or is told. */
static void a_broken_template_is_loaded_or_told(void **state)
{
    (void)state;
    Error error = {0};
    Str whole;
    assert_true(file_read(arena, "templates/monthly.md", &whole, &error));
    for (size_t at = 0; at < whole.len; at += 23)
        for (int lost = 0; lost < 2; lost++) {
            ArenaMark mark = arena_mark(arena);
            Str text = lost ? str_format(arena, "%.*s%.*s", (int)at, whole.ptr,
                                         (int)(whole.len - at - 1), whole.ptr + at + 1)
                            : str_slice(whole, 0, at);
            Error told = {0};
            bool loaded = load(str_zero(arena, text), &told) != NULL;
            assert_int_equal(told.kind, loaded ? ERROR_NONE : ERROR_CONFIG);
            arena_rewind(arena, mark);
        }
}

static void an_unknown_report(void **state)
{
    (void)state;
    Error error = {0};
    Facts *facts = facts_open(arena, NULL, (Level){LEVEL_PUBLIC, {"", 0}}, &error);
    assert_null(template_load(arena, "templates", NULL, STR("montly"), facts, &error));
    assert_string_equal(error.message, "unknown report 'montly'; did you mean 'monthly'?");
}

static void the_shipped_report_is_right(void **state)
{
    (void)state;
    Error error = {0};
    Facts *facts = facts_open(arena, NULL, (Level){LEVEL_PUBLIC, {"", 0}}, &error);
    const Template *template =
        template_load(arena, "templates", NULL, STR("monthly"), facts, &error);
    assert_non_null(template);
    assert_int_equal(template->level, LEVEL_INTERNAL);
    assert_int_equal(template->per, PER_DISTRICT);
    assert_int_equal(template->history, 24);
    assert_true(str_equal(template->title[LANGUAGE_SV], STR("Månadsrapport")));
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_run, close_run)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_text_of_another_encoding),
        RUN(an_indicator),
        RUN(an_indicator_in_a_list_of_several_lines),
        RUN(a_part_of_an_indicator),
        RUN(a_kind_of_fence),
        RUN(an_option),
        RUN(a_value_of_an_option),
        RUN(a_word_in_a_list),
        RUN(an_option_of_comments),
        RUN(an_option_of_a_matrix),
        RUN(an_option_of_a_reconciliation),
        RUN(a_funnel_of_what_has_no_limits),
        RUN(a_bullet_of_what_does_not_add_up),
        RUN(two_means_of_unlike_scales),
        RUN(columns_of_what_has_no_parts),
        RUN(an_option_of_another_kind_of_chart),
        RUN(a_chart_whose_table_stands_nowhere),
        RUN(a_target_group),
        RUN(a_breakdown),
        RUN(an_inline_name),
        RUN(a_word),
        RUN(a_setting_of_the_head),
        RUN(a_directive),
        RUN(an_unclosed_fence),
        RUN(a_required_option),
        RUN(yaml_that_is_none),
        RUN(markdown_that_a_report_cannot_show),
        RUN(headings_that_lead_astray),
        RUN(a_chart_whose_numbers_stand_in_no_table),
        RUN(a_chart_of_more_months_than_its_table),
        RUN(combinations_that_mean_nothing),
        RUN(a_broken_template_is_loaded_or_told),
        RUN(an_unknown_report),
        RUN(the_shipped_report_is_right),
    };
    return cmocka_run_group_tests_name("a misspelt template is told", tests, NULL, NULL);
}
