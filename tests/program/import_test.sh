#!/bin/bash
# samsyn import: each way a file can be wrong, and what stays as it was.
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525305600

space=$work/space
database=$space/samsyn.db
mkdir -p "$space/inbox"
cat >"$space/samsyn.yaml" <<'END'
organisation: Provstad
programme: anhörigstöd
language: sv
limit: 5
carer_keys: per_unit
groups:
  - {id: under65, name: {sv: "65-", en: under 65}, heads: ["65-"]}
  - {id: over65, name: {sv: "65+", en: 65 and over}, heads: ["65+"]}
END
cat >"$space/units.csv" <<'END'
id;namn;typ;ingår_i;från;till;efterträdare;alias
stad;Provstad;city;;;;;
bromma;Bromma;district;stad;;;;
farsta;Farsta;district;stad;;;;SDF Farsta
END
heading='datum;stadsdel;anhörig;målgrupp;form;minuter'
# send NAME LINE...: a file in the inbox.
send() {
    local name=$1
    shift
    printf '%s\n' "$@" >"$space/inbox/$name"
}
import() { run -C "$space" import "$@"; }
rows() { sqlite3 "$database" "SELECT count(*) FROM conversations"; }
digest() { sha256sum <"$database"; }

import
expect_status "an empty inbox is no input" 66
expect_talk "an empty inbox is named" "inbox"

send samtal-farsta-2018-03.csv "$heading" '2018-03-05;Farsta;F-1;65+;besök;45' \
    '2018-03-06;SDF Farsta;F-2;65−;Tel;"30"' '2018-03-07;Farsta;F-1;;;'
import --dry-run
expect_status "a trial is a success" 0
expect_talk "a trial says what it is" "prov, inget sparas"
check "a trial leaves no database" test ! -e "$database"
import
expect_status "a right file is imported" 0
expect_talk "the guesses are told" "(UTF-8, semikolon, decimalkomma): 3 rader, 3 använda, 0 med fel [parti 1]"
expect_sql "the view shows rows with file and line" \
    "2018-03-06|farsta|F-2|under65|telefon|30|samtal-farsta-2018-03.csv|3" "$database" \
    "SELECT date, unit, carer, target_group, form, minutes, file, line FROM conversations WHERE line = 3"
expect_sql "a row without a group counts for all" "all" "$database" \
    "SELECT target_group FROM conversations WHERE line = 4"
expect_sql "the import's time is the fixed one" "2018-05-03T00:00:00Z" "$database" \
    "SELECT imported_at FROM batches"

before=$(digest)
import
expect_status "the same inbox again is a success" 0
expect_talk "the same inbox again is nothing new" "inget nytt"
cp "$space/inbox/samtal-farsta-2018-03.csv" "$work/samtal-kopia.csv"
import "$work/samtal-kopia.csv"
expect_talk "the same content of another name is known" "redan inläst som samtal-farsta-2018-03.csv"
expect_equal "the same file twice changes nothing" "$before" "$(digest)"

send samtal-farsta-2018-01.csv "$heading"
send samtal-farsta-2018-02.csv "$heading"
import
expect_sql "headings alone, sent for two months, are two empty months" "24216
24217" "$database" "SELECT month FROM deliveries WHERE unit = 'farsta' AND month < 24218 ORDER BY month"
import
expect_talk "they too are read once" "inget nytt"
run -q -C "$space" import
expect_no_talk "what went well is not told under -q" "inget"

send samtal-bromma.csv "$heading" '2018-03-05;Bromam;B-1;65+;besök;45' '2018-03-06;Bromma;B-2;65+;besök;45'
import
expect_status "a row with a defect is no failure" 0
expect_talk "an unknown district is told with its place and the nearest" \
    'samtal-bromma.csv:2:stadsdel: "Bromam" är ingen känd enhet. Menade du "Bromma"?'
expect_equal "the other rows are used" 4 "$(rows)"
expect_sql "the finding is stored" "2|stadsdel|Bromam|refused" "$database" \
    "SELECT line, column, seen, severity FROM open_findings"

