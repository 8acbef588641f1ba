/* The page of one key on the screen: opened by Enter, checked, and a test call made or not. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

/* A stored key "worker"; its page is open, the wallet locked. */
static struct terminal *open_page(struct stage *stage)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	free(stage_run(stage, "mint --yes --json --wallet agent-1 --description worker"));
	terminal = stage_start(stage, 46, 110, "");
	terminal_wait(terminal, "worker");
	terminal_keys(terminal, "4<Enter>");
	terminal_wait(terminal, "What it can do now");
	terminal_wait(terminal, "Venice was not asked yet");
	return terminal;
}

static void fund(struct stage *stage, const char *credit)
{
	network_post(stage->network, "fund", "{\"address\":\"%s\",%s}", stage->address, credit);
}

static void checked_on_its_page(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_page(stage);

	fund(stage, "\"diem\":4");
	terminal_keys(terminal, "c");
	step_password(terminal, "Password");
	terminal_wait(terminal, "it can pay now (DIEM)");
	row_wait_words(terminal, "DIEM 4");
	terminal_wait(terminal, "permitted, tier paid, pay per use");
	terminal_wait(terminal, "practice-coder");
	terminal_keys(terminal, "/large");
	terminal_wait(terminal, "Limits of each model (1 of");
	terminal_wait_gone(terminal, "practice-coder");
	terminal_keys(terminal, "<Esc><Esc>");
	terminal_wait_gone(terminal, "What it can do now");
}

static void a_test_call_refused_and_made(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_page(stage);
	size_t calls = network_requests(stage->network, "chat");

	fund(stage, "\"usd\":5");
	terminal_keys(terminal, "t");
	step_password(terminal, "Password");
	terminal_wait(terminal, "Make this call?");
	terminal_wait(terminal, "at most");
	terminal_wait(terminal, "0.000039 USD or 0.000039 DIEM");
	step_ready(terminal);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "No test call was made");
	assert_int_equal(network_requests(stage->network, "chat"), calls);
	terminal_keys(terminal, "t");
	terminal_wait(terminal, "Make this call?");
	step_yes(terminal);
	terminal_wait(terminal, "practice-coder answered in");
	terminal_wait(terminal, "8 tokens in, 1 out");
	assert_int_equal(network_requests(stage->network, "chat"), calls + 1);
}

/* Venice lists a model that the account may not call.  The next one is asked about, if the person
 * wants that. */
static void a_model_for_other_accounts(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_page(stage);
	size_t calls = network_requests(stage->network, "chat");

	fund(stage, "\"usd\":5");
	network_post(stage->network, "fail", "{\"route\":\"models\",\"mode\":\"all_models\",\"times\":0}");
	terminal_keys(terminal, "t");
	step_password(terminal, "Password");
	terminal_wait(terminal, "practice-pro");
	step_yes(terminal);
	terminal_wait(terminal, "only available to Pro users");
	terminal_wait(terminal, "ask about the next cheapest model");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Make this call?");
	terminal_wait(terminal, "practice-coder");
	terminal_wait(terminal, "practice-pro is for Pro accounts only");
	assert_int_equal(network_requests(stage->network, "chat"), calls + 1);
	step_yes(terminal);
	terminal_wait(terminal, "practice-coder answered in");
}

static void an_account_without_money_is_told_how_to_fund(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_page(stage);

	terminal_keys(terminal, "t");
	step_password(terminal, "Password");
	terminal_wait(terminal, "Make this call?");
	step_yes(terminal);
	terminal_wait(terminal, "Insufficient USD or Diem balance");
	terminal_wait(terminal, "ways to fund the account");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Stake DIEM");
}

static void an_answer_that_does_not_come(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = open_page(stage);
	size_t calls = network_requests(stage->network, "chat");

	fund(stage, "\"usd\":5");
	network_post(stage->network, "fail", "{\"route\":\"chat\",\"mode\":\"cut_after\"}");
	terminal_keys(terminal, "t");
	step_password(terminal, "Password");
	terminal_wait(terminal, "Make this call?");
	step_yes(terminal);
	terminal_wait(terminal, "The test call was sent, but");
	terminal_wait(terminal, "ask what the key has left");
	terminal_keys(terminal, "k");		/* the remedy is to look at what is left */
	terminal_wait(terminal, "it can pay now (USD)");
	assert_int_equal(network_requests(stage->network, "chat"), calls + 1);
}

static int status_of(struct terminal *terminal)
{
	int status = terminal_exit_status(terminal);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The command asks the same on a terminal. */
static void the_command_asks_too(void **state)
{
	struct stage *stage = *state;
	char *minted, *id, command[256];
	struct terminal *terminal;
	size_t calls;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	minted = stage_run(stage, "mint --yes --json --wallet agent-1");
	id = stage_field(minted, "id");
	fund(stage, "\"usd\":5");
	calls = network_requests(stage->network, "chat");
	snprintf(command, sizeof(command), "key test %s --model zai-org-glm-5-1", id);
	for (int yes = 0; yes < 2; yes++) {
		terminal = stage_start(stage, 24, 110, command);
		terminal_wait(terminal, "Password of agent-1");
		terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
		terminal_wait(terminal, "Costs at most  0.000182 USD or 0.000182 DIEM");
		terminal_wait(terminal, "Type yes to make the call");
		terminal_keys(terminal, yes ? "yes<Enter>" : "<Enter>");
		assert_int_equal(status_of(terminal), yes ? 0 : 1);
		assert_int_equal(network_requests(stage->network, "chat"), calls + (size_t)yes);
	}
	free(id);
	free(minted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(checked_on_its_page),
		stage_test(a_test_call_refused_and_made),
		stage_test(a_model_for_other_accounts),
		stage_test(an_account_without_money_is_told_how_to_fund),
		stage_test(an_answer_that_does_not_come),
		stage_test(the_command_asks_too),
	};

	return cmocka_run_group_tests_name("key_detail", tests, stage_open, stage_close);
}
