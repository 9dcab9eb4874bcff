/* fact_extra.h: columns that an option of `samsyn facts` adds after those of a fact.
 *
 * shape  a table of heads and one function that fills them, row by row of a series
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_ENGINE_COMMAND_FACT_EXTRA_H
#define SAMSYN_ENGINE_COMMAND_FACT_EXTRA_H

#include "engine/facts_table.h"

typedef struct {
    const char *option;  /* "control" */
    const Str *heads;    /* column names */
    const bool *is_text; /* of a column: quoted in JSON */
    size_t head_count;
    /* Writes cells[row * head_count + column] for a series of one indicator, unit and group
     * in time order, all at the same level; what is not known stays empty. */
    bool (*fill)(Facts *facts, Arena *arena, const Fact *series, size_t count, Str *cells,
                 Error *error);
} FactExtra;

extern const FactExtra fact_extra_control;
extern const FactExtra fact_extra_compare;
extern const FactExtra fact_extra_forecast;

#endif
