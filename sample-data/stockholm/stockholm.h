/* stockholm.h: the tables the sample is made from: districts and their stories, the kinds
 * of interventions, which file covers which months, and the rows that are wrong on purpose.
 *
 * unit    levels are tenths of a conversation a month; a month is 12 * year + month - 1
 * source  what is real and what is invented: README.md beside this file
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMPLE_STOCKHOLM_H
#define SAMPLE_STOCKHOLM_H

#include "sheet.h"

#define MONTH(year, month) (12 * (year) + (month)-1)
#define FIRST_MONTH MONTH(2015, 5)
#define LAST_MONTH MONTH(2018, 4)

static const Dialect plain = {';', 0, 0, 0, 0, 0};
static const Dialect excel = {';', 1, 0, 1, 0, 0};
static const Dialect excel_utf8 = {';', 0, 1, 1, 0, 0};
static const Dialect tabbed = {'\t', 0, 0, 1, 0, 0};
static const Dialect quoted = {',', 0, 0, 0, 1, 0};
static const Dialect english = {',', 0, 0, 0, 0, 1};

/* `suffix` stands in the file's name only where the file covers just that period. */
typedef struct {
    const char *suffix;
    int from, to;
} Stretch;

static const Stretch conversations_usual[] = {{"2016", MONTH(2016, 1), MONTH(2016, 12)},
                                              {"2017", MONTH(2017, 1), MONTH(2017, 12)},
                                              {"2018-T1", MONTH(2018, 1), MONTH(2018, 4)},
                                              {0, 0, 0}};
static const Stretch conversations_farsta[] = {{"2016", MONTH(2016, 1), MONTH(2016, 12)},
                                               {"2017", MONTH(2017, 1), MONTH(2017, 12)},
                                               {"2018-01", MONTH(2018, 1), MONTH(2018, 1)},
                                               {"2018-02", MONTH(2018, 2), MONTH(2018, 2)},
                                               {"2018-03", MONTH(2018, 3), MONTH(2018, 3)},
                                               {"2018-04", MONTH(2018, 4), MONTH(2018, 4)},
                                               {0, 0, 0}};
/* Rinkeby-Kista sent nothing for November 2017 and April 2018. */
static const Stretch conversations_rinkeby[] = {
    {"2016", MONTH(2016, 1), MONTH(2016, 12)},
    {"2017-H1", MONTH(2017, 1), MONTH(2017, 6)},
    {"2017-Q3", MONTH(2017, 7), MONTH(2017, 9)},
    {"2017-10", MONTH(2017, 10), MONTH(2017, 10)},
    {"2017-12", MONTH(2017, 12), MONTH(2017, 12)},
    {"2018-Q1", MONTH(2018, 1), MONTH(2018, 3)},
    {0, 0, 0}};
/* Until these months all districts wrote in one common file, with no period in its name. */
#define CONVERSATIONS_COMMON_UNTIL MONTH(2015, 12)
#define INTERVENTIONS_COMMON_UNTIL MONTH(2016, 12)

/* Kinds a district does not offer, as bits of Kind.group. */
enum { NO_GROUPS = 1, NO_CENTRE = 2, NO_COURSE = 4 };

typedef struct {
    const char *id, *name, *written_2018; /* as the district's own files name it */
    char key;                             /* first letter of its carers' keys */
    int level[6];              /* May-Dec 2015, H1 2016, H2 2016, H1 2017, H2 2017, 2018 */
    int pool;                  /* carers in contact at the same time */
    int plan_least, plan_most; /* conversations with one carer */
    int under65;               /* per cent of carers */
    int interventions;         /* per cent of the typical number */
    int prevention;            /* per cent of the typical preventive work */
    int missing_kinds;
    const char *counsellor[2]; /* for over65, under65 */
    const char *conversation_columns;
    const Dialect *dialect, *dialect_2018;
    const Stretch *sent;
} District;

