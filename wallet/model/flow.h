/* flow: the flows that the model is made of, as flows.def names them. */
#ifndef WALLET_MODEL_FLOW_H
#define WALLET_MODEL_FLOW_H

enum flow_id {
	FLOW_NONE,
#define FLOW(id, name) FLOW_##id,
#include "wallet/model/flows.def"
#undef FLOW
	FLOW_END
};

#endif
