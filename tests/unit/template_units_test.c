/* Charts of units, from records to blocks and pages, through the real door. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "reports/template/report.h"
#include "tests/support/folder.h"
#include "tests/support/golden.h"
#include "tests/support/records.h"
#include "tests/unit/template_trial.h"

static Arena *arena;
static Records records;

static const char indicators[] =
    "- id: pleased\n  name: {sv: Nöjda, en: Pleased}\n  reported: share\n"
    "  protects: none\n"
    "- {id: by_goal, name: {sv: Mot mål, en: By goal}, reported: share, protects: none,\n"
    "   compare: {target: goal}}\n"
    "- {id: sick, reported: value, protects: persons}\n"
    "- {id: people, name: {sv: Invånare, en: Inhabitants}, reported: value, carry: yes}\n"
    "- {id: sick_rate, name: {sv: Sjuka, en: Sick}, decimals: 1,\n"
    "   ratio: {of: sick, over: people, per: 1000, one_in: 5}}\n";

static int open_records(void **state)
{
    (void)state;
    arena = arena_open();
    records = records_new(arena, "carer_keys: per_unit\n");
    folder_put(arena, records.folder, "indicators.yaml", indicators);
    records_reopen(&records);
    return 0;
}

static int close_records(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static const char *told(const char *fences, const char *per, const char *unit,
                        Language language, const char *id)
{
    return trial_told(arena, &records, fences, per, unit, language, id);
}

static const char *told_city(const char *fences, const char *id)
{
    return told(fences, "city", "gota", LANGUAGE_SV, id);
}

/* One above and one below 99.8 %, one with few behind, one with too few, one not told. */
static void put_pleased(void)
{
    records_share(&records, "pleased", "asen", "2018", 60, 100);
    records_share(&records, "pleased", "berget", "2018", 150, 200);
    records_share(&records, "pleased", "dalby", "2018", 40, 100);
    records_share(&records, "pleased", "fors", "2018", 6, 12);
    records_share(&records, "pleased", "eken", "2018", 8, 9);
}

#define FUNNEL(more) "```chart\nkind: funnel\n" more "\n```\n"

static void a_funnel_is_as_it_was(void **state)
{
    (void)state;
    put_pleased();
    trial_as_it_was(arena, &records, "funnel", FUNNEL("indicator: pleased"), "city", "gota",
                    "2018");
}

static void a_rate_says_what_its_sizes_count(void **state)
{
    (void)state;
    records_value(&records, "people", "asen", "2018", 10000);
    records_value(&records, "people", "berget", "2018", 20000);
    records_value(&records, "sick", "asen", "2018-01", 10);
    records_value(&records, "sick", "berget", "2018-01", 30);
    const char *text = told_city(FUNNEL("indicator: sick_rate"), "2018-01");
    assert_has(text, "sizes | invånare, en av 5");
    assert_has(text, "spots | 4000 | - | - | - | - | 2000"); /* in alphabetical order */
    assert_has(text, "Alla 2 enheter ligger inom gränserna kring alla tillsammans (6,7). "
                     "Det finns inga säkra skillnader mellan enheterna.");
    assert_lacks(text, "högst");
    assert_lacks(text, "lägst");
}

static void who_is_protected_has_no_dot(void **state)
{
    (void)state;
    records_share(&records, "good_support", "asen", "2018", 1163, 1167);
    records_share(&records, "good_support", "berget", "2018", 30, 40);
    records_share(&records, "good_support", "dalby", "2018", 10, 40);
    records_share(&records, "good_support", "cederdalen", "2018", 5, 40);
    const char *text = told_city(FUNNEL("indicator: good_support"), "2018");
    /* Cederdalen's would tell Åsen's, of which four are not so */
    assert_has(text, "Utan punkt: Cederdalen och Åsen (..), Eken och Fors (mäts inte).");
    assert_has(text, "row | Åsen | .. (muted) | – (muted) | – (muted) | – (muted)");
    assert_lacks(text, "163");
    assert_lacks(text, "167");
}

