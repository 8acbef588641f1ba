#include "tests/screen/picture_text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/golden.h"
#include "tests/screen/look.h"

#define LOOKS_MAX 52

struct looks {
	struct look all[LOOKS_MAX];
	int count;
};

static char letter_of(struct looks *looks, const struct look *look)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	int i = 0;

	while (i < looks->count && !look_equal(&looks->all[i], look))
		i++;
	check(i < LOOKS_MAX, "the screen has more than %d looks", LOOKS_MAX);
	if (i == looks->count)
		looks->all[looks->count++] = *look;
	return letters[i];
}

/* A bar looks otherwise when it is full or empty, as an hour of the day may have it. */
static bool is_of_bar(uint32_t character)
{
	return character == 0x2588 || character == 0x2591 || character == 0x2593;
}

/* Writes the looks of a row in their order, each run of cells once. */
static void write_looks(FILE *out, struct looks *looks, struct terminal *terminal, int row,
			const struct ground *ground)
{
	char last = '\0';

	for (int col = 0; col < terminal_cols(terminal); col++) {
		struct shown_cell cell = look_at(terminal, row, col, ground);
		char letter;

		if (cell.character == ' ' && cell.look.back == ground->back && !cell.look.underline)
			continue;
		if (is_of_bar(cell.character))
			continue;
		letter = letter_of(looks, &cell.look);
		if (letter != last)
			fputc(letter, out);
		last = letter;
	}
}

static void mask_while(char **at, bool (*varies)(char c))
{
	while (varies(**at))
		*(*at)++ = '#';
}

static bool is_random(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_';
}

static bool is_figure(char c)
{
	return isdigit((unsigned char)c) || c == '.' || c == ':';
}

static bool is_date(char c)
{
	return isdigit((unsigned char)c) || c == '-';
}

/* What is left of a time, as "18 h". */
static bool is_left(char c)
{
	return isalnum((unsigned char)c) || c == ' ';
}

/* What follows these words differs from run to run: ends of keys and hashes, and what grows with time. */
static const struct { const char *word; bool (*varies)(char c); } volatiles[] = {
	{ "…", is_random }, { "0x", is_random }, { "•", is_random }, { "rewards", is_figure }, { "Rewards waiting:", is_figure },
	{ ", on ", is_date }, { "↻", is_random }, { "anew in", is_left }, { "block", is_figure }, { "unlocked", is_figure },
	{ "epoch ends in", is_figure }, { "expires in", is_figure },
};

static void mask_volatiles(char *text)
{
	for (size_t i = 0; i < sizeof(volatiles) / sizeof(*volatiles); i++)
		for (char *at = text; (at = strstr(at, volatiles[i].word));) {
			at += strlen(volatiles[i].word);
			at += strspn(at, " ");
			mask_while(&at, volatiles[i].varies);
		}
}

/* "3m" or "3 s" ends at `at`. */
static bool is_age(const char *at)
{
	return isalnum((unsigned char)at[-1]) || (at[-1] == ' ' && isdigit((unsigned char)at[-2]));
}

/* Masks times of day and what is left of them: figures with a colon between them. */
static void mask_clocks(char *text)
{
	for (char *at = text; *at;) {
		size_t len = strspn(at, "0123456789:");
		const char *colon = memchr(at, ':', len);

		if (colon && colon > at && colon + 1 < at + len)
			memset(at, '#', len);
		at += len ? len : 1;
	}
}

/* Masks bars, which are as full as the time is late, large digits, and ages. */
static void mask_times(char *text)
{
	static const char *const parts[] = { "▓", "░", "▀", "▄", "█", "just now" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (char *at = text; (at = strstr(at, parts[i]));)
			memset(at, '#', strlen(parts[i]));
	for (char *at = text; (at = strstr(at, " ago"));) {
		memset(at, '#', strlen(" ago"));
		while (at > text && is_age(at))
			*--at = '#';
	}
}

/* Figures of another length move what is behind them: where there are some, runs of # and blanks become one. */
static void squeeze(char *row)
{
	char *out = row;
	bool is_masked = false;

	if (!strchr(row, '#'))
		return;
	for (const char *in = row; *in; in++) {
		if (*in == '#' && is_masked)
			continue;
		if (*in == ' ' && out > row && (out[-1] == ' ' || is_masked))
			continue;
		is_masked = *in == '#';
		*out++ = *in;
	}
	*out = '\0';
}

char *picture_text(struct terminal *terminal, const struct ground *ground)
{
	char *screen = terminal_text(terminal), *rest = screen, *text = NULL;
	struct looks looks = { .count = 0 };
	size_t len;
	FILE *out = open_memstream(&text, &len);

	check(out, "out of memory");
	golden_mask(screen);
	mask_clocks(screen);
	mask_times(screen);
	mask_volatiles(screen);
	for (int row = 0; row < terminal_rows(terminal); row++) {
		char *line = strsep(&rest, "\n");

		squeeze(line);
		fprintf(out, "%s\t", line);
		write_looks(out, &looks, terminal, row, ground);
		fputc('\n', out);
	}
	for (int i = 0; i < looks.count; i++) {
		const struct look *look = &looks.all[i];

		fprintf(out, "#%06x on #%06x%s%s%s\n", look->text, look->back, look->bold ? " bold" : "",
			look->italic ? " italic" : "", look->underline ? " underlined" : "");
	}
	fclose(out);
	free(screen);
	return text;
}
