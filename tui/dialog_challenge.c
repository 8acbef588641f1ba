/*
 * A challenge before it is signed: the whole text, as it will be signed.
 */
#include <string.h>

#include "tui/consent.h"
#include "wallet/text.h"

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_CHALLENGE;
}

/* It has passed challenge_check: there is no character in it that does not show. */
static void draw_text(struct page *page, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len)
			page_format(page, STYLE_STRONG, "%.*s", (int)len, text);
		else
			page_blank(page);
		text += len + (text[len] == '\n');
	}
}

static void fill(struct page *page, const struct model *model)
{
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow_mint_token_left(model));
	page_format(page, STYLE_TEXT, "Venice wants this text signed by %s before it makes a key. It expires in %s.",
		    model->mint.account.name, left);
	page_blank(page);
	draw_text(page, model->mint.token);
	page_blank(page);
	page_text(page, STYLE_GOOD, "✓ Domain, URI, chain, wallet, statement, nonce, times and permission are as they "
		  "must be.");
	page_text(page, STYLE_WARN, "Whoever has the signature can make one API key of this account.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	if (!model->mint.token)
		return;
	page_init(&page, canvas, dialog_width(canvas, 76));
	fill(&page, model);
	consent_show(ui, dialog, canvas, "Read before signing", "sign it", &page);
}

const struct dialog_ops dialog_challenge = {
	.name = "Challenge", .state_size = sizeof(struct consent), .keys = consent_keys,
	.wanted = wanted, .key = consent_key, .draw = draw,
};
