/*
 * The rows of errors.def that no server's answer leads to: what fails on this machine, on
 * the way to a server, or on the chain.  Each is caused from outside and met on the
 * screen, or the table below says why it cannot be; a row that is in neither fails.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define NEW_KEY "Your new API key"
#define MINT_FORM "Mint an API key"
#define PATH_SIZE 512

static struct stage *stage;

static struct terminal *start(const char *options)
{
	return stage_start(stage, ROWS_LINES, ROWS_COLS, options);
}

/* What a dialog other than the panel says: the row's advice, or its meaning. */
static void says(struct terminal *terminal, enum row_id id)
{
	row_wait_words(terminal, rows[id].advice);
}

static void closes(struct terminal *terminal, enum row_id id)
{
	static const struct lead lead = { "STOP", ROW_NONE, NULL, NULL, NULL, NULL };

	row_follow(terminal, id, &lead);
}

static void leads(struct terminal *terminal, enum row_id id, const char *offer, const char *shows)
{
	struct lead lead = { rows[id].remedy, id, offer, shows, NULL, NULL };

	row_follow(terminal, id, &lead);
}

static void staked(void)
{
	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
}

static void mint(struct terminal *terminal)
{
	terminal_keys(terminal, "m");
	terminal_wait(terminal, MINT_FORM);
	terminal_keys(terminal, "<Enter>");
}

static void minted(struct terminal *terminal)
{
	terminal_wait(terminal, NEW_KEY);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, NEW_KEY);
}

static void unlock(struct terminal *terminal)
{
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
}

static const char *path_of(const char *name)
{
	static char path[PATH_SIZE];

	snprintf(path, sizeof(path), "%s/%s", stage->folder, name);
	return path;
}

/* Ends at once, in words on the terminal as it was. */
static void refuses_to_start(const char *options, enum row_id id, int status)
{
	struct terminal *terminal = stage_start(stage, 24, 200, options);	/* nothing breaks its lines */
	int ended = terminal_exit_status(terminal);

	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), status);
	row_wait_words(terminal, rows[id].advice);
}

/* Input */

static void invalid_input(void)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = start("");
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>0<Enter>");
	terminal_wait(terminal, "An amount of 0 does nothing");
	terminal_keys(terminal, "<C-u>10<Enter>");
	terminal_wait(terminal, "take exactly 10 VVV");
}

static void terminal_unknown(void)
{
	static const char *const unknown[] = { "TERM=none-such", NULL }, *const dumb[] = { "TERM=dumb", NULL };

	stage->env = unknown;
	refuses_to_start("", ROW_TERMINAL, 2);
	stage->env = dumb;
	refuses_to_start("", ROW_TERMINAL, 2);
}

static void readonly(void)
{
	struct terminal *terminal;

	staked();
	terminal = start("--readonly");
	terminal_wait(terminal, NEXT_TOKEN);
	mint(terminal);
	closes(terminal, ROW_READONLY);
	terminal_wait(terminal, NEXT_TOKEN);
}

static void cancelled(void)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = start("");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Nothing was signed or sent");
	step_stake_form(terminal, "10");
}

/* Wallets and files */

static void no_wallet(void)
{
	struct terminal *terminal = start("");

	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, ":token<Enter>");
	leads(terminal, ROW_NO_WALLET, "i make or import a wallet", "New wallet, from words");
}

static void wallet_not_found(void)
{
	struct terminal *terminal;

	staked();
	stage_mint(stage);
	stage_wallet_named(stage, "agent-2");
	free(stage_run(stage, "wallet remove agent-1 --json"));
	terminal = start("");
	terminal_wait(terminal, "agent-2");
	terminal_keys(terminal, "4v");
	leads(terminal, ROW_WALLET_NOT_FOUND, "i make or import a wallet", "New wallet, from words");
	terminal_stop(terminal);
	terminal = start("--wallet agent-1");
	leads(terminal, ROW_WALLET_NOT_FOUND, "i make or import a wallet", "New wallet, from words");
}

