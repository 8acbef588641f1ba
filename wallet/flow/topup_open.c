#include "wallet/flow/topup_open.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/flow/topup_fate.h"
#include "wallet/flow/topup_look.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static bool is_open(const struct model *model, const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_PAYMENT && entry->ended == PAYMENT_OPEN &&
	       strcmp(entry->network, model->network.name) == 0;
}

const struct journal_entry *topup_open_find(const struct model *model, const struct address *address)
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (is_open(model, entry) && (!address || address_equal(entry->address, *address)))
			return entry;
	}
	return NULL;
}

/* The log gets the end of the payment in hand first.  It already has what was told of the next one. */
void topup_open_watch(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	char when[TEXT_TIME_SIZE], amount[AMOUNT_TEXT_SIZE];

	log_watch_look(model, effects);
	*flow = (struct flow_topup){
		.state = entry->unknown_told ? TOPUP_UNKNOWN : TOPUP_IDLE, .err = flow->err,
		.amount = entry->payment.amount, .delivered = true, .failed = flow->failed,
	};
	model->flow_seen[FLOW_TOPUP] = (unsigned char)flow->state;
	journal_entry_copy(&flow->entry, entry);
	flow->account.address = entry->address;
	text_time(when, entry->time_ms);
	amount_format(amount, entry->payment.amount);
	if (!entry->unknown_told)
		model_say(model, false, "Finding out what became of the %s USDC that were to be paid at %s", amount, when);
	topup_look_begin(model, LOOK_AGAIN, effects);
}

/* The open payment after the one in hand; after the last comes the first. */
static const struct journal_entry *find_next(const struct model *model)
{
	const struct journal_entry *first = NULL;
	bool passed = false;

	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (!strcmp(entry->id, model->topup.entry.id)) {
			passed = true;
			continue;
		}
		if (!is_open(model, entry))
			continue;
		if (passed)
			return entry;
		first = first ? first : entry;
	}
	return first;
}

bool topup_open_next(struct model *model, struct effects *effects)
{
	const struct journal_entry *entry = find_next(model);

	if (!entry || flow_topup_running(&model->topup))
		return false;
	topup_open_watch(model, entry, effects);
	return true;
}

bool topup_open_further(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (!is_open(model, entry) || !address_equal(entry->address, flow->account.address) ||
		    !strcmp(entry->id, flow->carried.id))
			continue;
		journal_entry_copy(&flow->entry, entry);
		flow->delivered = true;
		topup_look_begin(model, LOOK_BEFORE, effects);
		return true;
	}
	flow->entry = flow->carried;
	flow->delivered = flow->entry.id[0];
	flow->carried = (struct journal_entry){ 0 };
	return false;
}

void topup_open_end(struct model *model, enum payment_end ended, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct journal_entry *entry;

	if (!model->headless) {
		topup_fate_close(model, effects);
		return;
	}
	topup_open_note(model);
	entry = journal_find(&model->journal, flow->entry.id);
	entry->ended = ended;
	flow->entry = (struct journal_entry){ 0 };
	flow->delivered = false;
}

void topup_open_note(struct model *model)
{
	const struct journal_entry *entry = &model->topup.entry;
	struct journal_entry *known = journal_find(&model->journal, entry->id);

	if (known)
		known->payment = entry->payment;
	else
		journal_add(&model->journal, entry);
}
