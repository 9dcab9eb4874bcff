/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/catalogue/workspace.h"
#include "tests/support/folder.h"

static Arena *arena;
static Error error;
static const char *folder;

static const char settings[] = "organisation: {sv: Göta stad, en: City of Göta}\n"
                               "language: sv\n"
                               "limit: 4\n"
                               "groups:\n"
                               "  - {id: young, name: {sv: unga, en: young}, heads: [u]}\n"
                               "group_age: {otherwise: carer, cared_for: [Åsen]}\n";
static const char units[] = "namn;typ;ingår_i\nGöta;city;\nÅsen;district;Göta\n"
                            "Berget;district;Göta\n";

static int open_folder(void **state)
{
    (void)state;
    arena = arena_open();
    error = (Error){0};
    folder = folder_new(arena);
    folder_put(arena, folder, "samsyn.yaml", settings);
    folder_put(arena, folder, "units.csv", units);
    return 0;
}

static int close_folder(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static Workspace *opened(void)
{
    error = (Error){0};
    return workspace_open(arena, folder, "templates", &error);
}

static Workspace *workspace(void)
{
    Workspace *made = opened();
    if (!made)
        fail_msg("%s", error.message);
    return made;
}

static void refused(const char *name, const char *content, const char *place,
                    const char *words)
{
    folder_put(arena, folder, name, content);
    assert_null(opened());
    assert_int_equal(error.kind, ERROR_CONFIG);
    if (!strstr(error.message, place) || !strstr(error.message, words))
        fail_msg("'%s' lacks '%s' or '%s'", error.message, place, words);
}

static void a_workspace_tells_its_settings(void **state)
{
    (void)state;
    Workspace *made = workspace();
    assert_true(str_equal(made->organisation[LANGUAGE_EN], STR("City of Göta")));
    assert_int_equal(made->limit, 4);
    assert_false(made->shared_carer_keys);
    assert_int_equal(made->group_count, 1);
    assert_int_equal(made->groups[0].head_count, 4);
    assert_true(str_equal(made->other_age_units[0], STR("asen")));
    assert_int_equal(made->fingerprint.len, 64);
}

static void the_built_in_catalogue_is_whole(void **state)
{
    (void)state;
    Workspace *made = workspace();
    const Indicator *of_fte =
        indicators_find(&made->indicators, STR("conversations_per_fte"));
    assert_int_equal(of_fte->kind, MEASURE_RATIO);
    assert_true(str_equal(of_fte->over, STR("fte")));
    assert_int_equal(of_fte->protects, PROTECTS_STAFF);
    const Indicator *fte = indicators_find(&made->indicators, STR("fte"));
    assert_true(fte->spread);
    assert_true(str_equal(fte->till_column, STR("till")));
    assert_false(indicators_find(&made->indicators, STR("carers"))->above_units);
    assert_true(indicators_find(&made->indicators, STR("counsellors"))->above_units);
    assert_true(indicators_find(&made->indicators, STR("good_support"))->share);
    assert_int_equal(indicators_find(&made->indicators, STR("carers_per_1000"))->per, 1000);
    size_t parts;
    indicator_parts(indicators_find(&made->indicators, STR("interventions")), &parts);
    assert_true(parts > 10);
    for (size_t i = 0; i < made->indicators.count; i++)
        for (int language = 0; language < 2; language++) {
            assert_true(made->indicators.items[i].name[language].len > 2);
            assert_true(made->indicators.items[i].definition[language].len > 20);
        }
}

static void an_indicator_is_known_by_id_name_and_part(void **state)
{
    (void)state;
    Workspace *made = workspace();
    Str part;
    const Indicator *found =
        indicators_resolve(&made->indicators, STR("Insatser:Anhöriggrupp"), &part);
    assert_true(str_equal(found->id, STR("interventions")));
    assert_true(str_equal(part, STR("anhoriggrupp")));
    assert_null(indicators_resolve(&made->indicators, STR("interventions:cirkus"), &part));
    assert_null(indicators_resolve(&made->indicators, STR("carers:x"), &part));
    assert_true(str_equal(indicators_suggest(arena, &made->indicators, STR("convrsations")),
                          STR("; did you mean 'conversations'?")));
    assert_true(str_equal(
        indicators_suggest(arena, &made->indicators, STR("interventions:anhoriggrup")),
        STR("; did you mean 'interventions:anhoriggrupp'?")));
}

static void a_workspace_adds_replaces_and_renames_indicators(void **state)
{
    (void)state;
    folder_put(
        arena, folder, "indicators.yaml",
        "- {id: visits, count: conversations, where: {form: [besök]}, better: higher}\n"
        "- {id: carers, name: Besökare}\n"
        "- {id: fte, reported: value, carry: yes, name: Tjänster}\n"
        "- {id: base_level, name: Grunden}\n");
    Workspace *made = workspace();
    const Indicator *visits = indicators_find(&made->indicators, STR("visits"));
    assert_int_equal(visits->where_count, 1);
    assert_true(str_equal(visits->name[0], STR("visits")));
    const Indicator *carers = indicators_find(&made->indicators, STR("carers"));
    assert_true(str_equal(carers->name[LANGUAGE_EN], STR("Besökare")));
    assert_int_equal(carers->kind, MEASURE_DISTINCT);
    const Indicator *fte = indicators_find(&made->indicators, STR("fte"));
    assert_int_equal(fte->kind, MEASURE_REPORTED);
    assert_false(fte->spread);
    const Indicator *base = indicators_find(&made->indicators, STR("base_level"));
    assert_true(str_equal(base->name[LANGUAGE_SV], STR("Grunden")));
    assert_true(base->source && str_equal(base->source->name, STR("interventions")));
    assert_ptr_equal(&made->indicators.items[made->indicators.count - 1], visits);
}

static void what_is_wrong_with_an_indicator_is_told(void **state)
{
    (void)state;
    const char *name = "indicators.yaml";
    refused(name, "- {id: a, count: convrsations}\n", ":1:18:", "mean 'conversations'");
    refused(name, "- {id: a, sum: conversations.minute}\n", ":1:", "mean 'minutes'");
    refused(name, "- {id: a, sum: conversations.carer}\n", ":1:", "no number");
    refused(name, "- {id: a, count: conversations, where: {form: [besk]}}\n",
            ":1:48:", "mean 'besök'");
    refused(name, "- {id: a, count: conversations, betr: higher}\n", ":1:", "better");
    refused(name, "- {id: a, count: conversations, better: hgher}\n",
            ":1:", "mean 'higher'");
    refused(name, "- {id: a, ratio: {of: carers, over: conversation}}\n",
            ":1:37:", "mean 'conversations'");
    refused(name, "- {id: a, name: b}\n", ":1:", "no measure");
    refused(name, "- {id: a, count: conversations, sum: fte.x}\n", ":1:", "one measure");
    refused(name, "- {id: a, count: conversations, protects: carers}\n", ":1:", "people");
    refused(name, "- {id: a, reported: shares}\n", ":1:", "value or share");
    refused(name, "- {id: a, count: conversations}\n- {id: a, name: b}\n", ":2:", "twice");
    refused(name, "- {id: A b, count: conversations}\n", ":1:", "id of a-z");
}

/* The shipped file asks for what the workspace replaced: mended is what the workspace
 * wrote. */
static void what_replaces_a_part_of_others_is_told_where_it_stands(void **state)
{
    (void)state;
    const char *name = "indicators.yaml";
    refused(name, "- {id: a, count: scores}\n- {id: interventions, count: interventions}\n",
            ":2:3: 'base_level' (", "unknown indicator 'interventions:rad_och_stod'");
    refused(name, "- {id: carers, share: conversations, having: {minutes: {least: 60}}}\n",
            ":1:3: '", "'carers' is itself a ratio or a share. Give this one another id");
    refused(name, "- {id: fte, count: conversations}\n",
            ":1:3:", "'conversations_per_fte' protects people, so 'fte' needs people");
    refused(name, "- {id: a, ratio: {of: carers_per_1000, over: carers}}\n",
            ":1:23:", "itself a ratio");
}

static void goals_are_found_by_unit_period_and_day(void **state)
{
    (void)state;
    folder_put(arena, folder, "goals.csv",
               "indikator;enhet;period;från;till;mål;delvis;beslut\n"
               "conversations;alla stadsdelar;månad;2018;2018;14;;A 1\n"
               "conversations;Åsen;månad;2018;2018;20,5;15;A 2\n"
               "good_support;alla stadsdelar;år;;;80 %;70;\n"
               "interventions:anhoriggrupp;Göta;år;2018;2018;120;;\n");
    Workspace *made = workspace();
    const Unit *asen = units_find(&made->units, STR("asen"));
    const Unit *berget = units_find(&made->units, STR("berget"));
    const Unit *city = units_find(&made->units, STR("gota"));
    Period march = {PERIOD_MONTH, 2018 * 12 + 2}, year = {PERIOD_YEAR, 2018 * 12};
    const Goal *own = goals_find(&made->goals, STR("conversations"), asen, march);
    assert_int_equal(amount_compare(own->goal, amount_of(41, 2)), 0);
    assert_true(own->has_partly);
    const Goal *shared = goals_find(&made->goals, STR("conversations"), berget, march);
    assert_int_equal(amount_compare(shared->goal, AMOUNT_WHOLE(14)), 0);
    assert_true(str_equal(shared->decision, STR("A 1")));
    assert_null(goals_find(&made->goals, STR("conversations"), city, march));
    assert_null(goals_find(&made->goals, STR("conversations"), asen, year));
    assert_null(
        goals_find(&made->goals, STR("conversations"), asen, period_last_year(march)));
    const Goal *share = goals_find(&made->goals, STR("good_support"), asen, year);
    assert_int_equal(amount_compare(share->goal, amount_of(4, 5)), 0);
    assert_int_equal(amount_compare(share->partly, amount_of(7, 10)), 0);
    assert_non_null(
        goals_find(&made->goals, STR("interventions:anhoriggrupp"), city, year));
}

static void rows_that_are_wrong_are_told_together(void **state)
{
    (void)state;
    const char *head = "indikator;enhet;period;mål;från;till\n";
    Str text = str_format(arena,
                          "%sconversations;Bergt;månad;1;2018;2018\n"
                          "conversations;Åsen;månad;1;2018;2018\n"
                          "convrsations;Åsen;månad;1;2018;2018\n"
                          "conversations;Åsen;månad;2;2018-06-01;\n",
                          head);
    refused("goals.csv", text.ptr, "goals.csv:2:15: ", "mean 'Berget'?\n");
    assert_non_null(strstr(error.message, "goals.csv:4:1: unknown indicator"));
    assert_non_null(
        strstr(error.message, "goals.csv:5:26: the same goal stands on line 3"));
    assert_null(strstr(error.message, "goals.csv:3:"));
    Text many = text_open(arena);
    text_addf(&many, "%s", head);
    for (int i = 0; i < 99; i++)
        text_addf(&many, "%d;Åsen;månad;1;2018;2018\n", i);
    refused("goals.csv", text_str(&many).ptr, "goals.csv:2:1: ", " more rows");
    int lines = 0;
    for (const char *at = error.message; (at = strstr(at, "unknown indicator")); at++)
        lines++;
    const char *last = strrchr(error.message, '\n');
    assert_in_range(lines, 5, 98);
    assert_int_equal(99 - lines, strtol(strstr(last, "and ") + 4, NULL, 10));
}

static void what_is_wrong_with_a_goal_is_told(void **state)
{
    (void)state;
    static const char head[] = "indikator;enhet;period;mål;delvis\n";
    static const struct {
        const char *row, *place, *words;
    } rows[] = {
        {"convrsations;Åsen;månad;14;", ":2:1:", "mean 'conversations'"},
        {"conversations;Åssen;månad;14;", ":2:15:", "mean 'Åsen'"},
        {"conversations;Åsen;månd;14;", ":2:20:", "mean 'månad'"},
        {"conversations;Åsen;månad;fjorton;", ":2:26:", "no number"},
        {"conversations;Åsen;månad;80 %;", ":2:26:", "no share"},
        {"good_support;Åsen;år;180;", ":2:22:", "at most 100 %"},
        {"conversations;Åsen;månad;14;15", ":2:29:", "harder"},
        {"carers;Åsen;år;1;\ncarers;asen;år;2;", ":3:16:", "line 2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        refused("goals.csv", str_format(arena, "%s%s\n", head, rows[i].row).ptr,
                rows[i].place, rows[i].words);
}

static void goals_change_the_settings_but_not_what_cells_are_made_from(void **state)
{
    (void)state;
    Workspace *before = workspace();
    folder_put(arena, folder, "goals.csv", "indikator;enhet;period;mål\n");
    Workspace *after = workspace();
    assert_false(str_equal(before->fingerprint, after->fingerprint));
    assert_true(str_equal(before->cells_fingerprint, after->cells_fingerprint));
    folder_put(arena, folder, "units.csv", "namn;typ\nÅsen;district\n");
    assert_false(str_equal(before->cells_fingerprint, workspace()->cells_fingerprint));
}

static void how_units_are_compared_is_a_setting(void **state)
{
    (void)state;
    const Workspace *before = workspace();
    const Indicator *rate = indicators_find(&before->indicators, STR("carers_per_1000"));
    assert_true(rate->of_persons && !rate->compare.with_goal && !rate->compare.score);
    static const char *const events[] = {"conversations_per_fte", "cost_per_carer",
                                         "good_support", "carers"};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        assert_false(indicators_find(&before->indicators, str_from(events[i]))->of_persons);
    folder_put(arena, folder, "indicators.yaml",
               "- {id: good_support, compare: {target: goal, limits: score}}\n"
               "- {id: conversations_per_fte, compare: {counts: persons}}\n"
               "- {id: carers_per_1000, compare: {counts: events}}\n"
               "- {id: sick, reported: value, protects: persons}\n"
               "- {id: sick_rate, ratio: {of: sick, over: population_18plus}}\n");
    const Workspace *after = workspace();
    const Indicator *share = indicators_find(&after->indicators, STR("good_support"));
    assert_true(share->compare.with_goal && share->compare.score && share->share);
    rate = indicators_find(&after->indicators, STR("carers_per_1000"));
    assert_false(rate->of_persons);
    assert_true(indicators_find(&after->indicators, STR("sick_rate"))->of_persons);
    assert_true(
        indicators_find(&after->indicators, STR("conversations_per_fte"))->of_persons);
}

static void what_is_wrong_with_comparing_is_told(void **state)
{
    (void)state;
    const char *name = "indicators.yaml";
    refused(name, "- id: reach\n  compare: {limit: score}\n",
            "indicators.yaml:2:13:", "mean 'limits'");
    refused(name, "- {id: reach, compare: {limits: scor}}\n",
            "indicators.yaml:1:33:", "mean 'score'");
    refused(name, "- {id: reach, compare: {target: goals}}\n",
            "indicators.yaml:1:33:", "mean 'goal'");
    refused(name, "- {id: reach, compare: {counts: person}}\n",
            "indicators.yaml:1:33:", "mean 'persons'");
    refused(name, "- {id: reach, compare: goal}\n",
            "indicators.yaml:1:24:", "compare is {");
    refused(name, "- {id: carers, compare: {target: goal}}\n",
            "indicators.yaml:1:25:", "shares, means and ratios");
    refused(name, "- {id: good_support, compare: {counts: events}}\n",
            "indicators.yaml:1:40:", "counts belongs to ratios");
}

static void cells_are_not_made_anew_for_what_only_judges(void **state)
{
    (void)state;
    const char *name = "indicators.yaml";
    folder_put(arena, folder, name, "- id: reach\n  better: lower\n");
    Workspace *before = workspace();
    folder_put(arena, folder, name,
               "# why\n- id: reach\n  compare: {target: goal}\n  better: lower\n");
    Workspace *after = workspace();
    assert_false(str_equal(before->fingerprint, after->fingerprint));
    assert_true(str_equal(before->cells_fingerprint, after->cells_fingerprint));
    folder_put(arena, folder, name, "- id: reach\n  better: higher\n");
    assert_false(str_equal(before->cells_fingerprint, workspace()->cells_fingerprint));
}

static void what_is_wrong_with_the_settings_is_told(void **state)
{
    (void)state;
    const char *name = "samsyn.yaml";
    refused(name, "organisaton: x\n", "samsyn.yaml:1:1:", "organisation");
    refused(name, "limit: 1\n", "samsyn.yaml:1:8:", "2 to 100");
    refused(name, "language: svenska\n", "samsyn.yaml:1:11:", "sv or en");
    refused(name, "groups: [{name: x}]\n", "samsyn.yaml:1:", "needs an id");
    refused(name, "group_age: {cared_for: [Åssen]}\n", "samsyn.yaml:1:", "mean 'Åsen'");
    file_remove(file_join(arena, folder, name));
    assert_null(opened());
    assert_int_equal(error.kind, ERROR_NO_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(how_units_are_compared_is_a_setting, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_comparing_is_told, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(cells_are_not_made_anew_for_what_only_judges,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_workspace_tells_its_settings, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(the_built_in_catalogue_is_whole, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(an_indicator_is_known_by_id_name_and_part,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_workspace_adds_replaces_and_renames_indicators,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_an_indicator_is_told,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(
            what_replaces_a_part_of_others_is_told_where_it_stands, open_folder,
            close_folder),
        cmocka_unit_test_setup_teardown(goals_are_found_by_unit_period_and_day, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(rows_that_are_wrong_are_told_together, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_a_goal_is_told, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(
            goals_change_the_settings_but_not_what_cells_are_made_from, open_folder,
            close_folder),
        cmocka_unit_test_setup_teardown(what_is_wrong_with_the_settings_is_told,
                                        open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
