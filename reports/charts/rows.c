/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/charts/rows.h"

#include <math.h>

/* As much as fits on the first line, cut after a space, hyphen or stroke; the rest on the
 * second. One line, cut, when there is no such place or no room for two. */
RowName row_name(const Sheet *sheet, Str text, double room, bool two)
{
    RowName name = {{text_fit(sheet, style_name, text, room), STR("")}};
    if (!two || text_width(sheet, style_name, text) <= room)
        return name;
    for (size_t i = text.len; i-- > 1;) {
        if (text.ptr[i] != ' ' && text.ptr[i - 1] != '-' && text.ptr[i - 1] != '/')
            continue;
        Str first = str_trim(str_slice(text, 0, i));
        if (text_width(sheet, style_name, first) > room)
            continue;
        name.lines[0] = first;
        name.lines[1] =
            text_fit(sheet, style_name, str_trim(str_slice(text, i, text.len)), room);
        break;
    }
    return name;
}

double row_name_width(const Sheet *sheet, const RowName *name)
{
    return fmax(text_width(sheet, style_name, name->lines[0]),
                text_width(sheet, style_name, name->lines[1]));
}

void row_name_draw(Sheet *sheet, const RowName *name, double right, double y)
{
    double baseline = text_baseline_at(sheet, style_name, y);
    double pitch = text_height(sheet, style_name);
    bool two = name->lines[1].len > 0;
    sheet_text(sheet, style_name, right, baseline + (two ? pitch / 2 : 0), ANCHOR_END,
               name->lines[0]);
    sheet_text(sheet, style_name, right, baseline - pitch / 2, ANCHOR_END, name->lines[1]);
}

const double *row_centres(Arena *arena, const double *heights, size_t count, double top,
                          double bottom)
{
    double *centres = ARENA_ARRAY(arena, count, double);
    double sum = 0, y = top;
    for (size_t i = 0; i < count; i++)
        sum += heights[i];
    for (size_t i = 0; i < count; i++) {
        double height = sum > 0 ? heights[i] * (top - bottom) / sum : 0;
        centres[i] = y - height / 2;
        y -= height;
    }
    return centres;
}
