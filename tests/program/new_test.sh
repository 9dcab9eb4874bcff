#!/bin/bash
# samsyn new: a workspace that holds at once, and the way from it to a report.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1770076800
cd "$work" || exit 1

# walk LANGUAGE EXAMPLE UNIT...: from an empty folder to a report, as the text it prints says.
walk() {
    local language=$1 example=$2
    shift 2
    run --lang "$language" new "space-$language"
    expect_status "$language: a workspace is made" 0
    expect_talk "$language: and what to do next is told" "cp $example/*.csv inbox/"
    (cd "space-$language" && "$SAMSYN" check) >stdout 2>stderr
    status=$?
    expect_status "$language: it is valid as it is" 0
    expect_equal "$language: without a warning" "0 0" \
        "$(tail -1 stdout | tr -dc '0-9 ' | awk '{ print $1, $2 }')"
    run -C "space-$language" import
    expect_status "$language: its inbox is empty" 66
    expect_talk "$language: which is told with what to do" "put there what the units sent"
    cp "space-$language/$example"/*.csv "space-$language/inbox"
    run -C "space-$language" import --strict
    expect_status "$language: its example is read without a finding" 0
    run -C "space-$language" facts --indicator conversations --from 2026-01 --to 2026-01
    expect_output "$language: the goal is met" ",13,,13,,,ok,12,met,1,1"
    run -C "space-$language" report --period 2026-01
    expect_status "$language: reports are made" 0
    for unit in "$@"; do
        check "$language: for $unit" test -s "space-$language/out/monthly-$unit-2026-01.pdf"
    done
    run -C "space-$language" check --strict
    expect_status "$language: with data there is nothing to warn of" 0
}
walk sv exempel norr centrum soder
walk en example north centre south

for file in samsyn.yaml units.csv goals.csv assessments.csv indicators.yaml records.yaml; do
    for language in sv en; do
        check "$language: $file says what it is for" \
            grep -q "^# $file: " "space-$language/$file"
    done
done
expect_equal "a spreadsheet that saves the comments leaves them comments" "" \
    "$(grep -h '^#.*["]' space-*/*.csv)"
expect_equal "each folder says what it is for" 8 "$(ls -1 space-*/*/README.txt | wc -l)"
expect_equal "the files are not for everybody" "" "$(find space-sv -type f -perm /007 -name '*.*v')"

# Every example that is commented out is right too.
for language in sv en; do
    run --lang "$language" new "shown-$language"
    sed -i -E 's/^# (vaster|sydvast|west|south-west|conversations|good_support);/\1;/' \
        "shown-$language"/{units,goals,assessments}.csv
    sed -i -E 's/^# (- id:|  (name|definition|count|where|unit|better|protects|people|reported):)/\1/' \
        "shown-$language/indicators.yaml"
    sed -i -E 's/^# (group_age:|  otherwise:|  cared_for:)/\1/' "shown-$language/samsyn.yaml"
    sed -i -E '/A-9999|, så att en$|so that a mistyped$/,$d
               s/^# (conversations:|  columns:|    date:)/\1/' \
        "shown-$language/records.yaml"
    run -C "shown-$language" check
    expect_status "$language: the examples in the comments are right" 0
    check "$language: and there were examples" grep -q '^- id: home_visits' \
        "shown-$language/indicators.yaml"
    expect_equal "$language: an assessment too" 1 "$(grep -c '^conversations;' "shown-$language/assessments.csv")"
    expect_no_output "$language: which judges a goal that is there" "assessments.csv:"
    expect_equal "$language: units, goals and columns too" "5 4 1" "$(grep -c ';district;' \
        "shown-$language/units.csv") $(grep -cE '^(conv|good).*;' "shown-$language/goals.csv") $(grep -c \
        '^    date' "shown-$language/records.yaml")"
done

before=$(find space-sv -type f -exec sha256sum {} + | sort)
run new space-sv
expect_status "a folder that holds something is refused" 73
expect_talk "with what to do" "name a new folder"
expect_equal "and nothing of it is changed" "$before" "$(find space-sv -type f -exec sha256sum {} + | sort)"
mkdir hidden && touch hidden/.keep
run new hidden
expect_status "a hidden file is something" 73
touch plain
run new plain
expect_status "a file is no folder" 73
mkdir empty
run -q new empty
expect_status "an empty folder is filled" 0
expect_equal "and -q says nothing" "" "$(cat stderr)"
run new made/below/others
check "folders above are made" test -s made/below/others/samsyn.yaml
for words in "" "a b" "--into a"; do
    run new $words
    expect_status "'new $words' is told how it is used" 64
done

mkdir -p broken/new/sv/inbox broken/new/sv/reports
cp "$tree"/templates/*.yaml broken
cp "$tree"/templates/new/next.sv.txt broken/new
cp "$tree"/templates/new/sv/*.csv broken/new/sv
SAMSYN_SHARE=$work/broken run new half
expect_status "what cannot be made whole fails" 66
check "and leaves nothing behind" test ! -e half
