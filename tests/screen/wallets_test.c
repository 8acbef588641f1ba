/* Wallets that come from elsewhere, through the forms. */
#include <stdlib.h>
#include <stdio.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* BIP-39's first vector, at m/44'/60'/0'/0/0. */
#define MNEMONIC "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
#define MNEMONIC_ADDRESS "0x9858EfFD232B4033E47d90003D41EC34EcaEda94"

/* The standard's own key, as Web3 Secret Storage publishes it. */
#define KEY "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
#define KEY_ADDRESS "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b"
#define V3 "{\"crypto\":{\"cipher\":\"aes-128-ctr\",\"cipherparams\":{\"iv\":\"6087dab2f9fdbbfaddc31a909735c1e6\"}," \
	"\"ciphertext\":\"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46\",\"kdf\":\"pbkdf2\"," \
	"\"kdfparams\":{\"c\":262144,\"dklen\":32,\"prf\":\"hmac-sha256\"," \
	"\"salt\":\"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd\"}," \
	"\"mac\":\"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2\"}," \
	"\"id\":\"3198bc9c-6672-5ab3-d995-4942343ae5b6\",\"version\":3}"

static struct terminal *open_form(void **state, const char *command, const char *title)
{
	struct terminal *terminal = stage_start(*state, 40, 110, "");

	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, ":%s<Enter>", command);
	terminal_wait(terminal, title);
	return terminal;
}

/* Leaves the form of an import, waits until `shown` is gone, and opens the form anew. */
static void open_import_again(struct terminal *terminal, const char *shown)
{
	terminal_keys(terminal, "<Esc><Esc>");
	terminal_wait_gone(terminal, shown);
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
}

static void name_and_password(struct terminal *terminal, const char *name)
{
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", name, STAGE_PASSWORD, STAGE_PASSWORD);
}

static void is_in_the_keystore(void **state, struct terminal *terminal, const char *name, const char *address)
{
	char said[64];

	snprintf(said, sizeof(said), "Wallet %s is in the keystore", name);
	terminal_wait(terminal, said);
	terminal_keys(terminal, "q");
	terminal_exit_status(terminal);
	assert_true(stage_lists(*state, address));
}

static void a_private_key(void **state)
{
	struct terminal *terminal = open_form(state, "import-wallet", "Import a wallet");

	terminal_keys(terminal, "<Tab>0x%.60s", KEY);
	terminal_keys(terminal, "<Tab>");
	terminal_wait(terminal, "60 digits so far");
	terminal_keys(terminal, "<BackTab>%s<Tab>", &KEY[60]);
	terminal_wait_gone(terminal, "digits so far");
	name_and_password(terminal, "raw");
	is_in_the_keystore(state, terminal, "raw", KEY_ADDRESS);
	assert_false(terminal_shows(terminal, "7a28b5ba"));
}

/* Sends the form of an import with these words in it. */
static struct terminal *import_words(void **state, const char *words)
{
	struct terminal *terminal = open_form(state, "import-wallet", "Import a wallet");

	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "Derivation path");
	terminal_keys(terminal, "<Tab>%s<Tab><Tab><Tab><Tab>", words);
	name_and_password(terminal, "words");
	return terminal;
}

static void mnemonic_words(void **state)
{
	struct terminal *terminal = import_words(state, MNEMONIC);

	is_in_the_keystore(state, terminal, "words", MNEMONIC_ADDRESS);
}

static void mistyped_words(void **state)
{
	struct terminal *terminal = import_words(state, "abandon abandon abandon abandon abandon abandon abandon abandon "
						 "abandon abandon abandon abandon");

	terminal_wait(terminal, "not a BIP-39 mnemonic");
	assert_false(terminal_shows(terminal, "abandon"));
}

#define LINES "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow\n"
#define LINES_ADDRESS "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25"

static void words_pasted_one_a_line(void **state)
{
	struct terminal *terminal = open_form(state, "import-wallet", "Import a wallet");

	assert_true(terminal_mode_on(terminal, 2004));
	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "Derivation path");
	terminal_paste(terminal, LINES);
	terminal_keys(terminal, "<Tab>");
	terminal_wait(terminal, "Leave it empty for the usual");
	assert_false(terminal_shows(terminal, "words so far"));
	terminal_keys(terminal, "<Tab><Tab><Tab>");
	name_and_password(terminal, "words");
	is_in_the_keystore(state, terminal, "words", LINES_ADDRESS);
	assert_false(terminal_mode_on(terminal, 2004));
}

