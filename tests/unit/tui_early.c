/* What is typed and clicked before the home is read, on a terminal of its own. */
#include "tui/tui.h"

#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "tests/unit/tui_fixture.h"

#define CLICK "\033[<0;10;4M\033[<0;10;4m"	/* on the second wallet */

static int master, slave;
static struct tui *tui;

static void keep(void *context, struct action *action)
{
	bool *emitted = context;

	emitted[action->type] = true;
	action_free(action);
}

static bool has_input(void)
{
	return poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, 5000) == 1;
}

/* Exits where nothing arrives. */
static void type(bool *emitted, const char *typed)
{
	if (write(master, typed, strlen(typed)) < 0 || !has_input())
		_exit(10);
	tui_take_input(tui, &help.model, keep, emitted);
}

static void open_early(void)
{
	struct model *model = &help.model;
	struct err err;

	setenv("TERM", "xterm", 1);
	if (login_tty(slave) || !tui_open(&tui, &(struct tui_options){ .mouse = true }, &err))
		_exit(11);
	model->loaded = false;
	accounts_copy(&model->glance.first, &model->accounts);
	model->glance.all = model->accounts.count;
	tui_draw(tui, model);
}

static void load(bool was_wrong)
{
	help.model.loaded = true;
	help.model.glance.was_wrong = was_wrong;
	help.model.changes++;
}

static int keystrokes_wait(void)
{
	bool emitted[ACTION_COUNT] = { false };

	open_early();
	type(emitted, "r");
	if (!tui_holds_input(tui) || emitted[ACTION_REFRESH])
		return 1;
	load(false);
	tui_draw(tui, &help.model);
	tui_take_input(tui, &help.model, keep, emitted);
	return tui_holds_input(tui) || !emitted[ACTION_REFRESH];
}

static int those_that_were_meant_for_another_list_are_dropped(void)
{
	bool emitted[ACTION_COUNT] = { false };

	open_early();
	type(emitted, "r");
	load(true);
	tui_draw(tui, &help.model);
	tui_take_input(tui, &help.model, keep, emitted);
	if (tui_holds_input(tui) || emitted[ACTION_REFRESH])
		return 1;
	type(emitted, "r");
	return emitted[ACTION_REFRESH] ? 0 : 2;
}

static int those_that_come_before_it_is_drawn_too(void)
{
	bool emitted[ACTION_COUNT] = { false };

	open_early();
	load(true);
	type(emitted, "r");
	return emitted[ACTION_REFRESH];
}

static int clicks_are_dropped(void)
{
	bool emitted[ACTION_COUNT] = { false };

	open_early();
	type(emitted, CLICK CLICK);
	if (tui_holds_input(tui) || emitted[ACTION_SELECT_WALLET])
		return 1;
	type(emitted, "r" CLICK CLICK);
	load(false);
	tui_draw(tui, &help.model);
	tui_take_input(tui, &help.model, keep, emitted);
	if (!emitted[ACTION_REFRESH] || emitted[ACTION_SELECT_WALLET])
		return 2;
	type(emitted, CLICK CLICK);
	return emitted[ACTION_SELECT_WALLET] ? 0 : 3;
}

/* In a process of its own, whose terminal it is. */
static void run(int (*test)(void))
{
	struct winsize size = { .ws_row = 30, .ws_col = 100 };
	int status;
	pid_t pid;

	assert_int_equal(openpty(&master, &slave, NULL, NULL, &size), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid)
		_exit(test());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(master);
	close(slave);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void what_is_typed_early_waits(void **state)
{
	(void)state;
	run(keystrokes_wait);
}

static void what_was_typed_for_another_list_is_not_done(void **state)
{
	(void)state;
	run(those_that_were_meant_for_another_list_are_dropped);
	run(those_that_come_before_it_is_drawn_too);
}

static void what_is_clicked_early_is_not_done(void **state)
{
	(void)state;
	run(clicks_are_dropped);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_typed_early_waits),
		TEST(what_was_typed_for_another_list_is_not_done),
		TEST(what_is_clicked_early_is_not_done),
	};

	return cmocka_run_group_tests_name("tui_early", tests, NULL, NULL);
}
