/* The mouse: each target does what its keystroke does, and no click agrees to anything. */
#include "tests/unit/tui_help.h"

static void keys(struct help *help)
{
	help_staked(help);
	(void)help_keys(help);
}

static void failed(struct help *help)
{
	help_staked(help);
	help_mint_failed(help, ERR_JWT_EXPIRED, "too late");
}

static void review(struct help *help)
{
	help_wallets(help);
	help_review(help);
}

/* What a person may be looking at. */
static const struct scene { void (*set)(struct help *help); const char *typed; } scenes[] = {
	{ NULL, "" }, { NULL, "n" }, { NULL, "?" }, { NULL, ":" }, { NULL, "1" },
	{ help_wallets, "1" }, { help_wallets, "2" }, { help_staked, "3" }, { keys, "4" }, { help_wallets, "5" },
	{ help_wallets, "w" }, { help_wallets, "1/c" }, { help_wallets, ":stake\n" }, { help_staked, ":mint\n" },
	{ help_wallets, ":fund\n" }, { help_wallets, "f" }, { help_wallets, "L" }, { help_wallets, "M" }, { help_wallets, "a" },
	{ help_wallets, "u" }, { help_wallets, "T" }, { keys, "4\n" }, { keys, "4h" }, { keys, "?" },
	{ help_wallets, ":send\n" }, { failed, "" }, { review, "" },
};

static void begin(struct help *help, const struct scene *scene)
{
	help_open(help, 40, 160);
	if (scene->set)
		scene->set(help);
	help_type(help, scene->typed);
	help_draw(help);
	help_draw(help);
	help->frozen = true;
}

static void click(struct help *help, const struct target *target)
{
	ui_click(&help->ui, &help->model, target->row, target->col);
}

static void same(struct help *one, struct help *other, const struct scene *scene, const struct target *target)
{
	char *expected = mem_string(help_draw(other));
	bool alike = strcmp(help_draw(one), expected) == 0;

	if (!alike)
		fprintf(stderr, "after '%s', the input %d at %d, %d:\n%s\nnot\n%s", scene->typed, target->value, target->row,
			target->col, help_draw(one), expected);
	assert_true(alike);
	free(expected);
	assert_int_equal(one->seen.count, other->seen.count);
	assert_memory_equal(one->seen.types, other->seen.types, sizeof(one->seen.types));
}

/* Returns whether there is such a target. */
static bool try_target(const struct scene *scene, size_t index)
{
	struct help clicked, typed;
	struct target target = { 0 };
	unsigned top;
	bool there;

	begin(&clicked, scene);
	begin(&typed, scene);
	there = index < clicked.ui.canvas.targets.count;
	top = dialog_top(&clicked.ui) ? dialog_top(&clicked.ui)->number : 0;
	if (there)
		target = clicked.ui.canvas.targets.items[index];
	if (there && target.kind == TARGET_INPUT && target.dialog == top) {
		click(&clicked, &target);
		if (!dialog_top(&typed.ui) || !dialog_top(&typed.ui)->consents || target.value != 'y')
			help_key(&typed, target.value);
		else
			ui_ignore(&typed.ui, &typed.model, "A click agrees to nothing: read it, then press the key");
		same(&clicked, &typed, scene, &target);
	}
	help_close(&clicked);
	help_close(&typed);
	return there;
}

static void each_hint_and_entry_does_what_its_keystroke_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++)
		for (size_t target = 0; try_target(&scenes[i], target); target++)
			;
}

/* Finds where the text stands on the last drawing. */
static void find(struct help *help, const char *text, int *row, int *col)
{
	const char *at = help_draw(help), *found = strstr(at, text), *line = at;

	assert_non_null(found);
	for (*row = 0; (at = strchr(line, '\n')) && at < found; line = at + 1)
		++*row;
	*col = canvas_width(line, (size_t)(found - line));
}

static void click_at(struct help *help, const char *text)
{
	int row, col;

	find(help, text, &row, &col);
	ui_click(&help->ui, &help->model, row, col);
}

static void every_footer_has_targets(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++) {
		struct help help;
		size_t found = 0;

		begin(&help, &scenes[i]);
		for (size_t at = 0; at < help.ui.canvas.targets.count; at++)
			found += help.ui.canvas.targets.items[at].row == help.ui.layout.footer_row;
		assert_true(found > 0);
		help_close(&help);
	}
}

