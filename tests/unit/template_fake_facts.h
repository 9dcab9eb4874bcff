/* A small door with made-up figures, for the tests of the templates: every name facts.h
 * promises is defined here, so the linker never asks for the real one. Each test program
 * includes this file once.
 *
 * Figures come from a rule (base figure, July dip) and may be overridden by fake_put().
 * A protected one is masked at level public as the real door does it.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEST_FAKE_FACTS_H
#define SAMSYN_TEST_FAKE_FACTS_H

#include <string.h>

#include "engine/facts.h"
#include "engine/facts_activities.h"
#include "engine/facts_comments.h"
#include "engine/facts_compare.h"
#include "engine/facts_control.h"
#include "engine/facts_forecast.h"
#include "engine/facts_intake.h"
#include "engine/facts_outcome.h"

struct Facts {
    Arena *arena;
    Level level;
};

static const FactIndicator fake_indicators[] = {
    {.id = {"conversations", 13}, .kind = FACT_COUNT, .protects_people = true},
    {.id = {"conversation_minutes", 20}, .kind = FACT_SUM, .protects_people = true},
    {.id = {"carers", 6}, .kind = FACT_DISTINCT, .protects_people = true},
    {.id = {"interventions", 13},
     .kind = FACT_COUNT,
     .by = {"kind", 4},
     .protects_people = true},
    {.id = {"participants", 12}, .kind = FACT_SUM, .protects_people = true},
    {.id = {"fte", 3}, .kind = FACT_SUM, .direction = FACT_NEITHER, .decimals = 2},
    {.id = {"counsellors", 11}, .kind = FACT_DISTINCT, .direction = FACT_NEITHER},
    {.id = {"conversations_per_fte", 21}, .kind = FACT_RATIO, .decimals = 1},
    {.id = {"representatives", 15}, .kind = FACT_VALUE},
    {.id = {"waiting_days", 12}, .kind = FACT_COUNT, .direction = FACT_LOWER_BETTER},
    {.id = {"good_support", 12}, .kind = FACT_SHARE, .protects_people = true},
    {.id = {"base_level", 10}, .kind = FACT_OFFERED, .by = {"sets", 4}},
    {.id = {"ors_first", 9}, .kind = FACT_MEAN, .decimals = 1, .protects_people = true},
    {.id = {"ors_last", 8}, .kind = FACT_MEAN, .decimals = 1, .protects_people = true},
};
enum { FAKE_INDICATOR_COUNT = sizeof fake_indicators / sizeof *fake_indicators };

static const struct {
    const char *name[2], *definition[2], *unit[2];
} fake_texts[] = {
    {{"Enskilda samtal", "Conversations"},
     {"Samtal med en anhörig: besök, telefon, hembesök eller digitalt.",
      "Conversations with one carer: visit, telephone, home visit or digital."},
     {"antal", "number"}},
    {{"Samtalstid", "Conversation time"}, {"Minuter.", "Minutes."}, {"min", "min"}},
    {{"Anhöriga i samtal", "Carers in conversations"},
     {"Anhöriga.", "Carers."},
     {"antal", "number"}},
    {{"Insatser", "Interventions"}, {"Insatser.", "Interventions."}, {"antal", "number"}},
    {{"Deltagare", "Participants"}, {"Deltagare.", "Participants."}, {"antal", "number"}},
    {{"Årsarbetare", "Full-time equivalents"}, {"Tid.", "Time."}, {"", ""}},
    {{"Anhörigkonsulenter", "Counsellors"}, {"Personer.", "Persons."}, {"antal", "number"}},
    {{"Samtal per årsarbetare", "Conversations per FTE"}, {"Kvot.", "Ratio."}, {"", ""}},
    {{"Anhörigombud", "Carer representatives"},
     {"Ombud.", "Representatives."},
     {"antal", "number"}},
    {{"Väntedagar", "Days waited"}, {"Dagar.", "Days."}, {"dagar", "days"}},
    {{"Upplever ett bra stöd", "Experience good support"}, {"Andel.", "Share."}, {"", ""}},
    {{"Basnivåns insatser", "The base level offered"},
     {"Slag av stöd.", "Kinds of support."},
     {"av fyra", "of four"}},
    {{"ORS vid start", "ORS at first"}, {"Medel.", "Mean."}, {"poäng", "points"}},
    {{"ORS vid avslut", "ORS at last"}, {"Medel.", "Mean."}, {"poäng", "points"}},
};

static const FactName fake_parts[2][4] = {
    {{{"rad_och_stod", 12}, {"Råd och stöd", 14}},
     {{"anhoriggrupp", 12}, {"Anhöriggrupp", 13}},
     {{"forelasning", 11}, {"Föreläsning", 13}},
     {{"avlosning", 9}, {"Avlösning", 10}}},
    {{{"rad_och_stod", 12}, {"Advice and support", 18}},
     {{"anhoriggrupp", 12}, {"Carers' group", 13}},
     {{"forelasning", 11}, {"Lecture", 7}},
     {{"avlosning", 9}, {"Respite", 7}}},
};
static const FactName fake_groups[] = {{{"under65", 7}, {"65−", 5}},
                                       {{"over65", 6}, {"65+", 3}}};

typedef struct {
    const char *indicator, *group;
    const char *period; /* NULL: every one */
    Figure figure;
    Status status;
    StatusBasis basis;
    bool uncertain;
    bool has_goal;
    Amount goal;
    bool secret;      /* protected at level public */
    const char *unit; /* NULL: every one */
} FakeCell;

