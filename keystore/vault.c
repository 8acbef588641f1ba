/* vault: which keys are stored, and that none takes another's place. */
#include "keystore/vault.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/home_folder.h"
#include "keystore/vault_file.h"
#include "keystore/vault_header.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static void file_name(char out[KEY_ID_SIZE + 8], const char *id)
{
	snprintf(out, KEY_ID_SIZE + 8, "%s.json", id);
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
	ok = vault_file_seal(&file, signer, info, key, err) &&
	     home_room_put(room, name, file.data, file.len, taken, err);
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

/* A file under another key's name is a copy or a trick, so it counts as damaged. */
static bool has_own_name(const struct key_info *info, const char *name)
{
	char expected[KEY_ID_SIZE + 8] = "";

	file_name(expected, info->id);
	return strcmp(expected, name) == 0;
}

static bool inspect(struct key_info *out, const struct home *home, const char *name, struct err *err)
{
	struct buf file;
	bool ok;

	buf_init(&file, VAULT_FILE_MAX);
	ok = home_read(&file, home, "vault", name, err) && vault_file_read(out, &file, err);
	buf_free(&file);
	if (!ok)
		return false;
	return has_own_name(out, name) ||
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

/* Fills in a key, or leaves it without an id if the file is no sealed key. */
static void read_one(void *item, const char *name, const struct buf *bytes)
{
	struct key_info *info = item;
	struct err ignored;

	if (!bytes || !vault_file_read(info, bytes, &ignored) || !has_own_name(info, name))
		info->id[0] = '\0';
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
	size_t read = 0;
	void *items = NULL;

	if (!home_map(&items, &read, sizeof(*found.items), home, "vault", VAULT_FILE_MAX, read_one, err))
		return false;
	found.items = items;
	for (size_t i = 0; i < read; i++)
		if (*found.items[i].id)
			found.items[found.count++] = found.items[i];
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), newest_first);
	*out = found;
	if (damaged)
		*damaged = read - found.count;
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
	ok = home_read(&file, home, "vault", name, err) && vault_file_open(key, signer, id, &file, err);
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
