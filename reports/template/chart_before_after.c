/* SPDX-License-Identifier: EUPL-1.2 */
/* Two means of the same people, at start and at end, with how many they are of and how many
 * of those closed that is. What too few were rated of is not taken for an effect. */
#include "engine/facts_outcome.h"
#include "reports/template/chart_kinds.h"
#include "reports/template/chart_units.h"

enum { PERCENT_LEAST = 20 };

typedef struct {
    Fact fact[2];
    Fact coverage;
    CoverageRemark remark;
    bool known; /* both means are */
    Str behind; /* "8 av 12" */
} Pair;

typedef struct {
    Build *build;
    const Fence *fence;
    const FactIndicator *indicator[2];
    FactScale scale;
    FactUnit *units;
    size_t count, known;
    Pair *pairs;
    Str *names;
    ChartPoint *points[2];
} BeforeAfter;

static bool check_scales(const Names *names, const Fence *fence, const char *place,
                         Error *error)
{
    FactScale scales[2];
    for (size_t i = 0; i < 2; i++)
        if (!facts_scale(names->facts, names->arena, LANGUAGE_EN, fence->indicators[i],
                         &scales[i], error))
            return false;
    for (size_t i = 0; i < 2; i++)
        if (scales[i].known && !scales[i].mean)
            return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                              "'%.*s' has no place on the scale: before and after are two "
                              "means, at first and at last",
                              STR_PRINT(fence->indicators[i]));
    return str_equal(scales[0].instrument, scales[1].instrument) ||
           fence_fail(names, fence, place, (Known){NULL, 0}, error,
                      "'%.*s' and '%.*s' are not of the same scale",
                      STR_PRINT(fence->indicators[0]), STR_PRINT(fence->indicators[1]));
}

bool check_before_after(const Names *names, const Fence *fence, Error *error)
{
    static const Str allowed[] = {
        {"indicators", 10}, {"units", 5}, {"span", 4}, {"group", 5}, {"table", 5}};
    static const char place[] = "indicators";
    if (!chart_options_check(names, fence, allowed, 5, error))
        return false;
    if (fence->indicator_count != 2)
        return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                          "before and after are two indicators: [first, last]");
    const FactIndicator *told[2];
    for (size_t i = 0; i < 2; i++) {
        told[i] = facts_indicator(names->facts, LANGUAGE_EN, fence->indicators[i], error);
        if (!told[i])
            return false;
    }
    if (told[0]->kind != told[1]->kind || !str_equal(told[0]->unit, told[1]->unit))
        return fence_fail(names, fence, place, (Known){NULL, 0}, error,
                          "'%.*s' and '%.*s' are not of the same scale",
                          STR_PRINT(fence->indicators[0]), STR_PRINT(fence->indicators[1]));
    return check_scales(names, fence, place, error);
}

static Str count_said(const Build *build, Amount count)
{
    return number_print(build->arena, build->wording->language, count, 0);
}

/* "8 av 12", "41 av 48 (85 %)", "7 av .." where the level may not see of how many; of what
 * has no coverage "n = 8". */
static Str behind_said(const Build *build, bool covered, const Pair *pair)
{
    const Wording *wording = build->wording;
    const Figure *of = &pair->coverage.figure;
    Str n = count_said(build, AMOUNT_WHOLE(pair->fact[1].figure.n));
    if (!covered)
        return SAY(build->arena, wording, WORD_pairs_n, {"n", n});
    if (!of->known)
        return SAY(build->arena, wording, WORD_of, {"part", n},
                   {"whole", wording_say(wording, WORD_mark_protected)});
    Str said = SAY(build->arena, wording, WORD_of,
                   {"part", count_said(build, AMOUNT_WHOLE(of->n))},
                   {"whole", count_said(build, of->denominator)});
    if (amount_compare(of->denominator, AMOUNT_WHOLE(PERCENT_LEAST)) < 0)
        return said;
    Str share = amount_text(build, &(FactIndicator){.kind = FACT_SHARE}, of->value);
    return str_format(build->arena, "%.*s (%.*s)", STR_PRINT(said), STR_PRINT(share));
}

