/*
 * text: makes text from outside safe to show, and times and numbers readable.
 */
#ifndef WALLET_BASE_TEXT_H
#define WALLET_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies UTF-8 text as one line.  Control characters (C0, C1, DEL), line and paragraph separators,
 * format characters (all of general category Cf, bidirectional controls among them), zero-width
 * characters and invalid sequences become '?' or a space.  Text that is too long is cut at the end
 * of a character.  The joiner inside an emoji of several parts stays. */
void text_sanitise(char *out, size_t size, const char *in, size_t len);

/* True if text_sanitise would change nothing but the length: the text is valid UTF-8 without
 * control characters and without characters that do not show.  Meant for names that people give. */
bool text_is_label(const char *in, size_t len);

/* The same, but with no format character at all, not even the joiner of an emoji. */
bool text_is_clean(const char *in, size_t len);

/* Takes the joiners and colours of skin out of emoji, in place.  Terminals disagree on the width of
 * joined emoji, so their parts are shown side by side. */
void text_part_emoji(char *text);

/* Do both read the same when they are shown? */
bool text_same_shown(const char *a, const char *b);

/* Strips the blanks at both ends, including those that pasted text brings (unicode_is_blank). */
void text_trim(const char **text, size_t *len);

/* Decodes one character and returns its length in bytes, or 0 if it is malformed. */
size_t text_decode(uint32_t *out, const char *in, size_t len);
size_t text_encode(char out[4], uint32_t character);	/* encodes one character and returns its length in bytes */

/* Formats Unix milliseconds as ISO 8601 UTC: "2026-11-21T08:30:00Z". */
#define TEXT_TIME_SIZE 32
void text_time(char out[TEXT_TIME_SIZE], int64_t unix_ms);

/* Reads "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS[.mmm]Z"; the date must exist. */
bool text_parse_time(int64_t *unix_ms, const char *text);

/* Reads "Sat, 21 Nov 2026 08:30:00 GMT" (RFC 9110 IMF-fixdate). */
bool text_parse_http_date(int64_t *unix_ms, const char *text);

/* A countdown: "13:27", "05:12:33", "12d 04h".  A negative span counts as zero. */
#define TEXT_SPAN_SIZE 16
void text_countdown(char out[TEXT_SPAN_SIZE], int64_t ms);
/* Roughly how long a span is, rarely less than it is: "45 s", "12 min", "24 h", "3 days". */
void text_duration(char out[TEXT_SPAN_SIZE], int64_t ms);
/* How old a figure is, in steps of twenty seconds at first: "just now", "20 s ago", "3 min ago", "2 h ago", "5 days ago". */
void text_age(char out[TEXT_SPAN_SIZE], int64_t ms);
/* The same in short: "just now", "3m ago", "2h ago", "5d ago". */
void text_ago(char out[TEXT_SPAN_SIZE], int64_t ms);

#endif