static void what_cannot_be_compared_is_a_sentence_and_a_table(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018", 60, 100);
    const char *text = told_city(FUNNEL("indicator: pleased"), "2018");
    assert_lacks(text, "chart funnel");
    assert_has(text, "note Nöjda under 2018 kan inte jämföras: det behövs minst två "
                     "enheter med minst tio bakom var och en.");
    assert_has(text, "row | Åsen | 60\u00a0% | 60\u00a0av\u00a0"
                     "100 (muted)");
}

static void units_with_goals_of_their_own_share_no_limits(void **state)
{
    (void)state;
    folder_put(
        arena, records.folder, "goals.csv",
        "indikator;enhet;period;mål\nby_goal;Åsen;år;80 %\nby_goal;Berget;år;70 %\n");
    records_reopen(&records);
    records_share(&records, "by_goal", "asen", "2018", 60, 100);
    records_share(&records, "by_goal", "berget", "2018", 60, 100);
    const char *text = told_city(FUNNEL("indicator: by_goal"), "2018");
    assert_lacks(text, "chart funnel");
    assert_has(text, "eftersom enheterna har olika mål");
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;mål\nby_goal;alla stadsdelar;år;80 %\n");
    records_reopen(&records);
    text = told_city(FUNNEL("indicator: by_goal"), "2018");
    assert_has(text, "target a goal 80 | mål 80\u00a0%");
    assert_has(text, "Berget (60\u00a0%, under) och Åsen (60\u00a0%, under) avviker från "
                     "målet 80\u00a0%: utanför 99,8 procent.");
}

static void a_network_shows_its_own_units_only(void **state)
{
    (void)state;
    put_pleased();
    const char *text =
        told(FUNNEL("indicator: pleased"), "network", "north", LANGUAGE_SV, "2018");
    assert_has(text, "labels | Berget | Cederdalen | Åsen\n");
    assert_lacks(text, "Dalby");
}

static void a_table_stands_later_where_the_template_wants_it(void **state)
{
    (void)state;
    put_pleased();
    const char *text =
        told_city(FUNNEL("indicator: pleased\ntable: later") "## Efter\n"
                                                             "```numbers\n```\n",
                  "2018");
    const char *heading = strstr(text, "h2 Efter");
    assert_non_null(heading);
    assert_true(strstr(text, "table 6 x 6") > heading);
    assert_true(strstr(text, "chart funnel") < heading);
}

static void a_span_is_said(void **state)
{
    (void)state;
    records_share(&records, "pleased", "asen", "2018-01", 60, 100);
    records_share(&records, "pleased", "berget", "2018-01", 50, 100);
    records_share(&records, "pleased", "asen", "2018-02", 6, 10);
    records_share(&records, "pleased", "berget", "2018-02", 5, 10);
    const char *text = told_city(FUNNEL("indicator: pleased\nspan: to_date"), "2018-02");
    assert_has(text, "Trattdiagram över nöjda från januari till och med februari 2018: 2 "
                     "enheter");
    assert_has(text, "row | Åsen | 60\u00a0% | 66\u00a0av\u00a0"
                     "110 (muted)");
    text = told_city(FUNNEL("indicator: pleased"), "2018-02");
    assert_has(text, "Trattdiagram över nöjda i februari 2018: 2 enheter");
    text = told_city(FUNNEL("indicator: pleased\nspan: rolling"), "2018-02");
    assert_has(text, "under tolv månader till och med februari 2018 kan inte jämföras");
}

#define BULLET(more) "```chart\nkind: bullet\n" more "\n```\n"

static void put_conversations(const char *unit, int year, int months, int carers)
{
    for (int month = 1; month <= months; month++)
        for (int carer = 0; carer < carers; carer++)
            records_conversation(&records, unit,
                                 str_format(arena, "%d-%02d-15", year, month).ptr, "old",
                                 str_format(arena, "C%d", carer).ptr, 60);
}

static void put_goals(void)
{
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;mål\nconversations;Åsen;år;120\n"
               "conversations;Berget;år;120\nconversations;Dalby;år;120\n"
               "conversations;Eken;år;120\nparticipants;Åsen;år;50\n");
    records_reopen(&records);
}

