/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/command/import.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/moment.h"
#include "engine/facts_current.h"
#include "engine/import/import.h"
#include "engine/import/journal.h"
#include "engine/import/returns.h"
#include "engine/import/tables.h"
#include "engine/import/undo.h"
#include "engine/import/words.h"

#define FINDINGS_SHOWN 20 /* of a file; -v shows all */
#define FILES_MANY 8      /* a log is worth its making */

typedef struct {
    bool dry, strict, replace;
    int64_t undo; /* a batch, 0: none */
    const char *kind;
    const char *const *paths;
    size_t count;
    bool inbox; /* no file was named */
} Choice;

typedef struct {
    int64_t files, used, refused_rows, findings, refused_files, returned;
} Sum;

static bool choice_read(int argc, char **argv, Choice *choice, Error *error)
{
    static const struct option options[] = {
        {"dry-run", no_argument, NULL, 'd'},    {"strict", no_argument, NULL, 's'},
        {"replace", no_argument, NULL, 'r'},    {"undo", required_argument, NULL, 'u'},
        {"kind", required_argument, NULL, 'k'}, {NULL, 0, NULL, 0}};
    opterr = 0;
    *choice = (Choice){0};
    for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
        switch (option) {
        case 'd':
            choice->dry = true;
            break;
        case 's':
            choice->strict = true;
            break;
        case 'r':
            choice->replace = true;
            break;
        case 'u':
            if (number_parse(str_from(optarg), 0, false, &choice->undo) != NUMBER_OK ||
                choice->undo < 1)
                return error_set(error, ERROR_USAGE,
                                 "import: --undo needs a batch's number, not '%s'", optarg);
            break;
        case 'k':
            choice->kind = optarg;
            break;
        case ':':
            return error_set(error, ERROR_USAGE, "import: '%s' needs a value",
                             argv[optind - 1]);
        default:
            return error_set(error, ERROR_USAGE,
                             "import: unknown option '%s'; samsyn import --help lists them",
                             argv[optind - 1]);
        }
    }
    choice->paths = (const char *const *)argv + optind;
    choice->count = (size_t)(argc - optind);
    choice->inbox = choice->count == 0 && !choice->undo;
    if (choice->undo && choice->count)
        return error_set(error, ERROR_USAGE,
                         "import: --undo takes back what was read, and reads no files");
    return true;
}

