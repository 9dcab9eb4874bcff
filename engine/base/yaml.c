/* libyaml reads events, this builds the tree. Types are not guessed ("no" is a word, "1e3"
 * a text): what a scalar means is decided by who asks for it. Anchors, tags and repeated
 * keys are refused: nobody who writes a catalogue by hand means them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/yaml.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <yaml.h>

#include "engine/base/file.h"

/* Deeper than anything meant; keeps the recursion from a hostile file. */
enum { DEPTH_MAX = 64 };

typedef struct {
    Arena *arena;
    const char *path;
    Str source;
    int first_line;
    Error *error;
    yaml_parser_t parser;
    yaml_event_t event; /* the one read last; its strings live until the next */
} Reader;

static bool fail_at(Reader *reader, yaml_mark_t mark, const char *reason)
{
    return error_set(reader->error, ERROR_CONFIG, "%s:%d:%d: %s", reader->path,
                     reader->first_line + (int)mark.line, (int)mark.column + 1, reason);
}

/* What to do about the slips that people make. */
static const char *remedy_for(const char *problem)
{
    static const struct {
        const char *problem, *remedy;
    } remedies[] = {
        {"cannot start any token",
         "; indent with spaces, not tabs, and quote a text that begins with % @ or `"},
        {"tab character", "; indent with spaces, not tabs"},
        {"mapping values are not allowed", "; a text with a colon in it needs quotes"},
        {"could not find expected ':'", "; a key needs a colon and a space behind it"},
        {"did not find expected key", "; is the line indented as its neighbours are?"},
        {"did not find expected '-'", "; is the line indented as its neighbours are?"},
        {"did not find expected ',' or", "; is a bracket or quote left open?"},
        {"unexpected end of stream", "; is a bracket or quote left open?"},
        {"did not find expected <document start>", "; is the line indented too little?"},
        {"unknown escape character", "; in double quotes write \\\\ for \\"},
    };
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
        if (strstr(problem, remedies[i].problem))
            return remedies[i].remedy;
    return "";
}

/* libyaml tells no line and column of what is no text, and a byte only roughly. */
static bool fail_of_byte(Reader *reader)
{
    size_t bad = reader->parser.problem_offset;
    (void)utf8_valid(reader->source, &bad);
    int line, column;
    text_place(reader->source, bad, &line, &column);
    yaml_mark_t mark = {.line = (size_t)line - 1, .column = (size_t)column - 1};
    return fail_at(
        reader, mark,
        "this is not UTF-8 text, or a control character; save the file as UTF-8");
}

static bool fail_of_parser(Reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_READER_ERROR)
        return fail_of_byte(reader);
    const char *problem = parser->problem ? parser->problem : "out of memory";
    Str begun = STR("");
    if (parser->context && parser->context_mark.line != parser->problem_mark.line)
        begun = str_format(reader->arena, " (%s begun on line %d)", parser->context,
                           reader->first_line + (int)parser->context_mark.line);
    Str reason = str_format(reader->arena, "%s%.*s%s", problem, STR_PRINT(begun),
                            remedy_for(problem));
    return fail_at(reader, parser->problem_mark, reason.ptr);
}

/* Leaves anchors, aliases and tags behind with a message. */
static bool next_event(Reader *reader)
{
    yaml_event_delete(&reader->event);
    if (!yaml_parser_parse(&reader->parser, &reader->event))
        return fail_of_parser(reader);
    const yaml_event_t *event = &reader->event;
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_ALIAS_EVENT) {
        anchor = event->data.alias.anchor;
    } else if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        if (memchr(event->data.scalar.value, '\0', event->data.scalar.length))
            return fail_at(reader, event->start_mark,
                           "a text cannot hold a zero character (\\0)");
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor)
        return fail_at(
            reader, event->start_mark,
            "anchors (&) and aliases (*) are not used here; write the value out, "
            "or quote it if it is a text");
    if (tag)
        return fail_at(reader, event->start_mark,
                       "tags (!) are not used here; quote the value if it is a text");
    return true;
}

