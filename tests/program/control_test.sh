#!/bin/bash
# samsyn facts --control beside what NHS England's own program made of the same series.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1577836800

# Published series of counts with 12 points or more: each an indicator of one hospital.
place=$work/hospitals
points=$tree/tests/data/spc_points_expected.csv cases=$tree/tests/data/spc_cases.csv
mkdir -p "$place/inbox"
printf 'organisation: Hospitals\nlanguage: en\n' >"$place/samsyn.yaml"
printf 'id;name;type;part_of\nall;All;city;\none;Hospital One;district;all\n' >"$place/units.csv"
awk -F, 'NR > 1 && $4 != "perf" && $10 >= 12 {
    better = $5 == "increase" ? "higher" : $5 == "decrease" ? "lower" : "neither"
    control = $8 ? "baseline_points: " $8 : $9 == "FALSE" ? "screen: no" : "gap: break"
    printf "- {id: %s, name: Series %s, reported: value, better: %s, protects: none, control: {%s}}\n",
        tolower($1), $1, better, control }' "$cases" >"$place/indicators.yaml"
awk -F, 'BEGIN { print "indicator;unit;period;goal" }
    NR > 1 && $4 != "perf" && $10 >= 12 && $6 { print tolower($1) ";one;month;" $6 }' "$cases" >"$place/goals.csv"
awk -F, 'BEGIN { print "indicator;unit;period;value" } FNR == NR { keep[$1] = $4 != "perf" && $10 >= 12; next }
    keep[$1] && FNR > 1 { print tolower($1) ";one;" substr($2, 1, 7) ";" $3 }' "$cases" "$points" >"$place/inbox/figures.csv"
run -C "$place" import --strict
expect_status "the series are imported without a finding" 0
run -C "$place" check
expect_status "and the settings hold" 0

# told ID: period,value,centre,lower,upper,signal,point_type of the points.
told() {
    "$SAMSYN" -C "$place" facts --control --indicator "$1" --unit one --from 2016-04 --to 2019-03 |
        awk -F, 'NR > 1 && $7 != "" { print $4 "," $7 "," $15 "," $16 "," $17 "," $18 "," $19 }'
}
published() {
    awk -F, -v id="$1" '
        BEGIN { n["Common Cause"] = "common_cause"; n["Above UCL"] = "above_upl"; n["Below LCL"] = "below_lpl"
            n["7 Points Above CL"] = "shift_above"; n["7 Points Below CL"] = "shift_below"
            n["7 Point Trend (Increasing)"] = "trend_up"; n["7 Point Trend (Decreasing)"] = "trend_down"
            n["2 in 3 Above CL"] = "two_of_three_above"; n["2 in 3 Below CL"] = "two_of_three_below" }
        $1 == id { type = $12; sub("special_cause_", "", type)
            print substr($2, 1, 7) "," $3 "," $5 "," $6 "," $7 "," n[$11] "," type }' "$points"
}
# Both with the limits to nine digits, as the published ones are given.
same() {
    awk -F, 'function near(a, b) { d = a - b; return (d < 0 ? -d : d) <= 1e-9 * (b < 0 ? -b : b) + 1e-9 }
        FNR == NR { row[FNR] = $0; rows = FNR; next }
        { split(row[FNR], x, ","); seen = FNR
          if (x[1] != $1 || x[2] != $2 || x[6] != $6 || x[7] != $7 || !near(x[3], $3) || !near(x[4], $4) || !near(x[5], $5)) {
              print "told " row[FNR] ", published " $0; bad = 1 } }
        END { exit bad || rows != seen || rows < 12 }' "$1" "$2"
}
for id in $(awk -F, 'NR > 1 && $4 != "perf" && $10 >= 12 { print $1 }' "$cases"); do
    told "$(echo "$id" | tr A-Z a-z)" >"$work/told"
    published "$id" >"$work/published"
    check "$id has the published limits, labels and kinds of points" same "$work/told" "$work/published"
    "$SAMSYN" -C "$place" facts --control --indicator "$(echo "$id" | tr A-Z a-z)" --unit one --from 2016-04 --to 2019-03 |
        awk -F, 'NR > 1 && $20 != "" { print $20 "," $21 }' >"$work/icons"
    wanted=$(awk -F, -v id="$id" '$1 == id { sub("consistent_", "", $12); print $11 "," ($12 == "" ? "none" : $12) }' \
        "$tree/tests/data/spc_summary_expected.csv" | tail -1)
    expect_equal "$id has the published icons, once" "${wanted/,in,/,inconsistent,}" "$(sed 's/,inconsistent$/,inconsistent/' "$work/icons")"
done

