#include "net/node_answer.h"

#include <string.h>

#include "net/answer.h"
#include "net/rpc_error.h"
#include "net/url.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define WORDS_SIZE 128
#define ADVICE "; --rpc-url chooses another Base node"

static enum err_code code_of(int status)
{
	static const struct {
		int status;
		enum err_code code;
	} codes[] = {
		{ 401, ERR_RPC_UNAUTHORIZED }, { 402, ERR_RPC_PAYMENT },     { 403, ERR_RPC_FORBIDDEN },
		{ 404, ERR_RPC_NOT_FOUND },    { 408, ERR_RPC_UNAVAILABLE }, { 410, ERR_RPC_NOT_FOUND },
		{ 413, ERR_RPC_TOO_LARGE },    { 429, ERR_RPC_LIMITED },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i].status == status)
			return codes[i].code;
	if (status >= 300 && status < 400)
		return ERR_RPC_REDIRECTED;
	return status >= 500 ? ERR_RPC_UNAVAILABLE : ERR_RPC_REFUSED;
}

/* Returns the body as JSON, which the caller frees; NULL when it is not JSON. */
static struct json_object *json_of(const struct http_answer *answer)
{
	struct json_object *body = NULL;
	struct err not_json;

	return json_read(&body, answer->body, answer->len, &not_json) ? body : NULL;
}

/* Writes the words of a JSON body, or that it is a page, or the beginning of a text. */
static void words_of(char out[WORDS_SIZE], const struct http_answer *answer, struct json_object *body)
{
	struct buf words;

	buf_init(&words, 0);
	if (answer->is_page)
		buf_add_string(&words, "a web page");
	else if (answer->len && !body)
		buf_add(&words, answer->body, answer->len < WORDS_SIZE ? answer->len : WORDS_SIZE);
	else if (!answer_words(&words, body))
		buf_add_string(&words, "no reason is given");
	text_sanitise(out, WORDS_SIZE, buf_string(&words), words.len);
	buf_free(&words);
}

static void set_refusal(struct err *err, const struct http_answer *answer)
{
	char words[WORDS_SIZE], elsewhere[URL_HOST_SIZE];
	struct json_object *body = json_of(answer);
	enum err_code code = code_of(answer->status);

	if (answer->status == 503 && answer->retry_after)
		code = ERR_RPC_LIMITED;
	if (code != ERR_RPC_REDIRECTED) {
		words_of(words, answer, body);
		err_set(err, code, "%s refuses (HTTP %d): %s", answer->host, answer->status, words);
	} else if (answer->location && url_host(elsewhere, answer->location, false)) {
		err_set(err, code, "%s points to %s (HTTP %d)", answer->host, elsewhere, answer->status);
	} else {
		err_set(err, code, "%s points to another place on it (HTTP %d)", answer->host, answer->status);
	}
	err->status = answer->status;
	err->retry_after = answer->retry_after;
	if (code == ERR_RPC_LIMITED && !err->retry_after)
		err->retry_after = rpc_error_retry_after(json_member(body, "error"));
	json_object_put(body);
}

/* Venice cannot be chosen, but a node can.  A request that got no further than the way to the node says so. */
static bool fail_on_the_way(const struct err *why, struct err *err)
{
	switch (why->code) {
	case ERR_UNREACHABLE:
	case ERR_TIMEOUT:
	case ERR_CONNECTION_CUT:
	case ERR_BAD_ANSWER:
		return err_set(err, why->code, "%.110s" ADVICE, why->msg);
	default:
		*err = *why;
		return false;
	}
}

void node_answer_drop_advice(struct err *err)
{
	char *advice = strstr(err->msg, ADVICE);

	if (advice)
		*advice = 0;
}

bool node_answer_check(const struct http_answer *answer, struct err *err)
{
	if (!answer->whole)
		return fail_on_the_way(&answer->err, err);
	if (answer->status < 200 || answer->status >= 300) {
		set_refusal(err, answer);
		return false;
	}
	if (!answer->is_page)
		return true;
	err_set(err, ERR_RPC_WEB_PAGE, "%s answers with a web page", answer->host);
	err->status = answer->status;
	return false;
}

bool node_answer_read(struct json_object **out, const struct http_answer *answer, struct err *err)
{
	struct err why;

	return node_answer_check(answer, err) &&
	       (json_read(out, answer->body, answer->len, &why) ||
		err_set(err, why.code, "%s: %s", answer->host, why.msg));
}
