#include "app/loop.h"

#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/descriptors.h"
#include "app/signals.h"
#include "keystore/log_file.h"
#include "keystore/words_look.h"
#include "wallet/base/mem.h"

#define SECOND_MS 1000
#define ANIMATION_MS 120
#define WAIT_MAX_MS (24 * 60 * 60 * 1000)

/* The model is private here, so that only an action can change it. */
struct own_model {
	struct model model;
};

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Returns the time of day at the first call plus what has passed since, sleep included.  Setting
 * the clock meanwhile then makes no wait endless and keeps no wallet open. */
int64_t loop_now_ms(void)
{
	static int64_t boot_ms;

	if (!boot_ms)
		boot_ms = clock_ms(CLOCK_REALTIME) - clock_ms(CLOCK_BOOTTIME);
	return boot_ms + clock_ms(CLOCK_BOOTTIME);
}

static void enqueue(void *context, struct action *action)
{
	struct loop *loop = context;

	if (loop->queue_count == loop->queue_size) {
		loop->queue_size = loop->queue_size ? 2 * loop->queue_size : 16;
		loop->queue = mem_grow(loop->queue, loop->queue_size, sizeof(*loop->queue));
	}
	loop->queue[loop->queue_count++] = *action;
	*action = (struct action){ 0 };
}

static void wake(void *context)
{
	net_wake(context);
}

static void open_model(struct loop *loop, const struct settings *settings, bool headless)
{
	struct tuning tuning = settings_tuning(settings);
	struct setup setup = {
		.network = &settings->network, .readonly = settings->readonly, .headless = headless,
		.agreed_beforehand = headless && settings->yes, .resume_journal = !headless && !settings->readonly,
		.wanted_wallet = headless ? NULL : settings->wallet, .tuning = &tuning,
		.settings = &settings->rows,
		.max_tip = &settings->max_tip, .fee = &settings->fee, .look_at_words = words_look,
		.handovers = settings->handovers, .handover_count = settings->handover_count,
		.policies = settings->policies, .policy_count = settings->policy_count,
		.networks = settings->networks, .network_count = settings->network_count,
		.arrived = settings->goes_on,
	};

	randombytes_buf(&setup.random_seed, sizeof(setup.random_seed));
	loop->own = mem_new(1, sizeof(*loop->own));
	loop->model = &loop->own->model;
	model_init(&loop->own->model, &setup);
}

/* A command can ask for the password when Venice's RPC turns out to be needed.  On the screen that is
 * for the person to do. */
static void open_rpc(struct net *net, const struct settings *settings, bool headless)
{
	struct err err;

	if (settings->readonly) {
		(void)err_set(&err, ERR_READONLY, "Venice's RPC costs credits, and nothing is spent with --readonly");
		net_rpc_close(net, &err);
	} else if (headless) {
		net_rpc_hold(net);
	}
}

bool loop_open(struct loop *loop, const struct settings *settings, struct home *home, bool headless,
	       struct err *err)
{
	*loop = (struct loop){
		.runner = {
			.home = home, .network = &settings->network, .deliver = enqueue, .context = loop,
			.readonly = settings->readonly, .attended = !headless,
			.has_policies = settings->policy_count,
			.work = settings->light_kdf ? v3_work_light : v3_work_standard,
		},
	};
	if ((!headless && !descriptors_suffice(err)) ||
	    !net_new(&loop->runner.net, &settings->network, enqueue, loop, err))
		return false;
	if (!signals_open(!headless, err)) {
		net_free(loop->runner.net);
		return false;
	}
	open_rpc(loop->runner.net, settings, headless);
	open_model(loop, settings, headless);
	loop->runner.worker = worker_new(wake, loop->runner.net);
	return true;
}

