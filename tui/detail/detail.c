#include "tui/detail/detail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tui/spark.h"

#define LABEL 11	/* columns of the labels */
#define BAR_MOST 40
#define PARTS_MOST 10

/* What is shown while a pane has the focus, the most important first. */
static detail_part *const parts[PANE_COUNT][PARTS_MOST] = {
	[PANE_KEYSTORE] = {
		detail_wallet, detail_stake, detail_fees, detail_first_end, detail_step, detail_second_end, detail_next,
		detail_key_use, detail_words,
	},
	[PANE_BALANCES] = {
		detail_stake, detail_diem, detail_fees, detail_first_end, detail_step, detail_second_end, detail_next,
		detail_key_use, detail_words,
	},
	[PANE_STAKING] = {
		detail_step, detail_receive, detail_stake, detail_diem, detail_fees, detail_first_end,
		detail_second_end, detail_next, detail_key_use, detail_words,
	},
	[PANE_KEYS] = {
		detail_key, detail_key_days, detail_key_use, detail_diem, detail_first_end, detail_step, detail_stake,
		detail_fees, detail_next, detail_words,
	},
	[PANE_TRANSACTIONS] = {
		detail_tx, detail_fees, detail_first_end, detail_step, detail_stake, detail_diem, detail_next,
		detail_key_use, detail_words,
	},
};

void detail_head(struct detail *detail, const char *text)
{
	bool first = detail->head_count == 0;

	if (detail->head_count == DETAIL_HEADS)
		return;
	detail->heads[detail->head_count].row = first ? -1 : detail->row + 1;
	snprintf(detail->heads[detail->head_count++].text, DETAIL_HEAD_SIZE, "%s", text);
	if (!first)
		detail->row += 2;
}

void detail_blank(struct detail *detail)
{
	detail->row++;
}

void detail_text(struct detail *detail, enum style style, const char *text)
{
	detail->row += canvas_wrap_even(&detail->canvas, detail->row, 0, detail->canvas.cols, style, text);
}

void detail_format(struct detail *detail, enum style style, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	detail_text(detail, style, text);
}

int detail_lines(const struct detail *detail, int col, const char *text)
{
	struct canvas canvas = detail->canvas;

	/* Below it, where nothing shows. */
	return canvas_wrap(&canvas, canvas.rows, col, canvas.cols - col, STYLE_TEXT, text);
}

int detail_pair(struct detail *detail, const char *label, enum style style, const char *text)
{
	int col = detail->label;
	int lines = canvas_wrap(&detail->canvas, detail->row, col, detail->canvas.cols - col, style, text);

	canvas_fit(&detail->canvas, detail->row, 0, col - 1, STYLE_DIM, label);
	detail->row += lines ? lines : 1;
	return col;
}

void detail_amount(struct detail *detail, const char *label, struct amount amount, const char *rest)
{
	char number[AMOUNT_TEXT_SIZE], line[AMOUNT_TEXT_SIZE + 80];

	amount_format(number, amount);
	snprintf(line, sizeof(line), "%s %s%s", number, token_symbol(amount.token), rest);
	detail_pair(detail, label, STYLE_TEXT, line);
}

/* Bars stand one below the other. */
void detail_bar(struct detail *detail, const char *label, int64_t part, int64_t whole, enum style style,
		const char *word)
{
	int col = detail->label, room = detail->canvas.cols - col, width = room - canvas_width(word, strlen(word)) - 1;

	width = width > BAR_MOST ? BAR_MOST : width < DETAIL_BAR_LEAST ? DETAIL_BAR_LEAST : width;
	canvas_fit(&detail->canvas, detail->row, 0, col - 1, STYLE_DIM, label);
	canvas_bar_low(&detail->canvas, detail->row, col, width, spark_filled(part, whole, width), style);
	canvas_fit(&detail->canvas, detail->row, col + width + 1, room - width - 1, style, word);
	detail->row++;
}

/* A part that does not fit is not shown at all, unless it is the first. */
static void write_part(struct detail *detail, detail_part *part, const struct ui *ui, const struct model *model)
{
	struct detail before = *detail;
	struct canvas rest;

	detail->label = LABEL;
	part(detail, ui, model);
	if (detail->row <= detail->canvas.rows || before.head_count == 0)
		return;
	*detail = before;
	rest = canvas_view(&detail->canvas, before.row, 0, detail->canvas.rows - before.row, detail->canvas.cols);
	canvas_clear(&rest, STYLE_TEXT);
}

static void draw_heads(const struct detail *detail, struct canvas *view)
{
	for (size_t i = 0; i < detail->head_count; i++) {
		int row = detail->heads[i].row + 1, col;
		struct canvas line = canvas_view(view, row, 0, 1, view->cols);

		if (i > 0)
			canvas_divide(view, row, STYLE_BORDER);
		canvas_put(&line, 0, 1, STYLE_TEXT, ' ');
		col = canvas_fit(&line, 0, 2, line.cols - 6, STYLE_STRONG, detail->heads[i].text);
		canvas_put(&line, 0, col, STYLE_TEXT, ' ');
	}
}

static struct detail detail_of(struct canvas *view)
{
	return (struct detail){ .canvas = canvas_view(view, 1, 2, view->rows - 2, view->cols - 4) };
}

void detail_draw(const struct ui *ui, const struct model *model, struct canvas *view)
{
	struct detail detail = detail_of(view);

	for (size_t i = 0; i < PARTS_MOST && parts[ui->focus][i]; i++)
		write_part(&detail, parts[ui->focus][i], ui, model);
	canvas_frame(view, STYLE_BORDER);
	draw_heads(&detail, view);
}

/* The words say what each is, and its upper line belongs to what is above it. */
void detail_draw_clock(const struct ui *ui, const struct model *model, struct canvas *view)
{
	int high = ui->layout.clock_rows;

	for (int i = 0; i < ui->layout.clocks; i++) {
		struct canvas one = canvas_view(view, i * (high + 1), 0, high + 2, view->cols);
		struct detail detail = detail_of(&one);

		detail.alone = true;
		detail_end(&detail, model, i);
		canvas_frame(&one, STYLE_BORDER);
	}
}
