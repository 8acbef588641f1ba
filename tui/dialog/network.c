/* The networks that rialto can go on with: what each is, and where its servers are.  Mainnet says REAL MONEY. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/model/network_change.h"

#define TAG_COL 20
#define HOST_SIZE 80

struct state { size_t cursor; };

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	while (state->cursor + 1 < model->network_count && !network_change_is_here(model, state->cursor))
		state->cursor++;
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	if (model->network_count)
		dialog_choose(&((struct state *)dialog->state)->cursor, model->network_count, command);
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	return dialog_choose_row(&((struct state *)dialog->state)->cursor, row);
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct action action = { .type = ACTION_NETWORK, .index = ((const struct state *)dialog->state)->cursor };
	const char *bar = action.index < model->network_count ? network_change_bar(model, action.index) : "There is none";

	if (bar)
		ui_notice(ui, model, bar);
	else
		ui_emit(ui, model, &action);
}

static void choose_node(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	dialog_node_open(ui, model, ((const struct state *)dialog->state)->cursor);
}

static const char *what_it_is(const struct network *network)
{
	if (!strcmp(network->name, "base"))
		return "The real Base and the real Venice. What is spent here is gone, and the keys that are minted work.";
	if (!strcmp(network->name, "practice"))
		return "A network of its own on this computer, with a faucet and a stand-in for Venice. Every step is as on Base; "
		       "its money is worth nothing, and its keys open nothing.";
	return "The configuration describes it. rialto cannot know what it is worth, and treats it as real.";
}

/* A URL may carry a password or a key, so only the server is named. */
static void host_of(char out[HOST_SIZE], const char *url)
{
	const char *begin = strstr(url, "://"), *at;
	size_t len;

	begin = begin ? begin + 3 : url;
	len = strcspn(begin, "/?#");
	at = memrchr(begin, '@', len);	/* a password may have one, too */
	if (at) {
		len -= (size_t)(at + 1 - begin);
		begin = at + 1;
	}
	snprintf(out, HOST_SIZE, "%.*s", len < HOST_SIZE ? (int)len : HOST_SIZE - 1, begin);
}

static void draw_servers(struct page *page, const struct network *network)
{
	char node[HOST_SIZE] = "none", api[HOST_SIZE] = "none", more[32] = "";
	char text[2 * HOST_SIZE + 64];

	if (network->node_count)
		host_of(node, network->rpc_urls[0]);
	if (*network->api_url)
		host_of(api, network->api_url);
	if (network->node_count > 1)
		snprintf(more, sizeof(more), " and %zu more", network->node_count - 1);
	snprintf(text, sizeof(text), "Node: %s%s. Venice: %s.",
		 strcmp(node, NETWORK_VENICE_NODE) != 0 ? node : "Venice's RPC (for credits)", more, api);
	page_pair(page, 4, "", STYLE_DIM, text);
}

static void draw_network(struct page *page, const struct model *model, size_t index, bool chosen)
{
	const struct network *network = &model->networks[index];
	int row = page_rows(page, 1), col = TAG_COL;

	canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸" : " ");
	canvas_fit(&page->canvas, row, 2, TAG_COL - 3, chosen ? STYLE_STRONG : STYLE_TEXT, network->title);
	col = canvas_text(&page->canvas, row, col, network->real_money ? STYLE_REAL : STYLE_PRACTICE,
			  network->real_money ? " REAL MONEY " : " no real money ");
	if (network_change_is_here(model, index))
		canvas_text(&page->canvas, row, col + 2, STYLE_DIM, "in use now");
	page_pair(page, 4, "", STYLE_TEXT, what_it_is(network));
	draw_servers(page, network);
	page_aim(page, row, page->row - row, TARGET_ROW, (int)index);
	if (chosen) {
		page_rest(page, row, 0);
		page->keep = page->row - 1;
	}
	page_blank(page);
}

static void draw_cost(struct page *page, const struct model *model)
{
	const struct rpc_cost *cost = &model->rpc_cost;
	char usd[RPC_COST_TEXT_SIZE], unpriced[64] = "";

	if (!cost->requests)
		return;
	rpc_cost_format(usd, cost->nano_usd);
	if (cost->unpriced)
		snprintf(unpriced, sizeof(unpriced), ", %llu of which did not say their price",
			 (unsigned long long)cost->unpriced);
	page_format(page, STYLE_TEXT, "Since rialto began, Venice's RPC has taken $%s for %llu request%s%s.", usd,
		    (unsigned long long)cost->requests, cost->requests == 1 ? "" : "s", unpriced);
	page_blank(page);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const char *bar = state->cursor < model->network_count ? network_change_bar(model, state->cursor) : NULL;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 70));
	for (size_t i = 0; i < model->network_count; i++)
		draw_network(&page, model, i, i == state->cursor);
	draw_cost(&page, model);
	if (bar && !network_change_is_here(model, state->cursor))
		page_text(&page, STYLE_WARN, bar);
	else
		page_text(&page, STYLE_DIM, "Going to another one locks every wallet. The wallets are the same; balances and keys are "
			  "each network's own, and what is in flight here is taken up again when you come back.");
	dialog_show(dialog, canvas, dialog_keybinds(dialog)->title, STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "go there", .help = "go on with the network that is marked", .run = pick },
	{ .inputs = { 'v' }, .hint = "its node", .help = "who is asked there: its own node, or Venice's RPC for credits",
	  .run = choose_node },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "stay", .help = "stay on this network", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Network", KEYBIND_ROWS(rows), .then = &keybinds_choose };

const struct dialog_ops dialog_network = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .open = open, .move = move,
	.point = point, .draw = draw,
};
