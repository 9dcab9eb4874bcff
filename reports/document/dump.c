/* The document as text, one thing a line: every string and number that a reader, a drawing
 * or a machine could see, so that a test can search for what must not be there. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/document/block.h"

typedef struct {
    Text text;
    int depth;
} Dump;

static void begin(Dump *dump, const char *word)
{
    for (int i = 0; i < dump->depth; i++)
        text_add(&dump->text, STR("  "));
    text_add(&dump->text, str_from(word));
}

static void end(Dump *dump)
{
    text_add_byte(&dump->text, '\n');
}

static void add_field(Dump *dump, const char *name, Str value)
{
    if (!value.len)
        return;
    begin(dump, name);
    text_addf(&dump->text, " | %.*s", STR_PRINT(value));
    end(dump);
}

static const char *tone_word(Tone tone)
{
    static const char *const words[] = {"ink", "muted", "alert", "goal", "accent"};
    return words[tone];
}

static const char *symbol_sign(Symbol symbol)
{
    static const char *const signs[] = {"", "▲", "▼", "◆", "◇", "○", "●"};
    return signs[symbol];
}

static void add_symbol(Dump *dump, Symbol symbol, Tone tone)
{
    if (symbol != SYMBOL_NONE)
        text_addf(&dump->text, "%s(%s) ", symbol_sign(symbol), tone_word(tone));
}

static void add_line(Dump *dump, Line line)
{
    for (size_t i = 0; i < line.count; i++) {
        const Span *span = &line.spans[i];
        const char *mark = span->bold ? "**" : "";
        text_addf(&dump->text, "%s%.*s%s", mark, STR_PRINT(span->text), mark);
        if (span->link.len)
            text_addf(&dump->text, "<%.*s>", STR_PRINT(span->link));
        if (span->language.len)
            text_addf(&dump->text, "@%.*s", STR_PRINT(span->language));
    }
}

static void add_sparkline(Dump *dump, const Sparkline *sparkline)
{
    text_add(&dump->text, STR(" ~"));
    for (size_t i = 0; i < sparkline->count; i++)
        if (sparkline->known[i])
            text_addf(&dump->text, " %.6g", sparkline->values[i]);
        else
            text_add(&dump->text, STR(" -"));
    text_addf(&dump->text, " %s", tone_word(sparkline->last));
}

static void dump_table(Dump *dump, const Table *table)
{
    begin(dump, "table");
    text_addf(&dump->text, " %zu x %zu%s", table->row_count, table->column_count,
              table->sum_row ? ", the last a total" : "");
    end(dump);
    dump->depth++;
    add_field(dump, "caption", table->caption);
    add_field(dump, "summary", table->summary);
    begin(dump, "head");
    for (size_t i = 0; i < table->column_count; i++)
        text_addf(&dump->text, " | %.*s%s", STR_PRINT(table->columns[i].heading),
                  table->columns[i].align == ALIGN_RIGHT ? " >" : "");
    end(dump);
    for (size_t row = 0; row < table->row_count; row++) {
        begin(dump, "row");
        for (size_t i = 0; i < table->column_count; i++) {
            const TableCell *cell = &table->cells[row * table->column_count + i];
            text_add(&dump->text, STR(" | "));
            add_symbol(dump, cell->symbol, cell->symbol_tone);
            text_addf(&dump->text, "%s%.*s%s", cell->bold ? "**" : "",
                      STR_PRINT(cell->text), cell->bold ? "**" : "");
            if (cell->said.len)
                text_addf(&dump->text, "[%.*s]", STR_PRINT(cell->said));
            if (cell->language.len)
                text_addf(&dump->text, "@%.*s", STR_PRINT(cell->language));
            if (cell->tone != TONE_INK)
                text_addf(&dump->text, " (%s)", tone_word(cell->tone));
            if (cell->sparkline)
                add_sparkline(dump, cell->sparkline);
        }
        end(dump);
    }
    add_field(dump, "note", table->note);
    dump->depth--;
}

/* The limits at both ends: those between are the same function. */
static void dump_funnel(Dump *dump, const Chart *chart)
{
    static const char *const sides[] = {"", " beyond 95", " below 99.8", " above 99.8"};
    const ChartFunnel *funnel = chart->funnel;
    begin(dump, funnel->is_goal ? "target a goal" : "target");
    text_addf(&dump->text, " %.6g | %.*s", funnel->target, STR_PRINT(funnel->target_label));
    end(dump);
    for (size_t i = 0;
         i<funnel->limit_count; i += funnel->limit_count> 1 ? funnel->limit_count - 1 : 1) {
        const ChartLimits *at = &funnel->limits[i];
        begin(dump, "limits");
        text_addf(&dump->text, " at %.6g | %.6g %.6g | %.6g %.6g", at->size, at->lower95,
                  at->upper95, at->lower998, at->upper998);
        end(dump);
    }
    add_field(dump, "limits named", funnel->label95);
    add_field(dump, "limits named", funnel->label998);
    add_field(dump, "sizes", funnel->size_label);
    begin(dump, "spots");
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->series[0].points[i].known)
            text_addf(&dump->text, " | %.6g%s%s", funnel->spots[i].size,
                      sides[funnel->spots[i].side], funnel->spots[i].few ? " few" : "");
        else
            text_add(&dump->text, STR(" | -"));
    end(dump);
}

