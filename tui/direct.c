#include "tui/direct.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#define MANY "-256color"

/* A name has more than its first part where the terminal is another one inside the first: screen.xterm-256color. */
static size_t stem_length(const char *term)
{
	size_t len = strlen(term), many = strlen(MANY);

	return len > many && strcmp(term + len - many, MANY) == 0 ? len - many : len;
}

static bool has_description(const char *name)
{
	int status;
	bool direct;

	if (setupterm(name, STDOUT_FILENO, &status) != OK)
		return false;
	direct = tigetflag("RGB") > 0;
	del_curterm(cur_term);
	return direct;
}

bool direct_name(char *out, size_t size, const char *term, const char *colorterm)
{
	int len;

	if (!term || !colorterm || (strcmp(colorterm, "truecolor") != 0 && strcmp(colorterm, "24bit") != 0))
		return false;
	len = snprintf(out, size, "%.*s-direct", (int)stem_length(term), term);
	return len > 0 && (size_t)len < size && has_description(out);
}
