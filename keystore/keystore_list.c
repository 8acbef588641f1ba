/* keystore_list: lists every wallet of the home, without a password. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/keystore_damage.h"
#include "keystore/keystore_file.h"
#include "keystore/v3_quick.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

/* The names of geth's files end in the address: "UTC--2026-11-21T…Z--45b7…". */
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

/* Fills in an account, or leaves it without a name if the file is no wallet. */
static void read_v3(void *item, const char *file, const struct buf *bytes)
{
	struct account *account = item;
	struct v3_plain plain;
	bool has_address;

	snprintf(account->file, sizeof(account->file), "%s", file);
	if (!inspect(&plain, bytes))
		return;
	account->kind = plain.has_mnemonic ? ACCOUNT_MNEMONIC : ACCOUNT_KEY;
	account->address = plain.address;
	has_address = plain.has_address || address_of_name(&account->address, file);
	name_account(account, plain.name, has_address);
}

static void read_other(void *item, const char *file, const struct buf *bytes)
{
	read_v3(item, file, bytes);
	((struct account *)item)->foreign = true;
}

bool keystore_parse_watch(struct address *address, char name[64], const struct buf *file)
{
	struct json_object *root = fields_parse(buf_string(file), file->len);
	uint64_t version;
	bool ok = fields_u64(&version, root, "version") && version == 1 &&
		  fields_address(address, root, "address") && !address_is_zero(*address) &&
		  fields_copy(name, 64, root, "name");

	json_object_put(root);
	return ok;
}

static void read_watch(void *item, const char *file, const struct buf *bytes)
{
	struct account *account = item;
	char name[64];

	snprintf(account->file, sizeof(account->file), "%s", file);
	if (!bytes || !keystore_parse_watch(&account->address, name, bytes))
		return;
	account->kind = ACCOUNT_WATCH;
	name_account(account, name, true);
}

void keystore_read_listed(struct account *out, const char *folder, const char *file, const struct buf *bytes)
{
	(strcmp(folder, "watch") == 0 ? read_watch : read_v3)(out, file, bytes);
}

static void pass_over(struct keystore_rest *rest, const struct home *home, const char *folder, const char *file)
{
	rest->damaged++;
	if (rest->unread.code == ERR_NONE && keystore_damage_is_wallet(file))
		keystore_damage_why(&rest->unread, home, folder, file);
}

static bool list_folder(struct accounts *out, struct keystore_rest *rest, const struct home *home, const char *folder,
			void (*read)(void *item, const char *file, const struct buf *bytes), struct err *err)
{
	size_t count = out->count;
	void *items = out->items;
	bool ok = home_map(&items, &count, sizeof(*out->items), home, folder, KEYSTORE_FILE_MAX, read, err);

	out->items = items;
	for (size_t i = out->count; i < count; i++)
		if (*out->items[i].name)
			out->items[out->count++] = out->items[i];
		else
			pass_over(rest, home, folder, out->items[i].file);
	return ok;
}

static int compare_addresses(const void *a, const void *b)
{
	const struct account *left = a, *right = b;

	return memcmp(left->address.bytes, right->address.bytes, sizeof(left->address.bytes));
}

/* Lists another program's wallets, except for those that rialto has too.  Other things in that
 * program's folder are no damage. */
static bool list_other(struct accounts *out, const struct home *home, struct err *err)
{
	/* With a code set already, no file is looked into for the reason. */
	struct keystore_rest ignored = { .unread.code = ERR_WALLET_UNREADABLE };
	size_t own = out->count, all;

	if (!list_folder(out, &ignored, home, "other", read_other, err))
		return false;
	all = out->count;
	out->count = own;
	qsort(out->items, own, sizeof(*out->items), compare_addresses);
	for (size_t i = own; i < all; i++) {
		const struct account *other = &out->items[i];

		if (address_is_zero(other->address) ||
		    !bsearch(other, out->items, own, sizeof(*other), compare_addresses))
			out->items[out->count++] = *other;
	}
	return true;
}

int keystore_compare(const void *a, const void *b)
{
	const struct account *left = a, *right = b;
	int order = strcmp(left->name, right->name);

	/* Of two wallets with the same name, rialto's own keeps it. */
	if (!order)
		order = left->foreign - right->foreign;
	return order ? order : strcmp(left->file, right->file);
}

/* A second "main" becomes "main-2", because files copied in by hand may share a name. */
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

void keystore_sort(struct accounts *accounts)
{
	/* A new name may be taken as well; a few rounds settle any honest folder. */
	for (int round = 0; round < 8 && accounts->count; round++) {
		qsort(accounts->items, accounts->count, sizeof(*accounts->items), keystore_compare);
		if (!rename_doubles(accounts))
			break;
	}
}

bool keystore_look(struct accounts *out, struct keystore_rest *rest, const struct home *home, struct err *err)
{
	struct accounts found = { 0 };
	struct keystore_rest others = { 0 };

	if (!list_folder(&found, &others, home, "keystore", read_v3, err) ||
	    !list_folder(&found, &others, home, "watch", read_watch, err) ||
	    (*home->other && !list_other(&found, home, err))) {
		accounts_free(&found);
		return false;
	}
	keystore_sort(&found);
	*out = found;
	*rest = others;
	return true;
}

bool keystore_list(struct accounts *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct keystore_rest rest;

	if (!keystore_look(out, &rest, home, err))
		return false;
	if (damaged)
		*damaged = rest.damaged;
	return true;
}
