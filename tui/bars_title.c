#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/bars.h"
#include "tui/countdown.h"
#include "tui/spark.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define WIDE 110
#define ROOMY 160
#define BARS 130	/* a screen as wide as this shows countdowns as bars, too */
#define DAY_MS INT64_C(86400000)
#define MINUTE_MS INT64_C(60000)

/* A part of the title: text in up to three styles.  It is built before it is known whether it fits. */
struct part {
	char text[3][64];
	enum style style[3];
	int gap;		/* blanks before it */
	int command;		/* what a click on it runs; NONE: nothing */
};

static void part_add(struct part *part, int index, enum style style, const char *text)
{
	snprintf(part->text[index], sizeof(part->text[index]), "%s", text);
	part->style[index] = style;
}

/* Where money is real the network is shown by its name, elsewhere in brackets; both say it in words.  That nothing can
 * be changed belongs to it, because this part is never left out. */
static bool network_part(struct part *part, const struct model *model, int cols)
{
	char text[64];

	part->command = COMMAND_NETWORK;
	if (model->readonly)
		part_add(part, 1, STYLE_WARN, " read only");
	if (model->network.real_money) {
		part_add(part, 0, STYLE_REAL, model->network.title);
		return true;
	}
	snprintf(text, sizeof(text), cols >= WIDE ? "[%s — no real money]" : "[%s]", model->network.title);
	part_add(part, 0, STYLE_PRACTICE, text);
	return true;
}

/* A server that refuses, or that a proxy keeps away, is not down. */
static const char *trouble(const struct health *health)
{
	switch (health->err.code) {
	case ERR_RPC_UNAUTHORIZED:
	case ERR_RPC_PAYMENT:
	case ERR_RPC_FORBIDDEN:
	case ERR_RPC_NOT_FOUND:
	case ERR_RPC_LIMITED:
	case ERR_RPC_REFUSED:
	case ERR_RPC_UNSUPPORTED:
	case ERR_RPC_KEY_REFUSED:
	case ERR_RPC_CREDITS:
		return "✗ refuses";
	case ERR_RPC_LOCKED:
	case ERR_RPC_NO_KEY:
		return "✗ no key";
	case ERR_PROXY_UNREACHABLE:
	case ERR_PROXY_CREDENTIALS:
	case ERR_PROXY_REFUSED:
	case ERR_PROXY_FAILED:
		return "✗ proxy";
	case ERR_TLS:
	case ERR_CERTIFICATES:
		return "✗ not trusted";
	default:
		return "✗ down";
	}
}

static void health(struct part *part, int index, const struct health *health)
{
	part_add(part, index, !health->known ? STYLE_DIM : health->ok ? STYLE_GOOD : STYLE_BAD,
		 !health->known ? "○" : health->ok ? "●" : trouble(health));
}

/* In a field of its own, so that what stands behind it stays where it is. */
#define LATENCY_SIZE 24
#define LATENCY_WIDTH 5	/* 999ms */
static const char *latency_text(char out[LATENCY_SIZE], int64_t ms)
{
	int len = snprintf(out, LATENCY_SIZE, "%" PRId64 "ms", ms);

	while (len < LATENCY_WIDTH)
		out[len++] = ' ';
	out[len] = '\0';
	return out;
}

/*
 * Shows how old the node's last answer is, and which of several nodes gave it.  The age is in time,
 * because several blocks may come in a second.  Without a wallet nothing is drawn each second, so no
 * age is shown.
 */
static bool rpc_part(struct part *part, const struct model *model, int cols)
{
	char age[TEXT_SPAN_SIZE] = "", text[64] = "", usd[RPC_COST_TEXT_SIZE], latency[LATENCY_SIZE];

	part->gap = 1;
	health(part, 0, &model->rpc);
	if (model->accounts.count > 0)
		text_age(age, model->now_ms - model->rpc.checked_ms);
	if (model->rpc.known && model->rpc.ok && *age && cols < WIDE)
		snprintf(text, sizeof(text), " %s", age);
	else if (model->rpc.known && model->rpc.ok)
		snprintf(text, sizeof(text), " %s%s%s", age, *age ? " · " : "", latency_text(latency, model->rpc.latency_ms));
	if (model->rpc.known && model->rpc.ok && model->network.node_count > 1 && cols >= WIDE)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), " · %.24s", model->rpc_host);
	part_add(part, 1, STYLE_DIM, text);
	rpc_cost_format(usd, model->rpc_cost.nano_usd);
	snprintf(text, sizeof(text), " $%s", usd);
	part_add(part, 2, STYLE_DIM, model->rpc_cost.requests && cols >= WIDE ? text : "");
	return true;
}

