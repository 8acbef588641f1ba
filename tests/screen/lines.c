#include "tests/screen/lines.h"

#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static const char *const simple[] = { "TERM=dumb", "LC_ALL=C", NULL };

struct lines lines_start(struct stage *stage, const char *options)
{
	char all[256];

	stage->env = simple;
	snprintf(all, sizeof(all), "--plain --light-kdf %s", options);
	return (struct lines){ .terminal = stage_start(stage, 24, 80, all) };
}

struct lines lines_start_staked(struct stage *stage, const char *options)
{
	stage_staked(stage);
	return lines_start(stage, options);
}

static const char *find(const char *bytes, size_t len, const char *text)
{
	return len ? memmem(bytes, len, text, strlen(text)) : NULL;	/* bytes may be NULL then */
}

struct wanted {
	struct lines *lines;
	const char *text;
};

static bool is_heard(struct terminal *terminal, void *context)
{
	struct wanted *wanted = context;
	size_t len, *heard = &wanted->lines->heard;
	const char *bytes = terminal_bytes(terminal, &len);
	const char *at = find(bytes + *heard, len - *heard, wanted->text);

	if (at)
		*heard = (size_t)(at - bytes) + strlen(wanted->text);
	return at;
}

void lines_answer_at(struct lines *lines, const char *text, const char *answer, const char *file, int line)
{
	struct wanted wanted = { lines, text };
	size_t len;
	const char *bytes;

	if (!terminal_run(lines->terminal, is_heard, &wanted, TERMINAL_WAIT_MS)) {
		bytes = terminal_bytes(lines->terminal, &len);
		fprintf(stderr, "'%s' is not said. All that was:\n%.*s\n", text, (int)len, bytes);
		check_fail(file, line);
	}
	if (answer)
		terminal_keys(lines->terminal, "%s", answer);
}

void lines_go_to(struct lines *lines, const char *const *steps, const char *last)
{
	for (; *steps; steps += 2)
		lines_answer(lines, steps[0], steps[1] ? steps[1] : last);
}

void lines_unlock(struct lines *lines)
{
	lines_answer(lines, ASKED, "u<Enter>");
	lines_answer(lines, "(it is not shown): ", STAGE_PASSWORD "<Enter>");
}

/* The first yes comes too soon, if the machine is quick; then the question comes again. */
struct agreeing {
	struct lines *lines;
	const char *word;
	size_t from;
};

#define TOO_SOON "That was too soon"

/* Something after the echo of the answer, as far as it says which of the two it is. */
static bool is_taken_or_too_soon(struct terminal *terminal, void *context)
{
	struct agreeing *agreeing = context;
	size_t len, after = agreeing->from + strlen(agreeing->word) + strlen("\r\n");
	const char *bytes = terminal_bytes(terminal, &len);

	return len > after && (len >= after + strlen(TOO_SOON) || memcmp(bytes + after, TOO_SOON, len - after) != 0);
}

void lines_agree(struct lines *lines, const char *text)
{
	lines_agree_by(lines, text, "yes");
}

void lines_agree_by(struct lines *lines, const char *text, const char *word)
{
	struct agreeing agreeing = { .lines = lines, .word = word };
	char typed[64];
	const char *bytes;
	size_t len;

	snprintf(typed, sizeof(typed), "%s<Enter>", word);

	lines_answer_at(lines, text, NULL, __FILE__, __LINE__);
	lines_answer_at(lines, "anything else is no: ", NULL, __FILE__, __LINE__);
	terminal_bytes(lines->terminal, &agreeing.from);
	terminal_keys(lines->terminal, "%s", typed);
	check(terminal_run(lines->terminal, is_taken_or_too_soon, &agreeing, TERMINAL_WAIT_MS), "%s is not answered", word);
	bytes = terminal_bytes(lines->terminal, &len);
	if (find(bytes + agreeing.from, len - agreeing.from, TOO_SOON))
		lines_answer_at(lines, "anything else is no: ", typed, __FILE__, __LINE__);
}

bool lines_have(const struct lines *lines, const char *text)
{
	size_t len;
	const char *bytes = terminal_bytes(lines->terminal, &len);

	return find(bytes, len, text);
}

static bool steers(char byte)
{
	return (unsigned char)byte < ' ' ? byte != '\n' && byte != '\r' : byte == 127;
}

int lines_end(struct lines *lines)
{
	int status = step_exit_code(lines->terminal);
	size_t len;
	const char *bytes = terminal_bytes(lines->terminal, &len);

	for (size_t i = 0; i < len; i++)
		check(!steers(bytes[i]) && !(bytes[i] & 0x80), "byte %zu of what --plain wrote is 0x%02x", i, (unsigned char)bytes[i]);
	return status;
}

void lines_end_well(struct lines *lines)
{
	int status;

	lines_hear(lines, "rialto ends here.");
	status = lines_end(lines);
	check(status == 0, "it ends with %d", status);
}

void lines_leave(struct lines *lines)
{
	lines_answer(lines, ASKED, "q<Enter>");
	lines_end_well(lines);
}
