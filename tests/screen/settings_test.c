/* The page of the settings, and the configuration that it writes. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static void assert_file(struct stage *stage, const char *name, const char *wanted)
{
	char path[128], text[4096] = "";
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", stage->folder, name);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
	fclose(file);
	assert_string_equal(text, wanted);
}

/* What is changed holds at once, is in the file, and holds in the next run; nothing else in the file is touched. */
static void changed_here_and_kept(void **state)
{
	struct terminal *terminal;

	stage_wallet(*state);
	stage_file(*state, "home/config", "# mine\n  lock-after=120 \n\n# keys\n[keys]\nhelp = ?, H\n");
	terminal = stage_start(*state, 30, 100, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ",");
	terminal_wait(terminal, "The network to use");
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "How many decimals");
	terminal_keys(terminal, "<Enter>99");
	terminal_wait(terminal, "decimals must be 0 to 18, or usual");
	terminal_keys(terminal, "<Backspace><Backspace>2<Enter>");
	terminal_wait(terminal, "decimals = 2 is saved");
	terminal_keys(terminal, "kk");
	terminal_wait(terminal, "ASCII characters only");
	terminal_keys(terminal, " ");
	terminal_wait(terminal, "ascii = yes is saved");
	terminal_wait(terminal, "+- Settings");
	assert_file(*state, "home/config",
		    "# mine\n  lock-after=120 \ndecimals = 2\nascii = yes\n\n# keys\n[keys]\nhelp = ?, H\n");
	terminal_keys(terminal, "d");
	terminal_wait(terminal, "ascii is as usual again");
	terminal_wait(terminal, "┌─ Settings");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal = stage_start(*state, 30, 100, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ":settings<Enter>G");
	terminal_wait(terminal, "config, line 3");
}

/* What is chosen is seen behind the page at once, and in the next run. */
static void columns_are_chosen_here(void **state)
{
	struct terminal *terminal;

	stage_wallet(*state);
	terminal = stage_start(*state, 40, 140, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ",");
	terminal_wait(terminal, "The network to use");
	terminal_keys(terminal, "jjjjjjjjj");
	terminal_wait(terminal, "Which columns the API keys have");
	terminal_keys(terminal, "<Enter><Backspace><Backspace><Backspace>");
	terminal_keys(terminal, "key, type");
	terminal_wait(terminal, "keys-columns must be all, or description and any of");
	terminal_keys(terminal, ", description<Enter>");
	terminal_wait(terminal, "keys-columns = key, type, description is saved");
	assert_file(*state, "home/config", "keys-columns = key, type, description\n");
}

/* The lock by the new time: the model works by it, too. */
static void the_lock_takes_the_new_time(void **state)
{
	struct terminal *terminal;

	stage_wallet(*state);
	terminal = stage_start(*state, 30, 100, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "Password");
	terminal_keys(terminal, STAGE_PASSWORD "<Enter>");
	terminal_wait(terminal, "unlocked");
	terminal_keys(terminal, ",jjjjj");
	terminal_wait(terminal, "Seconds without a keystroke");
	terminal_keys(terminal, "<Enter>");
	terminal_keys(terminal, "7000<Enter>");
	terminal_wait(terminal, "lock-after = 7000 is saved");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "unlocked 117 min");
}

/* Every mistake is named; the program starts with the rest. */
static void twenty_mistakes(void **state)
{
	char text[1024] = "";
	struct terminal *terminal;
	char *output;

	stage_wallet(*state);
	for (int i = 0; i < 10; i++)
		strcat(text, "mouse = perhaps\nfrob\n");
	strcat(text, "ascii = yes\n");
	stage_file(*state, "home/config", text);
	terminal = stage_start(*state, 40, 120, "");
	terminal_wait(terminal, "20 mistakes in config, which :settings lists; the first in line 1, column 9: mouse must be yes or no");
	terminal_keys(terminal, ",");
	terminal_wait(terminal, "+- Settings");
	terminal_wait(terminal, "20 mistakes in the file, passed over:");
	terminal_wait(terminal, "line 2, column 1: a setting looks like key = value");
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "line 20, column 1");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	assert_int_equal(stage_try(*state, &output, "wallet list"), 2);
	free(output);
	stage_file(*state, "home/config", "mouse = perhaps\nmax-tip = much\n");
	terminal = stage_start(*state, 40, 120, "");
	terminal_wait(terminal, "line 2, column 11: max-tip must be an amount of ETH above 0");
	assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 2);
}

