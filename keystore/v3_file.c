/*
 * v3_file: https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage
 *
 * Other programs bend the format: field names in other letter cases, no address or id, an iv
 * without its leading zeros (eth-keyfile), numbers with decimals or as text.
 */
#include "keystore/v3_file.h"

#include <string.h>
#include <strings.h>

#include "keystore/fields.h"
#include "keystore/mnemonic.h"
#include "wallet/base/text.h"
#include "wallet/eth/keccak.h"

static bool bad(struct err *err, const char *what)
{
	return err_set(err, ERR_KEYSTORE_BAD, "%s", what);
}

static bool unsupported(struct err *err, const char *what)
{
	return err_set(err, ERR_KEYSTORE_UNSUPPORTED, "%s", what);
}

static bool is_version_3(struct json_object *root)
{
	uint64_t number;

	return fields_number(&number, root, "version") && number == 3;
}

static bool check_format(struct json_object *root, struct err *err)
{
	struct json_object *crypto;

	if (is_version_3(root))
		return fields_object(&crypto, root, "crypto") ? true : bad(err, "The file has no crypto part.");
	if (fields_get(root, "encseed"))
		return unsupported(err, "This is a wallet of Ethereum's presale, not a V3 keystore.");
	if (fields_get(root, "version"))
		return unsupported(err, "This is not version 3 of the keystore format.");
	if (fields_get(root, "encrypted"))
		return unsupported(err, "This is a file of the old EtherWallet, not a V3 keystore.");
	return bad(err, "The file does not say that it is a V3 keystore.");
}

/* Reads hex of 1 to `size` bytes, right-aligned in out, as a big-endian number whose leading zeros
 * may be missing. */
static bool read_number(uint8_t *out, size_t size, struct json_object *object, const char *name)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, size);
	ok = fields_hex(&bytes, object, name) && bytes.len > 0;
	if (ok) {
		memset(out, 0, size - bytes.len);
		memcpy(out + size - bytes.len, bytes.data, bytes.len);
	}
	buf_free(&bytes);
	return ok;
}

/* Reads hex of at most `size` bytes. */
static bool read_bytes(uint8_t *out, size_t *out_len, size_t size, struct json_object *object, const char *name)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, size);
	ok = fields_hex(&bytes, object, name);
	if (ok) {
		memcpy(out, bytes.data, bytes.len);
		*out_len = bytes.len;
	}
	buf_free(&bytes);
	return ok;
}

static bool parse_scrypt(struct kdf *out, struct json_object *params, struct err *err)
{
	uint64_t n, r, p;

	if (!fields_number(&n, params, "n") || !fields_number(&r, params, "r") || !fields_number(&p, params, "p"))
		return bad(err, "scrypt's n, r and p must be whole numbers.");
	if (r > UINT32_MAX || p > UINT32_MAX)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its scrypt parameters are beyond all reason.");
	out->kind = KDF_SCRYPT;
	out->work = (struct v3_work){ .n = n, .r = (uint32_t)r, .p = (uint32_t)p };
	return true;
}

static bool parse_pbkdf2(struct kdf *out, struct json_object *params, struct err *err)
{
	const char *prf;

	if (!fields_text(&prf, params, "prf") || strcasecmp(prf, "hmac-sha256") != 0)
		return unsupported(err, "PBKDF2 is supported with hmac-sha256 only.");
	if (!fields_number(&out->rounds, params, "c"))
		return bad(err, "PBKDF2's c must be a whole number.");
	out->kind = KDF_PBKDF2;
	return true;
}

static bool parse_kdf(struct kdf *out, struct json_object *crypto, struct err *err)
{
	struct json_object *params;
	const char *kind;
	uint64_t dklen;
	bool ok;

	if (!fields_text(&kind, crypto, "kdf") || !fields_object(&params, crypto, "kdfparams"))
		return bad(err, "The file does not say how its key is derived.");
	if (strcasecmp(kind, "scrypt") == 0)
		ok = parse_scrypt(out, params, err);
	else if (strcasecmp(kind, "pbkdf2") == 0)
		ok = parse_pbkdf2(out, params, err);
	else
		return unsupported(err, "Its key derivation is neither scrypt nor PBKDF2.");
	if (!ok)
		return false;
	if (!fields_number(&dklen, params, "dklen") || dklen < V3_DKLEN)
		return bad(err, "Its dklen must be 32 or more.");
	if (dklen > 1024)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its dklen is beyond all reason.");
	if (!read_bytes(out->salt, &out->salt_len, KDF_SALT_MAX, params, "salt"))
		return bad(err, "Its salt is not hexadecimal, or is longer than 1024 bytes.");
	return kdf_check(out, err);
}

