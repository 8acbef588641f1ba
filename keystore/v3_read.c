/* v3_read: opens a V3 file with its password. */
#include <sodium.h>
#include <string.h>

#include "keystore/mnemonic.h"
#include "keystore/password_forms.h"
#include "keystore/signer.h"
#include "keystore/v3_file.h"

bool v3_inspect(struct v3_plain *out, const char *json, size_t len, struct err *err)
{
	struct v3_file file;

	if (!v3_file_parse(&file, json, len, err))
		return false;
	*out = file.plain;
	return true;
}

/* What a file is opened with, and the key that comes out. */
struct opening {
	struct secret *derived;
	const struct v3_file *file;
};

static bool derive_from(void *context, const struct passphrase *password, struct err *err)
{
	const struct opening *opening = context;
	const struct v3_file *file = opening->file;
	size_t len = file->plain.has_mnemonic && file->kdf.kind == KDF_SCRYPT ? V3_DKLEN_WORDS : V3_DKLEN;
	uint8_t mac[32];

	if (!kdf_run(opening->derived, len, &file->kdf, password, err))
		return false;
	v3_file_mac(mac, opening->derived, file->ciphertext, file->ciphertext_len);
	if (sodium_memcmp(mac, file->mac, sizeof(mac)) != 0)
		return err_set(err, ERR_WRONG_PASSWORD, "The password does not open this keystore, or the file was changed.");
	return true;
}

static bool derive(struct secret *derived, const struct v3_file *file, const struct passphrase *password,
		   struct err *err)
{
	return password_forms_try(password, derive_from, &(struct opening){ derived, file }, err);
}

/* Some programs store a private key without its leading zeros. */
static struct seckey *pad_key(const struct secret *plain)
{
	struct seckey *key = seckey_new();

	memcpy(key->s.data + 32 - plain->len, plain->data, plain->len);
	key->s.len = 32;
	return key;
}

/* Trust Wallet stores the words themselves in place of the key, sometimes with a NUL at their end. */
static bool key_from_words(struct seckey **key, struct mnemonic **mnemonic, char *path, const struct secret *plain,
			   struct err *err)
{
	size_t len = plain->len - (plain->data[plain->len - 1] == '\0');
	struct err ignored;
	bool ok;

	*mnemonic = mnemonic_new(len);
	memcpy((*mnemonic)->s.data, plain->data, len);
	(*mnemonic)->s.len = len;
	ok = mnemonic_check(*mnemonic, &ignored) &&
	     mnemonic_derive(key, *mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &ignored);
	if (!ok) {
		mnemonic_free(*mnemonic);
		*mnemonic = NULL;
		return err_set(err, ERR_KEYSTORE_UNSUPPORTED,
			       "What is inside is neither a private key nor BIP-39 words.");
	}
	memcpy(path, MNEMONIC_DEFAULT_PATH, sizeof(MNEMONIC_DEFAULT_PATH));
	return true;
}

static bool equal_keys(const struct seckey *a, const struct seckey *b)
{
	return sodium_memcmp(a->s.data, b->s.data, 32) == 0;
}

/* ethers' words are used only if they truly give this key.  They may have been changed, or may need
 * a BIP-39 passphrase that the file does not hold. */
static struct mnemonic *open_words(const struct v3_file *file, const struct secret *derived, const struct seckey *key)
{
	struct mnemonic *mnemonic = NULL;
	struct seckey *again = NULL;
	struct secret entropy;
	struct err ignored;

	if (!file->plain.has_mnemonic || derived->len < V3_DKLEN_WORDS)
		return NULL;
	secret_init(&entropy, 32);
	kdf_aes_ctr(entropy.data, file->words_ciphertext, file->words_len, derived->data + 32, 32,
		    file->words_counter);
	entropy.len = file->words_len;
	if (mnemonic_from_entropy(&mnemonic, &entropy, file->language, &ignored) &&
	    (!mnemonic_derive(&again, mnemonic, NULL, file->path, &ignored) || !equal_keys(again, key))) {
		mnemonic_free(mnemonic);
		mnemonic = NULL;
	}
	secret_free(&entropy);
	seckey_free(again);
	return mnemonic;
}

/* Fills in all three from a derived key that fits the MAC. */
static bool open_payload(struct seckey **key, struct mnemonic **mnemonic, char *path, const struct v3_file *file,
			 const struct secret *derived, struct err *err)
{
	struct secret plain;
	bool ok = true;

	secret_init(&plain, V3_CIPHERTEXT_MAX);
	kdf_aes_ctr(plain.data, file->ciphertext, file->ciphertext_len, derived->data, 16, file->iv);
	plain.len = file->ciphertext_len;
	if (plain.len > 32) {
		ok = key_from_words(key, mnemonic, path, &plain, err);
	} else {
		*key = pad_key(&plain);
		if (seckey_is_valid(*key)) {
			*mnemonic = open_words(file, derived, *key);
			memcpy(path, file->path, V3_PATH_SIZE);
		}
	}
	secret_free(&plain);
	return ok;
}

static bool check_key(const struct seckey *key, const struct v3_plain *plain, struct err *err)
{
	if (!seckey_is_valid(key))
		return err_set(err, ERR_KEYSTORE_BAD, "The password fits, but what is inside is not a private key.");
	if (plain->has_address && !address_equal(plain->address, seckey_address(key)))
		return err_set(err, ERR_KEYSTORE_BAD, "The key inside is not that of the address the file states.");
	return true;
}

bool v3_decrypt(struct seckey **key, struct mnemonic **mnemonic, char *path, const char *json, size_t len,
		const struct passphrase *password, struct err *err)
{
	struct seckey *found = NULL;
	struct mnemonic *words = NULL;
	char found_path[V3_PATH_SIZE] = "";
	struct secret derived;
	struct v3_file file;
	bool ok;

	if (!v3_file_parse(&file, json, len, err))
		return false;
	secret_init(&derived, KDF_SIZE_MAX);
	ok = derive(&derived, &file, password, err) &&
	     open_payload(&found, &words, found_path, &file, &derived, err) &&
	     check_key(found, &file.plain, err);
	secret_free(&derived);
	if (ok && path)
		memcpy(path, words ? found_path : "", words ? V3_PATH_SIZE : 1);
	if (ok && mnemonic) {
		*mnemonic = words;
		words = NULL;
	}
	mnemonic_free(words);
	if (ok)
		*key = found;
	else
		seckey_free(found);
	return ok;
}
