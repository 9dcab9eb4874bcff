/* A file is published by writing a whole new one beside it, syncing that, renaming it over
 * the old one and syncing the folder: a run killed at any point leaves the old or the new
 * file, whole. Every system call that can fail asks fails_now() first, so that a test can
 * walk through all of them. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_LENGTH_MOST = 200 }; /* of the 255 bytes that file systems take */

/* The one mutable global of the program: which call is to fail, for tests. */
static struct {
    size_t nth, calls;
} fault = {.nth = SIZE_MAX};

void file_fault(size_t nth)
{
    fault.nth = nth;
    fault.calls = 0;
}

size_t file_fault_calls(void)
{
    return fault.calls;
}

static bool fails_now(void)
{
    if (fault.calls++ != fault.nth)
        return false;
    errno = ENOSPC;
    return true;
}

static int open_checked(const char *path, int flags, unsigned mode)
{
    if (fails_now())
        return -1;
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC, (mode_t)mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static bool sync_checked(int descriptor)
{
    return !fails_now() && fsync(descriptor) == 0;
}

static ssize_t read_checked(int descriptor, char *to, size_t room)
{
    if (fails_now())
        return -1;
    ssize_t count;
    do
        count = read(descriptor, to, room);
    while (count < 0 && errno == EINTR);
    return count;
}

/* Room for the size the system tells and one byte more, so that an ordinary file is read
 * at once and the next read finds the end; a pipe or a growing file doubles the room. */
static bool read_all(Arena *arena, int descriptor, Str *content)
{
    struct stat status;
    if (fails_now() || fstat(descriptor, &status) != 0)
        return false;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return false;
    }
    size_t capacity = status.st_size > 0 ? (size_t)status.st_size + 1 : 4096, len = 0;
    char *bytes = arena_alloc(arena, capacity);
    for (ssize_t count; (count = read_checked(descriptor, bytes + len, capacity - len));) {
        if (count < 0)
            return false;
        len += (size_t)count;
        if (len == capacity) {
            char *wider = arena_alloc_array(arena, capacity, 2);
            memcpy(wider, bytes, len);
            bytes = wider;
            capacity *= 2;
        }
    }
    *content = (Str){bytes, len};
    return true;
}

