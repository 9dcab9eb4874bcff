/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/words.h"

#include "engine/base/phrase.h"

static const char *const phrases[SAY_COUNT][2] = {
    [SAY_EMPTY] = {"fältet är tomt", "the field is empty"},
    [SAY_EMPTY_DO] = {"Fyll i det.", "Fill it in."},
    [SAY_NO_DATE] = {"är inget datum", "is not a date"},
    [SAY_NO_DATE_DO] = {"Skriv det som 2018-03-26.", "Write it as 2018-03-26."},
    [SAY_SERIAL_DO] =
        {"Det ser ut som Excels dagnummer för {1} (för {2} om arbetsboken räknar från "
         "1904, "
         "som på äldre Mac): formatera kolumnen som datum och spara om.",
         "It looks like Excel's serial number of {1} (of {2} if the workbook counts from "
         "1904, as on older Macs): format the column as dates and save again."},
    [SAY_WEEK] = {"är en vecka, och veckor räknas inte",
                  "is a week, and weeks are not counted"},
    [SAY_WEEK_DO] = {"Skriv månaden, till exempel 2018-03.",
                     "Write the month, for example 2018-03."},
    [SAY_PERIOD_NO_DATE] = {"är en period, ingen dag", "is a period, not a day"},
    [SAY_PERIOD_NO_DATE_DO] = {"Skriv dagen, till exempel 2018-03-26.",
                               "Write the day, for example 2018-03-26."},
    [SAY_DAY_NO_PERIOD] = {"är en dag, ingen period", "is a day, not a period"},
    [SAY_DAY_NO_PERIOD_DO] =
        {"Menade du månaden {1}? Formatera i så fall kolumnen som text "
         "och skriv den så.",
         "Did you mean the month {1}? If so, format the column as text "
         "and write it like that."},
    [SAY_NO_YEAR] = {"saknar år", "has no year"},
    [SAY_TWO_DAYS] = {"kan vara två olika dagar", "may be two different days"},
    [SAY_TWO_DAYS_DO] = {"Skriv den som {1} eller {2}.", "Write it as {1} or {2}."},
    [SAY_DATE_FAR] = {"ligger utanför åren 1990-2100", "is outside the years 1990-2100"},
    [SAY_DATE_FAR_DO] = {"Rätta årtalet.", "Correct the year."},
    [SAY_FUTURE] = {"har inte varit än", "has not been yet"},
    [SAY_FUTURE_DO] = {"Rätta datumet.", "Correct the date."},
    [SAY_NO_PERIOD] = {"är ingen period", "is not a period"},
    [SAY_NO_PERIOD_DO] = {"Skriv den som 2018-03, 2018-Q1, 2018-T1, 2018-H1 eller 2018.",
                          "Write it as 2018-03, 2018-Q1, 2018-T1, 2018-H1 or 2018."},
    [SAY_NO_UNIT] = {"är ingen känd enhet", "is not a known unit"},
    [SAY_NO_UNIT_DO] = {"Skriv namnet som i units.csv, eller lägg till det där som alias.",
                        "Write the name as in units.csv, or add it there as an alias."},
    [SAY_UNIT_THEN] = {"fanns inte den dagen", "did not exist on that day"},
    [SAY_UNIT_THEN_DO] = {"Skriv den enhet som gällde då, eller rätta datumet.",
                          "Write the unit of that time, or correct the date."},
    [SAY_UNIT_NAMED_DO] = {"Skriv {1}, som gällde då, eller rätta datumet.",
                           "Write {1}, which was there then, or correct the date."},
    [SAY_NO_WORD] = {"är inget känt ord här", "is not a known word here"},
    [SAY_CHOOSE_DO] = {"Skriv något av: {1}.", "Write one of: {1}."},
    [SAY_MEANT_DO] = {"Menade du \"{1}\"?", "Did you mean \"{1}\"?"},
    [SAY_NO_INDICATOR] = {"är ingen känd indikator", "is not a known indicator"},
    [SAY_NO_INDICATOR_DO] = {"Skriv ett id eller namn ur indicators.yaml.",
                             "Write an id or name from indicators.yaml."},
    [SAY_COUNTED] = {"räknas ur raderna och kan inte lämnas som nyckeltal",
                     "is counted from the rows and cannot be sent as a figure"},
    [SAY_COUNTED_DO] = {"Ta bort raden.", "Remove the row."},
    [SAY_SHARE] = {"är en andel och behöver täljare och nämnare",
                   "is a share and needs a numerator and a denominator"},
    [SAY_SHARE_DO] = {"Fyll i båda; andelen räknas ut.",
                      "Fill in both; the share is worked out."},
    [SAY_ELSEWHERE] = {"hör inte hemma här utan bland {1}",
                       "belongs not here but among {1}"},
    [SAY_ELSEWHERE_DO] = {"Flytta raden till filen med {1}.",
                          "Move the row to the file with {1}."},
    [SAY_NO_NUMBER] = {"är inget tal", "is not a number"},
    [SAY_NO_NUMBER_DO] = {"Skriv bara siffror, till exempel 45.",
                          "Write digits only, for example 45."},
    [SAY_AMBIGUOUS] = {"kan läsas på två sätt", "can be read in two ways"},
    [SAY_AMBIGUOUS_DO] =
        {"Skriv tusental med mellanrum eller ihop, decimaler med komma.",
         "Write thousands with a space or together, decimals with a comma."},
    [SAY_EITHER_DO] =
        {"Menade du {1} eller {2}? Skriv tusental med mellanrum eller ihop, decimaler med "
         "komma.",
         "Did you mean {1} or {2}? Write thousands with a space or together, decimals with "
         "a comma."},
    [SAY_FOREIGN] = {"är inte skrivet med svenska skiljetecken",
                     "is not written with Swedish separators"},
    [SAY_READING_DO] = {"Menade du {1}?", "Did you mean {1}?"},
    [SAY_NOT_WHOLE] = {"är inget helt tal", "is not a whole number"},
    [SAY_NOT_WHOLE_DO] = {"Skriv talet utan decimaler.",
                          "Write the number without decimals."},
    [SAY_EXPONENT_KEY_DO] =
        {"Formatera kolumnen som text, skriv nyckeln igen och spara om.",
         "Format the column as text, write the key again and save again."},
    [SAY_PERCENT] = {"är procent och inget antal", "is a percentage and no number"},
    [SAY_PERCENT_DO] = {"Skriv talet, eller täljare och nämnare.",
                        "Write the number, or numerator and denominator."},
    [SAY_EXPONENT] = {"är ett tal som kalkylbladet har kortat",
                      "is a number that the spreadsheet has cut short"},
    [SAY_EXPONENT_DO] = {"Formatera kolumnen som tal utan exponent och spara om.",
                         "Format the column as numbers without exponent and save again."},
    [SAY_PRECISE] = {"har för många decimaler", "has too many decimals"},
    [SAY_PRECISE_DO] = {"Skriv högst {1} decimaler.", "Write at most {1} decimals."},
    [SAY_TOO_SMALL] = {"är mindre än {1}", "is less than {1}"},
    [SAY_TOO_LARGE] = {"är större än {1}", "is more than {1}"},
    [SAY_BOUND_DO] = {"Rätta talet.", "Correct the number."},
    [SAY_FORMULA] = {"är en formel och inget värde", "is a formula and no value"},
    [SAY_FORMULA_DO] = {"Skriv värdet i stället för formeln och spara om.",
                        "Write the value instead of the formula and save again."},
    [SAY_KEY_LONG] = {"är längre än någon nyckel", "is longer than any key"},
    [SAY_KEY_LONG_DO] = {"Skriv nyckeln som i er lista, högst 100 tecken.",
                         "Write the key as in your list, at most 100 characters."},
    [SAY_FORMAT] = {"är ingen nyckel av formen {1}", "is not a key of the form {1}"},
    [SAY_FORMAT_DO] = {"Skriv nyckeln som i er lista (9 är en siffra, A en bokstav).",
                       "Write the key as in your list (9 is a digit, A a letter)."},
    [SAY_SHEET_ERROR] = {"är ett fel i kalkylbladet", "is an error of the spreadsheet"},
    [SAY_SHEET_ERROR_DO] = {"Rätta formeln i cellen och spara om.",
                            "Correct the cell's formula and save again."},
    [SAY_ERROR_MISSING] = {"betyder att en uppslagning i kalkylbladet inte hittade något",
                           "means that a look-up in the spreadsheet found nothing"},
    [SAY_ERROR_MISSING_DO] = {"Rätta uppslagningen (LETARAD eller liknande) eller skriv "
                              "värdet, och spara om.",
                              "Correct the look-up (VLOOKUP or the like) or write the "
                              "value, and save again."},
    [SAY_ERROR_ZERO] = {"betyder att en formel delar med noll eller en tom cell",
                        "means that a formula divides by zero or an empty cell"},
    [SAY_ERROR_ZERO_DO] = {"Skriv värdet, eller töm cellen om det inte finns något, och "
                           "spara om.",
                           "Write the value, or clear the cell if there is none, and save "
                           "again."},
    [SAY_ERROR_VALUE] = {"betyder att en formel räknar med text i stället för tal",
                         "means that a formula counts with text instead of numbers"},
    [SAY_ERROR_VALUE_DO] =
        {"Rätta formeln eller cellerna som den räknar med, och spara om.",
         "Correct the formula or the cells it counts with, and save "
         "again."},
    [SAY_ERROR_REFERENCE] = {"betyder att en formel pekar på celler som är borttagna",
                             "means that a formula points at cells that are removed"},
    [SAY_ERROR_REFERENCE_DO] = {"Låt formeln peka rätt eller skriv värdet, och spara om.",
                                "Let the formula point right or write the value, and save "
                                "again."},
    [SAY_ERROR_NAME] = {"betyder att en formel innehåller ett ord som kalkylbladet inte "
                        "känner",
                        "means that a formula holds a word that the spreadsheet does not "
                        "know"},
    [SAY_ERROR_NAME_DO] = {"Rätta stavningen i formeln och spara om.",
                           "Correct the spelling in the formula and save again."},
    [SAY_ERROR_NUMBER] = {"betyder att en formel inte ger något möjligt tal",
                          "means that a formula gives no possible number"},
    [SAY_ERROR_NARROW] = {"betyder att kolumnen är för smal för sitt värde",
                          "means that the column is too narrow for its value"},
    [SAY_ERROR_NARROW_DO] = {"Gör kolumnen bredare i kalkylbladet och spara om.",
                             "Make the column wider in the spreadsheet and save again."},
    [SAY_DATED] = {"är vad Excel gör av {1}", "is what Excel makes of {1}"},
    [SAY_DATED_DO] = {"Formatera kolumnen som text, skriv värdet igen och spara om.",
                      "Format the column as text, write the value again and save again."},
    [SAY_DATED_NUMBER] = {"är det datum som Excel gör av {1} eller {2}",
                          "is the date that Excel makes of {1} or {2}"},
    [SAY_DATED_NUMBER_DO] = {"Formatera kolumnen som tal, skriv talet igen (med "
                             "decimalkomma) och spara om.",
                             "Format the column as numbers, write the number again (with a "
                             "decimal comma) and save again."},
    [SAY_TRUTH] = {"är svaret på ett villkor i kalkylbladet, inget värde",
                   "is the answer to a condition in the spreadsheet, not a value"},
    [SAY_TRUTH_DO] = {"Skriv värdet i stället för formeln och spara om.",
                      "Write the value instead of the formula and save again."},
    [SAY_ZEROS] = {"har färre siffror än {1}: Excel tar bort nollor i början",
                   "has fewer digits than {1}: Excel removes zeros at the beginning"},
    [SAY_ZEROS_DO] =
        {"Formatera kolumnen som text, skriv hela nyckeln igen och spara om.",
         "Format the column as text, write the whole key again and save again."},
    [SAY_CONTROL] = {"innehåller osynliga styrtecken",
                     "holds invisible control characters"},
    [SAY_CONTROL_DO] = {"Skriv om cellens innehåll för hand.",
                        "Type the cell anew by hand."},
    [SAY_PHONE] = {"innehåller vad som ser ut som ett telefonnummer",
                   "holds what looks like a telephone number"},
    [SAY_EMAIL] = {"innehåller vad som ser ut som en e-postadress",
                   "holds what looks like an e-mail address"},
    [SAY_CONTACT_DO] = {"Ta bort uppgiften; inget som pekar ut en person ska skickas.",
                        "Remove it; nothing that points at a person is to be sent."},
    [SAY_NONE_OF] = {"raden saknar uppgift", "the row says nothing"},
    [SAY_NONE_OF_DO] = {"Fyll i {1}.", "Fill in {1}."},
    [SAY_ORDER] = {"är mer eller senare än \"{1}\"", "is more or later than \"{1}\""},
    [SAY_ORDER_DO] = {"Rätta den av dem som är fel.", "Correct the one that is wrong."},
    [SAY_CELLS] = {"raden har fler fält än rubriker ({1} mot {2})",
                   "the row has more fields than headings ({1} against {2})"},
    [SAY_CELLS_DO] = {"Sätt citattecken runt text som innehåller skiljetecknet.",
                      "Put quotes around text that holds the delimiter."},
    [SAY_PURGED] =
        {"uppgifter före {1} är gallrade ({2}, beslut: {3}), och talen står kvar",
         "records before {1} were purged ({2}, by decision {3}), and the figures "
         "stay"},
    [SAY_PURGED_DO] = {"Inget att göra: en så gammal uppgift tas inte längre emot.",
                       "Nothing to do: a record as old as that is no longer taken."},
    [SAY_OVERLAP] = {"perioden är redan lämnad i en annan fil: {1} {2} ({3})",
                     "the period was already told by another file: {1} {2} ({3})"},
    [SAY_OVERLAP_MORE] =
        {"perioder är redan lämnade i andra filer: {1} {2} ({3}) och {4} till",
         "periods were already told by other files: {1} {2} ({3}) and {4} more"},
    [SAY_OVERLAP_DO] =
        {"Raderna i båda räknas; ska filen ersätta, läs in den med --replace.",
         "The rows of both count; if the file is to replace them, import it "
         "with --replace."},
    [SAY_TWICE] = {"samma uppgift står redan på rad {1}",
                   "the same stands already on line {1}"},
    [SAY_TWICE_DO] = {"Ta bort den ena raden.", "Remove one of the rows."},
    [SAY_NOT_SUM] = {"är inte summan av delarna, som är {1}",
                     "is not the sum of the parts, which is {1}"},
    [SAY_NOT_SUM_DO] = {"Rätta den av dem som är fel, eller lämna summan tom.",
                        "Correct the one that is wrong, or leave the sum empty."},

    [SAY_EXTRA] = {"kolumnen känns inte igen och läses inte",
                   "the column is not known and not read"},
    [SAY_EXTRA_DO] = {"Inget behöver göras om den inte ska räknas.",
                      "Nothing needs doing unless it should count."},
    [SAY_EXTRA_NEAR_DO] = {"Den liknar \"{1}\"; byt i så fall rubriken.",
                           "It is like \"{1}\"; if so, change the heading."},
    [SAY_NAMED_UNIT] = {"filnamnet nämner ingen känd enhet",
                        "the file's name tells no known unit"},
    [SAY_NAMED_UNIT_DO] =
        {"Namnge filen som samtal-farsta-2018-03.csv, så räknas månaden som "
         "lämnad även utan rader.",
         "Name the file as samtal-farsta-2018-03.csv, and the month counts "
         "as delivered even without rows."},

    [SAY_UNNAMED] = {"kolumn {1} har värden men ingen rubrik och läses inte",
                     "column {1} has values but no heading and is not read"},
    [SAY_UNNAMED_DO] = {"Ge den en rubrik om den ska räknas, annars töm den.",
                        "Give it a heading if it should count, else clear it."},
    [SAY_TOTAL_OTHER] = {"är filens summa, men raderna ger {1}",
                         "is the file's total, but the rows give {1}"},
    [SAY_TOTAL_OTHER_DO] =
        {"Se efter om en rad fattas eller är fel; summaraden läses inte in.",
         "See whether a row is missing or wrong; the total is not read "
         "in."},
    [SAY_TOTAL_UNREAD_DO] =
        {"I {1} av raderna gick talet inte att läsa; rätta dem först.",
         "In {1} of the rows the number could not be read; correct them first."},

    [SAY_REFUSED] = {"filen vägras, inget ur den är inläst",
                     "the file is refused, nothing of it is read in"},
    [SAY_IDENTITY] = {"fältet innehåller ett personnummer (klass A). Ta bort alla "
                      "personnummer och använd nycklar.",
                      "the field holds a personal identity number (class A). Remove all of "
                      "them and use keys."},
    [SAY_IDENTITY_BARE] =
        {"fältet innehåller vad som kan vara ett personnummer (klass A). Ta "
         "bort det; är det en annan sorts nummer, ange kolumnens format i "
         "records.yaml (format: \"9999999999\").",
         "the field holds what may be a personal identity number (class A). "
         "Remove it; if it is another kind of number, declare the column's "
         "format in records.yaml (format: \"9999999999\")."},
    [SAY_MISTYPED] = {"fältet innehåller vad som ser ut som ett felskrivet personnummer "
                      "(klass B). Ta bort det och använd nycklar.",
                      "the field holds what looks like a mistyped personal identity number "
                      "(class B). Remove it and use keys."},
    [SAY_UNCLOSED] =
        {"citattecknet som öppnas här avslutas aldrig rätt. Lägg till det som "
         "fattas, eller ta bort det.",
         "the quote opened here is never closed properly. Add the missing one, "
         "or remove it."},
    [SAY_UTF16] =
        {"här är ett tecken i UTF-16-filen (\"Unicode-text\") avbrutet. Spara om "
         "den som \"CSV UTF-8\".",
         "here a character of the UTF-16 file (\"Unicode text\") is cut off. Save "
         "it again as \"CSV UTF-8\"."},
    [SAY_BINARY] = {"filen är ingen textfil. Spara kalkylbladet som \"CSV UTF-8\".",
                    "the file is not text. Save the spreadsheet as \"CSV UTF-8\"."},
    [SAY_BYTES] =
        {"här står tecken som inte finns i {1}. Spara om filen som \"CSV UTF-8\".",
         "here are characters that {1} does not have. Save the file again as "
         "\"CSV UTF-8\"."},
    [SAY_NO_HEADINGS] = {"filen är tom. Överst ska rubrikerna stå.",
                         "the file is empty. The headings are to stand first."},
    [SAY_NO_CONTRACT] =
        {"rubrikerna passar ingen känd sorts fil. Närmast är {1}, men där "
         "saknas {2}.",
         "the headings fit no known kind of file. Nearest is {1}, but {2} is "
         "missing."},
    [SAY_NONE_KNOWN] = {"inga rubriker känns igen. Överst ska rubrikerna stå, "
                        "för {1} minst {2}.",
                        "no headings are known. The headings are to stand first, "
                        "for {1} at least {2}."},
    [SAY_LIKE] = {" Kolumnen \"{1}\" liknar \"{2}\".",
                  " The column \"{1}\" is like \"{2}\"."},
    [SAY_TWO_KINDS] = {"rubrikerna passar både {1} och {2}. Låt filnamnet börja med {1} "
                       "eller {2}, eller använd --kind.",
                       "the headings fit both {1} and {2}. Let the file's name begin with "
                       "{1} or {2}, or use --kind."},
    [SAY_HEADING_TWICE] =
        {"rubrikerna \"{1}\" och \"{2}\" betyder samma sak. Ta bort den ena.",
         "the headings \"{1}\" and \"{2}\" mean the same. Remove one."},
    [SAY_NAME_TWICE] = {"en annan fil med samma namn lästes nyss in. Byt namn på den ena.",
                        "another file of the same name was just read. Rename one of them."},

    [SAY_NAME_PERSON] =
        {"filnamnet innehåller vad som ser ut som ett personnummer. Byt namn på filen.",
         "the file's name holds what looks like a personal identity number. Rename the "
         "file."},
    [SAY_READ] = {"{1} ({2}, {3}): {4} rader, {5} använda, {6} med fel",
                  "{1} ({2}, {3}): {4} rows, {5} used, {6} with defects"},
    [SAY_BATCH] = {" [parti {1}]", " [batch {1}]"},
    [SAY_WOULD] = {"prov, inget sparas: ", "trial, nothing is kept: "},
    [SAY_BARE_COUNT] =
        {"{1} fält med tio siffror som inte är personnummer godtogs",
         "{1} fields of ten digits that are no identity numbers were accepted"},
    [SAY_REPLACES] =
        {"rättar den fil med samma namn som lästes in {1}; dess {2} rader gäller "
         "inte längre",
         "corrects the file of the same name that was read {1}; its {2} rows no "
         "longer hold"},
    [SAY_REPLACED_ROWS] =
        {"ersätter {1} rader som tidigare filer hade för samma enheter och perioder",
         "replaces {1} rows that earlier files had for the same units and periods"},
    [SAY_UNDONE] = {"parti {1} är ogjort: allt är som om {2} ({3}) inte hade lästs in",
                    "batch {1} is undone: all is as if {2} ({3}) had not been read"},
    [SAY_WAS_UNDONE] = {"är ogjord och läses inte igen; rätta den, flytta bort den, eller "
                        "nämn den: samsyn import FIL",
                        "was undone and is not read again; correct it, move it away, or "
                        "name it: samsyn import FILE"},
    [SAY_SAME] = {"redan inläst, ingenting ändras", "already read, nothing changes"},
    [SAY_SAME_AS] = {"samma innehåll är redan inläst som {1}, ingenting ändras",
                     "the same content is already read as {1}, nothing changes"},
    [SAY_MORE] = {"... och {1} till; alla står i databasens vy open_findings",
                  "... and {1} more; all stand in the database's view open_findings"},
    [SAY_NOTHING_NEW] = {"inget nytt i inbox/", "nothing new in inbox/"},
    [SAY_CELLS_MADE] = {"{1} celler räknades om", "{1} cells were counted anew"},
    [SAY_SUM] =
        {"inlästa filer: {1}, använda rader: {2}, rader med fel: {3}, anmärkningar: {4}",
         "files read: {1}, rows used: {2}, rows with defects: {3}, notes: {4}"},
    [SAY_SUM_REFUSED] = {"filer som vägrades: {1}", "files refused: {1}"},
    [SAY_POINT] = {"kommatecken, decimaler med komma eller punkt",
                   "commas, decimals with a comma or a point"},
    [SAY_COMMA] = {"semikolon, decimalkomma", "semicolons, decimal comma"},
    [SAY_TAB] = {"tabbar, decimalkomma", "tabs, decimal comma"},
    [SAY_SIGN] = {"skiljetecken {1}, decimalkomma", "delimiter {1}, decimal comma"},
    [SAY_HEADING_LINE] = {", rubriker på rad {1}", ", headings on line {1}"},
    [SAY_DATES_AS] = {", datum som {1}", ", dates as {1}"},
    [SAY_PERIODS_AS] = {", perioder som {1}", ", periods as {1}"},
    [SAY_DATE_SHORT] = {"180326 (00-69 är 2000-talet)", "180326 (00-69 are the 2000s)"},
    [SAY_DATE_DAY_FIRST] = {"26/3 2018 (dagen först)", "26/3 2018 (day first)"},
    [SAY_ABOVE_ONE] = {"1 rad ovanför rubrikerna hoppas över",
                       "1 row above the headings is passed over"},
    [SAY_ABOVE] = {"{1} rader ovanför rubrikerna hoppas över",
                   "{1} rows above the headings are passed over"},
    [SAY_BELOW_ONE] = {"1 rad under tabellen hoppas över (rad {1})",
                       "1 row below the table is passed over (line {1})"},
    [SAY_BELOW] = {"{1} rader under tabellen hoppas över (från rad {2})",
                   "{1} rows below the table are passed over (from line {2})"},
    [SAY_TOTAL_RIGHT_ONE] = {"1 summarad stämmer och läses inte in",
                             "1 total is right and not read in"},
    [SAY_TOTAL_RIGHT] = {"{1} summarader stämmer och läses inte in",
                         "{1} totals are right and not read in"},
    [SAY_TOTAL_WRONG_ONE] = {"1 summarad stämmer inte och läses inte in",
                             "1 total is not right and not read in"},
    [SAY_TOTAL_WRONG] = {"{1} summarader stämmer inte och läses inte in",
                         "{1} totals are not right and not read in"},
    [SAY_TOTAL_ONE] = {"1 summarad utan tal att jämföra läses inte in",
                       "1 total without numbers to compare is not read in"},
    [SAY_TOTAL] = {"{1} summarader utan tal att jämföra läses inte in",
                   "{1} totals without numbers to compare are not read in"},
    [SAY_RETURNS_ONE] = {"1 returlista till avsändaren ligger i {1}",
                         "1 return list for the sender is in {1}"},
    [SAY_RETURNS] = {"{2} returlistor till avsändarna ligger i {1}",
                     "{2} return lists for the senders are in {1}"},
    [SAY_RETURN_LINE] = {"rad", "line"},
    [SAY_RETURN_COLUMN] = {"kolumn", "column"},
    [SAY_RETURN_READ] = {"läst", "read"},
    [SAY_RETURN_WRONG] = {"fel", "wrong"},
    [SAY_RETURN_DO] = {"gör så här", "to do"},
    [SAY_RETURN_FILE_DO] = {"Rätta det och skicka hela filen igen: ingenting ur den är "
                            "inläst.",
                            "Correct it and send the whole file again: nothing of it is "
                            "read in."},
    [SAY_HIDDEN] = {"(visas inte)", "(not shown)"},
    [SAY_OR] = {" eller ", " or "},
};

Str words_say(Arena *arena, Language language, Phrase phrase, const Str *parts)
{
    return phrase_fill(arena, phrases[phrase][language], parts);
}
