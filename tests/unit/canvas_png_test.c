/* The picture of a page beside the page of the PDF, as poppler draws it. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "reports/render/paged.h"
#include "tests/support/drafts.h"
#include "tests/support/folder.h"
#include "tests/support/fonts.h"

/* Both are compared in cells of 4 x 4 pt, each the mean of its pixels, so that how an edge
 * is smoothed does not matter. Of the same page the mean difference is at most six
 * thousandths of the way from black to white, and at most one cell in 10 000 differs by
 * more than an eighth. (Measured: 0.0038 and none; the least block missing: four in 10
 * 000.) */
enum { SCALE = 2, CELL = 8, FAR = 32 };
static const double MOST_MEAN = 0.006, MOST_FAR = 0.0001;

typedef struct {
    size_t columns, rows;
    double *grey; /* of the cells, 0..255 */
} Picture;

typedef struct {
    double mean, far;
} Difference;

static Picture picture_new(Arena *arena, size_t width, size_t height)
{
    Picture picture = {.columns = width / CELL, .rows = height / CELL};
    picture.grey = ARENA_ARRAY(arena, picture.columns * picture.rows, double);
    return picture;
}

static void pixel_add(Picture *picture, size_t x, size_t y, const uint8_t *rgb)
{
    size_t column = x / CELL, row = y / CELL;
    if (column < picture->columns && row < picture->rows)
        picture->grey[row * picture->columns + column] +=
            (rgb[0] + rgb[1] + rgb[2]) / 3.0 / (CELL * CELL);
}

typedef struct {
    Str bytes;
    size_t at;
} Reader;

static cairo_status_t bytes_give(void *from, unsigned char *to, unsigned count)
{
    Reader *reader = from;
    if (reader->bytes.len - reader->at < count)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reader->bytes.ptr + reader->at, count);
    reader->at += count;
    return CAIRO_STATUS_SUCCESS;
}

static Picture picture_of_png(Arena *arena, Str bytes)
{
    Reader reader = {bytes, 0};
    cairo_surface_t *surface =
        cairo_image_surface_create_from_png_stream(bytes_give, &reader);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    size_t width = (size_t)cairo_image_surface_get_width(surface);
    size_t height = (size_t)cairo_image_surface_get_height(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    const uint8_t *pixels = cairo_image_surface_get_data(surface);
    Picture picture = picture_new(arena, width, height);
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            pixel_add(&picture, x, y, pixels + y * stride + x * 4);
    cairo_surface_destroy(surface);
    return picture;
}

/* A PPM of eight bits, as pdftoppm writes it. */
static Picture picture_of_ppm(Arena *arena, const char *path)
{
    Error error = {0};
    Str bytes;
    assert_true(file_read(arena, path, &bytes, &error));
    const char *at = str_zero(arena, bytes);
    char *end;
    assert_memory_equal(at, "P6\n", 3);
    size_t width = strtoul(at + 3, &end, 10), height = strtoul(end, &end, 10);
    assert_int_equal(strtoul(end, &end, 10), 255);
    const uint8_t *pixels = (const uint8_t *)end + 1;
    assert_true(bytes.len >= width * height * 3);
    Picture picture = picture_new(arena, width, height);
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++)
            pixel_add(&picture, x, y, pixels + (y * width + x) * 3);
    return picture;
}

static Difference difference_of(const Picture *a, const Picture *b)
{
    Difference difference = {0};
    size_t count = a->columns * a->rows;
    assert_int_equal(a->columns, b->columns);
    assert_int_equal(a->rows, b->rows);
    for (size_t i = 0; i < count; i++) {
        double apart = a->grey[i] - b->grey[i];
        apart = apart < 0 ? -apart : apart;
        difference.mean += apart / 255 / (double)count;
        difference.far += (apart > FAR) / (double)count;
    }
    return difference;
}

static bool is_same(Difference difference)
{
    return difference.mean <= MOST_MEAN && difference.far <= MOST_FAR;
}

static const Theme *theme_of(const Fixture *f)
{
    Error error = {0};
    const Theme *theme = theme_load(f->arena, "templates", NULL, &error);
    assert_non_null(theme);
    return theme;
}

