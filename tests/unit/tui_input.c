/* Bytes become keys, places and pastes; what is none of these becomes nothing. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/input.h"
#include "tui/key.h"
#include "wallet/base/mem.h"

static struct input input;

static int open_input(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	input_init(&input);
	input_teach(&input, "\033OA", K_UP);
	input_teach(&input, "\033\t", K_BACKTAB);
	return 0;
}

static int close_input(void **state)
{
	(void)state;
	input_free(&input);
	return 0;
}

static void feed_bytes(const char *bytes, size_t len)
{
	while (len > 0) {
		size_t room, part;
		char *at = input_room(&input, &room);

		part = len < room ? len : room;
		memcpy(at, bytes, part);
		input_add(&input, part);
		bytes += part;
		len -= part;
		if (input.pasting && len > 0) {
			struct input_event event;

			assert_false(input_next(&input, &event, false));
		}
	}
}

static void feed(const char *bytes)
{
	feed_bytes(bytes, strlen(bytes));
}

static void expect_key(int key)
{
	struct input_event event;

	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_KEY);
	assert_int_equal(event.key, key);
}

static void expect_nothing(bool quiet)
{
	struct input_event event;

	assert_false(input_next(&input, &event, quiet));
}

static void expect_paste(const char *text)
{
	struct input_event event;

	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_PASTE);
	assert_string_equal(input.pasted.data, text);
}

static void letters_and_keys(void **state)
{
	static const struct { const char *bytes; int key; } rows[] = {
		{ "a", 'a' }, { "\xc3\xa9", 0xe9 }, { "\xe5\x86\xb7", 0x51b7 }, { "\xf0\x9f\x98\x80", 0x1f600 },
		{ "\r", K_ENTER }, { "\n", K_ENTER }, { "\b", K_BACKSPACE }, { "\177", K_BACKSPACE }, { "\t", K_TAB },
		{ "\003", K_CTRL_C }, { "\032", K_CTRL_Z },
		{ "\033[A", K_UP }, { "\033OA", K_UP }, { "\033[1~", K_HOME }, { "\033[4~", K_END }, { "\033[5~", K_PAGE_UP },
		{ "\033[Z", K_BACKTAB }, { "\033\t", K_BACKTAB }, { "\033[3~", K_DELETE }, { "\033OP", K_HELP }, { "\033[[A", K_HELP },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		feed(rows[i].bytes);
		expect_key(rows[i].key);
		expect_nothing(true);
	}
}

/* However the bytes come apart. */
static void byte_by_byte(void **state)
{
	static const char bytes[] = "x\xe5\x86\xb7\033[6~\033OA\033[200~ab\033[201~y";
	struct input_event event;
	int keys[8];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		feed_bytes(bytes + i, 1);
		while (input_next(&input, &event, false)) {
			assert_true(count < ARRAY_LENGTH(keys));
			keys[count++] = event.type == INPUT_PASTE ? -1 : event.key;
			if (event.type == INPUT_PASTE)
				assert_string_equal(input.pasted.data, "ab");
		}
	}
	assert_int_equal(count, 6);
	assert_int_equal(keys[1], 0x51b7);
	assert_int_equal(keys[2], K_PAGE_DOWN);
	assert_int_equal(keys[3], K_UP);
	assert_int_equal(keys[4], -1);
	assert_int_equal(keys[5], 'y');
}

/* An escape character is the Esc key once nothing follows it. */
static void esc_alone(void **state)
{
	struct input_event event;

	(void)state;
	feed("\033");
	expect_nothing(false);
	assert_true(input_next(&input, &event, true));
	assert_int_equal(event.key, K_ESC);
	feed("\033q");
	expect_key(K_ESC);
	expect_key('q');
	feed("\033[");
	expect_nothing(true);		/* it is the beginning of something: no bracket is typed */
	input_expire(&input);
	feed("q");
	expect_key('q');
}

