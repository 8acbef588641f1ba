/* rialto --plain: the address book, the settings, who is asked about the chain, and what has only a name. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define SHOP "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

static void add(struct lines *lines, const char *name)
{
	char typed[64];

	snprintf(typed, sizeof(typed), "%s<Enter>", name);
	lines_answer(lines, ASKED, "e<Enter>");
	lines_answer(lines, WHICH, "2<Enter>");
	lines_answer(lines, "Name? (Ctrl-C: back) ", typed);
}

static void the_address_book(void **state)
{
	struct stage *stage = *state;
	struct lines lines;
	char *listed;

	stage_funded(stage);
	lines = lines_start(stage, "");
	add(&lines, "shop");
	lines_answer(&lines, "Address? (Ctrl-C: back) ", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec<Enter>");
	lines_hear(&lines, "fails its checksum");
	lines_answer(&lines, "Address? (Ctrl-C: back) ", SHOP "<Enter>");
	lines_answer(&lines, "Enter: add it, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, "shop is in the address book");
	add(&lines, "agent-1");
	lines_answer(&lines, "Name? (Ctrl-C: back) ", "<C-c>");
	lines_answer(&lines, ASKED, "addresses<Enter>");
	lines_answer(&lines, WHICH, "shop<Enter>");
	lines_hear(&lines, "shop is " SHOP);
	lines_answer(&lines, "What with it? (Enter: 1, Ctrl-C: back) ", "3<Enter>");
	lines_answer(&lines, "New name? (Ctrl-C: back) ", "store<Enter>");
	lines_answer(&lines, "Enter: rename, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, "The address is called store now");
	lines_answer(&lines, ASKED, "e<Enter>");
	lines_answer(&lines, WHICH, "store<Enter>");
	lines_answer(&lines, "What with it? (Enter: 1, Ctrl-C: back) ", "2<Enter>");
	lines_answer(&lines, "Token? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, "Amount? (Ctrl-C: back) ", "2<Enter>");
	lines_answer(&lines, "To? (Enter: store, Ctrl-C: back) ", "<Enter>");
	lines_agree(&lines, "Recipient: store " SHOP);
	lines_answer(&lines, "(it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "2 VVV sent in block ");
	lines_answer(&lines, ASKED, "e<Enter>");
	lines_answer(&lines, WHICH, "store<Enter>");
	lines_hear(&lines, "Sent to it 1 time, last on ");
	lines_answer(&lines, "What with it? (Enter: 1, Ctrl-C: back) ", "4<Enter>");
	lines_agree(&lines, "Remove this address");
	lines_hear(&lines, "store is no longer in the address book");
	lines_leave(&lines);
	listed = stage_run(stage, "address list --json");
	assert_null(strstr(listed, "store"));
	free(listed);
}

/* The next account of the same words becomes a wallet. */
static void an_account_of_the_words_is_added(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	free(stage_run(stage, "wallet new words --mnemonic-out %s/words", stage->folder));
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "accounts<Enter>");
	lines_answer(&lines, "Password (it is not shown; Ctrl-C: back): ", STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, "From this path on? (Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, "Enter: show them, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, ", 0 ETH, 0");
	lines_hear(&lines, "3. m/44'/60'/0'/0/1, 0x");
	lines_answer(&lines, WHICH, "3<Enter>");
	lines_answer(&lines, "Derivation path? (Enter: m/44'/60'/0'/0/1, Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, "Name? (Ctrl-C: back) ", "second<Enter>");
	lines_answer(&lines, "Password (it is not shown; Ctrl-C: back): ", STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, "Enter: add it, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, "second");
	lines_leave(&lines);
	assert_true(stage_lists(stage, "second"));
}

static void a_setting_is_changed(void **state)
{
	struct stage *stage = *state;
	struct lines lines = lines_start(stage, "");
	char command[128];

	lines_answer(&lines, ASKED, "o<Enter>");
	lines_hear(&lines, "refresh, 30 (usual)");
	lines_answer(&lines, WHICH, "refresh<Enter>");
	lines_answer(&lines, "Which value? ", "3<Enter>");
	lines_hear(&lines, "refresh must be a number of seconds, 5 to 86400");
	lines_answer(&lines, "Which value? ", "60<Enter>");
	lines_hear(&lines, "refresh = 60 is saved.");
	lines_answer(&lines, ASKED, "settings<Enter>");
	lines_hear(&lines, "refresh, 60 (config, line 1)");
	lines_answer(&lines, WHICH, "wallet<Enter>");
	lines_hear(&lines, "It is changed in the file.");
	lines_leave(&lines);
	snprintf(command, sizeof(command), "grep -qx 'refresh = 60' %s/home/config", stage->folder);
	assert_int_equal(system(command), 0);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "o<Enter>");
	lines_answer(&lines, WHICH, "refresh<Enter>");
	lines_answer(&lines, "Which value? ", "-<Enter>");
	lines_hear(&lines, "refresh is as usual again.");
	lines_leave(&lines);
	assert_int_not_equal(system(command), 0);
	lines = lines_start(stage, "--readonly");
	lines_answer(&lines, ASKED, "o<Enter>");
	lines_answer(&lines, WHICH, "refresh<Enter>");
	lines_hear(&lines, "With --readonly no setting is changed.");
	lines_leave(&lines);
}

