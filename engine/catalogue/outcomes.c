/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/catalogue/outcomes.h"

#include "engine/catalogue/instruments.h"
#include "engine/catalogue/table.h"

static const Str figure_words[OUTCOME_FIGURES] = {
    [FIGURE_CLOSED] = {"closed", 6},
    [FIGURE_PAIRS] = {"pairs", 5},
    [FIGURE_COVERAGE] = {"coverage", 8},
    [FIGURE_UNPLANNED] = {"unplanned", 9},
    [FIGURE_FIRST] = {"first", 5},
    [FIGURE_LAST] = {"last", 4},
    [FIGURE_CHANGE] = {"change", 6},
    [FIGURE_BELOW_CUT] = {"below_cut", 9},
    [FIGURE_CEILING] = {"ceiling", 7},
    [FIGURE_IMPROVEMENT] = {"improvement", 11},
    [FIGURE_NO_CHANGE] = {"no_change", 9},
    [FIGURE_DETERIORATION] = {"deterioration", 13},
    [FIGURE_RECOVERY] = {"recovery", 8},
    [FIGURE_RELIABLE_RECOVERY] = {"reliable_recovery", 17},
    [FIGURE_EFFECT] = {"effect", 6},
    [FIGURE_EFFECT_G] = {"effect_g", 8},
    [FIGURE_EFFECT_AV] = {"effect_av", 9},
    [FIGURE_EFFECT_Z] = {"effect_z", 8},
};

Str outcome_word(OutcomeFigure figure)
{
    return figure_words[figure];
}

bool figure_is_mean(OutcomeFigure figure)
{
    return figure == FIGURE_FIRST || figure == FIGURE_LAST || figure == FIGURE_CHANGE;
}

bool figure_is_effect(OutcomeFigure figure)
{
    return figure >= FIGURE_EFFECT && figure <= FIGURE_EFFECT_Z;
}

bool figure_is_share(OutcomeFigure figure)
{
    return figure != FIGURE_CLOSED && figure != FIGURE_PAIRS && !figure_is_mean(figure) &&
           !figure_is_effect(figure);
}

bool figure_has_limits(OutcomeFigure figure)
{
    return figure >= FIGURE_BELOW_CUT && figure <= FIGURE_RELIABLE_RECOVERY;
}

bool outcome_unsourced(const Indicator *indicator)
{
    return indicator->kind == MEASURE_OUTCOME && figure_has_limits(indicator->figure) &&
           !indicator->limits_source[0].len;
}

static const Instrument *instrument_of(const MeasureReader *reader, const YamlNode *node)
{
    Str id = yaml_text(node, "instrument", STR(""));
    const Instrument *found = instruments_find(reader->instruments, id);
    if (found)
        return found;
    Str *words = ARENA_ARRAY(reader->arena, reader->instruments->count, Str);
    for (size_t i = 0; i < reader->instruments->count; i++)
        words[i] = reader->instruments->items[i].id;
    const YamlNode *at = yaml_find(node, "instrument");
    measure_fail(
        reader, at ? at : node, "unknown instrument '%.*s'%.*s", STR_PRINT(id),
        STR_PRINT(table_suggest(reader->arena, id, words, reader->instruments->count)));
    return NULL;
}

static bool read_figure(const MeasureReader *reader, const YamlNode *node,
                        Indicator *indicator)
{
    const YamlNode *of = yaml_find(node, "of");
    Str word = of ? of->text : STR("");
    for (size_t i = 0; i < OUTCOME_FIGURES; i++)
        if (str_equal(figure_words[i], word)) {
            indicator->figure = (OutcomeFigure)i;
            return true;
        }
    return measure_fail(
        reader, of ? of : node, "unknown outcome '%.*s'%.*s", STR_PRINT(word),
        STR_PRINT(table_suggest(reader->arena, word, figure_words, OUTCOME_FIGURES)));
}

/* A reliable change of its own brings its own source. */
static bool read_reliable(const MeasureReader *reader, const YamlNode *node,
                          Indicator *indicator)
{
    const Instrument *instrument = indicator->instrument;
    const YamlNode *own = yaml_find(node, "reliable");
    const YamlNode *source = yaml_find(node, "source");
    indicator->reliable = instrument->reliable;
    if (!own)
        return !source || measure_fail(reader, source,
                                       "source belongs to a reliable change of its own; "
                                       "the instrument has the other's");
    if (!figure_has_limits(indicator->figure))
        return measure_fail(reader, own, "this outcome has no reliable change");
    return (number_parse(own->text, instrument->total->decimals, true,
                         &indicator->reliable) == NUMBER_OK &&
            indicator->reliable > 0) ||
           measure_fail(reader, own, "reliable is a number above zero, not '%.*s'",
                        STR_PRINT(own->text));
}

