/* What units say themselves of the period. A comment is words from outside: {{names}} in it
 * are not filled, its headings are none of the report's, and it is cut where it becomes
 * longer than its place. That there is none is said, too. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_comments.h"
#include "reports/template/build.h"

enum { LENGTH_DEFAULT = 1500, LENGTH_LEAST = 100, LENGTH_MOST = 6000 };
enum { BYTES_READ_MOST = 4 * LENGTH_MOST + 8192 }; /* what is longer is cut unread */

/* A comment on its way into blocks. */
typedef struct {
    Build *build;
    Str language;
    size_t left; /* characters */
    bool cut;
} Words;

/* What is nothing to show, or turns the order of the words beside it. */
static bool is_shown(uint32_t rune)
{
    return rune >= 0x20 && (rune < 0x7F || rune > 0x9F) && rune != 0x200B &&
           rune != 0xFEFF && !(rune >= 0x200E && rune <= 0x200F) &&
           !(rune >= 0x202A && rune <= 0x202E) && !(rune >= 0x2060 && rune <= 0x206F);
}

static Str words_clean(Arena *arena, Str text)
{
    Text clean = text_open(arena);
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset);
        if (rune == '\t' || rune == '\n' || rune == '\r')
            text_add_byte(&clean, ' ');
        else if (is_shown(rune))
            text_add_rune(&clean, rune);
    }
    return text_str(&clean);
}

/* As many of its characters as there is room for, to the end of a word where there is one.
 */
static Str words_fit(Words *words, Str text)
{
    size_t length = utf8_count(text), offset = 0, last_space = 0;
    if (length <= words->left) {
        words->left -= length;
        return text;
    }
    for (size_t i = 0; i < words->left; i++) {
        if (text.ptr[offset] == ' ')
            last_space = offset;
        utf8_next(text, &offset);
    }
    words->cut = true;
    words->left = 0;
    Str fits = str_trim(str_slice(text, 0, last_space ? last_space : offset));
    return str_format(words->build->arena, "%.*s…", STR_PRINT(fits));
}

static bool leads_somewhere(Str link)
{
    return str_starts(link, STR("https://")) || str_starts(link, STR("http://"));
}

static Line words_line(Words *words, const Pieces *pieces)
{
    Arena *arena = words->build->arena;
    Span *spans = ARENA_ARRAY(arena, pieces->count, Span);
    size_t count = 0;
    for (size_t i = 0; i < pieces->count && !words->cut; i++) {
        const Piece *piece = &pieces->pieces[i];
        Str text = words_fit(words, words_clean(arena, piece->text));
        if (text.len)
            spans[count++] =
                (Span){.text = text,
                       .bold = piece->bold,
                       .tone = TONE_INK,
                       .language = words->language,
                       .link = leads_somewhere(piece->link) ? piece->link : STR("")};
    }
    return (Line){spans, count};
}

static void words_list(Words *words, const Element *element)
{
    ListItem *items = ARENA_ARRAY(words->build->arena, element->item_count, ListItem);
    size_t count = 0;
    for (size_t i = 0; i < element->item_count && !words->cut; i++) {
        items[count].line = words_line(words, &element->items[i]);
        count += items[count].line.count > 0;
    }
    if (count)
        build_list(words->build, element->start, items, count);
}

static void words_add(Words *words, const Element *element)
{
    if (element->kind == ELEMENT_LIST) {
        words_list(words, element);
        return;
    }
    Line line = words_line(words, &element->pieces);
    if (line.count)
        build_add(words->build,
                  (Block){.kind = BLOCK_PARAGRAPH,
                          .paragraph = {.style = PARAGRAPH_BODY, .line = line}});
}

/* A whole number of characters from the beginning. */
static Str text_begins(Str text, size_t most)
{
    if (text.len <= most)
        return text;
    while (most > 0 && ((unsigned char)text.ptr[most] & 0xC0) == 0x80)
        most--;
    return str_slice(text, 0, most);
}

