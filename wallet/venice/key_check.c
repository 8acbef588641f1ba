#include "wallet/venice/key_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

void key_check_free(struct key_check *check)
{
	free(check->rates.items);
	check->rates = (struct key_rates){ 0 };
}

bool key_has_limit(const struct key_info *key)
{
	for (size_t i = 0; i < KEY_CURRENCIES; i++)
		if (key->limit[i] != KEY_NO_LIMIT)
			return true;
	return false;
}

static bool is_some(const char *amount)
{
	return strtod(amount, NULL) > 0;
}

/* True if there is money, and yet the key cannot pay. */
static bool is_held_back(const struct key_check *check)
{
	bool has_some = is_some(check->key_diem) || is_some(check->key_bundled) || is_some(check->key_usd);

	return check->has_account ? check->account_can_consume : has_some;
}

bool key_check_wants_money(const struct key_check *check)
{
	return !check->can_consume && !is_held_back(check);
}

const char *key_check_cannot_pay(const struct key_check *check)
{
	if (is_held_back(check))
		return "there is something to spend, only not by this key: its own limit is used up, or Venice holds it back";
	if (check->limited && !check->has_account)
		return "it has nothing to spend: the account has nothing, or the key's own limit is used up";
	return "the account has nothing to spend yet";
}

/* In the order in which Venice spends them. */
static const struct {
	size_t place;		/* offset of the amount in a struct key_check */
	const char *currency;	/* Venice's name for it */
	const char *name;
	bool always;		/* shown even if there is none */
} purses[] = {
	{ offsetof(struct key_check, diem), "DIEM", "DIEM", true },
	{ offsetof(struct key_check, earned), "EARNED_CREDITS", "earned credits", false },
	{ offsetof(struct key_check, bundled), "BUNDLED_CREDITS", "bundled credits", false },
	{ offsetof(struct key_check, usd), "USD", "USD", true },
};

static const char *amount_in(const struct key_check *check, size_t purse)
{
	return (const char *)check + purses[purse].place;
}

/* The first purse that is not empty; ARRAY_LENGTH(purses) if all are. */
static size_t first_purse(const struct key_check *check)
{
	size_t i = 0;

	while (i < ARRAY_LENGTH(purses) && !is_some(amount_in(check, i)))
		i++;
	return i;
}

/* Only what the key can spend is known.  The order in which it is spent tells what pays first. */
static void take_own(struct key_check *check)
{
	size_t purse;

	memcpy(check->diem, check->key_diem, sizeof(check->diem));
	memcpy(check->bundled, check->key_bundled, sizeof(check->bundled));
	memcpy(check->usd, check->key_usd, sizeof(check->usd));
	purse = first_purse(check);
	if (check->can_consume && purse < ARRAY_LENGTH(purses))
		snprintf(check->currency, sizeof(check->currency), "%s", purses[purse].currency);
}

void key_check_judge(struct key_check *check)
{
	check->can_consume = (check->has_limits || check->has_account) &&
			     (!check->has_limits || check->access_permitted) &&
			     (!check->has_account || check->account_can_consume);
	if (!check->has_account)
		take_own(check);
}

void key_check_balances(char out[KEY_CHECK_BALANCES_SIZE], const struct key_check *check)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < ARRAY_LENGTH(purses); i++) {
		const char *amount = amount_in(check, i);

		if (purses[i].always || is_some(amount))
			used += (size_t)snprintf(out + used, KEY_CHECK_BALANCES_SIZE - used, "%s%s %s", used ? ", " : "",
						 amount[0] ? amount : "no", purses[i].name);
	}
}

int key_check_diem_left(const struct key_check *check)
{
	double left = strtod(check->diem, NULL), all = strtod(check->diem_allocation, NULL);

	if (!check->diem[0] || !(all > 0))
		return -1;
	if (!(left > 0))
		return 0;
	return left >= all ? 100 : (int)(left * 100 / all);
}

/* Venice may leave out a balance of nothing. */
static bool differs(const char *own, const char *account)
{
	return own[0] && strtod(own, NULL) != strtod(account, NULL);
}

bool key_check_has_own(const struct key_check *check)
{
	return check->has_account && (differs(check->key_diem, check->diem) || differs(check->key_usd, check->usd));
}

const char *key_check_pays_with(const struct key_check *check)
{
	if (!check->can_consume)
		return "nothing";
	for (size_t i = 0; i < ARRAY_LENGTH(purses); i++)
		if (strcmp(check->currency, purses[i].currency) == 0)
			return purses[i].name;
	if (!check->currency[0] && first_purse(check) < ARRAY_LENGTH(purses))
		return purses[first_purse(check)].name;
	return check->currency[0] ? check->currency : "credits that Venice does not name";
}

static bool is_among(const char *const *kinds, size_t count, const char *kind)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(kinds[i], kind) == 0)
			return true;
	}
	return false;
}

size_t key_rates_kinds(const char *out[RATES_KINDS_MAX], const struct key_rates *rates)
{
	size_t found = 0;

	for (size_t i = 0; i < rates->count; i++) {
		const struct model_rates *model = &rates->items[i];

		for (size_t j = 0; j < model->count && found < RATES_KINDS_MAX; j++) {
			if (!is_among(out, found, model->limits[j].kind))
				out[found++] = model->limits[j].kind;
		}
	}
	return found;
}

const char *key_rates_title(const char *kind)
{
	static const struct { const char *kind, *title; } titles[] = {
		{ "RPM", "requests/min" }, { "RPD", "requests/day" }, { "TPM", "tokens/min" }, { "TPD", "tokens/day" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(titles); i++) {
		if (strcmp(titles[i].kind, kind) == 0)
			return titles[i].title;
	}
	return kind;
}

const char *key_rates_amount(const struct model_rates *rates, const char *kind)
{
	for (size_t i = 0; i < rates->count; i++) {
		if (strcmp(rates->limits[i].kind, kind) == 0)
			return rates->limits[i].amount;
	}
	return "";
}
