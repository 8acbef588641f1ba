/* What fails on this machine: what is typed, wallets, files and the disk. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"
#include "tests/screen/trial.h"

/* Input */

static void invalid_input(void)
{
	struct terminal *terminal = trial_to_approve("");

	step_amount_form(terminal);
	step_amount(terminal, "0");
	terminal_wait(terminal, "An amount of 0 does nothing");
	terminal_keys(terminal, "<C-u>10<Enter>");
	terminal_wait(terminal, "take exactly 10 VVV");
}

static void terminal_unknown(void)
{
	/* Of a type it does not know ncurses leaves some memory behind. */
	static const char *const unknown[] = { "TERM=none-such", "ASAN_OPTIONS=detect_leaks=0", NULL };
	static const char *const dumb[] = { "TERM=dumb", NULL };

	trial_stage->env = unknown;
	trial_refuses_to_start("", ROW_TERMINAL, 2);
	trial_stage->env = dumb;
	trial_refuses_to_start("", ROW_TERMINAL, 2);
}

static void cancelled(void)
{
	struct terminal *terminal = trial_to_approve("");

	step_stake_form(terminal, "10");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Nothing was signed or sent");
	step_stake_form(terminal, "10");
}

/* Wallets and files */

static void wallet_not_found(void)
{
	struct terminal *terminal;

	trial_staked();
	stage_mint(trial_stage);
	stage_wallet_named(trial_stage, "agent-2");
	free(stage_run(trial_stage, "wallet remove agent-1 --json"));
	terminal = trial_start("");
	terminal_wait(terminal, "agent-2");
	terminal_keys(terminal, "4v");
	trial_leads(terminal, ROW_WALLET_NOT_FOUND, "i make or import a wallet", "New wallet, from words");
	terminal_stop(terminal);
	terminal = trial_start("--wallet agent-1");
	trial_leads(terminal, ROW_WALLET_NOT_FOUND, "i make or import a wallet", "New wallet, from words");
}

/* The only wallet's file is a link that leads nowhere.  No new wallet is offered in its place, and
 * once the link is mended Enter reads it. */
static void wallet_unreadable(void)
{
	char command[3 * TRIAL_PATH_SIZE];
	struct terminal *terminal;

	stage_wallet(trial_stage);
	snprintf(command, sizeof(command), "cd '%s/home/keystore' && mv UTC* ../../away && ln -s ../../nowhere UTC--2026--ab",
		 trial_stage->folder);
	assert_int_equal(system(command), 0);
	terminal = trial_start("");
	trial_closes(terminal, ROW_WALLET_UNREADABLE);
	terminal_wait(terminal, "A wallet's file is here and");
	terminal_keys(terminal, ":token<Enter>");
	terminal_wait(terminal, "file cannot be read: r reads it again");
	terminal_keys(terminal, "<Enter>");
	trial_closes(terminal, ROW_WALLET_UNREADABLE);
	snprintf(command, sizeof(command), "cd '%s/home/keystore' && rm UTC* && mv ../../away UTC--2026--ab", trial_stage->folder);
	assert_int_equal(system(command), 0);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_FUND);
}

static void import_named(struct terminal *terminal, const char *name)
{
	terminal_keys(terminal, "%s<Tab>%s<Tab>%s<Enter>", name, STAGE_PASSWORD, STAGE_PASSWORD);
}

static struct terminal *import_form(void)
{
	struct terminal *terminal = trial_start("--light-kdf");

	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
	return terminal;
}

#define SOME_KEY "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"

