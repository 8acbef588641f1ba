#include "wallet/model/task.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/book.h"
#include "wallet/model/model.h"

static const struct task_rules rules[TASK_KINDS] = {
	[TASK_RENAME] = { .event = "wallet_renamed", .name = true, .own = true, .reload = true, .before = "The wallet is called ", .after = " now" },
	[TASK_PASSWORD] = { .event = "password_changed", .key = true, .own = true, .reload = true, .before = "", .after = " opens with the new password from now on" },
	[TASK_REMOVE] = { .event = "wallet_removed", .own = true, .idle = true, .reload = true, .before = "", .after = " is no longer in the keystore" },
	[TASK_EXPORT] = { .event = "wallet_exported", .before = "The V3 file of ", .after = " was written" },
	[TASK_EXPORT_KEY] = { .event = "private_key_exported", .key = true, .before = "The private key of ", .after = " was written: whoever reads that file owns it" },
	[TASK_EXPORT_MNEMONIC] = { .event = "words_exported", .key = true, .before = "The words of ", .after = " were written: whoever reads that file owns it" },
	[TASK_ACCOUNTS] = { .key = true },
	[TASK_DERIVE] = { .event = "wallet_added", .name = true, .key = true, .reload = true, .before = "Wallet ", .after = " is in the keystore" },
	[TASK_KEY_ADD] = { .event = "key_added", .key = true, .reload = true, .before = "The API key is stored, sealed with ", .after = "" },
	[TASK_BACKUP] = { .event = "backup_written" },
	[TASK_RESTORE] = { .event = "backup_restored", .idle = true, .reload = true },
	[TASK_LOG] = { .event = "log_written" },
	[TASK_BOOK_ADD] = { .event = "address_added", .name = true, .entry = true, .reload = true, .before = "", .after = " is in the address book" },
	[TASK_BOOK_RENAME] = { .event = "address_renamed", .name = true, .entry = true, .reload = true, .before = "The address is called ", .after = " now" },
	[TASK_BOOK_REMOVE] = { .event = "address_removed", .entry = true, .reload = true, .before = "", .after = " is no longer in the address book" },
};

const struct task_rules *task_rules(enum task_kind kind)
{
	return &rules[kind];
}

void task_free(struct task *task)
{
	if (!task)
		return;
	passphrase_free(task->password);
	passphrase_free(task->new_password);
	apikey_free(task->key);
	free(task);
}

void task_result_free(struct task_result *result)
{
	free(result->derived.items);
	*result = (struct task_result){ 0 };
}

void task_loss(struct task_loss *out, const struct model *model, const struct account *account)
{
	*out = (struct task_loss){ .last_copy = account->kind != ACCOUNT_WATCH };
	if (!account_has_address(account))
		return;
	for (size_t i = 0; i < model->accounts.count && out->last_copy; i++) {
		const struct account *other = &model->accounts.items[i];

		if (other->kind != ACCOUNT_WATCH && address_equal(other->address, account->address) &&
		    strcmp(other->file, account->file) != 0)
			out->last_copy = false;
	}
	for (size_t i = 0; i < model->keys.count && out->last_copy; i++)
		out->keys +=
			model->keys.items[i].stored && address_equal(model->keys.items[i].address, account->address);
}

static bool may_enter(const struct model *model, const struct task *task, struct err *err)
{
	bool renames = task->kind == TASK_BOOK_RENAME;

	return book_check_name(model, task->name, renames ? &task->account : NULL, err) &&
	       (renames || book_check_address(model, task->account.address, err));
}

bool task_may(const struct model *model, const struct task *task, struct err *err)
{
	const struct account *account = &task->account;

	if (model->readonly)
		return err_set(err, ERR_READONLY, rules[task->kind].entry ? "The address book is left alone with --readonly"
				: "Wallets are left alone with --readonly");
	if (rules[task->kind].key && account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "%s is watch-only: there is no key here", account->name);
	if (rules[task->kind].own && account->foreign)
		return err_set(err, ERR_FOREIGN_KEYSTORE, "%s is in another program's folder", account->name);
	if (rules[task->kind].idle && flow_any(model, FLOW_IS_RELYING))
		return err_set(err, ERR_BUSY, "Something is still going on; wait for its end, or stop it first");
	if (!rules[task->kind].name)
		return true;
	if (rules[task->kind].entry)
		return may_enter(model, task, err);
	if (!account_check_name(task->name, err))
		return false;
	return accounts_check_free(&model->accounts, task->name, task->kind == TASK_RENAME ? account : NULL, err);
}
