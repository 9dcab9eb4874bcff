#!/bin/bash
# samsyn check: each thing it finds, with its place and what to do, and in what order.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1770076800

space=$work/space
# fresh: the workspace of samsyn new, without data
fresh() {
    rm -rf "$space"
    "$SAMSYN" -q new "$space"
}
check_space() { run -C "$space" check "$@"; }
unit() { printf '%s\n' "$@" >>"$space/units.csv"; }
goal() { printf '%s\n' "$@" >>"$space/goals.csv"; }
line_of() { grep -n -- "$2" "$space/$1" | head -1 | cut -d: -f1; }
# told GRAVITY FILE PATTERN TEXT: a line at the place where PATTERN stands in FILE
told() { expect_output "$4" "$2:$(line_of "$2" "$3"): $1: $4"; }

run -C "$work" check
expect_status "no workspace is no input" 66
for words in --strct --from x "--from 2018-13"; do
    fresh
    check_space $words
    expect_status "'$words' is told how it is used" 64
done

# Settings: one run tells what is wrong in each file, and what is told first is the gravest.
fresh
sed -i 's/^limit: 5/limt: 5/' "$space/samsyn.yaml"
sed -i 's/;network;/;netwrk;/' "$space/units.csv"
printf -- '- id: x\n  count: samtl\n' >"$space/indicators.yaml"
check_space
expect_status "broken settings are configuration" 78
for place in "samsyn.yaml:$(line_of samsyn.yaml ^limt):1: fel: unknown key 'limt'" \
    "units.csv:$(line_of units.csv netwrk):35: fel: unknown type of unit 'netwrk'" \
    "indicators.yaml:2:10: fel: "; do
    expect_output "${place%%:*} is told with its place" "$place"
done
expect_output "and counted" "fel: 3, varningar: 0, noteringar: 0"
sed -i 's/^language: sv/language: en/' "$space/samsyn.yaml"
check_space
expect_output "in the workspace's language" "errors: 3, warnings: 0, notes: 0"

# A table's rows are wrong each on its own.
fresh
for unit in Norr Söder Centrum; do goal "convrsations;$unit;månad;2026-01-01;;5;;"; done
check_space
expect_equal "each wrong row of a table is told" 3 \
    "$(grep -c "^goals.csv:[0-9]*:1: fel: unknown indicator 'convrsations'; did you mean" "$work/stdout")"
expect_output "and each is counted" "fel: 3, "

fresh
goal 'conversations;Norr;månad;2026-01-01;;5;;' 'conversations;Norr;månad;2026-06-01;;6;;'
check_space
expect_output "the same goal twice is refused as everywhere" \
    "fel: the same goal stands on line $(line_of goals.csv ';5;;') for some of these days"

# Templates, before anything is imported.
fresh
printf -- '---\ntitle: Brev\nper: district\nperiod: month\n---\n# x\n\n```keyfigures\nindicators: [carers, convrsations]\n```\n' \
    >"$space/reports/letter.md"
sed 's/kind: bars/kind: brs/' "$tree/templates/monthly.md" >"$space/reports/monthly.md"
check_space
expect_status "a template with a misspelling is configuration" 78
expect_output "its place is told" "reports/letter.md:9:22: fel: unknown indicator 'convrsations'"
expect_output "with the right word" "did you mean 'conversations'?"
expect_output "and the next one too, instead of the built-in" "reports/monthly.md:$(grep -n brs \
    "$space/reports/monthly.md" | cut -d: -f1):7: fel: unknown kind 'brs'"
expect_equal "errors come before the rest" "fel notering" \
    "$(grep -oE '(fel|notering):' "$work/stdout" | grep -v , | tr -d : | uniq | head -2 | xargs)"

echo 'no database' >"$space/samsyn.db"
check_space
expect_output "it is told also when the database cannot be read" "fel: unknown kind 'brs'"
expect_status "which is then the failure" 74

# Units.
fresh
unit 'tomt;Tomt nätverk;network;exempelkoping;;;;' 'ensam;Ensam;district;exempelkoping;;;;' \
    'oster;Öster;district;anhorignatverket;;2025-12-31;;' \
    'sen;Sen;district;anhorignatverket;;2025-06-30;nya;' \
    'nya;Nya;district;anhorignatverket;2025-08-01;;;' \
    'tidig;Tidig;district;anhorignatverket;2020-01-01;2025-06-30;andra;' \
    'andra;Andra;district;anhorignatverket;2025-06-01;;;' \
    'kvar;Kvar;district;anhorignatverket;;;ensam;' \
    'slukad;Slukad;district;anhorignatverket;2020-01-01;2025-06-30;norr;'
