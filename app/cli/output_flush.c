/* output_flush: writes what was collected, at the end of the command, and a failure in its place. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/output.h"
#include "app/exhausted.h"
#include "wallet/base/text.h"

#define JSON_FLAGS (JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)

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

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* Writes a JSON string straight from the memory it is in.  Venice's keys are plain characters;
 * anything else is escaped, so that the output stays one object. */
static bool write_json_string(const char *text, size_t len, struct err *err)
{
	bool ok = output_write(STDOUT_FILENO, "\"", 1, err);

	for (size_t i = 0, end; ok && i < len; i = end) {
		char code[8];

		for (end = i; end < len && is_plain(text[end]); end++)
			;
		ok = output_write_json(text + i, end - i, err);
		if (ok && end < len) {
			snprintf(code, sizeof(code), "\\u%04x", (unsigned char)text[end++]);
			ok = output_write(STDOUT_FILENO, code, 6, err);
		}
	}
	return ok && output_write(STDOUT_FILENO, "\"", 1, err);
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

static const char *json_text(struct json_object *value, size_t *len)
{
	*len = 2;
	return value ? json_object_to_json_string_length(value, JSON_FLAGS, len) : "{}";
}

static bool write_waits(struct json_object *waits, struct err *err)
{
	size_t len;
	const char *text = json_text(waits, &len);

	return !waits || (write_string(",\"waited\":", err) && output_write_json(text, len, err));
}

/* Says what Venice's RPC cost, if it was asked. */
static bool write_rpc_cost(const struct rpc_cost *cost, struct err *err)
{
	char usd[RPC_COST_TEXT_SIZE], text[160];

	if (!cost->requests)
		return true;
	rpc_cost_format(usd, cost->nano_usd);
	snprintf(text, sizeof(text), ",\"rpc\":{\"requests\":%llu,\"cost_usd\":\"%s\",\"unpriced\":%llu}",
		 (unsigned long long)cost->requests, usd, (unsigned long long)cost->unpriced);
	return write_string(text, err);
}

static void tell_rpc_cost(const struct rpc_cost *cost)
{
	char usd[RPC_COST_TEXT_SIZE];

	if (!cost->requests)
		return;
	rpc_cost_format(usd, cost->nano_usd);
	output_say("rialto: Venice's RPC: %llu request%s, %s USD\n", (unsigned long long)cost->requests,
		   cost->requests == 1 ? "" : "s", usd);
}

/* Makes json-c write everything once.  It keeps that memory, so none is needed in the middle of the output. */
static void take_memory(struct json_object *members, const struct output *output)
{
	size_t ignored;

	(void)json_text(members, &ignored);
	(void)json_text(output->waits, &ignored);
	for (size_t i = 0; i < output->keys_count; i++)
		(void)json_text(output->keys[i].members, &ignored);
	exhausted_begun();
}

/* Writes the key as the first member, then those that json-c wrote, and ends the object. */
static bool write_members(const struct apikey *key, struct json_object *members, struct err *err)
{
	size_t len;
	const char *text = json_text(members, &len);

	if (key && (!write_string("\"apiKey\":", err) || !write_json_string(key->s.data, key->s.len, err) ||
		    (len > 2 && !write_string(",", err))))
		return false;
	return output_write_json(text + 1, len - 1, err);
}

/* Writes "keys", if there are several; with `more`, a comma follows. */
static bool write_keys(const struct output *output, bool more, struct err *err)
{
	for (size_t i = 0; i < output->keys_count; i++)
		if (!write_string(i ? ",{" : "\"keys\":[{", err) ||
		    !write_members(output->keys[i].key, output->keys[i].members, err))
			return false;
	return !output->keys_count || write_string(more ? "]," : "]", err);
}

/* Writes an object inside another, which `start` opens. */
static bool write_object(const char *start, const struct apikey *key, struct json_object *members,
			 const struct output *output, struct err *err)
{
	bool more = key || (members && json_object_object_length(members));

	take_memory(members, output);
	return write_string(start, err) && write_keys(output, more, err) && write_members(key, members, err) &&
	       write_warnings(&output->warnings, err) && write_waits(output->waits, err) &&
	       write_rpc_cost(&output->rpc_cost, err) && write_string("}\n", err);
}

static bool write_text(const char *text, size_t len, struct err *err)
{
	return output_write_text(STDOUT_FILENO, text, len, err);
}

/* Writes a line for each of several keys. */
static bool write_lines(const struct output *output, struct err *err)
{
	for (size_t i = 0; i < output->keys_count; i++) {
		const struct secret *key = &output->keys[i].key->s;

		if (!write_text(output->keys[i].words, strlen(output->keys[i].words), err) ||
		    !output_write(STDOUT_FILENO, key->data, key->len, err) || !write_string("\n", err))
			return false;
	}
	return true;
}

static bool flush_text(const struct output *output, struct err *err)
{
	return write_text(buf_string(&output->text), output->text.len, err) && write_lines(output, err) &&
	       (!output->key || output_write(STDOUT_FILENO, output->key->s.data, output->key->s.len, err)) &&
	       write_text(buf_string(&output->after), output->after.len, err);
}

/* A network file system may report a full disk only here. */
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

	if (!output->json)
		tell_rpc_cost(&output->rpc_cost);

	return written && check_taken(err);
}

