/* However rialto ends, the terminal is as it was found. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static struct terminal *start(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, NEXT_WALLET);
	assert_true(terminal_mode_on(terminal, 1049));
	assert_true(terminal_mode_on(terminal, 2004));
	return terminal;
}

static void by_q(void **state)
{
	struct terminal *terminal = start(state);

	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
	assert_false(terminal_shows(terminal, "Keystore"));
}

static void by_signal(void **state, int number)
{
	struct terminal *terminal = start(state);
	int status;

	kill(terminal_pid(terminal), number);
	status = terminal_exit_status(terminal);
	assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == number : WEXITSTATUS(status) != 0);
	terminal_assert_restored(terminal);
	assert_false(terminal_shows(terminal, "Keystore"));
}

static void by_sigterm(void **state)
{
	by_signal(state, SIGTERM);
}

static void by_sigint(void **state)
{
	by_signal(state, SIGINT);
}

static void by_sigquit(void **state)
{
	by_signal(state, SIGQUIT);
}

static void by_sighup(void **state)
{
	by_signal(state, SIGHUP);
}

/* A sanitizer would take these signals for itself. */
static void by_crash(void **state, int number)
{
	static const char *const env[] = {
		"ASAN_OPTIONS=handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:detect_leaks=0",
		NULL,
	};
	struct stage *stage = *state;
	struct terminal *terminal;
	int status;

	stage->env = env;
	terminal = start(state);
	kill(terminal_pid(terminal), number);
	status = terminal_exit_status(terminal);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), number);
	terminal_assert_restored(terminal);
	assert_false(terminal_shows(terminal, "Keystore"));
}

static void by_sigsegv(void **state)
{
	by_crash(state, SIGSEGV);
}

static void by_sigabrt(void **state)
{
	by_crash(state, SIGABRT);
}

/* A crash behind a dialog, with the cursor shown and pasting bracketed. */
static void by_sigsegv_in_a_form(void **state)
{
	static const char *const env[] = { "ASAN_OPTIONS=handle_segv=0:detect_leaks=0", NULL };
	struct stage *stage = *state;
	struct terminal *terminal;

	stage->env = env;
	terminal = start(state);
	terminal_keys(terminal, ":new-wallet<Enter>");
	terminal_wait(terminal, "Password again");
	kill(terminal_pid(terminal), SIGSEGV);
	assert_int_equal(WTERMSIG(terminal_exit_status(terminal)), SIGSEGV);
	terminal_assert_restored(terminal);
}

#ifndef __SANITIZE_ADDRESS__
/* Once the screen is up, there is no memory for anything. */
static void without_memory(void **state)
{
	static char preload[512];
	static const char *const env[] = {
		preload, "FAIL_KIND=memory", "FAIL_ERRNO=12", "FAIL_FROM=\033[?2004h", "FAIL_AT=1", "FAIL_LASTS=1", NULL,
	};
	struct stage *stage = *state;
	struct terminal *terminal;

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s/memory_fails.so", getenv("BUILD") ? getenv("BUILD") : "build");
	stage->env = env;
	terminal = stage_start(stage, 30, 100, "");
	assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 1);
	terminal_assert_restored(terminal);
	terminal_wait(terminal, "There is not enough memory.");
}
#endif

/* A key that the disk refuses is stored at the end, if the disk takes it then; otherwise it is
 * shown.  The disk fails only after the key was asked for, because before that no key would be
 * made. */
