/* rialto --plain: the whole path in lines, on a terminal that knows nothing, in the C locale. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"

#define WORDS 12

/* Reads the words from their list, " 1. word". */
static void read_words(char words[WORDS][32], struct lines *lines)
{
	size_t len;
	const char *bytes, *at;

	lines_hear(lines, "12. ");
	lines_hear(lines, "Type word ");
	bytes = terminal_bytes(lines->terminal, &len);
	for (unsigned i = 0; i < WORDS; i++) {
		char number[8];

		snprintf(number, sizeof(number), "\n%2u. ", i + 1);
		at = memmem(bytes, len, number, strlen(number));
		check(at, "word %u is not shown", i + 1);
		snprintf(words[i], sizeof(words[i]), "%.*s", (int)strcspn(at + 5, "\r\n"), at + 5);
	}
}

/* Types the word that is asked for; "Type word " was heard. */
static void type_word(char words[WORDS][32], struct lines *lines)
{
	size_t len, from = lines->heard;
	unsigned number;
	const char *bytes;

	lines_hear(lines, ": ");
	bytes = terminal_bytes(lines->terminal, &len);
	number = (unsigned)strtoul(bytes + from, NULL, 10);
	check(number >= 1 && number <= WORDS, "word %u is asked for", number);
	terminal_keys(lines->terminal, "%s<Enter>", words[number - 1]);
}

static void make_wallet(struct lines *lines)
{
	char words[WORDS][32];

	lines_answer(lines, "Enter: make or import a wallet. (h: help) ", "<Enter>");
	lines_answer(lines, "Which? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_answer(lines, "A name for it, like agent-1: ", "agent-1<Enter>");
	lines_answer(lines, "A new password for it (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_answer(lines, "The same once more: ", STAGE_PASSWORD "<Enter>");
	read_words(words, lines);
	type_word(words, lines);
	lines_hear(lines, "Type word ");
	type_word(words, lines);
	lines_hear(lines, "Wallet agent-1 is in the keystore");
}

static void get_money(struct lines *lines)
{
	lines_answer(lines, "Enter: show the address to send ETH and VVV to", "<Enter>");
	lines_answer(lines, "f: practice faucet: ", "c<Enter>");
	lines_answer(lines, "f: practice faucet: ", "f<Enter>");
	lines_hear(lines, "Both are there.");
}

static void stake(struct lines *lines)
{
	lines_answer(lines, "Enter: choose how much VVV to approve and stake", "<Enter>");
	lines_answer(lines, "How much VVV? (Enter: 1, or all; Ctrl-C: back) ", "<Enter>");
	lines_agree(lines, "Review before signing");
	lines_agree(lines, "Review before signing");
}

/* The line after which the key stands alone. */
static void the_key_is_stored(struct stage *stage, const struct lines *lines)
{
	static const char before[] = "Whoever reads it can spend with it:\r\n";
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id), *stored = stage_field(shown, "apiKey");
	size_t len;
	const char *bytes = terminal_bytes(lines->terminal, &len), *at = memmem(bytes, len, before, sizeof(before) - 1);

	assert_non_null(at);
	assert_memory_equal(at + sizeof(before) - 1, stored, strlen(stored));
	free(list);
	free(id);
	free(shown);
	free(stored);
}

static void from_nothing_to_a_key(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network);
	struct lines lines = lines_start(stage, "");

	make_wallet(&lines);
	get_money(&lines);
	stake(&lines);
	lines_answer(&lines, "Enter: fetch a validation token from Venice", "<Enter>");
	lines_answer(&lines, "Enter: sign the token and mint the key", "<Enter>");
	lines_answer(&lines, "Which? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_hear(&lines, "The key is minted and stored");
	lines_answer(&lines, "What with this key?", "2<Enter>");
	lines_hear(&lines, "Whoever reads it can spend with it:");
	lines_answer(&lines, "What with this key?", "4<Enter>");
	lines_hear(&lines, "can pay");
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_answer(&lines, "(h: help) ", "h<Enter>");
	lines_answer(&lines, "(h: help) ", "q<Enter>");
	assert_int_equal(lines_end(&lines), 0);
	assert_false(lines_have(&lines, STAGE_PASSWORD));
	assert_int_equal(network_keys(stage->network), keys + 1);
	the_key_is_stored(stage, &lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_nothing_to_a_key),
	};

	return cmocka_run_group_tests_name("plain", tests, stage_open, stage_close);
}
