#!/bin/bash
# Two mergers, 1 July 2020 (14 to 13 districts) and 1 July 2023 (13 to 11): a merged unit's
# series is its predecessors' before, and no total counts anything twice. What is expected is
# computed from the CSV files themselves.
. "$(dirname "$0")/lib.sh"
export SOURCE_DATE_EPOCH=1735689600
place=$work/mergers
cp -r "$tree/tests/data/mergers" "$place"
mkdir "$place/inbox"
(cd "$place" && awk -F';' -f make.awk units.csv)
run -C "$place" import
expect_status "the synthetic years are read" 0
expect_talk "and all of them used" "rader med fel: 0"

# ---- which units there are
for want in 2020-06:14 2020-07:13 2023-06:13 2023-07:11; do
    IFS=: read -r month many <<<"$want"
    run -C "$place" facts --indicator conversations --by month --from "$month" --to "$month"
    expect_equal "$many districts in $month" "$many" \
        "$(awk -F, 'NR > 1 && $2 !~ /^(stockholm|innerstaden|sydost|sydvast|vasterort)$/' "$work/stdout" | wc -l)"
    case $month in 2023-06) continue ;; esac
    run -C "$place" report monthly --period "$month" -o "$work/out-$month"
    expect_equal "$many reports for $month" "$many" "$(ls "$work/out-$month" | grep -c 'pdf$')"
done

# ---- the files as tables; a row counts in its unit, in what the unit became, and above
cat >"$work/load.sql" <<'SQL'
.mode csv
.separator ;
.import units.csv units
.import inbox/samtal.csv samtal
.import inbox/insatser.csv insatser
.import inbox/nyckeltal.csv nyckeltal
.import inbox/bemanning.csv bemanning
create table scope as select namn, id as unit from units where typ = 'district'
    union select namn, efterträdare from units where efterträdare <> ''
    union select namn, ingår_i from units where typ = 'district'
    union select namn, 'stockholm' from units where typ = 'district';
create table months as with recursive m(y, n) as (select 2019, 1 union all
    select y + n / 12, n % 12 + 1 from m where y < 2024 or n < 12)
    select y, n, format('%d-%02d', y, n) as month from m;
create table periods as select 'month' as kind, month, month as period from months
    union all select 'quarter', month, format('%d-Q%d', y, (n + 2) / 3) from months
    union all select 'tertial', month, format('%d-T%d', y, (n + 3) / 4) from months
    union all select 'half', month, format('%d-H%d', y, (n + 5) / 6) from months
    union all select 'year', month, format('%d', y) from months;
create table told as
    select 'conversations' as indicator, stadsdel, substr(datum, 1, 7) as month, count(*) as value from samtal group by 2, 3
    union all select 'conversation_minutes', stadsdel, substr(datum, 1, 7), sum(minuter) from samtal group by 2, 3
    union all select 'interventions', stadsdel, substr(datum, 1, 7), count(*) from insatser group by 2, 3
    union all select 'participants', stadsdel, substr(datum, 1, 7), sum(deltagare) from insatser group by 2, 3;
SQL
sql() { # of the files
    (cd "$place" && { cat "$work/load.sql"; echo ".separator ,"; echo "$1"; } | sqlite3 :memory:)
}
units=$(sqlite3 -separator ';' :memory: ".mode csv" ".separator ;" ".import $place/units.csv u" ".mode list" "select group_concat(id, ',') from u")
for kind in month quarter tertial half year; do
    sql "select indicator, unit, period, sum(value) from told join scope on namn = stadsdel
        join periods using (month) where kind = '$kind' group by 1, 2, 3;" | tr -d '\r"' | LC_ALL=C sort >"$work/wanted"
    run -C "$place" facts --indicator conversations,conversation_minutes,interventions,participants \
        --unit "$units" --by "$kind" --from 2019 --to 2024
    awk -F, 'NR > 1 && $7 != "" { print $1 "," $2 "," $4 "," $7 }' "$work/stdout" | LC_ALL=C sort >"$work/seen"
    check "every $kind, unit, network and city: predecessors added up, nothing twice" diff "$work/wanted" "$work/seen"
    expect_equal "all of it told ($kind)" "" "$(awk -F, 'NR > 1 && $7 != "" && ($10 != "ok" || $13 != $14)' "$work/stdout" | head -3)"
done
sql "select indicator, unit, p.month, sum(value) from told t join scope on namn = stadsdel
    join periods p on p.kind = 'month' and t.month <= p.month and substr(t.month, 1, 4) = substr(p.month, 1, 4)
    where indicator = 'conversations' and unit in ('stockholm', 'sydvast', 'hagersten-alvsjo')
    group by 1, 2, 3;" | tr -d '\r"' | LC_ALL=C sort >"$work/wanted"
sqlite3 -separator , "$place/samsyn.db" "select s.indicator, s.unit,
    format('%d-%02d', c.month / 12, c.month % 12 + 1), c.numerator / c.denominator from series s join cells c
    on c.series = s.id where s.indicator = 'conversations' and s.part = '' and s.target_group = 'all'
    and c.period_kind = 5 and s.unit in ('stockholm', 'sydvast', 'hagersten-alvsjo')" 2>/dev/null |
    LC_ALL=C sort >"$work/seen"
check "years to date too" diff "$work/wanted" "$work/seen"

