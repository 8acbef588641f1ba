#include "app/effects.h"

#include <stdio.h>
#include <string.h>

#include "app/effects_key.h"
#include "app/effects_x402.h"
#include "app/wallet_job.h"
#include "keystore/journal.h"
#include "keystore/keystore.h"
#include "keystore/log_file.h"
#include "keystore/password_forms.h"
#include "keystore/vault.h"
#include "net/venice.h"
#include "wallet/base/mem.h"

/* Said once, by the screen. */
static void take_note(char *out, size_t size, struct home *home)
{
	if (home->notes_count)
		snprintf(out, size, "%s", home->notes[0].text);
	else if (home->repaired)
		snprintf(out, size, "The home folder was open to others; it has been closed");
	home->notes_count = 0;
	home->repaired = false;
}

/* Whatever can be read is shown, also when something else cannot. */
static bool run_load(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct keystore_rest rest = { 0 };
	size_t damaged_keys = 0;
	struct err ignored;

	(void)effect;
	result->ok = true;
	if (!keystore_look(&result->loaded.accounts, &rest, runner->home, &result->err))
		result->ok = false;
	if (!vault_list(&result->loaded.keys, &damaged_keys, runner->home, &result->err))
		result->ok = false;
	if (!journal_read(&result->loaded.journal, runner->home, &result->err))
		result->ok = false;
	if (runner->tui || result->loaded.journal.count)	/* who follows what is in flight says nothing of it twice */
		(void)!log_file_read(&result->loaded.log, runner->home, &ignored);
	result->loaded.damaged = rest.damaged + damaged_keys;
	result->loaded.unread = rest.unread;
	if (runner->tui)
		take_note(result->loaded.note, sizeof(result->loaded.note), runner->home);
	return true;
}

static bool run_on_worker(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	worker_give(runner->worker, &wallet_job_new(effect, runner->home, runner->work)->job);
	return false;
}

/* At most one wallet is open. */
static bool run_unlock(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	signer_free(runner->signer);
	runner->signer = NULL;
	return run_on_worker(runner, effect, result);
}

void effects_lock(struct effect_runner *runner)
{
	signer_free(runner->signer);
	runner->signer = NULL;
	handover_job_lock(runner->handover);
	worker_age(runner->worker);
}

static bool run_lock(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect, (void)result;
	effects_lock(runner);
	return false;
}

static bool run_chain(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_chain(runner->net, effect->request, &effect->chain);
	effect->chain = (struct chain_batch){ 0 };
	return false;
}

const struct signer *effects_signer(struct effect_runner *runner, struct action *result)
{
	if (!runner->signer)
		(void)err_set(&result->err, ERR_PASSWORD_NEEDED, "The wallet is locked");
	return runner->signer;
}

/* Whatever wallet is open, only the one that was meant signs. */
const struct signer *effects_signer_of(struct effect_runner *runner, struct address from, struct action *result)
{
	const struct signer *signer = effects_signer(runner, result);

	if (!signer || address_equal(signer_address(signer), from))
		return signer;
	(void)err_set(&result->err, ERR_PASSWORD_NEEDED, "Another wallet is open than the one that must sign");
	return NULL;
}

static bool run_sign_tx(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct signer *signer = effects_signer_of(runner, effect->from, result);

	buf_init(&result->signed_tx.raw, 0);
	result->ok = signer && signer_sign_tx(&result->signed_tx.raw, result->signed_tx.hash, signer, &effect->tx,
					      &result->err);
	return true;
}

static bool run_sign_text(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct signer *signer = effects_signer_of(runner, effect->from, result);

	result->ok = signer && signer_sign_text(result->signed_text.signature, &result->signed_text.recovered, signer,
						effect->text, strlen(effect->text), &result->err);
	return true;
}

static bool run_journal_write(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	result->ok = journal_write(runner->home, &effect->entry, &result->err);
	if (result->ok)
		memcpy(result->journal_id, effect->entry.id, sizeof(result->journal_id));
	return true;
}

/* An entry that stays as it was is only followed, and said, once more. */
static bool run_journal_note(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!journal_write(runner->home, &effect->entry, &ignored);
	return false;
}

/* An entry that stays is only followed once more. */
static bool run_journal_close(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!journal_close(runner->home, effect->journal_id, &ignored);
	return false;
}

static bool run_token(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_token(runner->net, effect->request, effect->address);
	return false;
}

