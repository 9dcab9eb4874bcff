/* SPDX-License-Identifier: EUPL-1.2 */
/* The text is cut into atoms, pieces that stay whole, each measured once. Lines are filled
 * greedily: ragged right needs no more, and a reader who compares two editions finds the
 * same breaks in the same words. */
#include "reports/layout/lines.h"

#include <string.h>

#include "reports/font/hyphens.h"

typedef enum { JOINED, AFTER_HYPHEN, AFTER_SOFT, AFTER_SPACE } Joint;

typedef struct {
    size_t span, from, to;
    double width;
    Joint joint; /* what stands between this atom and the next */
} Atom;

typedef struct {
    Arena *arena;
    TextFace face;
    Line line;
    double width, space[FACE_COUNT], hyphen[FACE_COUNT];
    Atom *atoms;
    size_t count, capacity;
    Fragment *fragments; /* of all lines; enough for them from the start */
    size_t fragment_count, fragment_capacity;
    TextLine *lines;
    size_t line_count, line_capacity;
} Breaker;

static const double slack = 0.01;

FaceId span_face(TextFace face, const Span *span)
{
    return span->bold ? FACE_BOLD : face.face;
}

static Str span_text(const Breaker *b, size_t span)
{
    return b->line.spans[span].text;
}

static double slice_width(const Breaker *b, size_t span, size_t from, size_t to)
{
    const Span *each = &b->line.spans[span];
    return font_width(b->face.fonts, span_face(b->face, each), b->face.size,
                      str_slice(each->text, from, to));
}

static bool is_space(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == '\r';
}

static bool is_letter(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
           (rune >= 0xC0 && rune < 0x2000);
}

static bool is_dash(uint32_t rune)
{
    return rune == '-' || rune == '/' || rune == 0x2013 || rune == 0x2014;
}

static uint32_t rune_at(Str text, size_t offset)
{
    return offset < text.len ? utf8_next(text, &offset) : 0;
}

static void atom_add(Breaker *b, size_t span, size_t from, size_t to, Joint joint)
{
    if (from == to && b->count) { /* nothing between two joints: the stronger holds */
        if (b->atoms[b->count - 1].joint < joint)
            b->atoms[b->count - 1].joint = joint;
        return;
    }
    if (from == to)
        return;
    b->atoms = ARENA_GROW(b->arena, b->atoms, b->count, &b->capacity);
    b->atoms[b->count++] = (Atom){span, from, to, slice_width(b, span, from, to), joint};
}

/* May a line end behind this hyphen, dash or slash? Not before a digit ("5-8" stays whole,
 * "-3" too), unless it is a long dash between words or years. */
static bool dash_breaks(uint32_t before, uint32_t dash, uint32_t after)
{
    if (!after || is_space(after) || is_dash(after))
        return false;
    if (dash == 0x2014)
        return true;
    return is_letter(before) && is_letter(after);
}

static void span_cut(Breaker *b, size_t span)
{
    Str text = span_text(b, span);
    uint32_t before = 0;
    size_t from = 0;
    for (size_t offset = 0; offset < text.len;) {
        size_t at = offset;
        uint32_t rune = utf8_next(text, &offset);
        if (is_space(rune)) {
            atom_add(b, span, from, at, AFTER_SPACE);
            from = offset;
        } else if (rune == 0xAD || rune == 0x200B) {
            atom_add(b, span, from, at, rune == 0xAD ? AFTER_SOFT : AFTER_HYPHEN);
            from = offset;
        } else if (is_dash(rune) && dash_breaks(before, rune, rune_at(text, offset))) {
            atom_add(b, span, from, offset, AFTER_HYPHEN);
            from = offset;
        }
        before = rune;
    }
    atom_add(b, span, from, text.len, JOINED);
}

static void text_cut(Breaker *b)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        b->space[face] = font_width(b->face.fonts, (FaceId)face, b->face.size, STR(" "));
        b->hyphen[face] = font_width(b->face.fonts, (FaceId)face, b->face.size, STR("-"));
    }
    for (size_t span = 0; span < b->line.count; span++)
        span_cut(b, span);
    if (b->count)
        b->atoms[b->count - 1].joint = JOINED;
}

static FaceId atom_face(const Breaker *b, const Atom *atom)
{
    return span_face(b->face, &b->line.spans[atom->span]);
}

