/*
 * After the lock, nothing secret is left in the program's memory: not as bytes, not as cells of a
 * screen, not as inputs that wait in a queue.  Nor is anything secret in any file of the home
 * folder.
 *
 * Reading another process's memory takes root, or the right to trace it, because rialto is not
 * dumpable.  Without that, the test says so and is skipped.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* AddressSanitizer keeps what was freed, and maps more than can be searched. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#define NEEDLES_MAX 64
#define TRIES 100

/* How far apart the characters of a text may be: as bytes; in an array of wchar_t or of inputs; in
 * rialto's canvas; in ncurses' windows. */
static const size_t strides[] = { 1, 4, 16, 28 };

struct needle {
	char name[48];
	unsigned char bytes[256];
	size_t len;
	bool is_text;		/* it is searched for at every stride */
};

static struct needle needles[NEEDLES_MAX];
static size_t needle_count;

static void remember(const char *name, const void *bytes, size_t len, bool is_text)
{
	struct needle *needle = &needles[needle_count++];

	check(needle_count <= NEEDLES_MAX && len >= 6 && len <= sizeof(needle->bytes), "%s is no needle", name);
	snprintf(needle->name, sizeof(needle->name), "%s", name);
	memcpy(needle->bytes, bytes, len);
	needle->len = len;
	needle->is_text = is_text;
}

static void remember_text(const char *name, const char *text)
{
	remember(name, text, strlen(text), true);
}

/* True if a character of four bytes stands there, with the bytes so far apart. */
static bool is_there(const unsigned char *at, const struct needle *needle, size_t stride)
{
	for (size_t i = 0; i < needle->len; i++) {
		const unsigned char *c = at + i * stride;

		if (c[0] != needle->bytes[i] || (stride > 1 && (c[1] || c[2] || c[3])))
			return false;
	}
	return true;
}

/* Returns where the bytes hold the needle; NULL if they do not. */
static const unsigned char *find(const unsigned char *bytes, size_t len, const struct needle *needle, size_t stride)
{
	size_t whole = (needle->len - 1) * stride + (stride > 1 ? 4 : 1);

	for (size_t i = 0; i + whole <= len; i++) {
		const unsigned char *next = memchr(bytes + i, needle->bytes[0], len - whole - i + 1);

		if (!next)
			return NULL;
		i = (size_t)(next - bytes);
		if (is_there(next, needle, stride))
			return next;
	}
	return NULL;
}

static bool is_quiet;	/* what is found is not reported */

static size_t search(const unsigned char *bytes, size_t len, uintptr_t start, const char *where)
{
	size_t found = 0;

	for (size_t i = 0; i < needle_count; i++)
		for (size_t s = 0; s < (needles[i].is_text ? sizeof(strides) / sizeof(*strides) : 1); s++) {
			const unsigned char *at = find(bytes, len, &needles[i], strides[s]);

			if (!at)
				continue;
			found++;
			if (is_quiet)
				continue;
			fprintf(stderr, "%s at %" PRIxPTR ", stride %zu, in %s", needles[i].name,
				start + (uintptr_t)(at - bytes), strides[s], where);
		}
	return found;
}

/* Searches one mapping.  What cannot be read of it is not in memory.  A mapped file that cannot be
 * written through the mapping is left out, because it holds its own words: a library may well have
 * "11 word" in one. */
static size_t search_mapping(int memory, const char *line)
{
	uintptr_t start, end;
	unsigned char *bytes;
	char permissions[8];
	size_t found = 0;
	ssize_t len;

	if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %7s", &start, &end, permissions) != 3 || strstr(line, "[v"))
		return 0;
	if (permissions[1] != 'w' && strchr(line, '/'))
		return 0;
	bytes = malloc(end - start);
	check(bytes, "out of memory");
	len = pread(memory, bytes, end - start, (off_t)start);
	if (len > 0)
		found = search(bytes, (size_t)len, start, line);
	free(bytes);
	return found;
}

static size_t search_process(pid_t pid)
{
	char path[64], line[512];
	size_t found = 0;
	FILE *maps;
	int memory;

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	memory = open(path, O_RDONLY);
	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	if (memory < 0 || !maps) {
		fprintf(stderr, "skipped: the memory of another process cannot be read here: %s\n", strerror(errno));
		skip();
	}
	while (fgets(line, sizeof(line), maps))
		found += search_mapping(memory, line);
	fclose(maps);
	close(memory);
	return found;
}

/* Waits a little, because what is drawn over may be wiped a moment after it is out of sight. */
static void nothing_is_left(struct terminal *terminal)
{
	is_quiet = true;
	for (int i = 0; i < TRIES && search_process(terminal_pid(terminal)); i++)
		terminal_settle(terminal, 100);
	is_quiet = false;
	assert_int_equal(search_process(terminal_pid(terminal)), 0);
}

static size_t found_in_files;

static int search_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	unsigned char *bytes;
	FILE *file;

	(void)ftw;
	if (type != FTW_F || st->st_size == 0)
		return 0;
	bytes = malloc((size_t)st->st_size);
	file = fopen(path, "r");
	check(bytes && file, "%s cannot be read", path);
	found_in_files += search(bytes, fread(bytes, 1, (size_t)st->st_size, file), 0, path);
	fclose(file);
	free(bytes);
	return 0;
}

