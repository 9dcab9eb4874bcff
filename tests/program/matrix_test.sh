#!/bin/bash
# The block matrix over real facts: every unit and measure is there, and says what the facts
# say of it.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1525348800

cp -r "$tree/sample-data/stockholm" "$work/"
cd "$work/stockholm" || exit 1
run -q import
mkdir reports
cat >reports/matris.md <<'END'
---
title: {sv: Matris, en: Matrix}
per: city
period: tertial
---

# {{unit}}

```matrix
indicators: [conversations, carers]
span: to_date
total: yes
```
END
run report matris --period 2018-T1 --format html
expect_status "a matrix is made" 0
cells() {
    sed 's/<\/svg>/\x01/g; s/<svg[^\x01]*\x01//g; s/<\/t[hd]>/|/g; s/<tr>//' "$1" | sed 's/<[^>]*>//g; s/|$//' | grep '|'
}
cells out/matris-2018-T1.html >cells
run facts --indicator conversations --by to-date --from 2018-04 --to 2018-04
statuses() { # UNIT,...,STATUS of the facts
    awk -F, 'NR > 1 { print $2, $12 }' "$work/stdout"
}
expect_equal "a row for each district and the city" 15 "$(($(wc -l <cells) - 1))"
for word in "met:uppfylls helt" "partly:uppfylls delvis" "not_met:uppfylls inte"; do
    IFS=: read -r status said <<<"$word"
    expect_equal "as many $status as the facts have" \
        "$(statuses | grep -vE '^(innerstaden|sydost|sydvast|vasterort) ' | grep -c " $status\$")" \
        "$(cut -d'|' -f2 cells | grep -c "$said")"
done
run facts --indicator carers --by to-date --from 2018-04 --to 2018-04
hidden=$(awk -F, '$10 == "protected"' "$work/stdout" | wc -l)
expect_equal "where no goal is set there is a dash, but where it is hidden" "$((15 - hidden))" \
    "$(tail -n +2 cells | cut -d'|' -f3 | grep -c '^–$')"