/* Where a hyphen may end a line in the atom's words: a mark a byte. */
static const bool *hyphens_find(const Breaker *b, const Atom *atom)
{
    const Span *span = &b->line.spans[atom->span];
    Str language = span->language.len ? span->language : b->face.language;
    bool *marks = ARENA_ARRAY(b->arena, atom->to - atom->from, bool);
    for (size_t offset = atom->from, first = offset; offset <= atom->to;) {
        size_t at = offset;
        bool letter = at < atom->to && is_letter(utf8_next(span->text, &offset));
        if (letter)
            continue;
        if (at > first)
            hyphens_mark(b->face.fonts->hyphens, language, str_slice(span->text, first, at),
                         marks + (first - atom->from));
        first = offset > at ? offset : ++offset;
    }
    return marks;
}

/* Where in the atom to hyphenate, so that the part before fits in `room`: the last place
 * its language allows, else the last character that fits. */
static size_t atom_split(const Breaker *b, const Atom *atom, double room, bool must)
{
    Str text = span_text(b, atom->span);
    const bool *marks = hyphens_find(b, atom);
    size_t any = atom->from, good = atom->from;
    uint32_t before = 0;
    bool first = true;
    for (size_t offset = atom->from; offset < atom->to;) {
        size_t at = offset;
        uint32_t rune = utf8_next(text, &offset);
        if (at > atom->from) {
            double hyphen = is_letter(before) ? b->hyphen[atom_face(b, atom)] : 0;
            if (slice_width(b, atom->span, atom->from, at) + hyphen > room + slack &&
                !(must && first))
                break;
            first = false;
            any = at;
            if (marks[at - atom->from])
                good = at;
        }
        before = rune;
    }
    return good > atom->from ? good : any;
}

/* Makes room for a break inside the word that begins at `first`; returns the atom that
 * ends the line. */
static size_t word_split(Breaker *b, size_t first)
{
    double x = 0;
    size_t each = first;
    while (each + 1 < b->count && x + b->atoms[each].width <= b->width + slack)
        x += b->atoms[each++].width;
    size_t at = atom_split(b, &b->atoms[each], b->width - x, each == first);
    if (at == b->atoms[each].from)
        return each > first ? each - 1 : each;
    b->atoms = ARENA_GROW(b->arena, b->atoms, b->count, &b->capacity);
    memmove(&b->atoms[each + 1], &b->atoms[each], (b->count - each) * sizeof(Atom));
    b->count++;
    Atom *head = &b->atoms[each], *tail = &b->atoms[each + 1];
    head->to = tail->from = at;
    head->width = slice_width(b, head->span, head->from, at);
    tail->width = slice_width(b, tail->span, at, tail->to);
    Str text = str_slice(span_text(b, head->span), head->from, at);
    uint32_t last = 0;
    for (size_t offset = 0; offset < text.len;)
        last = utf8_next(text, &offset);
    head->joint = is_letter(last) ? AFTER_SOFT : AFTER_HYPHEN;
    return each;
}

/* The last atom of the line that begins at `first`. */
static size_t line_fill(Breaker *b, size_t first)
{
    double x = 0;
    size_t best = b->count;
    for (size_t i = first; i < b->count; i++) {
        const Atom *atom = &b->atoms[i];
        x += atom->width;
        if (x > b->width + slack)
            break;
        bool last = i + 1 == b->count;
        double hyphen = atom->joint == AFTER_SOFT ? b->hyphen[atom_face(b, atom)] : 0;
        if ((last || atom->joint != JOINED) && x + hyphen <= b->width + slack)
            best = i;
        if (atom->joint == AFTER_SPACE)
            x += b->space[atom_face(b, atom)];
    }
    return best < b->count ? best : word_split(b, first);
}

/* Do the bytes between two atoms stand in the source as they are to be shown? */
static bool atoms_touch(const Breaker *b, const Atom *atom)
{
    const Atom *next = atom + 1;
    if (atom->joint == AFTER_SPACE)
        return next->from == atom->to + 1 && span_text(b, atom->span).ptr[atom->to] == ' ';
    return next->from == atom->to;
}

/* The text of atoms first..last, all of one span. A slice of the source where possible:
 * most lines are. */
