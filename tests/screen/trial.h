/*
 * trial: the rows of errors.def that no server's answer leads to.  The test that the table names for
 * a row causes it from outside and meets it on the screen, or the table says why that cannot be
 * done.  A row that is in neither fails.
 */
#ifndef TESTS_SCREEN_TRIAL_H
#define TESTS_SCREEN_TRIAL_H

#include "tests/screen/rows.h"
#include "tests/screen/stage.h"

#define TRIAL_NEW_KEY "Your new API key"
#define TRIAL_MINT_FORM "Mint an API key"
#define TRIAL_PATH_SIZE 512

enum tried { TRIED_UNSAID, TRIED_NOWHERE, TRIED_HERE, TRIED_OUT };

typedef void trial_cause(void);

/* Runs all causes.  Checks first that they are the rows that the table says are `mine`. */
int trial_run(const char *name, enum tried mine, trial_cause *const causes[ROW_COUNT]);

extern struct stage *trial_stage;

/* Starts rialto as wide as dialogs are read; with agent-1 and a stake; then does what a person does there. */
struct terminal *trial_start(const char *options);
void trial_staked(void);
/* Both: at the walkthrough's next step, with agent-1 and money on it, or with a stake. */
struct terminal *trial_to_approve(const char *options);
struct terminal *trial_to_token(const char *options);
void trial_unlock(struct terminal *terminal);
void trial_mint(struct terminal *terminal);
void trial_minted(struct terminal *terminal);

/* Checks that the panel shows the row and that Enter closes it, or that the keystroke it offers
 * leads to what is shown. */
void trial_closes(struct terminal *terminal, enum row_id id);
void trial_leads(struct terminal *terminal, enum row_id id, const char *offer, const char *shows);
/* Checks that a dialog other than the panel says what to do. */
void trial_says(struct terminal *terminal, enum row_id id);
/* Checks that rialto ends at once, with words on the terminal as it was. */
void trial_refuses_to_start(const char *options, enum row_id id, int status);

/* Returns a path in this test's folder, valid until the next call. */
const char *trial_path(const char *name);

#endif
