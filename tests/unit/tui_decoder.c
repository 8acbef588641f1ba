/* Bytes become inputs, places and pastes.  Bytes that mean none of these are swallowed. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/decoder.h"
#include "wallet/base/mem.h"

static struct decoder decoder;

static int open_input(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	decoder_init(&decoder);
	decoder_teach(&decoder, "\033OA", INPUT_UP);
	decoder_teach(&decoder, "\033\t", INPUT_BACKTAB);
	return 0;
}

static int close_input(void **state)
{
	(void)state;
	decoder_free(&decoder);
	return 0;
}

static void feed_bytes(const char *bytes, size_t len)
{
	while (len > 0) {
		size_t room, part;
		char *at = decoder_room(&decoder, &room);

		part = len < room ? len : room;
		memcpy(at, bytes, part);
		decoder_add(&decoder, part);
		bytes += part;
		len -= part;
		if (decoder.pasting && len > 0) {
			struct event event;

			assert_false(decoder_next(&decoder, &event, false));
		}
	}
}

static void feed(const char *bytes)
{
	feed_bytes(bytes, strlen(bytes));
}

static void expect_key(int input)
{
	struct event event;

	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_INPUT);
	assert_int_equal(event.input, input);
}

static void expect_nothing(bool quiet)
{
	struct event event;

	assert_false(decoder_next(&decoder, &event, quiet));
}

static void expect_paste(const char *text)
{
	struct event event;

	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_PASTE);
	assert_string_equal(decoder.pasted.data, text);
}

static void letters_and_keys(void **state)
{
	static const struct { const char *bytes; int input;
	} rows[] = {
		{ "a", 'a' },
		{ "\xc3\xa9", 0xe9 },
		{ "\xe5\x86\xb7", 0x51b7 },
		{ "\xf0\x9f\x98\x80", 0x1f600 },
		{ "\r", INPUT_ENTER },
		{ "\n", INPUT_ENTER },
		{ "\b", INPUT_BACKSPACE },
		{ "\177", INPUT_BACKSPACE },
		{ "\t", INPUT_TAB },
		{ "\003", INPUT_CTRL_C },
		{ "\032", INPUT_CTRL_Z },
		{ "\033[A", INPUT_UP },
		{ "\033OA", INPUT_UP },
		{ "\033[1~", INPUT_HOME },
		{ "\033[4~", INPUT_END },
		{ "\033[5~", INPUT_PAGE_UP },
		{ "\033[Z", INPUT_BACKTAB },
		{ "\033\t", INPUT_BACKTAB },
		{ "\033[3~", INPUT_DELETE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		feed(rows[i].bytes);
		expect_key(rows[i].input);
		expect_nothing(true);
	}
}

/* xterm, the vt100, rxvt, putty and the Linux console each send these in their own way.  With
 * Shift, Alt or Ctrl held it is the same input here. */
static void function_keys(void **state)
{
	static const struct { const char *bytes; int input;
	} rows[] = {
		{ "\033OP", INPUT_F1 }, { "\033OQ", INPUT_F2 }, { "\033OR", INPUT_F3 }, { "\033OS", INPUT_F4 },
		{ "\033[[A", INPUT_F1 }, { "\033[[B", INPUT_F2 }, { "\033[[C", INPUT_F3 }, { "\033[[D", INPUT_F4 },
		{ "\033[[E", INPUT_F5 },
		{ "\033[11~", INPUT_F1 }, { "\033[12~", INPUT_F2 }, { "\033[13~", INPUT_F3 }, { "\033[14~", INPUT_F4 },
		{ "\033[15~", INPUT_F5 }, { "\033[17~", INPUT_F6 }, { "\033[18~", INPUT_F7 }, { "\033[19~", INPUT_F8 },
		{ "\033[20~", INPUT_F9 }, { "\033[21~", INPUT_F10 }, { "\033[23~", INPUT_F11 }, { "\033[24~", INPUT_F12 },
		{ "\033[1;2P", INPUT_F1 }, { "\033[1;5Q", INPUT_F2 }, { "\033[1;3R", INPUT_F3 }, { "\033[1;8S", INPUT_F4 },
		{ "\033[15;2~", INPUT_F5 }, { "\033[24;5~", INPUT_F12 }, { "\033O2P", INPUT_F1 }, { "\033O5S", INPUT_F4 },
		{ "\033O1;2Q", INPUT_F2 }, { "\033[11^", INPUT_F1 }, { "\033[24^", INPUT_F12 }, { "\033[23$", INPUT_F11 },
		{ "\033[24@", INPUT_F12 }, { "\033[1;5C", INPUT_RIGHT }, { "\033[3;2~", INPUT_DELETE }, { "\033[6^", INPUT_PAGE_DOWN },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		feed(rows[i].bytes);
		feed("x");
		expect_key(rows[i].input);
		expect_key('x');
		expect_nothing(true);
	}
}

