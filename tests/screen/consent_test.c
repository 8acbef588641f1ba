/* What the dialog asks and what the command line asks are the same, label for label and word for word. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define ROWS 60
#define COLS 110
#define SEND "eth_sendRawTransaction"
#define DIALOG_TX "The transaction that waits"
#define MAX_TIP "--max-tip 0.001"

/* How text is broken into lines is nobody's business: blanks and line ends are left out, and marks that only
 * the screen has. */
static void add_squeezed(char *out, size_t size, const char *text, size_t len)
{
	static const char *const marks[] = { "✓", "▴", "▾" };
	size_t at = strlen(out);

	for (size_t i = 0; i < len && at + 1 < size; i++) {
		bool is_mark = false;

		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++)
			is_mark |= !strncmp(text + i, marks[k], strlen(marks[k]));
		if (is_mark)
			i += strlen(marks[0]) - 1;
		else if (text[i] != ' ' && text[i] != '\n')
			out[at++] = text[i];
	}
	out[at] = '\0';
}

/* The bytes of so many cells, each of which holds one character here. */
static const char *behind(const char *text, int cells)
{
	for (; cells && *text; cells--)
		for (text++; (*text & 0xc0) == 0x80; text++)
			;
	return text;
}

/* The rows that are in sight of the dialog with this title, down to its buttons or its field. */
static void read_part(char *out, size_t size, struct terminal *terminal, const char *title)
{
	char head[128];
	int col, row;

	snprintf(head, sizeof(head), "┌─ %s ─", title);
	row = terminal_find(terminal, head, &col);
	assert_true(row >= 0);
	for (*out = '\0', row++; row < terminal_rows(terminal); row++) {
		const char *line = behind(terminal_row(terminal, row), col), *end;

		if (strncmp(line, "│", 3))
			return;
		line += 3;
		if (!strncmp(line, " [ No ]", 7) || !strncmp(line, " Type ", 6))
			return;
		end = strstr(line, "│");
		assert_non_null(end);
		add_squeezed(out, size, line, (size_t)(end - line));
	}
	fail_msg("the dialog has no end");
}

/* All of it, where it has the room. */
static void read_dialog(char *out, size_t size, struct terminal *terminal, const char *title)
{
	char head[128];

	snprintf(head, sizeof(head), "┌─ %s ─", title);
	terminal_wait(terminal, head);
	terminal_settle(terminal, 100);	/* it is drawn in more than one piece */
	terminal_wait_gone(terminal, "read on");	/* all of it is in sight, and takes an answer */
	read_part(out, size, terminal, title);
}

/* What the command prints under the same title, down to its question. */
static void read_question(char *out, size_t size, struct terminal *terminal, const char *title)
{
	char *text, *begin, *end;

	terminal_wait(terminal, "Type ");
	text = terminal_text(terminal);
	begin = strstr(text, title);
	end = strstr(text, "\nType ");
	check(begin && end && begin < end, "there is no '%s' in\n%s", title, text);
	begin += strlen(title);
	*out = '\0';
	add_squeezed(out, size, begin, (size_t)(end - begin));
	free(text);
}

/* What is asked for one wish: by a command, and by keys that `open` presses. */
struct asked {
	const char *title, *command;
	void (*open)(struct stage *stage, struct terminal *terminal);
	const char *says;	/* so that it is known to be this */
};

/* A challenge is another each time, in its number, its times and what is left of it. */
static void mask(char *text)
{
	static const char *const marks[][2] = {
		{ "Itexpiresin", "." }, { "Nonce:", "IssuedAt:" }, { "IssuedAt:", "ExpirationTime:" }, { "ExpirationTime:", "Z" },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		char *from = strstr(text, marks[i][0]), *to;

		if (!from)
			continue;
		from += strlen(marks[i][0]);
		to = strstr(from, marks[i][1]);
		check(to && to > from, "nothing is between %s and %s", marks[i][0], marks[i][1]);
		memmove(from, to, strlen(to) + 1);
	}
}

static void compare(struct stage *stage, const struct asked *asked)
{
	char options[1024], on_screen[4096], on_line[4096], says[256] = "";
	struct terminal *terminal;

	snprintf(options, sizeof(options), MAX_TIP " --password-file '%s/password' %s", stage->folder, asked->command);
	terminal = stage_start(stage, ROWS, COLS, options);
	read_question(on_line, sizeof(on_line), terminal, asked->title);
	terminal_keys(terminal, "no<Enter>");
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	terminal = stage_start(stage, ROWS, COLS, MAX_TIP " --light-kdf");
	terminal_wait(terminal, "agent-1");
	asked->open(stage, terminal);
	read_dialog(on_screen, sizeof(on_screen), terminal, asked->title);
	mask(on_line);
	mask(on_screen);
	if (strcmp(on_screen, on_line))
		terminal_dump(terminal);
	assert_string_equal(on_screen, on_line);
	add_squeezed(says, sizeof(says), asked->says, strlen(asked->says));
	check(strstr(on_line, says), "'%s' is not in\n%s", says, on_line);
	terminal_stop(terminal);
}