static FakeCell fake_cells[256];
static size_t fake_cell_count;
static FactFinding fake_findings[64];
static size_t fake_finding_count;
static int32_t fake_delivered = 1;

/* Of the units in turn. */
static FactComment fake_comments[3];

/* Of two areas: one with a name in the settings, one as it was written. */
static const FactActivity fake_activities[] = {
    {.unit = {"Farsta", 6},
     .area = {{"Kompetens", 9}, false},
     .activity = {{"Utbildning av ombud", 19}, true},
     .responsible = {{"enhetschef", 10}, true},
     .status = {"done", 4},
     .status_name = {"Klar", 4},
     .has_start = true,
     .start = 17560,
     .has_done = true,
     .done = 17620,
     .estimated = {true, {80000, 1}},
     .actual = {true, {161001, 2}}},
    {.unit = {"Farsta", 6},
     .area = {{"Kompetens", 9}, false},
     .activity = {{"Studiebesök", 12}, true},
     .status = {"planned", 7},
     .status_name = {"Planerad", 8},
     .comment = {{"Tre platser är bokade.", 23}, true}},
    {.unit = {"Skarpnäck", 10},
     .area = {{"Mötesplatser", 13}, true},
     .activity = {{"Öppet hus & \"fika\" <varje> torsdag", 36}, true},
     .responsible = {{"anhörigkonsulent", 17}, true},
     .status = {"delayed", 7},
     .status_name = {"Försenad", 9},
     .has_start = true,
     .start = 17600,
     .estimated = {true, {12500, 1}}},
    {.unit = {"Skarpnäck", 10},
     .area = {{"Mötesplatser", 13}, true},
     .activity = {{"Vandringar", 10}, true},
     .status = {"waiting", 7},
     .status_name = {"Väntar", 7}},
};
enum { FAKE_ACTIVITIES = sizeof fake_activities / sizeof *fake_activities };
static size_t fake_activity_count = FAKE_ACTIVITIES;

static FactIntake fake_intake[3]; /* of the units as they stand, and of others nothing */
static RowBounds fake_unplaced;
static FactRevision fake_revisions[3];
static size_t fake_revision_count;

__attribute__((unused)) static void fake_clear(void)
{
    fake_cell_count = 0;
    fake_finding_count = 0;
    fake_delivered = 1;
    fake_activity_count = FAKE_ACTIVITIES;
    memset(fake_comments, 0, sizeof fake_comments);
    memset(fake_intake, 0, sizeof fake_intake);
    fake_unplaced = (RowBounds){0, 0};
    fake_revision_count = 0;
}

static Figure fake_count(int64_t value)
{
    return (Figure){.mark = MARK_OK,
                    .known = true,
                    .value = AMOUNT_WHOLE(value),
                    .n = value,
                    .delivered = 1,
                    .expected = 1};
}

