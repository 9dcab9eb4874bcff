#!/bin/bash
# samsyn export: what anyone may see, with what it means, and nothing else.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525305600

space=$work/stockholm
cp -r "$tree/sample-data/stockholm" "$space"
cat >"$space/indicators.yaml" <<'END'
- id: good_support
  name: {sv: "=HYPERLINK(\"x\")", en: "-1, \"quoted\""}
END
run -C "$space" export
expect_equal "without an import the remedy is told" "66 1" \
    "$status $(grep -c 'samsyn import' "$work/stderr")"
check "and nothing is written" test ! -e "$space/out"
run -C "$space" import

run -C "$space" export
expect_status "it exports" 0
open=$space/out/open-data
expect_equal "into out/open-data" \
    "datapackage.json definitions.csv figures.csv marks.csv units.csv" "$(ls "$open" | xargs)"
expect_talk "and says where" "$open"

cat >"$work/load.sql" <<END
.mode csv
.import $open/figures.csv figures
.import $open/definitions.csv definitions
.import $open/units.csv units
.import $open/marks.csv marks
END
sqlite3 "$work/open.db" <"$work/load.sql"
expect_sql "every figure's indicator, unit and mark is explained" "0" "$work/open.db" \
    "SELECT count(*) FROM figures WHERE indicator NOT IN (SELECT id FROM definitions)
     OR unit NOT IN (SELECT id FROM units) OR mark NOT IN (SELECT mark FROM marks)"
expect_sql "a row is there once" "0" "$work/open.db" \
    "SELECT count(*) FROM (SELECT 1 FROM figures GROUP BY indicator, unit, \"group\", period
     HAVING count(*) > 1)"
expect_sql "every kind of period, type of unit and group, and parts" "5 3 3 1" "$work/open.db" \
    "SELECT count(DISTINCT CASE WHEN period GLOB '????' THEN 'year'
        WHEN period GLOB '????-[QTH]?' THEN substr(period, 6, 1) ELSE 'month' END)
        || ' ' || count(DISTINCT type) || ' ' || count(DISTINCT \"group\")
        || ' ' || max(indicator LIKE 'interventions:%')
     FROM figures JOIN units ON units.id = unit"
expect_sql "a protected figure has no number at all" "1 0" "$work/open.db" \
    "SELECT (count(*) > 1000) || ' ' || sum(n || denominator || value || low95 || high95 || status
            || delivered || expected <> '') FROM figures WHERE mark = 'protected'"
expect_sql "nothing is told where nothing is measured" "missing,ok,preliminary,protected" \
    "$work/open.db" "SELECT group_concat(mark) FROM (SELECT DISTINCT mark FROM figures ORDER BY 1)"

# The same rows as samsyn facts, whatever kind of period.
run -C "$space" facts --by quarter --from 2017 --to 2017 --group each
grep -vE ',(not_measured|not_applicable),' "$work/stdout" | sed 1d | LC_ALL=C sort >"$work/facts"
grep -E '^[a-z_0-9]+,[^,]*,[^,]*,2017-Q' "$open/figures.csv" | LC_ALL=C sort >"$work/exported"
check "the figures are those of samsyn facts" cmp "$work/facts" "$work/exported"
expect_equal "with its columns" "$(head -1 "$work/stdout")" "$(head -1 "$open/figures.csv")"
check "which are many" test "$(wc -l <"$work/facts")" -gt 1000

# Definitions.
check "a formula is made a text" grep -qF "good_support,\"'=HYPERLINK(\"\"x\"\")\",\"'-1, \"\"quoted\"\"\"," \
    "$open/definitions.csv"
expect_sql "who is protected stands there" "carers|staff|none" "$work/open.db" \
    "SELECT group_concat(protects, '|') FROM (SELECT protects FROM definitions
     WHERE id IN ('conversations', 'conversations_per_fte', 'fte') ORDER BY id)"
expect_sql "a part has its own name" "Insatser: Anhöriggrupp" "$work/open.db" \
    "SELECT name_sv FROM definitions WHERE id = 'interventions:anhoriggrupp'"
expect_sql "a merged unit has its successor" "2020-06-30|hagersten-alvsjo" "$work/open.db" \
    "SELECT until, successors FROM units WHERE id = 'alvsjo'"

# The description.
package() { sqlite3 :memory: "SELECT json_extract(readfile('$open/datapackage.json'), '$1')"; }
expect_equal "the description is JSON" 1 \
    "$(sqlite3 :memory: "SELECT json_valid(readfile('$open/datapackage.json'))")"
expect_equal "dated by the import, not the clock" 2018-05-03T00:00:00Z "$(package '$.created')"
expect_equal "titled" "Stockholms stad: anhörigstöd" "$(package '$.title')"
expect_equal "it describes the columns in their order" "$(head -1 "$open/figures.csv")" \
    "$(sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.name'))
        FROM json_each(readfile('$open/datapackage.json'), '\$.resources[0].schema.fields')")"
for i in 0 1 2 3; do
    file=$open/$(package "\$.resources[$i].path")
    expect_equal "it knows $(basename "$file")" "sha256:$(sha256sum <"$file" | cut -d' ' -f1) $(wc -c <"$file")" \
        "$(package "\$.resources[$i].hash") $(package "\$.resources[$i].bytes")"
    expect_equal "and its columns" "$(head -1 "$file" | tr , '\n' | wc -l)" \
        "$(sqlite3 :memory: "SELECT json_array_length(readfile('$open/datapackage.json'),
            '\$.resources[$i].schema.fields')")"
done

# Where and when.
cp -r "$open" "$work/before"
SOURCE_DATE_EPOCH=1735689600 run -q -C "$space" export
check "the same data give the same bytes" diff -r "$work/before" "$open"
expect_equal "and -q says nothing" "" "$(cat "$work/stderr")"
run -C "$space" export --from 2017-03 --to 2017-05 -o "$work/spring"
expect_equal "the span can be chosen" \
    "2017 2017-03 2017-04 2017-05 2017-H1 2017-Q1 2017-Q2 2017-T1 2017-T2" \
    "$(cut -d, -f4 "$work/spring/figures.csv" | sed 1d | LC_ALL=C sort -u | xargs)"
run -C "$space" export --from 2017-03 --to 2017-03 -o "$work/march.csv"
check "or one file" test -f "$work/march.csv" -a ! -e "$work/datapackage.json"
touch "$work/plain"
run -C "$space" export -o "$work/plain"
expect_status "a file is no folder" 73
for words in "--from 2018 --to 2017" "--from x" "-o" "--form 2018" "all"; do
    run -C "$space" export $words
    expect_status "'$words' is told how it is used" 64
done
