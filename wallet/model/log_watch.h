/*
 * log_watch: sees, wherever something may have happened in the model, whether a flow has
 * come to another state, and has the flow write a line of it to the log.
 */
#ifndef WALLET_MODEL_LOG_WATCH_H
#define WALLET_MODEL_LOG_WATCH_H

#include "wallet/model/effect.h"

struct model;

/* Somebody has said yes: to what, as it was shown.  It is written before anything is signed. */
void log_watch_agreed(struct model *model, struct effects *effects);

/* To be called wherever a state could be passed through. */
void log_watch_look(struct model *model, struct effects *effects);

/* For the flows: a line of now, of the model's network. */
struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address);
void log_watch_error(struct log_entry *record, const struct err *err);
void log_watch_describe_key(struct log_entry *record, const struct key_info *key);

/* On the screen's list, and on disk; takes the record over. */
void log_watch_write(struct model *model, struct log_entry *record, struct effects *effects);
/* The same; where the action says !ok, with its error in place of the text. */
void log_watch_result(struct model *model, const struct action *action, struct log_entry *record,
		      struct effects *effects);

#endif
