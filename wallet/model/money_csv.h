/* money_csv: the records for taxes and bookkeeping as CSV, for a spreadsheet. */
#ifndef WALLET_MODEL_MONEY_CSV_H
#define WALLET_MODEL_MONEY_CSV_H

#include "wallet/base/buf.h"
#include "wallet/eth/account.h"
#include "wallet/model/money.h"

/* Writes the header, which is documented in rialto(1) and only grows at its end, and all rows, oldest
 * first.  A cell is empty if its value is not known.  Wallets have the names that they have now. */
void money_csv_write(struct buf *out, struct money *money, const struct accounts *accounts);

#endif
