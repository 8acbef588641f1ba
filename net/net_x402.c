/* A wallet's prepaid credit at Venice.  There is no key: the wallet signs itself in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/x402.h"

#define SIGN_IN "SIGN-IN-WITH-X: "

struct x402_job {
	struct job job;
	struct address address;
	unsigned offset;
};

static void drop(struct job *job)
{
	free(job);
}

/* Asks in the name of the wallet that signed in. */
static void ask(struct x402_job *x402, const char *path, const char *sign_in, http_done *done)
{
	struct http_request asked = { .max = JOB_VENICE_MAX };
	struct buf header;
	struct err err;

	buf_init(&header, 0);
	buf_add_format(&header, SIGN_IN "%s", sign_in);
	asked.header = buf_string(&header);
	if (!job_ask(&x402->job, path, asked, done, &err))
		job_fail(&x402->job, &err);
	buf_free(&header);
}

static void balance_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct x402_job *x402 = owner;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&x402->job, answer);
	if (answer_read(&body, answer, &err) && x402_balance(&x402->job.action.x402_balance, body, x402->address, &err))
		job_end(&x402->job, true);
	else
		job_fail(&x402->job, &err);
	json_object_put(body);
}

void net_x402_balance(struct net *net, uint32_t request, struct address address, const char *sign_in)
{
	struct x402_job *x402 = job_new(net, sizeof(*x402), request, ACTION_X402_BALANCE_GOT, drop);
	char path[sizeof(X402_BALANCE) + ADDRESS_TEXT_SIZE] = X402_BALANCE;

	x402->address = address;
	address_format(path + strlen(path), address);
	ask(x402, path, sign_in, balance_done);
}

static void ledger_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct x402_job *x402 = owner;
	struct x402_ledger *ledger = &x402->job.action.x402_ledger;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&x402->job, answer);
	if (answer_read(&body, answer, &err) && x402_ledger(ledger, body, x402->address, &err)) {
		ledger->offset = x402->offset;
		job_end(&x402->job, true);
	} else {
		job_fail(&x402->job, &err);
	}
	json_object_put(body);
}

static void discard_ledger(struct job *job)
{
	x402_ledger_free(&job->action.x402_ledger);
}

void net_x402_ledger(struct net *net, uint32_t request, struct address address, const char *sign_in, unsigned limit,
		     unsigned offset)
{
	struct x402_job *x402 = job_new(net, sizeof(*x402), request, ACTION_X402_LEDGER_GOT, drop);
	char path[sizeof(X402_LEDGER) + ADDRESS_TEXT_SIZE + 48], text[ADDRESS_TEXT_SIZE];

	x402->address = address;
	x402->offset = offset;
	x402->job.discard = discard_ledger;
	address_format(text, address);
	snprintf(path, sizeof(path), X402_LEDGER "%s?limit=%u&offset=%u", text, limit, offset);
	ask(x402, path, sign_in, ledger_done);
}
