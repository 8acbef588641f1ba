/* vault: seals with libsodium's XChaCha20-Poly1305 (IETF). */
#include "keystore/vault.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/home_folder.h"
#include "keystore/vault_header.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define VAULT_FILE_MAX ((size_t)16 << 10)
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

static void file_name(char out[KEY_ID_SIZE + 8], const char *id)
{
	snprintf(out, KEY_ID_SIZE + 8, "%s.json", id);
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

static bool seal_file(struct buf *out, const struct signer *signer, const struct key_info *info,
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

static void make_own_id(char out[KEY_ID_SIZE])
{
	uint8_t random[6];
	char hex[2 * sizeof(random) + 1];

	randombytes_buf(random, sizeof(random));
	hex_encode(hex, random, sizeof(random));
	snprintf(out, KEY_ID_SIZE, KEY_OWN_ID "%s", hex);
}

static bool check_key(const struct key_info *info, const struct apikey *key, struct err *err)
{
	if (!vault_id_is_safe(info->id))
		return err_set(err, ERR_BAD_ANSWER, "The API key's id is not one rialto can use as a file's name.");
	if (key->s.len == 0 || key->s.len > APIKEY_MAX)
		return err_set(err, ERR_BAD_ANSWER, "The API key is empty or too long.");
	return true;
}

/* Does the file that already has this name hold the same key?  A damaged one may hold another. */
static bool look_at_there(bool *same, const struct home *home, const struct signer *signer, const char *id,
			  const struct apikey *key, struct err *err)
{
	struct apikey *there = NULL;
	struct err why;

	*same = false;
	if (!vault_open(&there, home, signer, id, &why)) {
		if (why.code != ERR_VAULT_BAD)
			*err = why;
		return why.code == ERR_VAULT_BAD;
	}
	*same = there->s.len == key->s.len && sodium_memcmp(there->s.data, key->s.data, key->s.len) == 0;
	apikey_free(there);
	return true;
}

/* taken is that of home_room_put. */
static bool put(struct home_room *room, const struct signer *signer, const struct key_info *info,
		const struct apikey *key, bool *taken, struct err *err)
{
	char name[KEY_ID_SIZE + 8];
	struct buf file;
	bool ok;

	buf_init(&file, VAULT_FILE_MAX);
	file_name(name, info->id);
	ok = seal_file(&file, signer, info, key, err) && home_room_put(room, name, file.data, file.len, taken, err);
	buf_free(&file);
	return ok;
}

bool vault_seal_in(struct home_room *room, const struct home *home, const struct signer *signer, struct key_info *info,
		   const struct apikey *key, struct err *err)
{
	bool taken = false, same;

	if (!check_key(info, key, err))
		return false;
	if (put(room, signer, info, key, &taken, err))
		return true;
	if (!taken || !look_at_there(&same, home, signer, info->id, key, err))
		return false;
	if (!same)
		make_own_id(info->id);
	return put(room, signer, info, key, same ? NULL : &taken, err);
}

bool vault_seal(const struct home *home, const struct signer *signer, struct key_info *info,
		const struct apikey *key, struct err *err)
{
	struct home_room room = { 0 };
	bool ok;

	if (!check_key(info, key, err) || !home_room_take(&room, home, "vault", 0, err))
		return false;
	ok = vault_seal_in(&room, home, signer, info, key, err);
	home_room_drop(&room);
	return ok;
}

bool vault_reserve(struct home_room *out, const struct home *home, struct err *err)
{
	if (!mem_reserve_take())
		return err_set(err, ERR_OUT_OF_MEMORY, "There is not enough memory to store an API key with");
	return home_room_take(out, home, "vault", VAULT_FILE_MAX, err);
}

/* A key that another wallet sealed counts as the same if its end is: chance would need 2^36 tries. */
static bool is_same_key(const struct home *home, const struct signer *signer, const struct key_info *stored,
			const struct apikey *key)
{
	struct apikey *opened = NULL;
	struct err ignored;
	bool same;

	if (key->s.len < 6 || strcmp(stored->last6, key->s.data + key->s.len - 6) != 0)
		return false;
	if (!address_equal(stored->address, signer_address(signer)))
		return true;
	same = !vault_open(&opened, home, signer, stored->id, &ignored) ||
	       (opened->s.len == key->s.len && sodium_memcmp(opened->s.data, key->s.data, key->s.len) == 0);
	apikey_free(opened);
	return same;
}

static bool check_new(const struct home *home, const struct signer *signer, const struct apikey *key, struct err *err)
{
	struct key_list keys;
	bool ok = true;

	if (!vault_list(&keys, NULL, home, err))
		return false;
	for (size_t i = 0; ok && i < keys.count; i++)
		if (is_same_key(home, signer, &keys.items[i], key))
			ok = err_set(err, ERR_KEY_EXISTS, "The key that ends in %s is stored already, as %s.", keys.items[i].last6,
				     keys.items[i].id);
	key_list_free(&keys);
	return ok;
}

bool vault_add(const struct home *home, const struct signer *signer, struct key_info *info, const struct apikey *key,
	       struct err *err)
{
	size_t tail = key->s.len < 6 ? 0 : 6;

	if (!check_new(home, signer, key, err))
		return false;
	make_own_id(info->id);
	info->address = signer_address(signer);
	info->period = KEY_LIFETIME;
	for (int i = 0; i < KEY_CURRENCIES; i++)
		info->limit[i] = KEY_NO_LIMIT;
	text_sanitise(info->last6, sizeof(info->last6), key->s.data + key->s.len - tail, tail);
	info->stored = true;
	return vault_seal(home, signer, info, key, err);
}

struct listing {
	const struct home *home;
	struct key_list *out;
	size_t room, damaged;
};

/* A file under another key's name is a copy or a trick, so it counts as damaged. */
static bool inspect(struct key_info *out, const struct home *home, const char *name, struct err *err)
{
	char expected[KEY_ID_SIZE + 8] = "";
	struct sealed sealed;
	struct buf file;
	bool ok;

	sealed_init(&sealed);
	buf_init(&file, VAULT_FILE_MAX);
	ok = home_read(&file, home, "vault", name, err) &&
	     ((read_sealed(&sealed, &file) && vault_header_read(out, buf_string(&sealed.header), sealed.header.len)) ||
	      err_set(err, ERR_VAULT_BAD, "It is not the whole file of a sealed API key."));
	buf_free(&file);
	sealed_free(&sealed);
	if (!ok)
		return false;
	file_name(expected, out->id);
	return strcmp(expected, name) == 0 ||
	       err_set(err, ERR_VAULT_BAD, "It holds API key %s, under another's name.", out->id);
}

bool vault_check(const struct home *home, const char *file, struct err *err)
{
	struct key_info ignored;

	return inspect(&ignored, home, file, err);
}

bool vault_missing(const struct home *home, const char *id, struct err *err)
{
	char name[KEY_ID_SIZE + 8];
	bool has = false;

	if (vault_id_is_safe(id)) {
		file_name(name, id);
		if (!home_folder_has(&has, home, "vault", name, err))
			return false;
	}
	if (!has)
		return err_set(err, ERR_KEY_NOT_FOUND, "No stored API key has the id '%.64s'", id);
	if (vault_check(home, name, err))	/* a disk that fails at times succeeds now */
		return err_set(err, ERR_IO, "The file of API key %.64s could not be read.", id);
	return false;
}

static bool list_one(void *context, const char *name)
{
	struct listing *listing = context;
	struct key_list *out = listing->out;
	struct key_info info;
	struct err ignored;

	if (!inspect(&info, listing->home, name, &ignored)) {
		listing->damaged++;
		return true;
	}
	if (out->count == listing->room) {
		listing->room = listing->room ? 2 * listing->room : 16;
		out->items = mem_grow(out->items, listing->room, sizeof(*out->items));
	}
	out->items[out->count++] = info;
	return true;
}

static int newest_first(const void *a, const void *b)
{
	const struct key_info *left = a, *right = b;

	if (left->created_ms != right->created_ms)
		return left->created_ms < right->created_ms ? 1 : -1;
	return strcmp(left->id, right->id);
}

bool vault_list(struct key_list *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct key_list found = { 0 };
	struct listing listing = { .home = home, .out = &found };

	if (!home_each(home, "vault", list_one, &listing, err)) {
		key_list_free(&found);
		return false;
	}
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), newest_first);
	*out = found;
	if (damaged)
		*damaged = listing.damaged;
	return true;
}

