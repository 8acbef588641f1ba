/* recorder_parts: what the files of the recorder share. */
#ifndef WALLET_RECORDER_PARTS_H
#define WALLET_RECORDER_PARTS_H

#include "wallet/effect.h"

struct model;

/* One of now, of the model's network. */
struct record recorder_record(const struct model *model, const char *event, struct address address);
void recorder_error(struct record *record, const struct err *err);

/* On the screen's list, and on disk; takes the record over. */
void recorder_write(struct model *model, struct record *record, struct effects *effects);

/* What has happened to the transaction in hand. */
void recorder_see_tx(struct model *model, struct effects *effects);

#endif
