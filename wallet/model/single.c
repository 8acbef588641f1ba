#include "wallet/model/single.h"

#include <string.h>

#define DIEM_BALANCE { "diem", "DIEM", CONTRACT_DIEM, "balanceOf(address)", TOKEN_DIEM }
#define DIEM_STAKED { "diem_staked", "DIEM staked", CONTRACT_DIEM, "stakedInfos(address)", TOKEN_DIEM }
#define SVVV_UNLOCKED { "svvv_unlocked", "unlocked sVVV", CONTRACT_STAKING, "balanceOfUnlocked(address)", TOKEN_SVVV }
#define SVVV_LOCKED { "svvv_locked", "locked sVVV", CONTRACT_STAKING, "lockedStakes(address)", TOKEN_SVVV }

static const struct single rows[SINGLE_COUNT] = {
	[SINGLE_DIEM_STAKE] = {
		.wish = ACTION_DIEM_STAKE, .purpose = "diem stake", .token = TOKEN_DIEM,
		.to = CONTRACT_DIEM, .signature = "stake(uint256)",
		.verb = "Stake", .rest = "on the DIEM token itself", .done = "staked",
		.have = DIEM_BALANCE, .too_little = ERR_NEEDS_DIEM,
		.after = { DIEM_BALANCE, [SINGLE_STAKED] = DIEM_STAKED },
	},
	[SINGLE_DIEM_MINT] = {
		.wish = ACTION_DIEM_MINT, .purpose = "diem mint", .token = TOKEN_SVVV,
		.to = CONTRACT_STAKING, .signature = "mintDiem(uint256,uint256)",
		.verb = "Lock", .rest = "in the staking contract", .done = "locked for DIEM",
		.have = SVVV_UNLOCKED, .too_little = ERR_NEEDS_SVVV,
		.quote = "getDiemAmountOut(uint256)", .gives = TOKEN_DIEM,
		.after = { DIEM_BALANCE, SVVV_LOCKED, SVVV_UNLOCKED },
	},
};

const struct single *single_row(enum single_id id)
{
	return &rows[id];
}

enum single_id single_of_wish(enum action_type wish)
{
	enum single_id id = 0;

	while (id < SINGLE_COUNT && rows[id].wish != wish)
		id++;
	return id;
}

enum single_id single_of_purpose(const char *purpose)
{
	enum single_id id = 0;

	while (id < SINGLE_COUNT && strcmp(rows[id].purpose, purpose) != 0)
		id++;
	return id;
}
