/* A practice network's faucet.  Its refusals are its own, and no words of Venice's fit them. */
#include <stdlib.h>

#include "net/answer.h"
#include "net/job.h"

static void drop(struct job *job)
{
	free(job);
}

/* Of a page only the fact that it is one is reported. */
static void words_of(struct buf *out, const struct http_answer *answer)
{
	struct json_object *body = NULL;
	struct err not_json;

	buf_init(out, 0);
	if (answer->is_page)
		buf_add_string(out, "a web page");
	else if (!json_read(&body, answer->body, answer->len, &not_json) || !answer_words(out, body))
		buf_add_string(out, "no reason is given");
	json_object_put(body);
}

static bool has_given(const struct http_answer *answer, struct err *err)
{
	struct buf words;

	if (!answer->whole) {
		*err = answer->err;
		return false;
	}
	if (answer->status >= 200 && answer->status < 300 && !answer->is_page)
		return true;
	words_of(&words, answer);
	err_set(err, ERR_FAUCET, "The faucet at %.60s gave nothing (HTTP %d): %.70s", answer->host, answer->status, buf_string(&words));
	err->status = answer->status;
	err->retry_after = answer->retry_after;
	buf_free(&words);
	return false;
}

static void done(void *owner, size_t tag, struct http_answer *answer)
{
	struct job *job = owner;
	struct err err;

	(void)tag;
	job_note(job, answer);
	job->action.server_ms = 0;	/* its clock is not Venice's */
	if (has_given(answer, &err))
		job_end(job, true);
	else
		job_fail(job, &err);
}

void net_faucet(struct net *net, uint32_t request, struct address address)
{
	struct job *job = job_new(net, sizeof(*job), request, ACTION_FAUCET_DONE, drop);
	struct http_request asked = { .url = net->network.faucet_url, .max = JOB_VENICE_MAX, .once = true };
	char text[ADDRESS_TEXT_SIZE];
	struct buf body;
	struct err err;

	address_format(text, address);
	buf_init(&body, 0);
	buf_add_format(&body, "{\"address\":\"%s\"}", text);
	asked.post = &body;
	if (!*asked.url) {
		err_set(&err, ERR_INVALID_INPUT, "The network %s has no faucet", net->network.name);
		job_fail(job, &err);
	} else if (!job_start(job, &asked, done, 0, &err)) {
		job_fail(job, &err);
	}
	buf_free(&body);
}
