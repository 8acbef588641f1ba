#include "tests/screen/terminal_state.h"

#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/terminal_private.h"

#define MODES 2100
#define MODE_WRAP 7
#define MODE_CURSOR 25

/* Applies one "ESC [ ? n ; n h" at `at` to `on`. */
static void apply(bool on[MODES], const char *at, const char *end)
{
	size_t numbers[16] = { 0 }, count = 0;

	for (; at < end && count < 16 && ((*at >= '0' && *at <= '9') || *at == ';'); at++) {
		if (*at == ';')
			count++;
		else
			numbers[count] = numbers[count] * 10 + (size_t)(*at - '0');
	}
	if (at >= end || (*at != 'h' && *at != 'l'))
		return;
	for (size_t i = 0; i <= count; i++)
		if (numbers[i] < MODES)
			on[numbers[i]] = *at == 'h';
}

static void read_modes(const struct terminal *terminal, bool on[MODES])
{
	size_t len;
	const char *bytes = terminal_bytes(terminal, &len);

	memset(on, 0, MODES * sizeof(*on));
	on[MODE_WRAP] = on[MODE_CURSOR] = true;
	for (size_t i = 0; i + 3 < len; i++)
		if (bytes[i] == '\x1b' && bytes[i + 1] == '[' && bytes[i + 2] == '?')
			apply(on, bytes + i + 3, bytes + len);
}

bool terminal_mode_on(const struct terminal *terminal, int mode)
{
	bool on[MODES];

	read_modes(terminal, on);
	return mode >= 0 && mode < MODES && on[mode];
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
	return a->c_lflag == b->c_lflag && a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
	       a->c_cflag == b->c_cflag && memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc)) == 0;
}

void terminal_assert_restored_at(struct terminal *terminal, const char *file, int line)
{
	struct termios after = terminal_modes(terminal);
	bool on[MODES], ok = same_modes(&terminal->found, &after);

	if (!ok)
		fprintf(stderr, "%s:%d: the terminal's modes are not as they were found\n", file, line);
	read_modes(terminal, on);
	for (int mode = 0; mode < MODES; mode++) {
		if (on[mode] == (mode == MODE_WRAP || mode == MODE_CURSOR))
			continue;
		fprintf(stderr, "%s:%d: private mode %d is left %s\n", file, line, mode, on[mode] ? "on" : "off");
		ok = false;
	}
	if (!ok)
		check_fail(file, line);
}

static const char *last_osc_52(const char *bytes, size_t len, size_t *text_len)
{
	static const char start[] = "\x1b]52;";
	const char *found = NULL;

	for (size_t i = 0; i + sizeof(start) < len; i++)
		if (memcmp(bytes + i, start, sizeof(start) - 1) == 0)
			found = bytes + i + sizeof(start) - 1;
	if (!found)
		return NULL;
	found = memchr(found, ';', (size_t)(bytes + len - found));
	if (!found)
		return NULL;
	found++;
	for (*text_len = 0; found + *text_len < bytes + len; ++*text_len)
		if (found[*text_len] == '\a' || found[*text_len] == '\x1b')
			return found;
	return NULL;
}

static int digit(char c)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(alphabet, c) : NULL;

	return at ? (int)(at - alphabet) : -1;
}

char *terminal_clipboard(const struct terminal *terminal)
{
	size_t len, text_len, out = 0;
	const char *bytes = terminal_bytes(terminal, &len);
	const char *text = last_osc_52(bytes, len, &text_len);
	unsigned value = 0, bits = 0;
	char *decoded;

	if (!text)
		return NULL;
	decoded = calloc(1, text_len + 1);
	check(decoded, "out of memory");
	for (size_t i = 0; i < text_len && digit(text[i]) >= 0; i++) {
		value = value << 6 | (unsigned)digit(text[i]);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			decoded[out++] = (char)(value >> bits & 0xff);
		}
	}
	return decoded;
}
