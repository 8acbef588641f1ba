/* terminal_private: shared by the files of terminal. */
#ifndef TESTS_SCREEN_TERMINAL_PRIVATE_H
#define TESTS_SCREEN_TERMINAL_PRIVATE_H

#include <stdint.h>
#include <vterm.h>

#include "tests/screen/terminal.h"

struct terminal {
	struct terminal *next;
	VTerm *vterm;
	VTermScreen *screen;
	int master, slave;	/* the slave stays open, so that its modes outlive the program */
	struct termios found;	/* its modes before the program */
	int pidfd;
	pid_t pid;
	bool reaped;
	int status;
	char title[256];
	char *bytes;
	size_t len, room;
	size_t drawn;		/* so many of the bytes are on the screen */
	char row[TERMINAL_ROW_MAX];
};

#endif
