#!/bin/bash
# samsyn check --disclosure: what an outsider can work out of published files is told, with
# file, line and the figures it follows from; what is safe passes.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525348800

space=$work/space public=$work/public
mkdir -p "$space/inbox"
printf '%s\n' 'organisation: Lakeshire' 'language: en' 'limit: 5' 'carer_keys: per_unit' \
    'groups: [{id: young, name: young}, {id: old, name: old}]' >"$space/samsyn.yaml"
printf '%s\n' 'name;type;part_of;from;until;successor' 'Lakeshire;city;;;;' 'Hills;network;Lakeshire;;;' \
    'Shore;network;Lakeshire;;;' 'Ash;district;Hills;;;' 'Birch;district;Hills;;;' \
    'Cedar;district;Shore;;;' 'Dogwood;district;Shore;;;' >"$space/units.csv"

head=indicator,unit,group,period,n,denominator,value,low95,high95,mark,goal,status,delivered,expected
# begin FILE: an empty folder with one file of figures; more FILE: one more
more() { mkdir -p "$(dirname "$public/$1")" && echo "$head" >"$public/$1"; }
begin() { rm -rf "$public" && more "$1"; }
# row FILE INDICATOR UNIT GROUP PERIOD VALUE: VALUE .. is protected, 30/40 a share
row() {
    case $6 in
    ..) echo "$2,$3,$4,$5,,,,,,protected,,,," ;;
    */*) echo "$2,$3,$4,$5,${6%/*},${6#*/},$(awk "BEGIN {print $6}"),,,ok,,,1,1" ;;
    *) echo "$2,$3,$4,$5,$6,,$6,,,ok,,,1,1" ;;
    esac >>"$public/$1"
}
# units FILE PERIOD UNIT=VALUE...: of conversations
units() {
    local file=$1 period=$2
    shift 2
    for each; do row "$file" conversations "${each%=*}" all "$period" "${each#*=}"; done
}
audit() { run -C "$space" check --disclosure "$public"; }

# The files alone: there is no database yet.
begin a.csv
units a.csv 2018-01 ash=.. birch=.. hills=9 cedar=6 dogwood=8 shore=14 lakeshire=23
audit
expect_status "two hidden under one network pass" 0
expect_output "that there is no database is told" "note: no database: "
expect_output "and counted" "figures: 7, protected: 2, attacked: 2, failures: 0, notes: 1"

sed -i 's/^conversations,birch.*/conversations,birch,all,2018-01,7,,7,,,ok,,,1,1/' "$public/a.csv"
audit
expect_status "one secondary made visible fails" 65
expect_output "and is named, with file, line and what it follows from" \
    "a.csv:2: error: conversations, ash, all, 2018-01 is protected but can be worked out: 2. It follows from hills (9) = ash (..) + birch (7)."
expect_output "and counted as a failure" "figures: 7, protected: 1, attacked: 1, failures: 1, notes: 1"
run -C "$space" --lang sv check --disclosure "$public"
expect_output "in Swedish too" \
    "a.csv:2: fel: conversations, ash, all, 2018-01 är skyddad men går att räkna ut: 2. Det följer av hills (9) = ash (..) + birch (7)."

begin a.csv
units a.csv 2018-01 ash=.. birch=.. hills=3 cedar=6
audit
expect_output "few altogether are at most that few" "conversations, ash, all, 2018-01 is protected but must be 0 to 3."
begin a.csv
units a.csv 2018-01 ash=.. birch=.. hills=0
audit
expect_status "none is no secret" 0

# The city against networks and districts.
begin a.csv
units a.csv 2018-01 ash=9 birch=6 cedar=.. dogwood=8 lakeshire=26
audit
expect_output "the city gives a district away" "a.csv:4: error: conversations, cedar, all, 2018-01 is protected but can be worked out: 3. It follows from lakeshire (26) = ash (9) + birch (6) + cedar (..) + dogwood (8)."
begin a.csv
units a.csv 2018-01 hills=15 cedar=.. dogwood=8 lakeshire=26 shore=..
audit
expect_status "city and the other network give a network away" 65
expect_output "and its district through it" "a.csv:3: error: conversations, cedar, all, 2018-01 is protected but can be worked out: 3."
begin a.csv
units a.csv 2018-01 hills=15 cedar=.. lakeshire=26
audit
expect_status "a district nobody told of is not supposed to be nothing" 0