static void no_click_agrees(void **state)
{
	struct help *help = *state;
	int rows = help->ui.canvas.rows, cols = help->ui.canvas.cols;

	help_draw(help);
	for (int button = 0; button < 2; button++) {
		for (int row = 0; row < rows; row++)
			for (int col = 0; col < cols; col++) {
				ui_click(&help->ui, &help->model, row, col);
				help->ui.now_ms += 1000;
				ui_draw(&help->ui, &help->model, 0);
				ui_shown(&help->ui);
			}
		while (dialog_top(&help->ui)->ops == &dialog_help)
			help_key(help, INPUT_ESC);
		help_draw(help);
		help_key(help, INPUT_TAB);
		assert_shows(help, "Yes, sign it");
	}
	assert_false(help_did(help, ACTION_CONFIRM));
	assert_true(help_did(help, ACTION_CANCEL));
}

static void nothing_is_clicked_before_it_was_seen(void **state)
{
	struct help *help = *state;

	help_draw(help);
	help_key(help, 'n');
	ui_draw(&help->ui, &help->model, 0);
	ui_click(&help->ui, &help->model, help->ui.layout.footer_row, 3);	/* it is not on the terminal yet */
	assert_non_null(dialog_top(&help->ui));
	ui_shown(&help->ui);
	help->ui.now_ms += DIALOG_DEAD_MS - 1;
	for (int col = 0; col < help->ui.canvas.cols; col++)
		ui_click(&help->ui, &help->model, help->ui.layout.footer_row, col);
	assert_non_null(dialog_top(&help->ui));
	help->ui.now_ms += 1;
	click_at(help, "Esc close");
	assert_null(dialog_top(&help->ui));
}

static void what_lies_under_a_dialog_is_not_clicked(void **state)
{
	struct help *help = *state;

	help_type(help, "3?");
	help_draw(help);
	ui_click(&help->ui, &help->model, 0, 40);
	ui_click(&help->ui, &help->model, 3, 2);
	assert_int_equal(help->ui.focus, PANE_STAKING);
	assert_int_equal(help->seen.count, 0);
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_help);
}

static void rows_are_chosen_and_then_entered(void **state)
{
	struct help *help = *state;

	click_at(help, "cold");
	assert_int_equal(help->ui.focus, PANE_KEYSTORE);
	assert_int_equal(help->ui.panes[PANE_KEYSTORE].list.cursor, 1);
	assert_int_equal(help->model.selected, 0);
	click_at(help, "cold");
	assert_int_equal(help->model.selected, 1);
	click_at(help, "web agent");
	assert_int_equal(help->ui.focus, PANE_KEYS);
	assert_null(dialog_top(&help->ui));
}

static void the_title_and_the_hidden_pane(void **state)
{
	struct help *help = *state;

	click_at(help, "5 Transactions");
	assert_int_equal(help->ui.focus, PANE_TRANSACTIONS);
	help_size(help, 30, 120);
	click_at(help, "agent-1 0x5290");
	assert_int_equal(help->ui.focus, PANE_KEYSTORE);
	click_at(help, "locked");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_password);
}

static void a_theme_is_seen_and_then_kept(void **state)
{
	struct help *help = *state;

	help_key(help, 'T');
	click_at(help, "contrast");
	assert_int_equal(help->ui.theme, THEME_CONTRAST);
	assert_non_null(dialog_top(&help->ui));
	click_at(help, "contrast");
	assert_int_equal(help->ui.theme, THEME_CONTRAST);
	assert_null(dialog_top(&help->ui));
}

static void forms_are_clicked_through(void **state)
{
	struct help *help = *state;

	help_type(help, ":new-wallet\n");
	click_at(help, "24");
	assert_shows(help, "[24");
	click_at(help, "[ Make");
	assert_non_null(dialog_top(&help->ui));	/* it lacks a password */
}

static void the_wheel_turns_dialogs_too(void **state)
{
	struct help *help = *state;

	help_size(help, 14, 100);
	help_key(help, '?');
	help_draw(help);
	for (int i = 0; i < 40; i++)
		ui_wheel(&help->ui, &help->model, 5, 30, true);
	assert_hides(help, "go to the next pane\n");
	assert_int_equal(help->seen.count, 0);
}

/* Clicks below the slider on the scroll bar, or above it, if there is such a place. */
static bool click_bar(struct help *help, int command)
{
	const struct targets *targets = &help->ui.canvas.targets;

	help_draw(help);
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].kind == TARGET_SCROLL && targets->items[i].value == command) {
			click(help, &targets->items[i]);
			help_draw(help);
			return true;
		}
	return false;
}

#define KEYS 40