/* Logs what the RPC has cost since that was logged last. */
static void log_rpc_cost(const struct loop *loop)
{
	const struct rpc_cost *all = &loop->model->rpc_cost, *before = &loop->rpc_logged;
	const struct rpc_cost fresh = { .requests = all->requests - before->requests,
					.nano_usd = all->nano_usd - before->nano_usd };
	const struct rpc_cost *cost = &fresh;
	struct log_entry entry = { .event = "rpc_paid", .time_ms = loop_now_ms() };
	char usd[RPC_COST_TEXT_SIZE];
	struct err ignored;

	if (!cost->requests)
		return;
	rpc_cost_format(usd, cost->nano_usd);
	snprintf(entry.network, sizeof(entry.network), "%s", loop->model->network.name);
	snprintf(entry.text, sizeof(entry.text), "Venice's RPC: %llu request%s, %s USD",
		 (unsigned long long)cost->requests, cost->requests == 1 ? "" : "s", usd);
	(void)!log_file_append(loop->runner.home, &entry, &ignored);
}

void loop_close(struct loop *loop)
{
	if (!loop->runner.worker)
		return;
	log_rpc_cost(loop);
	worker_free(loop->runner.worker);
	net_free(loop->runner.net);
	signer_free(loop->runner.signer);
	handover_job_free(loop->runner.handover);
	for (size_t i = 0; i < loop->queue_count; i++)
		action_free(&loop->queue[i]);
	free(loop->queue);
	model_free(&loop->own->model);
	free(loop->own);
	effects_drop_room(&loop->runner);
	apikey_free(loop->runner.made);
	apikey_free(loop->runner.surrendered);
	signals_close();
	*loop = (struct loop){ 0 };
}

/* A signal that has come or comes meanwhile waits for the new loop, or for the end where there is none: the terminal is
 * still in full-screen mode. */
bool loop_go_on(struct loop *loop, struct settings *settings, struct home *home, struct err *err)
{
	const struct account *account = model_account(loop->model);
	char wallet[ACCOUNT_NAME_MAX + ADDRESS_TEXT_SIZE] = "";
	struct rpc_cost cost = loop->model->rpc_cost;
	size_t network = loop->runner.network_next;
	bool ok;

	if (account && account_has_address(account))
		address_format(wallet, account->address);
	else if (account)
		snprintf(wallet, sizeof(wallet), "%s", account->name);
	signals_hold(true);
	signals_again();
	loop_close(loop);
	settings_go(settings, network, wallet);
	ok = loop_open(loop, settings, home, false, err);
	if (!ok)
		return false;
	loop->own->model.rpc_cost = loop->rpc_logged = cost;
	signals_hold(false);
	return true;
}

static void apply_one(struct loop *loop, struct action *action)
{
	struct effects effects = { 0 };

	action->now_ms = loop_now_ms();
	model_update(&loop->own->model, action, &effects);
	action_free(action);
	if (!flow_mint_wants_room(&loop->model->mint))
		effects_drop_room(&loop->runner);
	effects_run(&loop->runner, &effects);
}

/* An action that effects deliver is applied after those that wait already. */
static void drain(struct loop *loop)
{
	for (size_t i = 0; i < loop->queue_count; i++) {
		struct action action = loop->queue[i];

		loop->queue[i] = (struct action){ 0 };
		apply_one(loop, &action);
	}
	loop->queue_count = 0;
}

void loop_apply(struct loop *loop, struct action *action)
{
	apply_one(loop, action);
	drain(loop);
}

void loop_do(struct loop *loop, enum action_type type)
{
	loop_apply(loop, &(struct action){ .type = type });
}

static void collect(struct loop *loop)
{
	struct action action;

	while (effects_collect(&loop->runner, &action))
		loop_apply(loop, &action);
}

/* That a person is there is noted once the input has its answer. */
static void emit(void *context, struct action *action)
{
	struct loop *loop = context;

	loop->attended |= action->type == ACTION_NONE;
	if (action->type != ACTION_NONE)
		loop_apply(loop, action);
}

static void note_attended(struct loop *loop)
{
	if (loop->attended)
		loop_do(loop, ACTION_NONE);
	loop->attended = false;
}

/* Stops on Ctrl-Z, with the terminal as it was found. */
static bool stop(struct loop *loop)
{
	struct tui *tui = loop->runner.tui;

	if (tui)
		tui_suspend(tui, loop->model);
	signals_stop();
	if (tui)
		tui_resume(tui);
	return true;
}

