/*
 * refresh: reads the wallets' balances, from time to time and when asked, of REFRESH_TOGETHER wallets in
 * one call.  On the screen these are the ones around the selected wallet; a command asks about all.
 *
 * Nodes limit what one call may cost.  Who refuses is asked about half as many, down to REFRESH_FEWEST.
 * What takes more than one question is asked about one block, so that the figures go together.
 */
#ifndef WALLET_FLOW_REFRESH_H
#define WALLET_FLOW_REFRESH_H

#define REFRESH_TOGETHER 200	/* wallets */
#define REFRESH_FEWEST 50	/* also where each figure is a question of its own */

#endif