static void with_a_minted_key_not_stored(struct stage *stage, bool mended)
{
	static char preload[512], fails[512];
	static const char *const env[] = { preload, fails, "ASAN_OPTIONS=verify_asan_link_order=0", NULL };
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal;
	char *list, *id, *shown;
	char broken[256];

	snprintf(broken, sizeof(broken), "%s/errno", stage->folder);
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s/disk_fails.so", getenv("BUILD") ? getenv("BUILD") : "build");
	snprintf(fails, sizeof(fails), "DISK_FAILS=%s", broken);
	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	stage->env = env;
	terminal = stage_start(stage, 30, 100, "");
	step_token(terminal);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	step_mint(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	network_wait_requests(stage->network, "mint", posted + 1);
	stage_file(stage, "errno", "5\n");
	network_release(stage->network);
	terminal_wait(terminal, "The key is minted, but not stored");
	assert_false(terminal_shows(terminal, "new token"));
	if (mended)
		unlink(broken);
	kill(terminal_pid(terminal), SIGTERM);
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	if (!mended) {
		terminal_assert_restored(terminal);
		terminal_wait(terminal, "this once");
		terminal_wait(terminal, "VENICE_");
		return;
	}
	list = stage_run(stage, "key list --json");
	id = stage_field(list, "id");
	shown = stage_run(stage, "key show %s --reveal --json", id);
	assert_non_null(strstr(shown, "VENICE_"));
	free(list);
	free(id);
	free(shown);
}

static void by_sigterm_with_a_minted_key_in_hand(void **state)
{
	with_a_minted_key_not_stored(*state, true);
}

static void by_sigterm_with_a_minted_key_that_no_disk_takes(void **state)
{
	with_a_minted_key_not_stored(*state, false);
}

/* A program that holds keys leaves no core file, and no other process may look inside. */
static void nobody_looks_inside(void **state)
{
	struct terminal *terminal = start(state);
	char path[64], line[256];
	bool none = false;
	FILE *limits;

	snprintf(path, sizeof(path), "/proc/%d/limits", (int)terminal_pid(terminal));
	limits = fopen(path, "r");
	check(limits, "%s cannot be read", path);
	while (fgets(line, sizeof(line), limits)) {
		char soft[32], hard[32];

		if (sscanf(line, "Max core file size %31s %31s", soft, hard) == 2)
			none = strcmp(soft, "0") == 0 && strcmp(hard, "0") == 0;
	}
	fclose(limits);
	assert_true(none);
#ifndef __SANITIZE_ADDRESS__
	snprintf(path, sizeof(path), "/proc/%d/environ", (int)terminal_pid(terminal));
	if (geteuid() != 0)
		assert_int_not_equal(access(path, R_OK), 0);
#endif
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

static void when_the_window_is_closed(void **state)
{
	struct terminal *terminal = start(state);

	terminal_hang_up(terminal);
	terminal_exit_status(terminal);
}

/* As if started from a shell: when it stops, the shell has its terminal; when it goes on, the
 * screen is back. */
static void by_ctrl_z_and_back_from(void **state, const char *before, const char *after)
{
	static const char *const env[] = { "PS1=ready$((n=n+1))> ", "ENV=", NULL };
	static const char *const argv[] = { "dash", "-i", "-m", NULL };
	struct stage *stage = *state;
	struct terminal *terminal = terminal_start(argv, env, 30, 100);
	const char *program = getenv("RIALTO") ? getenv("RIALTO") : "./rialto";

	terminal_wait(terminal, "ready1>");
	terminal_keys(terminal, "%s%s --home %s/home --network practice --rpc-url %s --api-url %s%s<Enter>", before, program,
		      stage->folder, stage->network->rpc_url, stage->network->api_url, after);
	terminal_wait(terminal, NEXT_WALLET);
	for (int i = 0; i < 2; i++) {
		terminal_keys(terminal, "<C-z>");
		terminal_wait(terminal, i ? "ready3>" : "ready2>");
		assert_false(terminal_shows(terminal, NEXT_WALLET));
		terminal_assert_restored(terminal);
		terminal_keys(terminal, "fg<Enter>");
		terminal_wait(terminal, NEXT_WALLET);
		assert_true(terminal_mode_on(terminal, 1049));
		assert_true(terminal_mode_on(terminal, 2004));
		terminal_keys(terminal, "?");
		terminal_wait_gone(terminal, NEXT_WALLET);
		terminal_keys(terminal, "<Esc>");
		terminal_wait(terminal, NEXT_WALLET);
	}
	terminal_keys(terminal, "q");
	terminal_wait(terminal, "ready4>");
	terminal_assert_restored(terminal);
}

static void by_ctrl_z_and_back(void **state)
{
	by_ctrl_z_and_back_from(state, "", "");
}

/* The script that started it stops and goes on with it, and the shell is told of the stop once. */
static void by_ctrl_z_in_a_script(void **state)
{
	by_ctrl_z_and_back_from(state, "sh -c '", "; true'");
}

/* True once everything was wiped off the terminal and drawn anew. */
static bool is_wiped(struct terminal *terminal, void *context)
{
	static const char wipe[] = "\033[2J";
	size_t len, *from = context;
	const char *bytes = terminal_bytes(terminal, &len);

	return memmem(bytes + *from, len - *from, wipe, sizeof(wipe) - 1);
}

static void redraws_on_ctrl_l(void **state)
{
	struct terminal *terminal = start(state);
	size_t before;

	terminal_bytes(terminal, &before);
	terminal_keys(terminal, "<C-l>");
	assert_true(terminal_run(terminal, is_wiped, &before, TERMINAL_WAIT_MS));
	terminal_wait(terminal, NEXT_WALLET);
}

static void says_plainly_that_it_needs_a_terminal(void **state)
{
	char *output = NULL;

	assert_int_equal(stage_try(*state, &output, "2>&1"), 2);
	assert_non_null(strstr(output, "needs a terminal"));
	free(output);
}

/* Nothing is written to it but why, and no byte above ASCII in a locale that knows none. */
static void on_a_terminal_that_cannot_draw(void **state)
{
	static const char *const terms[] = { "TERM=none-such", "TERM=dumb", "TERM=" };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		const char *env[] = { terms[i], "LC_ALL=C", "ASAN_OPTIONS=detect_leaks=0", NULL };
		struct terminal *terminal;
		const char *bytes;
		size_t len;

		stage->env = env;
		terminal = stage_start(stage, 30, 100, "");
		assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 2);
		terminal_assert_restored(terminal);
		terminal_wait(terminal, "--plain");
		assert_false(terminal_shows(terminal, "memory"));
		bytes = terminal_bytes(terminal, &len);
		for (size_t at = 0; at < len; at++)
			check((unsigned char)bytes[at] < 0x80 && bytes[at] != 033, "%s: byte %02x", terms[i], bytes[at]);
	}
}

