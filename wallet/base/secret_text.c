#include "wallet/base/secret_text.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/base/unicode.h"

#define WORDS_FEWEST 12

static const char utf8_mark[] = { '\xef', '\xbb', '\xbf' };

enum encoding { UTF_8, UTF_16_LITTLE, UTF_16_BIG, UTF_32 };

static bool begins(const struct secret *s, const char *bytes, size_t len)
{
	return s->len >= len && memcmp(s->data, bytes, len) == 0;
}

/* Is every second byte a NUL, from `first` on, and no other one?  A line may end in half of its
 * line feed. */
static bool alternates(const struct secret *s, size_t first)
{
	if (s->len < 4 || (s->len % 2 && s->data[s->len - 1] != '\n'))
		return false;
	for (size_t i = 0; i < s->len; i++)
		if ((s->data[i] == '\0') != (i % 2 == first))
			return false;
	return true;
}

static enum encoding encoding_of(const struct secret *s)
{
	if (begins(s, "\xff\xfe\0\0", 4) || begins(s, "\0\0\xfe\xff", 4))
		return UTF_32;
	if (begins(s, "\xff\xfe", 2) || alternates(s, 1))
		return UTF_16_LITTLE;
	if (begins(s, "\xfe\xff", 2) || alternates(s, 0))
		return UTF_16_BIG;
	return UTF_8;
}

bool secret_text_is_utf16(const struct secret *s)
{
	enum encoding encoding = encoding_of(s);

	return encoding == UTF_16_LITTLE || encoding == UTF_16_BIG;
}

bool secret_text_has_mark(const struct secret *s)
{
	return begins(s, utf8_mark, sizeof(utf8_mark)) || begins(s, "\xff\xfe", 2) || begins(s, "\xfe\xff", 2);
}

static uint32_t unit_at(const struct secret *s, size_t at, enum encoding encoding)
{
	uint8_t first = (uint8_t)s->data[at], second = (uint8_t)s->data[at + 1];

	return encoding == UTF_16_BIG ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
}

/* Reads the character at *at and moves *at behind it; false for half of a surrogate pair. */
static bool next_utf16(uint32_t *out, const struct secret *s, size_t *at, enum encoding encoding)
{
	uint32_t high = unit_at(s, *at, encoding), low;

	*at += 2;
	*out = high;
	if (high < 0xd800 || high > 0xdfff)
		return true;
	if (high > 0xdbff || *at + 2 > s->len)
		return false;
	low = unit_at(s, *at, encoding);
	*at += 2;
	*out = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
	return low >= 0xdc00 && low <= 0xdfff;
}

static bool append(struct secret *out, uint32_t character)
{
	char bytes[4];
	size_t len = text_encode(bytes, character);
	bool ok = secret_append(out, bytes, len);

	secret_wipe(bytes, sizeof(bytes));
	return ok;
}

/* A line of UTF-16 that was split at the byte of a line feed has half a character at its end. */
static bool from_utf16(struct secret *s, enum encoding encoding)
{
	struct secret text;
	size_t whole = s->len & ~(size_t)1;
	bool ok = whole == s->len || s->data[whole] == '\0' || s->data[whole] == '\n';

	/* 2 bytes become 3 at most; 4 bytes stay 4 */
	secret_init(&text, s->size > 2 * s->len ? s->size : 2 * s->len);
	for (size_t at = 0; ok && at + 2 <= whole;) {
		uint32_t character = 0;

		ok = next_utf16(&character, s, &at, encoding) && append(&text, character);
	}
	if (!ok) {
		secret_free(&text);
		return false;
	}
	secret_free(s);
	*s = text;
	return true;
}

static void cut_front(struct secret *s, size_t len)
{
	memmove(s->data, s->data + len, s->len - len);
	secret_wipe(s->data + s->len - len, len);
	s->len -= len;
}

