/* tx: what the model knows of the transaction in hand.  wallet/flow/tx.h works on it. */
#ifndef WALLET_MODEL_TX_H
#define WALLET_MODEL_TX_H

#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_changes.h"
#include "wallet/eth/tx_fees.h"
#include "wallet/eth/tx_search.h"
#include "wallet/model/flow.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/tx_agreed.h"
#include "wallet/model/tx_look.h"
#include "wallet/model/tx_nonce.h"
#include "wallet/model/tx_second.h"

struct model;

enum tx_state {
	TX_IDLE,
	TX_PREFLIGHT,
	TX_L1_FEE,		/* what the chain takes besides gas, and a second look at the number */
	TX_REVIEW,		/* waits for CONFIRM or CANCEL */
	TX_UNLOCK,		/* waits for the wallet to be unlocked */
	TX_SIGNING,
	TX_JOURNALLING,
	TX_SENDING,
	TX_WAITING,		/* for the receipt */
	TX_DONE,
	TX_FAILED,
	TX_STATE_COUNT
};

/* What is to be put in the place of a transaction that waits: see tx_replace. */
enum tx_change { TX_CHANGE_NONE, TX_CHANGE_SPEED_UP, TX_CHANGE_CANCEL };

/* What the request in hand asks in TX_WAITING. */
enum tx_asked { TX_ASKED_TRACE, TX_ASKED_BLOCK, TX_ASKED_SEARCH };

#define TX_CANDIDATES 2

struct flow_tx {
	FLOW_HEAD(enum tx_state);

	/* The intention */
	enum purpose purpose;		/* UNKNOWN: of another version's, which is only looked at */
	char words[160];		/* "Let the staking contract take exactly 10 VVV" */
	struct amount amount;
	struct amount least;		/* what must come of it at least; 0: nothing is promised */
	enum contract to;
	struct buf candidates[TX_CANDIDATES];
	char calls[TX_CANDIDATES][48];	/* "stake(address,uint256)": what each is */
	size_t candidate_count, chosen;

	/* The review */
	struct tx tx;
	struct tx_second second;	/* what a second node says of all this */
	struct tx_nonce nonce;		/* where its number comes from */
	struct tx_prices prices;	/* the node's */
	struct u256 l1_fee;		/* wei; zero without the oracle */
	bool has_l1_fee;
	struct u256 operator_fee;	/* wei; zero where there is none */
	struct amount max_fee;		/* the most it can cost, all of that included */
	struct u256 eth_balance;
	struct tx_changes changes;	/* what would change, by the node's simulation */
	int64_t began_ms;		/* the preflight */
	int64_t read_ms;		/* its last answers came; 0: not yet */
	struct tx_agreed agreed;	/* the review that was said yes to */
	char waits[160];		/* what it waits for before it can go on; "" for nothing */
	int64_t waits_until_ms;		/* at the latest */

	/* On its way: see tx_follow */
	struct journal_entry entry;
	int64_t sent_ms, poll_at_ms;	/* since when it is followed; poll_at_ms 0: nothing to poll */
	enum tx_asked asked;
	struct tx_view view;		/* what the last look showed */
	bool only_looks;		/* nothing is sent for it */
	unsigned looks;			/* that were answered */
	struct tx_proof proof;		/* of what became of it */
	struct tx_search search;	/* of what used its number */
	int64_t search_at_ms;		/* not before; 0: its number was not used yet */
	bool has_other;			/* what used it is another one: … */
	uint8_t other[KECCAK_SIZE];
	unsigned missing;		/* looks in a row that found no trace of it */
	int64_t resend_at_ms, resend_wait_ms;
	unsigned settle_tries;		/* simulations to repeat while a node catches up */
	struct err refusal;		/* the node's, of the last sending; code NONE without */
	unsigned refusals;		/* in a row, for what it is, */
	int64_t refused_ms;		/* since then */
	struct err trouble;		/* why the last look failed; code NONE where it did not */
	uint64_t block;			/* that has it */

	/* In its place, where change is not NONE: then the states up to TX_JOURNALLING are its */
	enum tx_change change;
	bool change_cancels;		/* it does nothing; speeding up what cancels, too */
	struct tx_replacement replacement;	/* signed, and not in the journal yet */
	struct err change_err;		/* why nothing came of the last; code NONE where something did */
};

const char *flow_tx_purpose(const struct flow_tx *flow);	/* "diem stake" */
bool flow_tx_running(const struct flow_tx *flow);

#endif
