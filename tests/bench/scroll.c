/*
 * scroll: what a keystroke costs in the keystore pane with 10 000 wallets, until the screen is
 * drawn.
 *
 * scroll [COUNT] prints milliseconds for a keystroke, without and with a filter
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tui/ui.h"
#include "wallet/base/mem.h"

#define KEYS 500

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

	for (int i = 0; i < KEYS; i++) {
		ui_input(ui, model, i % 2 ? INPUT_PAGE_DOWN : INPUT_DOWN);
		ui_draw(ui, model, 0);
	}
	return (now_ms() - start) / KEYS;
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	struct network network;
	struct model model;
	double plain, filtered;
	struct ui ui;

	if (!network_builtin(&network, "practice") || count == 0)
		return 1;
	model_init(&model, &(struct setup){ .network = &network, .random_seed = 1 });
	fill(&model, count);
	ui_init(&ui, 30, 100, false);
	ui.emit = emit;
	ui_input(&ui, &model, '1');
	plain = measure(&ui, &model);
	ui_input(&ui, &model, '/');
	ui_input(&ui, &model, '7');
	ui_input(&ui, &model, INPUT_ENTER);
	filtered = measure(&ui, &model);
	printf("scroll %zu wallets: %.2f ms a key, with a filter %.2f ms\n", count, plain, filtered);
	ui_free(&ui);
	model_free(&model);
	return 0;
}
