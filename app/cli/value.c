#include "app/cli/value.h"

#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/text.h"

struct json_object *value_text(const char *text)
{
	return text && *text ? json_object_new_string(text) : NULL;
}

/* Takes the text over. */
static struct json_object *value_buf(struct buf *text)
{
	struct json_object *value = json_object_new_string(buf_string(text));

	buf_free(text);
	return value;
}

/* A path is bytes but JSON is UTF-8, so U+FFFD replaces what is not UTF-8. */
struct json_object *value_path(const char *path)
{
	struct buf text;
	uint32_t character;

	if (!path)
		return NULL;
	buf_init(&text, 0);
	for (const char *at = path, *end = path + strlen(path); at < end;) {
		size_t len = (unsigned char)*at < 0x80 ? 1 : text_decode(&character, at, (size_t)(end - at));

		if (len)
			buf_add(&text, at, len);
		else
			buf_add_string(&text, "\xef\xbf\xbd");
		at += len ? len : 1;
	}
	return value_buf(&text);
}

struct json_object *value_address(struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	return address_is_zero(address) ? NULL : json_object_new_string(text);
}

struct json_object *value_hex(const uint8_t *bytes, size_t len)
{
	struct buf text;

	buf_init(&text, 0);
	hex_append(&text, bytes, len);
	return value_buf(&text);
}

struct json_object *value_amount(struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	return json_object_new_string(text);
}

struct json_object *value_time(int64_t unix_ms)
{
	char text[TEXT_TIME_SIZE];

	text_time(text, unix_ms);
	return unix_ms ? json_object_new_string(text) : NULL;
}

struct json_object *value_limit(const int64_t limit[KEY_CURRENCIES])
{
	struct json_object *value = json_object_new_object();
	char text[KEY_LIMIT_TEXT_SIZE];

	for (unsigned i = 0; i < KEY_CURRENCIES; i++) {
		key_limit_format(text, limit[i]);
		json_object_object_add(value, key_currency_name((enum key_currency)i), value_text(text));
	}
	return value;
}

struct json_object *value_account(const struct account *account)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "name", json_object_new_string(account->name));
	json_object_object_add(value, "address", value_address(account->address));
	json_object_object_add(value, "kind", json_object_new_string(account_kind_name(account->kind)));
	return value;
}

static struct json_object *value_cooldown(const struct cooldown *cooldown)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "amount", value_amount(cooldown->amount));
	json_object_object_add(value, "ends", value_time(cooldown->ends_ms));
	return value;
}

/* Makes {day, year}; null where the contract does not say what it takes to reckon them. */
static struct json_object *value_earns(const struct balances *b, const struct staking_terms *terms)
{
	struct amount day, year;
	struct json_object *value;

	if (!balances_earned(&day, b, terms, STAKING_DAY_S) || !balances_earned(&year, b, terms, STAKING_YEAR_S))
		return NULL;
	value = json_object_new_object();
	json_object_object_add(value, "day", value_amount(day));
	json_object_object_add(value, "year", value_amount(year));
	return value;
}

struct json_object *value_balances(const struct account *account, const struct balances *b,
				   const struct staking_terms *terms)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "name", json_object_new_string(account->name));
	json_object_object_add(value, "address", value_address(account->address));
	json_object_object_add(value, "block", json_object_new_int64((int64_t)b->block));
	json_object_object_add(value, "eth", value_amount(b->eth));
	json_object_object_add(value, "vvv", value_amount(b->vvv));
	json_object_object_add(value, "svvv", value_amount(b->svvv));
	json_object_object_add(value, "svvv_unlocked", value_amount(b->svvv_unlocked));
	json_object_object_add(value, "pending_rewards", value_amount(b->pending_rewards));
	json_object_object_add(value, "earns", value_earns(b, terms));
	json_object_object_add(value, "cooldown", value_cooldown(&b->cooldown));
	json_object_object_add(value, "diem", value_amount(b->diem));
	json_object_object_add(value, "diem_staked", value_amount(b->diem_staked));
	json_object_object_add(value, "diem_cooldown", value_cooldown(&b->diem_cooldown));
	json_object_object_add(value, "usdc", value_amount(b->usdc));
	return value;
}

struct json_object *value_minted(const struct key_info *key)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "id", json_object_new_string(key->id));
	json_object_object_add(value, "apiKeyType", json_object_new_string(key_type_name(key->type)));
	json_object_object_add(value, "description", json_object_new_string(key->description));
	json_object_object_add(value, "consumptionLimit", value_limit(key->limit));
	json_object_object_add(value, "limitPeriod", json_object_new_string(key_period_name(key->period)));
	json_object_object_add(value, "modelPrivacy", json_object_new_string(key_privacy_name(key->privacy)));
	json_object_object_add(value, "expiresAt", value_time(key->expires_ms));
	json_object_object_add(value, "address", value_address(key->address));
	json_object_object_add(value, "confirmed", json_object_new_boolean(!key->unconfirmed && !key->cut));
	return value;
}

