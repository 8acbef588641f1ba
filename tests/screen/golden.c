#include "tests/screen/golden.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"

#define FOLDER "tests/screen/golden"
#define UPDATE_QUIET_MS 500

/* Figures before or behind these words differ from run to run. */
static const struct { const char *word; bool before; } volatiles[] = {
	{ "ms ", true }, { "resets in ", false }, { "block ", false },
};

static bool is_figure(char c)
{
	return isdigit((unsigned char)c) || c == ':';
}

static void mask_behind(char *at)
{
	for (; is_figure(*at); at++)
		*at = '#';
}

static void mask_before(const char *text, char *at)
{
	while (at > text && is_figure(at[-1]))
		*--at = '#';
}

/* Masks a clock in the corner, "05:12 h", whose words a dialog may have covered. */
static void mask_clocks(char *text)
{
	for (char *at = text; *at; at++)
		if (is_figure(*at) && at[0] != ':' && strspn(at, "0123456789:") == 5 && at[2] == ':' &&
		    strncmp(at + 5, " h", 2) == 0)
			mask_behind(at);
}

/* Figures of another length move what is behind them, so runs of # and blanks become one. */
static void squeeze_title(char *text)
{
	char *out = text, *in = text;

	for (; *in && *in != '\n'; in++)
		if (out == text || *in != out[-1] || (*in != '#' && *in != ' '))
			*out++ = *in;
	memmove(out, in, strlen(in) + 1);
}

/* On a slow machine "just now" may have become "3 s ago", which is shorter. */
static void mask_ages(char *text)
{
	static const char fresh[] = "just now";

	for (char *at = text; (at = strstr(at, " s ago")); at++) {
		char *start = at;

		while (start > text && isdigit((unsigned char)start[-1]))
			start--;
		if (start < at && (size_t)(at + strlen(" s ago") - start) + 1 >= strlen(fresh))
			memcpy(start, fresh, strlen(fresh));
	}
}

void golden_mask(char *text)
{
	mask_ages(text);
	for (size_t i = 0; i < sizeof(volatiles) / sizeof(*volatiles); i++) {
		const char *word = volatiles[i].word;

		for (char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
			if (volatiles[i].before)
				mask_before(text, at);
			else
				mask_behind(at + strlen(word));
		}
	}
	mask_clocks(text);
	squeeze_title(text);
}

char *golden_read(const char *path)
{
	char *text = NULL, bytes[4096];
	size_t len, size;
	FILE *file = fopen(path, "r"), *out = open_memstream(&text, &size);

	check(out, "out of memory");
	while (file && (len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		fwrite(bytes, 1, len, out);
	if (file)
		fclose(file);
	fclose(out);
	return text;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	check(file, "%s cannot be written", path);
	fputs(text, file);
	fclose(file);
}

static char *screen_of(struct terminal *terminal)
{
	char *text = terminal_text(terminal);

	golden_mask(text);
	return text;
}

static bool is_picture(struct terminal *terminal, void *wanted)
{
	char *got = screen_of(terminal);
	bool same = strcmp(wanted, got) == 0;

	free(got);
	return same;
}

static void update(struct terminal *terminal, const char *path)
{
	char *text;

	terminal_settle(terminal, UPDATE_QUIET_MS);
	text = screen_of(terminal);
	write_file(path, text);
	free(text);
}

void golden_match(struct terminal *terminal, const char *name)
{
	char path[128], *wanted, *got;

	snprintf(path, sizeof(path), FOLDER "/%s.txt", name);
	if (getenv("UPDATE_GOLDEN"))
		update(terminal, path);
	wanted = golden_read(path);
	if (!terminal_run(terminal, is_picture, wanted, TERMINAL_WAIT_MS)) {
		got = screen_of(terminal);
		check(false, "%s is not the screen. Wanted:\n%s\nGot:\n%s", path, wanted, got);
	}
	free(wanted);
}
