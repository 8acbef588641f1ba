/* The themes.  The one under the cursor is shown at once; it is kept for good, or the one before comes back. */
#include "tui/ui.h"

#define HELP_COL 12

struct state { enum theme before; };

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	((struct state *)dialog->state)->before = ui->theme;
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	size_t cursor = (size_t)ui->theme;

	(void)dialog;
	(void)model;
	dialog_choose(&cursor, THEME_COUNT, command);
	ui->theme = (enum theme)cursor;
}

/* Where it can't be saved the message says why, and it holds until the end. */
static void keep(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	dialog_close(ui, dialog);
	ui_set(ui, model, "theme", theme_name(ui->theme));
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	ui->theme = ((const struct state *)dialog->state)->before;
	dialog_close(ui, dialog);
}

/* It is seen at once; a second click keeps it. */
static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	bool there = ui->theme == (enum theme)row;

	(void)dialog;
	(void)part;
	ui->theme = (enum theme)row;
	return there;
}

static void draw_theme(const struct ui *ui, struct page *page, enum theme theme)
{
	bool chosen = theme == ui->theme;
	int row = page_rows(page, 1);

	canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸" : " ");
	canvas_text(&page->canvas, row, 2, chosen ? STYLE_STRONG : STYLE_TEXT, theme_name(theme));
	canvas_fit(&page->canvas, row, HELP_COL, page->canvas.cols - HELP_COL, chosen ? STYLE_TEXT : STYLE_DIM,
		   theme_help(theme));
	page_aim(page, row, 1, TARGET_ROW, (int)theme);
	if (chosen)
		page->keep = row;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 58));
	for (int i = 0; i < THEME_COUNT; i++)
		draw_theme(ui, &page, (enum theme)i);
	page_blank(&page);
	if (ui->colorless)
		page_text(&page, STYLE_WARN, "There are no colours here, so all of them look like mono.");
	else
		page_format(&page, STYLE_DIM, "Kept, it goes into the configuration: theme = %s.", theme_name(ui->theme));
	dialog_show(dialog, canvas, dialog_keybinds(dialog)->title, STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "keep", .help = "keep it for good: it is written to the configuration", .run = keep },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "as it was", .help = "bring back the theme that was there", .run = leave },
};

static const struct keybinds keybinds = { .title = "Theme", KEYBIND_ROWS(rows), .then = &keybinds_choose };

const struct dialog_ops dialog_theme = {
	.state_size = sizeof(struct state), .keeps = true, .keybinds = { &keybinds }, .open = open, .move = move,
	.point = point, .draw = draw,
};
