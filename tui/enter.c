#include "tui/enter.h"

#include <stdio.h>
#include <string.h>

#include "tui/refusal.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

#define NEXT KEYSTROKE("next")

/* A pane may take the command for something of its own, as the keystore does on another wallet. */
static bool pane_takes(const struct ui *ui, const struct model *model)
{
	struct pane pane = ui->panes[ui->focus];
	struct action ignored = { 0 };

	return pane.ops->command && pane.ops->command(&pane, model, COMMAND_NEXT, &ignored);
}

bool enter_goes_on(const struct ui *ui, const struct model *model)
{
	struct keybind_at at = { .first = ui->panes[ui->focus].ops->keybinds, .ui = ui };

	while (keybind_next(&at, &ui->changes, NULL, model))
		if (at.bind.command == COMMAND_NEXT)
			return !pane_takes(ui, model);
	return false;
}

const char *enter_words(const struct ui *ui, const struct model *model)
{
	return enter_goes_on(ui, model) ? NEXT : KEYSTROKE("staking") ", " NEXT;
}

bool enter_must_wait(const struct model *model)
{
	return walkthrough_status(model, walkthrough_step(model)) == STEP_BUSY && model->mint.state != MINT_BACKOFF;
}

/* Returns the command that does the current step, if it can be refused; NONE: it cannot. */
static int step_command(const struct model *model)
{
	if (walkthrough_status(model, walkthrough_step(model)) == STEP_BUSY || walkthrough_offer(model))
		return COMMAND_NONE;
	switch (walkthrough_step(model)) {
	case STEP_WALLET:
		return model->unread.code == ERR_NONE ? COMMAND_WALLET_MENU : COMMAND_NONE;
	case STEP_APPROVE:
	case STEP_STAKE:
		return ACTION_STAKE;
	case STEP_TOKEN:
		return ACTION_TOKEN;
	case STEP_SIGN:
		return ACTION_MINT;
	default:
		return COMMAND_NONE;
	}
}

static const struct refusal *step_refusal(const struct ui *ui, const struct model *model)
{
	const struct account *account = model_account(model);

	if (account && (account->kind == ACCOUNT_WATCH || !account_has_address(account)))
		return NULL;
	return refusal_of(ui, model, step_command(model));
}

/* A review that waits is opened by Enter, whatever else the step would be refused for. */
bool enter_is_offered(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	char waits[160];

	(void)dialog;
	if (!enter_goes_on(ui, model) || opening_hint(waits, sizeof(waits), ui, model))
		return true;
	return !enter_must_wait(model) && !step_refusal(ui, model);
}

static const char *plain_hint(const struct ui *ui, const struct model *model)
{
	const struct refusal *refusal = step_refusal(ui, model);

	return refusal ? refusal->why : walkthrough_hint(model);
}

void enter_hint(char *out, size_t size, const struct ui *ui, const struct model *model)
{
	const char *words = enter_words(ui, model);
	char waits[160];
	const char *text = opening_hint(waits, sizeof(waits), ui, model) ? waits : plain_hint(ui, model);
	size_t used = 0;

	out[0] = '\0';
	for (const char *at = strstr(text, NEXT); at && used < size; at = strstr(text, NEXT)) {
		used += (size_t)snprintf(out + used, size - used, "%.*s%s", (int)(at - text), text, words);
		text = at + strlen(NEXT);
	}
	if (used < size)
		snprintf(out + used, size - used, "%s", text);
}
