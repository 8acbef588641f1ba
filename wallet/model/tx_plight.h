/* tx_plight: why a transaction that was sent is not mined yet, in words. */
#ifndef WALLET_MODEL_TX_PLIGHT_H
#define WALLET_MODEL_TX_PLIGHT_H

#include <stddef.h>

#include "wallet/base/err.h"

struct flow_tx;

enum tx_plight {
	TX_PLIGHT_NONE,			/* no block has it yet, and nothing says why */
	TX_PLIGHT_TROUBLE,		/* the node cannot be asked */
	TX_PLIGHT_USED,			/* its number is used, and the node does not show what used it */
	TX_PLIGHT_UNSURE,		/* a block has it, but that does not count yet */
	TX_PLIGHT_GAP,			/* numbers before its own were never sent */
	TX_PLIGHT_EARLIER,		/* earlier transactions wait */
	TX_PLIGHT_CHEAP,		/* it offers less than a block asks for */
	TX_PLIGHT_REFUSED,		/* the node refuses it */
	TX_PLIGHT_UNSEEN,		/* the node does not have it */
};

enum tx_plight tx_plight(const struct flow_tx *flow);
void tx_plight_words(char *out, size_t size, const struct flow_tx *flow);	/* no capital, no full stop */

/* What helps where it waits for a number before its own, as sentences; NULL where nothing has to be said. */
const char *tx_plight_advice(const struct flow_tx *flow);

/* True if another offer for the same number helps: a higher fee, or a transaction that does
 * nothing. */
bool tx_plight_replaceable(const struct flow_tx *flow);

#endif
