/* No word, symbol, tone or alt text of a report says anything else than its fact, over all
 * verdicts a fact can carry. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "reports/template/report.h"
#include "tests/support/folder.h"
#include "tests/unit/template_fake_facts.h"

/* One measure of each direction in every block that judges. */
static const char *const measures[] = {"carers", "waiting_days", "counsellors"};
static const FactDirection directions[] = {FACT_HIGHER_BETTER, FACT_LOWER_BETTER,
                                           FACT_NEITHER};
static const Status statuses[] = {STATUS_NONE, STATUS_MET, STATUS_PARTLY, STATUS_NOT_MET,
                                  STATUS_UNDECIDED};
static const Mark marks[] = {MARK_OK,      MARK_PRELIMINARY,  MARK_PROTECTED,
                             MARK_MISSING, MARK_NOT_MEASURED, MARK_NOT_APPLICABLE};
/* Last year beside 7 531 now: the same, within chance, clearly less, clearly more, none. */
static const int64_t last_years[] = {7531, 7500, 4000, 11000, -1};
enum { NOW = 7531, GOAL = 6420 };

typedef struct {
    const char *measure;
    FactDirection direction;
    Status status;
    Mark mark;
    int64_t last_year;
    bool quiet; /* July */
    bool forecast;
} Verdict;

typedef struct {
    Arena *arena;
    const char *folder;
    const Wording *wording[2];
} Grid;

static int open_grid(void **state)
{
    Arena *arena = arena_open();
    Grid *grid = ARENA_NEW(arena, Grid);
    Error error = {0};
    grid->arena = arena;
    grid->folder = folder_new(arena);
    for (int language = 0; language < 2; language++)
        grid->wording[language] =
            wording_load(arena, "templates", NULL, (Language)language, &error);
    *state = grid;
    return grid->wording[0] && grid->wording[1] ? 0 : 1;
}

static int close_grid(void **state)
{
    arena_close(((Grid *)*state)->arena);
    return 0;
}

static void put_verdict(const Verdict *verdict)
{
    const char *now = verdict->quiet ? "2018-07" : "2018-04";
    const char *then = verdict->quiet ? "2017-07" : "2017-04";
    Figure figure = fake_count(NOW);
    fake_clear();
    figure.mark = verdict->mark;
    if (verdict->mark != MARK_OK && verdict->mark != MARK_PRELIMINARY)
        figure = fake_mark(verdict->mark);
    fake_put(verdict->measure, "all", NULL, fake_mark(MARK_MISSING));
    FakeCell *cell = fake_put(verdict->measure, "all", now, figure);
    cell->has_goal = verdict->status != STATUS_NONE;
    cell->goal = AMOUNT_WHOLE(GOAL);
    cell->status = verdict->status;
    cell->basis = verdict->forecast ? BASIS_FORECAST : BASIS_OUTCOME;
    fake_put(verdict->measure, "all", then,
             verdict->last_year < 0 ? fake_mark(MARK_MISSING)
                                    : fake_count(verdict->last_year));
}

static const char *dump_verdict(Grid *grid, Arena *arena, const Verdict *verdict,
                                Language language)
{
    Error error = {0};
    Document document;
    Period period;
    Level internal = {LEVEL_INTERNAL, STR("farsta")};
    assert_true(period_parse(str_from(verdict->quiet ? "2018-07" : "2018-04"), &period));
    Facts *facts = facts_open(arena, NULL, internal, &error);
    Str name = str_from(verdict->measure);
    const Template *template =
        template_load(arena, "templates", grid->folder, name, facts, &error);
    if (!template || !report_build(arena, template, grid->wording[language], facts,
                                   internal, STR("farsta"), period, &document, &error))
        fail_msg("%s", error.message);
    return str_zero(arena, document_dump(arena, &document));
}

static void write_templates(Grid *grid)
{
    Error error = {0};
    assert_true(
        file_make_directories(file_join(grid->arena, grid->folder, "reports"), &error));
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        folder_put(grid->arena, grid->folder,
                   str_format(grid->arena, "reports/%s.md", measures[i]).ptr,
                   str_format(grid->arena,
                              "---\ntitle: Test\nreaders: us\nlevel: internal\n"
                              "per: district\nperiod: month\nhistory: 13\n"
                              "quiet_months: [7]\n---\n\n# Test\n\n"
                              "```sentence\nkind: standout\nindicators: [%s]\n```\n\n"
                              "```keyfigures\nindicators: [%s]\n```\n\n"
                              "```chart\nindicator: %s\nkind: months\n"
                              "compare: last_year\ngoal: yes\n```\n\n"
                              "```table\nindicators: [%s]\nby: month\nmonths: 13\n"
                              "compare: last_year\ngoal: yes\n```\n",
                              measures[i], measures[i], measures[i], measures[i])
                       .ptr);
}

