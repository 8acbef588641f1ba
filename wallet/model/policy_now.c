#include "wallet/model/policy_now.h"

#include <stdio.h>

#include "wallet/eth/tx_payee.h"
#include "wallet/model/ledger.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_offer.h"

bool policy_now_asks(const struct model *model, const struct account *account)
{
	return policy_applies(model->policies, model->policy_count, account);
}

static void judge(struct policy_verdict *out, const struct model *model, struct policy_spend *spend)
{
	spend->network = model->network.name;
	spend->now_ms = model->now_ms;
	policy_judge(out, model->policies, model->policy_count, &model->ledger, spend);
}

/* A replacement sends nothing more than what it replaces, and to nobody else: that was judged when it was signed.
 * What it adds is its fee. */
static void replace(struct policy_spend *spend, const struct flow_tx *flow)
{
	spend->counts &= !flow->change_cancels && flow->amount.token == TOKEN_ETH;
	spend->replaces = !flow->change_cancels;
}

void policy_now_tx(struct policy_verdict *out, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	struct policy_spend spend = {
		.account = &flow->account, .amount = flow->amount, .chain_s = flow->chain_s,
		.counts = !plan_row(flow->purpose)->from.signature,
		.is_tx = true, .nonce = flow->tx.nonce, .fee = flow->max_fee.units,
		.fee_most = tx_offer_number_most(flow),
	};

	if (flow->change != TX_CHANGE_NONE) {
		replace(&spend, flow);
		judge(out, model, &spend);
		return;
	}
	spend.payee = flow->recipient;		/* for an allowance, whom it is for */
	spend.has_payee = tx_payee(&spend.payee, &flow->tx) ||
			  (spend.counts && !address_is_zero(flow->recipient) && !amount_is_zero(flow->amount));
	judge(out, model, &spend);
}

bool policy_now_forbids(struct err *why, const struct model *model)
{
	struct policy_verdict verdict;

	policy_now_tx(&verdict, model);
	if (model->tx.state != TX_REVIEW || !model->agreed_beforehand || !policy_against(&verdict))
		return false;
	*why = *policy_against(&verdict);
	return true;
}

void policy_now_payment(struct policy_verdict *out, const struct model *model)
{
	const struct flow_topup *flow = &model->topup;
	struct policy_spend spend = {
		.account = &flow->account, .amount = flow->amount, .counts = true, .chain_s = flow->chain_s,
		.has_payee = true, .payee = flow->terms.pay_to,
		.number = flow->entry.id[0] ? flow->entry.payment.nonce : NULL,
	};

	judge(out, model, &spend);
}

void policy_now_review(struct review *review, const struct policy_verdict *verdict)
{
	const struct err *first = policy_against(verdict);
	const char *label = "Policy";

	if (!first)
		return;
	for (enum policy_kind kind = 0; kind < POLICY_KINDS; kind++) {
		if (verdict->against[kind].code == ERR_NONE)
			continue;
		review_add(review, label, REVIEW_WARN, "%s", verdict->against[kind].msg);
		label = "";
	}
	review->beyond = *first;
	snprintf(review->word, sizeof(review->word), "%s", POLICY_WORD);
}

void policy_now_note(struct model *model, const struct journal_entry *entry)
{
	struct log_entry line;

	if (model->policy_count && ledger_line(&line, entry))
		log_entries_append(&model->ledger, &line);
}
