/* home_room: writes a file whole or not at all. */
#include "keystore/home_room.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "wallet/base/hex.h"

#define BLOCK 4096

static bool write_all(int fd, const void *bytes, size_t len)
{
	const uint8_t *p = bytes;

	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n == 0 ? EIO : errno;
			return false;
		}
		p += n;
		len -= (size_t)n;
	}
	return true;
}

bool home_sync_fd(int fd)
{
	int failed;

	do
		failed = fsync(fd);
	while (failed && errno == EINTR);
	return !failed;
}

bool home_write_fd(int fd, const void *bytes, size_t len)
{
	return fchmod(fd, 0600) == 0 && write_all(fd, bytes, len) && home_sync_fd(fd);
}

void home_temporary_name(char out[HOME_TEMPORARY_SIZE])
{
	uint8_t random[8];

	randombytes_buf(random, sizeof(random));
	memcpy(out, HOME_TEMPORARY, sizeof(HOME_TEMPORARY));
	hex_encode(out + strlen(HOME_TEMPORARY), random, sizeof(random));
}

/* For file systems that cannot set room aside: a file that is written has its room. */
static bool write_zeros(int fd, size_t size)
{
	static const char zeros[BLOCK];

	for (size_t done = 0; done < size; done += BLOCK)
		if (!write_all(fd, zeros, BLOCK))
			return false;
	return true;
}

/* Syncs as well, because some file systems find out no earlier that they are full. */
static bool set_aside(int fd, size_t size)
{
	int failed = posix_fallocate(fd, 0, (off_t)size);

	if (failed == EINVAL || failed == EOPNOTSUPP || failed == ENOSYS)
		return write_zeros(fd, size) && home_sync_fd(fd);
	errno = failed;
	return !failed && home_sync_fd(fd);
}

static void close_both(struct home_room *room)
{
	int saved = errno;

	close(room->fd);
	close(room->folder_fd);
	*room = (struct home_room){ 0 };
	errno = saved;
}

/* errno says why it failed. */
static bool open_temporary(struct home_room *room, size_t size)
{
	int saved;

	home_temporary_name(room->temporary);
	room->fd = openat(room->folder_fd, room->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (room->fd < 0)
		return false;
	if (fchmod(room->fd, 0600) == 0 && (!size || set_aside(room->fd, size)))
		return true;
	saved = errno;
	unlinkat(room->folder_fd, room->temporary, 0);
	close(room->fd);
	errno = saved;
	return false;
}

bool home_room_take(struct home_room *out, const struct home *home, const char *folder, size_t size, struct err *err)
{
	struct home_room room = { .taken = true };
	int saved;

	room.folder_fd = home_folder_open(home, folder, err);
	if (room.folder_fd < 0)
		return false;
	if (open_temporary(&room, size)) {
		*out = room;
		return true;
	}
	saved = errno;
	close(room.folder_fd);
	return err_set_errno(err, saved, "No file can be written in %s", folder);
}

static bool fill(int fd, const void *bytes, size_t len)
{
	return lseek(fd, 0, SEEK_SET) == 0 && write_all(fd, bytes, len) && ftruncate(fd, (off_t)len) == 0 &&
	       home_sync_fd(fd);
}

/* EINVAL: this file system can only replace. */
static bool rename_to_new(const struct home_room *room, const char *file)
{
	int folder = room->folder_fd;
	struct stat st;

	if (renameat2(folder, room->temporary, folder, file, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL)
		return false;
	if (fstatat(folder, file, &st, AT_SYMLINK_NOFOLLOW) == 0)
		errno = EEXIST;
	return errno == ENOENT && renameat(folder, room->temporary, folder, file) == 0;
}

static bool rename_in(const struct home_room *room, const char *file, bool replaces)
{
	return replaces ? renameat(room->folder_fd, room->temporary, room->folder_fd, file) == 0
			: rename_to_new(room, file);
}

bool home_room_put(struct home_room *room, const char *file, const void *bytes, size_t len, bool *taken,
		   struct err *err)
{
	bool ok;

	if (!home_folder_check_name(file, err))
		return false;
	ok = fill(room->fd, bytes, len) && rename_in(room, file, !taken);
	if (taken)
		*taken = !ok && errno == EEXIST;
	if (!ok)
		return err_set_errno(err, errno, "Cannot write %s", file);
	/* The file is there now.  Only whether it survives a power cut is open. */
	ok = home_sync_fd(room->folder_fd) ||
	     err_set_errno(err, errno, "%s is written, but may not survive a power cut", file);
	close_both(room);
	return ok;
}

void home_room_drop(struct home_room *room)
{
	if (!room->taken)
		return;
	unlinkat(room->folder_fd, room->temporary, 0);
	close_both(room);
}

bool home_write(const struct home *home, const char *folder, const char *file, const void *bytes, size_t len,
		struct err *err)
{
	struct home_room room = { 0 };
	bool ok;

	if (!home_folder_check_name(file, err) || !home_room_take(&room, home, folder, 0, err))
		return false;
	ok = home_room_put(&room, file, bytes, len, NULL, err);
	home_room_drop(&room);
	return ok;
}

void home_write_hint(const struct home *home, const char *folder, const char *file, const void *bytes, size_t len)
{
	char temporary[HOME_TEMPORARY_SIZE];
	struct err ignored;
	int folder_fd = home_folder_open(home, folder, &ignored), fd;

	if (folder_fd < 0)
		return;
	home_temporary_name(temporary);
	fd = openat(folder_fd, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd >= 0 && (!write_all(fd, bytes, len) || renameat(folder_fd, temporary, folder_fd, file) != 0))
		unlinkat(folder_fd, temporary, 0);
	if (fd >= 0)
		close(fd);
	close(folder_fd);
}
