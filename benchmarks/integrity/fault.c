/* Makes the k-th write, fsync or rename fail, as a full or broken disk would: preloaded by benchmarks/integrity/faults.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1;
static int kind = 0, sticky = 0;
static long calls = 0;

void fault_arm(long at, int error, int stays) { left = at; kind = error; sticky = stays; calls = 0; }
long fault_calls(void) { return calls; }

static int fails(void) {
    calls++;
    if (left < 0) return 0;
    if (left == 0) { if (!sticky) left = -1; errno = kind; return 1; }
    left--;
    return 0;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) { REAL(write); return fd > 2 && fails() ? -1 : real(fd, data, size); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { REAL(pwrite); return fails() ? -1 : real(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { REAL(pwrite64); return fails() ? -1 : real(fd, data, size, at); }
int fsync(int fd) { REAL(fsync); return fails() ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return fails() ? -1 : real(fd); }
int rename(const char *from, const char *to) { REAL(rename); return fails() ? -1 : real(from, to); }
