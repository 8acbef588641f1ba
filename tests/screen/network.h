/*
 * network: a practice network of the test's own (tests/practice), and its control
 * calls.  It ends with the test program, however that ends.
 */
#ifndef TESTS_SCREEN_NETWORK_H
#define TESTS_SCREEN_NETWORK_H

#include <stddef.h>

#define NETWORK_URL_MAX 128

struct network {
	char rpc_url[NETWORK_URL_MAX], api_url[NETWORK_URL_MAX];
	char control_url[NETWORK_URL_MAX], faucet_url[NETWORK_URL_MAX];
	int hold;	/* its standard input: it ends when this closes */
	int pid;
};

/* options may be NULL, or end with NULL. */
struct network *network_start(const char *const *options);
void network_stop(struct network *network);

/* POST path with a JSON body, printf's way; fails the test when it is refused. */
void network_post(const struct network *network, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void network_reset(const struct network *network);

/* How many requests for an API route ("token", "mint" …), or calls of a method of the
 * RPC ("eth_sendRawTransaction"), have come since it started. */
size_t network_requests(const struct network *network, const char *route);
size_t network_calls(const struct network *network, const char *method);
/* Waits until there have been so many. */
void network_wait_requests(const struct network *network, const char *route, size_t count);
void network_wait_calls(const struct network *network, const char *method, size_t count);

/* What has left for good since it started: different transactions and payments, calls that are
 * paid for, and deletions of keys. */
struct network_count {
	size_t transactions, payments, calls, deletions;
};
struct network_count network_count(const struct network *network);

/* A member of the body of the last request for an API route; the caller frees it. */
char *network_body(const struct network *network, const char *route, const char *name);

/* Keys ever made. */
size_t network_keys(const struct network *network);

#endif
