#!/bin/bash
# samsyn facts --forecast: the published vectors of the method, through files of made-up
# units; the status proposed while the year runs; and assessments beside it.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1530662400
place=$work/coast
mkdir -p "$place/inbox"
cat >"$place/samsyn.yaml" <<'YAML'
organisation: Coast County
language: en
YAML
cat >"$place/units.csv" <<'CSV'
name;type;part_of
Coast;city;
Harbour;district;Coast
Upland;district;Coast
Valley;district;Coast
CSV
cat >"$place/indicators.yaml" <<'YAML'
- {id: first, name: Visits, reported: value, better: higher, protects: none}
- {id: second, name: Visits with a year before, reported: value, better: higher, protects: none}
- {id: july, name: Visits with a quiet July, reported: value, better: higher, protects: none}
- {id: flagged, name: Visits after a year unlike others, reported: value, better: higher, protects: none,
   forecast: {skip_years: [2017]}}
- {id: falls, name: Falls, reported: value, better: lower, protects: none}
- {id: either, name: Either way, reported: value, better: neither, protects: none}
- {id: tonnes, name: Tonnes, reported: value, better: higher, protects: none}
- {id: hidden, name: Hidden, reported: value, better: higher, protects: persons}
- {id: content, name: Content, reported: share, better: higher, protects: none}
- {id: walks, name: Walks, count: conversations, better: higher, protects: none}
- {id: walkers, name: Walkers, distinct: conversations.carer, better: higher, protects: none}
YAML
cat >"$place/goals.csv" <<'CSV'
indicator;unit;period;goal;partly
first;Harbour;year;120;
second;Harbour;year;120;
flagged;Harbour;year;120;
july;Harbour;year;140;
july;Coast;year;260;
falls;Harbour;year;60;
falls;Upland;year;40;
falls;Valley;year;200;
either;Harbour;year;120;
hidden;all districts;year;60;
tonnes;Harbour;year;10;
content;Harbour;year;70 %;
content;Upland;year;70 %;
content;Valley;year;70 %;
walks;Harbour;year;100;
walks;Upland;year;30;
walks;Valley;year;100;
walkers;Harbour;year;4;
walkers;Upland;year;400;
CSV
# months INDICATOR UNIT YEAR VALUE...: one figure a month
months() {
    local indicator=$1 unit=$2 year=$3 month=0 value
    shift 3
    for value; do
        month=$((month + 1))
        printf '%s;%s;%s-%02d;%s;;\n' "$indicator" "$unit" "$year" "$month" "$value"
    done
}
{
    echo "indicator;unit;period;value;numerator;denominator"
    for indicator in first second flagged either; do
        months $indicator Harbour 2018 8 12 9
    done
    for indicator in second flagged; do
        months $indicator Harbour 2017 9 9 10 9 9 9 9 9 9 9 9 10
        months $indicator Upland 2017 9 9 9 9 9 9 9 9 9 9 10 10
    done
    months july Harbour 2017 13 14 13 14 13 13 3 10 11 11 11 11
    months july Upland 2017 26 25 26 25 26 25 5 21 21 21 21 21
    months july Harbour 2018 12 12 13 12 13 12
    months july Upland 2018 24 24 25 24 25 24
    months falls Harbour 2018 9 8 10 9 9 9
    months falls Upland 2018 9 8 10 9 9 9
    months falls Valley 2018 9 8 10 9 9 9
    months tonnes Harbour 2018 1,5 2 2,5 1 2 2
    months hidden Harbour 2018 7 8 3 9 7 8
    months hidden Upland 2018 2
    months hidden Valley 2018 20 21 19 22 20 21
    for row in "Harbour;95;100" "Upland;40;100" "Valley;72;100"; do
        echo "content;${row%%;*};2018-05;;${row#*;}"
    done
} >"$place/inbox/figures.csv"
# Walks: ten a month in Harbour until June, twenty in Upland until May, in Valley two months.
awk 'BEGIN { print "date;unit;carer;group;form"
    for (month = 1; month <= 6; month++) for (i = 1; i <= 20; i++) {
        if (i <= 10) printf "2018-%02d-%02d;Harbour;H%d;all;visit\n", month, i, i
        if (month <= 5) printf "2018-%02d-%02d;Upland;U%d;all;visit\n", month, i, i
        if (month <= 2) printf "2018-%02d-%02d;Valley;V%d;all;visit\n", month, i, i } }' \
    >"$place/inbox/conversations.csv"
