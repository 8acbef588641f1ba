/* v3_write: makes a V3 file as geth does, and with words as ethers does. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "keystore/bip32.h"
#include "keystore/fields.h"
#include "keystore/mnemonic.h"
#include "keystore/signer.h"
#include "keystore/v3_file.h"

const struct v3_work v3_work_standard = { .n = 262144, .r = 8, .p = 1 };
const struct v3_work v3_work_light = { .n = 4096, .r = 8, .p = 6 };

#define ADDRESS_HEX_SIZE 41
#define UUID_SIZE 37

/* Writes forty lower-case digits without 0x. */
static void plain_address(char out[ADDRESS_HEX_SIZE], struct address address)
{
	for (size_t i = 0; i < sizeof(address.bytes); i++)
		snprintf(out + 2 * i, 3, "%02x", address.bytes[i]);
}

void v3_file_name(char out[96], struct address address)
{
	char digits[ADDRESS_HEX_SIZE], date[32];
	struct timespec now;
	struct tm utc;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(date, sizeof(date), "%Y-%m-%dT%H-%M-%S", &utc);
	plain_address(digits, address);
	snprintf(out, 96, "UTC--%s.%09ldZ--%s", date, now.tv_nsec, digits);
}

/* Makes a random UUID, version 4 of RFC 9562. */
static void make_uuid(char out[UUID_SIZE])
{
	uint8_t b[16];

	randombytes_buf(b, sizeof(b));
	b[6] = (uint8_t)((b[6] & 0x0f) | 0x40);
	b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
	snprintf(out, UUID_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		 b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

static struct json_object *new_object(struct json_object *parent, const char *name)
{
	struct json_object *object = json_object_new_object();

	if (parent)
		json_object_object_add(parent, name, object);
	return object;
}

static void add_kdf(struct json_object *crypto, const struct kdf *kdf)
{
	struct json_object *params;

	fields_add_text(crypto, "kdf", "scrypt");
	params = new_object(crypto, "kdfparams");
	/* This is 32 even if 64 bytes are derived for the words.  ethers writes and expects that,
	 * and scrypt's first 32 bytes are the same either way. */
	fields_add_i64(params, "dklen", V3_DKLEN);
	fields_add_i64(params, "n", (int64_t)kdf->work.n);
	fields_add_i64(params, "p", kdf->work.p);
	fields_add_i64(params, "r", kdf->work.r);
	fields_add_hex(params, "salt", kdf->salt, kdf->salt_len);
}

static void add_crypto(struct json_object *root, const struct seckey *key, const struct kdf *kdf,
		       const struct secret *derived)
{
	struct json_object *crypto = new_object(root, "crypto");
	uint8_t iv[16], ciphertext[32], mac[32];

	randombytes_buf(iv, sizeof(iv));
	kdf_aes_ctr(ciphertext, key->s.data, sizeof(ciphertext), derived->data, 16, iv);
	v3_file_mac(mac, derived, ciphertext, sizeof(ciphertext));
	fields_add_text(crypto, "cipher", "aes-128-ctr");
	fields_add_hex(crypto, "ciphertext", ciphertext, sizeof(ciphertext));
	fields_add_hex(new_object(crypto, "cipherparams"), "iv", iv, sizeof(iv));
	add_kdf(crypto, kdf);
	fields_add_hex(crypto, "mac", mac, sizeof(mac));
}

/* As ethers 6 does in src.ts/wallet/json-keystore.ts: AES-256-CTR under bytes 32 to 63. */
static void add_words(struct json_object *root, const struct secret *entropy, const struct words *language,
		      const char *path, struct address address, const struct secret *derived)
{
	struct json_object *ethers = new_object(root, "x-ethers");
	uint8_t counter[16], ciphertext[32];
	char file_name[96];

	randombytes_buf(counter, sizeof(counter));
	kdf_aes_ctr(ciphertext, entropy->data, entropy->len, derived->data + 32, 32, counter);
	v3_file_name(file_name, address);
	fields_add_text(ethers, "client", "rialto/" VERSION);
	fields_add_text(ethers, "gethFilename", file_name);
	fields_add_text(ethers, "path", path);
	fields_add_text(ethers, "locale", language->locale);
	fields_add_hex(ethers, "mnemonicCounter", counter, sizeof(counter));
	fields_add_hex(ethers, "mnemonicCiphertext", ciphertext, entropy->len);
	fields_add_text(ethers, "version", "0.1");
}

static struct json_object *build(const struct seckey *key, const struct secret *entropy, const struct words *language,
				 const char *path, const char *name, const struct kdf *kdf,
				 const struct secret *derived)
{
	struct json_object *root = new_object(NULL, NULL);
	struct address address = seckey_address(key);
	char digits[ADDRESS_HEX_SIZE], uuid[UUID_SIZE];

	plain_address(digits, address);
	make_uuid(uuid);
	fields_add_text(root, "address", digits);
	add_crypto(root, key, kdf, derived);
	fields_add_text(root, "id", uuid);
	fields_add_i64(root, "version", 3);
	if (entropy->len && language)
		add_words(root, entropy, language, path, address, derived);
	if (name && *name)
		fields_add_text(new_object(root, "x-rialto"), "name", name);
	return root;
}

static bool check_input(const struct seckey *key, const char *path, struct err *err)
{
	struct bip32_path parsed;

	if (!seckey_is_valid(key))
		return err_set(err, ERR_INVALID_INPUT, "That is not a private key.");
	if (!bip32_parse_path(&parsed, path, err))
		return false;
	if (strlen(path) >= V3_PATH_SIZE)
		return err_set(err, ERR_INVALID_INPUT, "The derivation path is longer than %d characters.", V3_PATH_SIZE - 1);
	return true;
}

static bool seal(struct buf *out, const struct seckey *key, const struct secret *entropy, const struct words *language,
		 const char *path, const char *name, const struct passphrase *password, struct v3_work work,
		 struct err *err)
{
	struct kdf kdf = { .kind = KDF_SCRYPT, .work = work, .salt_len = 32 };
	struct secret derived;
	bool ok;

	randombytes_buf(kdf.salt, kdf.salt_len);
	secret_init(&derived, KDF_SIZE_MAX);
	ok = kdf_run(&derived, entropy->len ? V3_DKLEN_WORDS : V3_DKLEN, &kdf, password, err);
	if (ok) {
		struct json_object *root = build(key, entropy, language, path, name, &kdf, &derived);

		buf_clear(out);
		ok = fields_write(out, root) || err_set(err, ERR_INTERNAL, "No room for the keystore file.");
		json_object_put(root);
	}
	secret_free(&derived);
	return ok;
}

bool v3_encrypt(struct buf *out, const struct seckey *key, const struct mnemonic *mnemonic, const char *path,
		const char *name, const struct passphrase *password, struct v3_work work, struct err *err)
{
	const char *used = path && *path ? path : MNEMONIC_DEFAULT_PATH;
	const struct words *language = NULL;
	struct secret entropy;
	bool ok;

	if (!check_input(key, used, err))
		return false;
	secret_init(&entropy, 32);
	ok = (!mnemonic || mnemonic_to_entropy(&entropy, &language, mnemonic, err)) &&
	     seal(out, key, &entropy, language, used, name, password, work, err);
	secret_free(&entropy);
	return ok;
}
