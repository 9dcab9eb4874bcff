/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/audit_words.h"

#include "engine/base/phrase.h"

static const char *const phrases[AUDIT_PHRASES][2] = {
    [AUDIT_SAY_EXACT] = {"{1} är skyddad men går att räkna ut: {2}.",
                         "{1} is protected but can be worked out: {2}."},
    [AUDIT_SAY_BETWEEN] = {"{1} är skyddad men måste vara {2} till {3}.",
                           "{1} is protected but must be {2} to {3}."},
    [AUDIT_SAY_AT_LEAST] = {"{1} är skyddad men måste vara minst {2}.",
                            "{1} is protected but must be at least {2}."},
    [AUDIT_SAY_SHOWN_AT] = {"Talet står i {1}. Skydda det även där.",
                            "The number stands in {1}. Protect it there too."},
    [AUDIT_SAY_FROM] = {"Det följer av {1}.", "It follows from {1}."},
    [AUDIT_SAY_MORE] = {"{1} till", "{1} more"},
    [AUDIT_SAY_PROTECT_MORE] = {"Skydda ett till av talen, eller dra in det.",
                                "Protect one more of the figures, or withdraw it."},
    [AUDIT_SAY_OPEN] = {"{1} visas fast få personer står bakom: {2}. Skydda talet.",
                        "{1} is shown though few people stand behind it: {2}. Protect it."},
    [AUDIT_SAY_MARKS] = {"{1} är skyddad här men visas i {2}. Märk den lika i båda.",
                         "{1} is protected here but shown in {2}. Mark it alike in both."},
    [AUDIT_SAY_REVISED_FEW] =
        {"{1} är {3} här och {2} i {4}: skillnaden visar några få. Vänta med rättelsen.",
         "{1} is {3} here and {2} in {4}: the difference shows a few people. Hold the "
         "correction back."},
    [AUDIT_SAY_REVISED] = {"{1} är {3} här och {2} i {4}.",
                           "{1} is {3} here and {2} in {4}."},
    [AUDIT_SAY_STARTS_HIGH] = {"{1} är skyddad, och måste vara minst {2}.",
                               "{1} is protected, and must be at least {2}."},
    [AUDIT_SAY_CONTRADICTION] =
        {"{1}: talen runt det säger emot varandra, så det är inte prövat. Se efter om "
         "filerna hör ihop.",
         "{1}: the figures round it contradict each other, so it was not attacked. See "
         "whether the files belong together."},
    [AUDIT_SAY_REST] = {"nämnaren utan n av {1}", "the denominator less n of {1}"},
    [AUDIT_SAY_ALL] = {"nämnaren av {1}", "the denominator of {1}"},
    [AUDIT_SAY_N] = {"n av {1}", "n of {1}"},
    [AUDIT_SAY_UNCLOSED] = {"citattecknet stängs aldrig. Hämta filen på nytt.",
                            "the quote is never closed. Fetch the file anew."},
    [AUDIT_SAY_CELLS] = {"raden har {1} celler, rubriken {2}. Hämta filen på nytt.",
                         "the row has {1} cells, the heading {2}. Fetch the file anew."},
    [AUDIT_SAY_BAD_CELL] = {"{1} är inget giltigt värde i {2}. Hämta filen på nytt.",
                            "{1} is no valid value of {2}. Fetch the file anew."},
    [AUDIT_SAY_NUMBERS_SHOWN] =
        {"{1} är märkt som skyddad men visar tal. Ta bort dem.",
         "{1} is marked as protected but shows numbers. Take them away."},
    [AUDIT_SAY_OTHER_CSV] = {"CSV-filer med andra kolumner, inte prövade: {1} ({2}).",
                             "CSV files with other columns, not audited: {1} ({2})."},
    [AUDIT_SAY_PAGES] =
        {"sidor utan tal i en CSV-fil bredvid, INTE PRÖVADE: {1} ({2}). Publicera "
         "deras tal bredvid dem för att få dem prövade.",
         "pages without their figures in a CSV file beside them, NOT AUDITED: {1} ({2}). "
         "Publish their figures beside them to have them audited."},
    [AUDIT_SAY_PAGES_INTERNAL] =
        {"interna sidor, inte prövade: {1}. De får inte publiceras.",
         "internal pages, not audited: {1}. They must not be published."},
    [AUDIT_SAY_NO_FIGURES] =
        {"inga tal att pröva: ingen CSV-fil har kolumnerna från samsyn facts.",
         "no figures to audit: no CSV file has the columns of samsyn facts."},
    [AUDIT_SAY_UNKNOWN_MEASURE] =
        {"\"{1}\" finns varken i definitions.csv eller bland indikatorerna, och prövas som "
         "ett antal personer.",
         "\"{1}\" is neither in definitions.csv nor among the indicators, and is audited "
         "as a count of people."},
    [AUDIT_SAY_UNKNOWN_UNIT] =
        {"\"{1}\" finns varken i units.csv bredvid eller i arbetsmappens, så vad den hör "
         "till är okänt.",
         "\"{1}\" is neither in a units.csv there nor in the workspace's, so what it "
         "belongs to is not known."},
    [AUDIT_SAY_NO_DATABASE] =
        {"ingen databas: vilka tal som behöver skyddet bedöms efter filerna.",
         "no database: which figures need protection is judged by the files."},
    [AUDIT_SAY_SUM] =
        {"tal: {1}, skyddade: {2}, prövade: {3}, fel: {4}, noteringar: {5}",
         "figures: {1}, protected: {2}, attacked: {3}, failures: {4}, notes: {5}"},
};

Str audit_say(Arena *arena, Language language, AuditPhrase phrase, const Str *parts)
{
    return phrase_fill(arena, phrases[phrase][language], parts);
}
