/* Balances: what the selected wallet has on chain, and how old that knowledge is. */
#include "tui/pane/pane.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/figures.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/stake_life.h"

#define DECIMALS 6

struct figure {
	const char *label, *about;
	struct amount amount;
	int64_t ends_ms;	/* end of a cooldown; 0: no cooldown */
	bool always;		/* shown even when zero */
};

/* The end of a cooldown is left out where it would move the number. */
static void draw_figure(const struct figure *figure, const struct figures *aligned, const struct model *model,
			struct canvas *canvas, int row)
{
	char text[AMOUNT_TEXT_SIZE], left[TEXT_SPAN_SIZE] = "";
	int col = canvas_text(canvas, row, 1, STYLE_DIM, figure->label), at;

	amount_format_short(text, figure->amount, model_decimals(model, DECIMALS));
	at = figures_col(aligned, text, canvas->cols - 1);
	if (figure->ends_ms)
		text_countdown(left, figure->ends_ms - stake_life_now(model));
	if (figure->ends_ms && figure->ends_ms <= stake_life_now(model))
		snprintf(left, sizeof(left), "ready");
	if (*left && col + 1 + (int)strlen(left) < at)
		canvas_text(canvas, row, col + 1, STYLE_DIM, left);
	canvas_text(canvas, row, at > col ? at : col + 1, amount_is_zero(figure->amount) ? STYLE_DIM : STYLE_TEXT,
		    text);
}

/* Their decimal points are in one column, whichever of them are in sight. */
static struct figures align(const struct model *model, const struct figure *figures, size_t count)
{
	struct figures aligned = { 0 };
	char text[AMOUNT_TEXT_SIZE];

	for (size_t i = 0; i < count; i++) {
		amount_format_short(text, figures[i].amount, model_decimals(model, DECIMALS));
		figures_add(&aligned, text);
	}
	return aligned;
}

static size_t gather(struct figure figures[], const struct model *model, const struct balances *b)
{
	struct amount rewards = b->pending_rewards;
	bool ticks = stake_life_rewards(&rewards, model);
	const struct figure all[] = {
		{ "ETH", "pays the fees on Base", b->eth, 0, true },
		{ "VVV", "1 staked mints a key", b->vvv, 0, true },
		{ "sVVV", "the VVV that is staked", b->svvv, 0, true },
		{ "rewards", "what the stake earned", ticks ? rewards : b->pending_rewards, 0, true },
		{ "cooldown", "coming back as VVV", b->cooldown.amount, b->cooldown.ends_ms, false },
		{ "DIEM", "stake it for credit", b->diem, 0, true },
		{ "DIEM staked", "each gives $1 a day", b->diem_staked, 0, true },
		{ "DIEM cooldown", "coming back as DIEM", b->diem_cooldown.amount, b->diem_cooldown.ends_ms, false },
		{ "USDC", "buys credit in advance", b->usdc, 0, true },
	};
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i].always || !amount_is_zero(all[i].amount))
			figures[count++] = all[i];
	return count;
}

static void draw_age(const struct model *model, const struct balances *balances, struct canvas *canvas, int row)
{
	char ago[TEXT_SPAN_SIZE], text[96];

	text_age(ago, model->now_ms - balances->read_ms);
	if (model->refresh.err.code != ERR_NONE) {
		snprintf(text, sizeof(text), canvas->cols > 42 ? "✗ not refreshed: these are of %s" : "✗ old: of %s", ago);
		canvas_fit(canvas, row, 1, canvas->cols - 2, STYLE_WARN, text);
		return;
	}
	snprintf(text, sizeof(text), canvas->cols > 26 ? "block %" PRIu64 " · %s" : "#%" PRIu64 " · %s", balances->block, ago);
	canvas_fit(canvas, row, 1, canvas->cols - 2, STYLE_DIM, text);
}

#define SPREAD 3		/* rows of a figure with what it is, and a blank one */

/* Returns the most rows that a figure can have use for: what it is, is said whole or not at all. */
static int spread_most(const struct figure *figures, size_t count, int cols)
{
	for (size_t i = 0; i < count; i++)
		if (canvas_width(figures[i].about, strlen(figures[i].about)) > cols - 3)
			return 1;
	return SPREAD;
}

