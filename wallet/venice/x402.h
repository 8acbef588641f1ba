/*
 * x402: the prepaid credit that a wallet has at Venice without an account, the
 * header by which it proves itself (Sign-In-With-X: base64 of JSON around an
 * EIP-4361 message), and the one that pays (x402 version 2, scheme "exact").
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
#define X402_TOP_UP_PATH "/x402/top-up"	/* below the API URL */
#define X402_USD_SIZE 32
#define X402_LEDGER_MAX 100		/* rows that Venice gives at once */

/* What is signed in with.  Each is good for one request. */
struct x402_sign_in {
	char domain[NETWORK_URL_SIZE];
	uint64_t chain_id;
	struct address address;
	int64_t now_ms;			/* on the server's clock */
	uint8_t nonce[X402_NONCE_SIZE];
};

/* All but the nonce.  The domain is the API's: the signature is of no use elsewhere. */
void x402_sign_in(struct x402_sign_in *out, const struct network *network, struct address address, int64_t now_ms);

/* The text to be signed (EIP-191), good for five minutes; then the header's value. */
void x402_sign_in_message(struct buf *out, const struct x402_sign_in *sign_in);
void x402_sign_in_header(struct buf *out, const struct x402_sign_in *sign_in,
			 const uint8_t signature[X402_SIGNATURE_SIZE]);

/* GET /x402/balance: decimal texts, "" where unknown. */
struct x402_balance {
	char usd[X402_USD_SIZE], diem[X402_USD_SIZE];
	char minimum[X402_USD_SIZE], suggested[X402_USD_SIZE];	/* of a top-up */
	bool can_consume;
};

/* A row of GET /x402/transactions.  Sanitised texts, "" where absent. */
struct x402_entry {
	int64_t time_ms;		/* 0 where unknown */
	char id[65], type[24];
	char amount[X402_USD_SIZE], balance_after[X402_USD_SIZE];	/* the amount is signed */
	char request[65], model[65];
};

struct x402_ledger {
	struct x402_entry *items;	/* owned; the newest first, as Venice has them */
	size_t count;
	char usd[X402_USD_SIZE];	/* the credit now */
	unsigned offset;
	bool has_more;
};
void x402_ledger_free(struct x402_ledger *ledger);

/* One of the ways to pay that a 402 names, as the server wrote it, sanitised; "" for a
 * text that is absent or longer than any can be. */
struct x402_offer {
	char scheme[16], network[64], asset[64], pay_to[64], amount[32];
	char name[32], version[8], method[32];	/* extra: of the token's domain; how it is transferred */
	uint64_t timeout_s;			/* 0 where absent */
};
struct x402_offers {
	uint64_t version;			/* of x402 */
	struct x402_offer items[X402_OFFERS_MAX];
	size_t count;
};

#define X402_MOST "10000"	/* USD that Venice takes at once; the least comes with the terms */

/* What there is to pay, once it is known to be USDC on this network's chain. */
struct x402_terms {
	struct address pay_to;
	char network[64];		/* as the offer spells it: "eip155:8453" or "base" */
	struct amount least;
	uint64_t life_s;			/* how long the authorisation has to be good */
};

/* The offer that pays in the network's USDC by EIP-3009.  X402_REFUSED, with a sentence
 * that says what signing the others would have done. */
MUST_USE bool x402_choose(struct x402_terms *out, const struct x402_offers *offers, const struct network *network,
			  struct address wallet, struct err *err);

/* The value of the header that pays. */
void x402_payment_header(struct buf *out, const struct payment *payment, const struct x402_terms *terms,
			 const uint8_t signature[X402_SIGNATURE_SIZE], const struct network *network);

/* The answer to a payment that was taken: what it says, "" and false where it says nothing of use. */
struct x402_receipt {
	char credited[X402_USD_SIZE], balance[X402_USD_SIZE], id[65];
	bool has_hash;
	uint8_t hash[KECCAK_SIZE];		/* of the transaction that moved the USDC */
};

#endif
