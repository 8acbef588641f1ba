/* The reviews of wishes that remove, delete, show, overwrite or leave: what is lost, and what must
 * be typed. */
#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/asked.h"
#include "wallet/model/review_parts.h"
#include "wallet/model/tx_plight.h"
#include "wallet/venice/key_list.h"

static void set_word(struct review *out, const char *word)
{
	snprintf(out->word, sizeof(out->word), "%s", word);
}

/* Adds the account as a person knows it: its name and, if the file says it, its address. */
static void add_account(struct review *out, const struct account *account)
{
	char address[ADDRESS_TEXT_SIZE];

	account_format_address(address, account);
	review_add(out, "Wallet", REVIEW_STRONG, "%s", account->name);
	review_add(out, "Address", REVIEW_PLAIN, "%s", address);
}

static void add_key(struct review *out, const struct key_info *key)
{
	review_add(out, "Key", REVIEW_STRONG, "%s …%s", key_type_name(key->type), key->last6);
	review_add(out, "Description", REVIEW_PLAIN, "%s", key->description[0] ? key->description : "none");
}

static void of_removal(struct review *out, const struct model *model, const struct action *wish)
{
	const struct account *account = &wish->task->account;
	struct task_loss loss;

	task_loss(&loss, model, account);
	out->title = "Remove this wallet?";
	out->what = "removal";
	out->doing = "remove it";
	set_word(out, account->name);
	add_account(out, account);
	review_gap(out);
	if (account->kind == ACCOUNT_WATCH)
		review_add(out, NULL, REVIEW_PLAIN, "It is watch-only: no key is lost.");
	else if (!loss.last_copy)
		review_add(out, NULL, REVIEW_PLAIN, "The same key is in another file here; that one stays.");
	else
		review_add(out, NULL, REVIEW_BAD, "This is the last copy here. Without its words, its key or an export elsewhere, "
			   "what it owns is lost for ever.");
	if (loss.keys)
		review_add(out, NULL, REVIEW_BAD, "%zu sealed API key%s can then no longer be opened.", loss.keys,
			   loss.keys == 1 ? "" : "s");
	review_add(out, NULL, REVIEW_WARN, "Its file is deleted; there is no undo.");
}

static void of_entry_removal(struct review *out, const struct model *model, const struct action *wish)
{
	const struct account *entry = &wish->task->account;
	char address[ADDRESS_TEXT_SIZE];

	(void)model;
	address_format(address, entry->address);
	out->title = "Remove this address from the address book?";
	out->what = "removal";
	out->doing = "remove it";
	review_add(out, "Name", REVIEW_STRONG, "%s", entry->name);
	review_add(out, "Address", REVIEW_PLAIN, "%s", address);
	review_gap(out);
	review_add(out, NULL, REVIEW_PLAIN, "Only its name is forgotten. What was sent to it stays in the log.");
}

static void of_export(struct review *out, const struct model *model, const struct action *wish)
{
	static const struct { const char *title, *holds; } kinds[TASK_KINDS] = {
		[TASK_EXPORT] = { "Write the V3 file?", NULL },
		[TASK_EXPORT_KEY] = { "Write the private key to a file?", "the private key itself" },
		[TASK_EXPORT_MNEMONIC] = { "Write the words to a file?", "the words themselves" },
	};
	const char *holds = kinds[wish->task->kind].holds;

	(void)model;
	out->title = kinds[wish->task->kind].title;
	out->what = "export";
	out->doing = "write it";
	add_account(out, &wish->task->account);
	review_add(out, "File", REVIEW_PLAIN, "%s", wish->task->file);
	review_gap(out);
	if (holds) {
		set_word(out, wish->task->account.name);
		review_add(out, NULL, REVIEW_BAD, "The file will hold %s. Whoever reads it has the wallet.", holds);
	} else {
		review_add(out, NULL, REVIEW_WARN, "It stays sealed with the wallet's password: whoever has both has the wallet.");
	}
}

static void of_handover(struct review *out, const struct model *model, const struct action *wish)
{
	static const char *const forms[] = {
		[HANDOVER_RAW] = "the key alone", [HANDOVER_ENV] = "a line for a .env file",
		[HANDOVER_JSON] = "JSON, with what is known of the key",
	};
	const struct handover *handover = wish->handover;
	const struct key_info *key = model_key(model, handover->id);
	bool file = handover->way == HANDOVER_FILE;
	const char *command = handover_find(model->handover.commands, model->handover.command_count, handover->to);

	out->title = file ? "Write the API key to a file?" : "Give the API key to a command?";
	out->what = "export";
	out->doing = file ? "write it" : "hand it over";
	if (!key)
		return;
	add_key(out, key);
	review_add(out, file ? "File" : "Command", REVIEW_STRONG, "%s", handover->to);
	review_add(out, file ? "What" : "Runs", REVIEW_PLAIN, "%s", file ? forms[handover->form] : command ? command : "nothing");
	review_gap(out);
	review_add(out, NULL, REVIEW_BAD, file ? "The file will hold the key itself. Whoever reads it spends what the key may spend."
					       : "It gets the key itself, and does with it what it likes.");
}

