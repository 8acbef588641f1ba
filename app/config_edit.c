#include "app/config_edit.h"

#include <string.h>

#include "wallet/base/text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A line of the text, without its end. */
struct line {
	const char *at;
	size_t len;
	const char *next;	/* where the next one begins; the end of the text for the last */
};

static bool next_line(struct line *line, const char *text, const char *end)
{
	const char *start = line->at ? line->next : text, *stop;

	if (start == end)
		return false;
	stop = memchr(start, '\n', (size_t)(end - start));
	*line = (struct line){ start, (size_t)((stop ? stop : end) - start), stop ? stop + 1 : end };
	return true;
}

/* Returns the line's text without blanks; *len is its length. */
static const char *bare(const struct line *line, size_t *len)
{
	const char *at = line->at;

	*len = line->len;
	text_trim(&at, len);
	return at;
}

static bool sets(const struct line *line, const char *name)
{
	const char *equals = memchr(line->at, '=', line->len);
	struct line key = *line;
	const char *at;
	size_t len;

	if (!equals)
		return false;
	key.len = (size_t)(equals - line->at);
	at = bare(&key, &len);
	return len == strlen(name) && memcmp(at, name, len) == 0;
}

/* The place of a setting, or where it would go. */
struct spot {
	struct line line;	/* of the setting; at NULL: there is none */
	const char *after;	/* the end of the last setting before the sections; NULL: there is none */
	const char *before;	/* the first section, with the comment above it; NULL: there is none */
};

static void find(struct spot *out, const char *text, const char *end, const char *name)
{
	const char *comment = NULL;
	struct line line = { 0 };

	*out = (struct spot){ .after = NULL };
	while (next_line(&line, text, end)) {
		size_t len;
		const char *at = bare(&line, &len);

		if (len && *at == '[') {
			out->before = comment ? comment : line.at;
			return;
		}
		if (sets(&line, name)) {
			out->line = line;
			return;
		}
		if (len && *at == '#') {
			comment = comment ? comment : line.at;
			continue;
		}
		comment = NULL;
		if (len)
			out->after = line.next;
	}
}

static void add(struct buf *out, const char *from, const char *to)
{
	buf_add(out, from, (size_t)(to - from));
}

/* Blanks around the value stay, and so does a return at the line's end. */
static void replace(struct buf *out, const struct line *line, const char *value)
{
	const char *end = line->at + line->len, *equals = memchr(line->at, '=', line->len);
	const char *old = equals + 1;
	size_t len = (size_t)(end - old);

	text_trim(&old, &len);
	if (!len)
		old = equals + 1;
	add(out, line->at, old);
	if (old == equals + 1 && !len)
		buf_add_byte(out, ' ');
	buf_add_string(out, value);
	add(out, old + len, line->next);
}

static const char *line_end(const char *text, const char *end)
{
	const char *first = memchr(text, '\n', (size_t)(end - text));

	return first && first > text && first[-1] == '\r' ? "\r\n" : "\n";
}

static void insert(struct buf *out, const struct spot *spot, const char *text, const char *end, const char *name,
		   const char *value)
{
	const char *at = !spot->before ? end : spot->after ? spot->after : spot->before, *ending = line_end(text, end);

	add(out, text, at);
	if (at > text && at[-1] != '\n')
		buf_add_string(out, ending);
	buf_add_string(out, name);
	buf_add_string(out, " = ");
	buf_add_string(out, value);
	buf_add_string(out, ending);
	if (at == spot->before)		/* the section and its comment stay apart from what is before them */
		buf_add_string(out, ending);
	add(out, at, end);
}

static void edit(struct buf *out, const char *text, const char *end, const char *name, const char *value)
{
	struct spot spot;

	find(&spot, text, end, name);
	if (spot.line.at) {
		add(out, text, spot.line.at);
		if (*value)
			replace(out, &spot.line, value);
		add(out, spot.line.next, end);
	} else if (*value) {
		insert(out, &spot, text, end, name, value);
	} else {
		add(out, text, end);
	}
}

static size_t mark_of(const char *text, size_t len)
{
	return len >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
}

void config_edit(struct buf *out, const char *text, size_t len, const char *name, const char *value)
{
	size_t mark = mark_of(text, len);

	buf_add(out, text, mark);
	edit(out, text + mark, text + len, name, value);
}

#define NETWORK_WORD "[network"

/* Is it the head of the network's section? */
static bool heads(const struct line *line, const char *network)
{
	size_t len, word = strlen(NETWORK_WORD);
	const char *at = bare(line, &len);

	if (len <= word || strncmp(at, NETWORK_WORD, word) != 0 || at[len - 1] != ']' || !strchr(" \t", at[word]))
		return false;
	at += word;
	len -= word + 1;
	while (len && strchr(" \t", *at))
		at++, len--;
	return len == strlen(network) && memcmp(at, network, len) == 0;
}

static void add_section(struct buf *out, const char *text, const char *end, const char *network, const char *name,
			const char *value)
{
	const char *ending = line_end(text, end);

	if (end > text && end[-1] != '\n')
		buf_add_string(out, ending);
	if (end > text)
		buf_add_string(out, ending);
	buf_add_string(out, NETWORK_WORD " ");
	buf_add_string(out, network);
	buf_add_string(out, "]");
	buf_add_string(out, ending);
	buf_add_string(out, name);
	buf_add_string(out, " = ");
	buf_add_string(out, value);
	buf_add_string(out, ending);
}

/* A section is edited as if the file began below its head: it ends where the next one begins. */
void config_edit_network(struct buf *out, const char *text, size_t len, const char *network, const char *name,
			 const char *value)
{
	const char *end = text + len;
	struct line line = { 0 };
	size_t mark = mark_of(text, len);

	add(out, text, text + mark);
	text += mark;
	while (next_line(&line, text, end)) {
		if (!heads(&line, network))
			continue;
		add(out, text, line.next);
		if (line.next == end && line.next[-1] != '\n' && *value)
			buf_add_string(out, line_end(text, end));
		edit(out, line.next, end, name, value);
		return;
	}
	add(out, text, end);
	if (*value)
		add_section(out, text, end, network, name, value);
}
