#include "wallet/flow/session.h"

#include <string.h>

#include "wallet/flow/key_open.h"
#include "wallet/model/model.h"

static const struct account *find(const struct model *model, struct address address)
{
	for (size_t i = 0; i < model->accounts.count; i++) {
		if (address_equal(model->accounts.items[i].address, address))
			return &model->accounts.items[i];
	}
	return NULL;
}

const struct account *session_wanted(const struct model *model)
{
	const struct flow_ops *unlocking = flow_unlocking(model);
	const struct key_info *key = model->after_unlock ? model_key(model, model->after_unlock_key) : NULL;

	if (unlocking)
		return find(model, flow_head(model, unlocking)->account.address);
	if (!model->want_password)
		return NULL;
	return key ? find(model, key->address) : model_account(model);
}

const char *session_reason(const struct model *model)
{
	if (model->tx.state == TX_UNLOCK)
		return "to sign the transaction";
	if (model->mint.state == MINT_UNLOCK && flow_batch_running(&model->batch))
		return model->batch.passwords.count ? "which no password so far opens, to mint its key"
						   : "to mint its key; the password is tried for the others, too";
	if (model->mint.state == MINT_UNLOCK)
		return "to sign the token";
	if (model->topup.state == TOPUP_UNLOCK)
		return "to sign the payment";
	if (model->x402.state == X402_UNLOCK)
		return "to sign in at Venice";
	if (model->after_unlock)
		return "to open its API key";
	return "until it locks itself again";
}

/* A key that signs, or that must seal an answer, stays open. */
static bool is_in_use(const struct model *model)
{
	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);
		bool uses = ops->is[FLOW_IS_USING_KEY] && ops->is[FLOW_IS_USING_KEY](model);

		if (uses && model_unlocked_for(model, flow_head(model, ops)->account.address))
			return true;
	}
	return false;
}

/* Both EFFECT_LOCK and EFFECT_UNLOCK wipe the wallet that is open. */
static void note_locked(struct model *model)
{
	model->unlocked = false;
	model->lock_at_ms = 0;
	key_open_hide(model);
}

static void stop_unlocking(struct model *model, struct effects *effects)
{
	if (model->session.request)
		effects_add(effects, EFFECT_CANCEL, model->session.request);
	model->session.request = 0;
}

/* A wallet that is still being opened would be open after the lock, so that is dropped. */
static void lock(struct model *model, struct effects *effects)
{
	stop_unlocking(model, effects);
	asked_drop(model);
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->locks)
			flow_nth(model, i)->locks(model, effects);
	effects_add(effects, EFFECT_LOCK, 0);
	model->locks++;
	note_locked(model);
}

bool session_stays_locked(const struct model *model)
{
	return !model->want_password && !model->session.request;
}

void session_lock(struct model *model, struct effects *effects)
{
	if (is_in_use(model))
		model->lock_at_ms = 0;
	else
		lock(model, effects);
}

static void lock_soon(struct model *model, struct effects *effects)
{
	stop_unlocking(model, effects);
	model->lock_at_ms = 0;
	if (model->unlocked && is_in_use(model))
		model_say(model, true, "The wallet is in use for a moment; it locks right after");
}

void session_unlock(struct model *model, struct action *action, struct effects *effects)
{
	const struct account *account = session_wanted(model);
	struct effect *effect;

	if (!account)
		account = model_account(model);
	if (!account || model->session.request)
		return;
	if (model->unlocked && is_in_use(model)) {
		model_say(model, true, "The open wallet is in use for a moment; unlock this one after that");
		return;
	}
	model->want_password = true;
	model->session.err.code = ERR_NONE;
	if (account->kind == ACCOUNT_WATCH) {
		(void)err_set(&model->session.err, ERR_WATCH_ONLY, "This wallet is watch-only: there is nothing to unlock");
		return;
	}
	model->session.request = model_request(model);
	effect = effects_add(effects, EFFECT_UNLOCK, model->session.request);
	effect->unlock.account = *account;
	effect->unlock.password = action->password;
	action->password = NULL;
	model->session.account = *account;
	note_locked(model);
}