/* Where the locale knows no more than ASCII, no other byte is written, whatever the terminal. */
static void in_ascii_on_every_terminal(void **state)
{
	static const char *const terms[] = { "TERM=linux", "TERM=vt100", "TERM=vt220", "TERM=xterm", "TERM=rxvt", "TERM=screen" };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		const char *env[] = { terms[i], i % 2 ? "LC_ALL=C" : "LC_ALL=POSIX", "ASAN_OPTIONS=detect_leaks=0", NULL };
		struct terminal *terminal;
		const char *bytes;
		size_t len;

		stage->env = env;
		terminal = stage_start(stage, 30, 100, "");
		terminal_wait(terminal, NEXT_WALLET);
		terminal_keys(terminal, "?");
		terminal_wait(terminal, "do the next right thing");
		terminal_keys(terminal, "<Esc>");
		terminal_wait(terminal, NEXT_WALLET);
		terminal_keys(terminal, "q");
		assert_int_equal(terminal_exit_status(terminal), 0);
		terminal_assert_restored(terminal);
		bytes = terminal_bytes(terminal, &len);
		for (size_t at = 0; at < len; at++)
			check((unsigned char)bytes[at] < 0x80, "%s: byte %02x", terms[i], (unsigned char)bytes[at]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(by_q),
		stage_test(by_sigterm),
		stage_test(by_sigint),
		stage_test(by_sigquit),
		stage_test(by_sighup),
		stage_test(by_sigsegv),
		stage_test(by_sigabrt),
		stage_test(by_sigsegv_in_a_form),
#ifndef __SANITIZE_ADDRESS__
		stage_test(without_memory),
#endif
		stage_test(by_sigterm_with_a_minted_key_in_hand),
		stage_test(by_sigterm_with_a_minted_key_that_no_disk_takes),
		stage_test(nobody_looks_inside),
		stage_test(when_the_window_is_closed),
		stage_test(by_ctrl_z_and_back),
		stage_test(by_ctrl_z_in_a_script),
		stage_test(redraws_on_ctrl_l),
		stage_test(says_plainly_that_it_needs_a_terminal),
		stage_test(on_a_terminal_that_cannot_draw),
		stage_test(in_ascii_on_every_terminal),
	};

	return cmocka_run_group_tests_name("exit", tests, stage_open, stage_close);
}
