#include "wallet/flow/key_admin_look.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/flow/key_admin_begin.h"
#include "wallet/model/model.h"
#include "wallet/venice/key_list.h"

#define FRESH_MS 10000		/* a list is as good as new for so long */

bool key_admin_look_wanted(const struct model *model)
{
	const struct flow_key_admin *flow = &model->key_admin;
	const struct account *account = model_account(model);
	bool is_listed = flow->listed_ms && account && address_equal(flow->asked_for, account->address);

	return flow->wish == ACTION_KEY_DELETE && !flow->looked &&
	       !(is_listed && model->now_ms - flow->listed_ms < FRESH_MS);
}

bool key_admin_look_asks_again(struct model *model)
{
	struct flow_key_admin *flow = &model->key_admin;
	const struct key_info *now = model_key(model, flow->key.id);
	struct action wish = { .type = ACTION_KEY_DELETE };
	char when[TEXT_TIME_SIZE];

	if (!now || now == flow_key_admin_admin(model) || !key_used_lately(now, model_server_now(model)) ||
	    key_used_lately(&flow->key, model_server_now(model)))
		return false;
	text_time(when, now->used_ms);
	model_say(model, true, "Key …%s was used at %s: look again before it is deleted", now->last6, when);
	memcpy(wish.key_id, now->id, sizeof(wish.key_id));
	key_admin_end(model);
	asked_again(model, &wish);
	return true;
}
