/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reports/command/formats.h"

static void formats_are_read_in_any_order(void **state)
{
    (void)state;
    static const struct {
        const char *list;
        bool pdf, html, png;
    } lists[] = {{"pdf", true, false, false},
                 {"html,pdf", true, true, false},
                 {" png , html", false, true, true},
                 {"png,pdf,html,pdf", true, true, true}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        Error error = {0};
        Formats formats = {0};
        assert_true(formats_read(str_from(lists[i].list), &formats, &error));
        assert_int_equal(formats.wanted[FORMAT_PDF], lists[i].pdf);
        assert_int_equal(formats.wanted[FORMAT_HTML], lists[i].html);
        assert_int_equal(formats.wanted[FORMAT_PNG], lists[i].png);
    }
}

static void what_is_no_format_is_told_with_the_right_word(void **state)
{
    (void)state;
    static const struct {
        const char *list, *told;
    } lists[] = {{"", "a word is missing"},
                 {"pdf,", "a word is missing"},
                 {",html", "a word is missing"},
                 {"pdf,htm", "'htm'; it is as pdf, html or png; did you mean 'html'?"},
                 {"PDF", "'PDF'"},
                 {"docx", "'docx'; it is as pdf, html or png"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        Error error = {0};
        Formats formats = {.wanted = {[FORMAT_PNG] = true}};
        assert_false(formats_read(str_from(lists[i].list), &formats, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_non_null(strstr(error.message, lists[i].told));
        assert_true(formats.wanted[FORMAT_PNG]); /* written only on success */
        assert_false(formats.wanted[FORMAT_PDF]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_read_in_any_order),
        cmocka_unit_test(what_is_no_format_is_told_with_the_right_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
