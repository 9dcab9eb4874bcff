/* generate.c: makes inbox/samtal-*, inbox/insatser-* and inbox/skattningar-* of the sample.
 *
 *   stockholm-generate DIR      writes into DIR/inbox, which exists
 *
 * Whole numbers only and a generator of its own: the same bytes on every machine, so the
 * files can be committed and checked. A district draws from its own sequence: changing one
 * leaves the others' files as they were.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"
#include "stockholm.h"

typedef struct {
    char key[CELL_SIZE];
    int left, met, under65;
    int score; /* ORS total of the first conversation, tenths */
} Carer;

typedef struct {
    const District *district;
    uint64_t random;
    Carer pool[MOST_CARERS];
    int last_number, last_id;
    int less; /* than 70 minutes, made up for by the next of a pair in Skarpnäck */
    Month conversations, interventions, scores;
} Story;

/* xorshift64* (Vigna 2016), its upper half. */
static uint32_t draw(Story *story)
{
    story->random ^= story->random >> 12;
    story->random ^= story->random << 25;
    story->random ^= story->random >> 27;
    return (uint32_t)((story->random * UINT64_C(2685821657736338717)) >> 32);
}

static int draw_between(Story *story, int least, int most)
{
    return least + (int)(draw(story) % (uint32_t)(most - least + 1));
}

static int draw_chance(Story *story, int per_cent)
{
    return draw_between(story, 1, 100) <= per_cent;
}

static int days_in(int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month % 12] + (month % 12 == 1 && month / 12 % 4 == 0);
}

/* Sakamoto's rule; 0 is Sunday. */
static int weekday(int month, int day)
{
    static const int shift[12] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = month / 12 - (month % 12 < 2);
    return (year + year / 4 - year / 100 + year / 400 + shift[month % 12] + day) % 7;
}

static int is_holiday(int month, int day) /* those with a fixed date */
{
    static const int fixed[] = {101, 106, 501, 606, 1224, 1225, 1226, 1231};
    int found = 0;
    for (int i = 0; i < 8; i++)
        found |= fixed[i] == 100 * (month % 12 + 1) + day;
    return found;
}

static int draw_workday(Story *story, int month, int least, int most)
{
    int day;
    do
        day = draw_between(story, least, most);
    while (weekday(month, day) % 6 == 0 || is_holiday(month, day));
    return day;
}

/* A workday of the month on which no row has the same text in that column: nobody meets
 * the same carer twice a day, and the same group once. */
static int draw_free_day(Story *story, Month *rows, char letter, const char *text,
                         const int days[2], int month)
{
    for (int tries = 0;; tries++) {
        int taken = 0, day = draw_workday(story, month, days[0], days[1]);
        for (int i = 0; i < rows->count && tries < 100; i++)
            taken |=
                rows->rows[i].day == day && !strcmp(cell(&rows->rows[i], letter), text);
        if (!taken)
            return day;
    }
}

static Row *row_add(const District *district, Month *to, int month, int day)
{
    Row *row = month_add(to, day);
    fill(row, 'd', "%04d-%02d-%02d", month / 12, month % 12 + 1, day);
    fill(row, 'u', "%s", month < MONTH(2018, 1) ? district->name : district->written_2018);
    return row;
}

static Carer *carer_meet(Story *story, int slot)
{
    Carer *carer = &story->pool[slot];
    if (carer->left == 0) {
        const District *district = story->district;
        snprintf(carer->key, CELL_SIZE, "%c-%04d", district->key, ++story->last_number);
        carer->left = draw_between(story, district->plan_least, district->plan_most);
        carer->under65 = draw_chance(story, district->under65);
        carer->score = draw_between(story, 130, 250);
        carer->met = 0;
    }
    return carer;
}

static int season_of(int month, int level)
{
    return level * season[month % 12] / 100;
}

static int conversations_in(Story *story, int month)
{
    const District *district = story->district;
    int stage = month / 12 == 2015 ? 0 : 1 + (month - MONTH(2016, 1)) / 6;
    int expected = season_of(month, district->level[stage]);
    int noise = draw_between(story, -14, 14) + draw_between(story, -14, 14);
    int count = (expected + expected * noise / 100 + 5) / 10;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int at = month - known[i].from;
        int there = at >= 0 && at < 12 && known[i].counts[at] > 0;
        if (there && !strcmp(known[i].district, district->id))
            count = known[i].counts[at];
    }
    return count > 2 ? count : 2;
}

