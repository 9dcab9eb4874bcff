#!/bin/bash
# What was published is remembered, so that two editions cannot be subtracted.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525305600

space=$work/lake
mkdir -p "$space/inbox"
cat >"$space/samsyn.yaml" <<'END'
organisation: Lakeland
programme: visits
language: en
limit: 5
END
cat >"$space/units.csv" <<'END'
id,name,type,part_of
lakeland,Lakeland,city,
east,East,district,lakeland
west,West,district,lakeland
END
cat >"$space/indicators.yaml" <<'END'
- {id: visitors, name: Visitors, definition: "People who came.", reported: value,
   unit: people, better: higher, protects: persons}
- {id: homes, name: Homes, definition: "Homes.", reported: value, unit: homes,
   better: neither, protects: none}
- {id: visitors_per_home, name: "Per home", definition: "Visitors over homes.",
   ratio: {of: visitors, over: homes}, decimals: 2, protects: persons}
END
# month EAST WEST: what both told for January; February does not change.
deliver() {
    cat >"$space/inbox/figures.csv" <<END
indicator,unit,period,value
visitors,East,2018-01,$1
visitors,West,2018-01,$2
visitors,East,2018-02,50
visitors,West,2018-02,60
visitors,East,2018-03,20
visitors,West,2018-03,30
homes,East,2018-01,10
homes,West,2018-01,10
END
    run -C "$space" -q import
}
# told UNIT PERIOD [INDICATOR]: value and mark at the public level.
told() {
    "$SAMSYN" -C "$space" facts --indicator "${3:-visitors}" --unit "$1" --from "$2" --to "$2" \
        --by "${4:-month}" ${5:+--level "$5"} | sed 1d | cut -d, -f7,10
}
publish() { run -C "$space" export; }

deliver 20 30
publish
expect_sql "a folder is published and every figure remembered" "9" "$space/samsyn.db" \
    "select count(*) from published where indicator = 'visitors' and period_kind = 0"
deliver 22 30
expect_equal "two who came late do not show: the month stands" "20,ok 30,ok 50,ok" \
    "$(told east 2018-01) $(told west 2018-01) $(told lakeland 2018-01)"
expect_equal "nor in the quarter" "90,ok 210,ok" \
    "$(told east 2018-Q1 visitors quarter) $(told lakeland 2018-Q1 visitors quarter)"
expect_equal "nor in a ratio" "2,ok" "$(told east 2018-01 visitors_per_home)"
expect_equal "the unit itself sees them" "22,ok" \
    "$(told east 2018-01 visitors month internal:east)"
expect_equal "another month is as it was" "50,ok" "$(told east 2018-02)"
expect_equal "a period over it that was never published is hidden meanwhile" ",protected" \
    "$(told east 2018-01 visitors to-date)"
publish
expect_talk "which whoever publishes is told" "tables stand as published: what came later touches fewer than 5 people"
expect_equal "publishing again changes nothing" "20,ok" "$(told east 2018-01)"
deliver 22 33
expect_equal "two small changes that add up to five still stand, also in the sum" "20,ok 30,ok 50,ok" \
    "$(told east 2018-01) $(told west 2018-01) $(told lakeland 2018-01)"
deliver 25 30
expect_equal "five are enough to be told" "25,ok 30,ok 55,ok" \
    "$(told east 2018-01) $(told west 2018-01) $(told lakeland 2018-01)"
publish
deliver 4 30
expect_equal "what would be hidden now stands as everybody knows it" "25,ok 55,ok" \
    "$(told east 2018-01) $(told lakeland 2018-01)"
deliver 25 30
expect_equal "and when it is mended all is as before" "25,ok 55,ok" \
    "$(told east 2018-01) $(told lakeland 2018-01)"

# What was hidden once stays hidden: its neighbours are known.
rm -rf "$space/samsyn.db" "$space/out"
deliver 3 30
publish
expect_equal "three are hidden" ",protected" "$(told east 2018-01)"
deliver 9 30
expect_equal "and stay hidden when they are nine" ",protected" "$(told east 2018-01)"
run -C "$space" facts --indicator visitors --unit east --from 2018-01 --to 2018-01 --as-of 1
expect_output "an earlier state has its own ledger" "visitors,east,all,2018-01,,,,,,protected"

# A public report tells its figures in a table beside it, and the ledger has them.
mkdir "$space/reports"
cat >"$space/reports/open.md" <<'END'
---
title: Visitors
readers: everybody
level: public
per: city
period: month
---

# Visitors

```keyfigures
indicators: [visitors]
```
END
rm -f "$space/samsyn.db"
deliver 20 30
run -C "$space" report open --period 2018-01
expect_status "a public report is made" 0
"$SAMSYN" -C "$space" facts --indicator visitors --unit lakeland --from 2018-01 --to 2018-01 >"$work/facts"
check "with its figures beside it, as samsyn facts tells them" grep -qxFf <(sed 1d "$work/facts") "$space/out/open-2018-01.csv"
check "each on a row" grep -q '^visitors,lakeland,all,2018-01,.*,50,' "$space/out/open-2018-01.csv"
expect_equal "which the manifest vouches for" "$(sha256sum <"$space/out/open-2018-01.csv" | cut -d' ' -f1)" \
    "$(grep -o '"file": "open-2018-01.csv", "sha256": "[0-9a-f]*' "$space/out/manifest.json" | cut -d'"' -f8)"
expect_equal "and the ledger" "1" \
    "$(sqlite3 "$space/samsyn.db" "select count(*) from published where indicator = 'visitors' and unit = 'lakeland' and period_kind = 0 and month = 24216")"
cp "$space/out/open-2018-01.pdf" "$work/first.pdf"
deliver 22 30
run -C "$space" report open --period 2018-01
expect_equal "a new edition tells no other number" "$(grep ',2018-01,' "$space/out/open-2018-01.csv" | cut -d, -f7)" 50

# What cannot be remembered is not published.
chmod a-w "$space/samsyn.db"
if [ "$(id -u)" -ne 0 ]; then
    run -C "$space" report open --period 2018-02
    check "what cannot be remembered is not published" test "$status" -ne 0
    expect_equal "and nothing is left aside" "" "$(find "$space/out" -name '.*')"
fi
