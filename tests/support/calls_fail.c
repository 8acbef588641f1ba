/*
 * calls_fail: preloaded (LD_PRELOAD), it makes calls of one kind fail, as when a disk is broken, a
 * limit is reached or memory runs out.
 *
 * FAIL_KIND is look (opening, examining and reading files), keep (writing them), descriptor
 * (whatever takes one) or, with memory_fails.c, memory.  FAIL_AT=N fails only the N-th call, with
 * FAIL_LASTS also all after it; without FAIL_AT all calls fail.  FAIL_NAME restricts that to paths
 * with this ending.  FAIL_ERRNO is the error, EIO by default.  FAIL_FROM counts only after something
 * was sent that begins with it ("POST "), so that calls before that are left alone.  FAIL_COUNT
 * names a file that gets the number of such calls, and no call fails.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

enum kind { NONE, LOOK, KEEP, DESCRIPTOR, MEMORY };

static enum kind kind;
static long at;
static int lasts, counting, error = EIO;
static const char *name, *from;
static atomic_long calls;
static atomic_int begun;

__attribute__((constructor)) static void read_environment(void)
{
	static const char *const kinds[] = { "none", "look", "keep", "descriptor", "memory" };
	const char *wanted = getenv("FAIL_KIND"), *text;

	for (int i = 1; wanted && i < 5; i++)
		if (!strcmp(kinds[i], wanted))
			kind = (enum kind)i;
	at = (text = getenv("FAIL_AT")) ? atol(text) : 0;
	error = (text = getenv("FAIL_ERRNO")) ? atoi(text) : EIO;
	lasts = getenv("FAIL_LASTS") != NULL;
	name = getenv("FAIL_NAME");
	from = getenv("FAIL_FROM");
	begun = !from;
	counting = getenv("FAIL_COUNT") != NULL;
}

__attribute__((destructor)) static void write_count(void)
{
	const char *path = getenv("FAIL_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;

	if (file) {
		fprintf(file, "%ld", (long)calls);
		fclose(file);
	}
}

static int ends_in_name(const char *path)
{
	size_t len = name ? strlen(name) : 0, path_len = path ? strlen(path) : 0;

	return !name || (path_len >= len && !strcmp(path + path_len - len, name));
}

/* True when this call fails. */
static int fails(enum kind of, const char *path)
{
	long call;

	if (of != kind || !begun || !ends_in_name(path))
		return 0;
	call = atomic_fetch_add(&calls, 1) + 1;
	if (counting || (at && (call < at || (call > at && !lasts))))
		return 0;
	errno = error;
	return 1;
}

static void note_sent(const void *bytes, size_t len)
{
	if (from && len >= strlen(from) && !memcmp(bytes, from, strlen(from)))
		begun = 1;
}

static int opens_to_write(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY;
}

int openat(int fd, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & (O_CREAT | O_TMPFILE))
		mode = va_arg(args, mode_t);
	va_end(args);
	if (fails(opens_to_write(flags) ? KEEP : LOOK, path) || fails(DESCRIPTOR, path))
		return -1;
	return (int)syscall(SYS_openat, fd, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & (O_CREAT | O_TMPFILE))
		mode = va_arg(args, mode_t);
	va_end(args);
	return openat(AT_FDCWD, path, flags, mode);
}

/* The fortified headers call these instead. */
int __open_2(const char *path, int flags);
int __openat_2(int fd, const char *path, int flags);
ssize_t __read_chk(int fd, void *bytes, size_t len, size_t room);

int __open_2(const char *path, int flags)
{
	return openat(AT_FDCWD, path, flags);
}

int __openat_2(int fd, const char *path, int flags)
{
	return openat(fd, path, flags);
}

int lstat(const char *path, struct stat *st)
{
	return fails(LOOK, path) ? -1 : REAL(lstat)(path, st);
}

int stat(const char *path, struct stat *st)
{
	return fails(LOOK, path) ? -1 : REAL(stat)(path, st);
}

int fstatat(int fd, const char *path, struct stat *st, int flags)
{
	return fails(LOOK, path) ? -1 : REAL(fstatat)(fd, path, st, flags);
}

int access(const char *path, int mode)
{
	return fails(LOOK, path) ? -1 : REAL(access)(path, mode);
}

struct dirent *readdir(DIR *dir)
{
	return !name && fails(LOOK, NULL) ? NULL : REAL(readdir)(dir);
}

static int is_file(int fd)
{
	struct stat st;

	return syscall(SYS_newfstatat, fd, "", &st, AT_EMPTY_PATH) == 0 && S_ISREG(st.st_mode);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	return !name && kind == LOOK && is_file(fd) && fails(LOOK, NULL) ? -1 : syscall(SYS_read, fd, bytes, len);
}

ssize_t __read_chk(int fd, void *bytes, size_t len, size_t room)
{
	return len > room ? -1 : read(fd, bytes, len);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	note_sent(bytes, len);
	return !name && kind == KEEP && is_file(fd) && fails(KEEP, NULL) ? -1 : syscall(SYS_write, fd, bytes, len);
}

int fsync(int fd)
{
	return !name && fails(KEEP, NULL) ? -1 : REAL(fsync)(fd);
}

int posix_fallocate(int fd, off_t offset, off_t len)
{
	return !name && fails(KEEP, NULL) ? error : REAL(posix_fallocate)(fd, offset, len);
}

int rename(const char *old, const char *new)
{
	return fails(KEEP, new) ? -1 : REAL(rename)(old, new);
}

int renameat(int old_fd, const char *old, int new_fd, const char *new)
{
	return fails(KEEP, new) ? -1 : REAL(renameat)(old_fd, old, new_fd, new);
}

int renameat2(int old_fd, const char *old, int new_fd, const char *new, unsigned flags)
{
	return fails(KEEP, new) ? -1 : REAL(renameat2)(old_fd, old, new_fd, new, flags);
}

int unlinkat(int fd, const char *path, int flags)
{
	return fails(KEEP, path) ? -1 : REAL(unlinkat)(fd, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
	return fails(KEEP, path) ? -1 : REAL(mkdir)(path, mode);
}

int socket(int domain, int type, int protocol)
{
	return fails(DESCRIPTOR, NULL) ? -1 : REAL(socket)(domain, type, protocol);
}

int pipe2(int ends[2], int flags)
{
	return fails(DESCRIPTOR, NULL) ? -1 : REAL(pipe2)(ends, flags);
}

int dup(int fd)
{
	return fails(DESCRIPTOR, NULL) ? -1 : REAL(dup)(fd);
}

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
	note_sent(bytes, len);
	return syscall(SYS_sendto, fd, bytes, len, flags, NULL, 0);
}
