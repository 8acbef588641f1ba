/* tx: what the model knows of the transaction in hand.  wallet/flow/tx.h works on it. */
#ifndef WALLET_MODEL_TX_H
#define WALLET_MODEL_TX_H

#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_changes.h"
#include "wallet/eth/tx_fees.h"
#include "wallet/eth/tx_search.h"
#include "wallet/model/flow.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/policy.h"
#include "wallet/model/tx_agreed.h"
#include "wallet/model/tx_look.h"
#include "wallet/model/tx_market.h"
#include "wallet/model/tx_nonce.h"
#include "wallet/model/tx_second.h"

struct model;

enum tx_state {
	TX_IDLE,
	TX_PREFLIGHT,
	TX_L1_FEE,		/* reads what the chain charges besides gas, and the number once more */
	TX_REVIEW,		/* waits for CONFIRM or CANCEL */
	TX_UNLOCK,		/* waits for the wallet to be unlocked */
	TX_SIGNING,
	TX_JOURNALLING,
	TX_SENDING,
	TX_WAITING,		/* waits for the receipt */
	TX_DONE,
	TX_FAILED,
	TX_STATE_COUNT
};

/* What a person wants to put in the place of a waiting transaction: see tx_replace. */
enum tx_change { TX_CHANGE_NONE, TX_CHANGE_SPEED_UP, TX_CHANGE_CANCEL };

/* What the request that is out asks in TX_WAITING. */
enum tx_asked { TX_ASKED_TRACE, TX_ASKED_BLOCK, TX_ASKED_SEARCH };

#define TX_CANDIDATES 2
#define TX_NOTES 4

struct flow_tx {
	FLOW_HEAD(enum tx_state);

	/* The intention */
	enum purpose purpose;		/* UNKNOWN: another version's, which is only looked at */
	char words[160];		/* "Let the staking contract take exactly 10 VVV" */
	char notes[TX_NOTES][192];	/* what the review says besides; "" ends them */
	struct amount amount;
	struct amount least;		/* the least that it must bring; 0: nothing is promised */
	struct address recipient;	/* who gets it; zero if that is nobody in particular */
	struct address to;
	bool needs_code;		/* a contract is expected there */
	bool all;			/* all of the token was asked for: that is what the amount is */
	bool takes_rest;		/* it carries all the ETH that the fee leaves … */
	bool rest_known;		/* … which is the amount by now */
	struct tx_market market;	/* what it brings on the market, if it is a swap or goes before one */
	unsigned fees_kept;		/* the wallet must keep so many times what it may cost */
	uint64_t gas_besides;		/* gas that the call may come to need although no estimate shows it yet */
	struct buf candidates[TX_CANDIDATES];
	char calls[TX_CANDIDATES][96];	/* what each call is: "stake(address,uint256)" */
	size_t candidate_count, chosen;

	/* The review */
	struct tx tx;
	struct tx_second second;	/* what a second node says about all this */
	struct tx_nonce nonce;		/* the number, and where it comes from */
	struct tx_prices prices;	/* what the node says */
	struct fee_choice fee;		/* how much of it the person offers */
	struct u256 l1_fee;		/* wei; zero if there is no oracle */
	bool has_l1_fee;
	struct u256 operator_fee;	/* wei; zero if there is none */
	struct amount max_fee;		/* the most that it can cost, including all of the above */
	struct u256 eth_balance;
	struct tx_changes changes;	/* what would change, by the node's simulation */
	bool asks_time;			/* a policy wants the chain's time … */
	uint64_t chain_s;		/* … which is this, Unix seconds; 0: not known */
	struct policy_verdict beyond;	/* what a policy had against what the person agreed to */
	int64_t began_ms;		/* when the preflight began */
	int64_t read_ms;		/* when its last answers came; 0: not yet */
	struct tx_agreed agreed;	/* the review that the person agreed to */
	char waits[160];		/* what it waits for before it can go on; "" for nothing */
	int64_t waits_until_ms;		/* the wait ends then at the latest */

	/* The transaction on its way: see tx_follow. */
	struct journal_entry entry;
	int64_t sent_ms, poll_at_ms;	/* since when it is followed; poll_at_ms 0: no poll */
	enum tx_asked asked;
	struct tx_view view;		/* what the last look showed */
	bool only_looks;		/* it is only looked at, and never sent */
	unsigned looks;			/* how many were answered */
	struct tx_proof proof;		/* of its end */
	struct tx_search search;	/* for the transaction that used its number */
	int64_t search_at_ms;		/* no sooner than this; 0: its number was not used yet */
	bool has_other;			/* another transaction used its number */
	uint8_t other[KECCAK_SIZE];
	unsigned missing;		/* looks in a row that found no trace of it */
	int64_t resend_at_ms, resend_wait_ms;
	unsigned settle_tries;		/* how often a simulation is repeated while a node catches up */
	struct err refusal;		/* the node's answer to the last sending; code NONE if it accepted it */
	bool is_unsent;			/* … or why there was no answer to it */
	bool may_be_out;		/* a node may have passed it on: it was accepted once, or not answered */
	bool gave_up;			/* FAILED: the command waits no more, and the entry stays open */
	unsigned refusals;		/* in a row, because of what the transaction is … */
	int64_t refused_ms;		/* … since this time */
	struct err trouble;		/* why the last look failed; code NONE if it did not */
	uint64_t block;			/* the block that has it */

	/* A replacement, unless change is NONE.  The states up to TX_JOURNALLING are then the
	 * replacement's. */
	enum tx_change change;
	bool change_cancels;		/* it does nothing; also when a cancellation is sped up */
	struct tx_replacement replacement;	/* signed, but not in the journal yet */
	struct err change_err;		/* why the last one failed; code NONE if it did not */
	enum tx_change change_was;	/* what the last one was to be … */
	size_t change_variant;		/* … and of which */
};

const char *flow_tx_purpose(const struct flow_tx *flow);	/* "diem stake" */
bool flow_tx_running(const struct flow_tx *flow);
bool flow_tx_ended(const struct flow_tx *flow);		/* a block showed what became of it */

#endif
