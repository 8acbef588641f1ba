/* effects_x402: the effects on a wallet's prepaid credit: it signs itself in, or signs a payment. */
#ifndef APP_EFFECTS_X402_H
#define APP_EFFECTS_X402_H

#include "app/effects.h"

run_effect effects_x402_sign, effects_x402_offer, effects_x402_pay, effects_x402_balance, effects_x402_ledger;

#endif
