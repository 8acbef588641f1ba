#include "app/effects.h"

#include <stdio.h>
#include <string.h>

#include "app/load.h"
#include "app/rpc_key.h"
#include "app/wallet_job.h"
#include "keystore/journal.h"
#include "keystore/keystore_glance.h"
#include "keystore/log_file.h"
#include "keystore/password_forms.h"
#include "keystore/vault.h"
#include "net/venice.h"
#include "wallet/model/ledger.h"

/* The screen says this once. */
static void take_note(char *out, size_t size, struct home *home)
{
	if (home->notes_count)
		snprintf(out, size, "%s", home->notes[0].text);
	else if (home->repaired)
		snprintf(out, size, "The home folder was open to others; it has been closed");
	home->notes_count = 0;
	home->repaired = false;
}

bool effects_glance(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect;
	result->ok = keystore_glance(&result->glanced.first, &result->glanced.all, runner->home);
	return true;
}

/* Whoever looks at a screen is shown the first wallets sooner the next time. */
static void finish_load(struct effect_runner *runner, struct load *load)
{
	runner->loaded = true;
	if (!runner->attended)
		return;
	if (load->result.ok)
		keystore_glance_note(runner->home, &load->mark, &load->result.loaded.accounts);
	take_note(load->result.loaded.note, sizeof(load->result.loaded.note), runner->home);
}

/* Once there is something to do things with, they are done in their turn, so what was read is never older than what was
 * written. */
bool effects_load(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	bool log = !runner->log_comes_later;
	struct load load = {
		.home = *runner->home, .log = log && (runner->attended || runner->remembers), .log_of_journal = log,
		.ledger = runner->has_policies, .result = *result,
	};

	(void)effect;
	if (runner->tui && !runner->loaded) {
		worker_give(runner->worker, load_job(&load));
		return false;
	}
	load_read(&load);
	finish_load(runner, &load);
	*result = load.result;
	return true;
}

void effects_close_wallet(struct effect_runner *runner)
{
	signer_free(runner->signer);
	runner->signer = NULL;
	rpc_key_lock(runner->net, runner->network);
	handover_job_lock(runner->handover);
	worker_age(runner->worker);
}

bool effects_lock(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect, (void)result;
	effects_close_wallet(runner);
	return false;
}

bool effects_chain(struct effect_runner *runner, struct effect *effect, struct action *result)
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

/* Only the wallet that was meant signs, whatever wallet is open. */
const struct signer *effects_signer_of(struct effect_runner *runner, struct address from, struct action *result)
{
	const struct signer *signer = effects_signer(runner, result);

	if (!signer || address_equal(signer_address(signer), from))
		return signer;
	(void)err_set(&result->err, ERR_PASSWORD_NEEDED, "Another wallet is open than the one that must sign");
	return NULL;
}

bool effects_sign_tx(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct signer *signer = effects_signer_of(runner, effect->from, result);

	buf_init(&result->signed_tx.raw, 0);
	result->ok = signer && signer_sign_tx(&result->signed_tx.raw, result->signed_tx.hash, signer, &effect->tx,
					      &result->err);
	return true;
}

bool effects_sign_text(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	const struct signer *signer = effects_signer_of(runner, effect->from, result);

	result->ok = signer && signer_sign_text(result->signed_text.signature, &result->signed_text.recovered, signer,
						effect->text, strlen(effect->text), &result->err);
	return true;
}

/* Writes the ledger's line before anything can be sent, so that a policy knows of it however the
 * program ends. */
static bool book(const struct home *home, const struct journal_entry *entry, struct err *err)
{
	struct log_entry line;

	return !ledger_line(&line, entry) || log_file_book(home, &line, err);
}

bool effects_journal_write(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	result->ok = book(runner->home, effect->entry, &result->err) &&
		     journal_write(runner->home, effect->entry, &result->err);
	if (result->ok)
		memcpy(result->journal_id, effect->entry->id, sizeof(result->journal_id));
	return true;
}

/* If this fails, the entry stays as it was and is only followed and reported once more. */
bool effects_journal_note(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!journal_write(runner->home, effect->entry, &ignored);
	return false;
}

/* If this fails, the entry stays and is only followed once more. */
bool effects_journal_close(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!journal_close(runner->home, effect->journal_id, &ignored);
	return false;
}

bool effects_token(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_token(runner->net, effect->request, effect->address);
	return false;
}

