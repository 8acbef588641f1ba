/* A payment by x402 before it is signed: all that the signature will allow, in full. */
#include <inttypes.h>
#include <stdio.h>

#include "tui/consent.h"

#define LABEL 10

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_PAYMENT;
}

static void draw_address(struct page *page, const char *label, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE], line[160];

	address_format(text, address);
	snprintf(line, sizeof(line), "%s%s%s", name, *name ? " " : "", text);
	page_pair(page, LABEL, label, STYLE_TEXT, line);
}

static void fill(struct page *page, const struct model *model)
{
	const struct flow_topup *flow = &model->topup;
	char amount[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE + 8], network[96];

	amount_format(amount, flow->amount);
	page_format(page, STYLE_STRONG, "Pay %s USDC into this wallet's x402 credit at Venice", amount);
	page_blank(page);
	draw_address(page, "Pay to", "", flow->terms.pay_to);
	draw_address(page, "Wallet", flow->account.name, flow->account.address);
	amount_format(amount, flow->usdc);
	snprintf(have, sizeof(have), "%s USDC", amount);
	page_pair(page, LABEL, "It has", STYLE_TEXT, have);
	draw_address(page, "Token", contract_name(CONTRACT_USDC), contract_address(CONTRACT_USDC));
	snprintf(network, sizeof(network), "%s, chain %" PRIu64 "%s", model->network.title, model->network.chain_id,
		 model->network.real_money ? "" : " — no real money");
	page_pair(page, LABEL, "Network", model->network.real_money ? STYLE_REAL : STYLE_PRACTICE, network);
	page_pair(page, LABEL, "Fee", STYLE_TEXT, "none: Venice sends it");
	page_pair(page, LABEL, "Good for", STYLE_TEXT, "this amount and payee, once");
	page_format(page, STYLE_TEXT, "%-*s%" PRIu64 " seconds from signing on", LABEL, "", flow->terms.life_s);
	page_blank(page);
	page_text(page, STYLE_GOOD, "✓ It is USDC on this chain and nothing else; the transfer was simulated and succeeds.");
	page_text(page, STYLE_WARN, "A payment has no undo.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, 76));
	fill(&page, model);
	consent_show(ui, dialog, canvas, "Review before signing", "sign it", &page);
}

const struct dialog_ops dialog_payment = {
	.name = "Payment", .state_size = sizeof(struct consent), .keys = consent_keys,
	.wanted = wanted, .key = consent_key, .draw = draw,
};
