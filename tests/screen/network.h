/*
 * network: a practice network for this test program (tests/practice), and its control calls.  It
 * ends with the test program, however that ends.
 */
#ifndef TESTS_SCREEN_NETWORK_H
#define TESTS_SCREEN_NETWORK_H

#include <stddef.h>

#define NETWORK_URL_MAX 128

struct network {
	char rpc_url[NETWORK_URL_MAX], api_url[NETWORK_URL_MAX];
	char control_url[NETWORK_URL_MAX], faucet_url[NETWORK_URL_MAX];
	int hold;	/* its standard input; the network ends when this closes */
	int pid;
};

/* options may be NULL, or end with NULL. */
struct network *network_start(const char *const *options);
void network_stop(struct network *network);

/* POSTs to a path, with a JSON body formatted as by printf.  Fails the test when it is refused. */
void network_post(const struct network *network, const char *path, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void network_reset(const struct network *network);
/* Answers what the failure "held" has kept waiting. */
void network_release(const struct network *network);

/* Returns how many requests for a route of the API ("token", "mint" …), or calls of a method of
 * the RPC ("eth_sendRawTransaction"), have come since the start. */
size_t network_requests(const struct network *network, const char *route);
size_t network_calls(const struct network *network, const char *method);
/* Waits until that many have come. */
void network_wait_requests(const struct network *network, const char *route, size_t count);
void network_wait_calls(const struct network *network, const char *method, size_t count);

/* What was sent since the start and cannot be undone: different transactions and payments, calls
 * that cost something, and deletions of keys. */
struct network_count {
	size_t transactions, payments, calls, deletions;
};
struct network_count network_count(const struct network *network);

/* Returns a member of the body of the last request for an API route.  The caller frees it. */
char *network_body(const struct network *network, const char *route, const char *name);

/* Returns the number of keys ever made. */
size_t network_keys(const struct network *network);

#endif
