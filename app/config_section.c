/* The sections of the configuration: networks, handovers and policies.  Each mistake in one is grave. */
#include <stdio.h>
#include <string.h>

#include "app/config_place.h"
#include "wallet/base/mem.h"

static struct network *find_network(struct config *config, const char *name)
{
	for (unsigned i = 0; i < config->network_count; i++)
		if (!strcmp(config->networks[i].name, name))
			return &config->networks[i];
	return NULL;
}

/* Finds a section's network: one seen before, a built-in one, or a new one.  A new one counts as
 * real money, which is the careful guess. */
static bool begin_network(struct place *place, const char *name)
{
	struct config *config = place->config;
	struct network fresh = { .chain_id = 8453, .real_money = true };

	place->network = find_network(config, name);
	if (place->network)
		return true;
	if (config->network_count == CONFIG_NETWORKS_MAX) {
		config_mistaken(place, true, place->value_column, "there are more than %d networks", CONFIG_NETWORKS_MAX);
		return false;
	}
	if (!config_set_text(fresh.name, sizeof(fresh.name), name)) {
		config_mistaken(place, true, place->value_column, "a network's name has 1 to %d plain characters",
				NETWORK_NAME_SIZE - 1);
		return false;
	}
	memcpy(fresh.title, fresh.name, sizeof(fresh.title));
	network_builtin(&fresh, name);
	config->networks[config->network_count] = fresh;
	place->network = &config->networks[config->network_count++];
	return true;
}

static bool begin_handover(struct place *place, const char *name)
{
	struct config *config = place->config;
	struct handover_command fresh = { 0 };

	for (unsigned i = 0; i < config->handover_count; i++)
		if (!strcmp(config->handovers[i].name, name)) {
			place->handover = &config->handovers[i];
			return true;
		}
	if (config->handover_count == CONFIG_HANDOVERS_MAX) {
		config_mistaken(place, true, place->value_column, "there are more than %d handovers", CONFIG_HANDOVERS_MAX);
		return false;
	}
	if (!config_set_text(fresh.name, sizeof(fresh.name), name)) {
		config_mistaken(place, true, place->value_column, "a handover's name has 1 to %zu plain characters",
				sizeof(fresh.name) - 1);
		return false;
	}
	config->handovers[config->handover_count] = fresh;
	place->handover = &config->handovers[config->handover_count++];
	return true;
}

/* A wallet's name may stand in quotes, because it may have blanks at its sides or end in one. */
static bool begin_policy(struct place *place, const char *name)
{
	struct config *config = place->config;
	struct policy fresh = { 0 };
	size_t len = strlen(name);
	char bare[sizeof(fresh.wallet) + 2];

	if (len >= 2 && *name == '"' && name[len - 1] == '"')
		name++, len -= 2;
	snprintf(bare, sizeof(bare), "%.*s", (int)(len < sizeof(bare) ? len : sizeof(bare) - 1), name);
	for (unsigned i = 0; i < config->policy_count; i++)
		if (!strcmp(config->policies[i].wallet, bare)) {
			place->policy = &config->policies[i];
			return true;
		}
	if (config->policy_count == CONFIG_POLICIES_MAX) {
		config_mistaken(place, true, place->value_column, "there are more than %d policies", CONFIG_POLICIES_MAX);
		return false;
	}
	if (!config_set_text(fresh.wallet, sizeof(fresh.wallet), bare)) {
		config_mistaken(place, true, place->value_column,
				"a policy needs a wallet's name or address, like [policy agent-1]");
		return false;
	}
	config->policies[config->policy_count] = fresh;
	place->policy = &config->policies[config->policy_count++];
	return true;
}

static const struct {
	const char *word;
	bool (*begin)(struct place *place, const char *name);
} sections[] = {
	{ "[network", begin_network },
	{ "[handover", begin_handover },
	{ "[policy", begin_policy },
};

void config_section_leave(struct place *place)
{
	place->network = NULL;
	place->handover = NULL;
	place->policy = NULL;
	place->in_keys = false;
	place->lost = false;
}

void config_section_begin(struct place *place, char *line)
{
	size_t len = strlen(line);

	config_section_leave(place);
	for (size_t i = 0; i < ARRAY_LENGTH(sections) && line[len - 1] == ']'; i++) {
		char *name = line + strlen(sections[i].word);

		if (strncmp(line, sections[i].word, strlen(sections[i].word)) || (*name != ' ' && *name != '\t'))
			continue;
		line[len - 1] = 0;
		place->lost = !sections[i].begin(place, name + strspn(name, " \t"));
		return;
	}
	place->in_keys = !strcmp(line, "[keys]");
	place->lost = !place->in_keys;
	if (place->lost)
		config_mistaken(place, true, place->key_column,
				"a section looks like [network NAME], [handover NAME], [policy WALLET] or [keys]");
}

/* Notes a name that the section does not have, and the one that it is most like. */
static void unknown(struct place *place, const char *what, const char *key)
{
	struct config_near near = config_nearest(key);

	if (!near.name)
		config_mistaken(place, true, place->key_column, "a %s has no setting '%.40s'", what, key);
	else if (!strcmp(near.name, key))
		config_mistaken(place, true, place->key_column, "a %s has no setting '%.40s': it stands %s%s", what, key,
				near.section ? "in a section " : "before the first section",
				near.section ? near.section : "");
	else
		config_mistaken(place, true, place->key_column, "a %s has no setting '%.40s'; did you mean %s?", what, key,
				near.name);
}

static void set_of_network(struct place *place, const char *key, const char *value)
{
	unsigned *set_at = place->networks_set_at[place->network - place->config->networks];

	for (size_t i = 0; i < CONFIG_NETWORK_SETTINGS; i++) {
		const struct config_network_setting *setting = &config_network_settings[i];

		if (strcmp(setting->key, key) != 0)
			continue;
		if (config_may_set(place, true, &set_at[i], key, setting->form, value) &&
		    !setting->set(place->network, value))
			config_mistaken(place, true, place->value_column, "%s must be %s", key, setting->form);
		return;
	}
	unknown(place, "network", key);
}

static void set_of_handover(struct place *place, const char *key, const char *value)
{
	unsigned *set_at = &place->handovers_set_at[place->handover - place->config->handovers];
	char *command = place->handover->command;

	if (strcmp(key, "command") != 0)
		unknown(place, "handover", key);
	else if (config_may_set(place, true, set_at, key, "a command line", value) &&
		 !config_set_text(command, sizeof(place->handover->command), value))
		config_mistaken(place, true, place->value_column, "command must be a command line");
}

static void set_of_policy(struct place *place, const char *key, const char *value)
{
	unsigned *set_at = place->policies_set_at[place->policy - place->config->policies];
	struct config_fault fault;
	size_t number = 0;

	while (config_policy_key(number) && strcmp(config_policy_key(number), key) != 0)
		number++;
	if (!config_policy_key(number))
		unknown(place, "policy", key);
	else if (config_may_set(place, true, &set_at[number], key, config_policy_form(number), value) &&
		 !config_policy_set(place->policy, number, value, &fault))
		config_mistaken(place, true, place->value_column + config_column(value, value + fault.at) - 1, "%s",
				fault.why);
}

void config_section_set(struct place *place, const char *key, const char *value)
{
	if (place->policy)
		set_of_policy(place, key, value);
	else if (place->handover)
		set_of_handover(place, key, value);
	else
		set_of_network(place, key, value);
}
