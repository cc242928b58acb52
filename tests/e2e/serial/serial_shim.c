/* How does a browser open a virtual serial port? Preloaded before umockdev's own library, this opens a node such as
 * /dev/ttyUSB0 as the pseudo-terminal that the virtual module has at the moment, and gives it what a pseudo-terminal lacks:
 * modem control lines, exclusive use that holds for root too, and faults of the line.
 *
 * SHIM_MAP names a file of lines "/dev/ttyUSB0 /dev/pts/7". It is read anew at each open, because a module that is plugged in
 * again has a new pseudo-terminal. The output lines of a port (DTR, RTS) can be read from "<SHIM_MAP>.ttyUSB0".
 *
 * A fault is bytes in a file "<SHIM_MAP>.ttyUSB0.fault": the next read of that port takes them before its own. Chromium sets
 * PARMRK, so that FF 00 00 is a break to it (see termios(3)).
 *
 * The calls go straight to the kernel: umockdev would answer ENOTTY to the ioctls that Chromium needs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PORTS 1024
#define NAME 64

/* What we know of the descriptors that we opened; a slot is one of ours while its node is set. */
static struct {
    char node[NAME];
    int lines;
} ports[PORTS];

/* Finds the pseudo-terminal of a node in the map. Returns 0 when the path is none of ours, 1 when found, -1 when unplugged. */
static int pty_for(const char *path, char pty[NAME]) {
    const char *map = getenv("SHIM_MAP");
    if (!map || !path || strncmp(path, "/dev/ttyUSB", 11) != 0) return 0;
    char text[4096];
    int fd = syscall(SYS_openat, AT_FDCWD, map, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
    syscall(SYS_close, fd);
    if (length < 0) return -1;
    text[length] = 0;
    char node[NAME], *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (sscanf(line, "%63s %63s", node, pty) == 2 && strcmp(node, path) == 0) return 1;
    return -1;
}

/* The name of a file about a port, next to the map. Returns 0 when there is none. */
static int beside_map(int fd, const char *suffix, char *path, size_t size) {
    const char *map = getenv("SHIM_MAP");
    const char *name = strrchr(ports[fd].node, '/');
    return map && name && snprintf(path, size, "%s.%s%s", map, name + 1, suffix) < (int)size;
}

/* Shows a test how the output lines stand. */
static void show_lines(int fd) {
    char path[4096], text[32];
    if (!beside_map(fd, "", path, sizeof path)) return;
    int length = snprintf(text, sizeof text, "dtr=%d rts=%d\n", !!(ports[fd].lines & TIOCM_DTR), !!(ports[fd].lines & TIOCM_RTS));
    int out = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) return;
    if (syscall(SYS_write, out, text, length) < 0) perror("serial_shim");
    syscall(SYS_close, out);
}

/* Opens a port as the kernel would: EBUSY while somebody holds it exclusively. The kernel's own TIOCEXCL lets root pass, so
 * a lock stands for it: everybody shares it, and TIOCEXCL takes it alone. */
static int open_port(const char *path, const char *pty, int flags) {
    int fd = syscall(SYS_openat, AT_FDCWD, pty, flags | O_NOCTTY, 0);
    if (fd < 0) return fd;
    if (fd >= PORTS || flock(fd, LOCK_SH | LOCK_NB) < 0) {
        syscall(SYS_close, fd);
        errno = EBUSY;
        return -1;
    }
    snprintf(ports[fd].node, NAME, "%s", path);
    ports[fd].lines = TIOCM_DTR | TIOCM_RTS; /* Linux raises both at open. */
    show_lines(fd);
    return fd;
}

#define WRAP_OPEN(name)                                                         \
    int name(const char *path, int flags, ...) {                                \
        va_list args;                                                           \
        va_start(args, flags);                                                  \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, int) : 0;  \
        va_end(args);                                                           \
        char pty[NAME];                                                         \
        switch (pty_for(path, pty)) {                                           \
        case 1: return open_port(path, pty, flags);                             \
        case -1: errno = ENOENT; return -1;                                     \
        }                                                                       \
        int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);          \
        return next(path, flags, mode);                                         \
    }
WRAP_OPEN(open)
WRAP_OPEN(open64)

/* Takes the fault that a test wants to see on this port. Returns how many bytes it is. A descriptor that was closed may be
 * another file by now, hence the look at what it is. */
static ssize_t take_fault(int fd, void *buffer, size_t size) {
    char path[4096];
    struct stat what;
    if (fstat(fd, &what) < 0 || !S_ISCHR(what.st_mode) || !beside_map(fd, ".fault", path, sizeof path)) return 0;
    int in = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (in < 0) return 0;
    ssize_t length = syscall(SYS_read, in, buffer, size);
    syscall(SYS_close, in);
    syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    return length;
}

ssize_t read(int fd, void *buffer, size_t size) {
    static ssize_t (*next)(int, void *, size_t);
    if (!next) next = dlsym(RTLD_NEXT, "read");
    ssize_t fault = fd >= 0 && fd < PORTS && ports[fd].node[0] ? take_fault(fd, buffer, size) : 0;
    return fault > 0 ? fault : next(fd, buffer, size);
}

int ioctl(int fd, unsigned long request, ...) {
    va_list args;
    va_start(args, request);
    void *value = va_arg(args, void *);
    va_end(args);
    if (fd < 0 || fd >= PORTS || !ports[fd].node[0]) {
        int (*next)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
        return next(fd, request, value);
    }
    switch (request) {
    case TIOCMGET: *(int *)value = TIOCM_CTS | TIOCM_DSR | TIOCM_CAR | ports[fd].lines; return 0;
    case TIOCMSET: ports[fd].lines = *(int *)value & (TIOCM_DTR | TIOCM_RTS); show_lines(fd); return 0;
    case TIOCMBIS: ports[fd].lines |= *(int *)value & (TIOCM_DTR | TIOCM_RTS); show_lines(fd); return 0;
    case TIOCMBIC: ports[fd].lines &= ~*(int *)value; show_lines(fd); return 0;
    case TIOCEXCL: return flock(fd, LOCK_EX | LOCK_NB);
    case TIOCNXCL: return flock(fd, LOCK_SH | LOCK_NB);
    }
    return syscall(SYS_ioctl, fd, request, value);
}