static void dump_courses(Dump *dump, const Chart *chart)
{
    const ChartCourses *courses = chart->courses;
    add_field(dump, "so far named", courses->now_label);
    add_field(dump, "forecast named", courses->forecast_label);
    add_field(dump, "goal named", chart->goal_label);
    add_field(dump, "scale", courses->scale_label);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartCourse *course = &courses->rows[i];
        begin(dump, "course | ");
        add_symbol(dump, course->symbol, course->tone);
        text_add(&dump->text, course->status);
        if (course->has_goal)
            text_addf(&dump->text, " | goal %.6g", course->goal);
        if (course->has_forecast)
            text_addf(&dump->text, " | forecast %.6g from %.6g to %.6g", course->estimate,
                      course->low, course->high);
        end(dump);
    }
}

static void dump_pairs(Dump *dump, const Chart *chart)
{
    const ChartPairs *pairs = chart->pairs;
    if (pairs->bounded) {
        begin(dump, "scale");
        text_addf(&dump->text, " %.6g to %.6g", pairs->least, pairs->most);
        end(dump);
    }
    if (pairs->has_cut_off) {
        begin(dump, "cut-off");
        text_addf(&dump->text, " %.6g | %.*s", pairs->cut_off,
                  STR_PRINT(pairs->cut_off_label));
        end(dump);
    }
    add_field(dump, "behind named", pairs->behind_label);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartPair *pair = &pairs->rows[i];
        begin(dump, "pair | ");
        text_add(&dump->text, pair->behind);
        if (pair->has_interval)
            text_addf(&dump->text, " | interval %.6g to %.6g", pair->low, pair->high);
        if (pair->faint)
            text_add(&dump->text, STR(" | faint"));
        end(dump);
    }
}

static void dump_control(Dump *dump, const Chart *chart)
{
    const ChartControl *control = chart->control;
    add_field(dump, "centre named", control->centre_label);
    add_field(dump, "lower named", control->lower_label);
    add_field(dump, "upper named", control->upper_label);
    begin(dump, control->preliminary ? "judged, limits preliminary" : "judged");
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartJudged *point = &control->points[i];
        text_add(&dump->text, point->starts ? STR(" || ") : STR(" | "));
        if (!point->known) {
            text_add_byte(&dump->text, '-');
            continue;
        }
        add_symbol(dump, point->symbol, point->tone);
        text_addf(&dump->text, "%.6g", point->centre);
        if (point->has_lower)
            text_addf(&dump->text, " from %.6g", point->lower);
        if (point->has_upper)
            text_addf(&dump->text, " to %.6g", point->upper);
        if (point->label.len)
            text_addf(&dump->text, " '%.*s'", STR_PRINT(point->label));
    }
    end(dump);
}

static void dump_intervals(Dump *dump, const Chart *chart)
{
    const ChartIntervals *intervals = chart->intervals;
    add_field(dump, intervals->is_goal ? "goal named" : "target named",
              intervals->target_label);
    for (size_t i = 0; i < chart->point_count; i++) {
        const ChartSpan *row = &intervals->rows[i];
        if (!chart->series[0].points[i].known)
            continue;
        begin(dump, "span | ");
        add_symbol(dump, row->symbol, row->tone);
        text_add(&dump->text, chart->labels[i]);
        if (row->has_interval)
            text_addf(&dump->text, " | %.6g to %.6g", row->low, row->high);
        if (row->has_target)
            text_addf(&dump->text, " | target %.6g", row->target);
        text_add(&dump->text, row->faint ? STR(" | faint") : STR(""));
        end(dump);
    }
}

static void dump_multiples(Dump *dump, const Chart *chart)
{
    add_field(dump, "from", chart->multiples->first);
    add_field(dump, "to", chart->multiples->last);
    begin(dump, "figures");
    for (size_t i = 0; i < chart->series_count; i++)
        text_addf(&dump->text, " | %.*s", STR_PRINT(chart->multiples->figures[i]));
    end(dump);
}

