/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/command/audit.h"

enum { MEMBERS_SHOWN = 5, NAMES_SHOWN = 5 };

Str audit_words(const Auditing *auditing, AuditPhrase phrase, const Str *parts)
{
    return audit_say(auditing->arena, auditing->check->language, phrase, parts);
}

void audit_tell(Auditing *auditing, Gravity gravity, Str place, Str text)
{
    static const CheckPhrase words[GRAVITIES] = {CHECK_ERROR, CHECK_WARNING, CHECK_NOTE};
    Str word = check_say(auditing->arena, auditing->check->language, words[gravity], NULL);
    printf("%.*s%s%.*s: %.*s\n", STR_PRINT(place), place.len ? ": " : "", STR_PRINT(word),
           STR_PRINT(text));
    auditing->faults += gravity == GRAVITY_ERROR;
    auditing->notes += gravity == GRAVITY_NOTE;
}

static Str period_name(const Auditing *auditing, const AuditFigure *figure)
{
    if (!figure->interval)
        return period_id(auditing->arena, figure->period);
    Period ends[] = {{PERIOD_MONTH, figure->from}, {PERIOD_MONTH, figure->to}};
    return str_format(auditing->arena, "%.*s/%.*s",
                      STR_PRINT(period_id(auditing->arena, ends[0])),
                      STR_PRINT(period_id(auditing->arena, ends[1])));
}

Str audit_figure_name(const Auditing *auditing, const AuditFigure *figure)
{
    return str_format(auditing->arena, "%.*s, %.*s, %.*s, %.*s",
                      STR_PRINT(auditing->measures[figure->measure].id),
                      STR_PRINT(auditing->unit_names[figure->unit]),
                      STR_PRINT(auditing->groups[figure->group]),
                      STR_PRINT(period_name(auditing, figure)));
}

static void add_word(Text *text, bool told, Str word)
{
    if (told)
        text_addf(text, "%s%.*s", text->len ? " " : "", STR_PRINT(word));
}

/* What figures differ in. */
typedef struct {
    bool measure, unit, group, period;
} Differing;

static void differ(Differing *differing, const AuditFigure *one, const AuditFigure *other)
{
    differing->measure |= one->measure != other->measure;
    differing->unit |= one->unit != other->unit;
    differing->group |= one->group != other->group;
    differing->period |= one->from != other->from || one->to != other->to;
}

/* Only what it differs in from its fellows, or from the figure it is told beside. */
static Str name_beside(const Auditing *auditing, const AuditFigure *figure,
                       const AuditFigure *beside, Differing differing)
{
    Text name = text_open(auditing->arena);
    differ(&differing, figure, beside);
    add_word(&name, differing.measure, auditing->measures[figure->measure].id);
    add_word(&name, differing.unit, auditing->unit_names[figure->unit]);
    add_word(&name, differing.group, auditing->groups[figure->group]);
    add_word(&name, differing.period || !name.len, period_name(auditing, figure));
    return text_str(&name);
}

static Str number(const Auditing *auditing, double value)
{
    Amount amount = {(int64_t)llround(value * 1000), 1000};
    amount = amount_of(amount.numerator, amount.denominator);
    return number_print(auditing->arena, auditing->check->language, amount,
                        amount_decimals(amount, 3));
}

static Str place(const Auditing *auditing, const AuditFigure *figure)
{
    return str_format(auditing->arena, "%.*s:%lld",
                      STR_PRINT(auditing->files[figure->file].name),
                      (long long)figure->line);
}

/* A share has several numbers, and so has a mean. */
static Str named_part(const Auditing *auditing, Str name, AuditKind kind, AuditPart part)
{
    if (kind != AUDIT_SHARE && (kind != AUDIT_MEAN || part == AUDIT_MAIN))
        return name;
    return AUDIT_WORDS(auditing,
                       part == AUDIT_REST                         ? AUDIT_SAY_REST
                       : part == AUDIT_ALL && kind == AUDIT_SHARE ? AUDIT_SAY_ALL
                                                                  : AUDIT_SAY_N,
                       name);
}

static void add_member(const Auditing *auditing, Text *text, const AuditMember *member,
                       const AuditFigure *beside, Differing differing)
{
    if (member->figure == SIZE_MAX) {
        text_add(text, STR("?"));
        return;
    }
    const AuditFigure *figure = audit_figure(auditing->audit, member->figure);
    Str name = named_part(auditing, name_beside(auditing, figure, beside, differing),
                          auditing->measures[figure->measure].kind, member->part);
    text_addf(text, "%.*s (%.*s)", STR_PRINT(name),
              STR_PRINT(member->known ? number(auditing, member->value) : STR("..")));
}