static bool api_part(struct part *part, const struct model *model, int cols)
{
	char text[64] = "";

	(void)cols;
	part_add(part, 0, STYLE_TEXT, "Venice ");
	health(part, 1, &model->api);
	if (model->api.known && model->api.ok)
		snprintf(text, sizeof(text), " %" PRId64 "ms", model->api.latency_ms);
	part_add(part, 2, STYLE_DIM, text);
	return true;
}

/* The current wallet; before the home is read, the one that will be, where it is seen already. */
static const struct account *current(const struct model *model)
{
	const struct glance *glance = &model->glance;

	if (model->loaded)
		return model_account(model);
	return glance->selected < glance->first.count ? &glance->first.items[glance->selected] : NULL;
}

static bool wallet_part(struct part *part, const struct model *model, int cols)
{
	const struct account *account = current(model);
	char address[ADDRESS_SHORT_SIZE], text[64];

	(void)cols;
	if (!account)
		return false;
	part->command = COMMAND_PANE_KEYSTORE;
	account_format_address_short(address, account);
	part_add(part, 0, STYLE_STRONG, account->name);
	snprintf(text, sizeof(text), " %s", address);
	part_add(part, 1, STYLE_TEXT, text);
	return true;
}

static int bar_width(int cols)
{
	return cols < ROOMY ? 6 : 10;
}

/* Writes a bar as text, because a part is measured before it is drawn. */
static const char *bar_text(char *out, size_t size, const struct countdown *countdown, int width)
{
	int filled = spark_filled(countdown->left_ms, countdown->whole_ms, width);
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < width && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s", i < filled ? "▓" : "░");
	return out;
}

/* Minutes, and seconds once they matter: what changes each second is written each second. */
static void lock_words(char out[TEXT_SPAN_SIZE], int64_t left_ms)
{
	if (left_ms > MINUTE_MS)
		text_duration(out, (left_ms + MINUTE_MS - 1) / MINUTE_MS * MINUTE_MS);
	else
		text_countdown(out, left_ms);
}

static bool lock_part(struct part *part, const struct model *model, int cols)
{
	const struct account *account = current(model);
	char left[TEXT_SPAN_SIZE], text[64];
	struct countdown lock;

	if (!account)
		return false;
	part->command = model_unlocked_for(model, account->address) ? ACTION_LOCK : ACTION_PASSWORD;
	if (!model_unlocked_for(model, account->address)) {
		part_add(part, 0, STYLE_DIM, account->kind == ACCOUNT_WATCH ? "watch only" : "locked");
		return true;
	}
	lock = countdown_of(COUNTDOWN_LOCK, model->lock_at_ms - model->now_ms, model->tuning.lock_after_ms);
	lock_words(left, lock.left_ms);
	part_add(part, 0, STYLE_GOOD, "unlocked ");
	part_add(part, 1, lock.style, cols >= BARS ? bar_text(text, sizeof(text), &lock, bar_width(cols)) : "");
	snprintf(text, sizeof(text), "%s%s%s%s", cols >= BARS ? " " : "", left[0] == '0' ? left + 1 : left,
		 *lock.word ? " " : "", lock.word);
	part_add(part, 2, lock.style, text);
	return true;
}

typedef bool title_part(struct part *part, const struct model *model, int cols);

/* Parts are placed from the left; those on the right are left out when they do not fit. */
static title_part *const parts[] = { network_part, rpc_part, api_part, wallet_part, lock_part };

static int part_width(const struct part *part)
{
	int width = part->gap;

	for (size_t i = 0; i < ARRAY_LENGTH(part->text); i++)
		width += canvas_width(part->text[i], strlen(part->text[i]));
	return width;
}

