#include "app/cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "app/cli/bare_secrets.h"
#include "app/cli/subcommand.h"

static const struct option_info table[OPTION_COUNT] = {
#define OPTION(id, name, argument, environment, scope, help) \
	[OPTION_##id] = { name, argument, environment, help, OPTION_SCOPE_##scope },
#include "app/cli/options.def"
#undef OPTION
};

/* What to write instead of an empty value. */
static const char *const words_for_none[OPTION_COUNT] = {
	[OPTION_TYPE] = "write INFERENCE or ADMIN",
	[OPTION_EXPIRES] = "write none for a key that never expires",
	[OPTION_LIMIT_USD] = "write none for no limit",
	[OPTION_LIMIT_DIEM] = "write none for no limit",
	[OPTION_LIMIT_VCU] = "write none for no limit",
	[OPTION_PERIOD] = "write EPOCH, MONTH or LIFETIME",
	[OPTION_PRIVACY] = "write ALL, PRIVATE_TEXT or PRIVATE_ONLY",
};

const struct option_info *option_info(enum option_id id)
{
	return &table[id];
}

/* text is the option without its dashes; "=value" may follow. */
static enum option_id find_option(const char *text)
{
	size_t len = strcspn(text, "=");

	for (unsigned i = 0; i < OPTION_COUNT; i++)
		if (strlen(table[i].name) == len && !strncmp(table[i].name, text, len))
			return (enum option_id)i;
	return OPTION_COUNT;
}

/* An empty value may come from a variable that was not set.  It is never taken for a choice,
 * least of all for the widest. */
static bool take_value(struct options *out, enum option_id id, const char *value, struct err *err)
{
	const char *word = words_for_none[id];

	if (!*value)
		return err_set(err, ERR_USAGE, "--%s is empty: %s%s", table[id].name, word ? word : "leave it out, or give it ",
			       word ? "" : table[id].argument);
	if (out->given[id] && id != OPTION_WALLETS)
		return err_set(err, ERR_USAGE, "--%s is given twice", table[id].name);
	if (out->wallets_count == OPTIONS_ARGUMENTS_MAX)
		return err_set(err, ERR_USAGE, "There are more than %d --wallets", OPTIONS_ARGUMENTS_MAX);
	if (id == OPTION_WALLETS)
		out->wallets[out->wallets_count++] = value;
	out->given[id] = value;
	return true;
}

/* *i is the option's index in argv.  It moves past a value that stands apart. */
static bool take_option(struct options *out, int argc, char *const *argv, int *i, struct err *err)
{
	const char *text = argv[*i];
	enum option_id id = !strcmp(text, "-h") ? OPTION_HELP : find_option(text + (text[1] == '-' ? 2 : 1));
	const char *value = strchr(text, '=');

	/* the value given to it may be a secret, so it is not repeated */
	if (id == OPTION_COUNT || (text[1] != '-' && id != OPTION_HELP))
		return err_set(err, ERR_USAGE, "There is no option %.*s", (int)strcspn(text, "="), text);
	if (!table[id].argument) {
		out->given[id] = "";
		return !value || err_set(err, ERR_USAGE, "--%s takes no value", table[id].name);
	}
	if (!value && *i + 1 == argc)
		return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s", table[id].name, table[id].name,
			       table[id].argument);
	return take_value(out, id, value ? value + 1 : argv[++*i], err);
}

/* The command's name is the first word, or the first two. */
static bool take_command(struct options *out, const char *const *words, unsigned count, struct err *err)
{
	unsigned used = 0;

	if (!count)
		return true;
	out->command = subcommand_find(&used, words, count);
	if (!out->command && subcommand_is_group(words[0])) {
		if (count > 1)
			return err_set(err, ERR_USAGE, "There is no command '%.30s %.30s'", words[0], words[1]);
		out->group = words[0];
		return true;
	}
	if (!out->command)
		return err_set(err, ERR_USAGE, "There is no command '%.60s'", words[0]);
	for (unsigned i = used; i < count; i++)
		out->arguments[out->argument_count++] = words[i];
	return true;
}

