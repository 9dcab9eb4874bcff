/* A workspace is opened in one go and stops at the first fault; a check tries each file of
 * it, so that one run tells what is wrong in all of them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"
#include "engine/base/yaml.h"
#include "engine/command/check_list.h"

static bool failed(Check *check, Error *error)
{
    bool any = error->kind != ERROR_NONE;
    if (any)
        check_add_failure(check, error->message);
    *error = (Error){0};
    return any;
}

static void try_each(Check *check)
{
    const char *folder = check->run->workspace, *share = check->run->share;
    const char *goals_path = file_join(check->arena, folder, "goals.csv");
    Error error = {0};
    Units units;
    RecordKinds kinds;
    Indicators indicators;
    Goals goals;
    units_load(check->arena, file_join(check->arena, folder, "units.csv"), &units, &error);
    bool no_units = failed(check, &error);
    records_load(check->arena, share, folder, &kinds, &error);
    if (failed(check, &error))
        return;
    indicators_load(check->arena, share, folder, &kinds, false, &indicators, &error);
    if (failed(check, &error) || no_units || !file_exists(goals_path))
        return;
    goals_load(check->arena, goals_path, &indicators, &units, &goals, &error);
    failed(check, &error);
}

static void tell(void *to, const char *message)
{
    check_add_failure(to, message);
}

/* Even when something else is wrong in it, samsyn.yaml may say in which language to tell.
 */
static Language language_told(const Check *check)
{
    Error ignored = {0};
    const YamlNode *root =
        yaml_load(check->arena,
                  file_join(check->arena, check->run->workspace, "samsyn.yaml"), &ignored);
    bool english = check->run->language
                       ? str_equal(str_from(check->run->language), STR("en"))
                       : str_equal(yaml_text(root, "language", STR("")), STR("en"));
    return english ? LANGUAGE_EN : LANGUAGE_SV;
}

bool check_settings(Check *check, Error *error)
{
    Error broken = {0};
    check->language = language_told(check);
    check->workspace =
        workspace_open(check->arena, check->run->workspace, check->run->share, &broken);
    if (broken.kind == ERROR_NO_INPUT || broken.kind == ERROR_WRITE)
        return error_set(error, broken.kind, "%s", broken.message);
    if (!check->workspace) {
        failed(check, &broken);
        try_each(check);
        return true;
    }
    if (check->run->lint_templates)
        check->run->lint_templates(check->run, tell, check);
    return true;
}
