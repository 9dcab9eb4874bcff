# Makes inbox/ out of units.csv: awk -F';' -f make.awk units.csv, run in this folder. Each
# district tells each month it is there, 2019-2024, by a rule of its place and the month.
function put(file, row) { print row > ("inbox/" file) }
BEGIN {
    put("samtal.csv", "datum;stadsdel;anhörig;målgrupp;form;minuter")
    put("insatser.csv", "datum;stadsdel;insats;målgrupp;deltagare")
    put("nyckeltal.csv", "indikator;stadsdel;period;värde")
    put("bemanning.csv", "person;stadsdel;målgrupp;årsarbetare;från;till")
}
$3 == "district" {
    place++
    first = substr($5, 1, 7); last = $6 ? substr($6, 1, 7) : "9999-12"
    for (year = 2019; year <= 2024; year++) {
        if ($1 != "jarva" && first <= year "-01" && last >= year "-01")
            put("nyckeltal.csv", sprintf("population_18plus;%s;%d;%d", $2, year, 20000 + 1000 * place + 100 * (year - 2019)))
        for (month = 1; month <= 12; month++) {
            now = sprintf("%d-%02d", year, month)
            if (now < first || now > last) continue
            many = 5 + (place * 7 + year * 3 + month * 5) % 4
            for (i = 1; i <= many; i++)
                put("samtal.csv", sprintf("%s-%02d;%s;%d;%s;telefon;%d", now, i + 1, $2, (place + month) % 3 + i, i % 3 ? "65+" : "65-", 10 + place + i))
            put("insatser.csv", sprintf("%s-15;%s;anhöriggrupp;65+;%d", now, $2, 5 + (place + month) % 6))
        }
    }
    put("bemanning.csv", sprintf("K%02d;%s;alla;0,%d;%s;%s", place, $2, 50 + place, $5 < "2019" ? "2019-01-01" : $5, $6))
}