run -C "$place" import --strict
expect_status "the files are imported without a finding" 0

facts() {
    run -C "$place" facts --forecast "$@"
}
# row NAME...: those columns of the last row, by commas
row() {
    awk -F, -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i
            count = split(names, name, " "); next }
        { told = ""; for (i = 1; i <= count; i++) told = told (i > 1 ? "," : "") $at[name[i]] }
        END { print told }' "$work/stdout"
}
# near WANTED SEEN: the probability within half of the last digit published
near() {
    awk -v a="$1" -v b="$2" 'BEGIN { exit !(b != "" && (a - b) ^ 2 < 0.00005001 ^ 2) }' || lib_equal "$1" "$2"
}
# forecast_is CLAIM "ESTIMATE,LOW,HIGH" PROBABILITY
forecast_is() {
    expect_equal "$1" "$2" "$(row estimate low80 high80)"
    check "$1: its chance" near "$3" "$(row probability)"
}

facts --indicator first --unit Harbour --by to-date --from 2018-03 --to 2018-03
expect_equal "the columns follow the fact's" "expected,estimate,low80,high80,probability" \
    "$(head -1 "$work/stdout" | cut -d, -f14-)"
forecast_is "three months without history" 117.5,94,142 0.4335
facts --indicator second --unit Harbour --by month --from 2018-03 --to 2018-03
forecast_is "and with a year before" 114.5,96,134 0.3511
facts --indicator july --unit Harbour --by to-date --from 2018-06 --to 2018-06
expect_equal "a quiet July is no quiet year" 132.3599,120,145 \
    "$(row estimate low80 high80 | awk -F, '{ printf "%.4f,%s,%s", $1, $2, $3 }')"
check "nor its chance" near 0.2205 "$(row probability)"
facts --indicator flagged --unit Harbour --by to-date --from 2018-03 --to 2018-03
forecast_is "a year that is skipped teaches nothing" 117.5,94,142 0.4335

facts --indicator first --unit Harbour --by year --from 2018 --to 2018
forecast_is "months that are missing are still to come" 117.5,94,142 0.4335
expect_equal "the running year has the forecast's status" preliminary,120,partly "$(row mark goal status)"
facts --indicator first --unit Harbour --by to-date --from 2018-02 --to 2018-02
expect_equal "before three months it is too early" 120,2018-01/2018-02,undecided,20 \
    "$(row goal period status value)"
facts --indicator second --unit Harbour --by year --from 2017 --to 2017
expect_equal "a whole year is its outcome" 110,110,110,0,partly,ok \
    "$(row estimate low80 high80 probability status mark)"
facts --indicator july --unit Coast --by to-date --from 2018-06 --to 2018-06
expect_equal "a goal of all together has a forecast of its own" met \
    "$(row status)"
check "of its sum" awk -v e="$(row estimate)" 'BEGIN { exit !(e > 370 && e < 410) }'

for wanted in "Harbour 60 not_met 0" "Upland 40 not_met 0" "Valley 200 met 1"; do
    set -- $wanted
    facts --indicator falls --unit "$1" --by to-date --from 2018-06 --to 2018-06
    expect_equal "lower is better: $1" "$2,$3,$4" \
        "$(row goal status probability | awk -F, '{ printf "%s,%s,%.0f", $1, $2, $3 }')"
done
facts --indicator either --unit Harbour --by to-date --from 2018-03 --to 2018-03
expect_equal "without a direction there is a forecast, and no status" 117.5,, \
    "$(row estimate status probability)"
facts --indicator tonnes --unit Harbour --by to-date --from 2018-06 --to 2018-06
expect_equal "what is no whole number has none" 11,undecided,, \
    "$(row value status estimate low80)"

