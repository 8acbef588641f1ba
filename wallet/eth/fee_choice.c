#include "wallet/eth/fee_choice.h"

#include <stdio.h>
#include <string.h>

#define GWEI_DECIMALS 9

static const char *const names[FEE_SPEEDS] = {
	[FEE_SLOW] = "slow", [FEE_NORMAL] = "normal", [FEE_FAST] = "fast", [FEE_OWN] = "own",
};

const char *fee_speed_name(enum fee_speed speed)
{
	return names[speed];
}

void fee_gwei(char out[AMOUNT_TEXT_SIZE], struct u256 wei)
{
	amount_format_units(out, wei, GWEI_DECIMALS);
}

static bool is_within(struct u256 wei, uint64_t least, struct u256 most)
{
	return u256_compare(wei, u256_from_u64(least)) >= 0 && u256_compare(wei, most) <= 0;
}

static bool parse_gwei(struct u256 *out, const char *text, uint64_t least, struct u256 most, const char *what,
		       struct err *err)
{
	char low[AMOUNT_TEXT_SIZE], high[AMOUNT_TEXT_SIZE];
	struct err ignored;

	if (amount_parse_units(out, GWEI_DECIMALS, text, &ignored) && is_within(*out, least, most))
		return true;
	fee_gwei(low, u256_from_u64(least));
	fee_gwei(high, most);
	return err_set(err, ERR_INVALID_INPUT, "%s must be a number of gwei from %s to %s", what, low, high);
}

static bool parse_own(struct fee_choice *out, const char *text, struct err *err)
{
	const char *slash = strchr(text, '/');
	struct fee_choice own = { .speed = FEE_OWN };
	char most[AMOUNT_TEXT_SIZE];

	if ((size_t)snprintf(most, sizeof(most), "%.*s", (int)strcspn(text, "/"), text) >= sizeof(most))
		return err_set(err, ERR_INVALID_INPUT, "The fee is too long for a number");
	if (!parse_gwei(&own.most, most, TX_BASE_FEE_LEAST, u256_from_u64(FEE_OWN_MOST), "The fee of each gas", err) ||
	    (slash && !parse_gwei(&own.tip, slash + 1, TX_TIP_LEAST, own.most, "The tip within it", err)))
		return false;
	*out = own;
	return true;
}

bool fee_choice_parse(struct fee_choice *out, const char *text, struct err *err)
{
	for (unsigned speed = 0; speed < FEE_OWN; speed++)
		if (!strcmp(text, names[speed])) {
			*out = (struct fee_choice){ .speed = (enum fee_speed)speed };
			return true;
		}
	if (*text >= 'a' && *text <= 'z')
		return err_set(err, ERR_INVALID_INPUT, "The fee must be " FEE_CHOICE_FORM);
	return parse_own(out, text, err);
}

void fee_choice_format(char out[FEE_CHOICE_SIZE], struct fee_choice choice)
{
	char most[AMOUNT_TEXT_SIZE], tip[AMOUNT_TEXT_SIZE];

	fee_gwei(most, choice.most);
	fee_gwei(tip, choice.tip);
	if (choice.speed != FEE_OWN)
		snprintf(out, FEE_CHOICE_SIZE, "%s", names[choice.speed]);
	else if (u256_is_zero(choice.tip))
		snprintf(out, FEE_CHOICE_SIZE, "%s", most);
	else
		snprintf(out, FEE_CHOICE_SIZE, "%s/%s", most, tip);
}

bool fee_choice_equal(struct fee_choice a, struct fee_choice b)
{
	return a.speed == b.speed && !u256_compare(a.most, b.most) && !u256_compare(a.tip, b.tip);
}
