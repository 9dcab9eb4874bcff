#!/bin/bash
# Nobody can be found in what leaves the program: every carer's key of the sample, and what
# was planted among its rows, is looked for in everything that is published, returned,
# printed, and told by the journal.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525348800
cd "$work" || exit 1
mkdir space
cp -R "$tree"/sample-data/stockholm/{samsyn.yaml,units.csv,goals.csv,inbox} space/

# ---- planted: valid numbers of nobody, addresses, telephone numbers, and keys that stand out
head='datum;stadsdel;anhörig;målgrupp;form;minuter;konsulent'
plant() { # FILE ROW...
    local file=$1
    shift
    printf '%s\n' "$head" "$@" >"space/inbox/$file"
}
plant samtal-farsta-plant1.csv '2018-04-03;Farsta;811218-9876;65+;telefon;20;K01'
plant samtal-farsta-plant2.csv '2018-04-03;Farsta;F-0080;19811278-9873;telefon;20;K01'
plant samtal-farsta-8112189876.csv '2018-04-03;Farsta;F-0080;65+;telefon;20;K01'
plant samtal-farsta-plant3.csv '2018-04-03;Farsta;namnlos@exempel.se;65+;telefon;20;K01' \
    '2018-04-03;Farsta;070-174 06 05;65+;telefon;20;K01' \
    '2018-04-04;Farsta;F-0080;namnlos@exempel.se;telefon;20;K01' \
    '2018-04-04;Farsta;F-0080;65+;+46701740605;20;K01' \
    '2018-04-04;Farsta;Zz-nyckel-17;65+;fax;20;K01' \
    '2018-04-05;Farsta;Zz-nyckel-18;65+;telefon;-5;K01' \
    '2018-04-06;Farstaa;Zz-nyckel-19;65+;telefon;20;K01' \
    '2018-04-31;Farsta;Zz-nyckel-20;65+;telefon;20;K01' \
    '2018-04-07;Farsta;Zz-nyckel-21;65+;telefon;20;K01' \
    '2018-04-07;Farsta;"=Zz-nyckel-22()";65+;telefon;20;K01'

# ---- everything that can be asked of it, and what it says
ask() { "$SAMSYN" -v -C space "$@" >>asked.txt 2>>logs.txt; }
ask import --dry-run
ask import
ask import
ask report monthly --period 2018-04 --format pdf,html
ask report monthly --period 2018-04 --level public --unit farsta --format pdf,html,png
ask export --from 2017-10 --to 2018-04
ask check
ask facts --indicator carers,conversations,new_carers --by month --from 2018-01 --to 2018-04 --level internal:farsta
ask facts --indicator carers --by month --from 2018-04 --to 2018-04 --format json
ask explain conversations,farsta,2018-04 --level internal:farsta
ask explain carers,farsta,2018-Q1 --level internal:farsta --format csv
ask explain ors_coverage,farsta,2017-H2 --level internal:farsta
ask import --undo 1
ask verify
sqlite3 space/samsyn.db "UPDATE key_firsts SET first = first + 64; UPDATE outcome_episodes SET unplanned = 7 WHERE month = 24210"
ask verify space/out/open-data
check "what was asked was answered" test "$(wc -l <asked.txt)" -gt 200
check "faults in what is counted by key are told" grep -q 'key_firsts new_carers,' asked.txt
sqlite3 space/samsyn.db "SELECT * FROM journal; SELECT * FROM findings; SELECT * FROM batches; SELECT * FROM published; SELECT * FROM cells_about" >journal.txt
for pdf in space/out/*.pdf; do
    pdftotext "$pdf" - && pdfinfo -meta "$pdf"
done >pages.txt 2>/dev/null
pdfinfo -struct-text space/out/monthly-farsta-2018-04.pdf >>pages.txt
check "pages were read" test "$(wc -l <pages.txt)" -gt 3000

# ---- looked for
cut -d';' -f3 space/inbox/samtal-*.csv space/inbox/skattningar-*.csv 2>/dev/null | tr -d '\r' |
    grep -aE '^[A-Z]{1,3}-[0-9]{4}$' | sort -u >keys.txt
sqlite3 space/samsyn.db "SELECT DISTINCT carer FROM conversations_ever WHERE carer NOT LIKE '%Zz-%'" >>keys.txt
LC_ALL=C sort -u -o keys.txt keys.txt
check "each of them looks so that it is found" sh -c "! grep -qvE '^[A-Z]{1,3}-[0-9]{4}$' keys.txt"
check "there are keys to look for: $(wc -l <keys.txt)" test "$(wc -l <keys.txt)" -gt 1000
expect_equal "no carer's key is in anything" "" \
    "$(grep -raohE '[A-Z]{1,3}-[0-9]{4}' space/out space/returns asked.txt logs.txt journal.txt pages.txt | LC_ALL=C sort -u | LC_ALL=C comm -12 - keys.txt | head -20)"
printf '%s\n' 811218-9876 8112189876 19811278-9873 198112789873 811278-9873 namnlos@exempel.se namnlos exempel.se \
    '070-174 06 05' 0701740605 '174 06 05' 46701740605 Zz-nyckel nyckel-1 nyckel-2 >planted.txt
expect_equal "nor anything that was planted" "" \
    "$(grep -raoF -f planted.txt space/out space/returns asked.txt logs.txt journal.txt pages.txt | sort | uniq -c | head -20)"
expect_equal "nor in a file's name" "" "$(find space/out space/returns | grep -F -f planted.txt)"
expect_equal "the numbers and addresses are nowhere in the database" "" \
    "$(head -12 planted.txt | grep -aoF -f - space/samsyn.db | sort | uniq -c)"
expect_sql "rows with an address or a telephone number were refused" "4" space/samsyn.db \
    "SELECT count(DISTINCT f.line) FROM findings f JOIN batches b ON b.id = f.batch WHERE b.file = 'samtal-farsta-plant3.csv' AND f.line BETWEEN 2 AND 5 AND f.severity = 'refused'"
expect_sql "files with an identity number, in a row or a name, were not read" "0" space/samsyn.db \
    "SELECT count(*) FROM batches WHERE file GLOB '*plant[12]*' OR file GLOB '*9876*'"
