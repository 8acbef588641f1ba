#include "wallet/key_check.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"

void key_check_free(struct key_check *check)
{
	free(check->rates.items);
	check->rates = (struct key_rates){ 0 };
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

/* What the account does not have, Venice may give as nothing or not at all. */
static bool differs(const char *own, const char *account)
{
	return own[0] && strtod(own, NULL) != strtod(account, NULL);
}

bool key_check_has_own(const struct key_check *check)
{
	return differs(check->key_diem, check->diem) || differs(check->key_usd, check->usd);
}

const char *key_check_pays_with(const struct key_check *check)
{
	if (!check->can_consume)
		return "nothing";
	if (!check->currency[0] || strcmp(check->currency, "BUNDLED_CREDITS") == 0)
		return "bundled credits";
	return check->currency;
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
