/*
 * job: one request of the program's, from the call to net.h to its one action.
 * Only the files of net.h's functions use this.
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include "net/http.h"
#include "net/net.h"
#include "net/node.h"

#define JOB_VENICE_MAX ((size_t)1 << 20)	/* bytes of an answer */
#define JOB_RPC_MAX ((size_t)16 << 20)

struct net {
	struct http *http;
	struct network network;
	net_deliver *deliver;
	void *context;
	struct job *jobs;	/* all that have not delivered */
	struct nodes nodes;
	struct action *news;	/* owned; about the nodes, to be delivered before anything else */
	size_t news_count;
	int64_t looked_ms;	/* when the nodes were last looked at, by job_now_ms; 0: never */
	size_t looks;		/* of these that go on */
	bool names_wallet;	/* the API wants to know the wallet before it gives out a text to sign */
};

/* The first member of every kind of job. */
struct job {
	struct job *next;
	struct net *net;
	uint32_t request;
	int64_t started_ms;
	size_t running;		/* exchanges in flight */
	int64_t resume_ms;	/* it waits until then, by job_now_ms; 0: it does not */
	void (*resume)(struct job *);
	bool has_notice;	/* a NODE_WAITS is ready to be delivered, before anything else */
	struct action notice;
	bool ended;		/* the action is ready to be delivered */
	struct action action;
	void (*take)(struct job *);	/* who asked, where that is net itself: then nothing is delivered */
	void (*drop)(struct job *);	/* frees the job, but nothing that its action owns */
	void (*discard)(struct job *);	/* frees what the action owns; NULL: nothing */
};

int64_t job_now_ms(void);	/* a clock that nobody sets */

/* A zeroed job of `size` bytes on net's list. */
void *job_new(struct net *net, size_t size, uint32_t request, enum action_type type, void (*drop)(struct job *));

/* Starts an exchange of this job's; `done` gets the job as its owner. */
MUST_USE bool job_start(struct job *job, const struct http_request *request, http_done *done, size_t tag,
			struct err *err);

/* The same, below the API URL; request.url is filled in here. */
MUST_USE bool job_ask(struct job *job, const char *path, struct http_request request, http_done *done,
		      struct err *err);

/* Lets the job wait: `resume` is called from net_wait when delay_ms have passed.  What
 * it waits for is told. */
void job_wait(struct job *job, int64_t delay_ms, const char *why, void (*resume)(struct job *));

/* The same, but nobody need know; the job can go on before that, too. */
void job_hold(struct job *job, int64_t delay_ms, void (*resume)(struct job *));

/* Something about a node, to be delivered soon.  Takes the action over. */
void job_news(struct net *net, const struct action *action);

/* What every exchange's end begins with. */
void job_note(struct job *job, const struct http_answer *answer);

/* The action is complete: net_wait will deliver it. */
void job_end(struct job *job, bool ok);
void job_fail(struct job *job, const struct err *err);

/* For an answer that says nothing but whether it was done: ends the job so.  owner
 * is the job. */
void job_acknowledged(void *owner, size_t tag, struct http_answer *answer);

#endif
