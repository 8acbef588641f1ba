#include "app/output.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exhausted.h"
#include "wallet/mem.h"
#include "wallet/text.h"

#define JSON_FLAGS (JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)

void output_init(struct output *output, bool json)
{
	*output = (struct output){ .json = json };
	buf_init(&output->text, 0);
	buf_init(&output->after, 0);
	buf_init(&output->warnings, 0);
}

void output_free(struct output *output)
{
	json_object_put(output->data);
	json_object_put(output->waits);
	buf_free(&output->text);
	buf_free(&output->after);
	buf_free(&output->warnings);
	apikey_free(output->key);
	apikey_free(output->unsaved);
	*output = (struct output){ 0 };
}

void output_set(struct output *output, struct json_object *data)
{
	json_object_put(output->data);
	output->data = NULL;
	if (output->json)
		output->data = data;
	else
		json_object_put(data);
}

void output_add(struct output *output, const char *name, struct json_object *value)
{
	if (!output->json) {
		json_object_put(value);
		return;
	}
	if (!output->data)
		output->data = json_object_new_object();
	json_object_object_add(output->data, name, value);
}

void output_waited(struct output *output, struct json_object *wait)
{
	if (!output->json) {
		json_object_put(wait);
		return;
	}
	if (!output->waits)
		output->waits = json_object_new_array();
	json_object_array_add(output->waits, wait);
}

static void add_text(struct output *output, const char *fmt, va_list args)
{
	char *text = mem_format(fmt, args);

	text_part_emoji(text);
	buf_add_string(output->key ? &output->after : &output->text, text);
	free(text);
}

void output_text(struct output *output, const char *fmt, ...)
{
	va_list args;

	if (output->json)
		return;
	va_start(args, fmt);
	add_text(output, fmt, args);
	va_end(args);
}

void output_field(struct output *output, const char *label, const char *fmt, ...)
{
	va_list args;

	if (output->json)
		return;
	output_text(output, "%-16s", label);
	va_start(args, fmt);
	add_text(output, fmt, args);
	va_end(args);
	output_text(output, "\n");
}

bool output_write(int fd, const void *bytes, size_t len, struct err *err)
{
	const char *p = bytes;

	while (len) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EAGAIN) {
			poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
			continue;
		}
		if (n < 0 && errno != EINTR)
			return err_set_errno(err, errno, "Cannot write the result");
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* A JSON string.  Venice's keys are plain characters; anything else is escaped, so that
 * the object stays one object whatever came. */
static bool write_json_string(const char *text, size_t len, struct err *err)
{
	struct secret escaped;
	bool ok = true;

	secret_init(&escaped, len * 6 + 2);
	ok = secret_append(&escaped, "\"", 1);
	for (size_t i = 0; ok && i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		char code[8];

		if (c >= 0x20 && c != '"' && c != '\\') {
			ok = secret_append(&escaped, &text[i], 1);
		} else {
			snprintf(code, sizeof(code), "\\u%04x", c);
			ok = secret_append(&escaped, code, 6);
		}
	}
	ok = ok && secret_append(&escaped, "\"", 1);
	ok = ok ? output_write(STDOUT_FILENO, escaped.data, escaped.len, err)
		: err_set(err, ERR_INTERNAL, "The text is too long to print");
	secret_free(&escaped);
	return ok;
}

/* A joiner is no character for a terminal: JSON has it as an escape, which says the same. */
static bool write_escaped(const char *text, size_t len, struct err *err)
{
	static const char joiner[] = "\xe2\x80\x8d", escape[] = "\\u200d";
	const char *found;

	while ((found = memmem(text, len, joiner, strlen(joiner)))) {
		size_t before = (size_t)(found - text);

		if (!output_write(STDOUT_FILENO, text, before, err) ||
		    !output_write(STDOUT_FILENO, escape, strlen(escape), err))
			return false;
		text += before + strlen(joiner);
		len -= before + strlen(joiner);
	}
	return output_write(STDOUT_FILENO, text, len, err);
}

static bool write_string(const char *s, struct err *err)
{
	return output_write(STDOUT_FILENO, s, strlen(s), err);
}

static bool write_warnings(const struct buf *warnings, struct err *err)
{
	const char *at = buf_string(warnings), *before = ",\"warnings\":[";

	if (!warnings->len)
		return true;
	for (; *at; before = ",") {
		size_t len = strcspn(at, "\n");

		if (!write_string(before, err) || !write_json_string(at, len, err))
			return false;
		at += len + 1;
	}
	return write_string("]", err);
}

static bool write_waits(struct json_object *waits, struct err *err)
{
	size_t len;
	const char *text = waits ? json_object_to_json_string_length(waits, JSON_FLAGS, &len) : NULL;

	return !text || (write_string(",\"waited\":", err) && output_write(STDOUT_FILENO, text, len, err));
}

