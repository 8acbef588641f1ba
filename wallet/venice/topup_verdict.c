#include "wallet/venice/topup_verdict.h"

static bool is_refusal(const struct err *err)
{
	return err->status >= 400 && err->status < 500 && err->status != 408;
}

enum topup_verdict topup_verdict_of(const struct err *refusal)
{
	if (refusal->code == ERR_X402_TIMEOUT || refusal->status == 409)
		return VERDICT_SETTLING;
	return refusal->code == ERR_X402_NOT_CONFIGURED || is_refusal(refusal) ? VERDICT_NOTHING : VERDICT_UNSAID;
}

bool topup_verdict_wants_other_terms(const struct err *refusal)
{
	return refusal->code == ERR_X402_PAYMENT;
}