before=$(digest)
send samtal-fel.csv 'datum;Stdl;klient' '2018-03-05;Bromma;B-1'
import
expect_status "headings that fit no contract refuse the file" 65
expect_talk "what is missing is named" 'saknas "stadsdel", "anhörig"'
expect_talk "what is like it is named" 'Kolumnen "Stdl" liknar "stadsdel".'
expect_equal "and the database is as it was" "$before" "$(digest)"

send samtal-fel.csv 'Samtal i Bromma 2018;;;;;' 'tid;plats;vem' '2018-03-05;Bromma;B-1;65+;besök;45'
import
expect_status "a title without headings below it refuses the file" 65
expect_talk "and what the headings are to be is told" 'för Samtal minst "datum", "stadsdel", "anhörig"'
expect_equal "and the database is as it was" "$before" "$(digest)"
send samtal-fel.csv 'Samtal i Bromma 2018;;' 'Uttag av 640823-3234;;' "$heading" '2018-03-05;Bromma;B-1;65+;besök;45'
import
expect_status "an identity number in a title refuses the file" 65
expect_no_talk "and is not repeated" "3234"
send samtal-fel.csv "$heading" '2018-03-05;Bromma;B-1;65+;besök;45' 'Frågor till 640823-3234;;;;;'
import
expect_status "so does one in a note below" 65
expect_equal "and the database is as it was" "$before" "$(digest)"

send samtal-fel.csv "$heading" '2018-03-05;Bromma;B-1;65+;besök;45' '2018-03-05;Bromma;640823-3234;65+;besök;45'
import
expect_status "an identity number refuses the file" 65
expect_talk "with its place" "samtal-fel.csv:3:anhörig: fältet innehåller ett personnummer (klass A)"
expect_no_talk "and never its digits" "3234"
expect_equal "and the database is as it was" "$before" "$(digest)"

send samtal-fel.csv "$heading" '2018-03-05;Bromma;"B-1;65+;besök;45' '2018-03-06;Bromma;B-2;65+;besök;45'
import
expect_status "an unbalanced quote refuses the file" 65
expect_talk "at the place where it opens" "samtal-fel.csv:2:19: citattecknet"
expect_equal "and the database is as it was" "$before" "$(digest)"

send samtal-fler.csv "$heading" '2018-03-08;Bromma;B-3;65+;besök;45'
import
expect_status "one refused file is told by the status" 65
expect_equal "while the others are imported" 5 "$(rows)"
rm "$space/inbox/samtal-fel.csv"

send samtal-kontakt.csv "$heading" '2018-03-09;Bromma;anna@exempel.se;65+;besök;1' '2018-03-09;Bromma;070-123 45 67;65+;besök;1'
import
expect_status "an address refuses the row only" 0
expect_talk "an e-mail address is told" "samtal-kontakt.csv:2:anhörig: innehåller vad som ser ut som en e-postadress"
expect_talk "a telephone number is told" "samtal-kontakt.csv:3:anhörig: innehåller vad som ser ut som ett telefonnummer"
expect_no_talk "and neither is repeated" "anna@"
import --strict "$work/samtal-kopia.csv"
expect_status "--strict is content when nothing is found" 0

send samtal-bromma.csv "$heading" '2018-03-05;Bromma;B-1;65+;besök;45' '2018-03-06;Bromma;B-2;65+;besök;45'
cell="SELECT CAST(value AS INTEGER) FROM cell_figures WHERE indicator = 'conversations' AND unit = 'bromma'
    AND target_group = 'all' AND period_kind = 'month' AND month = '2018-03'"
expect_sql "the cells count what was used" 2 "$database" "$cell"
import
expect_talk "a corrected file of the same name says what it replaces" "rättar den fil med samma namn som lästes in 2018-05-03; dess 1 rader"
expect_equal "and only its rows hold" 6 "$(rows)"
expect_sql "the earlier row is closed, not deleted" 1 "$database" \
    "SELECT count(*) FROM conversations_ever WHERE NOT held"
