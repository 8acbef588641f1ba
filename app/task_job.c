#include "app/task_job.h"

#include <stdlib.h>
#include <string.h>

#include "keystore/address_book.h"
#include "keystore/backup.h"
#include "keystore/keystore_change.h"
#include "keystore/keystore_derive.h"
#include "keystore/log_file.h"
#include "keystore/vault.h"
#include "wallet/base/mem.h"

struct task_run {
	struct task_result *out;
	const struct task *task;
	const struct home *home;
	struct v3_work work;
	char file[HOME_PATH_SIZE];	/* the wish's */
};

typedef bool run_task(const struct task_run *run, struct err *err);

static bool run_rename(const struct task_run *run, struct err *err)
{
	return keystore_rename(&run->out->account, run->home, &run->task->account, run->task->name, err);
}

static bool run_password(const struct task_run *run, struct err *err)
{
	return keystore_change_password(run->home, &run->task->account, run->task->password,
					run->task->new_password, run->work, err);
}

static bool run_remove(const struct task_run *run, struct err *err)
{
	return keystore_remove(run->home, &run->task->account, err);
}

static bool run_export(const struct task_run *run, struct err *err)
{
	return keystore_export(run->home, &run->task->account, run->file, err);
}

static bool run_export_key(const struct task_run *run, struct err *err)
{
	return keystore_export_key(run->home, &run->task->account, run->task->password, run->file, err);
}

static bool run_export_mnemonic(const struct task_run *run, struct err *err)
{
	return keystore_export_mnemonic(run->home, &run->task->account, run->task->password, run->file,
					err);
}

static bool run_accounts(const struct task_run *run, struct err *err)
{
	struct derived_account *items = mem_new(TASK_ACCOUNTS_LISTED, sizeof(*items));

	if (!keystore_derived(items, TASK_ACCOUNTS_LISTED, run->home, &run->task->account, run->task->path,
			      run->task->password, err)) {
		free(items);
		return false;
	}
	run->out->derived = (struct derived_accounts){ items, TASK_ACCOUNTS_LISTED };
	return true;
}

static bool run_derive(const struct task_run *run, struct err *err)
{
	return keystore_derive(&run->out->account, run->home, &run->task->account, run->task->name,
			       run->task->path, run->task->password, run->work, err);
}

static bool run_key_add(const struct task_run *run, struct err *err)
{
	struct key_info info = run->task->key_info;
	struct signer *signer;
	bool ok;

	if (!keystore_open(&signer, run->home, &run->task->account, run->task->password, err))
		return false;
	ok = vault_add(run->home, signer, &info, run->task->key, err);
	signer_free(signer);
	return ok;
}

static bool run_backup(const struct task_run *run, struct err *err)
{
	return backup_write(&run->out->files, run->home, run->file, run->task->password, run->work, err);
}

static bool run_restore(const struct task_run *run, struct err *err)
{
	return backup_restore(&run->out->files, run->home, run->file, run->task->password,
			      run->task->overwrite, err);
}

static bool run_log(const struct task_run *run, struct err *err)
{
	const char *text = run->task->text;
	struct log_entries log;
	bool ok;

	if (!log_file_read(&log, run->home, err))
		return false;
	ok = log_file_export(&run->out->files, run->home, &log, &text, 1, run->file, err);
	log_entries_free(&log);
	return ok;
}

static void take_entry(const struct task_run *run)
{
	run->out->account = run->task->account;
	memcpy(run->out->account.name, run->task->name, sizeof(run->task->name));
}

static bool run_book_add(const struct task_run *run, struct err *err)
{
	take_entry(run);
	return address_book_add(run->home, run->task->name, run->task->account.address, err);
}

static bool run_book_rename(const struct task_run *run, struct err *err)
{
	take_entry(run);
	return address_book_rename(run->home, &run->task->account, run->task->name, err);
}

static bool run_book_remove(const struct task_run *run, struct err *err)
{
	return address_book_remove(run->home, &run->task->account, err);
}

static run_task *const table[TASK_KINDS] = {
	[TASK_RENAME] = run_rename,
	[TASK_PASSWORD] = run_password,
	[TASK_REMOVE] = run_remove,
	[TASK_EXPORT] = run_export,
	[TASK_EXPORT_KEY] = run_export_key,
	[TASK_EXPORT_MNEMONIC] = run_export_mnemonic,
	[TASK_ACCOUNTS] = run_accounts,
	[TASK_DERIVE] = run_derive,
	[TASK_KEY_ADD] = run_key_add,
	[TASK_BACKUP] = run_backup,
	[TASK_RESTORE] = run_restore,
	[TASK_LOG] = run_log,
	[TASK_BOOK_ADD] = run_book_add,
	[TASK_BOOK_RENAME] = run_book_rename,
	[TASK_BOOK_REMOVE] = run_book_remove,
};

bool task_job_run(struct task_result *out, const struct task *task, const struct home *home, struct v3_work work,
		  struct err *err)
{
	struct task_run run = { .out = out, .task = task, .home = home, .work = work };

	return home_expand(run.file, task->file, err) && table[task->kind](&run, err);
}
