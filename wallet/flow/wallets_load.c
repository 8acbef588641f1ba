#include "wallet/flow/wallets_load.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/batch.h"
#include "wallet/flow/key_admin.h"
#include "wallet/flow/mint_resume.h"
#include "wallet/flow/topup_open.h"
#include "wallet/model/model.h"

/* Balances follow their accounts by address when the list changes.  The two lists are in nearly the
 * same order, so each search starts where the last one ended. */
static struct balances *carry_balances(const struct model *model, const struct accounts *accounts)
{
	struct balances *out = mem_new(accounts->count ? accounts->count : 1, sizeof(*out));
	size_t old = model->accounts.count, next = 0;

	for (size_t i = 0; i < accounts->count; i++) {
		for (size_t tried = 0; tried < old; tried++, next++) {
			if (next >= old)
				next = 0;
			if (!address_equal(accounts->items[i].address, model->accounts.items[next].address))
				continue;
			out[i] = model->balances[next++];
			break;
		}
	}
	return out;
}

/* An address that an unlocking showed is kept. */
static void carry_addresses(const struct accounts *old, struct accounts *accounts)
{
	for (size_t i = 0; i < accounts->count; i++) {
		if (account_has_address(&accounts->items[i]))
			continue;
		for (size_t j = 0; j < old->count; j++)
			if (account_same_file(&accounts->items[i], &old->items[j]))
				accounts->items[i].address = old->items[j].address;
	}
}

static void carry_marks(struct model *model, struct accounts *accounts)
{
	size_t marked = 0;

	for (size_t i = 0; i < model->accounts.count && model->marked; i++) {
		for (size_t j = 0; model->accounts.items[i].marked && j < accounts->count; j++) {
			if (!account_same_file(&model->accounts.items[i], &accounts->items[j]))
				continue;
			accounts->items[j].marked = true;
			marked++;
			break;
		}
	}
	model->marked = marked;
}

static void keep_selection(struct model *model, const struct account *selected)
{
	size_t found = 0;

	for (size_t i = 0; i < model->accounts.count; i++) {
		const struct account *account = &model->accounts.items[i];

		if (account_has_address(account) ? address_equal(account->address, model->select_address)
						 : account_same_file(account, selected))
			found = i;
	}
	model->selected = found;
}

/* Returns the first wallet that can sign, because a start on a watch-only wallet leads nowhere; the count if there is
 * none. */
static size_t first_signer(const struct accounts *accounts)
{
	size_t i = 0;

	while (i < accounts->count && accounts->items[i].kind == ACCOUNT_WATCH)
		i++;
	return i;
}

static void select_signer(struct model *model)
{
	size_t signer = first_signer(&model->accounts);

	if (signer < model->accounts.count)
		model->selected = signer;
}

/* Where none of all can sign, the first is current; so it is here only if these are all. */
static size_t will_be_selected(const struct model *model, const struct glance *glance)
{
	const struct accounts *first = &glance->first;
	const struct account *wanted = accounts_find(first, model->wanted_wallet);
	size_t signer = first_signer(first);

	if (*model->wanted_wallet)
		return wanted ? (size_t)(wanted - first->items) : first->count;
	return signer == first->count && glance->all == first->count ? 0 : signer;
}

void wallets_glanced(struct model *model, struct action *action)
{
	if (model->loaded || !action->ok)
		return;
	accounts_free(&model->glance.first);
	model->glance = action->glanced;
	model->glance.selected = will_be_selected(model, &model->glance);
	action->glanced = (struct glance){ 0 };
}

/* Selects the wallet that the person named when starting rialto. */
static void select_wanted(struct model *model)
{
	const struct account *account = accounts_find(&model->accounts, model->wanted_wallet);
	struct err err;

	if (account) {
		model->selected = (size_t)(account - model->accounts.items);
	} else if (*model->wanted_wallet) {
		(void)err_set(&err, ERR_WALLET_NOT_FOUND, "There is no wallet '%s'", model->wanted_wallet);
		model_fail(model, &err);
	}
	*model->wanted_wallet = '\0';
}

