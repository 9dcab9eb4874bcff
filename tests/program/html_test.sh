#!/bin/bash
# What a report is written as, and the page that leads to what anyone may read: nothing of what
# is internal stands there, and no figure that is protected.
. "$(dirname "$0")/lib.sh"
cd "$tree" || exit 1
export SOURCE_DATE_EPOCH=1525348800
demo=$work/demo
check "the demo runs" tests/tools/demo "$SAMSYN" "$demo"
out=$demo/out
rm -r "$out" # only what is internal, to begin with
check "the internal reports are made" "$SAMSYN" -C "$demo" report monthly --period 2018-04
manifest=$out/manifest.json
digests() { (cd "$1" && sha256sum -- * | sort -k2); }
files() { (cd "$1" && ls | tr '\n' ' ' | sed 's/ $//'); }

# ---- the index while nothing is public
expect_equal "a page for each PDF" "$(ls "$out"/*.pdf | sed 's/pdf$/html/')" \
    "$(ls "$out"/monthly-*.html)"
check "the index is a page of HTML" grep -q '^<!DOCTYPE html>' "$out/index.html"
check "it says that nothing is open yet" grep -q 'Det finns inga öppna rapporter' "$out/index.html"
check "it tells of no internal report" sh -c "! grep -qE 'monthly|Internt|href=\"[^#]' '$out/index.html'"
check "it stands in the manifest as public" grep -q '"index.html".*"level": "public"' "$manifest"
cp "$out/index.html" "$work/index-before.html"

# ---- what anyone may read
run -C "$demo" report monthly --period 2018-04 --unit alvsjo --unit farsta --level public
expect_status "public editions are made" 0
for end in .html .pdf .csv; do
    check "the index leads to Farsta's $end" grep -q "href=\"monthly-farsta-2018-04-public$end\"" "$out/index.html"
done
check "beside it stands a picture of the first page" grep -q 'src="monthly-farsta-2018-04-public-thumbnail.png"' \
    "$out/index.html"
check "which is there" test -s "$out/monthly-farsta-2018-04-public-thumbnail.png"
expect_equal "it leads nowhere else" "" \
    "$(grep -oE '(href|src)="[^"#]+"' "$out/index.html" | cut -d'"' -f2 | while read -r name; do
        grep -q "\"file\": \"$name\".*\"level\": \"public\"" "$manifest" && [ -s "$out/$name" ] || echo "$name"
    done)"
check "and tells of no internal report" sh -c "! grep -qE '2018-04\.(html|pdf)|Internt' '$out/index.html'"
expect_equal "every file in out/ is in the manifest" "" \
    "$(cd "$out" && for name in *; do
        [ "$name" = manifest.json ] || grep -q "\"$name\", \"sha256\": \"$(sha256sum <"$name" | cut -d' ' -f1)\"" \
            manifest.json || echo "$name"
    done)"

# ---- how units stand to the goals, as anyone may see it
run -C "$demo" facts --indicator conversations --unit alvsjo --by month --from 2018-04 --to 2018-04
check "Älvsjö's April is protected" grep -q ',protected,' "$work/stdout"
row=$(grep '<th scope="row">Älvsjö</th>' "$out/index.html" | head -1)
expect_equal "the index says so in words" skyddat \
    "$(echo "$row" | sed 's/<td[^>]*>/\n/g' | sed -n 2p | sed 's/<svg.*<\/svg>//; s/<[^>]*>//g')"
expect_equal "each status is a symbol and a word" "" \
    "$(grep '<th scope="row">' "$out/index.html" | sed 's/<td[^>]*>/\n&/g' | grep '^<td' |
        grep -vE '<svg class="s"[^>]*aria-hidden="true">.*</svg>[a-zåäö]+[^<]*</td>')"

