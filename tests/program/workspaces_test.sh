#!/bin/bash
# The other follow-ups under sample-data: each is imported and its facts are those that its
# README calls real, with no code of its own. And what of Stockholm's facts can be counted
# from its files by awk alone.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1525348800

# facts WORKSPACE ARGUMENT...
facts() {
    local workspace=$1
    shift
    run -C "$work/$workspace" facts "$@"
}
# column NAME...: those columns of the last run's rows, a row a line
column() {
    awk -F, -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
            count = split(names, name, " "); next }
        { for (i = 1; i <= count; i++) printf "%s%s", $at[name[i]], i < count ? " " : "\n" }' \
        "$work/stdout"
}

for workspace in gotland danderyd eskilstuna; do
    cp -r "$tree/sample-data/$workspace" "$work/"
    run -C "$work/$workspace" import --strict
    expect_status "$workspace is imported without a finding" 0
    expect_sql "and without a note" 0 "$work/$workspace/samsyn.db" "select count(*) from open_findings"
    expect_sql "every row of its files is in use" \
        "$(awk 'FNR > 1' "$work/$workspace"/inbox/*.csv | wc -l)" "$work/$workspace/samsyn.db" \
        "select sum(rows_used) from batches"
done
for workspace in gotland eskilstuna; do
    rm "$work/$workspace"/inbox/*-*-20*.csv
    (cd "$work/$workspace" && ./make-inbox)
    check "$workspace: make-inbox gives the committed bytes" \
        diff -r "$tree/sample-data/$workspace/inbox" "$work/$workspace/inbox"
done

# ---- Gotland
facts gotland --indicator without_placement --unit teamet --by year --from 2016 --to 2016
expect_equal "Gotland: 65 of 80 families without placement" "65 80 ok met" \
    "$(column n denominator mark status)"
expect_equal "a share is of one" 0.8125 "$(column value)"
facts gotland --indicator without_placement --unit teamet --from 2016-01 --to 2016-12
expect_equal "all of them in March" "2016-03 80" "$(column period denominator | awk 'NF > 1')"
facts gotland --indicator without_placement --unit teamet --by year --from 2015 --to 2015
expect_equal "which was not measured the year before" "" "$(column n)"
facts gotland --indicator families,new_families,fte,families_per_fte --unit gotland --by year \
    --from 2012 --to 2016
expect_equal "20 families a year with 4 staff, 5 for each" "families 20 ok
families_per_fte 5 ok
fte 4 ok
new_families 20 ok" "$(column indicator value mark | sort -u)"
facts gotland --indicator placement_day_low,placement_day_high --unit teamet --by year --from 2016 --to 2016
expect_equal "a day avoided is worth 3 000 to 8 000 kr" "3000
8000" "$(column value)"
facts gotland --indicator within_six_weeks --unit teamet --by year --from 2012 --to 2016
expect_equal "follow-ups within 42 days are those of the files" \
    "$(for file in "$tree"/sample-data/gotland/inbox/uppfoljning-*.csv; do
        iconv -f cp1252 -t utf-8 "$file" |
            awk -F';' '$5 == "uppföljning" { n++; soon += $6 <= 42 } END { print soon, n }'
    done)" "$(column n denominator)"
facts gotland --indicator wellbeing:before,wellbeing:after --unit teamet --by year --from 2016 --to 2016
expect_equal "ratings before and after are the files' means" \
    "$(awk -F';' 'NR > 1 { sub(",", ".", $6); sum[$5] += $6; n[$5]++ }
        END { print n["före"], sum["före"] / n["före"]; print n["efter"], sum["efter"] / n["efter"] }' \
        "$tree/sample-data/gotland/inbox/sjalvskattning-teamet-2016.csv")" "$(column n value)"

# ---- Danderyd
costs="contact_person 800000
evening_team 1500000
training 2000000
documentation 500000
survey 300000
discharge 200000"
facts danderyd --by year --from 2015 --to 2015 \
    --indicator "$(awk '{ printf "%splanned_cost:%s", (NR > 1 ? "," : ""), $1 }' <<<"$costs")"
expect_equal "Danderyd: each of the six estimated costs" "$(sed 's/^/planned_cost:/' <<<"$costs")" \
    "$(column indicator value)"
facts danderyd --indicator planned_cost --by year --from 2015 --to 2015
expect_equal "together 5.3 million, inside about 4-6" "5300000 6000000 met" "$(column value goal status)"
facts danderyd --by year --from 2015 --to 2015 --indicator \
    planned_cost_area:continuity,planned_cost_area:skills,planned_cost_area:management,planned_cost_area:cooperation
expect_equal "by the four areas of the plan" "2300000 2000000 800000 200000" "$(column value | xargs)"
facts danderyd --indicator activities --by year --from 2015 --to 2015
expect_equal "ten activities" 10 "$(column value)"
facts danderyd --by year --from 2015 --to 2015 --indicator \
    activities:planned,activities:started,activities:done,activities:delayed,activities:stopped
expect_equal "by status, as in the file" \
    "$(awk -F';' 'NR > 1 { n[$4]++ } END {
        print n["ej påbörjad"], n["pågår"], n["klar"], n["försenad"], n["avbruten"] + 0 }' \
        "$tree"/sample-data/danderyd/inbox/handlingsplan-*.csv)" "$(column value | xargs)"

# ---- Eskilstuna
facts eskilstuna --indicator homecare_hours:intervention,homecare_hours:control --unit eskilstuna \
    --by half --from 2014-H1 --to 2014-H1 --group each
expect_equal "Eskilstuna: 10 against 26 hours, no difference, and 21 against 36" \
    "homecare_hours:control age65_75 24 26 ok
homecare_hours:control age76_85 24 27 ok
homecare_hours:control age86_95 24 36 ok
homecare_hours:intervention age65_75 24 10 ok
homecare_hours:intervention age76_85 24 27 ok
homecare_hours:intervention age86_95 24 21 ok" \
    "$(column indicator group n value mark | grep -v ' all ' | sort)"
facts eskilstuna --by half --indicator \
    homecare_hours,homecare_hours:intervention,homecare_hours:control,homecare_hours_sum,rehab_persons,control_persons \
    --from 2012-H1 --to 2014-H1 --group each
expect_equal "nothing of it is protected in public" ok "$(column mark | sort -u)"
facts eskilstuna --indicator homecare_hours:intervention --unit eskilstuna --by half --from 2012-H1 --to 2014-H1
expect_equal "fewer hours each half-year" 5 \
    "$(column value | awk 'NR == 1 || $1 < last { n++ } { last = $1 } END { print n }')"

# ---- their own reports
missing() { # up to the signs that the last page explains
    sed '/^Definitioner/,$d' "$1" >"$work/figures.txt"
    [ -s "$work/figures.txt" ] && grep -E 'saknas|prel\.|\.\.$' "$work/figures.txt" | sed 's/   */ /g'
}
# Gotland has a month of four families in 2015, which that year's mean would tell.
while IFS=: read -r workspace name period hidden; do
    run -C "$work/$workspace" report "$name"
    expect_equal "$workspace's report is made, of its last period" "0 $name-$period.pdf" \
        "$status $(cd "$work/$workspace/out" && echo *.pdf)"
    pdftotext -layout "$work/$workspace/out/$name-$period.pdf" "$work/$name.txt"
    expect_equal "with nothing missing in it but what is hidden" "$hidden" "$(missing "$work/$name.txt" | paste -sd';')"