__attribute__((unused)) static Figure fake_share(int64_t n, int64_t denominator)
{
    return (Figure){.mark = MARK_OK,
                    .known = true,
                    .value = amount_of(n, denominator),
                    .n = n,
                    .has_denominator = true,
                    .denominator = AMOUNT_WHOLE(denominator),
                    .delivered = 1,
                    .expected = 1};
}

static Figure fake_mark(Mark mark)
{
    return (Figure){.mark = mark, .expected = 1};
}

/* The last one put wins. */
__attribute__((unused)) static FakeCell *fake_put(const char *indicator, const char *group,
                                                  const char *period, Figure figure)
{
    FakeCell *cell = &fake_cells[fake_cell_count++];
    *cell = (FakeCell){
        .indicator = indicator, .group = group, .period = period, .figure = figure};
    return cell;
}

/* April 2018 in Farsta: a goal met, one partly, one not met, one undecided. */
__attribute__((unused)) static void fake_farsta(void)
{
    FakeCell *cell = fake_put("conversations", "all", "2018-04", fake_count(17));
    cell->has_goal = true, cell->goal = AMOUNT_WHOLE(15), cell->status = STATUS_MET;
    fake_put("conversations", "all", "2017-04", fake_count(14));
    cell = fake_put("carers", "all", "2018-04", fake_count(4));
    cell->has_goal = true, cell->goal = AMOUNT_WHOLE(6), cell->status = STATUS_NOT_MET;
    fake_put("carers", "all", "2017-04", fake_count(16));
    fake_put("conversations", "all", "2018", fake_count(62))->figure.mark =
        MARK_PRELIMINARY;
    fake_cells[fake_cell_count - 1].has_goal = true;
    fake_cells[fake_cell_count - 1].goal = AMOUNT_WHOLE(180);
    Figure ratio = fake_count(17);
    ratio.value = amount_of(85, 4);
    cell = fake_put("conversations_per_fte", "all", "2018-04", ratio);
    cell->has_goal = true, cell->goal = AMOUNT_WHOLE(22), cell->status = STATUS_PARTLY;
    Figure fte = fake_count(1);
    fte.value = amount_of(4, 5);
    fake_put("fte", "all", "2018-04", fte);
    fake_put("counsellors", "all", "2018-04", fake_count(1));
    Figure year = fake_share(11, 12);
    year.year = 2017;
    fake_put("good_support", "all", "2018-04", year);
    fake_put("representatives", "all", "2018-04", fake_mark(MARK_MISSING));
    fake_put("interventions:avlosning", "all", NULL, fake_count(0));
    fake_put("interventions:anhoriggrupp", "all", "2018-04", fake_count(1));
    fake_put("conversations", "all", "2016-08", fake_mark(MARK_MISSING));
    fake_findings[fake_finding_count++] =
        (FactFinding){.file = STR("samtal-farsta-2018-04.csv"),
                      .line = 12,
                      .column = STR("minuter"),
                      .reason = STR("”sjuttio” är inget tal"),
                      .remedy = STR("skriv antalet minuter med siffror")};
}

static const FakeCell *fake_find(Arena *arena, Str indicator, Str unit, Str group,
                                 Period period)
{
    Str id = period_id(arena, period);
    for (size_t i = fake_cell_count; i-- > 0;) {
        const FakeCell *cell = &fake_cells[i];
        if (str_equal(str_from(cell->indicator), indicator) &&
            str_equal(str_from(cell->group), group) &&
            (!cell->unit || str_equal(str_from(cell->unit), unit)) &&
            (!cell->period || str_equal(str_from(cell->period), id)))
            return cell;
    }
    return NULL;
}

/* From one month to the next a little up and down, less in July. */
static Figure fake_rule(Str indicator, Str group, Period period)
{
    int month = period.first_month % 12, year = period.first_month / 12;
    int64_t wave = (month * 7 + year * 3) % 5;
    if (str_equal(indicator, STR("good_support")) || str_equal(indicator, STR("fte")) ||
        str_equal(indicator, STR("conversations_per_fte")))
        return fake_mark(MARK_NOT_MEASURED);
    if (str_equal(indicator, STR("base_level")))
        return fake_count(3);
    if (str_starts(indicator, STR("base_level:")))
        return fake_count(!str_ends(indicator, STR("avlosning")));
    if (str_starts(indicator, STR("ors_"))) {
        Figure mean = fake_count(12);
        mean.value = amount_of(str_equal(indicator, STR("ors_first")) ? 195 : 247, 10);
        return mean;
    }
    int64_t value = 6 + wave - (month == 6 ? 3 : 0);
    if (str_equal(group, STR("all")) && indicator.len < 21)
        value *= 2;
    Figure figure = fake_count(value * (period.kind == PERIOD_YEAR ? 12 : 1));
    if (period.kind == PERIOD_YEAR)
        figure.mark = MARK_PRELIMINARY;
    return figure;
}

