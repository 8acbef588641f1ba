#include "tui/restore.h"

#include <ncurses.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "wallet/base/mem.h"

static struct termios saved;
static char undo[256];
static size_t undo_len;
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

void restore_learn(void)
{
	static const char *const names[] = { "sgr0", "op", "cnorm", "rmkx", "rmcup" };

	learned = 0;
	undo_len = 0;
	undo_fd = STDOUT_FILENO;
	add("\033[?1006l\033[?1003l\033[?1002l\033[?1000l");	/* turns the mouse off; harmless where there is none */
	add(DRAWING_ENDS PASTE_BRACKETS_OFF);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		char *sequence = tigetstr(names[i]);

		if (sequence && sequence != (char *)-1)
			add(sequence);
	}
	learned = 1;
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
