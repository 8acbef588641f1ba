/*
 * waits: what a command has waited for.  A wait of more than two seconds is told once on
 * standard error, where that is a terminal, and is in the final JSON as "waited".
 */
#ifndef APP_CLI_WAITS_H
#define APP_CLI_WAITS_H

#include "app/cli/output.h"
#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

struct waits {
	bool running, told;
	struct waiting now;
	int64_t first_ms;	/* since when it goes on */
	int64_t seen_ms;	/* since when this command has waited for it */
};

/* What the model waits for by now. */
void waits_look(struct waits *waits, const struct model *model, int64_t now_ms, struct output *output);

/* When to look again, Unix ms; 0: when something happens. */
int64_t waits_next_ms(const struct waits *waits, int64_t now_ms);

/* Nothing is waited for any more. */
void waits_end(struct waits *waits, int64_t now_ms, struct output *output);

/* The same for a wait that no model knows of. */
void waits_tell(const struct waiting *waiting, int64_t now_ms);
void waits_note(const struct waiting *waiting, int64_t waited_ms, struct output *output);

#endif
