#include "app/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The terminal, two pipes, a connection to each of eight nodes, to Venice and a proxy, what curl wakes itself with, and
 * the files of a key that is stored. */
#define ENOUGH 32

/* The limit alone does not say how many are left: whoever starts the program may leave it open ones. */
bool descriptors_suffice(struct err *err)
{
	int opened[ENOUGH], failed = 0;
	size_t count = 0;

	while (count < ENOUGH && !failed) {
		opened[count] = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
		failed = opened[count] < 0 ? errno : 0;
		count += !failed;
	}
	for (size_t i = 0; i < count; i++)
		close(opened[i]);
	return !failed || err_set_errno(err, failed, "Only %zu more files can be opened, of %d that may be needed", count, ENOUGH);
}
