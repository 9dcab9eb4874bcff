/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/verify_words.h"

#include "engine/base/phrase.h"

static const char *const phrases[VERIFY_PHRASES][2] = {
    [VERIFY_FAULT] = {"fel", "fault"},
    [VERIFY_NOTE] = {"notering", "note"},
    [VERIFY_JOURNAL] = {"journalen, rad {1}", "the journal, line {1}"},
    [VERIFY_BATCH] = {"parti {1}", "batch {1}"},
    [VERIFY_LINE] =
        {"raden ({1}, {2}) är inte som den skrevs. Det som står efter den går inte "
         "att lita på.",
         "the line ({1}, {2}) is not as it was written. What stands after it "
         "cannot be relied on."},
    [VERIFY_LINES] =
        {"raden ({1}, {2}) följer inte på den före: någon rad är borttagen eller "
         "insatt där.",
         "the line ({1}, {2}) does not follow the one before: a line was taken "
         "away or put in there."},
    [VERIFY_UNTOLD] = {"{1} finns i databasen, men journalen säger inte att den lästes.",
                       "{1} is in the database, but the journal does not say that it was "
                       "read."},
    [VERIFY_GONE] =
        {"journalen säger att en fil lästes, men databasen har den inte.",
         "the journal says that a file was read, but the database does not have "
         "it."},
    [VERIFY_LEFT] = {"det som {1} lämnade i tabellen {2} är ändrat sedan den lästes.",
                     "what {1} left in the table {2} has been changed since it was read."},
    [VERIFY_CLOSED] =
        {"de rader i tidigare filer som {1} ersatte är inte de som journalen "
         "säger (tabellen closures).",
         "the rows of earlier files that {1} replaced are not those the journal "
         "says (table closures)."},
    [VERIFY_UNDONE] = {"om {1} är ångrad säger databasen ett och journalen ett annat.",
                       "whether {1} is undone the database says one thing, and the journal "
                       "another."},
    [VERIFY_HELD] =
        {"filen sägs gälla fast den inte gör det, eller tvärtom (batches.held).",
         "the file is said to hold though it does not, or the other way round "
         "(batches.held)."},
    [VERIFY_HELD_ROWS] =
        {"records {1}: raderna sägs gälla fast de inte gör det, eller tvärtom "
         "(records.held).",
         "records {1}: the rows are said to hold though they do not, or the "
         "other way round (records.held)."},
    [VERIFY_LEDGER] =
        {"det som minns vad som har publicerats sedan den filen lästes är ändrat "
         "(tabellen published).",
         "what remembers what has been published since that file was read has "
         "been changed (table published)."},
    [VERIFY_FROZEN] =
        {"talen för tiden före {1}, vars uppgifter är gallrade, är inte de som stod "
         "kvar då.",
         "the figures of the time before {1}, whose records are purged, are not "
         "those that stayed then."},
    [VERIFY_FIGURE] = {"{1}: {2} är inte vad uppgifterna ger.",
                       "{1}: {2} is not what the records give."},
    [VERIFY_FIGURE_PUT] = {"{1}: talet finns, men inga uppgifter ger det.",
                           "{1}: the figure is there, but no records give it."},
    [VERIFY_FIGURE_LOST] = {"{1}: uppgifterna ger ett tal, men det finns inte.",
                            "{1}: the records give a figure, but it is not there."},
    [VERIFY_KEPT] = {"{1} är inte vad uppgifterna ger.",
                     "{1} is not what the records give."},
    [VERIFY_MORE] = {"och {1} fel till av samma slag som visats.",
                     "and {1} more faults of the kinds shown."},
    [VERIFY_UNFINISHED] =
        {"en publicering avbröts på vägen. Varje fil är hel, men de är inte av samma gång: "
         "nästa samsyn report gör den klar.",
         "a publication was stopped on its way. Each file is whole, but they are not of "
         "one run: the next samsyn report finishes it."},
    [VERIFY_NOT_CURRENT] =
        {"talen väntar på att räknas om (inställningarna är ändrade, eller en inläsning "
         "avbröts) och är inte prövade; de räknas om av nästa import, report eller facts.",
         "the figures await being made anew (settings have changed, or an import was cut "
         "off) and were not looked at; the next import, report or facts makes them."},
    [VERIFY_PURGED] =
        {"uppgifter före {1} gallrades {2} (beslut: {3}); talen för den tiden är "
         "de som stod kvar då.",
         "records before {1} were purged {2} (decision: {3}); the figures of that "
         "time are those that stayed then."},
    [VERIFY_NOT_THERE] = {"står i manifest.json men finns inte.",
                          "is in manifest.json, but is not there."},
    [VERIFY_CHANGED] =
        {"är inte den fil som publicerades {1}: den är ändrad sedan dess.",
         "is not the file that was published {1}: it has been changed since."},
    [VERIFY_UNKNOWN] = {"är inte publicerad av samsyn: journalen säger inget om den.",
                        "was not published by samsyn: the journal does not tell of it."},
    [VERIFY_OTHER] =
        {"är den fil som publicerades {1}, men manifest.json säger något annat om "
         "den.",
         "is the file that was published {1}, but manifest.json says something "
         "else of it."},
    [VERIFY_UNLISTED] = {"publicerades {1}, men står inte i manifest.json.",
                         "was published {1}, but is not in manifest.json."},
    [VERIFY_OLDER] = {"är den som publicerades {1}; {2} publicerades en nyare.",
                      "is the one that was published {1}; a newer was published {2}."},
    [VERIFY_NO_MANIFEST] = {"finns inte; filerna prövades mot journalen.",
                            "is not there; the files were held against the journal."},
    [VERIFY_SET] = {"made_from {1}: listan är ändrad sedan den skrevs.",
                    "made_from {1}: the list has been changed since it was written."},
    [VERIFY_NOT_MADE] = {"går inte att göra om: {1}", "cannot be made anew: {1}"},
    [VERIFY_DIFFERS] = {"blir inte densamma när den görs om ur uppgifterna från {1}.",
                        "does not come out the same, made anew from the records of {1}."},
    [VERIFY_BECAUSE] = {"Sedan dess: {1}.", "Since then: {1}."},
    [VERIFY_BECAUSE_DATABASE] =
        {"Databasens innehåll är ändrat, se ovan.",
         "The contents of the database have been changed, see above."},
    [VERIFY_BECAUSE_PROGRAM] =
        {"Inget underlag är ändrat: den gjordes av en annan version av programmet eller av "
         "systemets bibliotek.",
         "No input has changed: another version of the program, or of the system's "
         "libraries, "
         "made it."},
    [VERIFY_BECAUSE_PURGED] =
        {"Den publicerades före gallringen, så det går inte att avgöra.",
         "It was published before the purge, so that cannot be decided."},
    [VERIFY_SINCE] = {"blir densamma när den görs om, fast sedan dess: {1}.",
                      "comes out the same, made anew, though since then: {1}."},
    [VERIFY_INPUT_CHANGED] = {"{1} är ändrad", "{1} has changed"},
    [VERIFY_INPUT_GONE] = {"{1} är borta", "{1} is gone"},
    [VERIFY_INPUT_NEW] = {"{1} har tillkommit", "{1} has been added"},
    [VERIFY_SUM_JOURNAL] = {"journalen: {1} rader, {2} till {3}",
                            "the journal: {1} lines, {2} to {3}"},
    [VERIFY_SUM_DATABASE] = {"databasen: {1} filer och {2} tal prövade",
                             "the database: {1} files and {2} figures looked at"},
    [VERIFY_SUM_FILES] =
        {"publicerat: {1} filer prövade, {2} rapporter gjorda om till samma "
         "byte",
         "published: {1} files looked at, {2} reports made anew to the same "
         "bytes"},
    [VERIFY_SUM] = {"fel: {1}, noteringar: {2}", "faults: {1}, notes: {2}"},
};

Str verify_say(Arena *arena, Language language, VerifyPhrase phrase, const Str *parts)
{
    return phrase_fill(arena, phrases[phrase][language], parts);
}
