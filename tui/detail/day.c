/* The end that comes next, large: the token's while there is one, else the end of Venice's day. */
#include <stdio.h>
#include <string.h>

#include "tui/countdown.h"
#include "tui/detail/detail.h"
#include "tui/digits.h"
#include "wallet/base/text.h"

#define DAY_MS INT64_C(86400000)
#define MINUTE_MS INT64_C(60000)
#define WORDS_LEAST 22
#define BIG_ROWS_LEFT 3		/* the big digits are for where there is plenty of room */

/* Draws the digits, the words beside or below them, and the bar. */
static void write_end(struct detail *detail, const char *digits, const struct countdown *countdown, const char *words)
{
	int rows = detail->canvas.rows - detail->row, cols = detail->canvas.cols, col, lines;
	bool big = rows >= DIGITS_ROWS_BIG + 2 + BIG_ROWS_LEFT && digits_width(digits, true) + WORDS_LEAST <= cols;
	int high = big ? DIGITS_ROWS_BIG : DIGITS_ROWS;
	bool beside;

	col = 1 + digits_width(digits, big) + 2;
	beside = cols - col >= WORDS_LEAST - 2;
	digits_draw(&detail->canvas, detail->row, beside ? 1 : (cols - col + 3) / 2, countdown->style, digits, big);
	if (beside) {
		lines = canvas_wrap(&detail->canvas, detail->row, col, cols - col, STYLE_TEXT, words);
		detail->row += (lines > high ? lines : high) + 1;
	} else {
		detail->row += high;
		detail_text(detail, STYLE_TEXT, words);
	}
	countdown_bar(&detail->canvas, detail->row++, 0, cols, countdown);
}

/* Minutes, until there is need to hurry: large digits are much to draw each second. */
static void token_digits(char out[TEXT_SPAN_SIZE], const struct countdown *token)
{
	if (*token->word)
		text_countdown(out, token->left_ms);
	else
		snprintf(out, TEXT_SPAN_SIZE, "%d", (int)((token->left_ms + MINUTE_MS - 1) / MINUTE_MS) % 1000);
}

static void write_token(struct detail *detail, const struct model *model, int64_t left)
{
	char digits[TEXT_SPAN_SIZE], words[64];
	struct countdown token =
		countdown_of(COUNTDOWN_TOKEN, left, model->mint.token_ends_ms - model->mint.token_got_ms);

	token_digits(digits, &token);
	snprintf(words, sizeof(words), "min left to sign the token%s%s", *token.word ? ": " : "", token.word);
	detail_head(detail, "The token");
	write_end(detail, digits, &token, words);
}

/* Hours and minutes are enough, and need no drawing each second.  Nothing hurries here before the last hour, so the eye
 * is left to the next step. */
void detail_day(struct detail *detail, const struct ui *ui, const struct model *model)
{
	int64_t now = model_server_now(model), left = DAY_MS - now % DAY_MS, token = flow_mint_token_left(model);
	struct countdown epoch = countdown_of(COUNTDOWN_EPOCH, left, DAY_MS);
	char digits[TEXT_SPAN_SIZE];
	int minutes = (int)(left / MINUTE_MS);

	(void)ui;
	if (token > 0) {
		write_token(detail, model, token);
		return;
	}
	if (now <= 0)
		return;
	snprintf(digits, sizeof(digits), "%02d:%02d", minutes / 60 % 100, minutes % 60);
	if (!*epoch.word)
		epoch.style = STYLE_DIM;
	detail_head(detail, "Venice's day");
	write_end(detail, digits, &epoch, "hours left of Venice's day, the epoch");
}