/* A file that others could write to is left alone, and so is one that is linked from there. */
static void a_file_that_others_reach_is_left_alone(void **state)
{
	struct terminal *terminal;
	const char *path;

	stage_wallet(*state);
	path = stage_file(*state, "home/config", "mouse = no\n");
	assert_int_equal(chmod(path, 0666), 0);
	terminal = stage_start(*state, 30, 120, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ",jjjjjj ");
	terminal_wait(terminal, "mouse is not saved");
	assert_file(*state, "home/config", "mouse = no\n");
}

/* What each is changed to here; NULL: it is changed in the file alone. */
static const struct { const char *name, *value; } changes[] = {
	{ "network", NULL }, { "wallet", NULL }, { "keystore-dir", NULL }, { "max-tip", NULL }, { "fee", NULL },
	{ "lock-after", "7000" }, { "mouse", "no" }, { "color", "no" }, { "theme", "contrast" },
	{ "keys-columns", "key, description" }, { "tx-columns", "hash, purpose" }, { "ascii", "yes" }, { "refresh", "off" },
	{ "decimals", "3" },
};

#define CHANGES (sizeof(changes) / sizeof(*changes))

/* Fails where the table of the settings has one, or an order, that is not above. */
static void assert_all_are_tried(struct stage *stage)
{
	char *table = stage_run(stage, "--print-table settings"), *at = table;

	for (size_t i = 0; (at = strstr(at, ".It Sy \"")); i++) {
		char name[32] = "";
		size_t len = 0;

		for (at += strlen(".It Sy \""); *at && *at != '"' && len + 1 < sizeof(name); at++)
			if (*at != '\\')
				name[len++] = *at;
		check(i < CHANGES && !strcmp(changes[i].name, name), "%s is not changed here", name);
	}
	free(table);
}

/* Whether a row of the page has all three. */
static bool has_row(struct terminal *terminal, const char *name, const char *value, const char *from)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		const char *text = terminal_row(terminal, row), *at = strstr(text, name);

		if (at && (at = strstr(at + strlen(name), value)) && strstr(at + strlen(value), from))
			return true;
	}
	return false;
}

/* Goes down to the setting, which is marked by another sign once ascii is on. */
static void choose(struct terminal *terminal, size_t index)
{
	static bool ascii;
	char marked[64];

	if (index)
		terminal_keys(terminal, "j");
	ascii = index && (ascii || !strcmp(changes[index - 1].name, "ascii"));
	snprintf(marked, sizeof(marked), "%s %s", ascii ? ">" : "▸", changes[index].name);
	terminal_wait(terminal, marked);
}

/* Each is changed on the page, holds at once, and holds at the next start. */
static void each_is_changed_and_kept(void **state)
{
	struct terminal *terminal;

	stage_wallet(*state);
	assert_all_are_tried(*state);
	terminal = stage_start(*state, 50, 140, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ",");
	for (size_t i = 0; i < CHANGES; i++) {
		char saved[80];

		choose(terminal, i);
		if (!changes[i].value) {
			assert_false(terminal_shows(terminal, "Enter change"));
			continue;
		}
		snprintf(saved, sizeof(saved), "%s = %s is saved", changes[i].name, changes[i].value);
		terminal_keys(terminal, "<Enter>");
		terminal_wait(terminal, "Enter save");
		terminal_keys(terminal, "<C-u>%s<Enter>", changes[i].value);
		terminal_wait(terminal, saved);
		assert_true(has_row(terminal, changes[i].name, changes[i].value, "config, line"));
	}
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal = stage_start(*state, 50, 140, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ",");
	terminal_wait(terminal, "The network to use");
	for (size_t i = 0; i < CHANGES; i++)
		if (changes[i].value && !has_row(terminal, changes[i].name, changes[i].value, "config, line"))
			check(false, "%s is not %s any more", changes[i].name, changes[i].value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(changed_here_and_kept),
		stage_test(each_is_changed_and_kept),
		stage_test(columns_are_chosen_here),
		stage_test(the_lock_takes_the_new_time),
		stage_test(twenty_mistakes),
		stage_test(a_file_that_others_reach_is_left_alone),
	};

	return cmocka_run_group_tests_name("settings", tests, stage_open, stage_close);
}
