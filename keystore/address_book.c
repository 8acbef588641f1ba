#include "keystore/address_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/fields.h"
#include "keystore/home_folder.h"
#include "keystore/keystore_file.h"

#define FOLDER "addresses"
#define FILE_MAX ((size_t)4096)

/* Anybody may have written the file: a name that a person could not have given is none. */
static void read_entry(void *item, const char *file, const struct buf *bytes)
{
	struct account *entry = item;
	struct err ignored;
	char name[64];

	if (!bytes || !keystore_parse_watch(&entry->address, name, bytes) || !account_check_name(name, &ignored))
		return;
	entry->kind = ACCOUNT_WATCH;
	snprintf(entry->file, sizeof(entry->file), "%s", file);
	snprintf(entry->name, sizeof(entry->name), "%.*s", ACCOUNT_NAME_MAX, name);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct account *)a)->name, ((const struct account *)b)->name);
}

/* A home on a read-only disk may be from before there was an address book. */
static bool is_there(bool *out, const struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE];

	home_folder_path(path, home, FOLDER);
	return home_exists(out, path, err);
}

bool address_book_read(struct accounts *out, size_t *damaged, const struct home *home, struct err *err)
{
	struct accounts found = { 0 };
	void *items = NULL;
	size_t count = 0;
	bool there;

	*damaged = 0;
	*out = found;
	if (!is_there(&there, home, err) ||
	    (there && !home_map(&items, &count, sizeof(*found.items), home, FOLDER, FILE_MAX, read_entry, err)))
		return false;
	found.items = items;
	for (size_t i = 0; i < count; i++)
		if (*found.items[i].name)
			found.items[found.count++] = found.items[i];
		else
			++*damaged;
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), compare);
	*out = found;
	return true;
}

static bool check_name(const struct accounts *book, const char *name, const struct account *but, struct err *err)
{
	return account_check_name(name, err) && accounts_check_in_book(book, name, but, err);
}

static bool check_new(const struct accounts *book, const char *name, struct address address, struct err *err)
{
	const struct account *there = accounts_at(book, address);

	if (address_is_zero(address))
		return err_set(err, ERR_INVALID_INPUT, "The zero address is nobody's");
	return check_name(book, name, NULL, err) &&
	       (!there || err_set(err, ERR_WALLET_EXISTS, "That address is in the address book already, as %s", there->name));
}

/* Puts the file there whole, or leaves what was there. */
static bool write_entry(const struct home *home, const char *file, const char *name, struct address address,
			struct err *err)
{
	struct json_object *root = json_object_new_object();
	char text[ADDRESS_TEXT_SIZE];
	struct buf json;
	bool ok;

	address_format(text, address);
	fields_add_i64(root, "version", 1);
	fields_add_text(root, "address", text);
	fields_add_text(root, "name", name);
	buf_init(&json, FILE_MAX);
	ok = fields_write(&json, root) && home_write(home, FOLDER, file, json.data, json.len, err);
	json_object_put(root);
	buf_free(&json);
	return ok;
}

bool address_book_add(const struct home *home, const char *name, struct address address, struct err *err)
{
	char text[ADDRESS_TEXT_SIZE], file[ADDRESS_TEXT_SIZE + 8];
	struct accounts book;
	size_t damaged;
	bool ok;

	if (!address_book_read(&book, &damaged, home, err))
		return false;
	address_format(text, address);
	snprintf(file, sizeof(file), "%s.json", text);
	ok = check_new(&book, name, address, err) && write_entry(home, file, name, address, err);
	accounts_free(&book);
	return ok;
}

bool address_book_rename(const struct home *home, const struct account *entry, const char *name, struct err *err)
{
	const struct account *there;
	struct accounts book;
	size_t damaged;
	bool ok;

	if (!address_book_read(&book, &damaged, home, err))
		return false;
	there = accounts_at(&book, entry->address);
	if (!there || !account_same_file(there, entry))
		ok = err_set(err, ERR_INVALID_INPUT, "The address book has no '%s' any more", entry->name);
	else
		ok = check_name(&book, name, there, err) && write_entry(home, there->file, name, there->address, err);
	accounts_free(&book);
	return ok;
}

bool address_book_remove(const struct home *home, const struct account *entry, struct err *err)
{
	return home_remove(home, FOLDER, entry->file, err);
}
