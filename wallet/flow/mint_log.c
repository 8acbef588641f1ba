#include "wallet/flow/mint_log.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/flow/mint_report.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static void note_failed_mint(struct model *model, struct log_entry *entry)
{
	struct buf report;

	log_watch_error(entry, &model->mint.err);
	buf_init(&report, 0);
	mint_report(&report, model);
	entry->report = mem_string(buf_string(&report));
	buf_free(&report);
}

/* The log's name for reaching a state; NULL if it is not worth a line. */
static const char *mint_event(enum mint_state from, enum mint_state to)
{
	if (from == MINT_GETTING && (to == MINT_TOKEN || to == MINT_REVIEW || to == MINT_UNLOCK || to == MINT_SIGNING))
		return "token_fetched";
	switch (to) {
	case MINT_JOURNALLING:
		return "token_signed";
	case MINT_POSTING:
		return "mint_sent";
	case MINT_SEALING:
		return from == MINT_UNSEALED ? NULL : "key_minted";
	case MINT_CONFIRMING:
		return "key_stored";
	case MINT_CHECKING:
		return from == MINT_CONFIRMING ? NULL : "key_stored";
	case MINT_BACKOFF:
	case MINT_FAILED:
		return "mint_failed";
	case MINT_UNSEALED:
		return "key_not_stored";
	case MINT_UNKNOWN:
		return "mint_unknown";
	case MINT_IDLE:
	case MINT_GETTING:
	case MINT_TOKEN:
	case MINT_REVIEW:
	case MINT_UNLOCK:
	case MINT_SIGNING:
	case MINT_DONE:
	case MINT_STATE_COUNT:
		break;
	}
	return NULL;
}

static bool is_bad(enum mint_state state)
{
	return state == MINT_BACKOFF || state == MINT_FAILED || state == MINT_UNSEALED || state == MINT_UNKNOWN;
}

static void describe_mint(struct log_entry *entry, const struct model *model)
{
	const struct flow_mint *flow = &model->mint;
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow_mint_token_left(model));
	if (!strcmp(entry->event, "token_fetched"))
		snprintf(entry->text, sizeof(entry->text), "%s, good for %s", flow->is_challenge ? "challenge" : "token", left);
	else if (!strncmp(entry->event, "key_", 4))
		log_watch_describe_key(entry, &flow->minted);
	else
		snprintf(entry->text, sizeof(entry->text), "%s key", key_type_name(flow->options.type));
}

void mint_log(struct model *model, unsigned was, struct effects *effects)
{
	enum mint_state from = (enum mint_state)was, to = model->mint.state;
	const char *event = mint_event(from, to);
	struct log_entry entry;

	if (!event)
		return;
	entry = log_watch_entry(model, event, model->mint.account.address);
	if (is_bad(to))
		note_failed_mint(model, &entry);
	else
		describe_mint(&entry, model);
	log_watch_write(model, &entry, effects);
}