/* Its marks stand once in the row, behind both means. */
static ChartPoint plain_point(const Build *build, const FactIndicator *indicator,
                              Figure figure)
{
    if (figure.known)
        figure.mark = MARK_OK, figure.year = 0;
    return figure_point(build, indicator, &figure);
}

static bool read_pair(BeforeAfter *all, size_t i, Error *error)
{
    const Build *build = all->build;
    Pair *pair = &all->pairs[i];
    for (size_t s = 0; s < 2; s++) {
        if (!span_fact(build, all->fence, all->indicator[s]->id, all->units[i].id,
                       &pair->fact[s], error))
            return false;
        all->points[s][i] = plain_point(build, all->indicator[s], pair->fact[s].figure);
    }
    if (!facts_coverage(build->facts, build->arena, &pair->fact[1], &pair->coverage,
                        &pair->remark, error))
        return false;
    pair->known = all->points[0][i].known && all->points[1][i].known;
    bool covered = all->indicator[1]->coverage.len > 0;
    if (pair->known)
        pair->behind =
            figure_marked(build, &pair->fact[1].figure, behind_said(build, covered, pair));
    all->known += pair->known;
    all->names[i] = all->units[i].name;
    return true;
}

static bool read_pairs(BeforeAfter *all, Error *error)
{
    Build *build = all->build;
    Arena *arena = build->arena;
    bool above = build->unit.is_city || build->unit.is_network;
    for (size_t s = 0; s < 2; s++) {
        all->indicator[s] = build_indicator(build, all->fence->indicators[s], error);
        if (!all->indicator[s])
            return false;
    }
    if (!facts_scale(build->facts, arena, build->wording->language, all->indicator[1]->id,
                     &all->scale, error) ||
        !chart_units(build, all->fence, above ? STR("district") : STR(""), &all->units,
                     &all->count, error))
        return false;
    all->pairs = ARENA_ARRAY(arena, all->count, Pair);
    all->names = ARENA_ARRAY(arena, all->count, Str);
    for (size_t s = 0; s < 2; s++)
        all->points[s] = ARENA_ARRAY(arena, all->count, ChartPoint);
    for (size_t i = 0; i < all->count; i++)
        if (!read_pair(all, i, error))
            return false;
    return true;
}

static const ChartPair *make_rows(const BeforeAfter *all)
{
    ChartPair *rows = ARENA_ARRAY(all->build->arena, all->count, ChartPair);
    for (size_t i = 0; i < all->count; i++) {
        const Pair *pair = &all->pairs[i];
        const Figure *last = &pair->fact[1].figure;
        if (pair->known)
            rows[i] = (ChartPair){
                .has_interval = last->has_interval,
                .low =
                    last->has_interval ? measure_drawn(all->indicator[1], last->low95) : 0,
                .high =
                    last->has_interval ? measure_drawn(all->indicator[1], last->high95) : 0,
                .behind = pair->behind,
                .faint = pair->remark == COVERAGE_TOO_FEW};
    }
    return rows;
}

static Str cut_off_said(const BeforeAfter *all)
{
    Amount cut = all->scale.cut_off;
    bool whole = cut.numerator % cut.denominator == 0;
    return whole ? number_print(all->build->arena, all->build->wording->language, cut, 0)
                 : amount_text(all->build, all->indicator[1], cut);
}

/* Does the mean reach the cut-off, seen from where it is worse? */
static bool reaches(const FactScale *scale, const Figure *figure)
{
    int order = amount_compare(figure->value, scale->cut_off);
    return scale->lower_better ? order <= 0 : order >= 0;
}

/* Against the cut-off; of those too few were rated of nothing is said. */
static Str verdict_said(const BeforeAfter *all)
{
    enum { CROSSES, SHORT, BEYOND, VERDICTS };
    static const Word words[] = {WORD_pairs_cross, WORD_pairs_short, WORD_pairs_beyond};
    const Build *build = all->build;
    NameList names[VERDICTS] = {{0}, {0}, {0}};
    if (!all->scale.known)
        return STR("");
    for (size_t i = 0; i < all->count; i++) {
        const Pair *pair = &all->pairs[i];
        if (!pair->known || pair->remark == COVERAGE_TOO_FEW)
            continue;
        bool first = reaches(&all->scale, &pair->fact[0].figure);
        bool last = reaches(&all->scale, &pair->fact[1].figure);
        name_add(build, &names[!last ? SHORT : first ? BEYOND : CROSSES], all->names[i]);
    }
    Text text = text_open(build->arena);
    for (size_t i = 0; i < VERDICTS; i++)
        if (names[i].count)
            sentence_add(&text, SAY(build->arena, build->wording, words[i],
                                    {"cut", cut_off_said(all)},
                                    {"units", names_said(build, &names[i])}));
    return text_str(&text);
}

