/*
 * output: what a command has to say on standard output, as text or as exactly
 * one JSON object.  It is gathered first and written at the end, so that a
 * failure half-way leaves nothing on standard output.
 *
 * An API key never passes through json-c or stdio: it is written from guarded
 * memory, between what comes before and after it.
 */
#ifndef APP_CLI_OUTPUT_H
#define APP_CLI_OUTPUT_H

#include "wallet/base/buf.h"
#include "wallet/base/json_made.h"
#include "wallet/base/secret.h"

/* One of several keys that a command made. */
struct output_key {
	struct apikey *key;
	struct json_object *members;	/* what stands beside "apiKey"; NULL for people */
	char *words;			/* what stands before the key in its line; NULL with --json */
};

struct output {
	bool json;
	struct json_object *data;	/* owned; an object, once made */
	struct buf text;		/* for people; what comes before the key */
	struct buf after;		/* what is said once the key is set */
	struct apikey *key;		/* owned; "apiKey" of data, or of a failure after it was made; NULL for most
					   commands */
	/* owned, each with all it has; "keys" of data, or of a failure after they were made */
	struct output_key *keys;
	size_t keys_count;
	struct apikey *unsaved;		/* owned; it exists and could not be stored: "apiKey" of a failure */
	struct buf warnings;		/* one a line */
	struct json_object *waits;	/* owned; an array, once there is one */
};

void output_init(struct output *output, bool json);
void output_free(struct output *output);

/* What one run says twice, in two forms: each call counts in its own form only. */
void output_add(struct output *output, const char *name, struct json_object *value);	/* JSON; takes value over */
void output_set(struct output *output, struct json_object *data);			/* JSON: all of it */
void output_text(struct output *output, const char *fmt, ...) PRINTF_LIKE(2, 3);
void output_field(struct output *output, const char *label, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* One more of several keys; takes both over.  The words are what a person reads before it. */
void output_add_key(struct output *output, struct apikey *key, struct json_object *members, const char *fmt, ...)
	PRINTF_LIKE(4, 5);

/* What must be known whatever comes of the command; once each.  At once on standard error,
 * be that a terminal or not; with --json in "warnings", beside "data" or "error". */
void output_note(struct output *output, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* With --json an element of "waited", beside "data" or "error".  Takes it over. */
void output_waited(struct output *output, struct json_object *wait);

/* Writes it all.  An error where not every byte was taken. */
MUST_USE bool output_flush(const struct output *output, struct err *err);

/* A failure: the JSON object on standard output, or sentences on standard error.
 * A key that was made goes to standard output whatever failed after it, and so do those of
 * several; one that could not be stored nobody else has.
 * False when something could not be written. */
bool output_failure(const struct output *output, const struct err *err);

/* write(2) until everything is written. */
MUST_USE bool output_write(int fd, const void *bytes, size_t len, struct err *err);

/* A line on standard error, when that is a terminal. */
void output_progress(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
