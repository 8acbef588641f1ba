/*
 * probe: a call of one token that shows whether a key works for a model.  It has the model that is
 * called, the most that the call can cost, and what came back.
 */
#ifndef WALLET_VENICE_PROBE_H
#define WALLET_VENICE_PROBE_H

#include <stddef.h>

#include "wallet/venice/key.h"
#include "wallet/venice/key_check.h"

#define AI_MODELS_MAX 1024

/*
 * What the call is made of.  Nobody but Venice can count the tokens of the prompt.  The words that
 * are sent are two bytes; what a model's template adds around them is estimated generously.
 */
#define PROBE_PROMPT "Hi"
#define PROBE_IN_MOST 256
#define PROBE_OUT_MOST 1

/* Costs are in trillionths of a USD or a DIEM.  A price of so many millionths for a million tokens
 * is as many trillionths for one. */
#define PROBE_UNKNOWN (-1)
#define PROBE_COST_SIZE 32

enum price_currency { PRICE_USD, PRICE_DIEM, PRICE_CURRENCIES };

/* A text model of Venice's list. */
struct ai_model {
	char id[MODEL_ID_SIZE];
	bool is_private;			/* otherwise anonymized */
	bool offline;
	int64_t in[PRICE_CURRENCIES];		/* for one token; or PROBE_UNKNOWN */
	int64_t out[PRICE_CURRENCIES];
};

struct ai_models {
	struct ai_model *items;			/* owned */
	size_t count;
};

void ai_models_free(struct ai_models *models);

/* The models that refused a call, as some do for other accounts. */
#define PROBE_PASSED_MAX 8
struct probe_passed {
	char ids[PROBE_PASSED_MAX][MODEL_ID_SIZE];
	size_t count;
};

/* Chooses the model named, or for "" the one that makes the call cheapest.  It must be online, open
 * to a key of this privacy, and not passed over.  INVALID_INPUT if there is none, or if its price
 * is not published: a person must know the cost first. */
MUST_USE bool probe_choose(struct ai_model *out, const struct ai_models *models, const char *id,
			   enum key_privacy privacy, const struct probe_passed *passed, struct err *err);

/* What this many tokens cost; PROBE_UNKNOWN if the price is unknown or a count is absurd. */
int64_t probe_cost(const struct ai_model *model, enum price_currency currency, int64_t in, int64_t out);
int64_t probe_most(const struct ai_model *model, enum price_currency currency);

/* "0.00018", rounded up at the eighth decimal; "" for PROBE_UNKNOWN. */
void probe_format(char out[PROBE_COST_SIZE], int64_t cost);
/* The most the call can cost: "0.00018 USD or 0.00018 DIEM". */
#define PROBE_MOST_SIZE 96
void probe_format_most(char out[PROBE_MOST_SIZE], const struct ai_model *model);

/* What came back. */
struct probe {
	char id[KEY_ID_SIZE];			/* the key's */
	char model[MODEL_ID_SIZE];		/* the one that answered, by its own word; "" unknown */
	char reply[64];				/* what the model said; "" for nothing */
	int64_t in, out;			/* tokens; or PROBE_UNKNOWN */
	int64_t elapsed_ms;
	int64_t tested_ms;			/* by Venice's clock */
	bool may_have_acted;			/* no usable answer came, and it may have been charged */
	int64_t cost[PRICE_CURRENCIES];		/* by the published price; or PROBE_UNKNOWN */
};

#endif
