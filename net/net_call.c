/* Venice's text models, and a call to one of them, which costs something. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/venice_call.h"

#define MODELS_MAX ((size_t)4 << 20)	/* bytes; a few hundred models take half a megabyte */

static void drop(struct job *job)
{
	free(job);
}

static void discard_models(struct job *job)
{
	ai_models_free(&job->action.models);
}

static void models_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct job *job = owner;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(job, answer);
	if (answer_read(&body, answer, &err) && venice_call_models(&job->action.models, body, &err))
		job_end(job, true);
	else
		job_fail(job, &err);
	json_object_put(body);
}

void net_models(struct net *net, uint32_t request, const struct apikey *key)
{
	struct job *job = job_new(net, sizeof(*job), request, ACTION_MODELS_GOT, drop);
	struct http_request asked = { .bearer = key, .max = MODELS_MAX };
	struct err err;

	job->discard = discard_models;
	if (!job_ask(job, VENICE_TEXT_MODELS, asked, models_done, &err))
		job_fail(job, &err);
}

/* A refused call did nothing.  Any other request that left may be charged. */
static bool may_have_acted(const struct http_answer *answer)
{
	bool refused = answer->status >= 400 && answer->status < 500 && answer->status != 408;

	return answer->sent && !refused;
}

static void call_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct job *job = owner;
	struct probe *test = &job->action.probe;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(job, answer);
	test->tested_ms = answer->server_ms ? answer->server_ms : (int64_t)time(NULL) * 1000;
	if (answer_read(&body, answer, &err) && venice_call_answer(test, body, &err)) {
		job_end(job, true);
	} else {
		test->may_have_acted = may_have_acted(answer);
		job_fail(job, &err);
	}
	test->elapsed_ms = job->action.elapsed_ms;
	json_object_put(body);
}

void net_probe(struct net *net, uint32_t request, const char *id, const char *model, const struct apikey *key)
{
	struct job *job = job_new(net, sizeof(*job), request, ACTION_PROBED, drop);
	struct buf body;
	struct http_request asked = { .post = &body, .bearer = key, .max = JOB_VENICE_MAX, .once = true };
	struct err err;

	snprintf(job->action.probe.id, sizeof(job->action.probe.id), "%s", id);
	buf_init(&body, 0);
	venice_call_body(&body, model);
	if (!job_ask(job, VENICE_CHAT, asked, call_done, &err))
		job_fail(job, &err);
	buf_free(&body);
}