static bool comment_add(Build *build, const FactComment *comment, size_t most, Error *error)
{
    Words words = {.build = build, .language = build_own_language(build), .left = most};
    Source source = {comment->file, text_begins(comment->text, BYTES_READ_MOST)};
    Elements elements = {0};
    if (!markdown_parse_any(build->arena, &source, &elements, error))
        return false;
    for (size_t i = 0; i < elements.count && !words.cut; i++) {
        words_add(&words, &elements.items[i]);
        words.cut = words.cut || (!words.left && i + 1 < elements.count);
    }
    if (words.cut || source.text.len < comment->text.len)
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY(build->arena, build->wording, WORD_comment_cut,
                            {"most", number_print(build->arena, build->wording->language,
                                                  AMOUNT_WHOLE((int64_t)most), 0)}));
    return true;
}

/* Why a unit's words do not stand here. */
static Word state_word(CommentState state)
{
    switch (state) {
    case COMMENT_INTERNAL:
        return WORD_comment_internal;
    case COMMENT_PERSONAL:
        return WORD_comment_personal;
    case COMMENT_UNREADABLE:
        return WORD_comment_unreadable;
    case COMMENT_NONE:
    case COMMENT_SAID:
        break;
    }
    return WORD_comment_none;
}

static Str state_text(const Build *build, const FactComment *comment, Str unit)
{
    return SAY(
        build->arena, build->wording, state_word(comment->state), {"unit", unit},
        {"in_period", wording_in_period(build->arena, build->wording, build->period)},
        {"line", str_format(build->arena, "%d", comment->line)});
}

static bool own_add(Build *build, const Fence *fence, size_t most, Error *error)
{
    FactComment comment;
    if (!facts_comment(build->facts, build->arena, build->unit.id, build->period, &comment,
                       error))
        return false;
    if (comment.state == COMMENT_SAID)
        return comment_add(build, &comment, most, error);
    if (fence_yes(fence, "missing", true) || comment.state != COMMENT_NONE)
        build_paragraph(build, PARAGRAPH_BODY,
                        state_text(build, &comment, build->unit.name));
    return true;
}

/* Each under its name; those that say nothing in one sentence at the end. */
static bool each_add(Build *build, const Fence *fence, const FactUnit *units, size_t count,
                     size_t most, Error *error)
{
    Arena *arena = build->arena;
    int level = build_level_below(build);
    Str *silent = ARENA_ARRAY(arena, count, Str);
    size_t silent_count = 0;
    for (size_t i = 0; i < count; i++) {
        FactComment comment;
        if (!facts_comment(build->facts, arena, units[i].id, build->period, &comment,
                           error))
            return false;
        if (comment.state == COMMENT_NONE) {
            silent[silent_count++] = units[i].name;
            continue;
        }
        build_heading(build, level, units[i].name);
        if (comment.state != COMMENT_SAID)
            build_paragraph(build, PARAGRAPH_BODY,
                            state_text(build, &comment, units[i].name));
        else if (!comment_add(build, &comment, most, error))
            return false;
    }
    if (silent_count && fence_yes(fence, "missing", true))
        build_paragraph(build, PARAGRAPH_NOTE,
                        SAY_COUNT(arena, build->wording, WORD_comment_silent, silent_count,
                                  {"units", names_joined(build, silent, silent_count)}));
    return true;
}

static bool build_comments(Build *build, const Fence *fence, Error *error)
{
    size_t most = (size_t)fence_number(fence, "most", LENGTH_DEFAULT), count;
    Str type = fence_text(fence, "units", STR(""));
    FactUnit *units;
    if (!type.len)
        return own_add(build, fence, most, error);
    return build_units(build, type, &units, &count, error) &&
           each_add(build, fence, units, count, most, error);
}

static const Str unit_types[] = {{"district", 8}, {"network", 7}, {"city", 4}};
static const OptionRule options[] = {
    {.name = {"units", 5}, .type = OPTION_CHOICE, .choices = unit_types, .choice_count = 3},
    {.name = {"most", 4},
     .type = OPTION_NUMBER,
     .least = LENGTH_LEAST,
     .most = LENGTH_MOST},
    {.name = {"missing", 7}, .type = OPTION_YES},
};
const FenceKind fence_comments = {
    .name = {"comments", 8},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .build = build_comments,
};
