/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "engine/base/digest.h"
#include "engine/base/file.h"
#include "reports/publish/publish.h"
#include "tests/support/folder.h"

typedef struct {
    Arena *arena;
    const char *directory;
} Fixture;

static int open_fixture(void **state)
{
    static Fixture fixture;
    fixture.arena = arena_open();
    fixture.directory = folder_new(fixture.arena);
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state)
{
    Fixture *fixture = *state;
    file_fault(SIZE_MAX);
    arena_close(fixture->arena);
    return 0;
}

static const PublishedSource sources[] = {{{"inbox/a.csv", 11}, {"11", 2}, false},
                                          {{"units.csv", 9}, {"22", 2}, false}};

static PublishedFile published(Fixture *fixture, Str name, Str bytes)
{
    return (PublishedFile){.file = name,
                           .sha256 = digest_sha256(fixture->arena, bytes),
                           .bytes = (int64_t)bytes.len,
                           .report = STR("monthly"),
                           .unit = STR("\xC3\x84lvsj\xC3\xB6 \"\\\n"),
                           .period = STR("2018-04"),
                           .level = STR("internal"),
                           .language = STR("sv"),
                           .timestamp = STR("2018-05-03T00:00:00Z")};
}

static bool publish(Fixture *fixture, Str name, Str bytes, size_t source_count,
                    Error *error)
{
    PublishedFile file = published(fixture, name, bytes);
    return publish_aside(fixture->arena, fixture->directory, name, bytes, error) &&
           publish_finish(fixture->arena, fixture->directory, &file, 1, sources,
                          source_count, error);
}

static Str content(Fixture *fixture, const char *name)
{
    Str bytes = {"", 0};
    Error error = {0};
    file_read(fixture->arena, file_join(fixture->arena, fixture->directory, name), &bytes,
              &error);
    return bytes;
}

static void the_manifest_reads_back_as_it_was_written(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_true(publish(fixture, STR("a.pdf"), STR("A"), 2, &error));
    Manifest manifest;
    assert_true(manifest_load(fixture->arena, fixture->directory, &manifest, &error));
    assert_int_equal(manifest.file_count, 1);
    assert_true(str_equal(manifest.files[0].unit, STR("\xC3\x84lvsj\xC3\xB6 \"\\\n")));
    assert_int_equal(manifest.files[0].bytes, 1);
    assert_int_equal(manifest.set_count, 1);
    assert_int_equal(manifest.sets[0].count, 2);
    assert_true(str_equal(manifest.sets[0].sources[1].sha256, STR("22")));
    assert_true(str_equal(manifest_write(fixture->arena, &manifest),
                          content(fixture, "manifest.json")));
}

/* Line and paragraph separators: a text may hold them, and YAML reads them otherwise. What
 * cannot be seen no title holds, whoever wrote it. */
static void the_manifest_reads_back_whatever_a_title_holds(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    Manifest manifest;
    const Str titles[] = {STR("a\xE2\x80\xA8z\xE2\x80\xA9 \t."),
                          STR("a\xC2\x85 \xEF\xBB\xBF \x7F")};
    for (size_t i = 0; i < 2; i++) {
        PublishedFile file = published(fixture, STR("a.pdf"), STR("old"));
        file.title = titles[i];
        Manifest written = {.files = &file, .file_count = 1};
        folder_put(fixture->arena, fixture->directory, "manifest.json",
                   str_zero(fixture->arena, manifest_write(fixture->arena, &written)));
        if (i == 1) {
            assert_false(
                manifest_load(fixture->arena, fixture->directory, &manifest, &error));
            assert_non_null(strstr(error.message, "a character that cannot be seen"));
            continue;
        }
        if (!manifest_load(fixture->arena, fixture->directory, &manifest, &error))
            fail_msg("%s", error.message);
        assert_int_equal(manifest.file_count, 1);
        assert_true(str_equal(manifest.files[0].title, titles[i]));
    }
}

static void a_new_run_replaces_only_its_own_entries(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_true(publish(fixture, STR("b.pdf"), STR("B"), 2, &error));
    assert_true(publish(fixture, STR("a.pdf"), STR("A"), 2, &error));
    assert_true(publish(fixture, STR("b.pdf"), STR("BB"), 1, &error));
    Manifest manifest;
    assert_true(manifest_load(fixture->arena, fixture->directory, &manifest, &error));
    assert_int_equal(manifest.file_count, 2);
    assert_true(str_equal(manifest.files[0].file, STR("a.pdf")));
    assert_true(str_equal(manifest.files[1].file, STR("b.pdf")));
    assert_int_equal(manifest.files[1].bytes, 2);
    assert_int_equal(manifest.set_count, 2);
    assert_false(str_equal(manifest.files[0].from, manifest.files[1].from));
    assert_true(publish(fixture, STR("a.pdf"), STR("A"), 1, &error));
    assert_true(manifest_load(fixture->arena, fixture->directory, &manifest, &error));
    assert_int_equal(manifest.set_count, 1);
}

