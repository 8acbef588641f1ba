/* keystore: adds wallets and opens them. */
#include "keystore/keystore.h"

#include <stdio.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/home_export.h"
#include "keystore/keystore_file.h"
#include "keystore/mnemonic.h"
#include "wallet/base/passphrase.h"

/* What a new wallet is made of. */
struct material {
	const struct seckey *key;
	const struct mnemonic *mnemonic;	/* NULL for a bare key */
	const char *path;
};

/* Another program's wallets do not count: one of them may be imported under its own name. */
static bool list_own(struct accounts *out, const struct home *home, struct err *err)
{
	struct home own = *home;

	own.other[0] = '\0';
	return keystore_list(out, NULL, &own, err);
}

bool keystore_check_name(const struct home *home, const char *name, const struct account *but, struct err *err)
{
	struct accounts accounts;
	bool ok;

	if (!account_check_name(name, err) || !list_own(&accounts, home, err))
		return false;
	ok = accounts_check_free(&accounts, name, but, err);
	accounts_free(&accounts);
	return ok;
}

static bool check_new(const struct home *home, const char *name, struct address address, struct err *err)
{
	const struct account *same = NULL;
	struct accounts accounts;
	bool ok;

	if (!account_check_name(name, err) || !list_own(&accounts, home, err))
		return false;
	ok = accounts_check_free(&accounts, name, NULL, err);
	for (size_t i = 0; ok && i < accounts.count && !same; i++)
		if (address_equal(accounts.items[i].address, address))
			same = &accounts.items[i];
	if (same)
		ok = err_set(err, ERR_WALLET_EXISTS, "This address is in the keystore already, as '%s'.", same->name);
	accounts_free(&accounts);
	return ok;
}

static bool store(struct account *out, const struct home *home, const char *name, const struct material *material,
		  const struct passphrase *password, struct v3_work work, struct err *err)
{
	struct account account = { .kind = material->mnemonic ? ACCOUNT_MNEMONIC : ACCOUNT_KEY };
	struct buf json = { 0 };
	bool ok;

	buf_init(&json, KEYSTORE_FILE_MAX);
	ok = v3_encrypt(&json, material->key, material->mnemonic, material->path, name, password, work, err);
	if (ok) {
		char file[96];

		account.address = seckey_address(material->key);
		v3_file_name(file, account.address);
		snprintf(account.file, sizeof(account.file), "%s", file);
		snprintf(account.name, sizeof(account.name), "%.*s", ACCOUNT_NAME_MAX, name);
		ok = home_write(home, "keystore", account.file, json.data, json.len, err);
	}
	buf_free(&json);
	if (ok)
		*out = account;
	return ok;
}

static bool add(struct account *out, const struct home *home, const char *name, const struct material *material,
		const struct passphrase *password, struct v3_work work, struct err *err)
{
	if (!passphrase_check_new(&password->s, "The wallet's password", err))
		return false;
	if (!seckey_is_valid(material->key))
		return err_set(err, ERR_INVALID_INPUT, "That is not a private key.");
	return check_new(home, name, seckey_address(material->key), err) &&
	       store(out, home, name, material, password, work, err);
}

bool keystore_add_mnemonic(struct account *out, const struct home *home, const char *name,
			   const struct mnemonic *mnemonic, const char *path, const struct passphrase *password,
			   struct v3_work work, struct err *err)
{
	const char *used = path && *path ? path : MNEMONIC_DEFAULT_PATH;
	struct seckey *key = NULL;
	bool ok;

	if (!mnemonic_derive(&key, mnemonic, NULL, used, err))
		return false;
	ok = add(out, home, name, &(struct material){ key, mnemonic, used }, password, work, err);
	seckey_free(key);
	return ok;
}

bool keystore_add_key(struct account *out, const struct home *home, const char *name, const struct seckey *key,
		      const struct passphrase *password, struct v3_work work, struct err *err)
{
	return add(out, home, name, &(struct material){ key, NULL, NULL }, password, work, err);
}

