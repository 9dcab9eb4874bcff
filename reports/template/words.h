/* words.h: the words of a language: patterns with {placeholders}, plural forms, periods.
 *
 * shape  a wording file is a YAML map; a map inside it is a group ("noun.carers"), one
 *        with the keys `one` and `other` is a pattern with two forms
 * owns   lives in the run's arena; filled texts in the arena given
 * fails  ERROR_CONFIG at load when a word the program says is absent, or a workspace's own
 *        pattern has a placeholder that the built-in one does not have
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TEMPLATE_WORDS_H
#define SAMSYN_TEMPLATE_WORDS_H

#include "engine/base/calendar.h"
#include "engine/base/number.h"
#include "reports/template/report.h"

/* The words the program itself says. What only templates say is found by name. */
#define WORDS(X)                \
    X(locale)                   \
    X(header)                   \
    X(document_title)           \
    X(data_said)                \
    X(stamp_internal)           \
    X(footer)                   \
    X(footer_public)            \
    X(page_of)                  \
    X(skip)                     \
    X(index_title)              \
    X(index_lead)               \
    X(index_footer)             \
    X(index_goals)              \
    X(index_no_goals)           \
    X(index_unit)               \
    X(index_column)             \
    X(index_reports)            \
    X(index_no_reports)         \
    X(index_pdf)                \
    X(index_html)               \
    X(index_rows)               \
    X(index_page)               \
    X(period_month)             \
    X(period_quarter)           \
    X(period_tertial)           \
    X(period_half)              \
    X(period_year)              \
    X(in_month)                 \
    X(in_quarter)               \
    X(in_tertial)               \
    X(in_half)                  \
    X(in_year)                  \
    X(no_goal_month)            \
    X(no_goal_quarter)          \
    X(no_goal_tertial)          \
    X(no_goal_half)             \
    X(no_goal_year)             \
    X(day_and_month)            \
    X(of)                       \
    X(percent)                  \
    X(carried)                  \
    X(preliminary)              \
    X(with_n)                   \
    X(list_and)                 \
    X(none)                     \
    X(mark_missing)             \
    X(mark_not_measured)        \
    X(mark_protected)           \
    X(mark_not_applicable)      \
    X(status_met)               \
    X(status_partly)            \
    X(status_not_met)           \
    X(status_undecided)         \
    X(status_protected)         \
    X(status_forecast_met)      \
    X(status_forecast_partly)   \
    X(status_forecast_unsure)   \
    X(status_forecast_not_met)  \
    X(status_early)             \
    X(chance_low)               \
    X(chance_tenths)            \
    X(chance_high)              \
    X(none_said)                \
    X(note_missing)             \
    X(note_not_measured)        \
    X(note_protected)           \
    X(note_not_applicable)      \
    X(note_preliminary)         \
    X(note_of)                  \
    X(note_carried)             \
    X(note_status)              \
    X(note_total)               \
    X(note_not_summed)          \
    X(column_measure)           \
    X(column_goal)              \
    X(column_history)           \
    X(column_status)            \
    X(column_share)             \
    X(column_month)             \
    X(column_last_year)         \
    X(row_total)                \
    X(table_caption_period)     \
    X(note_empty_parts)         \
    X(sparkline)                \
    X(sparkline_none)           \
    X(keyfigures_caption)       \
    X(keyfigures_summary)       \
    X(table_caption_by)         \
    X(table_summary)            \
    X(lead)                     \
    X(lead_figures)             \
    X(to_date)                  \
    X(standout_missing)         \
    X(standout_missing_text)    \
    X(standout_not_met)         \
    X(standout_quiet_not_met)   \
    X(standout_worse)           \
    X(standout_changed)         \
    X(standout_look)            \
    X(standout_better)          \
    X(standout_other)           \
    X(standout_partly)          \
    X(standout_met)             \
    X(standout_nothing)         \
    X(standout_nothing_text)    \
    X(standout_nothing_known)   \
    X(say_value_goal)           \
    X(say_value)                \
    X(say_last_year)            \
    X(say_last_year_only)       \
    X(say_usual)                \
    X(say_usual_goal)           \
    X(usual_within)             \
    X(usual_within_early)       \
    X(usual_signal)             \
    X(usual_most)               \
    X(usual_least)              \
    X(say_no_last_year)         \
    X(same_as_then)             \
    X(about_as_then)            \
    X(clearly_more)             \
    X(clearly_fewer)            \
    X(clearly_higher)           \
    X(clearly_lower)            \
    X(than_more)                \
    X(than_fewer)               \
    X(than_higher)              \
    X(than_lower)               \
    X(too_few_to_compare)       \
    X(chart_nothing)            \
    X(goal_label)               \
    X(formed)                   \
    X(formed_label)             \
    X(alt_months)               \
    X(alt_bars)                 \
    X(alt_distribution)         \
    X(alt_grouped)              \
    X(alt_extremes)             \
    X(alt_same)                 \
    X(alt_last)                 \
    X(alt_last_goal)            \
    X(alt_most)                 \
    X(alt_then)                 \
    X(alt_total)                \
    X(alt_total_last_year)      \
    X(alt_group_between)        \
    X(alt_group_none)           \
    X(alt_none)                 \
    X(alt_gap_missing)          \
    X(alt_gap_protected)        \
    X(alt_gap_not_measured)     \
    X(in_to_date)               \
    X(in_rolling)               \
    X(interval)                 \
    X(interval_to)              \
    X(column_unit)              \
    X(column_value)             \
    X(column_counted)           \
    X(column_limits_95)         \
    X(column_limits_998)        \
    X(column_position)          \
    X(position_below_998)       \
    X(position_below_95)        \
    X(position_within)          \
    X(position_above_95)        \
    X(position_above_998)       \
    X(numbers_caption)          \
    X(alt_range)                \
    X(alt_funnel)               \
    X(funnel_size)              \
    X(funnel_size_one_in)       \
    X(funnel_all)               \
    X(funnel_limit_95)          \
    X(funnel_limit_998)         \
    X(funnel_above_unit)        \
    X(funnel_below_unit)        \
    X(funnel_outside)           \
    X(funnel_beyond)            \
    X(funnel_within)            \
    X(funnel_same)              \
    X(funnel_spread)            \
    X(unknown)                  \
    X(undrawn)                  \
    X(funnel_target_all)        \
    X(funnel_target_goal)       \
    X(funnel_preliminary)       \
    X(funnel_few)               \
    X(funnel_too_few)           \
    X(funnel_no_limits)         \
    X(funnel_nothing)           \
    X(funnel_goals_differ)      \
    X(until)                    \
    X(column_so_far)            \
    X(column_year_goal)         \
    X(column_forecast)          \
    X(column_interval_80)       \
    X(alt_bullet)               \
    X(bullet_alike)             \
    X(bullet_row)               \
    X(bullet_row_forecast)      \
    X(bullet_forecast)          \
    X(bullet_scale)             \
    X(bullet_goal)              \
    X(bullet_pace)              \
    X(bullet_even)              \
    X(bullet_ceiling)           \
    X(bullet_preliminary)       \
    X(column_interval_95)       \
    X(alt_before_after)         \
    X(pairs_n)                  \
    X(pairs_row)                \
    X(pairs_behind)             \
    X(pairs_cut_off)            \
    X(pairs_cut_offs)           \
    X(pairs_cross)              \
    X(pairs_short)              \
    X(pairs_beyond)             \
    X(pairs_faint)              \
    X(pairs_caution)            \
    X(pairs_uncovered)          \
    X(pairs_alone)              \
    X(pairs_none)               \
    X(pairs_caption)            \
    X(alt_control)              \
    X(control_mean)             \
    X(control_median)           \
    X(control_upper)            \
    X(control_lower)            \
    X(control_above)            \
    X(control_below)            \
    X(control_rising)           \
    X(control_falling)          \
    X(control_near_upper)       \
    X(control_near_lower)       \
    X(control_high)             \
    X(control_low)              \
    X(control_usual)            \
    X(control_quiet)            \
    X(control_all_usual)        \
    X(control_last_usual)       \
    X(control_last_better)      \
    X(control_last_worse)       \
    X(control_last_other)       \
    X(control_few)              \
    X(control_rare)             \
    X(control_by_size)          \
    X(control_still)            \
    X(control_pass)             \
    X(control_fail)             \
    X(control_inconsistent)     \
    X(control_early_limits)     \
    X(control_no_lower)         \
    X(control_rebased)          \
    X(control_preliminary)      \
    X(control_sign_better)      \
    X(control_sign_worse)       \
    X(control_sign_other)       \
    X(column_centre)            \
    X(control_caption)          \
    X(column_limits)            \
    X(column_signal)            \
    X(alt_intervals)            \
    X(intervals_own)            \
    X(intervals_better)         \
    X(intervals_worse)          \
    X(intervals_above)          \
    X(intervals_below)          \
    X(intervals_within)         \
    X(intervals_own_target)     \
    X(intervals_no_rank)        \
    X(intervals_none)           \
    X(intervals_faint)          \
    X(intervals_preliminary)    \
    X(column_95)                \
    X(column_whole)             \
    X(column_against)           \
    X(intervals_sign_better)    \
    X(intervals_sign_worse)     \
    X(intervals_sign_above)     \
    X(intervals_sign_below)     \
    X(intervals_sign_within)    \
    X(alt_multiples)            \
    X(multiples_unit)           \
    X(multiples_caption)        \
    X(multiples_scale)          \
    X(multiples_preliminary)    \
    X(definition_term)          \
    X(definition_term_unit)     \
    X(definition_protects)      \
    X(definition_status)        \
    X(definition_change)        \
    X(definition_usual)         \
    X(term_protects)            \
    X(term_status)              \
    X(term_change)              \
    X(term_usual)               \
    X(term_missing)             \
    X(term_not_measured)        \
    X(term_protected)           \
    X(term_not_applicable)      \
    X(term_zero)                \
    X(term_preliminary)         \
    X(text_zero)                \
    X(text_missing)             \
    X(text_not_measured)        \
    X(text_protected)           \
    X(text_not_applicable)      \
    X(text_preliminary)         \
    X(quality_caption)          \
    X(quality_summary)          \
    X(quality_kind)             \
    X(quality_used)             \
    X(quality_refused)          \
    X(quality_delivered)        \
    X(quality_first_missing)    \
    X(quality_extracted)        \
    X(quality_no_findings)      \
    X(quality_findings)         \
    X(quality_findings_summary) \
    X(quality_more)             \
    X(quality_withheld)         \
    X(activity_name)            \
    X(activity_area)            \
    X(activity_responsible)     \
    X(activity_status)          \
    X(activity_start)           \
    X(activity_done)            \
    X(activity_estimated)       \
    X(activity_actual)          \
    X(activity_comment)         \
    X(activity_caption)         \
    X(activity_none)            \
    X(activity_no_cost)         \
    X(comment_none)             \
    X(comment_internal)         \
    X(comment_personal)         \
    X(comment_unreadable)       \
    X(comment_silent)           \
    X(comment_cut)              \
    X(note_no_goal)             \
    X(matrix_status)            \
    X(matrix_value)             \
    X(matrix_offered)           \
    X(matrix_to_date)           \
    X(matrix_rolling)           \
    X(matrix_yes)               \
    X(matrix_no)                \
    X(rows_below)               \
    X(rows_between)             \
    X(rows_at_least)            \
    X(intake_files)             \
    X(intake_months)            \
    X(intake_refused)           \
    X(intake_changed)           \
    X(intake_note)              \
    X(intake_caption)           \
    X(intake_unplaced)          \
    X(revisions_none)           \
    X(revisions_times)          \
    X(revisions_more)           \
    X(revisions_caption)        \
    X(quality_file)             \
    X(quality_line)             \
    X(quality_reason)

