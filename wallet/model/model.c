#include "wallet/model/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/log_watch.h"

#define LOCK_AFTER_MS (5 * 60 * INT64_C(1000))

void model_init(struct model *model, const struct setup *setup)
{
	*model = (struct model){
		.network = *setup->network,
		.random = setup->random_seed,
		.next_request = 1,
		.readonly = setup->readonly,
		.headless = setup->headless,
		.agreed_beforehand = setup->agreed_beforehand,
		.resume_journal = setup->resume_journal,
		.tuning = setup->tuning ? *setup->tuning : (struct tuning){ LOCK_AFTER_MS, REFRESH_MS, -1 },
		.settings = setup->settings,
		.max_tip = setup->max_tip ? *setup->max_tip : (struct amount){ TOKEN_ETH, u256_from_u64(TX_TIP_MOST) },
		.fee = setup->fee ? *setup->fee : (struct fee_choice){ .speed = FEE_NORMAL },
		.look_at_words = setup->look_at_words,
		.handover = { .commands = setup->handovers, .command_count = setup->handover_count },
		.policies = setup->policies, .policy_count = setup->policy_count,
		.networks = setup->networks, .network_count = setup->network_count, .arrived = setup->arrived,
	};
	for (size_t i = 0; i < FLOW_COUNT; i++)
		model->flow_order[i] = (unsigned char)(i + 1);
	if (setup->wanted_wallet)
		snprintf(model->wanted_wallet, sizeof(model->wanted_wallet), "%s", setup->wanted_wallet);
}

unsigned model_decimals(const struct model *model, unsigned usual)
{
	return model->tuning.decimals < 0 ? usual : (unsigned)model->tuning.decimals;
}

void model_free(struct model *model)
{
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->free)
			flow_nth(model, i)->free(model);
	asked_drop(model);
	review_forget_agreed(model);
	tx_numbers_free(&model->numbers);
	accounts_free(&model->glance.first);
	accounts_free(&model->accounts);
	accounts_free(&model->book);
	key_list_free(&model->keys);
	key_list_free(&model->listed);
	journal_free(&model->journal);
	log_entries_free(&model->log);
	log_entries_free(&model->ledger);
	free(model->balances);
	free(model->errands.items);
	*model = (struct model){ 0 };
}

/* The server is Venice: tokens expire by its clock, from which a node's may differ. */
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
		ERR_UNREACHABLE,       ERR_TIMEOUT,	  ERR_CONNECTION_CUT, ERR_TLS,
		ERR_INSECURE_URL,      ERR_BAD_ANSWER,	  ERR_WEB_PAGE,	      ERR_PROXY_UNREACHABLE,
		ERR_PROXY_CREDENTIALS, ERR_PROXY_REFUSED, ERR_PROXY_FAILED,   ERR_CERTIFICATES,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* A refusal is an answer, too.  A failure on this machine says nothing about the server. */
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

void model_leave(struct model *model, struct effects *effects)
{
	model->quitting = true;
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->leaves)
			flow_nth(model, i)->leaves(model, effects);
}

/* Puts this into the messages.  A command prints it when it comes to that. */
static void tell_node_left(struct model *model, const struct action *action)
{
	char *news = model->node_news[model->node_news_count++ % NODE_NEWS];
	const char *instead = action->node_left.instead;

	snprintf(news, MESSAGE_SIZE, "%s%s%s%s", action->node_left.why, *instead ? "; " : "", instead,
		 *instead ? " is asked instead" : "");
	if (action->err.code == ERR_RPC_LOCKED && *instead)
		model_say(model, false, "Until you unlock, %s is asked in place of Venice's RPC", instead);
	else
		model_say(model, true, "%s", news);
	model_said_of(model, action->err.code);
}

static bool take_general(struct model *model, const struct action *action, struct effects *effects)
{
	if (action->type == ACTION_QUIT) {
		model_leave(model, effects);
		effects_add(effects, EFFECT_QUIT, 0);
		return true;
	}
	if (action->type == ACTION_NODE_WAITS)	/* the request goes on, and no flow need know */
		return true;
	if (action->type == ACTION_RPC_CHARGED) {
		rpc_cost_add(&model->rpc_cost, &action->rpc_cost);
		return true;
	}
	if (action->type == ACTION_NODE_LEFT) {
		tell_node_left(model, action);
		return true;
	}
	if (action->type == ACTION_DISMISS) {
		model->error.code = ERR_NONE;
		return true;
	}
	return false;
}

/* A yes is used up by what it signs.  It also ends as soon as something else is wished for. */
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

	model->now_ms = action->now_ms;
	model->updates++;
	errand_take(model, action);
	learn_clock(model, action);
	learn_api_health(model, action);
	note_agreement(model, action, effects);
	if (!asked_update(model, action, effects) && !take_general(model, action, effects))
		flows_take(model, action, effects);
	if (action->corrected)
		model_say(model, false, "The password fitted only without the blanks at its end");
	log_watch_look(model, effects);
	flows_step(model, effects);
	flow_note_reviewed(model);
	model->changes += action->type != ACTION_NONE || effects->count > first;
	log_watch_look(model, effects);
	errand_note(model, effects, first);
}

static int64_t sooner(int64_t a, int64_t b)
{
	if (!a || !b)
		return a ? a : b;
	return a < b ? a : b;
}

int64_t model_deadline(const struct model *model)
{
	int64_t at = 0;

	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->deadline)
			at = sooner(at, flow_nth(model, i)->deadline(model));
	return at;
}

bool model_counts_down(const struct model *model)
{
	return flow_any(model, FLOW_IS_COUNTING);
}

enum want model_want(const struct model *model)
{
	enum want want;

	if (asked_waits(model))
		return WANT_CONSENT;
	if (flow_showing(model, &want))
		return want;
	return flow_unlocking(model) && !flow_any(model, FLOW_IS_OPENING) ? WANT_PASSWORD : WANT_NOTHING;
}

bool model_busy(const struct model *model)
{
	return flow_any(model, FLOW_IS_BUSY);
}

bool model_transacting(const struct model *model)
{
	return flow_any(model, FLOW_IS_TRANSACTING);
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
	message->of = ERR_NONE;
	text_sanitise(message->text, sizeof(message->text), text, strlen(text));
}

void model_said_of(struct model *model, enum err_code code)
{
	model->messages[(model->message_count - 1) % MESSAGE_HISTORY].of = code;
}

bool model_tells_of(const struct model *model, enum err_code code)
{
	return model->message_count && model->messages[(model->message_count - 1) % MESSAGE_HISTORY].of == code;
}

void model_fail(struct model *model, const struct err *err)
{
	model_fail_of(model, FLOW_NONE, err);
}

void model_fail_of(struct model *model, enum flow_id flow, const struct err *err)
{
	/* There is a wallet, but it could not be read: say why. */
	if (err->code == ERR_NO_WALLET && model->unread.code != ERR_NONE)
		err = &model->unread;
	model_say(model, err->code != ERR_CANCELLED, "%s", err->msg);
	model_said_of(model, err->code);
	model->failed = flow;
	model->error_ms = model->now_ms;
	if (err->code != ERR_CANCELLED)
		model->error = *err;
}

bool model_unlocked_for(const struct model *model, struct address address)
{
	return model->unlocked && address_equal(model->unlocked_address, address);
}