static bool adds_nothing(const AuditMember *member)
{
    return member->known && fabs(member->value) < 1e-9;
}

/* "2018-Q1 (18) = 2018-01 (..) + 2018-02 (8) + 2018-03 (7)"; of many, not those of 0. */
static void add_equation(const Auditing *auditing, Text *text,
                         const AuditEquation *equation, const AuditFigure *beside)
{
    static const Str signs[] = {{" = ", 3}, {" ≥ ", 5}, {" ≤ ", 5}};
    Differing differing = {0};
    const AuditFigure *first = beside;
    size_t shown = 0;
    for (size_t i = 0; i < equation->count; i++) {
        if (equation->members[i].figure == SIZE_MAX)
            continue;
        const AuditFigure *figure =
            audit_figure(auditing->audit, equation->members[i].figure);
        first = first == beside ? figure : first;
        differ(&differing, figure, first);
    }
    for (size_t i = 0; i < equation->count; i++) {
        if (i && equation->count > MEMBERS_SHOWN && adds_nothing(&equation->members[i]))
            continue;
        if (i)
            text_add(text, shown == 1 ? signs[equation->kind] : STR(" + "));
        if (shown++ > MEMBERS_SHOWN) {
            Str more = str_format(auditing->arena, "%zu", equation->count - i);
            text_add(text, AUDIT_WORDS(auditing, AUDIT_SAY_MORE, more));
            break;
        }
        add_member(auditing, text, &equation->members[i], beside, differing);
    }
}

static Str equations(const Auditing *auditing, const AuditVerdict *verdict,
                     const AuditFigure *beside)
{
    Text text = text_open(auditing->arena);
    for (size_t i = 0; i < verdict->equation_count; i++) {
        text_add(&text, i ? STR("; ") : STR(""));
        add_equation(auditing, &text, &verdict->equations[i], beside);
    }
    return text_str(&text);
}

static Str named(const Auditing *auditing, const AuditVerdict *verdict,
                 const AuditFigure *figure)
{
    return named_part(auditing, audit_figure_name(auditing, figure),
                      auditing->measures[figure->measure].kind, verdict->part);
}

static Str worked_out(const Auditing *auditing, const AuditVerdict *verdict,
                      const AuditFigure *figure)
{
    Str name = named(auditing, verdict, figure), said, from, todo;
    Str low = number(auditing, verdict->low);
    if (isinf(verdict->high))
        said = AUDIT_WORDS(auditing, AUDIT_SAY_AT_LEAST, name, low);
    else if (verdict->high - verdict->low < 1e-6)
        said = AUDIT_WORDS(auditing, AUDIT_SAY_EXACT, name, low);
    else
        said = AUDIT_WORDS(auditing, AUDIT_SAY_BETWEEN, name, low,
                           number(auditing, verdict->high));
    if (verdict->other != SIZE_MAX) {
        const AuditFigure *other = audit_figure(auditing->audit, verdict->other);
        from = AUDIT_WORDS(auditing, AUDIT_SAY_SHOWN_AT, place(auditing, other));
        return str_format(auditing->arena, "%.*s %.*s", STR_PRINT(said), STR_PRINT(from));
    }
    from = AUDIT_WORDS(auditing, AUDIT_SAY_FROM, equations(auditing, verdict, figure));
    todo = audit_words(auditing, AUDIT_SAY_PROTECT_MORE, NULL);
    return str_format(auditing->arena, "%.*s %.*s %.*s", STR_PRINT(said), STR_PRINT(from),
                      STR_PRINT(todo));
}

