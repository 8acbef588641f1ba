/* The messages so far, newest last. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/base/text.h"

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	dialog->scroll = 1 << 20;	/* drawing moves it to the end */
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	size_t first = model->message_count > MESSAGE_HISTORY ? model->message_count - MESSAGE_HISTORY : 0;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 100));
	if (model->message_count == 0)
		page_text(&page, STYLE_DIM, "Nothing was said yet.");
	for (size_t i = first; i < model->message_count; i++) {
		const struct message *message = &model->messages[i % MESSAGE_HISTORY];
		char when[TEXT_TIME_SIZE], clock[16];

		text_time(when, message->time_ms);
		snprintf(clock, sizeof(clock), "%.8s", strlen(when) > 11 ? when + 11 : "");
		page_pair(&page, 10, clock, message->is_error ? STYLE_BAD : STYLE_TEXT, message->text);
	}
	dialog_show(dialog, canvas, "Messages (times are UTC)", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close the messages",
	  .run = dialog_leave },
	{ .inputs = { 'M' }, .command = COMMAND_MESSAGES, .help = "close them, too", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Messages", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_messages = { .keybinds = { &keybinds }, .open = open, .draw = draw };