static Figure fake_figure(const Facts *facts, Arena *arena, Str indicator, Str unit,
                          Str group, Period period)
{
    const FakeCell *cell = fake_find(arena, indicator, unit, group, period);
    if (!cell)
        return fake_rule(indicator, group, period);
    if (cell->secret && facts->level.kind == LEVEL_PUBLIC)
        return fake_mark(MARK_PROTECTED);
    return cell->figure;
}

bool facts_read(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                Period period, Fact *fact, Error *error)
{
    (void)error;
    *fact = (Fact){.indicator = indicator, .unit = unit, .group = group, .period = period};
    fact->last_year_period = period_last_year(period);
    fact->previous_period = period_next(period, -1);
    fact->figure = fake_figure(facts, arena, indicator, unit, group, period);
    fact->last_year =
        fake_figure(facts, arena, indicator, unit, group, fact->last_year_period);
    fact->previous =
        fake_figure(facts, arena, indicator, unit, group, fact->previous_period);
    const FakeCell *cell = fake_find(arena, indicator, unit, group, period);
    if (cell && cell->has_goal) {
        fact->goal = (FactGoal){.known = true, .goal = cell->goal, .period = period.kind};
        fact->status = fact->figure.known ? cell->status : STATUS_NONE;
        fact->basis = cell->basis;
        fact->uncertain = cell->uncertain;
    }
    return true;
}

bool facts_series(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                  Period from, Period to, Fact **series, size_t *count, Error *error)
{
    size_t length = 1;
    while (!period_equal(period_next(from, (int)length - 1), to))
        length++;
    *series = ARENA_ARRAY(arena, length, Fact);
    *count = length;
    for (size_t i = 0; i < length; i++)
        facts_read(facts, arena, indicator, unit, group, period_next(from, (int)i),
                   &(*series)[i], error);
    return true;
}

bool facts_to_date(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error)
{
    Period year = period_containing(PERIOD_YEAR, period.first_month);
    return facts_read(facts, arena, indicator, unit, group, year, fact, error);
}

Facts *facts_open(Arena *arena, const Workspace *workspace, Level level, Error *error)
{
    (void)workspace, (void)error;
    Facts *facts = ARENA_NEW(arena, Facts);
    *facts = (Facts){arena, level};
    return facts;
}

void facts_about(const Facts *facts, Language language, FactAbout *about)
{
    (void)facts;
    *about = (FactAbout){.organisation = language == LANGUAGE_SV ? STR("Stockholms stad")
                                                                 : STR("City of Stockholm"),
                         .programme = language == LANGUAGE_SV ? STR("Anhörigstöd")
                                                              : STR("Support to carers"),
                         .language = LANGUAGE_SV,
                         .timestamp = STR("2018-05-03T00:00:00Z"),
                         .limit = 5};
}

const FactIndicator *facts_indicator(Facts *facts, Language language, Str id, Error *error)
{
    Str base, part;
    str_cut(id, ':', &base, &part);
    for (size_t i = 0; i < FAKE_INDICATOR_COUNT; i++) {
        if (!str_equal(fake_indicators[i].id, base))
            continue;
        FactIndicator *indicator = ARENA_NEW(facts->arena, FactIndicator);
        *indicator = fake_indicators[i];
        indicator->id = id;
        indicator->name = str_from(fake_texts[i].name[language]);
        indicator->definition = str_from(fake_texts[i].definition[language]);
        indicator->unit = str_from(fake_texts[i].unit[language]);
        if (part.len)
            indicator->by = STR("");
        return indicator;
    }
    error_set(error, ERROR_CONFIG, "unknown indicator '%.*s'", STR_PRINT(id));
    return NULL;
}

