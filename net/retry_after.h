/*
 * retry_after: when a refused request may be made again, by the headers of its answer.
 *
 * Venice has three families of these headers, told apart by their exact names.  Their units differ
 * and are recognised by size: a moment above 10^11 is in milliseconds.
 */
#ifndef NET_RETRY_AFTER_H
#define NET_RETRY_AFTER_H

#include <stdbool.h>
#include <stdint.h>

/* Returns the value of the header of that name, in any letter case; NULL when absent. */
typedef const char *header_of(const void *context, const char *name);

struct retry_after {
	long seconds;		/* from 1; 0: the answer does not say */
	bool error_budget;	/* the wait is for too many failed requests */
};

/* now_ms is by the server's clock. */
struct retry_after retry_after_of(header_of *header, const void *context, int status, int64_t now_ms);

#endif
