/* Receiving, and what there is. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "tui/qr.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/stake_life.h"
#include "wallet/model/tx_list.h"

#define ROWS_MOST 20
#define FUNDING_MOST 8

const struct account *plain_account(struct plain *plain)
{
	const struct account *account = model_account(plain->model);

	if (!account)
		plain_say(plain, "There is no wallet yet: w makes or imports one.");
	else if (!account_has_address(account))
		plain_say(plain, "Its file does not say its address: u unlocks it, and then it is known.");
	return account && account_has_address(account) ? account : NULL;
}

static void print_code(const struct plain *plain, const char *text)
{
	struct qr *code = qr_make(text);
	struct canvas canvas;
	struct buf out;
	int rows, cols;

	if (!code)
		return;
	qr_size(&rows, &cols, code, plain->ascii);
	if ((size_t)cols > plain->width) {
		plain_say(plain, "A QR code takes %d columns: there is no room for it here.", cols);
	} else {
		canvas_init(&canvas, rows, cols, plain->ascii);
		buf_init(&out, 0);
		qr_draw(&canvas, 0, 0, code);
		canvas_dump(&out, &canvas);
		plain_lines(plain, buf_string(&out));
		buf_free(&out);
		canvas_free(&canvas);
	}
	qr_free(code);
}

static void print_arrived(const struct plain *plain, const char *token, struct amount amount, const char *what_for)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format_short(text, amount, 6);
	if (amount_is_zero(amount))
		plain_pair(plain, token, "none yet; %s", what_for);
	else
		plain_pair(plain, token, "%s is there", text);
}

static void print_address(const struct plain *plain, const struct account *account)
{
	const struct model *model = plain->model;
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, account->address);
	plain_say(plain, "\nSend to %s, on %s:", account->name, model->network.real_money ? "Base" : model->network.title);
	plain_say(plain, "%s", address);
	if (model->network.real_money)
		plain_say(plain, "Only on the Base network: on another one it is out of reach here.");
}

static void print_money(const struct plain *plain)
{
	const struct balances *balances = model_balances(plain->model);

	if (!balances) {
		plain_say(plain, "What is there is not known yet.");
		return;
	}
	print_arrived(plain, "ETH", balances->eth, "a little is needed, for fees");
	print_arrived(plain, "VVV", balances->vvv, "as much as you want to stake");
}

/* Has something come since the amounts were printed? */
static bool is_something_new(const struct plain *plain)
{
	const struct balances *balances = model_balances(plain->model);

	return balances && (!plain->money_known || amount_compare(plain->eth, balances->eth) ||
			    amount_compare(plain->vvv, balances->vvv));
}

static void note_money(struct plain *plain)
{
	const struct balances *balances = model_balances(plain->model);

	plain->money_known = balances;
	if (!balances)
		return;
	plain->eth = balances->eth;
	plain->vvv = balances->vvv;
}

static bool is_complete(const struct model *model)
{
	const struct balances *balances = model_balances(model);

	return balances && !amount_is_zero(balances->eth) &&
	       !(amount_is_zero(balances->vvv) && amount_is_zero(balances->svvv));
}

static void obey(struct plain *plain, const struct account *account, const char *answer)
{
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, account->address);
	if (!strcmp(answer, "c"))
		print_code(plain, address);
	else if (!strcmp(answer, "f") && plain->model->network.faucet_url[0])
		plain_do(plain, ACTION_FAUCET);
	else if (!strcmp(answer, "r"))
		plain_do(plain, ACTION_REFRESH);
	else
		plain_say(plain, "That is none of the answers.");
}

/* Stays until both are there, or the person goes back.  Money that comes is said at once. */
void plain_receive(struct plain *plain)
{
	const struct account *account = plain_account(plain);
	const char *faucet = plain->model->network.faucet_url[0] ? ", f: practice faucet" : "";
	char answer[16];
	bool ok = true;

	if (!account)
		return;
	print_address(plain, account);
	plain_say(plain, "What arrives is said here at once.");
	while (!plain_ended(plain) && (account = model_account(plain->model))) {
		print_money(plain);
		note_money(plain);
		if (is_complete(plain->model)) {
			plain_say(plain, "Both are there.");
			return;
		}
		plain->over = is_something_new;
		ok = plain_ask(answer, sizeof(answer), plain, "Enter: back, c: QR code, r: look now%s: ", faucet);
		plain->over = NULL;
		if (plain->moved)
			plain_news(plain);
		else if (!ok || !*answer)
			return;
		else
			obey(plain, account, answer);
	}
}

