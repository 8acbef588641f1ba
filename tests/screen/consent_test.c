/* What the dialog asks and what the command line asks are the same, label for label and word for word. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define ROWS 60
#define COLS 110
#define LOW_ROWS 24
#define LOW_COLS 80
#define SEND "eth_sendRawTransaction"
#define DIALOG_TX "The transaction that waits"
#define MNEMONIC "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
#define LIMIT_OF_0 "A limit of 0?"
#define MAX_TIP "--max-tip 0.001"

/* Removes blanks, line ends and the marks that only the screen has, because the two need not break
 * lines alike. */
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

/* Skips the bytes of so many cells, each of which holds one character here. */
static const char *behind(const char *text, int cells)
{
	for (; cells && *text; cells--)
		for (text++; (*text & 0xc0) == 0x80; text++)
			;
	return text;
}

/* The rows of a dialog that are in sight, down to its buttons or its field. */
struct part {
	char lines[ROWS][4 * COLS];
	size_t count;
	bool ended;	/* the buttons or the field are in sight */
	bool by_word;	/* it is the field */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Masks a countdown, "It expires in 14:59.", which goes on while it is read, and may stand in a row of its own. */
static void mask_countdown(char *line)
{
	for (char *at = line; (at = strchr(at, ':')); at++)
		if (at >= line + 2 && is_digit(at[-2]) && is_digit(at[-1]) && is_digit(at[1]) && is_digit(at[2]) &&
		    at[3] == '.')
			at[-2] = at[-1] = at[1] = at[2] = '#';
}

static void add_line(struct part *part, const char *line, size_t len)
{
	char *out = part->lines[part->count++];

	snprintf(out, sizeof(part->lines[0]), "%.*s", (int)len, line);
	mask_countdown(out);
	for (const char *const *mark = (const char *const[]){ "▴", "▾", NULL }; *mark; mark++)
		if (strstr(out, *mark))
			*strstr(out, *mark) = '\0';
	for (len = strlen(out); len > 0 && out[len - 1] == ' '; len--)
		out[len - 1] = '\0';
}

static bool read_part(struct part *part, struct terminal *terminal, const char *title)
{
	char head[128];
	int col, row;

	*part = (struct part){ 0 };
	snprintf(head, sizeof(head), "┌─ %s ─", title);
	row = terminal_find(terminal, head, &col);
	if (row < 0)
		return false;
	for (row++; row < terminal_rows(terminal); row++) {
		const char *line = behind(terminal_row(terminal, row), col), *frame, *slider, *end;

		if (strncmp(line, "│", 3))
			break;
		line += 3;
		part->by_word = !strncmp(line, " Type ", 6);
		part->ended = part->by_word || !strncmp(line, " [ No ]", 7);
		if (part->ended)
			break;
		frame = strstr(line, "│");
		slider = strstr(line, "█");
		end = slider && (!frame || slider < frame) ? slider : frame;
		assert_non_null(end);
		add_line(part, line, (size_t)(end - line));
	}
	return true;
}

static void squeeze(char *out, size_t size, const struct part *part)
{
	*out = '\0';
	for (size_t i = 0; i < part->count; i++)
		add_squeezed(out, size, part->lines[i], strlen(part->lines[i]));
}

/* Reads the whole dialog, if the screen has room for it. */
static void read_dialog(char *out, size_t size, bool *by_word, struct terminal *terminal, const char *title)
{
	char head[128];
	struct part part;

	snprintf(head, sizeof(head), "┌─ %s ─", title);
	terminal_wait(terminal, head);
	terminal_wait_gone(terminal, "read on");	/* now all of it is in sight, and it takes an answer */
	assert_true(read_part(&part, terminal, title) && part.ended);
	squeeze(out, size, &part);
	*by_word = part.by_word;
}

/* Adds what `next` shows beyond the end of `all`. */
static void go_on(struct part *all, size_t seen, const struct part *next)
{
	for (size_t at = all->count - seen + 1; at < all->count; at++) {
		size_t same = 0;

		while (at + same < all->count && same < next->count &&
		       !strcmp(all->lines[at + same], next->lines[same]))
			same++;
		if (at + same < all->count)
			continue;
		for (; same < next->count; same++) {
			assert_true(all->count < ROWS);
			memcpy(all->lines[all->count++], next->lines[same], sizeof(all->lines[0]));
		}
		all->ended = next->ended;
		return;
	}
	fail_msg("rows were passed over");
}

struct seen { const char *title; struct part part; };

static bool has_moved(struct terminal *terminal, void *context)
{
	const struct seen *seen = context;
	struct part now;

	return read_part(&now, terminal, seen->title) &&
	       (now.ended != seen->part.ended || now.count != seen->part.count ||
		memcmp(now.lines, seen->part.lines, sizeof(now.lines)) != 0);
}

/* Scrolls with PgDn alone, and checks that every row comes into sight and that no y counts before. */
static void read_scrolled(char *out, size_t size, bool by_word, struct terminal *terminal, const char *title)
{
	struct seen seen = { .title = title };
	struct part all;

	terminal_resize(terminal, LOW_ROWS, LOW_COLS);
	terminal_wait(terminal, "read on");
	assert_true(read_part(&all, terminal, title));
	seen.part = all;
	if (!all.ended && !by_word) {
		terminal_keys(terminal, "y");
		terminal_wait(terminal, "Read to the end first");
	}
	while (!all.ended) {
		size_t count = seen.part.count;

		terminal_keys(terminal, "<PageDown>");
		assert_true(terminal_run(terminal, has_moved, &seen, TERMINAL_WAIT_MS));
		assert_true(read_part(&seen.part, terminal, title));
		go_on(&all, count, &seen.part);
	}
	if (by_word)
		terminal_keys(terminal, "<PageDown>");	/* the words about the field stand above it */
	terminal_wait_gone(terminal, "read on");
	squeeze(out, size, &all);
}

/* Reads what the command prints under the same title, down to its question. */
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

/* The same wish, asked by a command, and on the screen after `open` was typed. */
struct asked {
	const char *title, *command;
	void (*open)(struct stage *stage, struct terminal *terminal);
	const char *says;	/* a text by which this review is recognised */
};

/* Masks what differs in each challenge: its number, its times and what is left of it. */
static void mask_challenge(char *text)
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

/* Masks the gas of a call, and so its fee, which the node may put differently each time. */
static void mask_fee(char *text)
{
	static const char *const marks[][2] = {
		{ "realmoneyFee", "ETHatmost" }, { "Tipofit", "ETHatmost" },
		{ "gasatmost", "Simulation" },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		char *from = strstr(text, marks[i][0]), *to = from ? strstr(from, marks[i][1]) : NULL;

		if (to)
			memmove(from + strlen(marks[i][0]), to, strlen(to) + 1);
	}
}

static void compare_but(struct stage *stage, const struct asked *asked, void (*mask)(char *))
{
	char options[1024], on_screen[4096], scrolled[4096], on_line[4096], says[256] = "";
	struct terminal *terminal;
	bool by_word;

	snprintf(options, sizeof(options), MAX_TIP " --password-file '%s/password' %s", stage->folder, asked->command);
	terminal = stage_start(stage, ROWS, COLS, options);
	read_question(on_line, sizeof(on_line), terminal, asked->title);
	terminal_keys(terminal, "no<Enter>");
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	terminal = stage_start(stage, ROWS, COLS, MAX_TIP " --light-kdf");
	terminal_wait(terminal, "agent-1");
	asked->open(stage, terminal);
	read_dialog(on_screen, sizeof(on_screen), &by_word, terminal, asked->title);
	read_scrolled(scrolled, sizeof(scrolled), by_word, terminal, asked->title);
	mask(on_line);
	mask(on_screen);
	mask(scrolled);
	if (strcmp(on_screen, on_line))
		terminal_dump(terminal);
	assert_string_equal(on_screen, on_line);
	assert_string_equal(scrolled, on_line);
	add_squeezed(says, sizeof(says), asked->says, strlen(asked->says));
	check(strstr(on_line, says), "'%s' is not in\n%s", says, on_line);
	terminal_stop(terminal);
}

static void compare(struct stage *stage, const struct asked *asked)
{
	compare_but(stage, asked, mask_challenge);
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

/* True once the second review's question stands below that of the first. */
static bool asks_twice(struct terminal *terminal, void *context)
{
	char *text = terminal_text(terminal);
	const char *first = strstr(text, SIGN_IT);
	bool twice = first && strstr(first + 1, SIGN_IT);

	(void)context;
	free(text);
	return twice;
}

/* The approval is mined, and the stake is answered no. */
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
	compare_but(*state, &(struct asked){ REVIEW, "diem mint 8", open_diem_mint, "mintDiem(uint256,uint256)" }, mask_fee);
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

/* A transaction that waits, and the ways out of it. */
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

static void open_export_of_words(struct stage *stage, struct terminal *terminal)
{
	terminal_keys(terminal, ":export-wallet<Enter>");
	terminal_wait(terminal, "Write it to");
	terminal_keys(terminal, "<Left><Tab>%s/words.out<Tab>%s<Enter>", stage->folder, STAGE_PASSWORD);
}

static void an_export_of_words(void **state)
{
	struct stage *stage = *state;
	char command[256];

	free(stage_run(stage, "wallet import agent-1 --light-kdf --json --mnemonic-file '%s'",
		       stage_file(stage, "words", MNEMONIC "\n")));
	snprintf(command, sizeof(command), "wallet export agent-1 --format mnemonic --out '%s/words.out'", stage->folder);
	compare(stage, &(struct asked){ "Write the words to a file?", command, open_export_of_words,
					"The file will hold the words themselves" });
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

/* Gives agent-1 an ADMIN key; returns its id, which the caller frees. */
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

static void open_idle_update(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	open_key(terminal, "e");
	terminal_wait(terminal, "Change an API key");
	terminal_type(terminal, "\t\t0\r\r\r\r", 7);	/* in one go: later, one Enter too many would say no */
}

static void open_idle_mint(struct stage *stage, struct terminal *terminal)
{
	(void)stage;
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_type(terminal, "\t\t\t\t0\r\r\r\r\r\r", 11);
}

/* It is asked about once, before anything is done: for a new key, and for one whose other limit stays. */
static void a_limit_of_0(void **state)
{
	struct stage *stage = *state;
	char command[256], *id = admin_key(stage);

	compare(stage, &(struct asked){ LIMIT_OF_0, "mint --limit-usd 0", open_idle_mint, "The key could spend DIEM only" });
	free(stage_run(stage, "key update %s --limit-diem 3", id));
	snprintf(command, sizeof(command), "key update %s --limit-usd 0", id);
	compare(stage, &(struct asked){ LIMIT_OF_0, command, open_idle_update, "Limit in DIEM 3" });
	free(id);
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

/* Returns the last review in the log, in place, below its title. */
static char *last_agreed(char *log, const char *title)
{
	static const char name[] = "\"report\":\"";
	char *report = log, *out;

	for (char *at = log; (at = strstr(at, name)); at++)
		report = at + strlen(name);
	*strchr(report, '"') = '\0';
	check(strstr(report, title) == report, "'%s' is not what was agreed to: %s", title, report);
	report += strlen(title);
	out = report;
	for (const char *at = report; *at; at++) {
		bool is_end = at[0] == '\\' && at[1] == 'n';

		*out++ = is_end ? ' ' : *at;
		at += is_end;
	}
	*out = '\0';
	return report;
}

/* A command does not ask about a wish that was typed as such, because nobody types it by mistake.
 * Here the screen's review is compared with the one in the log, which is printed as a command
 * prints it. */
static void compare_logged(struct stage *stage, struct terminal *terminal, const char *title, const char *says)
{
	char on_screen[4096], scrolled[4096], logged[4096] = "", squeezed[256] = "", *log, *report;
	bool by_word;

	read_dialog(on_screen, sizeof(on_screen), &by_word, terminal, title);
	read_scrolled(scrolled, sizeof(scrolled), by_word, terminal, title);
	terminal_keys(terminal, "y");
	terminal_wait_gone(terminal, title);
	if (!terminal_ended(terminal))
		kill(terminal_pid(terminal), SIGTERM);
	terminal_exit_status(terminal);
	log = stage_run(stage, "log agreed --json");
	report = last_agreed(log, title);
	add_squeezed(logged, sizeof(logged), report, strlen(report));
	assert_string_equal(on_screen, logged);
	assert_string_equal(scrolled, logged);
	add_squeezed(squeezed, sizeof(squeezed), says, strlen(says));
	check(strstr(logged, squeezed), "'%s' is not in\n%s", squeezed, logged);
	free(log);
}

static void an_export_that_stays_sealed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, ROWS, COLS, "");
	terminal_wait(terminal, "agent-1");
	terminal_keys(terminal, ":export-wallet<Enter>");
	terminal_wait(terminal, "Write it to");
	terminal_keys(terminal, "<Tab>%s/v3<Enter>", stage->folder);
	compare_logged(stage, terminal, "Write the V3 file?", "It stays sealed with the wallet's password");
}

static void a_key_handed_over(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	free(stage_run(stage, "mint --json --description worker"));
	terminal = stage_start(stage, ROWS, COLS, "");
	terminal_wait(terminal, "worker");
	terminal_keys(terminal, "4h");
	terminal_wait(terminal, "Hand the key over");
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Write the API key to a file");
	terminal_keys(terminal, "%s/key<Enter><Enter>", stage->folder);
	compare_logged(stage, terminal, "Write the API key to a file?", "Whoever reads it spends what the key may spend");
}

static void a_mint_given_up(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_failing_mint(stage, "\"mode\":\"cut_after\"", "");

	terminal_wait(terminal, "a key may exist");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "not known whether a key was minted");
	terminal_keys(terminal, ":forget-mint<Enter>");
	compare_logged(stage, terminal, "Give up on this mint?", "Have you looked at the account's keys");
}

static void leaving_while_a_key_is_minted(void **state)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(stage, "\"mode\":\"hang\"", "");

