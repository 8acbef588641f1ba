/* The glossary: what the words mean, for somebody who has never staked.  Typing searches it. */
#include <string.h>

#include "tui/ui.h"
#include "wallet/base/mem.h"

#define WORD_COL 12

struct state { struct line search; };

static const struct { const char *word, *text; } terms[] = {
#define TERM(word, text) { word, text },
#include "tui/dialog/glossary.def"
#undef TERM
};

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	line_init(&((struct state *)dialog->state)->search, 40, false);
}

/* Words that have it come before texts that have it. */
static size_t draw_terms(struct page *page, const char *search, bool in_word)
{
	size_t found = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(terms); i++) {
		bool word = strcasestr(terms[i].word, search);

		if (word != in_word || (!word && !strcasestr(terms[i].text, search)))
			continue;
		if (page->row > 1)
			page_blank(page);
		canvas_text(&page->canvas, page_rows(page, 0), 0, STYLE_KEY, terms[i].word);
		page_pair(page, WORD_COL, terms[i].word, STYLE_TEXT, terms[i].text);
		found++;
	}
	return found;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct line *search = &((const struct state *)dialog->state)->search;
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 88));
	page_rows(&page, 1);
	canvas_text(&page.canvas, 0, 0, STYLE_KEY, "/");
	line_draw(search, &page.canvas, 0, 1, page.canvas.cols - 2, true);
	if (draw_terms(&page, line_text(search), true) + draw_terms(&page, line_text(search), false) == 0)
		page_text(&page, STYLE_DIM, "No word here has that in it; Esc shows all again.");
	dialog_show(dialog, canvas, "Glossary: type to search", STYLE_DIALOG, &page);
}

static struct line *field(const struct dialog *dialog)
{
	return &((struct state *)dialog->state)->search;
}

static void close(struct dialog *dialog)
{
	line_free(field(dialog));
}

/* What was found begins at the top. */
static void edited(struct dialog *dialog)
{
	dialog->scroll = 0;
}

static void clear_or_close(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	dialog_clear_or_close(ui, dialog, field(dialog));
	dialog->scroll = 0;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "show all again, then close the glossary",
	  .run = clear_or_close },
	{ .inputs = { INPUT_ENTER }, .hint = "close", .help = "close the glossary", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Glossary", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };

const struct dialog_ops dialog_glossary = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .open = open, .draw = draw, .close = close,
	.field = field, .edited = edited,
};