static bool parse_cipher(struct v3_file *out, struct json_object *crypto, struct err *err)
{
	struct json_object *params;
	const char *cipher;

	if (!fields_text(&cipher, crypto, "cipher") || !fields_object(&params, crypto, "cipherparams"))
		return bad(err, "The file does not say how its key is encrypted.");
	if (strcasecmp(cipher, "aes-128-ctr") != 0)
		return unsupported(err, "Its cipher is not aes-128-ctr, the only one of the V3 format.");
	if (!read_number(out->iv, sizeof(out->iv), params, "iv"))
		return bad(err, "Its iv is not 1 to 16 bytes of hexadecimal.");
	if (!read_bytes(out->ciphertext, &out->ciphertext_len, V3_CIPHERTEXT_MAX, crypto, "ciphertext") ||
	    out->ciphertext_len == 0)
		return bad(err, "Its ciphertext is not 1 to 512 bytes of hexadecimal.");
	if (!fields_hex_exact(out->mac, sizeof(out->mac), crypto, "mac"))
		return bad(err, "Its mac is not 32 bytes of hexadecimal.");
	return true;
}

static bool parse_address(struct v3_plain *out, struct json_object *root, struct err *err)
{
	const char *text;

	if (!fields_get(root, "address") || (fields_text(&text, root, "address") && !*text))
		return true;
	if (!fields_address(&out->address, root, "address"))
		return bad(err, "Its address is not 20 bytes of hexadecimal.");
	out->has_address = true;
	return true;
}

static void parse_name(struct v3_plain *out, struct json_object *root)
{
	struct json_object *own;
	const char *name;

	if (fields_object(&own, root, "x-rialto") && fields_text(&name, own, "name"))
		text_sanitise(out->name, sizeof(out->name), name, strlen(name));
}

/* The words are an extra: if their part is damaged, the key still opens. */
static void parse_words(struct v3_file *out, struct json_object *root)
{
	struct json_object *ethers;
	const char *version, *locale;

	if (!fields_object(&ethers, root, "x-ethers") || !fields_text(&version, ethers, "version") ||
	    strcmp(version, "0.1") != 0)
		return;
	out->language = words_language(fields_text(&locale, ethers, "locale") ? locale : "en");
	if (!out->language)
		return;
	if (!fields_copy(out->path, sizeof(out->path), ethers, "path"))
		memcpy(out->path, MNEMONIC_DEFAULT_PATH, sizeof(MNEMONIC_DEFAULT_PATH));
	out->plain.has_mnemonic =
		fields_hex_exact(out->words_counter, sizeof(out->words_counter), ethers, "mnemonicCounter") &&
		read_bytes(out->words_ciphertext, &out->words_len, sizeof(out->words_ciphertext), ethers,
			   "mnemonicCiphertext");
}

static bool parse_root(struct v3_file *out, struct json_object *root, struct err *err)
{
	struct json_object *crypto = NULL;

	if (!check_format(root, err) || !fields_object(&crypto, root, "crypto"))
		return false;
	if (!parse_kdf(&out->kdf, crypto, err) || !parse_cipher(out, crypto, err) ||
	    !parse_address(&out->plain, root, err))
		return false;
	parse_name(&out->plain, root);
	parse_words(out, root);
	return true;
}

bool v3_file_parse(struct v3_file *out, const char *json, size_t len, struct err *err)
{
	struct json_object *root = fields_parse(json, len);
	bool ok;

	if (!root)
		return bad(err, "The file is not a whole JSON object.");
	memset(out, 0, sizeof(*out));
	ok = parse_root(out, root, err);
	json_object_put(root);
	return ok;
}

void v3_file_mac(uint8_t out[32], const struct secret *derived, const uint8_t *ciphertext, size_t len)
{
	struct secret text;

	secret_init(&text, 16 + V3_CIPHERTEXT_MAX);
	memcpy(text.data, derived->data + 16, 16);
	memcpy(text.data + 16, ciphertext, len);
	keccak256(out, text.data, 16 + len);
	secret_free(&text);
}
