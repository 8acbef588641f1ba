/* A terminal that takes nothing for a while, as over a connection that hangs, delays the drawing and nothing else. */
#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <time.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* Lets everything be drawn anew until the terminal is full.  Nothing is read of it. */
static void fill(struct terminal *terminal)
{
	time_t end = time(NULL) + TERMINAL_WAIT_MS / 1000;

	while (!terminal_full(terminal)) {
		check(time(NULL) < end, "the terminal takes whatever is written");
		kill(terminal_pid(terminal), SIGWINCH);
		poll(NULL, 0, 1);
	}
}

static void what_is_typed_meanwhile_is_not_lost(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, NEXT_WALLET);
	fill(terminal);
	terminal_keys(terminal, ":new-wallet<Enter>");
	terminal_wait(terminal, "Password again");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
}

static void sigterm_ends_it(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");
	struct pollfd end = { .events = POLLIN };

	terminal_wait(terminal, NEXT_WALLET);
	end.fd = pidfd_open(terminal_pid(terminal), 0);
	assert_true(end.fd >= 0);
	fill(terminal);
	kill(terminal_pid(terminal), SIGTERM);
	assert_int_equal(poll(&end, 1, TERMINAL_WAIT_MS), 1);
	close(end.fd);
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(what_is_typed_meanwhile_is_not_lost),
		stage_test(sigterm_ends_it),
	};

	return cmocka_run_group_tests_name("stalled", tests, stage_open, stage_close);
}