static bool inbox_list(Arena *arena, const char *workspace, Choice *choice, Error *error)
{
    const char *inbox = file_join(arena, workspace, "inbox");
    Str *names;
    size_t count;
    if (!file_is_directory(inbox))
        return error_set(error, ERROR_NO_INPUT,
                         "%s: there is no such folder; make it, or name the files: samsyn "
                         "import FILE...",
                         inbox);
    if (!file_list(arena, inbox, STR(".csv"), &names, &count, error))
        return false;
    if (count == 0)
        return error_set(error, ERROR_NO_INPUT,
                         "%s: holds no file that ends in .csv; put there what the units "
                         "sent, or name the files: samsyn import FILE...",
                         inbox);
    const char **paths = ARENA_ARRAY(arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        paths[i] = file_join(arena, inbox, str_zero(arena, names[i]));
    choice->paths = paths;
    choice->count = count;
    return true;
}

/* A named file that is not there is told before anything is read. */
static bool paths_check(const Choice *choice, Error *error)
{
    for (size_t i = 0; i < choice->count; i++)
        if (!file_exists(choice->paths[i]))
            return error_set(error, ERROR_NO_INPUT, "%s: there is no such file",
                             choice->paths[i]);
    return true;
}

static bool kind_find(Arena *arena, const RecordKinds *kinds, const char *name,
                      const RecordKind **kind, Error *error)
{
    *kind = NULL;
    if (!name)
        return true;
    *kind = records_find(kinds, str_from(name));
    if (*kind)
        return true;
    Str *names = ARENA_ARRAY(arena, kinds->count, Str);
    Text list = text_open(arena);
    for (size_t i = 0; i < kinds->count; i++) {
        names[i] = kinds->items[i].name;
        text_addf(&list, "%s%.*s", i ? ", " : "", STR_PRINT(names[i]));
    }
    Str near = text_nearest(str_from(name), names, kinds->count);
    return error_set(error, ERROR_USAGE, "import: unknown record kind '%s'; %s%.*s%s", name,
                     near.len ? "did you mean '" : "known are ",
                     STR_PRINT(near.len ? near : text_str(&list)), near.len ? "'?" : "");
}

/* Nothing of a trial reaches the disk, so a database that is not there stays so. */
static Store *import_store(Arena *arena, const Workspace *workspace, bool dry, Error *error)
{
    bool nowhere = dry && !file_exists(workspace->database);
    return store_open(arena, nowhere ? ":memory:" : workspace->database, STORE_CHANGE,
                      error);
}

/* A trial leaves the transaction open, to be given up at the end. */
static bool tables_make(Arena *arena, const ImportSettings *settings, Error *error)
{
    Store *store = settings->store;
    if (!store_begin(store, error))
        return false;
    if (tables_prepare(arena, store, &settings->workspace->records, error) &&
        (settings->dry || store_commit(store, error)))
        return true;
    store_rollback(store);
    return false;
}

static bool files_each(const ImportSettings *settings, const Choice *choice, Sum *sum,
                       Error *error)
{
    for (size_t i = 0; i < choice->count; i++) {
        ImportResult result;
        if (!import_file(settings, choice->paths[i], &result, error))
            return false;
        sum->files += result.outcome == IMPORT_DONE;
        sum->refused_files += result.outcome == IMPORT_REFUSED;
        sum->used += result.rows_used;
        sum->refused_rows += result.rows_refused;
        sum->findings += result.findings;
        sum->returned += result.returned;
    }
    return true;
}

static bool files_import(const ImportSettings *settings, const Choice *choice, Sum *sum,
                         Error *error)
{
    bool logged = choice->count >= FILES_MANY && !settings->dry;
    if (logged)
        store_log_begin(settings->store);
    bool done = files_each(settings, choice, sum, error);
    if (logged)
        store_log_end(settings->store);
    return done;
}

static void sum_tell(Arena *arena, const ImportSettings *settings, const Choice *choice,
                     const Sum *sum)
{
    Str parts[] = {number_plain(arena, AMOUNT_WHOLE(sum->files), 0),
                   number_plain(arena, AMOUNT_WHOLE(sum->used), 0),
                   number_plain(arena, AMOUNT_WHOLE(sum->refused_rows), 0),
                   number_plain(arena, AMOUNT_WHOLE(sum->findings), 0)};
    Str said = sum->files || sum->refused_files || !choice->inbox
                   ? words_say(arena, settings->language, SAY_SUM, parts)
                   : SAY_PLAIN(arena, settings->language, SAY_NOTHING_NEW);
    bool wrong = sum->findings || sum->refused_files;
    if (!settings->quiet || wrong)
        fprintf(settings->talk, "%.*s\n", STR_PRINT(said));
    Str folder = str_format(arena, "%s/", RETURNS_FOLDER);
    Str lists = number_plain(arena, AMOUNT_WHOLE(sum->returned), 0);
    said = SAY(arena, settings->language,
               sum->returned == 1 ? SAY_RETURNS_ONE : SAY_RETURNS, folder, lists);
    if (sum->returned)
        fprintf(settings->talk, "%.*s\n", STR_PRINT(said));
}

static bool import_run(const Run *run, int argc, char **argv, Error *error)
{
    Arena *arena = run->arena;
    Choice choice;
    Sum sum = {0};
    if (!choice_read(argc, argv, &choice, error) || !paths_check(&choice, error))
        return false;
    Workspace *workspace = workspace_open(arena, run->workspace, run->share, error);
    if (!workspace)
        return false;
    ContractKeys keys = contract_keys(arena, &workspace->records);
    ImportSettings settings = {.workspace = workspace,
                               .keys = &keys,
                               .language = workspace->language,
                               .dry = choice.dry,
                               .replace = choice.replace,
                               .quiet = run->quiet,
                               .undone_left = choice.inbox,
                               .same_told = !choice.inbox || run->verbose,
                               .findings_shown = run->verbose ? SIZE_MAX : FINDINGS_SHOWN,
                               .talk = stderr};
    if (run->language)
        settings.language = strcmp(run->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_SV;
    if (!kind_find(arena, &workspace->records, choice.kind, &settings.kind, error) ||
        !moment_now(arena, &settings.imported_at, error) ||
        (choice.inbox && !inbox_list(arena, run->workspace, &choice, error)))
        return false;
    bool is_new = !file_exists(workspace->database);
    settings.store = import_store(arena, workspace, choice.dry, error);
    if (!settings.store || !tables_make(arena, &settings, error) ||
        !journal_last_batch(settings.store, &settings.run_first, error))
        return false;
    settings.run_first++;
    bool done = choice.undo ? import_undo(&settings, choice.undo, error)
                            : files_import(&settings, &choice, &sum, error);
    if (choice.dry)
        store_rollback(settings.store);
    /* a first import that came to nothing leaves the folder as it was */
    if (is_new && !sum.files)
        file_remove(workspace->database);
    CellsCount cells = {0};
    bool any = sum.files || !is_new;
    if (!done || (!choice.dry && any &&
                  !facts_make_current(settings.store, workspace, arena, &cells, error)))
        return false;
    if (run->verbose && cells.cells)
        fprintf(settings.talk, "%.*s\n",
                STR_PRINT(SAY(arena, settings.language, SAY_CELLS_MADE,
                              number_plain(arena, AMOUNT_WHOLE((int64_t)cells.cells), 0))));
    if (!choice.undo)
        sum_tell(arena, &settings, &choice, &sum);
    if (sum.refused_files) {
        Str refused = SAY(arena, settings.language, SAY_SUM_REFUSED,
                          number_plain(arena, AMOUNT_WHOLE(sum.refused_files), 0));
        return error_set(error, ERROR_DATA, "%.*s", STR_PRINT(refused));
    }
    if (choice.strict && sum.findings)
        return error_set(error, ERROR_DATA, "--strict: %lld findings",
                         (long long)sum.findings);
    return true;
}

const Command command_import = {
    .name = "import",
    .usage =
        "import [FILE...] [--dry-run] [--replace] [--kind K] [--strict] [--undo BATCH]",
    .summary = "Reads what districts sent: what is new in inbox/, or the files named.",
    .help =
        "  --dry-run   tells everything, keeps nothing\n"
        "  --replace   the files say all there is of their units and periods\n"
        "  --kind K    the files are of this record kind (conversations, "
        "interventions, ...)\n"
        "  --strict    ends with status 65 when anything at all was found\n"
        "  --undo B    all is as if batch B (its number is told on import) had not been "
        "read\n"
        "\n"
        "A row with a defect is not used and is told with its place; a file with a "
        "personal\n"
        "identity number is refused whole. The same file twice changes nothing; a file "
        "of the\n"
        "same name with other content corrects the earlier one.\n"
        "\n"
        "Examples:\n"
        "  samsyn import\n"
        "  samsyn import --dry-run inbox/samtal-farsta-2018-03.csv\n",
    .run = import_run,
};
