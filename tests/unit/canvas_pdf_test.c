/* SPDX-License-Identifier: EUPL-1.2 */
/* A sample with every kind of tag, and what validators do not notice. With SAMSYN_TEST_OUT
 * set, the sample is written there, for `make conformance`. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/canvas/canvas.h"

static const Colour ink = COLOUR_INK, blue = COLOUR_ACCENT, grey = COLOUR_GREY;
static const Theme theme = {.colours = {[COLOUR_INK] = {26, 26, 26},
                                        [COLOUR_ACCENT] = {0, 60, 130},
                                        [COLOUR_GREY] = {200, 200, 200}}};

enum {
    DOCUMENT,
    HEADING,
    PARAGRAPH,
    LINK,
    LIST,
    ITEM,
    LABEL,
    BODY,
    TABLE,
    CAPTION,
    HEAD_ROW,
    HEAD_UNIT,
    HEAD_COUNT,
    ROW,
    ROW_UNIT,
    ROW_COUNT,
    EMPTY_ROW,
    EMPTY_UNIT,
    EMPTY_COUNT,
    SUBHEADING,
    FIGURE,
    CLOSING,
    ENGLISH,
    STATUS,
    TAG_COUNT
};

/* STR is no constant initialiser. */
#define WORDS(literal)                  \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }

static const Tag sample_tags[TAG_COUNT] = {
    [DOCUMENT] = {.role = ROLE_DOCUMENT},
    [HEADING] = {.role = ROLE_H1},
    [PARAGRAPH] = {.role = ROLE_P},
    [LINK] = {.role = ROLE_LINK, .parent = PARAGRAPH},
    [LIST] = {.role = ROLE_L},
    [ITEM] = {.role = ROLE_LI, .parent = LIST},
    [LABEL] = {.role = ROLE_LABEL, .parent = ITEM},
    [BODY] = {.role = ROLE_LBODY, .parent = ITEM},
    [TABLE] = {.role = ROLE_TABLE, .summary = WORDS("Samtal per (stadsdel)")},
    [CAPTION] = {.role = ROLE_CAPTION, .parent = TABLE},
    [HEAD_ROW] = {.role = ROLE_TR, .parent = TABLE},
    [HEAD_UNIT] = {.role = ROLE_TH_COLUMN, .parent = HEAD_ROW},
    [HEAD_COUNT] = {.role = ROLE_TH_COLUMN, .parent = HEAD_ROW},
    [ROW] = {.role = ROLE_TR, .parent = TABLE},
    [ROW_UNIT] = {.role = ROLE_TH_ROW, .parent = ROW},
    [ROW_COUNT] = {.role = ROLE_TD, .parent = ROW},
    [EMPTY_ROW] = {.role = ROLE_TR, .parent = TABLE},
    [EMPTY_UNIT] = {.role = ROLE_TH_ROW, .parent = EMPTY_ROW},
    [EMPTY_COUNT] = {.role = ROLE_TD, .parent = EMPTY_ROW},
    [SUBHEADING] = {.role = ROLE_H2},
    [FIGURE] = {.role = ROLE_FIGURE,
                .alt = WORDS("Stapel: Farsta 170, \xE2\x89\xA5 150."),
                .box = {50, 500, 250, 600.5}},
    [CLOSING] = {.role = ROLE_P},
    [ENGLISH] = {.role = ROLE_SPAN, .parent = CLOSING, .language = WORDS("en-GB")},
    [STATUS] = {.role = ROLE_SPAN, .parent = CLOSING, .actual_text = WORDS("uppfylls")},
};

static const DocumentInfo sample_info = {
    .title = WORDS("Månadsrapport – Farsta"),
    .author = WORDS("Stockholms stad"),
    .subject = WORDS("Stöd till anhöriga"),
    .language = WORDS("sv-SE"),
    .timestamp = WORDS("2018-05-03T00:00:00Z"),
    .producer = WORDS("Samsyn 0.1"),
};

static void words(Canvas *c, uint32_t tag, double x, double y, Str text)
{
    c->ops->mark(c, tag);
    c->ops->text(c, x, y, 0, FACE_REGULAR, 10, ink, text);
    c->ops->unmark(c);
}

static void furniture(Canvas *c, Str page)
{
    c->ops->artifact(c, ARTIFACT_HEADER);
    c->ops->text(c, 50, 815, 0, FACE_REGULAR, 8, ink, STR("Internt för stadsdelen"));
    c->ops->unmark(c);
    c->ops->artifact(c, ARTIFACT_FOOTER);
    c->ops->text(c, 500, 30, 0, FACE_REGULAR, 8, ink, page);
    c->ops->unmark(c);
}

