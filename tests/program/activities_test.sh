#!/bin/bash
# The activities of a plan in a report: of the unit and those below it, in the period.
# SPDX-License-Identifier: EUPL-1.2
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1525348800

mkdir -p "$work/plan/inbox" "$work/plan/reports"
cd "$work/plan" || exit 1
printf 'organisation: Åby\nlanguage: sv\n' >samsyn.yaml
printf 'namn;typ;ingår_i;från;till;efterträdare\nÅby;city;;;;\nÖster;district;Åby;;;\nVäster;district;Åby;;;\n' >units.csv
cat >inbox/handlingsplan-2018.csv <<'END'
område;aktivitet;ansvarig;status;start;klart;beräknad kostnad;utfall kostnad;kommentar;stadsdel
Lokaler;Ny mötesplats;chef;pågår;2018-02-01;;1 200,50;300;;Väster
Kompetens;Kurs;chef;klar;2018-01-08;2018-03-15;800;900;;Öster
Kompetens;Förra årets kurs;chef;klar;2017-01-08;2017-11-30;50;50;;Öster
Kompetens;Gammal men försenad;chef;försenad;2017-03-01;2017-12-31;;;;Öster
Kompetens;Nästa års kurs;chef;planerad;2019-01-08;;70;;;Öster
Lokaler;Hela kommunens lokalplan;chef;pågår;2018-01-01;;;;;Åby
END
for per in city district; do
    printf -- '---\ntitle: {sv: Plan, en: Plan}\nper: %s\nperiod: year\n---\n\n# {{unit}}\n\n```activities\n```\n' $per >reports/$per.md
done
run import
expect_status "the plan is imported" 0
run report city --period 2018 --format html
expect_status "and reported" 0
cells() { # the rows of a report's table, cells divided by |
    sed -n 's/<svg.*<\/svg>//; s/<\/t[hd]>/|/g; s/<tr>//p' "$1" | sed 's/<[^>]*>//g; s/|$//' | tail -n +2
}
expect_equal "by area as first seen, the city's own first; what was over before is not there" \
    "Hela kommunens lokalplan|Åby|Lokaler|chef|Pågår|–|–
Ny mötesplats|Väster|Lokaler|chef|Pågår|1 200,50|300
Kurs|Öster|Kompetens|chef|Klar|800,00|900
Gammal men försenad|Öster|Kompetens|chef|Försenad|–|–
Totalt|||||2 000,50|1 200" "$(cells out/city-2018.html | sed 's/\xc2\xa0/ /g')"
run report district --period 2018 --unit vaster --format html
expect_equal "a district sees its own" "Ny mötesplats|Lokaler|chef|Pågår|1 200,50|300" \
    "$(cells out/district-vaster-2018.html | sed 's/\xc2\xa0/ /g')"
run report city --period 2016 --format html
check "before there was a plan that is said" grep -q "inga aktiviteter att redovisa" out/city-2016.html

sed -i 's/;pågår;2018-02-01;;1 200,50/;klar;2018-02-01;2018-04-30;1 200,50/' inbox/handlingsplan-2018.csv
run import
run report district --period 2018 --unit vaster --format html
expect_equal "a corrected file tells the newest status" "Ny mötesplats|Lokaler|chef|Klar|1 200,50|300" \
    "$(cells out/district-vaster-2018.html | sed 's/\xc2\xa0/ /g')"
