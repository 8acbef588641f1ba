/* The list of files in an opened backup.  No file that it names lands outside the home, and what
 * was gathered can be dropped again. */
#include "keystore/backup.h"

#include "keystore/home_restore.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct home *home = fuzz_home();
	struct buf plain;
	struct err err;
	size_t files;

	buf_init(&plain, 0);
	FUZZ_HOLDS(buf_add(&plain, data, len) && home_restore_begin(home, &err));
	if (backup_unpack(&files, home, &plain, &err))
		FUZZ_HOLDS(files <= len / 6);
	else
		FUZZ_HOLDS(err.code != ERR_NONE && err.msg[0]);
	home_restore_drop(home);
	buf_free(&plain);
	return 0;
}
