/* Staking: the walkthrough from VVV to a key. */
#include "tui/pane/pane.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/tx_plight.h"

#define LABEL_COL 3
#define DETAIL_COL 13
#define BAR_WIDTH 18
#define STUCK_MS 10000
#define HURRY_MS INT64_C(300000)
#define ALMOST_GONE_MS INT64_C(60000)

static const char *const labels[STEP_COUNT] = {
	[STEP_WALLET] = "Wallet", [STEP_FUND] = "Fund", [STEP_APPROVE] = "Approve", [STEP_STAKE] = "Stake",
	[STEP_TOKEN] = "Token", [STEP_SIGN] = "Sign", [STEP_MINT] = "Mint", [STEP_KEY] = "Key",
};

static const struct { const char *mark; enum style style; } statuses[] = {
	[STEP_TODO] = { "○", STYLE_DIM },
	[STEP_CURRENT] = { "●", STYLE_BUSY },
	[STEP_BUSY] = { "●", STYLE_BUSY },
	[STEP_DONE] = { "✓", STYLE_GOOD },
	[STEP_FAILED] = { "✗", STYLE_BAD },
};

/* Draws the bar, and a word as the end comes near, because colour alone must not say it. */
static void draw_token_life(const struct model *model, struct canvas *canvas, int row, int col)
{
	int64_t left = flow_mint_token_left(model), life = model->mint.token_ends_ms - model->mint.token_got_ms;
	enum style style = left < ALMOST_GONE_MS ? STYLE_BAD : left < HURRY_MS ? STYLE_WARN : STYLE_GOOD;
	int filled;

	if (life <= 0)
		life = 1;
	filled = (int)(left >= life ? BAR_WIDTH : (left * BAR_WIDTH + life - 1) / life);
	canvas_bar(canvas, row, col, BAR_WIDTH, filled, style);
	col += BAR_WIDTH + 1;
	if (left < ALMOST_GONE_MS)
		canvas_text(canvas, row, col, STYLE_BAD, left > 0 ? "almost gone" : "gone");
	else if (left < HURRY_MS)
		canvas_text(canvas, row, col, STYLE_WARN, "hurry");
}

static void draw_step(const struct model *model, enum step step, struct canvas *canvas, int row)
{
	enum step_status status = walkthrough_status(model, step);
	bool now = status == STEP_CURRENT || status == STEP_BUSY;
	char detail[160];
	int col;

	if (status == STEP_BUSY)
		canvas_spinner(canvas, row, 1, STYLE_BUSY);
	else
		canvas_text(canvas, row, 1, statuses[status].style, statuses[status].mark);
	canvas_text(canvas, row, LABEL_COL,
		    now			  ? STYLE_STRONG
		    : status == STEP_TODO ? STYLE_DIM
					  : STYLE_TEXT,
		    labels[step]);
	walkthrough_detail(detail, sizeof(detail), model, step);
	col = canvas_fit(canvas, row, DETAIL_COL, canvas->cols - DETAIL_COL - 1,
			 now ? STYLE_STRONG : status == STEP_TODO ? STYLE_DIM : STYLE_TEXT, detail);
	if (step == STEP_TOKEN && flow_mint_token_left(model) > 0 && status != STEP_BUSY)
		draw_token_life(model, canvas, row, col + 1);
}

/* Says what is being waited for. */
static const char *tx_words(enum tx_state state)
{
	static const char *const words[TX_STATE_COUNT] = {
		[TX_PREFLIGHT] = "asking the chain, and trying the call without sending it",
		[TX_L1_FEE] = "asking what it costs, and for its number once more",
		[TX_REVIEW] = "waiting for your yes",
		[TX_UNLOCK] = "waiting for the password",
		[TX_SIGNING] = "signing",
		[TX_JOURNALLING] = "writing it down before it is sent",
		[TX_SENDING] = "sending",
		[TX_WAITING] = "sent; waiting for a block to take it",
	};

	return words[state];
}

typedef bool extra_line(const struct model *model, char *out, size_t size);

/* For a transaction that has waited for a while: says why, and what can be done. */
static bool extra_stuck(const struct model *model, char *out, size_t size)
{
	const struct flow_tx *flow = &model->tx;
	char why[192], ago[TEXT_SPAN_SIZE];

	if (flow->state != TX_WAITING || model->now_ms - flow->entry.time_ms < STUCK_MS)
		return false;
	tx_plight_words(why, sizeof(why), flow);
	text_duration(ago, model->now_ms - flow->entry.time_ms);
	snprintf(out, size, "%s, sent %s ago: %s; " KEYSTROKE("transaction") ": speed it up or cancel it", flow_tx_purpose(flow), ago, why);
	return true;
}

