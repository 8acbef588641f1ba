/*
 * scroll: what a keystroke costs in the keystore pane with 10 000 wallets, in the pane of 500 API keys and in that of
 * 2000 transactions, until the screen is drawn.
 *
 * scroll [COUNT] prints milliseconds for a keystroke, without and with a filter, and beside it with one wallet, key or
 * transaction
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tui/ui.h"
#include "wallet/base/mem.h"

#define KEYSTROKES 500
#define API_KEYS 500
#define TRANSACTIONS 2000

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void fill(struct model *model, size_t count)
{
	model->loaded = true;
	model->accounts = (struct accounts){ mem_new(count, sizeof(struct account)), count };
	model->balances = mem_new(count, sizeof(*model->balances));
	for (size_t i = 0; i < count; i++) {
		snprintf(model->accounts.items[i].name, sizeof(model->accounts.items[i].name), "wallet %zu", i);
		memcpy(model->accounts.items[i].address.bytes, &(size_t){ i + 1 }, sizeof(i));
	}
}

static void emit(void *context, struct action *action)
{
	(void)context;
	action_free(action);
}

static double measure(struct ui *ui, const struct model *model)
{
	double start = now_ms();

	for (int i = 0; i < KEYSTROKES; i++) {
		ui_input(ui, model, i % 2 ? INPUT_PAGE_DOWN : INPUT_DOWN);
		ui_draw(ui, model, 0);
	}
	return (now_ms() - start) / KEYSTROKES;
}

static void fill_keys(struct model *model, size_t count)
{
	model->keys = (struct key_list){ mem_new(count, sizeof(*model->keys.items)), count };
	for (size_t i = 0; i < count; i++) {
		struct key_info *key = &model->keys.items[i];

		snprintf(key->id, sizeof(key->id), "%zu", i);
		snprintf(key->description, sizeof(key->description), "key %zu", i);
		snprintf(key->last6, sizeof(key->last6), "%06zu", i % 1000000);
		key->address = model->accounts.items[0].address;
		key->created_ms = (int64_t)(i * 7919 % count + 1) * 1000;
		key->stored = key->remote = true;
	}
}

static void fill_transactions(struct model *model, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct log_entry entry = { .event = "tx_mined", .time_ms = (int64_t)i * 60000 };

		memcpy(entry.network, model->network.name, sizeof(entry.network));
		entry.address = model->accounts.items[0].address;
		entry.tx = (struct log_tx){ .any = true, .purpose = PURPOSE_STAKE, .nonce = i, .block = 38000000 + i };
		entry.tx.amount = (struct amount){ TOKEN_VVV, u256_from_u64(1000000000 * (i % 77 + 1)) };
		entry.tx.fee = u256_from_u64(1500000000 + i);
		memcpy(entry.tx.hash, &(size_t){ i * 7919 + 1 }, sizeof(i));
		log_entries_add(&model->log, &entry);
	}
}

struct amounts { size_t wallets, keys, transactions; };

/* Sets what a keystroke costs in a pane, without and with a filter. */
static void measure_pane(double costs[2], struct amounts amounts, int pane)
{
	struct network network;
	struct model model;
	struct ui ui;

	if (!network_builtin(&network, "practice"))
		exit(1);
	model_init(&model, &(struct setup){ .network = &network, .random_seed = 1 });
	fill(&model, amounts.wallets);
	fill_keys(&model, amounts.keys);
	fill_transactions(&model, amounts.transactions);
	ui_init(&ui, 30, 100, false);
	ui.emit = emit;
	ui_input(&ui, &model, pane);
	costs[0] = measure(&ui, &model);
	ui_input(&ui, &model, '/');
	ui_input(&ui, &model, '7');
	ui_input(&ui, &model, INPUT_ENTER);
	costs[1] = measure(&ui, &model);
	ui_free(&ui);
	model_free(&model);
}

static void compare(const char *what, int pane, struct amounts many)
{
	size_t most = many.wallets > many.keys ? many.wallets : many.keys;
	double costs[2], one[2];

	measure_pane(costs, many, pane);
	measure_pane(one, (struct amounts){ 1, 1, 1 }, pane);
	printf("scroll %zu %s: %.2f ms a keystroke, with a filter %.2f ms; with one: %.2f, %.2f ms\n",
	       most > many.transactions ? most : many.transactions, what, costs[0], costs[1], one[0], one[1]);
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;

	if (count == 0)
		return 1;
	compare("wallets", '1', (struct amounts){ count, 1, 1 });
	compare("API keys", '4', (struct amounts){ 1, API_KEYS, 1 });
	compare("transactions", '5', (struct amounts){ 1, 1, TRANSACTIONS });
	return 0;
}
