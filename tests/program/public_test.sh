#!/bin/bash
# Everything public of the sample, of all its years and periods, told at once as open data: an
# outsider who puts it together works out nothing.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates
cp -R "$tree/sample-data/stockholm" "$work/space"
run -q -C "$work/space" import
run -C "$work/space" export -o "$work/figures.csv"
expect_status "all that is public is exported" 0

# A group of indicators at a time, those that tell of the same people together.
audited() { # NAME INDICATORS [PERIODS]
    mkdir -p "$work/$1"
    { head -1 "$work/figures.csv" && grep -E "^($2),[^,]*,[^,]*,(${3:-.*})" "$work/figures.csv"; } >"$work/$1/figures.csv"
    run -C "$work/space" check --disclosure "$work/$1"
    expect_status "$1: nothing hidden can be worked out" 0
    check "$1: there was something to work out" test "$(grep -c ',protected,' "$work/$1/figures.csv")" -gt 100
}
audited conversations "conversations|conversation_minutes"
audited carers "carers|carers_per_1000|within_limit|reach"
audited newcomers "new_carers"
audited outcomes "ors_[a-z_0-9]*"
audited reported "good_support|srs_low|participants"
audited interventions "interventions(:[a-z_]*)?|participants" "2018"

# The known figure stands in public, though its neighbours have small months.
grep '^conversations,farsta,all,2017,' "$work/figures.csv" >"$work/farsta"
check "Farsta's 170 conversations of 2017 are public" grep -q '^conversations,farsta,all,2017,170,,170,' "$work/farsta"

# What is marked is a function of the records: file by file it is what it is at once.
cp -R "$tree/sample-data/stockholm" "$work/slow"
mkdir "$work/waiting"
mv "$work"/slow/inbox/* "$work/waiting/"
for part in '*2015*' '*2016*' '*uppstart*' '*2018*' '*'; do
    find "$work/waiting" -maxdepth 1 -type f -name "$part" -exec mv {} "$work/slow/inbox/" \;
    run -q -C "$work/slow" import
done
marks() {
    sqlite3 "$1/samsyn.db" "SELECT s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month, c.protected
        FROM cells c JOIN series s ON s.id = c.series ORDER BY 1, 2, 3, 4, 5, 6"
}
marks "$work/space" >"$work/at-once"
marks "$work/slow" >"$work/slowly"
check "many cells are hidden for others' sake" test "$(grep -c '|2$' "$work/at-once")" -gt 1000
check "imported a year at a time, back and forth, the same are hidden" cmp -s "$work/at-once" "$work/slowly"
