/*
 * quote_rows: mint or buy, side by side: what the two ways to the same DIEM take, give and cost, in
 * words.  The screen and the command line show the same rows.
 */
#ifndef WALLET_MODEL_QUOTE_ROWS_H
#define WALLET_MODEL_QUOTE_ROWS_H

#include "wallet/model/quote.h"

#define QUOTE_ROWS 7
#define QUOTE_CELL_SIZE (3 * AMOUNT_TEXT_SIZE)

struct quote_row {
	const char *label;	/* "" in the first row, which names the two ways, and where a row goes on */
	char mint[QUOTE_CELL_SIZE], buy[QUOTE_CELL_SIZE];	/* "" if there is nothing to say */
};

/* Fills the rows from a quote that is DONE, and returns how many there are. */
size_t quote_rows(struct quote_row out[QUOTE_ROWS], const struct flow_quote *flow);

#endif
