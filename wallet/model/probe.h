/*
 * flow_probe: a call of one token with a stored key, which costs something.
 *
 * unlock → prices → review → call → done
 *
 * The review says which model is called and what the call costs at most; nothing is sent before a
 * person confirms that.  The call is sent only once.  If its answer does not come, or is unusable,
 * the call may have been charged, and the flow ends (ERR_TEST_UNKNOWN).  If the cheapest model is
 * for Pro accounts only, RETRY asks about the next cheapest: that is a new question.
 */
#ifndef WALLET_MODEL_PROBE_H
#define WALLET_MODEL_PROBE_H

#include "wallet/model/flow.h"
#include "wallet/venice/key.h"
#include "wallet/venice/probe.h"

struct model;

enum probe_state {
	PROBE_IDLE,
	PROBE_UNLOCK,		/* waits for the key's wallet to be opened */
	PROBE_PRICING,		/* Venice was asked for its models */
	PROBE_REVIEW,		/* waits for CONFIRM or CANCEL */
	PROBE_CALLING,
	PROBE_DONE,
	PROBE_FAILED,
	PROBE_STATE_COUNT
};

struct flow_probe {
	FLOW_HEAD(enum probe_state);
	struct key_info key;		/* the key that makes the call */
	char wanted[MODEL_ID_SIZE];	/* the model that was asked for; "" for the cheapest */
	struct probe_passed passed;	/* if wanted is "": the models that refused, being for other accounts */
	bool confirmed;
	struct ai_model model;		/* the one to be called, from REVIEW on */
	struct probe result;		/* DONE; kept until another test begins */
};

bool flow_probe_running(const struct flow_probe *flow);

/* True if the cheapest model is for other accounts and RETRY asks about the next one. */
bool flow_probe_has_next(const struct flow_probe *flow);

/* The result of the newest test, if it tested this key; else NULL. */
const struct probe *flow_probe_result(const struct flow_probe *flow, const char *key_id);

#endif