/* The key tells its address if the file did not. */
static void learn_address(struct model *model, struct address address)
{
	if (account_has_address(&model->session.account))
		return;
	model->session.account.address = address;
	for (size_t i = 0; i < model->accounts.count; i++)
		if (account_same_file(&model->accounts.items[i], &model->session.account))
			model->accounts.items[i].address = address;
	model->accounts_changes++;
	if (!model->headless)
		model->balances_next_ms = model->now_ms;
}

/* That the wallet is locked does not hold any more, so it stands no longer. */
static void tell_opened(struct model *model)
{
	if (model_tells_of(model, ERR_RPC_LOCKED))
		model_say(model, false, "%s is unlocked", model->session.account.name);
}

static void take_unlocked(struct model *model, const struct action *action, struct effects *effects)
{
	enum action_type wish = model->after_unlock;

	model->session.request = 0;
	if (!action->ok) {
		model->session.err = action->err;
		return;
	}
	learn_address(model, action->unlocked);
	model->unlocked = true;
	model->unlocked_address = model->session.account.address;
	model->want_password = false;
	model->session.err.code = ERR_NONE;
	model->after_unlock = ACTION_NONE;
	model->lock_at_ms = model->now_ms + model->tuning.lock_after_ms;
	tell_opened(model);
	if (!model->headless && network_asks_venice(&model->network))	/* now there is a key to ask with */
		model->balances_next_ms = model->now_ms;
	if (wish != ACTION_NONE)
		key_open_run(model, wish, model->after_unlock_key, effects);
}

/* Closes the prompt.  Whatever waited for it decides for itself. */
static bool cancel(struct model *model, struct effects *effects)
{
	stop_unlocking(model, effects);
	model->want_password = false;
	model->after_unlock = ACTION_NONE;
	model->session.err.code = ERR_NONE;
	return true;
}

static bool bars(struct model *model, const struct action *action)
{
	const struct account *account = model_account(model);

	if (!action_needs_address(action->type) || !account || account_has_address(account))
		return false;
	model->want_password = true;
	model_say(model, true, "Unlock %s first: its file does not say its address", account->name);
	return true;
}


static void wish_lock(struct model *model, struct action *action, struct effects *effects)
{
	(void)action;
	lock_soon(model, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_PASSWORD, session_unlock }, { ACTION_LOCK, wish_lock },
	{ 0 },
};

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	take_unlocked(model, action, effects);
}

/* Work that goes on by itself counts as a person being there, unless the lock was asked for. */
static bool stays_open(const struct model *model)
{
	return is_in_use(model) || (model->lock_at_ms && flow_any(model, FLOW_IS_ATTENDING));
}

/* A person who does something is there, so the lock is put off; but not by whoever comes after its time, when the
 * machine wakes up. */
static void watch(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	if (model->unlocked && model->lock_at_ms && !action_is_result(action->type) &&
	    (model->now_ms < model->lock_at_ms || stays_open(model)))
		model->lock_at_ms = model->now_ms + model->tuning.lock_after_ms;
}

/* Runs last, so that everything that is about to sign with the open wallet has begun to by now. */
static void settle(struct model *model, struct effects *effects)
{
	if (!model->unlocked || model->headless || model->now_ms < model->lock_at_ms || stays_open(model))
		return;
	lock(model, effects);
	model_say(model, false, "Locked");
}

static int64_t deadline(const struct model *model)
{
	bool ticking = model->unlocked && !model->headless && !stays_open(model);

	return ticking ? model->lock_at_ms : 0;
}

/* A prompt that a person asked for comes before whatever waits. */
static enum want waits(const struct model *model)
{
	return model->want_password && !flow_any(model, FLOW_IS_OPENING) ? WANT_PASSWORD : WANT_NOTHING;
}

static bool is_busy(const struct model *model)
{
	return model->session.request;
}

static bool is_counting(const struct model *model)
{
	return model->unlocked;
}

const struct flow_ops flow_session_ops = {
	.name = "session",
	.head = offsetof(struct model, session),
	.wishes = wishes,
	.result = take_result,
	.cancel = cancel,
	.bars = bars,
	.watch = watch,
	.settle = settle,
	.is = { [FLOW_IS_BUSY] = is_busy, [FLOW_IS_COUNTING] = is_counting },
	.waits = waits,
	.asks = 2,
	.deadline = deadline,
};
