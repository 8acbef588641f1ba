#include "tests/screen/evidence.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"

const char *const deed_names[DEED_COUNT] = {
	[DEED_TRANSACTION] = "transactions", [DEED_PAYMENT] = "payments", [DEED_CALL] = "calls that are paid for",
	[DEED_DELETION] = "keys deleted at Venice", [DEED_COPY] = "keys gone from the vault",
	[DEED_WALLET] = "wallets removed", [DEED_EXPORT] = "secrets exported",
};

static void free_names(struct file_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct file_names){ 0 };
}

static void add_name(struct file_names *names, const char *name)
{
	names->items = realloc(names->items, (names->count + 1) * sizeof(*names->items));
	check(names->items && (names->items[names->count] = strdup(name)), "out of memory");
	names->count++;
}

/* A file that is being written has a name that begins with a dot, and does not count yet. */
static struct file_names names_in(const struct stage *stage, const char *folder)
{
	struct file_names names = { 0 };
	char path[256];
	DIR *dir;

	snprintf(path, sizeof(path), "%s/%s", stage->folder, folder);
	dir = opendir(path);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.')
			add_name(&names, entry->d_name);
	if (dir)
		closedir(dir);
	return names;
}

static bool has_name(const struct file_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return true;
	return false;
}

/* Counts how many of `some` are not among `others`. */
static size_t missing(const struct file_names *some, const struct file_names *others)
{
	size_t count = 0;

	for (size_t i = 0; i < some->count; i++)
		count += !has_name(others, some->items[i]);
	return count;
}

static size_t count_gone(const struct stage *stage, const char *folder, struct file_names *known)
{
	struct file_names now = names_in(stage, folder);
	size_t gone = missing(known, &now);

	free_names(known);
	*known = now;
	return gone;
}

/* True for a wallet or an API key in clear, or a wallet's V3 file.  A backup is sealed as a whole
 * with a password made up for it, and the log holds no secret. */
static bool is_secret(const struct stage *stage, const char *name)
{
	static const char *const signs[] = { "\"crypto\"", "VENICE", "0x" };
	char path[512], text[4096];
	size_t len;
	FILE *file;

	snprintf(path, sizeof(path), "%s/out/%s", stage->folder, name);
	file = fopen(path, "r");
	if (!file)
		return false;
	len = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[len] = '\0';
	if (strncmp(text, "{\"time\"", 7) == 0)	/* the log, whose entries have addresses */
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(text, signs[i]))
			return true;
	return false;
}

static size_t count_exports(const struct stage *stage, struct file_names *known)
{
	struct file_names now = names_in(stage, "out");
	size_t count = 0;

	for (size_t i = 0; i < now.count; i++)
		count += !has_name(known, now.items[i]) && is_secret(stage, now.items[i]);
	free_names(known);
	*known = now;
	return count;
}

void evidence_begin(struct evidence *evidence, const struct stage *stage)
{
	*evidence = (struct evidence){ .stage = stage, .at_first = network_count(stage->network) };
	evidence->wallets = names_in(stage, "home/keystore");
	evidence->copies = names_in(stage, "home/vault");
	evidence->exports = names_in(stage, "out");
}

void evidence_end(struct evidence *evidence)
{
	free_names(&evidence->wallets);
	free_names(&evidence->copies);
	free_names(&evidence->exports);
}

void evidence_skip(struct evidence *evidence)
{
	struct network_count now = network_count(evidence->stage->network);

	evidence->at_first = (struct network_count){
		.transactions = now.transactions - evidence->done[DEED_TRANSACTION],
		.payments = now.payments - evidence->done[DEED_PAYMENT],
		.calls = now.calls - evidence->done[DEED_CALL],
		.deletions = now.deletions - evidence->done[DEED_DELETION],
	};
	(void)count_gone(evidence->stage, "home/keystore", &evidence->wallets);
	(void)count_gone(evidence->stage, "home/vault", &evidence->copies);
	(void)count_exports(evidence->stage, &evidence->exports);
}

bool evidence_look(struct evidence *evidence)
{
	struct network_count now = network_count(evidence->stage->network), *first = &evidence->at_first;
	bool ok = true;

	evidence->done[DEED_TRANSACTION] = now.transactions - first->transactions;
	evidence->done[DEED_PAYMENT] = now.payments - first->payments;
	evidence->done[DEED_CALL] = now.calls - first->calls;
	evidence->done[DEED_DELETION] = now.deletions - first->deletions;
	evidence->done[DEED_WALLET] += count_gone(evidence->stage, "home/keystore", &evidence->wallets);
	evidence->done[DEED_COPY] += count_gone(evidence->stage, "home/vault", &evidence->copies);
	evidence->done[DEED_EXPORT] += count_exports(evidence->stage, &evidence->exports);
	for (size_t i = 0; i < DEED_COUNT; i++) {
		if (evidence->done[i] <= evidence->agreed[i])
			continue;
		fprintf(stderr, "%s: %zu, but only %zu were agreed to\n", deed_names[i], evidence->done[i], evidence->agreed[i]);
		ok = false;
	}
	return ok;
}

void evidence_agree(struct evidence *evidence, unsigned deeds, size_t listed, bool doubtful)
{
	for (size_t i = 0; i < DEED_COUNT; i++)
		evidence->agreed[i] += deeds >> i & 1;
	if (listed) {
		evidence->agreed[DEED_TRANSACTION] += listed - 1;
		evidence->listed_until = evidence->done[DEED_TRANSACTION] + listed;
	}
	evidence->doubtful += doubtful;
}

void evidence_lapse(struct evidence *evidence, unsigned deeds)
{
	for (size_t i = 0; i < DEED_COUNT; i++)
		if (deeds >> i & 1)
			evidence->agreed[i] = evidence->done[i];
	if (evidence->agreed[DEED_TRANSACTION] < evidence->listed_until)
		evidence->agreed[DEED_TRANSACTION] = evidence->listed_until;
}

void evidence_print(const struct evidence *evidence, FILE *out)
{
	for (size_t i = 0; i < DEED_COUNT; i++)
		fprintf(out, "  %6zu %s\n", evidence->done[i], deed_names[i]);
	fprintf(out, "  %6zu yeses too close to the end of the dead time to be told from one too early\n", evidence->doubtful);
}