static Str event_text(const Reader *reader)
{
    Str text = {(const char *)reader->event.data.scalar.value,
                reader->event.data.scalar.length};
    return text_normalise(reader->arena, str_copy(reader->arena, text));
}

static bool text_check(Reader *reader, Str text)
{
    size_t at;
    return !text_hides(text, &at) ||
           fail_at(reader, reader->event.start_mark,
                   "a text holds a character that cannot be seen; write it anew");
}

static bool read_node(Reader *reader, int depth, YamlNode *node);

/* A member's key, from the event at hand, into the node its value will fill. */
static bool read_key(Reader *reader, const YamlNode *map, YamlNode *member)
{
    yaml_mark_t mark = reader->event.start_mark;
    if (reader->event.type != YAML_SCALAR_EVENT)
        return fail_at(reader, mark, "a key must be a word, not a list or a map");
    member->key = event_text(reader);
    member->key_line = reader->first_line + (int)mark.line;
    member->key_column = (int)mark.column + 1;
    if (!text_check(reader, member->key))
        return false;
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->items[i].key, member->key))
            return fail_at(reader, mark,
                           str_format(reader->arena,
                                      "the key '%.*s' stands on line %d already; keep one",
                                      STR_PRINT(member->key), map->items[i].key_line)
                               .ptr);
    return true;
}

/* What follows the start of a list or map, to its end. */
static bool read_items(Reader *reader, int depth, yaml_event_type_t end, YamlNode *node)
{
    size_t capacity = 0;
    if (depth >= DEPTH_MAX)
        return fail_at(reader, reader->event.start_mark, "nested too deeply");
    for (;;) {
        if (!next_event(reader))
            return false;
        if (reader->event.type == end)
            return true;
        YamlNode item = {0};
        if (node->kind == YAML_MAP &&
            (!read_key(reader, node, &item) || !next_event(reader)))
            return false;
        if (!read_node(reader, depth + 1, &item))
            return false;
        node->items = ARENA_GROW(reader->arena, node->items, node->count, &capacity);
        node->items[node->count++] = item;
    }
}

/* The value that begins with the event at hand; what is known of its key is kept. */
static bool read_node(Reader *reader, int depth, YamlNode *node)
{
    yaml_mark_t mark = reader->event.start_mark;
    node->line = reader->first_line + (int)mark.line;
    node->column = (int)mark.column + 1;
    if (reader->event.type == YAML_SEQUENCE_START_EVENT) {
        node->kind = YAML_LIST;
        return read_items(reader, depth, YAML_SEQUENCE_END_EVENT, node);
    }
    if (reader->event.type == YAML_MAPPING_START_EVENT) {
        node->kind = YAML_MAP;
        return read_items(reader, depth, YAML_MAPPING_END_EVENT, node);
    }
    node->kind = YAML_SCALAR;
    node->text = event_text(reader);
    return text_check(reader, node->text);
}

/* To the end of the document, and a look at what follows it when nothing said that it ends:
 * then that may only be another document, not a rest that fits nowhere. */
static bool read_end(Reader *reader)
{
    return next_event(reader) &&
           (!reader->event.data.document_end.implicit || next_event(reader));
}

/* The first document and no further: behind it may stand what is no YAML. */
static bool read_document(Reader *reader, YamlNode *root)
{
    do
        if (!next_event(reader))
            return false;
    while (reader->event.type == YAML_STREAM_START_EVENT ||
           reader->event.type == YAML_DOCUMENT_START_EVENT);
    *root = (YamlNode){.kind = YAML_MAP, .line = reader->first_line, .column = 1};
    if (reader->event.type == YAML_STREAM_END_EVENT)
        return true;
    /* A bare "---" is as empty as nothing. */
    if (reader->event.type == YAML_SCALAR_EVENT && reader->event.data.scalar.length == 0)
        return read_end(reader);
    return read_node(reader, 0, root) && read_end(reader);
}

