/* batch_row: decides whether a wallet of a batch gets a mint. */
#ifndef WALLET_FLOW_BATCH_ROW_H
#define WALLET_FLOW_BATCH_ROW_H

#include "wallet/model/batch_row.h"

struct model;

/* Makes the row WAITING, or SKIPPED if it is known beforehand that nothing should be tried: the
 * wallet has no key to sign with, no stake, such a key already, or an earlier mint with an unknown
 * outcome. */
void batch_row_look_ahead(struct batch_row *row, const struct model *model);

/* The wallet's index in the keystore now; accounts.count if it is gone. */
size_t batch_row_index(const struct model *model, const struct account *account);

#endif