/* CR LF and a lone CR are line ends, too. */
static void settle_line_ends(struct secret *s)
{
	size_t out = 0;
	char before = '\0';

	for (size_t i = 0; i < s->len; i++) {
		char c = s->data[i];

		if (c != '\n' || before != '\r')
			s->data[out++] = (char)(c == '\r' ? '\n' : c);
		before = c;
	}
	secret_wipe(s->data + out, s->len - out);
	s->len = out;
	s->data[out] = '\0';
}

static bool check_characters(const struct secret *s, const char *what, struct err *err)
{
	uint32_t character;
	size_t step;

	for (size_t at = 0; at < s->len; at += step) {
		step = text_decode(&character, s->data + at, s->len - at);
		if (!step)
			return err_set(err, ERR_INVALID_INPUT, "%s is not UTF-8 text.", what);
		if (!character)
			return err_set(err, ERR_INVALID_INPUT, "%s has a NUL byte in it: it is no text.", what);
		if (unicode_replacement(character) && !unicode_is_blank(character))
			return err_set(err, ERR_INVALID_INPUT, "%s has a character in it that does not show, U+%04X: take "
				       "it out.", what, (unsigned)character);
	}
	return true;
}

bool secret_text_decode(struct secret *s, const char *what, struct err *err)
{
	enum encoding encoding = encoding_of(s);

	if (encoding == UTF_32)
		return err_set(err, ERR_INVALID_INPUT, "%s is UTF-32 text: save it as UTF-8.", what);
	if (encoding != UTF_8 && !from_utf16(s, encoding))
		return err_set(err, ERR_INVALID_INPUT, "%s is UTF-16 text that is cut or damaged: save it as UTF-8.", what);
	while (begins(s, utf8_mark, sizeof(utf8_mark)))
		cut_front(s, sizeof(utf8_mark));
	settle_line_ends(s);
	return check_characters(s, what, err);
}

bool secret_text_line(const char **line, size_t *len, const char **rest, size_t *rest_len)
{
	while (*rest_len) {
		const char *feed = memchr(*rest, '\n', *rest_len);

		*line = *rest;
		*len = feed ? (size_t)(feed - *rest) : *rest_len;
		*rest += *len + (feed != NULL);
		*rest_len -= *len + (feed != NULL);
		text_trim(line, len);
		if (*len && **line != '#')
			return true;
	}
	return false;
}

static bool take_front(const char **text, size_t *len, const char *word)
{
	size_t word_len = strlen(word);

	if (*len < word_len || memcmp(*text, word, word_len) != 0)
		return false;
	*text += word_len;
	*len -= word_len;
	return true;
}

/* Takes "NAME=", with or without blanks around the sign. */
static bool take_name(const char **text, size_t *len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
	size_t name = 0, at;

	while (name < *len && (*text)[name] && strchr(letters, (*text)[name]))
		name++;
	for (at = name; at < *len && ((*text)[at] == ' ' || (*text)[at] == '\t');)
		at++;
	if (!name || ((*text)[0] >= '0' && (*text)[0] <= '9') || at == *len || (*text)[at] != '=')
		return false;
	*text += at + 1;
	*len -= at + 1;
	return true;
}

static bool take_quotes(const char **text, size_t *len)
{
	static const struct {
		const char *open, *close;
	} pairs[] = { { "\"", "\"" }, { "'", "'" }, { "`", "`" }, { "“", "”" }, { "‘", "’" } };

	for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
		size_t open = strlen(pairs[i].open), close = strlen(pairs[i].close);

		if (*len < open + close || memcmp(*text, pairs[i].open, open) != 0 ||
		    memcmp(*text + *len - close, pairs[i].close, close) != 0)
			continue;
		*text += open;
		*len -= open + close;
		return true;
	}
	return false;
}

void secret_text_unwrap(const char **text, size_t *len)
{
	do {
		text_trim(text, len);
		if (*len && (*text)[*len - 1] == ';')
			(*len)--;
		text_trim(text, len);
	} while (take_quotes(text, len) || take_front(text, len, "export ") || take_front(text, len, "$env:") ||
		 take_front(text, len, "Bearer ") || take_name(text, len));
}

