/*
 * x402: the prepaid credit that a wallet has at Venice without an account, and
 * the header by which it proves itself (Sign-In-With-X: base64 of JSON around an
 * EIP-4361 message).
 */
#ifndef WALLET_X402_H
#define WALLET_X402_H

#include "wallet/buf.h"
#include "wallet/contracts.h"

#define X402_NONCE_SIZE 8		/* bytes; 16 hex digits */
#define X402_SIGNATURE_SIZE 65
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

#endif
