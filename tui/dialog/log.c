/* The log of what was done, newest last.  Typing shows only the entries that contain the text. */
#include <stdio.h>
#include <string.h>

#include "tui/form/form.h"
#include "tui/ui.h"
#include "wallet/base/text.h"

struct state { struct line filter; };

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	line_init(&((struct state *)dialog->state)->filter, 60, false);
	dialog->scroll = 1 << 20;	/* drawing moves it to the end */
}

static void clear_or_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	dialog_clear_or_close(ui, dialog, &((struct state *)dialog->state)->filter);
}

static void write(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	form_log_fill(form_open(ui, model, &form_log)->state, line_text(&((struct state *)dialog->state)->filter));
}

/* Elsewhere a slash begins the filter, which is always open here; a first slash is ignored. */
static void type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	(void)model;
	if ((input != '/' || *line_text(&state->filter)) && line_type(&state->filter, input))
		ui_edited(ui);
}

static void draw_entry(struct page *page, const struct log_entry *entry)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE] = "", text[400];

	text_time(when, entry->time_ms);
	if (!address_is_zero(entry->address))
		address_format_short(address, entry->address);
	snprintf(text, sizeof(text), "%-14s %s%s%s%s%s", entry->event, address, *address ? "  " : "", entry->code,
		 *entry->code ? ": " : "", entry->text);
	page_pair(page, 21, when, *entry->code ? STYLE_BAD : STYLE_TEXT, text);
}

/* Marks what the filter has found, and says what it hides, where there is a blank row else. */
static void draw_found(struct page *page, const char *wanted, size_t shown, size_t all)
{
	for (int row = 0; *wanted && shown && row < page->row; row++)
		canvas_mark(&page->canvas, row, wanted, STYLE_MATCH);
	if (shown < all)
		page_format(page, STYLE_DIM, "%zu of %zu; %zu hidden by \"%s\", Esc shows all", shown, all, all - shown, wanted);
	else
		page_blank(page);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const char *wanted = line_text(&state->filter);
	size_t shown = 0;
	struct page page;
	int row;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 110));
	for (size_t i = 0; i < model->log.count; i++) {
		if (!log_entry_contains(&model->log.items[i], wanted))
			continue;
		draw_entry(&page, &model->log.items[i]);
		shown++;
	}
	if (!shown)
		page_text(&page, STYLE_DIM, *wanted ? "No record contains that." : "Nothing was recorded yet.");
	draw_found(&page, wanted, shown, model->log.count);
	row = page_rows(&page, 1);
	canvas_text(&page.canvas, row, 0, STYLE_KEY, "Only with:");
	line_draw(&state->filter, &page.canvas, row, 11, page.canvas.cols - 12, true);
	dialog_show(dialog, canvas, "What was done (times are UTC)", STYLE_DIALOG, &page);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->filter);
}

static struct line *field(const struct dialog *dialog)
{
	return &((struct state *)dialog->state)->filter;
}

static void edited(struct dialog *dialog)
{
	dialog->scroll = 1 << 20;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_TAB }, .command = ACTION_LOG_EXPORT, .hint = "write to a file",
	  .help = "write what is shown to a file", .run = write },
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "clear the filter, then close the log",
	  .run = clear_or_leave },
	{ .inputs = { INPUT_ENTER }, .hint = "close", .help = "close the log", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Log", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };

const struct dialog_ops dialog_log = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .open = open, .type = type, .draw = draw,
	.close = close, .field = field, .edited = edited,
};
