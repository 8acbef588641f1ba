/*
 * waits: what a command has waited for.  A wait of more than two seconds is reported once on
 * standard error, if that is a terminal, and in the final JSON as "waited".
 */
#ifndef APP_CLI_WAITS_H
#define APP_CLI_WAITS_H

#include "app/cli/output.h"
#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

struct waits {
	bool running, told;
	struct waiting now;
	int64_t first_ms;	/* when it began */
	int64_t seen_ms;	/* when this command began to wait for it */
};

/* Notes what the model waits for now. */
void waits_look(struct waits *waits, const struct model *model, int64_t now_ms, struct output *output);

/* Returns when to look again, in Unix ms; 0: when something happens. */
int64_t waits_next_ms(const struct waits *waits, int64_t now_ms);

/* Ends all waits. */
void waits_end(struct waits *waits, int64_t now_ms, struct output *output);

/* Reports a wait that the model does not know of. */
void waits_tell(const struct waiting *waiting, int64_t now_ms);
void waits_note(const struct waiting *waiting, int64_t waited_ms, struct output *output);

#endif