/* Skarpnäck's first 27 conversations of 2018 end on 11 April and took
 * 70 minutes on average: what one lasts less, the next lasts more, and the last that. */
static int skarpnack_minutes(Story *story, int month, int order, int days[2])
{
    static const int before[4] = {0, 8, 15, 24};
    int index = before[month - MONTH(2018, 1)] + order;
    if (month == MONTH(2018, 4) && index < 27)
        days[1] = 11;
    else if (month == MONTH(2018, 4))
        days[0] = 12;
    if (index % 2 == 0)
        story->less = 5 * draw_between(story, -4, 4);
    if (index >= 26)
        return index == 26 ? 70 : 0;
    return index % 2 == 0 ? 70 - story->less : 70 + story->less;
}

static int uses_ors(const District *district) /* the three in the network Sydost */
{
    return strchr("EFS", district->key) != NULL;
}

static void score_write(Story *story, const Carer *carer, int month, int day)
{
    Row *row = row_add(story->district, &story->scores, month, day);
    int total = carer->score + 18 * carer->met + draw_between(story, -30, 30);
    fill(row, 'c', "%s", carer->key);
    fill(row, 't', "ORS");
    fill(row, 'o', "%d", carer->met + 1);
    for (int item = '1'; item <= '4'; item++) {
        int tenths = total / 4 + draw_between(story, -12, 12);
        tenths = tenths < 0 ? 0 : tenths > 100 ? 100 : tenths;
        fill(row, (char)item, "%d,%d", tenths / 10, tenths % 10);
    }
}

static void conversation_write(Story *story, const Carer *carer, int month, int day,
                               int minutes)
{
    static const char *const groups[2][2] = {{"65+", "over65"}, {"65-", "under65"}};
    const District *district = story->district;
    Row *row = row_add(story->district, &story->conversations, month, day);
    int is_english = month >= MONTH(2018, 1) && district->dialect_2018->english;
    int rest = draw_between(story, 1, 100);
    const Form *form = forms;
    while (rest > form->share)
        rest -= form++->share;
    if (minutes == 0)
        minutes = 5 * draw_between(story, form->least / 5, form->most / 5);
    fill(row, 'i', "%c%05d", district->key, ++story->last_id);
    fill(row, 'c', "%s", carer->key);
    fill(row, 'g', "%s", groups[carer->under65][is_english]);
    fill(row, 'f', "%s", is_english ? form->en : form->sv);
    fill(row, 'm', "%d", minutes);
    fill(row, 'k', "%s", district->counsellor[carer->under65]);
    fill(row, 'r', "%s",
         form != forms            ? ""
         : draw_chance(story, 60) ? "Träffpunkten\nplan 2"
                                  : "Samtalsrum 1; entréplan");
}

static void conversations_tell(Story *story, int month)
{
    const District *district = story->district;
    int counted = !strcmp(district->id, "skarpnack") && month >= MONTH(2018, 1);
    int scores = uses_ors(district) && month >= MONTH(2017, 1);
    int count = conversations_in(story, month), slot = draw_between(story, 0, 99);
    for (int i = 0; i < count; i++) {
        int days[2] = {1, days_in(month)};
        int minutes = counted ? skarpnack_minutes(story, month, i, days) : 0;
        if (i > 0 && !draw_chance(story, 15))
            slot++;
        Carer *carer = carer_meet(story, slot % district->pool);
        int day = draw_free_day(story, &story->conversations, 'c', carer->key, days, month);
        conversation_write(story, carer, month, day, minutes);
        if (scores && draw_chance(story, 70))
            score_write(story, carer, month, day);
        carer->left--;
        carer->met++;
    }
}

static void intervention_write(Story *story, const Kind *kind, int month)
{
    const District *district = story->district;
    const int days[2] = {1, days_in(month)};
    int day = draw_free_day(story, &story->interventions, 'n', kind->name, days, month);
    Row *row = row_add(story->district, &story->interventions, month, day);
    fill(row, 'n', "%s", kind->name);
    fill(row, 'x', "%s", kind->provider);
    if (kind->most == 0 || draw_chance(story, kind->keyed)) {
        const Carer *carer = carer_meet(story, draw_between(story, 0, district->pool - 1));
        fill(row, 'c', "%s", carer->key);
        fill(row, 'g', "%s", carer->under65 ? "65-" : "65+");
        fill(row, 'm', "%d", 5 * draw_between(story, 4, 18));
        return;
    }
    fill(row, 'p', "%d", draw_between(story, kind->least, kind->most));
    int for_all = kind->preventive || draw_chance(story, 20);
    int under65 = draw_chance(story, district->under65);
    fill(row, 'g', "%s", for_all ? "alla" : under65 ? "65-" : "65+");
    if (kind->group)
        fill(row, 'm', "%d", 30 * draw_between(story, 3, 5));
}

