#!/bin/bash
# What samsyn explain says of the sample's figures: that the rows it lists are those the
# figures were counted from, and that nothing leaves that the level may not see.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
cp -r "$tree/sample-data/stockholm" "$work/stockholm"
export SOURCE_DATE_EPOCH=1525305600
database=$work/stockholm/samsyn.db

run -C "$work/stockholm" import
expect_equal "the sample is imported" 0 "$status"

facts() { run -C "$work/stockholm" facts "$@"; }
explain() { run -C "$work/stockholm" explain "$@"; }

# listed: rows, rows counted, different keys, different keys counted, of the last listing
listed() {
    awk -F, 'NR == 1 { next }
        { rows++ } $4 == "yes" { counted++ }
        $5 != "" && !seen[$5]++ { keys++; if ($4 == "yes") fits++ }
        END { print rows + 0, counted + 0, keys + 0, fits + 0 }' "$work/stdout"
}
# agrees UNIT FACTS.csv: of how many figures the listing is not what the facts say
agrees() {
    local id unit group period n over seen figures=0 wrong=0
    while IFS=, read -r id unit group period n over _; do
        explain "$id,$unit,$group,$period" --level "internal:$1" --format csv
        read -r -a seen <<<"$(listed)"
        figures=$((figures + 1))
        case $id in
        within_limit) [ "${seen[3]} ${seen[2]}" = "$n $over" ] ;;
        carers | new_carers | counsellors) [ "${seen[2]}" = "$n" ] ;;
        good_support | representatives) [ "${seen[0]}" = 1 ] ;;
        *) [ "${seen[0]}" = "$n" ] ;;
        esac || {
            wrong=$((wrong + 1))
            echo "$id,$unit,$group,$period: $n $over, listed ${seen[*]}" >>"$work/wrong"
        }
    done <"$2"
    echo "$figures $wrong"
}
# figures UNIT: facts of all kinds of period that are known
figures() {
    local by
    for by in month quarter tertial half year; do
        facts --unit "$1" --level "internal:$1" --by $by --from "$2" --to "$3" --group each \
            --indicator "${4:-conversations,conversation_minutes,carers,new_carers,within_limit,interventions,interventions:anhoriggrupp,participants,fte,counsellors,good_support,representatives}"
        awk -F, 'NR > 1 && $5 != ""' "$work/stdout"
    done >"$work/figures"
}

figures farsta 2017-09 2018-04
read -r count wrong <<<"$(agrees farsta "$work/figures")"
check "over two hundred figures of Farsta are looked at" test "$count" -gt 200
expect_equal "the rows of each are as many as the figure says" "0 " \
    "$wrong $(head -3 "$work/wrong" 2>/dev/null)"
figures alvsjo 2018-01 2018-04 conversations,carers,new_carers,within_limit,participants
read -r count wrong <<<"$(agrees alvsjo "$work/figures")"
check "and of Älvsjö, where they are few" test "$count" -gt 50 -a "$wrong" -eq 0

# The places themselves, by the records.
explain conversations,farsta,2017 --level internal:farsta --format csv
expect_sql "each row's file and line are those of the records" \
    "$(awk -F, 'NR > 1 { print $2 "|" $3 "|" $6 }' "$work/stdout" | sort)" "$database" \
    "SELECT file, line, date FROM conversations WHERE unit = 'farsta' AND date LIKE '2017%' ORDER BY file || '|' || line || '|' || date"
expect_sql "and there are 170 in 2017" 170 "$database" \
    "SELECT count(*) FROM conversations WHERE unit = 'farsta' AND date LIKE '2017%'"
explain carers,farsta,over65,2017 --level internal:farsta --format csv
expect_sql "different carers are those of the records" "$(listed | cut -d' ' -f3)" "$database" \
    "SELECT count(DISTINCT carer) FROM conversations WHERE unit = 'farsta' AND date LIKE '2017%' AND target_group = 'over65'"
sqlite3 "$database" "SELECT DISTINCT carer FROM conversations WHERE unit = 'farsta'" >"$work/keys"
check "no carer's key comes out" sh -c "! grep -qFwf '$work/keys' '$work/stdout'"
explain counsellors,farsta,2018 --level internal:farsta
sqlite3 "$database" "SELECT DISTINCT person FROM staff" >"$work/keys"
check "nor a person's" sh -c "! grep -qFwf '$work/keys' '$work/stdout'"

# The text.
explain conversations farsta 2018-Q1 --level internal:farsta --rows 3
expect_status "a figure is explained" 0
for words in "Enskilda samtal, Farsta, alla målgrupper, 2018-Q1" "värde                   41" \
    "3 av 3 enhetsmånader lämnade" "Antalet rader i Samtal." "Celler, månad för månad" \
    "Rader (41)" "samtal-farsta-2018-01.csv:2  datum 2018-01-09  målgrupp 65+" \
    "... och 38 till: --rows 0 visar alla"; do
    expect_output "it says: $words" "$words"
