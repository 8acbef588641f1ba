#include "tests/screen/steps.h"

void step_password(struct terminal *terminal, const char *prompt)
{
	terminal_wait(terminal, prompt);
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, prompt);
}

void step_token(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_SIGN);
}

void step_mint(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_SIGN);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "Mint an API key");
}

void step_stake_form(struct terminal *terminal, const char *amount)
{
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>%s<Enter>", amount);
	terminal_wait(terminal, "Yes, sign it");	/* its last line */
}
