/* The mint doctor: all that is known of a mint's failure, to read and to copy. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/flow/mint_report.h"

#define LABEL 14	/* of mint_report's lines */

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct buf text;

	if (input == INPUT_ESC || input == INPUT_ENTER || input == 'q') {
		dialog_close(ui, dialog);
	} else if (input == 'c' || input == 'y') {
		buf_init(&text, 0);
		mint_report(&text, model);
		ui_copy(ui, model, buf_string(&text), "the report");
		buf_free(&text);
	} else {
		dialog_scroll(dialog, input);
	}
}

static void draw_line(struct page *page, const char *text, size_t len, bool first)
{
	char label[LABEL + 1], rest[800];

	snprintf(label, sizeof(label), "%.*s", len < LABEL ? (int)len : LABEL, text);
	snprintf(rest, sizeof(rest), "%.*s", len < LABEL ? 0 : (int)(len - LABEL), text + (len < LABEL ? 0 : LABEL));
	page_pair(page, LABEL, label, first ? STYLE_STRONG : STYLE_TEXT, rest);
}

/* Made anew each time: the chain's answer may have come meanwhile. */
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
	page_text(&page, STYLE_DIM, "There is no secret in this text: c copies it for a support request.");
	dialog_show(dialog, canvas, "Why did the mint fail?", STYLE_DIALOG, &page);
	buf_free(&text);
}

static const struct keybind keys[] = {
	{ 'c', COMMAND_NONE, "c", "copy the text", "copy the report to the clipboard; there is no secret in it" },
	{ INPUT_UP, COMMAND_NONE, "j k", "scroll", "scroll; g and G go to the ends" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the report" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_report = {
	.name = "Mint doctor", .keys = keys, .input = take_input, .draw = draw,
};
