#!/bin/bash
# The main job from outside: a folder of CSV files becomes reports, the same bytes each time,
# with nothing protected in them; and what is wrong leaves everything as it was.
. "$(dirname "$0")/lib.sh"
cd "$tree" || exit 1
export SOURCE_DATE_EPOCH=1525348800
demo=$work/demo

check "the demo runs" tests/tools/demo "$SAMSYN" "$demo"
cp "$work/.check" "$work/demo.txt"
check "it ends by saying what to open" grep -q "monthly-farsta-2018-04.pdf" "$work/demo.txt"
expect_equal "and three findings in plain Swedish" 3 "$(grep -cE '^  .*, april 2018: .*\.$' "$work/demo.txt")"
expect_equal "fourteen reports, each as PDF and page, an index and a manifest" 30 \
    "$(ls "$demo/out" | grep -cE '^(monthly-|index|manifest)')"
expect_equal "and four of the city, with their numbers and a picture" 16 \
    "$(ls "$demo/out" | grep -cE '^(quarterly-2018-Q1|tertial-2018-T1|comparison-2018-T1|annual-2017)[-.]')"
expect_equal "and nothing else" 46 "$(ls "$demo/out" | wc -l)"
expect_equal "the manifest lists each file with its digest" "" "$(
    cd "$demo/out" && for file in *.pdf *.html; do
        grep -q "\"$file\", \"sha256\": \"$(sha256sum "$file" | cut -d' ' -f1)\"" manifest.json ||
            echo "$file"
    done
)"

# ---- same bytes
digests() { (cd "$1" && sha256sum -- * | sort -k2); }
before=$(digests "$demo/out")
again() { # OPTION...: all that the demo made, in its order
    local report
    for report in monthly:2018-04 quarterly:2018-Q1 tertial:2018-T1 comparison:2018-T1 annual:2017; do
        run -C "$demo" report "${report%:*}" --period "${report#*:}" "$@"
        [ "$status" -eq 0 ] || return
    done
}
again
expect_status "the reports are made again" 0
expect_equal "with the same bytes" "$before" "$(digests "$demo/out")"
again --jobs 1
expect_equal "one job gives the same bytes" "$before" "$(digests "$demo/out")"
again --jobs 5 -o "$work/five"
expect_equal "five jobs in another folder too" "$before" "$(digests "$work/five")"
run -C "$demo" report monthly --period 2018-04 --unit skarpnack -o "$work/alone"
expect_equal "a report made alone is the one made among fourteen" \
    "$(sha256sum <"$demo/out/monthly-skarpnack-2018-04.pdf")" \
    "$(sha256sum <"$work/alone/monthly-skarpnack-2018-04.pdf")"

# ---- the known figures
run -C "$demo" facts --indicator conversations --unit farsta --by year --from 2017 --to 2017
expect_equal "Farsta had 170 conversations in 2017" 170 \
    "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "value") v = i } NR == 2 { print $v }' "$work/stdout")"
expect_sql "Skarpnäck's 27 conversations and 1 890 minutes stand in the view" "27|1890" "$demo/samsyn.db" \
    "select count(*), sum(minutes) from conversations where unit = 'skarpnack' and date between '2018-01-01' and '2018-04-11'"
column() { # NAME: that column of the last run's rows
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }' "$work/stdout"
}
# Level internal would not help: counsellors are protected as staff only in rates.
districts=$(sqlite3 "$demo/samsyn.db" "select group_concat(distinct unit) from conversations")
for month in 2018-03:22:18 2018-04:23:19; do
    IFS=: read -r period assignments persons <<<"$month"
    run -C "$demo" facts --indicator counsellors --unit "$districts" --by month --from "$period" --to "$period"
    expect_equal "$period has $assignments assignments in the districts" "$assignments" \
        "$(column value | awk '{ sum += $1 } END { print sum }')"
    run -C "$demo" facts --indicator counsellors --unit stockholm --by month --from "$period" --to "$period"
    expect_equal "by $persons persons in the city" "$persons" "$(column value)"
done
run -C "$demo" facts --indicator conversations --unit rinkeby-kista --by month --from 2018-04 --to 2018-04
expect_equal "a silent month is missing" missing "$(column mark)"
expect_equal "and no figure" "" "$(column value)"
run -C "$demo" facts --indicator good_support --unit "$districts" --by year --from 2017 --to 2017
check "good_support is not measured where nobody surveys" \
    sh -c "grep -q ',not_measured,' '$work/stdout'"

