/* The reviews of payments: all that an x402 signature will allow, and a test call, which Venice
 * charges. */
#include <inttypes.h>
#include <stdio.h>

#include "wallet/model/policy_now.h"
#include "wallet/model/review_parts.h"
#include "wallet/model/x402_diem.h"

/* Shows what was agreed to and why it is not signed. */
static void review_of_stopped(struct review *out, const struct model *model)
{
	const struct flow_topup *flow = &model->topup;
	char why[sizeof(flow->agreed.against.msg) + 32];

	snprintf(why, sizeof(why), "It cannot be paid now: %s", flow->agreed.against.msg);
	review_begin_stopped(out, why);
	review_add_address(out, "Pay to", "", flow->terms.pay_to);
	review_end_stopped(out, model, &flow->account);
}

void review_of_payment(struct review *out, const struct model *model)
{
	const struct flow_topup *flow = &model->topup;
	char amount[AMOUNT_TEXT_SIZE], diem[X402_DIEM_SIZE];
	struct policy_verdict verdict;

	amount_format(amount, flow->amount);
	out->title = "Review before signing";
	out->what = "payment";
	out->doing = "sign it";
	snprintf(out->summary, sizeof(out->summary), "Pay %s USDC into this wallet's x402 credit at Venice", amount);
	if (topup_agreed_stopped(flow)) {
		review_of_stopped(out, model);
		return;
	}
	review_add(out, NULL, REVIEW_STRONG, "%s", out->summary);
	review_gap(out);
	review_add_address(out, "Pay to", "", flow->terms.pay_to);
	review_add_address(out, "Wallet", flow->account.name, flow->account.address);
	review_add_amount(out, "It has", flow->usdc, "");
	review_add_address(out, "Token", contract_name(CONTRACT_USDC), contract_address(CONTRACT_USDC));
	review_add_network(out, model);
	review_add_second(out, &flow->second, "the chain, the token and the transfer");
	policy_now_payment(&verdict, model);
	policy_now_review(out, &verdict);
	review_add(out, "Fee", REVIEW_PLAIN, "none: Venice sends it");
	review_add(out, "Good for", REVIEW_PLAIN, "this amount and payee, once, %" PRIu64 " seconds from signing on",
		   flow->terms.life_s);
	review_gap(out);
	review_add(out, NULL, REVIEW_PLAIN, X402_PAYS_FOR);
	if (x402_diem_first(diem, model, flow->account.address))
		review_add(out, "DIEM first", REVIEW_WARN, "%s", diem);
	else if (!x402_diem_is_known(model, flow->account.address))
		review_add(out, NULL, REVIEW_NOTE, X402_DIEM_UNKNOWN);
	review_add(out, NULL, REVIEW_GOOD, "It is USDC on this chain and nothing else; the transfer was simulated and succeeds.");
	review_add(out, NULL, REVIEW_WARN, "A payment has no undo.");
}

void review_of_probe(struct review *out, const struct model *model)
{
	const struct flow_probe *flow = &model->probe;
	char most[PROBE_MOST_SIZE];

	probe_format_most(most, &flow->model);
	out->title = "Make this call?";
	out->what = "test call";
	out->doing = "make the call";
	snprintf(out->summary, sizeof(out->summary), "%.40s for at most %s", flow->model.id, most);
	review_add(out, NULL, REVIEW_PLAIN, "A call of one token shows whether the key works for a model. Venice charges it to the account.");
	review_gap(out);
	review_add(out, "Key", REVIEW_PLAIN, "%s …%s", flow->key.description[0] ? flow->key.description : "Web3 API Key",
		   flow->key.last6);
	review_add(out, "Model", REVIEW_STRONG, "%s", flow->model.id);
	if (flow->passed.count)
		review_add(out, "", REVIEW_WARN, "the next cheapest: %s is for Pro accounts only, and refused the call",
			   flow->passed.ids[flow->passed.count - 1]);
	review_add(out, "", REVIEW_NOTE, "%s", flow->model.is_private ? "private: nothing is retained"
								     : "anonymized: its privacy is not guaranteed");
	review_add(out, "Says", REVIEW_PLAIN, "\"%s\", and takes %d token of answer", PROBE_PROMPT, PROBE_OUT_MOST);
	review_add(out, "Costs at most", REVIEW_STRONG, "%s", most);
	review_add(out, "", REVIEW_NOTE, "By Venice's published price, %d tokens counted for the question and %d for the answer.",
		   PROBE_IN_MOST, PROBE_OUT_MOST);
	review_gap(out);
	review_add(out, NULL, REVIEW_WARN, "It is sent once. Where no answer comes, it may have been charged all the same.");
}
