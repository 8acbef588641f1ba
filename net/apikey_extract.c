#include "net/apikey_extract.h"

#include <stdlib.h>
#include <string.h>

#define DATA_DEPTH 2	/* the depth of data's members */

struct scan {
	char *at, *end;
	unsigned depth;
	bool in_data;		/* inside the value of the member "data" */
	struct apikey *best;
	bool best_in_data;
};

struct span {
	char *start;
	size_t len;
	bool closed;		/* its last quote was found */
	bool plain;		/* printable ASCII without a backslash */
};

/* Takes the string whose first quote is at scan->at. */
static struct span take_string(struct scan *scan)
{
	struct span span = { .start = ++scan->at, .plain = true };

	while (scan->at < scan->end && *scan->at != '"') {
		char c = *scan->at++;

		span.plain &= c > ' ' && c < 0x7f && c != '\\';
		if (c == '\\' && scan->at < scan->end)
			scan->at++;
	}
	span.len = (size_t)(scan->at - span.start);
	span.closed = scan->at < scan->end;
	scan->at += span.closed;
	return span;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_space(struct scan *scan)
{
	while (scan->at < scan->end && is_space(*scan->at))
		scan->at++;
}

/* JSON has no byte order mark, but one must not cost a key. */
static void skip_mark(struct scan *scan)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (scan->end - scan->at >= 3 && !memcmp(scan->at, mark, 3))
		scan->at += 3;
}

static bool take(struct scan *scan, char wanted)
{
	skip_space(scan);
	if (scan->at == scan->end || *scan->at != wanted)
		return false;
	scan->at++;
	return true;
}

static void keep(struct scan *scan, struct span value)
{
	bool in_data = scan->in_data && scan->depth == DATA_DEPTH;

	if (!value.closed || !value.plain || !value.len || value.len > APIKEY_MAX)
		return;
	if (scan->best && (scan->best_in_data || !in_data))
		return;
	apikey_free(scan->best);
	scan->best = apikey_new(APIKEY_MAX);
	scan->best_in_data = in_data;
	if (!secret_append(&scan->best->s, value.start, value.len))
		abort();	/* the length was checked before */
}

static bool is_named(struct span name, const char *wanted)
{
	return name.len == strlen(wanted) && !memcmp(name.start, wanted, name.len);
}

/* A string is the name of a key's value only if a colon and a string follow.  A value that reads
 * "apiKey" is followed by a comma or a brace. */
static void look_at_string(struct scan *scan)
{
	struct span name = take_string(scan);

	if (!take(scan, ':'))
		return;
	if (scan->depth == DATA_DEPTH - 1)
		scan->in_data = is_named(name, "data");
	if (!is_named(name, "apiKey"))
		return;
	skip_space(scan);
	if (scan->at == scan->end || *scan->at != '"')
		return;

	struct span value = take_string(scan);

	keep(scan, value);
	memset(value.start, '*', value.len);
}

struct apikey *apikey_extract(char *body, size_t len)
{
	struct scan scan = { .at = body, .end = body + len };

	skip_mark(&scan);
	skip_space(&scan);
	if (scan.at == scan.end || (*scan.at != '{' && *scan.at != '['))
		return NULL;
	while (scan.at < scan.end) {
		if (*scan.at == '"') {
			look_at_string(&scan);
			continue;
		}
		if (*scan.at == '{' || *scan.at == '[')
			scan.depth++;
		else if (scan.depth && (*scan.at == '}' || *scan.at == ']'))
			scan.depth--;
		scan.at++;
	}
	return scan.best;
}
