#!/bin/bash
# samsyn facts --compare beside what others published and what is computed here by itself:
# the labels and limits of a published funnel of 152 areas, published intervals of shares and
# rates, and exact limits from the chances added up one by one.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1525305600
place=$work/areas
data=$tree/tests/data
mkdir -p "$place/inbox"
cat >"$place/samsyn.yaml" <<'YAML'
organisation: Ourshire
language: en
YAML
awk 'BEGIN { print "id;name;type;part_of"; print "shire;Ourshire;city;"
    for (i = 1; i <= 152; i++) printf "a%d;Area %d;district;shire\n", i, i }' >"$place/units.csv"
cat >"$place/indicators.yaml" <<'YAML'
- {id: seen, name: Seen in time, reported: share, protects: none, compare: {limits: score}}
- {id: sized, name: Of every size, reported: share, protects: none, compare: {target: goal, limits: score}}
- {id: share, name: Shares, reported: share, protects: none}
- {id: cases, name: Cases, reported: value, protects: none}
- {id: people, name: People, reported: value, protects: none}
- {id: per_100, name: Cases per 100, ratio: {of: cases, over: people, per: 100}, compare: {counts: persons}}
- {id: per_100000, name: "Per 100,000", ratio: {of: cases, over: people, per: 100000}, compare: {counts: persons}}
- {id: visits_per_100, name: Events per 100, ratio: {of: cases, over: people, per: 100}}
- {id: exact, name: Exact, reported: share, protects: none}
- {id: found, name: Found, reported: value, protects: persons}
- {id: found_rate, name: Found per 1000, ratio: {of: found, over: people, per: 1000}}
YAML
cat >"$place/goals.csv" <<'CSV'
indicator;unit;period;goal
sized;all districts;year;80,642448 %
CSV

# Names with commas aside, the last columns are numbers. The 152nd area is not among the
# published inputs: it is made so that the mean is the published one.
awk -F, 'NR > 1 { x = int($(NF - 2) + 0.5); n = $(NF - 1); sum_x += x; sum_n += n
        printf "seen;a%d;2005;;%d;%d\n", NR - 1, x, n }
    END { n = 100000; printf "seen;a152;2005;;%d;%d\n", int(0.80642448 * (sum_n + n) - sum_x + 0.5), n }' \
    "$data/phe_funnel_prop_inputs.csv" >"$work/seen"
awk -F, 'NR > 1 { printf "sized;a%d;2005;;%d;%d\n", NR - 1, int($1 * 0.8), $1 }' \
    "$data/phe_funnel_prop_outputs.csv" >"$work/sized"
# Eight areas; those further down are the same by another multiplier, or incomplete.
awk -F, 'NR > 1 && NR < 10 { print "share;a" NR - 1 ";2005;;" $2 ";" $3 }' \
    "$data/ci_proportion_wilson.csv" >"$work/shares"
awk -F, 'NR > 1 && NR < 10 { print "cases;a" NR - 1 ";2005;" $2 ";;\npeople;a" NR - 1 ";2005;" $3 ";;" }' \
    "$data/ci_rate_exact_byars.csv" >"$work/rates"
awk 'BEGIN { n = 10
    for (i = 1; i <= 14; i++) { n += i + 2; x = int(n * (0.15 + (i * 7 % 11) / 14))
        printf "exact;a%d;2006;;%d;%d\npeople;a%d;2006;%d;;\nfound;a%d;2006;%d;;\n", i, x, n, i, n * 40, i, 5 + i * 13 % 29 }
    print "exact;a15;2006;;5;9"; print "exact;a16;2006;;20;20" }' >"$work/made"
{
    echo "indicator;unit;period;value;numerator;denominator"
    cat "$work/seen" "$work/sized" "$work/shares" "$work/rates" "$work/made"
} >"$place/inbox/figures.csv"

run -C "$place" import --strict
expect_status "the figures are imported without a finding" 0

