/* keystore_change: a V3 file is rewritten as a whole, and home_write does that entirely or not at
 * all. */
#include "keystore/keystore_change.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/keystore_file.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "keystore/v3_file.h"
#include "wallet/base/hex.h"
#include "wallet/base/passphrase.h"

static const char *folder_of(const struct account *account)
{
	return account->kind == ACCOUNT_WATCH ? "watch" : "keystore";
}

static bool check_own(const struct account *account, struct err *err)
{
	return !account->foreign || err_set(err, ERR_FOREIGN_KEYSTORE, "'%s' is in another program's folder.",
					    account->name);
}

/* rename */

/* Finds the object for rialto's own fields, or makes it. */
static struct json_object *own_part(struct json_object *root)
{
	struct json_object *own;

	if (fields_object(&own, root, "x-rialto"))
		return own;
	json_object_object_del(root, "x-rialto");
	own = json_object_new_object();
	json_object_object_add(root, "x-rialto", own);
	return own;
}

static void set_name(struct json_object *root, const struct account *account, const char *name)
{
	struct json_object *object = account->kind == ACCOUNT_WATCH ? root : own_part(root);

	json_object_object_del(object, "name");
	fields_add_text(object, "name", name);
}

static bool parse_nameless(struct v3_file *out, const struct buf *file)
{
	struct err ignored;

	if (!v3_file_parse(out, buf_string(file), file->len, &ignored))
		return false;
	memset(out->plain.name, 0, sizeof(out->plain.name));
	return true;
}

/* The new file is read back before it replaces the old one: all but the name must be as it was. */
static bool only_name_differs(const struct buf *old, const struct buf *file, const struct account *account)
{
	struct v3_file before, after;

	if (account->kind == ACCOUNT_WATCH)
		return true;
	if (!parse_nameless(&before, old) || !parse_nameless(&after, file))
		return false;
	/* Both were zeroed in full before they were filled in, padding included. */
	/* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison,cert-exp42-c,cert-flp37-c) */
	return memcmp(&before, &after, sizeof(before)) == 0;
}

static bool write_named(struct buf *out, const struct buf *old, const struct account *account, const char *name,
			struct err *err)
{
	struct json_object *root = fields_parse(buf_string(old), old->len);
	bool ok = root;

	if (root) {
		set_name(root, account, name);
		ok = fields_write(out, root) && only_name_differs(old, out, account);
		json_object_put(root);
	}
	return ok || err_set(err, ERR_KEYSTORE_BAD, "The file of '%s' is not one that can be given a name.",
			     account->name);
}

static bool write_renamed(const struct home *home, const struct account *account, const char *name, struct err *err)
{
	struct buf old, file;
	bool ok;

	buf_init(&old, KEYSTORE_FILE_MAX);
	buf_init(&file, KEYSTORE_FILE_MAX);
	ok = home_read(&old, home, folder_of(account), account->file, err) &&
	     write_named(&file, &old, account, name, err) &&
	     home_write(home, folder_of(account), account->file, file.data, file.len, err);
	buf_free(&old);
	buf_free(&file);
	return ok;
}

bool keystore_rename(struct account *out, const struct home *home, const struct account *account, const char *name,
		     struct err *err)
{
	struct account renamed = *account;

	if (!check_own(account, err) || !keystore_check_name(home, name, account, err) ||
	    !write_renamed(home, account, name, err))
		return false;
	memset(renamed.name, 0, sizeof(renamed.name));
	memcpy(renamed.name, name, strlen(name));
	*out = renamed;
	return true;
}

/* remove */

bool keystore_remove(const struct home *home, const struct account *account, struct err *err)
{
	return check_own(account, err) && home_remove(home, folder_of(account), account->file, err);
}

bool keystore_copies(size_t *out, const struct home *home, const struct account *account, struct err *err)
{
	struct accounts accounts;

	if (!keystore_list(&accounts, NULL, home, err))
		return false;
	*out = 0;
	for (size_t i = 0; i < accounts.count; i++) {
		const struct account *other = &accounts.items[i];

		if (other->kind != ACCOUNT_WATCH && strcmp(other->file, account->file) != 0 &&
		    !address_is_zero(other->address) && address_equal(other->address, account->address))
			(*out)++;
	}
	accounts_free(&accounts);
	return true;
}