expect_sql "its findings are no longer open, but that another file told the month" "perioden är redan lämnad i en annan fil" "$database" \
    "SELECT substr(reason, 1, 39) FROM open_findings WHERE file = 'samtal-bromma.csv'"
expect_sql "the month is counted anew" 3 "$database" "$cell"
expect_sql "and nothing is left to be" 0 "$database" "SELECT count(*) FROM touched"
sqlite3 "$database" "INSERT INTO touched VALUES ('conversations', 'bromma', 24218, 0); UPDATE cells SET numerator = 99"
import
expect_sql "what a killed run left is taken along by the next" 3 "$database" "$cell"

send insatser.csv 'id;datum;stadsdel;insats;målgrupp;deltagare' '7;2018-03-01;Farsta;Anhöriggrupp;65+;8' \
    '8;2018-03-02;Farsta;enskilt samtal;65+;1' '7;2018-03-03;Farsta;föreläsning;alla;9'
import
expect_talk "a conversation among the interventions is a finding" \
    'insatser.csv:3:insats: "enskilt samtal" hör inte hemma här utan bland samtal. Flytta raden till filen med samtal.'
expect_talk "the same id twice in a file is a finding" "samma uppgift står redan på rad 2"
send insatser-rattade.csv 'id;datum;stadsdel;insats;målgrupp;deltagare' '7;2018-02-01;Farsta;Anhöriggrupp;65+;10'
import
expect_sql "the same id in a later file replaces the row" "10|2018-02-01" "$database" \
    "SELECT participants, date FROM interventions"

send nyckeltal.csv 'indikator;stadsdel;period;värde;täljare;nämnare' 'population_18plus;Farsta;2018;45 200;;' \
    'good_support;Farsta;mars 2018;;17;20' 'good_support;Farsta;2018-04;0,85;;' 'conversations;Farsta;2018-04;12;;' \
    'population_18plus;Bromma;2018;;;' 'good_support;Bromma;2018-04;;21;20'
import
expect_sql "figures are read with a value or with their two counts" \
    "population_18plus|2018|45200.0||
good_support|2018-03||17|20" "$database" "SELECT indicator, period, value, numerator, denominator FROM figures"
expect_talk "a share alone is a finding" 'nyckeltal.csv:4:indikator: "good_support" är en andel'
expect_talk "what is counted cannot be sent" 'nyckeltal.csv:5:indikator: "conversations" räknas ur raderna'
expect_talk "a figure without a value is a finding" "Fyll i värde eller täljare, nämnare."
expect_talk "a part above its whole is a finding" 'nyckeltal.csv:7:täljare: "21" är mer eller senare än "nämnare"'
expect_sql "a yearly figure is delivered for its months" 12 "$database" \
    "SELECT count(*) FROM deliveries WHERE kind = 'figures' AND unit = 'farsta'"

printf 'person;stadsdel;m\xe5lgrupp;\xe5rsarbetare;fr\xe5n;till\r\nK1;Farsta;alla;0,80;2018-01-01;\r\n' >"$space/inbox/bemanning.csv"
import
expect_talk "CP1252 is read and told" "bemanning.csv: Bemanning (CP1252, semikolon"
expect_sql "part of a full time is exact" "0.8|2018-01-01|" "$database" "SELECT fte, from_date, till_date FROM staff"

send samtal-farsta-2018-04.csv "$heading"
import
expect_sql "a file without rows that is named for a month delivers it" 1 "$database" \
    "SELECT count(*) FROM deliveries WHERE kind = 'conversations' AND unit = 'farsta' AND month = 24219"

send skattningar-farsta.csv 'datum;stadsdel;anhörig;instrument;tillfälle;individuellt;relationer;socialt;helhet;totalt' \
    '2018-03-01;Farsta;F-1;ORS;1;4,1;5,0;3,3;4,4;' '2018-03-08;Farsta;F-1;ORS;2;4,1;5,0;3,3;4,4;17' \
    '2018-03-09;Farsta;F-2;ORS;1;;;;;21,5' '2018-03-09;Farsta;F-3;ORS;1;4,1;5,0;;4,4;' '2018-03-09;Farsta;F-4;ORS;1;11;5,0;3,3;4,4;'