static int draw_part(struct canvas *canvas, int row, int col, const struct part *part)
{
	col += part->gap;
	if (part->command)
		canvas_target(canvas, row, col, 1, part_width(part) - part->gap,
			      (struct target){ TARGET_COMMAND, .value = part->command });
	for (size_t i = 0; i < ARRAY_LENGTH(part->text); i++)
		col = canvas_text(canvas, row, col, part->style[i], part->text[i]);
	return col;
}

/* What Venice's RPC has cost, shorter than a wide screen has it beside the node; returns the column after it. */
static int draw_cost(const struct model *model, struct canvas *canvas, int row, int col)
{
	static const struct { const char *word; unsigned digits; } forms[] = { { "RPC $", 2 }, { "$", 1 } };
	char usd[RPC_COST_TEXT_SIZE], text[RPC_COST_TEXT_SIZE + 8];

	for (size_t i = 0; model->rpc_cost.requests && canvas->cols < WIDE && i < ARRAY_LENGTH(forms); i++) {
		int width;

		rpc_cost_format(usd, rpc_cost_rounded(model->rpc_cost.nano_usd, forms[i].digits));
		width = snprintf(text, sizeof(text), "%s%s", forms[i].word, usd);
		if (col + 2 + width > canvas->cols)
			continue;
		canvas_target(canvas, row, col + 2, 1, width,
			      (struct target){ TARGET_COMMAND, .value = COMMAND_NETWORK });
		return canvas_text(canvas, row, col + 2, STYLE_DIM, text);
	}
	return col;
}

#define EPOCH_WORD "epoch "

/* The words are shorter where there is a bar. */
static const char *epoch_words(int cols)
{
	return cols < BARS ? "epoch resets in " : cols < ROOMY ? "" : "ends in ";
}

/* The word for it where none stands before the figure. */
static const char *epoch_word(int cols)
{
	return cols >= BARS && cols < ROOMY ? " left" : "";
}

/* "epoch resets in 05:12 h", or "epoch 05:12"; on a wide screen as "epoch ▓▓▓░░ ends in 05:12 h". */
static void draw_epoch(const struct model *model, struct canvas *canvas, int row, int col)
{
	int64_t now = model_server_now(model);
	struct countdown epoch = countdown_of(COUNTDOWN_EPOCH, DAY_MS - now % DAY_MS, DAY_MS);
	int bar = canvas->cols < BARS ? 0 : bar_width(canvas->cols), width;
	int minutes = (int)(epoch.left_ms / MINUTE_MS);
	char text[64];

	snprintf(text, sizeof(text), "%s%02d:%02d h%s", epoch_words(canvas->cols), minutes / 60 % 100, minutes % 60,
		 epoch_word(canvas->cols));
	width = (int)strlen(text) + (bar ? bar + 1 + (int)strlen(EPOCH_WORD) : 0);
	if (bar && col + 2 + width >= canvas->cols) {	/* the bar goes before the word does */
		width -= bar + 1;
		bar = 0;
	}
	if (col + 2 + width >= canvas->cols && canvas->cols < BARS)
		width = snprintf(text, sizeof(text), EPOCH_WORD "%02d:%02d", minutes / 60 % 100, minutes % 60);
	if (now <= 0 || col + 2 + width >= canvas->cols)
		return;
	canvas_right(canvas, row, canvas->cols - 1, STYLE_DIM, text);
	if (canvas->cols < BARS)
		return;
	col = canvas_text(canvas, row, canvas->cols - 1 - width, STYLE_DIM, EPOCH_WORD);
	if (bar)
		countdown_bar(canvas, row, col, bar, &epoch);
}

void bars_title(const struct model *model, struct canvas *canvas, int row)
{
	int col = canvas->cols >= 30 ? canvas_text(canvas, row, 1, STYLE_STRONG, "rialto") : -1;

	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
		struct part part = { .gap = 2 };

		if (!parts[i](&part, model, canvas->cols))
			continue;
		if (i > 0 && col + part_width(&part) > canvas->cols)
			return;
		col = draw_part(canvas, row, col, &part);
	}
	col = draw_cost(model, canvas, row, col);
	draw_epoch(model, canvas, row, col);
}
