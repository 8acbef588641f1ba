/*
 * kill_at: preloaded (LD_PRELOAD), it kills the program just before the N-th call that changes
 * something outside of it: KILL_AT=N.  A test can then see what a crash or a power cut at that
 * moment leaves behind.
 *
 * These calls count: renaming, linking, removing, syncing, sending, and writing to a file or to
 * standard output.
 *
 * With SIMPLE_DISK set every file has a name from its beginning, as on FAT.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The next definition of the function of that name, as a pointer to its type. */
#define REAL(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

static void count(void)
{
	static atomic_long calls;
	const char *kill_at = getenv("KILL_AT");

	if (kill_at && atomic_fetch_add(&calls, 1) + 1 == atol(kill_at))
		raise(SIGKILL);
}

static int is_kept(int fd)
{
	struct stat st;

	return fd == STDOUT_FILENO || (fstat(fd, &st) == 0 && S_ISREG(st.st_mode));
}

int rename(const char *from, const char *to)
{
	count();
	return REAL(rename)(from, to);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	count();
	return REAL(renameat)(from_fd, from, to_fd, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
	count();
	return REAL(renameat2)(from_fd, from, to_fd, to, flags);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	count();
	return REAL(linkat)(from_fd, from, to_fd, to, flags);
}

int open(const char *path, int flags, ...)
{
	bool nameless = (flags & O_TMPFILE) == O_TMPFILE;
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT || nameless)
		mode = va_arg(args, mode_t);
	va_end(args);
	if (nameless && getenv("SIMPLE_DISK")) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return REAL(open)(path, flags, mode);
}

int unlink(const char *path)
{
	count();
	return REAL(unlink)(path);
}

int unlinkat(int fd, const char *path, int flags)
{
	count();
	return REAL(unlinkat)(fd, path, flags);
}

int fsync(int fd)
{
	count();
	return REAL(fsync)(fd);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	if (is_kept(fd))
		count();
	return REAL(write)(fd, bytes, len);
}

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
	count();
	return REAL(send)(fd, bytes, len, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	count();
	return REAL(sendmsg)(fd, message, flags);
}
