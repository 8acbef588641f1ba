/* What a person does with existing wallets, through the wallet's menu. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* BIP-39's first vector, at m/44'/60'/0'/0/0 and .../1. */
#define MNEMONIC "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
#define MNEMONIC_ADDRESS "0x9858EfFD232B4033E47d90003D41EC34EcaEda94"
#define SECOND_ADDRESS "0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0"
#define OTHER_PASSWORD "battery staple"

static void wallet_of_words(struct stage *stage)
{
	free(stage_run(stage, "wallet import agent-1 --light-kdf --json --mnemonic-file '%s'",
		       stage_file(stage, "words", MNEMONIC "\n")));
}

static struct terminal *open_menu(struct stage *stage)
{
	struct terminal *terminal = stage_start(stage, 40, 110, "--light-kdf");

	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, "w");
	terminal_wait(terminal, "Another wallet: new");
	return terminal;
}

static void leave(struct terminal *terminal)
{
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

static char *read_file(const char *path)
{
	char *text = calloc(1, 4096);
	FILE *file = fopen(path, "r");

	check(file && text, "%s cannot be read", path);
	(void)!fread(text, 1, 4095, file);
	fclose(file);
	return text;
}

static const char *path_of(const struct stage *stage, const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", stage->folder, name);
	return path;
}

static void renamed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char *list;

	stage_wallet(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "New name");
	terminal_keys(terminal, "main<Enter>");
	terminal_wait(terminal, "The wallet is called main now");
	terminal_wait(terminal, "▸main");
	leave(terminal);
	list = stage_run(stage, "wallet list --json");
	assert_non_null(strstr(list, "\"main\""));
	assert_non_null(strstr(list, stage->address));
	free(list);
}

static void another_password(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "p");
	terminal_wait(terminal, "Password now");
	terminal_keys(terminal, "wrong<Tab>%s<Tab>%s<Enter>", OTHER_PASSWORD, OTHER_PASSWORD);
	terminal_wait(terminal, "[ Change it ]");
	terminal_wait(terminal, "assword does not");
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", STAGE_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD);
	terminal_wait(terminal, "opens with the new password");
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "until it locks itself");
	terminal_keys(terminal, "%s<Enter>", OTHER_PASSWORD);
	terminal_wait_gone(terminal, "until it locks itself");
	leave(terminal);
}

static void removed_behind_its_name(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "d");
	terminal_wait(terminal, "This is the last copy here");
	step_word(terminal, "agent");
	terminal_wait(terminal, "That is not it");
	step_word(terminal, "-1");
	terminal_wait(terminal, "agent-1 is no longer in the keystore");
	terminal_wait(terminal, NEXT_WALLET);
	leave(terminal);
	assert_false(stage_lists(stage, "agent-1"));
}

static void exports(struct stage *stage, struct terminal *terminal, const char *choice, const char *name,
		    const char *said)
{
	terminal_keys(terminal, ":export-wallet<Enter>");
	terminal_wait(terminal, "Write it to");
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", choice, path_of(stage, name), STAGE_PASSWORD);
	terminal_wait(terminal, "Type agent-1 and press Enter");
	step_word(terminal, "agent-1");
	terminal_wait(terminal, said);
	terminal_wait_gone(terminal, "Write it to");
}

