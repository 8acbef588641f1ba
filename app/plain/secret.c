/* Passwords and words, which are typed without echo, straight into guarded memory. */
#include "app/plain/plain.h"

#include "app/cli/prompt.h"
#include "wallet/flow/session.h"

static bool is_not_wanted(const struct plain *plain)
{
	return model_want(plain->model) != WANT_PASSWORD || plain->model->session.request;
}

static void say_refused(const struct plain *plain)
{
	const struct err *err = &plain->model->session.err;

	if (err->code == ERR_WRONG_PASSWORD)
		plain_say(plain, "Wrong password. Try again; check caps lock and keyboard layout.");
	else if (err->code != ERR_NONE)
		plain_say(plain, "%s. %s", err->msg, err_info(err->code)->advice);
}

static bool give(struct plain *plain, const struct account *account)
{
	struct action action = { .type = ACTION_PASSWORD };

	if (!plain_ask_secret(&action.password, plain, "Password of %s, %s (it is not shown): ", account->name,
			      session_reason(plain->model)))
		return false;
	loop_apply(&plain->loop, &action);
	plain->away = false;
	return true;
}

void plain_password(struct plain *plain)
{
	const struct account *account = session_wanted(plain->model);

	say_refused(plain);
	plain->over = is_not_wanted;
	plain->over_when_begun = true;
	if ((!account || account->kind == ACCOUNT_WATCH || !give(plain, account)) && !plain->moved)
		loop_do(&plain->loop, ACTION_CANCEL);
	plain->over = NULL;
	plain->over_when_begun = false;
}

/* On the screen the title shows it. */
static void work_and_tell(struct plain *plain)
{
	const struct account *account;

	plain_work(plain);
	account = model_account(plain->model);
	if (account && model_unlocked_for(plain->model, account->address))
		plain_say(plain, "%s is unlocked.", account->name);
}

void plain_unlock(struct plain *plain)
{
	const struct account *account = model_account(plain->model);

	if (!account)
		plain_say(plain, "There is no wallet yet: w makes or imports one.");
	else if (account->kind == ACCOUNT_WATCH)
		plain_say(plain, "This wallet is watch-only: there is nothing to unlock.");
	else if (model_unlocked_for(plain->model, account->address))
		plain_say(plain, "%s is unlocked already; l locks it.", account->name);
	else if (give(plain, account))
		work_and_tell(plain);
}

static bool is_without_words(const struct plain *plain)
{
	return model_want(plain->model) != WANT_WORDS;
}

/* A wallet whose words were not written down is not made. */
void plain_words(struct plain *plain)
{
	struct err err;
	bool ok;

	plain_say(plain, "\nNow the words that restore the wallet anywhere; whoever reads them owns it. Write them down, in order; "
		  "they are not shown again. They also stay where this terminal keeps what has scrolled by: clear that afterwards. "
		  "Ctrl-C throws them away, and no wallet is made.\n");
	plain->over = is_without_words;
	plain->over_when_begun = plain->guarded = true;
	plain->moved = plain->left_alone = false;
	ok = prompt_words(plain->model->mnemonic, true, &err);
	plain->over_when_begun = plain->guarded = false;
	plain->over = NULL;
	ok = ok || plain_unanswered(plain, &err);
	loop_do(&plain->loop, ok ? ACTION_WALLET_CONFIRMED : ACTION_CANCEL);
	plain->away = false;
}
