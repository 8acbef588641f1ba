/*
 * x402: the prepaid credit that a wallet has at Venice without an account.  One header proves the
 * wallet (Sign-In-With-X: base64 of JSON around an EIP-4361 message), and another one pays (x402
 * version 2, scheme "exact").
 */
#ifndef WALLET_VENICE_X402_H
#define WALLET_VENICE_X402_H

#include "wallet/base/buf.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/payment.h"

#define X402_NONCE_SIZE 8		/* bytes; 16 hex digits */
#define X402_SIGNATURE_SIZE PAYMENT_SIGNATURE_SIZE
#define X402_VERSION 2
#define X402_OFFERS_MAX 16
#define X402_TOP_UP_PATH "/x402/top-up"	/* relative to the API URL */
#define X402_USD_SIZE 32
#define X402_LEDGER_MAX 100		/* the most rows that Venice gives at once */

/* What a wallet signs in with.  Each sign-in is good for one request. */
struct x402_sign_in {
	char domain[NETWORK_URL_SIZE];
	uint64_t chain_id;
	struct address address;
	int64_t now_ms;			/* by the server's clock */
	uint8_t nonce[X402_NONCE_SIZE];
};

/* Fills in all but the nonce.  The domain is the API's, so the signature is of no use elsewhere. */
void x402_sign_in(struct x402_sign_in *out, const struct network *network, struct address address, int64_t now_ms);

/* The first writes the text to be signed (EIP-191), which is good for five minutes; the second
 * writes the header's value. */
void x402_sign_in_message(struct buf *out, const struct x402_sign_in *sign_in);
void x402_sign_in_header(struct buf *out, const struct x402_sign_in *sign_in,
			 const uint8_t signature[X402_SIGNATURE_SIZE]);

/* The answer of GET /x402/balance, as decimal texts; "" if unknown. */
struct x402_balance {
	char usd[X402_USD_SIZE], diem[X402_USD_SIZE];
	char minimum[X402_USD_SIZE], suggested[X402_USD_SIZE];	/* for a top-up */
	bool can_consume;
};

/* A row of GET /x402/transactions, as sanitised texts; "" if absent. */
struct x402_entry {
	int64_t time_ms;		/* 0 if unknown */
	char id[65], type[24];
	char amount[X402_USD_SIZE], balance_after[X402_USD_SIZE];	/* the amount has a sign */
	char request[65], model[65];
};

struct x402_ledger {
	struct x402_entry *items;	/* owned; newest first, as Venice sends them */
	size_t count;
	char usd[X402_USD_SIZE];	/* the credit now */
	unsigned offset;
	bool has_more;
};
void x402_ledger_free(struct x402_ledger *ledger);

/* One of the ways to pay that a 402 names, as the server wrote it, sanitised.  A text is "" if it
 * is absent or longer than any valid one. */
struct x402_offer {
	char scheme[16], network[64], asset[64], pay_to[64], amount[32];
	char name[32], version[8], method[32];	/* from extra: the token's domain, and how the token is transferred */
	uint64_t timeout_s;			/* 0 if absent */
};
struct x402_offers {
	uint64_t version;			/* of x402 */
	struct x402_offer items[X402_OFFERS_MAX];
	size_t count;
};

#define X402_MOST "10000"	/* USD that Venice takes at once; the terms say the least */

/* What is to be paid, once it is known to be USDC on this network's chain. */
struct x402_terms {
	struct address pay_to;
	char network[64];		/* as the offer spells it: "eip155:8453" or "base" */
	struct amount least;
	uint64_t life_s;			/* how long the authorisation has to be good, seconds */
};

/* Chooses the offer that takes the network's USDC by EIP-3009.  X402_REFUSED, with a sentence on
 * what signing the others would have done. */
MUST_USE bool x402_choose(struct x402_terms *out, const struct x402_offers *offers, const struct network *network,
			  struct address wallet, struct err *err);

/* Writes the value of the header that pays. */
void x402_payment_header(struct buf *out, const struct payment *payment, const struct x402_terms *terms,
			 const uint8_t signature[X402_SIGNATURE_SIZE], const struct network *network);

/* Venice's answer when it takes a payment.  The read returns false if the answer says nothing of
 * use. */
struct x402_receipt {
	char credited[X402_USD_SIZE], balance[X402_USD_SIZE], id[65];
	bool has_hash;
	uint8_t hash[KECCAK_SIZE];		/* of the transaction that moved the USDC */
};

#endif
