/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/check.h"

#include <getopt.h>
#include <stdio.h>

#include "engine/base/file.h"
#include "engine/command/audit.h"
#include "engine/command/check_list.h"
#include "engine/command/options.h"

enum { MONTHS_SHOWN = 12, MONTHS_MOST = 120 };

typedef struct {
    const char *disclosure; /* a folder; NULL: the workspace itself is checked */
    bool strict, has_from, has_to;
    Period from, to;
} Choice;

static bool read_choice(int argc, char **argv, Choice *choice, Error *error)
{
    static const struct option options[] = {{"strict", no_argument, NULL, 's'},
                                            {"disclosure", required_argument, NULL, 'd'},
                                            {"from", required_argument, NULL, 'f'},
                                            {"to", required_argument, NULL, 't'},
                                            {NULL, 0, NULL, 0}};
    *choice = (Choice){0};
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        switch (option) {
        case 's':
            choice->strict = true;
            break;
        case 'd':
            choice->disclosure = optarg;
            break;
        case 'f':
            choice->has_from = true;
            if (!option_period("check", "--from", optarg, &choice->from, error))
                return false;
            break;
        case 't':
            choice->has_to = true;
            if (!option_period("check", "--to", optarg, &choice->to, error))
                return false;
            break;
        case ':':
            return error_set(error, ERROR_USAGE, "check: '%s' needs a value",
                             argv[optind - 1]);
        default:
            return error_set(error, ERROR_USAGE,
                             "check: unknown option '%s'; samsyn check --help lists them",
                             argv[optind - 1]);
        }
    }
    if (optind < argc)
        return error_set(error, ERROR_USAGE,
                         "check: '%s' belongs to no option; -C names the workspace",
                         argv[optind]);
    if (choice->disclosure && (choice->strict || choice->has_from || choice->has_to))
        return error_set(error, ERROR_USAGE,
                         "check: --disclosure looks at published files only; leave out "
                         "the other options");
    return true;
}

/* Without a database, or with one in which nothing dated was delivered, only the settings
 * are looked at. */
static bool open_data(Check *check, Error *error)
{
    Level everybody = {.kind = LEVEL_PUBLIC};
    Error none = {0};
    if (file_exists(check->workspace->database)) {
        check->facts = facts_open(check->arena, check->workspace, everybody, error);
        check->store = check->facts ? store_open(check->arena, check->workspace->database,
                                                 STORE_READ, error)
                                    : NULL;
        if (!check->store)
            return false;
        check->has_data = facts_first_month(check->facts, &check->first, &none) &&
                          facts_last_month(check->facts, &check->last, &none);
    }
    if (!check->has_data)
        CHECK_ADD(check, GRAVITY_NOTE, STR(""), CHECK_NOTHING_IMPORTED, {"", 0});
    return true;
}

static bool find_span(Check *check, const Choice *choice, Error *error)
{
    check->to = check->has_data ? check->last : (Period){PERIOD_MONTH, 0};
    if (choice->has_to)
        check->to.first_month = period_last_month(choice->to);
    check->from = period_next(check->to, 1 - MONTHS_SHOWN);
    if (choice->has_from)
        check->from = (Period){PERIOD_MONTH, choice->from.first_month};
    int32_t months = check->to.first_month - check->from.first_month + 1;
    if (check->has_data && months < 1)
        return error_set(error, ERROR_USAGE, "check: --from is after --to");
    if (check->has_data && months > MONTHS_MOST)
        return error_set(error, ERROR_USAGE, "check: at most %d months can be shown",
                         MONTHS_MOST);
    return true;
}

static bool look_into(Check *check, const Choice *choice, Error *error)
{
    if (!open_data(check, error) || !find_span(check, choice, error))
        return false;
    check_units(check);
    check_assessments(check);
    check_outcomes(check);
    return check_comments(check, error) && check_goals(check, error) &&
           (!check->store || check_records(check, error));
}

/* What was found is told even when the data cannot be read. */
static bool look(Check *check, const Choice *choice, Error *error)
{
    bool done = check_settings(check, error) &&
                (!check->workspace || look_into(check, choice, error));
    check_print(check);
    return done && (!check->has_data || check_delivered(check, error));
}

static void print_sum(const Check *check)
{
    const Str counts[] = {check_count(check, check->counts[GRAVITY_ERROR]),
                          check_count(check, check->counts[GRAVITY_WARNING]),
                          check_count(check, check->counts[GRAVITY_NOTE])};
    Str said = check_say(check->arena, check->language, CHECK_SUM, counts);
    printf("%s%.*s\n", check->has_data ? "\n" : "", STR_PRINT(said));
}

/* Broken settings are told as by the check of the workspace. */
static bool audit(Check *check, const Choice *choice, Error *error)
{
    if (!check_settings(check, error))
        return false;
    if (check->workspace)
        return check_disclosure(check, choice->disclosure, error);
    check_print(check);
    return error_set(error, ERROR_CONFIG, "check: the settings have errors");
}

static bool check_run(const Run *run, int argc, char **argv, Error *error)
{
    Choice choice;
    Check check = {.run = run, .arena = run->arena};
    if (!read_choice(argc, argv, &choice, error))
        return false;
    if (choice.disclosure)
        return audit(&check, &choice, error);
    if (!look(&check, &choice, error))
        return false;
    print_sum(&check);
    if (check.counts[GRAVITY_ERROR])
        return error_set(error, ERROR_CONFIG, "check: the settings have errors");
    if (choice.strict && check.counts[GRAVITY_WARNING])
        return error_set(error, ERROR_DATA, "--strict: %zu warnings",
                         check.counts[GRAVITY_WARNING]);
    return true;
}

const Command command_check = {
    .name = "check",
    .usage = "check [--strict] [--from P] [--to P] [--disclosure DIR]",
    .summary = "Tells what is wrong or missing: settings, goals, templates and data.",
    .help =
        "  --strict           ends with status 65 when there is any warning\n"
        "  --from P --to P    the months whose deliveries are shown: 2018-03, 2018-Q1, "
        "2018;\n"
        "                     default the last twelve\n"
        "  --disclosure DIR   audits the published files in DIR instead: what could an "
        "outsider\n"
        "                     work out of what is protected?\n"
        "\n"
        "First what is wrong, the gravest first, each with its place, why and what to do: "
        "settings\n"
        "and templates that cannot be read (error); goals that contradict each other or "
        "have no\n"
        "data, units nobody knows, shares over 100 % (warning); indicators nobody reports "
        "(note).\n"
        "Then what each unit has delivered, a sign a month. None of your files is "
        "changed.\n"
        "\n"
        "The audit reads every CSV file below DIR that has the columns of samsyn facts, "
        "of one\n"
        "edition or several, and rebuilds what adds up to what: units, networks and the "
        "city;\n"
        "target groups, parts, shares; months and longer periods. Failures are protected "
        "figures\n"
        "that can be worked out (exactly, or nearer than 1 to the limit less one), few "
        "people\n"
        "shown, one figure with two marks, and corrections that show a few people. Each "
        "with its\n"
        "file and line, and the figures it follows from.\n"
        "\n"
        "Ends with status 78 when there is an error in the settings, 65 when the audit "
        "fails,\n"
        "else 0.\n"
        "\n"
        "Examples:\n"
        "  samsyn check\n"
        "  samsyn check --strict --from 2018-01 --to 2018-04\n"
        "  samsyn check --disclosure out\n",
    .run = check_run,
};