/* clang-format off */
static const District districts[] = {
    {"bromma", "Bromma", "Bromma", 'B', {140, 142, 138, 141, 140, 139}, 8, 2, 5, 30, 80, 90, 0,
     {"K01", "K01"}, "ducgfmk", &excel, &excel, conversations_usual},
    {"enskede-arsta-vantor", "Enskede-Årsta-Vantör", "Enskede–Årsta–Vantör", 'E',
     {130, 150, 165, 190, 220, 250}, 13, 2, 6, 40, 120, 110, 0,
     {"K02", "K02"}, "ducgfm", &excel, &excel, conversations_usual},
    {"farsta", "Farsta", "SDF Farsta", 'F', {135, 140, 138, 142, 142, 145}, 9, 2, 5, 45, 90, 80, 0,
     {"K03", "K03"}, "iducgfmk", &plain, &excel_utf8, conversations_farsta},
    {"hagersten-liljeholmen", "Hägersten-Liljeholmen", "Hägersten-Liljeholmen", 'L',
     {250, 255, 260, 258, 262, 265}, 14, 2, 6, 35, 110, 100, 0,
     {"K06", "K04"}, "ducgfmr", &plain, &plain, conversations_usual},
    {"hasselby-vallingby", "Hässelby-Vällingby", "Hässelby-Vällingby", 'V',
     {220, 210, 190, 170, 145, 120}, 9, 2, 6, 0, 90, 90, NO_COURSE,
     {"K07", "K07"}, "ducgfm", &excel_utf8, &excel_utf8, conversations_usual},
    {"kungsholmen", "Kungsholmen", "Kungsholmen", 'U', {85, 82, 80, 78, 80, 82}, 7, 1, 4, 40, 110, 260, 0,
     {"K08", "K08"}, "dufcgm", &tabbed, &tabbed, conversations_usual},
    {"norrmalm", "Norrmalm", "Norrmalms stadsdel", 'N', {180, 190, 195, 200, 205, 205}, 15, 1, 2, 35, 100, 100, 0,
     {"K09", "K10"}, "ducgfmk", &excel, &excel, conversations_usual},
    {"rinkeby-kista", "Rinkeby-Kista", "Rinkeby-Kista", 'R', {105, 100, 98, 95, 92, 90}, 7, 2, 5, 55, 70, 130, NO_GROUPS,
     {"K11", "K11"}, "ducgfm", &plain, &plain, conversations_rinkeby},
    {"skarpnack", "Skarpnäck", "Skarpnäck", 'S', {75, 78, 76, 80, 78, 80}, 5, 2, 5, 0, 60, 60, NO_COURSE,
     {"K12", "K12"}, "ducgfm", &plain, &plain, conversations_usual},
    {"skarholmen", "Skärholmen", "Skärholmen", 'H', {55, 58, 60, 58, 60, 62}, 4, 2, 5, 30, 60, 80, NO_GROUPS,
     {"K13", "K04"}, "ducgfm", &excel_utf8, &excel_utf8, conversations_usual},
    {"spanga-tensta", "Spånga-Tensta", "Spånga-Tensta", 'T', {130, 135, 132, 138, 205, 210}, 8, 3, 9, 50, 90, 60, 0,
     {"K14", "K14"}, "ducgfm", &quoted, &quoted, conversations_usual},
    {"sodermalm", "Södermalm", "Södermalm", 'O', {350, 360, 355, 365, 360, 358}, 20, 3, 5, 50, 150, 90, 0,
     {"K15", "K16"}, "iducgfmk", &plain, &english, conversations_usual},
    {"alvsjo", "Älvsjö", "Älvsjö", 'A', {55, 58, 54, 56, 58, 56}, 3, 2, 5, 40, 50, 70, NO_CENTRE,
     {"K05", "K04"}, "ducgfm", &excel, &excel, conversations_usual},
    {"ostermalm", "Östermalm", "Östermalm", 'M', {270, 262, 255, 248, 240, 232}, 14, 2, 5, 30, 120, 110, 0,
     {"K17", "K18"}, "ducgfmk", &excel, &excel, conversations_usual},
};
/* clang-format on */
enum { DISTRICT_COUNT = sizeof districts / sizeof districts[0], MOST_CARERS = 24 };

/* Per cent of an ordinary month, January to December. */
static const int season[12] = {100, 99, 106, 104, 106, 96, 55, 86, 108, 112, 108, 84};

