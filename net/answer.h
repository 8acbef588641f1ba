/* answer: what an HTTP answer says, or why it is of no use. */
#ifndef NET_ANSWER_H
#define NET_ANSWER_H

#include "net/http.h"
#include "net/json.h"

/* True for a whole answer with status 2xx.  Otherwise err is the transfer's failure, or the
 * refusal in the server's words if it has any. */
MUST_USE bool answer_check(const struct http_answer *answer, struct err *err);

/* Does answer_check, then reads the body as JSON.  Free *out with json_object_put. */
MUST_USE bool answer_read(struct json_object **out, const struct http_answer *answer, struct err *err);

/*
 * Writes the sanitised words of an error body in any of Venice's forms ({error}, {error, details,
 * issues}, {error, message}, {error: {message, code}}, {error, code}, {error, request_id}), with
 * both code and message.  False when it has none.
 */
MUST_USE bool answer_words(struct buf *out, struct json_object *body);

/* Sets BAD_ANSWER for a 200 with nothing usable: `what`, and the server's words if there are
 * any.  Always returns false. */
bool answer_unusable(struct err *err, struct json_object *body, const char *what);

#endif