# Periods.
begin a.csv
units a.csv 2018-01 ash=..
units a.csv 2018-02 ash=8
units a.csv 2018-03 ash=7
audit
expect_status "a hidden month without its quarter passes" 0
units a.csv 2018-Q1 ash=18
audit
expect_output "the quarter gives the month away" "a.csv:2: error: conversations, ash, all, 2018-01 is protected but can be worked out: 3. It follows from 2018-Q1 (18) = 2018-01 (..) + 2018-02 (8) + 2018-03 (7)."
begin a.csv
units a.csv 2018-01/2018-04 ash=20
units a.csv 2018-Q1 ash=18
units a.csv 2018-04 ash=..
audit
expect_output "a year to date gives its last month away, though no other month is told" "a.csv:4: error: conversations, ash, all, 2018-04 is protected but can be worked out: 2."
begin a.csv
for year in 2017 2018; do units a.csv $year ash=40; done
units a.csv 2017-H1 ash=22
units a.csv 2018-H1 ash=..
units a.csv 2017-07/2018-06 ash=21
audit
expect_output "twelve months across the year give a half-year away" "conversations, ash, all, 2018-H1 is protected but can be worked out: 3."

# Groups: all is their sum where it always was.
begin a.csv
row a.csv conversations ash young 2018-01 22
row a.csv conversations ash old 2018-01 ..
row a.csv conversations ash all 2018-01 30
audit
expect_output "all gives a group away" "a.csv:3: error: conversations, ash, old, 2018-01 is protected but can be worked out: 8. It follows from all (30) = young (22) + old (..)."
row a.csv conversations ash young 2018-02 9
row a.csv conversations ash old 2018-02 8
row a.csv conversations ash all 2018-02 20
audit
expect_status "where rows lack a group, it is at most the rest" 0
sed -i 's/30,,30/25,,25/' "$public/a.csv"
audit
expect_output "which may be few" "conversations, ash, old, 2018-01 is protected but must be 0 to 3."

# People counted once each: at least the most, at most the sum.
begin a.csv
row a.csv carers ash young 2018-01 7
row a.csv carers ash old 2018-01 ..
row a.csv carers ash all 2018-01 10
audit
expect_status "at least three of ten are a note" 0
expect_output "with its figure" "a.csv:3: note: carers, ash, old, 2018-01 is protected, and must be at least 3."
sed -i 's/10,,10/7,,7/; s/^carers,ash,young.*/carers,ash,young,2018-01,5,,5,,,ok,,,1,1/' "$public/a.csv"
row a.csv carers ash old 2018-Q1 ..
row a.csv carers ash all 2018-Q1 2
audit
expect_output "few people shown are a failure" "error: carers, ash, all, 2018-Q1 is shown though few people stand behind it: 2."

# Shares and their parts.
begin a.csv
row a.csv good_support ash all 2018 30/40
row a.csv good_support birch all 2018 ..
row a.csv good_support hills all 2018 58/70
audit
expect_output "a network gives a share's numbers away" "a.csv:3: error: n of good_support, birch, all, 2018 is protected but can be worked out: 28. It follows from n of hills (58) = n of ash (30) + n of birch (..)."
begin a.csv
row a.csv carers ash all 2018-01 ..
row a.csv within_limit ash all 2018-01 12/20
audit
expect_output "a share's whole is the count it is of" "carers, ash, all, 2018-01 is protected but can be worked out: 20. The number stands in a.csv:3."

# Parts and whole.
begin a.csv
row a.csv interventions ash all 2018-01 20
for part in rad_och_stod anhorigcirkel; do row a.csv interventions:$part ash all 2018-01 6; done
row a.csv interventions:anhoriggrupp ash all 2018-01 ..
audit
expect_status "parts that were not told are not supposed to be nothing" 0
printf 'id,name,type,part_of,from,until,successors\nash,Ash,district,hills,,,\n' >"$public/units.csv"
audit
expect_output "unless the file tells all there is, as an export does" "interventions:anhoriggrupp, ash, all, 2018-01 is protected but can be worked out: 8."

# Editions.
begin 2018-03/a.csv
units 2018-03/a.csv 2018-01 ash=.. birch=7
audit
expect_status "an edition by itself passes" 0
more 2018-04/a.csv
units 2018-04/a.csv 2018-01 hills=9
audit
expect_output "two editions are played against each other" "2018-03/a.csv:2: error: conversations, ash, all, 2018-01 is protected but can be worked out: 2."
begin 2018-03/a.csv
units 2018-03/a.csv 2018-01 hills=19
more 2018-04/a.csv
units 2018-04/a.csv 2018-01 hills=21
audit
expect_output "a correction by two shows who came late" "2018-04/a.csv:2: error: conversations, hills, all, 2018-01 is 21 here and 19 in 2018-03/a.csv:2: the difference shows a few people."
sed -i 's/21,,21/29,,29/' "$public/2018-04/a.csv"
audit
expect_status "a correction by ten does not" 0
expect_output "and is told" "2018-04/a.csv:2: note: conversations, hills, all, 2018-01 is 29 here and 19 in 2018-03/a.csv:2."

