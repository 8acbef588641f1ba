/* batch_row: whether a wallet of a batch is to be minted for. */
#ifndef WALLET_FLOW_BATCH_ROW_H
#define WALLET_FLOW_BATCH_ROW_H

#include "wallet/model/batch_row.h"

struct model;

/* Makes it WAITING, or SKIPPED where it is known beforehand that nothing is to be tried:
 * no key to sign with, no stake, such a key already, an earlier mint of unknown outcome. */
void batch_row_look_ahead(struct batch_row *row, const struct model *model);

/* Where its wallet is in the keystore now; accounts.count where it is gone. */
size_t batch_row_index(const struct model *model, const struct account *account);

#endif
