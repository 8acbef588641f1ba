#include "app/wallet_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/task_job.h"
#include "keystore/mnemonic.h"
#include "keystore/mnemonic_text.h"
#include "keystore/secret_file.h"
#include "keystore/words.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret_text.h"

#define V3_FILE_MAX ((size_t)1 << 20)

static bool add_mnemonic(struct account *out, struct signer **signer, const struct home *home, const char *name,
			 const struct mnemonic *mnemonic, const char *path, const struct passphrase *password,
			 struct v3_work work, struct err *err)
{
	struct seckey *key = NULL;

	if (!*path)
		path = MNEMONIC_DEFAULT_PATH;
	if (!mnemonic_derive(&key, mnemonic, NULL, path, err))
		return false;
	if (!keystore_add_mnemonic(out, home, name, mnemonic, path, password, work, err)) {
		seckey_free(key);
		return false;
	}
	*signer = signer_new(key);
	return true;
}

static bool typed_key(struct seckey **out, const struct passphrase *typed, struct err *err)
{
	struct seckey *key = seckey_new();

	if (secret_text_private_key((uint8_t *)key->s.data, typed->s.data, typed->s.len)) {
		key->s.len = 32;
		if (seckey_is_valid(key)) {
			*out = key;
			return true;
		}
	}
	seckey_free(key);
	return err_set(err, ERR_INVALID_INPUT, "A private key is 64 hex digits, and not zero");
}

static bool typed_words(struct mnemonic **out, const struct passphrase *typed, struct err *err)
{
	struct mnemonic *mnemonic = mnemonic_new(MNEMONIC_MAX);

	if (!secret_append(&mnemonic->s, typed->s.data, typed->s.len)) {
		mnemonic_free(mnemonic);
		return err_set(err, ERR_MNEMONIC_BAD, "There are more than 24 words");
	}
	mnemonic_take_words(&mnemonic->s);
	*out = mnemonic;
	return true;
}

static bool import_key(struct account *out, struct signer **signer, const struct home *home, const char *name,
		       const struct import *import, const struct passphrase *password, struct v3_work work,
		       struct err *err)
{
	struct seckey *key = NULL;

	if (!(import->typed ? typed_key(&key, import->typed, err) : secret_file_seckey(&key, import->file, err)))
		return false;
	if (!keystore_add_key(out, home, name, key, password, work, err)) {
		seckey_free(key);
		return false;
	}
	*signer = signer_new(key);
	return true;
}

static bool check_words(struct mnemonic *words, const char *name, struct err *err)
{
	const struct words *language = *name ? words_language(name) : NULL;

	if (!*name)
		return mnemonic_check(words, err);
	if (!language)
		return err_set(err, ERR_INVALID_INPUT, "There is no BIP-39 word list '%.23s'", name);
	return mnemonic_check_in(words, language, err);
}

/* The mnemonic alone does not give the key, so the wallet is stored with a bare key. ethers, for
 * one, opens no file whose mnemonic and key do not fit. */
static bool add_with_passphrase(struct account *out, struct signer **signer, const struct home *home, const char *name,
				const struct mnemonic *words, const struct passphrase *extra, const char *path,
				const struct passphrase *password, struct v3_work work, struct err *err)
{
	struct seckey *key = NULL;

	if (!mnemonic_derive(&key, words, extra, *path ? path : MNEMONIC_DEFAULT_PATH, err))
		return false;
	if (!keystore_add_key(out, home, name, key, password, work, err)) {
		seckey_free(key);
		return false;
	}
	*signer = signer_new(key);
	return true;
}

bool wallet_job_add_words(struct account *out, struct signer **signer, const struct home *home, const char *name,
			  const struct mnemonic *words, const struct passphrase *extra, const char *path,
			  const struct passphrase *password, struct v3_work work, struct err *err)
{
	if (extra && extra->s.len)
		return add_with_passphrase(out, signer, home, name, words, extra, path, password, work, err);
	return add_mnemonic(out, signer, home, name, words, path, password, work, err);
}

static bool import_words(struct account *out, struct signer **signer, const struct home *home, const char *name,
			 const struct import *import, const struct passphrase *password, struct v3_work work,
			 struct err *err)
{
	struct mnemonic *words = NULL;
	bool ok;

	if (!(import->typed ? typed_words(&words, import->typed, err)
			    : secret_file_mnemonic(&words, import->file, err)))
		return false;
	ok = check_words(words, import->language, err) &&
	     wallet_job_add_words(out, signer, home, name, words, import->mnemonic_password, import->path, password,
				  work, err);
	mnemonic_free(words);
	return ok;
}

