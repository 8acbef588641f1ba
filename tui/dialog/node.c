/* Who is asked about the chain in a network: its own nodes, or Venice's RPC before them, and which stored key pays. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/model/network_change.h"
#include "wallet/model/node_choice.h"

#define IN_USE "in use now"

struct state { size_t network, cursor; };

static const struct network *network_of(const struct dialog *dialog, const struct model *model)
{
	return &model->networks[((const struct state *)dialog->state)->network];
}

void dialog_node_open(struct ui *ui, const struct model *model, size_t network)
{
	struct dialog *dialog;
	struct state *state;

	if (network >= model->network_count)
		return;
	dialog = dialog_open(ui, &dialog_node, model);
	if (!dialog)
		return;
	state = dialog->state;
	state->network = network;
	state->cursor = node_choice_held(network_of(dialog, model), model);
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	size_t n;

	(void)ui;
	if (state->network >= model->network_count)
		return false;
	n = node_choice_count(network_of(dialog, model), model);	/* there may be fewer keys than there were */
	if (state->cursor >= n)
		state->cursor = n - 1;
	return true;
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	dialog_choose(&((struct state *)dialog->state)->cursor, node_choice_count(network_of(dialog, model), model),
		      command);
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	return dialog_choose_row(&((struct state *)dialog->state)->cursor, row);
}

static bool is_chosen(const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct network *network = network_of(dialog, model);

	return node_choice_holds(network, state->cursor, node_choice_key(network, model, state->cursor));
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct key_info *key = node_choice_key(network_of(dialog, model), model, state->cursor);
	bool venice = state->cursor != NODE_OWN;
	struct action action = { .type = ACTION_NODE, .node = { state->network, venice, "" } };
	const char *bar = is_chosen(dialog, model) ? "That is asked already"
						   : network_change_node_bar(model, state->network, venice);

	if (bar) {
		ui_notice(ui, model, bar);
		return;
	}
	if (key)
		snprintf(action.node.key, sizeof(action.node.key), "%s", key->id);
	dialog_close(ui, dialog);
	ui_emit(ui, model, &action);
}

static void draw_choice(struct page *page, const struct network *network, const struct model *model, size_t at,
			const struct key_info *key, bool chosen)
{
	char title[NODE_CHOICE_SIZE] = "", text[NODE_CHOICE_SIZE] = "";
	int row = page_rows(page, 1), room = page->canvas.cols - 2;

	node_choice_describe(title, text, model, at, key);
	if (node_choice_holds(network, at, key)) {
		room -= (int)strlen(IN_USE) + 2;
		canvas_right(&page->canvas, row, page->canvas.cols, STYLE_DIM, IN_USE);
	}
	canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸" : " ");
	canvas_fit(&page->canvas, row, 2, room, chosen ? STYLE_STRONG : STYLE_TEXT, title);
	page_pair(page, 4, "", STYLE_DIM, text);
	page_aim(page, row, page->row - row, TARGET_ROW, (int)at);
	if (chosen) {
		page_rest(page, row, 0);
		page->keep = page->row - 1;
	}
}

/* What a person should know before. */
static void draw_words(struct page *page, const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const char *bar = network_change_node_bar(model, state->network, state->cursor != NODE_OWN);

	page_blank(page);
	if (state->cursor != NODE_OWN)
		page_text(page, STYLE_TEXT, "It costs credit: about $0.000014 for a question, and each reading of the balances asks some. "
			  "What it has cost stands in the title and, to the last digit, on the page of the networks. While the key's "
			  "wallet is locked, and where Venice refuses, the own node is asked.");
	if (is_chosen(dialog, model))
		page_text(page, STYLE_DIM, "It is asked now.");
	else if (bar)
		page_text(page, STYLE_WARN, bar);
	else
		page_text(page, STYLE_DIM, network_change_is_here(model, state->network)
			  ? "It is written to the configuration, and holds at once. Every wallet is locked."
			  : "It is written to the configuration, and holds when you go there.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const struct network *network = network_of(dialog, model);
	size_t n = node_choice_count(network, model), i = 0;
	struct page page;
	char title[64];

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 70));
	for (size_t at = 0; at < n; at++)
		draw_choice(&page, network, model, at, at < NODE_KEYS ? NULL : node_choice_next(&i, network, model),
			    at == state->cursor);
	draw_words(&page, dialog, model);
	page.at = state->cursor + 1;
	page.of = n;
	snprintf(title, sizeof(title), "Who is asked about %s", network->title);
	dialog_show(dialog, canvas, title, STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "ask there", .help = "ask there from now on, and write that to the configuration",
	  .run = pick },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "leave it", .help = "leave it as it is", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Node", KEYBIND_ROWS(rows), .then = &keybinds_choose };

const struct dialog_ops dialog_node = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .alive = alive, .move = move, .point = point,
	.draw = draw,
};