static void import_named(struct terminal *terminal, const char *name)
{
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", name, STAGE_PASSWORD, STAGE_PASSWORD);
}

static struct terminal *import_form(void)
{
	struct terminal *terminal = start("--light-kdf");

	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
	return terminal;
}

#define SOME_KEY "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"

static void wallet_exists(void)
{
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = import_form();
	terminal_keys(terminal, "<Tab>%s<Tab>", SOME_KEY);
	import_named(terminal, "agent-1");
	row_wait_words(terminal, "There is already a wallet");
	terminal_keys(terminal, "<C-u>agent-2<Enter>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "▸agent-2");
}

static void watch_only(void)
{
	struct terminal *terminal;

	free(stage_run(stage, "wallet watch cold 0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b --json"));
	stage_wallet(stage);
	terminal = start("--wallet cold");
	terminal_wait(terminal, "▸cold");
	terminal_keys(terminal, ":token<Enter>");
	leads(terminal, ROW_WATCH_ONLY, "w switch to another wallet", NULL);
	terminal_keys(terminal, "g<Enter>");
	terminal_wait(terminal, "▸agent-1");
}

static void wrong_password(void)
{
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = start("");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "Unlock agent-1");
	terminal_keys(terminal, "wrong<Enter>");
	says(terminal, ROW_WRONG_PASSWORD);
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, "Unlock agent-1");
}

#define V3(version, n) \
	"{\"version\":" version ",\"id\":\"3198bc9c-6672-5ab3-d995-4942343ae5b6\",\"crypto\":{\"cipher\":\"aes-128-ctr\"," \
	"\"cipherparams\":{\"iv\":\"6087dab2f9fdbbfaddc31a909735c1e6\"}," \
	"\"ciphertext\":\"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46\",\"kdf\":\"scrypt\"," \
	"\"kdfparams\":{\"n\":" n ",\"r\":8,\"p\":1,\"dklen\":32," \
	"\"salt\":\"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd\"}," \
	"\"mac\":\"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2\"}}"

/* The form stays open beneath, with the file's name in it. */
static void import_file(const char *text, enum row_id id)
{
	const char *file = stage_file(stage, "wallet.json", text);
	struct terminal *terminal = import_form();

	terminal_keys(terminal, "<Left>");
	terminal_wait(terminal, "File's password");
	terminal_keys(terminal, "<Tab>%s<Tab>password<Tab>", file);
	import_named(terminal, "other");
	closes(terminal, id);
	terminal_wait(terminal, "Import a wallet");
}

static void keystore_bad(void)
{
	import_file("{\"version\":3,", ROW_KEYSTORE_BAD);
}

static void keystore_unsupported(void)
{
	import_file(V3("4", "8192"), ROW_KEYSTORE_UNSUPPORTED);
}

static void keystore_limits(void)
{
	import_file(V3("3", "1073741824"), ROW_KEYSTORE_LIMITS);
}

static void mnemonic_bad(void)
{
	struct terminal *terminal = import_form();

	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "Derivation path");
	terminal_keys(terminal, "<Tab>legal winner thank year wave sausage worth useful legal winner thank thank"
		      "<Tab><Tab><Tab><Tab>");
	import_named(terminal, "words");
	closes(terminal, ROW_MNEMONIC_BAD);
	terminal_wait(terminal, "Import a wallet");
}

/* A key that only Venice has. */
static void key_not_found(void)
{
	struct terminal *terminal;
	char *made, *id;

	staked();
	free(stage_run(stage, "mint --json --type ADMIN --description boss"));
	made = stage_run(stage, "key create --json --description worker");
	id = stage_field(made, "id");
	free(stage_run(stage, "key delete --here --json %s", id));
	free(made);
	free(id);
	terminal = start("");
	terminal_wait(terminal, "boss");
	unlock(terminal);
	terminal_wait(terminal, "worker");
	terminal_keys(terminal, "4/worker<Enter>v");
	leads(terminal, ROW_KEY_NOT_FOUND, "k list the keys again", "The account has 2 keys");
}

