/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/arena.h"

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    for (size_t size = 0; size < 300; size++) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
    arena_close(arena);
}

static void allocations_do_not_overlap(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = arena_alloc(arena, i * 100 + 1);
        memset(blocks[i], (int)i, i * 100 + 1);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t k = 0; k < i * 100 + 1; k++)
            assert_int_equal(blocks[i][k], i);
    arena_close(arena);
}

static void what_is_larger_than_a_block_fits(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    size_t large = 5 * 1000 * 1000;
    char *memory = arena_alloc(arena, large);
    memory[0] = memory[large - 1] = 'x';
    assert_non_null(arena_alloc_array(arena, 1000, 1000));
    assert_non_null(arena_alloc_array(arena, 0, 1000));
    assert_non_null(arena_alloc_array(arena, 1000, 0));
    arena_close(arena);
}

static void an_array_grows_and_keeps_its_items(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    int *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 100000; i++) {
        items = ARENA_GROW(arena, items, count, &capacity);
        items[count++] = i;
    }
    for (int i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    assert_true(capacity < 2 * count);
    arena_close(arena);
}

static void what_came_last_widens_where_it_stands(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    char *first = arena_alloc(arena, 10);
    memset(first, 'a', 10);
    char *wider = arena_widen(arena, first, 10, 100);
    assert_ptr_equal(wider, first);
    assert_int_equal(wider[9], 'a');
    for (size_t i = 10; i < 100; i++)
        assert_int_equal(wider[i], 0);
    char *next = arena_alloc(arena, 1);
    assert_true(next >= wider + 100);
    arena_close(arena);
}

static void what_has_others_behind_it_moves_to_widen(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    char *first = arena_alloc(arena, 10);
    memset(first, 'a', 10);
    char *behind = arena_alloc(arena, 16);
    memset(behind, 'b', 16);
    char *wider = arena_widen(arena, first, 10, 100);
    assert_ptr_not_equal(wider, first);
    assert_memory_equal(wider, "aaaaaaaaaa", 11);
    for (size_t i = 0; i < 16; i++)
        assert_int_equal(behind[i], 'b');
    char *large = arena_widen(arena, wider, 100, 5 * 1000 * 1000); /* beyond its block */
    assert_memory_equal(large, "aaaaaaaaaa", 11);
    assert_int_equal(large[5 * 1000 * 1000 - 1], 0);
    arena_close(arena);
}

static char released[8];
static size_t released_count;

static void release(void *handle)
{
    released[released_count++] = *(char *)handle;
}

static void handles_are_released_last_first(void **state)
{
    (void)state;
    char names[] = "abcd";
    released_count = 0;
    Arena *arena = arena_open();
    arena_defer(arena, release, &names[0]);
    ArenaMark mark = arena_mark(arena);
    arena_defer(arena, release, &names[1]);
    arena_alloc(arena, 1000 * 1000);
    arena_defer(arena, release, &names[2]);
    arena_rewind(arena, mark);
    assert_int_equal(released_count, 2);
    assert_memory_equal(released, "cb", 2);
    arena_defer(arena, release, &names[3]);
    arena_close(arena);
    assert_int_equal(released_count, 4);
    assert_memory_equal(released, "cbda", 4);
}

static void a_rewound_arena_keeps_what_was_before_and_gives_the_rest_again(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    char *kept = arena_alloc(arena, 16);
    memcpy(kept, "kept", 5);
    ArenaMark mark = arena_mark(arena);
    char *first = arena_alloc(arena, 16);
    memcpy(first, "first", 6);
    for (int i = 0; i < 100; i++)
        arena_alloc(arena, 10000);
    arena_rewind(arena, mark);
    char *again = arena_alloc(arena, 16);
    assert_ptr_equal(again, first);
    assert_string_equal(again, "");
    assert_string_equal(kept, "kept");
    arena_close(arena);
}

static void an_empty_arena_can_be_rewound_and_closed(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    ArenaMark mark = arena_mark(arena);
    arena_rewind(arena, mark);
    arena_alloc(arena, 10);
    arena_rewind(arena, mark);
    assert_non_null(arena_alloc(arena, 10));
    arena_close(arena);
    arena_close(NULL);
}

static Arena *volatile doomed; /* never closed; reachable, so that it is no leak */

/* The process ends with EX_OSERR and does not give less memory than was asked for. */
static void sizes_that_overflow_end_the_process(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        doomed = arena_open();
        arena_alloc_array(doomed, SIZE_MAX / 2, 3);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 71);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(what_is_larger_than_a_block_fits),
        cmocka_unit_test(an_array_grows_and_keeps_its_items),
        cmocka_unit_test(what_came_last_widens_where_it_stands),
        cmocka_unit_test(what_has_others_behind_it_moves_to_widen),
        cmocka_unit_test(handles_are_released_last_first),
        cmocka_unit_test(a_rewound_arena_keeps_what_was_before_and_gives_the_rest_again),
        cmocka_unit_test(an_empty_arena_can_be_rewound_and_closed),
        cmocka_unit_test(sizes_that_overflow_end_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
