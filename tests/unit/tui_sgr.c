/* Joined sequences are fewer bytes, and each character looks as it did. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/sgr.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"

static void assert_joined(const char *drawing, const char *expected)
{
	char text[256];
	size_t len;

	snprintf(text, sizeof(text), "%s", drawing);
	len = sgr_join(text, strlen(text));
	text[len] = '\0';
	assert_string_equal(text, expected);
}

static void what_stands_side_by_side_is_one_sequence(void **state)
{
	(void)state;
	assert_joined("", "");
	assert_joined("text", "text");
	assert_joined("\033[1mx", "\033[1mx");
	assert_joined("\033(B\033[0;1m\033[38;5;80m\033[48;5;234mx", "\033[0;1;38;5;80;48;5;234mx");
	assert_joined("\033[38;2;1;2;3m\033[48;2;4;5;6mx", "\033[38;2;1;2;3;48;2;4;5;6mx");
}

static void what_a_reset_undoes_is_left_out(void **state)
{
	(void)state;
	assert_joined("\033[6;63H\033[32m7\033[7;28H\033[39;49m\033(B\033[m", "\033[6;63H\033[32m7\033[7;28H\033[m");
	assert_joined("\033[1m\033[0;4mx", "\033[0;4mx");
	assert_joined("\033[1m\033[00mx", "\033[00mx");
	assert_joined("\033[m\033[1mx", "\033[;1mx");
	assert_joined("\033[39;49m\033[m\017x", "\033[mx");
}

static void all_else_stays(void **state)
{
	(void)state;
	assert_joined("\033[>4m\033[1;2H\033[2P\033[?25l", "\033[>4m\033[1;2H\033[2P\033[?25l");
	assert_joined("\033]8;;https://a\033\\x\033]8;;\033\\", "\033]8;;https://a\033\\x\033]8;;\033\\");
	assert_joined("\033[1", "\033[1");
	assert_joined("\033", "\033");
	assert_joined("\033[1mä\033[0m", "\033[1mä\033[0m");
}

/* How a terminal draws, as far as it matters here: each number is taken on its own, whichever sequence it is in. */
static void look_at(struct buf *out, const char *text, size_t len)
{
	char look[4096] = "";
	size_t most = 0;

	for (size_t i = 0; i < len; i++) {
		size_t numbers = 1;

		if (memcmp(text + i, "\033[", 2) != 0) {
			buf_add_format(out, "%c<%s>", text[i], look);
			continue;
		}
		for (i += 2; text[i - 1] != 'm'; numbers++) {
			int number = 0;

			for (; text[i] != ';' && text[i] != 'm'; i++)
				number = 10 * number + text[i] - '0';
			if (number == 0)
				look[0] = '\0';
			else
				snprintf(look + strlen(look), sizeof(look) - strlen(look), "%d ", number);
			i++;
		}
		most = numbers > most ? numbers : most;
		i--;
	}
	assert_in_range(most, 0, 17);
}

/* Whatever is written, it looks the same joined, no sequence has too many numbers, and nothing is longer. */
static void joined_drawings_look_the_same(void **state)
{
	static const char *const pieces[] = {
		"a", "b", "\033[m", "\033[0m", "\033[0;1m", "\033[1m", "\033[38;5;80m", "\033[48;5;234m", "\033[7;4m",
		"\033[38;2;10;20;30m", "\033[48;2;110;120;130m", "\033[39;49m",
	};
	unsigned random = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[400] = "";
		struct buf before, after;
		size_t len;

		for (int i = 0; i < 16; i++) {
			random = random * 1103515245 + 12345;
			strcat(text, pieces[(random >> 16) % ARRAY_LENGTH(pieces)]);
		}
		strcat(text, "c");
		buf_init(&before, 0);
		buf_init(&after, 0);
		look_at(&before, text, strlen(text));
		len = sgr_join(text, strlen(text));
		assert_in_range(len, 1, strlen(text));
		look_at(&after, text, len);
		assert_string_equal(buf_string(&before), buf_string(&after));
		buf_free(&before);
		buf_free(&after);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_side_by_side_is_one_sequence),
		cmocka_unit_test(what_a_reset_undoes_is_left_out),
		cmocka_unit_test(all_else_stays),
		cmocka_unit_test(joined_drawings_look_the_same),
	};

	return cmocka_run_group_tests_name("tui_sgr", tests, NULL, NULL);
}
