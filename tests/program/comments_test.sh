#!/bin/bash
# Units' own words in a report: beside their figures, as words and nothing else, in the
# languages and for the readers they are meant for.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SAMSYN_SHARE=$tree/templates SOURCE_DATE_EPOCH=1770076800
cd "$work" || exit 1

"$SAMSYN" new space >/dev/null 2>&1
cp space/exempel/*.csv space/inbox
run -C space -q import
mkdir -p space/reports space/comments/2026-01
cat >space/reports/ord.md <<'END'
---
title: {sv: Ord, en: Words}
level: internal
per: district
period: month
---

# {{unit}}

## Egna ord

```comments
```
END
cat >space/reports/alla.md <<'END'
---
title: {sv: Alla, en: All}
per: city
period: month
---

# {{unit}}

```comments
units: district
most: 300
```
END
page=space/out/ord-norr-2026-01.html
say() { # TEXT: the unit Norr's words
    printf '%b' "$1" >space/comments/2026-01/norr.md
}
own() {
    run -C space report ord --unit norr --period 2026-01
}

own
check "a missing comment is told" grep -q "har inte lämnat någon kommentar" $page
say 'Telefonen gick **sönder**.\n\n1. Först\n2. Sedan\n'
own
check "its numbers are numbers, to who listens too" sh -c "pdfinfo -struct space/out/ord-norr-2026-01.pdf | grep -q Decimal"
check "a comment stands in the unit's report" grep -qF '<p>Telefonen gick <strong>sönder</strong>.</p>' $page
run -C space --lang en report ord --unit norr --period 2026-01
check "in an English one it is Swedish" grep -qF '<span lang="sv-SE">Telefonen gick </span>' space/out/ord-norr-2026-01-en.html

# ---- for whom
run -C space report alla --period 2026-01
check "what is internal is not for everybody" sh -c "! grep -q Telefonen space/out/alla-2026-01.html"
check "and that is told" grep -q "är intern och visas bara" space/out/alla-2026-01.html
check "those who say nothing are named" grep -qE "(Ingen kommentar|Inga kommentarer) har kommit från" space/out/alla-2026-01.html
say '---\nlevel: public\n---\nTelefonen gick sönder.\n'
run -C space report alla --period 2026-01
check "what is public is" grep -qF '<p>Telefonen gick sönder.</p>' space/out/alla-2026-01.html
say '---\nlevel: publik\n---\nOrd\n'
run -C space report alla --period 2026-01
expect_status "a head that says something else is refused" 78
expect_talk "with its place" "comments/2026-01/norr.md:2:"

# ---- what could point at a person
for words in 'Ring 070-123 45 67.' 'Skriv till namn@example.org.' 'Det gällde 19121212-1212.' \
    'Hon är född\n191212121212, sades det.'; do
    say "Rad ett.\n\n$words\n"
    own
    check "not shown: $words" grep -q "visas inte: på rad [134] står något" $page
    check "nothing of it" sh -c "! grep -aqE '070-123|namn@|1212' $page space/out/ord-norr-2026-01.pdf stdout stderr"
done

# ---- hostile words
script='<script>alert(1)</script><img src=x onerror=alert(1)>'
say "$script [klicka](javascript:alert(1)) [fil](file:///etc/passwd) \"><b>\n\n<iframe src=x></iframe>\n\n![bild](http://example.org/x.png)\n\n) /JS (app.alert\\\\(1\\\\)) >> endobj ]]> %%s {{organisation}} \\\\\n\n\`\`\`table\nindicator: carers\n\`\`\`\n\n::: page\n"
own
expect_status "scripts in words are words" 0
check "they are told" grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;' $page
expect_equal "none runs, and nothing is fetched" "" \
    "$(grep -oiE '<script|<img|<iframe|href="(javascript|file)' $page)"
check "a name in them is not filled in" grep -qF '{{organisation}}' $page
check "a fence in them is no table" sh -c "! grep -q '<table' $page"
pdftotext space/out/ord-norr-2026-01.pdf words.txt 2>errors.txt
check "signs of PDF are signs" grep -qF ') /JS (app.alert' words.txt
expect_equal "a reader finds nothing wrong" "" "$(cat errors.txt)"
check "there is no script in it" sh -c "! pdfinfo -js space/out/ord-norr-2026-01.pdf | grep -q ."
expect_equal "and no link that leads elsewhere" "" "$(pdfinfo -url space/out/ord-norr-2026-01.pdf | grep -iE 'javascript|file:')"
say 'Ordet \xe2\x80\xaevänds\xe2\x80\xac inte\xe2\x80\x8b, \x07inget \x1b[31mlarm.\n'
own
expect_equal "what turns, hides or rings is left out" "" \
    "$(grep -P '[\x{202a}-\x{202e}\x{200b}\x07\x1b]' $page)"
check "the words stay" grep -qF 'Ordet vänds inte, inget [31mlarm.' $page
say 'Bra \xf0\x9f\x98\x80 månad \xe6\x97\xa5.\n'
own
expect_status "a sign that the typeface lacks is no failure" 0
expect_talk "it is told with its number" "U+1F600"
check "the rest stands on the page" sh -c "pdftotext space/out/ord-norr-2026-01.pdf - | grep -q 'Bra .* månad'"
printf 'Vi\nKaf\xe9\n' >space/comments/2026-01/norr.md
own
check "what is not UTF-8 is told" grep -q "kan inte läsas" $page

# ---- length
{
    printf -- '---\nlevel: public\n---\n'
    for i in $(seq 5000); do printf 'ord%s ' "$i"; done
} >space/comments/2026-01/norr.md
run -C space report alla --period 2026-01
check "what is too long is cut at a word" grep -qE 'ord[0-9]+…' space/out/alla-2026-01.html
check "and told" grep -q "längre än 300 tecken" space/out/alla-2026-01.html
say 'En gång.\n'
cp space/comments/2026-01/norr.md space/comments/2026-01/Norr.md
own
expect_status "two files of one unit are refused" 78

# ---- what no report would show is told before
rm -r space/comments && mkdir -p space/comments/2026-01
say 'En gång.\n'
run -C space check
expect_no_output "words that are shown are nothing to tell" "comments/"
mkdir space/comments/januari
echo Ord >space/comments/2026-01/nor.md
echo Ord >space/comments/januari/norr.md
say 'Ord\n\nRing 070-123 45 67.\n'
printf 'Vi\nKaf\xe9\n' >space/comments/2026-01/centrum.md
printf -- '---\nlevel: publik\n---\nOrd\n' >space/comments/2026-01/soder.md
run -C space check
expect_output "a file of no unit is told" 'comments/2026-01/nor.md: varning: "nor" är ingen känd enhet'
expect_output "a folder of no period" "comments/januari: varning: mappens namn är ingen period"
expect_output "what may point at a person, with its line" "comments/2026-01/norr.md:3: fel: raden har något"
expect_no_output "and nothing of it" "070-123"
expect_output "what is not UTF-8" "comments/2026-01/centrum.md:2: fel: kommentaren kan inte läsas"
expect_output "a head that cannot be read" "comments/2026-01/soder.md:2"