static size_t search_home(const struct stage *stage)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/home", stage->folder);
	found_in_files = 0;
	check(nftw(path, search_file, 16, FTW_PHYS) == 0, "the home folder cannot be searched");
	return found_in_files;
}

static void remember_words(char words[STEP_WORDS][32])
{
	char sentence[256] = "", numbered[64], name[32];
	size_t len = 0;

	for (size_t i = 0; i < STEP_WORDS; i++) {
		len += (size_t)snprintf(sentence + len, sizeof(sentence) - len, "%s%.16s", i ? " " : "", words[i]);
		snprintf(name, sizeof(name), "word %zu", i + 1);
		snprintf(numbered, sizeof(numbered), "%2zu %.16s", i + 1, words[i]);
		remember_text(name, numbered);	/* as it was on the screen */
	}
	remember_text("the words", sentence);
}

static void remember_key_in(const char *path)
{
	unsigned char key[32];
	char hex[80];
	FILE *file = fopen(path, "r");

	check(file && fgets(hex, sizeof(hex), file), "there is no exported key");
	fclose(file);
	hex[66] = '\0';
	for (size_t i = 0; i < sizeof(key); i++) {
		char digits[3] = { hex[2 + 2 * i], hex[3 + 2 * i], '\0' };

		key[i] = (unsigned char)strtoul(digits, NULL, 16);
	}
	remember("the private key", key, sizeof(key), false);
	remember_text("the private key in hex", hex + 2);
}

/* Opens a copy of the home folder, because the running program holds the lock of its own. */
static void remember_private_key(const struct stage *stage)
{
	struct stage copy = *stage;
	char command[512];

	snprintf(copy.folder, sizeof(copy.folder), "%.50s/copy", stage->folder);
	snprintf(command, sizeof(command), "mkdir '%s' && cp -r '%s/home' '%s/password' '%s'", copy.folder, stage->folder,
		 stage->folder, copy.folder);
	check(system(command) == 0, "the home folder could not be copied");
	free(stage_run(&copy, "wallet export agent-1 --format key --out '%s/key'", copy.folder));
	snprintf(command, sizeof(command), "%s/key", copy.folder);
	remember_key_in(command);
}

static void remember_api_key(struct stage *stage)
{
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id), *key = stage_field(shown, "apiKey");

	remember_text("the API key", key);
	free(list);
	free(id);
	free(shown);
	free(key);
}

static void nothing_is_left_after_the_lock(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char words[STEP_WORDS][32];

	if (SANITIZED)
		skip();
	terminal = stage_start(stage, 30, 100, "--light-kdf");
	step_new_wallet(words, terminal);
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "Locked");
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, "unlocked");
	step_receive_money(terminal);
	step_stake(terminal);
	step_token(terminal);
	step_mint(terminal);
	terminal_wait(terminal, "Your new API key");
	remember_text("the password", STAGE_PASSWORD);
	remember_words(words);
	remember_private_key(stage);
	remember_api_key(stage);
	terminal_keys(terminal, "v");
	terminal_wait(terminal, (const char *)needles[needle_count - 1].bytes);
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "opied");
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "nothing to spend yet");
	check(search_process(terminal_pid(terminal)) > 0, "a search that does not find the key on the screen finds nothing");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Your new API key");
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "  locked");
	nothing_is_left(terminal);
	assert_int_equal(search_home(stage), 0);
}

#define WORDS "legal winner thank year wave sausage worth useful legal winner thank yellow"
#define EXTRA "behind the words"
#define NEW_PASSWORD "battery staple"
#define BACKUP_PASSWORD "of the backup"
#define API_KEY "VENICE_INFERENCE_KEY_from_elsewhere_123456"

