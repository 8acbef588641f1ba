#include "app/cli/manual.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/subcommand.h"
#include "app/config_settings.h"
#include "tui/keybind_config.h"
#include "wallet/base/mem.h"
#include "wallet/model/action.h"

static void add_character(struct buf *out, char c)
{
	if (c == '\\')
		buf_add_string(out, "\\e");
	else if (c == '-')
		buf_add_string(out, "\\-");
	else if (c == '"')
		buf_add_string(out, "\\(dq");	/* a plain one would end the macro's argument */
	else
		buf_add_byte(out, (uint8_t)c);
}

/*
 * Writes text for mdoc.  A backslash begins an escape there, each sentence goes on a line of its
 * own, and a line must not begin with a dot or a quote, which would make it a request that
 * vanishes.
 */
static void add_mdoc(struct buf *out, const char *text)
{
	bool at_start = true;

	for (const char *p = text; *p; p++) {
		bool ends = *p == ' ' && p > text && (p[-1] == '.' || p[-1] == ':');

		if (at_start && (*p == '.' || *p == '\''))
			buf_add_string(out, "\\&");
		if (ends)
			buf_add_byte(out, '\n');
		else
			add_character(out, *p);
		at_start = ends;
	}
}

/* Writes a macro's argument, which must stay on its line. */
static void add_argument(struct buf *out, const char *text)
{
	buf_add_string(out, "\"");
	for (; *text; text++)
		add_character(out, *text);
	buf_add_string(out, "\"");
}

static void add_item(struct buf *out, const char *term, const char *rest, const char *meaning)
{
	buf_add_string(out, ".It Sy ");
	add_argument(out, term);
	if (rest && *rest) {
		buf_add_string(out, " No ");
		add_argument(out, rest);
	}
	buf_add_string(out, "\n");
	add_mdoc(out, meaning);
	buf_add_string(out, "\n");
}

static void add_option_item(struct buf *out, enum option_id id)
{
	const struct option_info *info = option_info(id);
	char term[64];

	snprintf(term, sizeof(term), "--%s", info->name);
	add_item(out, term, info->argument, info->help);
	if (info->environment)
		buf_add_format(out, ".Pq Ev %s\n", info->environment);
}

static void table_options(struct buf *out)
{
	for (unsigned i = 0; i < OPTION_COUNT; i++)
		if (option_info((enum option_id)i)->scope == OPTION_SCOPE_EVERYWHERE)
			add_option_item(out, (enum option_id)i);
}

static void table_commands(struct buf *out)
{
	for (size_t i = 0; i < subcommand_count; i++) {
		const struct subcommand *command = &subcommand_table[i];

		add_item(out, command->name, command->usage, command->help);
		if (*command->more) {
			buf_add_string(out, ".Pp\n");
			add_mdoc(out, command->more);
			buf_add_string(out, "\n");
		}
		if (!command->options)
			continue;
		buf_add_string(out, ".Bl -tag -width Ds -compact\n");
		for (unsigned id = 0; id < OPTION_COUNT; id++)
			if (subcommand_takes(command, (enum option_id)id))
				add_option_item(out, (enum option_id)id);
		buf_add_string(out, ".El\n");
	}
}

static void table_actions(struct buf *out)
{
	for (unsigned i = 1; i < ACTION_COUNT; i++)
		if (action_name((enum action_type)i))
			add_item(out, action_name((enum action_type)i), NULL, action_help((enum action_type)i));
}

/* Writes the rows of one table, as they hold in what begins with `first`. */
static void add_keybinds(struct buf *out, const struct keybinds *first, const struct keybinds *table)
{
	struct keybind_at at = { .first = first };

	buf_add_string(out, ".Pp\n.Em ");
	add_argument(out, table->title);
	buf_add_string(out, "\n.Bl -tag -width Ds -compact\n");
	while (keybind_next(&at, NULL, NULL, NULL)) {
		const char *name = keybind_name(&at.bind);
		char label[KEYBIND_LABEL_SIZE];

		if (at.table != table)
			continue;
		keybind_label(label, &at.bind);
		add_item(out, label, name, keybind_help(&at.bind));
	}
	buf_add_string(out, ".El\n");
}

/* Shared tables come first, then those of each pane and dialog. */
static void table_keys(struct buf *out)
{
	static const struct keybinds *const shared[] = {
		&keybinds_panes, &keybinds_over, &keybinds_move, &keybinds_choose, &keybinds_line, NULL,
	};
	const struct keybinds *first;

	for (size_t i = 0; shared[i]; i++)
		add_keybinds(out, shared[i], shared[i]);
	for (size_t i = 0; (first = keybind_all(i)); i++)
		for (const struct keybinds *table = first; table; table = table->then) {
			size_t at = 0;

			while (shared[at] && shared[at] != table)
				at++;
			if (shared[at])
				break;
			if (table->count)
				add_keybinds(out, first, table);
		}
}

static void table_settings(struct buf *out)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];

		add_item(out, setting->key, setting->form, setting->help);
		if (*setting->usual)
			buf_add_format(out, "It is\n.Sy %s\nunless set.\n", setting->usual);
	}
}

/* Writes "this|or that". */
static void add_texts(struct buf *out, const char *match)
{
	char *copy = mem_string(match), *rest = copy;

	for (const char *text = strsep(&rest, "|"); text; text = strsep(&rest, "|")) {
		buf_add_string(out, "\n.Dq ");
		add_argument(out, text);
		if (rest)
			buf_add_string(out, "\nor");
	}
	free(copy);
}

/* Writes how an answer is recognised as this failure. */
static void add_signs(struct buf *out, const struct err_info *info)
{
	if (info->status)
		buf_add_format(out, "\nHTTP status %d", info->status);
	if (info->match) {
		buf_add_string(out, info->status ? "\nwith" : "\nRecognised by");
		add_texts(out, info->match);
		buf_add_string(out, " .");
	} else if (info->status) {
		buf_add_string(out, ".");
	}
}

static void table_errors(struct buf *out)
{
	for (unsigned i = 1; i < ERR_COUNT; i++) {
		const struct err_info *info = err_info((enum err_code)i);
		struct err err = { .code = (enum err_code)i, .remedy = info->remedy };

		add_item(out, info->name, NULL, info->meaning);
		add_mdoc(out, info->advice);
		add_signs(out, info);
		buf_add_format(out, "\nRemedy\n.Sy %s ,\nexit status %d.\n", err_remedy_name(info->remedy),
			       err_exit_status(&err));
	}
}

bool manual_print(struct buf *out, const char *table, struct err *err)
{
	static const struct {
		const char *name;
		void (*print)(struct buf *out);
	} tables[] = {
		{ "options", table_options }, { "commands", table_commands },
		{ "actions", table_actions }, { "keys", table_keys }, { "errors", table_errors },
		{ "settings", table_settings },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(tables); i++)
		if (!strcmp(tables[i].name, table)) {
			tables[i].print(out);
			return true;
		}
	return err_set(err, ERR_USAGE, "There is no table '%.30s'", table);
}
