/*
 * output: what a command prints on standard output: text, or exactly one JSON object.  It is
 * collected first and written at the end, so that a failure in the middle leaves nothing on
 * standard output.
 *
 * An API key never passes through json-c or stdio.  It is written from guarded memory, between what
 * comes before it and after it.
 */
#ifndef APP_CLI_OUTPUT_H
#define APP_CLI_OUTPUT_H

#include "wallet/base/buf.h"
#include "wallet/base/json_made.h"
#include "wallet/base/secret.h"
#include "wallet/venice/rpc_cost.h"

/* One of the keys of a command that made several. */
struct output_key {
	struct apikey *key;
	struct json_object *members;	/* what follows "apiKey"; NULL for people */
	char *words;			/* what precedes the key on its line; NULL with --json */
};

struct output {
	bool json;
	struct json_object *data;	/* owned; an object, once made */
	struct buf text;		/* for people; comes before the key */
	struct buf after;		/* for people; comes after it */
	bool holds;			/* data and text are given with a failure, too: they hold all the same */
	struct apikey *key;		/* owned; "apiKey" of data or of a later failure; NULL for most commands */
	/* owned with their contents; "keys" of data, or of a failure that came after they were made */
	struct output_key *keys;
	size_t keys_count;
	struct apikey *unsaved;		/* owned; it exists but could not be stored: "apiKey" of a failure */
	struct buf warnings;		/* one on each line */
	struct json_object *waits;	/* owned; an array, once there is a wait */
	struct rpc_cost rpc_cost;	/* "rpc" beside "data" or "error"; a line on standard error */
};

void output_init(struct output *output, bool json);
void output_free(struct output *output);

/* A run says things twice, as text and as JSON.  Each call counts in its own form only. */
void output_add(struct output *output, const char *name, struct json_object *value);	/* JSON; takes value over */
void output_set(struct output *output, struct json_object *data);			/* JSON: the whole object */
void output_text(struct output *output, const char *fmt, ...) PRINTF_LIKE(2, 3);
void output_field(struct output *output, const char *label, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Adds a field in US dollars, if there is anything to say ("" is not known). */
void output_usd(struct output *output, const char *label, const char *usd);

/* Adds one of several keys and takes both over.  The words come before the key, for people. */
void output_add_key(struct output *output, struct apikey *key, struct json_object *members, const char *fmt, ...)
	PRINTF_LIKE(4, 5);

/*
 * Adds a warning that must be known whatever becomes of the command; each is given once.  It goes to
 * standard error at once, terminal or not.  With --json it is in "warnings", beside "data" or
 * "error".
 */
void output_note(struct output *output, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Returns a failure as it stands in "error". */
struct json_object *output_error(const struct err *err);

/* Adds an element of "waited", beside "data" or "error" (JSON).  Takes it over. */
void output_waited(struct output *output, struct json_object *wait);

/* Writes everything.  Fails if not every byte was taken. */
MUST_USE bool output_flush(const struct output *output, struct err *err);

/*
 * Reports a failure: as the JSON object on standard output, or as sentences on standard error.  Keys
 * that were made go to standard output whatever failed after them, because an unstored one exists
 * nowhere else.  False when something could not be written.
 */
bool output_failure(const struct output *output, const struct err *err);

/* Calls write(2) until everything is written. */
MUST_USE bool output_write(int fd, const void *bytes, size_t len, struct err *err);

/*
 * output_charset.c: where the locale is not UTF-8, people get what the screen shows there: ASCII on standard error, and
 * on standard output if that is a terminal.  JSON means the same there, with escapes.
 */
bool output_is_ascii(int fd);
MUST_USE bool output_write_text(int fd, const char *text, size_t len, struct err *err);
MUST_USE bool output_write_json(const char *text, size_t len, struct err *err);	/* to standard output */
bool output_say(const char *fmt, ...) PRINTF_LIKE(1, 2);	/* to standard error, which need not be a terminal */

/* Writes a line to standard error, if that is a terminal. */
void output_progress(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