static size_t pictures_of_pdf(const Fixture *f, const Document *document,
                              Picture **pictures)
{
    Error error = {0};
    Str pdf;
    const char *folder = folder_new(f->arena);
    assert_true(document_pdf(f->arena, document, f->fonts, theme_of(f), &pdf, &error));
    assert_true(file_replace(file_join(f->arena, folder, "a.pdf"), pdf, 0600, &error));
    Str command = str_format(f->arena, "pdftoppm -r %d '%s/a.pdf' '%s/page'", 72 * SCALE,
                             folder, folder);
    assert_int_equal(system(command.ptr), 0); /* NOLINT(cert-env33-c): own words only */
    Str *names;
    size_t count;
    assert_true(file_list(f->arena, folder, STR(".ppm"), &names, &count, &error));
    *pictures = ARENA_ARRAY(f->arena, count, Picture);
    for (size_t i = 0; i < count; i++)
        (*pictures)[i] = picture_of_ppm(
            f->arena, file_join(f->arena, folder, str_zero(f->arena, names[i])));
    return count;
}

static size_t pictures_of_cairo(const Fixture *f, const Document *document,
                                Picture **pictures)
{
    Error error = {0};
    Str *files;
    size_t count;
    if (!document_png(f->arena, document, f->fonts, theme_of(f), SCALE, 0, &files, &count,
                      &error))
        fail_msg("%s", error.message);
    *pictures = ARENA_ARRAY(f->arena, count, Picture);
    for (size_t i = 0; i < count; i++)
        (*pictures)[i] = picture_of_png(f->arena, files[i]);
    return count;
}

static Draft draft_of_everything(const Fixture *f)
{
    Draft draft = draft_open(f->arena), left = draft, right = draft;
    draft_heading(&draft, 1, WORDS_USUAL);
    draft_list(&draft, LIST_HIGHLIGHTS, 3, WORDS_SENTENCE);
    draft_table(&draft, 5, 9, WORDS_USUAL);
    draft_chart(&left, 0);
    draft_list(&right, LIST_TERMS, 2, WORDS_SENTENCE);
    draft_columns(&draft, &left, &right);
    draft_chart(&draft, 0);
    draft_page_break(&draft);
    draft_heading(&draft, 2, WORDS_USUAL);
    draft_list(&draft, LIST_PLAIN, 3, WORDS_SENTENCE);
    draft_table(&draft, 3, 4, WORDS_MARKS);
    draft_paragraph(&draft, PARAGRAPH_NOTE, WORDS_USUAL); /* two words, the least of all */
    return draft;
}

static void a_picture_shows_what_the_pdf_shows(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    Picture *pdf, *png;
    size_t count = pictures_of_pdf(f, &document, &pdf);
    assert_int_equal(count, 2);
    assert_int_equal(pictures_of_cairo(f, &document, &png), count);
    for (size_t i = 0; i < count; i++) {
        Difference difference = difference_of(&pdf[i], &png[i]);
        if (!is_same(difference))
            fail_msg("page %zu: mean %.6f, far %.6f", i + 1, difference.mean,
                     difference.far);
    }
}

/* The comparison above would tell if any block were not drawn, the smallest too. */
static void a_picture_without_a_block_is_told_from_the_pdf(void **state)
{
    const Fixture *f = *state;
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    Picture *pdf, *png;
    size_t count = pictures_of_pdf(f, &document, &pdf);
    Block *blocks = ARENA_ARRAY(f->arena, draft.count, Block);
    for (size_t missing = 0; missing < draft.count; missing++) {
        size_t kept = 0, pages;
        bool same = true;
        if (draft.blocks[missing].kind == BLOCK_PAGE_BREAK)
            continue;
        for (size_t i = 0; i < draft.count; i++)
            if (i != missing)
                blocks[kept++] = draft.blocks[i];
        Document less = document;
        less.blocks = blocks;
        less.count = kept;
        pages = pictures_of_cairo(f, &less, &png);
        for (size_t i = 0; i < pages && i < count; i++)
            same = same && is_same(difference_of(&pdf[i], &png[i]));
        if (pages == count && same)
            fail_msg("block %zu of %zu is not missed", missing, draft.count);
    }
}

static void a_page_is_the_same_picture_every_time(void **state)
{
    const Fixture *f = *state;
    Error error = {0};
    Draft draft = draft_of_everything(f);
    Document document = draft_document(&draft);
    Str *one, *two;
    size_t count;
    const Theme *theme = theme_of(f);
    assert_true(
        document_png(f->arena, &document, f->fonts, theme, 1, 0, &one, &count, &error));
    assert_int_equal(count, 2);
    assert_true(
        document_png(f->arena, &document, f->fonts, theme, 1, 1, &two, &count, &error));
    assert_int_equal(count, 1);
    assert_true(str_starts(one[0], STR("\x89PNG\r\n")));
    assert_true(str_equal(one[0], two[0]));
    assert_false(str_equal(one[0], one[1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_shows_what_the_pdf_shows),
        cmocka_unit_test(a_picture_without_a_block_is_told_from_the_pdf),
        cmocka_unit_test(a_page_is_the_same_picture_every_time),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
