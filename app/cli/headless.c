#include "app/cli/headless.h"

#include <string.h>

#include "app/cli/consent.h"
#include "app/cli/prompt.h"
#include "app/cli/rpc_access.h"
#include "app/loop_key.h"
#include "wallet/flow/session.h"

#define PASSWORD_TRIES 3	/* on a terminal */

enum answer { ANSWER_NONE, ANSWER_GIVEN, ANSWER_FAILED };

/* Warns of wallets that cannot be read; the command goes on without them. */
static void warn_unread(struct app *app, const struct model *model)
{
	app_warn_unread(app, &model->unread, model->damaged);
	if (model->damaged && model->unread.code == ERR_NONE)
		output_note(&app->output, "%zu files in the home folder cannot be read: 'rialto doctor' names them.",
			    model->damaged);
}

static bool load(struct loop *loop, struct err *err)
{
	loop_do(loop, ACTION_LOAD);
	return err_take(err, &loop->model->error);
}

bool headless_open_bare(struct headless *headless, struct app *app, struct err *err)
{
	*headless = (struct headless){ .app = app };
	return loop_open(&headless->loop, &app->settings, &app->home, true, err);
}

bool headless_open(struct headless *headless, struct app *app, struct err *err)
{
	const struct model *model;

	if (!headless_open_bare(headless, app, err))
		return false;
	model = headless->loop.model;
	headless->loop.runner.log_comes_later = app->log_comes_later;
	if (load(&headless->loop, err)) {
		warn_unread(app, model);
		app_warn_policy(app, policy_of_nobody(model->policies, model->policy_count, &model->accounts));
		return true;
	}
	headless_close(headless);
	return false;
}

bool headless_load_log(struct headless *headless, bool always, struct err *err)
{
	struct effect_runner *runner = &headless->loop.runner;

	runner->remembers |= always;
	runner->log_comes_later = false;
	return (!always && !headless->loop.model->journal.count) || load(&headless->loop, err);
}

static bool start(struct headless *headless, struct app *app, struct err *err)
{
	return app_open_home(app, err) && app_load_password(app, err) && headless_open(headless, app, err);
}

/* A key that could not be stored would be lost here, so it is printed with the failure. */
static void save_key(struct headless *headless)
{
	struct apikey *key = loop_key_take(&headless->loop);

	if (!key)
		return;
	apikey_free(headless->app->output.unsaved);
	headless->app->output.unsaved = key;
}

void headless_close(struct headless *headless)
{
	waits_end(&headless->waits, loop_now_ms(), &headless->app->output);
	save_key(headless);
	if (headless->loop.model)
		rpc_cost_add(&headless->app->output.rpc_cost, &headless->loop.model->rpc_cost);
	loop_close(&headless->loop);
}

bool headless_with(struct app *app, bool (*run)(struct headless *headless, void *context, struct err *err),
		   void *context, struct err *err)
{
	struct headless headless;
	bool ok;

	if (!start(&headless, app, err))
		return false;
	ok = run(&headless, context, err);
	headless_close(&headless);
	return ok;
}

bool headless_select(struct headless *headless, const char *name, struct err *err)
{
	const struct accounts *accounts = &headless->loop.model->accounts;
	struct action action = { .type = ACTION_SELECT_WALLET };
	const struct account *account;

	if (!app_choose(&account, headless->app, accounts, &headless->loop.model->unread, name, err))
		return false;
	action.index = (size_t)(account - accounts->items);
	loop_apply(&headless->loop, &action);
	return account_has_address(&accounts->items[action.index]) || headless_unlock(headless, err);
}

/* Returns the only wallet whose file says no address, which may be the one meant.  NULL: there is
 * none, or more than one. */
static const char *nameless_candidate(const struct headless *headless)
{
	const struct accounts *accounts = &headless->loop.model->accounts;
	const char *name = NULL;

	if (*headless->app->settings.wallet)
		return headless->app->settings.wallet;
	for (size_t i = 0; i < accounts->count; i++) {
		if (account_has_address(&accounts->items[i]))
			continue;
		if (name)
			return NULL;
		name = accounts->items[i].name;
	}
	return name;
}

bool headless_select_address(struct headless *headless, struct address address, struct err *err)
{
	char text[ADDRESS_TEXT_SIZE];
	const char *name = text;

	address_format(text, address);
	if (!accounts_find(&headless->loop.model->accounts, text))
		name = nameless_candidate(headless);
	if (name && !headless_select(headless, name, err))
		return false;
	if (name && address_equal(model_account(headless->loop.model)->address, address))
		return true;
	if (headless->loop.model->unread.code != ERR_NONE) {
		*err = headless->loop.model->unread;
		return false;
	}
	return err_set(err, ERR_WALLET_NOT_FOUND, "No wallet here is known to have the address %s; one whose file does "
		       "not say its address is named with --wallet", text);
}

static bool give_password(struct headless *headless, struct err *err)
{
	struct action action = { .type = ACTION_PASSWORD };
	const struct account *account = session_wanted(headless->loop.model);

	if (!app_password(&action.password, headless->app, account ? account->name : "the wallet", err))
		return false;
	headless->password_tries++;
	loop_apply(&headless->loop, &action);
	return true;
}

static bool locked(const struct model *model)
{
	const struct account *account = model_account(model);

	return account && !model_unlocked_for(model, account->address);
}

/* Opening takes as long as several questions to the node, and goes on beside them. */
void headless_unlock_early(struct headless *headless)
{
	struct err ignored;

	if (headless->app->password && locked(headless->loop.model) && !headless->loop.model->session.request)
		(void)!give_password(headless, &ignored);
}

