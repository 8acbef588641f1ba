#include "wallet/model/funding.h"

#include <string.h>

#include "wallet/base/mem.h"

#define SETTINGS_URL "https://venice.ai/settings/api"

const struct funding_way funding_ways[] = {
	{ "diem_stake", 'd', "Stake DIEM",
	  "On chain, at any time. 1 staked DIEM is $1 of API credit a day, anew at 00:00 UTC; what is left over is lost. "
	  "Below " FUNDING_LEAST_DIEM " staked DIEM none of it can be spent.",
	  ACTION_DIEM_STAKE, "rialto diem stake AMOUNT", NULL, false },
	{ "diem_mint", 'm', "Mint DIEM from sVVV",
	  "Locks sVVV in the staking contract and gives DIEM for it, which is then to be staked. The sVVV is free again "
	  "once as much DIEM is burnt.",
	  ACTION_DIEM_MINT, "rialto diem mint AMOUNT", NULL, false },
	{ "card", 'p', "Pay by card",
	  "In the browser, at venice.ai under Settings, API, signed in with this same wallet. USD are spent after DIEM, "
	  "earned credits and bundled credits.",
	  ACTION_NONE, NULL, SETTINGS_URL, false },
	{ "coinbase_subscription", 's', "Coinbase subscription",
	  "In the browser, at venice.ai under Settings, API, signed in with this same wallet: USD by a Coinbase subscription.",
	  ACTION_NONE, NULL, SETTINGS_URL, false },
	{ "coinbase_onramp", 'o', "Coinbase onramp",
	  "In the browser, at venice.ai under Settings, API, signed in with this same wallet: USD through the Coinbase onramp.",
	  ACTION_NONE, NULL, SETTINGS_URL, false },
	{ "x402", 'x', "x402 credit: no API key can spend it",
	  "Prepaid credit of the wallet's own, for requests that it signs itself (SIGN-IN-WITH-X): USDC on Base, from this "
	  "wallet, at least $5, without ETH. It does nothing for a key that cannot pay.",
	  ACTION_X402_TOP_UP, "rialto x402 top-up USD", NULL, true },
};
const size_t funding_way_count = ARRAY_LENGTH(funding_ways);

bool funding_diem_spendable(struct amount staked)
{
	struct amount least = amount_zero(TOKEN_DIEM);
	struct err ignored;

	return amount_parse(&least, TOKEN_DIEM, FUNDING_LEAST_DIEM, &ignored) && amount_compare(staked, least) >= 0;
}

bool funding_mint_first(const struct balances *balances)
{
	return amount_is_zero(balances->diem) && !amount_is_zero(balances->svvv_unlocked);
}

static bool of_account(const struct model *model, const struct key_info *key)
{
	const struct account *account = model_account(model);

	return account && account_has_address(account) && key->stored &&
	       address_equal(key->address, account->address) && strcmp(key->network, model->network.name) == 0;
}

/* An ADMIN key hears about the account itself, any other key only about what it may spend. */
const struct key_info *funding_key(const struct model *model)
{
	const struct key_info *found = NULL;

	for (size_t i = 0; i < model->keys.count; i++) {
		const struct key_info *key = &model->keys.items[i];

		if (of_account(model, key) && (!found || (found->type != KEY_ADMIN && key->type == KEY_ADMIN)))
			found = key;
	}
	return found;
}

static const struct key_check *newer(const struct key_check *a, const struct key_check *b)
{
	return !a || (b && b->checked_ms > a->checked_ms) ? b : a;
}

/* A mint asks by itself, before its key is in the list. */
static const struct key_check *check_of_mint(const struct model *model)
{
	const struct account *account = model_account(model);
	const struct flow_mint *mint = &model->mint;

	return account && mint->checked && address_equal(mint->account.address, account->address) ? &mint->check : NULL;
}

const struct key_check *funding_check(const struct model *model)
{
	const struct key_check *newest = check_of_mint(model);

	for (size_t i = 0; i < model->keys.count; i++)
		if (of_account(model, &model->keys.items[i]))
			newest = newer(newest, model_check(model, model->keys.items[i].id));
	return newest;
}

bool funding_needed(const struct model *model)
{
	const struct key_check *check = funding_check(model);

	return check && key_check_wants_money(check);
}

bool funding_check_stale(const struct model *model, const struct key_check *check)
{
	const struct flow_plan *flow = &model->plan;
	const struct account *account = model_account(model);

	return flow->state == PLAN_DONE && flow->purpose == PURPOSE_DIEM_STAKE && flow->done_ms >= check->checked_ms &&
	       account && address_equal(flow->account.address, account->address);
}
