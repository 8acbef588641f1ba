/*
 * err: one error value for the whole program.
 *
 * The law of this code base, written once, here:
 * - arguments come as outputs, then inputs, then `struct err *` last;
 * - a fallible function returns bool, true on success;
 * - on success the error is left untouched, on failure it is set, so
 *   `return err_set(err, …)` is the usual last line of a failure path;
 * - on failure the outputs hold nothing that must be freed or wiped.
 *
 * Every code is a row of errors.def: the error panel, --json, the exit
 * status and the man page all come from that one table.
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
	int status;		/* HTTP status, 0 where there was none */
	long retry_after;	/* seconds a server asked us to wait, 0 if it did not */
	char msg[160];		/* one sanitised UTF-8 line, what happened in this case */
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

/* Sets code, the table's remedy and status, and the message, sanitised (text.h)
 * and cut to fit.  Always returns false. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* As err_set for a failed system call: appends strerror(errno_value) and picks
 * DISK_FULL, READ_ONLY_DISK, PERMISSION or IO by it. */
bool err_set_errno(struct err *err, int errno_value, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* The row of a code.  Never NULL. */
const struct err_info *err_info(enum err_code code);

/* Classifies an HTTP failure: first the rows whose `match` is in `message` (and
 * whose status is 0 or `status`), then the row of the bare status, else
 * SERVER_ERROR from 500 up and HTTP_OTHER below.  Sets err with `message` as its words and `status`. */
bool err_set_http(struct err *err, int status, const char *message);

/* "new_token", "fix_input", …: the word of the command-line contract. */
const char *err_remedy_name(enum remedy remedy);

/* Exit status of the command-line contract: 1 to 8, or 130. */
int err_exit_status(const struct err *err);

#endif