static void interventions_tell(Story *story, int month)
{
    const District *district = story->district;
    for (int i = 0; i < KIND_COUNT; i++) {
        const Kind *kind = &kinds[i];
        if (kind->group & district->missing_kinds)
            continue;
        if (kind->rests_in_july && month % 12 == 6)
            continue;
        int share = kind->preventive ? district->prevention : district->interventions;
        int hundredths = season_of(month, kind->often * share / 100);
        int count = hundredths / 100 + draw_chance(story, hundredths % 100);
        for (int n = 0; n < count; n++)
            intervention_write(story, kind, month);
    }
}

static void defects_add(Story *story, Month *to, char kind, int month)
{
    for (int i = 0; i < DEFECT_COUNT; i++) {
        const Defect *defect = &defects[i];
        if (defect->kind != kind || defect->month != month ||
            strcmp(defect->district, story->district->id) != 0)
            continue;
        const Row *right = &to->rows[to->count / 2];
        Row *row = month_add(to, right->day);
        memcpy(row->cell, right->cell, sizeof row->cell);
        fill(row, defect->column, "%s", defect->value);
    }
}

/* Where the month's rows go: the common file, the district's own, or nowhere. */
static const Sheet *sheet_for(const char *dir, const District *district, const char *kind,
                              int month, int common_until, const Sheet *common, Sheet *own)
{
    if (month <= common_until)
        return common;
    for (const Stretch *stretch = district->sent; stretch->suffix; stretch++) {
        if (month < stretch->from || month > stretch->to)
            continue;
        if (month == stretch->from) {
            char name[128];
            const Dialect *dialect =
                month < MONTH(2018, 1) ? district->dialect : district->dialect_2018;
            int talks = !strcmp(kind, "samtal");
            snprintf(name, sizeof name, "%s-%s-%s", kind, district->id, stretch->suffix);
            sheet_close(own);
            *own = sheet_open(dir, name, !talks && dialect->english ? &plain : dialect,
                              talks ? district->conversation_columns : "dungpcxm");
        }
        return own;
    }
    return NULL;
}

static void district_write(const char *dir, Story *story, const Sheet *common)
{
    const District *district = story->district;
    Sheet conversations = {0}, interventions = {0}, scores = {0};
    char name[128];
    snprintf(name, sizeof name, "skattningar-%s", district->id);
    if (uses_ors(district))
        scores = sheet_open(dir, name, &plain, "ducto1234");
    for (int month = FIRST_MONTH; month <= LAST_MONTH; month++) {
        conversations_tell(story, month);
        defects_add(story, &story->conversations, 's', month);
        interventions_tell(story, month);
        defects_add(story, &story->interventions, 'i', month);
        month_write(&story->conversations,
                    sheet_for(dir, district, "samtal", month, CONVERSATIONS_COMMON_UNTIL,
                              &common[0], &conversations));
        month_write(&story->interventions,
                    sheet_for(dir, district, "insatser", month, INTERVENTIONS_COMMON_UNTIL,
                              &common[1], &interventions));
        month_write(&story->scores, scores.stream ? &scores : NULL);
    }
    sheet_close(&conversations);
    sheet_close(&interventions);
    sheet_close(&scores);
}

int main(int argc, char **argv)
{
    static Story story; /* too large for a stack */
    if (argc != 2)
        return fputs("usage: stockholm-generate DIR\n", stderr), 64;
    Sheet common[2] = {sheet_open(argv[1], "samtal-uppstart", &plain, "ducgfm"),
                       sheet_open(argv[1], "insatser-uppstart", &plain, "dungpcxm")};
    for (int i = 0; i < DISTRICT_COUNT; i++) {
        memset(&story, 0, sizeof story);
        story.district = &districts[i];
        story.random = UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)(i + 1);
        for (int n = 0; n < 20; n++)
            draw(&story);
        district_write(argv[1], &story, common);
    }
    sheet_close(&common[0]);
    sheet_close(&common[1]);
    return 0;
}