begin a.csv
units a.csv 2018-01 ash=..
more b.csv
units b.csv 2018-01 ash=9
audit
expect_output "one figure has one mark in an edition" "a.csv:2: error: conversations, ash, all, 2018-01 is protected here but shown in b.csv:2."

# Other files.
begin a.csv
units a.csv 2018-01 ash=.. birch=9
printf 'region,count\nnorth,3\n' >"$public/other.csv"
printf 'mark,meaning_sv,meaning_en\n' >"$public/marks.csv"
touch "$public/a.pdf" "$public/b.pdf"
audit
expect_status "what is no figure is no failure" 0
expect_output "another program's CSV is counted" "note: CSV files with other columns, not audited: 1 (other.csv)."
expect_output "a page without its figures is told plainly" "warning: pages without their figures in a CSV file beside them, NOT AUDITED: 1 (b.pdf)."
printf '{\n  "files": [\n    {"file": "b.pdf", "level": "internal"}\n  ]\n}\n' >"$public/manifest.json"
audit
expect_output "an internal one is no public page" "note: internal pages, not audited: 1."

begin a.csv
units a.csv 2018-01 ash=9
printf 'conversations,birch,all,2018-01,9x,,9,,,ok,,,1,1\nconversations,birch,all\nconversations,birch,all,2018-13,9,,9,,,ok,,,1,1\n' >>"$public/a.csv"
printf 'conversations,cedar,all,2018-01,3,,3,,,protected,,,,\nconversations,cedar,all,2018-01,,,,,,hidden,,,,\nconversations,"dog' >>"$public/a.csv"
audit
expect_status "a damaged file fails" 65
expect_output "a number that is none is told" 'a.csv:3: error: "9x" is no valid value of n.'
expect_output "a short row too" "a.csv:4: error: the row has 3 cells, the heading 14."
expect_output "a month that is none too" 'a.csv:5: error: "2018-13" is no valid value of period.'
expect_output "numbers of what is marked as protected too" "a.csv:6: error: conversations, cedar, all, 2018-01 is marked as protected but shows numbers."
expect_output "an unknown mark too" 'a.csv:7: error: "hidden" is no valid value of mark.'
expect_output "an open quote too" "a.csv:8: error: the quote is never closed."

begin a.csv
units a.csv 1018-01/2018-03 ash=9
audit
expect_output "months of centuries are a slip" 'a.csv:2: error: "1018-01/2018-03" is no valid value of period.'

run -C "$space" check --disclosure "$work/none"
expect_status "no folder is no input" 66
run -C "$space" check --disclosure "$public" --strict
expect_status "other options do not go with it" 64
mkdir -p "$work/empty"
run -C "$space" check --disclosure "$work/empty"
expect_status "an empty folder passes" 0
expect_output "and says that there was nothing" "warning: no figures to audit"

# With the database: which figures need protection is known.
{
    echo 'date;district;carer;group;form'
    for carer in 1 2 3; do echo "2018-01-1$carer;Ash;K$carer;young;visit"; done
} >"$space/inbox/conversations-ash.csv"
run -q -C "$space" import
run -C "$space" export
rm -rf "$public" && cp -R "$space/out" "$public"
audit
expect_status "an export in which all are few passes" 0
expect_no_output "and the database is asked" "no database"
check "its figures are protected" grep -q '^conversations,ash,all,2018-01,,,,,,protected' "$public/open-data/figures.csv"
line=$(grep -n '^conversations,ash,all,2018-01,' "$public/open-data/figures.csv" | cut -d: -f1)
echo "conversations,lakeshire,all,2018-01,3,,3,,,ok,,,1,4" >"$work/row"
grep -v '^conversations,lakeshire,all,2018-01,' "$public/open-data/figures.csv" | cat - "$work/row" >"$work/figures"
cp "$work/figures" "$public/open-data/figures.csv"
audit
expect_status "the city shown fails" 65
expect_output "for it gives its only district away" "open-data/figures.csv:$line: error: conversations, ash, all, 2018-01 is protected but can be worked out: 3."