static struct json_object *value_money(const char *usd, const char *diem)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "usd", value_text(usd));
	json_object_object_add(value, "diem", value_text(diem));
	return value;
}

struct json_object *value_key(const struct key_info *key)
{
	struct json_object *value = value_minted(key);

	json_object_object_add(value, "last6", value_text(key->last6));
	json_object_object_add(value, "createdAt", value_time(key->created_ms));
	json_object_object_add(value, "lastUsedAt", value_time(key->used_ms));
	json_object_object_add(value, "usage", value_money(key->usage_usd, key->usage_diem));
	json_object_object_add(value, "currentPeriodUsage", value_money(key->period_usd, key->period_diem));
	json_object_object_add(value, "stored", json_object_new_boolean(key->stored));
	json_object_object_add(value, "remote", json_object_new_boolean(key->remote));
	return value;
}

static struct json_object *value_model_rates(const struct model_rates *rates)
{
	struct json_object *value = json_object_new_object(), *limits = json_object_new_array();

	for (size_t i = 0; i < rates->count; i++) {
		struct json_object *limit = json_object_new_object();

		json_object_object_add(limit, "type", value_text(rates->limits[i].kind));
		json_object_object_add(limit, "amount", value_text(rates->limits[i].amount));
		json_object_array_add(limits, limit);
	}
	json_object_object_add(value, "model", value_text(rates->model));
	json_object_object_add(value, "limits", limits);
	return value;
}

static struct json_object *value_rates(const struct key_rates *rates)
{
	struct json_object *value = json_object_new_array();

	for (size_t i = 0; i < rates->count; i++)
		json_object_array_add(value, value_model_rates(&rates->items[i]));
	return value;
}

static struct json_object *value_flag(bool known, bool flag)
{
	return known ? json_object_new_boolean(flag) : NULL;
}

/* Credits are there when Venice names any. */
static struct json_object *value_balances_of(const struct key_check *check)
{
	struct json_object *value = value_money(check->usd, check->diem);

	if (*check->earned)
		json_object_object_add(value, "earnedCredits", value_text(check->earned));
	if (*check->bundled)
		json_object_object_add(value, "bundledCredits", value_text(check->bundled));
	return value;
}

/* A part that did not answer is null. */
struct json_object *value_check(const struct key_check *check)
{
	struct json_object *value = json_object_new_object();
	bool known = check->has_limits;

	json_object_object_add(value, "id", json_object_new_string(check->id));
	json_object_object_add(value, "canConsume", value_flag(known || check->has_account, check->can_consume));
	json_object_object_add(value, "consumptionCurrency", value_text(check->currency));
	json_object_object_add(value, "balances", value_balances_of(check));
	json_object_object_add(value, "diemEpochAllocation", value_text(check->diem_allocation));
	json_object_object_add(value, "accessPermitted", value_flag(known, check->access_permitted));
	json_object_object_add(value, "nextEpoch", value_time(check->next_epoch_ms));
	json_object_object_add(value, "tier", value_text(check->tier));
	json_object_object_add(value, "isCharged", value_flag(known, check->charged));
	json_object_object_add(value, "keyBalances", value_money(check->key_usd, check->key_diem));
	json_object_object_add(value, "expiresAt", value_time(check->expires_ms));
	json_object_object_add(value, "checkedAt", value_time(check->checked_ms));
	json_object_object_add(value, "rateLimits", known ? value_rates(&check->rates) : NULL);
	return value;
}

static struct json_object *value_cost(int64_t usd, int64_t diem)
{
	char usd_text[PROBE_COST_SIZE], diem_text[PROBE_COST_SIZE];

	probe_format(usd_text, usd);
	probe_format(diem_text, diem);
	return value_money(usd_text, diem_text);
}

static struct json_object *value_tokens(int64_t tokens)
{
	return tokens == PROBE_UNKNOWN ? NULL : json_object_new_int64(tokens);
}

struct json_object *value_test(const struct probe *test, const struct ai_model *asked)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "id", json_object_new_string(test->id));
	json_object_object_add(value, "model", json_object_new_string(asked->id));
	json_object_object_add(value, "answeredBy", value_text(test->model));
	json_object_object_add(value, "reply", value_text(test->reply));
	json_object_object_add(value, "promptTokens", value_tokens(test->in));
	json_object_object_add(value, "completionTokens", value_tokens(test->out));
	json_object_object_add(value, "elapsedMs", json_object_new_int64(test->elapsed_ms));
	json_object_object_add(value, "cost", value_cost(test->cost[PRICE_USD], test->cost[PRICE_DIEM]));
	json_object_object_add(value, "mostCost", value_cost(probe_most(asked, PRICE_USD), probe_most(asked, PRICE_DIEM)));
	json_object_object_add(value, "testedAt", value_time(test->tested_ms));
	return value;
}