/* What a terminal says by itself, and keys that mean nothing here. */
static void what_is_not_known_is_swallowed(void **state)
{
	static const char *const sequences[] = {
		"\033[1;5P", "\033[I", "\033[?62;1y", "\033[27;5;121~", "\033Oy", "\033[201~", "\033[<35;1;1M", "\033[<0;1;1m",
		"\033]11;rgb:yyyy/yyyy/yyyy\a", "\033]52;c;eXl5\033\\", "\033P1$r0y\033\\", "\xff", "\xe5\x86",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sequences); i++) {
		struct input_event event;

		feed(sequences[i]);
		while (input_next(&input, &event, true)) {
			assert_int_equal(event.type, INPUT_KEY);
			assert_int_equal(event.key, K_UNKNOWN);
		}
		feed("z");
		expect_key('z');
	}
}

static void the_mouse(void **state)
{
	struct input_event event;

	(void)state;
	feed("\033[<0;12;7M\033[<64;1;2M\033[<81;1;2M\033[M !!\033[M`!!");
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_CLICK);
	assert_int_equal(event.row, 6);
	assert_int_equal(event.col, 11);
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_WHEEL_UP);
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_WHEEL_DOWN);	/* with Ctrl */
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_CLICK);
	assert_int_equal(event.row + event.col, 0);
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_WHEEL_UP);
	expect_nothing(true);
}

/* Text, whatever it looks like: line ends, control characters, sequences, marks within. */
static void a_paste_is_text(void **state)
{
	(void)state;
	feed("\033[200~y\rq\n\003\032\033[A\033[200~\033]0;t\a\033[201~y");
	expect_paste("y\rq\n\003\032\033[A\033[200~\033]0;t\a");
	assert_false(input.cut);
	expect_key('y');
	assert_int_equal(input.pasted.len, 0);
	feed("\033[200~\033[201~");
	expect_paste("");
}

static void a_paste_without_end_can_be_ended(void **state)
{
	(void)state;
	feed("\033[200~abc");
	expect_nothing(true);
	feed("\033[20");
	expect_nothing(true);
	assert_true(input.pasting);
	input_end_paste(&input);
	assert_int_equal(input.pasted.len, 0);
	feed("q");
	expect_key('q');
}

/* A megabyte costs no more room than a field has. */
static void a_large_paste_is_cut(void **state)
{
	enum { SIZE = 1 << 20 };
	char *text = mem_new(SIZE, 1);
	struct input_event event;

	(void)state;
	memset(text, 'y', SIZE);
	feed("\033[200~");
	expect_nothing(false);
	feed_bytes(text, SIZE);
	assert_int_equal(input.pasted.len, INPUT_PASTE_MAX);
	feed("\033[201~q");
	assert_true(input_next(&input, &event, false));
	assert_int_equal(event.type, INPUT_PASTE);
	assert_true(input.cut);
	expect_key('q');
	free(text);
}

/* What was read is nowhere any more. */
static void what_was_taken_is_wiped(void **state)
{
	static const char clean[INPUT_ROOM];

	(void)state;
	feed("secret\033[200~another\033[201~");
	for (int i = 0; i < 6; i++)
		expect_key("secret"[i]);
	expect_paste("another");
	expect_nothing(true);
	assert_memory_equal(input.bytes, clean, sizeof(clean));
	assert_int_equal(input.pasted.data[0], 0);
}

static void what_pours_in_is_not_typed(void **state)
{
	static const struct { const char *bytes; bool pours; } rows[] = {
		{ "hello my friend", true }, { "4v", false }, { "jjjjjjjjjjjjjjjjjjjj", false }, { "y", false }, { "\033[A\033[A\033[A", false },
		{ "one\ntwo\nthree\n", true }, { "4/INFERENCE\re", false },
		{ "shopping: milk", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct input_event event;

		feed(rows[i].bytes);
		assert_true(input_next(&input, &event, false));
		assert_int_equal(input_pours(&input, event.key), rows[i].pours);
		input_skip(&input);
		assert_true(!input_waits(&input) || input.bytes[input.at] == '\033');
		while (input_next(&input, &event, true))
			;
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_input, close_input)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(letters_and_keys),
		TEST(byte_by_byte),
		TEST(esc_alone),
		TEST(what_is_not_known_is_swallowed),
		TEST(the_mouse),
		TEST(a_paste_is_text),
		TEST(a_paste_without_end_can_be_ended),
		TEST(a_large_paste_is_cut),
		TEST(what_was_taken_is_wiped),
		TEST(what_pours_in_is_not_typed),
	};

	return cmocka_run_group_tests_name("tui_input", tests, NULL, NULL);
}
