/*
 * csv: rows of text as RFC 4180 has them: commas between the cells, CRLF at the end of a row,
 * quotes where they are needed.  A spreadsheet runs a cell that begins with = + - @, a tab or a
 * carriage return as a formula.  A name may come from anybody, so such a cell gets an apostrophe in
 * front, which makes it text.
 */
#ifndef WALLET_BASE_CSV_H
#define WALLET_BASE_CSV_H

#include "wallet/base/buf.h"

/* Adds a cell; the first of a row gets no comma in front. */
void csv_add(struct buf *out, bool first, const char *text);
void csv_end(struct buf *out);		/* the end of the row */

#endif
