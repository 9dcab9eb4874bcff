#!/bin/bash
# Files as busy people's spreadsheets write them, and worse: tests/nasty. Of each NAME.csv
# NAME.expected has what is said of it and NAME.meant the rows that are used, as their sender
# meant them. Nothing is changed in silence, and nothing is lost: a row that is not used is told
# with its place and stands in the list that goes back.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525305600 LC_ALL=C.UTF-8
nasty=${NASTY:-$tree/tests/nasty}
space=$work/space database=$work/space/samsyn.db
mkdir -p "$space"
cat >"$space/samsyn.yaml" <<'END'
organisation: Provstad
programme: anhörigstöd
language: sv
limit: 5
carer_keys: per_unit
groups:
  - {id: under65, name: {sv: "65-", en: under 65}, heads: ["65-"]}
  - {id: over65, name: {sv: "65+", en: 65 and over}, heads: ["65+"]}
END
cat >"$space/units.csv" <<'END'
id;namn;typ;ingår_i;från;till;efterträdare;alias
stad;Provstad;city;;;;;
bromma;Bromma;district;stad;;;;
farsta;Farsta;district;stad;;;;SDF Farsta
enskede-arsta-vantor;Enskede-Årsta-Vantör;district;stad;;;;
END

columns_of() { # of the view, by the file's name
    case $1 in
    samtal*) echo conversations date, unit, carer, target_group, form, minutes ;;
    skattningar*) echo scores date, unit, carer, total ;;
    insatser*) echo interventions date, unit, kind, target_group, participants ;;
    nyckeltal*) echo figures indicator, unit, period, value, numerator, denominator ;;
    bemanning*) echo staff person, unit, fte, from_date, till_date ;;
    arenden*) echo episodes carer, unit, start, end, ending ;;
    esac
}
sql() { [ -e "$database" ] && sqlite3 "$database" "$1"; }
# What must stand nowhere but in the file itself: planted numbers and addresses, as written and
# without what divides them.
planted='F-4711|640823.{0,3}3234|180416.{0,3}9814|701063.{0,3}2391|196408233234|anna@exempel|070.?123 ?45 ?67|701234567'
quiet() { # nothing planted in what was said, kept or returned
    ! grep -rlaE "$planted" "$work/said" "$space" --exclude-dir=inbox
}
# Lines of the file that are told as not used, and those of them that are not in the return list.
refused_lines() { sql "SELECT DISTINCT line FROM open_findings WHERE severity = 'refused' AND line > 0 ORDER BY line"; }
not_returned() {
    local line
    for line in $(refused_lines); do
        [ -e "$space/returns/$name.csv" ] && sed 's/^\xef\xbb\xbf//' "$space/returns/$name.csv" | grep -q "^$line;" || echo "$line"
    done
}
files=0 used=0 refused=0 cells=0 refused_cells=0 silent=0
try() { # a file: everything about it in one line
    name=$(basename "$1" .csv)
    local view columns wrong=""
    rm -rf "$space/inbox" "$space/returns" "$database"*
    mkdir "$space/inbox"
    cp "$1" "$space/inbox/"
    "$SAMSYN" -C "$space" import >"$work/said" 2>&1 </dev/null
    status=$?
    [ "$status" -lt 100 ] || wrong+=" it ended with $status;"
    read -r view columns <<<"$(columns_of "$name")"
    sql "SELECT line, $columns FROM $view ORDER BY line" >"$work/seen"
    grep -E "^($name\.csv|samsyn: )" "$work/said" | grep -v "^samsyn: import:" >"$work/findings"
    [ -z "${RENEW:-}" ] || cp "$work/findings" "${1%.csv}.expected"
    cmp -s "$work/findings" "${1%.csv}.expected" || wrong+=" other findings;"
    cmp -s "$work/seen" "${1%.csv}.meant" || wrong+=" other rows;"
    [ -z "$(not_returned)" ] || wrong+=" not returned: $(not_returned | xargs);"
    quiet >"$work/told" || wrong+=" a planted number or address stands in $(xargs <"$work/told");"
    files=$((files + 1))
    used=$((used + $(wc -l <"$work/seen")))
    refused=$((refused + $(refused_lines | wc -l)))
    cells=$((cells + $(tr -d '\n' <"$work/seen" | tr -cd '|' | wc -c)))
    refused_cells=$((refused_cells + $(sql "SELECT count(*) FROM open_findings WHERE severity = 'refused' AND line > 0" || echo 0)))
    silent=$((silent + $(diff "$work/seen" "${1%.csv}.meant" | grep -c '^<')))
    if [ -z "$wrong" ]; then
        echo "ok $name"
    else
        echo "not ok $name:$wrong"
        diff "${1%.csv}.expected" "$work/findings" | sed 's/^/    /' | cut -c1-300
        diff "${1%.csv}.meant" "$work/seen" | sed 's/^/    /' | cut -c1-300
        failures=$((failures + 1))
    fi
}
for file in "$nasty"/*.csv; do
    try "$file"
done

# Too large to be kept: a field of a megabyte, ten thousand columns, a heading that never ends.
mkdir "$work/large"
big() { head -c "$1" /dev/zero | tr '\0' "$2"; }
heading='datum;stadsdel;anhörig;målgrupp;form;minuter'
row='2018-03-05;Farsta;F-1;65+;besök;45'
{ echo "$heading"; echo "2018-03-05;Farsta;$(big 1048576 A);65+;besök;45"; echo "$row"; } >"$work/large/samtal-megabyte.csv"
{ echo "$heading$(big 10000 ';')"; echo "$row$(big 10000 ';')"; } >"$work/large/samtal-kolumner.csv"
{ big 3000000 x; echo; echo "$row"; } >"$work/large/samtal-rubrik.csv"
{ echo "$heading"; echo "$row"; big 3000000 '"'; } >"$work/large/samtal-citattecken.csv"
echo "3|2018-03-05|farsta|F-1|over65|besök|45" >"$work/large/samtal-megabyte.meant"
echo "2|2018-03-05|farsta|F-1|over65|besök|45" >"$work/large/samtal-kolumner.meant"
: >"$work/large/samtal-rubrik.meant"
echo "2|2018-03-05|farsta|F-1|over65|besök|45" >"$work/large/samtal-citattecken.meant"
cp "$nasty"/large/*.expected "$work/large/"
for file in "$work"/large/*.csv; do
    try "$file"
    [ -z "${RENEW:-}" ] || { mkdir -p "$nasty/large" && cp "$work"/large/*.expected "$nasty/large/"; }
done

# A period that was told already, by a file of another name.
rm -rf "$space/inbox" "$space/returns" "$database"*
mkdir "$space/inbox"
printf '%s\n' "$heading" "$row" >"$space/inbox/samtal-farsta-2018-03.csv"
run -C "$space" import
printf '%s\n' "$heading" "$row" '2018-03-06;Farsta;F-2;65+;besök;30' >"$space/inbox/samtal-mars.csv"
run -C "$space" import
expect_talk "a period already reported is told" \
    "samtal-mars.csv:1:: perioden är redan lämnad i en annan fil: farsta 2018-03 (samtal-farsta-2018-03.csv)."
expect_talk "with what to do" "ska filen ersätta, läs in den med --replace"
printf '%s\n' "$heading" '2018-03-07;Farsta;F-3;65+;besök;30' >"$space/inbox/samtal-mars-alla.csv"
run -C "$space" import --replace
expect_no_talk "a file that replaces is none" "redan lämna"
expect_sql "and holds alone" "2018-03-07" "$database" "SELECT group_concat(date) FROM conversations"

check "at least sixty files" test "$files" -ge 60
expect_equal "no cell was changed in silence" 0 "$silent"
echo "files $files, rows used $used with $cells cells, rows refused $refused with $refused_cells cells, silent changes $silent"
