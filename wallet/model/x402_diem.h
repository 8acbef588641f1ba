/*
 * x402_diem: DIEM comes before a wallet's prepaid credit.  Venice spends the DIEM of the wallet's
 * account first, and while some is left, paying in credit does not cure a 402.
 */
#ifndef WALLET_MODEL_X402_DIEM_H
#define WALLET_MODEL_X402_DIEM_H

#include <stdbool.h>
#include <stddef.h>

#include "wallet/eth/address.h"

struct model;

#define X402_DIEM_SIZE 256

/* A sentence on what the credit pays for. */
#define X402_PAYS_FOR "It pays for requests that this wallet signs itself, not for API keys: no key can spend it."

/* Said of a wallet if no DIEM is known and Venice was not asked. */
#define X402_DIEM_UNKNOWN "Whether its account has other DIEM left is not known: 'x402 balance' asks Venice. While some is, a 402 is " \
			  "not mended by this."

/* Has Venice said how much DIEM there is? */
bool x402_diem_is_known(const struct model *model, struct address address);

/* Writes a sentence on the DIEM there is, by Venice's own answer, else by what is staked on the
 * chain. False if none is known. */
bool x402_diem_first(char out[X402_DIEM_SIZE], const struct model *model, struct address address);

#endif
