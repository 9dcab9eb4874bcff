/* block.h: a report as a tree of blocks: what is said, not where it stands.
 *
 * shape  text is ready to read: localised, with its numbers printed; a block never holds a
 *        figure that the door has masked
 * owns   everything lives in the report's arena
 *
 * PDF (layout) and HTML are made from the same blocks.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_DOCUMENT_BLOCK_H
#define SAMSYN_DOCUMENT_BLOCK_H

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "reports/document/symbol.h"

typedef enum {
    TONE_INK,   /* what is read first */
    TONE_MUTED, /* goals, last year, notes */
    TONE_ALERT, /* deserves a look (orange) */
    TONE_GOAL,  /* the goal (teal) */
    TONE_ACCENT /* our own series (blue) */
} Tone;

typedef struct {
    Str text;
    bool bold;
    Tone tone;
    Str link;     /* an address; empty: none */
    Str language; /* "sv-SE" when it differs from the document's; empty: the same */
} Span;

typedef struct {
    const Span *spans;
    size_t count;
} Line; /* running text: broken into lines by layout */

typedef enum { PARAGRAPH_BODY, PARAGRAPH_LEAD, PARAGRAPH_NOTE } ParagraphStyle;

typedef struct {
    Symbol symbol; /* SYMBOL_NONE in an ordinary list (bullets) */
    Tone tone;     /* of the symbol */
    Line line;
} ListItem;

typedef enum {
    LIST_PLAIN,      /* bullets */
    LIST_HIGHLIGHTS, /* the box "what stands out": symbol, bold lead, sentence */
    LIST_TERMS,      /* definitions: bold term, text; no bullet */
    LIST_NUMBERED    /* from `start` on; an item that says nothing takes no number */
} ListStyle;

/* Twelve or twenty-four small values in a cell; unknown ones are gaps. */
typedef struct {
    const double *values;
    const bool *known;
    size_t count;
    Tone last; /* of the last point's dot */
} Sparkline;

typedef enum { ALIGN_LEFT, ALIGN_RIGHT } Align;
typedef enum {
    COLUMN_WORDS,
    COLUMN_FIGURES,
    COLUMN_SPARKLINE,
    COLUMN_STATUS
} TableColumnKind;

typedef struct {
    Str heading;
    TableColumnKind kind;
    Align align;
} TableColumn;

typedef struct {
    Str text; /* also what a sparkline says in words, drawn or not */
    Symbol symbol;
    Tone tone, symbol_tone;
    bool bold;
    const Sparkline *sparkline;
    Str language; /* of the text, as of a span */
    Str said;     /* what a symbol says that stands without text */
} TableCell;

typedef struct {
    Str caption; /* visible, above */
    Str summary; /* for readers who do not see it */
    Str note;    /* below: symbols explained; empty: none */
    const TableColumn *columns;
    size_t column_count;
    const TableCell *cells; /* row by row; the first column is the row's heading */
    size_t row_count;
    bool sum_row; /* the last row is a total: a rule above it, bold */
} Table;

typedef enum {
    CHART_MONTHS, /* a line over months, with last year's same month and goal line */
    CHART_BARS,   /* horizontal bars by category, a tick for the same period last year */
    CHART_GROUPED_BARS, /* vertical bars by period, one a group */
    CHART_FUNNEL,       /* units by size inside limits: `funnel` */
    CHART_BULLET,       /* year to date against the year's goal: `courses` */
    CHART_BEFORE_AFTER, /* means at start and end: `pairs`; two series */
    CHART_DISTRIBUTION, /* columns by category, in their own order */
    CHART_CONTROL,      /* a line over periods inside limits: `control` */
    CHART_INTERVALS,    /* a dot a unit with its interval: `intervals` */
    CHART_MULTIPLES     /* a panel a series, one scale for all: `multiples` */
} ChartKind;

typedef struct {
    bool known;
    double value;
    Str text; /* as printed: "17", "..", "saknas", "mäts inte" */
    bool preliminary;
} ChartPoint;

typedef struct {
    Str name; /* "2018", "April 2017", "65+" */
    const ChartPoint *points;
} ChartSeries;

/* Of CHART_FUNNEL: where a unit's dot stands, and on which side of which limits. */
typedef enum { SIDE_WITHIN, SIDE_BEYOND_95, SIDE_BELOW_998, SIDE_ABOVE_998 } LimitSide;

typedef struct {
    double size; /* of a known point */
    LimitSide side;
    bool few; /* in grey */
} ChartSpot;

typedef struct {
    double size, lower95, upper95, lower998, upper998;
} ChartLimits;

typedef struct {
    const ChartSpot *spots; /* one a point */
    const ChartLimits *limits;
    size_t limit_count; /* from the least size up */
    double target;
    bool is_goal; /* the target is a goal */
    Str target_label, label95, label998;
    Str size_label; /* what the sizes count */
} ChartFunnel;

