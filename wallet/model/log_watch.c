#include "wallet/model/log_watch.h"

#include <stdio.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address)
{
	struct log_entry entry = { .time_ms = model->now_ms, .address = address };

	snprintf(entry.event, sizeof(entry.event), "%s", event);
	snprintf(entry.network, sizeof(entry.network), "%s", model->network.name);
	return entry;
}

void log_watch_error(struct log_entry *entry, const struct err *err)
{
	snprintf(entry->code, sizeof(entry->code), "%s", err_info(err->code)->name);
	snprintf(entry->text, sizeof(entry->text), "%s", err->msg);
}

/* Writes to the screen's list and to disk. */
void log_watch_write(struct model *model, struct log_entry *entry, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_LOG, 0);

	*effect->log_entry = *entry;
	effect->log_entry->report = mem_string(entry->report);
	if (model->policy_count && log_entry_is_of_money(entry)) {
		struct log_entry copy = log_entry_of_ledger(entry);

		log_entries_append(&model->ledger, &copy);
	}
	log_entries_add(&model->log, entry);
}

void log_watch_agreed(struct model *model, struct effects *effects)
{
	const struct review *review = &model->agreed;
	enum want want;
	const struct flow_ops *shows = flow_showing(model, &want);
	const struct flow *head = shows && !asked_waits(model) ? flow_head(model, shows) : NULL;
	const struct account *account =
		head && account_has_address(&head->account) ? &head->account : model_account(model);
	struct log_entry entry = log_watch_entry(model, "agreed", account ? account->address : (struct address){ { 0 } });
	struct buf text;

	snprintf(entry.text, sizeof(entry.text), "%s: %s", review->what,
		 *review->summary ? review->summary : review->title);
	buf_init(&text, 0);
	review_print(&text, review);
	entry.report = mem_string(buf_string(&text));
	buf_free(&text);
	log_watch_write(model, &entry, effects);
}

void log_watch_describe_key(struct log_entry *entry, const struct key_info *key)
{
	snprintf(entry->text, sizeof(entry->text), "%s key %.40s ...%s", key_type_name(key->type), key->id, key->last6);
}

void log_watch_result(struct model *model, const struct action *action, struct log_entry *entry,
		      struct effects *effects)
{
	if (!action->ok)
		log_watch_error(entry, &action->err);
	log_watch_write(model, entry, effects);
}

void log_watch_look(struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);
		const struct flow *head = flow_head(model, ops);
		unsigned char *seen = &model->flow_seen[model->flow_order[i]];
		unsigned from = *seen;

		if (!ops->logs || head->state == from)
			continue;
		*seen = (unsigned char)head->state;
		ops->logs(model, from, effects);
	}
}
