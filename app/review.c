#include "app/review.h"

#include <string.h>

#include "app/output.h"

static void show_fee(const struct flow_tx *tx)
{
	char fee[AMOUNT_TEXT_SIZE], l1[AMOUNT_TEXT_SIZE];

	amount_format(fee, tx->max_fee);
	amount_format_units(l1, tx->l1_fee, token_decimals(TOKEN_ETH));
	if (tx->has_l1_fee)
		output_progress("  fee       at most %s ETH, of which %s ETH for L1", fee, l1);
	else
		output_progress("  fee       at most %s ETH", fee);
}

/* Each line as it will be signed: challenge_check has let nothing through that does not show. */
void review_show_challenge(const struct model *model)
{
	const char *text = model->mint.token;

	output_progress("Venice wants this text signed by %s:\n", model->mint.account.name);
	while (*text) {
		int len = (int)strcspn(text, "\n");

		output_progress("  %.*s", len, text);
		text += len + (text[len] == '\n');
	}
	output_progress("\nWhoever has the signature can make one API key of this account.");
}

void review_show_test(const struct model *model)
{
	const struct flow_test *flow = &model->test;
	char most[KEY_TEST_MOST_SIZE];

	key_test_format_most(most, &flow->model);
	output_progress("A test call with the key ...%s", flow->key.last6);
	output_progress("  model     %s (%s)", flow->model.id, flow->model.is_private ? "private" : "anonymized");
	output_progress("  says      \"%s\", and takes %d token of answer", KEY_TEST_PROMPT, KEY_TEST_OUT_MOST);
	output_progress("  cost      at most %s, counting %d tokens for the question", most, KEY_TEST_IN_MOST);
	output_progress("  It is sent once, and charged when Venice takes it.");
}

void review_show(const struct model *model)
{
	const struct flow_tx *tx = &model->tx;
	char to[ADDRESS_TEXT_SIZE], from[ADDRESS_TEXT_SIZE];

	address_format(to, tx->tx.to);
	address_format(from, tx->account.address);
	output_progress("%s", tx->words);
	output_progress("  network   %s, chain %llu%s", model->network.title, (unsigned long long)tx->tx.chain_id,
			model->network.real_money ? ": real money" : "");
	output_progress("  wallet    %s %s", tx->account.name, from);
	output_progress("  contract  %s %s", contract_name(tx->to), to);
	output_progress("  call      %s", tx->calls[tx->chosen]);
	show_fee(tx);
	output_progress("  nonce     %llu", (unsigned long long)tx->tx.nonce);
	output_progress("  It was simulated and would succeed. A transaction has no undo.");
}

void review_show_payment(const struct model *model)
{
	const struct flow_topup *flow = &model->topup;
	char amount[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE], to[ADDRESS_TEXT_SIZE], from[ADDRESS_TEXT_SIZE],
		token[ADDRESS_TEXT_SIZE];

	amount_format(amount, flow->amount);
	amount_format(have, flow->usdc);
	address_format(to, flow->terms.pay_to);
	address_format(from, flow->account.address);
	address_format(token, contract_address(CONTRACT_USDC));
	output_progress("Pay %s USDC into this wallet's x402 credit at Venice", amount);
	output_progress("  network   %s, chain %llu%s", model->network.title, (unsigned long long)model->network.chain_id,
			model->network.real_money ? ": real money" : "");
	output_progress("  wallet    %s %s", flow->account.name, from);
	output_progress("  has       %s USDC", have);
	output_progress("  pay to    %s", to);
	output_progress("  token     %s %s", contract_name(CONTRACT_USDC), token);
	output_progress("  fee       none: Venice sends it");
	output_progress("  What is signed is good once, for this amount and payee, and for %llu seconds.",
			(unsigned long long)flow->terms.life_s);
	output_progress("  The transfer was simulated and would succeed. A payment has no undo.");
}
