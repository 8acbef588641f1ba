/* rialto --plain: asks for the next step until the person leaves. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/prompt.h"
#include "app/loop_key.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/network_change.h"
#include "wallet/model/walkthrough.h"

static struct plain_state state_of(const struct model *model)
{
	enum step step = walkthrough_step(model);

	return (struct plain_state){
		step, walkthrough_status(model, step), model_want(model), model->error.code, model->mint.state,
		model->tx.state, model->message_count,
	};
}

static bool has_moved(const struct plain *plain)
{
	struct plain_state now = state_of(plain->model), was = plain->state;

	return now.step != was.step || now.status != was.status || now.want != was.want || now.failed != was.failed ||
	       now.mint != was.mint || now.tx != was.tx || now.messages != was.messages;
}

static void say_what_is_missing(const struct plain *plain)
{
	if (network_change_waits(plain->model))
		plain_say(plain, "The practice network does not run yet. In another terminal, in the folder of rialto's source: make "
			  "practice-network. It is noticed here when it runs.");
}

static void say_where(struct plain *plain)
{
	const struct model *model = plain->model;
	enum step step = walkthrough_step(model);
	const struct step_words *words = walkthrough_words(step);
	char detail[160], left[TEXT_SPAN_SIZE];
	int64_t token_left = flow_mint_token_left(model);

	walkthrough_detail(detail, sizeof(detail), model, step);
	plain_say(plain, "\nStep %d of %d, %s%s%s%s", (int)step + 1, (int)STEP_COUNT, words->label, *detail ? ": " : "", detail,
		  *detail ? "." : "");
	if (step == STEP_SIGN && token_left > 0) {
		text_duration(left, token_left);
		plain_say(plain, "The token is good for another %s.", left);
	}
	if (!(plain->explained & 1u << step))
		plain_say(plain, "%s It costs %s.", words->why, words->costs);
	plain->explained |= 1u << step;
	say_what_is_missing(plain);
}

/* What Enter does, in the screen's words, but for what the screen does with Esc. */
static const char *hint(const struct model *model)
{
	if (model->mint.state == MINT_BACKOFF)
		return "Waiting to try again. " KEYSTROKE("next") ": try now";
	if (model_account(model) && model_account(model)->kind == ACCOUNT_WATCH)
		return "This wallet is watch-only. " KEYSTROKE("wallet") ": choose one with a key, or import its key";
	if (walkthrough_status(model, walkthrough_step(model)) == STEP_BUSY)
		return "This goes on. " KEYSTROKE("next") ": wait for it";
	return walkthrough_hint(model);
}

/* Ctrl-C here leaves, as q does. */
static void ask_next(struct plain *plain)
{
	char answer[64];
	bool ok;

	plain->state = state_of(plain->model);
	plain->over = has_moved;
	ok = plain_ask(answer, sizeof(answer), plain, "%s. (h: help) ", hint(plain->model));
	plain->over = NULL;
	if (plain->moved)
		plain->away = false;
	else if (ok)
		plain_command(plain, answer);
	else if (!plain_ended(plain))
		plain_quit(plain);
}

static void greet(const struct plain *plain)
{
	const struct model *model = plain->model;

	plain_say(plain, "rialto, in lines. From VVV to a Venice API key, step by step.");
	plain_say(plain, "Network: %s%s.", model->network.title, model->network.real_money ? ", with real money" : ", where money is not real");
	if (model->network.real_money && !model->accounts.count)
		plain_say(plain, "n goes to the practice network, where all this can be tried and nothing is real.");
	if (model->readonly)
		plain_say(plain, "Read-only: nothing is signed, spent, created or deleted.");
}

static void go(struct plain *plain)
{
	loop_do(&plain->loop, ACTION_LOAD);
	greet(plain);
	plain_work(plain);
	while (!plain_ended(plain)) {
		say_where(plain);
		ask_next(plain);
		plain_work(plain);
	}
	if (plain->loop.runner.goes_on)
		return;
	plain->leaving = true;
	if (!loop_ended(&plain->loop))
		loop_do(&plain->loop, ACTION_QUIT);
	if (!loop_ended(&plain->loop))
		loop_do(&plain->loop, ACTION_QUIT);	/* nobody is there to be asked */
	plain_news(plain);
	plain_say(plain, "rialto ends here.");
}

/* Settings are changed here, too. */
static void attach(struct plain *plain)
{
	plain->model = plain->loop.model;
	plain->loop.prompts = true;
	plain->loop.runner.settings = &plain->app->settings;
	plain->loop.runner.options = &plain->app->options;
}

/* What was said and explained of the network before is not of this one. */
static bool go_on(struct plain *plain, struct err *err)
{
	struct app *app = plain->app;
	struct plain fresh = {
		.app = app, .ascii = plain->ascii, .width = plain->width, .explained = plain->explained,
	};

	if (!loop_go_on(&plain->loop, &app->settings, &app->home, err))
		return false;
	fresh.loop = plain->loop;
	*plain = fresh;
	attach(plain);
	return true;
}

static bool leave(struct plain *plain, struct err *err)
{
	int signal_number = plain->loop.signal_number;
	bool ok;

	if (!plain->loop.model)		/* the other network could not be opened, and err says why */
		return false;

	loop_key_await(&plain->loop);
	ok = loop_key_save(&plain->loop, err);
	if (!ok)
		plain->app->output.unsaved = loop_key_take(&plain->loop);
	loop_close(&plain->loop);
	return ok && (!signal_number || err_set(err, ERR_INTERRUPTED, "Ended by signal %d", signal_number));
}

bool plain_run(struct app *app, struct err *err)
{
	struct plain plain = { .app = app };

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "--plain asks on a terminal, and there is none: scripts give a command, such as "
			       "'rialto wallet new', 'rialto stake' and 'rialto mint'");
	if (!home_prepare(&app->home, err) || (!app->settings.readonly && !home_lock(&app->home, err)) ||
	    !loop_open(&plain.loop, &app->settings, &app->home, false, err))
		return false;
	attach(&plain);
	plain_measure(&plain);
	app_warn_mistakes(app);
	prompt_serve(plain_host(&plain));
	do
		go(&plain);
	while (plain.loop.runner.goes_on && !plain.loop.signal_number && go_on(&plain, err));
	prompt_serve(NULL);
	return leave(&plain, err);
}
