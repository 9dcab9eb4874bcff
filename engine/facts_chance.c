/* Apart from how a forecast is made, so that who only words it needs no more than this. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/facts_forecast.h"

#include <math.h>

int forecast_tenths(double chance)
{
    return (int)lround(10 * chance);
}
