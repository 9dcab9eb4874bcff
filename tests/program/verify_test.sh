#!/bin/bash
# What was changed behind the program's back is found, and told by its place; what was done
# with the program is not.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
cp -R "$tree/templates" "$work/share"
export SAMSYN_SHARE=$work/share SOURCE_DATE_EPOCH=1770076800
cd "$work" || exit 1

# ---- a space with a history: imports, corrections, an undoing, editions
"$SAMSYN" --lang en new clean >/dev/null 2>&1
cp clean/example/*.csv clean/inbox
conversations=conversations-north-2026-01.csv
day=0
do_in() { # ARGUMENT...: a day later than the last
    day=$((day + 1))
    SOURCE_DATE_EPOCH=$((1770076800 + 86400 * day)) run -C clean "$@"
    [ "$status" -eq 0 ] || echo "not ok $*: status $status"
}
do_in import
do_in report --period 2026-01
do_in report --period 2026-01 --level public --unit north --format pdf
cp clean/out/monthly-north-2026-01.pdf first.pdf
cp clean/out/monthly-north-2026-01-public.pdf first-public.pdf
first=$(date -u -d @$((1770076800 + 86400 * 2)) +%Y-%m-%d)
echo '2026-01-29;North;N-77;65+;phone;20
2026-01-30;North;N-78;65+;fax;20' >>clean/inbox/$conversations
do_in import
printf 'id;date;unit;carer;group;form;minutes\nq1;2026-01-08;South;S-1;65+;phone;20\nq2;2026-01-09;South;S-2;65+;visit;30\n' >clean/inbox/conversations-south-2026-01.csv
do_in import
printf 'id;date;unit;carer;group;form;minutes\nq1;2026-01-08;South;S-1;65+;visit;45\n' >clean/inbox/conversations-south-corrected.csv
do_in import
printf 'date;unit;intervention;group;participants;provider;minutes\n2026-01-20;South;lecture;all;9;municipality;60\n' >clean/inbox/interventions-south-2026-01.csv
do_in import
do_in import --undo "$(sqlite3 clean/samsyn.db "SELECT max(id) FROM batches")"
printf 'date;unit;carer;group;form;minutes\n2026-01-20;Centre;C-1;65+;visit;60\n2026-01-21;Centre;C-2;65+;visit;60\n' >clean/inbox/conversations-centre-2026-01.csv
do_in import --replace clean/inbox/conversations-centre-2026-01.csv
do_in report --period 2026-01
do_in report --period 2026-01 --level public --unit north --format pdf,html,png
do_in export

digest() { find clean -type f -exec sha256sum {} + | sort; }
before=$(digest)
run -C clean verify
expect_status "what the program did itself is as it was" 0
expect_output "nothing is wrong" "faults: 0, notes: 0"
expect_output "the journal was read" "the journal: 21 lines"
expect_output "and every file" "the database: 9 files"
check "reports were made anew" grep -qE '^published: [0-9]+ files looked at, 5 reports made anew' stdout
expect_equal "and nothing was changed by looking" "$before" "$(digest)"

# ---- an old report, sent on under another name, is made from the records of that time
check "the two editions differ" sh -c "! cmp -s first.pdf clean/out/monthly-north-2026-01.pdf"
run -C clean verify first.pdf first-public.pdf
expect_status "old editions are known" 0
expect_output "and come out the same, made anew" "published: 2 files looked at, 2 reports made anew"
expect_output "and said to be old" "first.pdf: note: is the one that was published $first"
run -C clean verify clean/out/open-data
expect_status "so is an export" 0
expect_output "file by file" "published: 5 files looked at"
run -C clean verify clean/samsyn.yaml
expect_status "what was not published is not" 65
expect_output "which is told" "samsyn.yaml: fault: was not published by samsyn"
run -C clean verify nowhere
expect_status "nothing is no input" 66
run -C clean verify --wrong
expect_status "an unknown option is a matter of usage" 64

# tampered "claim" TEXT: the space in dirty, after something was done to it, is found out.
restore() { rm -rf dirty && cp -a clean dirty; }
look=dirty/out/open-data # what is not made anew, for speed
tampered() {
    run -C dirty verify $look
    expect_status "$1 is found" 65
    expect_output "and told" "$2"
    restore
}
sql() { sqlite3 dirty/samsyn.db "$1"; }
restore

# ---- the database
north=$(sql "SELECT max(id) FROM batches WHERE file = '$conversations'")
sql "UPDATE records SET rows = replace(rows, '60', '61') WHERE batch = $north"
run -C dirty verify
expect_status "a row with another number is found" 65
expect_output "with its file and table" "batch $north: fault: what $conversations left in the table records"
expect_output "and what is counted from it" "conversation_minutes,carer-network,all,2026-01: numerator is not what the records give"
expect_output "of which there is more than is told" "fault: and "
expect_output "and what was made from it" "monthly-north-2026-01.pdf: fault: does not come out the same, made anew from the records of"
expect_output "for that reason" "The contents of the database have been changed, see above."
restore
sql "UPDATE records SET unit = 'south' WHERE batch = $north"
tampered "a row moved to another unit" "left in the table records"
sql "DELETE FROM records WHERE id = (SELECT max(id) FROM records WHERE batch = $north)"
tampered "a row taken away" "left in the table records"
sql "INSERT INTO records SELECT 9999, kind, unit, month, last_month, 77, 1, rows_count, rows FROM records WHERE batch = $north"
tampered "a row put in" "batch 77: fault: 77 is in the database, but the journal does not say that it was read"
sql "UPDATE records SET batch = 1 WHERE batch = $north"
tampered "a row under another file" "what $conversations left in the table records"
sql "UPDATE batches SET imported_at = '2026-02-03T11:00:00Z' WHERE id = $north"
tampered "another date of reading" "what $conversations left in the table batches"
sql "UPDATE batches SET file = 'other.csv' WHERE id = $north"
tampered "another name" "what other.csv left in the table batches"
sql "INSERT INTO batches SELECT 99, file, sha256, kind, run, imported_at, encoding, delimiter, rows_read, rows_used, rows_refused, settings, NULL, 0 FROM batches WHERE id = $north"
tampered "a file put in" "batch 99: fault: $conversations is in the database, but the journal does not"
sql "DELETE FROM batches WHERE id = 2"
tampered "a file taken away" "batch 2: fault: the journal says that a file was read"
sql "DELETE FROM delivered WHERE batch = $north"
tampered "a month that was delivered and is not" "left in the table delivered"
sql "DELETE FROM findings WHERE batch = $north"
tampered "a finding taken away" "left in the table findings"
sql "UPDATE findings SET severity = 'note' WHERE batch = $north"
tampered "a finding made milder" "left in the table findings"
sql "DELETE FROM covers"
tampered "what was replaced by period" "conversations-centre-2026-01.csv left in the table covers"
sql "DELETE FROM closures"
tampered "a row that was corrected and is not" "conversations-south-corrected.csv replaced are not those"
sql "UPDATE closures SET place = 1"
tampered "another row corrected" "conversations-south-corrected.csv replaced are not those"
sql "UPDATE batches SET undone_by = NULL WHERE undone_by IS NOT NULL"
tampered "an undoing undone" "whether interventions-south-2026-01.csv is undone"
sql "UPDATE batches SET undone_by = 8 WHERE id = 2"
tampered "an undoing that nobody did" "batch 2: fault: whether"
sql "UPDATE batches SET held = 1"
tampered "a file that holds no longer" "(batches.held)"
sql "UPDATE records SET held = 0 WHERE batch = $north"
tampered "rows that hold, said not to" "(records.held)"

sql "UPDATE published SET n = n + 1 WHERE month = (SELECT max(month) FROM published WHERE NOT protected)"
tampered "what was published, remembered otherwise" "(table published)"
sql "DELETE FROM published"
tampered "what was published, forgotten" "(table published)"
sql "INSERT INTO standing SELECT indicator, period_kind, month FROM published LIMIT 1"
tampered "a table said to stand as it was published" "samsyn.db: fault: standing "

# ---- the figures
cell="series = (SELECT id FROM series WHERE indicator = 'conversations' AND unit = 'north' AND target_group = 'all') AND period_kind = 0"
sql "UPDATE cells SET n = 4711, numerator = 4711 WHERE $cell"
run -C dirty verify
expect_no_output "a number, which may be protected, is not told" "4711"
tampered "another figure" "samsyn.db: fault: conversations,north,all,2026-01: n is not what the records give"
sql "UPDATE cells SET protected = 1 - protected WHERE $cell"
tampered "a figure's protection" "conversations,north,all,2026-01: protected is not what the records give"
sql "DELETE FROM cells WHERE $cell"
tampered "a figure taken away" "conversations,north,all,2026-01: the records give a figure"
sql "UPDATE cells SET month = month - 12 WHERE $cell"
tampered "a figure of another year" "conversations,north,all,2025-01: the figure is there, but no records give it"
sql "UPDATE first_months SET month = month - 1 WHERE unit = 'north'"
tampered "when something was first measured" "first_months conversations,north is not what the records give"

# ---- the journal, by one who knows that it cannot be changed by chance
sql "UPDATE journal SET user = 'nobody'" 2>/dev/null
expect_equal "a line cannot be changed as it is" 0 "$(sql "SELECT count(*) FROM journal WHERE user = 'nobody'")"
journal() { sql "DROP TRIGGER journal_not_changed; DROP TRIGGER journal_not_cut; $1"; }
journal "UPDATE journal SET at = '2026-02-04T11:00:00Z' WHERE id = 4"
tampered "a line with another time" "the journal, line 4: fault: the line (rebuild, 2026-02-04T11:00:00Z) is not as it was written"
journal "UPDATE journal SET user = 'nobody' WHERE id = 21"
tampered "a line with another user" "the journal, line 21: fault: the line (export,"
journal "UPDATE journal SET told = replace(told, '\"rows\": ', '\"rows\": 1') WHERE id = 3"
tampered "a line that tells of more rows" "the journal, line 3: fault:"
journal "UPDATE journal SET told = 'nothing' WHERE id = 3"
tampered "a line that tells nothing" "the journal, line 3: fault:"
journal "DELETE FROM journal WHERE id = 5"
tampered "a line taken away" "the journal, line 6: fault: the line (report,"
look=dirty/out/monthly-north-2026-01.pdf
journal "DELETE FROM journal WHERE id > 16"
tampered "the last lines taken away" "monthly-north-2026-01.pdf: fault: is not the file that was published $first"
look=dirty/out/open-data
journal "DELETE FROM journal"
tampered "the whole journal taken away" "is in the database, but the journal does not say that it was read"
# who makes all lines anew has also made others of what they tell of
journal "UPDATE journal SET told = replace(told, '$(sha256sum clean/out/monthly-north-2026-01.pdf | cut -d' ' -f1)', '$(printf 0%.0s {1..64})')"
tampered "another digest in a line" "fault: the line (report,"

# ---- what was published
look=
pdf=dirty/out/monthly-north-2026-01.pdf
printf X | dd of=$pdf bs=1 seek=900 conv=notrunc 2>/dev/null
tampered "a PDF with another byte" "monthly-north-2026-01.pdf: fault: is not the file that was published"
echo >>dirty/out/monthly-north-2026-01.html
tampered "a web page with one more" "monthly-north-2026-01.html: fault: is not the file that was published"
sed -i 's/,all,2026-01,[0-9]*/,all,2026-01,9/' dirty/out/monthly-north-2026-01-public.csv
tampered "a table with another figure" "monthly-north-2026-01-public.csv: fault: is not the file that was published"
rm $pdf
tampered "a report that is gone" "monthly-north-2026-01.pdf: fault: is in manifest.json, but is not there"
cp first.pdf $pdf
run -C dirty verify
expect_output "an older edition in its place is told" "monthly-north-2026-01.pdf: note: is the one that was published $first"
tampered "which the manifest does not list" "monthly-north-2026-01.pdf: fault: is the file that was published $first"
cp $pdf dirty/out/monthly-north-2026-02.pdf
tampered "a report that never was" "monthly-north-2026-02.pdf: fault: was not published by samsyn"
sed -i 's/"level": "internal"/"level": "public"/' dirty/out/manifest.json
tampered "another level in the manifest" "monthly-north-2026-01.pdf: fault: is the file that was published"
sed -i "s/$(sha256sum dirty/units.csv | cut -d' ' -f1)/$(printf 0%.0s {1..64})/" dirty/out/manifest.json
tampered "another input in the manifest" "manifest.json: fault: made_from"
sed -i 's/^/x/' dirty/out/open-data/units.csv
tampered "an exported file" "open-data/units.csv: fault: is not the file that was published"
rm dirty/out/manifest.json
run -C dirty verify dirty/out/
expect_status "files without their manifest are known by the journal" 0
expect_output "and it is told" "dirty/out/manifest.json: note:"
expect_no_output "no publication is unfinished" "was stopped on its way"
: >dirty/out/.publication
run -C dirty verify
expect_output "one that was stopped is told, with what to do" \
    "dirty/out: note: a publication was stopped on its way. Each file is whole, but they are not of one run: the next samsyn report finishes it."