static void open_stake(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_wait(terminal, "Enter: choose how much VVV to");
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>10<Enter>");
}

static void an_approval(void **state)
{
	stage_wallet(*state);
	stage_money(*state);
	compare(*state, &(struct asked){ REVIEW, "stake 10", open_stake, "approve(address,uint256) spender:" });
}

#define SIGN_IT "Type yes to sign it:"

/* The question of the second review, below that of the first. */
static bool asks_twice(struct terminal *terminal, void *context)
{
	char *text = terminal_text(terminal);
	const char *first = strstr(text, SIGN_IT);
	bool twice = first && strstr(first + 1, SIGN_IT);

	(void)context;
	free(text);
	return twice;
}

/* The approval is mined, and the stake not agreed to. */
static void a_stake(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char options[512];

	stage_wallet(stage);
	stage_money(stage);
	snprintf(options, sizeof(options), "--password-file '%s/password' stake 10", stage->folder);
	terminal = stage_start(stage, ROWS, COLS, options);
	terminal_wait(terminal, SIGN_IT);
	terminal_keys(terminal, "yes<Enter>");
	assert_true(terminal_run(terminal, asks_twice, NULL, TERMINAL_WAIT_MS));
	terminal_keys(terminal, "no<Enter>");
	(void)terminal_exit_status(terminal);
	compare(stage, &(struct asked){ REVIEW, "stake 10", open_stake, "stake(address,uint256) recipient:" });
}

static void open_diem_stake(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, ":diem-stake<Enter>");
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "<C-u>1.5<Enter>");
}

static void a_stake_of_diem(void **state)
{
	struct stage *stage = *state;

	stage_wallet(stage);
	stage_money(stage);
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"diem\":\"2\"}", stage->address);
	compare(stage, &(struct asked){ REVIEW, "diem stake 1.5", open_diem_stake, "stake(uint256)" });
}

static void open_diem_mint(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, ":diem-mint<Enter>");
	terminal_wait(terminal, "sVVV to lock");
	terminal_keys(terminal, "<C-u>8<Enter>");
}

static void a_mint_of_diem(void **state)
{
	stage_wallet(*state);
	stage_money(*state);
	stage_stake(*state);
	compare(*state, &(struct asked){ REVIEW, "diem mint 8", open_diem_mint, "mintDiem(uint256,uint256)" });
}

static void open_change(struct terminal *terminal, const char *key)
{
	terminal_wait(terminal, "x: speed it up or cancel it");
	terminal_keys(terminal, "x");
	terminal_wait(terminal, DIALOG_TX);
	terminal_wait(terminal, "no block has taken it yet");
	terminal_keys(terminal, "%s", key);
}

static void open_speed_up(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_change(terminal, "s");
}

static void open_cancel(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_change(terminal, "c");
}

static void open_forget(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_change(terminal, "g");
}

/* One that waits, and the ways out of it. */
static void what_takes_its_place(void **state)
{
	struct stage *stage = *state;
	size_t sent = network_calls(stage->network, SEND);
	struct terminal *terminal;
	char options[512], *list, *hash;

	stage_wallet(stage);
	stage_money(stage);
	network_post(stage->network, "chain", "{\"automine\":false}");
	snprintf(options, sizeof(options), "--password-file '%s/password' --yes stake 10", stage->folder);
	terminal = stage_start(stage, ROWS, COLS, options);
	network_wait_calls(stage->network, SEND, sent + 1);
	terminal_stop(terminal);
	list = stage_run(stage, "tx list --json");
	hash = stage_field(list, "hash");
	snprintf(options, sizeof(options), "tx speed-up %s", hash);
	compare(stage, &(struct asked){ REVIEW, options, open_speed_up, "Speed up the approve of 10 VVV" });
	snprintf(options, sizeof(options), "tx cancel %s", hash);
	compare(stage, &(struct asked){ REVIEW, options, open_cancel, "Cancel the approve of 10 VVV" });
	snprintf(options, sizeof(options), "tx forget %s", hash);
	compare(stage, &(struct asked){ "Give up on this transaction?", options, open_forget, "may still be mined" });
	free(list);
	free(hash);
}

