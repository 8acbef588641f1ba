/*
 * Which way a text goes, what is claimed about it, and that it is in no argument and no variable.
 * The programs are small scripts that have the names of the real ones and come first on PATH.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/clipboard.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define SECRET "VENICE_INFERENCE_KEY_that_nobody_may_see"

static char folder[64], old_path[4096];
static struct clipboard board;

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void put(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path_of(name), mode), 0);
}

/* Records what the program was given: its arguments and variables in one file, its standard input
 * in another. */
static void put_program(const char *name, const char *more)
{
	char text[1024];

	snprintf(text, sizeof(text), "#!/bin/sh\necho \"%s $*\" >>'%s/calls'\nenv >>'%s/calls'\n%s\n", name, folder, folder, more);
	put(name, text, 0700);
}

static const char *get(const char *name)
{
	static char text[65536];
	FILE *file = fopen(path_of(name), "r");
	size_t len = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

	text[len] = '\0';
	if (file)
		fclose(file);
	return text;
}

static int set_up(void **state)
{
	char path[sizeof(old_path) + sizeof(folder) + 2];

	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/rialto-clipboard.XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(old_path, sizeof(old_path), "%s", getenv("PATH"));
	snprintf(path, sizeof(path), "%s:%s", folder, old_path);
	setenv("PATH", path, 1);
	unsetenv("TMUX");
	unsetenv("DISPLAY");
	unsetenv("WAYLAND_DISPLAY");
	board = (struct clipboard){ 0 };
	return 0;
}

static int tear_down(void **state)
{
	char command[128];

	(void)state;
	setenv("PATH", old_path, 1);
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static enum copied copy(void)
{
	return clipboard_copy(&board, SECRET, strlen(SECRET));
}

static void put_wayland(void)
{
	char copies[256], pastes[128];

	snprintf(copies, sizeof(copies), "[ \"$1\" = --clear ] && exec rm '%s/held'\ncat >'%s/held'", folder, folder);
	snprintf(pastes, sizeof(pastes), "cat '%s/held'", folder);
	put_program("wl-copy", copies);
	put_program("wl-paste", pastes);
	setenv("WAYLAND_DISPLAY", "wayland-0", 1);
}

static void no_way_at_all(void **state)
{
	(void)state;
	assert_int_equal(copy(), COPIED_NOT);
}

static void tmux_hands_it_on_and_keeps_nothing(void **state)
{
	char keeps[256];

	(void)state;
	snprintf(keeps, sizeof(keeps), "case \"$1\" in load-buffer) cat >'%s/held';; esac", folder);
	put_program("tmux", keeps);
	put_wayland();
	setenv("TMUX", "/tmp/tmux-1000/default,1,0", 1);
	assert_int_equal(copy(), COPIED_TO_TMUX);
	assert_string_equal(get("held"), SECRET);
	assert_non_null(strstr(get("calls"), "tmux load-buffer -b rialto-"));
	assert_non_null(strstr(get("calls"), " -w -\n"));
	assert_non_null(strstr(get("calls"), "tmux delete-buffer -b rialto-"));
	assert_null(strstr(get("calls"), SECRET));
}

static void what_tmux_keeps_is_told(void **state)
{
	(void)state;
	put_program("tmux", "[ \"$1\" != delete-buffer ]");
	put_wayland();
	setenv("TMUX", "/tmp/tmux-1000/default,1,0", 1);
	assert_int_equal(copy(), COPIED_KEPT_BY_TMUX);
	assert_string_equal(get("held"), "");
}

static void a_tmux_that_fails_is_not_believed(void **state)
{
	(void)state;
	put_program("tmux", "exit 1");
	setenv("TMUX", "/tmp/tmux-1000/default,1,0", 1);
	put_wayland();
	assert_int_equal(copy(), COPIED);
	assert_string_equal(get("held"), SECRET);
}

static void on_a_display_it_is_certain(void **state)
{
	struct err err = { 0 };

	(void)state;
	put_wayland();
	assert_int_equal(copy(), COPIED);
	assert_string_equal(get("held"), SECRET);
	assert_true(clipboard_clear(&board, &err));
	assert_string_equal(get("held"), "");
	assert_null(strstr(get("calls"), SECRET));
}

static void without_a_display_its_program_is_not_asked(void **state)
{
	(void)state;
	put_wayland();
	unsetenv("WAYLAND_DISPLAY");
	assert_int_equal(copy(), COPIED_NOT);
	setenv("WAYLAND_DISPLAY", "", 1);
	assert_int_equal(copy(), COPIED_NOT);
	assert_string_equal(get("calls"), "");
}

static void what_is_not_ours_is_left_alone(void **state)
{
	static const char *const others[] = { "something else", SECRET "\n", SECRET SECRET, "" };

	(void)state;
	put_wayland();
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		struct err err = { 0 };

		assert_int_equal(copy(), COPIED);
		put("held", others[i], 0600);
		assert_false(clipboard_clear(&board, &err));
		assert_non_null(strstr(err.msg, "something else by now"));
		assert_string_equal(get("held"), others[i]);
		assert_false(clipboard_clear(&board, &err));		/* once is enough */
	}
}

static void what_cannot_be_looked_at_may_still_be_there(void **state)
{
	struct err err = { 0 };

	(void)state;
	put_wayland();
	assert_int_equal(copy(), COPIED);
	put_program("wl-paste", "exit 1");
	assert_false(clipboard_clear(&board, &err));
	assert_non_null(strstr(err.msg, "may still be in it"));
	assert_string_equal(get("held"), SECRET);
}

/* If a display does not answer, the next way is taken soon. */
static void a_program_that_hangs(void **state)
{
	(void)state;
	put_wayland();
	put_program("wl-copy", "exec sleep 60");
	assert_int_equal(copy(), COPIED_NOT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_way_at_all),
		TEST(tmux_hands_it_on_and_keeps_nothing),
		TEST(what_tmux_keeps_is_told),
		TEST(a_tmux_that_fails_is_not_believed),
		TEST(on_a_display_it_is_certain),
		TEST(without_a_display_its_program_is_not_asked),
		TEST(what_is_not_ours_is_left_alone),
		TEST(what_cannot_be_looked_at_may_still_be_there),
		TEST(a_program_that_hangs),
	};

	return cmocka_run_group_tests_name("app_clipboard", tests, NULL, NULL);
}
