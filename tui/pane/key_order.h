/* key_order: the orders that API keys are listed in, one for each column. */
#ifndef TUI_PANE_KEY_ORDER_H
#define TUI_PANE_KEY_ORDER_H

#include "wallet/venice/key.h"

enum key_order {
	KEY_ORDER_OWN,		/* as the model has them: the newest first */
	KEY_ORDER_DESCRIPTION,
	KEY_ORDER_TYPE,
	KEY_ORDER_KEY,
	KEY_ORDER_EXPIRY,
	KEY_ORDER_LIMIT,
	KEY_ORDER_PERIOD,
	KEY_ORDER_WEEK,
	KEY_ORDER_LAST_USED,
	KEY_ORDER_WHERE,
	KEY_ORDERS
};

/* Returns less than 0 when `a` comes first; 0: the model's own order holds between them. */
int key_order_compare(unsigned order, const struct key_info *a, const struct key_info *b);

#endif