static void of_restore(struct review *out, const struct model *model, const struct action *wish)
{
	(void)model;
	out->title = "Replace what is here?";
	out->what = "restoring";
	out->doing = "replace it";
	set_word(out, "replace");
	review_add(out, "Backup", REVIEW_STRONG, "%s", wish->task->file);
	review_gap(out);
	review_add(out, NULL, REVIEW_PLAIN, "Files that the backup does not have stay as they are.");
	review_add(out, NULL, REVIEW_BAD, "What is here under the same names is overwritten; there is no undo.");
}

/* A time that does not grow old, or the review would change while it is read.  The ADMIN key that acts here is used by
 * rialto itself. */
static void add_last_use(struct review *review, const struct model *model, const struct key_info *key)
{
	char when[TEXT_TIME_SIZE];

	if (!key->remote || key == flow_key_admin_admin(model))
		return;
	text_time(when, key->used_ms);
	review_add(review, "Last used", REVIEW_STRONG, "%s", key->used_ms ? when : "never");
	if (key_used_lately(key, model_server_now(model)))
		review_add(review, "", REVIEW_WARN, "That is less than a day ago: something may use it.");
}

/* Begins a question about the key that a wish names; NULL if it is gone.  With `by_word`, its word is typed. */
static const struct key_info *begin_key(struct review *out, const struct model *model, const struct action *wish,
					bool by_word)
{
	const struct key_info *key = model_key(model, wish->key_id);

	if (!key)
		return NULL;
	if (by_word)
		set_word(out, key_word(key));
	add_key(out, key);
	if (wish->type == ACTION_KEY_DELETE)
		add_last_use(out, model, key);
	review_gap(out);
	return key;
}

static void of_key_delete(struct review *out, const struct model *model, const struct action *wish)
{
	const struct key_info *key = begin_key(out, model, wish, true);

	out->title = "Delete this API key?";
	out->what = "deletion";
	out->doing = "delete it";
	if (!key)
		return;
	review_add(out, NULL, REVIEW_WARN, "It is deleted at Venice and here, for good: whatever uses it stops working at once.");
	if (flow_key_admin_admin(model) == key)
		review_add(out, NULL, REVIEW_BAD, "It is the ADMIN key that acts here: without one, keys can only be minted.");
}

static void of_key_forget(struct review *out, const struct model *model, const struct action *wish)
{
	out->title = "Remove the stored copy of this API key?";
	out->what = "removal";
	out->doing = "remove it";
	if (begin_key(out, model, wish, true))
		review_add(out, NULL, REVIEW_WARN, "The key stays alive at Venice, and nobody can show it again.");
}

static void of_key_rotate(struct review *out, const struct model *model, const struct action *wish)
{
	bool deletes = model->headless;	/* a command deletes the old one as soon as the new one is stored */

	out->title = "Make a new key in place of this one?";
	out->what = "rotation";
	out->doing = "make it";
	if (!begin_key(out, model, wish, deletes))
		return;
	review_add(out, NULL, REVIEW_PLAIN, "A new key with the same options is made and stored.");
	if (deletes)
		review_add(out, NULL, REVIEW_WARN, "Then the old one is deleted for good: whatever uses it stops working.");
	else
		review_add(out, NULL, REVIEW_PLAIN, "The old one goes on working until you have put the new one in its place and "
			   "delete the old.");
}

static void of_mint_forget(struct review *out, const struct model *model, const struct action *wish)
{
	(void)model;
	(void)wish;
	out->title = "Give up on this mint?";
	out->what = "giving up";
	out->doing = "give it up";
	review_add(out, NULL, REVIEW_STRONG, "Have you looked at the account's keys at venice.ai?");
	review_add(out, NULL, REVIEW_WARN, "Giving up on this mint lets you mint again; a key it may have made stays alive there.");
}

static void of_tx_forget(struct review *out, const struct model *model, const struct action *wish)
{
	const struct journal_entry *entry = journal_find(&model->journal, wish->journal_id);
	char hash[2 * KECCAK_SIZE + 1], when[TEXT_TIME_SIZE];
	uint64_t nonce;

	out->title = "Give up on this transaction?";
	out->what = "giving up";
	out->doing = "give it up";
	if (!entry)
		return;
	set_word(out, "forget");
	hex_encode(hash, entry->hash, sizeof(entry->hash));
	text_time(when, entry->time_ms);
	review_add(out, "Purpose", REVIEW_STRONG, "%s", journal_entry_purpose(entry));
	if (!entry->amount_unknown)
		review_add_amount(out, "Amount", entry->amount, "");
	review_add(out, "Hash", REVIEW_PLAIN, "0x%s", hash);
	review_add(out, "Sent", REVIEW_PLAIN, "%s", when);
	if (journal_entry_nonce(&nonce, entry))
		review_add(out, "Nonce", REVIEW_PLAIN, "%llu", (unsigned long long)nonce);
	review_gap(out);
	review_add(out, NULL, REVIEW_BAD, "It is signed, and may still be mined: doing the same again can then do it twice. "
		   "Cancelling it is safer: one that does nothing takes its number.");
	if (!strcmp(model->tx.entry.id, entry->id) && flow_tx_running(&model->tx) &&
	    tx_plight(&model->tx) == TX_PLIGHT_GAP)
		review_add(out, NULL, REVIEW_BAD, "Numbers before its own are missing. The next transaction takes one of them, and "
			   "then this one is mined, too.");
	review_add(out, NULL, REVIEW_WARN, "rialto follows it no longer, and its number is used again for the next transaction.");
}

