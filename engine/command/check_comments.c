/* Units' own words that no report would show: of a period or a unit that is none, or not to
 * be shown. Nothing of what they say is repeated. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"
#include "engine/command/check_list.h"
#include "engine/facts_comments.h"

static Str place_of(const Check *check, Str folder, Str file)
{
    return str_format(check->arena, "comments/%.*s%s%.*s", STR_PRINT(folder),
                      file.len ? "/" : "", STR_PRINT(file));
}

static void check_words_of(Check *check, Facts *names, Str unit, Period period, Str place)
{
    FactComment comment;
    Error broken = {0};
    if (!facts_comment(names, check->arena, unit, period, &comment, &broken))
        check_add_failure(check, broken.message);
    else if (comment.state == COMMENT_PERSONAL || comment.state == COMMENT_UNREADABLE)
        CHECK_ADD(check, GRAVITY_ERROR,
                  str_format(check->arena, "%.*s:%d", STR_PRINT(place), comment.line),
                  comment.state == COMMENT_PERSONAL ? CHECK_COMMENT_PERSONAL
                                                    : CHECK_COMMENT_UNREADABLE,
                  {"", 0});
}

static bool check_folder(Check *check, Facts *names, const char *comments, Str folder,
                         Error *error)
{
    Str *files;
    size_t count;
    Period period;
    if (!period_parse(folder, &period)) {
        CHECK_ADD(check, GRAVITY_WARNING, place_of(check, folder, (Str){"", 0}),
                  CHECK_COMMENT_NO_PERIOD, {"", 0});
        return true;
    }
    if (!file_list(check->arena,
                   file_join(check->arena, comments, str_zero(check->arena, folder)),
                   STR(".md"), &files, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        Str name = text_normalise(check->arena, str_slice(files[i], 0, files[i].len - 3));
        Str place = place_of(check, folder, files[i]);
        const Units *units = &check->workspace->units;
        const Unit *unit = units_recognise(units, name);
        if (unit)
            check_words_of(check, names, unit->id, period, place);
        else
            CHECK_ADD(check, GRAVITY_WARNING, place, CHECK_COMMENT_NO_UNIT, name);
    }
    return true;
}

bool check_comments(Check *check, Error *error)
{
    Str *folders;
    size_t count;
    const char *comments = file_join(check->arena, check->run->workspace, "comments");
    if (!file_is_directory(comments))
        return true;
    if (!file_list_folders(check->arena, comments, &folders, &count, error))
        return false;
    Facts *names = facts_names_only(check->arena, check->workspace);
    for (size_t i = 0; i < count; i++)
        if (!check_folder(check, names, comments, folders[i], error))
            return false;
    return true;
}
