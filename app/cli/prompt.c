#include "app/cli/prompt.h"

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/cli/output.h"
#include "app/cli/typed.h"
#include "app/signals.h"
#include "tui/glyph.h"
#include "tui/tui.h"
#include "wallet/base/text.h"

#define NEW_SCREEN "\033[?1049h\033[H\033[2J"	/* xterm's alternate screen */
#define OLD_SCREEN "\033[2J\033[?1049l"
#define CTRL_Z 26

static const struct prompt_host *host;

/* The terminal of a question, and the question. */
struct asking {
	struct termios old, bare;
	const char *question;
};

void prompt_serve(const struct prompt_host *new_host)
{
	host = new_host;
}

static int out_fd(void)
{
	return host ? STDOUT_FILENO : STDERR_FILENO;
}

bool prompt_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(out_fd());
}

static void show(const char *text, size_t len)
{
	struct err ignored;

	(void)!output_write(out_fd(), text, len, &ignored);
}

static void say(const char *text)
{
	struct err ignored;

	(void)!output_write_text(out_fd(), text, strlen(text), &ignored);
}

/* Waits for a byte; false when a signal ends the program instead. */
static bool wait_for_byte(bool begun, struct err *err)
{
	struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = signals_fd(), .events = POLLIN } };

	if (host)
		return host->wait(host->context, begun, err);
	while (poll(fds, 2, -1) < 0)
		if (errno != EINTR)
			return err_set_errno(err, errno, "Cannot wait for the terminal");
	for (int number; (number = signals_next());)
		if (signals_ends(number))
			return err_set(err, ERR_INTERRUPTED, "Interrupted at a question");
	return true;
}

/* Gives the terminal back while the program is stopped.  A half-typed answer does not stay, because the
 * person may not come back. */
static void stop(struct typed *typed, const struct asking *asking)
{
	secret_clear(typed->line);
	say("\n");
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &asking->old);
	signals_stop();
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &asking->bare);
	say(asking->question);
}

static bool is_followed(void)
{
	struct pollfd more = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&more, 1, 0) > 0;
}

/* Where pastes have no marks, more lines after the answer show that it was one. */
static enum typed_result take(struct typed *typed, const struct asking *asking, char byte)
{
	enum typed_result result;

	if (host && byte == CTRL_Z) {
		stop(typed, asking);
		return TYPED_GOES_ON;
	}
	result = typed_take(typed, byte);
	if (!host || result != TYPED_WHOLE || !typed->consents || !is_followed())
		return result;
	secret_clear(typed->line);
	tcflush(STDIN_FILENO, TCIFLUSH);
	say("\nA paste is no answer: type it.\n");
	say(asking->question);
	return TYPED_GOES_ON;
}

/* Reads each byte straight to its final place. */
static bool read_line(struct typed *typed, const struct asking *asking, struct err *err)
{
	for (;;) {
		char *byte = typed->line->data + typed->line->len;
		enum typed_result result = TYPED_NONE;
		ssize_t n;

		if (!wait_for_byte(typed->line->len, err))
			return false;
		n = read(STDIN_FILENO, byte, 1);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n < 0)
			return err_set_errno(err, errno, "Cannot read the terminal");
		if (n > 0)
			result = take(typed, asking, *byte);
		switch (result) {
		case TYPED_NONE:
			return err_set(err, ERR_CANCELLED, "No answer was given");
		case TYPED_INTERRUPTED:
			return err_set(err, ERR_INTERRUPTED, "Interrupted at a question");
		case TYPED_WHOLE:
			typed->line->data[typed->line->len] = 0;
			return true;
		case TYPED_GOES_ON:
			break;
		}
	}
}

/*
 * Reads byte by byte, without the terminal's echo and with Ctrl-C and Ctrl-Z as bytes, so that the
 * terminal is never left without echo.  What was typed before the question does not answer it, and
 * the rest of a paste answers neither the next question nor the shell.
 */
