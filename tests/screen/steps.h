/* steps: what a person does again and again.  Each step waits for what it must see first. */
#ifndef TESTS_SCREEN_STEPS_H
#define TESTS_SCREEN_STEPS_H

#include "tests/screen/stage.h"

/* What the walkthrough says when each step is the next one. */
#define NEXT_WALLET "Enter: make or import a wallet"
#define NEXT_FUND "Enter: show the address to send"
#define NEXT_APPROVE "Enter: choose how much VVV to approve and stake"
#define NEXT_STAKE "Enter: choose how much VVV to stake"
#define NEXT_REVIEW_STAKE "Approved. Enter: review the stake"
#define NEXT_TOKEN "Enter: fetch a validation token"
#define NEXT_SIGN "Enter: sign the token and mint the key"
#define NEXT_KEY "m mints another"

#define PROMPT_SIGN_TX "to sign the transaction"
#define PROMPT_SIGN_TOKEN "to sign the token"
#define REVIEW "Review before signing"

#define STEP_WORDS 12

/* Where a person may be with a stake and a key: what leads there from the walkthrough, and what is seen there. */
struct step_place { const char *keys, *text; };
extern const struct step_place step_places[];
extern const size_t step_place_count;

/* Starts rialto and waits for what the walkthrough says next: in an empty home; with a wallet
 * agent-1 and money on it; with a stake, too. */
struct terminal *step_open_empty(struct stage *stage, int rows, int cols);
struct terminal *step_open_funded(struct stage *stage, int rows, int cols, const char *options);
struct terminal *step_open_staked(struct stage *stage, int rows, int cols, const char *options);

/* Kills rialto in the middle of what it does, and starts it again. */
struct terminal *step_kill_and_start(struct stage *stage, struct terminal *terminal, int rows, int cols);
/* Waits until rialto has ended by itself.  Returns its exit status. */
int step_exit_code(struct terminal *terminal);

/* From an empty keystore to the wallet agent-1, whose mnemonic goes to `words`; then with ETH
 * and VVV on it; then with a stake of 10 VVV. */
void step_new_words(char words[STEP_WORDS][32], struct terminal *terminal);	/* as far as they are shown */
void step_new_wallet(char words[STEP_WORDS][32], struct terminal *terminal);
void step_receive_money(struct terminal *terminal);
void step_stake(struct terminal *terminal);

/* Types the password once `prompt` is shown, and waits until it is gone. */
void step_password(struct terminal *terminal, const char *prompt);
/* From the walkthrough's token step: presses Enter and waits for the token. */
void step_token(struct terminal *terminal);
/* From there: presses Enter, and Enter in the form. */
void step_mint(struct terminal *terminal);
/* Opens the form of a mint with m, and sends it as it is. */
void step_mint_form(struct terminal *terminal);
/* With a stake: a mint that is signed and that the practice network is told to fail by `order`. */
struct terminal *step_failing_mint(struct stage *stage, const char *order, const char *options);
/* Begins a stake of `amount`, up to its first review; and the parts of that: opens the form, and
 * answers it, which does not wait for the review. */
void step_stake_form(struct terminal *terminal, const char *amount);
void step_amount_form(struct terminal *terminal);
void step_amount(struct terminal *terminal, const char *amount);
/* From the first review of a stake of 10 VVV: approves, up to the review of the stake itself. */
void step_approve(struct terminal *terminal);
/* From the same review, of any amount: says yes to it and to that of the stake; asks for no password. */
void step_yes_to_both(struct terminal *terminal, const char *amount);

/* Waits until the review takes an answer, which it says is not before the end was read; the
 * second one then says yes. */
void step_ready(struct terminal *terminal);
void step_yes(struct terminal *terminal);
/* Types a word as the answer.  Presses Enter only once an answer is taken. */
void step_word(struct terminal *terminal, const char *word);
/* After the approval: opens the review of the stake, which waits. */
void step_next_review(struct terminal *terminal);

#endif