done <<'END'
gotland:uppfoljning:teamet-2016:Efter 6,5 ..;Totalt 5,2 ..
danderyd:delrapport:2015:
eskilstuna:hemrehab:2014-H1:
END
pdf_says() { # NAME TEXT: in one line, spaces aside
    sed 's/[[:space:] ]\+/ /g' "$work/$1.txt" | grep -qF -- "$2" || { cat "$work/$1.txt" && false; }
}
check "Gotland's says 81 %" pdf_says uppfoljning "81 %"
check "Danderyd's says the sum" pdf_says delrapport "5 300 000"
for heading in Ärende "Förslag till beslut" Bakgrund Status "Ekonomiska konsekvenser" Risker \
    "Förvaltningens bedömning" "Expedieras till"; do
    check "in the form of a board paper: $heading" grep -qx "$heading" "$work/delrapport.txt"
done
check "its decision points are numbered" pdf_says delrapport "2. Nämnden ger förvaltningen i uppdrag"
check "to who listens, too" sh -c "pdfinfo -struct '$work/danderyd/out/delrapport-2015.pdf' | grep -q '/ListNumbering /Decimal'"
check "and on the web page" grep -qF '<ol>' "$work/danderyd/out/delrapport-2015.html"
while IFS=';' read -r _ activity _ _ _ _ _ _ comment; do
    check "the plan's $activity stands there" pdf_says delrapport "${activity%% *}"
    check "with what has happened" pdf_says delrapport "$(sed 's/"//g; s/^\(\([^ ]* \)\{2\}[^ ]*\).*/\1/' <<<"$comment")"