bool keystore_add_v3(struct account *out, const struct home *home, const char *name, const char *json, size_t len,
		     const struct passphrase *file_password, const struct passphrase *password, struct v3_work work,
		     struct err *err)
{
	struct mnemonic *mnemonic = NULL;
	struct seckey *key = NULL;
	char path[64];
	bool ok;

	/* Everything that can refuse comes before the scrypt of storing. */
	if (!account_check_name(name, err) || !v3_decrypt(&key, &mnemonic, path, json, len, file_password, err))
		return false;
	ok = add(out, home, name, &(struct material){ key, mnemonic, path }, password, work, err);
	mnemonic_free(mnemonic);
	seckey_free(key);
	return ok;
}

bool keystore_watch(struct account *out, const struct home *home, const char *name, struct address address,
		    struct err *err)
{
	struct account account = { .address = address, .kind = ACCOUNT_WATCH };
	char text[ADDRESS_TEXT_SIZE];
	struct json_object *root;
	struct buf json = { 0 };
	bool ok;

	if (address_is_zero(address))
		return err_set(err, ERR_INVALID_INPUT, "The zero address is nobody's wallet.");
	if (!check_new(home, name, address, err))
		return false;
	address_format(text, address);
	snprintf(account.name, sizeof(account.name), "%.*s", ACCOUNT_NAME_MAX, name);
	snprintf(account.file, sizeof(account.file), "%s.json", text);
	root = json_object_new_object();
	fields_add_i64(root, "version", 1);
	fields_add_text(root, "address", text);
	fields_add_text(root, "name", name);
	buf_init(&json, KEYSTORE_FILE_MAX);
	ok = fields_write(&json, root) && home_write(home, "watch", account.file, json.data, json.len, err);
	json_object_put(root);
	buf_free(&json);
	if (ok)
		*out = account;
	return ok;
}

bool keystore_read(struct buf *json, const struct home *home, const struct account *account, struct err *err)
{
	if (account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "'%s' is an address that is only watched.", account->name);
	buf_init(json, KEYSTORE_FILE_MAX);
	if (home_read(json, home, account->foreign ? "other" : "keystore", account->file, err))
		return true;
	buf_free(json);
	return false;
}

bool keystore_open_key(struct seckey **key, struct mnemonic **mnemonic, char *path, const struct home *home,
		       const struct account *account, const struct passphrase *password, struct err *err)
{
	struct seckey *found = NULL;
	struct buf json = { 0 };
	bool ok;

	if (!keystore_read(&json, home, account, err))
		return false;
	ok = v3_decrypt(&found, mnemonic, path, buf_string(&json), json.len, password, err);
	buf_free(&json);
	if (!ok)
		return false;
	/* The file may have been exchanged since it was listed. */
	if (!address_is_zero(account->address) && !address_equal(seckey_address(found), account->address)) {
		if (mnemonic)
			mnemonic_free(*mnemonic);
		seckey_free(found);
		return err_set(err, ERR_KEYSTORE_BAD, "The key in the file of '%s' is that of another address.",
			       account->name);
	}
	*key = found;
	return true;
}

bool keystore_open(struct signer **out, const struct home *home, const struct account *account,
		   const struct passphrase *password, struct err *err)
{
	struct seckey *key = NULL;

	if (!keystore_open_key(&key, NULL, NULL, home, account, password, err))
		return false;
	*out = signer_new(key);
	return true;
}

bool keystore_open_mnemonic(struct mnemonic **out, const struct home *home, const struct account *account,
			    const struct passphrase *password, struct err *err)
{
	struct mnemonic *mnemonic = NULL;
	struct seckey *key = NULL;

	if (!keystore_open_key(&key, &mnemonic, NULL, home, account, password, err))
		return false;
	seckey_free(key);
	if (!mnemonic)
		return err_set(err, ERR_INVALID_INPUT, "'%s' was not made from words; it has a private key only.",
			       account->name);
	*out = mnemonic;
	return true;
}

bool keystore_export(const struct home *home, const struct account *account, const char *path, struct err *err)
{
	struct buf json = { 0 };
	bool ok;

	if (!keystore_read(&json, home, account, err))
		return false;
	ok = home_export_file(home, path, json.data, json.len, err);
	buf_free(&json);
	return ok;
}
