/* venice_call: Venice's text models with their prices, and a call of one token to one of them. */
#ifndef NET_VENICE_CALL_H
#define NET_VENICE_CALL_H

#include "net/json.h"
#include "wallet/base/buf.h"
#include "wallet/venice/probe.h"

/* Paths below the API URL. */
#define VENICE_TEXT_MODELS "/models?type=text"
#define VENICE_CHAT "/chat/completions"

/* The text models that have an id, at most AI_MODELS_MAX.  The caller frees them. */
MUST_USE bool venice_call_models(struct ai_models *out, struct json_object *body, struct err *err);

/* The body of the POST: PROBE_PROMPT alone, without Venice's own system prompt,
 * and one token of answer. */
void venice_call_body(struct buf *out, const char *model);

/* What the answer tells.  False where it is no completion; what else is odd stays unknown. */
MUST_USE bool venice_call_answer(struct probe *out, struct json_object *body, struct err *err);

#endif
