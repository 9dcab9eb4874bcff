#!/bin/bash
# Outcomes: Stockholm's counted again from its files by awk alone, and two published data
# sets as workspaces of their own.
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

# ---- Stockholm, counted again: a contact is a carer's scores of which none comes more than
# three months after the one before, and is over when three months are over
cp -r "$tree/sample-data/stockholm" "$work/"
run -C "$work/stockholm" -q import
expect_status "the sample is imported" 0
catalogue="$tree/templates/indicators.yaml"
all=$(sed -n 's/^- id: \(ors_.*\)/\1/p' "$catalogue" | paste -sd,)

# episodes: unit closing-year closing-month first last count, scores in tenths
episodes() {
    for unit in enskede-arsta-vantor farsta skarpnack; do
        awk -F';' -v unit=$unit 'FNR > 1 && $4 == "ORS" { sum = 0
            for (i = 6; i <= 9; i++) { sub(",", "", $i); sum += $i }
            print unit, $3, $1, FNR, sum }' "$tree/sample-data/stockholm/inbox/skattningar-$unit.csv"
    done | sort -k1,1 -k2,2 -k3,3 -k4,4n | awk -v horizon=$((2018 * 12 + 4)) '
        function close_it() { if (n && m + 3 <= horizon) print unit, m, first, last, n }
        { split($3, day, "-"); month = day[1] * 12 + day[2]
          apart = month - m; new = $1 " " $2 != who || apart > 3 || (apart == 3 && day[3] + 0 > d)
          if (new) { close_it(); first = $5; n = 0 }
          who = $1 " " $2; unit = $1; m = month; d = day[3] + 0; last = $5; n++ }
        END { close_it() }'
}
episodes >"$work/episodes"
check "there are contacts enough to count" test "$(wc -l <"$work/episodes")" -gt 130

