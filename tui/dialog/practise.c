/*
 * How to practise: leads to the practice network, says how to start it while it does not run, and notices when it does.
 * That network comes with the source, not with the program, and the page says so.
 */
#include "tui/ui.h"
#include "wallet/model/network_change.h"

static const char command[] = "make practice-network";

enum { ON_BASE, WAITING, RUNNING };

struct state { size_t mode; };

static size_t mode_of(const struct model *model)
{
	if (model->network.real_money)
		return ON_BASE;
	return network_change_waits(model) ? WAITING : RUNNING;
}

static void look_where(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	((struct state *)dialog->state)->mode = mode_of(model);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->mode;
}

static void draw_base(struct page *page)
{
	page_text(page, STYLE_TEXT, "Practising needs a network of its own on this computer: the same contracts and a stand-in "
				    "for Venice, with a faucet that gives out ETH and VVV. Every step is as on Base, and nothing "
				    "is real.");
	page_blank(page);
	page_text(page, STYLE_STRONG, "Enter goes there now.");
	page_text(page, STYLE_TEXT, "If it does not run yet, the page there says how to start it, and rialto notices when it does.");
	page_blank(page);
	page_text(page, STYLE_DIM, "Wallets that are made there are for practising only. Send no real money to them.");
}

static void draw_waiting(struct page *page)
{
	page_text(page, STYLE_WARN, "The practice network does not run yet.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "It comes with rialto's source and needs node; this program alone has none. In another terminal, in "
				    "the folder of the source:");
	page_blank(page);
	page_pair(page, 2, "", STYLE_STRONG, command);
	page_blank(page);
	page_text(page, STYLE_TEXT, "It installs what is missing, says when it is there, and runs until you end it with Ctrl-C. Leave "
				    "rialto open: it looks every three seconds, and goes on as soon as it is there.");
}

static void draw_running(struct page *page)
{
	page_text(page, STYLE_TEXT, "You are practising: this network is on this computer, and what it holds is worth nothing. Every "
				    "step is the same as on Base.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "Make a wallet, then ask the faucet for ETH and VVV on the page that shows its address. "
				    "Keys minted here open nothing at Venice.");
	page_blank(page);
	page_text(page, STYLE_STRONG, "Enter goes on with the next step.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	static void (*const drawings[])(struct page *page) = {
		[ON_BASE] = draw_base, [WAITING] = draw_waiting, [RUNNING] = draw_running,
	};
	struct page page;

	look_where(ui, dialog, model);
	page_init(&page, canvas, dialog_width(canvas, 74));
	drawings[mode(dialog)](&page);
	dialog_show(dialog, canvas, "Practise", STYLE_DIALOG, &page);
}

/* A person who has closed it knows, and finds it again as :practise. */
static void close(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	ui->practise_closed = true;
	dialog_close(ui, dialog);
}

static void go_there(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct action action = { .type = ACTION_NETWORK, .index = network_change_find(model, false) };
	const char *bar = action.index < model->network_count ? network_change_bar(model, action.index)
							      : "Every network of the configuration counts as real";

	(void)dialog;
	if (bar)
		ui_notice(ui, model, bar);
	else
		ui_emit(ui, model, &action);
}

static void look(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_run(ui, model, ACTION_REFRESH);
}

static void go_on(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	close(ui, dialog, model);
	ui_run(ui, model, COMMAND_NEXT);
}

static void back(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	close(ui, dialog, model);
	ui_run(ui, model, COMMAND_NETWORK);
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_copy(ui, model, command, "the command");
}

#define CLOSE { .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = close }
#define NETWORKS									\
	{ .inputs = { 'n' }, .command = COMMAND_NETWORK, .hint = "networks", .help = "all networks, to choose one",	\
	  .run = back }

static const struct keybind rows_base[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "practise", .help = "go to the practice network", .run = go_there },
	NETWORKS, CLOSE,
};

static const struct keybind rows_waiting[] = {
	{ .inputs = { INPUT_ENTER, 'r' }, .command = ACTION_REFRESH, .hint = "look now", .help = "look now whether it runs",
	  .run = look },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the command", .help = "copy the command", .run = copy },
	NETWORKS, CLOSE,
};

static const struct keybind rows_running[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_NEXT, .hint = "next step", .help = "go on with the next step",
	  .run = go_on },
	NETWORKS, CLOSE,
};

static const struct keybinds on_base = { .title = "Practise", KEYBIND_ROWS(rows_base), .then = &keybinds_over };
static const struct keybinds waiting = { .title = "Practise, while the network does not run", KEYBIND_ROWS(rows_waiting), .then = &keybinds_over };
static const struct keybinds running = { .title = "Practise, on the practice network", KEYBIND_ROWS(rows_running), .then = &keybinds_over };

/* Whoever came here to practise is told at once what is missing. */
static bool wanted(const struct ui *ui, const struct model *model)
{
	return model->arrived && network_change_waits(model) && !ui->practise_closed;
}

static bool stays(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui, (void)dialog, (void)model;
	return true;
}

const struct dialog_ops dialog_practise = {
	.state_size = sizeof(struct state),
	.keybinds = { [ON_BASE] = &on_base, [WAITING] = &waiting, [RUNNING] = &running },
	.mode = mode, .open = look_where, .wanted = wanted, .alive = stays, .draw = draw,
};
