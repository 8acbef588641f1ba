/*
 * log_watch: notices when a flow has come to another state, and has the flow write a line about it
 * to the log.
 */
#ifndef WALLET_MODEL_LOG_WATCH_H
#define WALLET_MODEL_LOG_WATCH_H

#include "wallet/model/effect.h"

struct model;

/* Logs what a person agreed to, as it was shown, before anything is signed. */
void log_watch_agreed(struct model *model, struct effects *effects);

/* Call this wherever a flow may pass through a state. */
void log_watch_look(struct model *model, struct effects *effects);

/* For the flows: starts an entry with the present time and the model's network. */
struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address);
void log_watch_error(struct log_entry *entry, const struct err *err);
void log_watch_describe_key(struct log_entry *entry, const struct key_info *key);

/* Writes to the screen's list and to disk.  Takes ownership of the entry. */
void log_watch_write(struct model *model, struct log_entry *entry, struct effects *effects);
/* Does the same.  If the action is !ok, its error takes the place of the text. */
void log_watch_result(struct model *model, const struct action *action, struct log_entry *entry,
		      struct effects *effects);

#endif
