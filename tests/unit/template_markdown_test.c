/* Markdown of templates and comments, read by md4c. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reports/template/body.h"
#include "tests/support/arena.h"

static Elements read_comment(Str text)
{
    Error error = {0};
    Elements elements = {0};
    Source source = {"comments/2018-04/farsta.md", text};
    bool done = markdown_parse_any(arena, &source, &elements, &error);
    assert_true(done);
    return elements;
}

static void what_lies_after_a_text_is_not_read(void **state)
{
    (void)state;
    const char whole[] = "Se [driften](https) och <mer>";
    for (size_t len = 0; len < sizeof whole; len++) {
        Str text = {whole, len};
        Elements within = read_comment(text);
        Elements alone = read_comment((Str){str_zero(arena, text), len});
        assert_int_equal(within.count, alone.count);
        if (!len)
            continue;
        assert_int_equal(within.items[0].pieces.count, alone.items[0].pieces.count);
        for (size_t i = 0; i < within.items[0].pieces.count; i++) {
            const Piece *piece = &within.items[0].pieces.pieces[i];
            assert_true(str_equal(piece->text, alone.items[0].pieces.pieces[i].text));
            assert_true(str_equal(piece->link, alone.items[0].pieces.pieces[i].link));
        }
    }
    Elements cut = read_comment((Str){whole, strlen("Se [driften](https")});
    assert_int_equal(cut.items[0].pieces.count, 1);
    assert_true(str_equal(cut.items[0].pieces.pieces[0].text, STR("Se [driften](https")));
    Elements closed = read_comment((Str){whole, strlen("Se [driften](https)")});
    assert_true(str_equal(closed.items[0].pieces.pieces[1].link, STR("https")));
}

static void places_are_those_of_the_source(void **state)
{
    (void)state;
    Elements elements =
        read_comment(STR("# Vår månad\n\nTelefonen gick *sönder*.\n\nTack.\n"));
    assert_int_equal(elements.count, 3);
    assert_int_equal(elements.items[0].place.line, 1);
    assert_int_equal(elements.items[1].place.line, 3);
    assert_int_equal(elements.items[2].place.line, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_lies_after_a_text_is_not_read, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_source, open_arena,
                                        close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