# again UNIT FIRST LAST: n and denominator of each indicator, and its value, over the months
again() {
    awk -v unit="$1" -v from="$2" -v to="$3" '
        $2 >= from && $2 <= to && (unit == "stockholm" || unit == $1) { closed++
            if ($5 < 2) next
            f = $3; l = $4; d = l - f; n++; sf += f; sl += l; sd += d
            ff += f * f; ll += l * l; dd += d * d
            up += d >= 50; six += d >= 60; down += d <= -50; same += d < 50 && d > -50
            below += f < 250; top += f > 350
            over += f < 250 && l >= 250; rr += f < 250 && l >= 250 && d >= 50 }
        function share(id, x, n) { if (n) printf "%s %d %d %.6f\n", id, x, n, x / n }
        END { printf "ors_closed %d  %.6f\nors_pairs %d  %.6f\n", closed, closed, n, n
            share("ors_coverage", n, closed); share("ors_reliable_improvement", up, n)
            share("ors_reliable_improvement_6", six, n); share("ors_deterioration", down, n)
            share("ors_unchanged", same, n); share("ors_below_cut", below, n)
            share("ors_ceiling", top, n); share("ors_recovery", over, below)
            share("ors_reliable_recovery", rr, below)
            if (n) { printf "ors_first %d %d %.6f\n", n, n, sf / n / 10
                printf "ors_last %d %d %.6f\n", n, n, sl / n / 10
                printf "ors_change %d %d %.6f\n", n, n, sd / n / 10 }
            if (n >= 10) { s1 = sqrt((ff - sf * sf / n) / (n - 1)); s2 = sqrt((ll - sl * sl / n) / (n - 1))
                s = sqrt((dd - sd * sd / n) / (n - 1)); mean = sd / n
                printf "ors_effect %d  %.6f\n", n, mean / s1
                printf "ors_effect_g %d  %.6f\n", n, mean / s1 * (1 - 3 / (4 * (n - 1) - 1))
                printf "ors_effect_av %d  %.6f\n", n, mean / ((s1 + s2) / 2)
                printf "ors_effect_z %d  %.6f\n", n, mean / s } }' "$work/episodes" | sort
}
# told: the known ones of the last run, likewise; decimals as awk prints them
told() {
    column indicator n denominator value mark | awk '$NF == "ok" || $NF == "preliminary" {
        printf "%s %s %s %.6f\n", $1, $2, NF == 5 ? $3 : "", NF == 5 ? $4 : $3 }' |
        awk '{ sub(/ +/, " ") } 1' | sort
}
known() { # UNIT PERIOD
    facts stockholm --indicator "$all" --unit "$1" --from "$2" --to "$2" --by "$3" --level "internal:$1"
    cp "$work/stdout" "$work/facts-$1-$2"
}
serial() { echo $((${1%-*} * 12 + 10#${1#*-})); }
for unit in stockholm enskede-arsta-vantor farsta skarpnack; do
    for period in year:2017:2017-01:2017-12 half:2017-H1:2017-01:2017-06 \
        half:2017-H2:2017-07:2017-12 quarter:2017-Q3:2017-07:2017-09 \
        month:2017-05:2017-05:2017-05 month:2018-01:2018-01:2018-01; do
        IFS=: read -r by id first last <<<"$period"
        known "$unit" "$id" "$by"
        expect_equal "$unit, $id: all outcomes are those of the files" \
            "$(again "$unit" "$(serial "$first")" "$(serial "$last")")" "$(told)"
    done
done
expect_equal "none of the city's year is left out" "$(tr , '\n' <<<"$all" | grep -cv unplanned)" \
    "$(again stockholm "$(serial 2017-01)" "$(serial 2017-12)" | wc -l)"

# The reach of the interval is t of 104 degrees of freedom, 1.98303753, standard errors
cp "$work/facts-stockholm-2017" "$work/stdout"
expect_equal "the city's change has Student's interval" 1.983038 "$(
    awk '$2 >= 24205 && $2 <= 24216 && $5 > 1 { d = $4 - $3; n++; s += d; q += d * d }
        END { printf "%.12f\n", sqrt((q - s * s / n) / (n - 1) / n) / 10 }' "$work/episodes" |
        awk -v ends="$(column indicator low95 high95 | grep '^ors_change ')" \
            '{ split(ends, at, " "); printf "%.6f\n", (at[3] - at[2]) / 2 / $1 }')"

facts stockholm --indicator ors_closed --by year --from 2017 --to 2017
expect_equal "eleven districts do not measure it" 11 "$(column unit mark |
    awk '$2 == "not_measured" && $1 !~ /^(innerstaden|vasterort|sydvast)$/ { n++ } END { print n }')"
expect_equal "which is not zero" "" "$(column mark value | awk '$1 == "not_measured" && NF > 1')"
facts stockholm --indicator ors_closed --unit farsta --from 2018-01 --to 2018-04
expect_equal "what is not over three months later is not known yet" "protected missing missing missing" \
    "$(column mark | paste -sd' ')"

facts stockholm --indicator "$all" --by month --from 2017-01 --to 2018-04
expect_equal "in public, no share or mean is of one to four" "" \
    "$(column indicator unit period n denominator | awk 'NF == 5 && $5 > 0 && $5 < 5')"
expect_equal "and no spread of fewer than ten" "" \
    "$(column indicator n denominator low95 | grep -E '^ors_(change|first|last|effect)' |
        awk 'NF == 4 && $2 < 10')"

run -C "$work/stockholm" explain ors_reliable_improvement,farsta,2017-H2 --level internal:farsta --rows 0
expect_output "a figure tells where its limits are from" "svensk normering saknas"
expect_output "and which rows are behind it" "skattningar-farsta.csv:"
expect_no_output "without a key" "F-0"
run -C "$work/stockholm" explain ors_change,farsta,2017 --level internal:farsta --rows 0 --format csv
expect_equal "every rating of the pairs is listed" \
    "$(awk '$1 == "farsta" && $2 >= 24205 && $2 <= 24216 && $5 > 1 { n += $5 } END { print n }' "$work/episodes")" \
    "$(($(wc -l <"$work/stdout") - 1))"
run -C "$work/stockholm" explain ors_change,farsta,2017
expect_no_output "in public no row is listed" "skattningar-farsta.csv"