void effects_drop_room(struct effect_runner *runner)
{
	home_room_drop(&runner->room);	/* the memory stays: the key is still to be printed */
}

bool effects_make_room(struct effect_runner *runner, struct action *result)
{
	return runner->room.taken || vault_reserve(&runner->room, runner->home, &result->err);
}

bool effects_seal(struct effect_runner *runner, const struct signer *signer, struct key_info *info,
		  const struct apikey *key, struct err *err)
{
	return runner->room.taken ? vault_seal_in(&runner->room, runner->home, signer, info, key, err)
				  : vault_seal(runner->home, signer, info, key, err);
}

static bool run_mint(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct venice_proof proof = {
		.address = effect->mint.address, .signature = effect->mint.signature, .text = effect->mint.token,
		.is_challenge = effect->mint.is_challenge,
	};

	if (!effects_make_room(runner, result))
		return true;
	net_mint(runner->net, effect->request, &proof, &effect->mint.options);
	return false;
}

static bool run_models(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_models(runner->net, effect->request);
	return false;
}

static bool run_faucet(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_faucet(runner->net, effect->request, effect->address);
	return false;
}

/* What cannot be logged is done all the same. */
static bool run_record(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!log_file_append(runner->home, &effect->record, &ignored);
	return false;
}

static bool run_cancel(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_cancel(runner->net, effect->request);
	worker_cancel(runner->worker, effect->request);
	return false;
}

static bool run_quit(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect, (void)result;
	runner->quit = true;
	return false;
}

static const struct {
	run_effect *run;
	enum action_type result;
	bool refused;		/* by --readonly */
} table[EFFECT_COUNT] = {
	[EFFECT_LOAD] = { run_load, ACTION_LOADED, false },
	[EFFECT_UNLOCK] = { run_unlock, ACTION_UNLOCKED, false },
	[EFFECT_LOCK] = { run_lock, ACTION_NONE, false },
	[EFFECT_CHAIN] = { run_chain, ACTION_CHAIN, false },
	[EFFECT_SIGN_TX] = { run_sign_tx, ACTION_SIGNED_TX, true },
	[EFFECT_SIGN_TEXT] = { run_sign_text, ACTION_SIGNED_TEXT, true },
	[EFFECT_JOURNAL_WRITE] = { run_journal_write, ACTION_JOURNALLED, true },
	[EFFECT_JOURNAL_NOTE] = { run_journal_note, ACTION_NONE, true },
	[EFFECT_JOURNAL_CLOSE] = { run_journal_close, ACTION_NONE, true },
	[EFFECT_TOKEN] = { run_token, ACTION_TOKEN_GOT, false },
	[EFFECT_MINT] = { run_mint, ACTION_MINTED, true },
	[EFFECT_SEAL] = { effects_key_seal, ACTION_SEALED, true },
	[EFFECT_KEY_CHECK] = { effects_key_check, ACTION_KEY_CHECKED, false },
	[EFFECT_MODELS] = { run_models, ACTION_MODELS_GOT, false },
	[EFFECT_PROBE] = { effects_key_test, ACTION_PROBED, true },
	[EFFECT_KEY_OPEN] = { effects_key_open, ACTION_KEY_OPENED, false },
	[EFFECT_KEYS_LIST] = { effects_key_list, ACTION_KEYS_LISTED, false },
	[EFFECT_KEY_CREATE] = { effects_key_create, ACTION_MINTED, true },
	[EFFECT_KEY_READ] = { effects_key_read, ACTION_KEY_READ, false },
	[EFFECT_KEY_UPDATE] = { effects_key_update, ACTION_KEY_UPDATED, true },
	[EFFECT_KEY_DELETE] = { effects_key_delete, ACTION_KEY_DELETED, true },
	[EFFECT_KEY_FORGET] = { effects_key_forget, ACTION_KEY_FORGOTTEN, true },
	[EFFECT_KEY_RELABEL] = { effects_key_relabel, ACTION_KEY_RELABELLED, true },
	[EFFECT_KEY_COPY] = { effects_key_copy, ACTION_COPIED, false },
	[EFFECT_SIGN_PAYMENT] = { effects_x402_sign, ACTION_SIGNED_PAYMENT, true },
	[EFFECT_X402_OFFER] = { effects_x402_offer, ACTION_X402_OFFERED, false },
	[EFFECT_X402_PAY] = { effects_x402_pay, ACTION_X402_PAID, true },
	[EFFECT_X402_BALANCE] = { effects_x402_balance, ACTION_X402_BALANCE_GOT, true },
	[EFFECT_X402_LEDGER] = { effects_x402_ledger, ACTION_X402_LEDGER_GOT, true },
	[EFFECT_KEY_HANDOVER] = { effects_key_handover, ACTION_HANDED_OVER, true },
	[EFFECT_HANDOVER_STOP] = { effects_key_handover_stop, ACTION_NONE, false },
	[EFFECT_CLIPBOARD_CLEAR] = { effects_key_clear_clipboard, ACTION_CLIPBOARD_CLEARED, false },
	[EFFECT_MNEMONIC] = { run_on_worker, ACTION_MNEMONIC_MADE, true },
	[EFFECT_WALLET_ADD] = { run_on_worker, ACTION_WALLET_ADDED, true },
	[EFFECT_TASK] = { run_on_worker, ACTION_TASK_DONE, true },
	[EFFECT_FAUCET] = { run_faucet, ACTION_FAUCET_DONE, false },
	[EFFECT_LOG] = { run_record, ACTION_NONE, true },
	[EFFECT_CANCEL] = { run_cancel, ACTION_NONE, false },
	[EFFECT_QUIT] = { run_quit, ACTION_NONE, false },
};

