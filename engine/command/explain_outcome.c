/* An outcome in words: what is counted as an episode, and which of them are. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/explain_tell.h"

#include "engine/base/phrase.h"

/* {1} the reliable change, {2} the cut-off, {3} and {4} better and worse. */
static const struct {
    const char *figure, *said[2];
} figures[] = {
    {"closed", {"Antalet.", "How many they are."}},
    {"pairs",
     {"Antalet med minst två fullständiga skattningar.",
      "How many have at least two complete ratings."}},
    {"coverage",
     {"Andelen med minst två fullständiga skattningar.",
      "The share with at least two complete ratings."}},
    {"unplanned",
     {"Andelen med oplanerat avslut, av dem där det står hur de avslutades.",
      "The share that ended unplanned, of those that say how they ended."}},
    {"first", {"Medelvärdet av den första.", "The mean of the first."}},
    {"last", {"Medelvärdet av den sista.", "The mean of the last."}},
    {"change",
     {"Medelvärdet av den sista minus den första, med t-intervall.",
      "The mean of last minus first, with its t interval."}},
    {"below_cut",
     {"Andelen vars första är {4} än gränsvärdet {2}.",
      "The share whose first is {4} than the cut-off {2}."}},
    {"ceiling",
     {"Andelen vars första är mindre än {1} från skalans bästa ände.",
      "The share whose first is less than {1} from the best end of the scale."}},
    {"improvement",
     {"Andelen vars sista är minst {1} {3} än den första.",
      "The share whose last is at least {1} {3} than the first."}},
    {"no_change",
     {"Andelen vars sista är mindre än {1} från den första.",
      "The share whose last is less than {1} from the first."}},
    {"deterioration",
     {"Andelen vars sista är minst {1} {4} än den första.",
      "The share whose last is at least {1} {4} than the first."}},
    {"recovery",
     {"Andelen vars sista når gränsvärdet {2}, av dem vars första är {4} än det.",
      "The share whose last reaches the cut-off {2}, of those whose first is {4}."}},
    {"reliable_recovery",
     {"Andelen vars sista når gränsvärdet {2} och är minst {1} {3} än den första, av dem "
      "vars första är {4} än gränsvärdet.",
      "The share whose last reaches the cut-off {2} and is at least {1} {3} than the "
      "first, "
      "of those whose first is {4} than the cut-off."}},
    {"effect",
     {"Medelvärdet av sista minus första, delat med de förstas standardavvikelse (n - 1).",
      "The mean of last minus first, over the standard deviation of the first (n - 1)."}},
    {"effect_g",
     {"Medelvärdet av sista minus första, delat med de förstas standardavvikelse, gånger "
      "1 - 3/(4(n - 1) - 1).",
      "The mean of last minus first, over the standard deviation of the first, times "
      "1 - 3/(4(n - 1) - 1)."}},
    {"effect_av",
     {"Medelvärdet av sista minus första, delat med medelvärdet av de förstas och de "
      "sistas "
      "standardavvikelser.",
      "The mean of last minus first, over the mean of the standard deviations of the first "
      "and of the last."}},
    {"effect_z",
     {"Medelvärdet av sista minus första, delat med skillnadernas standardavvikelse.",
      "The mean of last minus first, over the standard deviation of the differences."}},
};

static const char *const basis[2] = {
    "Av kontakter med {1} i {2} som avslutades i perioden: en anhörigs skattningar, från "
    "den "
    "första till den sista.",
    "Of contacts with {1} in {2} that closed in the period: a carer's ratings, from the "
    "first to the last."};
static const char *const told[2] = {
    "Avslutad är den som {1} säger är det, i enheter som lämnar sådana, annars vid den "
    "sista "
    "skattningen när ingen har kommit på {2} månader.",
    "Closed is what {1} say is so, of units that send them, else with the last rating when "
    "none has come for {2} months."};
static const char *const untold[2] = {
    "Avslutad är den vid sin sista skattning när ingen har kommit på {2} månader.",
    "It is closed with its last rating when none has come for {2} months."};

static void sentence(Explained *explained, const char *phrase, const Str *parts)
{
    Str said = phrase_fill(explained->arena, phrase, parts);
    text_addf(&explained->out, "  %.*s\n", STR_PRINT(said));
}

void explain_outcome(Explained *explained)
{
    static const char *const words[2][2] = {{"högre", "lägre"}, {"higher", "lower"}};
    const FactFormula *formula = &explained->formula;
    Language language = explained->language;
    Str gap = str_format(explained->arena, "%d", formula->gap);
    Str reliable = number_print(explained->arena, language, formula->reliable,
                                amount_decimals(formula->reliable, 6));
    bool lower = formula->lower_better;
    const Str ends[] = {formula->episodes, gap};
    sentence(explained, basis[language],
             (const Str[]){formula->instrument, formula->source});
    sentence(explained, formula->episodes.len ? told[language] : untold[language], ends);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (str_equal(formula->figure, str_from(figures[i].figure)))
            sentence(explained, figures[i].said[language],
                     (const Str[]){reliable, formula->cut_off,
                                   str_from(words[language][lower]),
                                   str_from(words[language][!lower])});
}
