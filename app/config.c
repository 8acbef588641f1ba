#include "app/config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/config_policy.h"
#include "app/config_settings.h"
#include "keystore/home.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/tx_fees.h"

#define FILE_MAX ((size_t)1 << 16)

void config_init(struct config *config)
{
	*config = (struct config){
		.lock_after_ms = -1, .max_tip = { TOKEN_ETH, u256_from_u64(TX_TIP_MOST) }, .mouse = true, .color = true,
	};
}

/* The state of the parser. */
struct place {
	struct config *config;
	struct network *network;	/* the section's; NULL outside of such sections */
	struct handover_command *handover;	/* the same for a handover */
	struct policy *policy;			/* … and for a policy */
	bool in_keys;				/* in [keys] */
	const char *name;
	unsigned line, column;		/* column 0: it is not said */
	unsigned key_column, value_column;	/* of the setting in this line */
	/* The line of each setting, 0 for those not seen: of the file, of each network and of
	 * each handover. */
	unsigned set_at[CONFIG_SETTINGS], networks_set_at[CONFIG_NETWORKS_MAX][CONFIG_NETWORK_SETTINGS];
	unsigned handovers_set_at[CONFIG_HANDOVERS_MAX], policies_set_at[CONFIG_POLICIES_MAX][CONFIG_POLICY_KEYS];
};

static bool bad(const struct place *place, struct err *err, const char *fmt, ...) PRINTF_LIKE(3, 4);
static bool bad(const struct place *place, struct err *err, const char *fmt, ...)
{
	char why[200];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	if (place->column)
		return err_set(err, ERR_CONFIG_BAD, "%s, line %u, column %u: %s", place->name, place->line, place->column, why);
	return err_set(err, ERR_CONFIG_BAD, "%s, line %u: %s", place->name, place->line, why);
}

static struct network *find_network(struct config *config, const char *name)
{
	for (unsigned i = 0; i < config->network_count; i++)
		if (!strcmp(config->networks[i].name, name))
			return &config->networks[i];
	return NULL;
}

/* Finds a section's network: one seen before, a built-in one, or a new one.  A new one counts as
 * real money, which is the careful guess. */
static bool begin_network(struct place *place, const char *name, struct err *err)
{
	struct config *config = place->config;
	struct network fresh = { .chain_id = 8453, .real_money = true };

	place->network = find_network(config, name);
	if (place->network)
		return true;
	if (config->network_count == CONFIG_NETWORKS_MAX)
		return bad(place, err, "there are more than %d networks", CONFIG_NETWORKS_MAX);
	if (!config_set_text(fresh.name, sizeof(fresh.name), name))
		return bad(place, err, "a network's name has 1 to %d plain characters", NETWORK_NAME_SIZE - 1);
	memcpy(fresh.title, fresh.name, sizeof(fresh.title));
	network_builtin(&fresh, name);
	config->networks[config->network_count] = fresh;
	place->network = &config->networks[config->network_count++];
	return true;
}

static bool begin_handover(struct place *place, const char *name, struct err *err)
{
	struct config *config = place->config;
	struct handover_command fresh = { 0 };

	for (unsigned i = 0; i < config->handover_count; i++)
		if (!strcmp(config->handovers[i].name, name)) {
			place->handover = &config->handovers[i];
			return true;
		}
	if (config->handover_count == CONFIG_HANDOVERS_MAX)
		return bad(place, err, "there are more than %d handovers", CONFIG_HANDOVERS_MAX);
	if (!config_set_text(fresh.name, sizeof(fresh.name), name))
		return bad(place, err, "a handover's name has 1 to %zu plain characters", sizeof(fresh.name) - 1);
	config->handovers[config->handover_count] = fresh;
	place->handover = &config->handovers[config->handover_count++];
	return true;
}

