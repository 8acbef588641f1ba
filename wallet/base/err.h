/*
 * err: one error value for the whole program.
 *
 * All code here follows these rules:
 * - arguments come as outputs, then inputs, then `struct err *` last;
 * - a fallible function returns bool, true on success;
 * - on success the error is left untouched, on failure it is set, so `return err_set(err, …)` is
 *   the usual last line of a failure path;
 * - on failure the outputs hold nothing that must be freed or wiped.
 *
 * Every code is a row of errors.def.  The error panel, --json, the exit status and the man page all
 * come from that one table.
 */
#ifndef WALLET_BASE_ERR_H
#define WALLET_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum remedy {
	REMEDY_STOP,
	REMEDY_FIX_INPUT,
	REMEDY_NEW_TOKEN,
	REMEDY_RETRY,
	REMEDY_STAKE,
	REMEDY_FUND,
	REMEDY_UNLOCK,
	REMEDY_CHECK_KEYS,
	REMEDY_SWITCH_WALLET,
};

enum err_code {
#define ERROR(id, name, status, match, remedy, meaning, advice) ERR_##id,
#include "wallet/base/errors.def"
#undef ERROR
	ERR_COUNT
};

struct err {
	enum err_code code;
	enum remedy remedy;
	int status;		/* HTTP status, 0 if there was none */
	long retry_after;	/* seconds a server asked us to wait, 0 if it did not */
	char msg[160];		/* what happened, as one sanitised line of UTF-8 */
};

/* A row of errors.def. */
struct err_info {
	const char *name;	/* stable machine name, "jwt_expired" */
	int status;		/* HTTP status the row belongs to, 0 for any or none */
	const char *match;	/* substring of the server's message, "this|or that", or NULL */
	enum remedy remedy;
	const char *meaning;	/* one sentence: what it means */
	const char *advice;	/* one sentence: what to do */
};

/* Sets the code, the message, and the remedy and status of the code's row.  The message is
 * sanitised (text.h) and cut to fit.  Always returns false. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Does the same for a failed system call: it appends strerror(errno_value) and chooses DISK_FULL,
 * READ_ONLY_DISK, PERMISSION, TOO_FEW_FILES, OUT_OF_MEMORY or IO by it. */
bool err_set_errno(struct err *err, int errno_value, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Takes over a failure that was kept elsewhere: false, and *err is that one.  True if it is none. */
MUST_USE bool err_take(struct err *err, const struct err *kept);

/* Returns the row of a code, never NULL. */
const struct err_info *err_info(enum err_code code);

/* Classifies an HTTP failure.  It tries the rows whose `match` is in `message` (and whose status is
 * 0 or `status`), then the row of the bare status, then takes SERVER_ERROR from 500 up and
 * HTTP_OTHER below.  Sets err with `status` and with `message` as its words. */
bool err_set_http(struct err *err, int status, const char *message);

/* The word for a remedy in the command-line contract: "new_token", "fix_input", … */
const char *err_remedy_name(enum remedy remedy);

/* The exit status by the command-line contract: 1 to 8, or 130. */
int err_exit_status(const struct err *err);

#endif
