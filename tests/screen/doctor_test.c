/* Why a mint failed, as a text to read and to copy, and the log of what was done. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define REPORT "Why did the mint fail?"
#define NEW_KEY "Your new API key"
#define SECRET_PART 12		/* characters of a secret that would give some of it away */

static struct terminal *start(struct stage *stage)
{
	return step_open_staked(stage, 45, 120, "");
}

/* Fails if the text holds a usable part of the secret. */
static void holds_nothing_of(const char *text, const char *secret)
{
	char part[SECRET_PART + 1];

	for (size_t i = 0; i + SECRET_PART <= strlen(secret); i++) {
		snprintf(part, sizeof(part), "%s", secret + i);
		check(!strstr(text, part), "%s is in: %s", part, text);
	}
}

static void holds_no_secret(const struct stage *stage, const char *text)
{
	char *token = network_body(stage->network, "mint", "token");
	char *signature = network_body(stage->network, "mint", "signature");

	holds_nothing_of(text, token);
	holds_nothing_of(text, signature);
	assert_null(strstr(text, STAGE_PASSWORD));
	assert_null(strstr(text, "VENICE_"));
	free(token);
	free(signature);
}

static void the_cause_and_what_was_found(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);
	char *copied;

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"jwt_claims\"}");
	step_mint_form(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "10 on chain at block");
	terminal_keys(terminal, "D");
	terminal_wait(terminal, REPORT);
	terminal_wait(terminal, "jwt_claims");
	terminal_wait(terminal, "HTTP 400 after");
	terminal_wait(terminal, "Claims");
	terminal_wait(terminal, "recovers to");
	terminal_wait(terminal, "10 at block");
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "Sent the report to the terminal");
	copied = terminal_clipboard(terminal);
	assert_non_null(copied);
	assert_non_null(strstr(copied, rows[ROW_JWT_CLAIMS].meaning));
	assert_non_null(strstr(copied, rows[ROW_JWT_CLAIMS].advice));
	assert_non_null(strstr(copied, stage->address));
	holds_no_secret(stage, copied);
	free(copied);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, REPORT);
	terminal_keys(terminal, "n");
	terminal_wait(terminal, NEW_KEY);
}

/* The report of an unknown outcome; on a low screen it scrolls. */
static void of_an_unknown_outcome(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"cut_after\"}");
	step_mint_form(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "a key may exist");
	terminal_keys(terminal, "D");
	terminal_wait(terminal, "mint_unknown, outcome unknown");
	terminal_resize(terminal, 14, 78);
	terminal_wait(terminal, "─┐");		/* the corner is beyond the edge until it is drawn anew */
	assert_false(terminal_shows(terminal, "POST /api_keys/generate_web3_key"));
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "POST /api_keys/generate_web3_key");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, REPORT);
}

#define FORM "Write the log to a file"

static const char *log_file(const struct stage *stage)
{
	static char file[128];

	snprintf(file, sizeof(file), "%s/log.jsonl", stage->folder);
	return file;
}

static bool is_written(struct terminal *terminal, void *context)
{
	(void)terminal;
	return access(log_file(context), F_OK) == 0;
}

/* Writes the log to the file; `refusal` is what the form says instead. */
static void write_log(struct terminal *terminal, struct stage *stage, const char *refusal)
{
	terminal_keys(terminal, "<Tab>");
	terminal_wait(terminal, FORM);
	terminal_keys(terminal, "%s", log_file(stage));
	terminal_keys(terminal, "<Enter><Enter>");
	if (*refusal) {
		terminal_wait(terminal, "is there already");
		return;
	}
	terminal_wait_gone(terminal, FORM);
	assert_true(terminal_run(terminal, is_written, stage, TERMINAL_WAIT_MS));
}

static void read_file(char *text, size_t size, const struct stage *stage)
{
	struct stat info;
	FILE *in = fopen(log_file(stage), "r");

	check(in, "%s cannot be read", log_file(stage));
	assert_int_equal(fstat(fileno(in), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	text[fread(text, 1, size - 1, in)] = '\0';
	fclose(in);
}

static void the_log_is_shown_filtered_and_exported(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);
	char text[16384];

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"jwt_expired\"}");
	step_mint_form(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "it lives 15 minutes");
	terminal_keys(terminal, "n");
	terminal_wait(terminal, NEW_KEY);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, NEW_KEY);
	terminal_keys(terminal, "L");
	terminal_wait(terminal, "What was done");
	terminal_wait(terminal, "jwt_expired");
	terminal_wait(terminal, "key_minted");
	terminal_keys(terminal, "jwt");
	terminal_wait_gone(terminal, "key_minted");
	terminal_wait(terminal, "jwt_expired");
	terminal_keys(terminal, "nothing like it");
	terminal_wait(terminal, "No record contains that");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "key_minted");
	write_log(terminal, stage, "");
	read_file(text, sizeof(text), stage);
	assert_non_null(strstr(text, "jwt_expired"));
	assert_non_null(strstr(text, "key_minted"));
	holds_no_secret(stage, text);
	terminal_keys(terminal, "jwt");
	terminal_wait_gone(terminal, "key_minted");
	write_log(terminal, stage, "a file is never overwritten");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, FORM);
	assert_int_equal(remove(log_file(stage)), 0);
	write_log(terminal, stage, "");
	read_file(text, sizeof(text), stage);
	assert_non_null(strstr(text, "jwt_expired"));
	assert_null(strstr(text, "key_minted"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(the_cause_and_what_was_found),
		stage_test(of_an_unknown_outcome),
		stage_test(the_log_is_shown_filtered_and_exported),
	};

	return cmocka_run_group_tests_name("doctor", tests, stage_open, stage_close);
}