static void dump_chart(Dump *dump, const Chart *chart)
{
    static const char *const kinds[] = {
        [CHART_MONTHS] = "chart months",
        [CHART_BARS] = "chart bars",
        [CHART_GROUPED_BARS] = "chart grouped",
        [CHART_FUNNEL] = "chart funnel",
        [CHART_BULLET] = "chart bullet",
        [CHART_BEFORE_AFTER] = "chart before_after",
        [CHART_DISTRIBUTION] = "chart distribution",
        [CHART_CONTROL] = "chart control",
        [CHART_INTERVALS] = "chart intervals",
        [CHART_MULTIPLES] = "chart multiples",
    };
    begin(dump, kinds[chart->kind]);
    text_addf(&dump->text, " %zu points, %zu series", chart->point_count,
              chart->series_count);
    end(dump);
    dump->depth++;
    add_field(dump, "alt", chart->alt);
    add_field(dump, "unit", chart->unit);
    if (chart->has_goal) {
        begin(dump, "goal");
        text_addf(&dump->text, " %.6g | %.*s", chart->goal, STR_PRINT(chart->goal_label));
        if (chart->goal_first > 0)
            text_addf(&dump->text, " | from point %zu", chart->goal_first + 1);
        end(dump);
    }
    if (chart->turn) {
        begin(dump, "turn");
        text_addf(&dump->text, " %zu | %.*s", chart->turn, STR_PRINT(chart->turn_label));
        end(dump);
    }
    if (chart->funnel)
        dump_funnel(dump, chart);
    if (chart->courses)
        dump_courses(dump, chart);
    if (chart->pairs)
        dump_pairs(dump, chart);
    if (chart->control)
        dump_control(dump, chart);
    if (chart->intervals)
        dump_intervals(dump, chart);
    if (chart->multiples)
        dump_multiples(dump, chart);
    begin(dump, "labels");
    for (size_t i = 0; i < chart->point_count; i++) {
        text_addf(&dump->text, " | %.*s", STR_PRINT(chart->labels[i]));
        if (chart->sublabels[i].len)
            text_addf(&dump->text, " / %.*s", STR_PRINT(chart->sublabels[i]));
    }
    end(dump);
    for (size_t i = 0; i < chart->series_count; i++) {
        const ChartSeries *series = &chart->series[i];
        begin(dump, "series");
        text_addf(&dump->text, " '%.*s'", STR_PRINT(series->name));
        for (size_t j = 0; j < chart->point_count; j++) {
            const ChartPoint *point = &series->points[j];
            text_addf(&dump->text, " | %.*s", STR_PRINT(point->text));
            if (point->known)
                text_addf(&dump->text, " = %.6g%s", point->value,
                          point->preliminary ? " preliminary" : "");
        }
        end(dump);
    }
    dump->depth--;
}

static void dump_list(Dump *dump, const Block *block)
{
    static const char *const styles[] = {"list", "highlights", "terms", "numbered"};
    begin(dump, styles[block->list.style]);
    if (block->list.style == LIST_NUMBERED)
        text_addf(&dump->text, " from %u", block->list.start);
    end(dump);
    dump->depth++;
    for (size_t i = 0; i < block->list.count; i++) {
        begin(dump, "- ");
        add_symbol(dump, block->list.items[i].symbol, block->list.items[i].tone);
        add_line(dump, block->list.items[i].line);
        end(dump);
    }
    dump->depth--;
}

static void dump_blocks(Dump *dump, const Block *blocks, size_t count);

static void dump_columns(Dump *dump, const Block *block)
{
    begin(dump, "left\n");
    dump->depth++;
    dump_blocks(dump, block->columns.left, block->columns.left_count);
    dump->depth--;
    begin(dump, "right\n");
    dump->depth++;
    dump_blocks(dump, block->columns.right, block->columns.right_count);
    dump->depth--;
}

static void dump_block(Dump *dump, const Block *block)
{
    static const char *const styles[] = {"p ", "lead ", "note "};
    switch (block->kind) {
    case BLOCK_HEADING:
        begin(dump, "h");
        text_addf(&dump->text, "%d %.*s", block->heading.level,
                  STR_PRINT(block->heading.text));
        end(dump);
        break;
    case BLOCK_PARAGRAPH:
        begin(dump, styles[block->paragraph.style]);
        add_line(dump, block->paragraph.line);
        end(dump);
        break;
    case BLOCK_LIST:
        dump_list(dump, block);
        break;
    case BLOCK_TABLE:
        dump_table(dump, &block->table);
        break;
    case BLOCK_CHART:
        dump_chart(dump, &block->chart);
        break;
    case BLOCK_COLUMNS:
        dump_columns(dump, block);
        break;
    case BLOCK_PAGE_BREAK:
        begin(dump, "page");
        end(dump);
        break;
    }
}

static void dump_blocks(Dump *dump, const Block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        dump_block(dump, &blocks[i]);
}

Str document_dump(Arena *arena, const Document *document)
{
    Dump dump = {.text = text_open(arena)};
    add_field(&dump, "title", document->title);
    add_field(&dump, "author", document->author);
    add_field(&dump, "subject", document->subject);
    add_field(&dump, "language", document->language);
    add_field(&dump, "timestamp", document->timestamp);
    add_field(&dump, "producer", document->producer);
    add_field(&dump, "header", document->header);
    add_field(&dump, "stamp", document->stamp);
    add_field(&dump, "footer", document->footer);
    add_field(&dump, "page of", document->page_of);
    add_field(&dump, "skip", document->skip);
    dump_blocks(&dump, document->blocks, document->count);
    return text_str(&dump.text);
}
