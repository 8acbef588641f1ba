/* What is waited for and ends, large: the token, a cooldown, and Venice's day. */
#include <stdio.h>
#include <string.h>

#include "tui/countdown.h"
#include "tui/detail/detail.h"
#include "tui/digits.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/stake_life.h"

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)
#define WORDS_LEAST 22
#define BIG_ROWS_LEFT 3		/* the big digits are for where there is plenty of room */
#define HOURS_MOST 48		/* what takes longer is counted in days */

struct end {
	const char *heading;
	struct countdown countdown;
	char digits[TEXT_SPAN_SIZE], words[96];
};

static bool is_big(const struct detail *detail, const char *digits)
{
	int rows = detail->canvas.rows - detail->row, cols = detail->canvas.cols, width = digits_width(digits, true);

	return detail->alone ? rows >= DIGITS_ROWS_BIG + 4 && width + 2 <= cols
			     : rows >= DIGITS_ROWS_BIG + 2 + BIG_ROWS_LEFT && width + WORDS_LEAST <= cols;
}

/* Draws the digits, the words beside or below them, and the bar. */
static void write_end(struct detail *detail, const struct end *end)
{
	int cols = detail->canvas.cols, col, lines;
	bool big = is_big(detail, end->digits), beside;
	int high = big ? DIGITS_ROWS_BIG : DIGITS_ROWS;

	detail_head(detail, end->heading);
	col = 1 + digits_width(end->digits, big) + 2;
	beside = cols - col >= WORDS_LEAST - 2;
	digits_draw(&detail->canvas, detail->row, beside ? 1 : (cols - col + 3) / 2, end->countdown.style, end->digits,
		    big);
	if (beside) {
		lines = canvas_wrap(&detail->canvas, detail->row, col, cols - col, STYLE_TEXT, end->words);
		detail->row += (lines > high ? lines : high) + 1;
	} else {
		detail->row += high + big;
		detail_text(detail, STYLE_TEXT, end->words);
		detail->row += big;
	}
	countdown_bar(&detail->canvas, detail->row++, 0, cols, &end->countdown);
}

/* Minutes, until there is need to hurry: large digits are much to draw each second. */
static bool token_end(struct end *end, const struct model *model)
{
	int64_t left = flow_mint_token_left(model);
	const char *word;

	if (left <= 0)
		return false;
	end->heading = "The token";
	end->countdown = countdown_of(COUNTDOWN_TOKEN, left, model->mint.token_ends_ms - model->mint.token_got_ms);
	word = end->countdown.word;
	if (*word)
		text_countdown(end->digits, left);
	else
		snprintf(end->digits, TEXT_SPAN_SIZE, "%d", (int)((left + MINUTE_MS - 1) / MINUTE_MS) % 1000);
	snprintf(end->words, sizeof(end->words), "min left to sign the token%s%s", *word ? ": " : "", word);
	return true;
}

static void clock_digits(char out[TEXT_SPAN_SIZE], int64_t left)
{
	int minutes = (int)(left / MINUTE_MS % (100 * 60));

	snprintf(out, TEXT_SPAN_SIZE, "%02d:%02d", minutes / 60, minutes % 60);
}

static bool cooldown_end(struct end *end, const struct model *model, const struct cooldown *running, int64_t whole_ms,
			 const char *token)
{
	int64_t left = running->ends_ms - stake_life_now(model);
	char amount[AMOUNT_TEXT_SIZE];
	const char *word;

	if (!stake_life_cools(running) || stake_life_over(model, running) || whole_ms <= 0)
		return false;
	end->heading = "The cooldown";
	end->countdown = countdown_of(COUNTDOWN_COOLDOWN, left, whole_ms);
	word = end->countdown.word;
	amount_format_short(amount, running->amount, model_decimals(model, 4));
	if (left >= HOURS_MOST * HOUR_MS)
		snprintf(end->digits, TEXT_SPAN_SIZE, "%d", (int)(left / DAY_MS) % 1000);
	else
		clock_digits(end->digits, left);
	if (left >= HOURS_MOST * HOUR_MS)
		snprintf(end->words, sizeof(end->words), "days and %d h until %.24s %s are ready", (int)(left % DAY_MS / HOUR_MS),
			 amount, token);
	else
		snprintf(end->words, sizeof(end->words), "hours until %.24s %s are ready%s%s", amount, token, *word ? ": " : "",
			 word);
	return true;
}

static bool vvv_end(struct end *end, const struct model *model)
{
	const struct balances *balances = model_balances(model);

	return balances && cooldown_end(end, model, &balances->cooldown, model->terms.cooldown_ms, "VVV");
}

static bool diem_end(struct end *end, const struct model *model)
{
	const struct balances *balances = model_balances(model);

	return balances && cooldown_end(end, model, &balances->diem_cooldown, model->terms.diem_cooldown_ms, "DIEM");
}

/* Hours and minutes are enough, and need no drawing each second.  Nothing hurries here before the last hour, so the eye
 * is left to the next step. */
static bool day_end(struct end *end, const struct model *model)
{
	int64_t now = model_server_now(model), left = DAY_MS - now % DAY_MS;

	if (now <= 0)
		return false;
	end->heading = "Venice's day";
	end->countdown = countdown_of(COUNTDOWN_EPOCH, left, DAY_MS);
	if (!*end->countdown.word)
		end->countdown.style = STYLE_DIM;
	clock_digits(end->digits, left);
	snprintf(end->words, sizeof(end->words), "hours left of Venice's day, the epoch%s%s",
		 *end->countdown.word ? ": " : "", end->countdown.word);
	return true;
}

/* The most urgent first; the day, which everybody waits for, stands in the title as well. */
static bool (*const ends[])(struct end *end, const struct model *model) = { token_end, vvv_end, diem_end, day_end };

int detail_ends(const struct model *model)
{
	struct end end = { 0 };
	int count = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(ends); i++)
		count += ends[i](&end, model);
	return count;
}

void detail_end(struct detail *detail, const struct model *model, int index)
{
	struct end end = { 0 };

	for (size_t i = 0; i < ARRAY_LENGTH(ends); i++)
		if (ends[i](&end, model) && index-- == 0) {
			write_end(detail, &end);
			return;
		}
}

/* In the column are those that the clock has no room for. */
void detail_first_end(struct detail *detail, const struct ui *ui, const struct model *model)
{
	detail_end(detail, model, ui->layout.clocks);
}

void detail_second_end(struct detail *detail, const struct ui *ui, const struct model *model)
{
	detail_end(detail, model, ui->layout.clocks + 1);
}