/* The result is the same however the bytes are split. */
static void byte_by_byte(void **state)
{
	static const char bytes[] = "x\xe5\x86\xb7\033[6~\033OA\033[200~ab\033[201~y";
	struct event event;
	int keys[8];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		feed_bytes(bytes + i, 1);
		while (decoder_next(&decoder, &event, false)) {
			assert_true(count < ARRAY_LENGTH(keys));
			keys[count++] = event.type == EVENT_PASTE ? -1 : event.input;
			if (event.type == EVENT_PASTE)
				assert_string_equal(decoder.pasted.data, "ab");
		}
	}
	assert_int_equal(count, 6);
	assert_int_equal(keys[1], 0x51b7);
	assert_int_equal(keys[2], INPUT_PAGE_DOWN);
	assert_int_equal(keys[3], INPUT_UP);
	assert_int_equal(keys[4], -1);
	assert_int_equal(keys[5], 'y');
}

/* An escape character is the Esc key once nothing follows it. */
static void esc_alone(void **state)
{
	struct event event;

	(void)state;
	feed("\033");
	expect_nothing(false);
	assert_true(decoder_next(&decoder, &event, true));
	assert_int_equal(event.input, INPUT_ESC);
	feed("\033q");
	expect_key(INPUT_ESC);
	expect_key('q');
	feed("\033[");
	expect_nothing(true);		/* it begins a sequence, so no bracket is typed */
	decoder_expire(&decoder);
	feed("q");
	expect_key('q');
}

/* Terminals send some sequences unasked, and some keystrokes mean nothing here. */
static void what_is_not_known_is_swallowed(void **state)
{
	static const char *const sequences[] = {
		"\033[1;5u", "\033[1;2M", "\033O5M", "\033[25~", "\033O2;3x", "\033[I", "\033[?62;1y", "\033[27;5;121~", "\033Oy", "\033[201~", "\033[<35;1;1M", "\033[<0;1;1m",
		"\033]11;rgb:yyyy/yyyy/yyyy\a", "\033]52;c;eXl5\033\\", "\033P1$r0y\033\\", "\xff", "\xe5\x86",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sequences); i++) {
		struct event event;

		feed(sequences[i]);
		while (decoder_next(&decoder, &event, true)) {
			assert_true(event.type == EVENT_POINTER || event.type == EVENT_INPUT);
			assert_int_equal(event.input, INPUT_UNKNOWN);
		}
		feed("z");
		expect_key('z');
	}
}

/* Feeds bytes up to `split`, then a silence in which all that waits is given up, then the rest. */
static bool ground_of(const char *bytes, size_t split, uint32_t *color)
{
	struct event event;
	bool came = false;

	feed_bytes(bytes, split);
	for (int half = 0; half < 2; half++) {
		while (decoder_next(&decoder, &event, true)) {
			/* Split after its first byte, it cannot be told from the Esc key. */
			assert_true(event.type == EVENT_GROUND || (split == 1 && event.input == INPUT_ESC));
			came |= event.type == EVENT_GROUND;
			if (event.type == EVENT_GROUND)
				*color = event.color;
		}
		decoder_expire(&decoder);
		if (half == 0)
			feed(bytes + split);
	}
	return came;
}

static void the_background_is_answered_in_parts(void **state)
{
	static const struct { const char *bytes; uint32_t color; } answers[] = {
		{ "\033]11;rgb:ffff/fafa/0000\033\\", 0xfffa00 }, { "\033]11;rgb:1e/1E/2e\a", 0x1e1e2e },
		{ "\033]11;rgb:f/8/0\033\\", 0xff8800 }, { "\033]11;rgba:0000/2b2b/3636/8000\a", 0x002b36 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(answers); i++)
		for (size_t split = 0; split <= strlen(answers[i].bytes); split++) {
			uint32_t color = 0x123456;

			decoder_await_ground(&decoder);
			assert_true(ground_of(answers[i].bytes, split, &color));
			assert_int_equal(color, answers[i].color);
			feed("z");
			expect_key('z');
			expect_nothing(true);
		}
}

/* Nothing of these is a keystroke, and none changes the screen. */
static void what_is_no_answer_is_swallowed(void **state)
{
	static const char *const others[] = {
		"\033]11;rgb:ffff/ffff/\a", "\033]11;rgb:yy/yy/yy\a", "\033]11;rgb:fffff/0/0\a", "\033]11;?\a",
		"\033]10;rgb:ffff/ffff/ffff\a", "\033]11;rgb:ff/ff/ff/ff/ff/ff/ff/ff/ff/ff/ff/ff/ff/ff\a", "\033]\a",
		"\033]11;rgb:ff/ff/ff;y\a", "\033]52;c;eXl5\a",
	};
	struct event event;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		decoder_await_ground(&decoder);
		feed(others[i]);
		expect_nothing(true);
		feed("z");
		expect_key('z');
	}
	decoder_await_ground(&decoder);
	feed("\033]11;rgb:ff/ff/ff\a");
	assert_true(decoder_next(&decoder, &event, false));
	feed("\033]11;rgb:00/00/00\a");	/* nobody asked again */
	expect_nothing(true);
}

