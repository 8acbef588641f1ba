/*
 * key: what is known of a Venice API key besides the key itself, and the options a key is minted
 * with.  Field names follow Venice's OpenAPI file.
 */
#ifndef WALLET_VENICE_KEY_H
#define WALLET_VENICE_KEY_H

#include <stdint.h>

#include "wallet/eth/address.h"

enum key_type { KEY_INFERENCE, KEY_ADMIN };
enum key_period { KEY_EPOCH, KEY_MONTH, KEY_LIFETIME };
enum key_privacy { KEY_ALL, KEY_PRIVATE_TEXT, KEY_PRIVATE_ONLY };
enum key_currency { KEY_USD, KEY_DIEM, KEY_VCU, KEY_CURRENCIES };

const char *key_type_name(enum key_type type);			/* "INFERENCE" */
const char *key_period_name(enum key_period period);
const char *key_privacy_name(enum key_privacy privacy);
const char *key_currency_name(enum key_currency currency);	/* "usd" */
MUST_USE bool key_type_parse(enum key_type *out, const char *text);	/* any letter case */
MUST_USE bool key_period_parse(enum key_period *out, const char *text);
MUST_USE bool key_privacy_parse(enum key_privacy *out, const char *text);

/* A limit is in millionths of its currency.  KEY_NO_LIMIT means that there is none. */
#define KEY_NO_LIMIT (-1)
#define KEY_LIMIT_MAX (INT64_C(9999999999) * 1000000)
#define KEY_LIMIT_TEXT_SIZE 24

/* The word for no limit, and for a key that never expires.  Empty text does not mean that: it may
 * come from a variable that was not set, and must not get the widest choice. */
#define KEY_NONE "none"

/* Reads a decimal from 0 to 9999999999 with at most six decimals; KEY_NONE gives KEY_NO_LIMIT. */
MUST_USE bool key_limit_parse(int64_t *out, const char *text, struct err *err);
void key_limit_format(char out[KEY_LIMIT_TEXT_SIZE], int64_t limit);	/* "12.5"; "" if there is no limit */

#define KEY_DESCRIPTION_MAX 64	/* units of UTF-16, as Venice counts */
#define KEY_DESCRIPTION_SIZE (KEY_DESCRIPTION_MAX * 4 + 1)
#define KEY_ID_SIZE 65

/* What is asked for when a key is minted. */
struct key_options {
	enum key_type type;
	char description[KEY_DESCRIPTION_SIZE];	/* if "", Venice takes "Web3 API Key" */
	char expires[32];			/* "", "YYYY-MM-DD" or ISO 8601 UTC, as it is sent */
	int64_t limit[KEY_CURRENCIES];
	bool has_period, has_privacy;		/* if false, the field is not sent */
	enum key_period period;
	enum key_privacy privacy;
};

void key_options_init(struct key_options *options);	/* INFERENCE, no limits */

/* Is one of the limits 0 now that was not 0 before?  `before` is NULL for a new key.  A key with
 * such a limit cannot spend that currency, so a person should have meant it. */
bool key_limit_blocks(const int64_t limit[KEY_CURRENCIES], const int64_t before[KEY_CURRENCIES]);

/* Sets one field from text, as a form or a command-line option gives it.  The field is "type",
 * "description", "expires", "limit-usd", "limit-diem", "limit-vcu", "period" or "privacy".  now_ms
 * serves to refuse a date that has passed. */
MUST_USE bool key_options_set(struct key_options *options, const char *field, const char *text,
			      int64_t now_ms, struct err *err);

/* Can this be an API key?  It must fit an HTTP header (RFC 9110) and a JSON text without escapes;
 * anything else could forge one of them. */
bool key_text_is_sound(const char *text, size_t len);

/* Tells the type of a key from how its text begins; false if that does not tell. */
MUST_USE bool key_text_type(enum key_type *out, const char *text);

/* The changes to a key.  Only the fields that are marked here change. */
struct key_changes {
	struct key_options to;		/* its type is ignored; has_period and has_privacy mark those two */
	bool description, expires;
	bool limits;			/* all of to.limit, including the unchanged ones */
	bool vcu;			/* the key has, or had, a limit in VCU */
};

#define KEY_OWN_ID "added-"	/* rialto's own ids begin like this; Venice does not know them */

/* What is known of a key. */
struct key_info {
	char id[KEY_ID_SIZE];
	enum key_type type;
	char description[KEY_DESCRIPTION_SIZE];
	char last6[7];
	int64_t limit[KEY_CURRENCIES];
	enum key_period period;
	enum key_privacy privacy;
	int64_t created_ms, expires_ms, used_ms;	/* Unix ms; 0: unknown or never */
	char usage_usd[KEY_LIMIT_TEXT_SIZE], usage_diem[KEY_LIMIT_TEXT_SIZE];	/* of the last 7 days; "" unknown */
	char period_usd[KEY_LIMIT_TEXT_SIZE], period_diem[KEY_LIMIT_TEXT_SIZE];	/* in the limits' period; "" unknown */
	char venice_id[KEY_ID_SIZE];			/* its id in Venice's list; "" if not seen there */
	struct address address;				/* the wallet; zero if unknown */
	char network[32];				/* the network it was minted on */
	char intent[33];				/* the journal id of its mint, "" if none */
	bool stored, remote;				/* in the vault; in Venice's list */
	bool missing;					/* stored, but no longer in the account's list */
	/* A limit here is what was asked for; Venice has not repeated it. */
	bool unconfirmed;
	bool cut;					/* Venice's answer was cut off: nothing in here is certain */
};

/* False if the key differs from what was asked for, or if the answer was cut off and so cannot be
 * compared.  err is then MINT_DIFFERS with a sentence. */
MUST_USE bool key_matches(const struct key_info *info, const struct key_options *options, struct err *err);

/* May the API of this network see the key?  INVALID_INPUT if the key is known to belong to another
 * network: nobody else may learn it. */
MUST_USE bool key_is_of(const struct key_info *key, const char *network, struct err *err);

struct key_list {
	struct key_info *items;		/* owned */
	size_t count;
};
void key_list_free(struct key_list *keys);
void key_list_copy(struct key_list *out, const struct key_list *in);	/* out is overwritten */

#endif
