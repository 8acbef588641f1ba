/*
 * backup: what is packed is already sealed (V3 files, the vault), so it passes through ordinary
 * memory.  The backup's own key never does.
 *
 *   header   "rialtobk", version 1, log2(n), r, p, salt, secretstream's header
 *   pieces   64 KiB and 17 bytes each, the last one shorter and tagged as final
 *   inside   for each file: folder, length of its name, name, length, bytes
 */
#include "keystore/backup.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "keystore/home_export.h"
#include "keystore/home_folder.h"
#include "keystore/home_restore.h"
#include "keystore/password_forms.h"
#include "wallet/base/passphrase.h"

#define BACKUP_MAX ((size_t)256 << 20)
#define PIECE ((size_t)64 << 10)
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define STREAM_HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define SALT_SIZE 32
#define HEADER_SIZE (8 + 1 + 1 + 4 + 4 + SALT_SIZE + STREAM_HEADER)

static const char magic[8] = { 'r', 'i', 'a', 'l', 't', 'o', 'b', 'k' };

static void put_u32(uint8_t *out, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t get_u32(const uint8_t *in)
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}

static bool bad(struct err *err, const char *what)
{
	return err_set(err, ERR_BACKUP_BAD, "%s", what);
}

/* Packing */

struct packing {
	const struct home *home;
	struct buf *out;
	unsigned folder;
	size_t files;
	bool ok;
	struct err err;
};

static bool pack_bytes(struct buf *out, unsigned folder, const char *name, const struct buf *bytes)
{
	uint8_t len[4];

	put_u32(len, (uint32_t)bytes->len);
	return buf_add_byte(out, (uint8_t)folder) && buf_add_byte(out, (uint8_t)strlen(name)) &&
	       buf_add_string(out, name) && buf_add(out, len, sizeof(len)) && buf_add(out, bytes->data, bytes->len);
}

/* An entry that is no plain file cannot be packed, and a backup without it must not pass for whole. */
static bool check_plain(const struct home *home, const char *folder, struct err *err)
{
	struct home_names names;
	int fd = home_folder_open(home, folder, err);
	bool ok, plain;

	if (fd < 0)
		return false;
	ok = home_folder_shown_names(&names, fd, err);
	for (size_t i = 0; ok && i < names.count; i++)
		ok = home_folder_has(&plain, home, folder, names.items[i], err) &&
		     (plain || err_set(err, ERR_INVALID_INPUT, "%s in %s is no plain file: a backup cannot hold it. Move it elsewhere.",
				       names.items[i], folder));
	if (names.items)
		home_names_free(&names);
	close(fd);
	return ok;
}

static bool pack_file(void *context, const char *name)
{
	struct packing *packing = context;
	struct buf bytes;

	buf_init(&bytes, 0);
	packing->ok = home_read(&bytes, packing->home, home_restore_folders[packing->folder], name, &packing->err);
	if (packing->ok && !pack_bytes(packing->out, packing->folder, name, &bytes))
		packing->ok = err_set(&packing->err, ERR_INVALID_INPUT, "The home folder is too large for a backup.");
	buf_free(&bytes);
	packing->files += packing->ok;
	return packing->ok;
}

/* Packs the configuration, and what its link leads to if it is one. */
static bool pack_config(struct packing *packing, struct err *err)
{
	struct home home = *packing->home;
	struct buf bytes;
	bool found, ok;

	buf_init(&bytes, 0);
	ok = home_read_config(&bytes, &found, &home, err);
	if (ok && found) {
		ok = pack_bytes(packing->out, packing->folder, "config", &bytes) ||
		     err_set(err, ERR_INVALID_INPUT, "The home folder is too large for a backup.");
		packing->files += ok;
	}
	buf_free(&bytes);
	return ok;
}

/* Of the configuration's folder, only the file itself is packed: that folder may be the whole home. */
static bool pack_folder(struct packing *packing, struct err *err)
{
	const char *folder = home_restore_folders[packing->folder];

	if (strcmp(folder, "config") == 0) {
		if (!pack_config(packing, err))
			return false;
	} else if (!check_plain(packing->home, folder, err) ||
		   !home_each(packing->home, folder, pack_file, packing, err)) {
		return false;
	}
	if (!packing->ok)
		*err = packing->err;
	return packing->ok;
}

static bool pack_home(struct buf *out, size_t *files, const struct home *home, struct err *err)
{
	struct packing packing = { .home = home, .out = out, .ok = true };

	for (; packing.folder < HOME_RESTORE_FOLDERS; packing.folder++)
		if (!pack_folder(&packing, err))
			return false;
	*files = packing.files;
	return true;
}

