/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/purge.h"

#include <getopt.h>
#include <stdio.h>

#include "engine/base/file.h"
#include "engine/base/guard.h"
#include "engine/base/phrase.h"
#include "engine/command/options.h"
#include "engine/facts_current.h"
#include "engine/measure/purge.h"

typedef struct {
    bool has_before, dry;
    Period before;
    const char *decision;
} Choice;

static bool read_choice(int argc, char **argv, Choice *choice, Error *error)
{
    static const struct option options[] = {{"before", required_argument, NULL, 'b'},
                                            {"decision", required_argument, NULL, 'd'},
                                            {"dry-run", no_argument, NULL, 'n'},
                                            {NULL, 0, NULL, 0}};
    *choice = (Choice){0};
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        switch (option) {
        case 'b':
            choice->has_before = true;
            if (!option_period("purge", "--before", optarg, &choice->before, error))
                return false;
            break;
        case 'd':
            choice->decision = optarg;
            break;
        case 'n':
            choice->dry = true;
            break;
        default:
            return option_misread("purge", option, argv, options, error);
        }
    }
    if (optind < argc)
        return error_set(error, ERROR_USAGE, "purge: '%s' belongs to no option",
                         argv[optind]);
    return (choice->has_before && choice->decision && *choice->decision) ||
           error_set(error, ERROR_USAGE,
                     "purge: say --before P, and --decision REF that it rests on");
}

/* It is kept, and told: it must not say who was meant. */
static bool decision_check(Str decision, Error *error)
{
    size_t at;
    return (utf8_valid(decision, &at) && !text_hides(decision, &at) &&
            decision.len <= 200 && guard_scan(decision, false) == GUARD_CLEAR) ||
           error_set(error, ERROR_USAGE,
                     "purge: --decision is a reference of at most 200 characters, without "
                     "numbers or addresses of persons");
}

static void count_tell(const Run *run, Language language, const Choice *choice,
                       const PurgeCount *count)
{
    static const char *const purged[] = {
        "{6}gallrat: uppgifter före {1} ({2} rader ur {3} filer, {4} anmärkningar, {5} "
        "nycklar); talen står kvar.\n",
        "{6}purged: records before {1} ({2} rows of {3} files, {4} findings, {5} keys); "
        "the "
        "figures stay.\n"};
    static const char *const rest[] = {
        "Filerna i inbox/ och returns/ är dina att gallra.\n",
        "The files in inbox/ and returns/ are yours to remove.\n"};
    static const char *const trial[] = {"försök, inget är ändrat: ", "a trial, nothing is "
                                                                     "changed: "};
    Arena *arena = run->arena;
    const int64_t numbers[] = {count->rows, count->files, count->findings, count->keys};
    Period month = {PERIOD_MONTH, choice->before.first_month};
    Str parts[6] = {period_id(arena, month)};
    for (size_t i = 0; i < 4; i++)
        parts[i + 1] = number_plain(arena, AMOUNT_WHOLE(numbers[i]), 0);
    parts[5] = choice->dry ? str_from(trial[language]) : STR("");
    if (run->quiet)
        return;
    fprintf(stderr, "%.*s", STR_PRINT(phrase_fill(arena, purged[language], parts)));
    if (!choice->dry)
        fputs(rest[language], stderr);
}

/* What is removed is overwritten, and its room given back, so that nothing of it is left in
 * the file. */
static bool purge(const Run *run, const Workspace *workspace, const Choice *choice,
                  PurgeCount *count, Error *error)
{
    Arena *arena = run->arena;
    CellsCount cells;
    if (!file_exists(workspace->database))
        return error_set(error, ERROR_NO_INPUT,
                         "%s: there is no database; run: samsyn import",
                         workspace->database);
    Store *store = store_open(arena, workspace->database, STORE_CHANGE, error);
    if (!store || !store_run(store, "PRAGMA secure_delete = ON", error) ||
        !facts_make_current(store, workspace, arena, &cells, error) ||
        !store_begin(store, error))
        return false;
    bool done = purge_records(store, workspace, arena, choice->before.first_month,
                              str_from(choice->decision), count, error);
    if (done && !choice->dry)
        return store_commit(store, error) && store_run(store, "VACUUM", error);
    store_rollback(store);
    return done;
}

static bool purge_run(const Run *run, int argc, char **argv, Error *error)
{
    Choice choice;
    PurgeCount count = {0};
    if (!read_choice(argc, argv, &choice, error) ||
        !decision_check(str_from(choice.decision), error))
        return false;
    Workspace *workspace = workspace_open(run->arena, run->workspace, run->share, error);
    if (!workspace || !purge(run, workspace, &choice, &count, error))
        return false;
    Language language = !run->language ? workspace_language(workspace)
                        : str_equal(str_from(run->language), STR("en")) ? LANGUAGE_EN
                                                                        : LANGUAGE_SV;
    count_tell(run, language, &choice, &count);
    return true;
}

const Command command_purge = {
    .name = "purge",
    .usage = "purge --before P --decision REF [--dry-run]",
    .summary = "Removes old records by a decision; the figures made of them stay.",
    .help =
        "  --before P       a year, 2017: what ended before it is removed\n"
        "  --decision REF   the decision it rests on, for the journal\n"
        "  --dry-run        only tell how much it would be\n"
        "\n"
        "Removed are the rows of kinds with keys (of persons), findings of that time, and "
        "who was\n"
        "known of those who do not come any more. Ratings of contacts that reach past P "
        "stay until\n"
        "the next time. Nothing of it can be read again, neither with --as-of nor by an "
        "undoing.\n"
        "\n"
        "  samsyn purge --before 2017 --decision 'nämnden 2026-02-12, § 14' --dry-run\n"
        "  samsyn purge --before 2017 --decision 'nämnden 2026-02-12, § 14'\n",
    .run = purge_run};
