/* A test call before it is made: to which model, and what it costs at most. */
#include <stdio.h>

#include "tui/consent.h"

#define LABEL 15

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_TEST;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct flow_test *flow = &model->test;
	char most[KEY_TEST_MOST_SIZE], key[KEY_DESCRIPTION_SIZE + 16];
	struct page page;

	key_test_format_most(most, &flow->model);
	snprintf(key, sizeof(key), "%s …%s", flow->key.description[0] ? flow->key.description : "Web3 API Key", flow->key.last6);
	page_init(&page, canvas, dialog_width(canvas, 76));
	page_text(&page, STYLE_TEXT, "A call of one token shows whether the key works for a model. Venice charges it to the account.");
	page_blank(&page);
	page_pair(&page, LABEL, "Key", STYLE_TEXT, key);
	page_pair(&page, LABEL, "Model", STYLE_STRONG, flow->model.id);
	page_pair(&page, LABEL, "", STYLE_DIM, flow->model.is_private ? "private: nothing is retained"
								       : "anonymized: its privacy is not guaranteed");
	page_pair(&page, LABEL, "Costs at most", STYLE_STRONG, most);
	page_format(&page, STYLE_DIM, "By Venice's published price, %d tokens counted for the question and %d for the answer.",
		    KEY_TEST_IN_MOST, KEY_TEST_OUT_MOST);
	page_blank(&page);
	page_text(&page, STYLE_TEXT, "It is sent once. Where no answer comes, it may have been charged all the same.");
	consent_show(ui, dialog, canvas, "Make this call?", "make the call", &page);
}

static const struct keybind keys[] = {
	{ 'n', COMMAND_NONE, "n", "no", "call nothing; Enter and Esc say the same" },
	{ 'y', COMMAND_NONE, "y", "yes, make the call", "make this one call" },
	{ K_TAB, COMMAND_NONE, "Tab", "other button", "go to the other button; Enter presses it" },
	{ K_PAGE_DOWN, COMMAND_NONE, "PgDn", "read on", NULL },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_test = {
	.name = "Test call", .state_size = sizeof(struct consent), .keys = keys,
	.wanted = wanted, .key = consent_key, .draw = draw,
};
