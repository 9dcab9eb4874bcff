#!/bin/bash
# Old records are removed by a decision: nothing of them is left, and no figure changes.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1525348800
cd "$work" || exit 1
mkdir -p space/inbox
cp "$tree"/sample-data/stockholm/{samsyn.yaml,units.csv,goals.csv} space/
for name in "$tree"/sample-data/stockholm/inbox/*; do
    case $name in *bromma* | *farsta* | *uppstart* | *enskede* | *nyckeltal* | *bemanning*) cp "$name" space/inbox/ ;; esac
done
# Ratings of contacts that end before, reach past and begin after New Year 2017, one under a key
# of before; told contacts; a correction by id, and by period, of what is removed.
{
    echo 'datum;stadsdel;anhörig;instrument;totalt'
    for at in 2016-02-03:F-9001:12,5 2016-03-03:F-9001:22,5 2016-11-20:F-9002:14,0 2016-12-12:F-9002:17,0 \
        2017-01-20:F-9002:26,0 2016-05-02:F-9003:11,0 2016-06-02:F-9003:19,0 2017-09-01:F-9003:15,0 \
        2017-10-01:F-9003:27,5 2016-12-28:F-9004:20,0 2017-02-10:F-9004:24,0; do
        IFS=: read -r date key total <<<"$at"
        echo "$date;Farsta;$key;ORS;$total"
    done
} >space/inbox/skattningar-farsta-egna.csv
printf 'anhörig;stadsdel;start;slut;avslut\nB-9101;Bromma;2016-03-01;2016-06-01;planerat\nB-9102;Bromma;2016-10-01;2017-02-15;oplanerat\n' \
    >space/inbox/ärenden-bromma.csv
printf 'datum;stadsdel;anhörig;instrument;totalt\n2016-03-02;Bromma;B-9101;ORS;15\n2016-05-30;Bromma;B-9101;ORS;25\n2016-10-02;Bromma;B-9102;ORS;15\n2017-02-14;Bromma;B-9102;ORS;25\n' \
    >space/inbox/skattningar-bromma-egna.csv
printf 'id;datum;stadsdel;anhörig;målgrupp;form;minuter\no1;2016-09-01;Skarpnäck;S-9201;65+;telefon;10\no2;2016-09-02;Skarpnäck;S-9202;65+;telefon;10\no3;2017-09-02;Skarpnäck;S-9202;65+;telefon;10\nfel;2016-13-02;Skarpnäck;S-9203;65+;telefon;10\n' \
    >space/inbox/samtal-skarpnack-2016.csv
"$SAMSYN" -q -C space import >import.txt 2>&1
printf 'id;datum;stadsdel;anhörig;målgrupp;form;minuter\no1;2016-09-01;Skarpnäck;S-9201;65+;telefon;25\no3;2017-09-02;Skarpnäck;S-9202;65+;telefon;35\n' >space/inbox/samtal-rattning.csv
"$SAMSYN" -q -C space import >>import.txt 2>&1
database=space/samsyn.db
sql() { sqlite3 "$database" "$1"; }
keys="S-9201 B-9101 F-9001"

"$SAMSYN" -q -C space report --period 2018-04 --unit farsta --unit bromma
"$SAMSYN" -q -C space report --period 2016-12 --unit farsta --level public --format pdf
figures() { # what is kept of figures, and what the door tells of some of them
    sql "SELECT s.indicator, s.part, s.unit, s.target_group, c.period_kind, c.month, c.state, c.protected, c.n, c.numerator,
         c.denominator, c.over_numerator, c.over_denominator, c.people, c.delivered, c.expected, c.year
         FROM series s JOIN cells c ON c.series = s.id ORDER BY 1, 2, 3, 4, 5, 6"
    sql "SELECT s.indicator, s.unit, s.target_group, m.period_kind, m.month, m.n, m.first_sum, m.change_sum, m.products
         FROM series s JOIN cell_moments m ON m.series = s.id ORDER BY 1, 2, 3, 4, 5"
    sql "SELECT * FROM first_months ORDER BY 1, 2"
    "$SAMSYN" -C space facts --indicator new_carers,carers,conversations,ors_change,ors_coverage,fte --by month --from 2015-06 --to 2018-04 --level internal:farsta
    "$SAMSYN" -C space facts --indicator carers,new_carers --by rolling --from 2016-06 --to 2017-12 --level internal:bromma
}
figures >before.txt
check "there are figures of the time before" test "$(grep -c ',2016-' before.txt)" -gt 100
check "and outcomes of contacts that reach past it" sh -c "grep -q '^ors_change||bromma|all|0|24205|0|1|1|' before.txt && grep -q '^ors_change||farsta|all|0|24204|' before.txt"

# ---- what is no purge
run -C space purge
expect_status "a purge says before when" 64
run -C space purge --before 2017
expect_status "and by which decision" 64
run -C space purge --before 2017-03 --decision x
expect_talk "whole years are purged" "write a year, or its January"
run -C space purge --before 2018 --decision x
expect_talk "a whole year is left" "a whole year before the newest month must be left"
run -C space purge --before 2017 --decision '811218-9876'
expect_status "a decision is nobody's number" 64
check "which is not repeated" sh -c "! grep -q 9876 stderr"
copy=$(sha256sum <"$database")
run --lang en -C space purge --before 2017 --decision 'board 2018-05-03, § 14' --dry-run
expect_status "it can be tried" 0
expect_talk "and tells how much it would be" "a trial, nothing is changed: purged: records before 2017-01"
expect_equal "and nothing is changed" "$copy" "$(sha256sum <"$database")"

# ---- a purge
for key in $keys; do check "$key is in the database before" grep -qF "$key" "$database"; done
run --lang en -C space purge --before 2017 --decision 'board 2018-05-03, § 14'
expect_status "old records are purged" 0
expect_talk "which is told" "purged: records before 2017-01 ("
expect_talk "with what is left to do" "The files in inbox/ and returns/ are yours to remove."
for key in $keys; do check "nothing of $key is left in the file" sh -c "! grep -qF '$key' $database"; done
expect_equal "nor a row of that time, but of contacts that reach past it" "scores" \
    "$(sql "SELECT DISTINCT kind FROM records WHERE last_month < 2017 * 12 AND kind IN (SELECT kind FROM record_columns WHERE name IN ('carer', 'person'))")"
expect_equal "of which these stay" "2016-10-02 2016-11-20 2016-12-12 2016-12-28" \
    "$(sql "SELECT group_concat(date, ' ') FROM (SELECT date FROM scores WHERE date < '2017' ORDER BY date)")"
expect_equal "nor a finding" 0 "$(sql "SELECT count(*) FROM findings f JOIN batches b ON b.id = f.batch WHERE f.month < 2017 * 12 OR b.file = 'samtal-skarpnack-2016.csv' AND f.month < 2017 * 12")"
expect_sql "nor who was known, of those who come no more" 0 "$database" \
    "SELECT count(*) FROM key_firsts WHERE key NOT IN (SELECT carer FROM conversations UNION SELECT carer FROM scores UNION SELECT carer FROM interventions WHERE carer NOT NULL UNION SELECT person FROM staff UNION SELECT carer FROM episodes)"
figures >after.txt
expect_equal "no figure has changed, of any time" "" "$(diff before.txt after.txt | head -5)"
expect_sql "the journal tells it" "2017-01|board 2018-05-03, § 14" "$database" \
    "SELECT told ->> 'before', told ->> 'decision' FROM journal WHERE command = 'purge'"

# ---- figures made anew
echo '# a remark, which makes all figures anew' >>space/samsyn.yaml
figures >anew.txt
check "all were made anew" sh -c "sqlite3 $database \"SELECT told FROM journal ORDER BY id DESC LIMIT 1\" | grep -q '\"all\": true'"
expect_equal "and none has changed" "" "$(diff before.txt anew.txt | head -5)"
sed -i '$d' space/samsyn.yaml
figures >/dev/null

# ---- what is said of it
run --lang en -C space explain conversations,farsta,2016-Q4 --level internal:farsta
expect_status "a figure of that time is explained" 0
expect_output "with its rows gone" "The rows before 2017-01 were purged (2018-05-03, by decision board 2018-05-03, § 14)."
run --lang en -C space explain conversations,farsta,2017-Q4 --level internal:farsta
expect_no_output "one of later has them" "purged"
run --lang en -C space explain carers_per_1000,farsta,2016 --level internal:farsta
expect_status "one that is made of others, too" 0
run --lang en -C space verify
expect_status "verify finds nothing wrong" 0
expect_output "and says so" "note: records before 2017-01 were purged 2018-05-03 (decision: board 2018-05-03, § 14)"
expect_output "reports are as they were" "faults: 0, notes: 1"

# ---- what comes later
printf 'datum;stadsdel;anhörig;målgrupp;form;minuter\n2016-04-03;Farsta;F-0080;65+;telefon;20\n2018-04-03;Farsta;F-9301;65+;telefon;20\n' >space/inbox/samtal-sen.csv
run --lang en -C space import
expect_talk "a row of that time is refused" "samtal-sen.csv:2:"
expect_talk "with the reason" "records before 2017-01 were purged (2018-05-03, by decision board 2018-05-03, § 14), and the figures stay"
expect_sql "and the other is read" "1|1" "$database" "SELECT rows_used, rows_refused FROM batches WHERE file = 'samtal-sen.csv'"
run -C space import --undo "$(sql "SELECT id FROM batches WHERE file = 'samtal-sen.csv'")"
figures >undone.txt
expect_equal "undone, all is as before" "" "$(diff before.txt undone.txt | head -5)"
run -C space import --undo "$(sql "SELECT id FROM batches WHERE file = 'samtal-rattning.csv'")"
expect_status "a correction of that time and of later can be undone" 0
expect_equal "figures of that time stay" "" "$(diff <(grep '|24[01][0-9][0-9]|' before.txt | grep -v '|242' | grep -v '|2421[0-9]|\|2420[4-9]|') \
    <(figures | grep '|24[01][0-9][0-9]|' | grep -v '|242' | grep -v '|2421[0-9]|\|2420[4-9]|') | head -5)"
expect_equal "those of later follow" "10" "$(sql "SELECT minutes FROM conversations WHERE sender_id = 'o3'")"
run --lang en -C space verify
expect_status "and verify still finds nothing wrong" 0
run -C space facts --indicator conversations --by month --from 2016-12 --to 2017-01 --level internal:farsta --as-of 5
expect_status "earlier states can be asked for" 0
run -C space purge --before 2017 --decision again
expect_talk "the same again is no purge" "purged already"

# ---- tampering
cp -a space dirty
sqlite3 dirty/samsyn.db "UPDATE cells SET n = n + 1 WHERE period_kind = 0 AND month = 24200"
run --lang en -C dirty verify
expect_status "a figure of that time that was changed is found" 65
expect_output "and told" "fault: the figures of the time before 2017-01, whose records are purged, are not those that stayed then."
rm -rf dirty
cp -a space dirty
sqlite3 dirty/samsyn.db "UPDATE purges SET before = before + 12"
run --lang en -C dirty verify
expect_status "so is another time of it" 65

# ---- the next year
for month in 01 02 03; do
    printf 'datum;stadsdel;anhörig;målgrupp;form;minuter\n2019-%s-03;Farsta;F-0080;65+;telefon;20\n' $month >space/inbox/samtal-farsta-2019-$month.csv
done
SOURCE_DATE_EPOCH=1556884800 run -C space import
figures >before.txt
SOURCE_DATE_EPOCH=1556884800 run -C space purge --before 2018 --decision 'board 2019'
expect_status "the next year can be purged" 0
figures >after.txt
expect_equal "again no figure has changed" "" "$(diff before.txt after.txt | head -5)"
expect_equal "and what had to stay is gone" "" "$(sql "SELECT date FROM scores WHERE date < '2017'")"
run --lang en -C space verify
expect_status "and verify finds nothing wrong" 0