#define ALL_FIELDS "<Enter><Enter><Enter><Enter><Enter><Enter><Enter>"	/* the last presses the button */

static void no_admin_key(void)
{
	struct terminal *terminal;

	staked();
	stage_mint(stage);
	terminal = start("");
	terminal_wait(terminal, NEXT_KEY);
	unlock(terminal);
	terminal_keys(terminal, "4e");
	terminal_wait(terminal, "Change an API key");
	terminal_keys(terminal, "<C-u>other words" ALL_FIELDS);
	leads(terminal, ROW_NO_ADMIN_KEY, "m mint an ADMIN key", MINT_FORM);
	terminal_keys(terminal, "<Up><Up><Up><Up><Up><Up><Up><Up>");
	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "An ADMIN key rules");
	terminal_keys(terminal, "<Down><Down><Down><Down><Down><Down><Down><Down><Enter>");
	minted(terminal);
	terminal_keys(terminal, "4/INFERENCE<Enter>e");
	terminal_wait(terminal, "Change an API key");
	terminal_keys(terminal, "<C-u>other words" ALL_FIELDS);
	terminal_wait(terminal, "changed");
}

static struct terminal *restore_form(const char *file)
{
	struct terminal *terminal = start("");

	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":restore<Enter>");
	terminal_wait(terminal, "Restore a backup");
	terminal_keys(terminal, "%s<Tab>%s<Tab><Enter>", file, STAGE_PASSWORD);
	return terminal;
}

static void backup_bad(void)
{
	says(restore_form(stage_file(stage, "backup", "this is none\n")), ROW_BACKUP_BAD);
}

static void home_not_empty(void)
{
	char file[PATH_SIZE];
	struct terminal *terminal;

	stage_wallet(stage);
	snprintf(file, sizeof(file), "%s", path_of("backup"));
	free(stage_run(stage, "wallet backup --out '%s' --json", file));
	terminal = restore_form(file);
	row_wait_words(terminal, rows[ROW_HOME_NOT_EMPTY].advice);
}

static void foreign_keystore(void)
{
	char options[PATH_SIZE];
	struct terminal *terminal;

	stage_wallet(stage);
	snprintf(options, sizeof(options), "mv '%s/home/keystore' '%s/theirs'", stage->folder, stage->folder);
	assert_int_equal(system(options), 0);
	snprintf(options, sizeof(options), "--keystore-dir '%s/theirs'", stage->folder);
	terminal = start(options);
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, ":rename-wallet<Enter>");
	terminal_wait(terminal, "New name");
	terminal_keys(terminal, "mine<Enter>");
	says(terminal, ROW_FOREIGN_KEYSTORE);
}

/* The only file of a folder, opened to change it. */
static FILE *only_file(const char *folder)
{
	DIR *dir = opendir(path_of(folder));
	char path[PATH_SIZE + 300] = "";
	FILE *file;

	check(dir, "no folder %s", folder);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		if (entry->d_name[0] != '.')
			snprintf(path, sizeof(path), "%s/%s", path_of(folder), entry->d_name);
	closedir(dir);
	file = fopen(path, "r+");
	check(file, "no file in %s", folder);
	return file;
}

static void damage(const char *folder)
{
	FILE *file = only_file(folder);
	char text[8192];
	size_t len = fread(text, 1, sizeof(text) - 1, file);
	char *sealed;

	text[len] = '\0';
	sealed = strstr(text, "\"ciphertext\":\"");
	check(sealed, "nothing sealed in %s", text);
	sealed += strlen("\"ciphertext\":\"");
	*sealed = *sealed == '0' ? '1' : '0';
	rewind(file);
	fwrite(text, 1, len, file);
	fclose(file);
}

