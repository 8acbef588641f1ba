#include "net/answer.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "net/url.h"
#include "net/x402.h"
#include "wallet/base/text.h"

#define WORDS_MAX 600	/* far more than an err can hold, far less than a page */
#define DETAILS_DEPTH 4

static void add_words(struct buf *out, const char *words)
{
	if (!*words || out->len >= WORDS_MAX || strstr(buf_string(out), words))
		return;
	if (out->len)
		buf_add_string(out, ": ");
	buf_add_string(out, words);
}

/* Words are made safe before they are matched, so that what matches is what will be shown.
 * Unlike an id they may contain a NUL, which shows as '?'. */
static void add_bytes(struct buf *out, const char *bytes, size_t len)
{
	char safe[WORDS_MAX + 1];

	text_sanitise(safe, sizeof(safe), bytes, len);
	add_words(out, safe);
}

static void add_value(struct buf *out, struct json_object *value)
{
	if (json_object_is_type(value, json_type_string))
		add_bytes(out, json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

/* `details` is a tree of {_errors: [sentences]}, with a branch for each field. */
static void add_details(struct buf *out, struct json_object *details, const char *field, unsigned depth)
{
	struct json_object *sentences = json_member(details, "_errors");

	if (!json_object_is_type(details, json_type_object) || depth > DETAILS_DEPTH)
		return;
	if (json_object_is_type(sentences, json_type_array) && json_object_array_length(sentences)) {
		add_bytes(out, field, strlen(field));
		for (size_t i = 0; i < json_object_array_length(sentences); i++)
			add_value(out, json_object_array_get_idx(sentences, i));
	}
	json_object_object_foreach(details, name, child) {
		if (strcmp(name, "_errors") != 0)
			add_details(out, child, name, depth + 1);
	}
}

/* `issues` is a list of {path: [names], message}. In this form `details` says the same as a text. */
static void add_issues(struct buf *out, struct json_object *issues)
{
	size_t count = json_object_is_type(issues, json_type_array) ? json_object_array_length(issues) : 0;

	for (size_t i = 0; i < count; i++) {
		struct json_object *issue = json_object_array_get_idx(issues, i), *path = json_member(issue, "path");

		if (json_object_is_type(path, json_type_array) && json_object_array_length(path))
			add_value(out, json_object_array_get_idx(path, json_object_array_length(path) - 1));
		add_value(out, json_member(issue, "message"));
	}
}

bool answer_words(struct buf *out, struct json_object *body)
{
	struct json_object *error = json_member(body, "error");

	buf_clear(out);
	add_value(out, error);
	add_value(out, json_member(error, "code"));
	add_value(out, json_member(error, "message"));
	add_value(out, json_member(body, "code"));
	add_value(out, json_member(body, "message"));
	add_value(out, json_member(body, "details"));
	add_details(out, json_member(body, "details"), "", 0);
	if (!json_object_is_type(json_member(body, "details"), json_type_object))
		add_issues(out, json_member(body, "issues"));
	return out->len;
}

bool answer_unusable(struct err *err, struct json_object *body, const char *what)
{
	struct buf words;

	buf_init(&words, 0);
	if (answer_words(&words, body))
		err_set(err, ERR_BAD_ANSWER, "%s: %s", what, buf_string(&words));
	else
		err_set(err, ERR_BAD_ANSWER, "%s", what);
	buf_free(&words);
	return false;
}

/* A server that sees no credentials offers other ways to pay, on every route that wants
 * credentials.  Such an offer may also come with the message that an account is empty. */
static void note_discovery(struct buf *words, int status, struct json_object *body)
{
	if (status == 402 && x402_is_discovery(body) && !strcasestr(buf_string(words), "insufficient"))
		add_words(words, "The request came without credentials, by Venice's word");
}

static void set_refusal(struct err *err, const struct http_answer *answer)
{
	struct json_object *body = NULL;
	struct err not_json;
	struct buf words;

	buf_init(&words, 0);
	if (!answer->cut && answer->len && !json_read(&body, answer->body, answer->len, &not_json))
		buf_add_format(&words, "HTTP %d with a page that is not JSON", answer->status);
	else
		(void)!answer_words(&words, body);
	note_discovery(&words, answer->status, body);
	if (!words.len)
		buf_add_format(&words, "HTTP %d without a reason", answer->status);
	json_object_put(body);
	err_set_http(err, answer->status, buf_string(&words));
	buf_free(&words);
}

static void set_redirect(struct err *err, const struct http_answer *answer)
{
	char elsewhere[URL_HOST_SIZE], words[2 * URL_HOST_SIZE + 128];

	if (!answer->location || !url_host(elsewhere, answer->location, false))
		snprintf(elsewhere, sizeof(elsewhere), "another place");
	snprintf(words, sizeof(words), "%s points to %s, and rialto does not follow: the network you are on may want a "
		 "sign-in first", answer->host, elsewhere);
	err_set_http(err, answer->status, words);
}

/* True for an answer that is not the API's: a network's sign-in page, or something on the way
 * that lets nobody through.  For a server's trouble and for limits the status says more. */
static bool is_web_page(const struct http_answer *answer)
{
	return answer->is_page && (answer->status < 300 || (answer->status >= 401 && answer->status <= 404));
}

static void set_web_page(struct err *err, const struct http_answer *answer)
{
	err_set(err, ERR_WEB_PAGE, "%s answers with a web page (HTTP %d)", answer->host, answer->status);
	err->status = answer->status;
}

/* A request that got a 429 was not acted on.  The error says when the next will be taken, because
 * a person may have to wait. */
static void set_limited(struct err *err, const struct http_answer *answer)
{
	int64_t now_ms = answer->server_ms ? answer->server_ms : (int64_t)time(NULL) * 1000;
	char when[TEXT_TIME_SIZE], words[sizeof(err->msg)];
	enum err_code code = answer->error_budget && err->code == ERR_RATE_LIMITED ? ERR_ERROR_BUDGET : err->code;

	memcpy(words, err->msg, sizeof(words));
	text_time(when, now_ms + answer->retry_after * INT64_C(1000));
	err_set(err, code, "%.100s (not before %s)", words, when);
	err->status = answer->status;
}

bool answer_check(const struct http_answer *answer, struct err *err)
{
	if (!answer->whole) {
		*err = answer->err;
		return false;
	}
	if (answer->status >= 200 && answer->status < 300 && !answer->is_page)
		return true;
	if (answer->status >= 300 && answer->status < 400) {
		set_redirect(err, answer);
	} else if (is_web_page(answer)) {
		set_web_page(err, answer);
	} else {
		set_refusal(err, answer);
		if (answer->status == 429 && answer->retry_after)
			set_limited(err, answer);
		err->retry_after = answer->retry_after;
	}
	return false;
}

bool answer_read(struct json_object **out, const struct http_answer *answer, struct err *err)
{
	return answer_check(answer, err) && json_read(out, answer->body, answer->len, err);
}
