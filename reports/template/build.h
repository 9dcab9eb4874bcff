/* build.h: what a block's builder works with: the report so far and how figures are said.
 *
 * owns   everything in the report's arena
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_BUILD_H
#define SAMSYN_TEMPLATE_BUILD_H

#include "reports/template/body.h"
#include "reports/template/words.h"

typedef struct {
    Block *items;
    size_t count, capacity;
} Blocks;

void blocks_add(Arena *arena, Blocks *blocks, Block block);
/* Leaves out headings under which nothing came (settle.c). */
void blocks_settle(Arena *arena, Blocks *blocks);

/* A series read before: a chart, its table and a key figure want the same facts. */
typedef struct SeriesRead {
    Str indicator, group;
    PeriodKind step;
    Fact *facts;
    size_t count;
    struct SeriesRead *before;
} SeriesRead;

typedef struct {
    Arena *arena;
    const Template *template;
    const Wording *wording;
    Facts *facts;
    Level level;
    FactUnit unit;
    FactAbout about;
    Period period, from; /* the report's, and the first of its history */
    bool quiet;          /* a month in which less happens, as a rule */
    const Fill *inlines; /* ends with a NULL name */
    Blocks *blocks;      /* where the next block goes */
    Blocks *later;       /* charts' tables, until a block `numbers` */
    SeriesRead **read;   /* the series read so far */
} Build;

typedef enum {
    OPTION_INDICATOR,  /* one */
    OPTION_INDICATORS, /* a list, or one */
    OPTION_CHOICE,     /* one of `choices` */
    OPTION_CHOICES,    /* a list of them, or one */
    OPTION_NUMBER,     /* least..most */
    OPTION_YES,        /* yes or no */
    OPTION_GROUP,      /* a target group's id */
    OPTION_BY          /* month, group, or what the indicator is broken down by */
} OptionType;

typedef struct {
    Str name;
    OptionType type;
    bool required;
    int least, most;
    const Str *choices;
    size_t choice_count;
} OptionRule;

/* One kind of fenced block: its options, and how it becomes blocks. */
struct FenceKind {
    Str name;
    const OptionRule *options;
    size_t option_count;
    bool (*check)(const Names *names, const Fence *fence, Error *error); /* or NULL */
    bool (*build)(Build *build, const Fence *fence, Error *error);
};
extern const FenceKind fence_keyfigures, fence_table, fence_chart, fence_sentence,
    fence_definitions, fence_quality, fence_numbers, fence_activities, fence_matrix,
    fence_comments, fence_reconciliation, fence_revisions;
enum { FENCE_KIND_COUNT = 12 };
extern const FenceKind *const fence_kinds[FENCE_KIND_COUNT];

