/* Ends the process at the NUTGRAF_FAULT-th call that changes a disk: before it, or after it with NUTGRAF_AFTER set.
   With NUTGRAF_FAULT=0 it only counts them, into the file NUTGRAF_COUNT. Made by tests/test_faults.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long fault = -1;
static int after;

__attribute__((constructor)) static void start(void) {
    const char *at = getenv("NUTGRAF_FAULT");
    fault = at ? atol(at) : -1;
    after = getenv("NUTGRAF_AFTER") != NULL;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("NUTGRAF_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", atomic_load(&calls));
        fclose(file);
    }
}

static long counted(void) { return atomic_fetch_add(&calls, 1) + 1; }

#define WRAP(type, name, params, args)                      \
    type name params {                                      \
        static type(*real) params;                          \
        if (!real) real = (type(*) params)dlsym(RTLD_NEXT, #name); \
        long n = counted();                                 \
        if (n == fault && !after) _exit(137);               \
        type result = real args;                            \
        if (n == fault) _exit(137);                         \
        return result;                                      \
    }

WRAP(int, rename, (const char *a, const char *b), (a, b))
WRAP(int, unlink, (const char *a), (a))
WRAP(int, rmdir, (const char *a), (a))
WRAP(int, mkdir, (const char *a, mode_t m), (a, m))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, ftruncate64, (int fd, off64_t to), (fd, to))

ssize_t write(int fd, const void *bytes, size_t n) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (fd <= 2) return real(fd, bytes, n);
    long call = counted();
    if (call == fault) {
        /* After: half of it is on disk, the worst that a kill can leave. */
        if (after) real(fd, bytes, n / 2);
        _exit(137);
    }
    return real(fd, bytes, n);
}

int open64(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (!(flags & (O_CREAT | O_TRUNC))) return real(path, flags, mode);
    long call = counted();
    if (call == fault && !after) _exit(137);
    int fd = real(path, flags, mode);
    if (call == fault) _exit(137);
    return fd;
}
