/* answer: what an HTTP answer says, or why it is of no use. */
#ifndef NET_ANSWER_H
#define NET_ANSWER_H

#include "net/http.h"
#include "net/json.h"

/* True for a whole answer of status 2xx.  Else err: the transfer's own, or the
 * refusal, in the server's words where it has any. */
MUST_USE bool answer_check(const struct http_answer *answer, struct err *err);

/* answer_check, then the body as JSON; *out is the caller's to json_object_put. */
MUST_USE bool answer_read(struct json_object **out, const struct http_answer *answer, struct err *err);

/* The sanitised words of an error body in any of Venice's forms ({error}, {error, details,
 * issues}, {error, message}, {error: {message, code}}, {error, code}, {error, request_id}),
 * code and message both; false when it has none. */
MUST_USE bool answer_words(struct buf *out, struct json_object *body);

/* A 200 with nothing to use in it is a BAD_ANSWER: `what`, and the server's words where
 * there are any.  Always false. */
bool answer_unusable(struct err *err, struct json_object *body, const char *what);

#endif
