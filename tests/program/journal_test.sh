#!/bin/bash
# What is done is told in the journal: which files, when, by whom, each line bound to the last.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1770076800
cd "$work" || exit 1

"$SAMSYN" --lang en new space >/dev/null 2>&1
cp space/example/*.csv space/inbox
database=space/samsyn.db
sql() { sqlite3 "$database" "$1"; }
lines() { sql "SELECT group_concat(command, ' ') FROM (SELECT command FROM journal ORDER BY id)"; }
setting() { sql "SELECT s.value FROM journal, json_each(told, '\$.settings') s WHERE command = 'report' AND s.key = '$1'"; }
published() { sql "SELECT f.value FROM journal, json_each(told, '\$.editions') e, json_each(e.value, '\$.files') f WHERE command = '$1' AND f.key = '$2'"; }
sha() { sha256sum "$1" | cut -d' ' -f1; }

run -C space import --dry-run
check "a trial leaves no journal" test ! -e "$database"
run -C space import
files=$(find space/inbox -name '*.csv' | wc -l)
expect_equal "each file read has a line, and what was made of them one" "$files import, 1 rebuild" \
    "$(sql "SELECT group_concat(n || ' ' || command, ', ') FROM (SELECT count(*) n, command FROM journal GROUP BY command ORDER BY min(id))")"
for file in space/inbox/*.csv; do
    expect_equal "$(basename "$file") is told by its digest" "$(sha "$file")" \
        "$(sql "SELECT told ->> 'sha256' FROM journal WHERE told ->> 'file' = '$(basename "$file")'")"
done
expect_equal "when, and by whom" "2026-02-03T00:00:00Z|$(id -un)" "$(sql "SELECT DISTINCT at, user FROM journal")"
before=$(lines)
run -C space import
run -C space import --dry-run
run -C space facts --indicator conversations --by month --from 2026-01 --to 2026-01
run -C space check
expect_equal "what changes nothing is not told" "$before" "$(lines)"

run -C space report --period 2026-01 --level public
expect_equal "a publication is" "$before report" "$(lines)"
for file in space/out/*.*; do
    name=$(basename "$file")
    [ "$name" != manifest.json ] || continue
    expect_equal "$name is told by its digest" "$(sha "$file")" "$(published report "$name")"
done
expect_equal "and what it was made from" "$(sha space/units.csv) $(sha "$tree/templates/monthly.md")" \
    "$(setting units.csv) $(setting share/monthly.md)"
run -C space export
expect_equal "so is an export" "$before report export" "$(lines)"
expect_equal "with its files" "$(sha space/out/open-data/figures.csv)" "$(published export figures.csv)"

run -C space import --undo 1
expect_equal "so is an undoing, and what was made of it" "$before report export undo rebuild" "$(lines)"
expect_equal "which tells what was undone" "1|$(sql "SELECT file FROM batches WHERE id = 1")" \
    "$(sql "SELECT told ->> 'undone', told ->> 'file' FROM journal WHERE command = 'undo'")"
sed -i 's/^limit:.*/limit: 6/' space/samsyn.yaml
run -C space facts --indicator conversations --by month --from 2026-01 --to 2026-01
expect_equal "other settings make other cells" "$before report export undo rebuild rebuild" "$(lines)"

# ---- anyone can check the chain, without this program
previous='' broken=0
while IFS=$'\x1f' read -r id at user command batch told was hash; do
    [ "$was" = "$previous" ] || broken=$id
    seen=$(printf '%s\n' "$previous" "$id" "$at" "$user" "$command" "$batch" "$told" | sha256sum | cut -d' ' -f1)
    [ "$seen" = "$hash" ] || broken=$id
    previous=$hash
done < <(sqlite3 -separator $'\x1f' "$database" "SELECT * FROM journal ORDER BY id")
expect_equal "the chain is as its description says" 0 "$broken"
check "and was looked at" test ${#previous} -eq 64

# ---- the same is done again
rm -rf again
"$SAMSYN" --lang en new again >/dev/null 2>&1
cp again/example/*.csv again/inbox
run -C again import
expect_equal "the same files give the same journal" "$(sql "SELECT hash FROM journal WHERE id = $((files + 1))")" \
    "$(sqlite3 again/samsyn.db "SELECT hash FROM journal ORDER BY id DESC LIMIT 1")"
