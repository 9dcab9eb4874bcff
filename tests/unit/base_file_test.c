/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/file.h"

typedef struct {
    Arena *arena;
    char folder[64];
} Place;

static int open_place(void **state)
{
    Place *place = calloc(1, sizeof *place);
    place->arena = arena_open();
    snprintf(place->folder, sizeof place->folder, "/tmp/samsyn-file-XXXXXX");
    *state = place;
    file_fault(SIZE_MAX);
    return mkdtemp(place->folder) ? 0 : -1;
}

static int drop(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static int close_place(void **state)
{
    Place *place = *state;
    file_fault(SIZE_MAX);
    int status = nftw(place->folder, drop, 8, FTW_DEPTH | FTW_PHYS);
    arena_close(place->arena);
    free(place);
    return status;
}

static const char *at(const Place *place, const char *name)
{
    return file_join(place->arena, place->folder, name);
}

static void expect_content(const Place *place, const char *path, Str content)
{
    Error error = {0};
    Str read = {0};
    assert_true(file_read(place->arena, path, &read, &error));
    assert_true(str_equal(read, content));
}

static size_t entries(const Place *place)
{
    Str *names;
    size_t count;
    Error error = {0};
    assert_true(file_list(place->arena, place->folder, STR(""), &names, &count, &error));
    return count;
}

static void what_is_written_is_read_back(void **state)
{
    Place *place = *state;
    const char *path = at(place, "a.txt");
    Error error = {0};
    assert_true(file_write(path, STR("r\xC3\xA4knat\0hit"), 0644, &error));
    expect_content(place, path, STR("r\xC3\xA4knat\0hit"));
    assert_true(file_write(path, STR(""), 0644, &error));
    expect_content(place, path, STR(""));
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777 & ~0644u, 0);
}

static void a_large_file_is_read_whole(void **state)
{
    Place *place = *state;
    size_t len = 3 * 1000 * 1000;
    char *bytes = arena_alloc(place->arena, len);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)('a' + i % 26);
    Error error = {0};
    const char *path = at(place, "large");
    assert_true(file_write(path, (Str){bytes, len}, 0600, &error));
    expect_content(place, path, (Str){bytes, len});
}

