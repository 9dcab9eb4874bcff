/* SPDX-License-Identifier: EUPL-1.2 */
/* From libharu's list of objects to a file: streams stand by themselves, all other objects
 * in one compressed object stream, found through a compressed cross-reference stream. A
 * classic file of the same report is 20 KB larger. */
#include "reports/canvas/pdf.h"

#include <assert.h>
#include <math.h>
#include <libdeflate.h>

#include "engine/base/digest.h"

void pdf_integer(Text *out, int64_t value)
{
    char digits[24], *end = digits + sizeof digits, *p = end;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        *--p = '-';
    text_add(out, (Str){p, (size_t)(end - p)});
}

void pdf_number(Text *out, double value, int decimals)
{
    static const int scales[] = {1, 10, 100, 1000, 10000};
    assert(isfinite(value) && decimals >= 0 && decimals <= 4);
    int64_t scaled = llround(value * scales[decimals]);
    uint64_t left = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    char digits[32], *end = digits + sizeof digits, *p = end;
    bool fraction = left % (uint64_t)scales[decimals] != 0;
    for (int i = 0; i < decimals; i++, left /= 10)
        if (left % 10 || p != end) /* no trailing zeros */
            *--p = (char)('0' + left % 10);
    if (fraction)
        *--p = '.';
    for (; left || p == end; left /= 10)
        *--p = (char)('0' + left % 10);
    if (scaled < 0)
        *--p = '-';
    text_add(out, (Str){p, (size_t)(end - p)});
}

static unsigned object_id(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

void pdf_reference(Text *out, const void *object)
{
    if (!object) {
        text_add(out, STR(" null"));
        return;
    }
    text_add_byte(out, ' ');
    pdf_integer(out, object_id(object));
    text_add(out, STR(" 0 R"));
}

/* Is each character the same in PDFDocEncoding and Latin-1? */
static bool text_is_latin(Str text)
{
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset);
        if (rune < 0x20 || rune > 0xFF || (rune > 0x7E && rune < 0xA1) || rune == 0xAD)
            return false;
    }
    return true;
}

static void put_u16(Text *out, uint32_t unit)
{
    text_add_byte(out, (char)(unit >> 8 & 0xFF));
    text_add_byte(out, (char)(unit & 0xFF));
}

/* One byte a character where it can be, else UTF-16 behind its byte order mark. */
Str pdf_string_bytes(Arena *arena, Str text)
{
    Text bytes = text_open(arena);
    bool latin = text_is_latin(text);
    if (!latin)
        put_u16(&bytes, 0xFEFF);
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset);
        if (latin) {
            text_add_byte(&bytes, (char)rune);
        } else if (rune < 0x10000) {
            put_u16(&bytes, rune);
        } else {
            put_u16(&bytes, 0xD800 | (rune - 0x10000) >> 10);
            put_u16(&bytes, 0xDC00 | (rune & 0x3FF));
        }
    }
    return text_str(&bytes);
}

void pdf_string(Text *out, Str text)
{
    Str bytes = pdf_string_bytes(out->arena, text);
    text_add_byte(out, '(');
    for (size_t i = 0; i < bytes.len; i++) {
        char byte = bytes.ptr[i];
        if (byte == '\r') { /* a bare one would be read as a newline */
            text_add(out, STR("\\r"));
            continue;
        }
        if (byte == '(' || byte == ')' || byte == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, byte);
    }
    text_add_byte(out, ')');
}

static HPDF_STATUS body_write(HPDF_Dict dict, HPDF_Stream stream)
{
    const Str *body = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)body->ptr, (HPDF_UINT)body->len);
}

HPDF_Dict pdf_dict(Pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->document->mmgr);
    if (!dict || HPDF_Xref_Add(pdf->document->xref, dict) != HPDF_OK)
        return NULL;
    return dict;
}

void pdf_body(Pdf *pdf, HPDF_Dict dict, Str body)
{
    if (!dict)
        return;
    Str *copy = ARENA_NEW(pdf->arena, Str);
    *copy = str_copy(pdf->arena, body);
    dict->attr = copy;
    dict->write_fn = body_write;
}

Str pdf_deflate(Pdf *pdf, Str content)
{
    size_t room = libdeflate_zlib_compress_bound(pdf->compressor, content.len);
    char *packed = arena_alloc(pdf->arena, room);
    size_t len =
        libdeflate_zlib_compress(pdf->compressor, content.ptr, content.len, packed, room);
    assert(len);
    return (Str){packed, len};
}

HPDF_Dict pdf_stream(Pdf *pdf, Str content, Str body)
{
    HPDF_Dict dict = HPDF_DictStream_New(pdf->document->mmgr, pdf->document->xref);
    if (!dict)
        return NULL;
    HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *)content.ptr, (HPDF_UINT)content.len);
    pdf_body(pdf, dict, body);
    return dict;
}

