/*
 * A monkey that owns money: keys, pastes, mouse and sizes by chance.  Whatever it does, the
 * program neither crashes nor lets anything go that a person could not have read and agreed
 * to: the last row of a review in sight for 700 ms, and then one key, deliberately.
 *
 * MONKEY_EVENTS is how many events there are, MONKEY_SEED what chance begins with.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define DEAD_MS 700
#define EVENTS 1500
#define LOOK_EVERY 100		/* events between looks at what left the program */

struct monkey {
	struct stage *stage;
	struct terminal *terminal;
	uint64_t chance;
	int64_t review_since;	/* when the last row of the review on the screen was first in sight; 0: it is not */
	int64_t typed_ms;	/* when the last event went in */
	size_t agreed;		/* answers that a person could have given */
	size_t sent_before;	/* transactions, before the monkey */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 10) : otherwise;
}

/* xorshift64 */
static unsigned chance(struct monkey *monkey, unsigned below)
{
	monkey->chance ^= monkey->chance << 13;
	monkey->chance ^= monkey->chance >> 7;
	monkey->chance ^= monkey->chance << 17;
	return (unsigned)(monkey->chance >> 33) % below;
}

static bool last_row_in_sight(struct terminal *terminal)
{
	return terminal_shows(terminal, "Yes, ") || terminal_shows(terminal, "and press Enter to");
}

/* Takes what the program has drawn, and notes since when a review's last row is in sight. */
static void watch(struct monkey *monkey, int quiet_ms)
{
	terminal_settle(monkey->terminal, quiet_ms);
	if (!last_row_in_sight(monkey->terminal))
		monkey->review_since = 0;
	else if (!monkey->review_since)
		monkey->review_since = now_ms();
}

/* Nothing was typed for long enough, and the review was in sight all that time. */
static bool could_have_read(const struct monkey *monkey)
{
	int64_t now = now_ms();

	return monkey->review_since && now - monkey->review_since >= DEAD_MS && now - monkey->typed_ms >= DEAD_MS;
}

static void type(struct monkey *monkey, const char *bytes, size_t len)
{
	if (len == 1 && could_have_read(monkey))
		monkey->agreed++;
	terminal_type(monkey->terminal, bytes, len);
	monkey->typed_ms = now_ms();
}

static void one_key(struct monkey *monkey)
{
	static const char *const keys[] = {
		"y", "y", "y", "n", "\r", "\r", "\r", "\033", "\t", "j", "k", "s", "m", "d", "f", "t", "R", "e", "h", "q", "u",
		"x", "c", "v", "a", "p", "g", "G", "1", "0", "3", ":", "/", "?", " ", "\177", "\025", "\014", "\033[A", "\033[B",
		"\033[C", "\033[D", "\033[6~", "\033[5~", "\033[Z", "D", "M", "A", "C", "L", "l", "i", "w", "b", "o", "r",
	};
	const char *key = keys[chance(monkey, sizeof(keys) / sizeof(keys[0]))];

	type(monkey, key, strlen(key));
}

/* What leads to a review, typed as fast as a program types. */
static void a_command(struct monkey *monkey)
{
	static const char *const commands[] = {
		":stake\r", ":diem-stake\r", ":diem-mint\r", ":x402-top-up\r", ":remove-wallet\r", ":export-wallet\r", ":mint\r",
		":rotate-key\r", ":delete-key\r", "s\r", "s1\r", "s\0251\r",
	};
	const char *command = commands[chance(monkey, sizeof(commands) / sizeof(commands[0]))];

	type(monkey, command, strlen(command));
}

static void a_paste(struct monkey *monkey)
{
	static const char *const pastes[] = {
		"hello my friend", "y", "y\ny\ny\n", "yes\r\n", "my agent\n", "agent-1\r", "10\r", "\033[200~y\033[201~y", "s\r1\ry",
	};
	const char *paste = pastes[chance(monkey, sizeof(pastes) / sizeof(pastes[0]))];
	char bytes[128];
	int len = snprintf(bytes, sizeof(bytes), chance(monkey, 2) ? "\033[200~%s\033[201~" : "%s ", paste);

	type(monkey, bytes, (size_t)len);
}

static void a_click(struct monkey *monkey)
{
	terminal_click(monkey->terminal, (int)chance(monkey, (unsigned)terminal_rows(monkey->terminal)),
		       (int)chance(monkey, (unsigned)terminal_cols(monkey->terminal)), chance(monkey, 3) ? 1 : 4 + (int)chance(monkey, 2));
	monkey->typed_ms = now_ms();
}

static void a_size(struct monkey *monkey)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 }, { 5, 20 }, { 8, 30 }, { 12, 40 }, { 24, 80 }, { 30, 100 },
	};
	unsigned index = chance(monkey, sizeof(sizes) / sizeof(sizes[0]));

	terminal_resize(monkey->terminal, sizes[index].rows, sizes[index].cols);
}

static void the_password(struct monkey *monkey)
{
	if (terminal_shows(monkey->terminal, "Password"))
		type(monkey, STAGE_PASSWORD "\r", strlen(STAGE_PASSWORD) + 1);
}

/* As a person would: reads, and then presses one key. */
static void a_person(struct monkey *monkey)
{
	if (!last_row_in_sight(monkey->terminal))
		return;
	watch(monkey, DEAD_MS + 300);
	type(monkey, chance(monkey, 3) ? "y" : "n", 1);
}

static void start(struct monkey *monkey)
{
	monkey->terminal = stage_start(monkey->stage, 30, 100, "--light-kdf");
	terminal_wait(monkey->terminal, "rialto");
	monkey->review_since = 0;
}

/* It may leave by q; it must not end in any other way. */
static void begin_again(struct monkey *monkey)
{
	int status = terminal_exit_status(monkey->terminal);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_stop(monkey->terminal);
	start(monkey);
}

static void an_event(struct monkey *monkey)
{
	unsigned what = chance(monkey, 1000);

	if (what < 700)
		one_key(monkey);
	else if (what < 790)
		a_command(monkey);
	else if (what < 880)
		a_paste(monkey);
	else if (what < 940)
		a_click(monkey);
	else if (what < 970)
		a_size(monkey);
	else if (what < 990)
		the_password(monkey);
	else
		a_person(monkey);
}

/* Nothing went out that nobody could have agreed to. */
static void look_outside(const struct monkey *monkey)
{
	assert_true(network_calls(monkey->stage->network, "eth_sendRawTransaction") - monkey->sent_before <= monkey->agreed);
}

static void nothing_goes_without_a_yes(void **state)
{
	struct monkey monkey = { .stage = *state, .chance = number_of("MONKEY_SEED", 88172645463325252U) };
	uint64_t events = number_of("MONKEY_EVENTS", EVENTS);

	stage_wallet(monkey.stage);
	stage_money(monkey.stage);
	stage_stake(monkey.stage);
	monkey.sent_before = network_calls(monkey.stage->network, "eth_sendRawTransaction");
	start(&monkey);
	for (uint64_t i = 0; i < events; i++) {
		an_event(&monkey);
		watch(&monkey, 1);
		if (terminal_ended(monkey.terminal))
			begin_again(&monkey);
		if (i % LOOK_EVERY == 0)
			look_outside(&monkey);
	}
	watch(&monkey, 200);
	look_outside(&monkey);
	printf("%llu events, %zu answers that count, %zu transactions\n", (unsigned long long)events, monkey.agreed,
	       network_calls(monkey.stage->network, "eth_sendRawTransaction") - monkey.sent_before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(nothing_goes_without_a_yes),
	};

	return cmocka_run_group_tests_name("monkey", tests, stage_open, stage_close);
}
