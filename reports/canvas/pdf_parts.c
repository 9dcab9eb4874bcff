/* SPDX-License-Identifier: EUPL-1.2 */
/* What a document carries besides its pages: fonts, what it says of itself (twice, in Info
 * and in XMP, and always the same), the colour profile, and the catalog that holds it all.
 */
#include "reports/canvas/pdf.h"

#include <string.h>

/* A line for people: control characters become spaces in Info and XMP alike, since XML
 * cannot hold them. */
static Str line_clean(Arena *arena, Str text)
{
    Text line = text_open(arena);
    for (size_t offset = 0; offset < text.len;) {
        uint32_t rune = utf8_next(text, &offset);
        bool control = rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
        text_add_rune(&line, control                            ? ' '
                             : rune == 0xFFFE || rune == 0xFFFF ? 0xFFFD
                                                                : rune);
    }
    return text_str(&line);
}

/* "2018-05-03T00:00:00Z" and nothing else. */
static bool timestamp_valid(Str text)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    if (text.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (form[i] == '0' ? !digit : text.ptr[i] != form[i])
            return false;
    }
    return true;
}

bool parts_info_check(Pdf *pdf)
{
    DocumentInfo *info = &pdf->info;
    if (!timestamp_valid(info->timestamp))
        return error_set(&pdf->failure, ERROR_BUG,
                         "PDF: timestamp '%.*s' is not like 2018-05-03T00:00:00Z",
                         STR_PRINT(info->timestamp));
    info->title = line_clean(pdf->arena, info->title);
    info->author = line_clean(pdf->arena, info->author);
    info->subject = line_clean(pdf->arena, info->subject);
    info->producer = line_clean(pdf->arena, info->producer);
    info->language = line_clean(pdf->arena, info->language);
    if (!info->title.len || !info->language.len)
        return error_set(&pdf->failure, ERROR_BUG, "PDF: no title or no language");
    return true;
}

static void info_field(Text *out, const char *key, Str value)
{
    if (!value.len)
        return;
    text_add_byte(out, '/');
    text_add(out, str_from(key));
    pdf_string(out, value);
}

static void info_write(Pdf *pdf)
{
    const DocumentInfo *info = &pdf->info;
    HPDF_Dict dict = pdf->document->info;
    HPDF_Dict_RemoveElement(dict, "Producer"); /* libharu's own */
    Text date = text_open(pdf->arena), *out = &pdf->scratch;
    text_add(&date, STR("D:"));
    for (size_t i = 0; i < info->timestamp.len; i++)
        if (!strchr("-T:", info->timestamp.ptr[i]))
            text_add_byte(&date, info->timestamp.ptr[i]);
    out->len = 0;
    info_field(out, "Title", info->title);
    info_field(out, "Author", info->author);
    info_field(out, "Subject", info->subject);
    info_field(out, "Producer", info->producer);
    info_field(out, "Creator", info->producer);
    info_field(out, "CreationDate", text_str(&date));
    info_field(out, "ModDate", text_str(&date));
    pdf_body(pdf, dict, text_str(out));
}

static void xml_field(Text *out, Str before, Str value, Str after)
{
    if (!value.len)
        return;
    text_add(out, before);
    for (size_t i = 0; i < value.len; i++) {
        char byte = value.ptr[i];
        if (byte == '&')
            text_add(out, STR("&amp;"));
        else if (byte == '<')
            text_add(out, STR("&lt;"));
        else if (byte == '>')
            text_add(out, STR("&gt;"));
        else
            text_add_byte(out, byte);
    }
    text_add(out, after);
}

