/*
 * flow_probe: a call of one token with a stored key, which costs something.
 *
 * unlock → prices → review → call → done
 *
 * The review says model and most cost, and nothing is sent before it is confirmed.
 * The call goes out once: where its answer does not come, or is of no use, it may
 * have been charged, and that is the end of it (ERR_TEST_UNKNOWN).  Where the cheapest
 * model is for Pro accounts only, the next cheapest is another question: RETRY asks it.
 */
#ifndef WALLET_MODEL_PROBE_H
#define WALLET_MODEL_PROBE_H

#include "wallet/model/flow.h"
#include "wallet/venice/key.h"
#include "wallet/venice/probe.h"

struct model;

enum probe_state {
	PROBE_IDLE,
	PROBE_UNLOCK,		/* the key's wallet is waited for */
	PROBE_PRICING,		/* Venice was asked for its models */
	PROBE_REVIEW,		/* CONFIRM or CANCEL is waited for */
	PROBE_CALLING,
	PROBE_DONE,
	PROBE_FAILED,
	PROBE_STATE_COUNT
};

struct flow_probe {
	FLOW_HEAD(enum probe_state);
	struct key_info key;		/* with which it is made */
	char wanted[MODEL_ID_SIZE];	/* the model asked for; "" for the cheapest */
	struct probe_passed passed;	/* with "" wanted: those that are for other accounts */
	bool confirmed;
	struct ai_model model;		/* from REVIEW on: the one to be called */
	struct probe result;		/* DONE; the newest, until another test begins */
};

bool flow_probe_running(const struct flow_probe *flow);

/* The cheapest model is for other accounts, and RETRY asks about the next one. */
bool flow_probe_has_next(const struct flow_probe *flow);

/* What came of the newest test, where it was one of this key; NULL. */
const struct probe *flow_probe_result(const struct flow_probe *flow, const char *key_id);

#endif