static void paragraph(Canvas *c)
{
    words(c, PARAGRAPH, 50, 760, STR("AVTAL och Tågås kernar; rad ett slutar. "));
    words(c, PARAGRAPH, 50, 746, STR("Läs mer på "));
    c->ops->mark(c, LINK);
    c->ops->text(c, 110, 746, 0, FACE_REGULAR, 10, blue, STR("stadens sida"));
    c->ops->unmark(c);
    c->ops->link(c, LINK, (const double[4]){110, 744, 172, 756},
                 STR("https://stockholm.se/stöd (a)"), STR("Stockholms stad, webbplats"));
    words(c, PARAGRAPH, 172, 746, STR(" om stödet. "));
}

static void table(Canvas *c)
{
    words(c, CAPTION, 50, 700, STR("Samtal per stadsdel "));
    words(c, HEAD_UNIT, 50, 680, STR("Stadsdel"));
    words(c, HEAD_COUNT, 200, 680, STR("Samtal"));
    words(c, ROW_UNIT, 50, 665, STR("Farsta"));
    words(c, ROW_COUNT, 200, 665, STR("170"));
    words(c, EMPTY_UNIT, 50, 650, STR("Skärholmen"));
    c->ops->artifact(c, ARTIFACT_LAYOUT);
    c->ops->move(c, 50, 660);
    c->ops->line(c, 300, 660);
    c->ops->stroke(c, grey, 0.5, 0);
    c->ops->unmark(c);
}

static void figure(Canvas *c)
{
    c->ops->mark(c, FIGURE);
    c->ops->push(c, 50, 500);
    c->ops->rectangle(c, 0, 0, 60, 80);
    c->ops->fill(c, blue);
    c->ops->move(c, 0, 70);
    c->ops->line(c, 200, 70);
    c->ops->stroke(c, ink, 0.75, 3);
    c->ops->text(c, -4, 0, 90, FACE_REGULAR, 8, ink, STR("Farsta "));
    canvas_symbol(c, SYMBOL_DIAMOND_OPEN, 100, 40, 8, ink);
    c->ops->pop(c);
    c->ops->unmark(c);
}

static void sample_draw(Canvas *c)
{
    c->ops->page_begin(c, 595.28, 841.89);
    furniture(c, STR("Sida 1 (2)"));
    c->ops->outline(c, 1, 795, STR("Stöd till anhöriga – april"));
    c->ops->mark(c, HEADING);
    c->ops->text(c, 50, 785, 0, FACE_BOLD, 18, ink, STR("Stöd till anhöriga – april"));
    c->ops->unmark(c);
    paragraph(c);
    words(c, LABEL, 50, 725, STR("1. "));
    words(c, BODY, 62, 725, STR("Äldre får mer stöd. "));
    table(c);
    c->ops->outline(c, 2, 640, STR("Diagram"));
    words(c, SUBHEADING, 50, 625, STR("Diagram"));
    figure(c);
    words(c, CLOSING, 50, 480, STR("Ett stycke som går över "));
    c->ops->page_end(c);
    c->ops->page_begin(c, 595.28, 841.89);
    furniture(c, STR("Sida 2 (2)"));
    words(c, CLOSING, 50, 780, STR("två sidor. "));
    words(c, ENGLISH, 120, 780, STR("In English \xE2\x96\xB2. "));
    c->ops->mark(c, STATUS);
    canvas_symbol(c, SYMBOL_UP, 220, 784, 8, ink);
    c->ops->unmark(c);
    c->ops->page_end(c);
}

typedef struct {
    Arena *arena;
    const Fonts *fonts;
    Error error;
    Str file, objects; /* the file, and its object stream unpacked */
} Fixture;

static Str unpack(Arena *arena, const char *packed, size_t len)
{
    size_t room = 1 << 20, out = 0;
    char *bytes = arena_alloc(arena, room);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, packed, len, bytes, room - 1, &out),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(d);
    return (Str){bytes, out};
}

static const char *find(Str in, const char *what)
{
    return memmem(in.ptr, in.len, what, strlen(what));
}