# ---- what is carried: each unit of the month by its own newest figure, else its predecessors'
sql "create table here as select u.id, u.namn, u.ingår_i as above, m.month, m.y from units u join months m
        on u.typ = 'district' and substr(u.från, 1, 7) <= m.month and (u.till = '' or substr(u.till, 1, 7) >= m.month);
    create table newest as select n.stadsdel, h.y, max(n.period) as period, n.värde
        from nyckeltal n join (select distinct y from months) h on cast(n.period as int) <= h.y group by 1, 2;
    create table each_unit as select h.id, h.above, h.month, coalesce((select värde from newest w where w.stadsdel = h.namn and w.y = h.y),
        (select sum(värde) from newest w join units u on u.namn = w.stadsdel where u.efterträdare = h.id and w.y = h.y)) as value from here h;
    select 'stockholm', month, sum(value) from each_unit group by month
    union all select above, month, sum(value) from each_unit group by 1, 2
    union all select id, month, value from each_unit;" | tr -d '\r"' | LC_ALL=C sort >"$work/wanted"
run -C "$place" facts --indicator population_18plus --unit "$units" --by month --from 2019 --to 2024
awk -F, 'NR == FNR { want[$1 "," $2] = 1; next } ($2 "," $4) in want { print $2 "," $4 "," $7 }' \
    "$work/wanted" "$work/stdout" | LC_ALL=C sort >"$work/seen"
check "inhabitants: the sum over the units of each month, also where the new one told none" diff "$work/wanted" "$work/seen"

# ---- persons' time: by days
value() { # INDICATOR UNIT KIND PERIOD COLUMN
    run -C "$place" facts --indicator "$1" --unit "$2" --by "$3" --from "$4" --to "$4"
    awk -F, -v at="$5" 'NR == 2 { print $at }' "$work/stdout"
}
fte=$(sql "select format('%.3f', sum(replace(årsarbetare, ',', '.') * (julianday(min('2020-12-31', iif(till = '', '9999', till)))
    - julianday(max('2020-01-01', från)) + 1)) / 366) from bemanning join scope on namn = stadsdel where unit = 'hagersten-alvsjo';")
expect_equal "full-time equivalents of the year of the merger" "$fte" \
    "$(value fte hagersten-alvsjo year 2020 7 | awk '{ printf "%.3f", $1 }')"
expect_equal "a ratio over the year of the merger" \
    "$(awk -v n="$(value conversations hagersten-alvsjo year 2020 7)" -v d="$(value fte hagersten-alvsjo year 2020 7)" 'BEGIN { printf "%.2f", n / d }')" \
    "$(value conversations_per_fte hagersten-alvsjo year 2020 7 | awk '{ printf "%.2f", $1 }')"

# ---- keys of two units are not one unit's
for period in month:2020-06 year:2020; do
    expect_equal "carers of two units cannot be told, ${period#*:}" not_applicable \
        "$(value carers hagersten-alvsjo "${period%:*}" "${period#*:}" 10)"
done
expect_equal "of the new one they can" \
    "$(awk -F';' '$1 ~ /^2020-07/ && $2 == "Hägersten-Älvsjö" && !seen[$3]++' "$place/inbox/samtal.csv" | wc -l)" \
    "$(value carers hagersten-alvsjo month 2020-07 7)"
expect_equal "the month after its end is not applicable" not_applicable "$(value conversations alvsjo month 2020-07 10)"
expect_equal "months delivered of the year of the merger" 18 "$(value conversations hagersten-alvsjo year 2020 13)"
expect_equal "are those expected" 18 "$(value conversations hagersten-alvsjo year 2020 14)"

# ---- what readers see
text_of() { pdftotext -layout "$1" - | tr -s ' \n' ' '; }
text_of "$work/out-2020-07/monthly-hagersten-alvsjo-2020-07.pdf" >"$work/page"
check "the page says what the unit was made of" grep -qF \
    "Hägersten-Älvsjö bildades 1 juli 2020 av Hägersten-Liljeholmen och Älvsjö; uppgifterna dessförinnan är deras sammanlagda." "$work/page"
check "and the chart marks it" grep -qw bildad "$work/page"
text_of "$work/out-2020-07/monthly-farsta-2020-07.pdf" >"$work/page"
check "others say nothing of it" sh -c "! grep -q bildad '$work/page'"
run -C "$place" --lang en report monthly --period 2023-07 --unit jarva -o "$work/en"
text_of "$work/en/monthly-jarva-2023-07-en.pdf" >"$work/page"
check "in English too" grep -qF "Järva was formed on 1 July 2023 from Rinkeby-Kista and Spånga-Tensta;" "$work/page"
run -C "$place" report monthly --period 2020-07 --unit alvsjo
expect_status "a report for a unit that has ended is a usage error" 64
expect_talk "naming its successor and when" "Älvsjö ended on 2020-06-30; from the day after it is Hägersten-Älvsjö"
run -C "$place" report monthly --period 2023-06 --unit jarva
expect_status "so is one for a unit to come" 64
expect_talk "naming what there was" "Järva began on 2023-07-01; before that there were Rinkeby-Kista, Spånga-Tensta"

# ---- rows outside a unit's time
printf 'datum;stadsdel;anhörig;målgrupp;form\n2020-08-03;Älvsjö;1;65+;telefon\n2023-05-02;Järva;1;65+;telefon\n' >"$work/samtal-fel.csv"
run -C "$place" import "$work/samtal-fel.csv"
expect_sql "each is refused with the unit of that time" \
    "Skriv Hägersten-Älvsjö, som gällde då, eller rätta datumet.
Skriv Rinkeby-Kista / Spånga-Tensta, som gällde då, eller rätta datumet." "$place/samsyn.db" \
    "select remedy from open_findings where file like '%samtal-fel.csv' order by line"
