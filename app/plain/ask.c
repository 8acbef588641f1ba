/* Questions, and what ends them.  The loop runs while they are open: the lock, the token's clock and
 * what was sent go on. */
#include "app/plain/plain.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/cli/prompt.h"
#include "tui/dialog/dialog.h"
#include "tui/glyph.h"

#define QUESTION_SIZE 512

bool plain_ended(const struct plain *plain)
{
	return plain->leaving || loop_ended(&plain->loop);
}

static bool is_over(struct plain *plain, bool begun, int64_t until_ms)
{
	if (until_ms && loop_now_ms() >= until_ms)
		plain->left_alone = true;
	if (plain->over && (!begun || plain->over_when_begun) && plain->over(plain))
		plain->moved = true;
	return plain->left_alone || plain->moved || loop_ended(&plain->loop);
}

static bool wait_for_byte(void *context, bool begun, struct err *err)
{
	struct plain *plain = context;
	struct loop *loop = &plain->loop;
	int64_t until_ms = plain->guarded ? loop_now_ms() + plain->model->tuning.lock_after_ms : 0;

	loop->listens = true;
	loop->heard = loop->interrupted = false;
	while (!loop->heard && !loop->interrupted && !is_over(plain, begun, until_ms)) {
		loop->look_at_ms = until_ms;
		loop_turn(loop);
	}
	loop->listens = false;
	loop->look_at_ms = 0;
	if (!loop->heard)
		return err_set(err, ERR_INTERRUPTED, "The question is over");
	loop_do(loop, ACTION_NONE);	/* somebody is there, so the lock waits */
	return true;
}

const struct prompt_host *plain_host(struct plain *plain)
{
	static struct prompt_host host;

	host = (struct prompt_host){ .context = plain, .wait = wait_for_byte };
	return &host;
}

bool plain_unanswered(struct plain *plain, const struct err *err)
{
	if (loop_ended(&plain->loop) || err->code != ERR_INTERRUPTED)
		plain->leaving = true;
	if (plain->left_alone)
		plain_say(plain, "Nobody has typed for a while: what was asked or shown here is forgotten.");
	return false;
}

static char *make(struct plain *plain, const char *fmt, va_list args)
{
	char text[QUESTION_SIZE];

	vsnprintf(text, sizeof(text), fmt, args);
	plain->moved = plain->left_alone = false;
	plain_measure(plain);
	return plain_question(plain, text);
}

static bool ask(char *out, size_t size, struct plain *plain, const char *question, bool consents)
{
	struct err err;

	if (plain_ended(plain))
		return false;
	return prompt_line(out, size, question, consents, &err) || plain_unanswered(plain, &err);
}

bool plain_ask(char *out, size_t size, struct plain *plain, const char *fmt, ...)
{
	va_list args;
	char *question;
	bool ok;

	va_start(args, fmt);
	question = make(plain, fmt, args);
	va_end(args);
	ok = ask(out, size, plain, question, false);
	free(question);
	return ok;
}

/* Lets the time pass in which nobody can have read what was printed. */
static void let_read(struct plain *plain)
{
	int64_t until_ms = plain->printed_ms + DIALOG_DEAD_MS;

	while (loop_now_ms() < until_ms && !loop_ended(&plain->loop)) {
		plain->loop.look_at_ms = until_ms;
		loop_turn(&plain->loop);
	}
	plain->loop.look_at_ms = 0;
}

bool plain_ask_consent(char *out, size_t size, struct plain *plain, const char *word, const char *fmt, ...)
{
	bool ok;
	va_list args;
	char *question;

	va_start(args, fmt);
	question = make(plain, fmt, args);
	va_end(args);
	plain->printed_ms = loop_now_ms();
	ok = ask(out, size, plain, question, true);
	while (ok && glyph_is_typed(out, word, plain->ascii) && loop_now_ms() - plain->printed_ms < DIALOG_DEAD_MS) {
		let_read(plain);
		plain_say(plain, "That was too soon to have been read. Once more, if you mean it.");
		ok = ask(out, size, plain, question, true);
	}
	free(question);
	return ok;
}

bool plain_ask_secret(struct passphrase **out, struct plain *plain, const char *fmt, ...)
{
	va_list args;
	char *question;
	struct err err;
	bool ok;

	va_start(args, fmt);
	question = make(plain, fmt, args);
	va_end(args);
	plain->guarded = true;
	ok = !plain_ended(plain) && (prompt_password(out, question, &err) || plain_unanswered(plain, &err));
	plain->guarded = false;
	free(question);
	return ok;
}

/* A choice is named by what it says first: "agent-1" means "agent-1, 0x45B7…". */
static bool is_named(const char *choice, const char *text)
{
	size_t len = strlen(text);

	return len && !strncasecmp(choice, text, len) && (!choice[len] || !strncmp(choice + len, ", ", 2));
}

/* A number of the list, even where a choice has one for a name; the choice itself; or Enter for the usual one. */
static bool read_choice(size_t *out, const char *text, const char *const *choices, size_t count, size_t usual)
{
	char *end;
	unsigned long number = *text ? strtoul(text, &end, 10) : usual + 1;
	bool is_number = !*text || (!*end && *text >= '0' && *text <= '9');

	if (is_number && number >= 1 && number <= count) {
		*out = number - 1;
		return true;
	}
	for (size_t i = 0; i < count; i++)
		if (is_named(choices[i], text)) {
			*out = i;
			return true;
		}
	return false;
}

bool plain_choose_from(size_t *out, struct plain *plain, const char *const *choices, size_t count, size_t usual,
		       const char *question)
{
	char answer[64];

	for (size_t i = 0; i < count; i++)
		plain_say(plain, "  %zu. %s", i + 1, choices[i]);
	while (plain_ask(answer, sizeof(answer), plain, "%s (Enter: %zu, Ctrl-C: back) ", question, usual + 1)) {
		if (read_choice(out, answer, choices, count, usual))
			return true;
		plain_say(plain, "That is none of the numbers from 1 to %zu.", count);
	}
	return false;
}

bool plain_choose(size_t *out, struct plain *plain, const char *const *choices, size_t count, const char *question)
{
	return plain_choose_from(out, plain, choices, count, 0, question);
}
