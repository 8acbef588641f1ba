/* A wallet's prepaid credit at Venice.  No key is needed: the wallet signs in itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/x402.h"
#include "wallet/base/mem.h"

#define SIGN_IN "SIGN-IN-WITH-X: "
#define PAYMENT "PAYMENT-SIGNATURE: "
#define SETTLED "PAYMENT-RESPONSE"

struct x402_job {
	struct job job;
	struct address address;
	unsigned offset;
};

static void drop(struct job *job)
{
	free(job);
}

/* Every answer's end begins with this.  The limits of these paths do not say how long they last.
 * Most answers have the error budget's header, which counts only if the words say so too. */
static void note(struct x402_job *x402, struct http_answer *answer)
{
	job_note(&x402->job, answer);
	if (!answer->error_budget || strstr(answer->body, err_info(ERR_ERROR_BUDGET)->match))
		return;
	answer->error_budget = false;
	answer->retry_after = 0;
}

/* Asks in the name of the wallet that signed in. curl must not send it twice, because a sign-in
 * is valid once. */
static void ask(struct x402_job *x402, const char *path, const char *sign_in, http_done *done)
{
	struct http_request asked = { .max = JOB_VENICE_MAX, .once = true };
	struct buf header;
	struct err err;

	buf_init(&header, 0);
	buf_add_format(&header, SIGN_IN "%s", sign_in);
	asked.header = buf_string(&header);
	if (!job_ask(&x402->job, path, asked, done, &err))
		job_fail(&x402->job, &err);
	buf_free(&header);
}

/* On these paths a 401 is about the sign-in, whatever its words, and a demand for payment means
 * that the server saw no sign-in. */
static void judge_refusal(struct err *err, const struct http_answer *answer)
{
	struct json_object *body = NULL;
	struct err words = *err, not_json;

	if (err->code == ERR_AUTHENTICATION_FAILED) {
		(void)err_set(err, ERR_SIGN_IN_REFUSED, "%s", words.msg);
	} else if (answer->whole && answer->status == 402 && json_read(&body, answer->body, answer->len, &not_json) &&
		   x402_is_discovery(body)) {
		(void)err_set(err, ERR_SIGN_IN_MISSING, "Venice asks for a sign-in, which was sent with the request");
	}
	err->status = words.status;
	json_object_put(body);
}

static void fail(struct x402_job *x402, struct err *err, const struct http_answer *answer)
{
	judge_refusal(err, answer);
	job_fail(&x402->job, err);
}

static void balance_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct x402_job *x402 = owner;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	note(x402, answer);
	if (answer_read(&body, answer, &err) && x402_balance(&x402->job.action.x402_balance, body, x402->address, &err))
		job_end(&x402->job, true);
	else
		fail(x402, &err, answer);
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
	note(x402, answer);
	if (answer_read(&body, answer, &err) && x402_ledger(ledger, body, x402->address, &err)) {
		ledger->offset = x402->offset;
		job_end(&x402->job, true);
	} else {
		fail(x402, &err, answer);
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

/* The refusal is the answer that was asked for. */
static void offer_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct x402_job *x402 = owner;
	struct x402_offers *offers = mem_new(1, sizeof(*offers));
	struct json_object *body = NULL;
	struct err err;
	bool ok;

	(void)tag;
	note(x402, answer);
	x402->job.action.x402_offers = offers;
	if (answer->whole && answer->status == 402)
		ok = json_read(&body, answer->body, answer->len, &err) && x402_offers(offers, body, &err);
	else if (answer_check(answer, &err))
		ok = err_set(&err, ERR_BAD_ANSWER, "The server asks for no payment");
	else
		ok = false;
	if (ok)
		job_end(&x402->job, true);
	else
		job_fail(&x402->job, &err);
	json_object_put(body);
}

static void top_up(struct x402_job *x402, struct http_request asked, http_done *done)
{
	struct buf body;
	struct err err;

	buf_init(&body, 0);
	buf_add_string(&body, "{}");
	asked.post = &body;
	asked.max = JOB_VENICE_MAX;
	if (!job_ask(&x402->job, X402_TOP_UP_PATH, asked, done, &err))
		job_fail(&x402->job, &err);
	buf_free(&body);
}

void net_x402_offer(struct net *net, uint32_t request)
{
	struct x402_job *x402 = job_new(net, sizeof(*x402), request, ACTION_X402_OFFERED, drop);

	top_up(x402, (struct http_request){ .post = NULL }, offer_done);
}

/* In answer to a payment, a 402 without a code is x402's own way to refuse it; one with a code
 * says what became of the payment.  The header may say more. */
static void refused(struct err *err, const struct http_answer *answer)
{
	struct err words = *err;
	char reason[X402_REASON_SIZE];

	if (!answer->whole)
		return;
	x402_reason(reason, answer->header[0]);
	if (err->code == ERR_INSUFFICIENT_BALANCE || err->code == ERR_NO_CREDENTIALS)
		(void)err_set(err, ERR_X402_PAYMENT, "The payment was answered with another demand for it");
	else if (*reason)
		(void)err_set(err, err->code, "%s (%s)", words.msg, reason);
	err->status = words.status;
	err->retry_after = words.retry_after;
}

static void paid_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct x402_job *x402 = owner;
	struct action *action = &x402->job.action;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	note(x402, answer);
	if (answer_read(&body, answer, &err) &&
	    x402_receipt(&action->x402_paid.receipt, body, answer->header[0], x402->address, &err)) {
		job_end(&x402->job, true);
	} else {
		refused(&err, answer);
		action->x402_paid.sent = answer->sent;
		job_fail(&x402->job, &err);
	}
	json_object_put(body);
}

void net_x402_pay(struct net *net, uint32_t request, struct address address, const char *payment)
{
	struct x402_job *x402 = job_new(net, sizeof(*x402), request, ACTION_X402_PAID, drop);
	struct buf header;

	x402->address = address;
	buf_init(&header, 0);
	buf_add_format(&header, PAYMENT "%s", payment);
	top_up(x402, (struct http_request){ .header = buf_string(&header), .wanted = { SETTLED }, .once = true },
	       paid_done);
	buf_free(&header);
}
