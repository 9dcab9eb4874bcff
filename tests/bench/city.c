/* Through stdio with a large buffer: ten million rows are written in seconds, and the bench
 * itself stays small, since a child's peak is never less than its parent's size. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "tests/bench/bench.h"
#include "engine/base/calendar.h"
#include "engine/base/file.h"

#define BUFFER_SIZE (1 << 18)
#define INTERVENTIONS_ONE_IN 10 /* of the records */

typedef struct {
    const char *id, *name;
    char letter; /* of its carers' keys */
} District;

static const District districts[CITY_DISTRICTS] = {
    {"bromma", "Bromma", 'B'},
    {"enskede-arsta-vantor", "Enskede-Årsta-Vantör", 'E'},
    {"farsta", "Farsta", 'F'},
    {"hagersten-liljeholmen", "Hägersten-Liljeholmen", 'L'},
    {"hasselby-vallingby", "Hässelby-Vällingby", 'H'},
    {"kungsholmen", "Kungsholmen", 'K'},
    {"norrmalm", "Norrmalm", 'N'},
    {"rinkeby-kista", "Rinkeby-Kista", 'R'},
    {"skarpnack", "Skarpnäck", 'P'},
    {"skarholmen", "Skärholmen", 'M'},
    {"spanga-tensta", "Spånga-Tensta", 'T'},
    {"sodermalm", "Södermalm", 'S'},
    {"alvsjo", "Älvsjö", 'A'},
    {"ostermalm", "Östermalm", 'O'},
};

/* Those who are coming now, in each district. */
typedef struct {
    uint32_t key, left; /* conversations still to come */
} Carer;

struct City {
    uint32_t random;
    int64_t conversations, interventions; /* a district and month */
    size_t coming;
    Carer *carers[CITY_DISTRICTS];
    uint32_t last_key[CITY_DISTRICTS];
    char *buffer;
};

City *city_open(Arena *arena, int64_t records_a_month)
{
    City *city = ARENA_NEW(arena, City);
    int64_t records = records_a_month / CITY_DISTRICTS;
    city->random = 1;
    city->interventions = records / INTERVENTIONS_ONE_IN;
    city->conversations = records - city->interventions;
    city->coming = (size_t)city->conversations / 2 + 1;
    for (size_t i = 0; i < CITY_DISTRICTS; i++)
        city->carers[i] = ARENA_ARRAY(arena, city->coming, Carer);
    city->buffer = arena_alloc(arena, BUFFER_SIZE);
    return city;
}

static uint32_t draw(City *city, uint32_t choices)
{
    city->random = city->random * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)city->random * choices) >> 32);
}

static uint32_t carer_draw(City *city, size_t district)
{
    Carer *carer = &city->carers[district][draw(city, (uint32_t)city->coming)];
    if (carer->left == 0)
        *carer = (Carer){++city->last_key[district], 1 + draw(city, 10)};
    carer->left--;
    return carer->key;
}

static void day_write(City *city, FILE *file, size_t district, int32_t month)
{
    fprintf(file, "%04d-%02d-%02u;%s;", month / 12, month % 12 + 1, 1 + draw(city, 28),
            districts[district].name);
}

void city_headings(FILE *file)
{
    fputs("datum;stadsdel;anhörig;målgrupp;form;minuter;konsulent\n", file);
}

void city_conversation(City *city, FILE *file, size_t district, int32_t month)
{
    static const char *const forms[] = {"besök", "besök", "telefon", "hembesök",
                                        "digitalt"};
    uint32_t carer = carer_draw(city, district);
    day_write(city, file, district, month);
    fprintf(file, "%c-%05u;%s;%s;%u;K%02u\n", districts[district].letter, carer,
            carer % 3 ? "65+" : "65-", forms[draw(city, 5)], 10 + 5 * draw(city, 17),
            1 + 3 * (unsigned)district + draw(city, 3));
}

static void city_intervention(City *city, FILE *file, size_t district, int32_t month)
{
    static const char *const kinds[] = {"råd och stöd", "anhöriggrupp", "anhörigcirkel",
                                        "föreläsning", "avlösning"};
    day_write(city, file, district, month);
    fprintf(file, "%s;%s;%u;;stadsdelen;%u\n", kinds[draw(city, 5)],
            draw(city, 3) ? "65+" : "65-", 1 + draw(city, 12), 30 + 15 * draw(city, 9));
}

static FILE *sent_begin(Arena *arena, City *city, const char *folder, const char *kind,
                        size_t district, int32_t month, Sent *sent, Error *error)
{
    Str name = str_format(arena, "%s-%s-%04d-%02d.csv", kind, districts[district].id,
                          month / 12, month % 12 + 1);
    const char *path = file_join(arena, folder, name.ptr);
    if (sent->count == sent->capacity)
        sent->paths = ARENA_GROW(arena, sent->paths, sent->count, &sent->capacity);
    sent->paths[sent->count++] = path;
    FILE *file = file_begin(path, error);
    setvbuf(file, city->buffer, _IOFBF, BUFFER_SIZE);
    return file;
}

static void sent_end(FILE *file, Sent *sent, Error *error)
{
    sent->mb += (double)ftell(file) / 1e6;
    file_end(file, sent->paths[sent->count - 1], error);
}

void city_send(Arena *arena, City *city, const char *folder, int32_t month, Sent *sent,
               Error *error)
{
    for (size_t d = 0; d < CITY_DISTRICTS; d++) {
        FILE *file = sent_begin(arena, city, folder, "samtal", d, month, sent, error);
        city_headings(file);
        for (int64_t i = 0; i < city->conversations; i++)
            city_conversation(city, file, d, month);
        sent_end(file, sent, error);
        file = sent_begin(arena, city, folder, "insatser", d, month, sent, error);
        fputs("datum;stadsdel;insats;målgrupp;deltagare;anhörig;utförare;minuter\n", file);
        for (int64_t i = 0; i < city->interventions; i++)
            city_intervention(city, file, d, month);
        sent_end(file, sent, error);
    }
}