bool facts_indicators(Facts *facts, Str **ids, size_t *count)
{
    *ids = ARENA_ARRAY(facts->arena, FAKE_INDICATOR_COUNT, Str);
    for (size_t i = 0; i < FAKE_INDICATOR_COUNT; i++)
        (*ids)[i] = fake_indicators[i].id;
    *count = FAKE_INDICATOR_COUNT;
    return true;
}

bool facts_parts(Facts *facts, Language language, Str indicator, FactName **parts,
                 size_t *count, Error *error)
{
    (void)indicator, (void)error;
    *parts = ARENA_ARRAY(facts->arena, 4, FactName);
    memcpy(*parts, fake_parts[language], sizeof fake_parts[language]);
    *count = 4;
    return true;
}

bool facts_groups(Facts *facts, Language language, FactName **groups, size_t *count)
{
    (void)language;
    *groups = ARENA_ARRAY(facts->arena, 2, FactName);
    memcpy(*groups, fake_groups, sizeof fake_groups);
    *count = 2;
    return true;
}

bool facts_unit(Facts *facts, Str id, FactUnit *unit, Error *error)
{
    (void)facts, (void)error;
    *unit = (FactUnit){.id = id, .name = STR("Farsta")};
    return true;
}

/* What charts of units ask for beyond: compared with nothing. Their tests open the real
 * door (template_units_test.c); here their options are checked. */
bool facts_formula(Facts *facts, Arena *arena, Language language, Str indicator,
                   FactFormula *formula, Error *error)
{
    (void)arena;
    const FactIndicator *told = facts_indicator(facts, language, indicator, error);
    *formula = (FactFormula){.kind = told ? told->kind : FACT_COUNT};
    return told != NULL;
}

bool facts_compare(Facts *facts, const Fact *series, size_t count,
                   FactComparison *comparisons, Error *error)
{
    (void)facts, (void)series, (void)error;
    memset(comparisons, 0, count * sizeof *comparisons);
    return true;
}

bool facts_limited(Facts *facts, Str indicator, bool *limited, Error *error)
{
    const FactIndicator *told = facts_indicator(facts, LANGUAGE_EN, indicator, error);
    *limited = told && told->kind == FACT_SHARE;
    return told != NULL;
}

bool facts_limits(Facts *facts, Str indicator, double target, const double *sizes,
                  size_t count, FactLimits *limits, Error *error)
{
    (void)facts, (void)indicator, (void)target, (void)sizes, (void)error;
    memset(limits, 0, count * sizeof *limits);
    return true;
}

bool facts_forecast_of(Facts *facts, const Fact *fact, FactForecast *forecast, Error *error)
{
    (void)facts, (void)fact, (void)error;
    *forecast = (FactForecast){.known = false};
    return true;
}

/* What a series' last point is told to be; at first none has limits. */
static FactControl fake_control;

bool facts_control(Facts *facts, const Fact *series, size_t count, FactControl *controls,
                   Error *error)
{
    (void)facts, (void)error;
    memset(controls, 0, count * sizeof *controls);
    if (count && series[count - 1].figure.known && series[count - 1].figure.mark == MARK_OK)
        controls[count - 1] = fake_control;
    return true;
}

bool facts_coverage(Facts *facts, Arena *own, const Fact *outcome, Fact *coverage,
                    CoverageRemark *remark, Error *error)
{
    (void)facts, (void)own, (void)outcome, (void)coverage, (void)error;
    *remark = COVERAGE_UNKNOWN;
    return true;
}

Str coverage_say(Language language, CoverageRemark remark)
{
    (void)language, (void)remark;
    return STR("");
}

bool facts_scale(Facts *facts, Arena *own, Language language, Str indicator,
                 FactScale *scale, Error *error)
{
    (void)own;
    *scale = (FactScale){.known = false};
    return facts_indicator(facts, language, indicator, error) != NULL;
}