static void vault_bad(void)
{
	struct terminal *terminal;

	staked();
	stage_mint(stage);
	damage("home/vault");
	terminal = start("");
	terminal_wait(terminal, NEXT_KEY);
	unlock(terminal);
	terminal_keys(terminal, "4v");
	closes(terminal, ROW_VAULT_BAD);
	mint(terminal);
	minted(terminal);
}

static void config_bad(void)
{
	stage_wallet(stage);
	stage_file(stage, "home/config", "no-such-setting = 1\n");
	refuses_to_start("", ROW_CONFIG_BAD, 2);
}

/* What waits for the first to end is told to the second. */
static void busy(void)
{
	struct terminal *first, *second;

	stage_wallet(stage);
	first = start("");
	terminal_wait(first, NEXT_FUND);
	second = stage_start(stage, 24, 200, "");
	terminal_exit_status(second);
	row_wait_words(second, rows[ROW_BUSY].advice);
	terminal_keys(first, "q");
	terminal_exit_status(first);
	second = start("");
	terminal_wait(second, NEXT_FUND);
}

/* The disk fails while a mint is journalled: nothing is posted, and it goes on later. */
static void disk(enum row_id id, int value)
{
	static char preload[PATH_SIZE], fails[2 * PATH_SIZE];
	static const char *const env[] = { preload, fails, "ASAN_OPTIONS=verify_asan_link_order=0", NULL };
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal;
	char number[16];

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s/disk_fails.so", getenv("BUILD") ? getenv("BUILD") : "build");
	snprintf(fails, sizeof(fails), "DISK_FAILS=%s", path_of("errno"));
	snprintf(number, sizeof(number), "%d\n", value);
	staked();
	stage->env = env;
	terminal = start("");
	terminal_wait(terminal, NEXT_TOKEN);
	unlock(terminal);
	stage_file(stage, "errno", number);
	mint(terminal);
	closes(terminal, id);
	assert_int_equal(network_requests(stage->network, "mint"), posted);
	unlink(path_of("errno"));
	mint(terminal);
	minted(terminal);
}

static void disk_full(void)
{
	disk(ROW_DISK_FULL, ENOSPC);
}

static void read_only_disk(void)
{
	disk(ROW_READ_ONLY_DISK, EROFS);
}

static void permission(void)
{
	disk(ROW_PERMISSION, EACCES);
}

static void input_output(void)
{
	disk(ROW_IO, EIO);
}

static void unsafe_file(void)
{
	char command[PATH_SIZE];

	snprintf(command, sizeof(command), "mkdir '%s/home' && chmod 1777 '%s/home'", stage->folder, stage->folder);
	assert_int_equal(system(command), 0);
	refuses_to_start("", ROW_UNSAFE_FILE, 1);
}

/* The way to a server */

/* Fetching a token ends in the row; r tries again. */
static struct terminal *token_fails(const char *options, enum row_id id, const char *order)
{
	struct terminal *terminal;

	staked();
	terminal = start(options);
	terminal_wait(terminal, NEXT_TOKEN);
	if (order)
		network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"%s\",\"times\":0}", order);
	terminal_keys(terminal, "<Enter>");
	row_wait_words(terminal, rows[id].meaning);
	return terminal;
}

static void tried_again(enum row_id id, const char *order)
{
	struct terminal *terminal = token_fails("", id, order);

	network_reset(stage->network);
	leads(terminal, id, "r try again now", NEXT_SIGN);
}

static void unreachable(void)
{
	struct terminal *terminal = token_fails("--api-url http://127.0.0.1:1/api/v1", ROW_UNREACHABLE, NULL);

	leads(terminal, ROW_UNREACHABLE, "r try again now", rows[ROW_UNREACHABLE].meaning);
	terminal_keys(terminal, "x");
	terminal_wait(terminal, "Stopped; nothing was minted");
}

static void connection_cut(void)
{
	tried_again(ROW_CONNECTION_CUT, "cut_mid");
}