static Str fragment_text(const Breaker *b, size_t first, size_t last, bool ends)
{
    Str source = span_text(b, b->atoms[first].span);
    const Atom *final = &b->atoms[last];
    bool space = last + 1 < b->count && final->joint == AFTER_SPACE;
    bool hyphen = ends && final->joint == AFTER_SOFT && last + 1 < b->count;
    bool whole = !hyphen;
    for (size_t i = first; whole && i < last; i++)
        whole = atoms_touch(b, &b->atoms[i]);
    if (whole && !space)
        return str_slice(source, b->atoms[first].from, final->to);
    if (whole && final->to < source.len && source.ptr[final->to] == ' ')
        return str_slice(source, b->atoms[first].from, final->to + 1);
    Text text = text_open(b->arena);
    for (size_t i = first; i <= last; i++) {
        text_add(&text, str_slice(source, b->atoms[i].from, b->atoms[i].to));
        if (i < last && b->atoms[i].joint == AFTER_SPACE)
            text_add_byte(&text, ' ');
    }
    if (hyphen)
        text_add_byte(&text, '-');
    if (space)
        text_add_byte(&text, ' ');
    return text_str(&text);
}

static void line_emit(Breaker *b, size_t first, size_t last)
{
    double x = 0, seen = 0;
    size_t start = b->fragment_count;
    for (size_t i = first; i <= last;) {
        size_t end = i;
        double width = b->atoms[i].width;
        FaceId face = atom_face(b, &b->atoms[i]);
        while (end < last && b->atoms[end + 1].span == b->atoms[i].span) {
            width += b->atoms[end].joint == AFTER_SPACE ? b->space[face] : 0;
            width += b->atoms[++end].width;
        }
        if (end == last && end + 1 < b->count && b->atoms[end].joint == AFTER_SOFT)
            width += b->hyphen[face];
        Str text = fragment_text(b, i, end, end == last);
        b->fragments =
            ARENA_GROW(b->arena, b->fragments, b->fragment_count, &b->fragment_capacity);
        b->fragments[b->fragment_count++] = (Fragment){b->atoms[i].span, text, x, width};
        seen = x + width;
        x = seen + (b->atoms[end].joint == AFTER_SPACE ? b->space[face] : 0);
        i = end + 1;
    }
    b->lines = ARENA_GROW(b->arena, b->lines, b->line_count, &b->line_capacity);
    b->lines[b->line_count++] = (TextLine){NULL, b->fragment_count - start, seen};
}

static double atoms_width(const Breaker *b, size_t first, size_t end)
{
    double width = 0;
    for (size_t i = first; i < end; i++)
        width += b->atoms[i].width;
    return width;
}

/* A paragraph does not end in one short word alone on its line: the word before goes with
 * it. Returns where the line before the last one ends. */
static size_t line_spare_word(const Breaker *b, size_t first, size_t last)
{
    const double column = 160; /* narrower text has no room to choose */
    size_t rest = last + 1, before = last;
    if (rest >= b->count || b->width < column || b->atoms[last].joint != AFTER_SPACE)
        return last;
    for (size_t i = rest; i + 1 < b->count; i++)
        if (b->atoms[i].joint == AFTER_SPACE)
            return last;
    while (before > first && b->atoms[before - 1].joint != AFTER_SPACE)
        before--;
    bool short_word = atoms_width(b, rest, b->count) < b->width / 10;
    bool room = before > first + 2 && atoms_width(b, before, b->count) < b->width / 3;
    return short_word && room ? before - 1 : last;
}

BrokenText lines_break(Arena *arena, TextFace face, Line line, double width)
{
    Breaker b = {.arena = arena, .face = face, .line = line, .width = width};
    text_cut(&b);
    for (size_t first = 0; first < b.count;) {
        size_t last = line_spare_word(&b, first, line_fill(&b, first));
        line_emit(&b, first, last);
        first = last + 1;
    }
    const Fragment *next = b.fragments; /* it moved while it grew */
    for (size_t i = 0; i < b.line_count; i++) {
        b.lines[i].fragments = next;
        next += b.lines[i].count;
    }
    return (BrokenText){b.lines, b.line_count};
}

double lines_longest(Arena *arena, TextFace face, Line line)
{
    Breaker b = {.arena = arena, .face = face, .line = line};
    text_cut(&b);
    double longest = 0, piece = 0;
    for (size_t i = 0; i < b.count; i++) {
        const Atom *atom = &b.atoms[i];
        piece += atom->width;
        double whole =
            piece + (atom->joint == AFTER_SOFT ? b.hyphen[atom_face(&b, atom)] : 0);
        if (whole > longest)
            longest = whole;
        if (atom->joint != JOINED)
            piece = 0;
    }
    return longest;
}
