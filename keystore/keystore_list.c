/* keystore_list: every wallet of the home, without a password. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/keystore_cache.h"
#include "keystore/keystore_file.h"
#include "keystore/v3_quick.h"
#include "wallet/mem.h"
#include "wallet/text.h"

struct listing {
	const struct home *home;
	struct accounts *out;
	size_t room, damaged;
	size_t own;		/* of them in rialto's own folders */
};

static struct account *add(struct listing *listing)
{
	struct accounts *out = listing->out;

	if (out->count == listing->room) {
		listing->room = listing->room ? 2 * listing->room : 16;
		out->items = mem_grow(out->items, listing->room, sizeof(*out->items));
	}
	out->items[out->count] = (struct account){ 0 };
	return &out->items[out->count++];
}

/* geth's file names end in the address: "UTC--2026-11-21T…Z--45b7…". */
static bool address_of_name(struct address *out, const char *file)
{
	const char *last = strrchr(file, '-');
	struct err ignored;

	return last && last > file && last[-1] == '-' && address_parse(out, last + 1, &ignored);
}

static void name_account(struct account *account, const char *name, bool has_address)
{
	char text[ADDRESS_SHORT_SIZE];
	struct err ignored;

	if (account_check_name(name, &ignored)) {
		snprintf(account->name, sizeof(account->name), "%.*s", ACCOUNT_NAME_MAX, name);
	} else if (has_address) {
		address_format_short(text, account->address);
		snprintf(account->name, sizeof(account->name), "%s", text);
	} else {
		text_sanitise(account->name, sizeof(account->name), account->file, strlen(account->file));
	}
}

static bool inspect(struct v3_plain *out, const struct buf *bytes)
{
	struct err ignored;

	return bytes && (v3_quick(out, buf_string(bytes), bytes->len) ||
			 v3_inspect(out, buf_string(bytes), bytes->len, &ignored));
}

static void add_v3(struct listing *listing, const char *file, const struct v3_plain *plain, bool foreign)
{
	struct account *account = add(listing);
	bool has_address = plain->has_address;

	account->kind = plain->has_mnemonic ? ACCOUNT_MNEMONIC : ACCOUNT_KEY;
	account->foreign = foreign;
	snprintf(account->file, sizeof(account->file), "%s", file);
	account->address = plain->address;
	if (!has_address)
		has_address = address_of_name(&account->address, file);
	name_account(account, plain->name, has_address);
}

static bool list_v3(void *context, const char *file, const struct buf *bytes)
{
	struct listing *listing = context;
	struct v3_plain plain;

	if (inspect(&plain, bytes))
		add_v3(listing, file, &plain, false);
	else
		listing->damaged++;
	return true;
}

static bool is_listed(const struct listing *listing, const struct v3_plain *plain)
{
	for (size_t i = 0; i < listing->own && plain->has_address; i++)
		if (address_equal(listing->out->items[i].address, plain->address))
			return true;
	return false;
}

/* What else another program keeps in its folder is no damage. */
static bool list_other(void *context, const char *file, const struct buf *bytes)
{
	struct listing *listing = context;
	struct v3_plain plain;

	if (inspect(&plain, bytes) && !is_listed(listing, &plain))
		add_v3(listing, file, &plain, true);
	return true;
}

static bool parse_watch(struct account *account, char name[64], const struct buf *file)
{
	struct json_object *root = fields_parse(buf_string(file), file->len);
	uint64_t version;
	bool ok = fields_u64(&version, root, "version") && version == 1 &&
		  fields_address(&account->address, root, "address") && fields_copy(name, 64, root, "name");

	json_object_put(root);
	return ok;
}

static bool list_watch(void *context, const char *file, const struct buf *bytes)
{
	struct listing *listing = context;
	struct account account = { .kind = ACCOUNT_WATCH };
	char name[64];

	if (!bytes || !parse_watch(&account, name, bytes)) {
		listing->damaged++;
		return true;
	}
	snprintf(account.file, sizeof(account.file), "%s", file);
	name_account(&account, name, true);
	*add(listing) = account;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct account *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	/* Of two of the same name rialto's own keeps it. */
	if (!order)
		order = left->foreign - right->foreign;
	return order ? order : strcmp(left->file, right->file);
}

/* A second "main" becomes "main-2": files copied in by hand may share a name. */
static bool rename_doubles(struct accounts *accounts)
{
	char base[ACCOUNT_NAME_MAX + 1] = "", cut[ACCOUNT_NAME_MAX - 6];
	bool renamed = false;
	unsigned number = 1;

	for (size_t i = 0; i < accounts->count; i++) {
		struct account *account = &accounts->items[i];

		if (i == 0 || strcmp(account->name, base) != 0) {
			memcpy(base, account->name, sizeof(base));
			number = 1;
			continue;
		}
		text_sanitise(cut, sizeof(cut), base, strlen(base));
		snprintf(account->name, sizeof(account->name), "%s-%u", cut, ++number % 100000);
		renamed = true;
	}
	return renamed;
}

static void sort(struct accounts *accounts)
{
	/* A new name may be another's; a few rounds settle any honest folder. */
	for (int round = 0; round < 8 && accounts->count; round++) {
		qsort(accounts->items, accounts->count, sizeof(*accounts->items), compare);
		if (!rename_doubles(accounts))
			break;
	}
}

static bool list_folders(struct listing *listing, struct err *err)
{
	const struct home *home = listing->home;

	if (!home_each_file(home, "keystore", KEYSTORE_FILE_MAX, list_v3, listing, err) ||
	    !home_each_file(home, "watch", KEYSTORE_FILE_MAX, list_watch, listing, err))
		return false;
	listing->own = listing->out->count;
	return !*home->other || home_each_file(home, "other", KEYSTORE_FILE_MAX, list_other, listing, err);
}

static bool list_anew(struct accounts *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct accounts found = { 0 };
	struct listing listing = { .home = home, .out = &found };

	if (!list_folders(&listing, err)) {
		accounts_free(&found);
		return false;
	}
	sort(&found);
	*out = found;
	*damaged = listing.damaged;
	return true;
}

bool keystore_list(struct accounts *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct keystore_stamp stamp;
	size_t bad;

	if (*home->other || !keystore_stamp(&stamp, home)) {
		if (!list_anew(out, &bad, home, err))
			return false;
	} else if (!keystore_cache_read(out, &bad, home, &stamp)) {
		if (!list_anew(out, &bad, home, err))
			return false;
		keystore_cache_write(home, out, bad, &stamp);
	}
	if (damaged)
		*damaged = bad;
	return true;
}
