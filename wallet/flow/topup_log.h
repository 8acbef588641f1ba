/* topup_log: writes a top-up to the log: when it is sent, and its outcome. */
#ifndef WALLET_FLOW_TOPUP_LOG_H
#define WALLET_FLOW_TOPUP_LOG_H

#include "wallet/model/effect.h"

struct model;

void topup_log(struct model *model, unsigned was, struct effects *effects);	/* was: the state before */

/* Writes what became of the payment that the journal had, where no state says it. */
void topup_log_earlier(struct model *model, const char *event, const uint8_t *hash, struct effects *effects);

#endif
