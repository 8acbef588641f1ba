/*
 * keystore_cache: the file wallets.cache in the data folder: a line for the
 * stamp, then one for each wallet: kind, address, file, tab, name.  Losing it
 * costs a moment; one that lies is found out when the wallet is opened.
 */
#include "keystore/keystore_cache.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "keystore/home_folder.h"
#include "wallet/hex.h"
#include "wallet/mem.h"
#include "wallet/text.h"

#define CACHE_FILE "wallets.cache"
#define CACHE_FROM 256			/* wallets; fewer are as quickly read */
#define SETTLED_NS UINT64_C(2000000000)	/* the coarsest clock of a file system in use */

static uint64_t in_ns(struct timespec time)
{
	return (uint64_t)time.tv_sec * UINT64_C(1000000000) + (uint64_t)time.tv_nsec;
}

static bool stamp_folder(uint64_t out[4], const struct home *home, const char *folder)
{
	char path[HOME_PATH_SIZE];
	struct stat st;

	home_folder_path(path, home, folder);
	if (stat(path, &st) != 0)
		return false;
	out[0] = (uint64_t)st.st_dev;
	out[1] = (uint64_t)st.st_ino;
	out[2] = in_ns(st.st_ctim);
	out[3] = in_ns(st.st_mtim);
	return true;
}

bool keystore_stamp(struct keystore_stamp *out, const struct home *home)
{
	return stamp_folder(out->folder[0], home, "keystore") && stamp_folder(out->folder[1], home, "watch");
}

static void write_head(struct buf *out, const struct keystore_stamp *stamp, size_t damaged, size_t count)
{
	buf_add_string(out, "rialto 1");
	for (int i = 0; i < 8; i++)
		buf_add_format(out, " %" PRIx64, stamp->folder[i / 4][i % 4]);
	buf_add_format(out, " %zx %zx\n", damaged, count);
}

/* Reading */

static bool read_number(uint64_t *out, const char **at)
{
	char *end;

	if (**at != ' ')
		return false;
	*out = strtoull(*at + 1, &end, 16);
	*at = end;
	return true;
}

static bool read_head(size_t *damaged, size_t *count, const char **at, const struct keystore_stamp *stamp)
{
	uint64_t number;

	if (strncmp(*at, "rialto 1", 8) != 0)
		return false;
	*at += 8;
	for (int i = 0; i < 8; i++)
		if (!read_number(&number, at) || number != stamp->folder[i / 4][i % 4])
			return false;
	if (!read_number(&number, at))
		return false;
	*damaged = number;
	if (!read_number(&number, at) || *(*at)++ != '\n')
		return false;
	*count = number;
	return true;
}

/* Takes text up to `end` off the front. */
static bool read_text(char *out, size_t size, const char **at, char end)
{
	const char *stop = strchr(*at, end);
	size_t len = stop ? (size_t)(stop - *at) : size;

	if (len == 0 || len >= size)
		return false;
	memcpy(out, *at, len);
	out[len] = '\0';
	*at = stop + 1;
	return true;
}

static bool read_account(struct account *out, const char **at)
{
	char digits[41];

	if (**at < '0' || **at > '0' + ACCOUNT_WATCH)
		return false;
	out->kind = (enum account_kind)(*(*at)++ - '0');
	return read_text(digits, sizeof(digits), at, ' ') &&
	       hex_decode(out->address.bytes, sizeof(out->address.bytes), digits) &&
	       read_text(out->file, sizeof(out->file), at, '\t') && !strchr(out->file, '/') &&
	       read_text(out->name, sizeof(out->name), at, '\n') && text_is_clean(out->name, strlen(out->name));
}

static bool read_accounts(struct accounts *out, size_t *damaged, const struct buf *file,
			  const struct keystore_stamp *stamp)
{
	const char *at = buf_string(file);
	size_t count;

	/* A line has 45 bytes at least: a count that lies asks for no memory. */
	if (!read_head(damaged, &count, &at, stamp) || count > file->len / 45)
		return false;
	out->items = mem_new(count ? count : 1, sizeof(*out->items));
	for (out->count = 0; out->count < count; out->count++)
		if (!read_account(&out->items[out->count], &at)) {
			accounts_free(out);
			return false;
		}
	if (!*at)
		return true;
	accounts_free(out);
	return false;
}

bool keystore_cache_read(struct accounts *out, size_t *damaged, const struct home *home,
			 const struct keystore_stamp *stamp)
{
	struct accounts found = { 0 };
	struct err ignored;
	struct buf file;
	bool ok;

	if (!home_folder_has(home, ".", CACHE_FILE))
		return false;
	buf_init(&file, 0);
	ok = home_read(&file, home, ".", CACHE_FILE, &ignored) && read_accounts(&found, damaged, &file, stamp);
	buf_free(&file);
	if (ok)
		*out = found;
	return ok;
}

/* Writing */

static bool is_settled(const struct home *home, const struct keystore_stamp *stamp)
{
	struct keystore_stamp now_stamp = { 0 };
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	for (int i = 0; i < 8; i++)
		if (i % 4 >= 2 && stamp->folder[i / 4][i % 4] + SETTLED_NS > in_ns(now))
			return false;
	return keystore_stamp(&now_stamp, home) && memcmp(&now_stamp, stamp, sizeof(now_stamp)) == 0;
}

static bool write_account(struct buf *out, const struct account *account)
{
	char digits[41];

	hex_encode(digits, account->address.bytes, sizeof(account->address.bytes));
	return !strpbrk(account->file, "\t\n") &&
	       buf_add_format(out, "%d%s %s\t%s\n", (int)account->kind, digits, account->file, account->name);
}

void keystore_cache_write(const struct home *home, const struct accounts *accounts, size_t damaged,
			  const struct keystore_stamp *stamp)
{
	struct err ignored;
	struct buf file;
	bool ok = true;

	if (accounts->count < CACHE_FROM || !is_settled(home, stamp))
		return;
	buf_init(&file, 0);
	write_head(&file, stamp, damaged, accounts->count);
	for (size_t i = 0; ok && i < accounts->count; i++)
		ok = write_account(&file, &accounts->items[i]);
	if (ok)
		(void)!home_write(home, ".", CACHE_FILE, file.data, file.len, &ignored);
	buf_free(&file);
}
