#include "app/care_job.h"

#include <stdlib.h>

#include "keystore/backup.h"
#include "keystore/keystore_change.h"
#include "keystore/keystore_derive.h"
#include "keystore/records.h"
#include "keystore/vault.h"
#include "wallet/mem.h"

struct task {
	struct care_result *out;
	const struct care *care;
	const struct home *home;
	struct v3_work work;
	char file[HOME_PATH_SIZE];	/* the wish's */
};

typedef bool run_task(const struct task *task, struct err *err);

static bool run_rename(const struct task *task, struct err *err)
{
	return keystore_rename(&task->out->account, task->home, &task->care->account, task->care->name, err);
}

static bool run_password(const struct task *task, struct err *err)
{
	return keystore_change_password(task->home, &task->care->account, task->care->password,
					task->care->new_password, task->work, err);
}

static bool run_remove(const struct task *task, struct err *err)
{
	return keystore_remove(task->home, &task->care->account, err);
}

static bool run_export(const struct task *task, struct err *err)
{
	return keystore_export(task->home, &task->care->account, task->file, err);
}

static bool run_export_key(const struct task *task, struct err *err)
{
	return keystore_export_key(task->home, &task->care->account, task->care->password, task->file, err);
}

static bool run_export_mnemonic(const struct task *task, struct err *err)
{
	return keystore_export_mnemonic(task->home, &task->care->account, task->care->password, task->file,
					err);
}

static bool run_accounts(const struct task *task, struct err *err)
{
	struct derived_account *items = mem_new(CARE_ACCOUNTS_LISTED, sizeof(*items));

	if (!keystore_derived(items, CARE_ACCOUNTS_LISTED, task->home, &task->care->account, task->care->path,
			      task->care->password, err)) {
		free(items);
		return false;
	}
	task->out->derived = (struct derived_accounts){ items, CARE_ACCOUNTS_LISTED };
	return true;
}

static bool run_derive(const struct task *task, struct err *err)
{
	return keystore_derive(&task->out->account, task->home, &task->care->account, task->care->name,
			       task->care->path, task->care->password, task->work, err);
}

static bool run_key_add(const struct task *task, struct err *err)
{
	struct key_info info = task->care->key_info;
	struct signer *signer;
	bool ok;

	if (!keystore_open(&signer, task->home, &task->care->account, task->care->password, err))
		return false;
	ok = vault_add(task->home, signer, &info, task->care->key, err);
	signer_free(signer);
	return ok;
}

static bool run_backup(const struct task *task, struct err *err)
{
	return backup_write(&task->out->files, task->home, task->file, task->care->password, task->work, err);
}

static bool run_restore(const struct task *task, struct err *err)
{
	return backup_restore(&task->out->files, task->home, task->file, task->care->password,
			      task->care->overwrite, err);
}

static bool run_log(const struct task *task, struct err *err)
{
	const char *text = task->care->text;
	struct records records;
	bool ok;

	if (!records_read(&records, task->home, err))
		return false;
	ok = records_export(&task->out->files, task->home, &records, &text, 1, task->file, err);
	records_free(&records);
	return ok;
}

static run_task *const table[CARE_KINDS] = {
	[CARE_RENAME] = run_rename,
	[CARE_PASSWORD] = run_password,
	[CARE_REMOVE] = run_remove,
	[CARE_EXPORT] = run_export,
	[CARE_EXPORT_KEY] = run_export_key,
	[CARE_EXPORT_MNEMONIC] = run_export_mnemonic,
	[CARE_ACCOUNTS] = run_accounts,
	[CARE_DERIVE] = run_derive,
	[CARE_KEY_ADD] = run_key_add,
	[CARE_BACKUP] = run_backup,
	[CARE_RESTORE] = run_restore,
	[CARE_LOG] = run_log,
};

bool care_job_run(struct care_result *out, const struct care *care, const struct home *home, struct v3_work work,
		  struct err *err)
{
	struct task task = { .out = out, .care = care, .home = home, .work = work };

	return home_expand(task.file, care->file, err) && table[care->kind](&task, err);
}