static void each_failing_write_leaves_each_file_old_or_new_whole(void **state)
{
    Fixture *fixture = *state;
    size_t faults = 0;
    for (size_t nth = 0;; nth++) {
        Error error = {0};
        file_fault(SIZE_MAX);
        assert_true(publish(fixture, STR("a.pdf"), STR("old"), 2, &error));
        file_fault(nth);
        bool done = publish(fixture, STR("a.pdf"), STR("new"), 1, &error);
        file_fault(SIZE_MAX);
        Str bytes = content(fixture, "a.pdf");
        assert_true(str_equal(bytes, STR("old")) || str_equal(bytes, STR("new")));
        Manifest manifest;
        Error reading = {0};
        assert_true(manifest_load(fixture->arena, fixture->directory, &manifest, &reading));
        assert_int_equal(manifest.file_count, 1);
        if (done) {
            assert_true(str_equal(bytes, STR("new")));
            break;
        }
        assert_int_not_equal(error.kind, ERROR_NONE);
        faults++;
    }
    assert_true(faults > 4);
}

static bool publish_two(Fixture *fixture, const char *bytes, Error *error)
{
    Arena *arena = fixture->arena;
    Str content = str_from(bytes);
    const PublishedSource source = {STR("templates/monthly.md"), STR("1"), false};
    PublishedFile files[2];
    for (size_t i = 0; i < 2; i++) {
        files[i] = (PublishedFile){.file = i ? STR("b.pdf") : STR("a.pdf"),
                                   .sha256 = digest_sha256(arena, content),
                                   .bytes = (int64_t)content.len,
                                   .report = STR("monthly"),
                                   .level = STR("public")};
        if (!publish_aside(arena, fixture->directory, files[i].file, content, error)) {
            publish_abandon(arena, fixture->directory, files[i].file);
            return false;
        }
    }
    bool done = publish_finish(arena, fixture->directory, files, 2, &source, 1, error);
    for (size_t i = 0; !done && i < 2; i++)
        publish_abandon(arena, fixture->directory, files[i].file);
    return done;
}

/* Whatever failed: the next run finds all of the old publication, or makes all of the new
 * one of what stands there. */
static void a_stopped_publication_is_finished(void **state)
{
    Fixture *fixture = *state;
    bool done = false, seen[2] = {false, false};
    for (size_t nth = 0; !done; nth++) {
        Error error = {0}, resuming = {0};
        Manifest manifest;
        file_fault(SIZE_MAX);
        assert_true(publish_two(fixture, "old", &error));
        file_fault(nth);
        done = publish_two(fixture, "new", &error);
        file_fault(SIZE_MAX);
        assert_true(publish_resume(fixture->arena, fixture->directory, &resuming));
        Str bytes = content(fixture, "a.pdf");
        bool anew = str_equal(bytes, STR("new"));
        assert_true(anew || str_equal(bytes, STR("old")));
        assert_true(str_equal(bytes, content(fixture, "b.pdf")));
        assert_true(manifest_load(fixture->arena, fixture->directory, &manifest, &error));
        assert_int_equal(manifest.file_count, 2);
        for (size_t i = 0; i < 2; i++)
            assert_true(
                str_equal(manifest.files[i].sha256, digest_sha256(fixture->arena, bytes)));
        assert_true(anew || !done);
        seen[anew && !done] = true;
    }
    assert_true(seen[0] && seen[1]);
    assert_false(
        file_exists(file_join(fixture->arena, fixture->directory, ".publication")));
    assert_false(
        file_exists(file_join(fixture->arena, fixture->directory, ".b.pdf.aside")));
}

static void something_else_named_manifest_is_not_overwritten(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    const char *path = file_join(fixture->arena, fixture->directory, "manifest.json");
    assert_true(file_replace(path, STR("{\"name\": \"app\"}"), 0640, &error));
    assert_false(publish(fixture, STR("a.pdf"), STR("A"), 2, &error));
    assert_int_equal(error.kind, ERROR_CONFIG);
    assert_non_null(strstr(error.message, "manifest.json"));
    assert_true(str_equal(content(fixture, "manifest.json"), STR("{\"name\": \"app\"}")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_manifest_reads_back_as_it_was_written,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(the_manifest_reads_back_whatever_a_title_holds,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_new_run_replaces_only_its_own_entries,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(
            each_failing_write_leaves_each_file_old_or_new_whole, open_fixture,
            close_fixture),
        cmocka_unit_test_setup_teardown(a_stopped_publication_is_finished, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(something_else_named_manifest_is_not_overwritten,
                                        open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
