#include "tests/screen/copies.h"

#include <stdio.h>
#include <string.h>

#define OSC_52 "\033]52;c;"
#define TEXT_MAX 1024
#define KEY_TAIL 6
#define ADDRESS_LEN 42
#define ADDRESS_TAIL 4
#define HASH_LEN 66
#define ROOM_ROWS 16
#define ROOM_COLS 60
#define COPIES_LATE 8		/* inputs whose copy is still to come */

void copies_begin(struct copies *copies)
{
	copies->read = copies->inputs = 0;
}

/* On a slow machine, a copy that was asked for a moment ago may come only now. */
void copies_input(struct copies *copies, size_t len)
{
	size_t late = copies->inputs < COPIES_LATE ? copies->inputs : COPIES_LATE;

	copies->inputs = late + (len ? len : 1);
}

static bool was_seen(const struct copies *copies, const char *tail)
{
	for (size_t i = 0; i < COPIES_SEEN; i++)
		if (copies->seen[i][0] && strcmp(copies->seen[i], tail) == 0)
			return true;
	return false;
}

/* What is in the older half of the ring would soon be written over, so it is noted anew. */
static bool is_noted(const struct copies *copies, const char *tail)
{
	for (size_t i = 1; i <= COPIES_SEEN / 2 && i <= copies->seen_count; i++)
		if (strcmp(copies->seen[(copies->seen_count - i) % COPIES_SEEN], tail) == 0)
			return true;
	return false;
}

static void note_seen(struct copies *copies, const char *at, size_t len)
{
	char tail[sizeof(copies->seen[0])];

	snprintf(tail, sizeof(tail), "%.*s", (int)len, at);
	if (!is_noted(copies, tail))
		memcpy(copies->seen[copies->seen_count++ % COPIES_SEEN], tail, sizeof(tail));
}

/* "…V2jNWx", "••••V2jNWx" and "0x45B7…94eE"; or an address as a whole. */
static void note_screen(struct copies *copies, const char *words)
{
	static const char *const marks[] = { "…", "•" };

	for (size_t i = 0; i < 2; i++)
		for (const char *at = words; (at = strstr(at, marks[i])); at += strlen(marks[i])) {
			note_seen(copies, at + strlen(marks[i]), KEY_TAIL);
			note_seen(copies, at + strlen(marks[i]), ADDRESS_TAIL);
		}
	for (const char *at = words; (at = strstr(at, "0x")); at += 2)
		if (strlen(at) >= ADDRESS_LEN && !memchr(at, ' ', ADDRESS_LEN))
			note_seen(copies, at + ADDRESS_LEN - ADDRESS_TAIL, ADDRESS_TAIL);
}

/* RFC 4648, section 4. */
static size_t decode(char *out, size_t size, const char *text, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, count = 0;
	size_t used = 0;

	for (size_t i = 0; i < len && text[i] != '=' && used + 1 < size; i++) {
		const char *digit = memchr(digits, text[i], sizeof(digits) - 1);

		if (!digit)
			break;
		bits = bits << 6 | (unsigned)(digit - digits);
		count += 6;
		if (count >= 8)
			out[used++] = (char)(bits >> (count -= 8) & 0xff);
	}
	out[used] = '\0';
	return used;
}

static bool begins(const char *text, size_t len, const char *prefix)
{
	return len >= strlen(prefix) && memcmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_hash(const char *text, size_t len)
{
	return len == HASH_LEN && begins(text, len, "0x");
}

/* A key that is handed over as a JSON object: {"apiKey":"VENICE_…",…}.  True where there is no key, too. */
static bool is_seen_object(const struct copies *copies, const char *text)
{
	static const char start[] = "{\"apiKey\":\"";
	char tail[KEY_TAIL + 1];
	size_t len;

	if (!strstr(text, "VENICE_"))
		return true;
	if (strncmp(text, start, strlen(start)) != 0)
		return false;
	len = strcspn(text + strlen(start), "\"");
	if (len < KEY_TAIL)
		return false;
	snprintf(tail, sizeof(tail), "%.*s", KEY_TAIL, text + strlen(start) + len - KEY_TAIL);
	return copies->cramped || copies->was_cramped || was_seen(copies, tail);
}

static bool was_on_screen(const struct copies *copies, const char *text, size_t len)
{
	if (is_hash(text, len))
		return copies->cramped || copies->was_cramped || copies->has_txs || copies->had_txs;
	if (begins(text, len, "VENICE_"))
		return copies->cramped || copies->was_cramped || was_seen(copies, text + len - KEY_TAIL);
	if (begins(text, len, "0x"))
		return len == ADDRESS_LEN &&
		       (copies->cramped || copies->was_cramped || was_seen(copies, text + len - ADDRESS_TAIL));
	return is_seen_object(copies, text);	/* or the words of an error, which hold no key */
}

static bool judge(struct copies *copies, const char *text, size_t len)
{
	copies->keys += begins(text, len, "VENICE_");
	copies->addresses += len == ADDRESS_LEN && begins(text, len, "0x");
	copies->hashes += is_hash(text, len);
	if (copies->inputs && len >= KEY_TAIL && was_on_screen(copies, text, len)) {
		copies->inputs--;
		return true;
	}
	fprintf(stderr, "copied%s: %.7s…%s\n", copies->inputs ? "" : " by itself", text,
		len >= KEY_TAIL ? text + len - KEY_TAIL : "");
	return false;
}

bool copies_look(struct copies *copies, const struct witness *witness)
{
	size_t len;
	const char *bytes = terminal_bytes(witness->terminal, &len), *at, *end;
	char text[TEXT_MAX];
	bool ok = true;

	copies->was_cramped = copies->cramped;
	copies->had_txs = copies->has_txs;
	copies->has_txs = strstr(witness->words, "Transaction") || strstr(witness->words, "copy the hash");
	copies->cramped = terminal_rows(witness->terminal) < ROOM_ROWS || terminal_cols(witness->terminal) < ROOM_COLS;
	note_screen(copies, witness->words);
	while (copies->read < len && (at = memmem(bytes + copies->read, len - copies->read, OSC_52, strlen(OSC_52)))) {
		at += strlen(OSC_52);
		end = memchr(at, '\a', len - (size_t)(at - bytes));
		if (!end)
			return ok;
		copies->read = (size_t)(end - bytes);
		ok &= judge(copies, text, decode(text, sizeof(text), at, (size_t)(end - at)));
	}
	if (len > strlen(OSC_52) && copies->read < len - strlen(OSC_52))
		copies->read = len - strlen(OSC_52);
	return ok;
}