/* An object in an object, which `start` opens.  The key becomes the inner one's first
 * member, before those that json-c wrote. */
static bool write_object(const char *start, const struct apikey *key, struct json_object *members,
			 const struct output *output, struct err *err)
{
	size_t len = 2;
	const char *data = members ? json_object_to_json_string_length(members, JSON_FLAGS, &len) : "{}";
	bool has_members = len > 2;

	exhausted_begun();
	if (!write_string(start, err))
		return false;
	if (key && (!write_string("\"apiKey\":", err) || !write_json_string(key->s.data, key->s.len, err) ||
		    (has_members && !write_string(",", err))))
		return false;
	return write_escaped(data + 1, len - 1, err) && write_warnings(&output->warnings, err) &&
	       write_waits(output->waits, err) && write_string("}\n", err);
}

static bool flush_text(const struct output *output, struct err *err)
{
	return output_write(STDOUT_FILENO, output->text.data, output->text.len, err) &&
	       (!output->key || output_write(STDOUT_FILENO, output->key->s.data, output->key->s.len, err)) &&
	       output_write(STDOUT_FILENO, output->after.data, output->after.len, err);
}

/* A file system of another machine may find out no earlier that it is full. */
static bool check_taken(struct err *err)
{
	int again = dup(STDOUT_FILENO);

	return again < 0 || close(again) == 0 || errno == EINTR || err_set_errno(err, errno, "Cannot write the result");
}

bool output_flush(const struct output *output, struct err *err)
{
	bool written = output->json ? write_object("{\"ok\":true,\"data\":{", output->key, output->data,
						 output, err)
				    : flush_text(output, err);

	return written && check_taken(err);
}

static struct json_object *error_object(const struct err *err)
{
	const struct err_info *info = err_info(err->code);
	struct json_object *error = json_object_new_object();

	json_object_object_add(error, "code", json_object_new_string(info->name));
	json_object_object_add(error, "status", err->status ? json_object_new_int(err->status) : NULL);
	json_object_object_add(error, "message", json_object_new_string(err->msg));
	json_object_object_add(error, "meaning", json_object_new_string(info->meaning));
	json_object_object_add(error, "do", json_object_new_string(info->advice));
	json_object_object_add(error, "remedy", json_object_new_string(err_remedy_name(err->remedy)));
	if (err->retry_after)
		json_object_object_add(error, "retryAfter", json_object_new_int64(err->retry_after));
	return error;
}

/* The key that there is in spite of the failure. */
static const struct apikey *made_key(const struct output *output)
{
	return output->unsaved ? output->unsaved : output->key;
}

static bool failure_json(const struct output *output, const struct err *err)
{
	struct json_object *error = error_object(err);
	struct err ignored;
	bool ok = write_object("{\"ok\":false,\"error\":{", made_key(output), error, output, &ignored);

	json_object_put(error);
	return ok;
}

static bool failure_text(const struct output *output, const struct err *err)
{
	const struct err_info *info = err_info(err->code);
	const struct apikey *key = output->json ? NULL : made_key(output);
	struct err ignored;
	bool ok = fprintf(stderr, "rialto: %s\n%s %s\n", err->msg, info->meaning, info->advice) > 0;

	if (!key)
		return ok;
	ok &= fprintf(stderr, "The API key was made %s. It is on standard output%s: keep it safe.\n",
		      output->unsaved ? "but could not be stored" : "and is stored", output->unsaved ? ", this once" : "") > 0;
	return output_write(STDOUT_FILENO, key->s.data, key->s.len, &ignored) && write_string("\n", &ignored) && ok;
}

/* People get to know in any case; a program did not get its object. */
bool output_failure(const struct output *output, const struct err *err)
{
	if (output->json && failure_json(output, err))
		return true;
	return failure_text(output, err) && !output->json;
}

static bool is_said(const struct buf *lines, const char *line)
{
	size_t len = strlen(line);

	for (const char *at = buf_string(lines); (at = strstr(at, line)); at += len)
		if ((at == buf_string(lines) || at[-1] == '\n') && at[len] == '\n')
			return true;
	return false;
}

void output_note(struct output *output, const char *fmt, ...)
{
	va_list args;
	char *text, *shown;

	va_start(args, fmt);
	text = mem_format(fmt, args);
	va_end(args);
	shown = mem_new(strlen(text) + 1, 1);
	text_sanitise(shown, strlen(text) + 1, text, strlen(text));	/* a file's name may be in it */
	text_part_emoji(shown);
	if (!is_said(&output->warnings, shown)) {
		buf_add_format(&output->warnings, "%s\n", shown);
		if (!output->json)
			fprintf(stderr, "rialto: warning: %s\n", shown);
	}
	free(shown);
	free(text);
}

void output_progress(const char *fmt, ...)
{
	va_list args;

	if (!isatty(STDERR_FILENO))
		return;
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
}
