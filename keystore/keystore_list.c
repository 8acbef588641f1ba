/* keystore_list: every wallet of the home, without a password. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/keystore_file.h"
#include "wallet/mem.h"
#include "wallet/text.h"

struct listing {
	const struct home *home;
	struct accounts *out;
	size_t room, damaged;
	struct buf file;	/* the one being read */
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

static bool list_v3(void *context, const char *file)
{
	struct listing *listing = context;
	struct account *account;
	struct v3_plain plain;
	struct err ignored;

	if (!home_read(&listing->file, listing->home, "keystore", file, &ignored) ||
	    !v3_inspect(&plain, buf_string(&listing->file), listing->file.len, &ignored)) {
		listing->damaged++;
		return true;
	}
	account = add(listing);
	account->kind = plain.has_mnemonic ? ACCOUNT_MNEMONIC : ACCOUNT_KEY;
	snprintf(account->file, sizeof(account->file), "%s", file);
	account->address = plain.address;
	if (!plain.has_address)
		plain.has_address = address_of_name(&account->address, file);
	name_account(account, plain.name, plain.has_address);
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

static bool list_watch(void *context, const char *file)
{
	struct listing *listing = context;
	struct account account = { .kind = ACCOUNT_WATCH };
	struct err ignored;
	char name[64];

	if (!home_read(&listing->file, listing->home, "watch", file, &ignored) ||
	    !parse_watch(&account, name, &listing->file)) {
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

bool keystore_list(struct accounts *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct accounts found = { 0 };
	struct listing listing = { .home = home, .out = &found };
	bool ok;

	buf_init(&listing.file, KEYSTORE_FILE_MAX);
	ok = home_each(home, "keystore", list_v3, &listing, err) && home_each(home, "watch", list_watch, &listing, err);
	buf_free(&listing.file);
	if (!ok) {
		accounts_free(&found);
		return false;
	}
	sort(&found);
	*out = found;
	if (damaged)
		*damaged = listing.damaged;
	return true;
}