static void take_signals(struct loop *loop)
{
	struct tui *tui = loop->runner.tui;
	bool stopped = false;	/* several in a row are one wish */

	for (int number; (number = signals_next());) {
		if (number == SIGINT && loop->prompts)
			loop->interrupted = true;
		else if (signals_ends(number))
			loop->signal_number = number;
		else if (number == SIGTSTP && !stopped)
			stopped = stop(loop);
		else if (number == SIGWINCH && tui)
			tui_resize(tui);
		else if (number == SIGCONT && tui)
			tui_resume(tui);
	}
}

static bool holds_input(const struct loop *loop)
{
	return loop->runner.tui && tui_holds_input(loop->runner.tui);
}

static int64_t earlier(int64_t a, int64_t b)
{
	return !a || (b && b < a) ? b : a;
}

/* Returns when the model next needs the time, or the screen the model's; 0 for never. */
static int64_t next_tick(const struct loop *loop, int64_t now)
{
	int64_t at = earlier(model_deadline(loop->model), loop->look_at_ms);

	if (loop->runner.tui && model_counts_down(loop->model))
		at = earlier(at, now - now % SECOND_MS + SECOND_MS);
	if (loop->runner.tui && tui_animating(loop->runner.tui, loop->model))
		at = earlier(at, now + ANIMATION_MS);
	return at;
}

/* Returns when the screen is to be drawn again though nothing has changed; 0 for never. */
static int64_t next_drawing(const struct loop *loop, int64_t now)
{
	int in = loop->runner.tui ? tui_redraws_in(loop->runner.tui, loop->model) : -1;

	return in >= 0 ? now + in : 0;
}

static int wait_ms(int64_t at, int64_t now)
{
	int64_t left = at - now;

	if (!at)
		return -1;
	return left < 0 ? 0 : left > WAIT_MAX_MS ? WAIT_MAX_MS : (int)left;
}

/* Adds what is waited for besides the transfers.  The terminal's input is the second. */
static unsigned fill_fds(struct curl_waitfd fds[4], const struct loop *loop)
{
	int command = loop->runner.handover ? handover_job_fd(loop->runner.handover) : -1;
	int output = loop->runner.tui ? tui_output_fd(loop->runner.tui) : -1;
	short input_events = holds_input(loop) ? 0 : CURL_WAIT_POLLIN;
	unsigned count = 1;

	fds[0] = (struct curl_waitfd){ .fd = signals_fd(), .events = CURL_WAIT_POLLIN };
	if (loop->runner.tui || loop->listens)
		fds[count++] = (struct curl_waitfd){ .fd = tui_input_fd(), .events = input_events };
	if (output >= 0)
		fds[count++] = (struct curl_waitfd){ .fd = output, .events = CURL_WAIT_POLLOUT };
	if (loop->runner.tui && command >= 0)
		fds[count++] = (struct curl_waitfd){ .fd = command, .events = CURL_WAIT_POLLIN };
	return count;
}

void loop_turn(struct loop *loop)
{
	struct curl_waitfd fds[4];
	unsigned count = fill_fds(fds, loop);
	bool held = holds_input(loop) && loop->model->loaded;	/* and waits no longer */
	int64_t now, tick;

	note_attended(loop);
	now = loop_now_ms();
	tick = next_tick(loop, now);
	net_wait(loop->runner.net, fds, count, held ? 0 : wait_ms(earlier(tick, next_drawing(loop, now)), now));
	drain(loop);
	collect(loop);
	if (fds[0].revents)
		take_signals(loop);
	loop->heard = loop->listens && fds[1].revents;
	if (loop->runner.tui && (held || fds[1].revents))
		tui_take_input(loop->runner.tui, loop->model, emit, loop);
	if (tick && !loop->attended && loop_now_ms() >= tick)
		loop_do(loop, ACTION_TICK);
}

bool loop_ended(const struct loop *loop)
{
	return loop->runner.quit || loop->runner.goes_on || loop->signal_number;
}
