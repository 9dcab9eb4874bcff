#!/bin/bash
# A controller's year with a file: it comes with defects, goes back, is corrected in three
# ways and undone, is explained down to a line, and every state can be read again.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates

space=$work/space
database=$space/samsyn.db
mkdir -p "$space/inbox"
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
END
heading='id;datum;stadsdel;anhörig;målgrupp;form;minuter'
# send NAME LINE...: a file in the inbox.
send() {
    local name=$1
    shift
    printf '%s\n' "$@" >"$space/inbox/$name"
}
# import ARGUMENT...: a day later than the last.
day=1525305600
import() {
    day=$((day + 86400))
    SOURCE_DATE_EPOCH=$day run -C "$space" import "$@"
}
facts() {
    run -C "$space" facts --from 2018-01 --to 2018-03 --group each --level internal:farsta "$@"
}
newest() { sqlite3 "$database" "SELECT max(id) FROM batches"; }
# kept: what facts print now, remembered as of the newest batch.
kept() {
    facts
    cp "$work/stdout" "$work/as-of-$(newest)"
}
# value INDICATOR PERIOD
value() {
    run -C "$space" facts --indicator "$1" --unit farsta --from "$2" --to "$2" --level internal:farsta
    awk -F, 'NR == 2 { print $7 }' "$work/stdout"
}
revisions() {
    run -C "$space" check
    sed -nE "s/^  $1  Samtal: rättelser ([0-9]*), .*/\1/p" "$work/stdout"
}

# The file comes, with two rows that cannot be used.
send samtal-farsta-2018-01.csv "$heading" \
    '1;2018-01-09;Farsta;F-1;65+;besök;60' '2;2018-01-10;Farsta;F-2;65-;telefon;30' \
    '3;2018-01-11;Farsta;F-3;65+;besökk;45' '4;2018-01-32;Farsta;F-4;65+;besök;50' \
    '5;2018-01-15;Farsta;F-5;65-;besök;40'
send samtal-bromma-2018-01.csv "$heading" '1;2018-01-09;Bromma;B-1;65+;besök;60'
import
expect_status "a file with defects is read" 0
first=$(sqlite3 "$database" "SELECT id FROM batches WHERE file = 'samtal-farsta-2018-01.csv'")
expect_talk "its line tells the batch" "5 rader, 3 använda, 2 med fel [parti $first]"
expect_talk "the misspelt word is told with its place" "samtal-farsta-2018-01.csv:4:"
expect_sql "both defects stand in the database" "4|form
5|datum" "$database" "SELECT line, column FROM open_findings WHERE severity = 'refused' ORDER BY line"
expect_equal "both are on the return list" 2 \
    "$(grep -cE 'besökk|2018-01-32' "$space/returns/samtal-farsta-2018-01.csv")"
expect_equal "three conversations count" 3 "$(value conversations 2018-01)"
run -C "$space" explain conversations,farsta,2018-01 --level internal:farsta
expect_output "a row that counts is told with file and line" \
    "samtal-farsta-2018-01.csv:3  datum 2018-01-10  målgrupp 65-"
expect_output "and so is the one that could not be used" "samtal-farsta-2018-01.csv:4: form: "
kept
before=$(revisions 2018-01)

# The sender mends the rows, in the file: the same name, other content.
send samtal-farsta-2018-01.csv "$heading" \
    '1;2018-01-09;Farsta;F-1;65+;besök;60' '2;2018-01-10;Farsta;F-2;65-;telefon;30' \
    '3;2018-01-11;Farsta;F-3;65+;besök;45' '4;2018-01-30;Farsta;F-4;65+;besök;50' \
    '5;2018-01-15;Farsta;F-5;65-;besök;40'
import
expect_talk "the corrected file replaces the first" "rättar den fil med samma namn"
mended=$(newest)
expect_equal "all five count" 5 "$(value conversations 2018-01)"
expect_sql "nothing is left to mend" 0 "$database" "SELECT count(*) FROM open_findings"
check "and the return list is gone" test ! -e "$space/returns/samtal-farsta-2018-01.csv"
expect_equal "a revision is counted" $((${before:-0} + 1)) "$(revisions 2018-01)"
expect_sql "the first file can still be read" "3|0" "$database" \
    "SELECT count(*), max(held) FROM conversations_ever WHERE batch = $first"
kept

# One row more is corrected, in a small file, by its id.
send samtal-farsta-rattelse.csv "$heading" '2;2018-02-10;Farsta;F-2;65-;telefon;35'
import
by_id=$(newest)
revised=$(revisions 2018-01)
expect_equal "the row has moved to February" "4 1" \
    "$(value conversations 2018-01) $(value conversations 2018-02)"
run -C "$space" explain conversations,farsta,2018-02 --level internal:farsta
expect_output "it comes from the small file" "samtal-farsta-rattelse.csv:2  datum 2018-02-10"
kept

# At last a file that says all there is of January.
send samtal-farsta-hela-januari.csv "$heading" \
    '11;2018-01-09;Farsta;F-1;65+;besök;60' '12;2018-01-16;Farsta;F-1;65+;besök;60'
import --replace "$space/inbox/samtal-farsta-hela-januari.csv"
replaced=$(newest)
expect_equal "January is what it says, February as it was" "2 1" \
    "$(value conversations 2018-01) $(value conversations 2018-02)"
expect_equal "of one carer" 1 "$(value carers 2018-01)"
check "a later run that changed January is a revision more" \
    test "$(revisions 2018-01)" -gt "$revised"
kept

# That was wrong, and is undone; it is not read again.
import --undo "$replaced"
expect_status "the batch is undone" 0
expect_talk "and told with its file" "samtal-farsta-hela-januari.csv"
expect_equal "January is as before" "4 1" \
    "$(value conversations 2018-01) $(value conversations 2018-02)"
undone=$(newest)
kept
check "all is as after the correction by id" cmp "$work/as-of-$by_id" "$work/as-of-$undone"
import
expect_equal "what was undone is not read again" "4" "$(value conversations 2018-01)"

# Each state again.
for batch in "$first" "$mended" "$by_id" "$replaced" "$undone"; do
    facts --as-of "$batch"
    check "as of batch $batch the facts are what they were" cmp "$work/as-of-$batch" "$work/stdout"
done
expect_equal "the four before the undoing are different states" 4 \
    "$(sha256sum "$work/as-of-$first" "$work/as-of-$mended" "$work/as-of-$by_id" \
        "$work/as-of-$replaced" | cut -c 1-64 | sort -u | wc -l)"
run -C "$space" explain conversations,farsta,2018-01 --level internal:farsta --as-of "$replaced"
expect_output "a figure of that time is explained by the rows of that time" \
    "samtal-farsta-hela-januari.csv:3  datum 2018-01-16"
run -C "$space" explain conversations,farsta,2018-01 --level internal:farsta --as-of $((mended - 1))
expect_output "with the defects of that time" "samtal-farsta-2018-01.csv:4: form: "
run -C "$space" explain conversations,farsta,2018-01 --level internal:farsta
expect_no_output "and not of another" "hela-januari"