facts() {
    run -C "$place" facts --by year --from 2005 --to 2005 "$@"
}
# column NAME...: those columns of the districts' rows, a row a line, by commas
column() {
    awk -F, -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
            count = split(names, name, " "); next }
        $2 != "shire" { for (i = 1; i <= count; i++) printf "%s%s", $at[name[i]], i < count ? "," : "\n" }' \
        "$work/stdout"
}
# differ MOST: of lines "told,wanted,told,wanted..." those further apart, as a part of one
differ() {
    awk -F, -v most="$1" '{ for (i = 1; i < NF; i += 2) { d = $i - $(i + 1); size = $(i + 1) < 0 ? -$(i + 1) : $(i + 1)
            if ($i == "" || $(i + 1) == "" || d > most * size || -d > most * size) print NR ": " $i " for " $(i + 1) } }'
}

# ---- the published funnel
facts --indicator seen --compare
expect_equal "the columns of a comparison come last" "target,lower95,upper95,lower998,upper998,position" \
    "$(head -1 "$work/stdout" | cut -d, -f15-)"
# Units are told by name: "Area 10" after "Area 1".
column unit position | sort >"$work/told"
awk -F, 'NR > 1 { word = $NF
        sub(/\r$/, "", word)
        position["Low (0.001)"] = "below_998"; position["Low (0.025)"] = "below_95"
        position["Not significant"] = "within"; position["High (0.025)"] = "above_95"
        position["High (0.001)"] = "above_998"
        print "a" NR - 1 "," position[word] }' "$data/phe_funnel_prop_inputs.csv" | sort >"$work/wanted"
expect_equal "151 areas have their published labels" "151 " \
    "$(grep -c . "$work/wanted") $(grep -v '^a152,' "$work/told" | diff - "$work/wanted")"
expect_equal "of all five kinds" "5" "$(cut -d, -f2 "$work/told" | sort -u | wc -l)"
expect_equal "around the published mean" "" "$(column target | sed 's/$/,0.80642448/' | differ 2e-7)"
expect_equal "the shire is compared with nothing" ",,,,," \
    "$(awk -F, '$2 == "shire"' "$work/stdout" | cut -d, -f15-)"

facts --indicator sized --compare
sized() { # areas by number, with the published limits as parts of one
    column unit target lower95 upper95 lower998 upper998 position | sed 's/^a//' | sort -n -t, |
        head -100 | paste -d, - <(sed 1d "$data/phe_funnel_prop_outputs.csv")
}
expect_equal "of fewer than ten nothing is compared" "9 ,,,,," \
    "$(sized | awk -F, '$8 < 10' | wc -l) $(sized | awk -F, '$8 < 10' | cut -d, -f2-7 | sort -u)"
expect_equal "91 sizes have the published limits, around the goal" "91 " \
    "$(sized | awk -F, '$8 >= 10' | wc -l) $(sized | awk -F, '$8 >= 10 {
        for (i = 0; i < 4; i++) { d = 100 * $(3 + i) - $(9 + i); if (d > 1e-6 || d < -1e-6) print $8, d }
        if ($2 != 0.80642448) print $2 }')"

# ---- published intervals
facts --indicator share
expect_equal "shares have Wilson's published limits" "" \
    "$(column unit low95 high95 | grep -E '^a[1-8],' | sort | cut -d, -f2- |
        paste -d, - <(sed -n 2,9p "$data/ci_proportion_wilson.csv" | cut -d, -f5,6) |
        awk -F, '{ print $1 "," $3 "," $2 "," $4 }' | differ 1e-9)"
for per in 100 100000; do
    facts --indicator "per_$per"
    expect_equal "rates per $per have Byar's and exact published limits" "8 " \
        "$(column low95 | grep -c .) $(column unit low95 high95 | grep -E '^a[1-8],' | sort | cut -d, -f2- |
            paste -d, - <(grep "rate per $per," "$data/ci_rate_exact_byars.csv" | head -8 | cut -d, -f5,6) |
            awk -F, '{ print $1 "," $3 "," $2 "," $4 }' | differ 1e-9)"
done
facts --indicator visits_per_100 --compare
expect_equal "rates of events have a mean, and neither intervals nor limits" "8 8 " \
    "$(column target | grep -c .) $(column value | grep -c .) $(column low95 lower95 position | tr -d ',\n')"

