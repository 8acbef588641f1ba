/*
 * refresh: reading the wallets' balances, now and then and when asked.  Nodes limit
 * what one call may cost, so it asks for REFRESH_TOGETHER of them at a time: on the
 * screen for those around the selected wallet, in a command for all, one lot after
 * the other.
 */
#ifndef WALLET_FLOW_REFRESH_H
#define WALLET_FLOW_REFRESH_H

#define REFRESH_TOGETHER 50	/* wallets */

#endif
