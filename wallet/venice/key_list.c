#include "wallet/venice/key_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define ORPHAN_BEFORE_MS (2 * 60 * INT64_C(1000))	/* clocks differ a little */
#define ORPHAN_AFTER_MS (15 * 60 * INT64_C(1000))	/* a request may have hung */
#define LATELY_MS (24 * 60 * 60 * INT64_C(1000))
#define DEFAULT_DESCRIPTION "Web3 API Key"

static bool same_account(const struct key_info *a, const struct key_info *b)
{
	return address_equal(a->address, b->address) && strcmp(a->network, b->network) == 0;
}

/* A key that was added by hand, or saved from half an answer, has an id of rialto's own. */
static bool has_own_id(const struct key_info *key)
{
	return strncmp(key->id, KEY_OWN_ID, strlen(KEY_OWN_ID)) == 0 ||
	       (key->intent[0] && strcmp(key->id, key->intent) == 0);
}

const char *key_venice_id(const struct key_info *key)
{
	return key->venice_id[0] || has_own_id(key) ? key->venice_id : key->id;
}

bool key_used_lately(const struct key_info *key, int64_t now_ms)
{
	return key->used_ms && now_ms - key->used_ms < LATELY_MS;
}

const char *key_word(const struct key_info *key)
{
	return key->last6[0] ? key->last6 : "delete";
}

static bool is_same(const struct key_info *stored, const struct key_info *listed)
{
	if (strcmp(stored->id, listed->id) == 0)
		return true;
	return has_own_id(stored) && same_account(stored, listed) && stored->last6[0] &&
	       strcmp(stored->last6, listed->last6) == 0;
}

static void keep_stored(struct key_list *keys)
{
	size_t kept = 0;

	for (size_t i = 0; i < keys->count; i++) {
		if (!keys->items[i].stored)
			continue;
		keys->items[kept] = keys->items[i];
		keys->items[kept].remote = keys->items[kept].missing = false;
		kept++;
	}
	keys->count = kept;
}

static void join(struct key_info *stored, const struct key_info *listed)
{
	struct key_info both = *listed;

	memcpy(both.id, stored->id, sizeof(both.id));
	memcpy(both.intent, stored->intent, sizeof(both.intent));
	both.address = stored->address;
	both.stored = true;
	*stored = both;
}

static void add(struct key_list *keys, const struct key_info *listed, size_t stored)
{
	for (size_t i = 0; i < stored; i++) {
		if (!keys->items[i].remote && is_same(&keys->items[i], listed)) {
			join(&keys->items[i], listed);
			return;
		}
	}
	keys->items[keys->count++] = *listed;
}

/* A stored key is missing if its account has been listed and the list does not have it. */
static bool is_missing(const struct key_info *key, const struct key_list *listed)
{
	for (size_t i = 0; i < listed->count && !key->remote; i++) {
		if (same_account(key, &listed->items[i]))
			return true;
	}
	return false;
}

static int newest_first(const void *a, const void *b)
{
	const struct key_info *one = a, *other = b;

	if (one->created_ms != other->created_ms)
		return one->created_ms > other->created_ms ? -1 : 1;
	return strcmp(one->id, other->id);
}

void key_list_merge(struct key_list *keys, const struct key_list *listed)
{
	size_t stored;

	keep_stored(keys);
	stored = keys->count;
	if (stored + listed->count == 0)
		return;
	keys->items = mem_grow(keys->items, stored + listed->count, sizeof(*keys->items));
	for (size_t i = 0; i < listed->count; i++)
		add(keys, &listed->items[i], stored);
	for (size_t i = 0; i < stored; i++)
		keys->items[i].missing = is_missing(&keys->items[i], listed);
	qsort(keys->items, keys->count, sizeof(*keys->items), newest_first);
}

void key_list_replace(struct key_list *listed, struct address address, const struct key_list *fresh)
{
	size_t kept = 0;

	for (size_t i = 0; i < listed->count; i++) {
		if (!address_equal(listed->items[i].address, address))
			listed->items[kept++] = listed->items[i];
	}
	listed->count = kept;
	if (!fresh->count)
		return;
	listed->items = mem_grow(listed->items, kept + fresh->count, sizeof(*listed->items));
	memcpy(listed->items + kept, fresh->items, fresh->count * sizeof(*fresh->items));
	listed->count += fresh->count;
}

static struct key_info *find_listed(const struct key_list *listed, const char *venice_id)
{
	for (size_t i = 0; i < listed->count; i++) {
		if (strcmp(listed->items[i].id, venice_id) == 0)
			return &listed->items[i];
	}
	return NULL;
}

