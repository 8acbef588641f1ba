#include "wallet/model/walkthrough.h"

#define FEE "a small fee in ETH"

static const struct step_words words[STEP_COUNT] = {
	[STEP_WALLET] = {
		.label = "Wallet", .brief = "holds your money; its private key stays here",
		.question = "Why a wallet?",
		.why = "Venice knows you by a wallet. It holds the VVV, and its private key signs for it. That private key "
		       "stays on this machine, sealed by your password.",
		.costs = "nothing",
	},
	[STEP_FUND] = {
		.label = "Fund", .brief = "ETH pays the fees on Base; 1 VVV is enough",
		.question = "Why ETH and VVV?",
		.why = "ETH pays Base's fees. VVV is Venice's token, which is staked to get a key: 1 VVV is enough. Send both "
		       "to this wallet on Base, and on no other chain.",
		.costs = "what you send, which stays yours",
	},
	[STEP_APPROVE] = {
		.label = "Approve", .brief = "lets the contract take exactly what you stake",
		.question = "Why approve?",
		.why = "The staking contract cannot touch your VVV until you allow it. This allows exactly the amount that you "
		       "stake next, and moves nothing by itself.",
		.costs = FEE, .signs = "a transaction",
	},
	[STEP_STAKE] = {
		.label = "Stake", .brief = "locks the VVV; it stays yours, and earns more",
		.question = "Why stake?",
		.why = "Venice gives keys to wallets that have VVV locked in its staking contract. What is staked stays yours, "
		       "earns more VVV, and comes back after a cooldown when you ask for it.",
		.costs = FEE, .signs = "a transaction",
	},
	[STEP_TOKEN] = {
		.label = "Token", .brief = "a note from Venice, which your wallet signs",
		.question = "Why a token?",
		.why = "A token is Venice's note, good for 15 minutes. Your wallet signs it to prove that the stake is yours. "
		       "Nothing is paid and nothing moves.",
		.costs = "nothing",
	},
	[STEP_SIGN] = {
		.label = "Sign", .brief = "proves that the stake is yours; moves nothing",
		.question = "Why sign?",
		.why = "The signature proves that the wallet with the stake asks for the key. It is no transaction: it pays "
		       "nothing, and nobody can move your money with it.",
		.costs = "nothing", .signs = "the token",
	},
	[STEP_MINT] = {
		.label = "Mint", .brief = "Venice answers with the key, and says it only once",
		.question = "What is minted?",
		.why = "The signed token goes to Venice, which answers with a new API key. It says the key only once, so "
		       "rialto seals it on this disk before it shows it.",
		.costs = "nothing",
	},
	[STEP_KEY] = {
		.label = "Key", .brief = "spends the account's credit, within its limits",
		.question = "What can a key do?",
		.why = "Programs use the key to ask Venice's models. Whoever has it spends this account's credit, within the "
		       "limits that you gave it. Staked DIEM or bought credit is what it spends.",
		.costs = "what it uses",
	},
};

const struct step_words *walkthrough_words(enum step step)
{
	return &words[step];
}