static void wallet_exists(void)
{
	struct terminal *terminal;

	stage_wallet(trial_stage);
	terminal = import_form();
	terminal_keys(terminal, "<Tab>%s<Tab>", SOME_KEY);
	import_named(terminal, "agent-1");
	row_wait_words(terminal, "There is already a wallet");
	terminal_keys(terminal, "<C-u>agent-2<Enter>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "▸agent-2");
}

static void wrong_password(void)
{
	struct terminal *terminal;

	stage_wallet(trial_stage);
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "Unlock agent-1");
	terminal_keys(terminal, "wrong<Enter>");
	trial_says(terminal, ROW_WRONG_PASSWORD);
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

/* The form stays open below, with the file's name in it. */
static void import_file(const char *text, enum row_id id)
{
	const char *file = stage_file(trial_stage, "wallet.json", text);
	struct terminal *terminal = import_form();

	terminal_keys(terminal, "<Left>");
	terminal_wait(terminal, "File's password");
	terminal_keys(terminal, "<Tab>%s<Tab>password<Tab>", file);
	import_named(terminal, "other");
	trial_closes(terminal, id);
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
	trial_closes(terminal, ROW_MNEMONIC_BAD);
	terminal_wait(terminal, "Import a wallet");
}

/* A key that only Venice has is asked for. */
static void key_not_found(void)
{
	struct terminal *terminal;

	trial_staked();
	stage_account(trial_stage);
	terminal = trial_start("");
	terminal_wait(terminal, "boss");
	trial_unlock(terminal);
	terminal_wait(terminal, "worker");
	terminal_keys(terminal, "4/worker<Enter>v");
	trial_leads(terminal, ROW_KEY_NOT_FOUND, "k list the keys again", "The account has 2 keys");
}

#define ALL_FIELDS "<Enter><Enter><Enter><Enter><Enter><Enter>"	/* the last one sends the form */

static void key_exists(void)
{
	static const char key[] = "VENICE_INFERENCE_KEY_stored_already_123456";
	struct terminal *terminal;

	stage_wallet(trial_stage);
	free(stage_run(trial_stage, "key add --key-file '%s' --json", stage_file(trial_stage, "api-key", key)));
	terminal = trial_start("");
	terminal_wait(terminal, "…123456");
	terminal_keys(terminal, "4A");
	terminal_wait(terminal, "Add an API key");
	terminal_keys(terminal, "%s<Tab><Tab><Tab>%s<Enter>", key, STAGE_PASSWORD);
	trial_says(terminal, ROW_KEY_EXISTS);
	terminal_wait(terminal, "123456 is stored already");
	terminal_keys(terminal, "<C-u>%.36s654321<Tab><Tab><Tab>%s<Enter>", key, STAGE_PASSWORD);
	terminal_wait(terminal, "…654321");
}

static void no_admin_key(void)
{
	struct terminal *terminal;

	trial_staked();
	stage_mint(trial_stage);
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_KEY);
	trial_unlock(terminal);
	terminal_keys(terminal, "4e");
	terminal_wait(terminal, "Change an API key");
	terminal_keys(terminal, "<C-u>other words" ALL_FIELDS);
	trial_leads(terminal, ROW_NO_ADMIN_KEY, "m mint an ADMIN key", TRIAL_MINT_FORM);
	terminal_keys(terminal, "<Up><Up><Up><Up><Up><Up><Up><Up>");
	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "An ADMIN key rules");
	terminal_keys(terminal, "<Down><Down><Down><Down><Down><Down><Down><Down><Enter>");
	trial_minted(terminal);
	terminal_keys(terminal, "4/INFERENCE<Enter>e");
	terminal_wait(terminal, "Change an API key");
	terminal_keys(terminal, "<C-u>other words" ALL_FIELDS);
	terminal_wait(terminal, "changed");
}

static struct terminal *restore_form(const char *file)
{
	struct terminal *terminal = trial_start("");

	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":restore<Enter>");
	terminal_wait(terminal, "Restore a backup");
	terminal_keys(terminal, "%s<Tab>%s<Tab><Enter>", file, STAGE_PASSWORD);
	return terminal;
}

static void backup_bad(void)
{
	trial_says(restore_form(stage_file(trial_stage, "backup", "this is none\n")), ROW_BACKUP_BAD);
}

static void home_not_empty(void)
{
	char file[TRIAL_PATH_SIZE];
	struct terminal *terminal;

	stage_wallet(trial_stage);
	snprintf(file, sizeof(file), "%s", trial_path("backup"));
	free(stage_run(trial_stage, "wallet backup --out '%s' --json", file));
	terminal = restore_form(file);
	row_wait_words(terminal, rows[ROW_HOME_NOT_EMPTY].advice);
}

static void foreign_keystore(void)
{
	char options[TRIAL_PATH_SIZE];
	struct terminal *terminal;

	stage_wallet(trial_stage);
	snprintf(options, sizeof(options), "mv '%s/home/keystore' '%s/theirs'", trial_stage->folder, trial_stage->folder);
	assert_int_equal(system(options), 0);
	snprintf(options, sizeof(options), "--keystore-dir '%s/theirs'", trial_stage->folder);
	terminal = trial_start(options);
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, ":rename-wallet<Enter>");
	terminal_wait(terminal, "New name");
	terminal_keys(terminal, "mine<Enter>");
	trial_says(terminal, ROW_FOREIGN_KEYSTORE);
}