static void resume(struct model *model, struct effects *effects)
{
	const struct policy *policy = policy_of_nobody(model->policies, model->policy_count, &model->accounts);

	model->resumed = true;
	if (model->arrived && network_asks_venice(&model->network))
		model_say(model, false, "%s is asked through Venice's RPC, for credits, once you unlock. Every wallet is locked",
			  model->network.title);
	else if (model->arrived)
		model_say(model, false, model->network.real_money ? "This is %s, where money is real. Every wallet is locked"
				: "This is %s, where nothing is real. Every wallet is locked", model->network.title);
	if (!model->headless && !model->readonly) {
		mint_resume(model, effects);
		(void)topup_open_next(model, effects);
	}
	if (policy)
		model_say(model, true, "The policy of '%s' is of no wallet: see the configuration", policy->wallet);
	if (model->damaged)
		model_say(model, true, "%zu files in the home folder could not be read; see 'rialto doctor'", model->damaged);
	if (model->unread.code != ERR_NONE)
		model_say(model, true, "A wallet's file cannot be read: %s", model->unread.msg);
}

/* The answer that is on its way is in the order of the old list, so it is asked for again. */
static void ask_balances_again(struct model *model, struct effects *effects)
{
	if (model->refresh.request) {
		effects_add(effects, EFFECT_CANCEL, model->refresh.request);
		model->refresh.request = 0;
		model->balances_next_ms = model->now_ms;
	}
	if (!model->headless)
		model->balances_next_ms = model->now_ms;
}

/* Lines are only ever added to the ledger.  One that has fewer was read before something was signed here. */
static void take_ledger(struct model *model, struct log_entries *loaded)
{
	struct log_entries *older = loaded->count < model->ledger.count ? loaded : &model->ledger;

	log_entries_free(older);
	if (older != loaded)
		model->ledger = *loaded;
}

/* What this run knows of an entry is in no file. */
static void carry_journal(const struct model *model, struct journal *loaded)
{
	for (size_t i = 0; i < loaded->count; i++) {
		const struct journal_entry *known = journal_find(&model->journal, loaded->items[i].id);

		if (!known)
			continue;
		loaded->items[i].unknown_told = known->unknown_told;
		loaded->items[i].left_block = known->left_block;
	}
}

/* Replaces what the model has of the home folder.  What the model alone knows is carried over. */
static void take_home(struct model *model, struct action *action)
{
	struct balances *balances;

	carry_addresses(&model->accounts, &action->loaded.accounts);
	balances = carry_balances(model, &action->loaded.accounts);
	carry_marks(model, &action->loaded.accounts);
	carry_journal(model, &action->loaded.journal);
	free(model->balances);
	accounts_free(&model->accounts);
	accounts_free(&model->book);
	key_list_free(&model->keys);
	journal_free(&model->journal);
	model->balances = balances;
	model->accounts = action->loaded.accounts;
	model->accounts_changes++;
	model->book = action->loaded.book;
	model->book_damaged = action->loaded.book_damaged;
	model->keys = action->loaded.keys;
	model->keys_changes++;
	model->journal = action->loaded.journal;
	model->damaged = action->loaded.damaged;
	model->unread = action->loaded.unread;
	if (*action->loaded.note)
		model_say(model, true, "%s", action->loaded.note);
	if (action->loaded.log.count) {
		log_entries_free(&model->log);
		model->log = action->loaded.log;
	}
	take_ledger(model, &action->loaded.ledger);
	memset(&action->loaded, 0, sizeof(action->loaded));
	flow_key_admin_merge(model);
}

static void end_glance(struct glance *glance, const struct accounts *all)
{
	const struct accounts *first = &glance->first;

	glance->was_wrong = first->count > all->count;
	for (size_t i = 0; i < first->count && !glance->was_wrong; i++)
		glance->was_wrong = !account_same_file(&first->items[i], &all->items[i]) ||
				    !address_equal(first->items[i].address, all->items[i].address);
	accounts_free(&glance->first);
}

void wallets_loaded(struct model *model, struct action *action, struct effects *effects)
{
	const struct account *account = model_account(model);
	struct account selected = { 0 };

	if (!model->loaded)
		end_glance(&model->glance, &action->loaded.accounts);
	model->loaded = true;
	if (!action->ok) {
		model_fail(model, &action->err);
		return;
	}
	if (account && !model->select_pending) {
		selected = *account;
		model->select_address = account->address;
	}
	model->select_pending = false;
	take_home(model, action);
	keep_selection(model, &selected);
	if (!model->resumed)
		select_signer(model);
	select_wanted(model);
	ask_balances_again(model, effects);
	if (model->resumed)
		flow_batch_resume(model, effects);
	else
		resume(model, effects);
	if (!model->accounts.count && model->unread.code != ERR_NONE)
		model_fail(model, &model->unread);
}
