/*
 * job: a request, from the call of net.h to its one action.  Only the files behind net.h use this.
 */
#ifndef NET_JOB_H
#define NET_JOB_H

#include "net/http.h"
#include "net/net.h"
#include "net/node.h"

#define JOB_VENICE_MAX ((size_t)1 << 20)	/* bytes of an answer */
#define JOB_RPC_MAX ((size_t)16 << 20)

/* A transaction, and how often its sending was answered; 0: there is none. */
struct sent_tx {
	uint8_t hash[KECCAK_SIZE];
	unsigned answers;
};

struct net {
	struct http *http;
	struct network network;
	net_deliver *deliver;
	void *context;
	struct job *jobs;	/* those that have not delivered yet */
	struct nodes nodes;
	struct action *news;	/* owned; actions about the nodes, which are delivered first */
	size_t news_count;
	int64_t looked_ms;	/* when the nodes were last looked at, by job_now_ms; 0: never */
	size_t looks;		/* looks that are still going on */
	struct apikey *rpc_key;	/* owned; what Venice's RPC is asked with; NULL while that is closed */
	struct err rpc_closed;	/* why it is */
	bool rpc_holds;		/* questions to it wait for the key */
	struct sent_tx sent[8];	/* ring; what was sent through it and was answered */
	size_t sent_next;
	bool names_wallet;	/* the API must know the wallet before it gives a text to sign */
};

/* The first member of every kind of job. */
struct job {
	struct job *next;
	struct net *net;
	uint32_t request;
	int64_t started_ms;
	size_t running;		/* exchanges in flight */
	int64_t resume_ms;	/* the job waits until then, by job_now_ms; 0: it does not */
	void (*resume)(struct job *);
	bool has_notice;	/* a NODE_WAITS is ready, which is delivered first */
	struct action notice;
	bool ended;		/* the action is ready to be delivered */
	struct action action;
	void (*take)(struct job *);	/* takes the result when net itself asked; then nothing is delivered */
	void (*drop)(struct job *);	/* frees the job, but nothing that its action owns */
	void (*discard)(struct job *);	/* frees what the action owns; NULL: nothing */
};

int64_t job_now_ms(void);	/* a clock that nobody sets */

/* Makes a zeroed job of `size` bytes on net's list. */
void *job_new(struct net *net, size_t size, uint32_t request, enum action_type type, void (*drop)(struct job *));

/* Starts an exchange of this job, which is the owner that `done` gets. */
MUST_USE bool job_start(struct job *job, const struct http_request *request, http_done *done, size_t tag,
			struct err *err);

/* Does the same below the API URL, and fills in request.url. */
MUST_USE bool job_ask(struct job *job, const char *path, struct http_request request, http_done *done,
		      struct err *err);

/* Makes the job wait: net_wait calls `resume` after delay_ms.  An action says what it waits for. */
void job_wait(struct job *job, int64_t delay_ms, const char *why, void (*resume)(struct job *));

/* Does the same without an action.  The job may also go on earlier. */
void job_hold(struct job *job, int64_t delay_ms, void (*resume)(struct job *));

/* An exchange has ended or was given up: chain jobs that waited for their turn go on. */
void job_line_is_free(struct net *net);

/* Has something about a node delivered soon.  Takes the action over. */
void job_news(struct net *net, const struct action *action);

/* Every exchange's end begins with this. */
void job_note(struct job *job, const struct http_answer *answer);

/* The action is complete, and net_wait will deliver it. */
void job_end(struct job *job, bool ok);
void job_fail(struct job *job, const struct err *err);

/* Ends a job whose answer says only that it was done. owner is the job. */
void job_acknowledged(void *owner, size_t tag, struct http_answer *answer);

#endif
