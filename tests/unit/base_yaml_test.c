/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/yaml.h"
#include "tests/support/arena.h"

static const YamlNode *parse(const char *source)
{
    Error error = {0};
    const YamlNode *root = yaml_parse(arena, "a.yaml", str_from(source), 1, &error);
    if (!root)
        fail_msg("%s", error.message);
    return root;
}

static void expect_text(Str text, const char *expected)
{
    assert_string_equal(str_zero(arena, text), expected);
}

static void expect_place(const YamlNode *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

/* The message begins with the place and has the words somewhere behind it. */
static void expect_message(const Error *error, const char *place, const char *words)
{
    assert_int_equal(error->kind, ERROR_CONFIG);
    if (strncmp(error->message, place, strlen(place)) != 0 ||
        !strstr(error->message, words))
        fail_msg("'%s' is not '%s ... %s'", error->message, place, words);
}

static void expect_refused(const char *source, const char *place, const char *words)
{
    Error error = {0};
    assert_null(yaml_parse(arena, "a.yaml", str_from(source), 1, &error));
    expect_message(&error, place, words);
}

static const char catalogue[] = "# the catalogue\n"
                                "- id: conversations\n"
                                "  name: {sv: Enskilda samtal, en: Conversations}\n"
                                "  where:\n"
                                "    form: [bes\xC3\xB6k, telefon]\n"
                                "- id: carers\n";

static void a_document_becomes_a_tree_in_its_order(void **state)
{
    (void)state;
    const YamlNode *root = parse(catalogue);
    assert_int_equal(root->kind, YAML_LIST);
    assert_int_equal(root->count, 2);
    const YamlNode *first = &root->items[0];
    assert_int_equal(first->kind, YAML_MAP);
    assert_int_equal(first->count, 3);
    expect_text(first->items[0].key, "id");
    expect_text(first->items[1].key, "name");
    expect_text(first->items[2].key, "where");
    expect_text(yaml_text(yaml_find(first, "name"), "sv", STR("")), "Enskilda samtal");
    const YamlNode *form = yaml_find(yaml_find(first, "where"), "form");
    assert_int_equal(form->kind, YAML_LIST);
    assert_int_equal(form->count, 2);
    expect_text(form->items[0].text, "bes\xC3\xB6k");
    expect_text(yaml_text(&root->items[1], "id", STR("")), "carers");
}

static void every_value_knows_its_line_and_column(void **state)
{
    (void)state;
    const YamlNode *root = parse(catalogue), *first = &root->items[0];
    expect_place(root, 2, 1);
    expect_place(first, 2, 3);
    const YamlNode *name = yaml_find(first, "name");
    expect_place(name, 3, 9);
    assert_int_equal(name->key_line, 3);
    assert_int_equal(name->key_column, 3);
    expect_place(yaml_find(name, "en"), 3, 35);
    const YamlNode *form = yaml_find(yaml_find(first, "where"), "form");
    expect_place(form, 5, 11);
    expect_place(&form->items[1], 5, 19); /* code points: ö counts one */
}

static void lines_are_counted_from_where_the_yaml_stands(void **state)
{
    (void)state;
    Error error = {0};
    const YamlNode *root =
        yaml_parse(arena, "r.md", STR("title: M\nlevel: public\n"), 10, &error);
    expect_place(yaml_find(root, "level"), 11, 8);
    assert_int_equal(yaml_find(root, "level")->key_line, 11);
    assert_null(yaml_parse(arena, "r.md", STR("title: M\ntitle: N\n"), 10, &error));
    expect_message(&error, "r.md:11:1: ", "'title' stands on line 10 already");
}

static void nothing_is_an_empty_map(void **state)
{
    (void)state;
    const char *sources[] = {
        "", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\xEF\xBB\xBF", "{}"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const YamlNode *root = parse(sources[i]);
        assert_int_equal(root->kind, YAML_MAP);
        assert_int_equal(root->count, 0);
    }
    Error error = {0};
    assert_non_null(yaml_parse(arena, "a.yaml", (Str){NULL, 0}, 1, &error));
}

static void types_are_not_guessed(void **state)
{
    (void)state;
    const YamlNode *root = parse("a: no\nb: 1e3\nc: ~\nd:\ne: '12'\nf: 0012\n");
    const char *texts[] = {"no", "1e3", "~", "", "12", "0012"};
    for (size_t i = 0; i < root->count; i++) {
        assert_int_equal(root->items[i].kind, YAML_SCALAR);
        expect_text(root->items[i].text, texts[i]);
    }
}

static void texts_over_several_lines_are_kept(void **state)
{
    (void)state;
    const YamlNode *root = parse("a: |\n  ett\n  tv\xC3\xA5\nb: >\n  ett\n  tv\xC3\xA5\n");
    expect_text(yaml_text(root, "a", STR("")), "ett\ntv\xC3\xA5\n");
    expect_text(yaml_text(root, "b", STR("")), "ett tv\xC3\xA5\n");
}

static void texts_and_keys_are_composed(void **state)
{
    (void)state;
    const YamlNode *root = parse("ma\xCC\x8Al: bo\xCC\x88n\n");
    expect_text(yaml_text(root, "m\xC3\xA5l", STR("-")), "b\xC3\xB6n");
}

static void only_the_first_document_is_read(void **state)
{
    (void)state;
    const YamlNode *root = parse("---\ntitle: M\n---\n# {{unit}}: [a\n\t`x` : : }\n");
    assert_int_equal(root->count, 1);
    expect_text(yaml_text(root, "title", STR("")), "M");
    root = parse("title: M\n...\n{{unit}}: [a\n");
    assert_int_equal(root->count, 1);
}

static void a_repeated_key_is_refused(void **state)
{
    (void)state;
    expect_refused("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: ", "'a' stands on line 1 already");
    expect_refused("x: {m\xC3\xA5l: 1, ma\xCC\x8Al: 2}\n", "a.yaml:1:13: ", "on line 1");
    parse("a: {x: 1}\nb: {x: 1}\n");
}

/* Names end there for everyone who reads them as C does. */
static void a_zero_character_is_refused(void **state)
{
    (void)state;
    expect_refused("a: \"b\\0c\"\n", "a.yaml:1:4: ", "zero character");
    expect_refused("x: 1\n\"a\\x00\": 1\n", "a.yaml:2:1: ", "zero character");
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    expect_refused("a: &one 1\n", "a.yaml:1:4: ", "anchors");
    expect_refused("a: &one [1]\n", "a.yaml:1:4: ", "anchors");
    expect_refused("a: &one {b: 1}\n", "a.yaml:1:4: ", "anchors");
    expect_refused("a: 1\nb: *one\n", "a.yaml:2:4: ", "aliases");
    expect_refused("a: !!str 1\n", "a.yaml:1:4: ", "tags");
    expect_refused("a: !own [1]\n", "a.yaml:1:4: ", "tags");
    expect_refused("a: !own {b: 1}\n", "a.yaml:1:4: ", "tags");
    expect_refused("<<: *base\n", "a.yaml:1:5: ", "aliases");
}

static void faults_have_a_place_and_a_remedy(void **state)
{
    (void)state;
    expect_refused("a: 1\n\tb: 2\n", "a.yaml:2:1: ", "spaces, not tabs");
    expect_refused("a: M\xC3\xA5l: fem\n", "a.yaml:1:7: ", "needs quotes");
    expect_refused("a: [1, 2\nb: 3\n", "a.yaml:2:", "bracket or quote left open");
    expect_refused("a: \"ett\nb: 3\n", "a.yaml:3:1: ", "begun on line 1");
    expect_refused("a:\n  b: 1\n c: 2\n", "a.yaml:3:2: ", "indented as its neighbours");
    expect_refused("[a, b]: 1\n", "a.yaml:1:1: ", "a key must be a word");
    expect_refused("{a: 1} rest\n", "a.yaml:1:8: ", "");
    expect_refused("a: 1\n}\n", "a.yaml:2:1: ", "");
}

static void what_is_not_utf8_is_told_with_its_place(void **state)
{
    (void)state;
    expect_refused("a: 1\nb: \xC3\xA5 m\xE5l\n", "a.yaml:2:7: ", "UTF-8");
    expect_refused("a: 1\nb: \x01\n", "a.yaml:2:4: ", "UTF-8");
}

static void a_file_nested_without_end_is_refused(void **state)
{
    (void)state;
    char deep[20000];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    expect_refused(deep, "a.yaml:1:", "nested too deeply");
}

static void members_are_asked_for_by_key(void **state)
{
    (void)state;
    const YamlNode *root = parse("a: 1\nb: [1]\n");
    assert_null(yaml_find(root, "c"));
    assert_null(yaml_find(NULL, "a"));
    assert_null(yaml_find(yaml_find(root, "a"), "a"));
    expect_text(yaml_text(root, "a", STR("-")), "1");
    expect_text(yaml_text(root, "b", STR("-")), "-");
    expect_text(yaml_text(root, "c", STR("-")), "-");
}

static void yes_and_no_are_read_in_two_languages(void **state)
{
    (void)state;
    const YamlNode *root =
        parse("a: yes\nb: no\nc: true\nd: false\ne: ja\nf: Nej\ng: kanske\nh: [ja]\n");
    const char *keys[] = {"a", "b", "c", "d", "e", "f"};
    Error error = {0};
    bool value;
    for (size_t i = 0; i < 6; i++) {
        value = i % 2;
        assert_true(yaml_bool("a.yaml", root, keys[i], i % 2, &value, &error));
        assert_int_equal(value, i % 2 == 0);
    }
    assert_true(yaml_bool("a.yaml", root, "none", true, &value, &error));
    assert_true(value);
    assert_false(yaml_bool("a.yaml", root, "g", true, &value, &error));
    expect_message(&error, "a.yaml:7:4: ", "g is yes or no, not 'kanske'");
    error = (Error){0};
    assert_false(yaml_bool("a.yaml", root, "h", true, &value, &error));
    expect_message(&error, "a.yaml:8:4: ", "yes or no");
}

static void an_unknown_key_is_told_with_the_nearest_word(void **state)
{
    (void)state;
    const Str known[] = {STR("title"), STR("readers"), STR("m\xC3\xA5lgrupp")};
    Error error = {0};
    assert_true(yaml_only("a.yaml", parse("title: M\nreaders: x\n"), known, 3, &error));
    assert_false(yaml_only("a.yaml", parse("title: M\n  \nreader: x\n"), known, 3, &error));
    expect_message(&error, "a.yaml:3:1: ", "unknown key 'reader'; did you mean 'readers'?");
    error = (Error){0};
    assert_false(yaml_only("a.yaml", parse("malgrupp: x\n"), known, 3, &error));
    expect_message(&error, "a.yaml:1:1: ", "did you mean 'm\xC3\xA5lgrupp'?");
    error = (Error){0};
    assert_false(yaml_only("a.yaml", parse("period: x\n"), known, 3, &error));
    expect_message(&error, "a.yaml:1:1: ",
                   "unknown key 'period'; known here are: title, readers, m\xC3\xA5lgrupp");
    error = (Error){0};
    assert_false(yaml_only("a.yaml", parse("- title\n"), known, 3, &error));
    expect_message(&error, "a.yaml:1:1: ", "not a list");
    error = (Error){0};
    assert_false(yaml_only("a.yaml", parse("title:M\n"), known, 3, &error));
    expect_message(&error, "a.yaml:1:1: ", "not a single text");
}

static void a_long_list_of_known_keys_is_cut_not_overrun(void **state)
{
    (void)state;
    Str known[100];
    for (size_t i = 0; i < 100; i++)
        known[i] = str_format(arena, "a_known_word_%zu", i);
    Error error = {0};
    assert_false(yaml_only("a.yaml", parse("qqq: x\n"), known, 100, &error));
    expect_message(&error, "a.yaml:1:1: ", "a_known_word_0, a_known_word_1, ");
    error = (Error){0};
    assert_false(yaml_only("a.yaml", parse("qqq: x\n"), NULL, 0, &error));
}

static void a_file_is_loaded_and_a_missing_one_is_told(void **state)
{
    (void)state;
    char path[] = "/tmp/samsyn-yaml-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    Error error = {0};
    assert_true(file_replace(path, STR("a: 1\n"), 0600, &error));
    expect_text(yaml_text(yaml_load(arena, path, &error), "a", STR("")), "1");
    file_remove(path);
    assert_null(yaml_load(arena, path, &error));
    assert_int_equal(error.kind, ERROR_NO_INPUT);
}

/* Whatever is cut off a document, it is read or refused, never a crash. */
static void every_beginning_of_a_document_is_read_or_refused(void **state)
{
    (void)state;
    const Str whole =
        STR("a: {b: [1, 'x', \"\\u00e5\"], c: |\n}\n  k: &a !t ? : - %\n...\n");
    for (size_t len = 0; len <= sizeof catalogue - 1; len++) {
        Error error = {0};
        const YamlNode *root =
            yaml_parse(arena, "a.yaml", (Str){catalogue, len}, 1, &error);
        assert_int_equal(root == NULL, error.kind == ERROR_CONFIG);
    }
    for (size_t len = 0; len <= whole.len; len++) {
        Error error = {0};
        const YamlNode *root =
            yaml_parse(arena, "a.yaml", str_slice(whole, 0, len), 1, &error);
        assert_int_equal(root == NULL, error.kind == ERROR_CONFIG);
    }
}

static void a_document_with_any_byte_changed_is_read_or_refused(void **state)
{
    (void)state;
    static const char signs[] = "\0\t\n :-{}[],&*!|>'\"%@`#?a\xC3\xA5\xFF";
    for (size_t at = 0; at < sizeof catalogue - 1; at++)
        for (size_t i = 0; i < sizeof signs - 1; i++) {
            char changed[sizeof catalogue];
            memcpy(changed, catalogue, sizeof catalogue);
            changed[at] = signs[i];
            Error error = {0};
            ArenaMark mark = arena_mark(arena);
            const YamlNode *root = yaml_parse(
                arena, "a.yaml", (Str){changed, sizeof catalogue - 1}, 1, &error);
            assert_int_equal(root == NULL, error.kind == ERROR_CONFIG);
            if (error.kind)
                assert_true(utf8_valid(str_from(error.message), NULL));
            arena_rewind(arena, mark);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_a_tree_in_its_order),
        cmocka_unit_test(every_value_knows_its_line_and_column),
        cmocka_unit_test(lines_are_counted_from_where_the_yaml_stands),
        cmocka_unit_test(nothing_is_an_empty_map),
        cmocka_unit_test(types_are_not_guessed),
        cmocka_unit_test(texts_over_several_lines_are_kept),
        cmocka_unit_test(texts_and_keys_are_composed),
        cmocka_unit_test(only_the_first_document_is_read),
        cmocka_unit_test(a_repeated_key_is_refused),
        cmocka_unit_test(a_zero_character_is_refused),
        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
        cmocka_unit_test(faults_have_a_place_and_a_remedy),
        cmocka_unit_test(what_is_not_utf8_is_told_with_its_place),
        cmocka_unit_test(a_file_nested_without_end_is_refused),
        cmocka_unit_test(members_are_asked_for_by_key),
        cmocka_unit_test(yes_and_no_are_read_in_two_languages),
        cmocka_unit_test(an_unknown_key_is_told_with_the_nearest_word),
        cmocka_unit_test(a_long_list_of_known_keys_is_cut_not_overrun),
        cmocka_unit_test(a_file_is_loaded_and_a_missing_one_is_told),
        cmocka_unit_test(every_beginning_of_a_document_is_read_or_refused),
        cmocka_unit_test(a_document_with_any_byte_changed_is_read_or_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