/* Returns the rows of each of so many figures: more than one, where there is room to say what each is. */
static int spread_of(size_t count, int room, int most)
{
	int spread = count ? room / (int)count : 1;

	return spread < 1 ? 1 : spread > most ? most : spread;
}

static void draw_about(const struct figure *figure, struct canvas *canvas, int row, int spread)
{
	if (spread > 1)
		canvas_fit(canvas, row + 1, 2, canvas->cols - 3, STYLE_DIM, figure->about);
}

/* Before there is a wallet: what it will have. */
static void draw_no_wallet(struct pane *pane, const struct model *model, struct canvas *canvas)
{
	const struct balances none = { 0 };
	struct figure figures[16];
	size_t count = gather(figures, model, &none);
	int most = spread_most(figures, count, canvas->cols), spread = spread_of(count, canvas->rows - 2, most);

	pane->could = most > 1 ? (int)count * most + 1 : 0;
	if (spread < 2) {
		list_draw_empty(canvas, 0, "no wallet",
				"Here stands what the wallet has: ETH for fees, VVV to stake, sVVV that is staked, "
				"what the stake has earned, DIEM, and USDC to buy credit with.");
		return;
	}
	canvas_fit(canvas, 0, 1, canvas->cols - 2, STYLE_TEXT, "no wallet; it can have these:");
	for (size_t i = 0; i < count; i++) {
		canvas_text(canvas, 2 + (int)i * spread, 1, STYLE_TEXT, figures[i].label);
		draw_about(&figures[i], canvas, 2 + (int)i * spread, spread);
	}
}

static void draw_unknown(struct pane *pane, const struct model *model, struct canvas *canvas)
{
	if (!model_account(model)) {
		draw_no_wallet(pane, model, canvas);
	} else if (!account_has_address(model_account(model))) {
		canvas_wrap(canvas, 0, 1, canvas->cols - 2, STYLE_DIM, "address not known until it is unlocked");
	} else if (model->refresh.err.code != ERR_NONE) {
		int lines = canvas_wrap(canvas, 0, 1, canvas->cols - 2, STYLE_BAD, model->refresh.err.msg);

		canvas_wrap(canvas, lines, 1, canvas->cols - 2, STYLE_TEXT,
			    model->refresh.err.code == ERR_RPC_LOCKED ? KEYSTROKE("unlock") " unlocks it"
								      : KEYSTROKE("refresh") " tries again");
	} else {
		canvas_fit(canvas, 0, 1, canvas->cols - 2, STYLE_DIM, "reading…");
	}
}

/* Draws from the list's cursor on, which is the first row shown. */
static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	const struct balances *balances = model_balances(model);
	struct figure figures[16];
	struct figures aligned;
	size_t count, room = canvas->rows > 3 ? (size_t)canvas->rows - 1 : (size_t)canvas->rows;
	int spread, most;

	(void)focused;
	if (!balances) {
		draw_unknown(pane, model, canvas);
		return;
	}
	count = gather(figures, model, balances);
	aligned = align(model, figures, count);
	pane->wants = (int)count + 2;
	most = spread_most(figures, count, canvas->cols);
	pane->could = (int)count * most + 1;
	spread = spread_of(count, (int)room, most);
	pane->list.page = room;
	if (pane->list.cursor + room > count)
		pane->list.cursor = count > room ? count - room : 0;
	for (size_t i = 0; i < room && pane->list.cursor + i < count; i++) {
		draw_figure(&figures[pane->list.cursor + i], &aligned, model, canvas, (int)i * spread);
		draw_about(&figures[pane->list.cursor + i], canvas, (int)i * spread, spread);
	}
	if (pane->list.cursor + room < count)
		canvas_text(canvas, (int)room - 1, canvas->cols - 1, STYLE_WARN, "▾");
	if (room < (size_t)canvas->rows)
		draw_age(model, balances, canvas, canvas->rows - 1);
}

static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	struct figure figures[16];
	const struct balances *balances = model_balances(model);

	(void)out;
	return list_move(&pane->list, what, balances ? gather(figures, model, balances) : 0);
}

static const struct keybinds keybinds = { .title = "Balances", .then = &keybinds_panes };

const struct pane_ops pane_balances = { .title = "Balances", .keybinds = &keybinds, .command = command, .draw = draw };
