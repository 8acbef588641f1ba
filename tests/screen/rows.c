#include "tests/screen/rows.h"

#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define WORDS_MAX 2048

const struct row rows[ROW_COUNT] = {
#define ERROR(id, name, status, match, remedy, meaning, advice) \
	[ROW_##id] = { name, status, match, #remedy, meaning, advice },
#include "wallet/base/errors.def"
#undef ERROR
};

bool row_is_answer(enum row_id id)
{
	return rows[id].status || rows[id].match;
}

void row_order(const struct network *network, const char *route, enum row_id id, const char *more)
{
	const struct row *row = &rows[id];
	char words[WORDS_MAX];

	snprintf(words, sizeof(words), row->match ? "%s, said the server" : "Refused for the test of %s",
		 row->match ? row->match : row->name);
	network_post(network, "fail", "{\"route\":\"%s\",\"mode\":\"status\",\"status\":%d,\"message\":\"%s\"%s}", route,
		     row->status ? row->status : 404, words, more);
}

/* Returns how many bytes of frame or blank stand here; frames are U+2500 to U+257F, and the slider in them. */
static size_t blank(const char *at)
{
	if (*at == ' ' || *at == '\n')
		return 1;
	if (strncmp(at, "█", 3) == 0)
		return 3;
	return at[0] == '\xe2' && (at[1] == '\x94' || at[1] == '\x95') ? 3 : 0;
}

/* Puts one space between words, in place. */
static void join_words(char *text)
{
	char *out = text;

	for (const char *at = text; *at;) {
		size_t skip = blank(at);

		if (!skip)
			*out++ = *at++;
		else if (out == text || out[-1] != ' ')
			*out++ = ' ', at += skip;
		else
			at += skip;
	}
	*out = '\0';
}

bool row_text_has(const char *screen, const char *words)
{
	char *text = strdup(screen), *wanted = strdup(words);
	bool found;

	check(text && wanted, "out of memory");
	join_words(text);
	join_words(wanted);
	found = strstr(text, wanted) != NULL;
	free(text);
	free(wanted);
	return found;
}

static bool shows_words(struct terminal *terminal, void *words)
{
	char *screen = terminal_text(terminal);
	bool shown = row_text_has(screen, words);

	free(screen);
	return shown;
}

void row_wait_words_at(struct terminal *terminal, const char *words, const char *file, int line)
{
	char wanted[WORDS_MAX];

	snprintf(wanted, sizeof(wanted), "%s", words);
	if (terminal_run(terminal, shows_words, wanted, TERMINAL_WAIT_MS))
		return;
	terminal_dump(terminal);
	fprintf(stderr, "not seen: %s\n", words);
	check_fail(file, line);
}

const struct lead *row_lead(const struct lead *leads, enum row_id id)
{
	const struct lead *found = NULL;

	for (; leads->remedy && !(found && found->only); leads++)
		if (strcmp(leads->remedy, rows[id].remedy) == 0 && (leads->only == id || leads->only == ROW_NONE))
			found = leads->only == id || !found ? leads : found;
	check(found, "no way out of %s is tried", rows[id].name);
	return found;
}

/* Types the letter that is offered, or Enter, which means the same, for every other row.  A failure
 * that is tried again by itself always gets the letter, because its panel may be gone before an
 * Enter comes. */
static void press(struct terminal *terminal, enum row_id id, const struct lead *lead)
{
	if (lead->offer && (id % 2 || strcmp(lead->remedy, "RETRY") == 0))
		terminal_keys(terminal, "%c", *lead->offer);
	else
		terminal_keys(terminal, "<Enter>");
}

/* A y at the end answers what is asked by then. */
static void type(struct terminal *terminal, const char *keys)
{
	size_t len = strlen(keys);
	bool agrees = len > 0 && keys[len - 1] == 'y';

	terminal_keys(terminal, "%.*s", (int)(agrees ? len - 1 : len), keys);
	if (agrees)
		step_yes(terminal);
}

void row_follow(struct terminal *terminal, enum row_id id, const struct lead *lead)
{
	row_follow_as(terminal, id, lead, rows[id].meaning);
}

void row_follow_as(struct terminal *terminal, enum row_id id, const struct lead *lead, const char *meaning)
{
	char words[WORDS_MAX];

	snprintf(words, sizeof(words), "Meaning %s What to do %s", meaning, rows[id].advice);
	row_wait_words(terminal, words);
	if (lead->offer) {
		snprintf(words, sizeof(words), "%s ← Enter", lead->offer);
		row_wait_words(terminal, words);
	}
	press(terminal, id, lead);
	terminal_wait_gone(terminal, "What to do");
	if (lead->shows)
		row_wait_words(terminal, lead->shows);
	if (lead->then)
		type(terminal, lead->then);
	if (lead->ends)
		row_wait_words(terminal, lead->ends);
	else if (lead->shows && lead->then)
		terminal_wait_gone(terminal, lead->shows);
}
