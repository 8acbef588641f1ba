#include "wallet/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static const struct err_info table[ERR_COUNT] = {
#define ERROR(id, name, status, match, remedy, meaning, advice) \
	[ERR_##id] = { name, status, match, REMEDY_##remedy, meaning, advice },
#include "wallet/base/errors.def"
#undef ERROR
};

static const struct {
	const char *name;
	int exit_status;
} remedies[] = {
	[REMEDY_STOP] = { "stop", 1 },
	[REMEDY_FIX_INPUT] = { "fix_input", 2 },
	[REMEDY_SWITCH_WALLET] = { "switch_wallet", 2 },
	[REMEDY_RETRY] = { "retry", 3 },
	[REMEDY_NEW_TOKEN] = { "new_token", 4 },
	[REMEDY_STAKE] = { "stake", 5 },
	[REMEDY_FUND] = { "fund", 5 },
	[REMEDY_CHECK_KEYS] = { "check_keys", 6 },
	[REMEDY_UNLOCK] = { "unlock", 7 },
};

bool err_take(struct err *err, const struct err *kept)
{
	if (kept->code == ERR_NONE)
		return true;
	*err = *kept;
	return false;
}

const struct err_info *err_info(enum err_code code)
{
	return &table[code < ERR_COUNT ? code : ERR_INTERNAL];
}

static bool set(struct err *err, enum err_code code, const char *text)
{
	const struct err_info *info = err_info(code);

	*err = (struct err){ .code = code, .remedy = info->remedy, .status = info->status };
	text_sanitise(err->msg, sizeof(err->msg), text, strlen(text));
	text_part_emoji(err->msg);
	return false;
}

/* The text is made apart from err, because err->msg may be one of the arguments.  Its room is
 * larger than msg, so a character that is cut here lies beyond what msg can hold. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	char text[4 * sizeof(err->msg)];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return set(err, code, text);
}

static enum err_code code_of_errno(int value)
{
	static const struct {
		int value;
		enum err_code code;
	} codes[] = {
		{ ENOSPC, ERR_DISK_FULL },  { EDQUOT, ERR_DISK_FULL }, { EROFS, ERR_READ_ONLY_DISK },
		{ EACCES, ERR_PERMISSION }, { EPERM, ERR_PERMISSION }, { ENOMEM, ERR_OUT_OF_MEMORY },
		{ EMFILE, ERR_TOO_FEW_FILES }, { ENFILE, ERR_TOO_FEW_FILES },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i].value == value)
			return codes[i].code;
	return ERR_IO;
}

bool err_set_errno(struct err *err, int errno_value, const char *fmt, ...)
{
	char text[4 * sizeof(err->msg)], room[64];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return err_set(err, code_of_errno(errno_value), "%s: %s", text,
		       strerror_r(errno_value, room, sizeof(room)));
}

/* Is one of the texts that '|' separates in the message? */
static bool says(const char *message, const char *match)
{
	while (*match) {
		size_t len = strcspn(match, "|");

		if (memmem(message, strlen(message), match, len))
			return true;
		match += len + (match[len] == '|');
	}
	return false;
}

static enum err_code classify(int status, const char *message)
{
	for (enum err_code code = 0; code < ERR_COUNT; code++) {
		const struct err_info *row = &table[code];

		if (row->match && (!row->status || row->status == status) && says(message, row->match))
			return code;
	}
	for (enum err_code code = 0; code < ERR_COUNT; code++)
		if (!table[code].match && table[code].status && table[code].status == status)
			return code;
	return status >= 500 ? ERR_SERVER_ERROR : ERR_HTTP_OTHER;
}

/* If the server says nothing, the words come from the table. */
bool err_set_http(struct err *err, int status, const char *message)
{
	enum err_code code = classify(status, message ? message : "");

	set(err, code, message && *message ? message : err_info(code)->meaning);
	err->status = status;
	return false;
}

const char *err_remedy_name(enum remedy remedy)
{
	return remedies[remedy].name;
}

int err_exit_status(const struct err *err)
{
	if (err->code == ERR_READONLY)
		return 8;
	if (err->code == ERR_INTERRUPTED)
		return 130;
	return remedies[err->remedy].exit_status;
}