typedef enum {
#define WORD_NAME(name) WORD_##name,
    WORDS(WORD_NAME)
#undef WORD_NAME
        WORD_COUNT
} Word;

typedef struct {
    Str one, other; /* the same text when the pattern has one form */
} Pattern;

typedef struct {
    const char *name;
    Str text;
} Fill;

struct Wording {
    Language language;
    Pattern words[WORD_COUNT];
    const Str *keys; /* all of the files, groups with a point */
    const Pattern *patterns;
    size_t count;
};

Str wording_say(const Wording *wording, Word word); /* no placeholders, one form */
/* `fills` ends with a NULL name. `one`: the number it speaks of is exactly 1. */
Str wording_fill(Arena *arena, const Wording *wording, Word word, bool one,
                 const Fill *fills);
#define SAY(arena, wording, word, ...)              \
    wording_fill((arena), (wording), (word), false, \
                 (const Fill[]){__VA_ARGS__, {NULL, {NULL, 0}}})
#define SAY_COUNT(arena, wording, word, count, ...)        \
    wording_fill((arena), (wording), (word), (count) == 1, \
                 (const Fill[]){__VA_ARGS__, {NULL, {NULL, 0}}})
const Pattern *wording_find(const Wording *wording, Str key); /* NULL when absent */
Str pattern_fill(Arena *arena, Str pattern, const Fill *fills);

/* "17 samtal"; the number alone for an indicator without a noun. */
Str wording_noun(Arena *arena, const Wording *wording, Str indicator, Amount amount,
                 Str number);

Str wording_period(Arena *arena, const Wording *wording, Period period); /* "april 2018" */
Str wording_in_period(Arena *arena, const Wording *wording,
                      Period period);                               /* "i april 2018" */
Str wording_month(Arena *arena, const Wording *wording, int month); /* "april" */
Str wording_month_short(Arena *arena, const Wording *wording, int month); /* "apr" */
Str wording_day(Arena *arena, const Wording *wording, int32_t day);       /* "30 april" */
Str wording_no_goal(const Wording *wording, PeriodKind kind);
/* "4 av 10", as forecast_tenths() counts; never decimals, which would say too much. */
Str wording_chance(Arena *arena, const Wording *wording, int tenths);
/* The first letter as a capital: "april 2018" at the head of a column. */
Str wording_capital(Arena *arena, Str text);
/* The first letter small, unless the word is an abbreviation ("ORS ..."). */
Str wording_small(Arena *arena, Str text);

#endif
