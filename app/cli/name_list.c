#include "app/cli/name_list.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/buf.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

void name_list_free(struct name_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct name_list){ 0 };
}

void name_list_add(struct name_list *list, const char *name, size_t len)
{
	char *copy = mem_new(len + 1, 1);

	memcpy(copy, name, len);
	list->items = mem_grow(list->items, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = copy;
}

/* Reads a name in double quotes; a quote inside is written twice (RFC 4180).  Moves *text past
 * the last quote. */
static bool take_quoted(struct buf *out, const char **text, struct err *err)
{
	for (const char *p = *text + 1; *p; p++) {
		if (*p == '"' && p[1] != '"') {
			*text = p + 1;
			return true;
		}
		p += *p == '"';
		buf_add_byte(out, (uint8_t)*p);
	}
	return err_set(err, ERR_USAGE, "A double quote is not closed in --wallets");
}

static void take_plain(struct buf *out, const char **text)
{
	const char *name = *text;
	size_t len = strcspn(name, ",");

	*text += len;
	text_trim(&name, &len);
	buf_add(out, name, len);
}

static bool take_name(struct buf *out, const char **text, struct err *err)
{
	bool quoted;

	*text += strspn(*text, " ");
	quoted = **text == '"';
	if (!quoted)
		take_plain(out, text);
	else if (!take_quoted(out, text, err))
		return false;
	*text += strspn(*text, " ");
	if (**text && **text != ',')
		return err_set(err, ERR_USAGE, "Between the names of --wallets stand commas");
	return out->len || quoted || err_set(err, ERR_USAGE, "A name is empty in --wallets");
}

static bool split(struct name_list *out, const char *value, struct err *err)
{
	struct buf name;
	bool ok;

	do {
		buf_init(&name, 0);
		ok = take_name(&name, &value, err);
		if (ok)
			name_list_add(out, buf_string(&name), name.len);
		buf_free(&name);
	} while (ok && *value++ == ',');
	return ok;
}

static bool are_wallets(const struct name_list *list, const struct accounts *accounts)
{
	for (size_t i = 0; i < list->count; i++)
		if (!accounts_find(accounts, list->items[i]))
			return false;
	return true;
}

static bool not_found(const struct name_list *list, const struct accounts *accounts, struct err *err)
{
	for (size_t i = 0; i < list->count; i++)
		if (!accounts_find(accounts, list->items[i]))
			return err_set(err, ERR_WALLET_NOT_FOUND, "There is no wallet '%.64s'", list->items[i]);
	return true;
}

static bool check_once(const struct name_list *list, const struct accounts *accounts, const char *name, struct err *err)
{
	for (size_t i = 0; i < list->count; i++)
		if (accounts_find(accounts, list->items[i]) == accounts_find(accounts, name))
			return err_set(err, ERR_USAGE, "The wallet '%.64s' is named twice in --wallets", name);
	return true;
}

static bool take_over(struct name_list *list, const struct name_list *parts, const struct accounts *accounts,
		      struct err *err)
{
	for (size_t i = 0; i < parts->count; i++) {
		if (!check_once(list, accounts, parts->items[i], err))
			return false;
		name_list_add(list, parts->items[i], strlen(parts->items[i]));
	}
	return true;
}

bool name_list_read(struct name_list *list, const char *value, const struct accounts *accounts, struct err *err)
{
	bool is_name = accounts_find(accounts, value), is_list;
	struct name_list parts = { 0 };
	struct err why;
	bool ok = split(&parts, value, &why);

	is_list = ok && parts.count > 1 && are_wallets(&parts, accounts);
	if (is_name && is_list) {
		ok = err_set(err, ERR_USAGE, "'%.60s' is a wallet and a list of wallets: put double quotes around the name in "
			     "--wallets", value);
	} else if (is_name) {
		name_list_free(&parts);
		name_list_add(&parts, value, strlen(value));
		ok = take_over(list, &parts, accounts, err);
	} else if (ok) {
		ok = not_found(&parts, accounts, err) && take_over(list, &parts, accounts, err);
	} else {
		*err = why;
	}
	name_list_free(&parts);
	return ok;
}
