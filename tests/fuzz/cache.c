/* The list cache: what it says of wallets is clean, or it is not believed. */
#include <string.h>

#include "keystore/keystore_cache.h"
#include "tests/fuzz/fuzz.h"
#include "wallet/text.h"

static void check(const struct account *account)
{
	FUZZ_HOLDS(account->kind <= ACCOUNT_WATCH && *account->name && *account->file && !account->foreign);
	FUZZ_HOLDS(text_is_clean(account->name, strlen(account->name)) && !strchr(account->file, '/'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct home *home = fuzz_home();
	struct keystore_stamp stamp = { 0 };	/* "rialto 1 0 0 0 0 0 0 0 0 DAMAGED COUNT" is for it */
	struct accounts accounts;
	size_t damaged;

	fuzz_file(".", "wallets.cache", data, len);
	if (!keystore_cache_read(&accounts, &damaged, home, &stamp))
		return 0;
	for (size_t i = 0; i < accounts.count; i++)
		check(&accounts.items[i]);
	accounts_free(&accounts);
	return 0;
}
