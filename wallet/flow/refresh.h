/*
 * refresh: reads the wallets' balances, from time to time and when asked.  Nodes limit what one
 * call may cost, so it asks about REFRESH_TOGETHER wallets at a time.  On the screen these are the
 * ones around the selected wallet; a command asks about all, one lot after the other.
 */
#ifndef WALLET_FLOW_REFRESH_H
#define WALLET_FLOW_REFRESH_H

#define REFRESH_TOGETHER 50	/* wallets */

#endif
