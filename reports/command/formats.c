/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/formats.h"

static const Str names[FORMAT_COUNT] = {
    [FORMAT_PDF] = {"pdf", 3}, [FORMAT_HTML] = {"html", 4}, [FORMAT_PNG] = {"png", 3}};

static bool fail_word(Str list, Str word, Error *error)
{
    Str nearest = text_nearest(word, names, FORMAT_COUNT);
    if (!word.len)
        return error_set(error, ERROR_USAGE,
                         "--format '%.*s': a word is missing; write pdf, html, png, or "
                         "several with commas between",
                         STR_PRINT(list));
    return error_set(error, ERROR_USAGE,
                     "--format: a report is not written as '%.*s'; it is as pdf, html or "
                     "png%s%.*s%s",
                     STR_PRINT(word), nearest.len ? "; did you mean '" : "",
                     STR_PRINT(nearest), nearest.len ? "'?" : "");
}

bool formats_read(Str list, Formats *formats, Error *error)
{
    Formats read = {0};
    Str rest = list, word;
    for (bool more = true; more;) {
        more = str_cut(rest, ',', &word, &rest);
        word = str_trim(word);
        size_t i = 0;
        while (i < FORMAT_COUNT && !str_equal(word, names[i]))
            i++;
        if (i == FORMAT_COUNT)
            return fail_word(list, word, error);
        read.wanted[i] = true;
    }
    *formats = read;
    return true;
}
