/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/catalogue/forecast.h"
#include "engine/catalogue/workspace.h"
#include "tests/support/folder.h"

static Arena *arena;
static Error error;
static const char *folder;

#define HEAD "indikator;enhet;period;bedömning;beslutad av;skäl;datum;beslut\n"

static int open_folder(void **state)
{
    (void)state;
    arena = arena_open();
    folder = folder_new(arena);
    folder_put(arena, folder, "samsyn.yaml", "organisation: Göta\n");
    folder_put(arena, folder, "units.csv",
               "namn;typ;ingår_i\nGöta;city;\nÅsen;district;Göta\nBerget;district;Göta\n");
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

static const Assessment *found(const Workspace *made, const char *indicator,
                               const char *unit, const char *id, const char *until)
{
    Period period, last;
    assert_true(period_parse(str_from(id), &period));
    assert_true(period_parse(str_from(until), &last));
    return assessments_find(&made->assessments, str_from(indicator),
                            units_find(&made->units, str_from(unit)), period,
                            last.first_month);
}

static void a_goal_is_judged_for_its_period(void **state)
{
    (void)state;
    folder_put(arena, folder, "assessments.csv",
               HEAD
               "Enskilda samtal;Åsen;2018;Uppfylls delvis;enhetschef;en vakans i "
               "höst;2019-01-28;dnr 2019/17\n"
               "conversations;asen;2018-01/2018-08;helt;enhetschef;i takt;2018-09-12;\n"
               "interventions:anhoriggrupp;Göta;2018-T1;not met;styrgrupp;få "
               "grupper;2018-05-20;\n");
    Workspace *made = workspace();
    assert_int_equal(made->assessments.count, 3);
    const Assessment *year = found(made, "conversations", "asen", "2018", "2018-12");
    assert_non_null(year);
    assert_int_equal(year->status, ASSESSED_PARTLY);
    assert_true(str_equal(year->by, STR("enhetschef")));
    assert_true(str_equal(year->reason, STR("en vakans i höst")));
    assert_true(str_equal(day_iso(arena, year->day), STR("2019-01-28")));
    assert_true(str_equal(year->decision, STR("dnr 2019/17")));
    const Assessment *august = found(made, "conversations", "asen", "2018", "2018-08");
    assert_non_null(august);
    assert_int_equal(august->status, ASSESSED_MET);
    const Assessment *tertial =
        found(made, "interventions:anhoriggrupp", "gota", "2018-T1", "2018-04");
    assert_non_null(tertial);
    assert_int_equal(tertial->status, ASSESSED_NOT_MET);
    assert_null(found(made, "conversations", "asen", "2018", "2018-09"));
    assert_null(found(made, "conversations", "berget", "2018", "2018-12"));
    assert_null(found(made, "interventions", "gota", "2018-T1", "2018-04"));
}

static void a_later_date_changes_an_assessment(void **state)
{
    (void)state;
    folder_put(arena, folder, "assessments.csv",
               "indicator,unit,period,status,decided by,reason,date\n"
               "carers,Berget,2018,partly,head of unit,corrected records,2019-03-01\n"
               "carers,Berget,2018,met,head of unit,as reported,2019-01-28\n");
    const Assessment *last = found(workspace(), "carers", "berget", "2018", "2018-12");
    assert_non_null(last);
    assert_int_equal(last->status, ASSESSED_PARTLY);
    refused("assessments.csv",
            HEAD "carers;Berget;2018;helt;chef;a;2019-01-28;\n"
                 "carers;Berget;2018;inte;chef;b;2019-01-28;\n",
            "assessments.csv:3:20:", "judged on line 2");
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *row, *place, *words;
    } wrong[] = {
        {"convrsations;Åsen;2018;helt;chef;skäl;2019-01-28;\n",
         ":2:1:", "did you mean 'conversations'"},
        {"carers;Åsn;2018;helt;chef;skäl;2019-01-28;\n", ":2:8:", "did you mean 'Åsen'"},
        {"carers;Åsen;2018-13;helt;chef;skäl;2019-01-28;\n", ":2:13:", "is no period"},
        {"carers;Åsen;2018-02/2018-08;helt;chef;skäl;2019-01-28;\n",
         ":2:13:", "is no period"},
        {"carers;Åsen;2018-01/2019-08;helt;chef;skäl;2019-01-28;\n",
         ":2:13:", "is no period"},
        {"carers;Åsen;2018;uppfylls helf;chef;skäl;2019-01-28;\n",
         ":2:18:", "did you mean 'uppfylls helt'"},
        {"carers;Åsen;2018;helt;;skäl;2019-01-28;\n", ":2:23:", "'beslutad av' is empty"},
        {"carers;Åsen;2018;helt;chef;;2019-01-28;\n", ":2:28:", "'skäl' is empty"},
        {"carers;Åsen;2018;helt;chef;skäl;28/1;\n", ":2:33:", "is no date"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refused("assessments.csv", str_format(arena, HEAD "%s", wrong[i].row).ptr,
                wrong[i].place, wrong[i].words);
    refused("assessments.csv", "indikator;enhet;period;bedömning;skäl;datum\n",
            "assessments.csv:1:1:", "'beslutad av'");
}

static void an_identity_number_refuses_the_file_and_is_not_repeated(void **state)
{
    (void)state;
    refused("assessments.csv",
            HEAD "carrs;Åsen;2018;helt;chef;skäl;2019-01-28;\n"
                 "carers;Åsen;2018;helt;chef;gäller 19811218-9876;2019-01-28;\n",
            "assessments.csv:3:28:", "personal identity number");
    assert_null(strstr(error.message, "9876"));
    refused("assessments.csv", "indikator;enhet 19811218-9876;period\n",
            "assessments.csv:1:11:", "unknown heading '...'");
    assert_null(strstr(error.message, "9876"));
}

static void an_assessment_rebuilds_no_cell(void **state)
{
    (void)state;
    Workspace *before = workspace();
    folder_put(arena, folder, "assessments.csv",
               HEAD "carers;Åsen;2018;helt;chef;skäl;2019-01-28;\n");
    Workspace *after = workspace();
    assert_false(str_equal(before->fingerprint, after->fingerprint));
    assert_true(str_equal(before->cells_fingerprint, after->cells_fingerprint));
}

static void years_that_were_not_as_others_are_named(void **state)
{
    (void)state;
    folder_put(arena, folder, "indicators.yaml",
               "- {id: conversations, forecast: {skip_years: [2020, 2021]}}\n");
    Workspace *after = workspace();
    const Indicator *indicator = indicators_find(&after->indicators, STR("conversations"));
    assert_true(forecast_skips(indicator, 2020) && forecast_skips(indicator, 2021));
    assert_false(forecast_skips(indicator, 2019));
    assert_false(forecast_skips(indicators_find(&after->indicators, STR("carers")), 2020));
    refused("indicators.yaml", "- {id: carers, forecast: {skip_yaers: [2020]}}\n",
            "indicators.yaml:1:", "did you mean 'skip_years'");
    refused("indicators.yaml", "- {id: carers, forecast: {skip_years: 2020}}\n",
            "indicators.yaml:1:39:", "a list of years");
    refused("indicators.yaml", "- {id: carers, forecast: {skip_years: [2020-01]}}\n",
            "indicators.yaml:1:40:", "'2020-01' is no year");
    refused("indicators.yaml", "- {id: carers, forecast: yes}\n",
            "indicators.yaml:1:26:", "skip_years");
}

static void a_year_left_out_rebuilds_no_cell(void **state)
{
    (void)state;
    folder_put(arena, folder, "indicators.yaml", "- {id: carers, name: Folk}\n");
    Workspace *before = workspace();
    folder_put(arena, folder, "indicators.yaml",
               "- {id: carers, name: Folk, forecast: {skip_years: [2020]}}\n");
    Workspace *after = workspace();
    assert_false(str_equal(before->fingerprint, after->fingerprint));
    assert_true(str_equal(before->cells_fingerprint, after->cells_fingerprint));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_goal_is_judged_for_its_period, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(a_later_date_changes_an_assessment, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_told_with_its_place, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(
            an_identity_number_refuses_the_file_and_is_not_repeated, open_folder,
            close_folder),
        cmocka_unit_test_setup_teardown(an_assessment_rebuilds_no_cell, open_folder,
                                        close_folder),
        cmocka_unit_test_setup_teardown(years_that_were_not_as_others_are_named,
                                        open_folder, close_folder),
        cmocka_unit_test_setup_teardown(a_year_left_out_rebuilds_no_cell, open_folder,
                                        close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
