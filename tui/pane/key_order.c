#include "tui/pane/key_order.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/venice/key_usage.h"

static int compare_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_description(const struct key_info *a, const struct key_info *b)
{
	return strcasecmp(a->description, b->description);
}

static int by_type(const struct key_info *a, const struct key_info *b)
{
	return (int)a->type - (int)b->type;
}

static int by_key(const struct key_info *a, const struct key_info *b)
{
	return strcmp(a->last6, b->last6);
}

/* A key that never expires comes last. */
static int by_expiry(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(a->expires_ms ? a->expires_ms : INT64_MAX, b->expires_ms ? b->expires_ms : INT64_MAX);
}

static int64_t limit_of(const struct key_info *key)
{
	enum key_currency currency = key_usage_currency(key);

	return currency == KEY_CURRENCIES ? INT64_MAX : key->limit[currency];
}

static int by_limit(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(limit_of(b), limit_of(a));
}

static int compare_numbers(const char *a, const char *b)
{
	double one = strtod(a, NULL), other = strtod(b, NULL);

	return (one < other) - (one > other);
}

static int by_period(const struct key_info *a, const struct key_info *b)
{
	return compare_numbers(key_usage_period(a), key_usage_period(b));
}

static int by_week(const struct key_info *a, const struct key_info *b)
{
	return compare_numbers(key_usage_week(a), key_usage_week(b));
}

static int by_last_used(const struct key_info *a, const struct key_info *b)
{
	return compare_i64(b->used_ms, a->used_ms);
}

static int by_where(const struct key_info *a, const struct key_info *b)
{
	return (b->stored * 2 + b->remote) - (a->stored * 2 + a->remote);
}

int key_order_compare(unsigned order, const struct key_info *a, const struct key_info *b)
{
	static int (*const compare[KEY_ORDERS])(const struct key_info *a, const struct key_info *b) = {
		[KEY_ORDER_DESCRIPTION] = by_description, [KEY_ORDER_TYPE] = by_type, [KEY_ORDER_KEY] = by_key,
		[KEY_ORDER_EXPIRY] = by_expiry, [KEY_ORDER_LIMIT] = by_limit, [KEY_ORDER_PERIOD] = by_period,
		[KEY_ORDER_WEEK] = by_week, [KEY_ORDER_LAST_USED] = by_last_used, [KEY_ORDER_WHERE] = by_where,
	};

	return order < KEY_ORDERS && compare[order] ? compare[order](a, b) : 0;
}
