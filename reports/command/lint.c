/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"
#include "reports/command/commands.h"
#include "reports/document/theme.h"
#include "reports/template/report.h"

typedef struct {
    const Run *run;
    Facts *names;
    Wordings wordings;
    LintTell tell;
    void *to;
} Linter;

static void lint_template(const Linter *linter, Str file)
{
    Error error = {0};
    Arena *arena = linter->run->arena;
    if (!template_load_worded(arena, linter->run->share, linter->run->workspace,
                              str_slice(file, 0, file.len - 3), &linter->wordings,
                              linter->names, &error))
        linter->tell(linter->to, error.message);
}

/* One's own of a name are read instead of the built-in one. */
static void lint_templates(const Linter *linter)
{
    Error error = {0};
    Arena *arena = linter->run->arena;
    const char *folders[] = {file_join(arena, linter->run->workspace, "reports"),
                             linter->run->share};
    for (size_t i = 0; i < 2; i++) {
        Str *files;
        size_t count = 0;
        if (i == 0 && !file_is_directory(folders[i]))
            continue;
        if (!file_list(arena, folders[i], STR(".md"), &files, &count, &error))
            linter->tell(linter->to, error.message);
        for (size_t j = 0; j < count; j++)
            if (template_is(files[j]) &&
                (i == 0 ||
                 !file_exists(file_join(arena, folders[0], str_zero(arena, files[j])))))
                lint_template(linter, files[j]);
    }
}

void report_lint(const Run *run, LintTell tell, void *to)
{
    Error error = {0};
    Workspace *workspace = workspace_open(run->arena, run->workspace, run->share, &error);
    if (!workspace) {
        tell(to, error.message);
        return;
    }
    Linter linter = {.run = run,
                     .names = facts_names_only(run->arena, workspace),
                     .tell = tell,
                     .to = to};
    if (!wordings_load(run->arena, run->share, run->workspace, &linter.wordings, &error)) {
        tell(to, error.message);
        return; /* no template can be read without them */
    }
    if (!theme_load(run->arena, run->share, run->workspace, &error))
        tell(to, error.message);
    lint_templates(&linter);
}
