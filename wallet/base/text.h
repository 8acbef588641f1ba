/*
 * text: making text from outside safe to show, and times and numbers readable.
 */
#ifndef WALLET_BASE_TEXT_H
#define WALLET_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies UTF-8 text as one line: control characters (C0, C1, DEL), line and paragraph
 * separators, format characters (all of general category Cf, bidirectional controls among
 * them), zero-width characters and invalid sequences become '?' or a space; cut at a
 * character's end.  The joiner inside an emoji of several parts stays. */
void text_sanitise(char *out, size_t size, const char *in, size_t len);

/* True when text_sanitise would change nothing but the length: valid UTF-8 without control
 * characters or characters that do not show.  For what people call their things. */
bool text_is_label(const char *in, size_t len);

/* The same without joined emoji: not one format character. */
bool text_is_clean(const char *in, size_t len);

/* Takes the joiners out of emoji, in place: terminals differ in how wide the joined ones are,
 * so what is shown has their parts side by side. */
void text_part_emoji(char *text);

/* Are both the same where they are shown? */
bool text_same_shown(const char *a, const char *b);

/* Leaves out the blanks around it, those of pasted text too (unicode_is_blank). */
void text_trim(const char **text, size_t *len);

/* Decodes one character: returns its length in bytes, 0 at a malformed one. */
size_t text_decode(uint32_t *out, const char *in, size_t len);
size_t text_encode(char out[4], uint32_t character);	/* the other way; its length in bytes */

/* ISO 8601 UTC, "2026-11-21T08:30:00Z", from Unix milliseconds. */
#define TEXT_TIME_SIZE 32
void text_time(char out[TEXT_TIME_SIZE], int64_t unix_ms);

/* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS[.mmm]Z", a real date. */
bool text_parse_time(int64_t *unix_ms, const char *text);

/* "Sat, 21 Nov 2026 08:30:00 GMT" (RFC 9110 IMF-fixdate). */
bool text_parse_http_date(int64_t *unix_ms, const char *text);

/* "13:27", "05:12:33", "12d 04h": a countdown; negative counts as zero. */
#define TEXT_SPAN_SIZE 16
void text_countdown(char out[TEXT_SPAN_SIZE], int64_t ms);
/* "45 s", "12 min", "24 h", "3 days": about how long, hardly less than it is. */
void text_duration(char out[TEXT_SPAN_SIZE], int64_t ms);
/* "just now", "12 s ago", "3 min ago", "2 h ago", "5 days ago": how fresh a figure is. */
void text_age(char out[TEXT_SPAN_SIZE], int64_t ms);
/* "just now", "3m ago", "2h ago", "5d ago". */
void text_ago(char out[TEXT_SPAN_SIZE], int64_t ms);

#endif
