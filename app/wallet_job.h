/* wallet_job: work on wallets that the worker does: scrypt and what surrounds it. */
#ifndef APP_WALLET_JOB_H
#define APP_WALLET_JOB_H

#include "app/worker.h"
#include "keystore/home.h"
#include "keystore/keystore.h"
#include "wallet/model/effect.h"

struct wallet_job;

/* Does what an effect wants and fills in the result.  True when all went well; otherwise
 * result.err says why. */
typedef bool wallet_work(struct wallet_job *job);

struct wallet_job {
	struct job job;			/* must be first */
	struct effect effect;		/* owned */
	wallet_work *work_on;
	struct home home;		/* a copy, so that a job that is left behind has its own */
	struct v3_work work;

	struct action result;		/* owned */
	struct signer *signer;		/* owned; of an unlocked or new wallet; may be NULL */
};

/* One for each row of effects.def that is done on the worker. */
#define HERE(run)
#define WORKER(work) wallet_work wallet_job_##work;
#define EFFECT(id, how, result, readonly, payload, waits_for) how
#include "wallet/model/effects.def"
#undef HERE
#undef WORKER
#undef EFFECT

/* Takes the effect's contents over. */
struct wallet_job *wallet_job_new(struct effect *effect, const struct home *home, struct v3_work work,
				  wallet_work *work_on);
void wallet_job_free(struct wallet_job *job);

/* Stores a wallet and, if that costs no more, opens it; *signer is NULL if not.  Runs scrypt. */
MUST_USE bool wallet_job_import(struct account *out, struct signer **signer, const struct home *home,
				const char *name, const struct import *import, const struct passphrase *password,
				struct v3_work work, struct err *err);
/* extra: BIP-39's passphrase; NULL or empty for none. path: "" is the default. */
MUST_USE bool wallet_job_add_words(struct account *out, struct signer **signer, const struct home *home,
				   const char *name, const struct mnemonic *words, const struct passphrase *extra,
				   const char *path, const struct passphrase *password, struct v3_work work,
				   struct err *err);

#endif