/* The wallet stays locked, because opening it would cost another scrypt. */
static bool import_v3(struct account *out, struct signer **signer, const struct home *home, const char *name,
		      const struct import *import, const struct passphrase *password, struct v3_work work,
		      struct err *err)
{
	const struct passphrase *file_password = import->file_password ? import->file_password : password;
	struct buf json;
	bool ok;

	*signer = NULL;
	buf_init(&json, V3_FILE_MAX);
	ok = home_import_file(&json, import->file, err) &&
	     keystore_add_v3(out, home, name, buf_string(&json), json.len, file_password, password, work, err);
	buf_free(&json);
	return ok;
}

bool wallet_job_import(struct account *out, struct signer **signer, const struct home *home, const char *name,
		       const struct import *import, const struct passphrase *password, struct v3_work work,
		       struct err *err)
{
	switch (import->kind) {
	case IMPORT_KEY:
		return import_key(out, signer, home, name, import, password, work, err);
	case IMPORT_MNEMONIC:
		return import_words(out, signer, home, name, import, password, work, err);
	case IMPORT_V3:
		return import_v3(out, signer, home, name, import, password, work, err);
	}
	return err_set(err, ERR_INTERNAL, "There is no import of kind %d", (int)import->kind);
}

/* The mnemonic is made in the form that people read.  Checking it turns it into the form that
 * keys are made from. */
bool wallet_job_make_words(struct wallet_job *job)
{
	const struct effect *effect = &job->effect;
	const struct words *language = *effect->language ? words_language(effect->language) : NULL;
	struct mnemonic *words = NULL;
	bool ok;

	if (*effect->language && !language)
		return err_set(&job->result.err, ERR_INVALID_INPUT, "There is no BIP-39 word list '%.23s'", effect->language);
	if (!mnemonic_generate(&words, effect->words, language, &job->result.err))
		return false;
	ok = mnemonic_for_people(&job->result.mnemonic, words, &job->result.err);
	mnemonic_free(words);
	return ok;
}

static bool add_made(struct wallet_job *job)
{
	struct effect *effect = &job->effect;

	return check_words(effect->add.mnemonic, effect->add.language, &job->result.err) &&
	       wallet_job_add_words(&job->result.added.account, &job->signer, &job->home, effect->add.name,
				    effect->add.mnemonic, effect->add.mnemonic_password, "", effect->add.password,
				    job->work, &job->result.err);
}

/* In a form, a person types a path that no shell has expanded. */
static bool expand_file(struct import *import, struct err *err)
{
	char path[HOME_PATH_SIZE];

	if (!home_expand(path, import->file, err))
		return false;
	snprintf(import->file, sizeof(import->file), "%s", path);
	return true;
}

bool wallet_job_add(struct wallet_job *job)
{
	const struct effect *effect = &job->effect;

	switch (effect->add.kind) {
	case ADD_MNEMONIC:
		return add_made(job);
	case ADD_IMPORT:
		return expand_file(effect->add.import, &job->result.err) &&
		       wallet_job_import(&job->result.added.account, &job->signer, &job->home, effect->add.name,
					 effect->add.import, effect->add.password, job->work, &job->result.err);
	case ADD_WATCH:
		return keystore_watch(&job->result.added.account, &job->home, effect->add.name, effect->add.address,
				      &job->result.err);
	}
	return err_set(&job->result.err, ERR_INTERNAL, "There is no wallet of kind %d", (int)effect->add.kind);
}

bool wallet_job_unlock(struct wallet_job *job)
{
	const struct account *account = &job->effect.unlock.account;

	if (!keystore_open(&job->signer, &job->home, account, job->effect.unlock.password, &job->result.err))
		return false;
	job->result.unlocked = signer_address(job->signer);
	return true;
}

bool wallet_job_task(struct wallet_job *job)
{
	return task_job_run(&job->result.task_done, job->effect.task, &job->home, job->work, &job->result.err);
}

static void run(struct job *base)
{
	struct wallet_job *job = (struct wallet_job *)base;

	job->result.ok = job->work_on(job);
}

static void free_base(struct job *base)
{
	wallet_job_free((struct wallet_job *)base);
}

struct wallet_job *wallet_job_new(struct effect *effect, const struct home *home, struct v3_work work,
				  wallet_work *work_on)
{
	struct wallet_job *job = mem_new(1, sizeof(*job));

	job->job = (struct job){
		.request = effect->request, .only_reads = effect->type == EFFECT_UNLOCK, .run = run, .free = free_base,
	};
	job->result = (struct action){ .type = effect_result(effect->type), .request = effect->request };
	job->effect = *effect;
	job->home = *home;
	job->work = work;
	job->work_on = work_on;
	*effect = (struct effect){ 0 };
	return job;
}

void wallet_job_free(struct wallet_job *job)
{
	if (!job)
		return;
	effect_free(&job->effect);
	signer_free(job->signer);
	action_free(&job->result);
	free(job);
}