static void a_bullet_is_as_it_was(void **state)
{
    (void)state;
    put_goals();
    put_conversations("asen", 2017, 12, 10);
    put_conversations("asen", 2018, 4, 11);
    put_conversations("berget", 2017, 12, 7);
    put_conversations("berget", 2018, 4, 6);
    put_conversations("dalby", 2018, 4, 5); /* hidden for Fors' sake */
    put_conversations("eken", 2018, 3, 12);
    put_conversations("fors", 2018, 4, 3);
    trial_as_it_was(arena, &records, "bullet",
                    BULLET("indicator: conversations\nunits: district"), "city", "gota",
                    "2018-04");
}

static void a_bullet_of_indicators_is_of_the_reports_unit(void **state)
{
    (void)state;
    put_goals();
    put_conversations("asen", 2018, 4, 11);
    const char *text = told(BULLET("indicators: [conversations, participants, carers]"),
                            "district", "asen", LANGUAGE_SV, "2018-04");
    assert_has(text, "labels | Enskilda samtal | Deltagare i insatser | Anhöriga i samtal");
    assert_has(text, "series 'till och med april 2018' | 44\u00a0av\u00a0"
                     "120 = 44 | mäts inte | 11 = 11");
    assert_has(text, "Tidigare år saknas för Enskilda samtal: prognosen antar lika mycket "
                     "varje månad.");
    assert_has(text, "Prognosen förutsätter att takten inte ändras.");
}

static void before_the_third_month_there_is_no_forecast(void **state)
{
    (void)state;
    put_goals();
    put_conversations("asen", 2018, 2, 11);
    const char *text = told(BULLET("indicator: conversations"), "district", "asen",
                            LANGUAGE_SV, "2018-02");
    assert_has(text, "course | ◇(accent) för tidigt att bedöma | goal 120\n");
    assert_lacks(text, "forecast 1");
    assert_lacks(text, "takten");
    text = told(BULLET("indicator: conversations"), "district", "asen", LANGUAGE_SV,
                "2017-02");
    assert_lacks(text, "chart bullet");
    assert_has(text, "Det finns inga uppgifter om");
}

static void a_year_that_is_over_has_an_outcome_and_no_forecast(void **state)
{
    (void)state;
    put_goals();
    put_conversations("asen", 2018, 12, 11);
    const char *text = told(BULLET("indicator: conversations"), "district", "asen",
                            LANGUAGE_SV, "2018-12");
    assert_has(text, "course | ▲(goal) uppfylls helt | goal 120\n");
    assert_has(text, "Uppfylls helt: Enskilda samtal (132\u00a0av\u00a0"
                     "120).");
}

#define BEFORE_AFTER(more) \
    "```chart\nkind: before_after\nindicators: [ors_first, ors_last]\n" more "\n```\n"

/* Of `closed` contacts the first `pairs` have a second rating. */
static void put_scores(const char *unit, int closed, int pairs, int first, int change)
{
    for (int carer = 0; carer < closed; carer++) {
        const char *key = str_format(arena, "C%d", carer).ptr;
        records_score(&records, unit, "2018-01-10", NULL, key, first + carer, -1);
        if (carer < pairs)
            records_score(&records, unit, "2018-02-10", NULL, key, first + change, -1);
    }
    records_conversation(&records, "fors", "2018-07-01", "old", "F1", 30);
}

static void before_and_after_are_as_they_were(void **state)
{
    (void)state;
    put_scores("asen", 10, 9, 190, 71);
    put_scores("berget", 12, 6, 210, -20);
    put_scores("cederdalen", 10, 7, 255, 30);
    put_scores("dalby", 6, 3, 180, 91);
    put_scores("eken", 25, 24, 200, 12);
    trial_as_it_was(arena, &records, "before_after", BEFORE_AFTER(""), "city", "gota",
                    "2018");
}

