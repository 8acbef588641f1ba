#include "tui/sgr.h"

#include <stdbool.h>
#include <string.h>

#define BEGIN "\033["
#define BEGIN_LEN (sizeof(BEGIN) - 1)
#define TO_ASCII "\033(B"
#define SHIFT_IN '\017'
#define NUMBERS_MOST 16		/* in one sequence, so that no terminal cuts it off */
#define JOINED_SIZE 96

/* What the sequences that were read last amount to. */
struct joined {
	char numbers[JOINED_SIZE];
	size_t len;
	bool any;
};

static size_t count_numbers(const char *numbers, size_t len)
{
	size_t count = 1;

	for (size_t i = 0; i < len; i++)
		count += numbers[i] == ';' || numbers[i] == ':';
	return count;
}

/* Returns the length of the sequence at text, and its numbers; 0: something else stands there. */
static size_t sequence_at(const char *text, size_t len, const char **numbers, size_t *numbers_len)
{
	size_t end = BEGIN_LEN;

	if (len < BEGIN_LEN || memcmp(text, BEGIN, BEGIN_LEN) != 0)
		return 0;
	while (end < len && ((text[end] >= '0' && text[end] <= '9') || text[end] == ';' || text[end] == ':'))
		end++;
	if (end == len || text[end] != 'm' || end - BEGIN_LEN >= JOINED_SIZE)
		return 0;
	*numbers = text + BEGIN_LEN;
	*numbers_len = end - BEGIN_LEN;
	return end + 1;
}

/* Returns the length of what selects ASCII at text; 0: something else stands there. */
static size_t to_ascii_at(const char *text, size_t len)
{
	if (*text == SHIFT_IN)
		return 1;
	return len >= strlen(TO_ASCII) && memcmp(text, TO_ASCII, strlen(TO_ASCII)) == 0 ? strlen(TO_ASCII) : 0;
}

/* A missing number is a zero, too. */
static bool resets(const char *numbers, size_t len)
{
	size_t zeros = 0;

	while (zeros < len && numbers[zeros] == '0')
		zeros++;
	return zeros == len || numbers[zeros] == ';';
}

/* What comes out is never longer than what was read, so that it has room where that stood. */
static size_t put_joined(char *out, struct joined *joined)
{
	size_t len = 0;

	if (!joined->any)
		return 0;
	memcpy(out, BEGIN, BEGIN_LEN);
	len = BEGIN_LEN;
	memcpy(out + len, joined->numbers, joined->len);
	len += joined->len;
	out[len++] = 'm';
	*joined = (struct joined){ .any = false };
	return len;
}

static bool has_room(const struct joined *joined, const char *numbers, size_t len)
{
	return joined->len + 1 + len <= JOINED_SIZE &&
	       count_numbers(joined->numbers, joined->len) + count_numbers(numbers, len) <= NUMBERS_MOST;
}

/* Returns the bytes that had to go out before. */
static size_t join(char *out, struct joined *joined, const char *numbers, size_t len)
{
	size_t put = 0;

	if (resets(numbers, len))
		*joined = (struct joined){ .any = false };
	else if (joined->any && !has_room(joined, numbers, len))
		put = put_joined(out, joined);
	if (joined->any)
		joined->numbers[joined->len++] = ';';
	memcpy(joined->numbers + joined->len, numbers, len);
	joined->len += len;
	joined->any = true;
	return put;
}

size_t sgr_join(char *drawing, size_t len)
{
	struct joined joined = { .any = false };
	size_t at = 0, out = 0;

	while (at < len) {
		const char *numbers;
		size_t numbers_len, left_out = to_ascii_at(drawing + at, len - at);
		size_t sequence = sequence_at(drawing + at, len - at, &numbers, &numbers_len);

		if (sequence)
			out += join(drawing + out, &joined, numbers, numbers_len);
		at += sequence + left_out;
		if (sequence || left_out)
			continue;
		out += put_joined(drawing + out, &joined);
		drawing[out++] = drawing[at++];
	}
	return out + put_joined(drawing + out, &joined);
}
