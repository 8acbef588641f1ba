/* What the keys of an account used: see venice_usage. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/venice_usage.h"

struct usage_job {
	struct job job;
	struct address address;
	unsigned days;
};

static void drop(struct job *job)
{
	free(job);
}

static void discard(struct job *job)
{
	usage_free(job->action.usage);
}

static void done(void *owner, size_t tag, struct http_answer *answer)
{
	struct usage_job *asked = owner;
	int64_t now_ms = answer->server_ms ? answer->server_ms : (int64_t)time(NULL) * 1000;
	struct usage *usage = NULL;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&asked->job, answer);
	if (answer_read(&body, answer, &err) && venice_usage(&usage, body, asked->days, now_ms, &err)) {
		usage->of = asked->address;
		asked->job.action.usage = usage;
		job_end(&asked->job, true);
	} else {
		job_fail(&asked->job, &err);
	}
	json_object_put(body);
}

void net_usage(struct net *net, uint32_t request, struct address address, const struct apikey *admin, unsigned days)
{
	struct usage_job *asked = job_new(net, sizeof(*asked), request, ACTION_USAGE_GOT, drop);
	struct http_request how = { .bearer = admin, .max = JOB_VENICE_MAX };
	char path[sizeof(VENICE_USAGE) + 32];
	struct err err;

	asked->address = address;
	asked->days = days;
	asked->job.discard = discard;
	snprintf(path, sizeof(path), VENICE_USAGE "?lookback=%ud", days);
	if (!job_ask(&asked->job, path, how, done, &err))
		job_fail(&asked->job, &err);
}
