/*
 * keystore_cache: what the last listing of a large keystore found, so that the
 * next need not open every file.  It holds while both folders are as they were.
 */
#ifndef KEYSTORE_KEYSTORE_CACHE_H
#define KEYSTORE_KEYSTORE_CACHE_H

#include "keystore/keystore.h"

/* What a folder was like: any file added, removed or replaced changes it. */
struct keystore_stamp {
	uint64_t folder[2][4];	/* of keystore/ and watch/: device, inode, changed, contents changed, in ns */
};

MUST_USE bool keystore_stamp(struct keystore_stamp *out, const struct home *home);

/* False where there is none for this stamp. */
MUST_USE bool keystore_cache_read(struct accounts *out, size_t *damaged, const struct home *home,
				  const struct keystore_stamp *stamp);

/* stamp is of before the listing.  Does nothing for a small keystore, or for one that
 * changed so lately that the clock could miss a further change. */
void keystore_cache_write(const struct home *home, const struct accounts *accounts, size_t damaged,
			  const struct keystore_stamp *stamp);

#endif
