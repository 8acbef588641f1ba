/* An arrow that is held down on a long list: the list keeps up, because what waits is read before anything is drawn. */
#include <string.h>
#include <sys/stat.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define WALLETS 10000
#define ARROWS 1000
#define ARROW "\033[B"
#define FRAMES_MOST (ARROWS / 10)
#define LAST "wallet 1899 "		/* by name, the row that many arrows below the first */
#define FRAME_BEGINS "\033[?2026h"

static void write_wallet(const char *folder, unsigned number)
{
	char path[512];
	FILE *out;

	snprintf(path, sizeof(path), "%s/0x%040x.json", folder, number);
	out = fopen(path, "wx");
	assert_non_null(out);
	fprintf(out, "{\"version\":1,\"address\":\"0x%040x\",\"name\":\"wallet %u\"}\n", number, number);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static void write_wallets(const struct stage *stage)
{
	char folder[256];

	snprintf(folder, sizeof(folder), "%s/home", stage->folder);
	(void)mkdir(folder, 0700);
	snprintf(folder, sizeof(folder), "%s/home/watch", stage->folder);
	(void)mkdir(folder, 0700);
	for (unsigned i = 1; i <= WALLETS; i++)
		write_wallet(folder, i);
}

static size_t frames_since(const struct terminal *terminal, size_t from)
{
	size_t len, count = 0;
	const char *bytes = terminal_bytes(terminal, &len), *at = bytes + from;

	while ((at = memmem(at, (size_t)(bytes + len - at), FRAME_BEGINS, strlen(FRAME_BEGINS)))) {
		at += strlen(FRAME_BEGINS);
		count++;
	}
	return count;
}

static void a_thousand_arrows_at_once(void **state)
{
	char arrows[ARROWS * sizeof(ARROW)] = "";
	struct stage *stage = *state;
	struct terminal *terminal;
	size_t before, frames;

	for (size_t i = 0; i < ARROWS; i++)
		memcpy(arrows + i * strlen(ARROW), ARROW, sizeof(ARROW));
	write_wallets(stage);
	terminal = stage_start(stage, 30, 100, "");
	terminal_keys(terminal, "1");
	terminal_wait(terminal, "1/10 000");
	(void)terminal_bytes(terminal, &before);
	terminal_type(terminal, arrows, ARROWS * strlen(ARROW));
	terminal_wait(terminal, LAST);
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	frames = frames_since(terminal, before);
	check(frames > 0 && frames <= FRAMES_MOST, "%zu frames", frames);
	assert_true(terminal_shows(terminal, LAST));
	assert_false(terminal_shows(terminal, "wallet 19 "));	/* the row below it */
}

int main(void)
{
	const struct CMUnitTest tests[] = { stage_test(a_thousand_arrows_at_once) };

	return cmocka_run_group_tests_name("held", tests, stage_open, stage_close);
}
