#include "wallet/model/handover.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

const struct handover_command handover_examples[] = {
	{ "pass", "pass insert --multiline --force venice/key" },
	{ "vault", "vault kv put secret/venice key=-" },
	{ "kubernetes", "kubectl create secret generic venice --from-file=key=/dev/stdin" },
	{ "systemd", "systemd-creds encrypt --name=venice - /etc/credstore.encrypted/venice" },
};
const size_t handover_example_count = ARRAY_LENGTH(handover_examples);

bool handover_form_parse(enum handover_form *out, const char *text)
{
	static const char *const names[] = { [HANDOVER_RAW] = "raw", [HANDOVER_ENV] = "env", [HANDOVER_JSON] = "json" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (strcmp(names[i], text) == 0) {
			*out = (enum handover_form)i;
			return true;
		}
	return false;
}

const char *handover_find(const struct handover_command *commands, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(commands[i].name, name) == 0 && commands[i].command[0])
			return commands[i].command;
	return NULL;
}

bool handover_may(const struct model *model, const struct handover *wish, struct err *err)
{
	const struct handover_state *state = &model->handover;

	if (state->request)
		return err_set(err, ERR_BUSY, "A key is being handed over already; wait for its end, or stop it");
	if (wish->way != HANDOVER_CLIPBOARD && model->readonly)
		return err_set(err, ERR_READONLY, "With --readonly a key goes into no file and to no command");
	return wish->way != HANDOVER_COMMAND || handover_find(state->commands, state->command_count, wish->to) ||
	       err_set(err, ERR_INVALID_INPUT, "The configuration has no section [handover %.40s] with a command", wish->to);
}

void handover_copied_words(char *out, size_t size, enum copied copied, const char *what)
{
	static const struct { const char *before, *after; } words[] = {
		[COPIED_NOT] = { "There is no way here to copy", "" },
		[COPIED_TO_TERMINAL] = { "Sent", " to the terminal: whether it was copied is not known" },
		[COPIED_TO_TMUX] = { "Sent", " through tmux to the terminal: whether it was copied is not known" },
		[COPIED_KEPT_BY_TMUX] = { "Sent", " through tmux, which still keeps it in a buffer named rialto-…: delete that" },
		[COPIED] = { "Copied", " to the clipboard" },
	};

	snprintf(out, size, "%s %s%s", words[copied].before, what, words[copied].after);
}
