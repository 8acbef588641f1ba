/*
 * purpose: what a transaction is for, as the journal and the log write it.  Each purpose is a row
 * of plans.def, except that of a transaction which only takes another's place.  A purpose that
 * another version of rialto wrote may not be in the table: it is shown as written, and left alone.
 */
#ifndef WALLET_MODEL_PURPOSE_H
#define WALLET_MODEL_PURPOSE_H

#define PURPOSE_SIZE 24

enum purpose {
	PURPOSE_UNKNOWN,	/* written by another version */
	PURPOSE_CANCEL,		/* does nothing, in another's place; only in the log */
#define PLAN(id, name, ...) PURPOSE_##id,
#include "wallet/model/plans.def"
#undef PLAN
	PURPOSE_COUNT
};

const char *purpose_name(enum purpose purpose);		/* "diem stake"; "" for UNKNOWN */
enum purpose purpose_parse(const char *name);		/* UNKNOWN if there is no such purpose */

#endif
