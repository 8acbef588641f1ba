/*
 * disk_fails: preloaded (LD_PRELOAD), it makes writing to files fail like a broken disk, as long as
 * the file that DISK_FAILS names exists.  That file contains the errno.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

/* Returns the errno; 0: the disk is well. */
static int failure(void)
{
	const char *path = getenv("DISK_FAILS");
	FILE *file = path ? fopen(path, "r") : NULL;
	int value = 0;

	if (file && fscanf(file, "%d", &value) != 1)
		value = EIO;
	if (file)
		fclose(file);
	return value;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	struct stat st;
	/* What has no name is a file in memory. */
	int failed = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink > 0 ? failure() : 0;

	if (!failed)
		return REAL(write)(fd, bytes, len);
	errno = failed;
	return -1;
}