/* Of CHART_BULLET: where a row's year is heading, in the row's own unit. Rows share a scale
 * of their goals: what is counted may differ. */
typedef struct {
    bool has_goal;
    double goal;
    bool has_forecast;
    double estimate, low, high;
    Symbol symbol; /* and words: how the row stands to its goal */
    Tone tone;
    Str status;
} ChartCourse;

typedef struct {
    const ChartCourse *rows; /* one a point */
    Str now_label, forecast_label, scale_label;
} ChartCourses;

/* Of CHART_BEFORE_AFTER: two series, the means at start and at end. */
typedef struct {
    bool has_interval; /* 95 %, of the mean at end */
    double low, high;
    Str behind; /* "8 av 12": those both means are of, of those closed */
    bool faint; /* too few of them to be taken for an effect */
} ChartPair;

typedef struct {
    const ChartPair *rows; /* one a point */
    bool bounded;
    double least, most; /* the ends of the scale */
    bool has_cut_off;
    double cut_off;
    Str cut_off_label;
    Str behind_label; /* over what stands behind */
} ChartPairs;

/* Of CHART_CONTROL: the limits a point is judged by, and what is told of it. */
typedef struct {
    bool known;                /* it has a centre */
    bool has_lower, has_upper; /* some have none: chance would go below zero */
    double centre, lower, upper;
    bool starts;   /* the process was changed: limits are its own from here */
    bool steps;    /* limits are its own, but of the same process */
    Symbol symbol; /* of what deserves a look; else SYMBOL_NONE */
    Tone tone;
    Str label; /* what is told of it and those before; most have none */
} ChartJudged;

typedef struct {
    const ChartJudged *points; /* one a point */
    bool preliminary;          /* the last limits: of few points */
    Str centre_label, lower_label, upper_label;
} ChartControl;

/* Of CHART_INTERVALS: how sure a dot is, and what it is held against. */
typedef struct {
    bool has_interval; /* 95 % */
    double low, high;
    bool has_target;
    double target;
    Symbol symbol; /* where the target is outside the interval; else SYMBOL_NONE */
    Tone tone;
    bool faint; /* few behind it */
} ChartSpan;

typedef struct {
    const ChartSpan *rows; /* one a point */
    bool is_goal;
    Str target_label; /* names the line, or the ticks where targets differ */
} ChartIntervals;

/* Of CHART_MULTIPLES. */
typedef struct {
    const Str *figures; /* one a series: what stands beside its name */
    Str first, last;    /* of the periods, in full: "maj 2016" */
} ChartMultiples;

typedef struct {
    ChartKind kind;
    Str alt;  /* kind, range, extremes and verdict in a sentence; differs from the title */
    Str unit; /* "antal" */
    Language language;
    const Str *labels;    /* one a point: "maj", "Anhöriggrupp" */
    const Str *sublabels; /* a second line under some: the year; empty texts: none */
    size_t point_count;
    const ChartSeries *series; /* the first is ours, the others are compared with */
    size_t series_count;
    bool has_goal;
    double goal;
    size_t goal_first; /* the first point it holds for; earlier ones had another, or none */
    Str goal_label;    /* "mål 15" */
    size_t turn;       /* CHART_MONTHS: not 0: the unit came to be before this point */
    Str turn_label;    /* "bildad" */
    const ChartFunnel *funnel;
    const ChartCourses *courses;
    const ChartPairs *pairs;
    const ChartControl *control;
    const ChartIntervals *intervals;
    const ChartMultiples *multiples;
    double width_pt, height_pt; /* 0: as wide as its column; the usual height of the kind */
} Chart;

typedef struct Block Block;
typedef enum {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_COLUMNS, /* two columns of blocks, side by side, never split over pages */
    BLOCK_PAGE_BREAK
} BlockKind;

struct Block {
    BlockKind kind;
    union {
        struct {
            int level; /* 1..3 */
            Str text;
        } heading;
        struct {
            ParagraphStyle style;
            Line line;
        } paragraph;
        struct {
            ListStyle style;
            const ListItem *items;
            size_t count;
            unsigned start; /* of LIST_NUMBERED */
        } list;
        Table table;
        Chart chart;
        struct {
            const Block *left, *right;
            size_t left_count, right_count;
        } columns;
    };
};

typedef struct {
    Str title, author, subject, language; /* "sv-SE" */
    Str timestamp, producer;
    Str header;    /* top left of each page: organisation, programme, report */
    Str stamp;     /* top right: "Internt: Farsta"; empty: none */
    Str footer;    /* bottom left */
    Str page_of;   /* "Sida {page} ({pages})" */
    Str skip;      /* on a screen: the link past the header, "Till innehållet" */
    bool no_rules; /* below the header and above the footer */
    Str data;      /* the figures told, as CSV, to go along inside a PDF; empty: none */
    Str data_name, data_said;
    const Block *blocks;
    size_t count;
} Document;

/* A readable dump, one block a line, for tests and for eyes. */
Str document_dump(Arena *arena, const Document *document);

#endif
