/*
 * siwe: takes a Sign-In with Ethereum message (EIP-4361) apart, strictly by its ABNF.  The
 * statement is the exception: it may be any UTF-8 without control, format and other characters that
 * do not show.  The parts point into the text, because that text is signed byte for byte.
 */
#ifndef WALLET_VENICE_SIWE_H
#define WALLET_VENICE_SIWE_H

#include <stdint.h>

#include "wallet/eth/address.h"

#define SIWE_MAX 8192		/* bytes */
#define SIWE_RESOURCES_MAX 16

struct siwe_part {
	const char *text;	/* NULL if the message has no such line */
	size_t len;
};

struct siwe {
	struct siwe_part scheme;		/* RFC 3986; usually absent */
	struct siwe_part domain;		/* RFC 3986 authority */
	struct address address;
	struct siwe_part statement;
	struct siwe_part uri, version, nonce, request_id;
	uint64_t chain_id;
	int64_t issued_ms;
	int64_t expires_ms, not_before_ms;	/* 0 if absent */
	struct siwe_part resources[SIWE_RESOURCES_MAX];
	size_t resource_count;
};

/* CHALLENGE_REFUSED, with a sentence, for anything that is not exactly such a message. */
MUST_USE bool siwe_parse(struct siwe *out, const char *text, size_t len, struct err *err);

bool siwe_part_is(struct siwe_part part, const char *text);
bool siwe_part_equal(struct siwe_part a, struct siwe_part b);

/* Reads an RFC 3339 date and time, as EIP-4361 has them, with any offset from UTC. */
bool siwe_parse_time(int64_t *unix_ms, struct siwe_part part);

#endif