static void import_words(struct terminal *terminal, const char *name, const char *extra)
{
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
	terminal_keys(terminal, "<Right><Tab>" WORDS "<Tab><Tab><Tab>%s<Tab>%s<Tab>%s<Tab>%s<Enter>", extra, name,
		      STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait_gone(terminal, "Import a wallet");
	terminal_wait(terminal, "is in the keystore");
}

/* Fills in every form that takes a secret and needs only the wallet "agent-1", which is made of words. */
static void use_forms(const struct stage *stage, struct terminal *terminal)
{
	terminal_keys(terminal, ":accounts<Enter>");
	terminal_wait(terminal, "From this path on");
	terminal_keys(terminal, "%s<Enter><Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "0/19");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "0/19");
	terminal_keys(terminal, ":change-password<Enter>");
	terminal_wait(terminal, "Password now");
	terminal_keys(terminal, "%s<Tab>" NEW_PASSWORD "<Tab>" NEW_PASSWORD "<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "opens with the new password");
	terminal_keys(terminal, ":export-wallet<Enter>");
	terminal_wait(terminal, "Write it to");
	terminal_keys(terminal, "<Right><Tab>%s/key<Tab>" NEW_PASSWORD "<Enter>", stage->folder);
	terminal_wait(terminal, "Type agent-1 and press Enter");
	step_word(terminal, "agent-1");
	terminal_wait(terminal, "whoever reads that file");
	terminal_wait_gone(terminal, "Write it to");
	terminal_keys(terminal, ":backup<Enter>");
	terminal_wait(terminal, "Back up everything");
	terminal_keys(terminal, "%s/backup<Tab>" BACKUP_PASSWORD "<Tab>" BACKUP_PASSWORD "<Enter>", stage->folder);
	terminal_wait(terminal, "are in the backup");
	terminal_keys(terminal, ":add-key<Enter>");
	terminal_wait(terminal, "Add an API key");
	terminal_keys(terminal, API_KEY "<Tab><Tab>by hand<Tab>" NEW_PASSWORD "<Enter>");
	terminal_wait(terminal, "The API key is stored");
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "  locked");
	terminal_keys(terminal, "4v");
	terminal_wait(terminal, "to open its API key");
	terminal_keys(terminal, NEW_PASSWORD "<Enter>");
	terminal_wait(terminal, API_KEY);
}

static void what_was_typed_into_forms_is_gone(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char path[96];

	if (SANITIZED)
		skip();
	needle_count = 0;
	terminal = stage_start(stage, 40, 110, "--light-kdf");
	terminal_wait(terminal, NEXT_WALLET);
	import_words(terminal, "hidden", EXTRA);
	import_words(terminal, "agent-1", "");
	use_forms(stage, terminal);
	remember_text("the words", WORDS);
	remember_text("the BIP-39 passphrase", EXTRA);
	remember_text("the old password", STAGE_PASSWORD);
	remember_text("the new password", NEW_PASSWORD);
	remember_text("the backup's password", BACKUP_PASSWORD);
	remember_text("the API key", API_KEY);
	snprintf(path, sizeof(path), "%s/key", stage->folder);
	remember_key_in(path);
	check(search_process(terminal_pid(terminal)) > 0, "a search that does not find the key on the screen finds nothing");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, API_KEY);
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "  locked");
	nothing_is_left(terminal);
	assert_int_equal(search_home(stage), 0);
}

static struct terminal *import_form(struct stage *stage, const char *options)
{
	struct terminal *terminal = stage_start(stage, 40, 110, options);

	terminal_wait(terminal, "make or import a wallet");
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
	terminal_keys(terminal, "<Right>");
	terminal_wait(terminal, "Derivation path");
	terminal_keys(terminal, "<Tab>" WORDS "<Tab><Tab><Tab>" EXTRA "<Tab>hidden<Tab>" NEW_PASSWORD "<Tab>" NEW_PASSWORD);
	terminal_wait(terminal, "12 words");
	terminal_wait(terminal, "hidden");
	terminal_settle(terminal, 100);
	needle_count = 0;
	remember_text("the words", WORDS);
	remember_text("the BIP-39 passphrase", EXTRA);
	remember_text("the new password", NEW_PASSWORD);
	kill(terminal_pid(terminal), SIGSTOP);	/* so that it cannot close the form before the search has come to it */
	check(search_process(terminal_pid(terminal)) > 0, "what is typed into a form is not found there");
	kill(terminal_pid(terminal), SIGCONT);
	return terminal;
}

/* If nobody is there any more, the form closes, and nothing of it stays. */
static void a_form_left_alone_is_wiped(void **state)
{
	struct terminal *terminal;

	if (SANITIZED)
		skip();
	terminal = import_form(*state, "--light-kdf --lock-after 8");
	terminal_wait_gone(terminal, "Import a wallet");
	nothing_is_left(terminal);
}

static void a_form_is_wiped_before_stopping(void **state)
{
	struct terminal *terminal;

	if (SANITIZED)
		skip();
	terminal = import_form(*state, "--light-kdf");
	terminal_keys(terminal, "<C-z>");
	terminal_wait_gone(terminal, "Import a wallet");
	nothing_is_left(terminal);
}

/* The form for another password is open when the wallet locks itself. */
static void the_lock_wipes_a_form(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	if (SANITIZED)
		skip();
	stage_wallet(stage);
	terminal = stage_start(stage, 40, 110, "--light-kdf --lock-after 8");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, "unlocked");
	terminal_keys(terminal, ":change-password<Enter>");
	terminal_wait(terminal, "Password now");
	terminal_keys(terminal, "%s<Tab>" NEW_PASSWORD "<Tab>" NEW_PASSWORD, STAGE_PASSWORD);
	terminal_wait_gone(terminal, "Password now");
	terminal_wait(terminal, "  locked");
	needle_count = 0;
	remember_text("the old password", STAGE_PASSWORD);
	remember_text("the new password", NEW_PASSWORD);
	nothing_is_left(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(nothing_is_left_after_the_lock), stage_test(what_was_typed_into_forms_is_gone),
		stage_test(a_form_left_alone_is_wiped),	    stage_test(a_form_is_wiped_before_stopping),
		stage_test(the_lock_wipes_a_form),
	};

	return cmocka_run_group_tests_name("memory", tests, stage_open, stage_close);
}