static bool check_scope(const struct options *options, struct err *err)
{
	for (unsigned i = 0; i < OPTION_COUNT; i++) {
		if (!options->given[i] || table[i].scope != OPTION_SCOPE_COMMAND)
			continue;
		if (!options->command)
			return err_set(err, ERR_USAGE, "--%s belongs to a command", table[i].name);
		if (!subcommand_takes(options->command, (enum option_id)i))
			return err_set(err, ERR_USAGE, "--%s is not an option of 'rialto %s'", table[i].name,
				       options->command->name);
	}
	return true;
}

static bool check_not_empty(const struct options *options, struct err *err)
{
	for (unsigned i = 0; i < options->argument_count; i++)
		if (!*options->arguments[i])
			return err_set(err, ERR_USAGE, "An argument is empty: rialto %s %s", options->command->name,
				       options->command->usage);
	for (unsigned i = 0; i < OPTION_COUNT; i++) {
		const char *value = table[i].environment && !options->given[i] ? getenv(table[i].environment) : NULL;

		if (value && !*value)
			return err_set(err, ERR_USAGE, "%s is empty: unset it, or give it %s", table[i].environment,
				       table[i].argument);
	}
	return true;
}

static bool check_arguments(const struct options *options, struct err *err)
{
	const struct subcommand *command = options->command;

	if (options->given[OPTION_HELP] || options->given[OPTION_VERSION])
		return true;
	if (!check_not_empty(options, err))
		return false;
	if (options->group)
		return err_set(err, ERR_USAGE, "'rialto %s' needs a command of its own: see 'rialto %s --help'",
			       options->group, options->group);
	if (!command)
		return true;
	if (options->argument_count < command->min_arguments)
		return err_set(err, ERR_USAGE, "Something is missing: rialto %s%s%s", command->name,
			       *command->usage ? " " : "", command->usage);
	if (options->argument_count > command->max_arguments)
		return err_set(err, ERR_USAGE, "'%.40s' is too much: rialto %s%s%s",
			       options->arguments[command->max_arguments], command->name, *command->usage ? " " : "",
			       command->usage);
	return true;
}

bool options_parse(struct options *out, int argc, char *const *argv, struct err *err)
{
	const char *words[OPTIONS_ARGUMENTS_MAX] = { NULL };
	unsigned count = 0;
	bool only_words = false;

	*out = (struct options){ 0 };
	for (int i = 1; i < argc; i++) {
		if (!only_words && !strcmp(argv[i], "--")) {
			only_words = true;
		} else if (!only_words && argv[i][0] == '-' && argv[i][1]) {
			if (!take_option(out, argc, argv, &i, err))
				return false;
		} else if (count == OPTIONS_ARGUMENTS_MAX) {
			return err_set(err, ERR_USAGE, "There are more than %d arguments", OPTIONS_ARGUMENTS_MAX);
		} else {
			words[count++] = argv[i];
		}
	}
	return bare_secrets_check(out, words, count, err) && take_command(out, words, count, err) &&
	       check_scope(out, err) && check_arguments(out, err);
}

bool options_want_json(int argc, char *const *argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--json"))
			return true;
	return false;
}

const char *options_value(const struct options *options, enum option_id id)
{
	const char *value = options->given[id];

	return value || !table[id].environment ? value : getenv(table[id].environment);
}

bool options_flag(const struct options *options, enum option_id id)
{
	return options->given[id];
}

bool options_number(unsigned *out, const struct options *options, enum option_id id, unsigned least, unsigned most,
		    struct err *err)
{
	const char *text = options_value(options, id);
	unsigned long number;
	char *end;

	if (!text)
		return true;
	number = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || number < least || number > most)
		return err_set(err, ERR_USAGE, "--%s is a number from %u to %u", option_info(id)->name, least, most);
	*out = (unsigned)number;
	return true;
}