static void read_source(const YamlNode *node, const Instrument *instrument, bool limits,
                        Str source[2])
{
    const YamlNode *own = yaml_find(node, "source");
    for (int language = 0; language < 2; language++)
        source[language] = limits && !own ? instrument->source[language] : STR("");
    if (!own)
        return;
    source[LANGUAGE_SV] = yaml_text(own, "sv", yaml_text(own, "en", own->text));
    source[LANGUAGE_EN] = yaml_text(own, "en", source[LANGUAGE_SV]);
}

bool outcome_read(const MeasureReader *reader, const YamlNode *node, Indicator *indicator)
{
    static const Str known[] = {
        {"of", 2}, {"instrument", 10}, {"reliable", 8}, {"source", 6}};
    if (node->kind != YAML_MAP)
        return measure_fail(reader, node,
                            "outcome is {of: improvement, instrument: INSTRUMENT}");
    if (!yaml_only(reader->path, node, known, 4, reader->error))
        return false;
    indicator->instrument = instrument_of(reader, node);
    if (!indicator->instrument || !read_figure(reader, node, indicator) ||
        !read_reliable(reader, node, indicator))
        return false;
    OutcomeFigure figure = indicator->figure;
    if (figure == FIGURE_UNPLANNED && !indicator->instrument->ending.len)
        return measure_fail(reader, node,
                            "the instrument's episodes do not say how they "
                            "ended");
    indicator->source = indicator->people = indicator->instrument->scores;
    indicator->people_key = indicator->instrument->carer;
    indicator->protects = PROTECTS_CARERS;
    indicator->public_by = PERIOD_HALF; /* until it is said: months have a few each */
    indicator->share = figure_is_share(figure);
    indicator->decimals = figure_is_effect(figure) ? 2 : figure_is_mean(figure) ? 1 : 0;
    read_source(node, indicator->instrument, figure_has_limits(figure),
                indicator->limits_source);
    return true;
}

static Str number_say(Arena *arena, const Instrument *instrument, Language language,
                      int64_t number)
{
    int64_t scale = 1;
    for (int i = 0; i < instrument->total->decimals; i++)
        scale *= 10;
    Amount amount = amount_of(number, scale);
    return number_print(arena, language, amount,
                        amount_decimals(amount, instrument->total->decimals));
}

/* The oldest first. */
Str outcome_cuts_say(Arena *arena, const Instrument *instrument, Language language)
{
    Text said = text_open(arena);
    for (size_t i = instrument->cut_count; i > 0; i--) {
        const AgeCut *at = &instrument->cuts[i - 1];
        Str cut = number_say(arena, instrument, language, at->cut);
        text_addf(&said, "%s%.*s", i < instrument->cut_count ? ", " : "", STR_PRINT(cut));
        if (instrument->cut_count > 1)
            text_addf(&said, language == LANGUAGE_SV ? " från %lld år" : " from age %lld",
                      (long long)at->age);
    }
    return text_str(&said);
}

static Str filled(Arena *arena, Str text, const Str words[], const Str values[],
                  size_t count)
{
    Text out = text_open(arena);
    for (size_t at = 0; at < text.len;) {
        Str rest = {text.ptr + at, text.len - at};
        size_t i = 0;
        while (i < count && !str_starts(rest, words[i]))
            i++;
        if (i < count)
            text_add(&out, values[i]);
        else
            text_add_byte(&out, text.ptr[at]);
        at += i < count ? words[i].len : 1;
    }
    return text_str(&out);
}

void outcome_define(Arena *arena, Indicator *indicator)
{
    static const Str words[] = {{"{cut_off}", 9}, {"{reliable}", 10}, {"{gap}", 5}};
    const Instrument *instrument = indicator->instrument;
    for (int i = 0; i < 2; i++) {
        Language language = (Language)i;
        const Str values[] = {outcome_cuts_say(arena, instrument, language),
                              number_say(arena, instrument, language, indicator->reliable),
                              str_format(arena, "%d", (int)instrument->gap)};
        Str said = filled(arena, indicator->definition[i], words, values, 3);
        Str source = indicator->limits_source[i];
        indicator->name[i] = filled(arena, indicator->name[i], words, values, 3);
        indicator->definition[i] =
            source.len ? str_format(arena, "%.*s %.*s", STR_PRINT(said), STR_PRINT(source))
                       : said;
    }
}
