#include "app/cli/output.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

void output_init(struct output *output, bool json)
{
	*output = (struct output){ .json = json };
	buf_init(&output->text, 0);
	buf_init(&output->after, 0);
	buf_init(&output->warnings, 0);
}

static void free_keys(struct output *output)
{
	for (size_t i = 0; i < output->keys_count; i++) {
		apikey_free(output->keys[i].key);
		json_object_put(output->keys[i].members);
		free(output->keys[i].words);
	}
	free(output->keys);
}

void output_free(struct output *output)
{
	free_keys(output);
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
	output_text(output, "%-15s ", label);
	va_start(args, fmt);
	add_text(output, fmt, args);
	va_end(args);
	output_text(output, "\n");
}

void output_usd(struct output *output, const char *label, const char *usd)
{
	if (*usd)
		output_field(output, label, "%s USD", usd);
}

void output_add_key(struct output *output, struct apikey *key, struct json_object *members, const char *fmt, ...)
{
	struct output_key *added;
	va_list args;

	output->keys = mem_grow(output->keys, output->keys_count + 1, sizeof(*output->keys));
	added = &output->keys[output->keys_count++];
	*added = (struct output_key){ .key = key };
	if (output->json) {
		added->members = members;
		return;
	}
	json_object_put(members);
	va_start(args, fmt);
	added->words = mem_format(fmt, args);
	va_end(args);
	text_part_emoji(added->words);
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
	text_sanitise(shown, strlen(text) + 1, text, strlen(text));	/* it may contain a file name */
	text_part_emoji(shown);
	if (!is_said(&output->warnings, shown)) {
		buf_add_format(&output->warnings, "%s\n", shown);
		if (!output->json)
			output_say("rialto: warning: %s\n", shown);
	}
	free(shown);
	free(text);
}

void output_progress(const char *fmt, ...)
{
	va_list args;
	char *text;

	if (!isatty(STDERR_FILENO))
		return;
	va_start(args, fmt);
	text = mem_format(fmt, args);
	va_end(args);
	(void)output_say("%s\n", text);
	free(text);
}