done
explain within_limit,farsta,2018-03
expect_output "a share of carers is told with its bound" "har högst 5 rader i perioden"
expect_output "rows are opened at the unit's level" "--level internal:farsta"
expect_no_output "and not shown to all" "samtal-farsta"
explain reach,farsta,2017
expect_output "a ratio has two sides" "Celler, de två sidorna"
expect_output "with what is multiplied" "Gånger 100."
expect_output "and what is divided" "en på 5"
explain base_level,farsta,2018-03
expect_output "what is offered is told set by set" "Kunskap och gemenskap: Insatser: Anhöriggrupp"
explain interventions:anhoriggrupp,farsta,2018-03
expect_output "a part is a condition" "där insats är Anhöriggrupp."
explain fte,farsta,2018-03
expect_output "what is weighted is told" "vägs med de dagar den gäller"
explain fte,farsta,2018-03 --level internal:farsta
expect_output "its row's decimals are Swedish" "årsarbetare 0,8"
run -C "$work/stockholm" --lang en explain conversations,farsta,2018-03
expect_output "in English too" "How many rows of Conversations."
explain conversations,sydost,2018-03
expect_output "a network is its units" "Enskede-Årsta-Vantör"

# The year to date and twelve months.
facts --by to-date --from 2018-04 --to 2018-04 --unit farsta --level internal:farsta --group each \
    --indicator conversations,carers,interventions,participants,within_limit
awk -F, 'NR > 1 && $5 != ""' "$work/stdout" >"$work/figures"
facts --by rolling --from 2017-06 --to 2017-12 --unit farsta --level internal:farsta --group each \
    --indicator conversations,carers,interventions,participants,within_limit
awk -F, 'NR > 1 && $5 != ""' "$work/stdout" >>"$work/figures"
expect_equal "of intervals the rows of each are as many as the figure says" "45 0" "$(agrees farsta "$work/figures")"
for words in 2018-02/2018-04 2018-04/2018-01 2018-Q1/2018-04 2018-01/; do
    explain "conversations,farsta,$words"
    expect_equal "'$words' is no interval" 64 "$status"
done

# Every figure that the manager's report tells, by the table that goes with its open edition.
run -C "$work/stockholm" report monthly --unit farsta --period 2018-04 --level public -o "$work/report"
told=$work/report/monthly-farsta-2018-04-public.csv
tail -n +2 "$told" | cut -d, -f1-4 | sort -u >"$work/told"
check "the report tells over three hundred figures" test "$(wc -l <"$work/told")" -gt 300
untold=0 unmade=0
while read -r figure; do
    explain "$figure" --level internal:farsta --rows 1
    [ "$status" -eq 0 ] && grep -q '^Formel' "$work/stdout" || untold=$((untold + 1))
    # what is known and not nothing is made of rows, or of cells that are
    ! grep -qE '^  värde +[1-9]' "$work/stdout" || grep -qE '^(Rader \([1-9]|Celler,)' "$work/stdout" ||
        { unmade=$((unmade + 1)) && echo "$figure" >>"$work/unmade"; }
done <"$work/told"
expect_equal "and each of them is explained" "0 0 " "$untold $unmade $(head -3 "$work/unmade" 2>/dev/null)"

# What may not be seen.
explain conversations,alvsjo,2018-04
expect_output "a few carers are protected" ".. skyddad, få personer"
expect_no_output "with no number" "antal bakom"
for level in public internal:skarpnack; do
    explain conversations,farsta,2018-03 --level $level --format csv
    expect_equal "no rows at level $level" "1" "$(wc -l <"$work/stdout")"
done
explain conversations,stockholm,2018-03 --level internal:stockholm --format csv
expect_equal "the city's level opens no district's rows" "1" "$(wc -l <"$work/stdout")"
explain conversations,stockholm,2018-04 --level internal:stockholm
expect_output "nor its protected cells" ".. skyddad, få personer"

# Rows that could not be used.
defect=$(sqlite3 -separator : "$database" "SELECT file, line FROM open_findings WHERE severity = 'refused' AND unit IS NOT NULL AND month IS NOT NULL AND kind = 'conversations' ORDER BY file LIMIT 1")
read -r unit month <<<"$(sqlite3 -separator ' ' "$database" "SELECT unit, printf('%04d-%02d', month / 12, month % 12 + 1) FROM open_findings WHERE file || ':' || line = '$defect' AND month IS NOT NULL LIMIT 1")"
explain "conversations,$unit,$month" --level "internal:$unit"
expect_output "a row that could not be used is told with file and line" "$defect: "

for words in "convrsations,farsta,2018-03|conversations" "conversations,frsta,2018-03|Farsta" \
    "conversations,farsta,undr65,2018-03|under65" "--format csvv conversations,farsta,2018-03|csv" \
    "--level internal:frsta conversations,farsta,2018|Farsta"; do
    explain ${words%%|*}
    expect_equal "${words%%|*} is told with the right word" "64 1" \
        "$status $(grep -c "did you mean '${words##*|}'" "$work/stderr")"
done
for words in "conversations,farsta" "conversations,farsta,all,2018,3" "conversations,farsta,2018-13" \
    "--rows few conversations,farsta,2018" "--as-of 999 conversations,farsta,2018"; do
    explain $words
    expect_equal "'$words' is refused" 64 "$status"
done

# A unit goes on with what it was made of.
sed -i -E 's/^(farsta;[^;]*;[^;]*;[^;]*;[^;]*);[^;]*;[^;]*/\1;2017-12-31;skarpnack/' "$work/stockholm/units.csv"
explain conversations,skarpnack,2017 --level internal:skarpnack
expect_output "a merged unit says what it continues" "fortsätter              Farsta"
figures skarpnack 2017-10 2018-02 conversations,carers,interventions,participants,within_limit,fte
read -r count wrong <<<"$(agrees skarpnack "$work/figures")"
check "and its rows are those of both" test "$count" -gt 50 -a "$wrong" -eq 0