/* A wrong password may be typed again.  Reading the same file again would not help. */
static enum answer answer_password(struct headless *headless, struct err *err)
{
	const struct err *refused = &headless->loop.model->session.err;

	if (headless->loop.model->session.request)
		return ANSWER_NONE;
	if (refused->code != ERR_NONE) {
		*err = *refused;
		if (headless->app->password || refused->code != ERR_WRONG_PASSWORD ||
		    headless->password_tries >= PASSWORD_TRIES)
			return ANSWER_FAILED;
		output_progress("%s", refused->msg);
	} else if (headless->password_tries >= PASSWORD_TRIES) {
		(void)err_set(err, ERR_PASSWORD_NEEDED, "The wallet that is needed stays locked");
		return ANSWER_FAILED;
	}
	return give_password(headless, err) ? ANSWER_GIVEN : ANSWER_FAILED;
}

static enum answer answer_review(struct headless *headless, struct err *err)
{
	struct review review;
	bool agreed;

	if (!review_of(&review, headless->loop.model))
		return ANSWER_NONE;
	agreed = consent_ask(&review, headless->app->settings.yes, err);
	review_free(&review);
	if (!agreed)
		return ANSWER_FAILED;
	loop_do(&headless->loop, ACTION_CONFIRM);
	return ANSWER_GIVEN;
}

static enum answer answer(struct headless *headless, struct err *err)
{
	if (model_want(headless->loop.model) == WANT_PASSWORD)
		return answer_password(headless, err);
	return answer_review(headless, err);
}

/* Questions to Venice's RPC wait for its key.  The current wallet is opened as for signing, so that it
 * is not opened twice. */
static void give_rpc_key(struct headless *headless)
{
	const struct model *model = headless->loop.model;
	const struct account *current = model_account(model), *owner;
	struct net *net = headless->loop.runner.net;
	struct err err;
	bool ok;

	if (!net_rpc_wants_key(net) || model->session.request || model_want(model) == WANT_PASSWORD)
		return;
	ok = rpc_access_owner(&owner, headless->app, &model->accounts, current, &err);
	if (ok && owner == current)
		ok = give_password(headless, &err);
	else if (ok)
		ok = rpc_access_open(net, headless->app, owner, &err);
	if (!ok)
		net_rpc_close(net, &err);
}

static void tell_node_news(struct headless *headless)
{
	const struct model *model = headless->loop.model;

	if (model->node_news_count - headless->node_news > NODE_NEWS)
		headless->node_news = model->node_news_count - NODE_NEWS;
	while (headless->node_news < model->node_news_count)
		output_note(&headless->app->output, "%s.", model->node_news[headless->node_news++ % NODE_NEWS]);
}

/* Reports waits, because a wait without a reason looks like a program that hangs.  The time that
 * a person takes to answer does not count. */
static void look_at_waits(struct headless *headless)
{
	int64_t now = loop_now_ms();

	tell_node_news(headless);
	waits_look(&headless->waits, headless->loop.model, now, &headless->app->output);
	headless->loop.look_at_ms = waits_next_ms(&headless->waits, now);
}

bool headless_run(struct headless *headless, bool (*running)(const struct model *model), struct err *err)
{
	struct loop *loop = &headless->loop;

	while (running(loop->model)) {
		enum answer answered;

		if (headless->watch)
			headless->watch(headless, headless->context);
		look_at_waits(headless);
		give_rpc_key(headless);
		answered = answer(headless, err);
		if (answered == ANSWER_FAILED)
			return false;
		if (answered == ANSWER_NONE)
			loop_turn(loop);
		if (!loop_ended(loop))
			continue;
		loop_key_await(loop);
		return err_set(err, ERR_INTERRUPTED, "Interrupted by signal %d", loop->signal_number);
	}
	tell_node_news(headless);
	waits_end(&headless->waits, loop_now_ms(), &headless->app->output);
	return true;
}

static bool reading(const struct model *model)
{
	return model->refresh.request;
}

bool headless_refresh(struct headless *headless, struct err *err)
{
	loop_do(&headless->loop, ACTION_REFRESH);
	return headless_run(headless, reading, err);
}

bool headless_ask(struct headless *headless, struct action *wish, struct err *err)
{
	wish->only_asks = true;
	loop_apply(&headless->loop, wish);
	return headless_run(headless, asked_waits, err);
}

bool headless_wait(struct headless *headless, int64_t until_ms, const char *what, struct err *err)
{
	struct waiting waiting = { .until_ms = until_ms, .is_set = true };
	int64_t began_ms = loop_now_ms();
	bool told;

	snprintf(waiting.what, sizeof(waiting.what), "%s", what);
	told = waiting_is_told(&waiting, began_ms, began_ms);
	if (told)
		waits_tell(&waiting, began_ms);
	while (loop_now_ms() < until_ms && !loop_ended(&headless->loop)) {
		headless->loop.look_at_ms = until_ms;
		loop_turn(&headless->loop);
	}
	if (told)
		waits_note(&waiting, loop_now_ms() - began_ms, &headless->app->output);
	return !loop_ended(&headless->loop) ||
	       err_set(err, ERR_INTERRUPTED, "Interrupted by signal %d", headless->loop.signal_number);
}

bool headless_unlock(struct headless *headless, struct err *err)
{
	return (!locked(headless->loop.model) || headless->loop.model->session.request ||
		give_password(headless, err)) &&
	       headless_run(headless, locked, err);
}