static void fewer_than_sixty_per_cent_with_two_ratings_are_grey(void **state)
{
    (void)state;
    put_scores("asen", 22, 11, 190, 71);
    const char *text = told_city(BEFORE_AFTER(""), "2018");
    assert_has(text, "| interval 26.1 to 26.1 | faint");
    assert_has(text, "Åsen (grått, streckat): färre än 60 procent av de avslutade");
}

static void a_districts_means_stand_alone(void **state)
{
    (void)state;
    put_scores("asen", 10, 9, 190, 71);
    put_scores("berget", 12, 12, 210, 20);
    const char *text = told(BEFORE_AFTER(""), "district", "asen", LANGUAGE_SV, "2018");
    assert_has(text, "chart before_after 1 points, 2 series");
    assert_lacks(text, "Berget");
    assert_has(text, "Medelvärdet passerar gränsen 25 i Åsen.");
    text = told(BEFORE_AFTER(""), "district", "eken", LANGUAGE_SV, "2018");
    assert_lacks(text, "chart before_after");
    assert_has(text, "ORS vid avslut under 2018: mäts inte.");
    assert_lacks(text, "table");
    /* The last two half-years that have ended, whatever the report's own period. */
    text =
        told(BEFORE_AFTER("span: half_years"), "district", "asen", LANGUAGE_SV, "2019-04");
    assert_has(text, "row | Åsen | 19,4");
    assert_has(text, "under tolv månader till och med december 2018");
    text =
        told(BEFORE_AFTER("span: half_years"), "district", "asen", LANGUAGE_SV, "2019-12");
    assert_has(text, "ORS vid avslut under tolv månader till och med december 2019");
}

static void what_is_no_place_on_the_scale_is_refused(void **state)
{
    (void)state;
    Error wrong = {0};
    const char *reports = file_join(arena, records.folder, "reports");
    Facts *facts = facts_names_only(arena, records.workspace);
    assert_true(file_make_directories(reports, &wrong));
    folder_put(arena, reports, "trial.md",
               "---\ntitle: {sv: Prov, en: Trial}\n---\n# A\n```chart\nkind: before_after\n"
               "indicators: [ors_first, ors_change]\n```\n");
    assert_null(
        template_load(arena, "templates", records.folder, STR("trial"), facts, &wrong));
    assert_has(wrong.message, "trial.md:7:13: 'ors_change' has no place on the scale");
    folder_put(arena, reports, "trial.md",
               "---\ntitle: {sv: Prov, en: Trial}\n---\n# A\n```chart\nkind: funnel\n"
               "indicator: pleased\n```\n```chart\nkind: bullet\n"
               "indicator: conversations\n```\n" BEFORE_AFTER("units: network"));
    wrong = (Error){0};
    if (!template_load(arena, "templates", records.folder, STR("trial"), facts, &wrong))
        fail_msg("%s", wrong.message);
}

#define DISTRIBUTION(more) "```chart\nkind: distribution\n" more "\n```\n"

static void put_interventions(void)
{
    static const char *const kinds[] = {"anhoriggrupp", "forelasning", "motesplats",
                                        "nyhetsbrev"};
    for (int kind = 0; kind < 4; kind++)
        for (int i = 0; i < 4 - kind; i++) /* of the last only three people came */
            records_intervention(&records, "asen",
                                 str_format(arena, "2018-03-%02d", i + 1).ptr, kinds[kind],
                                 NULL, kind == 3 ? 3 : 11 - i);
}

static void a_distribution_is_as_it_was(void **state)
{
    (void)state;
    put_interventions();
    trial_as_it_was(arena, &records, "distribution",
                    DISTRIBUTION("indicator: interventions\nempty: no"), "district", "asen",
                    "2018-03");
}

