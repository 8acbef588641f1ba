#include "net/net.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/url.h"
#include "net/venice_node.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

int64_t job_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static bool check_urls(const struct network *network, struct err *err)
{
	struct url url;

	for (size_t i = 0; i < network->node_count; i++)
		if (strcmp(network->rpc_urls[i], NETWORK_VENICE_NODE) != 0 &&
		    !url_check(&url, network->rpc_urls[i], err))
			return false;
	return url_check(&url, network->api_url, err) &&
	       (!*network->faucet_url || url_check(&url, network->faucet_url, err));
}

static void unlink_job(struct job *job)
{
	struct job **link = &job->net->jobs;

	while (*link != job)
		link = &(*link)->next;
	*link = job->next;
}

/* Ends a job that nobody waits for any more. */
static void abandon(struct job *job)
{
	unlink_job(job);
	http_stop(job->net->http, job);
	if (job->discard)
		job->discard(job);
	job->drop(job);
}

void net_free(struct net *net)
{
	if (!net)
		return;
	while (net->jobs)
		abandon(net->jobs);
	http_free(net->http);
	apikey_free(net->rpc_key);
	free(net->news);
	free(net);
}

bool net_new(struct net **out, const struct network *network, net_deliver *deliver, void *context, struct err *err)
{
	struct http *http;

	if (!check_urls(network, err) || !http_new(&http, err))
		return false;
	*out = mem_new(1, sizeof(**out));
	**out = (struct net){ .http = http, .network = *network, .deliver = deliver, .context = context };
	nodes_init(&(*out)->nodes, &(*out)->network, (uint64_t)job_now_ms());
	if (venice_node_init(*out, err))
		return true;
	net_free(*out);
	*out = NULL;
	return false;
}

void *job_new(struct net *net, size_t size, uint32_t request, enum action_type type, void (*drop)(struct job *))
{
	struct job *job = mem_new(1, size), **link = &net->jobs;

	*job = (struct job){
		.net = net, .request = request, .started_ms = job_now_ms(),
		.action = { .type = type, .request = request }, .drop = drop,
	};
	while (*link)
		link = &(*link)->next;
	*link = job;
	return job;
}

bool job_start(struct job *job, const struct http_request *request, http_done *done, size_t tag, struct err *err)
{
	if (!http_start(job->net->http, request, done, job, tag, err))
		return false;
	job->running++;
	return true;
}

bool job_ask(struct job *job, const char *path, struct http_request request, http_done *done, struct err *err)
{
	struct buf url;
	bool ok;

	buf_init(&url, 0);
	url_join(&url, job->net->network.api_url, path);
	request.url = buf_string(&url);
	ok = job_start(job, &request, done, 0, err);
	buf_free(&url);
	return ok;
}

void job_wait(struct job *job, int64_t delay_ms, const char *why, void (*resume)(struct job *))
{
	job->resume_ms = job_now_ms() + delay_ms;
	job->resume = resume;
	job->notice = (struct action){ .type = ACTION_NODE_WAITS, .request = job->request };
	job->notice.node_waits.for_ms = delay_ms;
	text_sanitise(job->notice.node_waits.why, sizeof(job->notice.node_waits.why), why, strlen(why));
	job->has_notice = true;
}

void job_hold(struct job *job, int64_t delay_ms, void (*resume)(struct job *))
{
	job->resume_ms = job_now_ms() + delay_ms;
	job->resume = resume;
}

void job_news(struct net *net, const struct action *action)
{
	net->news = mem_grow(net->news, net->news_count + 1, sizeof(*net->news));
	net->news[net->news_count++] = *action;
}

void job_note(struct job *job, const struct http_answer *answer)
{
	job->running--;
	if (answer->server_ms)
		job->action.server_ms = answer->server_ms;
}

void job_end(struct job *job, bool ok)
{
	job->ended = true;
	job->action.ok = ok;
	job->action.elapsed_ms = job_now_ms() - job->started_ms;
}

void job_fail(struct job *job, const struct err *err)
{
	job->action.err = *err;
	job_end(job, false);
}

void job_acknowledged(void *owner, size_t tag, struct http_answer *answer)
{
	struct job *job = owner;
	struct err err;

	(void)tag;
	job_note(job, answer);
	if (answer_check(answer, &err))
		job_end(job, true);
	else
		job_fail(job, &err);
}

static struct job *first_ended(const struct net *net)
{
	struct job *job = net->jobs;

	while (job && (!job->ended || job->running))
		job = job->next;
	return job;
}

static struct job *first_with_notice(const struct net *net)
{
	struct job *job = net->jobs;

	while (job && !job->has_notice)
		job = job->next;
	return job;
}

static size_t deliver_notices(struct net *net)
{
	struct job *job;
	size_t delivered = 0;

	for (; delivered < net->news_count; delivered++) {
		struct action news = net->news[delivered];

		net->deliver(net->context, &news);
	}
	net->news_count = 0;
	while ((job = first_with_notice(net))) {
		struct action notice = job->notice;

		job->has_notice = false;
		net->deliver(net->context, &notice);
		delivered++;
	}
	return delivered;
}

/* Searches the list from its beginning each time, because the receiver may start and cancel
 * jobs.  Returns how many it delivered. */
static size_t deliver_ended(struct net *net)
{
	struct job *job;
	size_t delivered = deliver_notices(net);

	while ((job = first_ended(net))) {
		struct action action = job->action;

		unlink_job(job);
		if (job->take) {
			job->take(job);
			job->drop(job);
			continue;
		}
		job->drop(job);
		net->deliver(net->context, &action);
		delivered++;
	}
	return delivered;
}

void net_cancel(struct net *net, uint32_t request)
{
	struct job **link = &net->jobs;

	while (*link) {
		struct job *job = *link;

		if (job->request == request)
			abandon(job);
		else
			link = &job->next;
	}
	job_line_is_free(net);
}

/* A look at the nodes does not count, because nobody asked for it. */
bool net_idle(const struct net *net)
{
	for (const struct job *job = net->jobs; job; job = job->next)
		if (job->request)
			return false;
	return !net->news_count;
}

static struct job *first_to_resume(const struct net *net)
{
	struct job *first = NULL;

	for (struct job *job = net->jobs; job; job = job->next)
		if (job->resume_ms && (!first || job->resume_ms < first->resume_ms))
			first = job;
	return first;
}

static void resume_due(struct net *net)
{
	struct job *job;

	while ((job = first_to_resume(net)) && job->resume_ms <= job_now_ms()) {
		job->resume_ms = 0;
		job->resume(job);
	}
}

/* Shortens the wait to the time when the first job goes on. */
static int shorten(const struct net *net, int timeout_ms)
{
	const struct job *job = first_to_resume(net);
	int64_t left = job ? job->resume_ms - job_now_ms() : 0;

	if (!job || (timeout_ms >= 0 && timeout_ms <= left))
		return timeout_ms;
	return left > 0 ? (int)left : 0;
}

/* When something has already ended it is delivered without waiting, but fds are still looked at. */
void net_wait(struct net *net, struct curl_waitfd *fds, unsigned count, int timeout_ms)
{
	http_finish(net->http);

	bool ready = deliver_ended(net) > 0;

	http_wait(net->http, fds, count, ready ? 0 : shorten(net, timeout_ms));
	resume_due(net);
	http_finish(net->http);
	deliver_ended(net);
}

void net_wake(struct net *net)
{
	http_wake(net->http);
}

void net_set_timeouts(struct net *net, long connect_ms, long total_ms)
{
	http_set_timeouts(net->http, connect_ms, total_ms);
}