facts --indicator hidden --by to-date --from 2018-01 --to 2018-06
expect_equal "a year to date that cannot be seen has neither forecast nor status, one that can has both" "0 some" \
    "$(awk -F, 'NR > 1 { seen = $7 != ""; told = ($12 != "") + ($15 != "") + ($16 != "") + ($18 != "")
            if ($2 == "coast") next
            bad += seen ? told != 4 : told != 0; shown += seen }
        END { print bad + 0, (shown > 0 ? "some" : "none") }' "$work/stdout")"
facts --indicator hidden --unit Upland --by to-date --from 2018-03 --to 2018-03
expect_equal "what is protected gives none" protected,,,, \
    "$(row mark value status estimate probability)"

for wanted in Harbour:met Upland:not_met Valley:undecided; do
    facts --indicator content --unit "${wanted%:*}" --by to-date --from 2018-05 --to 2018-05
    expect_equal "a share is judged by its interval: ${wanted%:*}" "${wanted#*:},," \
        "$(row status estimate low80)"
done
for wanted in Harbour:met Upland:met Valley:undecided; do
    facts --indicator walks --unit "${wanted%:*}" --by year --from 2018 --to 2018
    expect_equal "rows counted: ${wanted%:*}" "${wanted#*:}" "$(row status)"
done
facts --indicator walkers --unit Harbour --by year --from 2018 --to 2018
expect_equal "different people have no forecast, but a goal reached is reached" 10,met,, \
    "$(row value status estimate high80)"
facts --indicator walkers --unit Upland --by year --from 2018 --to 2018
expect_equal "and one that is not can still be" 20,undecided,, "$(row value status estimate high80)"

facts --indicator first --unit Harbour --by to-date --from 2018-03 --to 2018-03 --format json
check "JSON has numbers" grep -q '"estimate": 117.5, "low80": 94, "high80": 142, "probability": 0.43' \
    "$work/stdout"
run -C "$place" facts --indicator first --unit Harbour --by to-date --from 2018-03 --to 2018-03 --control --forecast --compare
expect_equal "columns come in their order" "centre target estimate" \
    "$(head -1 "$work/stdout" | tr , '\n' | grep -x 'centre\|target\|estimate' | xargs)"

# What those responsible decided, beside what is proposed.
database=$(sha256sum <"$place/samsyn.db")
cat >"$place/assessments.csv" <<'CSV'
indicator;unit;period;status;decided by;reason;date;decision
first;Harbour;2018;not met;head of unit;two vacancies until autumn;2018-06-20;minutes 7
first;Harbour;2018-T1;met;head of unit;as planned;2018-05-04;
CSV
run -C "$place" explain first,harbour,2018
expect_output "a forecast is told as one" "proposed status"
expect_output "with what it rests on" "partly met (forecast of the year)"
expect_output "and the decision beside it" \
    "not met (head of unit, 2018-06-20): two vacancies until autumn (minutes 7)"
run -C "$place" check
expect_output "an assessment without a goal is told with its place" "assessments.csv:3"
expect_no_output "one with a goal is not" "assessments.csv:2"
run -C "$place" facts --indicator first --unit Harbour --by year --from 2018 --to 2018
expect_equal "the column status stays the proposal" partly "$(row status)"
expect_equal "and nothing is counted anew" "$database" "$(sha256sum <"$place/samsyn.db")"
for wrong in "first;Harbor;2018;met|:2:7:|did you mean 'Harbour'" "firstt;Harbour;2018;met|:2:1:|did you mean 'first'" \
    "first;Harbour;2018;mett|:2:20:|did you mean 'met'"; do
    IFS='|' read -r cells place_of words <<<"$wrong"
    printf 'indicator;unit;period;status;decided by;reason;date\n%s;head of unit;so it was;2018-06-20\n' "$cells" \
        >"$place/assessments.csv"
    run -C "$place" check
    expect_status "'$cells' is refused" 78
    expect_output "'$cells': with its place" "assessments.csv$place_of"
    expect_output "'$cells': and the right word" "$words"
done
printf 'indicator;unit;period;status;decided by;reason;date\nfirst;Harbour;2018;met;19811218-9876;so it was;2018-06-20\n' \
    >"$place/assessments.csv"
run -C "$place" facts --indicator first
expect_status "a personal identity number refuses the file" 78
expect_talk "which is said" "personal identity number"
expect_no_talk "without repeating it" 9876
