/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_forecast.h"

#include "engine/command/fact_extra.h"

enum { ESTIMATE, LOW80, HIGH80, PROBABILITY, HEADS };

static const Str heads[HEADS] = {
    [ESTIMATE] = {"estimate", 8},
    [LOW80] = {"low80", 5},
    [HIGH80] = {"high80", 6},
    [PROBABILITY] = {"probability", 11},
};
static const bool is_text[HEADS] = {false};

static bool fill(Facts *facts, Arena *arena, const Fact *series, size_t count, Str *cells,
                 Error *error)
{
    for (size_t i = 0; i < count; i++) {
        FactForecast forecast;
        Str *row = cells + i * HEADS;
        if (!facts_forecast_of(facts, &series[i], &forecast, error))
            return false;
        if (!forecast.known)
            continue;
        row[ESTIMATE] = str_format(arena, FACT_DOUBLE, forecast.estimate);
        row[LOW80] = str_format(arena, "%lld", (long long)forecast.low80);
        row[HIGH80] = str_format(arena, "%lld", (long long)forecast.high80);
        if (forecast.has_chance)
            row[PROBABILITY] = str_format(arena, FACT_DOUBLE, forecast.chance);
    }
    return true;
}

const FactExtra fact_extra_forecast = {
    .option = "forecast",
    .heads = heads,
    .is_text = is_text,
    .head_count = HEADS,
    .fill = fill,
};