# ---- protection: computed again from the records, by another program
sqlite3 -csv "$demo/samsyn.db" "
    select unit, substr(date, 1, 7), count(distinct carer), count(*)
    from conversations group by 1, 2 having count(distinct carer) between 1 and 4" |
    sort >"$work/small.txt"
check "the sample has months that few stand behind" test -s "$work/small.txt"
run -C "$demo" facts --indicator conversations,carers,conversation_minutes --unit "$districts" \
    --by month --from 2015-05 --to 2018-04
cut -d, -f1,2 "$work/small.txt" | sort >"$work/expected.txt"
for indicator in conversations carers conversation_minutes; do
    awk -F, -v want="$indicator" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["indicator"] == want && $at["mark"] == "protected" {
            print $at["unit"] "," $at["period"]
            if ($at["n"] $at["denominator"] $at["value"] $at["low95"] $at["high95"] != "")
                print "LEAK " $0
        }' "$work/stdout" | sort >"$work/seen.txt"
    expect_equal "$indicator: every month of 1-4 carers is protected" "" \
        "$(comm -23 "$work/expected.txt" "$work/seen.txt")"
    sqlite3 -csv "$demo/samsyn.db" "
        SELECT s.unit, printf('%d-%02d', c.month / 12, c.month % 12 + 1)
        FROM cells c JOIN series s ON s.id = c.series
        WHERE s.indicator = '$indicator' AND s.target_group = 'all' AND c.period_kind = 0 AND c.protected = 1
        AND s.unit IN ('$(echo "$districts" | sed "s/,/','/g")')" | sort >"$work/primary.txt"
    check "$indicator: for their own sake exactly those" diff "$work/expected.txt" "$work/primary.txt"
done

words_of() { pdftotext -layout "$1" -; pdfinfo -struct-text "$1"; }
run -C "$demo" report monthly --period 2018-04 --unit skarholmen --unit alvsjo --level public
expect_status "public editions are made" 0
run -C "$demo" --lang en report monthly --period 2018-04 --unit skarholmen --unit alvsjo --level public
for file in monthly-alvsjo-2018-04-public.pdf monthly-alvsjo-2018-04-public-en.pdf; do
    words_of "$demo/out/$file" >"$work/words.txt" 2>&1
    check "$file shows .." grep -q '\.\.' "$work/words.txt"
    check "$file is not stamped as internal" sh -c "! grep -qE 'Internt|Internal' '$work/words.txt'"
done
# In the table of months, a month that few stand behind shows only .. for what they did.
month_rows() { # FILE MONTH-NAME...: conversations, carers and minutes of Älvsjö's small months
    local text name year month
    text=$(pdftotext -layout "$1" -)
    shift
    local names=(none "$@")
    awk -F, '$1 == "alvsjo" && $2 >= "2016-05" { print $2 }' "$work/small.txt" |
        while IFS=- read -r year month; do
            name="${names[10#$month]} $year"
            echo "$text" | awk -v name="$name" 'index($0, name " ") == 1 {
                    print name ": " $3, $(NF - 2), $NF; found = 1; exit }
                END { if (!found) print name ": not there" }'
        done
}
months_of() { awk -F, '$1 == "alvsjo" && $2 >= "2016-05"' "$work/small.txt" | wc -l; }
month_rows "$demo/out/monthly-alvsjo-2018-04-public.pdf" Januari Februari Mars April Maj Juni \
    Juli Augusti September Oktober November December >"$work/rows-sv.txt"
month_rows "$demo/out/monthly-alvsjo-2018-04-public-en.pdf" January February March April May June \
    July August September October November December >"$work/rows-en.txt"
for language in sv en; do
    expect_equal "each small month is a row ($language)" "$(months_of)" \
        "$(wc -l <"$work/rows-$language.txt")"
    expect_equal "and shows nothing but .. ($language)" "" \
        "$(grep -v ': \.\. \.\. \.\.$' "$work/rows-$language.txt")"
done

# The figures go along inside the PDF when that is asked for: those that the report tells.
for level in "" "--level public"; do
    run -C "$demo" report monthly --period 2018-04 --unit alvsjo $level --attach-data -o "$work/along"
    expect_status "a report is made with its data along ($level)" 0
done
pdfdetach -save 1 -o "$work/data.csv" "$work/along/monthly-alvsjo-2018-04-public.pdf"
check "an open one has the table beside it" cmp "$work/data.csv" "$work/along/monthly-alvsjo-2018-04-public.csv"
pdfdetach -save 1 -o "$work/own.csv" "$work/along/monthly-alvsjo-2018-04.pdf"
expect_equal "an internal one tells the unit's own figures" "0 $(wc -l <"$work/data.csv")" \
    "$(grep -c ',protected,' "$work/own.csv") $(wc -l <"$work/own.csv")"