static void open_top_up(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, "Amount of USDC");
	terminal_keys(terminal, "<C-u>7<Enter>");
}

static void a_payment(void **state)
{
	struct stage *stage = *state;

	stage_wallet(stage);
	stage_money(stage);
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"usdc\":\"20\"}", stage->address);
	compare(stage, &(struct asked){ REVIEW, "x402 top-up 7", open_top_up, "Pay 7 USDC into" });
}

static void open_removal(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_keys(terminal, ":remove-wallet<Enter>");
}

static void a_removal(void **state)
{
	stage_wallet(*state);
	compare(*state, &(struct asked){ "Remove this wallet?", "wallet remove agent-1", open_removal, "This is the last copy here" });
}

static void open_export(struct stage *stage, struct terminal *terminal)
{
	terminal_keys(terminal, ":export-wallet<Enter>");
	terminal_wait(terminal, "Write it to");
	terminal_keys(terminal, "<Right><Tab>%s/bare<Tab>%s<Enter>", stage->folder, STAGE_PASSWORD);
}

static void an_export(void **state)
{
	struct stage *stage = *state;
	char command[256];

	stage_wallet(stage);
	snprintf(command, sizeof(command), "wallet export agent-1 --format key --out '%s/bare'", stage->folder);
	compare(stage, &(struct asked){ "Write the private key to a file?", command, open_export, "Whoever reads it has the wallet" });
}

static void open_restore(struct stage *stage, struct terminal *terminal)
{
	terminal_keys(terminal, ":restore<Enter>");
	terminal_wait(terminal, "Backup file");
	terminal_keys(terminal, "%s/all<Tab>%s<Tab><Right><Enter>", stage->folder, STAGE_PASSWORD);
}

static void what_is_overwritten(void **state)
{
	struct stage *stage = *state;
	char command[256];

	stage_wallet(stage);
	free(stage_run(stage, "wallet backup --light-kdf --out '%s/all'", stage->folder));
	snprintf(command, sizeof(command), "wallet restore '%s/all' --overwrite", stage->folder);
	compare(stage, &(struct asked){ "Replace what is here?", command, open_restore, "is overwritten; there is no undo" });
}

/* agent-1 with an ADMIN key; its id, which the caller frees. */
static char *admin_key(struct stage *stage)
{
	char *output, *id;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	output = stage_run(stage, "mint --type ADMIN --description boss --json");
	id = stage_field(output, "id");
	free(output);
	return id;
}

static void open_key(struct terminal *terminal, const char *keys)
{
	terminal_wait(terminal, "boss");
	terminal_keys(terminal, "4%s", keys);
}

static void open_deletion(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_key(terminal, "d");
}

static void open_forgetting(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_key(terminal, ":forget-key<Enter>");
}

static void open_test_call(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_key(terminal, "<Enter>");
	terminal_wait(terminal, "What it can do now");
	terminal_keys(terminal, "t");
	step_password(terminal, "Password");
}

static void a_key(void **state)
{
	struct stage *stage = *state;
	char command[256], *id = admin_key(stage);

	network_post(stage->network, "fund", "{\"address\":\"%s\",\"usd\":5}", stage->address);
	snprintf(command, sizeof(command), "key test %s", id);
	compare(stage, &(struct asked){ "Make this call?", command, open_test_call, "Costs at most" });
	snprintf(command, sizeof(command), "key delete %s", id);
	compare(stage, &(struct asked){ "Delete this API key?", command, open_deletion, "It is the ADMIN key that acts here" });
	snprintf(command, sizeof(command), "key delete --here %s", id);
	compare(stage, &(struct asked){ "Remove the stored copy of this API key?", command, open_forgetting, "stays alive at Venice" });
	free(id);
}

static void open_challenge(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
}

static void a_challenge(void **state)
{
	stage_wallet(*state);
	stage_money(*state);
	stage_stake(*state);
	compare(*state, &(struct asked){ "Read before signing", "mint", open_challenge, "wants you to sign in with your Ethereum account" });
}

int main(void)
{
	const struct CMUnitTest challenged[] = { stage_test(a_challenge) };
	const struct CMUnitTest tests[] = {
		stage_test(an_approval),
		stage_test(a_stake),
		stage_test(a_stake_of_diem),
		stage_test(a_mint_of_diem),
		stage_test(what_takes_its_place),
		stage_test(a_payment),
		stage_test(a_removal),
		stage_test(an_export),
		stage_test(what_is_overwritten),
		stage_test(a_key),
	};

	return cmocka_run_group_tests_name("consent", tests, stage_open, stage_close) +
	       cmocka_run_group_tests_name("consent to a challenge", challenged, stage_open_challenging, stage_close);
}