const YamlNode *yaml_parse(Arena *arena, const char *path, Str source, int first_line,
                           Error *error)
{
    Reader reader = {.arena = arena,
                     .path = path,
                     .source = source,
                     .first_line = first_line,
                     .error = error};
    if (!yaml_parser_initialize(&reader.parser)) {
        error_set(error, ERROR_CONFIG, "%s: out of memory", path);
        return NULL;
    }
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)(source.ptr ? source.ptr : ""), source.len);
    YamlNode *root = ARENA_NEW(arena, YamlNode);
    bool done = read_document(&reader, root);
    yaml_event_delete(&reader.event);
    yaml_parser_delete(&reader.parser);
    return done ? root : NULL;
}

const YamlNode *yaml_load(Arena *arena, const char *path, Error *error)
{
    Str source;
    if (!file_read(arena, path, &source, error))
        return NULL;
    return yaml_parse(arena, path, source, 1, error);
}

const YamlNode *yaml_find(const YamlNode *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (str_equal(map->items[i].key, str_from(key)))
            return &map->items[i];
    return NULL;
}

Str yaml_text(const YamlNode *map, const char *key, Str otherwise)
{
    const YamlNode *member = yaml_find(map, key);
    return member && member->kind == YAML_SCALAR ? member->text : otherwise;
}

bool yaml_bool(const char *path, const YamlNode *map, const char *key, bool otherwise,
               bool *value, Error *error)
{
    static const struct {
        Str word;
        bool value;
    } words[] = {{{"yes", 3}, true},    {{"no", 2}, false}, {{"true", 4}, true},
                 {{"false", 5}, false}, {{"ja", 2}, true},  {{"nej", 3}, false}};
    const YamlNode *member = yaml_find(map, key);
    if (!member) {
        *value = otherwise;
        return true;
    }
    for (size_t i = 0; member->kind == YAML_SCALAR && i < sizeof words / sizeof *words; i++)
        if (member->text.len == words[i].word.len &&
            strncasecmp(member->text.ptr, words[i].word.ptr, member->text.len) == 0) {
            *value = words[i].value;
            return true;
        }
    Str read = member->kind == YAML_SCALAR ? member->text : STR("a list or map");
    return error_set(error, ERROR_CONFIG, "%s:%d:%d: %s is yes or no, not '%.*s'", path,
                     member->line, member->column, key, STR_PRINT(read));
}

static bool is_known(Str key, const Str *known, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(key, known[i]))
            return true;
    return false;
}

static bool fail_of_key(const char *path, const YamlNode *member, const Str *known,
                        size_t count, Error *error)
{
    char hint[512];
    Str nearest = text_nearest(member->key, known, count);
    int used = nearest.len
                   ? snprintf(hint, sizeof hint, "did you mean '%.*s'?", STR_PRINT(nearest))
                   : snprintf(hint, sizeof hint, "known here are: ");
    for (size_t k = 0; !nearest.len && k < count; k++)
        if ((size_t)used + known[k].len + 3 < sizeof hint)
            used += snprintf(hint + used, sizeof hint - (size_t)used, "%s%.*s",
                             k ? ", " : "", STR_PRINT(known[k]));
    return error_set(error, ERROR_CONFIG, "%s:%d:%d: unknown key '%.*s'; %s", path,
                     member->key_line, member->key_column, STR_PRINT(member->key), hint);
}

bool yaml_only(const char *path, const YamlNode *map, const Str *known, size_t count,
               Error *error)
{
    if (map->kind != YAML_MAP)
        return error_set(error, ERROR_CONFIG,
                         "%s:%d:%d: here stand keys with values (key: value), not %s", path,
                         map->line, map->column,
                         map->kind == YAML_LIST ? "a list" : "a single text");
    for (size_t i = 0; i < map->count; i++)
        if (!is_known(map->items[i].key, known, count))
            return fail_of_key(path, &map->items[i], known, count, error);
    return true;
}
