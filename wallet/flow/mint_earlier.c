#include "wallet/flow/mint_earlier.h"

#include <string.h>

#define DEFAULT_DESCRIPTION "Web3 API Key"

static bool same_options(const struct key_options *a, const struct key_options *b)
{
	for (unsigned i = 0; i < KEY_CURRENCIES; i++)
		if (a->limit[i] != b->limit[i])
			return false;
	return a->type == b->type && strcmp(a->description, b->description) == 0 &&
	       strcmp(a->expires, b->expires) == 0 && a->has_period == b->has_period &&
	       (!a->has_period || a->period == b->period) && a->has_privacy == b->has_privacy &&
	       (!a->has_privacy || a->privacy == b->privacy);
}

static bool same_wish(const struct journal_entry *entry, const struct mint_wish *wish)
{
	return strcmp(entry->replaces, wish->replaces) == 0 &&
	       (*wish->replaces || same_options(&entry->options, wish->options));
}

static const struct key_info *find_by_intent(const struct key_list *keys, const char *intent)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->items[i].intent, intent) == 0)
			return &keys->items[i];
	return NULL;
}

enum mint_earlier mint_earlier_of(const struct key_info **key, const struct journal_entry *entry,
				  const struct key_list *keys, const struct mint_wish *wish)
{
	*key = NULL;
	if (entry->kind != JOURNAL_MINT || strcmp(entry->network, wish->network) != 0 ||
	    !address_equal(entry->address, wish->address))
		return MINT_EARLIER_NONE;
	*key = find_by_intent(keys, entry->id);
	if (!*key)
		return MINT_EARLIER_UNKNOWN;
	return same_wish(entry, wish) ? MINT_EARLIER_SAME : MINT_EARLIER_OTHER;
}

const struct journal_entry *mint_earlier_unknown(const struct journal *journal, const struct key_list *keys,
						 const struct mint_wish *wish)
{
	const struct key_info *ignored;

	for (size_t i = 0; i < journal->count; i++)
		if (mint_earlier_of(&ignored, &journal->items[i], keys, wish) == MINT_EARLIER_UNKNOWN)
			return &journal->items[i];
	return NULL;
}

static bool is_alike(const struct key_info *key, const struct key_options *options)
{
	const char *description = *options->description ? options->description : DEFAULT_DESCRIPTION;
	bool half_known = *key->intent && strcmp(key->id, key->intent) == 0;
	struct err ignored;

	return half_known || (key_matches(key, options, &ignored) &&
			      strcmp(*key->description ? key->description : DEFAULT_DESCRIPTION, description) == 0);
}

const struct key_info *mint_earlier_alike(const struct key_list *keys, const struct mint_wish *wish, int64_t now_ms)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct key_info *key = &keys->items[i];
		bool works = key->stored && !key->missing && (!key->expires_ms || key->expires_ms > now_ms);

		if (works && address_equal(key->address, wish->address) && strcmp(key->network, wish->network) == 0 &&
		    is_alike(key, wish->options))
			return key;
	}
	return NULL;
}
