/* The V3 reader: whole files, opened where their scrypt is cheap. */
#include <string.h>

#include "keystore/v3_file.h"
#include "keystore/v3_quick.h"
#include "tests/fuzz/fuzz.h"

static bool is_cheap(const struct kdf *kdf)
{
	return kdf->kind == KDF_PBKDF2 ? kdf->rounds < 1000 : kdf->work.n * kdf->work.r * kdf->work.p < 1000;
}

/* Both readers must read the same from a file. */
static void compare(const struct v3_plain *plain, const char *json, size_t len)
{
	struct v3_plain quick;

	if (!v3_quick(&quick, json, len))
		return;
	FUZZ_HOLDS(plain && quick.has_address == plain->has_address && quick.has_mnemonic == plain->has_mnemonic);
	FUZZ_HOLDS(address_equal(quick.address, plain->address) && strcmp(quick.name, plain->name) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct passphrase *password = passphrase_new(8);
	struct mnemonic *mnemonic = NULL;
	struct seckey *key = NULL;
	struct v3_file file;
	struct err err;
	char path[64];
	bool ok = v3_file_parse(&file, (const char *)data, len, &err);

	compare(ok ? &file.plain : NULL, (const char *)data, len);
	FUZZ_HOLDS(secret_append(&password->s, "pw", 2));
	if (ok && is_cheap(&file.kdf) && v3_decrypt(&key, &mnemonic, path, (const char *)data, len, password, &err)) {
		FUZZ_HOLDS(key->s.len == 32 && strlen(path) < sizeof(path));
		seckey_free(key);
		mnemonic_free(mnemonic);
	}
	passphrase_free(password);
	return 0;
}
