/*
 * challenge: whether a text that a server wants signed is the challenge for
 * minting a key at Venice, for this wallet, now, and nothing else.
 */
#ifndef WALLET_VENICE_CHALLENGE_H
#define WALLET_VENICE_CHALLENGE_H

#include "wallet/eth/contracts.h"
#include "wallet/venice/siwe.h"

#define CHALLENGE_NONCE_SIZE 129

/* What came beside the text. */
struct challenge {
	char nonce[CHALLENGE_NONCE_SIZE];
	int64_t expires_ms;		/* Unix ms; 0: not said */
};

/* What a rightful challenge says. */
struct challenge_promise {
	char domain[NETWORK_URL_SIZE], uri[NETWORK_URL_SIZE + 64];
	uint64_t chain_id;
	struct address address;
	int64_t now_ms;			/* on the server's clock */
};

/* The domain and the URI follow from the API URL.  A server on this machine itself
 * stands for Venice: it speaks as api.venice.ai. */
void challenge_promise(struct challenge_promise *out, const struct network *network, struct address address,
		       int64_t now_ms);

/* *ends_ms is when it expires.  CHALLENGE_REFUSED, with a sentence that says what
 * signing it would have done; CHALLENGE_EXPIRED. */
MUST_USE bool challenge_check(int64_t *ends_ms, const char *text, const struct challenge *beside,
			      const struct challenge_promise *promise, struct err *err);

/* Is its statement, to the last byte, one that Venice has published?  Only such a one can be
 * agreed to beforehand; any other must be read. */
bool challenge_is_published(const char *text);

/* Two challenges that differ in nothing but nonce, times and request id. */
bool challenge_same_meaning(const char *a, const char *b);

#endif
