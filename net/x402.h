/* x402: the bodies of Venice's x402 paths, and of the headers that come with them. */
#ifndef NET_X402_H
#define NET_X402_H

#include "net/json.h"
#include "wallet/venice/x402.h"

/* Paths below the API URL. */
#define X402_BALANCE "/x402/balance/"
#define X402_LEDGER "/x402/transactions/"

/* BAD_ANSWER when it is not about this wallet. */
MUST_USE bool x402_balance(struct x402_balance *out, struct json_object *body, struct address wallet, struct err *err);

/* Reads the body of the 402: the ways to pay, not judged yet. */
MUST_USE bool x402_offers(struct x402_offers *out, struct json_object *body, struct err *err);

/*
 * Reads the answer to a payment and its PAYMENT-RESPONSE header (NULL: none).  What is missing or
 * odd is left out, because the payment was taken all the same.  False when it is not about this
 * wallet.
 */
MUST_USE bool x402_receipt(struct x402_receipt *out, struct json_object *body, const char *header,
			   struct address wallet, struct err *err);

/* Writes why a payment was not settled, as the header beside its refusal says, sanitised; ""
 * when it does not say. */
#define X402_REASON_SIZE 64
void x402_reason(char out[X402_REASON_SIZE], const char *header);

/* True for a discovery body: the server saw no credentials in the request. */
bool x402_is_discovery(struct json_object *body);

/* The caller frees it. */
MUST_USE bool x402_ledger(struct x402_ledger *out, struct json_object *body, struct address wallet, struct err *err);

#endif