done < <(tail -n +2 "$tree/sample-data/danderyd/inbox/handlingsplan-danderyd-2015.csv")
check "its costs are added up" pdf_says delrapport "Totalt 5 300 000 3 565 000"
check "Eskilstuna's says 10 against 26" pdf_says hemrehab "65–75 år 10,0 26,0 24 24"

# ---- Stockholm, counted again from its files
sample=$tree/sample-data/stockholm/inbox
cp -r "$tree/sample-data/stockholm" "$work/"
run -C "$work/stockholm" -q import

for month in 2018-03:22:18 2018-04:23:19; do
    IFS=: read -r period assignments persons <<<"$month"
    facts stockholm --indicator counsellors,fte --from "$period" --to "$period"
    cp "$work/stdout" "$work/staff.csv"
    expect_equal "$period: $assignments assignments are $persons persons" "$assignments $persons" \
        "$(column indicator unit value | awk '
            $1 == "counsellors" && $2 == "stockholm" { city = $3 }
            $1 == "counsellors" && $2 !~ /^(stockholm|innerstaden|sydost|sydvast|vasterort)$/ { sum += $3 }
            END { print sum, city }')"
    expect_equal "with the full-time equivalents of the file" \
        "$(tr -d '"' <"$sample/bemanning.csv" | awk -F, -v month="$period" '
            NR > 1 && $(NF - 1) <= month "-01" && ($NF == "" || $NF > month "-01") {
                sum += NF == 7 ? $4 "." $5 : $4 }
            END { printf "%.2f", sum }')" \
        "$(awk -F, '$1 == "fte" && $2 == "stockholm" { printf "%.2f", $7 }' "$work/staff.csv")"
done

# The plain files of four districts, whose rows of 2017 are all without fault.
districts="farsta skarpnack sodermalm hagersten-liljeholmen"
asked=${districts// /,}
rows() { # KIND UNIT: date;what, of 2017: the carer of a conversation, the kind of intervention
    awk -F';' -v what="$([ "$1" = samtal ] && echo anhörig || echo insats)" '
        FNR == 1 { sub(/^\xef\xbb\xbf/, ""); for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["datum"] ~ /^2017-/ { print $at["datum"] ";" $at[what] }' "$sample/$1-$2-2017.csv"
}
facts stockholm --indicator reach --unit "$asked" --by year --from 2017 --to 2017
expect_equal "reach is the carers, in per cent of one adult in five" \
    "$(for unit in $districts; do
        carers=$(rows samtal "$unit" | cut -d';' -f2 | sort -u | wc -l)
        name=$(awk -F';' -v unit="$unit" '$1 == unit { print $2 }' "$tree/sample-data/stockholm/units.csv")
        adults=$(iconv -f cp1252 -t utf-8 "$sample/nyckeltal-befolkning.csv" | awk -F';' -v name="$name" '
            $2 == name && $3 == 2017 { gsub(/[^0-9]/, "", $4); print $4 }')
        awk -v unit="$unit" -v carers="$carers" -v adults="$adults" 'BEGIN {
            printf "%s %d %.6f\n", unit, carers, 100 * carers / (adults / 5) }'
    done | sort)" "$(column unit n value | awk '{ printf "%s %d %.6f\n", $1, $2, $3 }' | sort)"

facts stockholm --indicator base_level --unit "$asked" --by month --from 2017-01 --to 2017-12
expect_equal "the base level is how many of its four kinds were offered" \
    "$(for unit in $districts; do
        { rows samtal "$unit" | sed 's/;.*/;samtal/'; rows insatser "$unit"; } |
            awk -F';' -v unit="$unit" '
                BEGIN {
                    set["råd och stöd"] = 1; set["samtal"] = 2
                    set["anhöriggrupp"] = set["anhörigcirkel"] = set["föreläsning"] = 3
                    set["navigeringskurs"] = set["må bra-aktivitet"] = set["mötesplats"] = 3
                    set["avlösning"] = set["korttidsvård"] = set["korttidsvistelse"] = 4
                }
                $2 in set && !seen[substr($1, 1, 7), set[$2]]++ { n[substr($1, 1, 7)]++ }
                END { for (month in n) print unit, month, n[month] }'
    done | sort)" "$(column unit period value | sort)"
check "and it is not the same everywhere" test "$(column value | sort -u | wc -l)" -gt 1