/* A wallet's name may stand in quotes, because it may have blanks at its sides or end in one. */
static bool begin_policy(struct place *place, const char *name, struct err *err)
{
	struct config *config = place->config;
	struct policy fresh = { 0 };
	size_t len = strlen(name);
	char bare[sizeof(fresh.wallet) + 2];

	place->column = place->value_column;
	if (len >= 2 && *name == '"' && name[len - 1] == '"')
		name++, len -= 2;
	snprintf(bare, sizeof(bare), "%.*s", (int)(len < sizeof(bare) ? len : sizeof(bare) - 1), name);
	for (unsigned i = 0; i < config->policy_count; i++)
		if (!strcmp(config->policies[i].wallet, bare)) {
			place->policy = &config->policies[i];
			return true;
		}
	if (config->policy_count == CONFIG_POLICIES_MAX)
		return bad(place, err, "there are more than %d policies", CONFIG_POLICIES_MAX);
	if (!config_set_text(fresh.wallet, sizeof(fresh.wallet), bare))
		return bad(place, err, "a policy needs a wallet's name or address, like [policy agent-1]");
	config->policies[config->policy_count] = fresh;
	place->policy = &config->policies[config->policy_count++];
	return true;
}

static const struct {
	const char *word;
	bool (*begin)(struct place *place, const char *name, struct err *err);
} sections[] = {
	{ "[network", begin_network },
	{ "[handover", begin_handover },
	{ "[policy", begin_policy },
};

static void leave_section(struct place *place)
{
	place->network = NULL;
	place->handover = NULL;
	place->policy = NULL;
	place->column = 0;
	place->in_keys = false;
}

static bool parse_section(struct place *place, char *line, struct err *err)
{
	size_t len = strlen(line);

	for (size_t i = 0; i < ARRAY_LENGTH(sections) && line[len - 1] == ']'; i++) {
		char *name = line + strlen(sections[i].word);

		if (strncmp(line, sections[i].word, strlen(sections[i].word)) || (*name != ' ' && *name != '\t'))
			continue;
		line[len - 1] = 0;
		leave_section(place);
		return sections[i].begin(place, name + strspn(name, " \t"), err);
	}
	if (strcmp(line, "[keys]"))
		return bad(place, err, "a section looks like [network NAME], [handover NAME], [policy WALLET] or [keys]");
	leave_section(place);
	place->in_keys = true;
	return true;
}

/* Refuses an empty value, which may have been left to fill in, and a second value, because
 * nobody knows which one was meant. *first is the line of the first one, 0 for none. */
static bool may_set(struct place *place, unsigned *first, const char *key, const char *form, const char *value,
		    struct err *err)
{
	if (!*value)
		return bad(place, err, "%s is empty: leave the line out, or give it %s", key, form);
	if (*first)
		return bad(place, err, "%s is set already, in line %u", key, *first);
	*first = place->line;
	return true;
}

static bool set_general(struct place *place, const char *key, const char *value, struct err *err)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++)
		if (!strcmp(config_settings[i].key, key))
			return may_set(place, &place->set_at[i], key, config_settings[i].form, value, err) &&
			       (config_settings[i].set(place->config, value) ||
				bad(place, err, "%s must be %s", key, config_settings[i].form));
	return bad(place, err, "there is no setting '%.40s'", key);
}

static bool set_of_network(struct place *place, const char *key, const char *value, struct err *err)
{
	unsigned *set_at = place->networks_set_at[place->network - place->config->networks];

	for (size_t i = 0; i < CONFIG_NETWORK_SETTINGS; i++)
		if (!strcmp(config_network_settings[i].key, key))
			return may_set(place, &set_at[i], key, config_network_settings[i].form, value, err) &&
			       (config_network_settings[i].set(place->network, value) ||
				bad(place, err, "%s must be %s", key, config_network_settings[i].form));
	return bad(place, err, "a network has no setting '%.40s'", key);
}

static bool set_of_handover(struct place *place, const char *key, const char *value, struct err *err)
{
	unsigned *set_at = &place->handovers_set_at[place->handover - place->config->handovers];

	if (strcmp(key, "command"))
		return bad(place, err, "a handover has no setting '%.40s'", key);
	return may_set(place, set_at, key, "a command line", value, err) &&
	       (config_set_text(place->handover->command, sizeof(place->handover->command), value) ||
		bad(place, err, "command must be a command line"));
}

/* Returns the column in characters, from 1. */
static unsigned column_of(const char *line, const char *at)
{
	unsigned column = 1;

	for (; line < at; line++)
		column += ((unsigned char)*line & 0xc0) != 0x80;
	return column;
}