/* The object stream is the only one that begins with its type. */
static Str objects_of(Arena *arena, Str file)
{
    const char *head = find(file, "<</Type/ObjStm");
    assert_non_null(head);
    const char *length = strstr(head, "/Length "), *start = strstr(head, "stream\n") + 7;
    return unpack(arena, start, strtoul(length + 8, NULL, 10));
}

static Str draw(Fixture *fixture, const TagTree *tree, const DocumentInfo *info,
                void (*content)(Canvas *))
{
    Canvas *canvas =
        pdf_open(fixture->arena, fixture->fonts, &theme, tree, info, &fixture->error);
    assert_non_null(canvas);
    content(canvas);
    Str bytes = WORDS("");
    if (!pdf_close(canvas, &bytes, &fixture->error))
        fail_msg("%s", fixture->error.message);
    return bytes;
}

static const TagTree sample_tree = {sample_tags, TAG_COUNT};

static int open_sample(void **state)
{
    static Fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    fixture.arena = arena_open();
    fixture.fonts = fonts_load(fixture.arena, NULL, &fixture.error);
    *state = &fixture;
    if (!fixture.fonts)
        return -1;
    fixture.file = draw(&fixture, &sample_tree, &sample_info, sample_draw);
    fixture.objects = objects_of(fixture.arena, fixture.file);
    for (char *p = (char *)fixture.objects.ptr;
         p < fixture.objects.ptr + fixture.objects.len; p++)
        *p = *p ? *p : '~'; /* UTF-16's zero bytes would end strings */
    return 0;
}

static int close_sample(void **state)
{
    arena_close(((Fixture *)*state)->arena);
    return 0;
}

static void the_sample_is_a_small_file(void **state)
{
    Str file = ((Fixture *)*state)->file;
    const char *path = getenv("SAMSYN_TEST_OUT");
    if (path) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_int_equal(fwrite(file.ptr, 1, file.len, out), file.len);
        assert_int_equal(fclose(out), 0);
    }
    assert_true(str_starts(file, STR("%PDF-1.7\n")));
    assert_true(str_ends(file, STR("%%EOF\n")));
    assert_true(file.len < 16000);
}

static void the_same_pages_are_the_same_bytes(void **state)
{
    Fixture *fixture = *state;
    Str again = draw(fixture, &sample_tree, &sample_info, sample_draw);
    assert_true(str_equal(fixture->file, again));
}

/* Another content is another id. */
static void the_id_is_a_digest_of_the_content(void **state)
{
    Fixture *fixture = *state;
    DocumentInfo info = sample_info;
    info.title = STR("En annan titel");
    Str other = draw(fixture, &sample_tree, &info, sample_draw);
    const char *here = find(fixture->file, "/ID[<"), *there = find(other, "/ID[<");
    assert_non_null(here);
    assert_non_null(there);
    assert_memory_not_equal(here, there, 5 + 32);
    assert_memory_equal(here + 5, here + 5 + 32 + 2, 32);
}

static void info_and_xmp_say_the_same(void **state)
{
    Fixture *fixture = *state;
    /* The dash makes the title UTF-16, the others are Latin-1. */
    const char *title = find(fixture->objects, "/Title(\xFE\xFF");
    assert_non_null(title);
    assert_memory_equal(title + 9, "~M~\xE5~n~a~d~s", 12);
    assert_non_null(find(fixture->objects, "/Author(Stockholms stad)"));
    assert_non_null(find(fixture->objects, "/Subject(St\xF6"
                                           "d till anh\xF6riga)"));
    assert_non_null(find(fixture->objects, "/Producer(Samsyn 0.1)/Creator(Samsyn 0.1)"));
    assert_non_null(find(fixture->objects, "/CreationDate(D:20180503000000Z)"
                                           "/ModDate(D:20180503000000Z)"));
    assert_null(find(fixture->objects, "Haru"));
    Str file = fixture->file;
    assert_non_null(find(file, "<rdf:li xml:lang=\"x-default\">Månadsrapport – "
                               "Farsta</rdf:li></rdf:Alt></dc:title>"));
    assert_non_null(find(file, "<rdf:li>Stockholms stad</rdf:li></rdf:Seq></dc:creator>"));
    assert_non_null(find(file, ">Stöd till anhöriga</rdf:li></rdf:Alt></dc:description>"));
    assert_non_null(find(file, "<pdf:Producer>Samsyn 0.1</pdf:Producer>"));
    assert_non_null(find(file, "<xmp:CreatorTool>Samsyn 0.1</xmp:CreatorTool>"));
    assert_non_null(find(file, "<xmp:CreateDate>2018-05-03T00:00:00Z</xmp:CreateDate>"
                               "<xmp:ModifyDate>2018-05-03T00:00:00Z</xmp:ModifyDate>"));
}