/* Sealing */

bool backup_header(struct kdf *out, const uint8_t *bytes, size_t len, struct err *err)
{
	struct kdf kdf = { .kind = KDF_SCRYPT, .salt_len = SALT_SIZE };

	if (len < HEADER_SIZE || memcmp(bytes, magic, sizeof(magic)) != 0)
		return bad(err, "This is not a backup of rialto's.");
	if (bytes[8] != 1)
		return bad(err, "This backup is of a newer rialto.");
	if (bytes[9] > 62)
		return err_set(err, ERR_KEYSTORE_LIMITS, "Its scrypt parameters are beyond all reason.");
	kdf.work = (struct v3_work){ .n = UINT64_C(1) << bytes[9], .r = get_u32(bytes + 10), .p = get_u32(bytes + 14) };
	memcpy(kdf.salt, bytes + 18, SALT_SIZE);
	*out = kdf;
	return kdf_check(&kdf, err);
}

static bool make_key(struct secret *key, const uint8_t *bytes, size_t len, const struct passphrase *password,
		     struct err *err)
{
	struct kdf kdf;

	return backup_header(&kdf, bytes, len, err) &&
	       kdf_run(key, crypto_secretstream_xchacha20poly1305_KEYBYTES, &kdf, password, err);
}

static void make_header(uint8_t out[HEADER_SIZE], struct v3_work work)
{
	memset(out, 0, HEADER_SIZE);
	memcpy(out, magic, sizeof(magic));
	out[8] = 1;
	while (UINT64_C(1) << out[9] < work.n)
		out[9]++;
	put_u32(out + 10, work.r);
	put_u32(out + 14, work.p);
	randombytes_buf(out + 18, SALT_SIZE);
}

static void seal_pieces(struct buf *out, crypto_secretstream_xchacha20poly1305_state *state,
			const uint8_t header[HEADER_SIZE], const struct buf *plain)
{
	uint8_t piece[PIECE + EXTRA];
	size_t at = 0;
	bool last;

	do {
		size_t len = plain->len - at < PIECE ? plain->len - at : PIECE;

		/* A whole piece is never the last one, so the length of the file does not tell that
		 * of its content. */
		last = len < PIECE;
		crypto_secretstream_xchacha20poly1305_push(state, piece, NULL, plain->data + at, len, header,
							   HEADER_SIZE,
							   last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		buf_add(out, piece, len + EXTRA);
		at += len;
	} while (!last);
}

static bool seal(struct buf *out, const struct buf *plain, const struct passphrase *password, struct v3_work work,
		 struct err *err)
{
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t header[HEADER_SIZE];
	struct secret key;
	bool ok;

	make_header(header, work);
	secret_init(&key, KDF_SIZE_MAX);
	ok = make_key(&key, header, HEADER_SIZE, password, err);
	if (ok) {
		crypto_secretstream_xchacha20poly1305_init_push(&state, header + HEADER_SIZE - STREAM_HEADER,
								(const uint8_t *)key.data);
		buf_add(out, header, HEADER_SIZE);
		seal_pieces(out, &state, header, plain);
		secret_wipe(&state, sizeof(state));
	}
	secret_free(&key);
	return ok && (!out->full || err_set(err, ERR_INVALID_INPUT, "The home folder is too large for a backup."));
}

bool backup_write(size_t *files, const struct home *home, const char *path, const struct passphrase *password,
		  struct v3_work work, struct err *err)
{
	struct buf plain, sealed;
	bool ok;

	if (!passphrase_check_new(&password->s, "The backup's password", err))
		return false;
	buf_init(&plain, BACKUP_MAX);
	buf_init(&sealed, BACKUP_MAX);
	ok = pack_home(&plain, files, home, err) && seal(&sealed, &plain, password, work, err) &&
	     home_export_file(home, path, sealed.data, sealed.len, err);
	buf_free(&plain);
	buf_free(&sealed);
	return ok;
}

/* Opening */

/* The first piece decides whether the password is right; damage after it is damage. */
static bool open_pieces(struct buf *out, crypto_secretstream_xchacha20poly1305_state *state,
			const uint8_t header[HEADER_SIZE], const struct buf *sealed, struct err *err)
{
	uint8_t piece[PIECE], tag = 0;
	size_t at = HEADER_SIZE;

	while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		size_t left = sealed->len - at, len = left < PIECE + EXTRA ? left : PIECE + EXTRA;

		if (len < EXTRA)
			return bad(err, "The backup is cut short.");
		if (crypto_secretstream_xchacha20poly1305_pull(state, piece, NULL, &tag, sealed->data + at, len, header,
							       HEADER_SIZE) != 0)
			return at == HEADER_SIZE
				? err_set(err, ERR_WRONG_PASSWORD, "The password does not open this backup, or the file was changed.")
				: bad(err, "The backup was changed or is cut short.");
		buf_add(out, piece, len - EXTRA);
		at += len;
	}
	return at == sealed->len || bad(err, "Something follows the backup's end.");
}

