/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/command/verify.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/facts_verify.h"

static void line_tell(Verifying *verifying, Str place, VerifyPhrase gravity,
                      VerifyPhrase phrase, const Str *parts)
{
    Arena *arena = verifying->arena;
    ArenaMark mark = arena_mark(arena);
    Str word = verify_say(arena, verifying->language, gravity, NULL);
    Str said = phrase == VERIFY_PHRASES
                   ? parts[0]
                   : verify_say(arena, verifying->language, phrase, parts);
    printf("%.*s%s%.*s: %.*s\n", STR_PRINT(place), place.len ? ": " : "", STR_PRINT(word),
           STR_PRINT(said));
    arena_rewind(arena, mark);
}

void verify_fault_tell(Verifying *verifying, Str place, VerifyPhrase phrase,
                       const Str *parts)
{
    verifying->faults++;
    line_tell(verifying, place, VERIFY_FAULT, phrase, parts);
}

void verify_note_tell(Verifying *verifying, Str place, VerifyPhrase phrase,
                      const Str *parts)
{
    verifying->notes++;
    line_tell(verifying, place, VERIFY_NOTE, phrase, parts);
}

static Str count_say(const Verifying *verifying, int64_t count)
{
    return number_plain(verifying->arena, AMOUNT_WHOLE(count), 0);
}

static VerifyPhrase fault_phrase(FactFaultKind kind)
{
    switch (kind) {
    case FAULT_LINE:
        return VERIFY_LINE;
    case FAULT_LINES:
        return VERIFY_LINES;
    case FAULT_UNTOLD:
        return VERIFY_UNTOLD;
    case FAULT_GONE:
        return VERIFY_GONE;
    case FAULT_LEFT:
        return VERIFY_LEFT;
    case FAULT_CLOSED:
        return VERIFY_CLOSED;
    case FAULT_UNDONE:
        return VERIFY_UNDONE;
    case FAULT_HELD:
        return VERIFY_HELD;
    case FAULT_HELD_ROWS:
        return VERIFY_HELD_ROWS;
    case FAULT_LEDGER:
        return VERIFY_LEDGER;
    case FAULT_FROZEN:
        return VERIFY_FROZEN;
    case FAULT_FIGURE:
        return VERIFY_FIGURE;
    case FAULT_FIGURE_PUT:
        return VERIFY_FIGURE_PUT;
    case FAULT_FIGURE_LOST:
        return VERIFY_FIGURE_LOST;
    case FAULT_KEPT:
        break;
    }
    return VERIFY_KEPT;
}

static Str fault_place(const Verifying *verifying, const FactFault *fault)
{
    Str number = count_say(verifying, fault->number);
    if (fault->kind == FAULT_LINE || fault->kind == FAULT_LINES)
        return verify_say(verifying->arena, verifying->language, VERIFY_JOURNAL, &number);
    if (fault->kind < FAULT_HELD_ROWS || fault->kind == FAULT_LEDGER)
        return verify_say(verifying->arena, verifying->language, VERIFY_BATCH, &number);
    return STR("samsyn.db");
}

/* {1} is what it is about, {2} which part of it or when. */
static void database_fault_tell(Verifying *verifying, const FactFault *fault)
{
    Str what = fault->what.len ? fault->what : count_say(verifying, fault->number);
    verify_fault_tell(verifying, fault_place(verifying, fault), fault_phrase(fault->kind),
                      (Str[]){what, fault->when.len ? fault->when : fault->part});
}

