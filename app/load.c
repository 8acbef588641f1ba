#include "app/load.h"

#include <stdlib.h>

#include "keystore/address_book.h"
#include "keystore/journal.h"
#include "keystore/keystore.h"
#include "keystore/log_file.h"
#include "keystore/vault.h"
#include "wallet/base/mem.h"

/* Reads all that can be read, even when something else cannot. */
void load_read(struct load *load)
{
	struct loaded *out = &load->result.loaded;
	const struct home *home = &load->home;
	struct err *err = &load->result.err, ignored;
	struct keystore_rest rest = { 0 };
	size_t damaged_keys = 0;
	bool ok = true;

	keystore_glance_mark(&load->mark, home);
	ok &= keystore_look(&out->accounts, &rest, home, err);
	ok &= address_book_read(&out->book, &out->book_damaged, home, err);
	ok &= vault_list(&out->keys, &damaged_keys, home, err);
	ok &= journal_read(&out->journal, home, err);
	/* the log tells which of the things in flight were reported before, and who was sent something */
	if (load->log || (load->log_of_journal && out->journal.count))
		(void)!log_file_read(&out->log, home, &ignored);
	/* without it, nobody knows what may still be spent */
	if (load->ledger)
		ok &= log_file_read_ledger(&out->ledger, home, err);
	out->damaged = rest.damaged + damaged_keys + out->book_damaged;
	out->unread = rest.unread;
	load->result.ok = ok;
}

static void run(struct job *job)
{
	load_read(load_of(job));
}

static void free_load(struct job *job)
{
	action_free(&load_of(job)->result);
	free(job);
}

struct job *load_job(const struct load *load)
{
	struct load *out = mem_new(1, sizeof(*out));

	*out = *load;
	out->job = (struct job){ .request = load->result.request, .only_reads = true, .run = run, .free = free_load };
	return &out->job;
}

struct load *load_of(struct job *job)
{
	return job->run == run ? (struct load *)job : NULL;
}
