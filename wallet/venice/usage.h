/*
 * usage: what an account's keys and models used in the last days, as Venice tells an ADMIN key
 * (GET /billing/usage-analytics).  Amounts are in millionths of their currency.
 */
#ifndef WALLET_VENICE_USAGE_H
#define WALLET_VENICE_USAGE_H

#include "wallet/venice/key.h"

#define USAGE_DAYS_MAX 90
#define USAGE_ROWS_MAX 1000		/* an account has at most 500 active keys */
#define USAGE_SERIES_MAX 64		/* Venice gives eight */
#define USAGE_UNKNOWN (-1)

enum usage_by { USAGE_BY_KEY, USAGE_BY_MODEL, USAGE_BY_DAY, USAGE_BYS };

const char *usage_by_name(enum usage_by by);			/* "key" */
MUST_USE bool usage_by_parse(enum usage_by *out, const char *text);

/* What a key, a model or a day used; UNKNOWN where Venice says no number. */
struct usage_row {
	char id[KEY_ID_SIZE];		/* a key's; "": it is none, or was used without a key */
	char name[KEY_DESCRIPTION_SIZE];
	int64_t usd, diem;
};

struct usage_rows {
	bool told;			/* Venice's answer has this list */
	struct usage_row *items;	/* owned */
	size_t count;
	int64_t usd, diem;		/* the sums, rounded once: those of the rows may differ in the last digit */
};

/* What keys of one description used on each day, USD and DIEM together: Venice does not part them.
 * Today comes first. */
struct usage_series {
	char name[KEY_DESCRIPTION_SIZE];
	int64_t days[USAGE_DAYS_MAX];
};

struct usage {
	struct address of;		/* whose account */
	unsigned days;			/* how many days it is about, today included */
	int64_t today;			/* days since 1970, by Venice's clock */
	struct usage_rows by[USAGE_BYS];	/* days are in their order */
	struct usage_series *series;	/* owned; of the keys that used the most */
	size_t series_count;
};

void usage_free(struct usage *usage);		/* NULL is fine */

int64_t usage_add(int64_t sum, int64_t amount);	/* UNKNOWN adds nothing; the sum stays below 2^63 */
/* "14.2"; "" for UNKNOWN.  `decimals`: at most so many, rounded, but never to nothing. */
void usage_format(char out[KEY_LIMIT_TEXT_SIZE], int64_t amount, unsigned decimals);

enum usage_telling {
	USAGE_TOLD,
	USAGE_NOT_TOLD,			/* Venice gives the days only of the keys that used the most */
	USAGE_SHARED,			/* another key has the same description, and days go by that */
};

/* What a key used. */
struct usage_of_key {
	enum usage_telling telling;	/* about the days */
	bool has_total;
	int64_t usd, diem;		/* in all the days */
	int64_t days[USAGE_DAYS_MAX];	/* TOLD: today first */
	const char *unit;		/* of the days: "USD", "DIEM", or both */
};
void usage_of_key(struct usage_of_key *out, const struct usage *usage, const char *venice_id);
int64_t usage_sum(const struct usage_of_key *key, unsigned days);	/* of the last days, today included */

/* The line that a sum should not cross: "5" for USD and DIEM together, "5 USD" or "5 DIEM" for one. */
struct usage_line { int64_t amount; enum key_currency currency; };	/* KEY_CURRENCIES: together */
MUST_USE bool usage_line_parse(struct usage_line *out, const char *text, struct err *err);
bool usage_crosses(const struct usage_line *line, const struct usage_rows *rows);

#endif