static void the_bar_of_a_list_turns_its_pages(void **state)
{
	struct help *help = *state;
	const struct list *list = &help->ui.panes[PANE_KEYS].list;
	struct key_list *all = &help->model.keys;

	all->items = mem_grow(all->items, KEYS, sizeof(*all->items));
	for (; all->count < KEYS; all->count++) {
		all->items[all->count] = all->items[0];
		snprintf(all->items[all->count].id, KEY_ID_SIZE, "another-%zu", all->count);
	}
	help->ui.focus = PANE_STAKING;
	help_size(help, 30, 100);
	assert_false(click_bar(help, COMMAND_PAGE_UP));
	assert_true(click_bar(help, COMMAND_PAGE_DOWN));
	assert_int_equal(list->cursor, list->page - 1);
	for (int i = 0; i < KEYS && click_bar(help, COMMAND_PAGE_DOWN); i++)
		;
	assert_int_equal(list->scroll, list->count - list->page);
	assert_true(click_bar(help, COMMAND_PAGE_UP));
	assert_true(list->cursor < list->count - 1);
	assert_int_equal(help->ui.focus, PANE_STAKING);
}

static void the_bar_of_a_page_turns_it(void **state)
{
	struct help *help = *state;
	int before;

	help_size(help, 14, 100);
	help_type(help, ":glossary\n");
	help_draw(help);
	before = dialog_top(&help->ui)->scroll;
	assert_true(click_bar(help, COMMAND_PAGE_DOWN));
	assert_true(dialog_top(&help->ui)->scroll > before);
	assert_int_equal(help->seen.count, 0);
}

static const struct target *slider(struct help *help)
{
	const struct targets *targets = &help->ui.canvas.targets;

	help_draw(help);
	for (size_t i = targets->count; i > 0; i--)
		if (targets->items[i - 1].kind == TARGET_SLIDER)
			return &targets->items[i - 1];
	return NULL;
}

/* Takes the slider and moves the pointer to that row of the screen. */
static void drag(struct help *help, int row)
{
	const struct target *found = slider(help);

	assert_non_null(found);
	click(help, found);
	ui_drag(&help->ui, &help->model, row);
	help_draw(help);
}

static void many_keys(struct help *help)
{
	struct key_list *all = &help->model.keys;

	all->items = mem_grow(all->items, KEYS, sizeof(*all->items));
	for (; all->count < KEYS; all->count++) {
		all->items[all->count] = all->items[0];
		snprintf(all->items[all->count].id, KEY_ID_SIZE, "another-%zu", all->count);
	}
	help_size(help, 30, 100);
	help_draw(help);
}

static void the_slider_of_a_list_is_dragged(void **state)
{
	struct help *help = *state;
	const struct list *list = &help->ui.panes[PANE_KEYS].list;
	int top;

	many_keys(help);
	top = slider(help)->row;
	drag(help, 1000);	/* below the screen */
	assert_int_equal(list->scroll, list->count - list->page);
	assert_int_equal(list->cursor, list->scroll);
	ui_drag(&help->ui, &help->model, top + 1);
	help_draw(help);
	assert_true(list->scroll > 0 && list->scroll < list->count - list->page);
	assert_int_equal(slider(help)->row, top + 1);
	ui_drop(&help->ui);
	ui_drag(&help->ui, &help->model, 0);	/* it was let go of */
	assert_int_equal(slider(help)->row, top + 1);
	drag(help, 0);
	assert_int_equal(list->scroll, 0);
	assert_int_equal(help->seen.count, 0);
}

static void the_slider_of_a_dialog_is_dragged(void **state)
{
	static const char *const opens[] = { ":glossary\n", "?" };
	struct help *help = *state;

	help_size(help, 14, 100);
	for (size_t i = 0; i < ARRAY_LENGTH(opens); i++) {
		help_type(help, opens[i]);
		drag(help, 1000);
		assert_true(dialog_top(&help->ui)->at_end);
		ui_drag(&help->ui, &help->model, 0);
		help_draw(help);
		assert_int_equal(dialog_top(&help->ui)->scroll, 0);
		help_key(help, INPUT_ESC);
		ui_drag(&help->ui, &help->model, 9);	/* its dialog is gone */
		assert_null(dialog_top(&help->ui));
	}
	assert_int_equal(help->seen.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_hint_and_entry_does_what_its_keystroke_does),
		cmocka_unit_test(every_footer_has_targets),
		help_test_of(review, no_click_agrees),
		help_test_of(wallets, nothing_is_clicked_before_it_was_seen),
		help_test_of(wallets, what_lies_under_a_dialog_is_not_clicked),
		help_test_of(keys, rows_are_chosen_and_then_entered),
		help_test_of(keys, the_title_and_the_hidden_pane),
		help_test_of(keys, the_bar_of_a_list_turns_its_pages),
		help_test_of(wallets, the_bar_of_a_page_turns_it),
		help_test_of(keys, the_slider_of_a_list_is_dragged),
		help_test_of(wallets, the_slider_of_a_dialog_is_dragged),
		help_test_of(wallets, a_theme_is_seen_and_then_kept),
		help_test_of(wallets, forms_are_clicked_through),
		help_test_of(wallets, the_wheel_turns_dialogs_too),
	};

	return cmocka_run_group_tests_name("tui_mouse", tests, NULL, NULL);
}
