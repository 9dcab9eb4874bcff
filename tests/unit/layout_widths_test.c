/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "reports/layout/widths.h"
#include "tests/support/fonts.h"

enum { PAGE = 499 };

static TableWidths widths_of(const Fixture *f, const TableColumn *columns, size_t count,
                             const TableCell *cells, size_t rows)
{
    const Table table = {
        .columns = columns, .column_count = count, .cells = cells, .row_count = rows};
    TableWidths widths = table_widths(f->arena, f->fonts, &table, PAGE);
    assert_true(widths.width <= PAGE + 0.01);
    return widths;
}

static double text_width(const Fixture *f, double size, Str text)
{
    return font_width(f->fonts, FACE_REGULAR, size, text);
}

static void a_narrow_table_is_not_drawn_out_over_the_page(void **state)
{
    const Fixture *f = *state;
    const TableColumn columns[] = {{STR("Fil"), COLUMN_WORDS, ALIGN_LEFT},
                                   {STR("Rader"), COLUMN_FIGURES, ALIGN_RIGHT}};
    const TableCell cells[] = {{.text = STR("samtal.csv")}, {.text = STR("17")}};
    TableWidths widths = widths_of(f, columns, 2, cells, 1);
    assert_true(widths.width < PAGE * 0.6);
    assert_true(widths.columns[0] > widths.columns[1]);
}

static void a_long_name_gives_way_before_its_neighbours(void **state)
{
    const Fixture *f = *state;
    const TableColumn columns[] = {{STR("Mått"), COLUMN_WORDS, ALIGN_LEFT},
                                   {STR("April 2017"), COLUMN_FIGURES, ALIGN_RIGHT},
                                   {STR("Läge mot mål"), COLUMN_STATUS, ALIGN_LEFT}};
    const TableCell cells[] = {
        {.text = STR("Första och sista ORS, andel av alla ärenden som avslutades under "
                     "perioden i hela staden, med bortfall redovisat för sig")},
        {.text = STR("11 av 12")},
        {.text = STR("går ej att avgöra"), .symbol = SYMBOL_DIAMOND_OPEN}};
    TableWidths widths = widths_of(f, columns, 3, cells, 1);
    double status = text_width(f, 9.5, cells[2].text) + CELL_INDENT_PT;
    assert_true(widths.columns[1] >= text_width(f, 9, columns[1].heading));
    assert_true(widths.columns[2] >= status - 0.01);
    assert_float_equal(widths.width, PAGE, 0.1);
}

static void figures_stay_whole_when_words_must_break(void **state)
{
    enum { COLUMNS = 12 };
    const Fixture *f = *state;
    TableColumn columns[COLUMNS] = {{STR("Stadsdel"), COLUMN_WORDS, ALIGN_LEFT}};
    TableCell cells[COLUMNS] = {{.text = STR("Hägersten-Liljeholmen")}};
    for (size_t c = 1; c < COLUMNS; c++) {
        columns[c] = (TableColumn){STR("Anhörigkonsulenter"), COLUMN_FIGURES, ALIGN_RIGHT};
        cells[c].text = STR("11\u00a0234");
    }
    TableWidths widths = widths_of(f, columns, COLUMNS, cells, 1);
    for (size_t c = 1; c < COLUMNS; c++)
        assert_true(widths.columns[c] >= text_width(f, widths.size, cells[c].text) - 0.01);
    assert_true(widths.size >= 9);
}

static void more_columns_than_fit_still_have_a_width_each(void **state)
{
    enum { COLUMNS = 60 };
    const Fixture *f = *state;
    TableColumn columns[COLUMNS];
    TableCell cells[COLUMNS] = {{.bold = false}};
    for (size_t c = 0; c < COLUMNS; c++) {
        columns[c] = (TableColumn){STR("Kolumn"), COLUMN_FIGURES, ALIGN_RIGHT};
        cells[c].text = STR("123\u00a0456");
    }
    TableWidths widths = widths_of(f, columns, COLUMNS, cells, 1);
    for (size_t c = 0; c < COLUMNS; c++)
        assert_true(widths.columns[c] > 0);
    assert_true(widths.gap > 0);
}

static void a_total_is_bold_and_measured_so(void **state)
{
    const Fixture *f = *state;
    const TableColumn column = {STR(""), COLUMN_WORDS, ALIGN_LEFT};
    const TableCell cells[] = {{.text = STR("Summa")}, {.text = STR("Summa")}};
    const Table table = {.columns = &column,
                         .column_count = 1,
                         .cells = cells,
                         .row_count = 2,
                         .sum_row = true};
    assert_int_equal(cell_face(&table, 0, &cells[0]), FACE_REGULAR);
    assert_int_equal(cell_face(&table, 1, &cells[1]), FACE_BOLD);
    TableWidths widths = table_widths(f->arena, f->fonts, &table, PAGE);
    assert_true(widths.texts[1] > widths.texts[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_narrow_table_is_not_drawn_out_over_the_page),
        cmocka_unit_test(a_long_name_gives_way_before_its_neighbours),
        cmocka_unit_test(figures_stay_whole_when_words_must_break),
        cmocka_unit_test(more_columns_than_fit_still_have_a_width_each),
        cmocka_unit_test(a_total_is_bold_and_measured_so),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
