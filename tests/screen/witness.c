#include "tests/screen/witness.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/screen/check.h"

#define BIT(deed) (1u << DEED_##deed)
#define ANY ((1u << DEED_COUNT) - 1)

/* Words in a review's rows that tell what it is about.  A title may be cut off at its end. */
static const struct { const char *text; unsigned deeds; } marks[] = {
	{ "Review before signing", BIT(TRANSACTION) | BIT(PAYMENT) },
	{ "Yes, sign", BIT(TRANSACTION) | BIT(PAYMENT) },
	{ " Nonce ", BIT(TRANSACTION) },
	{ " With each of ", BIT(TRANSACTION) },
	{ " With 1 wallet: ", BIT(TRANSACTION) },
	{ " Pay to ", BIT(PAYMENT) },
	{ "USDC into this wallet's x402 credit", BIT(PAYMENT) },
	{ "Make this call?", BIT(CALL) },
	{ "Yes, make the call", BIT(CALL) },
	{ "Delete this API key?", BIT(DELETION) | BIT(COPY) },
	{ "press Enter to delete", BIT(DELETION) | BIT(COPY) },
	{ "Remove the stored copy", BIT(COPY) },
	{ "Remove this wallet?", BIT(WALLET) },
	{ "press Enter to remove", BIT(COPY) | BIT(WALLET) },
	{ "Write the private key to a file?", BIT(EXPORT) },
	{ "Write the words to a file?", BIT(EXPORT) },
	{ "press Enter to write", BIT(EXPORT) },
	{ "Write the V3 file?", BIT(EXPORT) },
	{ "Write the API key to a file?", BIT(EXPORT) },
	{ "Give the API key to a comm", BIT(EXPORT) },
	{ "Yes, write it", BIT(EXPORT) },
	{ "Yes, hand it over", BIT(EXPORT) },
	{ "Give up on this", 0 },
	{ "Enter to give", 0 },
	{ "Leave now?", 0 },
};

int64_t witness_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void witness_begin(struct witness *witness, struct terminal *terminal)
{
	*witness = (struct witness){ .terminal = terminal, .screen = strdup(""), .words = strdup("") };
	check(witness->screen && witness->words, "out of memory");
	witness->typed_ms = witness->looked_ms = witness_now_ms();
}

void witness_end(struct witness *witness)
{
	free(witness->screen);
	free(witness->words);
	*witness = (struct witness){ 0 };
}

/* A frame's characters, U+2500 to U+257F, are three bytes each. */
static bool is_frame(const char *at)
{
	return at[0] == '\xe2' && (at[1] == '\x94' || at[1] == '\x95') && at[2];
}

/* Returns the words with one blank between them and around them, so that sentences can be found. */
static char *words_of(const char *screen)
{
	char *words = malloc(strlen(screen) + 3), *out = words;

	check(words, "out of memory");
	*out++ = ' ';
	while (*screen) {
		size_t len = is_frame(screen) ? 3 : 1;
		bool blank = len == 3 || *screen == ' ' || *screen == '\n';

		if (!blank)
			*out++ = *screen;
		else if (out[-1] != ' ')
			*out++ = ' ';
		screen += len;
	}
	*out++ = ' ';
	*out = '\0';
	return words;
}

/* The field is right below the sentence, whose end may be in a row of its own. */
static bool field_has(const char *screen, const char *word)
{
	const char *row = strstr(screen, "Enter to");
	char rows[2 * TERMINAL_ROW_MAX];
	size_t len = 0;

	if (!row || !(row = strchr(row, '\n')))
		return false;
	for (int lines = 0; row[len] && lines < 3 && len + 1 < sizeof(rows); len++)
		lines += row[len] == '\n';
	memcpy(rows, row, len);
	rows[len] = '\0';
	return strstr(rows, word);
}

/* Reads the word of "Type agent-1 and press Enter to remove it.", and whether it is typed. */
static bool read_word(struct sight *out, const char *screen, const char *words)
{
	static const char before[] = " Type ", after[] = " and press Enter to ";
	const char *end = strstr(words, after), *start = NULL;
	size_t len;

	for (const char *at = words; end && (at = strstr(at, before)) && at < end; at++)
		start = at + strlen(before);
	if (!start || !strchr(end, '.') || (size_t)(end - start) >= sizeof(out->word))
		return false;
	len = (size_t)(end - start);
	memcpy(out->word, start, len);
	out->word[len] = '\0';
	out->typed = field_has(screen, out->word);
	return true;
}