static void bad_answer(void)
{
	tried_again(ROW_BAD_ANSWER, "wrong_shape");
}

/* What answers there does not speak TLS, let alone prove who it is. */
static void tls(void)
{
	char options[PATH_SIZE];
	struct terminal *terminal;

	snprintf(options, sizeof(options), "--api-url https%s", stage->network->api_url + strlen("http"));
	terminal = token_fails(options, ROW_TLS, NULL);
	closes(terminal, ROW_TLS);
	terminal_wait(terminal, NEXT_TOKEN);
}

static void insecure_url(void)
{
	refuses_to_start("--api-url http://venice.example/api/v1", ROW_INSECURE_URL, 2);
}

static void http_other(void)
{
	struct terminal *terminal;

	staked();
	terminal = start("");
	terminal_wait(terminal, NEXT_TOKEN);
	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"status\",\"status\":418,\"message\":\"I am a teapot\"}");
	terminal_keys(terminal, "<Enter>");
	closes(terminal, ROW_HTTP_OTHER);
	step_token(terminal);
}

/* The chain */

/* A stake that an answer of the node's stops before anything is signed; then it goes on. */
static void stake_fails(enum row_id id, const char *order, const char *offer)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = start("");
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"times\":0,%s}", order);
	terminal_keys(terminal, "<C-u>10<Enter>");
	row_wait_words(terminal, rows[id].meaning);
	network_reset(stage->network);
	if (offer) {
		leads(terminal, id, offer, "take exactly 10 VVV");
		return;
	}
	closes(terminal, id);
	terminal_keys(terminal, ":retry<Enter>");
	terminal_wait(terminal, "take exactly 10 VVV");
}

static void wrong_chain(void)
{
	stake_fails(ROW_WRONG_CHAIN, "\"mode\":\"wrong_chain_id\"", NULL);
}

static void no_contract(void)
{
	stake_fails(ROW_NO_CONTRACT, "\"mode\":\"no_code\"", NULL);
}

static void reverted(void)
{
	stake_fails(ROW_REVERTED, "\"mode\":\"error\",\"method\":\"eth_estimateGas\",\"code\":3,"
		    "\"message\":\"execution reverted: not today\"", NULL);
}

static void rpc(void)
{
	stake_fails(ROW_RPC, "\"mode\":\"error\",\"code\":-32000,\"message\":\"header not found\"", "r try again now");
}

static void needs_eth(void)
{
	struct terminal *terminal;

	stage_wallet(stage);
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"vvv\":\"100\"}", stage->address);
	terminal = start("");
	terminal_wait(terminal, NEXT_FUND);
	terminal_wait(terminal, "100");
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>10<Enter>");
	leads(terminal, ROW_NEEDS_ETH, "f receive ETH or VVV", "Send to agent-1");
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Both are there");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
}

/* The form was open when what it asks about went elsewhere: another rialto spends it. */
static struct terminal *spent_elsewhere(const char *form, const char *title, const char *amount, const char *spending)
{
	struct terminal *terminal;
	char command[PATH_SIZE];

	snprintf(command, sizeof(command), "cp -r '%s/home' '%s/other'", stage->folder, stage->folder);
	assert_int_equal(system(command), 0);
	terminal = start("");
	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":%s<Enter>", form);
	terminal_wait(terminal, title);
	terminal_keys(terminal, "<C-u>%s", amount);
	free(stage_run(stage, "%s --json --home '%s/other'", spending, stage->folder));
	terminal_keys(terminal, "<Enter>");
	return terminal;
}

static void needs_vvv(void)
{
	stage_wallet(stage);
	stage_money(stage);
	leads(spent_elsewhere("stake", "Amount of VVV", "95", "stake 10"), ROW_NEEDS_VVV, "f receive ETH or VVV",
	      "Send to agent-1");
}

static void needs_svvv(void)
{
	staked();
	leads(spent_elsewhere("diem-mint", "sVVV to lock", "8", "diem mint 5"), ROW_NEEDS_SVVV, "s stake VVV",
	      "Amount of VVV");
}