static void of_quit(struct review *out, const struct model *model, const struct action *wish)
{
	const char *cost = asked_leaving_costs(model);

	(void)wish;
	out->title = "Leave now?";
	out->what = "leaving";
	out->doing = "leave";
	review_add(out, NULL, REVIEW_WARN, "%s", cost ? cost : "Nothing is going on any more.");
}

static void of_network(struct review *out, const struct model *model, const struct action *wish)
{
	out->title = "Leave this network now?";
	out->what = "leaving";
	out->doing = "go there";
	review_add(out, NULL, REVIEW_STRONG, "From %s to %s", model->network.title, model->networks[wish->index].title);
	review_add(out, NULL, REVIEW_WARN, "A transaction here waits to be mined. It is in the journal, and is followed again when you "
		   "come back; what was to come after it is not sent.");
}

static void add_limits(struct review *out, const int64_t limit[KEY_CURRENCIES])
{
	static const char *const labels[] = { [KEY_USD] = "Limit in USD", [KEY_DIEM] = "Limit in DIEM", [KEY_VCU] = "Limit in VCU" };
	char text[KEY_LIMIT_TEXT_SIZE];

	for (size_t i = 0; i < KEY_CURRENCIES; i++) {
		key_limit_format(text, limit[i]);
		if (i != KEY_VCU || *text)
			review_add(out, labels[i], limit[i] ? REVIEW_PLAIN : REVIEW_WARN, "%s", *text ? text : KEY_NONE);
	}
}

static void of_limits(struct review *out, const int64_t limit[KEY_CURRENCIES])
{
	out->title = "A limit of 0?";
	out->what = "limit of 0";
	out->doing = "set it so";
	add_limits(out, limit);
	review_gap(out);
	if (!limit[KEY_USD] && !limit[KEY_DIEM])
		review_add(out, NULL, REVIEW_WARN, "With these limits the key could pay for nothing.");
	else if (!limit[KEY_USD])
		review_add(out, NULL, REVIEW_WARN, "The key could spend DIEM only: no USD, and none of the credits that count as USD.");
	else
		review_add(out, NULL, REVIEW_WARN, "With a limit of 0 the key could spend none of that.");
	review_add(out, NULL, REVIEW_PLAIN, "No limit at all is written as none.");
}

static void of_idle_key(struct review *out, const struct model *model, const struct action *wish)
{
	(void)model;
	of_limits(out, wish->options.limit);
}

static void of_idle_keys(struct review *out, const struct model *model, const struct action *wish)
{
	(void)model;
	of_limits(out, wish->batch.options.limit);
}

static void of_key_made_idle(struct review *out, const struct model *model, const struct action *wish)
{
	(void)model;
	of_limits(out, wish->update.changes.to.limit);
}

void review_of_wish(struct review *out, const struct model *model)
{
	static const struct {
		enum action_type type;
		void (*make)(struct review *, const struct model *, const struct action *);
	} makers[] = {
		{ ACTION_WALLET_REMOVE, of_removal },
		{ ACTION_BOOK_REMOVE, of_entry_removal },
		{ ACTION_WALLET_EXPORT, of_export },
		{ ACTION_KEY_HANDOVER, of_handover },
		{ ACTION_HOME_RESTORE, of_restore },
		{ ACTION_KEY_DELETE, of_key_delete },
		{ ACTION_KEY_FORGET, of_key_forget },
		{ ACTION_KEY_ROTATE, of_key_rotate },
		{ ACTION_MINT_FORGET, of_mint_forget },
		{ ACTION_MINT, of_idle_key },
		{ ACTION_MINT_BATCH, of_idle_keys },
		{ ACTION_KEY_CREATE, of_idle_key },
		{ ACTION_KEY_UPDATE, of_key_made_idle },
		{ ACTION_TX_FORGET, of_tx_forget },
		{ ACTION_NETWORK, of_network },
		{ ACTION_QUIT, of_quit },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(makers); i++)
		if (makers[i].type == model->asked.wish->type)
			makers[i].make(out, model, model->asked.wish);
}