static void groups_and_empty_columns_are_shown_unless_told_otherwise(void **state)
{
    (void)state;
    put_interventions();
    put_conversations("asen", 2018, 3, 6);
    const char *text = told(DISTRIBUTION("indicator: interventions"), "district", "asen",
                            LANGUAGE_SV, "2018-03");
    assert_has(text, "| Avlösning |");
    assert_has(text, "| 0 = 0 |");
    text = told(DISTRIBUTION("indicator: carers\nby: group"), "district", "asen",
                LANGUAGE_SV, "2018-03");
    assert_has(text, "labels | unga | gamla\n");
    assert_has(text, "series 'Anhöriga i samtal' | 0 = 0 | 6 = 6\n");
    assert_has(text, "Var och en räknas en gång i totalen");
    text = told(DISTRIBUTION("indicator: carers\nby: group"), "district", "eken",
                LANGUAGE_SV, "2018-03");
    assert_lacks(text, "chart distribution");
    assert_has(text, "note Det finns inga uppgifter om anhöriga i samtal att visa i mars "
                     "2018.");
}

#define INTERVALS(more) "```chart\nkind: intervals\n" more "\n```\n"

static void intervals_are_as_they_were(void **state)
{
    (void)state;
    put_pleased();
    trial_as_it_was(arena, &records, "intervals", INTERVALS("indicator: pleased"), "city",
                    "gota", "2018");
}

static void intervals_against_goals_and_the_protected(void **state)
{
    (void)state;
    folder_put(arena, records.folder, "goals.csv",
               "indikator;enhet;period;mål\ngood_support;Berget;år;50\n"
               "good_support;Dalby;år;90\n");
    records_reopen(&records);
    records_share(&records, "good_support", "asen", "2018", 1163, 1167);
    records_share(&records, "good_support", "berget", "2018", 30, 40);
    records_share(&records, "good_support", "dalby", "2018", 10, 40);
    records_share(&records, "good_support", "cederdalen", "2018", 5, 40);
    const char *text = told_city(INTERVALS("indicator: good_support\ngoal: yes"), "2018");
    assert_has(text, "goal named | egna mål");
    assert_has(text, "Hela intervallet ligger på rätt sida om det egna målet: Berget.");
    assert_has(text, "Hela intervallet ligger på fel sida om det egna målet: Dalby.");
    assert_has(text, "row | Åsen | .. (muted) | – (muted) | – (muted) | – (muted)");
    assert_lacks(text, "163");
    assert_lacks(text, "högst");
}

static void small_multiples_are_as_they_were(void **state)
{
    (void)state;
    for (int month = 1; month <= 8; month++) {
        const char *id = str_format(arena, "2018-%02d", month).ptr;
        records_value(&records, "sick", "asen", id, 20 + month);
        records_value(&records, "sick", "berget", id, month == 3 ? 2 : 30);
    }
    const char *fences = "```chart\nkind: multiples\nindicator: sick\nmonths: 8\n```\n";
    const char *text = told_city(fences, "2018-08");
    trial_as_it_was(arena, &records, "multiples", fences, "city", "gota", "2018-08");
    assert_lacks(text, "| 2 ");
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_records, close_records)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_funnel_is_as_it_was),
        RUN(a_rate_says_what_its_sizes_count),
        RUN(who_is_protected_has_no_dot),
        RUN(what_cannot_be_compared_is_a_sentence_and_a_table),
        RUN(units_with_goals_of_their_own_share_no_limits),
        RUN(a_network_shows_its_own_units_only),
        RUN(a_table_stands_later_where_the_template_wants_it),
        RUN(a_span_is_said),
        RUN(a_bullet_is_as_it_was),
        RUN(a_bullet_of_indicators_is_of_the_reports_unit),
        RUN(before_the_third_month_there_is_no_forecast),
        RUN(a_year_that_is_over_has_an_outcome_and_no_forecast),
        RUN(before_and_after_are_as_they_were),
        RUN(fewer_than_sixty_per_cent_with_two_ratings_are_grey),
        RUN(a_districts_means_stand_alone),
        RUN(what_is_no_place_on_the_scale_is_refused),
        RUN(a_distribution_is_as_it_was),
        RUN(groups_and_empty_columns_are_shown_unless_told_otherwise),
        RUN(intervals_are_as_they_were),
        RUN(small_multiples_are_as_they_were),
        RUN(intervals_against_goals_and_the_protected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
