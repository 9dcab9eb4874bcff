#!/bin/bash
# The four reports of the city: each is written, holds what its readers need, and says the
# figures that the facts say.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1525348800

cp -r "$tree/sample-data/stockholm" "$work/"
cd "$work/stockholm" || exit 1
run -q import

words() { # of a page, one block of text a line
    sed 's/<svg[^>]*>.*<\/svg>//; s/<[^>]*>/ /g; s/&nbsp;/ /g; s/\xc2\xa0/ /g; s/\xc2\xad//g' "$1" |
        tr -s ' '
}
headings() { grep -o '<h[1-6][^>]*>[^<]*' "$1" | sed 's/<[^>]*>//'; }
holds() { # FILE TEXT...
    local file=$1 text
    shift
    for text; do
        grep -qF -- "$text" "$file" || { echo "lacks: $text" && return 1; }
    done
}
in_order() { # FILE HEADING...: they stand in this order
    local file=$1
    shift
    diff <(printf '%s\n' "$@") <(headings "$file" | grep -Fx -f <(printf '%s\n' "$@"))
}

for report in quarterly:2018-Q1 tertial:2018-T1 comparison:2018-T1 annual:2017; do
    name=${report%:*} period=${report#*:}
    run report "$name" --period "$period" --format pdf,html
    expect_status "$name is made" 0
    for format in pdf html; do
        check "$name-$period.$format is there" test -s "out/$name-$period.$format"
    done
    words "out/$name-$period.html" >"$name.txt"
    check "$name is linked from the index" grep -qF "$name-$period" out/index.html
    run --lang en report "$name" --period "$period" --format html
    expect_status "$name is made in English" 0
    words "out/$name-$period-en.html" >"$name.en.txt"
    check "$name has no word of Swedish headings in English" \
        bash -c '! grep -qE "Underlag|Läge mot|Definitioner" "$1"' - "$name.en.txt"
done

# What the facts say of five units stands in a row of each; "units" are theirs by id.
units="bromma=Bromma farsta=Farsta sodermalm=Södermalm norrmalm=Norrmalm alvsjo=Älvsjö"
printed() { # FILE
    local known unit value name
    sed 's/<svg[^>]*>.*<\/svg>//; s/<\/t[hd]>/|/g; s/<[^>]*>//g; s/|$//' "$1" | grep '|' >cells
    for unit in $units; do
        name=${unit#*=} unit=${unit%%=*}
        known=$(awk -F, -v unit="$unit" '$2 == unit { print $10 == "ok" ? $7 : $10 == "protected" ? "[.][.]" : "" }' "$work/stdout")
        [ -n "$known" ] || { echo "no fact of $unit"; return 1; }
        grep -qE "^ *$name\\|(.*\\|)? *$known *(\\||$)" cells ||
            { echo "$name: $known is not in:"; grep "$name|" cells; return 1; }
    done
}
run facts --indicator conversations --by quarter --from 2018-Q1 --to 2018-Q1
check "the quarter's conversations stand as the facts say them" printed out/quarterly-2018-Q1.html
run facts --indicator conversations --by tertial --from 2018-T1 --to 2018-T1
check "the tertial's conversations stand as the facts say them" printed out/tertial-2018-T1.html
run facts --indicator conversations --by year --from 2017 --to 2017
check "the year's conversations stand as the facts say them" printed out/annual-2017.html

run check --disclosure out
expect_status "the audit of what is published finds nothing" 0
run verify out
expect_status "each is made again to the same bytes" 0

check "the quarter has goals, forecast, tables, activities, quality" in_order \
    out/quarterly-2018-Q1.html "Hittills 2018 mot årets mål" "Utfall under kvartal 1 2018" \
    "Prognos för 2018" "Siffrorna i tabeller" "Handlingsplanens aktiviteter" \
    "Underlag och datakvalitet" "Definitioner och tecken"
check "the tertial has outcomes with their coverage" holds tertial.txt \
    "Resultat för dem som får stöd" "Täckning ORS" "prognos:" "mäts inte"
check "the comparison has limits and no ranks" holds comparison.txt "utan rangordning" \
    "utanför 99,8 procent" "Per nätverk" "Basnivån av stöd"
check "no word of the comparison ranks" bash -c \
    '! grep -qiE "rankning|topplista|plats [0-9]|bäst|sämst" "$1"' - comparison.txt
check "the board paper has its parts in order" in_order out/annual-2017.html "Ärende" \
    "Förslag till beslut" "Sammanfattning" "Bakgrund" "Status" "Ekonomiska konsekvenser" \
    "Risker" "Expedieras till"
check "its points of decision are numbered" bash -c \
    'tr -d "\n" <out/annual-2017.html | grep -qE "<ol[^>]*>(<li[^>]*>[^<]*</li>){3}</ol>"'

# A controller's reconciliation: the units' counts make up the total, and what was changed
# after it was delivered is told.
reconciled() {
    sed 's/<svg[^>]*>.*<\/svg>//; s/<\/t[hd]>/|/g; s/<[^>]*>//g; s/|$//' "$1" |
        awk -F'|' 'NF == 8 { sub(/ *\(prel\.\)/, "", $4); gsub(/[^0-9]/, "", $4)
                             if (rows && last == "") hidden++
                             if (last != "") sum += last; last = $4; rows++ }
                   END { print rows, (hidden > 1 ? sum < last : sum == last) ? "adds up" : sum " is not " last }'
}
expect_equal "the quarter's conversations are reconciled" "16 adds up" \
    "$(reconciled out/quarterly-2018-Q1.html)"
check "nothing was changed yet" holds quarterly.txt \
    "Ingen uppgift för perioden har ändrats efter första inlämningen"
printf 'datum;stadsdel;anhörig;målgrupp;form\n2018-02-06;Farsta;F-0901;65+;besök\n' >inbox/samtal-farsta-sent.csv
run -q import
run report quarterly --period 2018-Q1 --format html
words out/quarterly-2018-Q1.html >late.txt
check "a late row changes its month" holds late.txt "Farsta Samtal februari 2018 1"
check "and its key stands nowhere" bash -c '! grep -q F-0901 late.txt'
