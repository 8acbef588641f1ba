/* Lets the loop run while something is worked on, says what is waited for, and asks what comes up. */
#include "app/plain/plain.h"

#include <string.h>

#include "wallet/base/text.h"

void plain_news(struct plain *plain)
{
	const struct model *model = plain->model;

	if (model->message_count - plain->told > MESSAGE_HISTORY)
		plain->told = model->message_count - MESSAGE_HISTORY;
	while (plain->told < model->message_count) {
		const struct message *message = &model->messages[plain->told++ % MESSAGE_HISTORY];

		if (model->error.code == ERR_NONE || strcmp(message->text, model->error.msg) != 0)
			plain_sentence(plain, message->text);
	}
}

static void say_wait(const struct plain *plain, const struct waiting *waiting, int64_t now_ms)
{
	char left[TEXT_SPAN_SIZE];

	if (waiting->until_ms <= now_ms) {
		plain_say(plain, "Waiting for %s. Ctrl-C stops waiting.", waiting->what);
		return;
	}
	text_duration(left, waiting->until_ms - now_ms);
	plain_say(plain, "Waiting for %s, for %s%s. Ctrl-C stops waiting.", waiting->what, waiting->is_set ? "" : "at most ", left);
}

static void end_wait(struct plain *plain, int64_t now_ms)
{
	char took[TEXT_SPAN_SIZE];

	text_duration(took, now_ms - plain->waits_since_ms);
	if (plain->wait_told)
		plain_say(plain, "The wait is over, after %s.", took);
	plain->waits_since_ms = 0;
	plain->wait_told = false;
}

/* A wait is said once, when it is a long one, and when it ends. */
static void look_at_waits(struct plain *plain)
{
	int64_t now = loop_now_ms(), first;
	struct waiting waiting;
	bool waits = waiting_now(&waiting, plain->model);

	if (plain->waits_since_ms && (!waits || !waiting_same(&waiting, &plain->waiting)))
		end_wait(plain, now);
	if (!waits)
		return;
	if (!plain->waits_since_ms)
		plain->waits_since_ms = waiting.since_ms ? waiting.since_ms : now;
	first = plain->waits_since_ms;
	plain->waiting = waiting;
	if (!plain->wait_told && waiting_is_told(&waiting, first, now)) {
		say_wait(plain, &waiting, now);
		plain->wait_told = true;
	}
	plain->loop.look_at_ms = plain->wait_told ? 0 : first + WAITING_TELL_MS;
}

/* After a transaction the next step shows only in new balances. */
static bool rereads(struct plain *plain)
{
	const struct model *model = plain->model;
	if (model_transacting(model) || model->faucet.request)
		plain->rereads = true;
	else if (!model->refresh.request)
		plain->rereads = false;
	return plain->rereads;
}

static bool works(const struct model *model)
{
	const struct account *account = model_account(model);

	if (!model->loaded)
		return true;
	if (account && account_has_address(account) && !model_balances(model) && model->refresh.request)
		return true;
	if (model->failed == FLOW_MINT && model->mint.evidence.request)
		return true;
	return model_busy(model) || model_transacting(model) || model->setting.request || model->node.request ||
	       model->task.balances_request ||
	       walkthrough_status(model, walkthrough_step(model)) == STEP_BUSY;
}

/* A failed mint is shown with what was found out about it. */
static bool asks(const struct model *model)
{
	enum want want = model_want(model);

	if (model->error.code != ERR_NONE && !(model->failed == FLOW_MINT && model->mint.evidence.request))
		return true;
	return want != WANT_NOTHING && !(want == WANT_PASSWORD && model->session.request);
}

static void stop_waiting(struct plain *plain)
{
	plain->loop.interrupted = false;
	plain->away = true;
	plain->wait_told = false;
	loop_do(&plain->loop, ACTION_CANCEL);
	plain_news(plain);
	if (works(plain->model))
		plain_say(plain, "It goes on. What comes of it is said here.");
}

static void settle(struct plain *plain)
{
	plain->loop.interrupted = false;
	while (!plain->away && (rereads(plain) || works(plain->model)) && !asks(plain->model) && !plain_ended(plain)) {
		plain_news(plain);
		look_at_waits(plain);
		loop_turn(&plain->loop);
		if (plain->loop.interrupted)
			stop_waiting(plain);
	}
	plain->loop.look_at_ms = 0;
	if (plain->waits_since_ms)
		end_wait(plain, loop_now_ms());
	plain_news(plain);
}

static bool has_minted(const struct plain *plain)
{
	const struct flow_mint *mint = &plain->model->mint;

	return mint->state == MINT_DONE && mint->minted.id[0] && strcmp(plain->key_seen, mint->minted.id) != 0;
}

/* False when there is nothing to ask. */
static bool answer(struct plain *plain)
{
	const struct model *model = plain->model;

	if (model->error.code != ERR_NONE) {
		plain_failure(plain);
		return true;
	}
	switch (model_want(model)) {
	case WANT_PASSWORD:
		plain_password(plain);
		return true;
	case WANT_WORDS:
		plain_words(plain);
		return true;
	case WANT_REVIEW:
	case WANT_CHALLENGE:
	case WANT_PROBE:
	case WANT_PAYMENT:
	case WANT_CONSENT:
		plain_review(plain);
		return true;
	case WANT_NOTHING:
		break;
	}
	if (!has_minted(plain))
		return false;
	plain_minted(plain);
	return true;
}

void plain_work(struct plain *plain)
{
	do
		settle(plain);
	while (!plain_ended(plain) && answer(plain));
}

void plain_do(struct plain *plain, enum action_type type)
{
	plain->away = false;
	loop_do(&plain->loop, type);
	plain_work(plain);
}
