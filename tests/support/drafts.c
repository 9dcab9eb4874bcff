/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/drafts.h"

Draft draft_open(Arena *arena)
{
    return (Draft){.arena = arena};
}

Str draft_words(Draft *draft, Words words)
{
    static const char *const usual[] = {"Enskilda samtal",
                                        "Råd och stöd",
                                        "Anhöriggrupp",
                                        "Första och sista ORS, andel",
                                        "17",
                                        "1\u00a0234"};
    static const char *const marks[] = {"..", "saknas", "mäts inte", "–", "−3,5"};
    static const char *const empty[] = {"", "   ", "\n"};
    static const char *const compounds[] = {
        "Anhörigkonsulentverksamhetsuppföljningssamordnare",
        "Hägersten-Liljeholmen-Enskede-Årsta-Vantör",
        "korttids\u00advistelse\u00adavlösning\u00adsplatser",
        "https://stad.example/anhorigstod/rapporter/2018-04/manad.pdf",
        "12345678901234567890123456789012345678901234567890"};
    static const char *const parts[] = {
        "Sex månader i rad under medel, ", "och två av tre avslutade ärenden ",
        "har både första och sista skattning; ", "det är värt att titta på. ",
        "Anhörigkonsulenterna i Enskede-Årsta-Vantör "};
    size_t turn = draft->turn++;
    Text text = text_open(draft->arena);
    switch (words) {
    case WORDS_USUAL:
        return str_from(usual[turn % 6]);
    case WORDS_EMPTY:
        return str_from(empty[turn % 3]);
    case WORDS_MARKS:
        return str_from(marks[turn % 5]);
    case WORDS_COMPOUND:
        return str_from(compounds[turn % 5]);
    case WORDS_SENTENCE:
    case WORDS_LONG:
        for (size_t i = 0; i < (words == WORDS_LONG ? 60 : 6); i++)
            text_add(&text, str_from(parts[(turn + i) % 5]));
        return text_str(&text);
    case WORDS_MIXED:
        return draft_words(draft, (Words)(turn % WORDS_LONG));
    case WORDS_COUNT:
        break;
    }
    return (Str){"", 0};
}

static Block *block_add(Draft *draft, BlockKind kind)
{
    draft->blocks = ARENA_GROW(draft->arena, draft->blocks, draft->count, &draft->capacity);
    Block *block = &draft->blocks[draft->count++];
    *block = (Block){.kind = kind};
    return block;
}

static Line line_of(Draft *draft, Words words, bool lead)
{
    Span *spans = ARENA_ARRAY(draft->arena, 2, Span);
    size_t count = 0;
    if (lead)
        spans[count++] = (Span){.text = STR("Färre nya anhöriga. "), .bold = true};
    spans[count++] = (Span){.text = draft_words(draft, words)};
    return (Line){spans, count};
}

void draft_heading(Draft *draft, int level, Words words)
{
    Str text = draft_words(draft, words);
    Block *block = block_add(draft, BLOCK_HEADING);
    block->heading.level = level;
    block->heading.text = text;
}

void draft_paragraph(Draft *draft, ParagraphStyle style, Words words)
{
    Line line = line_of(draft, words, false);
    Block *block = block_add(draft, BLOCK_PARAGRAPH);
    block->paragraph.style = style;
    block->paragraph.line = line;
}

void draft_list(Draft *draft, ListStyle style, size_t count, Words words)
{
    ListItem *items = ARENA_ARRAY(draft->arena, count, ListItem);
    for (size_t i = 0; i < count; i++) {
        bool symbols = style == LIST_HIGHLIGHTS;
        items[i].symbol = symbols ? (Symbol)(1 + i % SYMBOL_DOT) : SYMBOL_NONE;
        items[i].tone = TONE_ALERT;
        items[i].line =
            line_of(draft, words, style == LIST_HIGHLIGHTS || style == LIST_TERMS);
    }
    Block *block = block_add(draft, BLOCK_LIST);
    block->list.style = style;
    block->list.items = items;
    block->list.count = count;
    block->list.start = style == LIST_NUMBERED ? 8 : 0; /* to more digits */
}

static const Sparkline *sparkline_make(Arena *arena)
{
    enum { POINTS = 12 };
    double *values = ARENA_ARRAY(arena, POINTS, double);
    bool *known = ARENA_ARRAY(arena, POINTS, bool);
    for (size_t i = 0; i < POINTS; i++) {
        values[i] = (double)(i * 7 % 5);
        known[i] = i != 4;
    }
    Sparkline *sparkline = ARENA_NEW(arena, Sparkline);
    *sparkline = (Sparkline){values, known, POINTS, TONE_ACCENT};
    return sparkline;
}

