/* The forms for tasks on existing wallets and on the home folder. */
#include <stdio.h>
#include <string.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/venice/key_entry.h"

#define PASSWORD_NOTE "The wallet's password as it is now."

static bool pending(const struct model *model)
{
	return model->task.request != 0 || asked_waits(model);
}

static const struct err *failure(const struct model *model)
{
	return &model->task.err;
}

static struct task *begin(struct action *action, enum action_type type, enum task_kind kind, const struct form *form)
{
	struct task *task = mem_new(1, sizeof(*task));

	task->kind = kind;
	task->account = form->account;
	action->type = type;
	action->task = task;
	return task;
}

/* Rename */

static const struct field_spec rename_fields[] = {
	{ "New name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "How you call it here, like agent-1.", NULL, form_check_new_name },
};

static void rename_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_WALLET_RENAME, TASK_RENAME, form);

	(void)model;
	snprintf(task->name, sizeof(task->name), "%s", form_text(form, 0));
}

const struct form_spec form_rename = {
	.title = "Rename the wallet", .submit = "rename", .about_account = true,
	.fields = rename_fields, .count = ARRAY_LENGTH(rename_fields), .make = rename_make,
	.pending = pending, .pending_words = "Writing it down…", .failure = failure,
};

/* Change the password */

enum { PASSWD_OLD, PASSWD_NEW, PASSWD_AGAIN };

static const struct field_spec passwd_fields[] = {
	{ "Password now", FIELD_MASKED, PASSPHRASE_MAX, NULL, PASSWORD_NOTE, NULL, NULL },
	{ "New password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "It cannot be recovered. Exports and backups keep the old one.", NULL,
	  form_check_password },
	{ "Password again", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, form_check_again },
};

static void passwd_facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)model;
	form_check_strength(form, PASSWD_NEW, page);
}

static void passwd_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_WALLET_PASSWORD, TASK_PASSWORD, form);

	(void)model;
	task->password = form_take(form, PASSWD_OLD);
	task->new_password = form_take(form, PASSWD_NEW);
	line_clear(&form->lines[PASSWD_AGAIN]);
}

const struct form_spec form_passwd = {
	.title = "Change the password", .submit = "change it", .about_account = true,
	.fields = passwd_fields, .count = ARRAY_LENGTH(passwd_fields), .facts = passwd_facts, .make = passwd_make,
	.pending = pending, .pending_words = "Opening the wallet and sealing it anew…", .failure = failure,
};

/* Export */

enum { EXPORT_WHAT, EXPORT_FILE, EXPORT_PASSWORD };

static const char *const export_kinds[] = { "V3 file", "private key", "words", NULL };

static bool is_bare(const struct form *form)
{
	return form->choices[EXPORT_WHAT] != 0;
}

static bool check_kind(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	if (form->choices[field] == 1 && form->account.kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "It is watch-only: there is no key here.");
	return form->choices[field] != 2 || form->account.kind == ACCOUNT_MNEMONIC ||
	       err_set(err, ERR_INVALID_INPUT, "It was not made from words, or they are not stored.");
}

static const struct field_spec export_fields[] = {
	{ "What", FIELD_CHOICE, 0, export_kinds, "A V3 file stays sealed with the password; geth, cast and ethers open it.", NULL,
	  check_kind },
	{ "Write it to", FIELD_TEXT, 1023, NULL, "A new file, which only you may read.", NULL, form_check_file },
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, PASSWORD_NOTE, is_bare, NULL },
};

static void export_facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)model;
	if (is_bare(form))
		page_text(page, STYLE_BAD, "The file will hold the secret itself. Whoever reads it has the wallet.");
}

static void export_make(struct form *form, const struct model *model, struct action *action)
{
	static const enum task_kind task_kinds[] = { TASK_EXPORT, TASK_EXPORT_KEY, TASK_EXPORT_MNEMONIC };
	struct task *task = begin(action, ACTION_WALLET_EXPORT, task_kinds[form->choices[EXPORT_WHAT]], form);

	(void)model;
	snprintf(task->file, sizeof(task->file), "%s", form_text(form, EXPORT_FILE));
	if (is_bare(form))
		task->password = form_take(form, EXPORT_PASSWORD);
}

const struct form_spec form_export = {
	.title = "Export the wallet", .submit = "write the file", .about_account = true,
	.fields = export_fields, .count = ARRAY_LENGTH(export_fields), .facts = export_facts, .make = export_make,
	.pending = pending, .pending_words = "Writing the file…", .failure = failure,
};

/* List the accounts of its mnemonic */

enum { ACCOUNTS_PASSWORD, ACCOUNTS_PATH };