static void a_pipe_is_read_to_its_end(void **state)
{
    Place *place = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    char bytes[10000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    assert_int_equal(write(ends[1], bytes, sizeof bytes), sizeof bytes);
    close(ends[1]);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    expect_content(place, path, (Str){bytes, sizeof bytes});
    close(ends[0]);
}

static void what_cannot_be_read_is_told_with_path_and_reason(void **state)
{
    Place *place = *state;
    Str content = STR("as before");
    Error error = {0};
    assert_false(file_read(place->arena, at(place, "no.csv"), &content, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
    assert_true(str_starts(str_from(error.message), str_from(at(place, "no.csv"))));
    assert_true(str_ends(str_from(error.message), STR("No such file or directory")));
    error = (Error){0};
    assert_false(file_read(place->arena, place->folder, &content, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
    assert_true(str_ends(str_from(error.message), STR("Is a directory")));
    assert_true(str_equal(content, STR("as before")));
}

static void the_list_is_sorted_and_has_only_plain_files_of_the_suffix(void **state)
{
    Place *place = *state;
    Error error = {0};
    const char *names_in[] = {"b.csv", "\xC3\xA5.csv", "B.csv",
                              "a.csv", "a.txt",        "._a.csv"};
    for (size_t i = 0; i < sizeof names_in / sizeof *names_in; i++)
        assert_true(file_write(at(place, names_in[i]), STR("x"), 0644, &error));
    assert_true(file_make_directories(at(place, "folder.csv"), &error));
    Str *names;
    size_t count;
    assert_true(
        file_list(place->arena, place->folder, STR(".csv"), &names, &count, &error));
    assert_int_equal(count, 4);
    const Str expected[] = {STR("B.csv"), STR("a.csv"), STR("b.csv"), STR("\xC3\xA5.csv")};
    for (size_t i = 0; i < count; i++)
        assert_true(str_equal(names[i], expected[i]));
    assert_false(
        file_list(place->arena, at(place, "none"), STR(".csv"), &names, &count, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
}

static void folders_are_made_all_the_way_and_may_exist(void **state)
{
    Place *place = *state;
    Error error = {0};
    const char *deep = at(place, "a/b//c/");
    assert_true(file_make_directories(deep, &error));
    assert_true(file_make_directories(deep, &error));
    assert_true(file_make_directories("/", &error));
    assert_true(file_is_directory(at(place, "a/b/c")));
    assert_true(file_write(at(place, "file"), STR("x"), 0644, &error));
    assert_true(file_exists(at(place, "file")));
    assert_false(file_is_directory(at(place, "file")));
    assert_false(file_make_directories(at(place, "file/below"), &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    error = (Error){0};
    assert_false(file_make_directories(at(place, "file"), &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    error = (Error){0};
    assert_false(file_make_directories("", &error));
}

static void paths_are_joined_without_needless_slashes(void **state)
{
    Place *place = *state;
    Arena *arena = place->arena;
    assert_string_equal(file_join(arena, "out", "a.pdf"), "out/a.pdf");
    assert_string_equal(file_join(arena, "out/", "a.pdf"), "out/a.pdf");
    assert_string_equal(file_join(arena, "/", "a.pdf"), "/a.pdf");
    assert_string_equal(file_join(arena, "out", "/tmp/a.pdf"), "/tmp/a.pdf");
    assert_string_equal(file_join(arena, ".", "a.pdf"), "a.pdf");
    assert_string_equal(file_join(arena, "", "a.pdf"), "a.pdf");
}

static void a_file_that_cannot_be_created_is_told(void **state)
{
    Place *place = *state;
    Error error = {0};
    assert_false(file_replace(at(place, "no/such/file"), STR("x"), 0644, &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    error = (Error){0};
    assert_false(file_rename(at(place, "none"), at(place, "other"), &error));
    assert_int_equal(error.kind, ERROR_WRITE);
}

static void replacing_changes_the_content_and_leaves_nothing_beside(void **state)
{
    Place *place = *state;
    const char *path = at(place, "report.pdf");
    Error error = {0};
    assert_true(file_replace(path, STR("first"), 0644, &error));
    assert_true(file_replace(path, STR("second"), 0644, &error));
    expect_content(place, path, STR("second"));
    assert_int_equal(entries(place), 1);
    file_remove(path);
    file_remove(path);
    assert_int_equal(entries(place), 0);
}

static void a_path_too_long_is_refused(void **state)
{
    (void)state;
    char path[5000];
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    Error error = {0};
    assert_false(file_replace(path, STR("x"), 0644, &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    error = (Error){0};
    assert_false(file_make_directories(path, &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    path[4500] = '/';
    error = (Error){0};
    assert_false(file_rename("a", path, &error));
    assert_int_equal(error.kind, ERROR_WRITE);
}

static void a_bare_name_is_replaced_where_one_stands(void **state)
{
    Place *place = *state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(place->folder), 0);
    Error error = {0};
    bool done = file_replace("bare", STR("x"), 0644, &error);
    assert_int_equal(chdir(before), 0);
    assert_true(done);
    expect_content(place, at(place, "bare"), STR("x"));
}

/* Only the last call, the folder's sync, comes after the rename: then the new file is
 * there, as whole as the old one was. */
static void a_replace_that_fails_anywhere_leaves_the_old_file_whole(void **state)
{
    Place *place = *state;
    const char *path = at(place, "report.pdf");
    Error error = {0};
    assert_true(file_replace(path, STR("the old one"), 0644, &error));
    file_fault(SIZE_MAX);
    assert_true(file_replace(at(place, "report.pdf"), STR("the old one"), 0644, &error));
    size_t calls = file_fault_calls();
    assert_true(calls >= 6); /* open, write, sync, close, open folder, rename, sync */
    for (size_t nth = 0; nth <= calls; nth++) {
        error = (Error){0};
        file_fault(nth);
        bool done = file_replace(path, STR("the new one"), 0644, &error);
        file_fault(SIZE_MAX);
        assert_int_equal(entries(place), 1);
        bool renamed = nth + 1 >= calls;
        expect_content(place, path, renamed ? STR("the new one") : STR("the old one"));
        assert_int_equal(done, nth == calls);
        if (done)
            break;
        assert_int_equal(error.kind, nth == 0 ? ERROR_CREATE : ERROR_WRITE);
        assert_true(str_ends(str_from(error.message), STR("No space left on device")));
    }
}

static void a_read_or_a_list_that_fails_anywhere_says_so(void **state)
{
    Place *place = *state;
    Error error = {0};
    const char *path = at(place, "a.csv");
    assert_true(file_write(path, STR("x"), 0644, &error));
    bool read = false, listed = false, made = false;
    for (size_t nth = 0; !read || !listed || !made; nth++) {
        assert_in_range(nth, 0, 20);
        Str content, *names;
        size_t count;
        error = (Error){0};
        file_fault(nth);
        read = file_read(place->arena, path, &content, &error);
        assert_int_equal(error.kind, read ? ERROR_NONE : ERROR_NO_INPUT);
        error = (Error){0};
        file_fault(nth);
        listed = file_list(place->arena, place->folder, STR(""), &names, &count, &error);
        assert_int_equal(error.kind, listed ? ERROR_NONE : ERROR_NO_INPUT);
        error = (Error){0};
        file_fault(nth);
        made = file_make_directories(at(place, "a/b/c"), &error);
        assert_int_equal(error.kind, made ? ERROR_NONE : ERROR_CREATE);
    }
}

static void an_empty_folder_is_told_from_one_with_anything_in_it(void **state)
{
    const Place *place = *state;
    Error error = {0};
    const char *folder = at(place, "folder"), *hidden = at(place, "folder/.hidden");
    assert_false(file_is_empty_directory(folder));
    assert_true(file_make_directories(folder, &error));
    assert_true(file_is_empty_directory(folder));
    assert_true(file_write(hidden, STR(""), 0600, &error));
    assert_false(file_is_empty_directory(folder));
    assert_false(file_is_empty_directory(hidden));
    file_remove_directory(folder);
    assert_true(file_is_directory(folder));
    file_remove(hidden);
    file_remove_directory(folder);
    assert_false(file_exists(folder));
}

static unsigned mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void the_umask_has_no_say_in_who_may_read(void **state)
{
    static const mode_t masks[] = {0, 022, 077};
    Place *place = *state;
    Error error = {0};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        const char *private = at(place, i == 0 ? "a" : i == 1 ? "b" : "c");
        mode_t before = umask(masks[i]);
        bool done = file_replace(at(place, "shared"), STR("x"), 0640, &error) &&
                    file_make_private(private, &error) &&
                    file_make_private(private, &error);
        umask(before);
        assert_true(done);
        assert_int_equal(mode_of(at(place, "shared")), 0640);
        assert_int_equal(mode_of(private), 0600);
    }
}

static void a_link_is_not_followed_to_write(void **state)
{
    Place *place = *state;
    Error error = {0};
    assert_true(file_write(at(place, "there"), STR("old"), 0640, &error));
    assert_int_equal(symlink(at(place, "there"), at(place, "link")), 0);
    assert_false(file_write(at(place, "link"), STR("new"), 0640, &error));
    assert_int_equal(error.kind, ERROR_CREATE);
    expect_content(place, at(place, "there"), STR("old"));
}

static void names_that_leave_a_folder_or_hide_are_not_plain(void **state)
{
    static const char *const plain[] = {"a", "monthly-norr-2026-01.pdf", "\xC3\xA5r.csv",
                                        "a b", "con"};
    static const char *const other[] = {
        "",     ".",    "..",   ".hidden", "a/b",           "/etc",
        "../x", "a\\b", "a\nb", "a\x1B",   "a\xE2\x80\xAE", "a\xFF"};
    Place *place = *state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_true(file_name_plain(str_from(plain[i])));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(file_name_plain(str_from(other[i])));
    Text longest = text_open(place->arena);
    while (longest.len < 200)
        text_add_byte(&longest, 'n');
    assert_true(file_name_plain(text_str(&longest)));
    text_add_byte(&longest, 'n');
    assert_false(file_name_plain(text_str(&longest)));
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        PLACED(an_empty_folder_is_told_from_one_with_anything_in_it),
        PLACED(what_is_written_is_read_back),
        PLACED(a_large_file_is_read_whole),
        PLACED(a_pipe_is_read_to_its_end),
        PLACED(what_cannot_be_read_is_told_with_path_and_reason),
        PLACED(the_list_is_sorted_and_has_only_plain_files_of_the_suffix),
        PLACED(folders_are_made_all_the_way_and_may_exist),
        PLACED(paths_are_joined_without_needless_slashes),
        PLACED(a_file_that_cannot_be_created_is_told),
        PLACED(replacing_changes_the_content_and_leaves_nothing_beside),
        PLACED(a_path_too_long_is_refused),
        PLACED(a_bare_name_is_replaced_where_one_stands),
        PLACED(a_replace_that_fails_anywhere_leaves_the_old_file_whole),
        PLACED(the_umask_has_no_say_in_who_may_read),
        PLACED(a_link_is_not_followed_to_write),
        PLACED(names_that_leave_a_folder_or_hide_are_not_plain),
        PLACED(a_read_or_a_list_that_fails_anywhere_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