static void needs_diem(void)
{
	staked();
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"diem\":\"2\"}", stage->address);
	leads(spent_elsewhere("diem-stake", "Amount of DIEM", "1.5", "diem stake 1"), ROW_NEEDS_DIEM,
	      "f ways to fund the account", "Ways to fund the account");
}

/* What is signed */

static void not_a_token(void)
{
	struct terminal *terminal;

	staked();
	terminal = start("");
	terminal_wait(terminal, NEXT_TOKEN);
	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"not_jwt\"}");
	terminal_keys(terminal, "<Enter>");
	closes(terminal, ROW_NOT_A_TOKEN);
	step_token(terminal);
}

static void mint_differs(void)
{
	struct terminal *terminal;

	staked();
	terminal = start("");
	terminal_wait(terminal, NEXT_TOKEN);
	unlock(terminal);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"other_limits\"}");
	mint(terminal);
	leads(terminal, ROW_MINT_DIFFERS, "k look at the keys", NEW_KEY);
}

static const struct trial {
	void (*cause)(void);
	const char *untried;	/* why it is not caused here */
} trials[ROW_COUNT] = {
	[ROW_NONE] = { NULL, "it is no failure" },
	[ROW_USAGE] = { NULL, "of the command line: tests/e2e/usage.test.mjs" },
	[ROW_INVALID_INPUT] = { invalid_input, NULL },
	[ROW_NEEDS_ANSWER] = { NULL, "where there is no terminal: tests/e2e/usage.test.mjs" },
	[ROW_TERMINAL] = { terminal_unknown, NULL },
	[ROW_READONLY] = { readonly, NULL },
	[ROW_INTERRUPTED] = { NULL, "of a command: the screen leaves by a signal, exit_test.c" },
	[ROW_CANCELLED] = { cancelled, NULL },
	[ROW_NO_WALLET] = { no_wallet, NULL },
	[ROW_WALLET_AMBIGUOUS] = { NULL, "on the screen one wallet is always the current one" },
	[ROW_WALLET_NOT_FOUND] = { wallet_not_found, NULL },
	[ROW_WALLET_EXISTS] = { wallet_exists, NULL },
	[ROW_WATCH_ONLY] = { watch_only, NULL },
	[ROW_WRONG_PASSWORD] = { wrong_password, NULL },
	[ROW_PASSWORD_NEEDED] = { NULL, "a wallet in use does not lock; the screen asks in place of failing" },
	[ROW_KEYSTORE_BAD] = { keystore_bad, NULL },
	[ROW_KEYSTORE_UNSUPPORTED] = { keystore_unsupported, NULL },
	[ROW_KEYSTORE_LIMITS] = { keystore_limits, NULL },
	[ROW_MNEMONIC_BAD] = { mnemonic_bad, NULL },
	[ROW_KEY_NOT_FOUND] = { key_not_found, NULL },
	[ROW_NO_ADMIN_KEY] = { no_admin_key, NULL },
	[ROW_HANDOVER_FAILED] = { NULL, "in a dialog of its own: handover_test.c" },
	[ROW_BACKUP_BAD] = { backup_bad, NULL },
	[ROW_HOME_NOT_EMPTY] = { home_not_empty, NULL },
	[ROW_FOREIGN_KEYSTORE] = { foreign_keystore, NULL },
	[ROW_VAULT_BAD] = { vault_bad, NULL },
	[ROW_JOURNAL_BAD] = { NULL, "at the start it is counted with what else cannot be read: tests/unit/wallet_wallets.c" },
	[ROW_CONFIG_BAD] = { config_bad, NULL },
	[ROW_BUSY] = { busy, NULL },
	[ROW_DISK_FULL] = { disk_full, NULL },
	[ROW_READ_ONLY_DISK] = { read_only_disk, NULL },
	[ROW_PERMISSION] = { permission, NULL },
	[ROW_UNSAFE_FILE] = { unsafe_file, NULL },
	[ROW_IO] = { input_output, NULL },
	[ROW_CLOCK] = { NULL, "of 'doctor'; on the screen the difference is reckoned with: tests/e2e/challenge.test.mjs" },
	[ROW_INTERNAL] = { NULL, "nothing outside leads to it" },
	[ROW_UNREACHABLE] = { unreachable, NULL },
	[ROW_TIMEOUT] = { NULL, "it takes a minute: tests/unit/net_transfers.c has a shorter one" },
	[ROW_CONNECTION_CUT] = { connection_cut, NULL },
	[ROW_TLS] = { tls, NULL },
	[ROW_INSECURE_URL] = { insecure_url, NULL },
	[ROW_BAD_ANSWER] = { bad_answer, NULL },
	[ROW_WRONG_CHAIN] = { wrong_chain, NULL },
	[ROW_NO_CONTRACT] = { no_contract, NULL },
	[ROW_REVERTED] = { reverted, NULL },
	[ROW_RPC] = { rpc, NULL },
	[ROW_NEEDS_ETH] = { needs_eth, NULL },
	[ROW_NEEDS_VVV] = { needs_vvv, NULL },
	[ROW_NEEDS_SVVV] = { needs_svvv, NULL },
	[ROW_NEEDS_DIEM] = { needs_diem, NULL },
	[ROW_TX_REVERTED] = { NULL, "the chain must change between simulation and mining: tests/unit/wallet_flow_tx.c" },
	[ROW_TX_REPLACED] = { NULL, "another signer of the same key must be quicker: tests/unit/wallet_flow_tx.c" },
	[ROW_TX_UNKNOWN] = { NULL, "only a command gives up waiting: tests/unit/wallet_flow_tx.c" },
	[ROW_CHALLENGE_REFUSED] = { NULL, "where challenges are handed out: challenge_test.c" },
	[ROW_TEST_UNKNOWN] = { NULL, "of 'key test': tests/e2e/key_test.test.mjs" },
	[ROW_NOT_A_TOKEN] = { not_a_token, NULL },
	[ROW_MINT_UNKNOWN] = { NULL, "of every answer that leaves it open: errors_answers_test.c" },
	[ROW_MINT_DIFFERS] = { mint_differs, NULL },
	[ROW_HTTP_OTHER] = { http_other, NULL },
};

