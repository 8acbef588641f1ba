#include "tui/restore.h"

#include <ncurses.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static char undo[256];
static size_t undo_len;
static struct { size_t from, to; } look;	/* the part of it that undoes what a drawing left */
static int undo_fd;
static volatile sig_atomic_t saved_modes, learned;

void restore_save(void)
{
	saved_modes = tcgetattr(STDIN_FILENO, &saved) == 0;
}

/* Adds a sequence, without terminfo's padding marks ($<…>). */
static void add(const char *sequence)
{
	while (*sequence && undo_len + 1 < sizeof(undo)) {
		if (sequence[0] == '$' && sequence[1] == '<') {
			sequence += strcspn(sequence, ">");
			sequence += *sequence != 0;
			continue;
		}
		undo[undo_len++] = *sequence++;
	}
}

static void add_named(const char *const *names)
{
	for (; *names; names++) {
		char *sequence = tigetstr(*names);

		if (sequence && sequence != (char *)-1)
			add(sequence);
	}
}

void restore_learn(void)
{
	learned = 0;
	undo_len = 0;
	undo_fd = STDOUT_FILENO;
	add("\033[?1006l\033[?1003l\033[?1002l\033[?1000l");	/* turns the mouse off; harmless where there is none */
	add(DRAWING_ENDS PASTE_BRACKETS_OFF);
	look.from = undo_len;
	add_named((const char *const[]){ "sgr0", "op", "cnorm", NULL });
	look.to = undo_len;
	add_named((const char *const[]){ "rmkx", "rmcup", NULL });
	learned = 1;
}

void restore_look(void)
{
	ssize_t ignored = learned ? write(undo_fd, undo + look.from, look.to - look.from) : 0;

	(void)ignored;
}

void restore_mark_pastes(bool on)
{
	const char *sequence = on ? PASTE_BRACKETS_ON : PASTE_BRACKETS_OFF;
	ssize_t ignored;

	restore_forget();
	if (on) {
		restore_save();
		undo_len = 0;
		undo_fd = STDERR_FILENO;
		add(PASTE_BRACKETS_OFF);
		learned = 1;
	}
	ignored = write(STDERR_FILENO, sequence, strlen(sequence));
	(void)ignored;
}

void restore_forget(void)
{
	learned = 0;
	saved_modes = 0;
}

bool restore_now(void)
{
	bool was_taken = learned || saved_modes;

	if (learned) {
		ssize_t ignored = write(undo_fd, undo, undo_len);

		(void)ignored;
	}
	if (saved_modes)
		tcsetattr(STDIN_FILENO, TCSANOW, &saved);
	learned = 0;
	saved_modes = 0;
	return was_taken;
}