size_t secret_text_api_key(const char *text, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	static const size_t shortest = 8;
	const char *start = text;
	size_t own = 0;

	if (!take_front(&text, &len, "VENICE_INFERENCE_KEY_") && !take_front(&text, &len, "VENICE_ADMIN_KEY_"))
		return 0;
	while (own < len && text[own] && strchr(letters, text[own]))
		own++;
	return own >= shortest ? (size_t)(text - start) + own : 0;
}

static bool is_api_key(const char *text, size_t len)
{
	return len && secret_text_api_key(text, len) == len;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Is this something that separates groups of digits, or words? */
static bool separates(const char *text, size_t len, size_t *step)
{
	uint32_t character;

	*step = text_decode(&character, text, len);
	if (*step && unicode_is_blank(character))
		return true;
	*step = *step ? *step : 1;
	return *text && strchr(",;:-.|()", *text);
}

bool secret_text_private_key(uint8_t out[32], const char *text, size_t len)
{
	size_t digits = 0, step;

	secret_text_unwrap(&text, &len);
	if (!take_front(&text, &len, "0x"))
		take_front(&text, &len, "0X");
	for (size_t at = 0; at < len; at += step) {
		int digit = digit_of(text[at]);

		step = 1;
		if (digit < 0 && separates(text + at, len - at, &step))
			continue;
		if (digit < 0 || digits == 64)
			return false;
		out[digits / 2] = (uint8_t)(digits % 2 ? out[digits / 2] << 4 | digit : digit);
		digits++;
	}
	return digits == 64;
}

/* A letter of ASCII, or a byte of any other script. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (uint8_t)c >= 0x80;
}

/* Counts the ideographs of a text without separators.  False if this is neither a word nor the
 * number of one. */
static bool take_word(size_t *words, size_t *ideographs, const char *text, size_t len)
{
	size_t letters = 0, step;

	for (size_t at = 0; at < len; at += step) {
		uint32_t character = 0;

		step = text_decode(&character, text + at, len - at);
		step = step ? step : 1;
		letters += is_letter(text[at]);
		*ideographs += character >= 0x4e00 && character <= 0x9fff;
		if (!is_letter(text[at]) && (letters || text[at] < '0' || text[at] > '9'))
			return false;
	}
	*words += letters > 0;
	return true;
}

static bool count_words(size_t *words, size_t *ideographs, const char *text, size_t len)
{
	size_t step = 0;

	*words = *ideographs = 0;
	while (len) {
		size_t word = 0;

		while (word < len && !separates(text + word, len - word, &step))
			word += step;
		if (!take_word(words, ideographs, text, word))
			return false;
		word += word < len ? step : 0;
		text += word;
		len -= word;
	}
	return true;
}

size_t secret_text_words(const char *text, size_t len)
{
	size_t words, ideographs;

	secret_text_unwrap(&text, &len);
	return count_words(&words, &ideographs, text, len) ? words : 0;
}

/* True from the number of words that a mnemonic has.  Chinese words need nothing between them. */
static bool is_words(const char *text, size_t len)
{
	size_t words, ideographs;

	return count_words(&words, &ideographs, text, len) && (words >= WORDS_FEWEST || ideographs >= WORDS_FEWEST);
}

enum secret_sort secret_text_sort(const char *text, size_t len)
{
	enum secret_sort sort = SECRET_OTHER;
	uint8_t key[32];

	secret_text_unwrap(&text, &len);
	if (is_api_key(text, len))
		sort = SECRET_API_KEY;
	else if (secret_text_private_key(key, text, len))
		sort = SECRET_PRIVATE_KEY;
	else if (is_words(text, len))
		sort = SECRET_WORDS;
	secret_wipe(key, sizeof(key));
	return sort;
}
