/* vault_file: seals with libsodium's XChaCha20-Poly1305 (IETF). */
#include "keystore/vault_file.h"

#include <sodium.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/vault_header.h"
#include "wallet/base/text.h"

#define KEY_SIZE crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

struct sealed {
	struct buf header;	/* JSON text; exactly these bytes are authenticated */
	uint8_t nonce[NONCE_SIZE];
	struct buf ciphertext;
};

static void sealed_init(struct sealed *sealed)
{
	buf_init(&sealed->header, VAULT_HEADER_MAX);
	buf_init(&sealed->ciphertext, APIKEY_MAX + TAG_SIZE);
}

static void sealed_free(struct sealed *sealed)
{
	buf_free(&sealed->header);
	buf_free(&sealed->ciphertext);
}

static bool write_sealed(struct buf *out, const struct sealed *sealed)
{
	struct json_object *root = json_object_new_object();
	bool ok;

	fields_add_i64(root, "version", 1);
	fields_add_text(root, "header", buf_string(&sealed->header));
	fields_add_hex(root, "nonce", sealed->nonce, NONCE_SIZE);
	fields_add_hex(root, "ciphertext", sealed->ciphertext.data, sealed->ciphertext.len);
	ok = fields_write(out, root);
	json_object_put(root);
	return ok;
}

/* On failure nothing needs to be freed except what sealed_init made. */
static bool read_sealed(struct sealed *out, const struct buf *file)
{
	struct json_object *root = fields_parse(buf_string(file), file->len);
	const char *header;
	uint64_t version;
	bool ok = fields_u64(&version, root, "version") && version == 1 &&
		  fields_text(&header, root, "header") && buf_add_string(&out->header, header) &&
		  fields_hex_exact(out->nonce, NONCE_SIZE, root, "nonce") &&
		  fields_hex(&out->ciphertext, root, "ciphertext") && out->ciphertext.len >= TAG_SIZE;

	json_object_put(root);
	return ok;
}

static void encrypt(struct sealed *sealed, const struct signer *signer, const struct apikey *key)
{
	uint8_t sealed_bytes[APIKEY_MAX + TAG_SIZE];
	unsigned long long len;
	struct secret sealing;

	secret_init(&sealing, KEY_SIZE);
	signer_derive(&sealing, signer, "vault");
	randombytes_buf(sealed->nonce, NONCE_SIZE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed_bytes, &len, (const uint8_t *)key->s.data, key->s.len,
						   sealed->header.data, sealed->header.len, NULL, sealed->nonce,
						   (const uint8_t *)sealing.data);
	secret_free(&sealing);
	buf_clear(&sealed->ciphertext);
	buf_add(&sealed->ciphertext, sealed_bytes, (size_t)len);
}

/* Decrypts into key, which has room for APIKEY_MAX. */
static bool decrypt(struct apikey *key, const struct sealed *sealed, const struct signer *signer)
{
	unsigned long long len = 0;
	struct secret sealing;
	bool ok;

	secret_init(&sealing, KEY_SIZE);
	signer_derive(&sealing, signer, "vault");
	ok = crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)key->s.data, &len, NULL, sealed->ciphertext.data,
							sealed->ciphertext.len, sealed->header.data,
							sealed->header.len, sealed->nonce,
							(const uint8_t *)sealing.data) == 0;
	secret_free(&sealing);
	key->s.len = (size_t)len;
	return ok;
}

/* Bytes that would make the header unreadable, and the key with it, are made harmless here.  The
 * wallet and the last characters are facts, whatever the caller knew. */
static struct key_info complete(const struct key_info *info, const struct signer *signer, const struct apikey *key)
{
	size_t tail = key->s.len < 6 ? 0 : 6;
	struct key_info whole = *info;

	whole.address = signer_address(signer);
	text_sanitise(whole.description, sizeof(whole.description), info->description, strlen(info->description));
	text_sanitise(whole.network, sizeof(whole.network), info->network, strlen(info->network));
	text_sanitise(whole.intent, sizeof(whole.intent), info->intent, strlen(info->intent));
	if (*info->last6)
		text_sanitise(whole.last6, sizeof(whole.last6), info->last6, strlen(info->last6));
	else
		text_sanitise(whole.last6, sizeof(whole.last6), key->s.data + key->s.len - tail, tail);
	return whole;
}

bool vault_file_seal(struct buf *out, const struct signer *signer, const struct key_info *info,
		     const struct apikey *key, struct err *err)
{
	struct key_info whole = complete(info, signer, key), again;
	struct sealed sealed;
	bool ok;

	sealed_init(&sealed);
	/* Reads it back at once, because a header that cannot be read would lose the key. */
	ok = vault_header_write(&sealed.header, &whole) &&
	     vault_header_read(&again, buf_string(&sealed.header), sealed.header.len);
	if (ok) {
		encrypt(&sealed, signer, key);
		ok = write_sealed(out, &sealed);
	}
	sealed_free(&sealed);
	return ok || err_set(err, ERR_INTERNAL, "What is known of the API key cannot be written down.");
}

bool vault_file_read(struct key_info *out, const struct buf *file, struct err *err)
{
	struct sealed sealed;
	bool ok;

	sealed_init(&sealed);
	ok = (read_sealed(&sealed, file) && vault_header_read(out, buf_string(&sealed.header), sealed.header.len)) ||
	     err_set(err, ERR_VAULT_BAD, "It is not the whole file of a sealed API key.");
	sealed_free(&sealed);
	return ok;
}

bool vault_file_open(struct apikey *key, const struct signer *signer, const char *id, const struct buf *file,
		     struct err *err)
{
	struct key_info info;
	struct sealed sealed;
	bool ok;

	sealed_init(&sealed);
	if (!read_sealed(&sealed, file) ||
	    !vault_header_read(&info, buf_string(&sealed.header), sealed.header.len) || strcmp(info.id, id) != 0)
		ok = err_set(err, ERR_VAULT_BAD, "The sealed file of API key %s is damaged.", id);
	else if (!address_equal(info.address, signer_address(signer)))
		ok = err_set(err, ERR_VAULT_BAD, "API key %s is sealed with another wallet.", id);
	else if (!decrypt(key, &sealed, signer))
		ok = err_set(err, ERR_VAULT_BAD, "The sealed file of API key %s was changed.", id);
	else
		ok = true;
	sealed_free(&sealed);
	return ok;
}
