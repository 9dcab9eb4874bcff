/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain_words.h"

#include "engine/base/phrase.h"

static const char *const phrases[EXPLAIN_PHRASES][2] = {
    [EXPLAIN_ALL_GROUPS] = {"alla målgrupper", "all target groups"},
    [EXPLAIN_FIGURE] = {"Siffran", "The figure"},
    [EXPLAIN_VALUE] = {"värde", "value"},
    [EXPLAIN_N] = {"antal bakom", "number behind"},
    [EXPLAIN_DENOMINATOR] = {"nämnare", "denominator"},
    [EXPLAIN_INTERVAL] = {"95 % säkerhet", "95 % interval"},
    [EXPLAIN_MARK] = {"märkning", "mark"},
    [EXPLAIN_DELIVERED] = {"underlag", "delivered"},
    [EXPLAIN_DELIVERED_OF] = {"{1} av {2} enhetsmånader lämnade",
                              "{1} of {2} unit-months delivered"},
    [EXPLAIN_GOAL] = {"mål", "goal"},
    [EXPLAIN_STATUS] = {"förslag till bedömning", "proposed status"},
    [EXPLAIN_ASSESSED] = {"bedömt", "decided status"},
    [EXPLAIN_ASSESSED_BY] = {"{1} ({2}, {3}): {4}", "{1} ({2}, {3}): {4}"},
    [EXPLAIN_YEAR] = {"uppgift från år", "figure from the year"},
    [EXPLAIN_CONTINUES] = {"fortsätter", "continues"},
    [EXPLAIN_STATE] = {"läge", "state"},
    [EXPLAIN_STATE_OF] = {"senaste inläsning {1}", "newest import {1}"},
    [EXPLAIN_DEFINITION] = {"Definition", "Definition"},
    [EXPLAIN_FORMULA] = {"Formel", "Formula"},
    [EXPLAIN_COUNT] = {"Antalet rader i {1}{2}.", "How many rows of {1}{2}."},
    [EXPLAIN_SUM] = {"Summan av {3} i de rader i {1}{2} där det är ifyllt.",
                     "The sum of {3} in those rows of {1}{2} that tell it."},
    [EXPLAIN_MEAN] = {"Medelvärdet av {3} i de rader i {1}{2} där det är ifyllt.",
                      "The mean of {3} in those rows of {1}{2} that tell it."},
    [EXPLAIN_DISTINCT] = {"Antalet olika värden av {3} i raderna i {1}{2}.",
                          "How many different values of {3} the rows of {1}{2} have."},
    [EXPLAIN_SHARE] = {"Andelen av raderna i {1}{2} som uppfyller att {4}.",
                       "The share of the rows of {1}{2} of which {4}."},
    [EXPLAIN_SHARE_KEYS] =
        {"Andelen av de olika värdena av {3} i {1}{2} som har {4} i perioden.",
         "The share of the different values of {3} in {1}{2} with {4} in the period."},
    [EXPLAIN_RATIO] = {"{1} delat med {2}.", "{1} over {2}."},
    [EXPLAIN_OFFERED] = {"I hur många av dessa {1} något är över noll:",
                         "In how many of these {1} any is above zero:"},
    [EXPLAIN_REPORTED] = {"Lämnad som uppgift i {1}: räknas inte ur rader.",
                          "Sent in as a figure in {1}: not counted from rows."},
    [EXPLAIN_REPORTED_SHARE] = {"Lämnad som täljare och nämnare i {1}: andelen är den "
                                "ena delad med den andra.",
                                "Sent in as numerator and denominator in {1}: the share is "
                                "the one over the other."},
    [EXPLAIN_WHERE] = {" där {1}", " where {1}"},
    [EXPLAIN_IS] = {"{1} är {2}", "{1} is {2}"},
    [EXPLAIN_LEAST] = {"{1} är minst {2}", "{1} is at least {2}"},
    [EXPLAIN_MOST] = {"{1} är högst {2}", "{1} is at most {2}"},
    [EXPLAIN_BETWEEN] = {"{1} är {2} till {3}", "{1} is {2} to {3}"},
    [EXPLAIN_AND] = {" och ", " and "},
    [EXPLAIN_OR] = {" eller ", " or "},
    [EXPLAIN_ROWS_MOST] = {"högst {2} rader", "at most {2} rows"},
    [EXPLAIN_ROWS_LEAST] = {"minst {1} rader", "at least {1} rows"},
    [EXPLAIN_ROWS_BETWEEN] = {"{1} till {2} rader", "{1} to {2} rows"},
    [EXPLAIN_FRESH] = {"Bara de vars första rad någonsin i enheten ligger i perioden.",
                       "Only those whose first row ever in the unit falls in the period."},
    [EXPLAIN_LASTS] = {"En rad räknas när den gäller någon dag i perioden.",
                       "A row counts when it lasts on any day of the period."},
    [EXPLAIN_WEIGHED] =
        {"Varje rad vägs med de dagar den gäller, delat med periodens dagar.",
         "Each row is weighted by the days it lasts, over the days of the "
         "period."},
    [EXPLAIN_GROUP] = {"Bara rader med målgruppen {1}.",
                       "Only rows of the target group {1}."},
    [EXPLAIN_CARRIED] = {"En uppgift gäller tills en nyare finns, märkt med sitt år.",
                         "A figure serves until there is a newer, marked with its year."},
    [EXPLAIN_ADDED] = {"Uppgifter för kortare perioder i perioden läggs samman.",
                       "Figures of shorter periods in the period are added up."},
    [EXPLAIN_TIMES] = {"Gånger {1}.", "Times {1}."},
    [EXPLAIN_ONE_IN] = {"Nämnaren räknas som en på {1}.",
                        "The denominator is taken as one in {1}."},
    [EXPLAIN_SET] = {"{1}: {2}", "{1}: {2}"},
    [EXPLAIN_CELLS] = {"Celler", "Cells"},
    [EXPLAIN_SIDES] = {"de två sidorna", "the two sides"},
    [EXPLAIN_SETS] = {"slag för slag", "set by set"},
    [EXPLAIN_UNITS] = {"enhet för enhet", "unit by unit"},
    [EXPLAIN_MONTHS] = {"månad för månad", "month by month"},
    [EXPLAIN_ANEW] =
        {"Räknas på nytt i varje period och enhet; cellerna läggs inte samman.",
         "Counted anew in each period and unit; the cells do not add up."},
    [EXPLAIN_ROWS] = {"Rader ({1})", "Rows ({1})"},
    [EXPLAIN_ROWS_COUNTED] = {"Rader ({1}, varav {2} i täljaren)",
                              "Rows ({1}, of which {2} in the numerator)"},
    [EXPLAIN_ROWS_PEOPLE] = {"Rader ({1}, olika: {2})", "Rows ({1}, different: {2})"},
    [EXPLAIN_ROWS_PEOPLE_COUNTED] = {"Rader ({1}, olika: {2}, varav {3} i täljaren)",
                                     "Rows ({1}, different: {2}, of which {3} in the "
                                     "numerator)"},
    [EXPLAIN_ROWS_MADE] = {"Rader bakom {1}", "Rows behind {1}"},
    [EXPLAIN_NOT_COUNTED] = {"inte i täljaren", "not in the numerator"},
    [EXPLAIN_WHO] = {"nr {1}", "no. {1}"},
    [EXPLAIN_MORE] = {"... och {1} till: --rows 0 visar alla",
                      "... and {1} more: --rows 0 shows all"},
    [EXPLAIN_CLOSED] = {"Rader är enskilda poster, av hur få som helst, och visas bara på "
                        "enhetens egen nivå: samsyn explain {1} --level internal:{2}",
                        "Rows are single records, of however few, and are shown at the "
                        "unit's own level only: samsyn explain {1} --level internal:{2}"},
    [EXPLAIN_CLOSED_ABOVE] =
        {"Rader är enskilda poster, av hur få som helst, och visas bara på varje enhets "
         "egen "
         "nivå, en enhet i taget, till exempel: samsyn explain {1} --level internal:{2}",
         "Rows are single records, of however few, and are shown at each unit's own level "
         "only, a unit at a time, for example: samsyn explain {1} --level internal:{2}"},
    [EXPLAIN_PURGED] =
        {"Raderna före {1} är gallrade ({2}, beslut: {3}). Talet står kvar som "
         "det räknades ur dem.",
         "The rows before {1} were purged ({2}, by decision {3}). The figure "
         "stays as it was counted from them."},
    [EXPLAIN_OWN_ONLY] = {"Här är bara de rader som är {1}s egna. De andra visas på varje "
                          "enhets egen nivå.",
                          "Here are only the rows of {1} itself. The others are shown at "
                          "each unit's own level."},
    [EXPLAIN_UNUSED] = {"Rader i perioden som inte kunde användas ({1})",
                        "Rows in the period that could not be used ({1})"},
};

