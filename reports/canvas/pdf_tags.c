/* SPDX-License-Identifier: EUPL-1.2 */
/* The structure tree. Reading order is the order of an element's kids: a child enters its
 * parent's kids when it is first marked, after all its elder siblings, so that text of the
 * parent before and after a link stands before and after it. What is never marked (an empty
 * cell) enters at the end, still behind its elder siblings. */
#include "reports/canvas/pdf.h"

#include <assert.h>

bool tags_open(Pdf *pdf)
{
    const TagTree *tree = &pdf->tree;
    assert(tree->count && tree->tags[0].role == ROLE_DOCUMENT);
    pdf->elements = ARENA_ARRAY(pdf->arena, tree->count, Element);
    pdf->elements[0].linked = true;
    /* Backwards, so that each child is put before its younger siblings. */
    for (uint32_t i = (uint32_t)tree->count - 1; i > 0; i--) {
        const Tag *tag = &tree->tags[i];
        assert(tag->parent < i);
        if (tag->role == ROLE_FIGURE && !tag->alt.len)
            return error_set(&pdf->failure, ERROR_BUG, "figure without a text alternative");
        Element *parent = &pdf->elements[tag->parent];
        pdf->elements[i].next_sibling = parent->next_child;
        parent->next_child = i;
    }
    return true;
}

const char *tags_role(const Pdf *pdf, uint32_t tag)
{
    return role_name(pdf->tree.tags[tag].role);
}

static Kid *kid_add(Pdf *pdf, uint32_t tag, KidKind kind)
{
    Element *element = &pdf->elements[tag];
    Kid *kid = ARENA_NEW(pdf->arena, Kid);
    kid->kind = kind;
    kid->page = pdf->page ? pdf->page->page : NULL;
    if (element->last)
        element->last->next = kid;
    else
        element->first = kid;
    element->last = kid;
    return kid;
}

static void element_link(Pdf *pdf, uint32_t tag)
{
    if (pdf->elements[tag].linked)
        return;
    uint32_t parent = pdf->tree.tags[tag].parent;
    element_link(pdf, parent);
    while (!pdf->elements[tag].linked) {
        uint32_t next = pdf->elements[parent].next_child;
        pdf->elements[parent].next_child = pdf->elements[next].next_sibling;
        pdf->elements[next].linked = true;
        kid_add(pdf, parent, KID_TAG)->number = next;
    }
}

static uint32_t parent_add(Pdf *pdf, const PdfPage *page, uint32_t tag)
{
    pdf->parents =
        ARENA_GROW(pdf->arena, pdf->parents, pdf->parent_count, &pdf->parent_capacity);
    pdf->parents[pdf->parent_count] = (ParentEntry){page, tag};
    return (uint32_t)pdf->parent_count++;
}

uint32_t tags_page(Pdf *pdf, const PdfPage *page)
{
    return parent_add(pdf, page, 0);
}

uint32_t tags_mark(Pdf *pdf, uint32_t tag)
{
    assert(tag < pdf->tree.count);
    PdfPage *page = pdf->page;
    element_link(pdf, tag);
    uint32_t id = (uint32_t)page->mark_count;
    page->marks =
        ARENA_GROW(pdf->arena, page->marks, page->mark_count, &page->mark_capacity);
    page->marks[page->mark_count++] = tag;
    kid_add(pdf, tag, KID_MARK)->number = id;
    return id;
}

/* Is the tag's last kid the last mark of this page? Then more of the same may join it. */
bool tags_mark_goes_on(const Pdf *pdf, uint32_t tag)
{
    const Kid *last = pdf->elements[tag].last;
    return last && last->kind == KID_MARK && last->page == pdf->page->page &&
           last->number + 1 == pdf->page->mark_count;
}

uint32_t tags_link(Pdf *pdf, uint32_t tag, HPDF_Dict annotation)
{
    assert(tag < pdf->tree.count && pdf->tree.tags[tag].role == ROLE_LINK);
    element_link(pdf, tag);
    kid_add(pdf, tag, KID_LINK)->annotation = annotation;
    return parent_add(pdf, NULL, tag);
}

/* A list whose items have labels must say how it is numbered. */
static bool list_has_labels(const Pdf *pdf, uint32_t list)
{
    const Tag *tags = pdf->tree.tags;
    for (uint32_t i = list + 1; i < pdf->tree.count; i++)
        if (tags[i].role == ROLE_LABEL && tags[tags[i].parent].parent == list)
            return true;
    return false;
}