static bool ask(struct typed *typed, const char *question, struct err *err)
{
	struct asking asking = { .question = question };
	struct termios *bare = &asking.bare;
	bool ok, signals = signals_fd() < 0;

	if (tcgetattr(STDIN_FILENO, &asking.old))
		return err_set_errno(err, errno, "Cannot ask on the terminal");
	if (signals && !signals_open(false, err))
		return false;
	*bare = asking.old;
	bare->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	bare->c_iflag &= ~(tcflag_t)IXON;
	bare->c_cc[VMIN] = 1;
	bare->c_cc[VTIME] = 0;
	if (!host)
		tui_mark_pastes(true);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, bare);
	say(question);
	ok = read_line(typed, &asking, err);
	say("\n");
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &asking.old);
	if (!host)
		tui_mark_pastes(false);
	if (signals)
		signals_close();
	return ok;
}

bool prompt_password(struct passphrase **out, const char *question, struct err *err)
{
	struct passphrase *password = passphrase_new(PASSPHRASE_MAX);
	struct typed answer = { .line = &password->s, .show = show };

	if (!ask(&answer, question, err)) {
		passphrase_free(password);
		return false;
	}
	*out = password;
	return true;
}

bool prompt_line(char *out, size_t size, const char *question, bool consents, struct err *err)
{
	struct secret line;
	struct typed answer = { .line = &line, .echo = true, .consents = consents, .show = show };
	const char *text;
	size_t len;
	bool ok;

	secret_init(&line, size - 1);
	ok = ask(&answer, question, err);
	text = line.data;
	len = line.len;
	text_trim(&text, &len);
	memcpy(out, text, len);
	out[len] = '\0';
	secret_free(&line);
	return ok;
}

/* Where the question was in ASCII, so may the answer be. */
bool prompt_expect(bool *same, const char *question, const char *expected, struct err *err)
{
	char answer[256];
	bool ok = prompt_line(answer, sizeof(answer), question, true, err);

	*same = ok && glyph_is_typed(answer, expected, output_is_ascii(out_fd()));
	return ok;
}

/* Returns word number `index` and its length; NULL after the last word. */
static const char *find_word(const struct mnemonic *mnemonic, unsigned index, size_t *len)
{
	const char *word = mnemonic->s.data;

	while (index-- && word) {
		word = strchr(word, ' ');
		word = word ? word + 1 : NULL;
	}
	if (word)
		*len = strcspn(word, " ");
	return word;
}

static unsigned show_words(const struct mnemonic *mnemonic)
{
	const char *word;
	unsigned count = 0, columns = host ? 1 : 4;	/* those who listen hear one on each line */
	char number[16];
	size_t len;

	if (!host)	/* who asks so has said it */
		say("These words are the wallet. Write them down, in order; they are not shown again.\n\n");
	while ((word = find_word(mnemonic, count, &len))) {
		snprintf(number, sizeof(number), "%*u. ", count % columns ? 4 : 2, count + 1);
		say(number);
		show(word, len);
		count++;
		if (count % columns)
			show("          ", len < 9 ? 9 - len : 1);
		else
			say("\n");
	}
	say("\n");
	return count;
}

/* The answer stays in guarded memory. */
static bool ask_once(bool *same, const char *question, const char *word, size_t len, struct err *err)
{
	struct secret line;
	struct typed answer = { .line = &line, .echo = true, .show = show };
	const char *text;
	size_t text_len;
	bool ok;

	secret_init(&line, 64);
	ok = ask(&answer, question, err);
	text = line.data;
	text_len = line.len;
	text_trim(&text, &text_len);
	*same = ok && text_len == len && !memcmp(text, word, len);
	secret_free(&line);
	return ok;
}

static bool ask_word(const struct mnemonic *mnemonic, unsigned index, struct err *err)
{
	char question[64];
	size_t len = 0;
	const char *word = find_word(mnemonic, index, &len);
	bool same = !word;

	snprintf(question, sizeof(question), "Type word %u: ", index + 1);
	while (!same) {
		if (!ask_once(&same, question, word, len, err))
			return false;
		if (!same)
			say("That is another word. Look again.\n");
	}
	return true;
}

bool prompt_words(const struct mnemonic *mnemonic, bool confirm, struct err *err)
{
	unsigned count, first;
	bool same, ok;

	say(host ? "" : NEW_SCREEN);
	count = show_words(mnemonic);
	if (confirm) {
		first = randombytes_uniform(count / 2);
		ok = ask_word(mnemonic, first, err) &&
		     ask_word(mnemonic, count / 2 + randombytes_uniform(count / 2), err);
	} else {
		ok = prompt_expect(&same, "Press Enter when they are written down. ", "", err);
	}
	say(host ? "" : OLD_SCREEN);
	return ok;
}
