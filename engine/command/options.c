/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/options.h"

#include <string.h>

enum { OPTIONS_MOST = 24 };

bool option_period(const char *command, const char *option, const char *word,
                   Period *period, Error *error)
{
    return period_parse(str_from(word), period) ||
           error_set(error, ERROR_USAGE,
                     "%s: %s '%s' is no period; write 2018-03, 2018-Q1 or 2018", command,
                     option, word);
}

bool option_unknown(const char *command, const char *option, Str word, const Str *words,
                    size_t count, Error *error)
{
    Str near = text_nearest(word, words, count);
    Arena *scratch = arena_open();
    Text known = text_open(scratch);
    for (size_t i = 0; i < count; i++)
        text_addf(&known, "%s%.*s", i ? ", " : "", STR_PRINT(words[i]));
    error_set(error, ERROR_USAGE, "%s: %s '%.*s' is none of %.*s%s%.*s%s", command, option,
              STR_PRINT(word), STR_PRINT(text_str(&known)),
              near.len ? "; did you mean '" : "", STR_PRINT(near), near.len ? "'?" : "");
    arena_close(scratch);
    return false;
}

bool option_misread(const char *command, int answer, char **argv,
                    const struct option *options, Error *error)
{
    Str names[OPTIONS_MOST];
    size_t count = 0;
    const char *read = argv[optind - 1];
    if (answer == ':')
        return error_set(error, ERROR_USAGE, "%s: %s needs a value", command, read);
    for (; count < OPTIONS_MOST && options[count].name; count++)
        names[count] = str_from(options[count].name);
    Str word = str_from(read + strspn(read, "-"));
    return option_unknown(command, "option", word, names, count, error);
}

bool option_level(const char *command, const char *word, Level *level, Error *error)
{
    static const Str words[] = {{"public", 6}, {"internal:UNIT", 13}};
    Str read = str_from(word), head, unit;
    str_cut(read, ':', &head, &unit);
    *level = (Level){.kind = LEVEL_PUBLIC};
    if (str_equal(read, words[0]))
        return true;
    if (!str_equal(head, STR("internal")) || !unit.len)
        return option_unknown(command, "--level", read, words, 2, error);
    *level = (Level){LEVEL_INTERNAL, unit};
    return true;
}

bool option_batch(const char *command, const char *word, int64_t *batch, Error *error)
{
    return (number_parse(str_from(word), 0, false, batch) == NUMBER_OK && *batch > 0) ||
           error_set(error, ERROR_USAGE,
                     "%s: --as-of '%s' is no batch; write its number, as import tells it",
                     command, word);
}

bool option_as_usage(Error *error)
{
    if (error->kind == ERROR_CONFIG)
        error->kind = ERROR_USAGE;
    return false;
}
