/* The page on templates (templates/README.md): it names everything there is, its examples
 * are read, and what is misspelt in any block is told with its place and the right word. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/file.h"
#include "reports/template/body.h"
#include "reports/template/build.h"
#include "tests/support/folder.h"

#define HEAD "---\ntitle: {sv: Prov, en: Trial}\n---\n"

static Arena *arena;
static Facts *facts;
static Str page;

static int open_page(void **state)
{
    (void)state;
    Error error = {0};
    arena = arena_open();
    const Workspace *workspace =
        workspace_open(arena, "sample-data/stockholm", "templates", &error);
    if (!workspace || !file_read(arena, "templates/README.md", &page, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    facts = facts_names_only(arena, workspace);
    return 0;
}

static int close_page(void **state)
{
    (void)state;
    arena_close(arena);
    return 0;
}

static const char *load(Str text)
{
    Error error = {0};
    const char *folder = folder_new(arena);
    const char *reports = file_join(arena, folder, "reports");
    assert_true(file_make_directories(reports, &error));
    folder_put(arena, reports, "trial.md", str_zero(arena, text));
    if (template_load(arena, "templates", folder, STR("trial"), facts, &error))
        return NULL;
    return str_format(arena, "%s", error.message).ptr;
}

static bool holds(Str text, Str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

static void assert_names(Str text, Str word, const char *where)
{
    if (!holds(text, str_format(arena, "`%.*s`", STR_PRINT(word))))
        fail_msg("%s: the page does not name `%.*s`", where, STR_PRINT(word));
}

/* What stands under the heading of a block, up to the next. */
static Str section_of(Str kind)
{
    Str heading = str_format(arena, "\n## `%.*s`\n", STR_PRINT(kind));
    for (size_t i = 0; i + heading.len <= page.len; i++) {
        if (memcmp(page.ptr + i, heading.ptr, heading.len) != 0)
            continue;
        size_t end = i + heading.len;
        while (end + 5 < page.len && memcmp(page.ptr + end, "\n## `", 5) != 0)
            end++;
        return str_slice(page, i, end + 5 < page.len ? end : page.len);
    }
    fail_msg("the page has no heading `%.*s`", STR_PRINT(kind));
    return STR("");
}

static void every_block_and_option_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < FENCE_KIND_COUNT; i++) {
        const FenceKind *kind = fence_kinds[i];
        const char *name = str_zero(arena, kind->name);
        Str section = section_of(kind->name);
        for (size_t j = 0; j < kind->option_count; j++) {
            const OptionRule *rule = &kind->options[j];
            assert_names(section, rule->name, name);
            for (size_t k = 0; k < rule->choice_count; k++)
                assert_names(page, rule->choices[k], name);
        }
    }
}

static void every_kind_of_chart_is_named_where_charts_are(void **state)
{
    (void)state;
    Str section = section_of(STR("chart"));
    size_t named = 0;
    for (size_t i = 0; i < fence_chart.option_count; i++) {
        const OptionRule *rule = &fence_chart.options[i];
        for (size_t k = 0; str_equal(rule->name, STR("kind")) && k < rule->choice_count;
             k++, named++)
            assert_names(section, rule->choices[k], "chart");
    }
    assert_true(named > 0);
}

static void heads_names_and_directives_are_named(void **state)
{
    (void)state;
    static const char *const directives[] = {"::: columns", "::: next", "::: end",
                                             "::: page"};
    for (size_t i = 0; i < head_name_count; i++)
        assert_names(page, head_names[i], "head");
    for (size_t i = 0; i < inline_name_count; i++)
        assert_names(page, str_format(arena, "{{%.*s}}", STR_PRINT(inline_names[i])),
                     "names");
    for (size_t i = 0; i < 4; i++)
        assert_names(page, str_from(directives[i]), "page and columns");
}

/* The next example from *offset on; where nothing is left it is empty. */
static Str example_next(size_t *offset)
{
    static const char opens[] = "\n~~~markdown\n", closes[] = "\n~~~\n";
    Str rest = str_slice(page, *offset, page.len);
    const char *from = strstr(rest.ptr, opens);
    if (!from)
        return STR("");
    from += sizeof opens - 1;
    const char *to = strstr(from, closes);
    assert_non_null(to);
    *offset = (size_t)(to - page.ptr) + sizeof closes - 1;
    return (Str){from, (size_t)(to + 1 - from)};
}

