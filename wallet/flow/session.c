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
	const struct key_info *key;

	if (model->tx.state == TX_UNLOCK)
		return find(model, model->tx.account.address);
	if (model->mint.state == MINT_UNLOCK)
		return find(model, model->mint.account.address);
	if (model->topup.state == TOPUP_UNLOCK)
		return find(model, model->topup.account.address);
	if (!model->want_password)
		return NULL;
	if (flow_mint_seal_waits(model))
		return find(model, model->mint.account.address);
	key = model->after_unlock ? model_key(model, model->after_unlock_key) : NULL;
	return key ? find(model, key->address) : model_account(model);
}

static bool mint_uses_key(enum mint_state state)
{
	return state == MINT_SIGNING || state == MINT_JOURNALLING || state == MINT_POSTING ||
	       state == MINT_SEALING || state == MINT_UNSEALED || state == MINT_CONFIRMING || state == MINT_CHECKING;
}

/* A key that is being signed with, or whose answer must be sealed, stays open. */
static bool in_use(const struct model *model)
{
	bool mint = mint_uses_key(model->mint.state) && model_unlocked_for(model, model->mint.account.address);
	bool tx = model->tx.state == TX_SIGNING && model_unlocked_for(model, model->tx.account.address);
	bool topup = model->topup.state == TOPUP_SIGNING && model_unlocked_for(model, model->topup.account.address);

	return mint || tx || topup;
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
	if (model->unlock_request)
		effects_add(effects, EFFECT_CANCEL, model->unlock_request);
	model->unlock_request = 0;
}

/* What is still being opened would come after the lock, so it is dropped. */
static void lock(struct model *model, struct effects *effects)
{
	stop_unlocking(model, effects);
	asked_drop(model);
	flow_batch_lock(model);
	effects_add(effects, EFFECT_LOCK, 0);
	model->locks++;
	note_locked(model);
}

void session_lock(struct model *model, struct effects *effects)
{
	if (in_use(model))
		model->lock_at_ms = 0;
	else
		lock(model, effects);
}

static void lock_soon(struct model *model, struct effects *effects)
{
	stop_unlocking(model, effects);
	model->lock_at_ms = 0;
	if (model->unlocked && in_use(model))
		model_say(model, true, "The wallet is in use for a moment; it locks right after");
}

static void unlock(struct model *model, struct action *action, struct effects *effects)
{
	const struct account *account = session_wanted(model);
	struct effect *effect;

	if (!account)
		account = model_account(model);
	if (!account || model->unlock_request)
		return;
	if (model->unlocked && in_use(model)) {
		model_say(model, true, "The open wallet is in use for a moment; unlock this one after that");
		return;
	}
	model->want_password = true;
	model->unlock_err.code = ERR_NONE;
	if (account->kind == ACCOUNT_WATCH) {
		(void)err_set(&model->unlock_err, ERR_WATCH_ONLY, "This wallet is watch-only: there is nothing to unlock");
		return;
	}
	model->unlock_request = model_request(model);
	effect = effects_add(effects, EFFECT_UNLOCK, model->unlock_request);
	effect->unlock.account = *account;
	effect->unlock.password = action->password;
	action->password = NULL;
	model->unlock_account = *account;
	note_locked(model);
}

/* The key says whose it is, where the file did not. */
static void learn_address(struct model *model, struct address address)
{
	if (account_has_address(&model->unlock_account))
		return;
	model->unlock_account.address = address;
	for (size_t i = 0; i < model->accounts.count; i++)
		if (account_same_file(&model->accounts.items[i], &model->unlock_account))
			model->accounts.items[i].address = address;
	if (!model->headless)
		model->balances_next_ms = model->now_ms;
}

static void take_unlocked(struct model *model, const struct action *action, struct effects *effects)
{
	enum action_type wish = model->after_unlock;

	model->unlock_request = 0;
	if (!action->ok) {
		model->unlock_err = action->err;
		return;
	}
	learn_address(model, action->unlocked);
	model->unlocked = true;
	model->unlocked_address = model->unlock_account.address;
	model->want_password = false;
	model->unlock_err.code = ERR_NONE;
	model->after_unlock = ACTION_NONE;
	model->lock_at_ms = model->now_ms + model->lock_after_ms;
	if (wish != ACTION_NONE)
		key_open_run(model, wish, model->after_unlock_key, effects);
}

/* Closing the password prompt, where that is what is open; what waited for it
 * decides for itself. */
static bool cancel(struct model *model, struct effects *effects)
{
	bool wanted = model->want_password;

	if (model_want(model) != WANT_PASSWORD)
		return false;
	stop_unlocking(model, effects);
	model->want_password = false;
	model->after_unlock = ACTION_NONE;
	model->unlock_err.code = ERR_NONE;
	return wanted && model->tx.state != TX_UNLOCK && model->mint.state != MINT_UNLOCK &&
	       model->topup.state != TOPUP_UNLOCK;
}

static bool lacks_address(struct model *model)
{
	const struct account *account = model_account(model);

	if (!account || account_has_address(account))
		return false;
	model->want_password = true;
	model_say(model, true, "Unlock %s first: its file does not say its address", account->name);
	return true;
}

bool session_update(struct model *model, struct action *action, struct effects *effects)
{
	if (model->unlocked && model->lock_at_ms && !action_is_result(action->type))
		model->lock_at_ms = model->now_ms + model->lock_after_ms;
	if (action_needs_address(action->type) && lacks_address(model))
		return true;
	switch (action->type) {
	case ACTION_PASSWORD:
		unlock(model, action, effects);
		return true;
	case ACTION_UNLOCKED:
		if (action->request == model->unlock_request)
			take_unlocked(model, action, effects);
		return true;
	case ACTION_LOCK:
		lock_soon(model, effects);
		return true;
	case ACTION_CANCEL:
		return cancel(model, effects);
	default:
		return false;
	}
}

/* A batch that works by itself counts as somebody there, unless the lock was asked for. */
static bool stays_open(const struct model *model)
{
	bool working = flow_batch_running(&model->batch) && model_want(model) == WANT_NOTHING;

	return in_use(model) || (working && model->lock_at_ms);
}

void session_step(struct model *model, struct effects *effects)
{
	if (!model->unlocked || model->headless || model->now_ms < model->lock_at_ms || stays_open(model))
		return;
	lock(model, effects);
	model_say(model, false, "Locked");
}

int64_t session_deadline(const struct model *model)
{
	bool ticking = model->unlocked && !model->headless && !stays_open(model);

	return ticking ? model->lock_at_ms : 0;
}
