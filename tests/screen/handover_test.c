/* Handing a key over on the screen: each way, and how each can fail. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define COMMANDS \
	"[handover pass]\ncommand = pass insert --multiline --force venice/key\n" \
	"[handover fails]\ncommand = echo the store is shut >&2; exit 3\n" \
	"[handover missing]\ncommand = no-such-program-here\n" \
	"[handover hangs]\ncommand = cat > /dev/null; while :; do sleep 1000; done\n" \
	"[handover echoes]\ncommand = k=$(cat); echo \"<$k>\"; printf '\\033[31m'; yes | head -n 9000\n"

/* A stored key, described "agent", and a locked wallet. */
static struct terminal *begin(struct stage *stage, const char *config)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	free(stage_run(stage, "mint --json --wallet agent-1 --description agent"));
	if (config)
		stage_file(stage, "home/config", config);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, "agent  ");
	terminal_keys(terminal, "4");
	return terminal;
}

static void open_menu(struct terminal *terminal)
{
	terminal_keys(terminal, "h");
	terminal_wait(terminal, "Hand the key over");
}

static char *whole_key(struct stage *stage)
{
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id), *key = stage_field(shown, "apiKey");

	free(list);
	free(id);
	free(shown);
	return key;
}

static char *read_text(const char *path)
{
	char *text = calloc(1, 4096);
	FILE *file = fopen(path, "r");

	check(file, "%s is not there", path);
	check(fread(text, 1, 4095, file) > 0, "%s is empty", path);
	fclose(file);
	return text;
}

struct copy { const char *start, *key; };

static bool is_copied(struct terminal *terminal, void *context)
{
	const struct copy *copy = context;
	char *text = terminal_clipboard(terminal);
	bool is = text && strncmp(text, copy->start, strlen(copy->start)) == 0 && strstr(text, copy->key);

	free(text);
	return is;
}

static void expect_clipboard(struct terminal *terminal, const char *start, const char *key)
{
	struct copy copy = { start, key };
	char *text;

	if (terminal_run(terminal, is_copied, &copy, TERMINAL_WAIT_MS))
		return;
	text = terminal_clipboard(terminal);
	check(false, "the clipboard has %s", text ? text : "nothing");
}

static void leave(struct terminal *terminal)
{
	terminal_keys(terminal, "q");
	terminal_exit_status(terminal);
}

static void copied_in_three_forms(void **state)
{
	struct terminal *terminal = begin(*state, NULL);
	char *key;

	leave(terminal);
	key = whole_key(*state);
	terminal = stage_start(*state, 40, 110, "");
	terminal_wait(terminal, "agent  ");
	terminal_keys(terminal, "4");
	open_menu(terminal);
	terminal_keys(terminal, "e");
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "Sent the key to the terminal");
	expect_clipboard(terminal, "VENICE_API_KEY=", key);
	open_menu(terminal);
	terminal_keys(terminal, "j");		/* j only goes down, as everywhere */
	terminal_wait(terminal, "▸ e");
	terminal_keys(terminal, "o");
	terminal_wait_gone(terminal, "Hand the key over");
	expect_clipboard(terminal, "{\"apiKey\":\"", key);
	terminal_keys(terminal, "v");
	terminal_wait(terminal, "Whoever has this key");
	open_menu(terminal);
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "Hand the key over");
	expect_clipboard(terminal, key, key);
	free(key);
}

static void written_to_a_new_file(void **state)
{
	struct stage *stage = *state;
	char home[96], path[128], *text, *key;
	struct terminal *terminal;
	struct stat st;

	snprintf(home, sizeof(home), "HOME=%s", stage->folder);
	stage->env = (const char *const[]){ home, NULL };
	terminal = begin(stage, NULL);
	open_menu(terminal);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Write the API key to a file");
	terminal_keys(terminal, "~/no-such-folder/key<Enter><Right><Enter>");
	terminal_wait(terminal, "The file will hold the key itself");
	terminal_wait(terminal, "a line for a .env file");
	step_yes(terminal);
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "no-such-folder/: No such file");
	terminal_keys(terminal, "<C-u>~/key.env<Enter><Enter>");
	step_yes(terminal);
	terminal_wait_gone(terminal, "Write the API key to a file");
	terminal_wait(terminal, "is written");
	open_menu(terminal);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Write the API key to a file");
	terminal_keys(terminal, "~/key.env<Enter><Enter>");
	step_yes(terminal);
	terminal_wait(terminal, "already");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Write the API key to a file");
	leave(terminal);
	snprintf(path, sizeof(path), "%s/key.env", stage->folder);
	check(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600, "%s is not 0600", path);
	text = read_text(path);
	key = whole_key(stage);
	check(strncmp(text, "VENICE_API_KEY=", 15) == 0 && strncmp(text + 15, key, strlen(key)) == 0, "%s has %s", path, text);
	free(text);
	free(key);
	stage->env = NULL;
}