static bool extra_tx(const struct model *model, char *out, size_t size)
{
	const char *words =
		*model->tx.waits && flow_tx_running(&model->tx) ? model->tx.waits : tx_words(model->tx.state);

	if (extra_stuck(model, out, size))
		return true;
	if (words)
		snprintf(out, size, "%s: %s", flow_tx_purpose(&model->tx), words);
	return words != NULL;
}

static bool extra_rewards(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (!balances || amount_is_zero(balances->pending_rewards))
		return false;
	amount_format_short(amount, balances->pending_rewards, 6);
	snprintf(out, size, "Rewards waiting: %s VVV", amount);
	return true;
}

static bool cooldown(const struct model *model, const struct cooldown *running, const char *token, char *out,
		     size_t size)
{
	char amount[AMOUNT_TEXT_SIZE], left[TEXT_SPAN_SIZE];
	int64_t ms = running->ends_ms - model_server_now(model);

	if (!running->ends_ms || amount_is_zero(running->amount))
		return false;
	amount_format_short(amount, running->amount, 4);
	text_countdown(left, ms);
	if (ms > 0)
		snprintf(out, size, "Cooldown: %s %s, ready in %s", amount, token, left);
	else
		snprintf(out, size, "Cooldown over: %s %s can be taken out", amount, token);
	return true;
}

static bool extra_cooldown(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);

	return balances && cooldown(model, &balances->cooldown, "VVV", out, size);
}

static bool extra_diem_cooldown(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);

	return balances && cooldown(model, &balances->diem_cooldown, "DIEM", out, size);
}

static bool extra_diem(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (!balances || amount_is_zero(balances->diem_staked))
		return false;
	amount_format_short(amount, balances->diem_staked, 4);
	if (funding_diem_spendable(balances->diem_staked))
		snprintf(out, size, "DIEM staked: %s = $%s of API credit a day", amount, amount);
	else
		snprintf(out, size, "DIEM staked: %s; below " FUNDING_LEAST_DIEM " none of it can be spent", amount);
	return true;
}

static bool extra_idle_diem(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (!balances || amount_is_zero(balances->diem))
		return false;
	amount_format_short(amount, balances->diem, 4);
	snprintf(out, size, "DIEM not staked: %s; " KEYSTROKE("fund") " shows how to spend it", amount);
	return true;
}

static extra_line *const extras[] = {
	extra_tx, extra_rewards, extra_cooldown, extra_diem_cooldown, extra_diem, extra_idle_diem,
};

static void draw_extras(const struct model *model, struct canvas *canvas, int row)
{
	char text[320] = "";

	for (size_t i = 0; i < ARRAY_LENGTH(extras) && row < canvas->rows; i++)
		if (extras[i](model, text, sizeof(text)))
			row += canvas_wrap(canvas, row, 1, canvas->cols - 2, STYLE_DIM, text);
}

/* Counts lines by drawing below the canvas, where nothing shows. */
static int count_lines(struct canvas *canvas, const char *text)
{
	return canvas_wrap(canvas, canvas->rows, 1, canvas->cols - 2, STYLE_TEXT, text);
}

/* On a low pane other steps are dropped first, then the current one, and the hint last. */
static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	enum step current = walkthrough_step(model), first = model_account(model) ? STEP_FUND : STEP_WALLET;
	const char *hint = pane->hint[0] ? pane->hint : walkthrough_hint(model);
	int steps = (int)STEP_COUNT - (int)first, room = canvas->rows - count_lines(canvas, hint), row = 0;

	(void)focused;
	if (room > 0 && room < steps && (int)current - (int)first >= room)
		first = (enum step)((int)current - room + 1);
	for (int step = (int)first; step < STEP_COUNT && row < room; step++)
		draw_step(model, (enum step)step, canvas, row++);
	if (row < room)
		row++;
	row += canvas_wrap(canvas, row, 1, canvas->cols - 2, STYLE_STRONG, hint);
	draw_extras(model, canvas, row + (row + 2 < canvas->rows));
}

/* A key that only the walkthrough has would be a row here, before those of all panes. */
static const struct keybinds keys = { .title = "Staking", .then = &keybinds_panes };

const struct pane_ops pane_walkthrough = { .title = "Staking: from VVV to a key", .keys = &keys, .draw = draw };
