#include "wallet/venice/key_usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define DAY_MS INT64_C(86400000)

enum key_currency key_usage_currency(const struct key_info *key)
{
	static const enum key_currency order[] = { KEY_DIEM, KEY_USD, KEY_VCU };

	for (size_t i = 0; i < ARRAY_LENGTH(order); i++)
		if (key->limit[order[i]] != KEY_NO_LIMIT)
			return order[i];
	return KEY_CURRENCIES;
}

static const char *used_in(const struct key_info *key, const char *diem, const char *usd)
{
	if (key_usage_currency(key) == KEY_USD)
		return usd;
	return diem[0] ? diem : usd;
}

const char *key_usage_period(const struct key_info *key)
{
	return used_in(key, key->period_diem, key->period_usd);
}

const char *key_usage_week(const struct key_info *key)
{
	return used_in(key, key->usage_diem, key->usage_usd);
}

double key_usage_part(const struct key_info *key)
{
	enum key_currency currency = key_usage_currency(key);
	double part;

	if (currency == KEY_CURRENCIES || key->limit[currency] <= 0 || !key_usage_period(key)[0])
		return -1;
	part = strtod(key_usage_period(key), NULL) * 1e6 / (double)key->limit[currency];
	return part >= 1 ? 1 : part > 0 ? part : 0;
}

/* The first day of the month after that of now_ms, UTC. */
static int64_t next_month(int64_t now_ms)
{
	char text[TEXT_TIME_SIZE];
	int year, month;
	int64_t next;

	text_time(text, now_ms);
	year = (int)strtol(text, NULL, 10);
	month = (int)strtol(text + strlen("YYYY-"), NULL, 10);
	snprintf(text, sizeof(text), "%04d-%02d-01", year + month / 12, month % 12 + 1);
	return text_parse_time(&next, text) ? next : now_ms;
}

int64_t key_usage_resets_in(const struct key_info *key, int64_t now_ms)
{
	if (key->period == KEY_EPOCH)
		return DAY_MS - now_ms % DAY_MS;
	return key->period == KEY_MONTH ? next_month(now_ms) - now_ms : 0;
}
