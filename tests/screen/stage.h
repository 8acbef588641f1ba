/*
 * stage: what a screen test works on: a practice network for the whole test program, and for each
 * test its own home folder, with rialto in a terminal.
 */
#ifndef TESTS_SCREEN_STAGE_H
#define TESTS_SCREEN_STAGE_H

#include "tests/screen/network.h"
#include "tests/screen/terminal.h"
#include "tests/screen/terminal_state.h"

#define STAGE_PASSWORD "correct horse"

struct stage {
	struct network *network;
	char folder[64];		/* of this test; it contains home/ */
	char address[64];		/* of the wallet that stage_wallet makes */
	size_t sent;			/* transactions sent by earlier tests */
	const char *const *env;		/* for stage_start; NULL: no more variables */
	const char *inside;		/* folder in this test's folder where rialto runs; NULL: where the tests do */
	const char *before;		/* what the shell does before it becomes rialto; NULL: nothing */
};

/* Set-up and tear-down for cmocka, of a group and of a test. *state is the stage. */
int stage_open(void **state);
int stage_open_challenging(void **state);	/* where Venice gives challenges in place of tokens */
int stage_close(void **state);
int stage_begin(void **state);
int stage_end(void **state);

/* Starts rialto on this test's home and the practice network. options: further ones, separated
 * as in a shell; "" for none. */
struct terminal *stage_start(struct stage *stage, int rows, int cols, const char *options);

/* Runs a command and returns its standard output, which the caller frees.  The second form
 * returns the exit status instead of insisting on 0. */
char *stage_run(struct stage *stage, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int stage_try(struct stage *stage, char **output, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* What a test starts from, made without the screen: a wallet "agent-1" with a new key; money on
 * it; a stake; a minted key. */
void stage_wallet(struct stage *stage);
void stage_wallet_named(struct stage *stage, const char *name);
void stage_money(struct stage *stage);
void stage_stake(struct stage *stage);
void stage_mint(struct stage *stage);
/* The first two of them; the first three. */
void stage_funded(struct stage *stage);
void stage_staked(struct stage *stage);
/* On top of all three: a stored ADMIN key "boss", and an INFERENCE key "worker" that only Venice has. */
void stage_account(struct stage *stage);
/* Whether the list of wallets, as JSON, contains `text`. */
bool stage_lists(struct stage *stage, const char *text);

/* Writes a file in the test's folder.  Returns its path, which is valid until the next call. */
const char *stage_file(struct stage *stage, const char *name, const char *text);

/* Returns the text after `name":"` in JSON.  The caller frees it. */
char *stage_field(const char *json, const char *name);

#define stage_test(function) cmocka_unit_test_setup_teardown(function, stage_begin, stage_end)

#endif
