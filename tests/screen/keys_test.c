/* The account's keys on the screen: listed with a stored ADMIN key, rotated, deleted,
 * and a mint whose outcome is unknown looked into. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static void prepare(struct stage *stage)
{
	stage_staked(stage);
	stage_account(stage);
}

static struct terminal *unlocked(struct stage *stage)
{
	struct terminal *terminal = stage_start(stage, 40, 130, "");

	terminal_wait(terminal, "boss");
	terminal_keys(terminal, "4u");
	step_password(terminal, "Password");
	terminal_wait(terminal, "worker");
	return terminal;
}

/* Types the six characters that the dialog names. */
static void type_word(struct stage *stage, struct terminal *terminal, const char *description)
{
	char *list = stage_run(stage, "key list --remote --json"), *row = strstr(list, description), *word;

	check(row, "no key %s in %s", description, list);
	word = stage_field(row, "last6");
	terminal_wait(terminal, "Delete this API key?");
	step_word(terminal, word);
	terminal_wait_gone(terminal, "Delete this API key?");
	free(word);
	free(list);
}

static void unlocking_shows_what_venice_has(void **state)
{
	struct terminal *terminal;

	prepare(*state);
	free(stage_run(*state, "key create --json --description f\xc3\xbcr-\xf0\x9f\x94\x91-agents"));
	terminal = unlocked(*state);
	terminal_wait(terminal, "f\xc3\xbcr-\xf0\x9f\x94\x91-agents");
	terminal_wait(terminal, "both");
	terminal_wait(terminal, "Venice");
	terminal_keys(terminal, "o");
	terminal_wait(terminal, "DESCRIPTION▾");
}

/* A key from elsewhere is typed in, sealed, and never shown. */
static void added_by_hand(void **state)
{
	static const char key[] = "VENICE_INFERENCE_KEY_from_elsewhere_123456";
	struct stage *stage = *state;
	struct terminal *terminal;
	char *list, *shown, *id;

	stage_wallet(stage);
	terminal = stage_start(stage, 40, 130, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, "4A");
	terminal_wait(terminal, "Add an API key");
	terminal_keys(terminal, "%s<Tab><Tab>by hand<Tab>wrong<Enter>", key);
	terminal_wait(terminal, "assword does not");
	terminal_keys(terminal, "%s<Tab><Tab><Tab>%s<Enter>", key, STAGE_PASSWORD);
	terminal_wait(terminal, "The API key is stored, sealed with agent-1");
	terminal_wait(terminal, "…123456");
	terminal_wait(terminal, "by hand");
	assert_false(terminal_shows(terminal, "elsewhere_"));
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	list = stage_run(stage, "key list --json");
	id = stage_field(list, "id");
	shown = stage_run(stage, "key show %s --reveal --json", id);
	assert_non_null(strstr(shown, key));
	free(list);
	free(id);
	free(shown);
}

static void deleted_behind_a_typed_word(void **state)
{
	struct terminal *terminal;

	prepare(*state);
	terminal = unlocked(*state);
	terminal_keys(terminal, "<Home>d");	/* the newest: the cursor stayed on its key when it came above */
	type_word(*state, terminal, "worker");
	terminal_wait_gone(terminal, "worker");
}

static void rotated(void **state)
{
	struct terminal *terminal;

	prepare(*state);
	terminal = unlocked(*state);
	terminal_keys(terminal, "R");
	terminal_wait(terminal, "A new key with the same options");
	step_yes(terminal);
	terminal_wait(terminal, "The key it replaces still works");
}

/* Goes from the panel that says that a key may exist to the next mint. */
static void deletes_the_lost_key(struct stage *stage, struct terminal *terminal)
{
	terminal_keys(terminal, "k");
	step_password(terminal, "Password");
	terminal_wait(terminal, "This key is it");
	terminal_keys(terminal, "d");
	type_word(stage, terminal, "lost");
	terminal_wait(terminal, "none was made");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "a new one can begin");
}

static void an_unknown_mint_is_looked_into(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char *said = NULL;

	prepare(stage);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"cut_after\"}");
	(void)stage_try(stage, &said, "mint --yes --json --description lost");
	free(said);
	terminal = stage_start(stage, 40, 130, "");
	terminal_wait(terminal, "a key may exist");
	deletes_the_lost_key(stage, terminal);
}

/* With the ADMIN key stored and open, begins a mint on the screen that is never answered. */
static struct terminal *lost_mint(struct stage *stage, const char *mode)
{
	struct terminal *terminal;

	prepare(stage);
	terminal = unlocked(stage);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"%s\"}", mode);
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Up><Up><Up><Up><Up><Up><Up>lost<Down><Down><Down><Down><Down><Down><Down><Enter>");
	return terminal;
}

static void a_lost_key_is_recognised_and_kept(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = lost_mint(stage, "cut_after");
	size_t posted;
	char *list;

	terminal_wait(terminal, "a key may exist");
	posted = network_requests(stage->network, "mint");
	terminal_keys(terminal, "k");
	terminal_wait(terminal, "This key is it");
	terminal_keys(terminal, "o");
	terminal_wait(terminal, "a new one can begin");
	terminal_wait(terminal, "lost");	/* its row in Venice's list */
	assert_int_equal(network_requests(stage->network, "mint"), posted);
	terminal_keys(terminal, "q");
	terminal_exit_status(terminal);
	list = stage_run(stage, "key list --remote --json");
	assert_non_null(strstr(list, "lost"));
	free(list);
}

/* The program is killed before Venice did anything.  The next start says that a key may exist, and
 * finds none. */
static void killed_in_the_middle_and_no_key_was_made(void **state)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = lost_mint(stage, "hang");

	network_wait_requests(stage->network, "mint", posted + 2);	/* the mint of the preparation, and
									 * this one */
	terminal = step_kill_and_start(stage, terminal, 40, 130);
	terminal_wait(terminal, "rialto was stopped while a mint");
	terminal_keys(terminal, "<Enter>");
	step_password(terminal, "Password");
	terminal_wait(terminal, "none was made");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "a new one can begin");
	assert_int_equal(network_requests(stage->network, "mint"), posted + 2);
}

/* The program is killed after Venice made the key, which is recognised by its description and time. */
static void killed_in_the_middle_and_the_key_deleted(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = lost_mint(stage, "cut_after");

	terminal_wait(terminal, "a key may exist");
	terminal = step_kill_and_start(stage, terminal, 40, 130);
	terminal_wait(terminal, "rialto was stopped while a mint");
	deletes_the_lost_key(stage, terminal);
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(unlocking_shows_what_venice_has),
		stage_test(added_by_hand),
		stage_test(deleted_behind_a_typed_word),
		stage_test(rotated),
		stage_test(an_unknown_mint_is_looked_into),
		stage_test(a_lost_key_is_recognised_and_kept),
		stage_test(killed_in_the_middle_and_no_key_was_made),
		stage_test(killed_in_the_middle_and_the_key_deleted),
	};

	return cmocka_run_group_tests_name("keys", tests, stage_open, stage_close);
}
