/*
 * node_answer: what an HTTP answer of a Base node says.  Its refusals are the node's own: they name
 * its host, and are never read as Venice's.
 */
#ifndef NET_NODE_ANSWER_H
#define NET_NODE_ANSWER_H

#include "net/http.h"
#include "net/json.h"

/* True for a whole answer with status 2xx that is not a web page.  Otherwise err is the
 * transfer's failure, or the refusal with the node's words if it has any. */
MUST_USE bool node_answer_check(const struct http_answer *answer, struct err *err);

/* Does node_answer_check, then reads the body as JSON.  Free *out with json_object_put. */
MUST_USE bool node_answer_read(struct json_object **out, const struct http_answer *answer, struct err *err);

/* Removes the advice to choose another node from a failure's words, when another node is there. */
void node_answer_drop_advice(struct err *err);

#endif