static void attributes_write(const Pdf *pdf, uint32_t index, Text *out)
{
    const Tag *tag = &pdf->tree.tags[index];
    if (tag->role == ROLE_TH_COLUMN) {
        text_add(out, STR("/A<</O/Table/Scope/Column>>"));
    } else if (tag->role == ROLE_TH_ROW) {
        text_add(out, STR("/A<</O/Table/Scope/Row>>"));
    } else if (tag->role == ROLE_TABLE && tag->summary.len) {
        text_add(out, STR("/A<</O/Table/Summary"));
        pdf_string(out, tag->summary);
        text_add(out, STR(">>"));
    } else if (tag->role == ROLE_L && list_has_labels(pdf, index)) {
        text_add(out, tag->numbered ? STR("/A<</O/List/ListNumbering/Decimal>>")
                                    : STR("/A<</O/List/ListNumbering/Disc>>"));
    } else if (tag->role == ROLE_FIGURE) {
        text_add(out, STR("/A<</O/Layout/Placement/Block/BBox["));
        for (int i = 0; i < 4; i++) {
            text_add(out, i ? STR(" ") : STR(""));
            pdf_number(out, tag->box[i], 2);
        }
        text_add(out, STR("]>>"));
    }
}

static void kid_write(const Pdf *pdf, const Kid *kid, HPDF_Dict page, Text *out)
{
    switch (kid->kind) {
    case KID_TAG:
        pdf_reference(out, pdf->elements[kid->number].object);
        return;
    case KID_MARK:
        if (kid->page == page) {
            text_add_byte(out, ' ');
            pdf_integer(out, kid->number);
            return;
        }
        text_add(out, STR("<</Type/MCR/Pg"));
        pdf_reference(out, kid->page);
        text_add(out, STR("/MCID "));
        pdf_integer(out, kid->number);
        text_add(out, STR(">>"));
        return;
    case KID_LINK:
        text_add(out, STR("<</Type/OBJR/Obj"));
        pdf_reference(out, kid->annotation);
        text_add(out, STR("/Pg"));
        pdf_reference(out, kid->page);
        text_add(out, STR(">>"));
        return;
    }
}

static void kids_write(const Pdf *pdf, const Element *element, Text *out)
{
    HPDF_Dict page = NULL; /* of the first mark; a mark elsewhere names its own */
    for (const Kid *kid = element->first; kid && !page; kid = kid->next)
        page = kid->kind == KID_TAG ? NULL : kid->page;
    if (page) {
        text_add(out, STR("/Pg"));
        pdf_reference(out, page);
    }
    if (!element->first)
        return;
    bool several = element->first->next != NULL;
    text_add(out, several ? STR("/K[") : STR("/K"));
    for (const Kid *kid = element->first; kid; kid = kid->next)
        kid_write(pdf, kid, page, out);
    if (several)
        text_add_byte(out, ']');
}

static void optional_string(Text *out, Str key, Str text)
{
    if (!text.len)
        return;
    text_add(out, key);
    pdf_string(out, text);
}

static void element_write(Pdf *pdf, uint32_t index, HPDF_Dict root)
{
    const Tag *tag = &pdf->tree.tags[index];
    const Element *element = &pdf->elements[index];
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/S/"));
    text_add(out, str_from(role_name(tag->role)));
    text_add(out, STR("/P"));
    pdf_reference(out, index ? pdf->elements[tag->parent].object : root);
    optional_string(out, STR("/Alt"), tag->alt);
    optional_string(out, STR("/ActualText"), tag->actual_text);
    optional_string(out, STR("/Lang"), tag->language);
    attributes_write(pdf, index, out);
    kids_write(pdf, element, out);
    pdf_body(pdf, element->object, text_str(out));
}

static HPDF_Dict parent_tree(Pdf *pdf)
{
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/Nums["));
    for (size_t key = 0; key < pdf->parent_count; key++) {
        const ParentEntry *entry = &pdf->parents[key];
        pdf_integer(out, (int64_t)key);
        if (!entry->page) {
            pdf_reference(out, pdf->elements[entry->tag].object);
        } else {
            text_add_byte(out, '[');
            for (size_t i = 0; i < entry->page->mark_count; i++)
                pdf_reference(out, pdf->elements[entry->page->marks[i]].object);
            text_add_byte(out, ']');
        }
        text_add_byte(out, '\n');
    }
    text_add_byte(out, ']');
    HPDF_Dict tree = pdf_dict(pdf);
    pdf_body(pdf, tree, text_str(out));
    return tree;
}

HPDF_Dict tags_close(Pdf *pdf)
{
    HPDF_Dict root = pdf_dict(pdf);
    for (uint32_t i = 0; i < pdf->tree.count; i++) {
        element_link(pdf, i);
        pdf->elements[i].object = pdf_dict(pdf);
    }
    for (uint32_t i = 0; i < pdf->tree.count; i++)
        element_write(pdf, i, root);
    HPDF_Dict parents = parent_tree(pdf);
    Text *out = &pdf->scratch;
    out->len = 0;
    text_add(out, STR("/Type/StructTreeRoot/K"));
    pdf_reference(out, pdf->elements[0].object);
    text_add(out, STR("/ParentTree"));
    pdf_reference(out, parents);
    text_add(out, STR("/ParentTreeNextKey "));
    pdf_integer(out, (int64_t)pdf->parent_count);
    pdf_body(pdf, root, text_str(out));
    return root;
}