	network_wait_requests(stage->network, "mint", posted + 1);
	terminal_keys(terminal, "q");
	compare_logged(stage, terminal, "Leave now?", "A key is being minted: leaving now loses it");
}

/* On the screen the old key keeps working, and is deleted when the person says so.  A command
 * deletes it at once, says so, and asks for the word that a deletion needs. */
static void a_rotation(void **state)
{
	static const char title[] = "Make a new key in place of this one?";
	struct stage *stage = *state;
	char options[512], on_line[4096], on_screen[4096], scrolled[4096], *rest, *id = admin_key(stage);
	struct terminal *terminal;
	bool by_word;

	snprintf(options, sizeof(options), "--password-file '%s/password' key rotate %s", stage->folder, id);
	terminal = stage_start(stage, ROWS, COLS, options);
	read_question(on_line, sizeof(on_line), terminal, title);
	terminal_keys(terminal, "yes<Enter>");		/* a yes alone is not enough for it */
	assert_int_not_equal(terminal_exit_status(terminal), 0);
	rest = strstr(on_line, "Thentheoldoneisdeletedforgood:whateverusesitstopsworking.");
	check(rest, "it does not say what is deleted: %s", on_line);
	snprintf(rest, sizeof(on_line) - (size_t)(rest - on_line), "%s",
		 "Theoldonegoesonworkinguntilyouhaveputthenewoneinitsplaceanddeletetheold.");
	terminal = stage_start(stage, ROWS, COLS, "");
	open_key(terminal, "R");
	read_dialog(on_screen, sizeof(on_screen), &by_word, terminal, title);
	read_scrolled(scrolled, sizeof(scrolled), by_word, terminal, title);
	assert_false(by_word);
	assert_string_equal(on_screen, on_line);
	assert_string_equal(scrolled, on_line);
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
		stage_test(an_export_of_words),
		stage_test(an_export_that_stays_sealed),
		stage_test(what_is_overwritten),
		stage_test(a_key),
		stage_test(a_limit_of_0),
		stage_test(a_rotation),
		stage_test(a_key_handed_over),
		stage_test(a_mint_given_up),
		stage_test(leaving_while_a_key_is_minted),
	};

	return cmocka_run_group_tests_name("consent", tests, stage_open, stage_close) +
	       cmocka_run_group_tests_name("consent to a challenge", challenged, stage_open_challenging, stage_close);
}
