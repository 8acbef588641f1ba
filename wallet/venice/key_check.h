/*
 * key_check: what a key can do now, which is its access, what it can pay with, and how fast it may
 * call which model.  /api_keys/rate_limits says this of any key and is the admission check.
 * /billing/balance speaks of the account, and answers only an ADMIN key.
 */
#ifndef WALLET_VENICE_KEY_CHECK_H
#define WALLET_VENICE_KEY_CHECK_H

#include <stddef.h>

#include "wallet/venice/key.h"

#define RATES_MODELS_MAX 512	/* models in one answer; the rest is left out */
#define RATES_EACH_MAX 4	/* limits of one model */
#define RATES_KINDS_MAX 6	/* kinds of limits in all: the columns of a table */
#define MODEL_ID_SIZE 72

/* One limit: its kind ("RPM"), and the decimal number that the server wrote. */
struct rate_limit {
	char kind[12];
	char amount[24];
};

struct model_rates {
	char model[MODEL_ID_SIZE];	/* "" if the server names none: it applies to all */
	struct rate_limit limits[RATES_EACH_MAX];
	size_t count;
};

struct key_rates {
	struct model_rates *items;	/* owned */
	size_t count;
	bool cut;			/* the answer had more models */
};

struct key_check {
	char id[KEY_ID_SIZE];
	bool can_consume;		/* it can pay, as far as is known: see key_check_judge */
	bool limited;			/* the key has limits of its own */

	bool has_account;		/* billing answered; the fields that follow are from it */
	bool account_can_consume;	/* what billing says, which does not know the key's own limits */
	char currency[24];		/* "DIEM", "USD", "BUNDLED_CREDITS", "" */
	/* The account's balances as decimal text; "" if unknown or none. */
	char diem[32], earned[32], bundled[32], usd[32];
	char diem_allocation[32];	/* for this epoch */

	bool has_limits;		/* rate_limits answered; the fields that follow are from it */
	bool access_permitted;		/* by balance, the key's limits and the account's standing */
	char tier[32];			/* "paid"; "" unknown */
	bool charged;			/* each use costs money */
	char key_diem[32], key_bundled[32], key_usd[32];	/* what the key can spend now; "" if unknown or none */
	int64_t next_epoch_ms;		/* 0 if unknown */
	int64_t expires_ms;		/* 0 if never */
	int64_t checked_ms;		/* by Venice's clock */
	struct key_rates rates;		/* owned */
};

void key_check_free(struct key_check *check);	/* frees what it owns */

bool key_has_limit(const struct key_info *key);

/* Sets can_consume from the answers that came.  If only rate_limits answered, the balances are what
 * the key can spend, and the currency is the first one that is spent. */
void key_check_judge(struct key_check *check);

/* Says why the key cannot pay, as far as is known: "the account has nothing to spend yet". */
const char *key_check_cannot_pay(const struct key_check *check);
/* Would money help?  Not if the key's own limit or Venice is what holds it back. */
bool key_check_wants_money(const struct key_check *check);

/* Writes the balances in the order in which they are spent: "2 DIEM, 1.5 earned credits, 3 USD".
 * Empty ones are left out, except for DIEM and USD: "no DIEM". */
#define KEY_CHECK_BALANCES_SIZE 192
void key_check_balances(char out[KEY_CHECK_BALANCES_SIZE], const struct key_check *check);

/* The percentage of this epoch's DIEM that is left, 0 to 100; -1 if unknown or if there is none. */
int key_check_diem_left(const struct key_check *check);

/* True if the key's own balances differ from the account's. */
bool key_check_has_own(const struct key_check *check);

/* The currency that Venice names ("DIEM").  If it names none, the first one with a balance, in the
 * order in which they are spent: DIEM, earned credits, bundled credits, USD. */
const char *key_check_pays_with(const struct key_check *check);

/* Puts out the kinds of limits in the order of their first appearance, at most RATES_KINDS_MAX, and
 * returns how many there are. */
size_t key_rates_kinds(const char *out[RATES_KINDS_MAX], const struct key_rates *rates);
/* "requests/min" for "RPM".  A kind that is not documented is its own title. */
const char *key_rates_title(const char *kind);
/* A model's limit of one kind; "" if it has none. */
const char *key_rates_amount(const struct model_rates *rates, const char *kind);

#endif
