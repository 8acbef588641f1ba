/*
 * load: reads all that is on disk, here or on the worker.  There may be ten thousand files, on a slow disk, and the
 * screen goes on meanwhile.
 */
#ifndef APP_LOAD_H
#define APP_LOAD_H

#include "app/worker.h"
#include "keystore/home.h"
#include "keystore/keystore_glance.h"
#include "wallet/model/action.h"

struct load {
	struct job job;			/* on the worker; it only reads */
	struct home home;		/* a copy, for its paths */
	bool log;			/* the log, too … */
	bool log_of_journal;		/* … or only if something is in flight */
	bool ledger;
	struct action result;		/* LOADED */
	struct glance_mark mark;	/* of the folders, from before they were read */
};

void load_read(struct load *load);

/* Copies it for the worker, to be given to it.  The result and its freeing are the load's. */
struct job *load_job(const struct load *load);
struct load *load_of(struct job *job);		/* NULL: it is another job */

#endif
