/*
 * The review of a transaction: all that will be signed, in words and in full.
 * The answer is No until somebody who has seen it all says otherwise.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/consent.h"
#include "wallet/abi.h"

#define LABEL 12

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_REVIEW;
}

static void draw_address(struct page *page, const char *label, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE], line[160];

	address_format(text, address);
	snprintf(line, sizeof(line), "%s %s", name, text);
	page_pair(page, LABEL, label, STYLE_TEXT, line);
}

static const char *name_of(const struct model *model, struct address address)
{
	enum contract contract = contract_at(address);

	if (contract != CONTRACT_COUNT)
		return contract_name(contract);
	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, address))
			return model->accounts.items[i].name;
	return "an address not known here";
}

static bool draw_address_argument(struct page *page, const struct model *model, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	char text[ADDRESS_TEXT_SIZE], line[160];
	struct address address;

	if (!abi_get_address(&address, data->data + 4, data->len - 4, index))
		return false;
	address_format(text, address);
	snprintf(line, sizeof(line), "%s %s", text, name_of(model, address));
	page_pair(page, LABEL, "", STYLE_TEXT, line);
	return true;
}

static void say_meant(char *out, size_t size, const char *digits, const char *how, struct amount meant)
{
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, meant);
	snprintf(out, size, "%s (%s%s %s)", digits, how, amount, token_symbol(meant.token));
}

static bool draw_number_argument(struct page *page, const struct model *model, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	const struct flow_tx *flow = &model->tx;
	char digits[80], line[256];
	struct u256 number;

	if (!abi_get_u256(&number, data->data + 4, data->len - 4, index))
		return false;
	u256_to_decimal(digits, number);
	snprintf(line, sizeof(line), "%s", digits);
	if (u256_compare(number, flow->amount.units) == 0)
		say_meant(line, sizeof(line), digits, "", flow->amount);
	else if (!amount_is_zero(flow->least) && u256_compare(number, flow->least.units) == 0)
		say_meant(line, sizeof(line), digits, "at least ", flow->least);
	page_pair(page, LABEL, "", STYLE_TEXT, line);
	return true;
}

/* The call as it is in the calldata itself, not as it was meant. */
static void draw_call(struct page *page, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	const char *signature = flow->calls[flow->chosen], *type = strchr(signature, '(');
	uint8_t selector[4];
	bool known;

	abi_selector(selector, signature);
	known = type && flow->tx.data.len >= 4 && memcmp(selector, flow->tx.data.data, 4) == 0;
	page_pair(page, LABEL, "Call", known ? STYLE_STRONG : STYLE_BAD, known ? signature : "not the call it should be");
	for (size_t i = 0; known && *type && *type != ')'; i++) {
		type++;
		if (strncmp(type, "address", 7) == 0)
			known = draw_address_argument(page, model, i);
		else if (*type != ')')
			known = draw_number_argument(page, model, i);
		type += strcspn(type, ",)");
	}
}

static void draw_amount(struct page *page, const char *label, struct amount amount, const char *note)
{
	char text[AMOUNT_TEXT_SIZE], line[192];

	amount_format(text, amount);
	snprintf(line, sizeof(line), "%s %s%s", text, token_symbol(amount.token), note);
	page_pair(page, LABEL, label, STYLE_TEXT, line);
}

static void draw_fee(struct page *page, const struct flow_tx *flow)
{
	struct amount l1 = { TOKEN_ETH, flow->l1_fee }, l2;

	if (!flow->has_l1_fee || !amount_sub(&l2, flow->max_fee, l1)) {
		draw_amount(page, "Fee", flow->max_fee, " at most");
		return;
	}
	draw_amount(page, "Fee on L2", l2, " at most");
	draw_amount(page, "Fee to L1", l1, " for the data");
	draw_amount(page, "Fee in all", flow->max_fee, " at most");
}

static void fill(struct page *page, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	char network[96];

	snprintf(network, sizeof(network), "%s, chain %" PRIu64 "%s", model->network.title, flow->tx.chain_id,
		 model->network.real_money ? "" : " — no real money");
	page_text(page, STYLE_STRONG, flow->words);
	page_blank(page);
	draw_amount(page, "Amount", flow->amount, "");
	draw_address(page, "Contract", name_of(model, flow->tx.to), flow->tx.to);
	draw_call(page, model);
	draw_address(page, "Wallet", flow->account.name, flow->account.address);
	page_pair(page, LABEL, "Network", model->network.real_money ? STYLE_REAL : STYLE_PRACTICE, network);
	draw_fee(page, flow);
	page_format(page, STYLE_TEXT, "%-*s%" PRIu64 "; gas at most %" PRIu64, LABEL, "Nonce", flow->tx.nonce, flow->tx.gas_limit);
	page_pair(page, LABEL, "Simulation", STYLE_GOOD, "✓ it succeeds, as the chain stands now");
	page_blank(page);
	page_text(page, STYLE_WARN, "A transaction has no undo.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, 76));
	fill(&page, model);
	consent_show(ui, dialog, canvas, "Review before signing", "sign it", &page);
}

const struct dialog_ops dialog_review = {
	.name = "Review", .state_size = sizeof(struct consent), .keys = consent_keys,
	.wanted = wanted, .key = consent_key, .draw = draw,
};