static void every_row_is_tried_or_says_why_not(void **state)
{
	(void)state;
	for (enum row_id id = 0; id < ROW_COUNT; id++) {
		bool here = trials[id].cause || trials[id].untried;

		check(here != row_is_answer(id), "%s %s", rows[id].name,
		      here ? "is an answer: errors_answers_test.c tries it" : "is neither tried nor is it said why not");
	}
}

static void run(void **state)
{
	((const struct trial *)*state)->cause();
}

/* Each test's state is its trial, which cmocka allows where the group has none. */
static int begin(void **state)
{
	void *group = stage;

	(void)state;
	return stage_begin(&group);
}

static int end(void **state)
{
	void *group = stage;

	(void)state;
	return stage_end(&group);
}

static int open_group(void **state)
{
	void *group = NULL;
	int failed = stage_open(&group);

	(void)state;
	stage = group;
	return failed;
}

static int close_group(void **state)
{
	void *group = stage;

	(void)state;
	return stage_close(&group);
}

int main(void)
{
	struct CMUnitTest tests[ROW_COUNT + 1] = { cmocka_unit_test(every_row_is_tried_or_says_why_not) };
	size_t count = 1;

	for (enum row_id id = 0; id < ROW_COUNT; id++)
		if (trials[id].cause)
			tests[count++] = (struct CMUnitTest){ rows[id].name, run, begin, end, (void *)(uintptr_t)&trials[id] };
	return _cmocka_run_group_tests("errors_here", tests, count, open_group, close_group);
}
