/*
 * home_room: a file's place in the home, taken before there is anything to put there.
 *
 * It takes in advance everything that writing the file needs: the descriptors of its folder and of
 * a temporary file, and room on the disk.  Some things must not be lost once they exist, such as a
 * key that a server makes.  They get their place first.
 */
#ifndef KEYSTORE_HOME_ROOM_H
#define KEYSTORE_HOME_ROOM_H

#include "keystore/home.h"

struct home_room {
	bool taken;
	int folder_fd, fd;
	char temporary[32];
};

/* size is the most bytes that the file will have; 0 takes no room on the disk. */
MUST_USE bool home_room_take(struct home_room *out, const struct home *home, const char *folder, size_t size,
			     struct err *err);

/* Writes the whole file under its name, safe from a power cut, and uses the room up.  On failure
 * the room is left for another try.  If taken is not NULL, nothing is replaced, and *taken says
 * whether it failed because there is such a file already. */
MUST_USE bool home_room_put(struct home_room *room, const char *file, const void *bytes, size_t len, bool *taken,
			    struct err *err);

void home_room_drop(struct home_room *room);	/* gives the room back unused; does nothing if none is taken */

#endif