# ---- public pages hold no protected figure
page=$out/monthly-alvsjo-2018-04-public.html
check "a protected figure is two points there" grep -q '>\.\.</td>' "$page"
check "the page is not stamped as internal" sh -c "! grep -q Internt '$page'"
check "an internal page is" grep -q '<p class="stamp">Internt: Farsta</p>' "$out/monthly-farsta-2018-04.html"
check "and runs and fetches nothing" sh -c "! grep -qiE '<script|<link|<img|https?://|@import' '$page'"
table_of() { # INDICATOR MONTH-NAME: that row of the months' table of Älvsjö's public page
    grep -F "<th scope=\"row\">$1</th>" "$page" | head -1 | sed 's/<[^>]*>/ /g' | awk '{ print $3 }'
}
small=$(sqlite3 "$demo/samsyn.db" "
    select substr(date, 6, 2) from conversations where unit = 'alvsjo' and date between '2018-01-01' and '2018-04-30'
    group by 1 having count(distinct carer) between 1 and 4 order by 1")
check "Älvsjö has such months this year" test -n "$small"
names=(none Januari Februari Mars April)
for month in $small; do
    expect_equal "${names[10#$month]} 2018 shows .. for Älvsjö" ".." "$(table_of "${names[10#$month]} 2018")"
done

# ---- the same bytes
before=$(digests "$out")
run -C "$demo" report monthly --period 2018-04 --unit alvsjo --unit farsta --level public --jobs 1
expect_equal "made again, by one process: the same bytes" "$before" "$(digests "$out")"

# ---- formats
run -C "$demo" report monthly --period 2018-04 --unit farsta --format pdf -o "$work/pdf"
expect_equal "only a PDF" "index.html manifest.json monthly-farsta-2018-04.pdf" "$(files "$work/pdf")"
run -C "$demo" report monthly --period 2018-04 --unit farsta --format html -o "$work/html"
expect_equal "only a page" "index.html manifest.json monthly-farsta-2018-04.html" "$(files "$work/html")"
run -C "$demo" report monthly --period 2018-04 --unit farsta --format png,pdf -o "$work/png"
expect_equal "a picture a page of the PDF" "$(pdfinfo "$work/png/monthly-farsta-2018-04.pdf" | awk '/^Pages/ { print $2 }')" \
    "$(ls "$work/png" | grep -c '^monthly-farsta-2018-04-[0-9]*\.png$')"
expect_equal "in the manifest" "$(ls "$work/png" | grep -c png)" "$(grep -c '\.png", "sha256"' "$work/png/manifest.json")"
check "a picture is PNG" sh -c "head -c 4 '$work/png/monthly-farsta-2018-04-1.png' | grep -q PNG"
run -C "$demo" report monthly --period 2018-04 --unit farsta --level public --format html -o "$work/open"
expect_equal "a public page alone has its figures beside it" \
    "index.html manifest.json monthly-farsta-2018-04-public-thumbnail.png monthly-farsta-2018-04-public.csv monthly-farsta-2018-04-public.html" \
    "$(files "$work/open")"
expect_equal "its bytes do not depend on what else is made" \
    "$(sha256sum <"$out/monthly-farsta-2018-04-public.html")" "$(sha256sum <"$work/open/monthly-farsta-2018-04-public.html")"

run -C "$demo" report monthly --format pdf,hmtl -o "$work/none"
expect_status "a format that is none is a usage error" 64
expect_talk "told with those there are" "pdf, html or png"
run -C "$demo" report monthly --format pdf, -o "$work/none"
expect_status "so is an empty one" 64
check "nothing is made then" test ! -e "$work/none"

# ---- names that are more than names
sed 's/^organisation: .*/organisation: "<script>alert(1)<\/script> \& Söner"/' sample-data/stockholm/samsyn.yaml >"$demo/samsyn.yaml"
check "the organisation has such a name now" grep -q '<script>' "$demo/samsyn.yaml"
run -C "$demo" report monthly --period 2018-04 --unit farsta --format html -o "$work/hostile"
expect_status "a report is made for it" 0
for name in index monthly-farsta-2018-04; do
    check "$name shows it as text" grep -q '&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söner' "$work/hostile/$name.html"
    check "$name runs nothing" sh -c "! grep -q '<script' '$work/hostile/$name.html'"
done