/* Options of a checked fence. */
Str fence_text(const Fence *fence, const char *option, Str otherwise);
int fence_number(const Fence *fence, const char *option, int otherwise);
bool fence_yes(const Fence *fence, const char *option, bool otherwise);
bool fence_is(const Fence *fence, const char *option, Str value);
/* The words of an option that is a list, in order; none when it is not given. */
size_t fence_words(const Fence *fence, const char *option, Arena *arena, const Str **words);
/* The place of an option's value, or of the fence. */
bool fence_fail(const Names *names, const Fence *fence, const char *option, Known known,
                Error *error, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Every chart's numbers also stand in a table. */
bool fences_check_charts(const Names *names, const Elements *elements, Error *error);

/* build_*: one block more. */
void build_add(Build *build, Block block);
void build_paragraph(Build *build, ParagraphStyle style, Str text);
void build_heading(Build *build, int level, Str text);
/* Numbered from `start` on; with 0 there are bullets. */
void build_list(Build *build, unsigned start, const ListItem *items, size_t count);
/* The level below the last heading's, at most the third. */
int build_level_below(const Build *build);
/* What marks a text in the workspace's language where the report is in another; empty where
 * it is in the same. */
Str build_own_language(const Build *build);
Line line_of(Arena *arena, Str text);
Line line_with_lead(Arena *arena, Str lead, Str text); /* the lead is bold */

/* The values of the inline names, and a text with them filled in. */
const Fill *inline_values(const Build *build);
Str inline_fill(const Build *build, Str text);

/* How a figure is said, and which signs need to be explained where it stands. */
typedef struct {
    bool missing, not_measured, protected, not_applicable, preliminary, of, carried;
    bool zero, status, no_goal;
} Signs;

/* "17", "1 234", "7 av 12", "83 %", "..", "saknas": as it stands in a table. */
Str figure_text(const Build *build, const FactIndicator *indicator, const Figure *figure,
                Signs *signs);
/* A known figure's text with its year or "(prel.)" behind. */
Str figure_marked(const Build *build, const Figure *figure, Str text);
/* The number alone: "17", "83 %". */
Str amount_text(const Build *build, const FactIndicator *indicator, Amount amount);
TableCell figure_cell(const Build *build, const FactIndicator *indicator,
                      const Figure *figure, Tone tone, Signs *signs);
/* Whether there was any, by shape and word. */
TableCell offered_cell(const Build *build, const FactIndicator *indicator,
                       const Figure *figure, Signs *signs);
TableCell text_cell(Str text, Tone tone);
/* What a table is, for those who hear it. */
Str table_summary(const Build *build, size_t rows, size_t columns);
/* Symbol and words for how a fact stands to its goal. */
TableCell status_cell(const Build *build, const Fact *fact, Signs *signs);
/* One sentence for each sign used; empty when none is. */
Str signs_note(const Build *build, const Signs *signs);

/* "samtal": a record kind in the report's language, else as the door names it. */
Str record_name(const Build *build, const FactDelivery *delivery);

/* "A, B och C" */
Str names_joined(const Build *build, const Str *names, size_t count);

/* The units of a type that a block of several shows: a network's own, else all of them. */
bool build_units(const Build *build, Str type, FactUnit **units, size_t *count,
                 Error *error);
const FactIndicator *build_indicator(const Build *build, Str id, Error *error);
/* The parts (by the indicator's category) or the target groups, as names. */
bool build_parts(const Build *build, Str by, Str indicator, FactName **parts, size_t *count,
                 Error *error);
/* The fact of one of them. */
bool build_part_fact(const Build *build, Str by, Str indicator, Str part, Period period,
                     Fact *fact, Error *error);
/* The fact of the report's period. */
bool build_fact(const Build *build, Str indicator, Str group, Fact *fact, Error *error);
/* The last `count` periods of a kind, up to the report's last month. */
bool build_series(const Build *build, Str indicator, Str group, PeriodKind step, int count,
                  Fact **series, size_t *series_count, Error *error);
/* "X bildades 1 juli 2020 av A och B; ...": of a unit that came to be after the day; else
 * empty. */
Str formed_note(const Build *build, int32_t first_day);
/* The option `step`: month or quarter; else the report's own kind of period. */
PeriodKind fence_step(const Build *build, const Fence *fence);

/* What is heard instead of a chart that is seen (alt.c). */
Str alt_months(const Build *build, const FactIndicator *indicator, const Fact *series,
               size_t count, bool with_goal);
Str alt_control(const Build *build, const FactIndicator *indicator, const Fact *series,
                size_t count, Str verdict);
Str alt_bars(const Build *build, const FactIndicator *indicator, const FactName *parts,
             const Fact *facts, size_t count, const Fact *total);
Str alt_distribution(const Build *build, const FactIndicator *indicator,
                     const FactName *parts, const Fact *facts, size_t count,
                     const Fact *total);
typedef struct {
    Str name;
    const Fact *facts; /* count long */
} AltGroup;
Str alt_grouped(const Build *build, const FactIndicator *indicator, const AltGroup *groups,
                size_t group_count, size_t count);

#endif
