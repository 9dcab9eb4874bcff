/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "engine/base/digest.h"
#include "reports/command/plan.h"
#include "reports/render/html.h"
#include "reports/template/standing.h"

static const Str index_name = {"index.html", 10};

/* The files of one edition, told apart by how their names end. */
static bool same_edition(const PublishedFile *a, const PublishedFile *b)
{
    return str_equal(a->report, b->report) && str_equal(a->unit, b->unit) &&
           str_equal(a->period, b->period) && str_equal(a->language, b->language);
}

/* What is not said to be public is not shown. */
static bool is_shown(const PublishedFile *file)
{
    return str_equal(file->level, STR("public")) && !str_equal(file->file, index_name);
}

static bool file_is(const PublishedFile *file, MadeKind kind)
{
    return str_ends(file->file, made_ending(kind));
}

/* The page that a picture shows; 0: it is none. */
static size_t page_of(Arena *arena, const PublishedFile *file)
{
    if (!str_ends(file->file, STR(".png")) || file_is(file, MADE_THUMBNAIL))
        return 0;
    size_t from = file->file.len - 4;
    while (from > 0 && file->file.ptr[from - 1] >= '0' && file->file.ptr[from - 1] <= '9')
        from--;
    return strtoul(str_zero(arena, str_slice(file->file, from, file->file.len - 4)), NULL,
                   10);
}

typedef struct {
    Arena *arena;
    const PublishedFile **files; /* of one edition, sorted by name */
    size_t count;
    IndexLink *links;
    size_t link_count;
} Edition;

static void link_add(Edition *edition, Str file, Str words)
{
    edition->links[edition->link_count++] = (IndexLink){file, words};
}

static void link_kind(Edition *edition, MadeKind kind, Str words)
{
    for (size_t i = 0; i < edition->count; i++)
        if (file_is(edition->files[i], kind))
            link_add(edition, edition->files[i]->file, words);
}

static void link_pages(Edition *edition, const Wording *wording)
{
    for (size_t page = 1; page <= edition->count; page++)
        for (size_t i = 0; i < edition->count; i++)
            if (page_of(edition->arena, edition->files[i]) == page)
                link_add(edition, edition->files[i]->file,
                         standing_page_words(edition->arena, wording, page));
}

static IndexEntry entry_of(Edition *edition, const Wording *wording, Str own_language)
{
    const PublishedFile *first = edition->files[0];
    IndexEntry entry = {.title = first->title.len ? first->title : first->report};
    edition->links = ARENA_ARRAY(edition->arena, edition->count, IndexLink);
    StandingWords words = standing_words(wording);
    if (!str_equal(first->language, own_language))
        entry.language = first->language;
    for (size_t i = 0; i < edition->count; i++)
        if (file_is(edition->files[i], MADE_THUMBNAIL))
            entry.thumbnail = edition->files[i]->file;
    link_kind(edition, MADE_HTML, words.html);
    link_kind(edition, MADE_PDF, words.pdf);
    link_kind(edition, MADE_ROWS, words.rows);
    link_pages(edition, wording);
    entry.links = edition->links;
    entry.link_count = edition->link_count;
    return entry;
}

/* The latest period first, then by report and unit. */
static int newest_first(const void *a, const void *b)
{
    const PublishedFile *one = *(const PublishedFile *const *)a;
    const PublishedFile *other = *(const PublishedFile *const *)b;
    Period first, second;
    bool known = period_parse(one->period, &first) && period_parse(other->period, &second);
    int order = known ? (int)(period_last_day(second) - period_last_day(first)) : 0;
    if (!order)
        order = str_compare(one->report, other->report);
    if (!order)
        order = str_compare(one->unit, other->unit);
    if (!order)
        order = str_compare(one->language, other->language);
    return order ? order : str_compare(one->file, other->file);
}

static void entries_collect(Arena *arena, const Manifest *manifest, const Wording *wording,
                            Str own_language, Index *index)
{
    const PublishedFile **shown =
        ARENA_ARRAY(arena, manifest->file_count, const PublishedFile *);
    IndexEntry *entries = ARENA_ARRAY(arena, manifest->file_count, IndexEntry);
    size_t count = 0;
    for (size_t i = 0; i < manifest->file_count; i++)
        if (is_shown(&manifest->files[i]))
            shown[count++] = &manifest->files[i];
    if (count)
        qsort(shown, count, sizeof(const PublishedFile *), newest_first);
    index->count = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && same_edition(shown[from], shown[to]); to++)
            ;
        Edition edition = {.arena = arena, .files = shown + from, .count = to - from};
        entries[index->count++] = entry_of(&edition, wording, own_language);
    }
    index->entries = entries;
}

bool index_make(const Plan *plan, const ReportBatch *batch, const Manifest *manifest,
                PublishedFile *file, Str *bytes, Error *error)
{
    Arena *arena = plan->run->arena;
    Language language = workspace_language(plan->workspace);
    const Wording *wording = plan->wordings.of[language];
    Index index = {0};
    if (!standing_build(arena, wording, plan->facts, &index.page, error))
        return false;
    StandingWords words = standing_words(wording);
    index.heading = words.reports;
    index.none = words.none;
    Str own = language == LANGUAGE_EN ? STR("en") : STR("sv");
    entries_collect(arena, manifest, wording, own, &index);
    *bytes = index_html(arena, &index, batch->fonts, batch->theme);
    *file = (PublishedFile){.file = index_name,
                            .sha256 = digest_sha256(arena, *bytes),
                            .bytes = (int64_t)bytes->len,
                            .report = STR("index"),
                            .level = STR("public"),
                            .language = own,
                            .title = index.page.title,
                            .timestamp = index.page.timestamp};
    return true;
}