static void print_ways(const struct plain *plain)
{
	plain_say(plain, "\nWays to fund the account:");
	for (size_t i = 0; i < funding_way_count; i++)
		plain_say(plain, "  %s. %s%s%s", funding_ways[i].title, funding_ways[i].text, funding_ways[i].url ? " " : "",
			  funding_ways[i].url ? funding_ways[i].url : "");
}

/* Those that are gone here are the choices. */
void plain_fund(struct plain *plain)
{
	const char *choices[2 + FUNDING_MOST] = { "none: go back", "show the address to send ETH, VVV or USDC to" };
	size_t at[2 + FUNDING_MOST] = { 0 }, count = 2, choice;

	print_ways(plain);
	for (size_t i = 0; i < funding_way_count && count < ARRAY_LENGTH(choices); i++) {
		if (funding_ways[i].wish == ACTION_NONE)
			continue;
		at[count] = i;
		choices[count++] = funding_ways[i].title;
	}
	if (!plain_choose(&choice, plain, choices, count, "Which?") || !choice)
		return;
	if (choice == 1)
		plain_receive(plain);
	else
		plain_run_command(plain, (int)funding_ways[at[choice]].wish);
}

static void print_amount(const struct plain *plain, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	plain_pair(plain, label, "%s", text);
}

void plain_balances(struct plain *plain)
{
	const struct account *account = plain_account(plain);
	const struct balances *balances = model_balances(plain->model);
	char age[TEXT_SPAN_SIZE];
	struct amount rewards;

	if (!account)
		return;
	if (!balances) {
		plain_say(plain, "The balances are not known yet: r reads them.");
		return;
	}
	text_age(age, plain->model->now_ms - balances->read_ms);
	plain_say(plain, "\n%s has, as read %s:", account->name, age);
	print_amount(plain, "ETH", balances->eth);
	print_amount(plain, "VVV", balances->vvv);
	print_amount(plain, "sVVV, which is staked VVV", balances->svvv);
	if (stake_life_rewards(&rewards, plain->model))
		print_amount(plain, "rewards that wait, VVV", rewards);
	print_amount(plain, "DIEM", balances->diem);
	print_amount(plain, "DIEM staked", balances->diem_staked);
	print_amount(plain, "USDC", balances->usdc);
}

static void print_row(const struct plain *plain, const struct tx_row *row)
{
	char units[AMOUNT_TEXT_SIZE], amount[AMOUNT_TEXT_SIZE + 16] = "", ago[TEXT_SPAN_SIZE];

	amount_format_short(units, row->amount, 6);
	text_age(ago, plain->model->now_ms - row->time_ms);
	if (row->has_amount)
		snprintf(amount, sizeof(amount), " %s %s", units, token_symbol(row->amount.token));
	plain_say(plain, "  %s%s: %s, %s%s%s", row->purpose, amount, tx_row_word(row), ago, *row->reason ? "; " : "", row->reason);
}

/* What can be done about the one that waits to be mined. */
static void ask_waiting(struct plain *plain)
{
	static const char *const choices[] = { "wait for it", "offer a higher fee", "put one that does nothing in its place" };
	size_t choice;

	plain_say(plain, "%s waits to be mined.", flow_tx_purpose(&plain->model->tx));
	if (!plain_choose(&choice, plain, choices, 3, "What?"))
		return;
	plain->away = false;
	if (choice == 0)
		plain_work(plain);
	else
		plain_do(plain, choice == 1 ? ACTION_TX_SPEED_UP : ACTION_TX_CANCEL);
}

void plain_transactions(struct plain *plain)
{
	const struct account *account = plain_account(plain);
	struct tx_rows rows = { 0 };

	if (!account)
		return;
	tx_list_of(&rows, plain->model, account->address);
	plain_say(plain, rows.count ? "\nThe newest first:" : "No transaction was sent from here.");
	for (size_t i = 0; i < rows.count && i < ROWS_MOST; i++)
		print_row(plain, &rows.items[i]);
	tx_list_free(&rows);
	if (plain->model->tx.state == TX_WAITING || plain->model->tx.state == TX_SENDING)
		ask_waiting(plain);
}
