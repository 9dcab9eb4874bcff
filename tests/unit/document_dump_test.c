/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/document/block.h"
#include "tests/support/drafts.h"

static const char *dumped(Arena *arena, const Block *blocks, size_t count)
{
    const Document document = {.blocks = blocks, .count = count};
    return str_zero(arena, document_dump(arena, &document));
}

static void text_blocks_are_a_line_each(void **state)
{
    Arena *arena = *state;
    const Span spans[] = {{.text = STR("Fler samtal."), .bold = true},
                          {.text = STR(" Sjutton, ")},
                          {.text = STR("grått"), .tone = TONE_MUTED},
                          {.text = STR("ORS"), .language = STR("en-GB")},
                          {.text = STR("här"), .link = STR("https://stad.example/")}};
    const ListItem item = {SYMBOL_UP, TONE_GOAL, {spans, 2}};
    const Block blocks[] = {
        {.kind = BLOCK_HEADING, .heading = {2, STR("Två rader")}},
        {.kind = BLOCK_PARAGRAPH, .paragraph = {PARAGRAPH_LEAD, {spans + 1, 4}}},
        {.kind = BLOCK_LIST,
         .list = {.style = LIST_HIGHLIGHTS, .items = &item, .count = 1}},
        {.kind = BLOCK_PAGE_BREAK}};
    assert_string_equal(dumped(arena, blocks, 4), "h2 Två rader\n"
                                                  "lead  Sjutton, gråttORS@en-GB"
                                                  "här<https://stad.example/>\n"
                                                  "highlights\n"
                                                  "  - ▲(goal) **Fler samtal.** Sjutton, \n"
                                                  "page\n");
}

static void tables_show_heads_rows_and_what_their_cells_are(void **state)
{
    Arena *arena = *state;
    const double values[] = {3, 4.5};
    const bool known[] = {true, false};
    const Sparkline sparkline = {values, known, 2, TONE_ACCENT};
    const TableColumn columns[] = {{STR("Mått"), COLUMN_WORDS, ALIGN_LEFT},
                                   {STR("April"), COLUMN_FIGURES, ALIGN_RIGHT},
                                   {STR("Läge"), COLUMN_STATUS, ALIGN_LEFT}};
    const TableCell cells[] = {
        {.text = STR("Samtal")},
        {.text = STR("17"), .bold = true},
        {.text = STR("inte"), .symbol = SYMBOL_DOWN, .symbol_tone = TONE_ALERT},
        {.text = STR("Nya")},
        {.text = STR("..")},
        {.text = STR("jämnt"), .sparkline = &sparkline}};
    const Block block = {.kind = BLOCK_TABLE,
                         .table = {.caption = STR("April"),
                                   .note = STR(".. skyddat"),
                                   .columns = columns,
                                   .column_count = 3,
                                   .cells = cells,
                                   .row_count = 2}};
    assert_string_equal(dumped(arena, &block, 1),
                        "table 2 x 3\n"
                        "  caption | April\n"
                        "  head | Mått | April > | Läge\n"
                        "  row | Samtal | **17** | ▼(alert) inte\n"
                        "  row | Nya | .. | jämnt ~ 3 - accent\n"
                        "  note | .. skyddat\n");
}

static void charts_tell_their_alt_text_points_and_goal(void **state)
{
    Arena *arena = *state;
    const ChartPoint points[] = {{true, 17, STR("17"), false},
                                 {false, 0, STR(".."), false},
                                 {true, 4, STR("4"), true}};
    const Str labels[] = {STR("mar"), STR("apr"), STR("maj")};
    const Str sublabels[] = {STR("2018"), STR(""), STR("")};
    const ChartSeries series = {STR("2018"), points};
    const Block block = {.kind = BLOCK_CHART,
                         .chart = {.kind = CHART_MONTHS,
                                   .alt = STR("Linje"),
                                   .labels = labels,
                                   .sublabels = sublabels,
                                   .point_count = 3,
                                   .series = &series,
                                   .series_count = 1,
                                   .has_goal = true,
                                   .goal = 15,
                                   .goal_label = STR("mål 15")}};
    assert_string_equal(dumped(arena, &block, 1),
                        "chart months 3 points, 1 series\n"
                        "  alt | Linje\n"
                        "  goal 15 | mål 15\n"
                        "  labels | mar / 2018 | apr | maj\n"
                        "  series '2018' | 17 = 17 | .. | 4 = 4 preliminary\n");
}

static void columns_are_indented_side_after_side(void **state)
{
    Arena *arena = *state;
    const Block left = {.kind = BLOCK_HEADING, .heading = {3, STR("Vänster")}};
    const Block right = {.kind = BLOCK_HEADING, .heading = {3, STR("Höger")}};
    const Block block = {.kind = BLOCK_COLUMNS, .columns = {&left, &right, 1, 1}};
    assert_string_equal(dumped(arena, &block, 1), "left\n  h3 Vänster\n"
                                                  "right\n  h3 Höger\n");
}

static void what_stands_on_every_page_comes_first(void **state)
{
    Arena *arena = *state;
    Draft draft = draft_open(arena);
    Document document = draft_document(&draft);
    assert_string_equal(str_zero(arena, document_dump(arena, &document)),
                        "title | Farsta, april 2018\n"
                        "author | Stockholms stad\n"
                        "subject | Anhörigstöd\n"
                        "language | sv-SE\n"
                        "timestamp | 2018-05-03T00:00:00Z\n"
                        "producer | Samsyn\n"
                        "header | Stockholms stad · anhörigstöd · månadsrapport\n"
                        "stamp | Internt: Farsta\n"
                        "footer | Samsyn · uttag 2018-05-03\n"
                        "page of | Sida {page} ({pages})\n");
}

static int open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_blocks_are_a_line_each),
        cmocka_unit_test(tables_show_heads_rows_and_what_their_cells_are),
        cmocka_unit_test(charts_tell_their_alt_text_points_and_goal),
        cmocka_unit_test(columns_are_indented_side_after_side),
        cmocka_unit_test(what_stands_on_every_page_comes_first),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