Str explain_say(Arena *arena, Language language, ExplainPhrase phrase, const Str *parts)
{
    return phrase_fill(arena, phrases[phrase][language], parts);
}

Str explain_mark(Language language, Mark mark)
{
    static const char *const words[][2] = {
        [MARK_OK] = {"allt underlag finns", "all is delivered"},
        [MARK_PROTECTED] = {".. skyddad, få personer", ".. protected, few people"},
        [MARK_MISSING] = {"underlag saknas", "missing, not delivered"},
        [MARK_NOT_MEASURED] = {"mäts inte här", "not measured here"},
        [MARK_NOT_APPLICABLE] = {"kan inte förekomma", "not applicable"},
        [MARK_PRELIMINARY] = {"preliminär", "preliminary"}};
    return str_from(words[mark][language]);
}

Str explain_status(Language language, Status status)
{
    static const char *const words[][2] = {
        [STATUS_NONE] = {"", ""},
        [STATUS_MET] = {"uppfylls helt", "met"},
        [STATUS_PARTLY] = {"uppfylls delvis", "partly met"},
        [STATUS_NOT_MET] = {"uppfylls inte", "not met"},
        [STATUS_UNDECIDED] = {"går inte att avgöra", "undecided"}};
    return str_from(words[status][language]);
}