check "of its own unit alone" sh -c "! tail -n +2 '$work/own.csv' | cut -d, -f2 | grep -v '^alvsjo$'"
expect_equal "without being asked none has" "0 embedded files" "$(pdfdetach -list "$demo/out/monthly-farsta-2018-04.pdf")"
run -C "$demo" verify "$work/along"
expect_status "and what was made with data is made again to the same bytes" 0
expect_equal "byte for byte" "$(sha256sum <"$work/along/monthly-alvsjo-2018-04.pdf")" \
    "$("$SAMSYN" -C "$demo" report monthly --period 2018-04 --unit alvsjo --attach-data -o "$work/again" >/dev/null 2>&1 && sha256sum <"$work/again/monthly-alvsjo-2018-04.pdf")"

pages=$(pdfinfo "$demo/out/monthly-farsta-2018-04.pdf" | awk '/^Pages/ { print $2 }')
expect_equal "the internal report says so on each page" "$pages" \
    "$(pdftotext "$demo/out/monthly-farsta-2018-04.pdf" - | grep -c 'Internt: Farsta')"
check "an English edition speaks English" sh -c \
    "pdftotext '$demo/out/monthly-alvsjo-2018-04-public-en.pdf' - | grep -q 'Conversations'"

# ---- what is wrong leaves all as it was
after=$(digests "$demo/out")
database=$(sha256sum <"$demo/samsyn.db")
unchanged() { # CLAIM
    expect_equal "$1: out/ is as it was" "$after" "$(digests "$demo/out")"
    expect_equal "$1: the database is as it was" "$database" "$(sha256sum <"$demo/samsyn.db")"
}
mkdir -p "$demo/reports"
sed 's/^indicator: conversations$/indicator: conversatons/' templates/monthly.md >"$demo/reports/monthly.md"
line=$(grep -n conversatons "$demo/reports/monthly.md" | head -1 | cut -d: -f1)
run -C "$demo" report monthly --period 2018-04
expect_status "a misspelt indicator is a fault of configuration" 78
expect_talk "told with its place" "monthly.md:$line:"
expect_talk "and the right word" "'conversations'"
unchanged "a misspelt indicator"
rm -r "$demo/reports"

SAMSYN_FONTS=$work/none run -C "$demo" report monthly --period 2018-04
expect_status "a missing font is a fault of configuration" 78
expect_talk "told with the file" "none/OpenSans-Regular.ttf"
expect_talk "and the remedy" "fonts-open-sans"
unchanged "a missing font"

refuse() { # CLAIM FILE TEXT-IN-MESSAGE
    run -C "$demo" import "$2"
    expect_status "$1 is refused" 65
    expect_talk "$1 is told with its place" "$3"
    unchanged "$1"
}
printf 'kolumn;annan\n1;2\n' >"$work/okand.csv"
refuse "a file whose headings fit nothing" "$work/okand.csv" "okand.csv"
printf 'datum;stadsdel;anhörig;målgrupp;form;minuter\n2018-04-02;Farsta;640823-3234;65+;telefon;20\n' >"$work/samtal-pnr.csv"
refuse "a personal identity number" "$work/samtal-pnr.csv" "samtal-pnr.csv:2:"
expect_no_talk "it is not repeated" "3234"
printf 'datum;stadsdel;anhörig;målgrupp;form;minuter\n2018-04-02;Farsta;"F-1;65+;telefon;20\n' >"$work/samtal-citat.csv"
refuse "an unbalanced quote" "$work/samtal-citat.csv" "samtal-citat.csv:2:"

run -C "$demo" report --period 2018-T1 -o "$work/tertial"
expect_status "without a name all reports of the period's kind are made" 0
expect_equal "the tertial's and the comparison" "comparison-2018-T1.pdf tertial-2018-T1.pdf" \
    "$(cd "$work/tertial" && echo *.pdf)"
run -C "$demo" report --period 2018-H1
expect_status "a period that no report is for is a usage error" 64
expect_talk "and named" "there is no report to make for 2018-H1"
run -C "$demo" report monthly --period 2018-4
expect_status "a period that is none is a usage error" 64
run -C "$demo" report monthy
expect_status "an unknown report is a usage error" 64
check "an unknown report is told with the nearest" grep -q "monthly" "$work/stderr"
run -C "$work" report monthly
check "a folder that is no workspace says what one is" grep -q "samsyn.yaml" "$work/stderr"