static void xmp_fields(const DocumentInfo *info, Text *out)
{
    const Str alternative = STR("</rdf:li></rdf:Alt>");
    text_add(out, STR("<dc:format>application/pdf</dc:format>"));
    text_add(out, STR("<dc:title>"));
    xml_field(out, STR("<rdf:Alt><rdf:li xml:lang=\"x-default\">"), info->title,
              alternative);
    text_add(out, STR("</dc:title>"));
    xml_field(out, STR("<dc:creator><rdf:Seq><rdf:li>"), info->author,
              STR("</rdf:li></rdf:Seq></dc:creator>"));
    xml_field(out, STR("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">"),
              info->subject, STR("</rdf:li></rdf:Alt></dc:description>"));
    xml_field(out, STR("<dc:language><rdf:Bag><rdf:li>"), info->language,
              STR("</rdf:li></rdf:Bag></dc:language>"));
    xml_field(out, STR("<xmp:CreateDate>"), info->timestamp, STR("</xmp:CreateDate>"));
    xml_field(out, STR("<xmp:ModifyDate>"), info->timestamp, STR("</xmp:ModifyDate>"));
    xml_field(out, STR("<xmp:CreatorTool>"), info->producer, STR("</xmp:CreatorTool>"));
    xml_field(out, STR("<pdf:Producer>"), info->producer, STR("</pdf:Producer>"));
    text_addf(out,
              "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
              "<pdfuaid:part>1</pdfuaid:part>",
              info->data.len ? 3 : 2);
}

/* PDF/A wants every schema that it does not know described in the packet itself. */
static const char xmp_schema[] =
    "<rdf:Description rdf:about=\"\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed"
    "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></"
    "rdf:Bag>"
    "</pdfaExtension:schemas></rdf:Description>\n";

static HPDF_Dict xmp_stream(Pdf *pdf)
{
    Text packet = text_open(pdf->arena), *out = &packet;
    text_add(out,
             STR("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                 "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                 "<rdf:Description rdf:about=\"\" "
                 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                 "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                 "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                 "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                 "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"));
    xmp_fields(&pdf->info, out);
    text_add(out, STR("</rdf:Description>\n"));
    text_add(out, str_from(xmp_schema));
    text_add(out, STR("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"));
    return pdf_stream(pdf, text_str(out), STR("/Type/Metadata/Subtype/XML"));
}

/* "ABCDEF+OpenSans-Regular": the letters say which glyphs are in the subset. */
static Str subset_name(Arena *arena, const Face *face, const uint8_t *used)
{
    uint32_t hash = 2166136261; /* FNV-1a */
    for (uint16_t glyph = 0; glyph < face->glyph_count; glyph++)
        hash = (hash ^ used[glyph]) * 16777619;
    Text name = text_open(arena);
    for (int i = 0; i < 6; i++, hash /= 26)
        text_add_byte(&name, (char)('A' + hash % 26));
    text_add_byte(&name, '+');
    text_add(&name, face->name);
    return text_str(&name);
}

static HPDF_Dict descriptor(Pdf *pdf, const Face *face, Str name, const uint8_t *used)
{
    enum { NONSYMBOLIC = 32 };
    Str subset = face_subset(pdf->arena, face, used);
    if (!subset.len)
        error_set(&pdf->failure, ERROR_BUG, "the font %.*s cannot be cut",
                  STR_PRINT(face->name));
    HPDF_Dict file =
        pdf_stream(pdf, pdf_deflate(pdf, subset),
                   str_format(pdf->arena, "/Filter/FlateDecode/Length1 %zu", subset.len));
    Text *out = &pdf->scratch;
    out->len = 0;
    text_addf(out,
              "/Type/FontDescriptor/FontName/%.*s/Flags %d/FontBBox[%d %d %d %d]"
              "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d"
              "/FontFile2",
              STR_PRINT(name), NONSYMBOLIC, face->box[0], face->box[1], face->box[2],
              face->box[3], face->italic_angle, face->ascent, face->descent,
              face->cap_height, face->x_height, face->stem_width);
    pdf_reference(out, file);
    HPDF_Dict dict = pdf_dict(pdf);
    pdf_body(pdf, dict, text_str(out));
    return dict;
}

static HPDF_Dict font(Pdf *pdf, const Face *face, uint8_t *used)
{
    used[0] = 1; /* a font must have .notdef; no text shows it */
    Str name = subset_name(pdf->arena, face, used);
    HPDF_Dict described = descriptor(pdf, face, name, used);
    HPDF_Dict map =
        pdf_stream(pdf, pdf_deflate(pdf, face_to_unicode(pdf->arena, face, used)),
                   STR("/Filter/FlateDecode"));
    Text *out = &pdf->scratch;
    out->len = 0;
    text_addf(out,
              "/Type/Font/Subtype/CIDFontType2/BaseFont/%.*s"
              "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
              "/CIDToGIDMap/Identity/DW 0/W[",
              STR_PRINT(name));
    text_add(out, face_widths(pdf->arena, face, used));
    text_add(out, STR("]/FontDescriptor"));
    pdf_reference(out, described);
    HPDF_Dict descendant = pdf_dict(pdf);
    pdf_body(pdf, descendant, text_str(out));
    out->len = 0;
    text_addf(out,
              "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/%.*s/DescendantFonts[",
              STR_PRINT(name));
    pdf_reference(out, descendant);
    text_add(out, STR("]/ToUnicode"));
    pdf_reference(out, map);
    HPDF_Dict composite = pdf_dict(pdf);
    pdf_body(pdf, composite, text_str(out));
    return composite;
}

static void fonts_write(Pdf *pdf)
{
    Text resources = text_open(pdf->arena);
    text_add(&resources, STR("/Font<<"));
    for (int id = 0; id < FACE_COUNT; id++) {
        if (!pdf->used[id])
            continue;
        HPDF_Dict dict = font(pdf, pdf->canvas.fonts->faces[id], pdf->used[id]);
        text_addf(&resources, "/F%d", id);
        pdf_reference(&resources, dict);
    }
    text_add(&resources, STR(">>"));
    pdf_body(pdf, pdf->resources, text_str(&resources));
}

static HPDF_Dict output_intent(Pdf *pdf)
{
    HPDF_Dict profile = pdf_stream(pdf, pdf_deflate(pdf, srgb_profile(pdf->arena)),
                                   STR("/N 3/Filter/FlateDecode"));
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/Type/OutputIntent/S/GTS_PDFA1"
                      "/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                      "/Info(sRGB IEC61966-2.1)/DestOutputProfile"));
    pdf_reference(out, profile);
    HPDF_Dict intent = pdf_dict(pdf);
    pdf_body(pdf, intent, text_str(out));
    return intent;
}

/* As the document's own dates: D:20180503000000Z. */
static void date_write(Text *out, Str timestamp)
{
    text_add(out, STR("(D:"));
    for (size_t i = 0; i < timestamp.len; i++)
        if ((timestamp.ptr[i] >= '0' && timestamp.ptr[i] <= '9') || timestamp.ptr[i] == 'Z')
            text_add_byte(out, timestamp.ptr[i]);
    text_add_byte(out, ')');
}

/* The data that the document was made from, as a file inside it. */
static HPDF_Dict file_attach(Pdf *pdf)
{
    const DocumentInfo *info = &pdf->info;
    Text *out = &pdf->scratch;
    if (!info->data.len)
        return NULL;
    out->len = 0;
    text_add(out, STR("/Type/EmbeddedFile/Subtype/text#2Fcsv/Filter/FlateDecode"
                      "/Params<</Size "));
    pdf_integer(out, (int64_t)info->data.len);
    text_add(out, STR("/ModDate"));
    date_write(out, info->timestamp);
    text_add(out, STR(">>"));
    HPDF_Dict bytes = pdf_stream(pdf, pdf_deflate(pdf, info->data), text_str(out));
    out->len = 0;
    text_add(out, STR("/Type/Filespec/AFRelationship/Data/F"));
    pdf_string(out, info->data_name);
    text_add(out, STR("/UF"));
    pdf_string(out, info->data_name);
    text_add(out, STR("/Desc"));
    pdf_string(out, info->data_said);
    text_add(out, STR("/EF<</F"));
    pdf_reference(out, bytes);
    text_add(out, STR("/UF"));
    pdf_reference(out, bytes);
    text_add(out, STR(">>"));
    HPDF_Dict file = pdf_dict(pdf);
    pdf_body(pdf, file, text_str(out));
    return file;
}

void parts_close(Pdf *pdf, HPDF_Dict structure)
{
    fonts_write(pdf);
    info_write(pdf);
    HPDF_Dict metadata = xmp_stream(pdf), intent = output_intent(pdf);
    HPDF_Dict attached = file_attach(pdf);
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/Lang"));
    pdf_string(out, pdf->info.language);
    text_add(out, STR("/MarkInfo<</Marked true>>"
                      "/ViewerPreferences<</DisplayDocTitle true>>/Metadata"));
    pdf_reference(out, metadata);
    text_add(out, STR("/OutputIntents["));
    pdf_reference(out, intent);
    text_add(out, STR("]/StructTreeRoot"));
    pdf_reference(out, structure);
    if (attached) {
        text_add(out, STR("/AF["));
        pdf_reference(out, attached);
        text_add(out, STR("]/Names<</EmbeddedFiles<</Names["));
        pdf_string(out, pdf->info.data_name);
        pdf_reference(out, attached);
        text_add(out, STR("]>>>>"));
    }
    pdf_body(pdf, pdf->document->catalog, text_str(out));
}
