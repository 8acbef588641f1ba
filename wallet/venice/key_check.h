/*
 * key_check: what a key can do now: access, what it can pay with, and how fast it may call
 * which model.  /api_keys/rate_limits tells it of any key, and is the admission check;
 * /billing/balance tells of the account, and only to an ADMIN key.
 */
#ifndef WALLET_VENICE_KEY_CHECK_H
#define WALLET_VENICE_KEY_CHECK_H

#include <stddef.h>

#include "wallet/venice/key.h"

#define RATES_MODELS_MAX 512	/* models in one answer; more are left out */
#define RATES_EACH_MAX 4	/* limits of one model */
#define RATES_KINDS_MAX 6	/* kinds of limits in all, as columns of a table */
#define MODEL_ID_SIZE 72

/* One limit: "RPM", and the decimal number that the server wrote. */
struct rate_limit {
	char kind[12];
	char amount[24];
};

struct model_rates {
	char model[MODEL_ID_SIZE];	/* "" where the server names none: it goes for all */
	struct rate_limit limits[RATES_EACH_MAX];
	size_t count;
};

struct key_rates {
	struct model_rates *items;	/* owned */
	size_t count;
	bool cut;			/* there were more */
};

struct key_check {
	char id[KEY_ID_SIZE];
	bool can_consume;		/* it can pay, as far as is known: key_check_judge */
	bool limited;			/* the key has limits of its own */

	bool has_account;		/* billing answered: what follows is its word */
	bool account_can_consume;	/* which knows nothing of the key's own limits */
	char currency[24];		/* "DIEM", "USD", "BUNDLED_CREDITS", "" */
	/* the account's balances, decimal; "" unknown or none */
	char diem[32], earned[32], bundled[32], usd[32];
	char diem_allocation[32];	/* of this epoch */

	bool has_limits;		/* rate_limits answered: what follows is its word */
	bool access_permitted;		/* balance, the key's limits and the account's standing */
	char tier[32];			/* "paid"; "" unknown */
	bool charged;			/* each use is paid for */
	char key_diem[32], key_bundled[32], key_usd[32];	/* what the key can spend now; "" unknown or none */
	int64_t next_epoch_ms;		/* 0 unknown */
	int64_t expires_ms;		/* 0 never */
	int64_t checked_ms;		/* Venice's clock */
	struct key_rates rates;		/* owned */
};

void key_check_free(struct key_check *check);	/* what it owns */

bool key_has_limit(const struct key_info *key);

/* Sets can_consume by what has answered.  Where only rate_limits has, the balances are
 * what the key can spend, and the currency is the one that is spent first. */
void key_check_judge(struct key_check *check);

/* Why it cannot pay, as far as is known: "the account has nothing to spend yet". */
const char *key_check_cannot_pay(const struct key_check *check);
/* Money helps: it is not the key's own limit alone that stands in the way. */
bool key_check_wants_money(const struct key_check *check);

/* "2 DIEM, 1.5 earned credits, 3 USD", in the order in which they are spent; what there
 * is none of is left out, but for DIEM and USD: "no DIEM". */
#define KEY_CHECK_BALANCES_SIZE 192
void key_check_balances(char out[KEY_CHECK_BALANCES_SIZE], const struct key_check *check);

/* How much of this epoch's DIEM is left, 0 to 100; -1 where that is not known or there is none. */
int key_check_diem_left(const struct key_check *check);

/* The key's own balances are not the account's. */
bool key_check_has_own(const struct key_check *check);

/* "DIEM": the currency that Venice names, else the first of those there are, in the order
 * in which they are spent: DIEM, earned credits, bundled credits, USD. */
const char *key_check_pays_with(const struct key_check *check);

/* The kinds of limits that there are, in the order of their first appearance: at
 * most RATES_KINDS_MAX are put out; returns how batch. */
size_t key_rates_kinds(const char *out[RATES_KINDS_MAX], const struct key_rates *rates);
/* "requests/min" of "RPM"; a kind that is not documented is its own title. */
const char *key_rates_title(const char *kind);
/* A model's limit of a kind; "" where it has none. */
const char *key_rates_amount(const struct model_rates *rates, const char *kind);

#endif
