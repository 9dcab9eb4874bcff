#!/bin/bash
# Who may read what is written, where it may be written, and what hostile names do: nothing.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1770076800
cd "$work" || exit 1

make_space() { # DIR
    "$SAMSYN" --lang en new "$1" >/dev/null 2>&1
    cp "$1"/example/*.csv "$1/inbox"
}
modes() { find "$1" -type f -printf '%m\n' | sort -u | paste -sd' '; }

# ---- rights
for mask in 0 022 077; do
    (
        umask $mask
        make_space "mask-$mask"
        echo 'date;district;kind
2026-01-05;Nowhere;visit' >"mask-$mask/inbox/interventions-nowhere-2026-01.csv"
        "$SAMSYN" -q -C "mask-$mask" import 2>/dev/null
        "$SAMSYN" -q -C "mask-$mask" report --period 2026-01 --level public
        "$SAMSYN" -q -C "mask-$mask" export
        "$SAMSYN" -q -C "mask-$mask" report --period 2026-01 --level public
    )
    expect_equal "umask $mask: the database is its owner's alone" 600 "$(stat -c %a "mask-$mask/samsyn.db")"
    check "umask $mask: something is published" test -s "mask-$mask/out/manifest.json"
    expect_equal "umask $mask: what is published is read by the group, and by nobody else" 640 "$(modes "mask-$mask/out")"
    expect_equal "umask $mask: so are the lists returned" 640 "$(modes "mask-$mask/returns")"
    expect_equal "umask $mask: nobody else can put a file there" "" \
        "$(find "mask-$mask/out" "mask-$mask/returns" -type d -perm /022)"
done

# ---- units name files
make_space space
heading=$(grep -v '^#' space/units.csv | head -1)
cp space/units.csv units.csv
unit() { # LINE: the units with one more
    cp units.csv space/units.csv
    printf '%b\n' "$1" >>space/units.csv
    run -C space report --period 2026-01
}
expect_equal "the units' columns are those written below" "id;name;type;part_of;from;until;successor;alias" "$heading"
for id in ../x /etc a/b a..b 'a\\b' 'x y' 'a\0033[31mb' 'a\xe2\x80\xaeb' A; do
    unit "$id;Elsewhere;district;exempelkoping;;;;"
    expect_status "the id $id is refused" 78
    expect_talk "with its place" "space/units.csv:"
done
long=$(printf 'n%.0s' $(seq 300))
unit "$long;Elsewhere;district;exempelkoping;;;;"
expect_status "an id of 300 letters is refused" 78
expect_talk "with what to do" "write a shorter one"
unit ";$long;district;exempelkoping;;;;"
expect_talk "so is a name of 300 without an id" "an id is at most 64 characters"
unit ";§§§;district;exempelkoping;;;;"
expect_talk "and one that gives none" "gives no id"
for name in 'Else\xe2\x80\xaewhere' 'Else\0007where' 'Else\xe2\x81\xa6where'; do
    unit "elsewhere;$name;district;exempelkoping;;;;"
    expect_talk "what cannot be seen in a name is told" "a character that cannot be seen"
    check "and not printed" sh -c "! LC_ALL=C grep -q "[$(printf '\001-\010\033')]\|$(printf '\342\200\256\|\342\201\246')" stderr"
done
expect_equal "none of them was written" "" "$(find space/out -type f 2>/dev/null)"
cp units.csv space/units.csv
run -C space -q import
unit ";CON;district;exempelkoping;;;;"
expect_status "a device's name is a unit's like another" 0
check "since a file's name begins with the report's" test -s space/out/monthly-con-2026-01.pdf
cp units.csv space/units.csv
before=$(find . -type f | sort)
for name in ../monthly ../space/reports/x /etc/passwd .hidden $'a\nb' "$(printf 'r%.0s' $(seq 250))"; do
    run -C space report "$name" --period 2026-01
    expect_status "the report $(printf %.12q "$name") is unknown" 64
done
for period in ../2026 2026-01/.. /2026-01 $'2026-01\n'; do
    run -C space report monthly --period "$period"
    expect_status "the period $(printf %q "$period") is none" 64
done
expect_equal "nothing was written for any" "$before" "$(find . -type f | sort)"

# ---- texts
cp space/samsyn.yaml samsyn.yaml
sed -i "s|^organisation:.*|organisation: 'A) \& <b> \\\\ ]]> (\" %s \${HOME}'|" space/samsyn.yaml
sed -i 's|^north;North|north;North) /JS (x) \& <i> \\\\|' space/units.csv
run -C space report monthly --unit north --period 2026-01
expect_status "signs of PDF and XML in names are names" 0
pdfinfo -meta space/out/monthly-north-2026-01.pdf >meta.xml
check "XMP escapes them" grep -qF 'A) &amp; &lt;b&gt;' meta.xml
check "with nothing of them left" sh -c "! grep -qF '<b>' meta.xml"
pdfinfo space/out/monthly-north-2026-01.pdf >info.txt 2>errors.txt
check "a PDF's own fields hold them as they are" grep -qF 'A) & <b> \ ]]> (" %s ${HOME}' info.txt
pdftotext space/out/monthly-north-2026-01.pdf text.txt 2>>errors.txt
check "and so do its pages" grep -qF 'North) /JS (x) & <i> \' text.txt
expect_equal "a reader finds nothing wrong" "" "$(cat errors.txt)"
check "there is no script in it" sh -c "! pdfinfo -js space/out/monthly-north-2026-01.pdf | grep -q ."
html=space/out/monthly-north-2026-01.html
check "a web page escapes them" grep -qF 'North) /JS (x) &amp; &lt;i&gt; \' $html
check "with nothing of them left" sh -c "! grep -qE '<b>|<i>' $html"

# a script in every name there is, as text, in attributes, in pictures, in words of one's own
script='"><script>alert(1)</script><img src=x onerror=alert(1)>'
sed -i "s|en: under 65|en: '$script'|; s|^programme:.*|programme: '$script'|" space/samsyn.yaml
sed -i "s|^south;South|south;\"\"\"><script>alert(1)</script><img src=x onerror=alert(1)>\"|" space/units.csv
cp space/goals.csv goals.csv
sed -i 's|plan of operations 2026, goal 1 (example)|</svg><script>alert(1)</script>|' space/goals.csv
cat >space/indicators.yaml <<END
- {id: conversations, name: '$script', definition: '$script', count: conversations,
   unit: '$script', better: higher, protects: carers, people: {key: carer}}
END
run -C space report monthly --period 2026-01
expect_status "scripts in names are names" 0
run -C space report monthly --period 2026-01 --level public --format pdf,html,png
expect_status "in what anyone may read, too" 0
for page in space/out/monthly-south-2026-01.html space/out/monthly-south-2026-01-public.html space/out/index.html; do
    check "$(basename $page) tells them" grep -qF '&lt;script&gt;' $page
    expect_equal "and runs none" "" "$(grep -oiE '<script|<img[^>]*onerror|javascript:' $page | sort | uniq -c)"
    check "each mark of it stays inside its text" sh -c "! grep -qE '(alt|title|aria-label|content|href)=\"[^\"]*\">?<script' $page"
done
check "their pictures have texts" sh -c "grep -q '<svg' space/out/monthly-south-2026-01.html"
pdftotext space/out/monthly-south-2026-01.pdf south.txt 2>>errors.txt
check "a PDF tells them as they are" grep -qF '<script>' south.txt
pdfinfo -meta space/out/monthly-south-2026-01.pdf >meta.xml 2>>errors.txt
check "and its XMP escapes them" sh -c "grep -qF '&lt;script&gt;' meta.xml && ! grep -qF '<script>' meta.xml"
expect_equal "and a reader finds nothing wrong" "" "$(cat errors.txt)"
run -C space explain conversations,south,2026-01
expect_status "a page in the terminal tells them, too" 0
rm space/indicators.yaml
cp goals.csv space/goals.csv
cp samsyn.yaml space/samsyn.yaml
sed -i '0,/^organisation:.*/s||organisation: "Bell \\x07"|' space/samsyn.yaml
run -C space check
expect_output "a setting that cannot be seen is told with its place" "samsyn.yaml:"
cp samsyn.yaml space/samsyn.yaml
cp units.csv space/units.csv

# ---- a template reads no files and runs no SQL
echo 'SECRET-OF-THE-HOUSE' >space/secret.txt
template() { # BODY
    mkdir -p space/reports
    printf -- '---\ntitle: T\nreaders: all\nlevel: public\nper: city\nperiod: month\n---\n\n# T\n\n%b\n' "$1" >space/reports/own.md
    run -C space report own --period 2026-01
}
records() { sqlite3 space/samsyn.db ".dump records" | sha256sum; }
rows=$(records)
for body in '{{file:secret.txt}}' '{{include secret.txt}}' '```include\nsecret.txt\n```' \
    '```table\nindicator: "x); DROP TABLE records; --"\n```' '```sql\nDROP TABLE records;\n```' \
    '```table\nindicator: conversations\ngroup: "all'"'"' OR 1=1"\n```' \
    '```table\nindicator: !include secret.txt\n```'; do
    template "$body"
    expect_status "$(printf %.40q "$body") is not understood" 78
    expect_talk "and told with its place" "own.md:"
done
for body in '![x](secret.txt)' '![x](/etc/passwd)' '<object data="secret.txt"></object>' '[x](file:secret.txt)' \
    "'; DROP TABLE records; --"; do
    template "$body"
    [ "$status" -eq 0 ] || [ "$status" -eq 78 ]
    check "$(printf %.40q "$body") is no more than text" test $? -eq 0
    check "and shows nothing of a file" sh -c "! pdftotext space/out/own-2026-01.pdf - 2>/dev/null | grep -qE 'SECRET|root:'"
    check "nor holds any" sh -c "! pdfdetach -list space/out/own-2026-01.pdf 2>/dev/null | grep -q secret"
done
expect_equal "the records are as they were" "$rows" "$(records)"
rm -r space/reports

# ---- formulas
sed -i 's|^north;North|north;"=HYPERLINK(""http://x"",""North"")"|; s|^south;South|south;@South|; s|^centre;Centre|centre;-2+3 Centre|' space/units.csv
run -C space export
expect_status "names that are formulas can be exported" 0
expect_equal "and none is one" "" "$(cut -d, -f2 space/out/open-data/units.csv | grep -E '^"?[-=+@]')"
check "they are texts" grep -qF "\"'=HYPERLINK(\"\"http://x\"\",\"\"North\"\")\"" space/out/open-data/units.csv
cp units.csv space/units.csv
cat >space/indicators.yaml <<'END'
- {id: balance, name: "=1+1", definition: "+2", reported: value, unit: "@x", better: higher, protects: none}
END
printf 'indicator;district;period;value\nbalance;North;2026-01;-1234\n' >space/inbox/figures-own.csv
run -C space -q import
run -C space export
expect_status "a measure may be a formula by name" 0
expect_equal "negative numbers stay numbers" "balance,north,all,2026-01,-1234,,-1234" \
    "$(grep '^balance,north,all,2026-01,' space/out/open-data/figures.csv | cut -d, -f1-7)"
expect_equal "its name is a text" "balance,'=1+1,'=1+1,'+2,'+2,'@x,'@x" \
    "$(grep '^balance,' space/out/open-data/definitions.csv | cut -d, -f1-7)"
rm space/indicators.yaml space/inbox/figures-own.csv

# ---- who is meant is told nowhere: valid numbers of nobody, in every form and place
head='date;district;carer;group;form'
plant() { # FILE TEXT
    printf '%b\n' "$2" >"space/inbox/$1"
}
numbers='811218-9876 8112189876 19811218-9876 198112189876 811278-9873 19811278-9873 811218+9876'
at=0
for number in $numbers; do
    at=$((at + 1))
    plant "conversations-north-carer$at.csv" "$head\n2026-01-05;North;$number;under65;phone"
    plant "conversations-north-group$at.csv" "$head\n2026-01-05;North;a$at;$number;phone"
    plant "conversations-north-unit$at.csv" "$head\n2026-01-05;$number;a$at;under65;phone"
    plant "conversations-north-date$at.csv" "$head\n$number;North;a$at;under65;phone"
    plant "conversations-north-head$at.csv" "$head;$number\n2026-01-05;North;a$at;under65;phone;x"
    plant "conversations-north-title$at.csv" "List of $number\n\n$head\n2026-01-05;North;a$at;under65;phone"
    plant "conversations-north-total$at.csv" "$head\n2026-01-05;North;a$at;under65;phone\nTotal;$number;;;"
    plant "conversations-north-extra$at.csv" "$head;note\n2026-01-05;North;a$at;under65;phone;see $number today"
    plant "conversations-north-$number.csv" "$head\n2026-01-05;North;a$at;under65;phone"
done
plant conversations-north-rows.csv "$head\n2026-01-06;North;anna.nobody@example.org;under65;phone\n2026-01-06;North;070-174 06 05;under65;phone\n2026-01-06;North;b1;under65;phone"
run -v -C space import
expect_status "files with identity numbers are refused" 65
cp stderr import.txt
expect_sql "each of them, and rows with an address or a telephone number" "1|2" space/samsyn.db \
    "select rows_used, rows_refused from batches where file = 'conversations-north-rows.csv'"
expect_sql "none of the others is read" "0" space/samsyn.db "select count(*) from batches where file glob 'conversations-north-[cguhdte]*[0-9].csv'"
run -C space report --period 2026-01
run -C space report --period 2026-01 --level public
run -C space export
run -C space check -v
cat stdout stderr >>import.txt
sqlite3 space/samsyn.db .dump >dump.txt
for file in space/out/*.pdf; do pdftotext "$file" - >>pages.txt 2>/dev/null; done
for number in $numbers 8112189876 8112789873 anna.nobody example.org '174 06 05' 0701740605; do
    check "$number is in no message, list, database or publication" sh -c "! grep -rlF -e '$number' import.txt dump.txt pages.txt space/samsyn.db space/out space/returns"
    check "nor in a name" sh -c "! find space/out space/returns | grep -F -e '$number'"
done
