/*
 * trial: the rows of errors.def that no server's answer leads to.  Each is caused from
 * outside and met on the screen by the test that its table names, or the table says why it
 * cannot be; a row that is in neither fails.
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

/* Runs all of them, and checks first that they are those which the table says are `mine`. */
int trial_run(const char *name, enum tried mine, trial_cause *const causes[ROW_COUNT]);

extern struct stage *trial_stage;

/* rialto, as wide as dialogs are read; agent-1 with a stake; and what a person does there. */
struct terminal *trial_start(const char *options);
void trial_staked(void);
void trial_unlock(struct terminal *terminal);
void trial_mint(struct terminal *terminal);
void trial_minted(struct terminal *terminal);

/* The panel says the row, and Enter closes it; or the key offered leads on, to what is shown. */
void trial_closes(struct terminal *terminal, enum row_id id);
void trial_leads(struct terminal *terminal, enum row_id id, const char *offer, const char *shows);
/* A dialog other than the panel says what to do. */
void trial_says(struct terminal *terminal, enum row_id id);
/* It ends at once, in words on the terminal as it was. */
void trial_refuses_to_start(const char *options, enum row_id id, int status);

/* In this test's folder; good until the next call. */
const char *trial_path(const char *name);

#endif