/* change the password */

static bool same_key(const struct seckey *a, const struct seckey *b)
{
	return sodium_memcmp(a->s.data, b->s.data, 32) == 0;
}

/* Makes the new file, and opens it once with the new password before the old one goes. */
static bool seal_again(struct buf *json, const struct account *account, const struct seckey *key,
		       const struct mnemonic *mnemonic, const char *path, const struct passphrase *password,
		       struct v3_work work, struct err *err)
{
	struct seckey *again = NULL;
	bool ok;

	if (!v3_encrypt(json, key, mnemonic, path, account->name, password, work, err) ||
	    !v3_decrypt(&again, NULL, NULL, buf_string(json), json->len, password, err))
		return false;
	ok = same_key(again, key);
	seckey_free(again);
	return ok || err_set(err, ERR_INTERNAL, "The new file of '%s' does not open; the old one stays.", account->name);
}

/* Words that do not give the file's key belong to a BIP-39 passphrase.  They cannot be sealed anew,
 * and must not be dropped. */
static bool check_words_stay(const struct home *home, const struct account *account, const struct mnemonic *mnemonic,
			     struct err *err)
{
	struct json_object *root, *words;
	struct buf json;
	bool lost;

	if (!keystore_read(&json, home, account, err))
		return false;
	root = fields_parse(buf_string(&json), json.len);
	lost = !mnemonic && fields_object(&words, root, "x-ethers") && fields_get(words, "mnemonicCiphertext");
	json_object_put(root);
	buf_free(&json);
	return !lost || err_set(err, ERR_KEYSTORE_UNSUPPORTED,
				"The file of '%s' holds words that do not give its key; they would be lost.", account->name);
}

bool keystore_change_password(const struct home *home, const struct account *account, const struct passphrase *old,
			      const struct passphrase *password, struct v3_work work, struct err *err)
{
	struct mnemonic *mnemonic = NULL;
	struct seckey *key = NULL;
	char path[64];
	struct buf json;
	bool ok;

	if (!passphrase_check_new(&password->s, "The new password", err))
		return false;
	if (!check_own(account, err) || !keystore_open_key(&key, &mnemonic, path, home, account, old, err))
		return false;
	buf_init(&json, KEYSTORE_FILE_MAX);
	ok = check_words_stay(home, account, mnemonic, err) &&
	     seal_again(&json, account, key, mnemonic, path, password, work, err) &&
	     home_write(home, "keystore", account->file, json.data, json.len, err);
	buf_free(&json);
	mnemonic_free(mnemonic);
	seckey_free(key);
	return ok;
}

/* export */

bool keystore_export_key(const struct home *home, const struct account *account, const struct passphrase *password,
			 const char *path, struct err *err)
{
	struct seckey *key = NULL;
	struct secret text;
	bool ok;

	if (!keystore_open_key(&key, NULL, NULL, home, account, password, err))
		return false;
	secret_init(&text, 66);
	memcpy(text.data, "0x", 2);
	hex_encode(text.data + 2, (const uint8_t *)key->s.data, 32);
	text.len = 66;
	ok = secret_file_write(home, path, &text, NULL, err);
	secret_free(&text);
	seckey_free(key);
	return ok;
}

bool keystore_export_mnemonic(const struct home *home, const struct account *account,
			      const struct passphrase *password, const char *path, struct err *err)
{
	struct mnemonic *mnemonic = NULL, *shown = NULL;
	bool ok;

	if (!keystore_open_mnemonic(&mnemonic, home, account, password, err))
		return false;
	ok = mnemonic_for_people(&shown, mnemonic, err) && secret_file_write(home, path, &shown->s, NULL, err);
	mnemonic_free(shown);
	mnemonic_free(mnemonic);
	return ok;
}
