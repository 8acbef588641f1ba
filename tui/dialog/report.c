/* The mint doctor: all that is known of a failed mint, to read and to copy. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/flow/mint_report.h"
#include "wallet/model/keystroke.h"

#define LABEL 14	/* columns of mint_report's labels */

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct buf text;

	(void)dialog;
	buf_init(&text, 0);
	mint_report(&text, model);
	ui_copy(ui, model, buf_string(&text), "the report");
	buf_free(&text);
}

static void draw_line(struct page *page, const char *text, size_t len, bool first)
{
	char label[LABEL + 1], rest[800];

	snprintf(label, sizeof(label), "%.*s", len < LABEL ? (int)len : LABEL, text);
	snprintf(rest, sizeof(rest), "%.*s", len < LABEL ? 0 : (int)(len - LABEL), text + (len < LABEL ? 0 : LABEL));
	page_pair(page, LABEL, label, first ? STYLE_STRONG : STYLE_TEXT, rest);
}

/* The report is made anew at each drawing, because the chain may have answered since. */
static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;
	struct buf text;

	(void)ui;
	buf_init(&text, 0);
	mint_report(&text, model);
	page_init(&page, canvas, dialog_width(canvas, 96));
	for (const char *at = buf_string(&text); *at;) {
		size_t len = strcspn(at, "\n");

		draw_line(&page, at, len, at == buf_string(&text));
		at += len + (at[len] == '\n');
	}
	page_blank(&page);
	page_text(&page, STYLE_DIM, "There is no secret in this text: " KEYSTROKE("copy") " copies it for a support request.");
	dialog_show(dialog, canvas, "Why did the mint fail?", STYLE_DIALOG, &page);
	buf_free(&text);
}

static const struct keybind rows[] = {
	{ .inputs = { 'c', 'y' }, .command = COMMAND_COPY, .hint = "copy the text",
	  .help = "copy the report to the clipboard; there is no secret in it", .run = copy },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close the report", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Mint doctor", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_report = { .keybinds = { &keybinds }, .draw = draw };