/* The model refuses these itself; this holds even where it would not. */
static bool refuse(struct effect *effect, struct action *result)
{
	if (effect->type == EFFECT_SEAL) {
		result->sealed.key = effect->seal.key;
		effect->seal.key = NULL;
	}
	(void)err_set(&result->err, ERR_READONLY, "Nothing is signed, spent, created or deleted with --readonly");
	return result->type != ACTION_NONE;
}

static void run_one(struct effect_runner *runner, struct effect *effect)
{
	struct action result = { .type = table[effect->type].result, .request = effect->request };
	bool refused = runner->readonly && table[effect->type].refused;

	if (refused ? refuse(effect, &result) : table[effect->type].run(runner, effect, &result))
		runner->deliver(runner->context, &result);
	effect_free(effect);
}

/* Running an effect delivers actions to a queue; it never appends effects. */
void effects_run(struct effect_runner *runner, struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		run_one(runner, &effects->items[i]);
	effects_free(effects);
}

static void take_signer(struct effect_runner *runner, struct wallet_job *job)
{
	signer_free(runner->signer);
	runner->signer = job->signer;
	job->signer = NULL;
}

static bool collect_handover(struct effect_runner *runner, struct action *out)
{
	if (!runner->handover || !handover_job_ended(runner->handover))
		return false;
	*out = (struct action){ .type = ACTION_HANDED_OVER, .request = runner->handover_request };
	out->ok = handover_job_result(runner->handover, &out->err);
	out->output = handover_job_output(runner->handover);
	handover_job_free(runner->handover);
	runner->handover = NULL;
	return true;
}

/* Locking makes what is still being opened stale: an unlocked wallet is wiped
 * unread, a stored one is reported, but locked. */
bool effects_collect(struct effect_runner *runner, struct action *out)
{
	struct wallet_job *job;
	bool stale;

	if (collect_handover(runner, out))
		return true;
	job = (struct wallet_job *)worker_collect(runner->worker);
	if (!job)
		return false;
	stale = job->job.generation != worker_generation(runner->worker);
	if (stale && job->effect.type == EFFECT_UNLOCK) {
		wallet_job_free(job);
		return effects_collect(runner, out);
	}
	*out = (struct action){
		.type = table[job->effect.type].result, .request = job->job.request, .ok = job->ok, .err = job->err,
	};
	if (out->type == ACTION_UNLOCKED && job->signer) {
		out->unlocked = signer_address(job->signer);
	} else if (out->type == ACTION_WALLET_ADDED) {
		out->added.account = job->account;
		out->added.unlocked = job->signer && !stale;
	} else if (out->type == ACTION_MNEMONIC_MADE) {
		out->mnemonic = job->mnemonic;
		job->mnemonic = NULL;
	} else if (out->type == ACTION_TASK_DONE) {
		out->task_done = job->task_done;
		job->task_done = (struct task_result){ 0 };
	}
	out->corrected = runner->tui && password_forms_corrected();
	if (job->signer && !stale)
		take_signer(runner, job);
	wallet_job_free(job);
	return true;
}
