#include "tui/pane/walkthrough_notes.h"

#include <stdio.h>
#include <string.h>

#include "tui/countdown.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/network_change.h"
#include "wallet/model/stake_life.h"
#include "wallet/model/tx_plight.h"

#define BAR_WIDTH 18
#define BAR_LEAST 6
#define STUCK_MS 10000

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
	snprintf(out, size, "%s, sent %s ago: %s; " KEYSTROKE("transaction") ": %s", flow_tx_purpose(flow), ago, why,
		 tx_plight_advice(flow) ? "what helps" : "speed it up or cancel it");
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

/* Nobody is told to do what cannot be signed here. */
static bool signs(const struct model *model)
{
	const struct account *account = model_account(model);

	return account && account->kind != ACCOUNT_WATCH && !model->readonly;
}

/* Whoever practises needs the network for everything. */
static bool extra_network(const struct model *model, char *out, size_t size)
{
	if (!network_change_waits(model))
		return false;
	snprintf(out, size, "The practice network does not run; " KEYSTROKE("palette") "practise says how to start it");
	return true;
}

static bool extra_rewards(const struct model *model, char *out, size_t size)
{
	char amount[AMOUNT_TEXT_SIZE];
	struct amount rewards;

	if (!stake_life_rewards(&rewards, model) || amount_is_zero(rewards))
		return false;
	amount_format_short(amount, rewards, model_decimals(model, 6));
	snprintf(out, size, "Rewards waiting: %s VVV%s", amount,
		 signs(model) ? "; " KEYSTROKE("palette") "claim pays them out" : "");
	return true;
}

static bool extra_yield(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);
	char a_day[AMOUNT_TEXT_SIZE], a_year[AMOUNT_TEXT_SIZE];
	struct amount day, year;

	if (!balances || amount_is_zero(balances->svvv) ||
	    !balances_earned(&day, balances, &model->terms, STAKING_DAY_S) ||
	    !balances_earned(&year, balances, &model->terms, STAKING_YEAR_S))
		return false;
	amount_format_short(a_day, day, model_decimals(model, 6));
	amount_format_short(a_year, year, model_decimals(model, 4));
	snprintf(out, size, "The stake earns %s VVV a day, %s a year", a_day, a_year);
	return true;
}

static bool cooldown(const struct model *model, const struct cooldown *running, const char *token, char *out,
		     size_t size)
{
	char amount[AMOUNT_TEXT_SIZE], left[TEXT_SPAN_SIZE];

	if (!stake_life_cools(running))
		return false;
	amount_format_short(amount, running->amount, model_decimals(model, 4));
	text_countdown(left, running->ends_ms - stake_life_now(model));
	if (stake_life_over(model, running))
		snprintf(out, size, "Cooldown over: %s %s can be taken out%s", amount, token,
			 signs(model) ? "; " KEYSTROKE("palette") "take-out does it" : "");
	else
		snprintf(out, size, "Cooldown: %s %s, ready in %s", amount, token, left);
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

/* How much of a cooldown is left, and a word for it; the sentence itself says that it is over. */
static void draw_cooldown(const struct model *model, const struct cooldown *running, int64_t whole_ms,
			  struct canvas *canvas, int row, int col)
{
	struct countdown left = countdown_of(COUNTDOWN_COOLDOWN, running->ends_ms - stake_life_now(model), whole_ms);

	const char *word = *left.word ? left.word : "waits";
	int room = canvas->cols - col - 2 - (int)strlen(word);

	if (left.over || whole_ms <= 0 || room < BAR_LEAST)
		return;
	col = countdown_bar(canvas, row, col, room < BAR_WIDTH ? room : BAR_WIDTH, &left);
	canvas_text(canvas, row, col + 1, left.style, word);
}

static void bar_cooldown(const struct model *model, struct canvas *canvas, int row, int col)
{
	draw_cooldown(model, &model_balances(model)->cooldown, model->terms.cooldown_ms, canvas, row, col);
}

static void bar_diem_cooldown(const struct model *model, struct canvas *canvas, int row, int col)
{
	draw_cooldown(model, &model_balances(model)->diem_cooldown, model->terms.diem_cooldown_ms, canvas, row, col);
}

static bool extra_diem(const struct model *model, char *out, size_t size)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (!balances || amount_is_zero(balances->diem_staked))
		return false;
	amount_format_short(amount, balances->diem_staked, model_decimals(model, 4));
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
	amount_format_short(amount, balances->diem, model_decimals(model, 4));
	snprintf(out, size, "DIEM not staked: %s; " KEYSTROKE("fund") " shows how to spend it", amount);
	return true;
}

/* What is said below the steps, and what is drawn behind it where there is room. */
static const struct {
	extra_line *line;
	void (*bar)(const struct model *model, struct canvas *canvas, int row, int col);
	bool in_detail;		/* the column of detail says it as well */
} extras[] = {
	{ extra_network, NULL, false },
	{ extra_tx, NULL, false },
	{ extra_cooldown, bar_cooldown, false },
	{ extra_diem_cooldown, bar_diem_cooldown, false },
	{ extra_rewards, NULL, false },
	{ extra_yield, NULL, true },
	{ extra_diem, NULL, true },
	{ extra_idle_diem, NULL, false },
};

int walkthrough_notes(const struct pane *pane, const struct model *model, struct canvas *canvas, int row)
{
	char text[320] = "";

	for (size_t i = 0; i < ARRAY_LENGTH(extras); i++) {
		int lines;

		if ((pane->detailed && extras[i].in_detail) || !extras[i].line(model, text, sizeof(text)))
			continue;
		lines = canvas_wrap(canvas, row, 1, canvas->cols - 2, STYLE_DIM, text);
		if (extras[i].bar && lines == 1)
			extras[i].bar(model, canvas, row, 2 + canvas_width(text, strlen(text)));
		row += lines;
	}
	return row;
}