/* `pass` is a stub on PATH that writes down how it was called. */
static void begin_commands(struct stage *stage, struct terminal **terminal)
{
	static char path[4096];
	static const char *env[] = { path, NULL };
	char stub[512];

	snprintf(path, sizeof(path), "%s/bin", stage->folder);
	mkdir(path, 0700);
	snprintf(stub, sizeof(stub), "#!/bin/sh\necho \"$0 $*\" > '%s/called'; env >> '%s/called'; cat > '%s/got'; echo stored it\n",
		 stage->folder, stage->folder, stage->folder);
	chmod(stage_file(stage, "bin/pass", stub), 0700);
	snprintf(path, sizeof(path), "PATH=%s/bin:%s", stage->folder, getenv("PATH"));
	stage->env = env;
	*terminal = begin(stage, COMMANDS);
}

static void given_to_a_command(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char *key, *got, *called, path[128];

	begin_commands(stage, &terminal);
	open_menu(terminal);
	terminal_wait(terminal, "pass insert --multiline --force venice/key");
	terminal_keys(terminal, "1");
	terminal_wait(terminal, "Give the API key to a command?");
	terminal_wait(terminal, "pass insert --multiline --force venice/key");
	step_yes(terminal);
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "pass has the key.");
	terminal_wait(terminal, "stored it");
	terminal_keys(terminal, "<Esc>");
	leave(terminal);
	key = whole_key(stage);
	snprintf(path, sizeof(path), "%s/got", stage->folder);
	got = read_text(path);
	check(strcmp(got, key) == 0, "it got %s", got);
	snprintf(path, sizeof(path), "%s/called", stage->folder);
	called = read_text(path);
	check(strstr(called, "/bin/pass insert --multiline --force venice/key\n"), "called as %s", called);
	check(!strstr(called, key), "the key is in %s", called);
	free(key);
	free(got);
	free(called);
	stage->env = NULL;
}

static void what_goes_wrong_has_words(void **state)
{
	struct terminal *terminal;

	begin_commands(*state, &terminal);
	open_menu(terminal);
	terminal_keys(terminal, "2");
	terminal_wait(terminal, "Give the API key to a command?");
	terminal_keys(terminal, "<Esc>");	/* after a no, the ways are back */
	terminal_wait_gone(terminal, "Give the API key to a command?");
	terminal_wait(terminal, "Copy the key");
	terminal_keys(terminal, "2");
	step_yes(terminal);
	terminal_wait(terminal, "to open its API key");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Its wallet stays locked");
	terminal_keys(terminal, "r");
	step_yes(terminal);
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "The command ended with status 3");
	terminal_wait(terminal, "the store is shut");
	terminal_wait(terminal, "Run it by hand");
	terminal_keys(terminal, "<Esc>");
	open_menu(terminal);
	terminal_keys(terminal, "3");
	step_yes(terminal);
	terminal_wait(terminal, "The command was not found");
	terminal_keys(terminal, "<Esc>");
	((struct stage *)*state)->env = NULL;
}

static void one_that_hangs_is_stopped(void **state)
{
	struct terminal *terminal;

	begin_commands(*state, &terminal);
	open_menu(terminal);
	terminal_keys(terminal, "<Down><Down><Down><Down><Down><Down><Down><Enter>");
	step_yes(terminal);
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "hangs has the key and is working");
	terminal_wait(terminal, "Esc stops it");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "The command was ended by signal 15");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Hand the key over");
	((struct stage *)*state)->env = NULL;
}

static void what_it_writes_is_cut_clean_and_masked(void **state)
{
	struct terminal *terminal;

	begin_commands(*state, &terminal);
	open_menu(terminal);
	terminal_keys(terminal, "5");
	step_yes(terminal);
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, "echoes has the key.");
	terminal_wait(terminal, "<****");
	terminal_wait(terminal, "?[31my");
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "bytes more)");
	terminal_keys(terminal, "<Esc>");
	((struct stage *)*state)->env = NULL;
}

static void without_commands_it_says_how(void **state)
{
	struct terminal *terminal = begin(*state, NULL);

	terminal_keys(terminal, ":hand-over<Enter>");
	terminal_wait(terminal, "rialto-config(5)");
	terminal_wait(terminal, "[handover vault]");
	terminal_wait(terminal, "command = kubectl create secret generic venice --from-file=key=/dev/stdin");
	terminal_wait(terminal, "command = systemd-creds encrypt");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(copied_in_three_forms),
		stage_test(written_to_a_new_file),
		stage_test(given_to_a_command),
		stage_test(what_goes_wrong_has_words),
		stage_test(one_that_hangs_is_stopped),
		stage_test(what_it_writes_is_cut_clean_and_masked),
		stage_test(without_commands_it_says_how),
	};

	return cmocka_run_group_tests_name("handover", tests, stage_open, stage_close);
}
