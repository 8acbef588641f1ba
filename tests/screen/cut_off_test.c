/* A signal, or a terminal that is gone, in the middle of what cannot be asked for again: nothing is lost. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define WAITED_FOR "its answer is waited for"

/* With a stake: a mint whose answer the server holds back. */
static struct terminal *begin_mint_with(struct stage *stage, const char *options)
{
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_open_staked(stage, 30, 100, options);

	step_token(terminal);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	step_mint(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	network_wait_requests(stage->network, "mint", posted + 1);
	return terminal;
}

static struct terminal *begin_mint(struct stage *stage)
{
	return begin_mint_with(stage, "");
}

/* The one key that was minted is stored and opens, and nothing is in flight. */
static void assert_stored(struct stage *stage, size_t keys)
{
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id);

	assert_int_equal(network_keys(stage->network), keys + 1);
	assert_non_null(strstr(shown, "VENICE_"));
	free(list);
	free(id);
	free(shown);
}

static void by_signal(struct stage *stage, int number)
{
	size_t keys = network_keys(stage->network);
	struct terminal *terminal = begin_mint(stage);

	kill(terminal_pid(terminal), number);
	terminal_wait(terminal, WAITED_FOR);
	terminal_assert_restored(terminal);
	assert_false(terminal_ended(terminal));
	network_release(stage->network);
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	assert_false(terminal_shows(terminal, "VENICE_"));
	assert_stored(stage, keys);
}

static void by_sigterm(void **state)
{
	by_signal(*state, SIGTERM);
}

static void by_sighup(void **state)
{
	by_signal(*state, SIGHUP);
}

/* A shell passes a hang-up on to its jobs, which have met it already. */
static void by_sighup_twice(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network);
	struct terminal *terminal = begin_mint(stage);

	kill(terminal_pid(terminal), SIGTERM);
	terminal_wait(terminal, WAITED_FOR);
	kill(terminal_pid(terminal), SIGHUP);
	kill(terminal_pid(terminal), SIGHUP);
	network_release(stage->network);
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	assert_stored(stage, keys);
}

/* Reads what the program says on standard error, which is another terminal here, until it says this. */
static void hear_aside(int master, const char *text)
{
	struct pollfd fd = { .fd = master, .events = POLLIN };
	char said[4096] = "";
	size_t len = 0;

	while (!strstr(said, text)) {
		ssize_t done;

		check(poll(&fd, 1, TERMINAL_WAIT_MS) > 0, "it never said %s", text);
		done = read(master, said + len, sizeof(said) - 1 - len);
		check(done > 0, "it said only %s", said);
		len += (size_t)done;
		said[len] = '\0';
	}
}

/* Nobody sees anything any more, but the key is there at the next start. */
static void when_the_terminal_is_gone(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network);
	char name[64], options[80];
	struct terminal *terminal;
	int master, slave;

	check(openpty(&master, &slave, name, NULL, NULL) == 0, "no pseudo-terminal");
	snprintf(options, sizeof(options), "2>%s", name);
	terminal = begin_mint_with(stage, options);
	terminal_hang_up(terminal);
	hear_aside(master, WAITED_FOR);
	assert_int_equal(network_keys(stage->network), keys);
	assert_false(terminal_ended(terminal));
	network_release(stage->network);
	terminal_exit_status(terminal);
	close(master);
	close(slave);
	assert_stored(stage, keys);
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, NEXT_KEY);
}

/* Who does not want to wait need not; the next start says what is not known. */
static void a_second_signal_ends_it(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin_mint(stage);

	kill(terminal_pid(terminal), SIGTERM);
	terminal_wait(terminal, WAITED_FOR);
	terminal_keys(terminal, "<C-c>");
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	network_release(stage->network);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, "a key may exist");
}

static void in_lines(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network), posted = network_requests(stage->network, "mint");
	struct lines lines;

	stage_staked(stage);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "m<Enter>");
	lines_answer(&lines, "Which? ", "<Enter>");
	lines_answer(&lines, "(it is not shown): ", STAGE_PASSWORD "<Enter>");
	network_wait_requests(stage->network, "mint", posted + 1);
	kill(terminal_pid(lines.terminal), SIGHUP);
	lines_hear(&lines, WAITED_FOR);
	network_release(stage->network);
	assert_int_not_equal(lines_end(&lines), 0);
	stage->env = NULL;
	assert_stored(stage, keys);
}

/* What was sent is in the journal, and the next start follows it. */
static void in_a_stake(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 40, 110, "");
	size_t sent;

	step_stake_form(terminal, "10");
	step_approve(terminal);
	network_post(stage->network, "chain", "{\"automine\":false}");
	sent = network_calls(stage->network, "eth_sendRawTransaction");
	terminal_wait(terminal, REVIEW);
	step_yes(terminal);
	network_wait_calls(stage->network, "eth_sendRawTransaction", sent + 1);
	terminal_hang_up(terminal);
	terminal_exit_status(terminal);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, "on its way");
	network_post(stage->network, "chain", "{\"mine\":1,\"automine\":true}");
	terminal_wait(terminal, NEXT_TOKEN);
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), sent + 1);
}

/* Wherever a person is, a terminal that is gone ends the program, and the next start finds what was there. */
static void anywhere(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	stage_mint(stage);
	for (size_t i = 0; i < step_place_count; i++) {
		terminal = stage_start(stage, 40, 110, "");
		terminal_wait(terminal, NEXT_KEY);
		terminal_keys(terminal, "%s", step_places[i].keys);
		terminal_wait(terminal, step_places[i].text);
		terminal_hang_up(terminal);
		(void)terminal_exit_status(terminal);
		terminal_stop(terminal);
	}
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_KEY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(by_sigterm),
		stage_test(by_sighup),
		stage_test(by_sighup_twice),
		stage_test(when_the_terminal_is_gone),
		stage_test(a_second_signal_ends_it),
		stage_test(in_lines),
		stage_test(in_a_stake),
		stage_test(anywhere),
	};

	return cmocka_run_group_tests_name("cut_off", tests, stage_open, stage_close);
}