Str explain_basis(Language language, const Fact *fact)
{
    static const char *const bases[][2] = {
        [BASIS_NONE] = {"", ""},
        [BASIS_OUTCOME] = {"", ""},
        [BASIS_INTERVAL] = {"enligt intervallet", "by its interval"},
        [BASIS_FORECAST] = {"prognos för året", "forecast of the year"},
        [BASIS_REACHED] = {"kan inte ändras av det som återstår av året",
                           "cannot be changed by what is left of the year"}};
    static const char *const reasons[][2] = {
        [UNDECIDED_NOT] = {"", ""},
        [UNDECIDED_EARLY] = {"för tidigt: färre än tre månader har kommit in",
                             "too early: fewer than three months are reported"},
        [UNDECIDED_CHANCE] = {"skillnaden kan vara slump", "it may be chance"},
        [UNDECIDED_INCOMPLETE] = {"allt underlag finns inte", "not all is delivered"},
        [UNDECIDED_RUNNING] = {"året pågår, och måttet har ingen prognos",
                               "the year runs, and this has no forecast"},
        [UNDECIDED_CARRIED] = {"uppgiften är från ett annat år",
                               "the figure is another year's"}};
    return str_from(fact->status == STATUS_UNDECIDED ? reasons[fact->undecided][language]
                                                     : bases[fact->basis][language]);
}
