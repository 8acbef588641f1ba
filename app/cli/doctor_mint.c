/* doctor --mint: goes through a mint up to its last step, and says what that shows. */
#include <stdio.h>
#include <string.h>

#include "app/cli/doctor.h"
#include "app/cli/headless.h"
#include "app/cli/prompt.h"
#include "app/cli/value.h"
#include "keystore/log_file.h"
#include "wallet/base/text.h"
#include "wallet/flow/mint_report.h"

static bool goes_on(const struct model *model)
{
	return (flow_mint_running(&model->mint) && model->mint.state != MINT_BACKOFF) || model->mint.evidence.request;
}

/* True while the mint needs no password. */
static bool goes_on_alone(const struct model *model)
{
	return goes_on(model) && model->mint.state != MINT_UNLOCK && model->mint.state != MINT_REVIEW;
}

/* The signature is left out without a password, or without a yes to a challenge. */
static bool may_sign(const struct app *app, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	bool asks = mint->is_challenge && !(app->settings.yes && challenge_is_published(mint->token));

	return prompt_possible() || (app->password && !asks);
}

static bool rehearse(struct headless *headless, struct err *err)
{
	struct loop *loop = &headless->loop;

	loop_do(loop, ACTION_REHEARSE);
	if (!headless_run(headless, goes_on_alone, err))
		return false;
	if (goes_on(loop->model) && !may_sign(headless->app, loop->model))
		loop_do(loop, ACTION_CANCEL);
	return headless_run(headless, goes_on, err);
}

static struct json_object *value_signature(const struct mint_evidence *evidence)
{
	return evidence->has_signature ? value_address(evidence->recovered) : NULL;
}

static struct json_object *value_hash(const struct mint_evidence *evidence)
{
	return evidence->has_text ? value_hex(evidence->text_hash, sizeof(evidence->text_hash)) : NULL;
}

/* Says how a mint would have ended.  The command itself succeeds when it can say that. */
static enum err_code verdict(const struct flow_mint *flow)
{
	bool unstaked = flow->evidence.has_svvv && amount_is_zero(flow->evidence.svvv);

	return flow->err.code == ERR_NONE && unstaked ? ERR_NO_STAKE : flow->err.code;
}

static void say(struct output *output, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char cause[MINT_REPORT_CAUSE];
	struct buf text;

	buf_init(&text, 0);
	mint_report(&text, model);
	mint_report_cause(cause, model);
	output_add(output, "code", json_object_new_string(err_info(verdict(&model->mint))->name));
	output_add(output, "cause", json_object_new_string(cause));
	output_add(output, "wallet", value_address(model->mint.account.address));
	output_add(output, "tokenHeader", value_text(evidence->header));
	output_add(output, "tokenClaims", value_text(evidence->claims));
	output_add(output, "tokenHash", value_hash(evidence));
	output_add(output, "recovered", value_signature(evidence));
	output_add(output, "svvv", evidence->has_svvv ? value_amount(evidence->svvv) : NULL);
	output_add(output, "block", evidence->has_svvv ? json_object_new_int64((int64_t)evidence->svvv_block) : NULL);
	output_add(output, "clockOffsetSeconds", model->server_clock_known
		   ? json_object_new_int64(model->server_offset_ms / 1000) : NULL);
	output_add(output, "report", json_object_new_string(buf_string(&text)));
	output_text(output, "%s", buf_string(&text));
	buf_free(&text);
}

/* Finds the log's report of this wallet's last mint that failed. */
static const struct log_entry *last_failure(const struct log_entries *log, struct address wallet)
{
	for (size_t i = log->count; i-- > 0;)
		if (log->items[i].report && strcmp(log->items[i].event, "agreed") != 0 &&
		    address_equal(log->items[i].address, wallet))
			return &log->items[i];
	return NULL;
}

static struct json_object *value_last(const struct log_entry *last, const char *when)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "time", json_object_new_string(when));
	json_object_object_add(value, "code", json_object_new_string(last->code));
	json_object_object_add(value, "report", json_object_new_string(last->report));
	return value;
}

static void say_last(struct output *output, const struct log_entry *last)
{
	char when[TEXT_TIME_SIZE];

	if (!last) {
		output_add(output, "lastFailure", NULL);
		return;
	}
	text_time(when, last->time_ms);
	output_add(output, "lastFailure", value_last(last, when));
	output_text(output, "\nThe last mint of this wallet that failed, at %s:\n\n%s", when, last->report);
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	struct app *app = headless->app;
	struct log_entries log = { 0 };
	struct err ignored;
	bool ok;

	(void)context;
	(void)!log_file_read(&log, &app->home, &ignored);	/* before this run adds to it */
	ok = headless_select(headless, NULL, err) && rehearse(headless, err);
	if (ok) {
		say(&app->output, headless->loop.model);
		say_last(&app->output, last_failure(&log, headless->loop.model->mint.account.address));
	}
	log_entries_free(&log);
	return ok;
}

bool doctor_mint(struct app *app, struct err *err)
{
	return headless_with(app, run, NULL, err);
}