/* Alt+] must not take what is typed after it for good, even while an answer is awaited. */
static void what_is_typed_comes_back(void **state)
{
	(void)state;
	decoder_await_ground(&decoder);
	feed("\033]q");
	expect_nothing(true);
	decoder_expire(&decoder);
	feed("q");
	expect_key('q');
}

/* Alt+O and Alt+[ begin like a sequence of the terminal's.  The keystroke or paste that follows
 * must still be whole. */
static void what_is_broken_off_takes_nothing_along(void **state)
{
	static const char *const begun[] = { "\033O", "\033O5", "\033[[", "\033[", "\033[1;" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(begun); i++) {
		feed(begun[i]);
		feed("\033[A");
		expect_key(INPUT_UNKNOWN);
		expect_key(INPUT_UP);
		expect_nothing(true);
		feed(begun[i]);
		feed("\033[200~yes\033[201~");
		expect_key(INPUT_UNKNOWN);
		expect_paste("yes");
		expect_nothing(true);
	}
}

static void the_mouse(void **state)
{
	struct event event;

	(void)state;
	feed("\033[<0;12;7M\033[<64;1;2M\033[<81;1;2M\033[M !!\033[M`!!");
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_CLICK);
	assert_int_equal(event.row, 6);
	assert_int_equal(event.col, 11);
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_WHEEL_UP);
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_WHEEL_DOWN);	/* with Ctrl */
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_CLICK);
	assert_int_equal(event.row + event.col, 0);
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_WHEEL_UP);
	expect_nothing(true);
	feed("\033[<32;12;7M\033[<0;12;7m\033[<2;1;1M\033[<34;1;1M\033[M#!!\033[<0;480;120M");
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_DRAG);
	assert_int_equal(event.row, 6);
	for (int i = 0; i < 4; i++) {	/* a release, another button, a drag with that, an old release */
		assert_true(decoder_next(&decoder, &event, false));
		assert_int_equal(event.type, EVENT_POINTER);
	}
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_CLICK);
	assert_int_equal(event.col, 479);
	assert_int_equal(event.row, 119);
	expect_nothing(true);
}

/* A paste is text, whatever it looks like: line ends, control characters, sequences, marks within. */
static void a_paste_is_text(void **state)
{
	(void)state;
	feed("\033[200~y\rq\n\003\032\033[A\033[200~\033]0;t\a\033[201~y");
	expect_paste("y\rq\n\003\032\033[A\033[200~\033]0;t\a");
	assert_false(decoder.cut);
	expect_key('y');
	assert_int_equal(decoder.pasted.len, 0);
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
	assert_true(decoder.pasting);
	decoder_end_paste(&decoder);
	assert_int_equal(decoder.pasted.len, 0);
	feed("q");
	expect_key('q');
}

/* A megabyte costs no more room than a field has. */
static void a_large_paste_is_cut(void **state)
{
	enum { SIZE = 1 << 20 };
	char *text = mem_new(SIZE, 1);
	struct event event;

	(void)state;
	memset(text, 'y', SIZE);
	feed("\033[200~");
	expect_nothing(false);
	feed_bytes(text, SIZE);
	assert_int_equal(decoder.pasted.len, DECODER_PASTE_MAX);
	feed("\033[201~q");
	assert_true(decoder_next(&decoder, &event, false));
	assert_int_equal(event.type, EVENT_PASTE);
	assert_true(decoder.cut);
	expect_key('q');
	free(text);
}

/* Bytes that were read are wiped. */
static void what_was_taken_is_wiped(void **state)
{
	static const char clean[DECODER_ROOM];

	(void)state;
	feed("secret\033[200~another\033[201~");
	for (int i = 0; i < 6; i++)
		expect_key("secret"[i]);
	expect_paste("another");
	expect_nothing(true);
	assert_memory_equal(decoder.bytes, clean, sizeof(clean));
	assert_int_equal(decoder.pasted.data[0], 0);
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
		struct event event;

		feed(rows[i].bytes);
		assert_true(decoder_next(&decoder, &event, false));
		assert_int_equal(decoder_pours(&decoder, event.input), rows[i].pours);
		decoder_skip(&decoder);
		assert_true(!decoder_waits(&decoder) || decoder.bytes[decoder.at] == '\033');
		while (decoder_next(&decoder, &event, true))
			;
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_input, close_input)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(letters_and_keys),
		TEST(function_keys),
		TEST(byte_by_byte),
		TEST(esc_alone),
		TEST(what_is_not_known_is_swallowed),
		TEST(the_background_is_answered_in_parts),
		TEST(what_is_no_answer_is_swallowed),
		TEST(what_is_typed_comes_back),
		TEST(what_is_broken_off_takes_nothing_along),
		TEST(the_mouse),
		TEST(a_paste_is_text),
		TEST(a_paste_without_end_can_be_ended),
		TEST(a_large_paste_is_cut),
		TEST(what_was_taken_is_wiped),
		TEST(what_pours_in_is_not_typed),
	};

	return cmocka_run_group_tests_name("tui_decoder", tests, NULL, NULL);
}
