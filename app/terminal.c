#include "app/terminal.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

int terminal_colors(const char *term)
{
	char name[] = "colors";
	int status, colors;

	if (setupterm(term, STDOUT_FILENO, &status) != OK)
		return -1;
	colors = tigetnum(name);
	return colors < 0 ? 0 : colors;
}
