/* tx_order: the orders that transactions are listed in, one for each column. */
#ifndef TUI_PANE_TX_ORDER_H
#define TUI_PANE_TX_ORDER_H

#include "wallet/model/tx_list.h"

enum tx_order {
	TX_ORDER_OWN,		/* the newest first: … */
	TX_ORDER_AGE,		/* … by age, where that has a column */
	TX_ORDER_PURPOSE,
	TX_ORDER_AMOUNT,
	TX_ORDER_STATUS,
	TX_ORDER_FEE,
	TX_ORDER_NONCE,
	TX_ORDER_BLOCK,
	TX_ORDER_HASH,
	TX_ORDERS
};

/* Returns less than 0 when `a` comes first; 0: the newer one does. */
int tx_order_compare(unsigned order, const struct tx_row *a, const struct tx_row *b);

#endif
