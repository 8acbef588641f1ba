/*
 * flow_test: a call of one token with a stored key, which costs something.
 *
 * unlock → prices → review → call → done
 *
 * The review says model and most cost, and nothing is sent before it is confirmed.
 * The call goes out once: where its answer does not come, or is of no use, it may
 * have been charged, and that is the end of it (ERR_TEST_UNKNOWN).
 */
#ifndef WALLET_FLOW_TEST_H
#define WALLET_FLOW_TEST_H

#include "wallet/effect.h"

struct model;

enum test_state {
	TEST_IDLE,
	TEST_UNLOCK,		/* the key's wallet is waited for */
	TEST_PRICING,		/* Venice was asked for its models */
	TEST_REVIEW,		/* CONFIRM or CANCEL is waited for */
	TEST_CALLING,
	TEST_DONE,
	TEST_FAILED,
	TEST_STATE_COUNT
};

struct flow_test {
	enum test_state state;
	uint32_t request;
	struct key_info key;		/* with which it is made */
	char wanted[MODEL_ID_SIZE];	/* the model asked for; "" for the cheapest */
	bool confirmed;
	struct ai_model model;		/* from REVIEW on: the one to be called */
	struct key_test result;		/* DONE; the newest, until another test begins */
	struct err err;			/* FAILED */
};

bool flow_test_update(struct model *model, struct action *action, struct effects *effects);
/* Goes on where unlocking was waited for; called after every update. */
void flow_test_step(struct model *model, struct effects *effects);
bool flow_test_running(const struct flow_test *flow);

/* What came of the newest test, where it was one of this key; NULL. */
const struct key_test *flow_test_result(const struct flow_test *flow, const char *key_id);

#endif