import
expect_sql "a sum left empty is made of its parts when all are there" "16.8|2
21.5|4" "$database" "SELECT total, line FROM scores ORDER BY line"
expect_talk "a sum that is given must be the sum" \
    'skattningar-farsta.csv:3:totalt: "17" är inte summan av delarna, som är 16,8.'
expect_talk "and is never guessed from some of them" "skattningar-farsta.csv:5:totalt: raden saknar uppgift"
expect_talk "an item above ten is told" 'skattningar-farsta.csv:6:individuellt: "11" är större än 10.'
send arenden.csv 'anhörig;stadsdel;start;slut;avslut' 'F-1;Farsta;2018-01-10;2018-03-20;planerat' 'F-2;Farsta;2018-02-01;2018-01-01;'
import
expect_sql "an episode lasts until its end" "2018-01-10|2018-03-20|planned" "$database" "SELECT start, end, ending FROM episodes"
expect_talk "which is not before its start" 'arenden.csv:3:start: "2018-02-01" är mer eller senare än "slut".'
send handlingsplan-2018-T1.csv 'område;aktivitet;ansvarig;status;start;klart;beräknad_kostnad;kommentar;stadsdel' \
    'Stöd;Ny broschyr;;klar;2018-02-01;2018-03-01;"12 500,50";;' 'Stöd;Utbildning;;planerad;;;8000;;Farsta'
import
expect_sql "an activity may be the city's, and of no date but the file's" "stad|12500.5|done|24217
farsta|8000.0|planned|24216" "$database" \
    "SELECT a.unit, estimated_cost, status, r.month FROM activities a JOIN records r ON r.id = a.record ORDER BY line"

printf '%s\n' "$heading" >"$work/samtal-640823-3234.csv"
import "$work/samtal-640823-3234.csv"
expect_status "an identity number in a file's name refuses it" 65
expect_no_talk "and is not repeated" "640823"
printf '\xff\xfed\x00\n\x00a' >"$work/samtal-u.csv"
import "$work/samtal-u.csv"
expect_status "UTF-16 that breaks off is refused" 65
expect_talk "at its line, with what to do" 'samtal-u.csv:2: här är ett tecken i UTF-16-filen ("Unicode-text") avbrutet. Spara om'
import "$work/finns-inte.csv"
expect_status "a named file that is not there is no input" 66
import --undoo 3
expect_status "an unknown option is a usage error" 64
import --undo samtal
expect_status "a batch is a number" 64
import --undo 999
expect_status "a batch that is not there is told" 65
expect_talk "with where they stand" "there is no such batch; the view batches of samsyn.db has them"
import --kind conversation
expect_status "an unknown kind is a usage error" 64
expect_talk "with the nearest" "did you mean 'conversations'"
run -C "$space" --lang en import --dry-run "$tree/sample-data/stockholm/inbox/samtal-bromma-2018-T1.csv"
expect_talk "findings are told in English when asked" 'is not a known unit. Did you mean "Bromma"?'
printf '%s\n' "$heading" '2018-03-05;Nacka;B-1;65+;besök;45' >"$work/samtal-sist.csv"
import --strict "$work/samtal-sist.csv"
expect_status "--strict ends with 65 when anything is found" 65

