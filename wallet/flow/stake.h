/*
 * flow_stake: VVV to sVVV.  Asks for chain id, code, balance and allowance;
 * approves exactly the amount where the allowance falls short, then stakes,
 * live interface first, the documented one where the contract has only that.
 */
#ifndef WALLET_FLOW_STAKE_H
#define WALLET_FLOW_STAKE_H

#include "wallet/flow/tx_intent.h"

struct model;

enum stake_state {
	STAKE_IDLE,
	STAKE_CHECKING,
	STAKE_APPROVING,	/* flow_tx runs */
	STAKE_STAKING,		/* flow_tx runs */
	STAKE_READING,		/* sVVV afterwards */
	STAKE_DONE,
	STAKE_FAILED,
	STAKE_STATE_COUNT
};

struct flow_stake {
	FLOW_HEAD(enum stake_state);
	struct amount amount;
	struct sent_tx approve;		/* !sent when the allowance sufficed */
	struct sent_tx stake;
	struct amount svvv;		/* after */
	bool resumed;			/* found in the journal: ends with that transaction */
};

void flow_stake_start(struct model *model, struct amount amount, struct effects *effects);
/* An approval or a stake found in the journal, which flow_tx follows. */
bool flow_stake_knows(const struct journal_entry *entry);
void flow_stake_resume(struct model *model, const struct account *account, const struct journal_entry *entry);
bool flow_stake_running(const struct flow_stake *flow);

#endif
