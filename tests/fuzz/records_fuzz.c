/* records.yaml of a workspace, over a small one that is built in. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/records.h"

#include "engine/base/file.h"
#include "tests/fuzz/fuzz.h"

static void name_holds(Str name)
{
    FUZZ_LAW(name.len > 0);
    for (size_t i = 0; i < name.len; i++)
        FUZZ_LAW((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') || name.ptr[i] == '_' ||
                 (name.ptr[i] >= '0' && name.ptr[i] <= '9'));
}

static void sets_hold(const RecordKind *kind, const ColumnSet *sets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sets[i].count; j++)
            FUZZ_LAW(sets[i].columns[j] >= kind->columns &&
                     sets[i].columns[j] < kind->columns + kind->column_count);
}

static void kind_holds(const RecordKind *kind)
{
    name_holds(kind->name);
    FUZZ_LAW(kind->column_count > 0);
    for (size_t i = 0; i < kind->column_count; i++) {
        const RecordColumn *column = &kind->columns[i];
        name_holds(column->name);
        FUZZ_LAW(column->decimals >= 0 && column->decimals <= 18);
        FUZZ_LAW(!column->has_least || !column->has_most || column->least <= column->most);
        sets_hold(kind, column->adds, column->add_count);
    }
    sets_hold(kind, kind->choices, kind->choice_count);
    sets_hold(kind, kind->orders, kind->order_count);
    FUZZ_LAW(record_column(kind, kind->month_column));
    for (size_t i = 0; i < kind->identity_count; i++)
        FUZZ_LAW(record_column(kind, kind->identity[i]));
    (void)record_till_column(kind);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error = {0};
    RecordKinds kinds = {0};
    Arena *arena = arena_open();
    fuzz_put(arena, "records.yaml", fuzz_text(arena, data, size));
    if (records_load(arena, "tests/fuzz/share", fuzz_folder(), &kinds, &error))
        for (size_t i = 0; i < kinds.count; i++)
            kind_holds(&kinds.items[i]);
    else
        fuzz_fails_at(&error, file_join(arena, fuzz_folder(), "records.yaml"));
    arena_close(arena);
    return 0;
}