static bool set_of_policy(struct place *place, const char *key, const char *value, struct err *err)
{
	unsigned *set_at = place->policies_set_at[place->policy - place->config->policies];
	struct config_fault fault;
	size_t number = 0;

	place->column = place->key_column;
	while (config_policy_key(number) && strcmp(config_policy_key(number), key) != 0)
		number++;
	if (!config_policy_key(number))
		return bad(place, err, "a policy has no setting '%.40s'", key);
	if (!may_set(place, &set_at[number], key, config_policy_form(number), value, err))
		return false;
	if (config_policy_set(place->policy, number, value, &fault))
		return true;
	place->column = place->value_column + column_of(value, value + fault.at) - 1;
	return bad(place, err, "%s", fault.why);
}

static bool set_setting(struct place *place, const char *key, const char *value, struct err *err)
{
	if (place->policy)
		return set_of_policy(place, key, value, err);
	if (place->handover)
		return set_of_handover(place, key, value, err);
	return place->network ? set_of_network(place, key, value, err) : set_general(place, key, value, err);
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
static bool parse_key(struct place *place, const char *line, struct err *err)
{
	struct keybind_setting *setting = &place->config->keybinds[place->config->keybind_count];
	const char *name = skip_blanks(line), *equals = strchr(name, '=');
	const char *value = equals ? skip_blanks(equals + 1) : "";
	char text[sizeof(setting->inputs)];

	if (place->config->keybind_count == KEYBIND_SETTINGS_MAX)
		return bad(place, err, "there are more than %d keys", KEYBIND_SETTINGS_MAX);
	*setting = (struct keybind_setting){ .line = place->line, .column = column_of(line, name) };
	setting->inputs_column = equals ? column_of(line, value) : column_of(line, name + strlen(name));
	snprintf(setting->name, sizeof(setting->name), "%.*s", equals ? (int)(equals - name) : (int)strlen(name), name);
	snprintf(text, sizeof(text), "%s", value);
	memcpy(setting->inputs, trim(text), strlen(text) + 1);
	trim(setting->name);
	place->config->keybind_count++;
	return true;
}

/* Notes where the setting and its value are, before the line is cut into them.  A section's "value" is
 * its name. */
static void note_columns(struct place *place, const char *line, const char *first)
{
	const char *value = strpbrk(first, *first == '[' ? " \t" : "=");

	place->key_column = column_of(line, first);
	place->value_column = value ? column_of(line, skip_blanks(value + 1)) : place->key_column;
}

static bool parse_line(struct place *place, char *line, struct err *err)
{
	const char *first = skip_blanks(line);
	char *equals;

	place->column = 0;
	note_columns(place, line, first);

	if (place->in_keys && *first && !strchr("#[\r", *first))
		return parse_key(place, line, err);
	line = trim(line);
	if (!*line || *line == '#')
		return true;
	if (*line == '[')
		return parse_section(place, line, err);
	equals = strchr(line, '=');
	place->column = place->policy ? place->key_column : 0;
	if (!equals)
		return bad(place, err, "a setting looks like key = value");
	*equals = 0;
	return set_setting(place, trim(line), trim(equals + 1), err);
}

static bool parse_lines(struct place *place, char *text, struct err *err)
{
	while (text) {
		char *end = strchr(text, '\n');

		if (end)
			*end++ = 0;
		place->line++;
		if (!parse_line(place, text, err))
			return false;
		text = end;
	}
	return true;
}

bool config_parse(struct config *config, const char *text, size_t len, const char *name, struct err *err)
{
	struct place place = { .config = config, .name = name };
	char *copy;
	bool ok;

	if (len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		return err_set(err, ERR_CONFIG_BAD, "%s is UTF-16 text: save it as UTF-8", name);
	if (memchr(text, 0, len))
		return err_set(err, ERR_CONFIG_BAD, "%s is not a text file", name);
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))	/* skip a byte order mark */
		text += 3, len -= 3;
	copy = mem_new(len + 1, 1);
	memcpy(copy, text, len);
	ok = parse_lines(&place, copy, err);
	free(copy);
	return ok;
}

bool config_load(struct config *config, struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE + 16];
	struct buf text;
	bool found, ok;

	snprintf(path, sizeof(path), "%s/config", home->config);
	buf_init(&text, FILE_MAX);
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
