/* handover: an API key on its way to where it is used, as data.  wallet/flow/handover.h carries it
 * there. */
#ifndef WALLET_MODEL_HANDOVER_H
#define WALLET_MODEL_HANDOVER_H

#include "wallet/model/flow.h"
#include "wallet/venice/key.h"

enum handover_form { HANDOVER_RAW, HANDOVER_ENV, HANDOVER_JSON };
enum handover_way { HANDOVER_CLIPBOARD, HANDOVER_FILE, HANDOVER_COMMAND };

/* Where a copied text went.  Only the last is certain to be the clipboard. */
enum copied { COPIED_NOT, COPIED_TO_TERMINAL, COPIED_TO_TMUX, COPIED_KEPT_BY_TMUX, COPIED };

#define HANDOVER_NAME_SIZE 32
#define HANDOVER_COMMAND_SIZE 512

/* A command in the configuration that takes API keys. */
struct handover_command {
	char name[HANDOVER_NAME_SIZE];
	char command[HANDOVER_COMMAND_SIZE];	/* for /bin/sh -c; "" if the file does not say */
};

/* Commands to copy into the configuration.  rialto-config(5) has the same ones. */
extern const struct handover_command handover_examples[];
extern const size_t handover_example_count;

struct model;

/* What a person wants handed over, and where. */
struct handover {
	char id[KEY_ID_SIZE];		/* the key's */
	enum handover_way way;
	enum handover_form form;
	char to[1024];			/* FILE: the path; COMMAND: the command's name */
};

/* What the model knows of a handover. */
struct handover_state {
	FLOW_HEAD(unsigned);
	const struct handover_command *commands;	/* from the configuration; not owned */
	size_t command_count;
	struct handover wish;		/* the latest */
	bool waits;			/* it needs the password of the key's wallet */
	bool stopping;			/* the command was asked to end */
	char *output;			/* owned: what its command wrote, in sanitised lines; NULL for nothing */
	/* When a key that certainly was copied must leave the clipboard; 0: none was copied. */
	int64_t clipboard_clear_ms;
};

MUST_USE bool handover_form_parse(enum handover_form *out, const char *text);	/* "raw", "env", "json" */

/* Finds the command of that name; NULL if there is none, or if it is empty. */
const char *handover_find(const struct handover_command *commands, size_t count, const char *name);

/* Can it begin now, as far as that is known before the wallet is open? */
MUST_USE bool handover_may(const struct model *model, const struct handover *wish, struct err *err);

/* Says what became of a text to be copied: "Copied the address to the clipboard". */
void handover_copied_words(char *out, size_t size, enum copied copied, const char *what);

#endif