bool file_read(Arena *arena, const char *path, Str *content, Error *error)
{
    int descriptor = open_checked(path, O_RDONLY, 0);
    if (descriptor < 0)
        return error_set(error, ERROR_NO_INPUT, "%s: cannot be opened: %s", path,
                         strerror(errno));
    bool done = read_all(arena, descriptor, content);
    int reason = errno;
    close(descriptor);
    if (!done)
        return error_set(error, ERROR_NO_INPUT, "%s: cannot be read: %s", path,
                         strerror(reason));
    return true;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool file_is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_empty_directory(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    bool empty = true;
    for (struct dirent *entry; empty && (entry = readdir(folder)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty;
}

static int name_order(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static bool is_listed(int folder, const char *name, Str suffix, mode_t type)
{
    struct stat status;
    return name[0] != '.' && str_ends(str_from(name), suffix) &&
           fstatat(folder, name, &status, 0) == 0 && (status.st_mode & S_IFMT) == type;
}

static bool list(Arena *arena, const char *directory, Str suffix, mode_t type, Str **names,
                 size_t *count, Error *error)
{
    DIR *folder = fails_now() ? NULL : opendir(directory);
    if (!folder)
        return error_set(error, ERROR_NO_INPUT, "%s: cannot be listed: %s", directory,
                         strerror(errno));
    Str *found = NULL;
    size_t found_count = 0, capacity = 0;
    struct dirent *entry;
    while ((errno = 0, entry = fails_now() ? NULL : readdir(folder)) != NULL) {
        if (!is_listed(dirfd(folder), entry->d_name, suffix, type))
            continue;
        found = ARENA_GROW(arena, found, found_count, &capacity);
        found[found_count++] = str_copy(arena, str_from(entry->d_name));
    }
    int reason = errno;
    closedir(folder);
    if (reason)
        return error_set(error, ERROR_NO_INPUT, "%s: cannot be listed: %s", directory,
                         strerror(reason));
    if (found_count)
        qsort(found, found_count, sizeof *found, name_order);
    *names = found;
    *count = found_count;
    return true;
}

bool file_list(Arena *arena, const char *directory, Str suffix, Str **names, size_t *count,
               Error *error)
{
    return list(arena, directory, suffix, S_IFREG, names, count, error);
}

bool file_list_folders(Arena *arena, const char *directory, Str **names, size_t *count,
                       Error *error)
{
    return list(arena, directory, STR(""), S_IFDIR, names, count, error);
}

/* What is there already is asked after mkdir has refused: two jobs may make it at once, and
 * in a folder one may not write to the refusal need not be EEXIST. */
static bool make_directory(const char *path, Error *error)
{
    bool faulted = fails_now();
    if (!faulted && mkdir(path, 0755) == 0) /* nobody else may put anything there */
        return true;
    int reason = errno;
    if (!faulted && file_is_directory(path))
        return true;
    return error_set(error, ERROR_CREATE, "%s: the folder cannot be made: %s", path,
                     strerror(reason == EEXIST ? ENOTDIR : reason));
}

bool file_make_directories(const char *path, Error *error)
{
    char prefix[PATH_MAX];
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof prefix)
        return error_set(error, ERROR_CREATE, "%s: the folder cannot be made: %s", path,
                         strerror(len ? ENAMETOOLONG : ENOENT));
    memcpy(prefix, path, len + 1);
    for (size_t i = 1; i < len; i++) {
        if (prefix[i] != '/' || prefix[i - 1] == '/')
            continue;
        prefix[i] = '\0';
        if (!make_directory(prefix, error))
            return false;
        prefix[i] = '/';
    }
    return make_directory(prefix, error);
}

static bool write_all(int descriptor, Str content)
{
    for (size_t done = 0; done < content.len;) {
        if (fails_now())
            return false;
        ssize_t count = write(descriptor, content.ptr + done, content.len - done);
        if (count < 0 && errno != EINTR)
            return false;
        done += count > 0 ? (size_t)count : 0;
    }
    return sync_checked(descriptor);
}

/* What stood there before, and the umask, have no say in who may read it. A file system
 * without such rights keeps what it has: never more than open() asked for. */
static void mode_choose(int descriptor, unsigned mode)
{
    int ignored = fchmod(descriptor, (mode_t)mode);
    (void)ignored;
}

bool file_write(const char *path, Str content, unsigned mode, Error *error)
{
    int descriptor = open_checked(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
    if (descriptor < 0)
        return error_set(error, ERROR_CREATE, "%s: cannot be created: %s", path,
                         strerror(errno));
    mode_choose(descriptor, mode);
    bool done = write_all(descriptor, content);
    int reason = errno;
    /* Some file systems tell of a full disk only here. */
    bool closed = close(descriptor) == 0 && !fails_now();
    if (done && closed)
        return true;
    if (done)
        reason = errno;
    unlink(path);
    return error_set(error, ERROR_WRITE, "%s: cannot be written: %s", path,
                     strerror(reason));
}

bool file_make_private(const char *path, Error *error)
{
    int descriptor = open_checked(path, O_RDWR | O_CREAT, 0600);
    if (descriptor < 0)
        return error_set(error, ERROR_CREATE, "%s: cannot be created: %s", path,
                         strerror(errno));
    close(descriptor);
    return true;
}

/* mkstemp() opens it for its owner alone. */
static bool make_temporary_in(Arena *arena, const char *directory, const char **path)
{
    if (fails_now())
        return false;
    char *name = (char *)file_join(arena, directory, ".samsyn-XXXXXX"); /* of our own */
    int descriptor = mkstemp(name);
    if (descriptor < 0)
        return false;
    close(descriptor);
    *path = name;
    return true;
}

bool file_make_temporary(Arena *arena, const char *directory, const char **path,
                         Error *error)
{
    const char *named = getenv("TMPDIR");
    const char *elsewhere = named && *named ? named : "/tmp";
    return make_temporary_in(arena, directory, path) ||
           make_temporary_in(arena, elsewhere, path) ||
           error_set(error, ERROR_CREATE, "%s: no file can be created there: %s", elsewhere,
                     strerror(errno));
}

/* The folder a path lies in; false when the path is longer than the system allows. */
static bool folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    if (len >= PATH_MAX)
        return false;
    if (len == 0) { /* the root, or here */
        path = slash ? "/" : ".";
        len = 1;
    }
    memcpy(folder, path, len);
    folder[len] = '\0';
    return true;
}

bool file_rename(const char *from, const char *to, Error *error)
{
    char folder[PATH_MAX];
    if (!folder_of(to, folder))
        return error_set(error, ERROR_WRITE, "%s: %s", to, strerror(ENAMETOOLONG));
    /* Opened before the rename: what can fail should fail while the old file is there. */
    int descriptor = open_checked(folder, O_RDONLY | O_DIRECTORY, 0);
    if (descriptor < 0)
        return error_set(error, ERROR_WRITE, "%s: cannot be opened: %s", folder,
                         strerror(errno));
    bool renamed = !fails_now() && rename(from, to) == 0;
    /* EINVAL: a file system that cannot sync folders. */
    bool synced = renamed && (sync_checked(descriptor) || errno == EINVAL);
    int reason = errno;
    close(descriptor);
    if (!renamed)
        return error_set(error, ERROR_WRITE, "%s: cannot be renamed to %s: %s", from, to,
                         strerror(reason));
    if (!synced)
        return error_set(error, ERROR_WRITE, "%s: cannot be synced: %s", folder,
                         strerror(reason));
    return true;
}

void file_remove(const char *path)
{
    unlink(path);
}

void file_remove_directory(const char *path)
{
    rmdir(path);
}

typedef struct {
    int file;
} Lock;

static void lock_release(void *lock)
{
    close(((Lock *)lock)->file);
}

bool file_lock_directory(Arena *arena, const char *path, Error *error)
{
    if (!file_make_directories(path, error))
        return false;
    Lock *lock = ARENA_NEW(arena, Lock);
    lock->file = fails_now() ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock->file < 0)
        return error_set(error, ERROR_CREATE, "%s: cannot be opened: %s", path,
                         strerror(errno));
    arena_defer(arena, lock_release, lock);
    if (flock(lock->file, LOCK_EX | LOCK_NB) == 0 || errno == ENOLCK || errno == ENOSYS)
        return true;
    return error_set(error, ERROR_WRITE,
                     "%s: another run is writing there; try again when it is done", path);
}

bool file_replace(const char *path, Str content, unsigned mode, Error *error)
{
    char aside[PATH_MAX];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    int len =
        snprintf(aside, sizeof aside, "%.*s.%s.aside", (int)(name - path), path, name);
    if (len < 0 || (size_t)len >= sizeof aside)
        return error_set(error, ERROR_CREATE, "%s: cannot be created: %s", path,
                         strerror(ENAMETOOLONG));
    if (!file_write(aside, content, mode, error))
        return false;
    if (file_rename(aside, path, error))
        return true;
    unlink(aside);
    return false;
}

bool file_name_plain(Str name)
{
    size_t offset;
    if (!name.len || name.len > NAME_LENGTH_MOST || name.ptr[0] == '.' ||
        !utf8_valid(name, &offset) || text_hides(name, &offset))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (strchr("/\\\n\r\t", name.ptr[i]))
            return false;
    return true;
}

const char *file_join(Arena *arena, const char *directory, const char *name)
{
    Str folder = str_from(directory);
    if (name[0] == '/' || folder.len == 0 || str_equal(folder, STR(".")))
        return str_zero(arena, str_from(name));
    const char *between = str_ends(folder, STR("/")) ? "" : "/";
    return str_format(arena, "%s%s%s", directory, between, name).ptr;
}
