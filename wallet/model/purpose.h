/*
 * purpose: what a transaction is for, as the journal and the log write it.  Each is a row
 * of plans.def, but for what only takes another's place.  Another version's may be none of
 * these: it is shown as it is written, and left alone.
 */
#ifndef WALLET_MODEL_PURPOSE_H
#define WALLET_MODEL_PURPOSE_H

#define PURPOSE_SIZE 24

enum purpose {
	PURPOSE_UNKNOWN,	/* another version's */
	PURPOSE_CANCEL,		/* does nothing, in the place of another; in the log only */
#define PLAN(id, name, ...) PURPOSE_##id,
#include "wallet/model/plans.def"
#undef PLAN
	PURPOSE_COUNT
};

const char *purpose_name(enum purpose purpose);		/* "diem stake"; "" for UNKNOWN */
enum purpose purpose_parse(const char *name);		/* UNKNOWN where it is none of these */

#endif
