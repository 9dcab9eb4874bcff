/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/told.h"

#include "engine/import/dates.h"
#include "engine/import/words.h"

/* What stands between the cells, and the decimal sign that goes with it. */
static Str separated_say(Arena *arena, Language language, char delimiter)
{
    switch (delimiter) {
    case ',':
        return SAY_PLAIN(arena, language, SAY_POINT);
    case ';':
        return SAY_PLAIN(arena, language, SAY_COMMA);
    case '\t':
        return SAY_PLAIN(arena, language, SAY_TAB);
    default:
        return SAY(arena, language, SAY_SIGN, (Str){&delimiter, 1});
    }
}

static Str form_say(Arena *arena, Language language, DateForm form)
{
    switch (form) {
    case DATE_ISO:
    case DATE_FORMS:
        break;
    case DATE_YEAR_FIRST:
        return STR("2018/3/26");
    case DATE_COMPACT:
        return STR("20180326");
    case DATE_SHORT:
        return SAY_PLAIN(arena, language, SAY_DATE_SHORT);
    case DATE_DAY_FIRST:
        return SAY_PLAIN(arena, language, SAY_DATE_DAY_FIRST);
    case DATE_WORDS:
        return STR("26 mars 2018");
    }
    return STR("2018-03-26");
}

Str told_guesses(Arena *arena, Language language, char delimiter, int64_t heading_line,
                 const CellReader *cells)
{
    Text said = text_open(arena), dates = text_open(arena);
    text_add(&said, separated_say(arena, language, delimiter));
    if (heading_line)
        text_add(&said, SAY(arena, language, SAY_HEADING_LINE,
                            number_plain(arena, AMOUNT_WHOLE(heading_line), 0)));
    for (int form = DATE_ISO + 1; form < DATE_FORMS; form++) {
        if (!(cell_date_forms(cells) & (1u << form)))
            continue;
        text_add(&dates, dates.len ? SAY_PLAIN(arena, language, SAY_OR) : STR(""));
        text_add(&dates, form_say(arena, language, (DateForm)form));
    }
    if (dates.len)
        text_add(&said, SAY(arena, language, SAY_DATES_AS, text_str(&dates)));
    if (cell_period_form(cells).len)
        text_add(&said, SAY(arena, language, SAY_PERIODS_AS, cell_period_form(cells)));
    return text_str(&said);
}

void told_refusal(Arena *arena, FILE *out, Language language, Str file,
                  const Refusal *refusal)
{
    Str refused = SAY_PLAIN(arena, language, SAY_REFUSED);
    fprintf(out, "%.*s:", STR_PRINT(file));
    if (refusal->line)
        fprintf(out, "%lld:", (long long)refusal->line);
    if (refusal->column.len)
        fprintf(out, "%.*s:", STR_PRINT(refusal->column));
    else if (refusal->place)
        fprintf(out, "%lld:", (long long)refusal->place);
    fprintf(out, " %.*s\n%.*s: %.*s\n", STR_PRINT(refusal->message), STR_PRINT(file),
            STR_PRINT(refused));
}
