/* The vault's reader: sealed files, opened without their wallet and with it. */
#include <string.h>

#include "keystore/vault.h"
#include "keystore/vault_header.h"
#include "tests/fuzz/fuzz.h"

static struct signer *any_signer(void)
{
	static struct signer *signer;
	struct seckey *key;

	if (signer)
		return signer;
	key = seckey_new();
	key->s.len = 32;
	key->s.data[31] = 1;
	signer = signer_new(key);
	return signer;
}

/* A header that was read can be written, and reads the same again. */
static void check_header(const uint8_t *data, size_t len)
{
	struct key_info first, second;
	struct buf out;

	if (!vault_header_read(&first, (const char *)data, len))
		return;
	buf_init(&out, VAULT_HEADER_MAX);
	if (vault_header_write(&out, &first)) {
		FUZZ_HOLDS(vault_header_read(&second, buf_string(&out), out.len));
		FUZZ_HOLDS(strcmp(first.id, second.id) == 0 && strcmp(first.description, second.description) == 0);
	}
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct home *home = fuzz_home();
	struct apikey *key;
	struct key_list keys;
	struct err err;
	size_t damaged;

	check_header(data, len);
	fuzz_file("vault", "k.json", data, len);
	FUZZ_HOLDS(vault_list(&keys, &damaged, home, &err) && keys.count + damaged == 1);
	key_list_free(&keys);
	if (vault_open(&key, home, any_signer(), "k", &err))
		apikey_free(key);
	return 0;
}