struct json_object *output_error(const struct err *err)
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

/* Returns the key that was made in spite of the failure. */
static const struct apikey *made_key(const struct output *output)
{
	return output->unsaved ? output->unsaved : output->key;
}

/* What holds all the same stands in the error beside its own members. */
static void add_data(struct json_object *error, const struct output *output)
{
	if (!output->holds || !output->data)
		return;
	json_object_object_foreach(output->data, name, value) {
		json_object_object_add(error, name, json_object_get(value));
	}
}

static bool failure_json(const struct output *output, const struct err *err)
{
	struct json_object *error = output_error(err);
	struct err ignored;
	bool ok;

	add_data(error, output);
	ok = write_object("{\"ok\":false,\"error\":{", made_key(output), error, output, &ignored);

	json_object_put(error);
	return ok;
}

static bool give_key(const struct apikey *key, bool stored)
{
	struct err ignored;

	return output_say("The API key was made %s. It is on standard output%s: keep it safe.\n",
		       stored ? "and is stored" : "but could not be stored", stored ? "" : ", this once") &&
	       output_write(STDOUT_FILENO, key->s.data, key->s.len, &ignored) && write_string("\n", &ignored);
}

static bool give_keys(const struct output *output)
{
	struct err ignored;

	return output_say("%zu API key%s made and stored all the same. %s on standard output: keep %s safe.\n",
		       output->keys_count, output->keys_count == 1 ? " was" : "s were",
		       output->keys_count == 1 ? "It is" : "They are", output->keys_count == 1 ? "it" : "them") &&
	       write_lines(output, &ignored);
}

static bool failure_text(const struct output *output, const struct err *err)
{
	const struct err_info *info = err_info(err->code);
	const struct apikey *key = output->json ? NULL : made_key(output);
	struct err ignored;
	bool ok = output_say("rialto: %s\n%s %s\n", err->msg, info->meaning, info->advice);

	if (!output->json && output->holds)
		ok &= flush_text(output, &ignored);
	if (!output->json && output->keys_count)
		ok &= give_keys(output);
	if (!output->json)
		tell_rpc_cost(&output->rpc_cost);
	return (!key || give_key(key, !output->unsaved)) && ok;
}

/* People always see the failure; a program did not get its object. */
bool output_failure(const struct output *output, const struct err *err)
{
	if (output->json && failure_json(output, err))
		return true;
	return failure_text(output, err) && !output->json;
}
