#!/bin/bash
# What samsyn facts says of the sample workspace, whose README tells what is real in it.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
cp -r "$tree/sample-data/stockholm" "$work/stockholm"
export SOURCE_DATE_EPOCH=1525305600

facts() {
    run -C "$work/stockholm" facts "$@"
}
# column NAME: of every row, one a line
column() {
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
                          { print $at }' "$work/stdout"
}
sum() {
    awk '{ s += $1 } END { print s + 0 }'
}

facts --indicator conversations
expect_equal "without an import the remedy is told" "66 1" \
    "$status $(grep -c 'samsyn import' "$work/stderr")"

run -C "$work/stockholm" import
expect_equal "the sample is imported" 0 "$status"

facts --indicator conversations --unit farsta --by year --from 2017 --to 2017
expect_equal "the columns are those of the design" \
    "indicator,unit,group,period,n,denominator,value,low95,high95,mark,goal,status,delivered,expected" \
    "$(head -1 "$work/stdout")"
expect_equal "Farsta had 170 conversations in 2017" \
    "conversations,farsta,all,2017,170,,170,,,ok,160,met,12,12" "$(tail -1 "$work/stdout")"

for month in 2018-03 2018-04; do
    facts --indicator counsellors --unit stockholm --from $month --to $month
    city=$(column value)
    facts --indicator counsellors --from $month --to $month
    assignments=$(awk -F, 'NR > 1 && $2 !~ /^(stockholm|innerstaden|sydost|sydvast|vasterort)$/ \
        { s += $7 } END { print s }' "$work/stdout")
    echo "$month $assignments $city"
done >"$work/counsellors"
expect_equal "22 assignments are 18 persons in March, 23 are 19 in April" \
    "2018-03 22 18
2018-04 23 19" "$(cat "$work/counsellors")"

facts --indicator good_support --unit bromma,ostermalm --by year --from 2017 --to 2017
expect_equal "a survey nobody makes is not measured" "not_measured ok" "$(column mark | xargs)"

facts --indicator conversations --unit rinkeby-kista --from 2017-10 --to 2017-12
expect_equal "a silent month is missing, not zero" "ok missing ok 11  7" \
    "$(column mark | xargs) $(column value | paste -sd' ')"
facts --indicator conversations --unit stockholm --from 2017-11 --to 2017-11
expect_equal "a sum that lacks one says so" "preliminary 13 14" \
    "$(column mark) $(column delivered) $(column expected)"

facts --indicator conversations --unit alvsjo --from 2018-04 --to 2018-04
expect_equal "at level public a few carers show nothing" \
    "conversations,alvsjo,all,2018-04,,,,,,protected,6,,," "$(tail -1 "$work/stdout")"
facts --indicator conversations --unit alvsjo,skarholmen --from 2018-04 --to 2018-04 \
    --level internal:alvsjo
expect_equal "the own unit is open at its internal level" "ok" "$(column mark | head -1)"

# Behind the door, beside it: every cell of one to four carers, by the records themselves.
facts --group each --from 2015-05 --to 2018-04 --indicator conversations,carers,conversation_minutes
cp "$work/stdout" "$work/public.csv"
sqlite3 -separator , "$work/stockholm/samsyn.db" "
    SELECT unit || ',' || target_group || ',' || substr(date, 1, 7)
    FROM conversations GROUP BY unit, target_group, 1
    HAVING target_group <> 'all' AND count(DISTINCT carer) < 5
    UNION ALL
    SELECT unit || ',all,' || substr(date, 1, 7)
    FROM conversations GROUP BY unit, substr(date, 1, 7) HAVING count(DISTINCT carer) < 5" \
    >"$work/few"
leaks=$(awk -F, 'NR == FNR { few[$0] = 1; next }
    ($2 "," $3 "," $4) in few { seen++; if ($10 != "protected" || $5 $6 $7 $8 $9 $12 $13 $14 != "") bad++ }
    END { print (seen > 500 ? "many" : seen), bad + 0 }' "$work/few" "$work/public.csv")
expect_equal "no number of a cell of one to four carers comes out" "many 0" "$leaks"

facts --indicator conversations --unit farsta --by to-date --from 2018-01 --to 2018-03
expect_equal "the year to date is told by month, as an interval" \
    "2018-01/2018-01,12 2018-01/2018-02,27 2018-01/2018-03,41" \
    "$(awk -F, 'NR > 1 { print $4 "," $7 }' "$work/stdout" | xargs)"
facts --indicator conversations --unit farsta --by rolling --from 2017-01 --to 2018-04 --level internal:farsta
expect_equal "twelve months are told at the ends of half-years" \
    "2016-07/2017-06 ok 2017-01/2017-12 ok 2017-07/2018-06 preliminary" \
    "$(awk -F, 'NR > 1 { print $4, $10 }' "$work/stdout" | xargs)"
rolling=$(column value | sed -n 1p)
facts --indicator conversations --unit farsta --from 2016-07 --to 2017-06 --level internal:farsta
expect_equal "and are those months" "$(column value | sum)" "$rolling"

# As it stood after a batch: what was not read yet is not there.
last=$(sqlite3 "$work/stockholm/samsyn.db" "SELECT max(id) FROM batches")
facts
cp "$work/stdout" "$work/now.csv"
facts --as-of "$last"
check "as of the newest batch it is as now" cmp "$work/now.csv" "$work/stdout"
first=$(sqlite3 "$work/stockholm/samsyn.db" "SELECT min(id) FROM batches WHERE file LIKE 'samtal-farsta%'")
facts --as-of $((first - 1)) --indicator conversations --unit farsta
expect_equal "before its file Farsta had delivered nothing" not_measured "$(column mark | sort -u)"
facts --as-of $((last + 1))
expect_equal "a batch that is not there is told with the last" "64 1" \
    "$status $(grep -c "the last is $last" "$work/stderr")"
expect_equal "no copy of the database is left" "" \
    "$(find "$work/stockholm" -name '.samsyn*')"

facts --format json --indicator carers --unit farsta --from 2018-03 --to 2018-03
check "JSON is JSON" grep -q '"indicator": "carers".*"value": [0-9]*,.*"mark": "ok"' "$work/stdout"

for words in "--indicator convrsations|conversations" "--unit frsta|Farsta" "--by mnth|month" "--by todate|to-date" \
    "--indicator interventions:anhoriggrup|interventions:anhoriggrupp" "--group undr65|under65" \
    "--level internal:frsta|Farsta" "--unt farsta|unit" "--format jsn|json"; do
    facts ${words%%|*}
    expect_equal "${words%%|*} is told with the right word" "64 1" \
        "$status $(grep -c "did you mean '${words##*|}'" "$work/stderr")"
done
for words in "--from 2018-13" "--as-of x" "--as-of 0" "--from 2018 --to 2017" "--indicator" "farsta"; do
    facts $words
    expect_equal "'$words' is refused" 64 "$status"
done

# Settings that changed are followed without a new import.
sed -i 's/^limit: 5/limit: 50/' "$work/stockholm/samsyn.yaml"
facts --indicator conversations --unit farsta --from 2018-04 --to 2018-04
expect_equal "a changed limit is followed at once" protected "$(column mark)"