/* Venice's RPC in place of the network's node, and back: each begins anew. */
static void venice_is_asked_about_the_chain(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_staked(stage);
	stage_mint(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "v<Enter>");
	lines_hear(&lines, "1. Its own node. It costs nothing. It is asked now.");
	lines_hear(&lines, "3. Venice, with ");
	lines_answer(&lines, WHICH, "2<Enter>");
	lines_hear(&lines, "is asked through Venice's RPC, for credits, once you unlock.");
	lines_answer(&lines, ASKED, "v<Enter>");
	lines_answer(&lines, "Which? (Enter: 2, Ctrl-C: back) ", "<Enter>");
	lines_answer(&lines, ASKED, "v<Enter>");
	lines_answer(&lines, "Which? (Enter: 2, Ctrl-C: back) ", "1<Enter>");
	lines_answer(&lines, ASKED, "v<Enter>");
	lines_answer(&lines, WHICH, "<C-c>");
	lines_leave(&lines);
}

/* Each has its form on the screen, and is asked for by its name there. */
static void what_has_only_a_name(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "rename-wallet<Enter>");
	lines_answer(&lines, "New name? (Ctrl-C: back) ", "agent/1<Enter>");
	lines_answer(&lines, "New name? (Ctrl-C: back) ", "agent-9<Enter>");
	lines_answer(&lines, "Enter: rename, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, "agent-9");
	lines_answer(&lines, ASKED, "change-password<Enter>");
	lines_answer(&lines, "Password now (it is not shown; Ctrl-C: back): ", "\u202ewrong<Enter>");
	lines_hear(&lines, "Nothing was taken: a character of it cannot be typed");
	lines_answer(&lines, "Password now (it is not shown; Ctrl-C: back): ", "wrong<Enter>");
	lines_answer(&lines, "New password (it is not shown; Ctrl-C: back): ", "zebra77<Enter>");
	lines_answer(&lines, "Password again (it is not shown; Ctrl-C: back): ", "zebra78<Enter>");
	lines_hear(&lines, "The two passwords are not the same.");
	lines_answer(&lines, "New password (it is not shown; Ctrl-C: back): ", "zebra77<Enter>");
	lines_answer(&lines, "Password again (it is not shown; Ctrl-C: back): ", "zebra77<Enter>");
	lines_answer(&lines, "Enter: change it, Ctrl-C: back ", "<Enter>");
	lines_hear(&lines, "The password does not open this keystore");
	lines_answer(&lines, "Password now (it is not shown; Ctrl-C: back): ", STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, "New password (it is not shown; Ctrl-C: back): ", "zebra77<Enter>");
	lines_answer(&lines, "Password again (it is not shown; Ctrl-C: back): ", "zebra77<Enter>");
	lines_answer(&lines, "Enter: change it, Ctrl-C: back ", "<Enter>");
	lines_answer(&lines, ASKED, "unlock<Enter>");
	lines_answer(&lines, "(it is not shown): ", "zebra77<Enter>");
	lines_hear(&lines, "agent-9 is unlocked.");
	lines_answer(&lines, ASKED, "diem-quote<Enter>");
	lines_answer(&lines, "Amount of sVVV? ", "90<Enter>");
	lines_hear(&lines, "takes: to mint, 90 sVVV, locked; to buy, ");
	lines_leave(&lines);
	assert_false(lines_have(&lines, "zebra"));
}

static void a_number_is_that_of_the_list(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet(stage);
	stage_wallet_named(stage, "2");
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "w<Enter>");
	lines_hear(&lines, "1. 2, 0x");
	lines_answer(&lines, WHICH, "2<Enter>");
	lines_hear(&lines, "agent-1 is the current wallet.");
	lines_leave(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(the_address_book),
		stage_test(an_account_of_the_words_is_added),
		stage_test(a_setting_is_changed),
		stage_test(venice_is_asked_about_the_chain),
		stage_test(what_has_only_a_name),
		stage_test(a_number_is_that_of_the_list),
	};

	return cmocka_run_group_tests_name("plain_rest", tests, stage_open, stage_close);
}