static Str remarks_said(const BeforeAfter *all)
{
    static const CoverageRemark remarks[] = {COVERAGE_TOO_FEW, COVERAGE_CAUTION};
    const Build *build = all->build;
    Text text = text_open(build->arena);
    for (size_t r = 0; r < 2; r++) {
        NameList names = {0};
        for (size_t i = 0; i < all->count; i++)
            if (all->pairs[i].known && all->pairs[i].remark == remarks[r])
                name_add(build, &names, all->names[i]);
        Str said = coverage_say(build->wording->language, remarks[r]);
        if (names.count)
            sentence_add(&text, SAY(build->arena, build->wording,
                                    remarks[r] == COVERAGE_TOO_FEW ? WORD_pairs_faint
                                                                   : WORD_pairs_caution,
                                    {"units", names_said(build, &names)},
                                    {"remark", wording_small(build->arena, said)}));
    }
    NameList uncovered = {0};
    for (size_t i = 0; i < all->count; i++)
        if (all->pairs[i].known && all->pairs[i].remark == COVERAGE_UNKNOWN &&
            all->indicator[1]->coverage.len)
            name_add(build, &uncovered, all->names[i]);
    if (uncovered.count)
        sentence_add(&text, SAY(build->arena, build->wording, WORD_pairs_uncovered,
                                {"units", names_said(build, &uncovered)}));
    return text_str(&text);
}

static Str alt_before_after(const BeforeAfter *all)
{
    const Build *build = all->build;
    Arena *arena = build->arena;
    Text text = text_open(arena);
    sentence_add(&text, SAY_COUNT(arena, build->wording, WORD_alt_before_after, all->known,
                                  {"first", all->indicator[0]->name},
                                  {"last", wording_small(arena, all->indicator[1]->name)},
                                  {"in_period", span_said(build, all->fence)},
                                  {"count", str_format(arena, "%zu", all->known)}));
    for (size_t i = 0; i < all->count; i++)
        if (all->pairs[i].known)
            sentence_add(&text,
                         SAY(arena, build->wording, WORD_pairs_row, {"unit", all->names[i]},
                             {"first", all->points[0][i].text},
                             {"last", all->points[1][i].text},
                             {"behind", all->pairs[i].behind}));
    sentence_add(&text, verdict_said(all));
    sentence_add(&text, remarks_said(all));
    sentence_add(&text,
                 undrawn_said(build, WORD_unknown, all->names, all->points[1], all->count));
    return text_str(&text);
}

static Str behind_heading(const BeforeAfter *all)
{
    bool covered = all->indicator[1]->coverage.len > 0;
    return wording_say(all->build->wording,
                       covered ? WORD_pairs_behind : WORD_column_counted);
}

static void add_chart(const BeforeAfter *all)
{
    Build *build = all->build;
    const FactScale *scale = &all->scale;
    ChartPairs *pairs = ARENA_NEW(build->arena, ChartPairs);
    *pairs = (ChartPairs){.rows = make_rows(all),
                          .bounded = scale->known && scale->bounded,
                          .least = scale->known ? amount_double(scale->least) : 0,
                          .most = scale->known ? amount_double(scale->most) : 0,
                          .has_cut_off = scale->known,
                          .cut_off = scale->known ? amount_double(scale->cut_off) : 0,
                          .cut_off_label = scale->known ? SAY(build->arena, build->wording,
                                                              WORD_pairs_cut_off,
                                                              {"cut", cut_off_said(all)})
                                                        : STR(""),
                          .behind_label = behind_heading(all)};
    ChartSeries *series = ARENA_ARRAY(build->arena, 2, ChartSeries);
    for (size_t s = 0; s < 2; s++)
        series[s] = (ChartSeries){all->indicator[s]->name, all->points[s]};
    bool share = all->indicator[1]->kind == FACT_SHARE;
    build_add(build,
              (Block){.kind = BLOCK_CHART,
                      .chart = {.kind = CHART_BEFORE_AFTER,
                                .alt = alt_before_after(all),
                                .unit = share ? STR("%") : all->indicator[1]->unit,
                                .language = build->wording->language,
                                .labels = all->names,
                                .sublabels = ARENA_ARRAY(build->arena, all->count, Str),
                                .point_count = all->count,
                                .series = series,
                                .series_count = 2,
                                .pairs = pairs,
                                .height_pt = fence_number(all->fence, "height", 0)}});
}