run -C "$place" facts --control --indicator s01 --unit one --from 2016-04 --to 2017-02
expect_equal "eleven points have their median and no limits" "11 0" \
    "$(awk -F, 'NR > 1 { c += $15 != ""; l += $16 $17 $18 $19 $20 $21 != "" } END { print c, l }' "$work/stdout")"
run -C "$place" facts --control --format json --indicator s01 --unit one --from 2016-04 --to 2019-03
expect_output "as JSON the words are words" '"signal": "shift_below", "point_type": "improvement", "variation": null'

# Settings.
mend() { printf -- '- {id: s01, name: S, reported: value, better: lower, protects: none, control: {%s}}\n' "$1" >"$place/indicators.yaml"; }
printf 'indicator;unit;period;goal\n' >"$place/goals.csv"
mend 'rebase: [{month: 2017-10, reason: a new ward}]'
told s01 >"$work/told"
expect_equal "a rebase begins new limits" 2 "$(cut -d, -f3 "$work/told" | sort -u | wc -l)"
mend 'rebase: [{month: 2017-10, reason: a new ward, unit: two}]'
expect_equal "in its unit only" 1 "$(told s01 | cut -d, -f3 | sort -u | wc -l)"
for wrong in 'rebase: [{month: 2017-10}]|reason' 'baseline: 12|baseline_points' 'baseline_points: 5|12 or more' \
    'gap: brake|break' 'quiet_months: [13]|1 to 12' 'rebase: [{month: October, reason: x}]|2017-10'; do
    mend "${wrong%|*}"
    run -C "$place" facts --control --indicator s01
    expect_equal "'${wrong%|*}' is told with its place and the remedy" "78 1" \
        "$status $(grep -c "indicators.yaml:1:.*${wrong#*|}" "$work/stderr")"
done

# A share of numbers that differ more than twofold: a point's own limits, by exact sums of
# the binomial chances (Python, math.comb); of numbers that differ less, the usual limits.
place=$work/shares
mkdir -p "$place/inbox"
printf 'organisation: Wards\nlanguage: en\n' >"$place/samsyn.yaml"
printf 'id;name;type;part_of\nall;All;city;\none;Ward One;district;all\n' >"$place/units.csv"
printf -- '- {id: seen, name: Seen in time, reported: share, better: higher, protects: none}\n- {id: even, name: Even, reported: share, better: higher, protects: none}\n- {id: falls, name: Falls, reported: value, better: lower, protects: none}\n' >"$place/indicators.yaml"
{
    echo 'indicator;unit;period;numerator;denominator;value'
    part=(8 18 9 30 10 25 7 16 9 12 20 11 2) whole=(10 22 12 38 13 30 9 20 11 15 26 14 25)
    for i in "${!part[@]}"; do
        month=$((i < 12 ? 2017 : 2018))-$(printf %02d $((i % 12 + 1)))
        echo "seen;one;$month;${part[i]};${whole[i]};"
        echo "even;one;$month;${part[i]};40;"
        echo "falls;one;$month;;;$((i % 4))"
    done
} >"$place/inbox/figures.csv"
run -C "$place" import --strict
expect_status "shares are imported without a finding" 0
shares() { "$SAMSYN" -C "$place" facts --control --indicator "$1" --unit one --from 2017-01 --to 2018-01; }
expect_equal "a share of few has wide limits, of many narrow ones, around the same centre" \
    "0.722449 0.201734 1.000000 0.722449 0.472283 0.914860" \
    "$(shares seen | awk -F, 'NR == 2 || NR == 5 { printf "%s%.6f %.6f %.6f", s, $15, $16, $17; s = " " }')"
expect_equal "and is judged by its own" "below_lpl concern" "$(shares seen | awk -F, 'END { print $18, $19 }')"
expect_equal "numbers that differ less have the same limits for all" 1 \
    "$(shares even | awk -F, 'NR > 1 { print $16 "," $17 }' | sort -u | wc -l)"
expect_equal "rare events have their limits among the facts" 13 "$(shares falls | awk -F, 'NR > 1 && $17 != "" { n++ } END { print n }')"

# In a report the first are drawn with their steps, the last without limits, and both say why.
mkdir -p "$place/reports"
cat >"$place/reports/wards.md" <<'MD'
---
title: Wards
readers: managers
level: internal
per: district
period: month
history: 13
---
# {{unit}}

```chart
kind: control
indicator: seen
```

```chart
kind: control
indicator: falls
```
MD
run -C "$place" report wards --unit one --period 2018-01 --format html
expect_status "a report of them is made" 0
page=$(cat "$place"/out/wards-one-2018-01.html)
case $page in *'The limits follow how many the share is of'*'Under five a month on average'*) said=both ;; *) said=no ;; esac
expect_equal "which says what its limits follow, and why there are none" both "$said"
