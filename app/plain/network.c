/* Goes on with another network. */
#include <stdio.h>

#include "app/plain/plain.h"
#include "wallet/model/network_change.h"

/* The one in use first, so that Enter changes nothing. */
void plain_networks(struct plain *plain)
{
	const struct model *model = plain->model;
	char labels[SETTINGS_NETWORKS_MAX][NETWORK_NAME_SIZE + 64];
	const char *choices[SETTINGS_NETWORKS_MAX] = { 0 };
	size_t at[SETTINGS_NETWORKS_MAX], count = 0, choice;
	struct action action = { .type = ACTION_NETWORK };

	for (int here = 1; here >= 0; here--)
		for (size_t i = 0; i < model->network_count && count < SETTINGS_NETWORKS_MAX; i++) {
			if (network_change_is_here(model, i) != (bool)here)
				continue;
			snprintf(labels[count], sizeof(labels[count]), "%s, with %s money%s", model->networks[i].title,
				 model->networks[i].real_money ? "real" : "no real", here ? "; the one in use" : "");
			at[count] = i;
			choices[count] = labels[count];
			count++;
		}
	plain_say(plain, "\nThe networks. Going to another one locks every wallet; what is in flight here is taken up again when you "
		  "come back.");
	if (!plain_choose(&choice, plain, choices, count, "Which?") || network_change_is_here(model, at[choice]))
		return;
	action.index = at[choice];
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}