static void expect(const char *text, const char *part, bool wanted, const Verdict *verdict)
{
    if ((strstr(text, part) != NULL) != wanted)
        fail_msg("%s: status %d, mark %d, last year %lld, quiet %d: '%s' is%s in\n%s",
                 verdict->measure, (int)verdict->status, (int)verdict->mark,
                 (long long)verdict->last_year, verdict->quiet, part, wanted ? " not" : "",
                 text);
}

static bool is_known(const Verdict *verdict)
{
    return verdict->mark == MARK_OK || verdict->mark == MARK_PRELIMINARY;
}

/* The door gives no status to what is not known; the fake one neither. */
static Status status_of(const Verdict *verdict)
{
    return is_known(verdict) ? verdict->status : STATUS_NONE;
}

static void expect_status(const char *text, const Verdict *verdict)
{
    Status status = status_of(verdict);
    expect(text, "uppfylls helt", status == STATUS_MET, verdict);
    expect(text, "uppfylls delvis", status == STATUS_PARTLY, verdict);
    expect(text, "uppfylls inte", status == STATUS_NOT_MET, verdict);
    expect(text, "går inte att avgöra", status == STATUS_UNDECIDED, verdict);
    expect(text, "prognos: uppfylls",
           verdict->forecast && status != STATUS_NONE && status != STATUS_UNDECIDED,
           verdict);
    bool told = verdict->mark == MARK_OK;
    expect(text, "målet nås inte", told && status == STATUS_NOT_MET && !verdict->quiet,
           verdict);
    if (status != STATUS_MET)
        expect(text, "målet nås.", false, verdict);
    if (status != STATUS_PARTLY)
        expect(text, "målet nås delvis", false, verdict);
}

/* What is clear is clear in the sentences' words, and in no other direction. */
static void expect_change(const char *text, const Verdict *verdict)
{
    bool fewer = verdict->last_year > NOW + 200,
         more = verdict->last_year >= 0 && verdict->last_year < NOW - 200;
    if (!more)
        expect(text, "klart fler", false, verdict);
    if (!fewer)
        expect(text, "klart färre", false, verdict);
    bool worse = (verdict->direction == FACT_HIGHER_BETTER && fewer) ||
                 (verdict->direction == FACT_LOWER_BETTER && more);
    bool look = worse && verdict->mark == MARK_OK && !verdict->quiet &&
                status_of(verdict) != STATUS_NOT_MET;
    expect(text, "värt att titta på", look, verdict);
}

/* What is not known leaves no number; what is has its own, and its mark. */
static void expect_figure(const char *text, const Verdict *verdict)
{
    const char *now = "7\xc2\xa0"
                      "531";
    if (verdict->last_year != NOW)
        expect(text, now, is_known(verdict), verdict);
    expect(text, "(prel.)", verdict->mark == MARK_PRELIMINARY, verdict);
    if (verdict->mark == MARK_NOT_MEASURED)
        expect(text, "mäts inte", true, verdict);
    if (verdict->mark == MARK_PROTECTED)
        expect(text, "skyddad", true, verdict);
    if (verdict->status == STATUS_NONE)
        expect(text, "målet 6", false, verdict);
}

/* The one alert tone is for what deserves a look. */
static void expect_tone(const char *text, const Verdict *verdict)
{
    Status status = status_of(verdict);
    bool worse = strstr(text, "värt att titta på") != NULL;
    bool missed = status == STATUS_NOT_MET && !verdict->quiet;
    if (!worse && !missed)
        expect(text, "alert", false, verdict);
}

static size_t check_measure(Grid *grid, size_t measure)
{
    size_t checked = 0;
    for (size_t s = 0; s < sizeof statuses / sizeof *statuses; s++)
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            for (size_t y = 0; y < sizeof last_years / sizeof *last_years; y++)
                for (int quiet = 0; quiet < 2; quiet++) {
                    Verdict verdict = {measures[measure],
                                       directions[measure],
                                       statuses[s],
                                       marks[m],
                                       last_years[y],
                                       quiet,
                                       marks[m] == MARK_PRELIMINARY && y % 2};
                    Arena *arena = arena_open();
                    put_verdict(&verdict);
                    const char *text = dump_verdict(grid, arena, &verdict, LANGUAGE_SV);
                    expect_status(text, &verdict);
                    expect_change(text, &verdict);
                    expect_figure(text, &verdict);
                    expect_tone(text, &verdict);
                    checked++;
                    arena_close(arena);
                }
    return checked;
}

static void no_word_contradicts_its_fact(void **state)
{
    Grid *grid = *state;
    size_t checked = 0;
    write_templates(grid);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        checked += check_measure(grid, i);
    assert_int_equal(checked, 3 * 5 * 6 * 5 * 2);
}

/* The limits of the series are told beside the figure, and only they say what is clear. */
typedef struct {
    const char *measure;
    FactDirection direction;
    Status status;
    SpcSignal signal;
    int64_t last_year;
    bool quiet;
} Standing;