static void add_note(const BeforeAfter *all)
{
    Build *build = all->build;
    Text text = text_open(build->arena);
    sentence_add(&text, verdict_said(all));
    sentence_add(&text, remarks_said(all));
    if (all->scale.known) {
        sentence_add(&text, wording_say(build->wording, WORD_pairs_alone));
        sentence_add(&text, SAY(build->arena, build->wording, WORD_pairs_cut_offs,
                                {"cuts", all->scale.cut_offs}));
        sentence_add(&text, all->scale.source);
    }
    if (text.len)
        build_paragraph(build, PARAGRAPH_NOTE, text_str(&text));
}

static void add_table(const BeforeAfter *all)
{
    Build *build = all->build;
    const Wording *wording = build->wording;
    Numbers numbers = {.build = build};
    numbers_column(&numbers, wording_say(wording, WORD_column_unit), COLUMN_WORDS);
    for (size_t s = 0; s < 2; s++)
        numbers_column(&numbers, all->indicator[s]->name, COLUMN_FIGURES);
    numbers_column(&numbers, wording_say(wording, WORD_column_interval_95), COLUMN_FIGURES);
    numbers_column(&numbers, wording_capital(build->arena, behind_heading(all)),
                   COLUMN_FIGURES);
    for (size_t i = 0; i < all->count; i++) {
        const Pair *pair = &all->pairs[i];
        const Figure *last = &pair->fact[1].figure;
        numbers_cell(&numbers, text_cell(all->names[i], TONE_INK));
        for (size_t s = 0; s < 2; s++)
            numbers_cell(&numbers,
                         figure_cell(build, all->indicator[s], &pair->fact[s].figure,
                                     TONE_INK, &numbers.signs));
        numbers_interval(&numbers, last->known && last->has_interval,
                         measure_text(build, all->indicator[1], last->low95),
                         measure_text(build, all->indicator[1], last->high95));
        numbers_cell(&numbers,
                     text_cell(pair->known ? pair->behind : wording_say(wording, WORD_none),
                               TONE_MUTED));
    }
    numbers_add(build, all->fence, &numbers,
                SAY(build->arena, wording, WORD_pairs_caption,
                    {"first", all->indicator[0]->name},
                    {"last", wording_small(build->arena, all->indicator[1]->name)},
                    {"in_period", span_said(build, all->fence)}));
}

/* Of one unit: why there is nothing. */
static Str alone_said(const BeforeAfter *all)
{
    Signs unused = {0};
    return SAY(all->build->arena, all->build->wording, WORD_pairs_none,
               {"name", all->indicator[1]->name},
               {"in_period", span_said(all->build, all->fence)},
               {"mark", figure_text(all->build, all->indicator[1],
                                    &all->pairs[0].fact[1].figure, &unused)});
}

bool build_before_after(Build *build, const Fence *fence, Error *error)
{
    BeforeAfter all = {.build = build, .fence = fence};
    if (!read_pairs(&all, error))
        return false;
    if (all.known) {
        add_chart(&all);
        add_note(&all);
    } else if (all.count == 1) {
        build_paragraph(build, PARAGRAPH_BODY, alone_said(&all));
        return true;
    } else {
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_chart_nothing,
                            {"name", wording_small(build->arena, all.indicator[1]->name)},
                            {"in_period", span_said(build, fence)}));
    }
    add_table(&all);
    return true;
}