static HPDF_STATUS text_write(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    text_add(stream->attr, (Str){(const char *)bytes, len});
    return HPDF_OK;
}

/* Where an object stands: in the file (kind 1) or in the object stream (kind 2). */
typedef struct {
    uint8_t kind;
    size_t place;
} Entry;

typedef struct {
    Text file, heads, bodies; /* heads and bodies of the object stream */
    Entry *entries;
    size_t count, packed;
} Assembly;

static bool object_is_stream(const void *object)
{
    const HPDF_Obj_Header *header = object;
    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
           ((const HPDF_Dict_Rec *)object)->stream;
}

/* Streams first: libharu knows their lengths, which are objects too, once they are written.
 */
static void objects_write(Pdf *pdf, Assembly *to, bool streams)
{
    HPDF_List list = pdf->document->xref->entries;
    Text *out = streams ? &to->file : &to->bodies;
    HPDF_Stream writer = HPDF_CallbackWriter_New(pdf->document->mmgr, text_write, out);
    if (!writer)
        return;
    for (HPDF_UINT i = 1; i < list->count; i++) {
        HPDF_XrefEntry entry = HPDF_List_ItemAt(list, i);
        if (object_is_stream(entry->obj) != streams)
            continue;
        if (streams) {
            to->entries[i] = (Entry){1, out->len};
            pdf_integer(out, i);
            text_add(out, STR(" 0 obj\n"));
            HPDF_Obj_WriteValue(entry->obj, writer, NULL);
            text_add(out, STR("\nendobj\n"));
        } else {
            to->entries[i] = (Entry){2, to->packed++};
            pdf_integer(&to->heads, i);
            text_add_byte(&to->heads, ' ');
            pdf_integer(&to->heads, (int64_t)out->len);
            text_add_byte(&to->heads, ' ');
            HPDF_Obj_WriteValue(entry->obj, writer, NULL);
            text_add_byte(out, '\n');
        }
    }
    HPDF_Stream_Free(writer);
}

static void stream_write(Pdf *pdf, Assembly *to, size_t id, Str body, Str content)
{
    Str packed = pdf_deflate(pdf, content);
    text_addf(&to->file, "%zu 0 obj\n<<%.*s/Filter/FlateDecode/Length %zu>>\nstream\n", id,
              STR_PRINT(body), packed.len);
    text_add(&to->file, packed);
    text_add(&to->file, STR("\nendstream\nendobj\n"));
}

static Str xref_rows(Pdf *pdf, const Assembly *from, size_t object_stream)
{
    Text rows = text_open(pdf->arena);
    for (size_t i = 0; i < from->count; i++) {
        const Entry *entry = &from->entries[i];
        bool packed = entry->kind == 2;
        size_t second = packed ? object_stream : entry->place;
        size_t third = i == 0 ? 65535 : packed ? entry->place : 0;
        text_add_byte(&rows, (char)entry->kind);
        put_u16(&rows, (uint32_t)(second >> 16));
        put_u16(&rows, (uint32_t)(second & 0xFFFF));
        put_u16(&rows, (uint32_t)third);
    }
    return text_str(&rows);
}

Str pdf_assemble(Pdf *pdf)
{
    size_t count = pdf->document->xref->entries->count;
    Assembly to = {text_open(pdf->arena),
                   text_open(pdf->arena),
                   text_open(pdf->arena),
                   ARENA_ARRAY(pdf->arena, count + 2, Entry),
                   count + 2,
                   0};
    if (count > 65535) {
        error_set(&pdf->failure, ERROR_BUG, "a PDF of more than 65535 objects");
        return (Str){"", 0};
    }
    text_add(&to.file, STR("%PDF-1.7\n%\342\343\317\323\n"));
    objects_write(pdf, &to, true);
    objects_write(pdf, &to, false);
    size_t object_stream = count, xref = count + 1, first = to.heads.len;
    text_add(&to.heads, text_str(&to.bodies));
    to.entries[object_stream] = (Entry){1, to.file.len};
    stream_write(pdf, &to, object_stream,
                 str_format(pdf->arena, "/Type/ObjStm/N %zu/First %zu", to.packed, first),
                 text_str(&to.heads));
    Str id = str_slice(digest_sha256(pdf->arena, text_str(&to.file)), 0, 32);
    size_t start = to.file.len;
    to.entries[xref] = (Entry){1, start};
    stream_write(pdf, &to, xref,
                 str_format(pdf->arena,
                            "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R"
                            "/ID[<%.*s><%.*s>]",
                            to.count, object_id(pdf->document->catalog),
                            object_id(pdf->document->info), STR_PRINT(id), STR_PRINT(id)),
                 xref_rows(pdf, &to, object_stream));
    text_addf(&to.file, "startxref\n%zu\n%%%%EOF\n", start);
    return text_str(&to.file);
}
