/*
 * terminal: a program in a pseudo-terminal, with libvterm as the terminal, so that a test reads the
 * screen as a person does.
 *
 * What the program marks as one drawing (mode 2026) comes to the screen as a whole, so who sees a
 * part of it sees the rest.  A wait looks at each drawing, even if the next one has come already: what
 * is seen does not depend on how fast the test is.
 *
 * Every wait ends with output of the program, or with its end.  If what is awaited does not come in
 * time, the test fails and shows the screen.
 */
#ifndef TESTS_SCREEN_TERMINAL_H
#define TESTS_SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#define TERMINAL_ROW_MAX 2048		/* bytes of a row's text, with its NUL */
#define TERMINAL_WAIT_MS 60000		/* long, because a loaded machine is slow */

struct terminal;

/* Starts argv[0] (found on PATH) with the variables of a plain UTF-8 xterm and those of env,
 * "NAME=value".  Both lists end with NULL; env may be NULL. */
struct terminal *terminal_start(const char *const *argv, const char *const *env, int rows, int cols);
/* Kills the program if it still runs, and frees.  NULL is fine. */
void terminal_stop(struct terminal *terminal);
/* Stops every terminal that was not stopped, for a test's tear-down. */
void terminal_stop_all(void);

/* Types text and keystrokes: <Enter>, <Esc>, <Tab>, <BackTab>, <Backspace>, <Delete>, <Up>, <Down>,
 * <Left>, <Right>, <Home>, <End>, <PageUp>, <PageDown>, <Space>, <C-x>, <lt>. */
void terminal_keys(struct terminal *terminal, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void terminal_type(struct terminal *terminal, const char *bytes, size_t len);	/* as they are */
/* Pastes like a terminal: between marks, if the program has asked for them. */
void terminal_paste(struct terminal *terminal, const char *text);
/* Pastes any bytes in the same way, as fast as the program takes them. */
void terminal_paste_bytes(struct terminal *terminal, const char *bytes, size_t len);
void terminal_pour(struct terminal *terminal, const char *bytes, size_t len);	/* never between marks */
void terminal_click(struct terminal *terminal, int row, int col, int button);
/* The parts of a drag. */
void terminal_press(struct terminal *terminal, int row, int col, int button);
void terminal_move(struct terminal *terminal, int row, int col);
void terminal_release(struct terminal *terminal, int button);

#define terminal_wait(terminal, text) terminal_wait_at(terminal, text, TERMINAL_WAIT_MS, __FILE__, __LINE__)
#define terminal_wait_gone(terminal, text) terminal_wait_gone_at(terminal, text, TERMINAL_WAIT_MS, __FILE__, __LINE__)
/* Waits until the program has ended.  Returns its status as waitpid gives it. */
#define terminal_exit_status(terminal) terminal_exit_status_at(terminal, TERMINAL_WAIT_MS, __FILE__, __LINE__)
void terminal_wait_at(struct terminal *terminal, const char *text, int timeout_ms, const char *file, int line);
void terminal_wait_gone_at(struct terminal *terminal, const char *text, int timeout_ms, const char *file, int line);
int terminal_exit_status_at(struct terminal *terminal, int timeout_ms, const char *file, int line);

/* Lets the program run until `until` returns true; false when the time is over. */
bool terminal_run(struct terminal *terminal, bool (*until)(struct terminal *, void *), void *context, int timeout_ms);
/* Takes what has come, and all that comes until the program is quiet for quiet_ms. */
void terminal_settle(struct terminal *terminal, int quiet_ms);
/* Waits until the program has taken all that was typed, and takes what it writes then. */
void terminal_drain(struct terminal *terminal, int timeout_ms);

/* True when the terminal takes no more of what the program writes, because nobody has read it. */
bool terminal_full(const struct terminal *terminal);

/* Returns a row without the blanks at its end.  The text is valid until the next call. */
const char *terminal_row(struct terminal *terminal, int row);
/* Returns the first row that contains text; -1 for none. *col is the cell where it starts. */
int terminal_find(struct terminal *terminal, const char *text, int *col);
bool terminal_shows(struct terminal *terminal, const char *text);
/* Returns all rows, joined by line ends.  The caller frees it. */
char *terminal_text(struct terminal *terminal);
void terminal_dump(struct terminal *terminal);		/* on stderr */
bool terminal_has_color(struct terminal *terminal);	/* in any cell */
/* Returns a cell's background as 0xRRGGBB; -1 where it is the terminal's own. */
int terminal_background(struct terminal *terminal, int row, int col);

void terminal_resize(struct terminal *terminal, int rows, int cols);
int terminal_rows(const struct terminal *terminal);
int terminal_cols(const struct terminal *terminal);

pid_t terminal_pid(const struct terminal *terminal);
bool terminal_ended(const struct terminal *terminal);
void terminal_hang_up(struct terminal *terminal);	/* like closing its window */
struct termios terminal_modes(const struct terminal *terminal);

/* Returns all bytes that the program has written. */
const char *terminal_bytes(const struct terminal *terminal, size_t *len);
/* Returns the title that the program has set; "" for none. */
const char *terminal_title(const struct terminal *terminal);

#endif