bool facts_deliveries(Facts *facts, Arena *arena, Str unit, Period period,
                      FactDelivery **deliveries, size_t *count, Error *error)
{
    (void)unit, (void)period, (void)error;
    Language language = LANGUAGE_SV;
    (void)facts, (void)language;
    *deliveries = ARENA_ARRAY(arena, 2, FactDelivery);
    (*deliveries)[0] =
        (FactDelivery){.kind = STR("conversations"),
                       .kind_name = STR("Samtal"),
                       .used = 9187,
                       .refused = 2,
                       .delivered = fake_delivered,
                       .expected = 1,
                       .first_missing = fake_delivered ? STR("") : STR("2018-04")};
    (*deliveries)[1] = (FactDelivery){.kind = STR("interventions"),
                                      .kind_name = STR("Insatser"),
                                      .used = 40,
                                      .delivered = 1,
                                      .expected = 1};
    *count = 2;
    return true;
}

/* Three districts, one of them with a long name. */
bool facts_units(Facts *facts, Str type, Period period, FactUnit **units, size_t *count,
                 Error *error)
{
    static const FactUnit all[] = {
        {.id = {"enskede", 7}, .name = {"Enskede-Årsta-Vantör", 22}},
        {.id = {"farsta", 6}, .name = {"Farsta", 6}},
        {.id = {"skarpnack", 9}, .name = {"Skarpnäck", 10}},
    };
    (void)type, (void)period, (void)error;
    *units = ARENA_ARRAY(facts->arena, 3, FactUnit);
    memcpy(*units, all, sizeof all);
    *count = 3;
    return true;
}

bool facts_units_behind(Facts *facts, Arena *arena, Str unit, Period period, bool *above,
                        FactUnit **units, size_t *count, Error *error)
{
    (void)arena, (void)unit;
    *above = true;
    return facts_units(facts, STR("district"), period, units, count, error);
}

bool facts_intake(Facts *facts, Arena *arena, Str unit, Period period, FactIntake *intake,
                  Error *error)
{
    static const char *const units[] = {"enskede", "farsta", "skarpnack"};
    (void)facts, (void)arena, (void)period, (void)error;
    *intake = (FactIntake){0};
    for (size_t i = 0; i < 3; i++)
        if (str_equal(unit, str_from(units[i])))
            *intake = fake_intake[i];
    return true;
}

bool facts_intake_unplaced(Facts *facts, Period period, RowBounds *refused, Error *error)
{
    (void)facts, (void)period, (void)error;
    *refused = fake_unplaced;
    return true;
}

bool facts_revisions(Facts *facts, Arena *arena, Str unit, Period period,
                     FactRevision **revisions, size_t *count, Error *error)
{
    (void)facts, (void)arena, (void)unit, (void)period, (void)error;
    *revisions = fake_revisions;
    *count = fake_revision_count;
    return true;
}

bool facts_comment(Facts *facts, Arena *arena, Str unit, Period period,
                   FactComment *comment, Error *error)
{
    (void)facts, (void)arena, (void)period, (void)error;
    *comment = fake_comments[str_equal(unit, STR("enskede"))  ? 0
                             : str_equal(unit, STR("farsta")) ? 1
                                                              : 2];
    return true;
}

bool facts_rolling(Facts *facts, Arena *arena, Str indicator, Str unit, Str group,
                   Period period, Fact *fact, Error *error)
{
    return facts_to_date(facts, arena, indicator, unit, group, period, fact, error);
}

bool facts_activities(Facts *facts, Arena *arena, Language language, Str unit,
                      Period period, FactActivities *activities, Error *error)
{
    (void)facts, (void)language, (void)unit, (void)period, (void)error;
    FactActivity *items = ARENA_ARRAY(arena, FAKE_ACTIVITIES, FactActivity);
    memcpy(items, fake_activities, sizeof fake_activities);
    *activities = (FactActivities){items, fake_activity_count, true};
    return true;
}

ActivitySum activities_sum(const FactActivity *items, size_t count)
{
    ActivitySum sum = {0};
    for (size_t i = 0; i < count; i++) {
        if (items[i].estimated.known)
            sum.estimated = (ActivityCost){true, AMOUNT_WHOLE(92500)};
        if (items[i].actual.known)
            sum.actual = items[i].actual;
    }
    return sum;
}

bool facts_findings(Facts *facts, Arena *arena, Str unit, Period period,
                    FactFinding **findings, size_t *count, Error *error)
{
    (void)facts, (void)arena, (void)unit, (void)period, (void)error;
    *findings = fake_findings;
    *count = fake_finding_count;
    return true;
}

#endif