static TableCell cell_make(Draft *draft, TableColumnKind kind, Words words)
{
    TableCell cell = {0};
    switch (kind) {
    case COLUMN_WORDS:
        cell.text = draft_words(draft, words);
        break;
    case COLUMN_FIGURES:
        cell.text = str_format(draft->arena, "%zu", draft->turn++ * 37 % 1000);
        cell.bold = draft->turn % 2;
        break;
    case COLUMN_SPARKLINE:
        cell.text = STR("från 2 till 4");
        cell.sparkline = sparkline_make(draft->arena);
        break;
    case COLUMN_STATUS:
        cell.text = words == WORDS_EMPTY ? STR("") : STR("uppfylls delvis");
        cell.symbol = (Symbol)(1 + draft->turn++ % SYMBOL_DOT);
        break;
    }
    return cell;
}

void draft_table(Draft *draft, size_t columns, size_t rows, Words words)
{
    static const TableColumnKind kinds[] = {COLUMN_WORDS, COLUMN_FIGURES, COLUMN_FIGURES,
                                            COLUMN_SPARKLINE, COLUMN_STATUS};
    TableColumn *heads = ARENA_ARRAY(draft->arena, columns, TableColumn);
    TableCell *cells = ARENA_ARRAY(draft->arena, columns * rows, TableCell);
    for (size_t c = 0; c < columns; c++) {
        heads[c].kind = columns > 6 && c ? COLUMN_FIGURES : kinds[c % 5];
        heads[c].align = heads[c].kind == COLUMN_FIGURES ? ALIGN_RIGHT : ALIGN_LEFT;
        heads[c].heading = draft_words(draft, words == WORDS_LONG ? WORDS_USUAL : words);
    }
    for (size_t i = 0; i < columns * rows; i++)
        cells[i] = cell_make(draft, heads[i % columns].kind, words);
    Str caption = draft_words(draft, words), note = draft_words(draft, words);
    Block *block = block_add(draft, BLOCK_TABLE);
    block->table = (Table){.caption = caption,
                           .summary = STR("En tabell"),
                           .note = note,
                           .columns = heads,
                           .column_count = columns,
                           .cells = cells,
                           .row_count = rows,
                           .sum_row = rows % 2};
}

void draft_chart(Draft *draft, double height)
{
    enum { POINTS = 6 };
    static const char *const names[] = {"Enskilda samtal", "Råd och stöd",
                                        "Anhöriggrupp",    "Föreläsning",
                                        "Avlösning",       "Må bra-aktivitet"};
    ChartPoint *points = ARENA_ARRAY(draft->arena, POINTS, ChartPoint);
    Str *labels = ARENA_ARRAY(draft->arena, POINTS, Str);
    for (size_t i = 0; i < POINTS; i++) {
        labels[i] = str_from(names[i]);
        points[i] = (ChartPoint){true, (double)(i * 4 + 1),
                                 str_format(draft->arena, "%zu", i * 4 + 1), false};
    }
    ChartSeries *series = ARENA_NEW(draft->arena, ChartSeries);
    *series = (ChartSeries){STR("2018"), points};
    Block *block = block_add(draft, BLOCK_CHART);
    block->chart = (Chart){.kind = CHART_BARS,
                           .alt = STR("Staplar från 1 till 21"),
                           .unit = STR("antal"),
                           .labels = labels,
                           .sublabels = ARENA_ARRAY(draft->arena, POINTS, Str),
                           .point_count = POINTS,
                           .series = series,
                           .series_count = 1,
                           .height_pt = height};
}

void draft_columns(Draft *draft, const Draft *left, const Draft *right)
{
    Block *block = block_add(draft, BLOCK_COLUMNS);
    block->columns.left = left->blocks;
    block->columns.left_count = left->count;
    block->columns.right = right->blocks;
    block->columns.right_count = right->count;
}

void draft_page_break(Draft *draft)
{
    block_add(draft, BLOCK_PAGE_BREAK);
}

Document draft_document(const Draft *draft)
{
    return (Document){.title = STR("Farsta, april 2018"),
                      .author = STR("Stockholms stad"),
                      .subject = STR("Anhörigstöd"),
                      .language = STR("sv-SE"),
                      .timestamp = STR("2018-05-03T00:00:00Z"),
                      .producer = STR("Samsyn"),
                      .header = STR("Stockholms stad · anhörigstöd · månadsrapport"),
                      .stamp = STR("Internt: Farsta"),
                      .footer = STR("Samsyn · uttag 2018-05-03"),
                      .page_of = STR("Sida {page} ({pages})"),
                      .blocks = draft->blocks,
                      .count = draft->count};
}
