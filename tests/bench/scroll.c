/*
 * scroll: what a keystroke costs in the keystore pane with 10 000 wallets and in the pane of 500 API keys, until the
 * screen is drawn.
 *
 * scroll [COUNT] prints milliseconds for a keystroke, without and with a filter, and beside one with one wallet or key
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tui/ui.h"
#include "wallet/base/mem.h"

#define KEYSTROKES 500
#define API_KEYS 500

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
		memcpy(model->accounts.items[i].address.bytes, &i, sizeof(i));
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
		snprintf(key->last6, sizeof(key->last6), "%06zu", i);
		key->address = model->accounts.items[0].address;
		key->created_ms = (int64_t)(i * 7919 % count + 1) * 1000;
		key->stored = key->remote = true;
	}
}

/* Sets what a keystroke costs in a pane, without and with a filter. */
static void measure_pane(double costs[2], size_t wallets, size_t keys, int pane)
{
	struct network network;
	struct model model;
	struct ui ui;

	if (!network_builtin(&network, "practice"))
		exit(1);
	model_init(&model, &(struct setup){ .network = &network, .random_seed = 1 });
	fill(&model, wallets);
	fill_keys(&model, keys);
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

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	double many[2], one[2];

	if (count == 0)
		return 1;
	measure_pane(many, count, 1, '1');
	measure_pane(one, 1, 1, '1');
	printf("scroll %zu wallets: %.2f ms a keystroke, with a filter %.2f ms; one wallet: %.2f, %.2f ms\n", count, many[0],
	       many[1], one[0], one[1]);
	measure_pane(many, 1, API_KEYS, '4');
	measure_pane(one, 1, 1, '4');
	printf("scroll %d API keys: %.2f ms a keystroke, with a filter %.2f ms; one API key: %.2f, %.2f ms\n", API_KEYS, many[0],
	       many[1], one[0], one[1]);
	return 0;
}