static const struct field_spec accounts_fields[] = {
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, PASSWORD_NOTE, NULL, NULL },
	{ "From this path on", FIELD_TEXT, 63, NULL, "Like m/44'/60'/0'/0/20. Empty: from the first one beside the wallet.", NULL,
	  NULL },
};

static void accounts_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_WALLET_ACCOUNTS, TASK_ACCOUNTS, form);

	(void)model;
	task->password = form_take(form, ACCOUNTS_PASSWORD);
	snprintf(task->path, sizeof(task->path), "%s", form_text(form, ACCOUNTS_PATH));
}

const struct form_spec form_accounts = {
	.title = "Accounts of its words", .submit = "show them", .about_account = true,
	.fields = accounts_fields, .count = ARRAY_LENGTH(accounts_fields), .make = accounts_make,
	.pending = pending, .pending_words = "Opening the wallet and deriving…", .failure = failure,
};

/* Add one of these accounts */

enum { DERIVE_PATH, DERIVE_NAME, DERIVE_PASSWORD };

static bool check_path(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return form_text(form, field)[0] == 'm' ||
	       err_set(err, ERR_INVALID_INPUT, "A derivation path begins with m, as in m/44'/60'/0'/0/1.");
}

static const struct field_spec derive_fields[] = {
	{ "Derivation path", FIELD_TEXT, 63, NULL, "Like m/44'/60'/0'/0/1.", NULL, check_path },
	{ "Name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "How you call it here, like agent-2.", NULL, form_check_name },
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "That of the wallet with the words; the new one gets the same.", NULL,
	  NULL },
};

/* Opened from that list, the form is about the wallet whose accounts are listed. */
static void derive_fill(struct form *form, const struct model *model)
{
	if (model->task.derived.count)
		form->account = model->task.derived_of;
}

static void derive_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_WALLET_DERIVE, TASK_DERIVE, form);

	(void)model;
	snprintf(task->path, sizeof(task->path), "%s", form_text(form, DERIVE_PATH));
	snprintf(task->name, sizeof(task->name), "%s", form_text(form, DERIVE_NAME));
	task->password = form_take(form, DERIVE_PASSWORD);
}

const struct form_spec form_derive = {
	.title = "Add an account", .submit = "add it", .about_account = true,
	.fields = derive_fields, .count = ARRAY_LENGTH(derive_fields), .fill = derive_fill, .make = derive_make,
	.pending = pending, .pending_words = "Opening the wallet and sealing the new one…", .failure = failure,
};

/* Store an API key from elsewhere, sealed with the wallet's password */

enum { ADD_KEY_TEXT, ADD_KEY_TYPE, ADD_KEY_DESCRIPTION, ADD_KEY_PASSWORD };

static const char *const key_types[] = { [KEY_INFERENCE] = "INFERENCE", [KEY_ADMIN] = "ADMIN", NULL };

static bool check_key_text(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return key_entry_check(form_text(form, field), form->lines[field].s.len, err);
}

/* The text of a key shows its type.  Text that is no key is reported at its own field. */
static bool check_key_type(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	enum key_type type;
	struct err ignored;

	(void)model;
	return !key_entry_type(&type, form_text(form, ADD_KEY_TEXT), form->lines[ADD_KEY_TEXT].s.len, &ignored) ||
	       form->choices[field] == type ||
	       err_set(err, ERR_INVALID_INPUT, "By its beginning it is an %s key.", key_type_name(type));
}

static bool check_description(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct key_options ignored;

	key_options_init(&ignored);
	return key_options_set(&ignored, "description", form_text(form, field), model->now_ms, err);
}

static const struct field_spec key_add_fields[] = {
	{ "API key", FIELD_MASKED, APIKEY_MAX, NULL, "It is not shown as you type or paste it.", NULL, check_key_text },
	{ "Type", FIELD_CHOICE, 0, key_types, "As it is at Venice: an ADMIN key can make and delete others.", NULL, check_key_type },
	{ "Description", FIELD_TEXT, KEY_DESCRIPTION_SIZE - 1, NULL, "How you tell it from others; may be empty.", NULL,
	  check_description },
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "The wallet's: the key is sealed with it.", NULL, NULL },
};

/* NULL when the text is no key, which the form has refused before. */
static struct apikey *take_key_text(struct form *form, enum key_type *type)
{
	struct passphrase *typed = form_take(form, ADD_KEY_TEXT);
	struct apikey *key = NULL;
	struct err ignored;

	if (!key_entry_read(&key, type, typed->s.data, typed->s.len, &ignored))
		key = NULL;
	passphrase_free(typed);
	return key;
}