run -C "$work/stockholm" check
expect_no_output "the built-in limits have their source" "instruments.yaml"
printf 'ors: {reliable: 6}\n' >"$work/stockholm/instruments.yaml"
run -C "$work/stockholm" check
expect_output "limits without one are told" "instruments.yaml: varning: ors:"
facts stockholm --indicator ors_reliable_improvement --unit stockholm --by year --from 2017 --to 2017 --level internal:stockholm
expect_equal "and hold at once" "$(awk '$2 >= 24205 && $2 <= 24216 && $5 > 1 && $4 - $3 >= 60 { n++ } END { print n }' \
    "$work/episodes")" "$(column n)"

# ---- Jacobson 1989 (DAS, higher is better) and Claus 2020 (HAM-D, lower is better)
vectors=$tree/tests/data
mkdir -p "$work/published/inbox"
cd "$work/published" || exit 1
printf 'organisation: Trial\nlanguage: en\n' >samsyn.yaml
printf 'name;type;part_of\nTrial;city;\nDas;district;Trial\nHamd;district;Trial\n' >units.csv
cat >records.yaml <<'END'
ratings:
  file: ratings
  month: date
  columns:
    date: {type: date, heads: [date], required: yes}
    unit: {type: unit, heads: [unit], required: yes}
    person: {type: key, heads: [person], required: yes}
    scale: {type: category, heads: [scale], required: yes, values: {das: [das], hamd: [hamd]}}
    score: {type: number, heads: [score], decimals: 1, least: 0, most: 151}
END
scale() { # NAME BETTER CUT RELIABLE
    echo "$1: {scores: ratings, where: {scale: $1}, total: score, carer: person, better: $2," \
        "cut_off: $3, reliable: $4, gap: 1, source: published}"
}
{ scale das higher 96.5 14.7 && scale hamd lower 19.8 4.2; } >instruments.yaml
for scale in das hamd; do
    for of in closed pairs change improvement reliable_recovery deterioration no_change effect effect_g effect_av effect_z; do
        echo "- {id: ${scale}_$of, outcome: {of: $of, instrument: $scale}}"
    done
done >indicators.yaml
{
    echo "date;unit;person;scale;score"
    awk -F, 'NR > 1 { scale = $1 ~ /das$/ ? "das" : "hamd"
        unit = scale == "das" ? "Das" : "Hamd"; sub(/\./, ",", $3); sub(/\./, ",", $4)
        print "2020-01-15;" unit ";P" $2 ";" scale ";" $3
        print "2020-02-15;" unit ";P" $2 ";" scale ";" $4 }' "$vectors/rci_individual.csv"
    echo "2020-04-15;Das;X;das;1"
} >inbox/ratings.csv
cd "$tree" || exit 1
run -C "$work/published" import
expect_status "two published data sets are a workspace" 0
for set in das:jacobson_1989_das hamd:claus_2020_hamd; do
    IFS=: read -r scale name <<<"$set"
    facts published --unit "$scale" --from 2020-02 --to 2020-02 --level "internal:$scale" \
        --indicator "${scale}_pairs,${scale}_reliable_recovery,${scale}_improvement,${scale}_no_change,${scale}_deterioration"
    expect_equal "$name: the published classes" \
        "$(awk -F, -v name="$name" '$1 == name { print $2, $22, $22 + $23, $24, $25 }' "$vectors/rci_summary.csv")" \
        "$(column n | paste -sd' ')"
    facts published --unit "$scale" --from 2020-02 --to 2020-02 --level "internal:$scale" \
        --indicator "${scale}_change,${scale}_effect,${scale}_effect_g,${scale}_effect_av,${scale}_effect_z"
    expect_equal "$name: the published effect sizes" \
        "$(awk -F, -v name="$name" '$1 == name { printf "%.6f %.6f %.6f %.6f %.6f", $11, $17, $21, $18, $20 }' \
            "$vectors/rci_summary.csv")" \
        "$(column value | awk '{ printf "%s%.6f", (NR > 1 ? " " : ""), $1 }')"
done
