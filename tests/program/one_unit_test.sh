#!/bin/bash
# A municipality without districts is one unit: what is made for each district is made for
# it, and where units stand beside their sum it stands once.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1778000000

cd "$work" || exit 1
"$SAMSYN" -q new space
cd space || exit 1
printf 'namn;typ\nLillköping;kommun\n' >units.csv
printf 'indikator;enhet;period;från;till;mål;delvis;beslut\n%s\n' \
    'conversations;alla enheter;månad;2026;;10;8;KS 1' >goals.csv
{
    echo 'enhet;datum;anhörig;grupp;minuter'
    for month in 01 02 03 04; do
        for n in {1..11}; do
            printf 'Lillköping;2026-%s-%02d;L%d;65+;45\n' "$month" "$n" "$n"
        done
    done
} >inbox/samtal-lillkoping-2026.csv

run check
expect_status "its settings hold" 0
expect_no_output "and nothing is warned of" "varning:"
run import
expect_talk "its rows are read" "44 rader, 44 använda, 0 med fel"
run facts --indicator conversations --by month --from 2026-04 --to 2026-04
expect_output "a goal for all units is its own" "conversations,lillkoping,all,2026-04,11,,11,,,ok,10,met,1,1"
expect_equal "and it stands there once" 2 "$(wc -l <"$work/stdout")"
run report --period 2026-04
expect_status "its monthly report is made" 0
expect_equal "one" out/monthly-lillkoping-2026-04.pdf "$(ls out/*.pdf)"
check "in which it is judged" grep -q 'Lillköping, april 2026' out/monthly-lillkoping-2026-04.html
run report quarterly --period 2026-Q1 --format html
expect_status "its quarterly report is made" 0
expect_equal "in which no table has it twice" 0 "$(
    sed 's/<table/\n<table/g; s/<\/table>/\n/g' out/quarterly-2026-Q1.html | grep '^<table' |
        while read -r table; do
            grep -o '<th scope="row"[^>]*>Lillköping' <<<"$table" | tail -n +2
        done | wc -l)"
check "but once" grep -q '<th scope="row"[^>]*>Lillköping' out/quarterly-2026-Q1.html
expect_equal "nor has the index" 1 "$(grep -o '<th scope="row"[^>]*>Lillköping' out/index.html | wc -l)"
run report comparison --period 2026-T1 --format html
expect_status "its comparison says what cannot be compared" 0
run check --disclosure out
expect_status "its public pages hold" 0
run verify
expect_status "and come out the same, made anew" 0

printf 'Norr;stadsdel\n' >>units.csv
run report monthly --period 2026-04
expect_status "with a district it is no unit any more" 0
expect_talk "whose report is made instead" "1 rapport"
check "Norr's" test -e out/monthly-norr-2026-04.pdf