/* Opens the only file of a folder, to change it. */
static FILE *only_file(const char *folder)
{
	DIR *dir = opendir(trial_path(folder));
	char path[TRIAL_PATH_SIZE + 300] = "";
	FILE *file;

	check(dir, "no folder %s", folder);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		if (entry->d_name[0] != '.')
			snprintf(path, sizeof(path), "%s/%s", trial_path(folder), entry->d_name);
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

	trial_staked();
	stage_mint(trial_stage);
	damage("home/vault");
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_KEY);
	trial_unlock(terminal);
	terminal_keys(terminal, "4v");
	trial_closes(terminal, ROW_VAULT_BAD);
	trial_mint(terminal);
	trial_minted(terminal);
}

/* What concerns only the screen is passed over; a mistake in a network could let more happen than was meant. */
static void config_bad(void)
{
	stage_wallet(trial_stage);
	stage_file(trial_stage, "home/config", "[network base]\nno-such-setting = 1\n");
	trial_refuses_to_start("", ROW_CONFIG_BAD, 2);
}

/* The second rialto is told that the first one must end. */
static void busy(void)
{
	struct terminal *first, *second;

	stage_wallet(trial_stage);
	first = trial_start("");
	terminal_wait(first, NEXT_FUND);
	second = stage_start(trial_stage, 24, 200, "");
	terminal_exit_status(second);
	row_wait_words(second, rows[ROW_BUSY].advice);
	terminal_keys(first, "q");
	terminal_exit_status(first);
	second = trial_start("");
	terminal_wait(second, NEXT_FUND);
}

/* The disk fails while a mint is journalled.  Nothing is posted, and the mint goes on later. */
static void disk(enum row_id id, int value)
{
	static char preload[TRIAL_PATH_SIZE], fails[2 * TRIAL_PATH_SIZE];
	static const char *const env[] = { preload, fails, "ASAN_OPTIONS=verify_asan_link_order=0", NULL };
	size_t posted = network_requests(trial_stage->network, "mint");
	struct terminal *terminal;
	char number[16];

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s/disk_fails.so", getenv("BUILD") ? getenv("BUILD") : "build");
	snprintf(fails, sizeof(fails), "DISK_FAILS=%s", trial_path("errno"));
	snprintf(number, sizeof(number), "%d\n", value);
	trial_staked();
	trial_stage->env = env;
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_TOKEN);
	trial_unlock(terminal);
	stage_file(trial_stage, "errno", number);
	trial_mint(terminal);
	trial_closes(terminal, id);
	assert_int_equal(network_requests(trial_stage->network, "mint"), posted);
	unlink(trial_path("errno"));
	trial_mint(terminal);
	trial_minted(terminal);
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
	char command[TRIAL_PATH_SIZE];

	snprintf(command, sizeof(command), "mkdir '%s/home' && chmod 1777 '%s/home'", trial_stage->folder, trial_stage->folder);
	assert_int_equal(system(command), 0);
	trial_refuses_to_start("", ROW_UNSAFE_FILE, 1);
}

static void too_few_files(void)
{
	trial_stage->before = "ulimit -n 12;";
	trial_refuses_to_start("", ROW_TOO_FEW_FILES, 1);
}

static trial_cause *const causes[ROW_COUNT] = {
	[ROW_INVALID_INPUT] = invalid_input,
	[ROW_TERMINAL] = terminal_unknown,
	[ROW_CANCELLED] = cancelled,
	[ROW_WALLET_NOT_FOUND] = wallet_not_found,
	[ROW_WALLET_UNREADABLE] = wallet_unreadable,
	[ROW_WALLET_EXISTS] = wallet_exists,
	[ROW_WRONG_PASSWORD] = wrong_password,
	[ROW_KEYSTORE_BAD] = keystore_bad,
	[ROW_KEYSTORE_UNSUPPORTED] = keystore_unsupported,
	[ROW_KEYSTORE_LIMITS] = keystore_limits,
	[ROW_MNEMONIC_BAD] = mnemonic_bad,
	[ROW_KEY_NOT_FOUND] = key_not_found,
	[ROW_KEY_EXISTS] = key_exists,
	[ROW_NO_ADMIN_KEY] = no_admin_key,
	[ROW_BACKUP_BAD] = backup_bad,
	[ROW_HOME_NOT_EMPTY] = home_not_empty,
	[ROW_FOREIGN_KEYSTORE] = foreign_keystore,
	[ROW_VAULT_BAD] = vault_bad,
	[ROW_CONFIG_BAD] = config_bad,
	[ROW_BUSY] = busy,
	[ROW_DISK_FULL] = disk_full,
	[ROW_READ_ONLY_DISK] = read_only_disk,
	[ROW_PERMISSION] = permission,
	[ROW_UNSAFE_FILE] = unsafe_file,
	[ROW_IO] = input_output,
	[ROW_TOO_FEW_FILES] = too_few_files,
};

int main(void)
{
	return trial_run("errors_here", TRIED_HERE, causes);
}
