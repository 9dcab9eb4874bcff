/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "engine/base/lanes.h"

static void the_first_byte_is_the_lowest_lane(void **state)
{
    (void)state;
    assert_int_equal(lanes_load("\x01\x02\x03\x04\x05\x06\x07\x08"),
                     UINT64_C(0x0807060504030201));
}

/* Exactly allocated, so that sanitizers see a step too far. */
static void short_texts_have_zeros_behind_them(void **state)
{
    (void)state;
    uint64_t wanted = 0;
    for (size_t len = 0; len <= 8; len++) {
        char *bytes = malloc(len ? len : 1);
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)(0x81 + i);
        if (len)
            wanted |= (uint64_t)(0x80 + len) << (8 * (len - 1));
        assert_int_equal(lanes_load_short(bytes, len), wanted);
        free(bytes);
    }
}

static void spaces_can_stand_behind_them_instead(void **state)
{
    (void)state;
    assert_int_equal(lanes_load_spaced("", 0), LANES_EACH(' '));
    assert_int_equal(lanes_load_spaced("\x01\x02", 2), UINT64_C(0x2020202020200201));
    char eight[8];
    lanes_store(eight, lanes_load_spaced("abcdefgh", 8));
    assert_memory_equal(eight, "abcdefgh", 8);
}

static void control_characters_are_marked_and_nothing_before_them(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 8; at++) {
            char text[] = "\xC3\xA5 ~\x7F\xFF@0";
            text[at] = (char)byte;
            uint64_t marks = lanes_control(lanes_load(text));
            assert_int_equal(marks != 0, byte < ' ');
            if (marks)
                assert_int_equal(lanes_first(marks), at);
        }
}

static void marks_become_bits_in_the_order_of_the_bytes(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits < 256; bits++) {
        uint64_t marks = 0;
        size_t first = 8;
        for (size_t i = 8; i-- > 0;)
            if (bits >> i & 1) {
                marks |= UINT64_C(0x80) << (8 * i);
                first = i;
            }
        assert_int_equal(lanes_bits(marks), bits);
        if (marks)
            assert_int_equal(lanes_first(marks), first);
    }
}

static void texts_are_equal_when_every_byte_is(void **state)
{
    (void)state;
    char a[] = "Enskede-Arsta-Vantor och", b[sizeof a];
    for (size_t len = 0; len < sizeof a; len++) {
        memcpy(b, a, sizeof a);
        assert_true(lanes_equal(a, b, len));
        for (size_t i = 0; i < sizeof a - 1; i++) {
            b[i]++;
            assert_int_equal(lanes_equal(a, b, len), i >= len);
            b[i]--;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_byte_is_the_lowest_lane),
        cmocka_unit_test(short_texts_have_zeros_behind_them),
        cmocka_unit_test(spaces_can_stand_behind_them_instead),
        cmocka_unit_test(control_characters_are_marked_and_nothing_before_them),
        cmocka_unit_test(marks_become_bits_in_the_order_of_the_bytes),
        cmocka_unit_test(texts_are_equal_when_every_byte_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
