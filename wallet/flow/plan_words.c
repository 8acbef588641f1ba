#include "wallet/flow/plan_words.h"

#include <stdio.h>

#include "wallet/model/allowances.h"

static void format(char out[AMOUNT_TEXT_SIZE], const struct plan *row, struct amount amount)
{
	if (row->allowance)
		allowance_format(out, amount);
	else
		amount_format(out, amount);
}

void plan_words_before(struct flow_tx *tx, const struct plan *row)
{
	char amount[AMOUNT_TEXT_SIZE], least[AMOUNT_TEXT_SIZE], recipient[ADDRESS_TEXT_SIZE];
	struct buf words;

	buf_init(&words, 0);
	format(amount, row, tx->amount);
	amount_format(least, tx->least);
	if (tx->takes_rest)
		buf_add_format(&words, "%s all the %s that the fee leaves", row->verb, token_symbol(tx->amount.token));
	else
		buf_add_format(&words, "%s %s %s", row->verb, amount, token_symbol(tx->amount.token));
	if (*row->rest)
		buf_add_format(&words, " %s", row->rest);
	if (row->quote.signature)
		buf_add_format(&words, " and receive at least %s %s", least, token_symbol(row->quote.token));
	address_format(recipient, tx->recipient);
	if (row->recipient)
		buf_add_format(&words, " %s %s", row->recipient, recipient);
	snprintf(tx->words, sizeof(tx->words), "%s", buf_string(&words));
	buf_free(&words);
}

/* Writes "swapped for 3.79 VVV" where it is known what came of it, or else how the row has it. */
static void write_how(char *out, size_t size, const struct flow_plan *flow, enum purpose purpose)
{
	const struct plan *row = plan_row(purpose);
	char got[AMOUNT_TEXT_SIZE];

	snprintf(out, size, "%s", row->done);
	if (!row->swaps || !flow->read)
		return;
	amount_format(got, flow->after[0]);
	snprintf(out, size, "%s for %s %s", row->done, got, token_symbol(flow->after[0].token));
}

/* Returns the amount that the transaction logged, which is surer than what was reckoned before. */
static struct amount amount_done(const struct flow_plan *flow, enum purpose purpose)
{
	bool is_known = flow->read && purpose == flow->purpose && plan_row(purpose)->after[0].event &&
			flow->after[0].token == flow->amount.token;

	return is_known ? flow->after[0] : flow->amount;
}

void plan_words_after(char *out, size_t size, const struct flow_plan *flow, enum purpose purpose)
{
	struct amount amount = amount_done(flow, purpose);
	char text[AMOUNT_TEXT_SIZE], how[AMOUNT_TEXT_SIZE + 48];

	format(text, plan_row(purpose), amount);
	write_how(how, sizeof(how), flow, purpose);
	snprintf(out, size, "%s %s %s in block %llu", text, token_symbol(amount.token), how,
		 (unsigned long long)flow->sent[purpose].block);
}
