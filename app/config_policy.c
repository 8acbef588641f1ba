#include "app/config_policy.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"

#define ITEM_SIZE 160

static bool bad(struct config_fault *fault, size_t at, const char *fmt, ...) PRINTF_LIKE(3, 4);
static bool bad(struct config_fault *fault, size_t at, const char *fmt, ...)
{
	va_list args;

	fault->at = at;
	va_start(args, fmt);
	vsnprintf(fault->why, sizeof(fault->why), fmt, args);
	va_end(args);
	return false;
}

/* Copies the next item of a list with commas, without the blanks around it.  *at is where it begins, and
 * *next where the one after it does; past the end there is none. */
static bool take_item(char out[ITEM_SIZE], size_t *at, size_t *next, const char *list)
{
	size_t len;

	if (*next > strlen(list))
		return false;
	*at = *next + strspn(list + *next, " \t");
	len = strcspn(list + *at, ",");
	*next = *at + len + 1;
	while (len && strchr(" \t", list[*at + len - 1]))
		len--;
	snprintf(out, ITEM_SIZE, "%.*s", (int)len, list + *at);
	return true;
}

/* Reads "10 VVV". */
static bool read_cap(struct amount *out, const char *item, size_t at, struct config_fault *fault)
{
	size_t digits = strcspn(item, " \t"), gap = strspn(item + digits, " \t");
	char number[ITEM_SIZE];
	enum token token;
	struct err err;

	if (!*item)
		return bad(fault, at, "an amount and its token are missing, like 10 VVV");
	if (!item[digits])
		return bad(fault, at, "'%.40s' has no token: write it like 10 VVV", item);
	if (!token_from_symbol(&token, item + digits + gap))
		return bad(fault, at + digits + gap, "'%.40s' is no token: there are ETH, VVV, sVVV, DIEM and USDC",
			   item + digits + gap);
	snprintf(number, sizeof(number), "%.*s", (int)digits, item);
	return amount_parse(out, token, number, &err) || bad(fault, at, "'%.40s': %.100s", number, err.msg);
}

static bool read_caps(bool caps[TOKEN_COUNT], struct amount amounts[TOKEN_COUNT], const char *value,
		      struct config_fault *fault)
{
	char item[ITEM_SIZE];
	struct amount amount = amount_zero(TOKEN_ETH);

	for (size_t next = 0, at; take_item(item, &at, &next, value);) {
		if (!read_cap(&amount, item, at, fault))
			return false;
		if (caps[amount.token])
			return bad(fault, at, "%s has a cap already", token_symbol(amount.token));
		caps[amount.token] = true;
		amounts[amount.token] = amount;
	}
	return true;
}

static bool set_per_tx(struct policy *policy, const char *value, struct config_fault *fault)
{
	return read_caps(policy->caps_tx, policy->per_tx, value, fault);
}

static bool set_per_day(struct policy *policy, const char *value, struct config_fault *fault)
{
	return read_caps(policy->caps_day, policy->per_day, value, fault);
}

static bool set_recipients(struct policy *policy, const char *value, struct config_fault *fault)
{
	char item[ITEM_SIZE];
	struct err err;

	for (size_t next = 0, at; take_item(item, &at, &next, value);) {
		if (policy->recipient_count == POLICY_RECIPIENTS)
			return bad(fault, at, "there are more than %d recipients", POLICY_RECIPIENTS);
		if (!address_parse(&policy->recipients[policy->recipient_count], item, &err))
			return bad(fault, at, "'%.50s' is no address: %.80s", item, err.msg);
		policy->recipient_count++;
	}
	return true;
}

static bool set_expires(struct policy *policy, const char *value, struct config_fault *fault)
{
	return (text_parse_time(&policy->expires_ms, value) && policy->expires_ms > 0) ||
	       bad(fault, 0, "'%.40s' is no date like 2027-01-31, nor a time like 2027-01-31T12:00:00Z", value);
}

static const struct {
	const char *key, *form;
	bool (*set)(struct policy *policy, const char *value, struct config_fault *fault);
} settings[CONFIG_POLICY_KEYS] = {
	{ "per-tx", "amounts, like 10 VVV, 5 USDC", set_per_tx },
	{ "per-day", "amounts, like 10 VVV, 5 USDC", set_per_day },
	{ "recipients", "addresses with commas between", set_recipients },
	{ "expires", "a date, like 2027-01-31", set_expires },
};

const char *config_policy_key(size_t number)
{
	return number < CONFIG_POLICY_KEYS ? settings[number].key : NULL;
}

const char *config_policy_form(size_t number)
{
	return settings[number].form;
}

bool config_policy_set(struct policy *policy, size_t number, const char *value, struct config_fault *fault)
{
	return settings[number].set(policy, value, fault);
}
