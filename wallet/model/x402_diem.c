#include "wallet/model/x402_diem.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/funding.h"

#define SPENT_FIRST "Venice spends that first, and while some is left more credit does not mend a 402."

/* The DIEM that the chain shows as staked, read for a top-up or with the wallet's balances. */
static bool staked_of(struct amount *out, const struct model *model, struct address address)
{
	const struct account *account = model_account(model);
	const struct balances *balances = model_balances(model);

	if (address_equal(model->topup.account.address, address) && !amount_is_zero(model->topup.diem_staked)) {
		*out = model->topup.diem_staked;
		return true;
	}
	if (!account || !balances || !address_equal(account->address, address))
		return false;
	*out = balances->diem_staked;
	return true;
}

bool x402_diem_is_known(const struct model *model, struct address address)
{
	return model->x402.has_balance && address_equal(model->x402.of, address);
}

bool x402_diem_first(char out[X402_DIEM_SIZE], const struct model *model, struct address address)
{
	const struct flow_x402 *x402 = &model->x402;
	char text[AMOUNT_TEXT_SIZE];
	struct amount staked;

	if (x402_diem_is_known(model, address)) {
		snprintf(out, X402_DIEM_SIZE, "The account has %s DIEM left: " SPENT_FIRST, x402->balance.diem);
		return *x402->balance.diem && strcmp(x402->balance.diem, "0") != 0;
	}
	if (!staked_of(&staked, model, address) || !funding_diem_spendable(staked))
		return false;
	amount_format_short(text, staked, 4);
	snprintf(out, X402_DIEM_SIZE, "%s DIEM are staked: " SPENT_FIRST, text);
	return true;
}