static void holds(const struct stage *stage, const char *name, const char *secret)
{
	char *text = read_file(path_of(stage, name));
	struct stat info;

	assert_non_null(strstr(text, secret));
	assert_int_equal(stat(path_of(stage, name), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	free(text);
}

static void exported_bare_behind_its_name(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	wallet_of_words(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, "cast and ethers open it");
	terminal_keys(terminal, "<Tab>%s<Enter>", path_of(stage, "v3"));
	terminal_wait(terminal, "It stays sealed with the wallet's password");
	step_yes(terminal);
	terminal_wait(terminal, "The V3 file of agent-1 was written");
	exports(stage, terminal, "<Right>", "key.out", "The private key of agent-1 was");
	terminal_keys(terminal, "M");
	terminal_wait(terminal, "The private key of agent-1");
	terminal_keys(terminal, "<Esc>");
	exports(stage, terminal, "<Left>", "words.out", "The words of agent-1 were");
	assert_false(terminal_shows(terminal, "abandon"));
	leave(terminal);
	holds(stage, "v3", "\"crypto\"");
	holds(stage, "key.out", "0x1ab42cc412b618bdea3a599e3c9bae199ebf030895b039e9db1e30dafb12b727");
	holds(stage, "words.out", MNEMONIC);
}

static void another_account_of_its_words(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	wallet_of_words(stage);
	network_post(stage->network, "faucet", "{\"address\":\"%s\"}", SECOND_ADDRESS);
	terminal = open_menu(stage);
	terminal_keys(terminal, "a");
	terminal_wait(terminal, "From this path on");
	terminal_keys(terminal, "%s<Enter><Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "m/44'/60'/0'/0/19");
	terminal_wait(terminal, MNEMONIC_ADDRESS);
	terminal_wait_gone(terminal, "Asking the chain");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "in the keystore already");
	terminal_keys(terminal, "j");
	terminal_wait(terminal, SECOND_ADDRESS);
	check(strstr(terminal_row(terminal, terminal_find(terminal, "m/44'/60'/0'/0/1 ", NULL)), "100"), "no VVV is shown");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Derivation path");
	terminal_keys(terminal, "agent-2<Tab>%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, "Derivation path");
	terminal_wait(terminal, "Wallet agent-2 is in the keystore");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "0/19");
	leave(terminal);
	assert_true(stage_lists(stage, SECOND_ADDRESS));
}

static void from_any_path_on(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	wallet_of_words(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "a");
	terminal_wait(terminal, "From this path on");
	terminal_keys(terminal, "%s<Tab>m/44'/60'/0'/x<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "is not a number");
	terminal_keys(terminal, "%s<Tab><C-u>m/44'/60'/7'/0/40<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "m/44'/60'/7'/0/59");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "7'/0/59");
	leave(terminal);
}

/* A wallet in another program's folder whose file does not say its address. */
static void hide_address(struct stage *stage)
{
	char command[512];

	stage_wallet(stage);
	check(mkdir(path_of(stage, "theirs"), 0700) == 0, "no folder");
	free(stage_run(stage, "wallet export agent-1 --out '%s'", path_of(stage, "theirs/one")));
	free(stage_run(stage, "wallet remove agent-1 --yes"));
	snprintf(command, sizeof(command), "sed -i 's/\"address\":\"[0-9a-f]*\",//' '%s'", path_of(stage, "theirs/one"));
	check(system(command) == 0, "the address is not taken out");
}

/* Whatever is sent to the zero address is lost. */
static void an_address_that_is_not_known_is_not_shown(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char options[160];

	hide_address(stage);
	snprintf(options, sizeof(options), "--light-kdf --keystore-dir '%s'", path_of(stage, "theirs"));
	terminal = stage_start(stage, 40, 110, options);
	terminal_wait(terminal, "Enter: unlock it, so that its address is known");
	for (const char *key = "ays"; *key; key++) {
		terminal_keys(terminal, "%c", *key);
		terminal_wait(terminal, "until it locks itself");
		assert_false(terminal_shows(terminal, "0x0000"));
		terminal_keys(terminal, "<Esc>");
		terminal_wait_gone(terminal, "until it locks itself");
	}
	terminal_keys(terminal, "<Enter>");
	step_password(terminal, "until it locks itself");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "a");
	terminal_wait(terminal, stage->address);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, stage->address);
	leave(terminal);
}

static void backed_up_and_brought_back(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = open_menu(stage);
	terminal_keys(terminal, "b");
	terminal_wait(terminal, "Back up everything");
	terminal_wait(terminal, "[ Write the backup ]");
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", path_of(stage, "all"), OTHER_PASSWORD, OTHER_PASSWORD);
	terminal_wait(terminal, "are in the backup");
	terminal_keys(terminal, ":remove-wallet<Enter>");
	terminal_wait(terminal, "This is the last copy here");
	step_word(terminal, "agent-1");
	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, "nb");
	terminal_wait(terminal, "Backup file");
	terminal_keys(terminal, "%s<Tab>%s<Tab><Right><Enter>", path_of(stage, "all"), OTHER_PASSWORD);
	terminal_wait(terminal, "Type replace");
	step_word(terminal, "replace");
	terminal_wait(terminal, "files were restored");
	terminal_wait(terminal, "▸agent-1");
	leave(terminal);
}

static void words_in_japanese_with_a_passphrase(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = stage_start(stage, 40, 110, "--light-kdf");

	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, "no");
	terminal_wait(terminal, "Passphrase again");
	terminal_keys(terminal, "one<Tab><Tab>%s<Tab>%s<Tab>j<Tab>extra<Tab>extra<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "Write these words on paper");
	terminal_wait(terminal, "they are written down");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Throw these words away");
	step_yes(terminal);
	terminal_wait(terminal, "No wallet was made");
	leave(terminal);
	assert_false(stage_lists(stage, "0x"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(renamed),
		stage_test(another_password),
		stage_test(removed_behind_its_name),
		stage_test(exported_bare_behind_its_name),
		stage_test(another_account_of_its_words),
		stage_test(from_any_path_on),
		stage_test(an_address_that_is_not_known_is_not_shown),
		stage_test(backed_up_and_brought_back),
		stage_test(words_in_japanese_with_a_passphrase),
	};

	return cmocka_run_group_tests_name("wallet_task", tests, stage_open, stage_close);
}
