/* The first screen of a long list: what is typed while it is read is not lost, and what is seen is what there is. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define WALLETS 3000

static const char *folder_of(const struct stage *stage, const char *folder)
{
	static char path[256];

	snprintf(path, sizeof(path), "%s/home/%s", stage->folder, folder);
	return path;
}

static void write_wallet(const struct stage *stage, unsigned number, const char *name)
{
	char path[512];
	FILE *out;

	snprintf(path, sizeof(path), "%s/0x%040x.json", folder_of(stage, "watch"), number);
	out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "{\"version\":1,\"address\":\"0x%040x\",\"name\":\"%s\"}\n", number, name);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

/* As if nothing had been done in the folders for a while. */
static void let_rest(const struct stage *stage)
{
	static const struct timespec then[2] = { { .tv_sec = 1790000000 }, { .tv_sec = 1790000000 } };

	assert_int_equal(utimensat(AT_FDCWD, folder_of(stage, "keystore"), then, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, folder_of(stage, "watch"), then, 0), 0);
}

static void write_wallets(const struct stage *stage)
{
	static const char *const folders[] = { "", "keystore", "watch" };
	char name[24];

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		(void)mkdir(folder_of(stage, folders[i]), 0700);
	for (unsigned i = 1; i <= WALLETS; i++) {
		snprintf(name, sizeof(name), "wallet %04u", i);
		write_wallet(stage, i, name);
	}
	let_rest(stage);
}

static struct terminal *start(struct stage *stage)
{
	struct terminal *terminal = stage_start(stage, 30, 100, "");

	terminal_wait(terminal, "Keystore");
	return terminal;
}

static void leave(struct terminal *terminal)
{
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

static bool has_note(const struct stage *stage)
{
	struct stat st;

	return stat(folder_of(stage, "glance"), &st) == 0;
}

/* Twice, because the second time the first wallets are there before the others are read. */
static void what_is_typed_meanwhile_is_not_lost(void **state)
{
	struct terminal *terminal;

	write_wallets(*state);
	for (int i = 0; i < 2; i++) {
		terminal = start(*state);
		terminal_keys(terminal, "1G");
		terminal_wait(terminal, "3 000/3 000");
		terminal_keys(terminal, "<Enter>");
		terminal_wait(terminal, "▸wallet 3000");
		leave(terminal);
		assert_true(has_note(*state));
	}
	terminal = start(*state);
	terminal_keys(terminal, "1jjk/2999<Enter>");
	terminal_wait(terminal, "2 999 hidden");
	terminal_keys(terminal, "<Esc>");
	leave(terminal);
}

static void it_is_left_meanwhile(void **state)
{
	write_wallets(*state);
	leave(start(*state));
	leave(start(*state));
}

static void what_another_process_does_meanwhile_is_seen(void **state)
{
	struct terminal *terminal;

	write_wallets(*state);
	terminal = start(*state);
	terminal_wait(terminal, "1/3 000");
	terminal_wait(terminal, "Approve");
	leave(terminal);
	write_wallet(*state, WALLETS + 1, "a new one");
	terminal = start(*state);
	terminal_wait(terminal, "a new one");
	terminal_wait(terminal, "1/3 001");
	leave(terminal);
	let_rest(*state);
	terminal = start(*state);
	terminal_wait(terminal, "1/3 001");
	terminal_wait(terminal, "Approve");
	leave(terminal);
	write_wallet(*state, 1, "renamed");	/* which leaves the folder as it was */
	terminal = start(*state);
	terminal_wait(terminal, "a new one");
	terminal_wait_gone(terminal, "wallet 0001");
	leave(terminal);
}

static void a_damaged_file_among_them_is_said(void **state)
{
	struct terminal *terminal;

	write_wallets(*state);
	stage_file(*state, "home/watch/0x0000000000000000000000000000000000000777.json", "{");
	let_rest(*state);
	for (int i = 0; i < 2; i++) {
		terminal = start(*state);
		terminal_wait(terminal, "A wallet's file cannot be read");
		terminal_wait(terminal, "1/2 999");
		leave(terminal);
	}
}

#define TEST(name) stage_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_typed_meanwhile_is_not_lost),
		TEST(it_is_left_meanwhile),
		TEST(what_another_process_does_meanwhile_is_seen),
		TEST(a_damaged_file_among_them_is_said),
	};

	return cmocka_run_group_tests_name("screen/first", tests, stage_open, stage_close);
}