/* Months whose number of conversations is known or decided: the rest is drawn. */
typedef struct {
    const char *district;
    int from;
    int counts[12]; /* 0 ends */
} Known;

static const Known known[] = {
    {"farsta", MONTH(2017, 1), {15, 12, 15, 14, 13, 16, 9, 13, 16, 19, 15, 13}}, /* 170 */
    {"farsta", MONTH(2018, 1), {12, 15, 14, 17, 0}},
    /* Fewer carers in a month would be hidden, and Farsta's year with them. */
    {"skarpnack", MONTH(2017, 7), {7, 7, 9, 9, 10, 8}},
    {"skarpnack", MONTH(2018, 1), {8, 7, 9, 7, 0}}, /* 27 of them until 11 April */
    {"hasselby-vallingby",
     MONTH(2018, 1),
     {12, 10, 11, 18, 0}}, /* a second person in April */
};

/* A kind of intervention: hundredths of an occasion a month in a typical district. Those
 * with no participants have a carer's key, `keyed` per cent of the others too. */
typedef struct {
    const char *name, *provider;
    int often, least, most, keyed, preventive, group;
    int rests_in_july;
} Kind;

static const Kind kinds[] = {
    {"råd och stöd", "stadsdelen", 500, 1, 2, 40, 0, 0, 0},
    {"anhöriggrupp", "stadsdelen", 250, 4, 9, 0, 0, NO_GROUPS, 1},
    {"anhörigcirkel", "studieförbund", 50, 5, 8, 0, 0, NO_GROUPS, 1},
    {"föreläsning", "stadsdelen", 50, 12, 35, 0, 0, 0, 1},
    {"navigeringskurs", "stadsdelen", 30, 8, 12, 0, 0, NO_COURSE, 1},
    {"må bra-aktivitet", "stadsdelen", 80, 5, 14, 0, 0, 0, 0},
    {"mötesplats", "stadsdelen", 180, 6, 18, 0, 0, NO_CENTRE, 1},
    {"avlösning", "hemtjänsten", 35, 0, 0, 0, 0, 0, 0},
    {"korttidsvård", "stadsdelen", 10, 0, 0, 0, 0, 0, 0},
    {"korttidsvistelse", "stadsdelen", 6, 0, 0, 0, 0, 0, 0},
    {"informationsspridning", "stadsdelen", 110, 10, 60, 0, 1, 0, 1},
    {"nyhetsbrev", "stadsdelen", 30, 40, 150, 0, 1, 0, 0},
    {"uppsökande verksamhet", "stadsdelen", 60, 3, 20, 0, 1, 0, 0},
    {"utbildning av personal och ombud", "stadsdelen", 40, 6, 20, 0, 1, 0, 1},
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

typedef struct {
    const char *sv, *en;
    int share, least, most; /* per cent; minutes in steps of five */
} Form;

static const Form forms[] = {{"besök", "visit", 50, 45, 90},
                             {"telefon", "phone", 36, 15, 45},
                             {"hembesök", "home visit", 12, 60, 100},
                             {"digitalt", "digital", 2, 30, 60}};

/* One row too many in that month's file: a copy of a right row with one cell wrong. */
typedef struct {
    const char *district;
    int month;
    char kind, column; /* kind: 's' samtal, 'i' insatser */
    const char *value;
} Defect;

static const Defect defects[] = {
    {"bromma", MONTH(2018, 3), 's', 'u', "Bromam"},
    {"kungsholmen", MONTH(2018, 2), 's', 'd', "2018-02-30"},
    {"ostermalm", MONTH(2018, 4), 's', 'm', "-45"},
    {"hasselby-vallingby", MONTH(2018, 4), 's', 'f', "brev"},
    {"norrmalm", MONTH(2018, 1), 's', 'c', ""},
    {"hagersten-liljeholmen", MONTH(2018, 4), 's', 'm', "1.240"},
    {"spanga-tensta", MONTH(2018, 4), 'i', 'n', "enskilt samtal"},
    {"alvsjo", MONTH(2018, 2), 'i', 'p', "ett tjugotal"},
};
enum { DEFECT_COUNT = sizeof defects / sizeof defects[0] };

#endif
