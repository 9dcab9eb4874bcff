/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/disclose/audit_inside.h"

#include <stdint.h>
#include <string.h>

enum { LEAST = 64 };

static AuditEntry *place_of(const AuditIndex *index, AuditKey key)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < 5; i++) {
        hash = (hash ^ (uint32_t)key.of[i]) * 1099511628211u;
        hash ^= hash >> 29;
    }
    size_t at = (size_t)hash & (index->capacity - 1);
    while (index->entries[at].used &&
           memcmp(&index->entries[at].key, &key, sizeof key) != 0)
        at = (at + 1) & (index->capacity - 1);
    return &index->entries[at];
}

static void grow(AuditIndex *index)
{
    AuditIndex wider = *index;
    wider.capacity = index->capacity ? 2 * index->capacity : LEAST;
    wider.entries = ARENA_ARRAY(index->arena, wider.capacity, AuditEntry);
    for (size_t i = 0; i < index->capacity; i++)
        if (index->entries[i].used)
            *place_of(&wider, index->entries[i].key) = index->entries[i];
    *index = wider;
}

size_t *audit_index_find(const AuditIndex *index, AuditKey key)
{
    if (!index->capacity)
        return NULL;
    AuditEntry *entry = place_of(index, key);
    return entry->used ? &entry->number : NULL;
}

size_t *audit_index_put(AuditIndex *index, AuditKey key, size_t number, bool *added)
{
    if (2 * index->count >= index->capacity)
        grow(index);
    AuditEntry *entry = place_of(index, key);
    *added = !entry->used;
    if (*added) {
        *entry = (AuditEntry){key, number, true};
        index->count++;
    }
    return &entry->number;
}
