/*
 * node_answer: what an HTTP answer of a Base node says.  Its refusals are its own: they
 * name its host, and are never read as Venice's.
 */
#ifndef NET_NODE_ANSWER_H
#define NET_NODE_ANSWER_H

#include "net/http.h"
#include "net/json.h"

/* True for a whole answer of status 2xx that is no web page.  Else err: the transfer's
 * own, or the refusal, with the node's words where it has any. */
MUST_USE bool node_answer_check(const struct http_answer *answer, struct err *err);

/* node_answer_check, then the body as JSON; *out is the caller's to json_object_put. */
MUST_USE bool node_answer_read(struct json_object **out, const struct http_answer *answer, struct err *err);

/* Takes the advice to choose another node off a failure's words, where another is there. */
void node_answer_drop_advice(struct err *err);

#endif
