#include "wallet/model/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/flow/handover.h"
#include "wallet/flow/key_open.h"
#include "wallet/flow/mint_evidence.h"
#include "wallet/flow/refresh.h"
#include "wallet/flow/resume.h"
#include "wallet/flow/session.h"
#include "wallet/flow/wallets.h"

#define LOCK_AFTER_MS (5 * 60 * INT64_C(1000))

typedef bool part_update(struct model *model, struct action *action, struct effects *effects);
typedef void part_step(struct model *model, struct effects *effects);

/* Each takes the actions that are its own; the first to take one ends the round. */
static part_update *const parts[] = {
	flow_batch_update, session_update, handover_update, wallets_update, task_update, flow_key_admin_update, flow_x402_update,
	refresh_update, key_open_update, flow_topup_update, flow_stake_update, flow_single_update, flow_tx_update,
	tx_watch_update, flow_mint_update, flow_probe_update,
};

/* What follows from the new state, whatever the action was. */
static part_step *const steps[] = {
	flow_tx_step, flow_stake_step, flow_single_step, tx_watch_step, resume_step, flow_mint_step, flow_batch_step, flow_key_admin_step,
	flow_x402_step, flow_topup_step, flow_probe_step, handover_step, refresh_step, session_step,
};

void model_init(struct model *model, const struct network *network, uint64_t random_seed)
{
	*model = (struct model){
		.network = *network,
		.random = random_seed,
		.next_request = 1,
		.lock_after_ms = LOCK_AFTER_MS,
		.max_tip = { TOKEN_ETH, u256_from_u64(TX_TIP_MOST) },
	};
}

void model_free(struct model *model)
{
	key_open_hide(model);
	asked_drop(model);
	review_forget_agreed(model);
	mnemonic_free(model->mnemonic);
	passphrase_free(model->wallet_password);
	passphrase_free(model->wallet_mnemonic_password);
	task_forget(model);
	free(model->handover.output);
	flow_tx_reset(&model->tx);
	tx_numbers_free(&model->numbers);
	flow_mint_reset(&model->mint);
	flow_batch_free(&model->batch);
	flow_x402_reset(&model->x402);
	accounts_free(&model->accounts);
	key_list_free(&model->keys);
	key_list_free(&model->listed);
	journal_free(&model->journal);
	log_entries_free(&model->log);
	free(model->balances);
	free(model->errands.items);
	key_open_forget_checks(model);
	*model = (struct model){ 0 };
}

/* "The server" is Venice, whose tokens expire by its clock: a node's may differ. */
static void learn_clock(struct model *model, const struct action *action)
{
	if (action->server_ms <= 0 || !action_is_from_venice(action->type))
		return;
	model->server_offset_ms = action->server_ms - action->now_ms;
	model->server_clock_known = true;
}