static const SpcSignal signals[] = {
    SPC_COMMON_CAUSE,       SPC_ABOVE_UPL,   SPC_BELOW_LPL,
    SPC_TREND_UP,           SPC_TREND_DOWN,  SPC_TWO_OF_THREE_ABOVE,
    SPC_TWO_OF_THREE_BELOW, SPC_SHIFT_ABOVE, SPC_SHIFT_BELOW};
static const char *const signals_said[] = {"inom det vanliga (7\u00a0001–7\u00a0899)",
                                           "över gränsen (vanligt: ",
                                           "under gränsen (vanligt: ",
                                           "sju stiger i rad (vanligt: ",
                                           "sju faller i rad (vanligt: ",
                                           "två av tre nära övre gränsen (vanligt: ",
                                           "två av tre nära undre gränsen (vanligt: ",
                                           "minst sju i rad över medel (vanligt: ",
                                           "minst sju i rad under medel (vanligt: "};

static FactPointType type_of(FactDirection direction, SpcSignal signal)
{
    int way = spc_direction(signal);
    if (!way)
        return FACT_POINT_COMMON_CAUSE;
    if (direction == FACT_NEITHER)
        return way > 0 ? FACT_POINT_NEUTRAL_HIGH : FACT_POINT_NEUTRAL_LOW;
    return (way > 0) == (direction == FACT_HIGHER_BETTER) ? FACT_POINT_IMPROVEMENT
                                                          : FACT_POINT_CONCERN;
}

static void expect_standing(const char *text, const Standing *standing)
{
    const Verdict told = {.measure = standing->measure,
                          .status = standing->status,
                          .mark = MARK_OK,
                          .last_year = standing->last_year,
                          .quiet = standing->quiet};
    FactPointType type = type_of(standing->direction, standing->signal);
    bool missed = standing->status == STATUS_NOT_MET;
    bool held =
        missed || standing->status == STATUS_PARTLY || standing->status == STATUS_MET;
    bool concern = type == FACT_POINT_CONCERN && !standing->quiet && !missed;
    bool other = type != FACT_POINT_COMMON_CAUSE && !held && !concern;
    /* Nothing stands out: then the figure is in no sentence. */
    bool shown = held || type != FACT_POINT_COMMON_CAUSE;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        expect(text, signals_said[i], shown && signals[i] == standing->signal, &told);
    expect(text, "klart fler", false, &told);
    expect(text, "klart färre", false, &told);
    expect(text, "ungefär som nu", false, &told);
    expect(text, ": värt att titta på.", concern, &told);
    expect(text, ": tecken på förbättring.", other && type == FACT_POINT_IMPROVEMENT,
           &told);
    expect(text, ": skiljer sig från det vanliga.", other && type != FACT_POINT_IMPROVEMENT,
           &told);
    expect(text, "Inget sticker ut", !shown, &told);
    if (!concern && (!missed || standing->quiet))
        expect(text, "alert", false, &told);
}

static size_t check_standings(Grid *grid, size_t measure)
{
    size_t checked = 0;
    for (size_t s = 0; s < sizeof statuses / sizeof *statuses; s++)
        for (size_t c = 0; c < sizeof signals / sizeof *signals; c++)
            for (size_t y = 0; y < sizeof last_years / sizeof *last_years; y++)
                for (int quiet = 0; quiet < 2; quiet++) {
                    Standing standing = {measures[measure], directions[measure],
                                         statuses[s],       signals[c],
                                         last_years[y],     quiet};
                    const Verdict verdict = {.measure = standing.measure,
                                             .status = standing.status,
                                             .mark = MARK_OK,
                                             .last_year = standing.last_year,
                                             .quiet = quiet};
                    Arena *arena = arena_open();
                    put_verdict(&verdict);
                    fake_control = (FactControl){
                        .known = true,
                        .limited = true,
                        .last = true,
                        .centre = 7450,
                        .lower = 7000.5,
                        .upper = 7899.5,
                        .signal = standing.signal,
                        .point_type = type_of(standing.direction, standing.signal)};
                    expect_standing(dump_verdict(grid, arena, &verdict, LANGUAGE_SV),
                                    &standing);
                    checked++;
                    arena_close(arena);
                }
    fake_control = (FactControl){0};
    return checked;
}

static void what_is_usual_is_told_and_nothing_against_it(void **state)
{
    Grid *grid = *state;
    size_t checked = 0;
    write_templates(grid);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        checked += check_standings(grid, i);
    assert_int_equal(checked, 3 * 5 * 9 * 5 * 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_word_contradicts_its_fact, open_grid,
                                        close_grid),
        cmocka_unit_test_setup_teardown(what_is_usual_is_told_and_nothing_against_it,
                                        open_grid, close_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