static void an_abbreviated_or_mistyped_word(void **state)
{
	struct terminal *terminal = open_form(state, "import-wallet", "Import a wallet");

	terminal_keys(terminal, "<Right><Tab>legal winner thank year wave sausage worth usefull legal winner thank yellow<Tab><Tab><Tab><Tab>");
	name_and_password(terminal, "words");
	terminal_wait(terminal, "Word 8 is not in the BIP-39 list (english): did you mean useful?");
	assert_false(terminal_shows(terminal, "usefull"));
	open_import_again(terminal, "Import a wallet");
	terminal_keys(terminal, "<Right><Tab>lega winn than year wave saus wort usef lega winn than yell<Tab><Tab><Tab><Tab>");
	name_and_password(terminal, "words");
	is_in_the_keystore(state, terminal, "words", LINES_ADDRESS);
}

static void what_is_pasted_outside_a_field(void **state)
{
	struct terminal *terminal = stage_start(*state, 40, 110, "");

	terminal_wait(terminal, NEXT_WALLET);
	terminal_paste(terminal, "q\nnq");
	terminal_wait(terminal, "Paste ignored here");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

static void a_v3_file(void **state)
{
	struct stage *stage = *state;
	const char *file = stage_file(stage, "wallet.json", V3);
	char home[128];
	struct terminal *terminal;

	snprintf(home, sizeof(home), "HOME=%s", stage->folder);
	stage->env = (const char *const[]){ home, NULL };
	terminal = open_form(state, "import-wallet", "Import a wallet");
	stage->env = NULL;
	terminal_keys(terminal, "<Left>");
	terminal_wait(terminal, "File's password");
	terminal_keys(terminal, "<Tab>%s<Tab>wrong<Tab>", file);
	name_and_password(terminal, "geth");
	terminal_wait(terminal, "assword does not");
	open_import_again(terminal, "File's password");
	terminal_keys(terminal, "<Left><Tab>~/wallet.json<Tab>testpassword<Tab>");
	name_and_password(terminal, "geth");
	is_in_the_keystore(state, terminal, "geth", KEY_ADDRESS);
}

static void an_address_to_watch(void **state)
{
	struct terminal *terminal = open_form(state, "watch-address", "Watch an address");

	terminal_keys(terminal, "cold<Tab>0x008aeEda4D805471dF9b2A5B0f38A0C3bCBA786b<Tab>");
	terminal_wait(terminal, "checksum");
	terminal_keys(terminal, "<BackTab><C-u>%s<Enter>", KEY_ADDRESS);
	terminal_wait(terminal, "watch only");
	terminal_wait(terminal, "watch-only: choose one with a key");
	is_in_the_keystore(state, terminal, "cold", KEY_ADDRESS);
}

static void passwords_must_agree(void **state)
{
	struct terminal *terminal = open_form(state, "new-wallet", "Password again");

	terminal_keys(terminal, "one<Tab><Tab>abc<Tab>abd<Enter>");
	terminal_wait(terminal, "The two passwords are not the same");
	terminal_wait(terminal, "That password is short");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, NEXT_WALLET);
}

/* Words that are thrown away are gone, and no wallet is made. */
static void thrown_away_words(void **state)
{
	struct terminal *terminal = open_form(state, "new-wallet", "Password again");

	terminal_keys(terminal, "one<Tab><Tab>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "Write these words on paper");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Throw these words away");
	step_yes(terminal);
	terminal_wait(terminal, "No wallet was made");
	terminal_keys(terminal, "q");
	terminal_exit_status(terminal);
	assert_false(stage_lists(*state, "0x"));
}

static void choosing_between_two(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	free(stage_run(stage, "wallet watch cold %s", KEY_ADDRESS));
	terminal = stage_start(stage, 40, 110, "--wallet agent-1");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "1");
	terminal_wait(terminal, "▸agent-1");
	terminal_keys(terminal, "j<Enter>");
	terminal_wait(terminal, "▸cold");
	terminal_keys(terminal, "/ag");
	terminal_wait_gone(terminal, "▸cold");
	terminal_keys(terminal, "<Enter><Enter>");
	terminal_wait(terminal, "▸agent-1");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, " cold");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(a_private_key),
		stage_test(mnemonic_words),
		stage_test(mistyped_words),
		stage_test(words_pasted_one_a_line),
		stage_test(an_abbreviated_or_mistyped_word),
		stage_test(what_is_pasted_outside_a_field),
		stage_test(a_v3_file),
		stage_test(an_address_to_watch),
		stage_test(passwords_must_agree),
		stage_test(thrown_away_words),
		stage_test(choosing_between_two),
	};

	return cmocka_run_group_tests_name("wallets", tests, stage_open, stage_close);
}
