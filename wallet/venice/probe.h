/*
 * probe: a call of one token that shows whether a key works for a model: which of
 * Venice's models it is made to, what it costs at most, and what came back.
 */
#ifndef WALLET_VENICE_PROBE_H
#define WALLET_VENICE_PROBE_H

#include <stddef.h>

#include "wallet/venice/key.h"
#include "wallet/venice/key_check.h"

#define AI_MODELS_MAX 1024

/*
 * What the call is made of.  Nobody but Venice can count the tokens of the prompt:
 * the words that are sent are two bytes, and what a model's template puts around them
 * is counted generously.
 */
#define PROBE_PROMPT "Hi"
#define PROBE_IN_MOST 256
#define PROBE_OUT_MOST 1

/* Money is in trillionths of a USD or a DIEM: a price in millionths for a million
 * tokens is as many trillionths for one. */
#define PROBE_UNKNOWN (-1)
#define PROBE_COST_SIZE 32

enum price_currency { PRICE_USD, PRICE_DIEM, PRICE_CURRENCIES };

/* A text model of Venice's list. */
struct ai_model {
	char id[MODEL_ID_SIZE];
	bool is_private;			/* else anonymized */
	bool offline;
	int64_t in[PRICE_CURRENCIES];		/* for one token; PROBE_UNKNOWN */
	int64_t out[PRICE_CURRENCIES];
};

struct ai_models {
	struct ai_model *items;			/* owned */
	size_t count;
};

void ai_models_free(struct ai_models *models);

/* Models that a call was refused for, as they are for other accounts. */
#define PROBE_PASSED_MAX 8
struct probe_passed {
	char ids[PROBE_PASSED_MAX][MODEL_ID_SIZE];
	size_t count;
};

/* The model named, or for "" the one at which the call costs least, among those that
 * are online, that a key of this privacy may use, and that were not passed over.  INVALID_INPUT
 * where there is none or its price is not published: what would be paid must be said first. */
MUST_USE bool probe_choose(struct ai_model *out, const struct ai_models *models, const char *id,
			   enum key_privacy privacy, const struct probe_passed *passed, struct err *err);

/* What so many tokens cost; PROBE_UNKNOWN where the price is, or a count is absurd. */
int64_t probe_cost(const struct ai_model *model, enum price_currency currency, int64_t in, int64_t out);
int64_t probe_most(const struct ai_model *model, enum price_currency currency);

/* "0.00018", rounded up at the eighth decimal; "" for PROBE_UNKNOWN. */
void probe_format(char out[PROBE_COST_SIZE], int64_t cost);
/* "0.00018 USD or 0.00018 DIEM" of the most it can cost. */
#define PROBE_MOST_SIZE 96
void probe_format_most(char out[PROBE_MOST_SIZE], const struct ai_model *model);

/* What came back. */
struct probe {
	char id[KEY_ID_SIZE];			/* of the key */
	char model[MODEL_ID_SIZE];		/* that answered, by its own word; "" unknown */
	char reply[64];				/* what it said; "" for nothing */
	int64_t in, out;			/* tokens; PROBE_UNKNOWN */
	int64_t elapsed_ms;
	int64_t tested_ms;			/* Venice's clock */
	bool may_have_acted;			/* no answer of use came, and it may have been charged */
	int64_t cost[PRICE_CURRENCIES];		/* by the published price; PROBE_UNKNOWN */
};

#endif