void effects_drop_room(struct effect_runner *runner)
{
	home_room_drop(&runner->room);	/* the memory stays, because the key is still to be printed */
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

bool effects_mint(struct effect_runner *runner, struct effect *effect, struct action *result)
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

bool effects_faucet(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_faucet(runner->net, effect->request, effect->address);
	return false;
}

/* An action goes on even if it cannot be logged. */
bool effects_log(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct err ignored;

	(void)result;
	(void)!log_file_append(runner->home, effect->log_entry, &ignored);
	return false;
}

bool effects_cancel(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_cancel(runner->net, effect->request);
	worker_cancel(runner->worker, effect->request);
	return false;
}

bool effects_quit(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)effect, (void)result;
	runner->quit = true;
	return false;
}

bool effects_network(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	runner->goes_on = true;
	runner->network_next = effect->network;
	return false;
}

/* Its wallet is closed for another.  A key that the configuration names stays: it serves all wallets. */
static void part_with_rpc_key(struct effect_runner *runner)
{
	if (*runner->network->rpc_key)
		return;
	net_rpc_key(runner->net, NULL);
	if (!runner->attended && !runner->readonly)
		net_rpc_hold(runner->net);
}

/* At most one wallet is open. */
static bool give_to_worker(struct effect_runner *runner, struct effect *effect, wallet_work *work)
{
	if (effect->type == EFFECT_UNLOCK) {
		signer_free(runner->signer);
		runner->signer = NULL;
		part_with_rpc_key(runner);
	}
	worker_give(runner->worker, &wallet_job_new(effect, runner->home, runner->work, work)->job);
	return false;
}

/* One of each pair is NULL: an effect is done here, or on the worker. */
static const struct {
	run_effect *here;
	wallet_work *on_worker;
} table[EFFECT_COUNT] = {
#define HERE(run) effects_##run, NULL
#define WORKER(work) NULL, wallet_job_##work
#define EFFECT(id, how, result, readonly, payload, waits_for) [EFFECT_##id] = { how },
#include "wallet/model/effects.def"
#undef EFFECT
};

static bool run(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	wallet_work *work = table[effect->type].on_worker;

	return work ? give_to_worker(runner, effect, work) : table[effect->type].here(runner, effect, result);
}

/* The model refuses these itself.  This holds even if it fails to. */
static bool refuse(struct effect *effect, struct action *result)
{
	if (effect->type == EFFECT_SEAL) {
		result->sealed.key = effect->seal->key;
		effect->seal->key = NULL;
	}
	(void)err_set(&result->err, ERR_READONLY, "Nothing is signed, spent, created or deleted with --readonly");
	return result->type != ACTION_NONE;
}

static void run_one(struct effect_runner *runner, struct effect *effect)
{
	struct action result = { .type = effect_result(effect->type), .request = effect->request };
	bool refused = runner->readonly && effect_is_refused(effect->type);

	if (refused ? refuse(effect, &result) : run(runner, effect, &result))
		runner->deliver(runner->context, &result);
	effect_free(effect);
}

/* Running an effect delivers actions to a queue.  It never adds effects. */
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
	if (!runner->readonly)
		rpc_key_open(runner->net, runner->home, runner->network, runner->signer);
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

static void collect_load(struct effect_runner *runner, struct load *load, struct action *out)
{
	finish_load(runner, load);
	*out = load->result;
	load->result = (struct action){ 0 };
	load->job.free(&load->job);
}

/* Locking outdates what is still being opened: an unlocked wallet is wiped unread; a stored one
 * is reported, but locked. */
bool effects_collect(struct effect_runner *runner, struct action *out)
{
	struct wallet_job *job;
	struct job *base;
	bool stale, opens;

	if (collect_handover(runner, out))
		return true;
	base = worker_collect(runner->worker);
	if (!base)
		return false;
	if (load_of(base)) {
		collect_load(runner, load_of(base), out);
		return true;
	}
	job = (struct wallet_job *)base;
	stale = job->job.generation != worker_generation(runner->worker);
	if (stale && job->effect.type == EFFECT_UNLOCK) {
		wallet_job_free(job);
		return effects_collect(runner, out);
	}
	opens = !stale && job->signer;
	if (opens)
		take_signer(runner, job);
	if (job->effect.type == EFFECT_WALLET_ADD)
		job->result.added.unlocked = opens;
	*out = job->result;
	job->result = (struct action){ 0 };
	out->corrected = runner->attended && password_forms_corrected();
	wallet_job_free(job);
	return true;
}
