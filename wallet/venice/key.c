#include "wallet/venice/key.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"
#include "wallet/base/secret.h"
#include "wallet/base/secret_text.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"

#define DAY_MS INT64_C(86400000)
#define LIMIT_DECIMALS 6
#define LIMIT_UNIT INT64_C(1000000)

static const char *const types[] = { [KEY_INFERENCE] = "INFERENCE", [KEY_ADMIN] = "ADMIN" };
static const char *const periods[] = { [KEY_EPOCH] = "EPOCH", [KEY_MONTH] = "MONTH", [KEY_LIFETIME] = "LIFETIME" };
static const char *const privacies[] = {
	[KEY_ALL] = "ALL",
	[KEY_PRIVATE_TEXT] = "PRIVATE_TEXT",
	[KEY_PRIVATE_ONLY] = "PRIVATE_ONLY",
};
static const char *const currencies[] = { [KEY_USD] = "usd", [KEY_DIEM] = "diem", [KEY_VCU] = "vcu" };

const char *key_type_name(enum key_type type)
{
	return types[type];
}

const char *key_period_name(enum key_period period)
{
	return periods[period];
}

const char *key_privacy_name(enum key_privacy privacy)
{
	return privacies[privacy];
}

const char *key_currency_name(enum key_currency currency)
{
	return currencies[currency];
}

/* The index of text in a table of names, or -1. */
static int find_name(const char *const *names, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(names[i], text) == 0)
			return (int)i;
	return -1;
}

bool key_type_parse(enum key_type *out, const char *text)
{
	int found = find_name(types, ARRAY_LENGTH(types), text);

	if (found >= 0)
		*out = (enum key_type)found;
	return found >= 0;
}

bool key_period_parse(enum key_period *out, const char *text)
{
	int found = find_name(periods, ARRAY_LENGTH(periods), text);

	if (found >= 0)
		*out = (enum key_period)found;
	return found >= 0;
}

