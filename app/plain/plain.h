/*
 * plain: the path from an empty keystore to a key, as questions and answers in lines.  For screen
 * readers, braille, serial lines and terminals that cannot place text: nothing that is written has a
 * control sequence, and nothing is written twice.
 *
 * It draws on the same model, flows and loop as the screen.  Where the screen opens a dialog, a
 * function here asks; each returns when there is nothing more to ask.
 */
#ifndef APP_PLAIN_PLAIN_H
#define APP_PLAIN_PLAIN_H

#include "app/app.h"
#include "app/loop.h"
#include "tui/form/form.h"
#include "wallet/model/waiting.h"

/* What a change of ends the question for the next step. */
struct plain_state {
	enum step step;
	enum step_status status;
	enum want want;
	enum err_code failed;
	enum mint_state mint;
	enum tx_state tx;
	size_t messages;
};

struct plain {
	struct app *app;
	struct loop loop;
	const struct model *model;
	bool ascii;
	size_t width;			/* columns */

	/* The question that is open. */
	bool (*over)(const struct plain *plain);	/* nobody need answer it any more; NULL: it stays */
	bool over_when_begun;		/* … even if a part of the answer was typed */
	bool guarded;			/* it is about a secret, and ends like the lock when nobody types */
	bool left_alone;		/* the last one ended so */
	bool moved;			/* it was over */
	struct plain_state state;	/* as it was when it was asked */
	uint64_t review;		/* the fingerprint of the one that was printed */
	int64_t printed_ms;		/* when that was */

	bool money_known;		/* and was printed: */
	struct amount eth, vvv;

	bool leaving;
	bool away;			/* what goes on is not waited for, until the person has answered something */
	bool rereads;			/* the balances are being read again, and that is waited for */
	unsigned explained;		/* bits: the steps that were explained */
	size_t told;			/* how many of the model's messages were printed */
	struct waiting waiting;		/* what is waited for … */
	int64_t waits_since_ms;		/* … since when, 0: for nothing … */
	bool wait_told;			/* … and it was said */
	char key_seen[KEY_ID_SIZE];	/* the minted key that was shown */
};

MUST_USE bool plain_run(struct app *app, struct err *err);

/* say.c: writes paragraphs, wrapped to the width, in ASCII where the terminal wants that. */
void plain_say(const struct plain *plain, const char *fmt, ...) PRINTF_LIKE(2, 3);
void plain_sentence(const struct plain *plain, const char *text);	/* with a full stop, if it has none */
void plain_pair(const struct plain *plain, const char *label, const char *fmt, ...) PRINTF_LIKE(3, 4);
void plain_lines(const struct plain *plain, const char *text);	/* each line as a paragraph … */
void plain_fields(const struct plain *plain, const char *text);	/* … of a label, blanks and a text */
/* A question's text, which no line end follows.  The caller frees it. */
char *plain_question(const struct plain *plain, const char *text);
void plain_measure(struct plain *plain);	/* how wide the terminal is now, and whether it takes ASCII alone */

/*
 * ask.c: false when there is no answer: Ctrl-C goes back, the end of the input and a signal leave
 * (plain->leaving), and a question may be over (plain->moved).
 */
MUST_USE bool plain_ask(char *out, size_t size, struct plain *plain, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* The same for an answer that agrees to something by `word`: one that comes too soon to have been read is none. */
MUST_USE bool plain_ask_consent(char *out, size_t size, struct plain *plain, const char *word, const char *fmt, ...)
	PRINTF_LIKE(5, 6);
MUST_USE bool plain_ask_secret(struct passphrase **out, struct plain *plain, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Numbers the choices; Enter takes the first.  The last argument is what to ask. */
MUST_USE bool plain_choose(size_t *out, struct plain *plain, const char *const *choices, size_t count,
			   const char *question);
/* The same where Enter takes the one of index `usual`. */
MUST_USE bool plain_choose_from(size_t *out, struct plain *plain, const char *const *choices, size_t count,
				size_t usual, const char *question);
const struct prompt_host *plain_host(struct plain *plain);	/* valid until the next call */
bool plain_unanswered(struct plain *plain, const struct err *err);	/* notes why; false */
bool plain_ended(const struct plain *plain);

/* form.c: asks for what a form of the screen asks for, and sends it.  The second form takes over one that was begun. */
void plain_form(struct plain *plain, const struct form_spec *spec);
void plain_form_ask(struct plain *plain, struct form *form);

/* work.c: lets the loop run while something is worked on, and answers what it asks on the way. */
void plain_work(struct plain *plain);
void plain_news(struct plain *plain);	/* prints the messages that have come */

/* What is asked on the way. */
void plain_review(struct plain *plain);		/* review.c */
void plain_fee(struct plain *plain);		/* review.c: an own one, where no other is believed */
void plain_password(struct plain *plain);	/* secret.c */
void plain_words(struct plain *plain);		/* secret.c */
void plain_failure(struct plain *plain);	/* failure.c */

void plain_elsewhere(struct plain *plain);	/* failure.c: says that it is not asked here */

void plain_command(struct plain *plain, const char *typed);	/* command.c: what was typed at the main question */
void plain_quit(struct plain *plain);		/* command.c */
void plain_run_command(struct plain *plain, int command);	/* command.c */
MUST_USE bool plain_may(const struct plain *plain, int command);	/* command.c: false: said what is in its way */
/* command.c: asks the form of a command, or says why it cannot be done now. */
void plain_ask_form(struct plain *plain, int command, const struct form_spec *form);

/* What a person can do; each is followed by plain_work. */
void plain_next(struct plain *plain);		/* step.c: what Enter does */
void plain_steps(struct plain *plain);		/* step.c: lists them all */
void plain_add_wallet(struct plain *plain);	/* wallet.c */
void plain_wallets(struct plain *plain);	/* wallet.c */
void plain_accounts(struct plain *plain);	/* accounts.c */
void plain_unlock(struct plain *plain);		/* secret.c */
const struct account *plain_account(struct plain *plain);	/* money.c; NULL: said what is lacking */
void plain_receive(struct plain *plain);	/* money.c */
void plain_fund(struct plain *plain);		/* money.c */
void plain_stake(struct plain *plain);		/* plans.c */
void plain_plans(struct plain *plain);		/* plans.c */
void plain_quote(struct plain *plain);		/* plans.c */
void plain_plan(struct plain *plain, enum action_type wish);	/* plans.c */
void plain_balances(struct plain *plain);	/* money.c */
void plain_transactions(struct plain *plain);	/* money.c */
void plain_allowances(struct plain *plain);	/* allowance.c */
void plain_mint(struct plain *plain);		/* key.c */
void plain_keys(struct plain *plain);		/* key.c */
void plain_minted(struct plain *plain);		/* key.c */
void plain_change_key(struct plain *plain, const char *id);	/* key.c */
void plain_unknown(struct plain *plain);	/* unknown.c: of a mint */
void plain_networks(struct plain *plain);	/* network.c */
void plain_node(struct plain *plain);		/* network.c */
void plain_book(struct plain *plain);		/* book.c */
void plain_settings(struct plain *plain);	/* settings.c */
void plain_send_to(struct plain *plain, const char *to);	/* plans.c: a name that is known here, or an address */
void plain_do(struct plain *plain, enum action_type type);

#endif
