/*
 * topup_pay: the part of flow_topup after the review.  It signs the payment, journals it, and hands
 * it to Venice.
 */
#ifndef WALLET_FLOW_TOPUP_PAY_H
#define WALLET_FLOW_TOPUP_PAY_H

#include "wallet/flow/topup.h"

void topup_pay_sign(struct model *model, struct effects *effects);
void topup_pay_signed(struct model *model, const struct action *action, struct effects *effects);
void topup_pay_journalled(struct model *model, const struct action *action, struct effects *effects);
void topup_pay_again(struct model *model, struct effects *effects);	/* the same payment again */
void topup_pay_take(struct model *model, const struct action *action, struct effects *effects);	/* Venice's answer */

#endif
