#include "keystore/keystore_derive.h"

#include <stdio.h>
#include <string.h>

#include "keystore/bip32.h"
#include "keystore/keystore_file.h"
#include "keystore/mnemonic.h"

static bool open_words(struct mnemonic **out, char path[64], const struct home *home, const struct account *account,
		       const struct passphrase *password, struct err *err)
{
	struct seckey *key = NULL;

	if (!keystore_open_key(&key, out, path, home, account, password, err))
		return false;
	seckey_free(key);
	return *out || err_set(err, ERR_INVALID_INPUT, "'%s' was not made from words; it has a private key only.",
			       account->name);
}

/* Makes "m/44'/60'/0'/0/number" of "m/44'/60'/0'/0/7". */
static bool sibling(char out[64], const char *path, unsigned number, struct err *err)
{
	const char *slash = strrchr(path, '/');
	int len = slash ? (int)(slash - path) : 1;

	return snprintf(out, 64, "%.*s/%u%s", len, path, number, path[strlen(path) - 1] == '\'' ? "'" : "") < 64 ||
	       err_set(err, ERR_INVALID_INPUT, "The wallet's derivation path is too long to count on from.");
}

static bool derive_one(struct derived_account *out, const struct mnemonic *mnemonic, const char *path, unsigned number,
		       struct err *err)
{
	struct seckey *key;

	if (!sibling(out->path, path, number, err) || !mnemonic_derive(&key, mnemonic, NULL, out->path, err))
		return false;
	out->address = seckey_address(key);
	seckey_free(key);
	return true;
}

/* Reads the number in the path's last step; the wallet's own row starts at 0. */
static bool first_number(unsigned *out, const char *first, struct err *err)
{
	const char *slash = strrchr(first, '/');
	struct bip32_path path;

	*out = 0;
	if (!*first)
		return true;
	if (!bip32_parse_path(&path, first, err))
		return false;
	if (!slash)
		return err_set(err, ERR_INVALID_INPUT, "A derivation path looks like %s.", MNEMONIC_DEFAULT_PATH);
	*out = path.index[path.depth - 1] & ~BIP32_HARDENED;
	return true;
}

bool keystore_derived(struct derived_account *out, unsigned count, const struct home *home,
		      const struct account *account, const char *first, const struct passphrase *password,
		      struct err *err)
{
	struct mnemonic *mnemonic = NULL;
	unsigned number;
	char path[64];
	bool ok = true;

	if (!first_number(&number, first, err) || !open_words(&mnemonic, path, home, account, password, err))
		return false;
	for (unsigned i = 0; ok && i < count; i++)
		ok = derive_one(&out[i], mnemonic, *first ? first : path, number + i, err);
	mnemonic_free(mnemonic);
	return ok;
}

bool keystore_derive(struct account *out, const struct home *home, const struct account *account, const char *name,
		     const char *path, const struct passphrase *password, struct v3_work work, struct err *err)
{
	struct mnemonic *mnemonic = NULL;
	char own_path[64];
	bool ok;

	if (!keystore_check_name(home, name, NULL, err) ||
	    !open_words(&mnemonic, own_path, home, account, password, err))
		return false;
	ok = keystore_add_mnemonic(out, home, name, mnemonic, path, password, work, err);
	mnemonic_free(mnemonic);
	return ok;
}
