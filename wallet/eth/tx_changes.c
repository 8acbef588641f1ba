#include "wallet/eth/tx_changes.h"

#include "wallet/eth/abi.h"

enum { SVVV_COOLDOWN = TX_FIGURES - 2, DIEM_COOLDOWN };

static const struct figure {
	const char *name;
	enum contract contract;
	const char *signature;
	enum token token;
	enum { OF_OWNER, OF_OWNER_AND_STAKING, OF_OWNER_AND_ROUTER, OF_NOBODY } of;	/* the call's arguments */
	size_t word;			/* of the answer */
} figures[TX_FIGURES] = {
	{ "VVV", CONTRACT_VVV, "balanceOf(address)", TOKEN_VVV, OF_OWNER, 0 },
	{ "sVVV", CONTRACT_STAKING, "balanceOf(address)", TOKEN_SVVV, OF_OWNER, 0 },
	{ "DIEM", CONTRACT_DIEM, "balanceOf(address)", TOKEN_DIEM, OF_OWNER, 0 },
	{ "DIEM staked", CONTRACT_DIEM, "stakedInfos(address)", TOKEN_DIEM, OF_OWNER, 0 },
	{ "USDC", CONTRACT_USDC, "balanceOf(address)", TOKEN_USDC, OF_OWNER, 0 },
	{ "Allowance", CONTRACT_VVV, "allowance(address,address)", TOKEN_VVV, OF_OWNER_AND_STAKING, 0 },
	{ "Router's allowance", CONTRACT_USDC, "allowance(address,address)", TOKEN_USDC, OF_OWNER_AND_ROUTER, 0 },
	{ "VVV coming back", CONTRACT_STAKING, "stakes(address)", TOKEN_VVV, OF_OWNER, 2 },
	{ "DIEM coming back", CONTRACT_DIEM, "stakedInfos(address)", TOKEN_DIEM, OF_OWNER, 2 },
	{ "ETH without the fee", CONTRACT_MULTICALL3, "getEthBalance(address)", TOKEN_ETH, OF_OWNER, 0 },
	[SVVV_COOLDOWN] = { NULL, CONTRACT_STAKING, "cooldownDuration()", TOKEN_SVVV, OF_NOBODY, 0 },
	[DIEM_COOLDOWN] = { NULL, CONTRACT_DIEM, "cooldownDuration()", TOKEN_DIEM, OF_NOBODY, 0 },
};

struct address tx_changes_figure(struct buf *data, size_t index, struct address owner)
{
	const struct figure *figure = &figures[index];

	abi_add_selector(data, figure->signature);
	if (figure->of != OF_NOBODY)
		abi_add_address(data, owner);
	if (figure->of == OF_OWNER_AND_STAKING)
		abi_add_address(data, contract_address(CONTRACT_STAKING));
	if (figure->of == OF_OWNER_AND_ROUTER)
		abi_add_address(data, contract_address(CONTRACT_ROUTER));
	return contract_address(figure->contract);
}

size_t tx_changes_word(size_t index)
{
	return figures[index].word;
}

void tx_changes_read(struct tx_changes *out, const struct chain_reply *reply)
{
	*out = (struct tx_changes){ .known = reply->ok };
	for (size_t i = 0; i < SVVV_COOLDOWN && reply->ok; i++) {
		struct amount before = { figures[i].token, U256_ZERO }, after = before;

		if (!abi_get_u256(&before.units, reply->data.data, reply->data.len, i) ||
		    !abi_get_u256(&after.units, reply->data.data, reply->data.len, TX_FIGURES + i))
			out->known = false;
		else if (amount_compare(before, after) != 0)
			out->items[out->count++] = (struct tx_figure){ figures[i].name, before, after };
	}
	if (!out->known)
		out->count = 0;
	else if (!abi_get_u64(&out->svvv_cooldown_s, reply->data.data, reply->data.len, SVVV_COOLDOWN) ||
		 !abi_get_u64(&out->diem_cooldown_s, reply->data.data, reply->data.len, DIEM_COOLDOWN))
		out->svvv_cooldown_s = out->diem_cooldown_s = 0;
}

uint64_t tx_changes_cooldown(const struct tx_changes *changes, enum contract contract)
{
	return contract == CONTRACT_DIEM ? changes->diem_cooldown_s : changes->svvv_cooldown_s;
}