static int count(Str in, const char *what)
{
    int found = 0;
    for (const char *p = in.ptr; (p = strstr(p, what)) != NULL; p++)
        found++;
    return found;
}

static void fonts_are_described_as_archives_want(void **state)
{
    Str objects = ((Fixture *)*state)->objects;
    const char *info = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>";
    assert_int_equal(count(objects, info), 2); /* both faces */
    assert_non_null(find(objects, "+OpenSans/Flags 32/FontBBox["));
    assert_non_null(find(objects, "+OpenSans-Semibold/Flags 32/FontBBox["));
    assert_non_null(find(objects, "/CIDToGIDMap/Identity"));
    assert_non_null(find(objects, "/Encoding/Identity-H"));
    assert_non_null(find(objects, "/ItalicAngle 0/Ascent 1069/Descent -293/CapHeight 714"));
}

/* The body of the element of that role (and text in it), up to the object's end. */
static Str element(Fixture *fixture, const char *head)
{
    const char *start = find(fixture->objects, head);
    const char *end = start ? strstr(start, ">>\n") : NULL;
    if (!end) {
        fail_msg("no element %s", head);
        return (Str){"", 0};
    }
    return str_from(str_zero(fixture->arena, (Str){start, (size_t)(end - start)}));
}

static void a_link_stands_between_the_words_around_it(void **state)
{
    Fixture *fixture = *state;
    Str kids = {strstr(element(fixture, "/S/P/P").ptr, "/K["), 0};
    assert_non_null(kids.ptr);
    /* Two lines share a mark; then the link; then the words behind it. */
    unsigned before, link, after;
    assert_int_equal(sscanf(kids.ptr, "/K[ %u %u 0 R %u]", &before, &link, &after), 3);
    assert_int_equal(before, 1);
    assert_int_equal(after, 3);
    Str body = element(fixture, "/S/Link");
    assert_non_null(strstr(body.ptr, "/K[ 2<</Type/OBJR/Obj "));
    assert_non_null(find(fixture->objects, "/Contents(Stockholms stad, webbplats)"));
    assert_non_null(find(fixture->objects, "/F 4/Border[0 0 0]/StructParent 1"));
    assert_non_null(
        find(fixture->objects,
             "(https:\\057\\057stockholm.se\\057st\\045C3\\045B6d\\04520\\050a\\051)"));
}

static void an_element_may_span_pages(void **state)
{
    Fixture *fixture = *state;
    const char *second = strstr(strstr(fixture->objects.ptr, "/S/P/P") + 1, "/S/P/P");
    assert_non_null(second);
    Str body = str_from(str_zero(
        fixture->arena, (Str){second, (size_t)(strstr(second, "]>>\n") - second)}));
    unsigned first, page, mark;
    const char *kids = strstr(body.ptr, "/K[");
    assert_int_equal(
        sscanf(kids, "/K[ %u<</Type/MCR/Pg %u 0 R/MCID %u>>", &first, &page, &mark), 3);
    assert_int_equal(mark, 0);
    assert_int_equal(count(body, " 0 R"), 5); /* parent, page, the mark's page, two spans */
}

static void an_empty_cell_keeps_its_place(void **state)
{
    Fixture *fixture = *state;
    Str objects = fixture->objects;
    assert_int_equal(count(objects, "/S/TD"), 2);
    assert_int_equal(count(objects, "/S/TR"), 3);
    unsigned ids[4];
    const char *table = element(fixture, "/S/Table").ptr;
    assert_int_equal(sscanf(strstr(table, "/K["), "/K[ %u 0 R %u 0 R %u 0 R %u 0 R]", ids,
                            ids + 1, ids + 2, ids + 3),
                     4);
    for (int i = 1; i < 4; i++) /* objects are numbered in the tree's order */
        assert_true(ids[i - 1] < ids[i]);
}

static void attributes_tell_scope_summary_box_and_language(void **state)
{
    Str objects = ((Fixture *)*state)->objects;
    assert_int_equal(count(objects, "/A<</O/Table/Scope/Column>>"), 2);
    assert_int_equal(count(objects, "/A<</O/Table/Scope/Row>>"), 2);
    assert_non_null(find(objects, "/A<</O/Table/Summary(Samtal per \\(stadsdel\\))>>"));
    assert_non_null(find(objects, "/A<</O/List/ListNumbering/Disc>>"));
    assert_non_null(
        find(objects, "/A<</O/Layout/Placement/Block/BBox[50 500 250 600.5]>>"));
    assert_non_null(find(objects, "/Lang(en-GB)"));
    assert_non_null(find(objects, "/Lang(sv-SE)"));
    assert_non_null(find(objects, "/ActualText(uppfylls)"));
}