static void every_example_is_read(void **state)
{
    (void)state;
    size_t offset = 0, count = 0;
    Str example;
    while ((example = example_next(&offset)).len) {
        bool whole = str_starts(example, STR("---\n"));
        bool titled = str_starts(example, STR("# "));
        const char *fault =
            load(str_format(arena, "%s%s%.*s", whole ? "" : HEAD,
                            whole || titled ? "" : "# {{unit}}\n\n", STR_PRINT(example)));
        if (fault)
            fail_msg("%.*s\n%s", STR_PRINT(example), fault);
        count++;
    }
    assert_true(count > FENCE_KIND_COUNT);
}

static void every_block_has_an_example_with_each_of_its_options(void **state)
{
    (void)state;
    for (size_t i = 0; i < FENCE_KIND_COUNT; i++) {
        const FenceKind *kind = fence_kinds[i];
        Str section = section_of(kind->name);
        if (!holds(section, str_format(arena, "\n```%.*s\n", STR_PRINT(kind->name))))
            fail_msg("no example of %.*s", STR_PRINT(kind->name));
        for (size_t j = 0; j < kind->option_count; j++)
            if (!holds(section,
                       str_format(arena, "\n%.*s: ", STR_PRINT(kind->options[j].name))))
                fail_msg("no example of %.*s with %.*s", STR_PRINT(kind->name),
                         STR_PRINT(kind->options[j].name));
    }
}

static void assert_told(const char *fault, const char *typo, Str part)
{
    if (!fault)
        fail_msg("%s: nothing is told", typo);
    if (!holds(str_from(fault), part))
        fail_msg("%s: says\n%s\nwithout\n%.*s", typo, fault, STR_PRINT(part));
}

/* The kind's name, an option's, and the value of an option that has but a few. */
static void a_typo_in_any_block_shows_place_caret_and_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < FENCE_KIND_COUNT; i++) {
        Str kind = fence_kinds[i]->name;
        const char *typo = str_format(arena, "%.*sx", STR_PRINT(kind)).ptr;
        assert_told(load(str_format(arena, HEAD "# A\n```%s\n```\n", typo)), typo,
                    str_format(arena,
                               "trial.md:5:4: unknown kind of block '%s'\n"
                               "     5 | ```%s\n       |    ^\n    did you mean '%.*s'?",
                               typo, typo, STR_PRINT(kind)));
        for (size_t j = 0; j < fence_kinds[i]->option_count; j++) {
            const OptionRule *rule = &fence_kinds[i]->options[j];
            typo = str_format(arena, "%.*sq", STR_PRINT(rule->name)).ptr;
            const char *fault = load(str_format(arena, HEAD "# A\n```%.*s\n%s: y\n```\n",
                                                STR_PRINT(kind), typo));
            assert_told(fault, typo,
                        str_format(arena,
                                   "trial.md:6:1: %.*s has no option '%s'\n"
                                   "     6 | %s: y\n       | ^\n    ",
                                   STR_PRINT(kind), typo, typo));
            assert_told(fault, typo, rule->name);
            if (!rule->choice_count)
                continue;
            typo = str_format(arena, "%.*sq", STR_PRINT(rule->choices[0])).ptr;
            fault = load(str_format(arena, HEAD "# A\n```%.*s\n%.*s: %s\n```\n",
                                    STR_PRINT(kind), STR_PRINT(rule->name), typo));
            assert_told(fault, typo,
                        str_format(arena, "trial.md:6:%zu: unknown %.*s '%s'\n",
                                   rule->name.len + 3, STR_PRINT(rule->name), typo));
            assert_told(fault, typo, STR("^\n"));
            assert_told(fault, typo, rule->choices[0]);
        }
    }
}

static void the_page_itself_is_no_template(void **state)
{
    (void)state;
    Error error = {0};
    assert_false(template_is(STR("README.md")));
    assert_true(template_is(STR("monthly.md")));
    assert_null(template_load(arena, "templates", NULL, STR("README"), facts, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_and_option_is_named),
        cmocka_unit_test(every_kind_of_chart_is_named_where_charts_are),
        cmocka_unit_test(heads_names_and_directives_are_named),
        cmocka_unit_test(every_example_is_read),
        cmocka_unit_test(every_block_has_an_example_with_each_of_its_options),
        cmocka_unit_test(a_typo_in_any_block_shows_place_caret_and_word),
        cmocka_unit_test(the_page_itself_is_no_template),
    };
    return cmocka_run_group_tests(tests, open_page, close_page);
}
