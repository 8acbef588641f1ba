#include "app/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config_place.h"
#include "keystore/home.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/tx_fees.h"
#include "wallet/model/model.h"

void config_init(struct config *config)
{
	*config = (struct config){
		.lock_after_ms = -1, .max_tip = { TOKEN_ETH, u256_from_u64(TX_TIP_MOST) }, .mouse = true, .color = true,
		.refresh_ms = REFRESH_MS, .decimals = -1,
	};
}

bool config_may_set(struct place *place, bool grave, unsigned *first, const char *key, const char *form,
		    const char *value)
{
	if (!*value)
		config_mistaken(place, grave, place->key_column, "%s is empty: leave the line out, or give it %s", key, form);
	else if (*first)
		config_mistaken(place, grave, place->key_column, "%s is set already, in line %u", key, *first);
	else
		*first = place->line;
	return *first == place->line;
}

/* A name that is like that of a limit was meant to be one. */
static void unknown(struct place *place, const char *key)
{
	struct config_near near = config_nearest(key);

	if (!near.name)
		config_mistaken(place, false, place->key_column, "there is no setting '%.40s'", key);
	else if (!strcmp(near.name, key))
		config_mistaken(place, true, place->key_column, "%s stands in a section %s", key, near.section);
	else
		config_mistaken(place, near.grave, place->key_column, "there is no setting '%.40s'; did you mean %s?", key,
				near.name);
}

static void set_general(struct place *place, const char *key, const char *value)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];
		struct config_value *at = &place->config->values[i];
		bool grave = setting->care != SETTING_SCREEN;

		if (strcmp(setting->key, key) != 0)
			continue;
		if (!config_may_set(place, grave, &at->line, key, setting->form, value))
			return;
		if (setting->set(place->config, value))
			snprintf(at->text, sizeof(at->text), "%s", value);
		else
			config_mistaken(place, grave, place->value_column + config_fault(setting, value), "%s must be %s", key,
					setting->form);
		return;
	}
	unknown(place, key);
}

unsigned config_column(const char *line, const char *at)
{
	unsigned column = 1;

	for (; line < at; line++)
		column += ((unsigned char)*line & 0xc0) != 0x80;
	return column;
}

/* Trims blanks in place. */
static char *trim(char *text)
{
	const char *inner = text;
	size_t len = strlen(text);

	text_trim(&inner, &len);
	memmove(text, inner, len);
	text[len] = 0;
	return text;
}

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* A fault in [keys] spoils nothing else, so it is left out and reported when the screen opens. */
static void parse_key(struct place *place, const char *line)
{
	struct keybind_setting *setting = &place->config->keybinds[place->config->keybind_count];
	const char *name = skip_blanks(line), *equals = strchr(name, '=');
	const char *value = equals ? skip_blanks(equals + 1) : "";
	char text[sizeof(setting->inputs)];

	if (place->config->keybind_count == KEYBIND_SETTINGS_MAX) {
		config_mistaken(place, false, place->key_column, "there are more than %d keys", KEYBIND_SETTINGS_MAX);
		return;
	}
	*setting = (struct keybind_setting){ .line = place->line, .column = config_column(line, name) };
	setting->inputs_column = equals ? config_column(line, value) : config_column(line, name + strlen(name));
	snprintf(setting->name, sizeof(setting->name), "%.*s", equals ? (int)(equals - name) : (int)strlen(name), name);
	snprintf(text, sizeof(text), "%s", value);
	memcpy(setting->inputs, trim(text), strlen(text) + 1);
	trim(setting->name);
	place->config->keybind_count++;
}

/* Notes where the setting and its value are, before the line is cut into them.  A section's "value" is
 * its name. */
static void note_columns(struct place *place, const char *line, const char *first)
{
	const char *value = strpbrk(first, *first == '[' ? " \t" : "=");

	place->key_column = config_column(line, first);
	place->value_column = value ? config_column(line, skip_blanks(value + 1)) : place->key_column;
}

/* Without the sign nobody knows what the line says.  Its first word may be the name of a limit. */
static void no_equals(struct place *place, char *line)
{
	bool grave;

	line[strcspn(line, " \t:")] = 0;
	grave = !place->in_keys && (place->network || place->handover || place->policy || config_nearest(line).grave);
	config_mistaken(place, grave, place->key_column, "a setting looks like key = value");
}

static void parse_setting(struct place *place, char *line)
{
	char *equals = strchr(line, '='), *key, *value;

	if (!equals) {
		no_equals(place, line);
		return;
	}
	*equals = 0;
	value = trim(equals + 1);
	key = trim(line);
	if (place->policy || place->handover || place->network)
		config_section_set(place, key, value);
	else
		set_general(place, key, value);
}

static void parse_line(struct place *place, char *line)
{
	const char *first = skip_blanks(line);

	note_columns(place, line, first);
	if (place->in_keys && *first && !strchr("#[\r", *first)) {
		parse_key(place, line);
		return;
	}
	line = trim(line);
	if (*line == '[')
		config_section_begin(place, line);
	else if (*line && *line != '#' && !place->lost)
		parse_setting(place, line);
}

static void parse_lines(struct place *place, char *text)
{
	while (text) {
		char *end = strchr(text, '\n');

		if (end)
			*end++ = 0;
		place->line++;
		parse_line(place, text);
		text = end;
	}
}

bool config_parse(struct config *config, const char *text, size_t len, const char *name, struct err *err)
{
	struct place place = { .config = config };
	char *copy;

	if (len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		return err_set(err, ERR_CONFIG_BAD, "%s is UTF-16 text: save it as UTF-8", name);
	if (memchr(text, 0, len))
		return err_set(err, ERR_CONFIG_BAD, "%s is not a text file", name);
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))	/* skip a byte order mark */
		text += 3, len -= 3;
	copy = mem_new(len + 1, 1);
	memcpy(copy, text, len);
	parse_lines(&place, copy);
	free(copy);
	return true;
}

bool config_load(struct config *config, struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE + 16];
	struct buf text;
	bool found, ok;

	snprintf(path, sizeof(path), "%s/config", home->config);
	buf_init(&text, CONFIG_FILE_MAX);
	ok = home_read_config(&text, &found, home, err) &&
	     (!found || config_parse(config, buf_string(&text), text.len, path, err));
	buf_free(&text);
	return ok;
}

bool config_network(struct network *out, const struct config *config, const char *name, struct err *err)
{
	for (unsigned i = 0; i < config->network_count; i++)
		if (!strcmp(config->networks[i].name, name)) {
			*out = config->networks[i];
			return true;
		}
	return network_builtin(out, name) ||
	       err_set(err, ERR_INVALID_INPUT, "There is no network '%.40s'; base and practice are built in", name);
}
