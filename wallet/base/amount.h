/*
 * amount: a number of base units of one token.  Two amounts of different tokens cannot be added:
 * that is an error.  Text is decimal ("12.5") with a dot, no exponent and no grouping.  Text with
 * more decimals than the token has is refused, not rounded.
 */
#ifndef WALLET_BASE_AMOUNT_H
#define WALLET_BASE_AMOUNT_H

#include "wallet/base/u256.h"

enum token { TOKEN_ETH, TOKEN_VVV, TOKEN_SVVV, TOKEN_DIEM, TOKEN_USDC, TOKEN_COUNT };

struct amount {
	enum token token;
	struct u256 units;	/* base units: wei, 1e-18 VVV, 1e-6 USDC */
};

#define AMOUNT_TEXT_SIZE 100

const char *token_symbol(enum token token);
unsigned token_decimals(enum token token);
MUST_USE bool token_from_symbol(enum token *out, const char *text);	/* any letter case */

struct amount amount_zero(enum token token);
MUST_USE bool amount_add(struct amount *out, struct amount a, struct amount b);
MUST_USE bool amount_sub(struct amount *out, struct amount a, struct amount b);
int amount_compare(struct amount a, struct amount b);		/* same token only */
bool amount_is_zero(struct amount a);

/* Sets err to INVALID_INPUT with a sentence on what is wrong with the text. */
MUST_USE bool amount_parse(struct amount *out, enum token token, const char *text, struct err *err);

/* Writes the exact value without trailing zeros: "12.5", "0". */
void amount_format(char out[AMOUNT_TEXT_SIZE], struct amount amount);

/* Writes at most `decimals` decimals and cuts off the rest, never rounding up.  A non-zero amount
 * that would read 0 is shown as "<0.0001" (for 4 decimals). */
void amount_format_short(char out[AMOUNT_TEXT_SIZE], struct amount amount, unsigned decimals);

/* These do the same for a bare number with the given number of decimals. */
MUST_USE bool amount_parse_units(struct u256 *out, unsigned decimals, const char *text, struct err *err);
void amount_format_units(char out[AMOUNT_TEXT_SIZE], struct u256 units, unsigned decimals);

#endif
