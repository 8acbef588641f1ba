/* log_watch_parts: what the files of the recorder share. */
#ifndef WALLET_FLOW_LOG_WATCH_PARTS_H
#define WALLET_FLOW_LOG_WATCH_PARTS_H

#include "wallet/model/effect.h"

struct model;

/* One of now, of the model's network. */
struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address);
void log_watch_error(struct log_entry *record, const struct err *err);

/* On the screen's list, and on disk; takes the record over. */
void log_watch_write(struct model *model, struct log_entry *record, struct effects *effects);

/* What has happened to the transaction in hand. */
void log_watch_see_tx(struct model *model, struct effects *effects);

#endif
