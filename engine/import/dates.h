/* dates.h: days and periods as people and spreadsheets write them.
 *
 * unit   a year of two digits is of the 2000s from 00 to 69, else of the 1900s
 * fails  never: what is no day or period is false, and can be asked for its cause
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_IMPORT_DATES_H
#define SAMSYN_IMPORT_DATES_H

#include "engine/base/calendar.h"

typedef enum {
    DATE_ISO,        /* 2018-03-26, with or without a midnight behind it */
    DATE_YEAR_FIRST, /* 2018/3/26 */
    DATE_COMPACT,    /* 20180326 */
    DATE_SHORT,      /* 180326 */
    DATE_DAY_FIRST,  /* 26/3 2018 */
    DATE_WORDS,      /* 26 mars 2018 */
    DATE_FORMS
} DateForm;

bool date_find(Str text, int32_t *day, DateForm *form);
/* "3/4/2018", which is two days: the third of April, and elsewhere the fourth of March. */
bool date_is_two(Str text, int32_t days[2]);

/* 2018-03 and the other ids, 201803, "mars 2018", "2018 mars", "mar-18", "T1 2018",
 * "kvartal 1 2018", "HT17", "VT 2018", "helår 2018". */
bool period_find(Str text, Period *period);

/* A spreadsheet's count of days, in whole or with a time behind, of 1990 to 2099. */
bool date_serial(Str text, int *serial);
int32_t serial_day(int serial, bool from_1904);

/* "v. 12", "vecka 12 2018", "2018-W12" */
bool date_is_week(Str text);

/* "03-maj" (3-5) and "mar-13" (3-13): what a spreadsheet makes of two small numbers. */
bool date_of_numbers(Str text, int *first, int *second);

#endif