struct opening {
	struct buf *out;
	const struct buf *sealed;
};

static bool unseal_with(void *context, const struct passphrase *password, struct err *err)
{
	const struct opening *opening = context;
	const struct buf *sealed = opening->sealed;
	crypto_secretstream_xchacha20poly1305_state state;
	struct secret key;
	bool ok;

	secret_init(&key, KDF_SIZE_MAX);
	ok = make_key(&key, sealed->data, sealed->len, password, err);
	if (ok) {
		ok = crypto_secretstream_xchacha20poly1305_init_pull(&state, sealed->data + HEADER_SIZE - STREAM_HEADER,
								     (const uint8_t *)key.data) == 0 &&
		     open_pieces(opening->out, &state, sealed->data, sealed, err);
		secret_wipe(&state, sizeof(state));
	}
	secret_free(&key);
	return ok;
}

static bool unseal(struct buf *out, const struct buf *sealed, const struct passphrase *password, struct err *err)
{
	return password_forms_try(password, unseal_with, &(struct opening){ out, sealed }, err);
}

/* Unpacking */

struct entry {
	unsigned folder;
	char name[256];
	const uint8_t *bytes;
	size_t len;
};

/* Takes one file off the front of what is left. */
static bool next_entry(struct entry *out, const uint8_t **at, size_t *left)
{
	const uint8_t *p = *at;
	size_t name_len, head;

	if (*left < 2)
		return false;
	name_len = p[1];
	head = 2 + name_len + 4;
	if (p[0] >= HOME_RESTORE_FOLDERS || *left < head || memchr(p + 2, '\0', name_len))
		return false;
	out->folder = p[0];
	memcpy(out->name, p + 2, name_len);
	out->name[name_len] = '\0';
	if (strcmp(home_restore_folders[out->folder], "config") == 0 && strcmp(out->name, "config") != 0)
		return false;
	out->len = get_u32(p + 2 + name_len);
	out->bytes = p + head;
	if (*left - head < out->len)
		return false;
	*at += head + out->len;
	*left -= head + out->len;
	return true;
}

bool backup_unpack(size_t *files, const struct home *home, const struct buf *plain, struct err *err)
{
	const uint8_t *at = plain->data;
	size_t left = plain->len;
	struct entry entry;

	for (*files = 0; left > 0; ++*files) {
		if (!next_entry(&entry, &at, &left))
			return bad(err, "The backup's contents are not a list of files.");
		if (!home_restore_add(home, entry.folder, entry.name, entry.bytes, entry.len, err))
			return false;
	}
	return true;
}

static bool found_one(void *context, const char *name)
{
	bool *found = context;

	(void)name;
	*found = true;
	return false;
}

static bool check_empty(const struct home *home, struct err *err)
{
	char config[HOME_PATH_SIZE + 16];
	bool found;

	snprintf(config, sizeof(config), "%s/config", home->config);
	if (!home_exists(&found, config, err))
		return false;
	for (unsigned i = 0; i < HOME_FOLDERS && !found; i++)
		if (!home_each(home, home_folders[i], found_one, &found, err))
			return false;
	return !found || err_set(err, ERR_HOME_NOT_EMPTY, "There are wallets, keys or settings in this home folder already.");
}

bool backup_restore(size_t *files, const struct home *home, const char *path, const struct passphrase *password,
		    bool overwrite, struct err *err)
{
	struct buf sealed, plain;
	bool ok;

	if (!overwrite && !check_empty(home, err))
		return false;
	buf_init(&sealed, BACKUP_MAX);
	buf_init(&plain, BACKUP_MAX);
	ok = home_import_file(&sealed, path, err) && unseal(&plain, &sealed, password, err);
	if (ok) {
		ok = home_restore_begin(home, err) && backup_unpack(files, home, &plain, err);
		if (!ok)
			home_restore_drop(home);
		ok = ok && home_restore_commit(home, err);
	}
	buf_free(&sealed);
	buf_free(&plain);
	return ok;
}
