/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check_words.h"

#include "engine/base/phrase.h"

static const char *const phrases[CHECK_PHRASES][2] = {
    [CHECK_ERROR] = {"fel", "error"},
    [CHECK_WARNING] = {"varning", "warning"},
    [CHECK_NOTE] = {"notering", "note"},
    [CHECK_SUM] = {"fel: {1}, varningar: {2}, noteringar: {3}",
                   "errors: {1}, warnings: {2}, notes: {3}"},
    [CHECK_NO_CITY] =
        {"ingen rad har typen city (kommun), så inget räknas samman för alla. Lägg till "
         "en.",
         "no row has the type city, so nothing is added up for all. Add one."},
    [CHECK_NETWORK_EMPTY] =
        {"nätverket {1} har inga enheter. Skriv {2} i ingår_i hos dem som hör dit.",
         "the network {1} has no units. Write {2} as part_of of those that belong to it."},
    [CHECK_IN_NO_NETWORK] =
        {"{1} ingår inte i något nätverk. Skriv det i ingår_i om den ska räknas i ett.",
         "{1} is in no network. Write it as part_of if it shall count in one."},
    [CHECK_NO_SUCCESSOR] =
        {"{1} upphör {2} utan efterträdare, och underlag finns till och med {3}. Skriv "
         "efterträdaren, så att serien fortsätter.",
         "{1} ends on {2} without a successor, and there is data up to {3}. Write the "
         "successor, so that the series goes on."},
    [CHECK_SUCCESSOR_LATE] =
        {"{1} upphör {2}, men efterträdaren {3} börjar först {4}. Rätta datumen, annars "
         "faller tiden emellan bort.",
         "{1} ends on {2}, but its successor {3} does not begin until {4}. Correct the "
         "dates, or the time between is lost."},
    [CHECK_SUCCESSOR_EARLY] =
        {"{1} upphör {2}, men efterträdaren {3} börjar redan {4}. Rätta datumen om båda "
         "inte "
         "ska finnas samtidigt.",
         "{1} ends on {2}, but its successor {3} begins already on {4}. Correct the dates "
         "unless both exist at a time."},
    [CHECK_SUCCESSOR_NO_END] =
        {"{1} har en efterträdare men ingen sista dag. Skriv den i till.",
         "{1} has a successor but no last day. Write it as until."},
    [CHECK_GOAL_UNIT_THEN] =
        {"målet för {1} gäller {2}, men enheten finns {3}. Rätta målets eller enhetens "
         "datum.",
         "the goal of {1} holds {2}, but the unit exists {3}. Correct the dates of one of "
         "them."},
    [CHECK_GOAL_SUM] = {"{1}: {2} har målet {3} ({4}), men dess {5} enheters mål är "
                        "tillsammans {6}. Rätta "
                        "det ena, om skillnaden inte är avsedd.",
                        "{1}: {2} has the goal {3} ({4}), but the goals of its {5} units "
                        "are {6} together. "
                        "Correct one of them, unless the difference is meant."},
    [CHECK_GOAL_OWN_TOTAL] =
        {"{1}: målet för {2} bedömer dess eget utfall; \"{3}\" på rad {4} gäller var enhet "
         "för sig.",
         "{1}: the goal of {2} judges its own outcome; \"{3}\" on line {4} holds for each "
         "unit by itself."},
    [CHECK_GOAL_OWN_FIRST] = {"{1}: det egna målet för {2} går före \"{3}\" på rad {4}.",
                              "{1}: the own goal of {2} goes before \"{3}\" on line {4}."},
    [CHECK_GOAL_NO_DATA] =
        {"mål utan underlag: {1} för {2} har inga siffror per {3} i målets tid ({4}). Be "
         "om "
         "underlaget, eller rätta eller avsluta målet.",
         "a goal without data: {1} of {2} has no figures per {3} in the goal's time ({4}). "
         "Ask for the data, or correct or end the goal."},
    [CHECK_GOAL_OVER_100] =
        {"{1} räknas i procent, och målet är {2}. Rätta målet.",
         "{1} is counted in per cent, and the goal is {2}. Correct the goal."},
    [CHECK_EVERY_DISTRICT] = {"alla stadsdelar", "all districts"},
    [CHECK_NO_SOURCE] =
        {"{1}: gränsvärde och minsta förändring saknar källa. Skriv den som source, den "
         "trycks med siffrorna.",
         "{1}: cut-off and reliable change have no source. Write it as source, it is "
         "printed with the figures."},
    [CHECK_NO_SOURCE_OF] =
        {"{1}: den egna minsta förändringen saknar källa. Skriv den som source i outcome.",
         "{1}: the reliable change of its own has no source. Write it as source in "
         "outcome."},
    [CHECK_NOTHING_IMPORTED] =
        {"inget är inläst än, så bara inställningarna är prövade. Lägg filer i inbox/ och "
         "kör samsyn import.",
         "nothing is imported yet, so only the settings are tried. Put files into inbox/ "
         "and run samsyn import."},
    [CHECK_UNKNOWN_UNIT] = {"\"{1}\" är ingen känd enhet (oanvända rader: {2}, i filer: "
                            "{3}). Skriv namnet som "
                            "alias hos rätt enhet i units.csv.",
                            "\"{1}\" is no known unit (rows not used: {2}, in files: {3}). "
                            "Write the name as an "
                            "alias of the right unit in units.csv."},
    [CHECK_UNKNOWN_UNIT_NEAR] =
        {"\"{1}\" är ingen känd enhet (oanvända rader: {2}, i filer: {3}). Menades {4}? "
         "Skriv "
         "då \"{1}\" som alias hos {4} i units.csv.",
         "\"{1}\" is no known unit (rows not used: {2}, in files: {3}). Is {4} meant? Then "
         "write \"{1}\" as an alias of {4} in units.csv."},
    [CHECK_NO_GOAL] =
        {"{1} för {2}, {3}, är bedömt, men det finns inget mål för perioden. Rätta "
         "perioden, eller skriv målet i goals.csv.",
         "{1} of {2}, {3}, is judged, but there is no goal for the period. Correct the "
         "period, or write the goal into goals.csv."},
    [CHECK_COMMENT_NO_PERIOD] =
        {"mappens namn är ingen period, så kommentarerna i den visas inte. Skriv 2018-04, "
         "2018-Q1, 2018-T1, 2018-H1 eller 2018.",
         "the folder's name is no period, so the comments in it are not shown. Write "
         "2018-04, 2018-Q1, 2018-T1, 2018-H1 or 2018."},
    [CHECK_COMMENT_NO_UNIT] =
        {"\"{1}\" är ingen känd enhet, så kommentaren visas inte. Döp filen efter enheten "
         "i "
         "units.csv.",
         "\"{1}\" is no known unit, so the comment is not shown. Name the file after the "
         "unit in units.csv."},
    [CHECK_COMMENT_PERSONAL] =
        {"raden har något som kan vara ett personnummer, ett telefonnummer eller en "
         "e-postadress, så kommentaren visas inte. Ta bort det.",
         "the line has what may be a personal identity number, a telephone number or an "
         "e-mail address, so the comment is not shown. Take it out."},
    [CHECK_COMMENT_UNREADABLE] =
        {"kommentaren kan inte läsas och visas inte. Spara filen som UTF-8.",
         "the comment cannot be read and is not shown. Save the file as UTF-8."},
    [CHECK_UNIT_KNOWN_NOW] =
        {"\"{1}\" är nu känd som {4}, men rader med det är inte använda än (rader: {2}, i "
         "filer: {3}). Kör samsyn import.",
         "\"{1}\" is now known as {4}, but rows with it are not used yet (rows: {2}, in "
         "files: {3}). Run samsyn import."},
    [CHECK_SHARE_OVER_100] =
        {"{1} för {2}, {3}: täljaren {4} är större än nämnaren {5}. Rätta den av dem som "
         "är "
         "fel.",
         "{1} of {2}, {3}: the numerator {4} is more than the denominator {5}. Correct the "
         "one that is wrong."},
    [CHECK_VALUE_OVER_100] =
        {"{1} för {2}, {3}: {4} är mer än 100 procent. Rätta värdet.",
         "{1} of {2}, {3}: {4} is more than 100 per cent. Correct the value."},
    [CHECK_SILENT] =
        {"{1} ({2}): ingen har lämnat underlag. Be om det, om det ska följas.",
         "{1} ({2}): nobody has delivered data. Ask for it, if it shall be followed."},
    [CHECK_DELIVERED] = {"Lämnat underlag {1} till {2} (● lämnat, ○ saknas, · väntas inte)",
                         "Delivered {1} to {2} (● delivered, ○ missing, · not expected)"},
    [CHECK_OF] = {"{1} av {2}", "{1} of {2}"},
    [CHECK_LASTING] =
        {"{1}: gäller tills annat lämnas; från {2} av {3} enheter, senast för "
         "{4}",
         "{1}: holds until something newer; from {2} of {3} units, last for "
         "{4}"},
    [CHECK_NEVER_BY] = {"aldrig lämnat: {1}", "never delivered: {1}"},
    [CHECK_REVISIONS] = {"Rättat och sent lämnat", "Corrected and late"},
    [CHECK_REVISIONS_ROW] = {"{1}  {2}: rättelser {3}, sena rader {4}",
                             "{1}  {2}: corrections {3}, late rows {4}"},
    [CHECK_ALWAYS] = {"alltid", "always"},
    [CHECK_FROM] = {"från {1}", "from {1}"},
    [CHECK_UNTIL] = {"till och med {2}", "until {2}"},
    [CHECK_FROM_UNTIL] = {"{1} till {2}", "{1} to {2}"},
};

Str check_say(Arena *arena, Language language, CheckPhrase phrase, const Str *parts)
{
    return phrase_fill(arena, phrases[phrase][language], parts);
}

Str check_period_word(Language language, PeriodKind kind)
{
    static const char *const swedish[] = {"månad", "kvartal", "tertial", "halvår", "år"};
    return language == LANGUAGE_SV ? str_from(swedish[kind]) : period_kind_word(kind);
}