static bool check_present(const struct home *home, const char *id, struct err *err)
{
	bool has = false;

	if (vault_id_is_safe(id)) {
		char name[KEY_ID_SIZE + 8];

		file_name(name, id);
		if (!home_folder_has(&has, home, "vault", name, err))
			return false;
	}
	return has || err_set(err, ERR_KEY_NOT_FOUND, "No API key with the id '%s' is stored here.", id);
}

static bool open_file(struct apikey *key, const struct signer *signer, const char *id, const struct buf *file,
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

bool vault_open(struct apikey **out, const struct home *home, const struct signer *signer, const char *id,
		struct err *err)
{
	char name[KEY_ID_SIZE + 8];
	struct apikey *key;
	struct buf file;
	bool ok;

	if (!check_present(home, id, err))
		return false;
	file_name(name, id);
	buf_init(&file, VAULT_FILE_MAX);
	key = apikey_new(APIKEY_MAX);
	ok = home_read(&file, home, "vault", name, err) && open_file(key, signer, id, &file, err);
	buf_free(&file);
	if (ok)
		*out = key;
	else
		apikey_free(key);
	return ok;
}

bool vault_remove(const struct home *home, const char *id, struct err *err)
{
	char name[KEY_ID_SIZE + 8];

	if (!check_present(home, id, err))
		return false;
	file_name(name, id);
	return home_remove(home, "vault", name, err);
}