# ---- exact limits, from the chances added up
exact_limits='function limit(p,   term, sum, before, r) {
        before = 0
        sum = term = shares ? (1 - target) ^ n : exp(-target * n)
        for (r = 0; sum < p; r++) {
            term *= shares ? target / (1 - target) * (n - r) / (r + 1) : target * n / (r + 1)
            before = sum
            sum += term
        }
        if (shares && p > 0.5 && r == n) return per
        r = (r - (sum - p) / (sum - before)) / n
        return r < 0 ? 0 : per * r
    }
    function position() {
        if (x / n * per < lower998) return "below_998"
        if (x / n * per > upper998) return "above_998"
        return x / n * per < lower95 ? "below_95" : x / n * per > upper95 ? "above_95" : "within"
    }
    { xs[NR] = $2; ns[NR] = $3; unit[NR] = $1; all_x += $2; all_n += $3 }
    END { target = all_x / all_n
        for (i = 1; i <= NR; i++) { x = xs[i]; n = ns[i]
            if (n < 10) { print unit[i] ",,,,,,"; continue }
            lower95 = limit(0.025); upper95 = limit(0.975); lower998 = limit(0.001); upper998 = limit(0.999)
            printf "%s,%.15g,%.15g,%.15g,%.15g,%.15g,%s\n", unit[i], per * target, lower95, upper95, lower998, upper998, position() } }'
compare_exact() { # INDICATOR per SHARES
    run -C "$place" facts --indicator "$1" --by year --from 2006 --to 2006 --compare
    column unit n denominator | awk -F, '$2 != ""' >"$work/figures"
    awk -F, -v per="$2" -v shares="$3" "$exact_limits" "$work/figures" >"$work/wanted"
    column unit target lower95 upper95 lower998 upper998 position |
        grep -E "^($(cut -d, -f1 "$work/figures" | paste -sd'|')),"  >"$work/told"
    expect_equal "$1: each position is that of the chances added up" \
        "$(cut -d, -f1,7 "$work/wanted")" "$(cut -d, -f1,7 "$work/told")"
    expect_equal "and so is each limit" "" "$(paste -d, "$work/told" "$work/wanted" | awk -F, '$10 != "" {
        for (i = 2; i <= 6; i++) printf "%s,%s%s", $i, $(i + 7), i < 6 ? "," : "\n" }' | differ 1e-9)"
}
compare_exact exact 1 1
expect_equal "of sixteen units, one too small" "16 1" \
    "$(grep -c . "$work/told") $(grep -c ',,,,,$' "$work/told")"
check "with units inside and outside" test "$(cut -d, -f7 "$work/told" | sort -u | wc -l)" -ge 4
compare_exact found_rate 1000 0
expect_equal "of fourteen rates" 14 "$(grep -c 'within\|above\|below' "$work/told")"

run -C "$place" facts --indicator exact --by year --from 2006 --to 2006 --compare --unit a1,a15 --format json
expect_output "in JSON a position is a text" '"position": "'
expect_output "and what is not compared is null" '"target": null, "lower95": null'

# ---- settings
before=$(sqlite3 "$place/samsyn.db" "select value from cells_about where name = 'settings'")
sed -i '/id: exact/s/protects: none/protects: none, compare: {limits: score}/' "$place/indicators.yaml"
run -C "$place" facts --indicator exact --by year --from 2006 --to 2006 --compare
expect_equal "the score form is the other by its formula" "15 " \
    "$(column lower95 | grep -c .) $(column denominator target lower95 upper998 | awk -F, '$3 != "" {
        deviation = sqrt($2 * (1 - $2) / $1)
        low = $2 - 1.959963984540054 * deviation
        high = $2 + 3.090232306167814 * deviation
        print $3 "," (low < 0 ? 0 : low) "," $4 "," (high > 1 ? 1 : high) }' OFMT=%.15g CONVFMT=%.15g | differ 1e-9)"
expect_equal "and no cell is made anew" "$before" \
    "$(sqlite3 "$place/samsyn.db" "select value from cells_about where name = 'settings'")"
sed -i '/id: exact/s/score/scores/' "$place/indicators.yaml"
run -C "$place" facts --indicator exact --compare
expect_equal "a misspelt form is told with its place and the right word" "78 1" \
    "$status $(grep -c "indicators.yaml:9:.*did you mean 'score'" "$work/stderr")"