static bool is_of_the_network(enum err_code code)
{
	static const enum err_code codes[] = {
		ERR_UNREACHABLE, ERR_TIMEOUT, ERR_CONNECTION_CUT, ERR_TLS, ERR_INSECURE_URL, ERR_BAD_ANSWER, ERR_WEB_PAGE,
		ERR_PROXY_UNREACHABLE, ERR_PROXY_CREDENTIALS, ERR_PROXY_REFUSED, ERR_PROXY_FAILED, ERR_CERTIFICATES,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* A refusal is an answer, too; what failed here says nothing of the server. */
static void learn_api_health(struct model *model, const struct action *action)
{
	int status = action->err.status;

	if (!action_is_from_venice(action->type) || (!action->ok && !status && !is_of_the_network(action->err.code)))
		return;
	model->api = (struct health){
		.known = true, .ok = action->ok || (status >= 400 && status < 500),
		.latency_ms = action->elapsed_ms, .checked_ms = action->now_ms, .err = action->err,
	};
}

static void quit(struct model *model, struct effects *effects)
{
	model->quitting = true;
	handover_clear_clipboard(model, effects);
	effects_add(effects, EFFECT_QUIT, 0);
}

static bool take_general(struct model *model, const struct action *action, struct effects *effects)
{
	if (action->type == ACTION_QUIT) {
		quit(model, effects);
		return true;
	}
	if (action->type == ACTION_NODE_WAITS)	/* its request goes on, and no flow need know */
		return true;
	if (action->type == ACTION_DISMISS) {
		model->error.code = ERR_NONE;
		return true;
	}
	return false;
}

/* A yes is used up by what it signs, and is none any more once something else is wished for. */
static void note_agreement(struct model *model, const struct action *action, struct effects *effects)
{
	enum action_type type = action->type;

	if (type == ACTION_CONFIRM && review_agree(model))
		log_watch_agreed(model, effects);
	else if (type == ACTION_CONFIRM)
		return;
	else if (action_is_result(type) ? action_uses_agreed(type) : !action_keeps_agreed(type))
		review_forget_agreed(model);
}

void model_update(struct model *model, struct action *action, struct effects *effects)
{
	size_t first = effects->count;
	bool taken;

	model->now_ms = action->now_ms;
	errand_take(model, action);
	learn_clock(model, action);
	learn_api_health(model, action);
	note_agreement(model, action, effects);
	taken = asked_update(model, action, effects) || take_general(model, action, effects);
	for (size_t i = 0; i < ARRAY_LENGTH(parts) && !taken; i++)
		taken = parts[i](model, action, effects);
	if (action->corrected)
		model_say(model, false, "The password fitted only without the blanks at its end");
	log_watch_take(model, action, effects);
	log_watch_look(model, effects);		/* a step may begin the next transaction at once */
	for (size_t i = 0; i < ARRAY_LENGTH(steps); i++)
		steps[i](model, effects);
	log_watch_look(model, effects);
	errand_note(model, effects, first);
}

static int64_t sooner(int64_t a, int64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

/* When the token runs out, on the local clock. */
static int64_t token_deadline(const struct model *model)
{
	bool waits = (model->mint.state == MINT_TOKEN || model->mint.state == MINT_REVIEW) && model->mint.token;

	return waits ? model->mint.token_ends_ms - model->server_offset_ms : 0;
}

int64_t model_deadline(const struct model *model)
{
	int64_t at = flow_tx_deadline(&model->tx);

	at = sooner(at, model->watch.poll_at_ms);
	at = sooner(at, flow_mint_deadline(&model->mint));
	at = sooner(at, flow_batch_deadline(&model->batch));
	at = sooner(at, flow_topup_deadline(&model->topup));
	at = sooner(at, flow_x402_deadline(&model->x402));
	at = sooner(at, token_deadline(model));
	at = sooner(at, model->handover.clipboard_clear_ms);
	at = sooner(at, refresh_deadline(model));
	return sooner(at, session_deadline(model));
}

bool model_counts_down(const struct model *model)
{
	return model->unlocked || model->mint.token || model->mint.state == MINT_BACKOFF || model->accounts.count > 0;
}

enum want model_want(const struct model *model)
{
	if (asked_waits(model))
		return WANT_CONSENT;
	if (model->mnemonic)
		return WANT_WORDS;
	if (model->want_password && !flow_batch_unlocks(model))	/* wished for while a review waits */
		return WANT_PASSWORD;
	if (model->tx.state == TX_REVIEW)
		return WANT_REVIEW;
	if (model->mint.state == MINT_REVIEW)
		return WANT_CHALLENGE;
	if (model->probe.state == PROBE_REVIEW)
		return WANT_PROBE;
	if (model->topup.state == TOPUP_REVIEW)
		return WANT_PAYMENT;
	if (flow_batch_unlocks(model))
		return WANT_NOTHING;
	if (model->tx.state == TX_UNLOCK || model->mint.state == MINT_UNLOCK || model->topup.state == TOPUP_UNLOCK)
		return WANT_PASSWORD;
	return WANT_NOTHING;
}

bool model_busy(const struct model *model)
{
	bool asking = model->tx.state == TX_REVIEW || model->tx.state == TX_UNLOCK || model->mint.state == MINT_UNLOCK ||
		      model->mint.state == MINT_REVIEW || model->topup.state == TOPUP_REVIEW ||
		      model->topup.state == TOPUP_UNLOCK;

	if (model->unlock_request || model->wallet_request || model->task.request || model->key_request || model->faucet_request ||
	    model->handover.request ||
	    (flow_batch_running(&model->batch) && model_want(model) == WANT_NOTHING && model->mint.state != MINT_UNSEALED))
		return true;
	if (model->probe.state == PROBE_PRICING || model->probe.state == PROBE_CALLING)
		return true;
	return !asking && (model_transacting(model) || flow_mint_running(&model->mint) ||
			   (flow_key_admin_running(&model->key_admin) && model->key_admin.state != KEY_ADMIN_UNLOCK) ||
			   model->x402.state >= X402_ASKING || flow_topup_running(&model->topup));
}

bool model_transacting(const struct model *model)
{
	return flow_tx_running(&model->tx) || flow_stake_running(&model->stake) || flow_single_running(&model->single);
}

const struct account *model_account(const struct model *model)
{
	return model->selected < model->accounts.count ? &model->accounts.items[model->selected] : NULL;
}

const struct balances *model_balances(const struct model *model)
{
	const struct balances *balances = model_account(model) ? &model->balances[model->selected] : NULL;

	return balances && balances->known ? balances : NULL;
}

const struct key_info *model_key(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->keys.count; i++) {
		if (strcmp(model->keys.items[i].id, id) == 0)
			return &model->keys.items[i];
	}
	return NULL;
}

const struct key_check *model_check(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->check_count; i++) {
		if (strcmp(model->checks[i].id, id) == 0)
			return &model->checks[i];
	}
	return NULL;
}

int64_t model_server_now(const struct model *model)
{
	return model->now_ms + model->server_offset_ms;
}

uint32_t model_request(struct model *model)
{
	if (model->next_request == 0)	/* 0 means none */
		model->next_request = 1;
	return model->next_request++;
}

void model_say(struct model *model, bool is_error, const char *fmt, ...)
{
	struct message *message = &model->messages[model->message_count++ % MESSAGE_HISTORY];
	char text[MESSAGE_SIZE];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	message->time_ms = model->now_ms;
	message->is_error = is_error;
	text_sanitise(message->text, sizeof(message->text), text, strlen(text));
}

void model_fail(struct model *model, const struct err *err)
{
	/* There is one, but for what keeps it from being read. */
	if (err->code == ERR_NO_WALLET && model->unread.code != ERR_NONE)
		err = &model->unread;
	model_say(model, err->code != ERR_CANCELLED, "%s", err->msg);
	model->error_of = ERROR_OF_OTHER;
	model->error_ms = model->now_ms;
	if (err->code != ERR_CANCELLED)
		model->error = *err;
}

bool model_unlocked_for(const struct model *model, struct address address)
{
	return model->unlocked && address_equal(model->unlocked_address, address);
}
