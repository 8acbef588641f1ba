/* venice_call: Venice's text models with their prices, and a call for one token from one of them. */
#ifndef NET_VENICE_CALL_H
#define NET_VENICE_CALL_H

#include "net/json.h"
#include "wallet/base/buf.h"
#include "wallet/venice/probe.h"

/* Paths below the API URL. */
#define VENICE_TEXT_MODELS "/models?type=text"
#define VENICE_CHAT "/chat/completions"

/* Reads the text models that have an id, at most AI_MODELS_MAX.  The caller frees them. */
MUST_USE bool venice_call_models(struct ai_models *out, struct json_object *body, struct err *err);

/* Writes the body of the POST: only PROBE_PROMPT, without Venice's own system prompt, for an
 * answer of one token. */
void venice_call_body(struct buf *out, const char *model);

/* Reads the answer.  False when it is no completion; anything else that is odd stays unknown. */
MUST_USE bool venice_call_answer(struct probe *out, struct json_object *body, struct err *err);

#endif
