/*
 * slippage: how much less than the quote a swap may bring before the router undoes it, in hundredths of a
 * percent.
 */
#ifndef WALLET_ETH_SLIPPAGE_H
#define WALLET_ETH_SLIPPAGE_H

#include "wallet/base/amount.h"

#define SLIPPAGE_DEFAULT 50	/* 0.5 % */
#define SLIPPAGE_MOST 500	/* 5 %: more cannot be chosen */
#define SLIPPAGE_TEXT_SIZE 16

/* Reads a percentage: "0.5".  More than the most, or more than two decimals, is refused. */
MUST_USE bool slippage_parse(unsigned *out, const char *text, struct err *err);
void slippage_format(char out[SLIPPAGE_TEXT_SIZE], unsigned slippage);	/* "0.5" */

/* The least that a swap must bring: quote × (1 − slippage), rounded down. */
struct amount slippage_least(struct amount quote, unsigned slippage);

#endif
