#!/bin/bash
# The sample workspace: made anew it is the same bytes, and it holds the figures that its
# README calls real. The files are read here with awk alone, so that the program's own
# reading is checked against something else.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
sample=$tree/sample-data/stockholm
mkdir -p "$work/inbox"

${CC:-gcc} -std=c11 -O1 -o "$work/generate" "$sample/generate.c" &&
    "$work/generate" "$work"
made_anew() {
    cd "$1" && find . -name 'samtal*' -o -name 'insatser*' -o -name 'skattningar*' | LC_ALL=C sort |
        xargs sha256sum
}
expect_equal "the generator gives the committed bytes and no other files" \
    "$(made_anew "$sample/inbox")" "$(made_anew "$work/inbox")"
check "at most ninety files" test "$(find "$sample/inbox" -type f | wc -l)" -le 90

# rows KIND: unit;date;carer;minutes;kind of all files of the kind, in UTF-8, headings by name.
rows() {
    local file
    for file in "$sample/inbox/$1"-*.csv; do
        iconv -f utf-8 -t utf-8 "$file" >"$work/utf8" 2>/dev/null ||
            iconv -f cp1252 -t utf-8 "$file" >"$work/utf8"
        awk -v OFS=';' '
            NR == 1 {
                sub(/^\xef\xbb\xbf/, ""); sub(/\r$/, "")
                FS = /;/ ? ";" : /\t/ ? "\t" : ","
                $0 = $0; gsub(/"/, ""); $0 = $0
                for (i = 1; i <= NF; i++) at[$i] = i
                english["datum"] = "date"; english["stadsdel"] = "district"
                english["anhörig"] = "carer"; english["minuter"] = "minutes"
                next
            }
            function named(head) {
                return head in at ? $at[head] : english[head] in at ? $at[english[head]] : ""
            }
            { gsub(/["\r]/, ""); $0 = $0 }
            /[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/ {
                unit = named("stadsdel"); sub(/^SDF /, "", unit); gsub(/–/, "-", unit)
                sub(/^Norrmalms stadsdel/, "Norrmalm", unit)
                print unit, named("datum"), named("anhörig"), named("minuter"), named("insats")
            }' "$work/utf8"
    done
}
rows samtal >"$work/samtal"
rows insatser >"$work/insatser"
# count FILE CONDITION: rows for which the awk condition holds; $1 unit, $2 date, $3 carer.
count() {
    awk -F';' "$2 { n++ } END { print n + 0 }" "$1"
}

expect_equal "Farsta has 170 conversations in 2017" 170 \
    "$(count "$work/samtal" '$1 == "Farsta" && $2 ~ /^2017/')"
few=$(awk -F';' '$1 == "Farsta" && !seen[substr($2, 1, 7), $3]++ { n[substr($2, 1, 7)]++ }
    END { for (m in n) { months++; if (n[m] < 5) few++ } print months, few + 0 }' "$work/samtal")
expect_equal "Farsta has at least five carers in each of 36 months" "36 0" "$few"
expect_equal "Skarpnäck has 27 conversations and 1890 minutes until 11 April 2018" "27 1890" \
    "$(awk -F';' '$1 == "Skarpnäck" && $2 >= "2018-01-01" && $2 <= "2018-04-11" {
        n++; m += $4 } END { print n, m }' "$work/samtal")"
expect_equal "and four more in April" 4 \
    "$(count "$work/samtal" '$1 == "Skarpnäck" && $2 > "2018-04-11"')"
expect_equal "fourteen districts send, and one is misspelt once" "14 1" \
    "$(awk -F';' '{ n[$1]++ } END { for (u in n) if (n[u] > 1) many++; else once++
        print many, once }' "$work/samtal")"
for kind in samtal insatser; do
    expect_equal "Rinkeby-Kista is silent in two months ($kind)" "34 0" \
        "$(awk -F';' '$1 == "Rinkeby-Kista" { m[substr($2, 1, 7)] }
        END { print length(m), ("2017-11" in m) + ("2018-04" in m) }' "$work/$kind")"
    expect_equal "all others send in all 36 months ($kind)" 13 \
        "$(awk -F';' '$2 != "2018-02-30" && !seen[$1, substr($2, 1, 7)]++ { n[$1]++ }
        END { for (u in n) all += n[u] == 36; print all }' "$work/$kind")"
done
expect_equal "Älvsjö and Skärholmen have months with one to four carers" 2 \
    "$(awk -F';' '($1 == "Älvsjö" || $1 == "Skärholmen") && !seen[$1, $2 = substr($2, 1, 7), $3]++ {
        n[$1 ";" $2]++ } END { for (m in n) if (n[m] < 5) { split(m, at, ";"); few[at[1]] }
        print length(few) }' "$work/samtal")"
expect_equal "July has fewer conversations than any other month" 07 \
    "$(awk -F';' '$2 ~ /^201[67]/ { n[substr($2, 6, 2)]++ }
        END { for (m in n) if (!least || n[m] < n[least]) least = m; print least }' "$work/samtal")"

# staff MONTH: assignments and persons on the month's last day.
staff() {
    tr -d '"' <"$sample/inbox/bemanning.csv" | awk -F, -v day="$1" '
        NR > 1 { from = $(NF - 1); till = $NF }
        NR > 1 && from <= day && (till == "" || till >= day) { n++; person[$1] }
        END { print n, length(person) }'
}
expect_equal "March 2018 has 22 assignments and 18 persons" "22 18" "$(staff 2018-03-31)"
expect_equal "April 2018 has 23 and 19" "23 19" "$(staff 2018-04-30)"
expect_equal "scores come from the three districts of Sydost alone" \
    "skattningar-enskede-arsta-vantor.csv skattningar-farsta.csv skattningar-skarpnack.csv" \
    "$(cd "$sample/inbox" && echo skattningar-*)"
expect_equal "each indicator has one goal for one unit, period and day" "" \
    "$(awk -F';' 'NR > 1 { print $1, $2, $3, $4 }' "$sample/goals.csv" | sort | uniq -d)"
expect_equal "no cell looks like a personal identity number" "" \
    "$(grep -rhoaE '(^|[^0-9])[0-9]{6,8}[-+ ]?[0-9]{4}([^0-9]|$)' "$sample" --include='*.csv')"