static void one_page(Canvas *c)
{
    c->ops->page_begin(c, 595.28, 841.89);
    words(c, 1, 50, 700, STR("A"));
    c->ops->page_end(c);
}

static void hostile_words_stay_words(void **state)
{
    Fixture *fixture = *state;
    const Tag tags[] = {
        {.role = ROLE_DOCUMENT},
        {.role = ROLE_FIGURE, .alt = STR("a)\\( >> endobj\r\xF0\x9F\x98\x80")},
    };
    DocumentInfo info = sample_info;
    info.title = STR("</rdf:li> & <b>\n) /Evil (\\");
    Str file = draw(fixture, &(TagTree){tags, 2}, &info, one_page);
    Str objects = objects_of(fixture->arena, file);
    assert_non_null(find(file, ">&lt;/rdf:li&gt; &amp; &lt;b&gt; ) /Evil (\\</rdf:li>"));
    assert_non_null(find(objects, "/Title(</rdf:li> & <b> \\) /Evil \\(\\\\)"));
    static const char alt[] =
        "/Alt(\xFE\xFF\0a\0\\)\0\\\\\0\\(\0 \0>\0>\0 \0e\0n\0d\0o\0b\0j\0\\r"
        "\xD8\x3D\xDE\x00)";
    assert_non_null(memmem(objects.ptr, objects.len, alt, sizeof alt - 1));
    assert_null(find(objects, "OpenSans-Semibold")); /* no text uses it */
}

static void what_cannot_be_published_is_refused(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    const Tag mute[] = {{.role = ROLE_DOCUMENT}, {.role = ROLE_FIGURE}};
    assert_null(pdf_open(fixture->arena, fixture->fonts, &theme, &(TagTree){mute, 2},
                         &sample_info, &error));
    assert_int_equal(error.kind, ERROR_BUG);
    DocumentInfo info = sample_info;
    info.timestamp = STR("i dag");
    error.kind = ERROR_NONE;
    assert_null(
        pdf_open(fixture->arena, fixture->fonts, &theme, &sample_tree, &info, &error));
    assert_non_null(strstr(error.message, "i dag"));
    error.kind = ERROR_NONE;
    Canvas *c = pdf_open(fixture->arena, fixture->fonts, &theme, &sample_tree, &sample_info,
                         &error);
    Str bytes = WORDS("");
    assert_false(pdf_close(c, &bytes, &error));
    assert_non_null(strstr(error.message, "without pages"));
}

/* libharu refuses a page of 1 pt: its handler must neither abort nor be forgotten. */
static void the_librarys_failure_is_the_runs_error(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    Canvas *c = pdf_open(fixture->arena, fixture->fonts, &theme, &sample_tree, &sample_info,
                         &error);
    c->ops->page_begin(c, 1, 1);
    words(c, HEADING, 0, 0, STR("A"));
    c->ops->link(c, LINK, (const double[4]){0, 0, 1, 1}, STR("a"), STR("b"));
    c->ops->outline(c, 1, 0, STR("A"));
    c->ops->page_end(c);
    Str bytes = WORDS("");
    assert_false(pdf_close(c, &bytes, &error));
    assert_int_equal(error.kind, ERROR_BUG);
    assert_non_null(strstr(error.message, "libharu"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_a_small_file),
        cmocka_unit_test(the_same_pages_are_the_same_bytes),
        cmocka_unit_test(the_id_is_a_digest_of_the_content),
        cmocka_unit_test(info_and_xmp_say_the_same),
        cmocka_unit_test(fonts_are_described_as_archives_want),
        cmocka_unit_test(a_link_stands_between_the_words_around_it),
        cmocka_unit_test(an_element_may_span_pages),
        cmocka_unit_test(an_empty_cell_keeps_its_place),
        cmocka_unit_test(attributes_tell_scope_summary_box_and_language),
        cmocka_unit_test(hostile_words_stay_words),
        cmocka_unit_test(what_cannot_be_published_is_refused),
        cmocka_unit_test(the_librarys_failure_is_the_runs_error),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