new=$work/new
cp -r "$space" "$new"
rm "$new/samsyn.db" "$new"/inbox/*
printf '%s\n' "$heading" '2018-03-05;Bromma;19640823-3234;65+;besök;45' >"$new/inbox/samtal.csv"
run -C "$new" import
expect_status "a first file that is refused" 65
check "leaves no database behind" test ! -e "$new/samsyn.db"

new=$work/future
mkdir -p "$new/inbox"
cp "$space/samsyn.yaml" "$space/units.csv" "$new"
printf '%s\n' "$heading" '2081-03-05;Farsta;F-1;65+;besök;45' '2018-05-03;Farsta;F-1;65+;besök;45' \
    >"$new/inbox/samtal-farsta-2018.csv"
run -C "$new" import
expect_talk "a day that has not been is told" \
    'samtal-farsta-2018.csv:2:datum: "2081-03-05" har inte varit än. Rätta datumet.'
expect_sql "a file of the year has told of no month to come" "2018-05" "$new/samsyn.db" \
    "SELECT printf('%d-%02d', max(month) / 12, max(month) % 12 + 1) FROM deliveries"

other=$work/other
mkdir -p "$other/inbox"
cp "$space/samsyn.yaml" "$space/units.csv" "$other"
printf '%s\n' "$heading" '2018-03-05;Söderort;F-9;65+;besök;45' >"$other/inbox/samtal.csv"
run -C "$other" import
expect_talk "an unknown unit's remedy is told" "lägg till det där som alias"
run -C "$other" import
expect_talk "nothing is read again for it" "inget nytt"
sed -i 's/SDF Farsta/SDF Farsta|Söderort/' "$other/units.csv"
run -C "$other" import
expect_talk "when the settings follow it the file is read again" "1 rader, 1 använda"
before=$(sha256sum <"$other/samsyn.db")
run -C "$other" import
expect_equal "and only once" "$before" "$(sha256sum <"$other/samsyn.db")"

# As a spreadsheet writes it: titles above, totals and notes below, in each encoding.
sheet=$work/sheet
list=$sheet/returns/samtal-farsta.csv
mkdir -p "$sheet/inbox"
cp "$space/samsyn.yaml" "$space/units.csv" "$sheet"
lines=("Samtal i Farsta;;;;;;" "Uttag 2018-05-02;;;;;;" "" "$heading;" "180305;Farsta;F-1;65+;besök;45;"
    "6 mars 2018;Farsta;F-2;65+;besök;1 000;" "Delsumma;;;;;1 045;" "7/3 2018;SDF Farsta;F-3;65+;hembesök;30;"
    "Summa;;;;;1 075;" "" "Källa: verksamhetssystemet.;;;;;;")
write() { printf '%s\r\n' "${lines[@]}" >"$work/utf8"; }
write
encode() { iconv -f utf-8 -t "$1" "$work/utf8" >"$sheet/inbox/samtal-farsta.csv"; }
read_sheet() { run -C "$sheet" import; }
expect_sheet() { # expect_sheet NAME: what was written in it has been read
    expect_talk "$1 is read and every guess of it told" "samtal-farsta.csv: Samtal ($1, semikolon, decimalkomma, rubriker på rad 4, datum som 180326 (00-69 är 2000-talet) eller 26/3 2018 (dagen först) eller 26 mars 2018): 3 rader, 3 använda, 0 med fel"
    expect_sql "with its letters" "hembesök" "$sheet/samsyn.db" "SELECT form FROM conversations WHERE line = 8"
}
encode utf-16 && read_sheet
expect_sheet UTF-16LE
expect_talk "what is no row is counted and told" "samtal-farsta.csv: 2 rader ovanför rubrikerna hoppas över; 2 summarader stämmer och läses inte in; 1 rad under tabellen hoppas över (rad 11)"
expect_sql "and the days are right" "2018-03-05 2018-03-06 2018-03-07" "$sheet/samsyn.db" \
    "SELECT group_concat(date, ' ') FROM (SELECT date FROM conversations ORDER BY line)"
check "a file without findings gives no return list" test ! -e "$list"
encode utf-16be && read_sheet
expect_sheet UTF-16BE
encode cp1252 && read_sheet
expect_sheet CP1252
encode cp850 && read_sheet
expect_sheet CP850
encode macintosh && read_sheet
expect_sheet MacRoman
{ printf '"sep=;"\r\n' && cat "$work/utf8"; } | iconv -f utf-8 -t utf-16le >"$sheet/inbox/samtal-farsta.csv"
read_sheet
expect_talk "a sep= line counts as a line" "rubriker på rad 5"
tr ';' '\t' <"$work/utf8" | iconv -f utf-8 -t utf-16 >"$sheet/inbox/samtal-farsta.csv"
read_sheet
expect_talk "Excel's Unicode text is read" "(UTF-16LE, tabbar, decimalkomma, rubriker på rad 4"

lines[4]="2018-03-05;Fasrta;F-1;65+;besök;45;"
lines[8]="Summa;;;;;1 074;"
write && encode cp1252 && read_sheet
expect_talk "a total that is not the rows' is told" 'samtal-farsta.csv:9:minuter: "1 074" är filens summa, men raderna ger 1 075.'
expect_talk "as not right" "1 summarad stämmer och läses inte in; 1 summarad stämmer inte och läses inte in"
expect_talk "the return list's folder is named" "1 returlista till avsändaren ligger i returns/"
expect_equal "the return list has a mark, semicolons, CRLF, and the row without its key" \
    "$(printf '\xef\xbb\xbfrad;kolumn;läst;fel;gör så här;datum;stadsdel;målgrupp;form;minuter\r
5;stadsdel;Fasrta;är ingen känd enhet;"Menade du ""Farsta""?";2018-03-05;Fasrta;65+;besök;45\r
9;minuter;1 074;är filens summa, men raderna ger 1 075;"Se efter om en rad fattas eller är fel; summaraden läses inte in.";;;;;\r')" \
    "$(sed 's/\xc2\xa0/ /g' "$list")"
expect_equal "and no one else may read it" 640 "$(stat -c %a "$list")"
kept=$(sha256sum <"$list")
lines[4]="$heading"
write && encode cp1252 && run -C "$sheet" import --dry-run
expect_no_talk "a trial writes no list" "returlist"
expect_equal "nor changes one" "$kept" "$(sha256sum <"$list")"
lines[4]="2018-03-05;Farsta;640823-3234;65+;besök;45;"
write && encode cp1252 && read_sheet
expect_status "a file that is refused" 65
expect_equal "has a list of the one reason and its place" \
    "5;anhörig;;fältet innehåller ett personnummer (klass A). Ta bort alla personnummer och använd nycklar.;Rätta det och skicka hela filen igen: ingenting ur den är inläst." \
    "$(sed 1d "$list" | tr -d '\r')"
lines[4]="180305;Farsta;F-1;65+;besök;45;"
lines[8]="Summa;;;;;1 075;"
write && encode cp1252 && read_sheet
expect_status "the mended file" 0
check "takes the list away" test ! -e "$list"
printf 'x' >"$sheet/blocked" && rm -rf "$sheet/returns" && mv "$sheet/blocked" "$sheet/returns"
before=$(sqlite3 "$sheet/samsyn.db" "SELECT count(*) FROM batches")
lines[4]="2018-03-05;Fasrta;F-1;65+;besök;45;"
write && encode cp1252 && read_sheet
check "a list that cannot be written is a failure" test "$status" -ge 73
expect_sql "and the file waits for the next run" "$before" "$sheet/samsyn.db" "SELECT count(*) FROM batches"
rm "$sheet/returns" && read_sheet
check "which then writes it" test -s "$list"
mkdir "$work/twin"
printf '%s\n' "$heading" '2018-03-05;Farsta;F-9;65+;besök;45' >"$work/twin/samtal-farsta.csv"
sed -i 's/Fasrta/Farstaa/' "$sheet/inbox/samtal-farsta.csv"
kept=$(sed 's/Fasrta/Farstaa/g' "$list" | sha256sum)
run -C "$sheet" import "$sheet/inbox/samtal-farsta.csv" "$work/twin/samtal-farsta.csv"
expect_status "two files of one name in a run refuse the second" 65
expect_equal "which leaves the first one's list alone" "$kept" "$(sha256sum <"$list")"
printf '%s\n' 'indikator;stadsdel;period;värde' 'population_18plus;Farsta;HT17;45200' >"$sheet/inbox/nyckeltal.csv"
run -C "$sheet" import
expect_talk "how a period was read is told" "decimalkomma, perioder som HT17 (2017-H2)): 1 rader, 1 använda"
