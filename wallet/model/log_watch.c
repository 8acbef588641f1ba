#include "wallet/model/log_watch.h"

#include <stdio.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"

struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address)
{
	struct log_entry record = { .time_ms = model->now_ms, .address = address };

	snprintf(record.event, sizeof(record.event), "%s", event);
	snprintf(record.network, sizeof(record.network), "%s", model->network.name);
	return record;
}

void log_watch_error(struct log_entry *record, const struct err *err)
{
	snprintf(record->code, sizeof(record->code), "%s", err_info(err->code)->name);
	snprintf(record->text, sizeof(record->text), "%s", err->msg);
}

/* On the screen's list, and on disk. */
void log_watch_write(struct model *model, struct log_entry *record, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_LOG, 0);

	*effect->record = *record;
	effect->record->report = mem_string(record->report);
	log_entries_add(&model->log, record);
}

void log_watch_agreed(struct model *model, struct effects *effects)
{
	const struct review *review = &model->agreed;
	enum want want;
	const struct flow_ops *shows = flow_showing(model, &want);
	const struct flow *head = shows && !asked_waits(model) ? flow_head(model, shows) : NULL;
	const struct account *account =
		head && account_has_address(&head->account) ? &head->account : model_account(model);
	struct log_entry record = log_watch_entry(model, "agreed", account ? account->address : (struct address){ { 0 } });
	struct buf text;

	snprintf(record.text, sizeof(record.text), "%s: %s", review->what,
		 *review->summary ? review->summary : review->title);
	buf_init(&text, 0);
	review_print(&text, review);
	record.report = mem_string(buf_string(&text));
	buf_free(&text);
	log_watch_write(model, &record, effects);
}

void log_watch_describe_key(struct log_entry *record, const struct key_info *key)
{
	snprintf(record->text, sizeof(record->text), "%s key %.40s ...%s", key_type_name(key->type), key->id, key->last6);
}

void log_watch_result(struct model *model, const struct action *action, struct log_entry *record,
		      struct effects *effects)
{
	if (!action->ok)
		log_watch_error(record, &action->err);
	log_watch_write(model, record, effects);
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