static Str found(const Auditing *auditing, const AuditVerdict *verdict,
                 const AuditFigure *figure)
{
    Str name = named(auditing, verdict, figure);
    Str low = number(auditing, verdict->low), high = number(auditing, verdict->high), at;
    at = verdict->other == SIZE_MAX
             ? STR("")
             : place(auditing, audit_figure(auditing->audit, verdict->other));
    Str whole_name = audit_figure_name(auditing, figure);
    switch (verdict->finding) {
    case AUDIT_WORKED_OUT:
        return worked_out(auditing, verdict, figure);
    case AUDIT_OPEN:
        return AUDIT_WORDS(auditing, AUDIT_SAY_OPEN, name, low);
    case AUDIT_MARKS:
        return AUDIT_WORDS(auditing, AUDIT_SAY_MARKS, whole_name, at);
    case AUDIT_REVISED_FEW:
        return AUDIT_WORDS(auditing, AUDIT_SAY_REVISED_FEW, whole_name, low, high, at);
    case AUDIT_REVISED:
        return AUDIT_WORDS(auditing, AUDIT_SAY_REVISED, whole_name, low, high, at);
    case AUDIT_STARTS_HIGH:
        return AUDIT_WORDS(auditing, AUDIT_SAY_STARTS_HIGH, name, low);
    case AUDIT_CONTRADICTION:
        return AUDIT_WORDS(auditing, AUDIT_SAY_CONTRADICTION, whole_name);
    }
    return name;
}

static Str few_names(const Auditing *auditing, const Str *names, size_t count)
{
    Text text = text_open(auditing->arena);
    for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
        text_addf(&text, "%s%.*s", i ? ", " : "", STR_PRINT(names[i]));
    if (count > NAMES_SHOWN)
        text_add(&text, STR(" ..."));
    return text_str(&text);
}

static void tell_left_out(Auditing *auditing)
{
    const Check *check = auditing->check;
    if (auditing->other_count)
        audit_tell(
            auditing, GRAVITY_NOTE, STR(""),
            AUDIT_WORDS(auditing, AUDIT_SAY_OTHER_CSV,
                        check_count(check, auditing->other_count),
                        few_names(auditing, auditing->others, auditing->other_count)));
    if (auditing->page_count)
        audit_tell(auditing, GRAVITY_WARNING, STR(""),
                   AUDIT_WORDS(auditing, AUDIT_SAY_PAGES,
                               check_count(check, auditing->page_count),
                               few_names(auditing, auditing->pages, auditing->page_count)));
    if (auditing->internal_count)
        audit_tell(auditing, GRAVITY_NOTE, STR(""),
                   AUDIT_WORDS(auditing, AUDIT_SAY_PAGES_INTERNAL,
                               check_count(check, auditing->internal_count)));
    if (!auditing->file_count)
        audit_tell(auditing, GRAVITY_WARNING, STR(""),
                   audit_words(auditing, AUDIT_SAY_NO_FIGURES, NULL));
}

typedef struct {
    const AuditVerdict *verdict;
    const AuditFigure *figure;
} Found;

/* Failures first, then by file and line. */
static int compare_found(const void *one, const void *other)
{
    const Found *a = one, *b = other;
    bool note_a = a->verdict->finding > AUDIT_REVISED_FEW;
    bool note_b = b->verdict->finding > AUDIT_REVISED_FEW;
    if (note_a != note_b)
        return note_a ? 1 : -1;
    if (a->figure->file != b->figure->file)
        return a->figure->file < b->figure->file ? -1 : 1;
    if (a->figure->line != b->figure->line)
        return a->figure->line < b->figure->line ? -1 : 1;
    return (a->verdict > b->verdict) - (a->verdict < b->verdict);
}

void audit_tell_all(Auditing *auditing)
{
    size_t count;
    const AuditVerdict *verdicts = audit_verdicts(auditing->audit, &count);
    Found *all = ARENA_ARRAY(auditing->arena, count, Found);
    for (size_t i = 0; i < count; i++)
        all[i] = (Found){&verdicts[i], audit_figure(auditing->audit, verdicts[i].figure)};
    if (count)
        qsort(all, count, sizeof *all, compare_found);
    for (size_t i = 0; i < count; i++)
        audit_tell(
            auditing,
            all[i].verdict->finding <= AUDIT_REVISED_FEW ? GRAVITY_ERROR : GRAVITY_NOTE,
            place(auditing, all[i].figure), found(auditing, all[i].verdict, all[i].figure));
    tell_left_out(auditing);
    AuditSum sum = audit_sum(auditing->audit);
    const Check *check = auditing->check;
    const Str counts[] = {
        check_count(check, sum.figures), check_count(check, sum.protected_figures),
        check_count(check, sum.attacked), check_count(check, auditing->faults),
        check_count(check, auditing->notes)};
    printf("%.*s\n", STR_PRINT(audit_words(auditing, AUDIT_SAY_SUM, counts)));
}
