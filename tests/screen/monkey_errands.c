/* What the monkey does when it is a person: forms, passwords, and reviews that are read. */
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/monkey.h"

#define FORM_MS 5000	/* a loaded machine takes a while over what asks the network first */
#define CALM_MS 600	/* if nothing is asked for so long, that was all */
#define LAYERS 16	/* of dialogs that lie over each other, doubled */
#define HOME "3"	/* the pane whose footer names the command line */
#define HERE "PRACTICE"	/* what the first row says of the practice network */
#define READING_MS (WITNESS_DEAD_MS + 150)

/* The command; what then shows that a form or a menu is open, and what is typed there.  NULL: a
 * review comes at once. */
static const struct {
	const char *command, *shows, *keys;
} errands[ERRAND_COUNT] = {
	[ERRAND_STAKE] = { ":stake\r", "Amount of VVV", "\0251\r" },
	[ERRAND_TOP_UP] = { ":x402-top-up\r", "Amount of USDC", "\0255\r" },
	[ERRAND_LOCK_SVVV] = { ":diem-mint\r", "sVVV to lock", "\0251\r" },
	[ERRAND_STAKE_DIEM] = { ":diem-stake\r", "Amount of DIEM", "\0250.01\r" },
	[ERRAND_TEST_KEY] = { ":test-key\r", NULL, NULL },
	[ERRAND_HAND_OVER] = { ":hand-over\r", "Hand the key over", "f" },
	[ERRAND_GIVE] = { ":hand-over\r", "Hand the key over", "1" },
	[ERRAND_EXPORT_KEY] = { ":export-wallet\r", "Export the wallet", "\033[C" },
	[ERRAND_EXPORT_V3] = { ":export-wallet\r", "Export the wallet", "" },
	[ERRAND_DELETE_KEY] = { ":delete-key\r", NULL, NULL },
	[ERRAND_FORGET_KEY] = { ":forget-key\r", NULL, NULL },
	[ERRAND_MINT] = { ":mint\r", "Mint an API key", "\r" },
	[ERRAND_REMOVE_WALLET] = { ":remove-wallet\r", NULL, NULL },
};

const enum deed monkey_deeds[ERRAND_COUNT] = {
	[ERRAND_STAKE] = DEED_TRANSACTION,	[ERRAND_LOCK_SVVV] = DEED_TRANSACTION,
	[ERRAND_STAKE_DIEM] = DEED_TRANSACTION, [ERRAND_MINT] = DEED_COUNT,
	[ERRAND_TOP_UP] = DEED_PAYMENT,		[ERRAND_TEST_KEY] = DEED_CALL,
	[ERRAND_HAND_OVER] = DEED_EXPORT,	[ERRAND_GIVE] = DEED_EXPORT,
	[ERRAND_EXPORT_KEY] = DEED_EXPORT,	[ERRAND_EXPORT_V3] = DEED_EXPORT,
	[ERRAND_DELETE_KEY] = DEED_DELETION,	[ERRAND_FORGET_KEY] = DEED_COPY,
	[ERRAND_REMOVE_WALLET] = DEED_WALLET,
};

static void type(struct monkey *monkey, const char *text)
{
	if (*text)
		monkey_type(monkey, text, strlen(text));
}

static bool shows(struct terminal *terminal, void *text)
{
	return terminal_shows(terminal, text);
}

static bool waits_for(struct monkey *monkey, const char *text)
{
	bool shown = terminal_run(monkey->terminal, shows, (void *)(uintptr_t)text, FORM_MS);

	monkey_look(monkey, 1);
	return shown;
}

/* Fills in the last fields of a form that writes a file. */
static void name_file(struct monkey *monkey, enum errand errand)
{
	char path[64];

	snprintf(path, sizeof(path), "file-%u", monkey->files++);
	if (errand != ERRAND_HAND_OVER)
		type(monkey, "\t");
	else if (!waits_for(monkey, "Write it to"))
		return;
	type(monkey, path);
	if (errand == ERRAND_EXPORT_KEY) {
		type(monkey, "\t");
		type(monkey, STAGE_PASSWORD);
	}
	type(monkey, "\r");
	if (errand == ERRAND_HAND_OVER)
		type(monkey, "\r");
}

