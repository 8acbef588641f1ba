#include "app/cli/subcommand.h"

#include <string.h>

#include "wallet/base/mem.h"

#define TAKES(id) (UINT64_C(1) << OPTION_##id)

const struct subcommand subcommand_table[] = {
#define COMMAND(function, name, usage, min, max, kind, options, help, more) \
	{ name, usage, min, max, SUBCOMMAND_##kind, options, help, more, cli_##function },
#include "app/cli/commands.def"
#undef COMMAND
};
const size_t subcommand_count = ARRAY_LENGTH(subcommand_table);

/* Returns how many words the name has if it is made of these; 0 if it is not. */
static unsigned match(const char *name, const char *const *words, unsigned count)
{
	unsigned used = 0;

	while (*name) {
		size_t len = strcspn(name, " ");

		if (used == count || strlen(words[used]) != len || strncmp(words[used], name, len))
			return 0;
		used++;
		name += len + (name[len] == ' ');
	}
	return used;
}

const struct subcommand *subcommand_find(unsigned *used, const char *const *words, unsigned count)
{
	for (size_t i = 0; i < subcommand_count; i++) {
		*used = match(subcommand_table[i].name, words, count);
		if (*used)
			return &subcommand_table[i];
	}
	return NULL;
}

static bool in_group(const struct subcommand *command, const char *group)
{
	size_t len = strlen(group);

	return !strncmp(command->name, group, len) && command->name[len] == ' ';
}

bool subcommand_is_group(const char *word)
{
	for (size_t i = 0; i < subcommand_count; i++)
		if (in_group(&subcommand_table[i], word))
			return true;
	return false;
}

bool subcommand_takes(const struct subcommand *command, enum option_id id)
{
	return command->options >> id & 1;
}
