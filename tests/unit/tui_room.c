/*
 * room: at most two dialogs lie over each other, and none goes by itself that something was typed into.  From every
 * dialog each of its keystrokes is pressed; where that opens another one, each of that one's, too; and then the model
 * asks for a third.
 */
#include "tests/support/tui/scenes.h"

#define ROWS 40
#define COLS 110
#define INPUTS_MOST 256

static unsigned open_dialogs(const struct help *help)
{
	unsigned count = 0;

	for (const struct dialog *dialog = help->ui.dialog; dialog; dialog = dialog->below)
		count += !dialog->closing;
	return count;
}

static size_t list_inputs(int out[INPUTS_MOST], struct help *help)
{
	struct keybind_at at = { .first = ui_keybinds(&help->ui) };
	size_t count = 0;

	while (keybind_next(&at, &help->ui.changes, dialog_top(&help->ui), &help->model))
		for (size_t i = 0; i < KEYBIND_INPUTS && at.bind.inputs[i] && count < INPUTS_MOST; i++)
			out[count++] = at.bind.inputs[i];
	return count;
}

static void assert_room(struct help *help, const struct scene *scene, int first, int second)
{
	if (open_dialogs(help) > 2)
		fail_msg("%s, inputs %d and %d: %u dialogs\n%s", scene->name, first, second, open_dialogs(help),
			 help_draw(help));
}

static void press(struct help *help, int input)
{
	help_key(help, input);
	help_draw(help);
}

/* The error panel comes by itself. */
static void go_wrong(struct help *help)
{
	(void)err_set(&help->model.error, ERR_RPC, "The node said no");
	help_draw(help);
	help_draw(help);
}

/* Returns whether the input opened another dialog. */
static bool open_to(struct help *help, const struct scene *scene, int input)
{
	unsigned before;

	scene_open(help, scene, ROWS, COLS);
	before = help->ui.dialogs_opened;
	press(help, input);
	return help->ui.dialogs_opened > before && open_dialogs(help) > 1;
}

static void go_on(const struct scene *scene, int first)
{
	int inputs[INPUTS_MOST];
	struct help help;
	size_t count;

	(void)open_to(&help, scene, first);
	count = list_inputs(inputs, &help);
	go_wrong(&help);
	assert_room(&help, scene, first, 0);
	help_close(&help);
	for (size_t i = 0; i < count; i++) {
		(void)open_to(&help, scene, first);
		press(&help, inputs[i]);
		assert_room(&help, scene, first, inputs[i]);
		go_wrong(&help);
		assert_room(&help, scene, first, inputs[i]);
		help_close(&help);
	}
}

static unsigned try_all(const struct scene *scenes, size_t count)
{
	unsigned deep = 0;

	for (size_t i = 0; i < count; i++) {
		int inputs[INPUTS_MOST];
		struct help help;
		size_t found;

		scene_open(&help, &scenes[i], ROWS, COLS);
		assert_room(&help, &scenes[i], 0, 0);
		found = list_inputs(inputs, &help);
		help_close(&help);
		for (size_t at = 0; at < found; at++) {
			bool opens = open_to(&help, &scenes[i], inputs[at]);

			assert_room(&help, &scenes[i], inputs[at], 0);
			help_close(&help);
			deep += opens;
			if (opens)
				go_on(&scenes[i], inputs[at]);
		}
	}
	return deep;
}

static void never_more_than_two(void **state)
{
	(void)state;
	assert_true(try_all(scenes_dialogs, scenes_dialog_count) > 20);
	assert_true(try_all(scenes_forms, scenes_form_count) > 10);
}

static void the_lower_one_goes_and_the_one_in_hand_stays(void **state)
{
	struct help *help = *state;

	help_type(help, "f");
	dialog_open(&help->ui, &dialog_log, &help->model);
	help_key(help, INPUT_F1);
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_help);
	assert_non_null(dialog_find(&help->ui, &dialog_log));
	assert_null(dialog_find(&help->ui, &dialog_fund));
}

/* A form below, and a question of the model above it: the help finds no room, and says so. */
static void what_was_typed_stays(void **state)
{
	struct help *help = *state;

	help_type(help, ":watch-address\nabc");
	help->model.want_password = true;
	dialog_open(&help->ui, &dialog_password, &help->model);
	help_key(help, INPUT_F1);
	assert_shows(help, "Two pages lie here, and neither can go");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_password);
	assert_non_null(dialog_find(&help->ui, &dialog_form));
	go_wrong(help);
	assert_null(dialog_find(&help->ui, &dialog_error));
	help->model.want_password = false;
	help_key(help, INPUT_ESC);
	help_draw(help);
	assert_null(dialog_find(&help->ui, &dialog_password));
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(never_more_than_two),
		cmocka_unit_test_setup_teardown(the_lower_one_goes_and_the_one_in_hand_stays, help_setup_wallets,
						help_teardown),
		cmocka_unit_test_setup_teardown(what_was_typed_stays, help_setup_wallets, help_teardown),
	};

	return cmocka_run_group_tests_name("tui_room", tests, NULL, NULL);
}