/* The answer to a change does not say what was used, so those figures are kept. */
void key_list_change(struct key_list *listed, const struct key_info *info)
{
	struct key_info *row = find_listed(listed, info->id), old;

	if (!row)
		return;
	old = *row;
	*row = *info;
	memcpy(row->usage_usd, old.usage_usd, sizeof(old.usage_usd));
	memcpy(row->usage_diem, old.usage_diem, sizeof(old.usage_diem));
	memcpy(row->period_usd, old.period_usd, sizeof(old.period_usd));
	memcpy(row->period_diem, old.period_diem, sizeof(old.period_diem));
}

void key_list_remove(struct key_list *listed, const char *venice_id)
{
	struct key_info *row = find_listed(listed, venice_id);

	if (row)
		*row = listed->items[--listed->count];
}

void key_list_note_new(struct key_list *listed, const struct key_info *info)
{
	struct key_info *row;

	if (!is_missing(info, listed) || has_own_id(info) || find_listed(listed, info->id))
		return;
	listed->items = mem_grow(listed->items, listed->count + 1, sizeof(*listed->items));
	row = &listed->items[listed->count++];
	*row = *info;
	memcpy(row->venice_id, row->id, sizeof(row->venice_id));
	row->stored = false;
	row->remote = true;
}

static bool is_admin(const struct key_info *key, struct address address, const char *network, int64_t now_ms)
{
	return key->stored && key->type == KEY_ADMIN && !key->missing && address_equal(key->address, address) &&
	       strcmp(key->network, network) == 0 && (!key->expires_ms || key->expires_ms > now_ms);
}

const struct key_info *key_list_admin(const struct key_list *keys, struct address address, const char *network,
				  const char *not_id, int64_t now_ms)
{
	const struct key_info *last = NULL, *best = NULL;

	for (size_t i = 0; i < keys->count; i++) {
		const struct key_info *key = &keys->items[i];

		if (!is_admin(key, address, network, now_ms))
			continue;
		if (not_id && strcmp(key->id, not_id) == 0)
			last = key;
		else if (!best || key->created_ms > best->created_ms)
			best = key;
	}
	return best ? best : last;
}

static bool pays_for_rpc(const struct key_info *key, const char *id, struct address address)
{
	if (*id)
		return !strcmp(key->id, id) || !strcmp(key->venice_id, id);
	return key->type == KEY_INFERENCE && (address_is_zero(address) || address_equal(key->address, address));
}

bool key_can_pay_rpc(const struct key_info *key, const char *network, int64_t now_ms)
{
	return key->stored && !key->missing && !strcmp(key->network, network) &&
	       (!key->expires_ms || key->expires_ms > now_ms);
}

const struct key_info *key_list_rpc(const struct key_list *keys, const char *id, struct address address,
				    const char *network, int64_t now_ms)
{
	const struct key_info *best = NULL;

	for (size_t i = 0; i < keys->count; i++) {
		const struct key_info *key = &keys->items[i];

		if (key_can_pay_rpc(key, network, now_ms) && pays_for_rpc(key, id, address) &&
		    (!best || key->created_ms > best->created_ms))
			best = key;
	}
	return best;
}

void key_options_of(struct key_options *out, const struct key_info *key)
{
	char expires[TEXT_TIME_SIZE];

	key_options_init(out);
	out->type = key->type;
	memcpy(out->description, key->description, sizeof(out->description));
	text_time(expires, key->expires_ms);
	if (key->expires_ms)
		memcpy(out->expires, expires, sizeof(out->expires));
	memcpy(out->limit, key->limit, sizeof(out->limit));
	out->has_period = out->has_privacy = true;
	out->period = key->period;
	out->privacy = key->privacy;
}

static int64_t distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static bool may_be(const struct key_info *key, struct address address, const struct key_options *asked,
		   int64_t asked_ms)
{
	const char *description = asked->description[0] ? asked->description : DEFAULT_DESCRIPTION;

	return key->remote && !key->stored && key->type == asked->type && address_equal(key->address, address) &&
	       strcmp(key->description, description) == 0 && key->created_ms >= asked_ms - ORPHAN_BEFORE_MS &&
	       key->created_ms <= asked_ms + ORPHAN_AFTER_MS;
}

size_t key_list_orphans(const struct key_info **out, size_t most, const struct key_list *keys, struct address address,
		    const struct key_options *asked, int64_t asked_ms)
{
	size_t count = 0;

	for (size_t i = 0; i < keys->count; i++) {
		const struct key_info *key = &keys->items[i];
		size_t at = count;

		if (!may_be(key, address, asked, asked_ms))
			continue;
		while (at > 0 && distance(key->created_ms, asked_ms) < distance(out[at - 1]->created_ms, asked_ms))
			at--;
		if (at >= most)
			continue;
		count += count < most;
		for (size_t j = count - 1; j > at; j--)
			out[j] = out[j - 1];
		out[at] = key;
	}
	return count;
}
