/*
 * home_room: a file's place in the home, taken before there is anything to put there.
 *
 * Everything that writing it takes is had beforehand: the descriptors of its folder and
 * of a temporary file, and room for it on the disk.  What must not be lost once it
 * exists, such as a key that a server makes, has its place first.
 */
#ifndef KEYSTORE_HOME_ROOM_H
#define KEYSTORE_HOME_ROOM_H

#include "keystore/home.h"

struct home_room {
	bool taken;
	int folder_fd, fd;
	char temporary[32];
};

/* size: bytes that the file will have at most; 0 takes no room on the disk. */
MUST_USE bool home_room_take(struct home_room *out, const struct home *home, const char *folder, size_t size,
			     struct err *err);

/* The file whole, under its name, and safe from a power cut; the room is used up.  On failure
 * it is there for another try.  *taken, where it is not NULL: nothing is replaced, and what
 * failed is that there is such a file already. */
MUST_USE bool home_room_put(struct home_room *room, const char *file, const void *bytes, size_t len, bool *taken,
			    struct err *err);

void home_room_drop(struct home_room *room);	/* gives it back, unused; also where none is taken */

#endif