/* Lets time pass, and looks at what the program draws meanwhile. */
void monkey_wait(struct monkey *monkey, int64_t until_ms)
{
	int64_t left;

	while ((left = until_ms - witness_now_ms()) > 0 && !terminal_ended(monkey->terminal)) {
		terminal_run(monkey->terminal, NULL, NULL, left < 50 ? (int)left : 50);
		monkey_look(monkey, 0);
	}
}

/* Types the word that is asked for, or goes to the other button: then Enter is the yes. */
static const char *prepares_enter(struct monkey *monkey)
{
	const struct sight *now = &monkey->witness.now;
	char word[sizeof(now->word)];

	memcpy(word, now->word, sizeof(word));
	if (!word[0] && !now->on_yes)
		type(monkey, "\t");
	else if (word[0] && !now->typed)
		type(monkey, word);
	return "\r";
}

/* Reads to the end, and then says yes, or now and then no. */
static void answer(struct monkey *monkey)
{
	struct witness *witness = &monkey->witness;
	const char *yes = "y";

	if (!witness->now.last_row) {
		type(monkey, "G");
		type(monkey, "\033[6~");
		return;
	}
	if (!monkey_chance(monkey, 4))
		monkey_clicks_yes(monkey);
	if (witness->now.word[0] || !monkey_chance(monkey, 4))
		yes = prepares_enter(monkey);
	monkey_wait(monkey, witness->now.seen_ms + READING_MS);
	monkey_wait(monkey, witness->typed_ms + READING_MS);
	if (witness->now.last_row)
		type(monkey, monkey->willing || monkey_chance(monkey, 6) ? yes : "\033");
}

/* Does as a person: closes what is open, and makes the window large enough. */
static bool make_room(struct monkey *monkey)
{
	terminal_resize(monkey->terminal, 40, 110);
	witness_resized(&monkey->witness);
	monkey_look(monkey, 20);
	for (int i = 0; i < LAYERS && !terminal_ended(monkey->terminal); i++) {
		if (witness_sees(&monkey->witness, ": command"))
			return true;
		if (witness_sees(&monkey->witness, "Throw these words away"))
			answer(monkey);
		else
			type(monkey, i % 2 ? HOME : "\033");
		monkey_look(monkey, 60);	/* a single escape character is a keystroke once nothing follows */
	}
	return false;
}

/* Elsewhere nothing can be done: its servers answer nobody. */
static void come_back(struct monkey *monkey)
{
	if (witness_sees(&monkey->witness, HERE))
		return;
	type(monkey, ":network\r");
	if (!waits_for(monkey, "no real money"))
		return;
	type(monkey, "G");
	type(monkey, "\r");
	(void)waits_for(monkey, HERE);
}

void monkey_go_about(struct monkey *monkey, enum errand errand)
{
	if (!make_room(monkey))
		return;
	come_back(monkey);
	type(monkey, errands[errand].command);
	if (!errands[errand].shows)
		return;
	if (!waits_for(monkey, errands[errand].shows))
		return;
	type(monkey, errands[errand].keys);
	if (errand == ERRAND_HAND_OVER || errand == ERRAND_EXPORT_KEY || errand == ERRAND_EXPORT_V3)
		name_file(monkey, errand);
}

/* Does what comes next if that is not a review. */
static bool goes_on(struct monkey *monkey)
{
	if (witness_sees(&monkey->witness, "Password") && witness_sees(&monkey->witness, "Unlock "))
		type(monkey, STAGE_PASSWORD "\r");
	else if (witness_sees(&monkey->witness, "Enter: review") || witness_sees(&monkey->witness, "Enter: see"))
		type(monkey, "\r");
	else
		return false;
	return true;
}

static bool changed(struct terminal *terminal, void *read)
{
	size_t len;

	(void)terminal_bytes(terminal, &len);
	return len != *(size_t *)read;
}

void monkey_answers(struct monkey *monkey)
{
	int64_t calm_ms = witness_now_ms();

	for (int turns = 0; turns < 12 && witness_now_ms() - calm_ms < CALM_MS && !terminal_ended(monkey->terminal);) {
		size_t read = monkey->witness.read;
		bool acted = true;

		if (monkey->witness.now.review)
			answer(monkey);
		else
			acted = goes_on(monkey);
		if (acted) {
			turns++;
			calm_ms = witness_now_ms();
		}
		terminal_run(monkey->terminal, changed, &read, 100);
		monkey_look(monkey, 1);
	}
}
