#include "net/apikey_extract.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/secret_text.h"
#include "wallet/venice/key.h"

#define DATA_DEPTH 2	/* the depth of data's members */
#define SHOWN 4		/* as many letters of a key tell a person which it is */

struct scan {
	char *at, *end;
	unsigned depth;
	bool in_data;		/* inside the value of the member "data" */
	const struct apikey *sent;
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

static struct apikey *copy(const char *text, size_t len)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	if (!secret_append(&key->s, text, len))
		abort();	/* the length was checked before */
	return key;
}

static bool is_usable(const char *text, size_t len, const struct apikey *sent)
{
	return len && len <= APIKEY_MAX && !(sent && sent->s.len == len && !memcmp(sent->s.data, text, len));
}

static void keep(struct scan *scan, struct span value)
{
	bool in_data = scan->in_data && scan->depth == DATA_DEPTH;

	if (!value.closed || !value.plain || !is_usable(value.start, value.len, scan->sent))
		return;
	if (scan->best && (scan->best_in_data || !in_data))
		return;
	apikey_free(scan->best);
	scan->best = copy(value.start, value.len);
	scan->best_in_data = in_data;
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

/* Returns the value of a member named "apiKey". */
static struct apikey *take_named(char *body, size_t len, const struct apikey *sent)
{
	struct scan scan = { .at = body, .end = body + len, .sent = sent };

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

/* The part behind "…_KEY_"; NULL where there is none. */
static const char *own_part(const char *key)
{
	const char *named = strstr(key, "_KEY_");

	return named ? named + strlen("_KEY_") : NULL;
}

/* Blanks only that part, so that the words around it can still be read. */
static void blank(char *key, size_t len)
{
	size_t at = (size_t)(own_part(key) - key);

	memset(key + at, '*', len - at);
}

/* A message that names the key that was sent may show only its beginning or its end.  Another key
 * has the same four letters there only by a chance of one in some millions. */
static bool shows_part(const char *key, size_t len, const struct apikey *sent)
{
	const char *own = own_part(key), *of_sent = sent ? own_part(sent->s.data) : NULL;

	return of_sent && strlen(of_sent) >= SHOWN && (!memcmp(own, of_sent, SHOWN) ||
		!memcmp(key + len - SHOWN, sent->s.data + sent->s.len - SHOWN, SHOWN));
}

/* Returns what has the form of a key, wherever it stands.  At the end of an answer that was cut off
 * it may be only the beginning of one. */
static struct apikey *take_plain(char *body, size_t len, bool whole, const struct apikey *sent)
{
	struct apikey *found = NULL;

	for (size_t at = 0; at < len; at++) {
		size_t key = secret_text_api_key(body + at, len - at);

		if (!key)
			continue;
		if (!found && (whole || at + key < len) && is_usable(body + at, key, sent) &&
		    !shows_part(body + at, key, sent))
			found = copy(body + at, key);
		blank(body + at, key);
	}
	return found;
}

static bool has_form(const struct apikey *key)
{
	enum key_type type;

	return key && key_text_type(&type, key->s.data);
}

struct apikey *apikey_extract(char *body, size_t len, bool whole, const struct apikey *sent)
{
	struct apikey *named = take_named(body, len, sent), *plain = take_plain(body, len, whole, sent);

	if (!plain || has_form(named)) {
		apikey_free(plain);
		return named;
	}
	apikey_free(named);
	return plain;
}