rm dirty/out/.publication
restore

# ---- what it was made from
changed() { # "claim" TEXT: settings that have changed since are named, and no others
    run -C dirty verify dirty/out/monthly-north-2026-01.html
    expect_status "$1 makes other reports" 65
    expect_output "and is told as the reason" "Since then: $2."
    restore
}
sed 's/^title:.*/title: {sv: Annan, en: Other}/' share/monthly.md >dirty/reports/monthly.md
changed "a template of one's own" "reports/monthly.md has been added"
sed -i 's/^North;/&/; s/;North;/;Northern;/' dirty/units.csv
changed "another name of a unit" "units.csv has changed"
echo '# a remark' >>dirty/samsyn.yaml
run -C dirty verify dirty/out/monthly-north-2026-01.html
expect_status "a remark in the settings changes no report" 0
expect_output "and is told" "note: comes out the same, made anew, though since then: samsyn.yaml has changed."
restore
mkdir -p dirty/comments/2026-01
echo 'Words of another unit.' >dirty/comments/2026-01/south.md
run -C dirty verify dirty/out/monthly-north-2026-01.html
expect_output "words of another unit are no matter" "faults: 0, notes: 0"
restore
echo '```nothing' >>share/monthly.md
run -C dirty verify dirty/out/monthly-north-2026-01.html
expect_status "a built-in template that cannot be read is a fault" 65
expect_output "with its place, and that it has changed" "fault: cannot be made anew:"
expect_output "since then" "Since then: share/monthly.md has changed."
cp "$tree/templates/monthly.md" share/monthly.md
sed -i 's/^\( *ink:.*\)#[0-9a-fA-F]\{6\}/\1#102030/' share/theme.yaml
changed "another colour" "share/theme.yaml has changed"
sed -i 's/^\( *ink:.*\)#[0-9a-fA-F]\{6\}/\1#f0f0f0/' share/theme.yaml
changed "a colour that cannot be read" "share/theme.yaml has changed"
cp "$tree/templates/theme.yaml" share/theme.yaml

# ---- figures that are not made yet are not judged
sed -i 's/^limit:.*/limit: 6/' dirty/samsyn.yaml
run -C dirty verify dirty/out/open-data
expect_output "other settings make other figures, which is no fault of theirs" "note: the figures await being made anew"
expect_no_output "and none of them is one" "is not what the records give"

# ---- what is said of people
run -v -C clean verify
for word in N-01 N-77 S-1 C-1; do
    expect_no_output "no key is told: $word" "$word"
done

# ---- found by who looks for it
run help
expect_status "help is a command" 0
expect_output "which tells of verify" "verify     Tells whether what was published"
expect_output "and of purge" "purge      Removes old records by a decision"