static bool database_check(Verifying *verifying, FactVerification *told, Error *error)
{
    if (!facts_verify(verifying->arena, verifying->workspace, told, error))
        return false;
    for (size_t i = 0; i < told->shown; i++)
        database_fault_tell(verifying, &told->faults[i]);
    if (told->count > told->shown) {
        int64_t more = (int64_t)(told->count - told->shown);
        verify_fault_tell(verifying, STR(""), VERIFY_MORE,
                          (Str[]){count_say(verifying, more)});
        verifying->faults += (size_t)more - 1;
    }
    if (told->purged_line)
        verify_note_tell(verifying, STR(""), VERIFY_PURGED,
                         (Str[]){told->purged_before, str_slice(told->purged_at, 0, 10),
                                 told->purged_decision});
    if (!told->current)
        verify_note_tell(verifying, STR(""), VERIFY_NOT_CURRENT, NULL);
    verifying->contents_faulty = told->count > 0;
    verifying->purged_line = told->purged_line;
    return true;
}

static void sum_tell(const Verifying *verifying, VerifyPhrase phrase, const Str *parts)
{
    printf("%.*s\n",
           STR_PRINT(verify_say(verifying->arena, verifying->language, phrase, parts)));
}

static void sums_tell(const Verifying *verifying, const FactVerification *told)
{
    sum_tell(verifying, VERIFY_SUM_JOURNAL,
             (Str[]){count_say(verifying, told->lines), told->since, told->until});
    sum_tell(
        verifying, VERIFY_SUM_DATABASE,
        (Str[]){count_say(verifying, told->files), count_say(verifying, told->figures)});
    sum_tell(verifying, VERIFY_SUM_FILES,
             (Str[]){count_say(verifying, (int64_t)verifying->files),
                     count_say(verifying, (int64_t)verifying->remade)});
    sum_tell(verifying, VERIFY_SUM,
             (Str[]){count_say(verifying, (int64_t)verifying->faults),
                     count_say(verifying, (int64_t)verifying->notes)});
}

static bool paths_check(Verifying *verifying, int argc, char **argv, Error *error)
{
    const char *out = file_join(verifying->arena, verifying->run->workspace, "out");
    if (optind == argc && file_is_directory(out))
        return verify_path(verifying, out, error);
    for (int i = optind; i < argc; i++)
        if (!verify_path(verifying, argv[i], error))
            return false;
    return true;
}

static bool verify_run(const Run *run, int argc, char **argv, Error *error)
{
    static const struct option none[] = {{NULL, 0, NULL, 0}};
    Verifying verifying = {.run = run, .arena = run->arena};
    FactVerification told;
    opterr = 0;
    if (getopt_long(argc, argv, "", none, NULL) != -1)
        return error_set(error, ERROR_USAGE,
                         "verify: unknown option '%s'; samsyn verify --help lists them",
                         argv[optind - 1]);
    verifying.workspace = workspace_open(run->arena, run->workspace, run->share, error);
    if (!verifying.workspace)
        return false;
    verifying.language = !run->language ? workspace_language(verifying.workspace)
                         : strcmp(run->language, "en") == 0 ? LANGUAGE_EN
                                                            : LANGUAGE_SV;
    if (!database_check(&verifying, &told, error) ||
        !facts_publications(run->arena, verifying.workspace, &verifying.published, error) ||
        !paths_check(&verifying, argc, argv, error) || !verify_remake(&verifying, error))
        return false;
    sums_tell(&verifying, &told);
    return !verifying.faults ||
           error_set(error, ERROR_DATA, "verify: %zu faults", verifying.faults);
}

const Command command_verify = {
    .name = "verify",
    .usage = "verify [PATH...]",
    .summary = "Tells whether what was published, and what lies behind it, is as it was.",
    .help =
        "  PATH          a folder of published files, or one file, also a copy that was "
        "sent on;\n"
        "                default: out/ in the workspace\n"
        "\n"
        "The journal's lines are held against each other, the database against the "
        "journal, the\n"
        "figures against the records, published files against manifest.json and the "
        "journal. Then\n"
        "each report is made anew from the records of its time, and compared byte by "
        "byte; where\n"
        "it is another, the inputs that have changed are named. Nothing is changed. "
        "Status 65\n"
        "when there are faults.\n"
        "\n"
        "  samsyn verify\n"
        "  samsyn verify out/monthly-farsta-2018-04.pdf\n",
    .run = verify_run};