static void key_add_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_KEY_ADD, TASK_KEY_ADD, form);
	struct key_info *info = &task->key_info;

	info->created_ms = model->now_ms;
	snprintf(info->description, sizeof(info->description), "%s", form_text(form, ADD_KEY_DESCRIPTION));
	snprintf(info->network, sizeof(info->network), "%s", model->network.name);
	task->key = take_key_text(form, &info->type);
	task->password = form_take(form, ADD_KEY_PASSWORD);
	if (!task->key)
		action->type = ACTION_NONE;
}

const struct form_spec form_key_add = {
	.title = "Add an API key", .submit = "store it", .about_account = true,
	.intro = "A key that you have from elsewhere is kept here, sealed with this wallet.",
	.fields = key_add_fields, .count = ARRAY_LENGTH(key_add_fields), .make = key_add_make,
	.pending = pending, .pending_words = "Opening the wallet and sealing the key…", .failure = failure,
};

/* Backup */

enum { BACKUP_FILE, BACKUP_PASSWORD, BACKUP_AGAIN };

static const struct field_spec backup_fields[] = {
	{ "Write it to", FIELD_TEXT, 1023, NULL, "A new file, best on another disk.", NULL, form_check_file },
	{ "Its password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "Of the backup alone. The wallets in it keep theirs.", NULL,
	  form_check_password },
	{ "Password again", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, form_check_again },
};

static void backup_facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)model;
	form_check_strength(form, BACKUP_PASSWORD, page);
}

static void backup_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_HOME_BACKUP, TASK_BACKUP, form);

	(void)model;
	snprintf(task->file, sizeof(task->file), "%s", form_text(form, BACKUP_FILE));
	task->password = form_take(form, BACKUP_PASSWORD);
	line_clear(&form->lines[BACKUP_AGAIN]);
}

const struct form_spec form_backup = {
	.title = "Back up everything", .submit = "write the backup",
	.intro = "Every wallet, sealed API key and setting of the home folder, in one encrypted file. "
		 "The log and its ledger are not in it: they can be written out on their own.",
	.fields = backup_fields, .count = ARRAY_LENGTH(backup_fields), .facts = backup_facts, .make = backup_make,
	.pending = pending, .pending_words = "Sealing the backup…", .failure = failure,
};

/* Write the log */

enum { LOG_FILE, LOG_TEXT };

static const struct field_spec log_fields[] = {
	{ "Write it to", FIELD_TEXT, 1023, NULL, "A new file; one JSON object a line.", NULL, form_check_file },
	{ "Only with", FIELD_TEXT, sizeof(((struct task *)NULL)->text) - 1, NULL, "Records that contain this; empty: all.", NULL, NULL },
};

static void log_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_LOG_EXPORT, TASK_LOG, form);

	(void)model;
	task->account = (struct account){ 0 };
	snprintf(task->file, sizeof(task->file), "%s", form_text(form, LOG_FILE));
	snprintf(task->text, sizeof(task->text), "%s", form_text(form, LOG_TEXT));
}

const struct form_spec form_log = {
	.title = "Write the log to a file", .submit = "write the file",
	.intro = "What was done, without secrets.",
	.fields = log_fields, .count = ARRAY_LENGTH(log_fields), .make = log_make,
	.pending = pending, .pending_words = "Writing…", .failure = failure,
};

void form_log_fill(struct form *form, const char *text)
{
	line_fill(&form->lines[LOG_TEXT], text);
}

/* Restore */

enum { RESTORE_FILE, RESTORE_PASSWORD, RESTORE_HOW };

static const char *const restore_ways[] = { "into an empty home", "replace files", NULL };

static bool replaces(const struct form *form)
{
	return form->choices[RESTORE_HOW] == 1;
}

static const struct field_spec restore_fields[] = {
	{ "Backup file", FIELD_TEXT, 1023, NULL, NULL, NULL, form_check_file },
	{ "Its password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "The one that was chosen for the backup.", NULL, NULL },
	{ "How", FIELD_CHOICE, 0, restore_ways, "Files that the backup does not have stay as they are.", NULL, NULL },
};

static void restore_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_HOME_RESTORE, TASK_RESTORE, form);

	(void)model;
	snprintf(task->file, sizeof(task->file), "%s", form_text(form, RESTORE_FILE));
	task->password = form_take(form, RESTORE_PASSWORD);
	task->overwrite = replaces(form);
}

const struct form_spec form_restore = {
	.title = "Restore a backup", .submit = "restore",
	.intro = "All of its files come back, or none.",
	.fields = restore_fields, .count = ARRAY_LENGTH(restore_fields), .make = restore_make,
	.pending = pending, .pending_words = "Opening the backup…", .failure = failure,
};
