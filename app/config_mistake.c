/* config_mistake: what is wrong in the configuration, and how much that matters. */
#include "app/config_mistake.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/config_place.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define NAME_MOST 32

void config_mistaken(struct place *place, bool grave, unsigned column, const char *fmt, ...)
{
	struct config_mistake mistake = { .line = place->line, .column = column, .grave = grave };
	struct config *config = place->config;
	char why[sizeof(mistake.why)];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	text_sanitise(mistake.why, sizeof(mistake.why), why, strlen(why));
	config->grave |= grave;
	if (config->mistake_count < CONFIG_MISTAKES_MAX)
		config->mistakes[config->mistake_count] = mistake;
	else if (grave)		/* a grave one must be there to be named */
		config->mistakes[CONFIG_MISTAKES_MAX - 1] = mistake;
	config->mistake_count++;
}

void config_mistake_say(char out[CONFIG_MISTAKE_SIZE], const struct config_mistake *mistake, const char *file)
{
	snprintf(out, CONFIG_MISTAKE_SIZE, "%.200s, line %u, column %u: %s", file, mistake->line, mistake->column,
		 mistake->why);
}

bool config_check(const struct config *config, const char *file, bool forgives, struct err *err)
{
	char text[CONFIG_MISTAKE_SIZE];
	size_t kept = config->mistake_count < CONFIG_MISTAKES_MAX ? config->mistake_count : CONFIG_MISTAKES_MAX;

	for (size_t i = 0; i < kept; i++) {
		unsigned others = config->mistake_count - 1;

		if (forgives && !config->mistakes[i].grave)
			continue;
		config_mistake_say(text, &config->mistakes[i], file);
		if (!others)
			return err_set(err, ERR_CONFIG_BAD, "%s", text);
		return err_set(err, ERR_CONFIG_BAD, "%s (and %u more mistake%s)", text, others, others == 1 ? "" : "s");
	}
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Returns how many characters must be changed, left out, put in or swapped with the next one (the optimal
 * string alignment distance). */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][NAME_MOST + 1], len = strlen(b);
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= len; j++)
		last[j] = j;
	memcpy(before, last, sizeof(rows[0]));
	for (size_t i = 1; a[i - 1]; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= len; j++) {
			now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[len];
}

/* The names of all settings, by number: the file's, then those of the sections; NULL after the last. */
static const char *name_of(size_t number, const char **section, bool *grave)
{
	*section = NULL;
	*grave = true;
	if (number < CONFIG_SETTINGS) {
		*grave = config_settings[number].care != SETTING_SCREEN;
		return config_settings[number].key;
	}
	number -= CONFIG_SETTINGS;
	*section = "[network NAME]";
	if (number < CONFIG_NETWORK_SETTINGS)
		return config_network_settings[number].key;
	number -= CONFIG_NETWORK_SETTINGS;
	*section = "[handover NAME]";
	if (number == 0)
		return "command";
	*section = "[policy WALLET]";
	return config_policy_key(number - 1);
}

struct config_near config_nearest(const char *name)
{
	struct config_near nearest = { 0 };
	size_t best = strlen(name) / 3 + 1;
	const char *section;
	bool grave;

	if (strlen(name) > NAME_MOST)
		return nearest;
	for (size_t i = 0; name_of(i, &section, &grave); i++) {
		size_t far = distance(name, name_of(i, &section, &grave));

		if (far >= best + (nearest.name == NULL))
			continue;
		best = far;
		nearest = (struct config_near){ name_of(i, &section, &grave), section, grave };
	}
	return nearest;
}
