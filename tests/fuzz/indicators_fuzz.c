/* indicators.yaml of a workspace, over a small one that is built in; and what of it the
 * cells are made from. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/indicators.h"

#include "engine/base/file.h"
#include "engine/catalogue/fingerprint.h"
#include "tests/fuzz/fuzz.h"

static const RecordKinds *kinds(void)
{
    static Arena *arena;
    static RecordKinds read;
    Error error = {0};
    if (arena)
        return &read;
    arena = arena_open();
    if (!records_load(arena, "tests/fuzz/share", "tests/fuzz/share", &read, &error))
        fuzz_impossible(error.message);
    return &read;
}

static void indicator_holds(const Indicators *all, const Indicator *indicator)
{
    size_t count;
    Str part;
    FUZZ_LAW(indicators_find(all, indicator->id) == indicator);
    FUZZ_LAW(indicators_resolve(all, indicator->id, &part) == indicator && !part.len);
    FUZZ_LAW(indicator->decimals >= 0 && indicator->decimals <= 18);
    FUZZ_LAW(indicator->kind == MEASURE_RATIO || indicator->kind == MEASURE_OFFERED ||
             indicator->source);
    if (indicator->kind == MEASURE_RATIO)
        FUZZ_LAW(indicators_resolve(all, indicator->of, &part) &&
                 indicators_resolve(all, indicator->over, &part));
    const CategoryValue *parts = indicator_parts(indicator, &count);
    for (size_t i = 0; i < count; i++)
        FUZZ_LAW(parts[i].id.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    Indicators all = {0};
    Arena *arena = arena_open();
    Str text = fuzz_text(arena, data, size);
    const char *path = fuzz_put(arena, "indicators.yaml", text);
    if (indicators_load(arena, "tests/fuzz/share", fuzz_folder(), kinds(), size % 2, &all,
                        &error)) {
        for (size_t i = 0; i < all.count; i++)
            indicator_holds(&all, &all.items[i]);
        FUZZ_LAW(fingerprint_measures(arena, all.sources[1]).len > 0 ||
                 !all.sources[1]->count);
    } else {
        fuzz_fails_at(&error, path);
    }
    arena_close(arena);
    return 0;
}
