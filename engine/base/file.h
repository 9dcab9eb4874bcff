/* file.h: reading, and writing that is seen whole or not at all.
 *
 * fails  reading: ERROR_NO_INPUT; creating: ERROR_CREATE; writing, syncing, renaming:
 *        ERROR_WRITE; always with the path and the system's reason
 *
 * Every call that can fail in the system goes through file_fault(), so that a test can make
 * the n-th of them fail.
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_BASE_FILE_H
#define SAMSYN_BASE_FILE_H

#include <stdbool.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

bool file_read(Arena *arena, const char *path, Str *content, Error *error);
bool file_exists(const char *path);
bool file_is_directory(const char *path);
/* Nothing at all in it, hidden files and folders included; false when it cannot be read. */
bool file_is_empty_directory(const char *path);
/* Names (not paths) of plain files that end in `suffix`, sorted by bytes; hidden ones (with
 * a leading dot, as macOS strews them) are left out. */
bool file_list(Arena *arena, const char *directory, Str suffix, Str **names, size_t *count,
               Error *error);
/* Of the folders in it, likewise. */
bool file_list_folders(Arena *arena, const char *directory, Str **names, size_t *count,
                       Error *error);
bool file_make_directories(const char *path, Error *error); /* like mkdir -p */
/* Makes the folder, and keeps other runs from writing there until the arena is closed or
 * the process ends, however it ends: nothing is left to be removed. */
bool file_lock_directory(Arena *arena, const char *path, Error *error);

/* Writes aside and syncs; the target is untouched until file_rename(). The mode is the
 * file's, whatever the umask. */
bool file_write(const char *path, Str content, unsigned mode, Error *error);
/* An empty file that only its owner can read, unless there is one already. */
bool file_make_private(const char *path, Error *error);
/* A new, empty file that only its owner can read, in `directory` or, where that cannot be
 * written to, in $TMPDIR or /tmp. */
bool file_make_temporary(Arena *arena, const char *directory, const char **path,
                         Error *error);
bool file_rename(const char *from, const char *to, Error *error); /* and syncs the folder */
void file_remove(const char *path);                               /* silently */
void file_remove_directory(const char *path); /* silently, and only when it is empty */
/* The two together: .NAME.aside beside it, then rename. What a run that was stopped left
 * there is written over by the next. */
bool file_replace(const char *path, Str content, unsigned mode, Error *error);

/* May this be a file's name in a folder of ours: no folders, nothing hidden in it or by a
 * leading dot, and short enough for what is put around it? */
bool file_name_plain(Str name);

/* A name that begins with "/" stands alone; the folder "." is not written out. */
const char *file_join(Arena *arena, const char *directory, const char *name);

/* Tests: make the n-th failing-capable call (0-based) fail as if the disk were full;
 * SIZE_MAX never. file_fault_calls() says how many there were since. */
void file_fault(size_t nth);
size_t file_fault_calls(void);

#endif
