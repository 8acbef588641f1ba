/* A backup as it lies on the disk.  A header that asks for too much is refused before any work is
 * done, and damage behind it leaves the home as it was. */
#include <stdio.h>

#include "keystore/backup.h"
#include "tests/fuzz/fuzz.h"

static bool is_cheap(const struct v3_work *work)
{
	return work->n * work->r * work->p < 1000;
}

static void restore(const uint8_t *data, size_t len)
{
	const struct home *home = fuzz_home();
	struct passphrase *password = passphrase_new(8);
	char path[HOME_PATH_SIZE + 16];
	struct err err = { 0 };
	size_t files;

	FUZZ_HOLDS(secret_append(&password->s, "pw", 2));
	fuzz_file(".", "backup", data, len);
	snprintf(path, sizeof(path), "%s/backup", home->data);
	FUZZ_HOLDS(backup_restore(&files, home, path, password, true, &err) || err.code != ERR_NONE);
	passphrase_free(password);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct err err = { 0 };
	struct kdf kdf;

	if (!backup_header(&kdf, data, len, &err)) {
		FUZZ_HOLDS(err.code != ERR_NONE && err.msg[0]);
		return 0;
	}
	FUZZ_HOLDS(kdf.kind == KDF_SCRYPT && kdf.work.n > 1 && kdf.work.r && kdf.work.p);
	FUZZ_HOLDS(kdf.work.n <= UINT32_MAX && 128 * kdf.work.r * kdf.work.n <= UINT64_C(1) << 30);
	if (is_cheap(&kdf.work))
		restore(data, len);
	return 0;
}
