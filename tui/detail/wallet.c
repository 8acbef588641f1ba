/* The wallet under the cursor of the keystore, and the address of the current one to send to. */
#include <stdio.h>
#include <string.h>

#include "tui/detail/detail.h"
#include "tui/figures.h"
#include "tui/qr.h"
#include "wallet/base/mem.h"
#include "wallet/model/keystroke.h"

#define PLACES 6
#define CODE_ROWS_LEAST 14
#define FIGURES_COL 13

static const char *const kinds[] = {
	[ACCOUNT_KEY] = "a private key", [ACCOUNT_MNEMONIC] = "made from words", [ACCOUNT_WATCH] = "an address to watch",
};

static void write_balances(struct detail *detail, const struct model *model, const struct balances *balances)
{
	const struct amount amounts[] = {
		balances->eth, balances->vvv, balances->svvv, balances->diem_staked, balances->usdc
	};
	static const char *const labels[] = { "ETH", "VVV", "sVVV", "DIEM staked", "USDC" };
	char numbers[ARRAY_LENGTH(amounts)][AMOUNT_TEXT_SIZE];
	struct figures figures = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(amounts); i++) {
		amount_format_short(numbers[i], amounts[i], model_decimals(model, PLACES));
		figures_add(&figures, numbers[i]);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(amounts); i++) {
		int col = figures_col(&figures, numbers[i], FIGURES_COL + figures_width(&figures));

		canvas_text(&detail->canvas, detail->row, 0, STYLE_DIM, labels[i]);
		canvas_text(&detail->canvas, detail->row++, col, STYLE_TEXT, numbers[i]);
	}
}

static size_t count_keys(const struct model *model, const struct account *account)
{
	size_t count = 0;

	for (size_t i = 0; i < model->keys.count; i++)
		count += account_has_address(account) && address_equal(model->keys.items[i].address, account->address);
	return count;
}

/* Its place, and what it can do. */
static void write_state(struct detail *detail, const struct model *model, const struct account *account)
{
	char keys[32];

	detail_pair(detail, "It is", STYLE_TEXT, kinds[account->kind]);
	if (account->kind != ACCOUNT_WATCH)
		detail_pair(detail, "State", STYLE_TEXT,
			    model_unlocked_for(model, account->address) ? "unlocked" : "locked");
	if (account->foreign)
		detail_pair(detail, "Its file", STYLE_TEXT, "is another program's; rialto only reads it");
	snprintf(keys, sizeof(keys), "%zu", count_keys(model, account));
	detail_pair(detail, "API keys", STYLE_TEXT, keys);
}

/* A QR code of what is sent to, where there is room for it. */
static void write_code(struct detail *detail, const char *address)
{
	int rows, cols, room = detail->canvas.rows - detail->row;
	struct qr *code = room > CODE_ROWS_LEAST && !qr_is_whole(&detail->canvas) ? qr_make(address) : NULL;

	if (!code)
		return;
	if (qr_fit(code, room - 1, detail->canvas.cols, false)) {
		qr_size(&rows, &cols, code, false);
		qr_draw(&detail->canvas, detail->row + 1, 0, code);
		detail->row += rows + 1;
	}
	qr_free(code);
}

void detail_receive(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE], title[64];

	(void)ui;
	if (!account || !account_has_address(account) || walkthrough_step(model) != STEP_FUND)
		return;
	snprintf(title, sizeof(title), "Send to, on %s", model->network.real_money ? "Base" : model->network.title);
	detail_head(detail, title);
	address_format(address, account->address);
	detail_text(detail, STYLE_STRONG, address);
	write_code(detail, address);
}

void detail_wallet(struct detail *detail, const struct ui *ui, const struct model *model)
{
	size_t index = pane_keystore_current(&ui->panes[PANE_KEYSTORE], model);
	const struct account *account = &model->accounts.items[index];
	char address[ADDRESS_TEXT_SIZE];

	if (index >= model->accounts.count) {
		detail_step(detail, ui, model);
		return;
	}
	detail_head(detail, account->name);
	account_format_address(address, account);
	detail_text(detail, STYLE_STRONG, address);
	detail_blank(detail);
	write_state(detail, model, account);
	detail_blank(detail);
	if (model->balances && model->balances[index].known)
		write_balances(detail, model, &model->balances[index]);
	else
		detail_text(detail, STYLE_DIM, "Its balances are not known yet.");
	if (index != model->selected)
		detail_text(detail, STYLE_DIM, KEYSTROKE("next") " makes it the current one.");
}