sed -i 's/^norr;\(.*\);2020-01-01;/norr;\1;2010-01-01;/' "$space/units.csv"
cp "$space"/exempel/*.csv "$space/inbox"
run -C "$space" import
check_space
expect_status "warnings alone are no failure" 0
told varning units.csv ^tomt "nätverket Tomt nätverk har inga enheter"
told notering units.csv ^ensam "Ensam ingår inte i något nätverk"
told varning units.csv ^oster "Öster upphör 2025-12-31 utan efterträdare, och underlag finns till och med 2026-01"
told varning units.csv ^sen "Sen upphör 2025-06-30, men efterträdaren Nya börjar först 2025-08-01"
told notering units.csv ^tidig "Tidig upphör 2025-06-30, men efterträdaren Andra börjar redan 2025-06-01"
told varning units.csv ^kvar "Kvar har en efterträdare men ingen sista dag"
expect_no_output "a unit that was there before may take another in" "Slukad upphör"
check_space --strict
expect_status "but with --strict they are" 65
expect_equal "warnings come before notes" "varning notering" \
    "$(grep -oE ' (varning|notering):' "$work/stdout" | tr -d ' :' | uniq | xargs)"

# Goals.
fresh
unit 'oster;Öster;district;anhorignatverket;2020-01-01;2025-12-31;norr;' \
    'ny;Ny;district;anhorignatverket;2027-01-01;;;'
printf -- '- id: covered\n  reported: value\n  unit: procent\n  protects: none\n' \
    >"$space/indicators.yaml"
goal 'conversations;Öster;år;2025-01-01;2026-12-31;100;;' \
    'carers;Ny;månad;2026-01-01;2026-06-30;5;;' \
    'conversations;kommunen;månad;2026-01-01;2026-12-31;40;;' \
    'conversations;Anhörignätverket;månad;2026-01-01;2026-12-31;36;;' \
    'conversations;Söder;månad;2026-01-01;2026-12-31;12;;' \
    'conversations_per_fte;alla enheter;månad;2026-01-01;;10;;' \
    'conversations_per_fte;kommunen;månad;2026-01-01;;9;;' \
    'good_support;alla enheter;år;2026-01-01;;80 %;;' \
    'carers;alla enheter;år;2030-01-01;;7;;' 'covered;Norr;år;2030-01-01;;120;;'
cp "$space"/exempel/*.csv "$space/inbox"
run -C "$space" import
check_space
told varning goals.csv ';Öster;' "målet för Öster gäller 2025-01-01 till 2026-12-31, men enheten finns 2020-01-01 till 2025-12-31"
told varning goals.csv '^carers;Ny;' "målet för Ny gäller 2026-01-01 till 2026-06-30, men enheten finns från 2027-01-01"
told varning goals.csv ';40;' "conversations: Exempelköping har målet 40 (2026-01), men dess 3 enheters mål är tillsammans 36"
expect_no_output "a sum that fits is not told" "Anhörignätverket har målet"
told notering goals.csv '^conversations;Söder' "conversations: det egna målet för Söder går före \"alla stadsdelar\" på rad $(line_of goals.csv '^conversations;alla')"
told notering goals.csv '^conversations_per_fte;kommunen' "conversations_per_fte: målet för Exempelköping bedömer dess eget utfall"
told varning goals.csv '^good_support' "mål utan underlag: good_support för alla stadsdelar har inga siffror per år"
told varning goals.csv '^covered' "covered räknas i procent, och målet är 120"
expect_no_output "a goal that begins later is not without data" "carers för alla"

# Records.
fresh
printf -- '- id: covered\n  reported: value\n  unit: procent\n  protects: none\n' \
    >"$space/indicators.yaml"
# figures that the built-in contract would refuse
cat >"$space/records.yaml" <<'END'
figures:
  order: []
END
send() {
    local name=$1
    shift
    printf '%s\n' "$@" >"$space/inbox/$name"
}
send samtal-a.csv 'datum;enhet;anhörig' '2026-01-07;Nor;N-1' '2026-01-08;Nor;N-2' \
    '2026-01-08;Mars;N-2' '2025-12-01;Norr;N-9' '2025-11-01;Centrum;C-1' '2025-12-01;Centrum;C-1'
send samtal-b.csv 'datum;enhet;anhörig;form' '2026-01-09;Nor;N-1;besök' '2026-01-09;Norr;N-1;brev' \
    '2026-01-10;Norr;N-1;besök'
send nyckeltal-2025.csv 'indikator;enhet;period;värde;täljare;nämnare' \
    'good_support;Norr;2025;;99;88' 'covered;Norr;2025;104,5;;' 'population_18plus;Norr;2025;9000;;'
run -C "$space" import
check_space
expect_status "what senders did is not the settings' fault" 0
expect_output "an unknown unit is told once, with the nearest" \
    "inbox/samtal-a.csv:2: varning: \"Nor\" är ingen känd enhet (oanvända rader: 3, i filer: 2). Menades Norr? Skriv då \"Nor\" som alias hos Norr i units.csv."
expect_output "or without, when nothing is near" \
    "inbox/samtal-a.csv:4: varning: \"Mars\" är ingen känd enhet (oanvända rader: 1, i filer: 1). Skriv"
expect_no_output "another unknown word is no unit" "brev"
expect_output "a share over 100 % is told with its row" \
    "inbox/nyckeltal-2025.csv:2: varning: good_support för norr, 2025: täljaren 99 är större än nämnaren 88"
expect_output "and a value in per cent" \
    "inbox/nyckeltal-2025.csv:3: varning: covered för norr, 2025: 104.5 är mer än 100 procent"
expect_no_output "but no other value" "population_18plus för norr"
expect_output "what nobody reports is a note" "notering: representatives (Anhörigombud): ingen har lämnat"
expect_no_output "and not what somebody does" "notering: conversations ("
expect_no_output "nor what is worked out of it" "notering: cost_per_carer"
expect_output "each month has a sign" "Norr     ··········●●  2 av 2"
expect_output "a gap is seen" "Centrum  ·········●●○  2 av 3"
expect_output "and who never sent" "  aldrig lämnat: Söder"
expect_no_output "on one line" "Söder  "
expect_output "what lasts has a line" "Nyckeltal: gäller tills annat lämnas; från 1 av 3 enheter, senast för 2025-12; aldrig lämnat: Centrum, Söder"
run -C "$space" facts --indicator good_support --unit norr --by year --from 2025 --to 2025
expect_output "it has no interval" "2025,99,88,1.125,,,ok"
check_space --from 2025-12 --to 2026-01
expect_output "the months can be chosen" "Norr     ●●  2 av 2"
check_space --from 2026-02 --to 2026-01
expect_status "in their order" 64
run --lang en -C "$space" check
expect_output "in English when asked" "\"Nor\" is no known unit (rows not used: 3, in files: 2). Is Norr meant?"
unit '# then' && sed -i 's/^norr;\(.*\)$/norr;\1|Nor/' "$space/units.csv"
check_space
expect_output "an alias that has come is told with what is left to do" \
    "\"Nor\" är nu känd som Norr, men rader med det är inte använda än"

# What came late.
check_space
expect_no_output "where nothing came late nothing is said of it" "Rättat"
send samtal-c.csv 'datum;enhet;anhörig' '2026-01-12;Norr;N-4' '2026-01-13;Norr;N-5' \
    '2026-01-13;Söder;S-1'
run -C "$space" import
check_space
expect_output "a file that comes afterwards is told by month and kind" \
    "2026-01  Samtal: rättelser "
expect_equal "as the view of the database has it" \
    "$(sqlite3 -separator ' ' "$space/samsyn.db" "SELECT printf('%d-%02d', month / 12, month % 12 + 1),
        sum(revisions), sum(late_rows) FROM revisions WHERE kind = 'conversations' GROUP BY month
        HAVING sum(revisions) + sum(late_rows) > 0 ORDER BY month")" \
    "$(sed -nE 's/^  (20..-..)  Samtal: rättelser ([0-9]*), sena rader ([0-9]*)$/\1 \2 \3/p' "$work/stdout")"
check_space --from 2024-01 --to 2024-03
expect_no_output "only in the months shown" "Rättat"
