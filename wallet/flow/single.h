/*
 * flow_single: a wish of wallet/model/single.h.  Asks for chain id, code, what there is
 * and what would come of it; then flow_tx; then reads what there is afterwards.
 */
#ifndef WALLET_FLOW_SINGLE_H
#define WALLET_FLOW_SINGLE_H

#include "wallet/flow/tx_intent.h"
#include "wallet/model/single.h"

struct model;

enum single_state {
	SINGLE_IDLE,
	SINGLE_CHECKING,
	SINGLE_SENDING,		/* flow_tx runs */
	SINGLE_READING,		/* the figures afterwards */
	SINGLE_DONE,
	SINGLE_FAILED,
	SINGLE_STATE_COUNT
};

struct flow_single {
	FLOW_HEAD(enum single_state);
	enum single_id id;
	struct amount amount;
	struct sent_tx sent;
	bool read;				/* the figures are known */
	struct amount after[SINGLE_FIGURES];	/* as in the row */
	int64_t done_ms;
};

void flow_single_start(struct model *model, enum single_id id, struct amount amount, struct effects *effects);
/* One found in the journal, which flow_tx follows; false where its purpose is none of these. */
bool flow_single_resume(struct model *model, const struct account *account, const struct journal_entry *entry);
bool flow_single_running(const struct flow_single *flow);

#endif