bool key_privacy_parse(enum key_privacy *out, const char *text)
{
	int found = find_name(privacies, ARRAY_LENGTH(privacies), text);

	if (found >= 0)
		*out = (enum key_privacy)found;
	return found >= 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The form is digits, a dot, digits; anything else, or nothing at all, is malformed. */
static bool is_decimal(const char *text)
{
	size_t whole = strspn(text, "0123456789");

	if (whole == 0)
		return false;
	text += whole;
	if (*text == '.')
		return is_digit(text[1]) && text[1 + strspn(text + 1, "0123456789")] == '\0';
	return *text == '\0';
}

static bool limit_too_large(struct err *err)
{
	return err_set(err, ERR_INVALID_INPUT, "A limit is at most 9999999999.");
}

bool key_limit_parse(int64_t *out, const char *text, struct err *err)
{
	char taken[ENTRY_SIZE];
	int64_t value = 0;
	size_t decimals = 0;
	const char *p = taken;

	if (!entry_take(taken, "limit", text, err))
		return false;
	if (strcasecmp(taken, KEY_NONE) == 0) {
		*out = KEY_NO_LIMIT;
		return true;
	}
	if (!*taken)
		return err_set(err, ERR_INVALID_INPUT, "Write none for no limit, or a number like 12.5.");
	if (!is_decimal(taken))
		return err_set(err, ERR_INVALID_INPUT, "'%s' is not a limit: write a number like 25 or 12.5, or none.", taken);
	for (; is_digit(*p); p++) {
		value = value * 10 + (*p - '0');
		if (value > KEY_LIMIT_MAX / LIMIT_UNIT)
			return limit_too_large(err);
	}
	if (*p == '.')
		for (p++; is_digit(*p); p++, decimals++)
			if (decimals < LIMIT_DECIMALS)
				value = value * 10 + (*p - '0');
	if (decimals > LIMIT_DECIMALS)
		return err_set(err, ERR_INVALID_INPUT, "A limit has at most %d decimals.", LIMIT_DECIMALS);
	for (; decimals < LIMIT_DECIMALS; decimals++)
		value *= 10;
	if (value > KEY_LIMIT_MAX)
		return limit_too_large(err);
	*out = value;
	return true;
}

void key_limit_format(char out[KEY_LIMIT_TEXT_SIZE], int64_t limit)
{
	size_t len;

	out[0] = '\0';
	if (limit < 0)
		return;
	snprintf(out, KEY_LIMIT_TEXT_SIZE, "%" PRId64 ".%06" PRId64, limit / LIMIT_UNIT, limit % LIMIT_UNIT);
	for (len = strlen(out); out[len - 1] == '0'; len--)
		out[len - 1] = '\0';
	if (out[len - 1] == '.')
		out[len - 1] = '\0';
}

void key_options_init(struct key_options *options)
{
	*options = (struct key_options){ .type = KEY_INFERENCE };
	for (size_t i = 0; i < KEY_CURRENCIES; i++)
		options->limit[i] = KEY_NO_LIMIT;
}

static bool set_type(struct key_options *options, const char *text, struct err *err)
{
	return key_type_parse(&options->type, text) ||
	       err_set(err, ERR_INVALID_INPUT, "The type is INFERENCE or ADMIN, not '%s'.", text);
}

#define UTF16_PAIR_FROM 0x10000	/* from here on a character takes two units */

/* Counts in units of UTF-16, as JavaScript does; -1 if the text is no label. */
static int count_units(const char *text)
{
	size_t left = strlen(text), n;
	uint32_t character;
	int count = 0;

	if (!text_is_label(text, left))
		return -1;
	for (; left > 0; left -= n, text += n) {
		n = text_decode(&character, text, left);
		if (n == 0)
			return -1;
		count += character < UTF16_PAIR_FROM ? 1 : 2;
	}
	return count;
}

static bool set_description(struct key_options *options, const char *text, struct err *err)
{
	int count = count_units(text);
	enum secret_sort sort = secret_text_sort(text, strlen(text));

	/* Words are not refused: a sentence can have as many as a mnemonic. */
	if (sort == SECRET_PRIVATE_KEY || sort == SECRET_API_KEY)
		return err_set(err, ERR_INVALID_INPUT, "The description reads as a key, and Venice shows it to whoever may list the keys.");
	if (count < 0)
		return err_set(err, ERR_INVALID_INPUT, "The description must be UTF-8 without control or invisible characters.");
	if (count > KEY_DESCRIPTION_MAX)
		return err_set(err, ERR_INVALID_INPUT, "The description has %d characters as Venice counts them, emoji as two or "
			       "more; %d is the most.", count, KEY_DESCRIPTION_MAX);
	snprintf(options->description, sizeof(options->description), "%s", text);
	return true;
}

static bool set_expires(struct key_options *options, const char *text, int64_t now_ms, struct err *err)
{
	char taken[ENTRY_SIZE];
	int64_t time_ms;

	if (!entry_take(taken, "date", text, err))
		return false;
	if (strcasecmp(taken, KEY_NONE) == 0) {
		options->expires[0] = '\0';
		return true;
	}
	if (!*taken)
		return err_set(err, ERR_INVALID_INPUT, "Write none for never, or a date like 2027-01-31.");
	if (strlen(taken) >= sizeof(options->expires) || !text_parse_time(&time_ms, taken))
		return err_set(err, ERR_INVALID_INPUT,
			       "'%s' is not a date: write 2027-01-31 or 2027-01-31T12:00:00Z, or none.", taken);
	if (time_ms <= now_ms)
		return err_set(err, ERR_INVALID_INPUT, "%s has passed already (times are UTC).", taken);
	snprintf(options->expires, sizeof(options->expires), "%s", taken);
	return true;
}

static bool set_period(struct key_options *options, const char *text, struct err *err)
{
	if (!key_period_parse(&options->period, text))
		return err_set(err, ERR_INVALID_INPUT, "The period is EPOCH, MONTH or LIFETIME, not '%s'.", text);
	options->has_period = true;
	return true;
}

static bool set_privacy(struct key_options *options, const char *text, struct err *err)
{
	if (!key_privacy_parse(&options->privacy, text))
		return err_set(err, ERR_INVALID_INPUT, "The privacy is ALL, PRIVATE_TEXT or PRIVATE_ONLY, not '%s'.",
			       text);
	options->has_privacy = true;
	return true;
}

bool key_options_set(struct key_options *options, const char *field, const char *text, int64_t now_ms,
		     struct err *err)
{
	static const char limit[] = "limit-";

	if (strcmp(field, "type") == 0)
		return set_type(options, text, err);
	if (strcmp(field, "description") == 0)
		return set_description(options, text, err);
	if (strcmp(field, "expires") == 0)
		return set_expires(options, text, now_ms, err);
	if (strcmp(field, "period") == 0)
		return set_period(options, text, err);
	if (strcmp(field, "privacy") == 0)
		return set_privacy(options, text, err);
	if (strncmp(field, limit, strlen(limit)) == 0) {
		int currency = find_name(currencies, ARRAY_LENGTH(currencies), field + strlen(limit));

		if (currency >= 0)
			return key_limit_parse(&options->limit[currency], text, err);
	}
	return err_set(err, ERR_INVALID_INPUT, "A key has no field '%s'.", field);
}

static bool is_new_zero(int64_t limit, const int64_t *before)
{
	return limit == 0 && (!before || *before != 0);
}

bool key_limit_blocks(const int64_t limit[KEY_CURRENCIES], const int64_t before[KEY_CURRENCIES])
{
	for (size_t i = 0; i < KEY_CURRENCIES; i++)
		if (is_new_zero(limit[i], before ? &before[i] : NULL))
			return true;
	return false;
}

static bool differs(struct err *err, const char *what, const char *got, const char *asked)
{
	return err_set(err, ERR_MINT_DIFFERS, "The key's %s is %s, but %s was asked for.", what, *got ? got : "none",
		       *asked ? asked : "none");
}

static bool limits_match(const struct key_info *info, const struct key_options *options, struct err *err)
{
	for (size_t i = 0; i < KEY_CURRENCIES; i++) {
		char got[KEY_LIMIT_TEXT_SIZE], asked[KEY_LIMIT_TEXT_SIZE], what[32];

		if (info->limit[i] == options->limit[i])
			continue;
		key_limit_format(got, info->limit[i]);
		key_limit_format(asked, options->limit[i]);
		snprintf(what, sizeof(what), "%s limit", currencies[i]);
		return differs(err, what, got, asked);
	}
	return true;
}

/* Venice may answer a bare date with any moment of that day, and a moment without its milliseconds. */
static bool expiry_matches(const struct key_info *info, const struct key_options *options, struct err *err)
{
	int64_t asked = 0, tolerance = strlen(options->expires) == strlen("YYYY-MM-DD") ? DAY_MS : 1000;
	char got[TEXT_TIME_SIZE] = "";

	if (*options->expires && !text_parse_time(&asked, options->expires))
		return err_set(err, ERR_INTERNAL, "The expiry asked for is not a date.");
	if (asked == 0 ? info->expires_ms == 0
		       : info->expires_ms > asked - 1000 && info->expires_ms < asked + tolerance)
		return true;
	if (info->expires_ms)
		text_time(got, info->expires_ms);
	return differs(err, "expiry", got, options->expires);
}

/* The description that came back was made safe to show, so it is compared in that form. */
static bool description_matches(const struct key_info *info, const struct key_options *options)
{
	char asked[sizeof(options->description)];

	text_sanitise(asked, sizeof(asked), options->description, strlen(options->description));
	return !*asked || strcmp(info->description, asked) == 0;
}

bool key_matches(const struct key_info *info, const struct key_options *options, struct err *err)
{
	if (info->cut)
		return err_set(err, ERR_MINT_DIFFERS, "The answer could not be read whole: the key's limits are not known.");
	if (info->type != options->type)
		return differs(err, "type", types[info->type], types[options->type]);
	if (!limits_match(info, options, err) || !expiry_matches(info, options, err))
		return false;
	if (options->has_period && info->period != options->period)
		return differs(err, "limit period", periods[info->period], periods[options->period]);
	if (options->has_privacy && info->privacy != options->privacy)
		return differs(err, "model privacy", privacies[info->privacy], privacies[options->privacy]);
	if (!description_matches(info, options))
		return err_set(err, ERR_MINT_DIFFERS, "The key's description is not the one asked for.");
	return true;
}

bool key_is_of(const struct key_info *key, const char *network, struct err *err)
{
	return !key->network[0] || strcmp(key->network, network) == 0 ||
	       err_set(err, ERR_INVALID_INPUT, "That key is one of the network %s: nobody else is sent it; choose that network",
		       key->network);
}

bool key_text_is_sound(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '"' || text[i] == '\\')
			return false;
	return len > 0 && len <= APIKEY_MAX;
}

bool key_text_type(enum key_type *out, const char *text)
{
	static const char *const starts[] = { [KEY_INFERENCE] = "VENICE_INFERENCE_KEY_", [KEY_ADMIN] = "VENICE_ADMIN_KEY_" };

	for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
		if (strncmp(text, starts[i], strlen(starts[i])) != 0)
			continue;
		*out = (enum key_type)i;
		return true;
	}
	return false;
}

void key_list_free(struct key_list *keys)
{
	free(keys->items);
	*keys = (struct key_list){ 0 };
}

void key_list_copy(struct key_list *out, const struct key_list *in)
{
	*out = (struct key_list){ .count = in->count };
	if (!in->count)
		return;
	out->items = mem_new(in->count, sizeof(*in->items));
	memcpy(out->items, in->items, in->count * sizeof(*in->items));
}
