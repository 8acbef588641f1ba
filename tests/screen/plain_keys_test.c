/* rialto --plain: what is done with the keys of the account, and a mint that nobody answered. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define WHAT "What with this key? (Enter: 1, Ctrl-C: back) "
#define NOW "What now? (Enter: 1, Ctrl-C: back) "

/* With a stored ADMIN key, whose wallet is open, and the account's keys listed. */
static struct lines open_account(struct stage *stage)
{
	struct lines lines = lines_start(stage, "");

	lines_unlock(&lines);
	lines_answer(&lines, ASKED, "list-keys<Enter>");
	lines_hear(&lines, "The account has ");
	return lines;
}

/* Types the last characters of the key, which its review wants, once that can have been read. */
static void type_last(struct stage *stage, struct lines *lines, const char *description)
{
	char *list = stage_run(stage, "key list --remote --json"), *row = strstr(list, description), *last;

	check(row, "no key %s in %s", description, list);
	last = stage_field(row, "last6");
	lines_agree_by(lines, "Delete this API key?", last);
	free(last);
	free(list);
}

static void a_key_is_changed_and_deleted(void **state)
{
	struct stage *stage = *state;
	struct lines lines;
	char *list;

	stage_staked(stage);
	stage_account(stage);
	lines = open_account(stage);
	lines_answer(&lines, ASKED, "create-key<Enter>");
	lines_answer(&lines, "Type? (Enter: 1, Ctrl-C: back) ", "inference<Enter>");
	lines_answer(&lines, "Description? (Ctrl-C: back) ", "helper<Enter>");
	lines_answer(&lines, "Expires? (Enter: none, Ctrl-C: back) ", "yesterday<Enter>");
	lines_answer(&lines, "Expires? (Enter: none, Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, "Limit in USD? (Enter: none, Ctrl-C: back) ", "5<Enter>");
	lines_answer(&lines, "Limit in DIEM? (Enter: none, Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, "Limits count by? (Enter: 1, Ctrl-C: back) ", "month<Enter>");
	lines_answer(&lines, "Models? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_hear(&lines, "Your new API key.");
	lines_answer(&lines, WHAT, "7<Enter>");
	lines_answer(&lines, "Description? (Enter: helper, Ctrl-C: back) ", "aide<Enter>");
	for (int i = 0; i < 5; i++)
		lines_answer(&lines, "Ctrl-C: back) ", "<Enter>");
	lines_hear(&lines, " changed");
	lines_answer(&lines, WHAT, "9<Enter>");
	type_last(stage, &lines, "aide");
	lines_hear(&lines, " deleted");
	lines_answer(&lines, ASKED, "k<Enter>");
	lines_hear(&lines, "worker; not stored here");
	lines_answer(&lines, WHICH, "<C-c>");
	lines_leave(&lines);
	list = stage_run(stage, "key list --remote --json");
	assert_null(strstr(list, "aide"));
	free(list);
}

/* Begins a mint that Venice does and does not answer. */
static void lose_mint(struct stage *stage, struct lines *lines)
{
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"cut_after\"}");
	lines_answer(lines, ASKED, "m<Enter>");
	lines_answer(lines, WHICH, "2<Enter>");
	lines_answer(lines, "INFERENCE) ", "<Enter>");
	lines_answer(lines, "(Enter: Web3 API Key) ", "lost<Enter>");
	lines_answer(lines, "(Enter: never) ", "<Enter>");
	lines_answer(lines, "USD (Enter: none) ", "<Enter>");
	lines_answer(lines, "(Enter: none) ", "<Enter>");
	lines_answer(lines, "Venice) ", "<Enter>");
	lines_answer(lines, "Venice) ", "<Enter>");
	lines_hear(lines, "The mint did not succeed.");
}

static void a_lost_mint_is_looked_into(void **state)
{
	struct stage *stage = *state;
	size_t keys;
	struct lines lines;

	stage_staked(stage);
	stage_account(stage);
	lines = open_account(stage);
	keys = network_keys(stage->network);
	lose_mint(stage, &lines);
	assert_int_equal(network_keys(stage->network), keys + 1);
	lines_hear(&lines, "1. look at the keys");
	lines_answer(&lines, NOW, "<Enter>");
	lines_hear(&lines, "One key is it, by its description and time.");
	lines_answer(&lines, NOW, "3<Enter>");
	type_last(stage, &lines, "lost");
	lines_hear(&lines, "as far as it goes, none was made.");
	lines_answer(&lines, NOW, "2<Enter>");
	lines_answer(&lines, ASKED, "p<Enter>");
	lines_hear(&lines, "Mint, ");
	lines_leave(&lines);
}

/* Without an ADMIN key the person looks, and says so. */
static void a_lost_mint_without_an_admin_key(void **state)
{
	struct stage *stage = *state;
	struct lines lines = lines_start_staked(stage, "");

	lines_unlock(&lines);
	lose_mint(stage, &lines);
	lines_answer(&lines, NOW, "<Enter>");
	lines_hear(&lines, "No ADMIN key is stored for this wallet");
	lines_answer(&lines, NOW, "<Enter>");
	lines_answer(&lines, ASKED, "m<Enter>");
	lines_answer(&lines, NOW, "<Enter>");
	lines_answer(&lines, NOW, "2<Enter>");
	lines_answer(&lines, "anything else is no: ", "<C-c>");
	lines_leave(&lines);
}

static void the_ways_to_fund_are_gone_here(void **state)
{
	struct stage *stage = *state;
	struct lines lines = lines_start_staked(stage, "");

	lines_answer(&lines, ASKED, "f<Enter>");
	lines_hear(&lines, "https://");
	lines_hear(&lines, "3. Stake DIEM");
	lines_answer(&lines, WHICH, "3<Enter>");
	lines_hear(&lines, "There is no DIEM.");
	lines_answer(&lines, ASKED, "f<Enter>");
	lines_answer(&lines, WHICH, "4<Enter>");
	lines_answer(&lines, "sVVV to lock? (Enter: 1, Ctrl-C: back) ", "<C-c>");
	lines_answer(&lines, ASKED, "f<Enter>");
	lines_answer(&lines, WHICH, "<Enter>");
	lines_answer(&lines, ASKED, "x402-top-up<Enter>");
	lines_answer(&lines, "Amount of USDC? (Enter: 5, Ctrl-C: back) ", "1<Enter>");
	lines_answer(&lines, "Amount of USDC? (Enter: 5, Ctrl-C: back) ", "<C-c>");
	lines_leave(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(a_key_is_changed_and_deleted),
		stage_test(a_lost_mint_is_looked_into),
		stage_test(a_lost_mint_without_an_admin_key),
		stage_test(the_ways_to_fund_are_gone_here),
	};

	return cmocka_run_group_tests_name("plain_keys", tests, stage_open, stage_close);
}
