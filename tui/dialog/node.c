/* Who is asked about the chain in a network: its own nodes, or Venice's RPC before them, and which stored key pays. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/model/network_change.h"
#include "wallet/venice/key_list.h"

#define IN_USE "in use now"

enum { OWN, NEWEST, KEYS };	/* what can be chosen: from KEYS on, each stored key */

struct state { size_t network, cursor; };

static const struct network *network_of(const struct dialog *dialog, const struct model *model)
{
	return &model->networks[((const struct state *)dialog->state)->network];
}

/* Returns the next key that can be chosen, from *i on; NULL: there are no more. */
static const struct key_info *next_key(size_t *i, const struct network *network, const struct model *model)
{
	while (*i < model->keys.count) {
		const struct key_info *key = &model->keys.items[(*i)++];

		if (key_can_pay_rpc(key, network->name, model->now_ms))
			return key;
	}
	return NULL;
}

/* The key of a choice; NULL: it names none. */
static const struct key_info *key_at(const struct network *network, const struct model *model, size_t at)
{
	const struct key_info *key = NULL;
	size_t i = 0;

	for (size_t n = KEYS; n <= at; n++)
		key = next_key(&i, network, model);
	return key;
}

static size_t count(const struct network *network, const struct model *model)
{
	size_t i = 0, n = KEYS;

	while (next_key(&i, network, model))
		n++;
	return n;
}

/* key: the one of that choice; NULL: it names none. */
static bool holds(const struct network *network, size_t at, const struct key_info *key)
{
	if (at == OWN || !network_asks_venice(network))
		return at == OWN && !network_asks_venice(network);
	if (at == NEWEST)
		return !*network->rpc_key;
	return key && *network->rpc_key &&
	       (!strcmp(network->rpc_key, key->id) || !strcmp(network->rpc_key, key_venice_id(key)));
}

static size_t choice_that_holds(const struct network *network, const struct model *model)
{
	const struct key_info *key = NULL;
	size_t i = 0;

	for (size_t at = 0; at < KEYS || key; at++) {
		if (holds(network, at, key))
			return at;
		if (at + 1 >= KEYS)
			key = next_key(&i, network, model);
	}
	return OWN;
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
	state->cursor = choice_that_holds(network_of(dialog, model), model);
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	size_t n;

	(void)ui;
	if (state->network >= model->network_count)
		return false;
	n = count(network_of(dialog, model), model);	/* there may be fewer keys than there were */
	if (state->cursor >= n)
		state->cursor = n - 1;
	return true;
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	dialog_choose(&((struct state *)dialog->state)->cursor, count(network_of(dialog, model), model), command);
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

	return holds(network, state->cursor, key_at(network, model, state->cursor));
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct key_info *key = key_at(network_of(dialog, model), model, state->cursor);
	struct action action = { .type = ACTION_NODE, .node = { state->network, state->cursor != OWN, "" } };
	const char *bar = is_chosen(dialog, model) ? "That is asked already"
					      : network_change_node_bar(model, state->network, state->cursor != OWN);

	if (bar) {
		ui_notice(ui, model, bar);
		return;
	}
	if (key)
		snprintf(action.node.key, sizeof(action.node.key), "%s", key->id);
	dialog_close(ui, dialog);
	ui_emit(ui, model, &action);
}

static const char *owner(const struct key_info *key, const struct model *model)
{
	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, key->address))
			return model->accounts.items[i].name;
	return "a wallet that is not here";
}

#define TEXT_SIZE 512
static void describe(char title[TEXT_SIZE], char text[TEXT_SIZE], const struct model *model, size_t at,
		     const struct key_info *key)
{
	if (at == OWN) {
		snprintf(title, TEXT_SIZE, "Its own node");
		snprintf(text, TEXT_SIZE, "It costs nothing.");
	} else if (at == NEWEST) {
		snprintf(title, TEXT_SIZE, "Venice, with the newest key");
		snprintf(text, TEXT_SIZE, "The newest INFERENCE key of the wallet in use pays.");
	} else if (key) {
		snprintf(title, TEXT_SIZE, "Venice, with …%s", key->last6);
		snprintf(text, TEXT_SIZE, "The %s key \"%s\" of %s pays.", key_type_name(key->type), key->description,
			 owner(key, model));
	}
}

static void draw_choice(struct page *page, const struct network *network, const struct model *model, size_t at,
			const struct key_info *key, bool chosen)
{
	char title[TEXT_SIZE] = "", text[TEXT_SIZE] = "";
	int row = page_rows(page, 1), room = page->canvas.cols - 2;

	describe(title, text, model, at, key);
	if (holds(network, at, key)) {
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
	const char *bar = network_change_node_bar(model, state->network, state->cursor != OWN);

	page_blank(page);
	if (state->cursor != OWN)
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
	size_t n = count(network, model), i = 0;
	struct page page;
	char title[64];

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 70));
	for (size_t at = 0; at < n; at++)
		draw_choice(&page, network, model, at, at < KEYS ? NULL : next_key(&i, network, model),
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