static unsigned deeds_of(const char *words)
{
	unsigned deeds = ANY;
	bool any = false;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strstr(words, marks[i].text)) {
			deeds &= marks[i].deeds;
			any = true;
		}
	return any ? deeds : 0;
}

/* "With each of 3 wallets: Stake …", or "With 1 wallet: …". */
static size_t wallets_in(const char *words)
{
	static const char start[] = " With each of ";
	const char *at = strstr(words, start);

	return at ? strtoul(at + strlen(start), NULL, 10) : strstr(words, " With 1 wallet: ") ? 1 : 0;
}

/* The row with the approval may be passed over on the way to the last one; what it is for stands at the top. */
static bool may_approve(const char *words)
{
	return strstr(words, "approve(") || strstr(words, " wallets: Stake ") || strstr(words, " wallet: Stake ") ||
	       strstr(words, " wallets: Swap ") || strstr(words, " wallet: Swap ");
}

size_t sight_listed(const struct sight *sight)
{
	return sight->approves ? 2 * sight->wallets : sight->wallets;
}

static size_t greater(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void read_sight(struct sight *out, const char *screen, const char *words)
{
	bool no = strstr(words, " [ No ] Yes, ");

	*out = (struct sight){ .on_yes = strstr(words, " No [ Yes, ") };
	out->last_row = no || out->on_yes || read_word(out, screen, words);
	out->deeds = deeds_of(words);
	out->wallets = wallets_in(words);
	out->approves = may_approve(words);
	out->review = out->last_row || out->deeds;
}

/* What was read once stays known as long as the review is in sight.  If rows of other deeds appear,
 * it is another review in the same place. */
static void go_on(struct sight *now, const struct sight *was, int64_t at_ms)
{
	bool another = was->deeds && now->deeds && !(was->deeds & now->deeds);

	now->unseen_ms = another ? at_ms : was->unseen_ms;
	now->begins = now->review && (!was->review || another);
	if (now->review && !now->begins) {
		now->seen_ms = was->seen_ms;
		if (was->deeds && now->deeds)
			now->deeds &= was->deeds;
		now->wallets = greater(now->wallets, was->wallets);
		now->approves |= was->approves;
	}
	if (now->last_row && !now->seen_ms)
		now->seen_ms = at_ms;
	else if (!now->seen_ms)
		now->unseen_ms = at_ms;
}

void witness_look(struct witness *witness, int quiet_ms)
{
	size_t read;
	struct sight was = witness->now;

	terminal_settle(witness->terminal, quiet_ms);
	(void)terminal_bytes(witness->terminal, &read);
	witness->looked_ms = witness_now_ms();
	if (read != witness->read) {
		witness->read = read;
		free(witness->screen);
		free(witness->words);
		witness->screen = terminal_text(witness->terminal);
		witness->words = words_of(witness->screen);
		read_sight(&witness->now, witness->screen, witness->words);
	}
	go_on(&witness->now, &was, witness->looked_ms);
}

bool witness_sees(const struct witness *witness, const char *text)
{
	return strstr(witness->words, text);
}

void witness_resized(struct witness *witness)
{
	witness->now.seen_ms = 0;
	witness->now.unseen_ms = witness_now_ms();
}

void witness_types(struct witness *witness, const char *bytes, size_t len)
{
	witness->before = witness->now;
	witness->input = len == 1 ? *bytes : '\0';
	witness->quiet_ms = witness->typed_ms;
	witness->typed_ms = witness_now_ms();
}

static bool answers(const struct sight *sight, char input)
{
	if (sight->word[0])
		return input == '\r' && sight->typed;
	return input == 'y' || input == 'Y' || (input == '\r' && sight->on_yes);
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* If a word is the answer, the person types while reading, so only its Enter must come by itself. */
enum witness_yes witness_judges(const struct witness *witness)
{
	const struct sight *sight = &witness->before;
	int64_t quiet_ms = sight->word[0] ? 0 : witness->quiet_ms;

	if (!sight->seen_ms || !answers(sight, witness->input))
		return WITNESS_NO;
	if (witness->typed_ms - later(sight->seen_ms, quiet_ms) >= WITNESS_DEAD_MS)
		return WITNESS_YES;
	return witness->looked_ms - later(sight->unseen_ms, quiet_ms) >= WITNESS_DEAD_MS ? WITNESS_MAYBE : WITNESS_NO;
}
