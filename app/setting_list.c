#include "app/setting_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config_settings.h"
#include "wallet/base/text.h"

/* Says where the value comes from, and returns it. */
static const char *find_value(char from[sizeof(((struct setting_row *)0)->from)], const struct config_setting *setting,
			      const struct config_value *value, const struct options *options)
{
	const struct option_info *info = setting->option == OPTION_COUNT ? NULL : option_info(setting->option);
	const char *given = info ? options_value(options, setting->option) : NULL;
	const char *no_color = getenv("NO_COLOR");
	size_t size = sizeof(((struct setting_row *)0)->from);

	if (info && options->given[setting->option]) {
		snprintf(from, size, "--%s", info->name);
		return setting->flag ? setting->flag : given;
	}
	if (info && given) {
		snprintf(from, size, "%s", info->environment);
		return given;
	}
	if (setting->option == OPTION_NO_COLOR && no_color && *no_color) {
		snprintf(from, size, "NO_COLOR");
		return setting->flag;
	}
	if (*value->text)
		snprintf(from, size, "config, line %u", value->line);
	else
		snprintf(from, size, "usual");
	return *value->text ? value->text : setting->usual;
}

static void add_rows(struct setting_rows *out, const struct config *config, const struct options *options)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];
		struct setting_row *row = &out->items[out->count++];
		const char *value;

		*row = (struct setting_row){
			.name = setting->key, .help = setting->help, .form = setting->form, .usual = setting->usual,
			.changes = setting->care != SETTING_FILE, .switches = !strcmp(setting->form, "yes or no"),
		};
		value = find_value(row->from, setting, &config->values[i], options);
		text_sanitise(row->value, sizeof(row->value), value, strlen(value));
	}
}

static void add_mistake(struct setting_rows *out, unsigned line, unsigned column, const char *why)
{
	struct setting_mistake *mistake = &out->mistakes[out->mistake_count];
	char text[SETTING_MISTAKE_SIZE];

	if (out->mistake_count == SETTING_MISTAKES_MAX)
		return;
	*mistake = (struct setting_mistake){ .line = line, .column = column };
	snprintf(text, sizeof(text), "line %u, column %u: %s", line, column, why);
	text_sanitise(mistake->text, sizeof(mistake->text), text, strlen(text));
	out->mistake_count++;
}

static void tell_key(void *context, const struct keybind_setting *setting, unsigned column, const char *why)
{
	add_mistake(context, setting->line, column, why);
}

static int compare(const void *a, const void *b)
{
	const struct setting_mistake *one = a, *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return (one->column > other->column) - (one->column < other->column);
}

static void add_mistakes(struct setting_rows *out, const struct config *config)
{
	for (size_t i = 0; i < config->mistake_count && i < CONFIG_MISTAKES_MAX; i++)
		add_mistake(out, config->mistakes[i].line, config->mistakes[i].column, config->mistakes[i].why);
	keybind_configure(NULL, config->keybinds, config->keybind_count, tell_key, out);
	qsort(out->mistakes, out->mistake_count, sizeof(*out->mistakes), compare);
}

static void add_rest(struct setting_rows *out, unsigned count, const char *one, const char *many)
{
	size_t len = strlen(out->rest);

	if (count)
		snprintf(out->rest + len, sizeof(out->rest) - len, "%s%u %s", len ? ", " : "", count, count == 1 ? one : many);
}

static bool may_be(const char *name, const char *value)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++)
		if (!strcmp(config_settings[i].key, name))
			return config_may_be(&config_settings[i], value);
	return false;
}

void setting_list_fill(struct setting_rows *out, const struct config *config, const struct home *home,
		       const struct options *options)
{
	char path[HOME_PATH_SIZE + 16];

	*out = (struct setting_rows){ .count = 0 };
	snprintf(path, sizeof(path), "%s/config", home->config);
	text_sanitise(out->file, sizeof(out->file), path, strlen(path));
	add_rest(out, config->network_count, "network", "networks");
	add_rest(out, config->policy_count, "policy", "policies");
	add_rest(out, config->handover_count, "handover", "handovers");
	add_rest(out, config->keybind_count, "line of [keys]", "lines of [keys]");
	out->may_be = may_be;
	add_rows(out, config, options);
	add_mistakes(out, config);
}
