/* Loaded before a program (LD_PRELOAD): makes one of its calls to the system fail, or ends
 * the program there as a power cut would, and counts how many such calls there were.
 *
 *   FAULT_CALL   open write sync rename truncate unlink mkdir memory
 *   FAULT_AT     the how-many-th of them, from 1; 0: only count
 *   FAULT_HOW    fail (once), short (a write of half), full (this one and all after it),
 *                kill
 *   FAULT_COUNT  a file that is given the number of calls
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    bool known, memory;
    bool spared; /* in a call of the C library that ends the program itself */
    char call[16], how[8];
    long at;
    long count;
} fault;

/* Before main, but memory may be asked for before this. */
__attribute__((constructor)) static void fault_begin(void)
{
    const char *call = getenv("FAULT_CALL"), *how = getenv("FAULT_HOW");
    const char *at = getenv("FAULT_AT");
    if (!call || !how || !at)
        return;
    snprintf(fault.call, sizeof fault.call, "%s", call);
    snprintf(fault.how, sizeof fault.how, "%s", how);
    fault.at = strtol(at, NULL, 10);
    fault.memory = !strcmp(call, "memory");
    fault.known = true;
}

__attribute__((destructor)) static void fault_end(void)
{
    const char *path = getenv("FAULT_COUNT");
    char text[32];
    if (!fault.known || !path)
        return;
    int length = snprintf(text, sizeof text, "%ld\n", fault.count);
    long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || syscall(SYS_write, file, text, (size_t)length) != length)
        _exit(99);
    syscall(SYS_close, file);
}

/* Is it now? */
static bool falls(const char *call)
{
    if (!fault.known || strcmp(call, fault.call) != 0)
        return false;
    fault.count++;
    bool now = fault.count == fault.at ||
               (fault.at && fault.count > fault.at && !strcmp(fault.how, "full"));
    if (now && !strcmp(fault.how, "kill"))
        syscall(SYS_kill, getpid(), SIGKILL);
    return now;
}

/* The function that would have been called. */
#define REAL(name) (__extension__(__typeof__(&(name))) dlsym(RTLD_NEXT, #name))

static ssize_t fail_write(int error)
{
    errno = error;
    return -1;
}

ssize_t write(int file, const void *bytes, size_t count)
{
    if (file > 2 && falls("write")) {
        if (strcmp(fault.how, "short") != 0 || count < 2)
            return fail_write(ENOSPC);
        count /= 2;
    }
    return REAL(write)(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    if (falls("write")) {
        if (strcmp(fault.how, "short") != 0 || count < 2)
            return fail_write(ENOSPC);
        count /= 2;
    }
    return REAL(pwrite64)(file, bytes, count, offset);
}

int fsync(int file)
{
    return falls("sync") ? (int)fail_write(EIO) : REAL(fsync)(file);
}

int fdatasync(int file)
{
    return falls("sync") ? (int)fail_write(EIO) : REAL(fdatasync)(file);
}

int rename(const char *from, const char *to)
{
    return falls("rename") ? (int)fail_write(EIO) : REAL(rename)(from, to);
}

int ftruncate64(int file, off64_t length)
{
    return falls("truncate") ? (int)fail_write(EIO) : REAL(ftruncate64)(file, length);
}

int unlink(const char *path)
{
    return falls("unlink") ? (int)fail_write(EIO) : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode)
{
    return falls("mkdir") ? (int)fail_write(ENOSPC) : REAL(mkdir)(path, mode);
}

static unsigned mode_of(int flags, va_list rest)
{
    return flags & O_CREAT ? va_arg(rest, unsigned) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    unsigned mode = mode_of(flags, rest);
    va_end(rest);
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    return writes && falls("open") ? (int)fail_write(ENOSPC)
                                   : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    unsigned mode = mode_of(flags, rest);
    va_end(rest);
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    return writes && falls("open") ? (int)fail_write(ENOSPC)
                                   : REAL(open64)(path, flags, mode);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static bool memory_falls(void)
{
    return fault.memory && !fault.spared && falls("memory");
}

/* glibc 2.36 reads nsswitch.conf here and, short of memory, ends the program with an
 * assertion of its own (nss/nss_database.c): that is not the program's to mend. */
struct passwd *getpwuid(uid_t user)
{
    fault.spared = true;
    struct passwd *found = REAL(getpwuid)(user);
    fault.spared = false;
    return found;
}

void *malloc(size_t size)
{
    return memory_falls() ? (errno = ENOMEM, NULL) : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return memory_falls() ? (errno = ENOMEM, NULL) : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return memory_falls() ? (errno = ENOMEM, NULL) : __libc_realloc(block, size);
}
