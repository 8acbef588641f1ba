/* Why the current step is there, what it costs, and what it works with. */
#include <stdio.h>
#include <string.h>

#include "tui/detail/detail.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/walkthrough.h"

#define CLOCK_AT 11	/* of the text of a time */
#define CLOCK_LENGTH 8

static void pair_clock(struct detail *detail, const char *label, int64_t unix_ms)
{
	char when[TEXT_TIME_SIZE], line[64];

	text_time(when, unix_ms);
	snprintf(line, sizeof(line), "%.*s UTC by Venice's clock", CLOCK_LENGTH, when + CLOCK_AT);
	detail_pair(detail, label, STYLE_TEXT, line);
}

static void write_address(struct detail *detail, const char *label, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	detail_blank(detail);
	detail_text(detail, STYLE_DIM, label);
	detail_text(detail, STYLE_TEXT, text);
}

static void step_contract(struct detail *detail, const struct model *model)
{
	(void)model;
	write_address(detail, "Venice's staking contract", contract_address(CONTRACT_STAKING));
}

/* The state of the token in hand; before there is one, nothing. */
static void step_token(struct detail *detail, const struct model *model)
{
	char key[64];

	if (flow_mint_token_left(model) <= 0)
		return;
	pair_clock(detail, "Issued", model->mint.token_got_ms);
	pair_clock(detail, "Ends", model->mint.token_ends_ms);
	snprintf(key, sizeof(key), "one %s key", key_type_name(model->mint.options.type));
	detail_pair(detail, "Used for", STYLE_TEXT, key);
}

static void (*const facts[STEP_COUNT])(struct detail *detail, const struct model *model) = {
	[STEP_APPROVE] = step_contract, [STEP_STAKE] = step_contract,
	[STEP_TOKEN] = step_token, [STEP_SIGN] = step_token,
};

static bool has_head(const struct detail *detail, const char *text)
{
	for (size_t i = 0; i < detail->head_count; i++)
		if (strcmp(detail->heads[i].text, text) == 0)
			return true;
	return false;
}

void detail_step(struct detail *detail, const struct ui *ui, const struct model *model)
{
	enum step step = pane_walkthrough_looked(&ui->panes[PANE_STAKING], model);
	const struct step_words *words = walkthrough_words(step);
	const struct account *account = model_account(model);

	if (has_head(detail, words->question))	/* it stood in for another */
		return;
	detail_head(detail, words->question);
	detail_text(detail, STYLE_TEXT, words->why);
	detail_blank(detail);
	detail_pair(detail, "Costs", STYLE_TEXT, words->costs);
	detail_pair(detail, "Is signed", STYLE_TEXT, words->signs ? words->signs : "nothing");
	if (words->signs && account)
		detail_pair(detail, "by", STYLE_TEXT, account->name);
	if (facts[step])
		facts[step](detail, model);
}

/* What comes after the current step, as far as there is room to read on, but for what is read about already. */
void detail_next(struct detail *detail, const struct ui *ui, const struct model *model)
{
	(void)ui;
	for (enum step step = walkthrough_step(model) + 1; step < STEP_COUNT; step++) {
		const struct step_words *words = walkthrough_words(step);
		int end = detail->row + 2 + detail_lines(detail, 0, words->why);
		char title[64];

		if (has_head(detail, words->question))
			continue;
		if (end > detail->canvas.rows || detail->head_count == DETAIL_HEADS)
			return;
		snprintf(title, sizeof(title), "Later: %s", words->question);
		detail_head(detail, title);
		detail_text(detail, STYLE_DIM, words->why);
	}
}
