/*
 * challenge: decides whether a text that a server wants signed is the challenge for minting a key
 * at Venice, for this wallet, now, and nothing else.
 */
#ifndef WALLET_VENICE_CHALLENGE_H
#define WALLET_VENICE_CHALLENGE_H

#include "wallet/eth/contracts.h"
#include "wallet/venice/siwe.h"

#define CHALLENGE_NONCE_SIZE 129

/* What the server sent along with the text. */
struct challenge {
	char nonce[CHALLENGE_NONCE_SIZE];
	int64_t expires_ms;		/* Unix ms; 0: the server did not say */
};

/* What a genuine challenge says. */
struct challenge_promise {
	char domain[NETWORK_URL_SIZE], uri[NETWORK_URL_SIZE + 64];
	uint64_t chain_id;
	struct address address;
	int64_t now_ms;			/* by the server's clock */
};

/* The domain and the URI follow from the API URL.  A server on this machine stands in for Venice
 * and speaks as api.venice.ai. */
void challenge_promise(struct challenge_promise *out, const struct network *network, struct address address,
		       int64_t now_ms);

/* Sets *ends_ms to the time the challenge expires.  CHALLENGE_REFUSED with a sentence on what
 * signing the text would have done, or CHALLENGE_EXPIRED. */
MUST_USE bool challenge_check(int64_t *ends_ms, const char *text, const struct challenge *beside,
			      const struct challenge_promise *promise, struct err *err);

/* Is the statement, to the last byte, one that Venice has published?  A person can agree beforehand
 * only to such a statement and must read any other. */
bool challenge_is_published(const char *text);

/* True if the two challenges differ in nothing but nonce, times and request id. */
bool challenge_same_meaning(const char *a, const char *b);

#endif
