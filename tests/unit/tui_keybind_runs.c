/*
 * Each keystroke does what the help says, from the tables: in every scene each row that means something there is
 * pressed.  What it does must be what the row names, and is kept in tests/unit/golden/keystrokes.txt, beside the words
 * of the footer and of the help, to be read by a person.
 */
#include <ctype.h>

#include "tests/support/tui/golden.h"
#include "tests/support/tui/scenes.h"
#include "tui/form/form.h"
#include "tui/keybind_config.h"
#include "tui/keystroke.h"
#include "tui/refusal.h"

#define ROWS 24
#define COLS 80
#define ROWS_MOST 1024		/* more than all tables have */

/* The rows that were met in a scene, and those that did something there. */
static struct met {
	const struct keybinds *table;
	size_t index;
	bool did;
} met[ROWS_MOST];
static size_t met_count;

static const char *name_of(const struct dialog_ops *ops)
{
	static const struct { const struct dialog_ops *ops; const char *name; } all[] = {
#define DIALOG(table) { &(table), #table },
#include "tui/dialog/dialogs.def"
#undef DIALOG
	};

	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i].ops == ops)
			return all[i].name + strlen("dialog_");
	return "panes";
}

static struct met *find_met(const struct keybinds *table, size_t index)
{
	for (size_t i = 0; i < met_count; i++)
		if (met[i].table == table && met[i].index == index)
			return &met[i];
	assert_true(met_count < ROWS_MOST);
	met[met_count] = (struct met){ .table = table, .index = index };
	return &met[met_count++];
}

/* What is shown once nobody hurries any more. */
static const char *settled(struct help *help)
{
	help_draw(help);
	return help_draw(help);
}

struct before {
	unsigned top;			/* the number of the dialog on top; 0: none is */
	const struct keybinds *keybinds;
	enum pane_id focus;
	char *shown, *line;
};

static void look(struct before *before, struct help *help)
{
	struct dialog *top = dialog_top(&help->ui);
	struct line *line = ui_field(&help->ui);

	before->top = top ? top->number : 0;
	before->keybinds = ui_keybinds(&help->ui);
	before->focus = help->ui.focus;
	before->shown = mem_string(help_draw(help));
	before->line = mem_string(line ? line_text(line) : "");
}

static void forget(struct before *before)
{
	free(before->shown);
	free(before->line);
}

static void tell_wishes(struct buf *out, const struct help *help)
{
	for (size_t i = 0; i < help->seen.count; i++) {
		const char *name = action_name(help->seen.types[i]);

		buf_add_format(out, "; wishes %s", name ? name : action_help(help->seen.types[i]));
	}
}

static void tell_place(struct buf *out, const struct before *before, const struct help *help)
{
	const struct dialog *top = dialog_top(&help->ui);
	const char *name = top ? name_of(top->ops) : "";

	if (top && top->ops == &dialog_form)
		name = ((const struct form *)top->state)->spec->title;
	if (top && top->number > before->top)
		buf_add_format(out, "; opens %s", name);
	else if (before->top && (!top || top->number != before->top))
		buf_add_string(out, "; closes it");
	else if (ui_keybinds(&help->ui) != before->keybinds && help->ui.focus == before->focus)
		buf_add_format(out, "; goes on with %s", ui_keybinds(&help->ui)->title);
	if (help->ui.focus != before->focus)
		buf_add_format(out, "; goes to %s", help->ui.panes[help->ui.focus].ops->title);
}

static void tell_notice(struct buf *out, const struct help *help)
{
	struct keystrokes keystrokes = { ui_keybinds(&help->ui), &keybinds_panes, NULL, NULL };
	char *words = keystroke_words(&keystrokes, help->ui.notice);

	if (*help->ui.notice)
		buf_add_format(out, "; says '%s'", words ? words : help->ui.notice);
	free(words);
}

/* Says what came of it; nothing is said where nothing did. */
static void tell(struct buf *out, const struct before *before, struct help *help)
{
	struct line *line = ui_field(&help->ui);

	tell_wishes(out, help);
	tell_place(out, before, help);
	if (line && strcmp(line_text(line), before->line) != 0)
		buf_add_format(out, "; the line is '%s'", line_text(line));
	if (*help->seen.copied)
		buf_add_string(out, "; copies");
	tell_notice(out, help);
	if (help->ui.redraw)
		buf_add_string(out, "; draws it all anew");
	if (out->len == 0 && strcmp(settled(help), before->shown) != 0)
		buf_add_string(out, "; moves or changes what is shown");
}

/* Does what the row names, as from the palette or the help. */
static void run_row(struct help *help, const struct keybind_at *at, int input)
{
	struct ui *ui = &help->ui;
	const struct model *model = &help->model;
	struct dialog *dialog;

	ui_begin_input(ui, model);
	dialog = dialog_top(ui);
	ui->input = input;
	if (dialog && dialog->consents)
		ui_draw(ui, model, 0);
	if (at->index >= at->table->count)
		at->table->pick(ui, dialog, model, at->index - at->table->count);
	else if (at->bind.run)
		at->bind.run(ui, dialog, model);
	else if (dialog)
		dialog_command(ui, dialog, model, at->bind.command);
	else
		ui_run(ui, model, at->bind.command);
	if (dialog)
		dialog->input_before = INPUT_NONE;
	ui->last_repeats = input == ui->last_input;
	ui->last_input = input;
	ui_end_input(ui, model);
}

static void assert_same(struct help *pressed, struct help *run, const struct scene *scene, const char *label)
{
	char *shown = mem_string(settled(run));
	bool alike = strcmp(settled(pressed), shown) == 0 && pressed->seen.count == run->seen.count &&
		     memcmp(pressed->seen.types, run->seen.types, sizeof(run->seen.types)) == 0;

	if (!alike)
		fprintf(stderr, "in %s, after %s:\n%s\nnot, as its row says\n%s", scene->name, label, help_draw(pressed), shown);
	assert_true(alike);
	free(shown);
}

/* Says what comes of an input. */
static void press(struct buf *out, struct help *help, const struct scene *scene, int input)
{
	struct before before;

	scene_open(help, scene, ROWS, COLS);
	help->seen = (struct seen){ .count = 0 };
	look(&before, help);
	help_key(help, input);
	buf_clear(out);
	tell(out, &before, help);
	forget(&before);
}

/* What the first input does is what the row names. */
static void press_first(struct buf *out, const struct scene *scene, const struct keybind_at *at)
{
	struct help pressed, run;
	char label[INPUT_NAME_SIZE];

	press(out, &pressed, scene, at->bind.inputs[0]);
	scene_open(&run, scene, ROWS, COLS);
	run.seen = (struct seen){ .count = 0 };
	help_draw(&run);
	run_row(&run, at, at->bind.inputs[0]);
	input_name(label, at->bind.inputs[0]);
	assert_same(&pressed, &run, scene, label);
	help_close(&pressed);
	help_close(&run);
}

/* Every other input does the same. */
static void press_others(const struct buf *did, const struct scene *scene, const struct keybind_at *at)
{
	struct buf other;

	buf_init(&other, 0);
	for (size_t i = 1; i < KEYBIND_INPUTS && at->bind.inputs[i]; i++) {
		struct help help;

		press(&other, &help, scene, at->bind.inputs[i]);
		assert_string_equal(buf_string(&other), buf_string(did));
		help_close(&help);
	}
	buf_free(&other);
}

static void press_all(struct buf *text, const struct scene *scene, const struct keybind_at *at)
{
	char label[KEYBIND_LABEL_SIZE];
	struct buf did;

	buf_init(&did, 0);
	press_first(&did, scene, at);
	press_others(&did, scene, at);
	keybind_label(label, &at->bind);
	buf_add_format(text, "%-20s [%s] %s: %s\n", label, at->bind.hint ? at->bind.hint : "", keybind_help(&at->bind),
		       did.len ? buf_string(&did) + strlen("; ") : "nothing");
	find_met(at->table, at->index)->did |= did.len > 0;
	buf_free(&did);
}

/* A row of a shared table is pressed in the first scene of each pane or dialog, and until it has done something. */
static bool is_pressed(const struct keybind_at *at, bool is_first)
{
	return is_first || at->table == at->first || !find_met(at->table, at->index)->did;
}

static bool is_first(const struct keybinds *keybinds)
{
	static const struct keybinds *before[128];
	static size_t count;

	for (size_t i = 0; i < count; i++)
		if (before[i] == keybinds)
			return false;
	assert_true(count < ARRAY_LENGTH(before));
	before[count++] = keybinds;
	return true;
}

static void press_scene(struct buf *text, const struct scene *scene)
{
	struct help help;
	struct keybind_at at;
	bool first;

	scene_open(&help, scene, ROWS, COLS);
	at = (struct keybind_at){ .first = ui_keybinds(&help.ui), .ui = &help.ui };
	first = is_first(at.first);
	buf_add_format(text, "== %s: %s\n", scene->name, at.first->title);
	while (keybind_next(&at, &help.ui.changes, dialog_top(&help.ui), &help.model))
		if (is_pressed(&at, first))
			press_all(text, scene, &at);
	help_close(&help);
}

static void each_row_does_what_it_says(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, 0);
	for (size_t i = 0; i < scenes_pane_count; i++)
		press_scene(&text, &scenes_panes[i]);
	for (size_t i = 0; i < scenes_dialog_count; i++)
		press_scene(&text, &scenes_dialogs[i]);
	for (size_t i = 0; i < scenes_form_count; i++)
		press_scene(&text, &scenes_forms[i]);
	golden_compare("keystrokes", buf_string(&text));
	buf_free(&text);
}

/* Every row means something in one of the scenes, and does something there.  Runs after the test above. */
static void no_row_is_left_out(void **state)
{
	const struct keybinds *first;
	size_t missing = 0;

	(void)state;
	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		while (keybind_next(&at, NULL, NULL, NULL)) {
			if (find_met(at.table, at.index)->did)
				continue;
			fprintf(stderr, "%s: '%s' does nothing in any scene\n", at.table->title, keybind_help(&at.bind));
			missing++;
		}
	}
	assert_int_equal(missing, 0);
}

/* The words of a footer hint stand there, in the scene, where there is room for all of them. */
static void assert_hinted(const struct scene *scene)
{
	struct help help;
	struct keybind_at at;
	const struct dialog *top;
	struct canvas footer;
	struct buf text;

	scene_open(&help, scene, ROWS, 600);
	settled(&help);
	top = dialog_top(&help.ui);
	footer = canvas_view(&help.ui.canvas, help.ui.layout.footer_row, 0, 1, 600);
	buf_init(&text, 0);
	canvas_dump(&text, &footer);
	at = (struct keybind_at){ .first = ui_keybinds(&help.ui), .ui = &help.ui };
	while (keybind_next(&at, &help.ui.changes, top, &help.model)) {
		char name[INPUT_NAME_SIZE];
		bool hinted = (!at.table->hinted || at.table->hinted(&help.ui, top, &help.model)) &&
			      (!at.bind.hinted || at.bind.hinted(&help.ui, top, &help.model));
		bool can = at.bind.run || !refusal_of(top ? NULL : &help.ui, &help.model, at.bind.command);

		if (!at.bind.hint || !hinted || !can || (at.bind.command == COMMAND_HELP && at.first->typed))
			continue;
		input_name(name, at.bind.inputs[0]);
		if (!strstr(buf_string(&text), name) || !strstr(buf_string(&text), keybind_hint(&at.bind, top)))
			fail_msg("in %s the footer lacks %s %s: %s", scene->name, name, keybind_hint(&at.bind, top), buf_string(&text));
	}
	buf_free(&text);
	help_close(&help);
}

static void the_footer_names_what_can_be_done(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_pane_count; i++)
		assert_hinted(&scenes_panes[i]);
	for (size_t i = 0; i < scenes_dialog_count; i++)
		assert_hinted(&scenes_dialogs[i]);
	for (size_t i = 0; i < scenes_form_count; i++)
		assert_hinted(&scenes_forms[i]);
}

/* Keeps letters and digits, so that no mark-up or line break lies between them. */
static void add_plain(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (text[0] == '\\' && text[1] == '(')	/* a character's name */
			text += strnlen(text, 3);
		else if (isalnum((unsigned char)*text))
			buf_add_byte(out, (uint8_t)*text);
	}
}

static void the_manual_page_has_the_same_words(void **state)
{
	const struct keybinds *first;
	struct buf page, words;
	char line[1024];
	FILE *file = fopen("man/rialto.1", "r");

	(void)state;
	assert_non_null(file);
	buf_init(&page, 0);
	buf_init(&words, 0);
	while (fgets(line, sizeof(line), file))
		add_plain(&page, line);
	fclose(file);
	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		while (keybind_next(&at, NULL, NULL, NULL)) {
			buf_clear(&words);
			add_plain(&words, keybind_help(&at.bind));
			if (!strstr(buf_string(&page), buf_string(&words)))
				fail_msg("rialto(1) lacks '%s' of %s", keybind_help(&at.bind), at.table->title);
		}
	}
	buf_free(&page);
	buf_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_does_what_it_says),
		cmocka_unit_test(no_row_is_left_out),
		cmocka_unit_test(the_footer_names_what_can_be_done),
		cmocka_unit_test(the_manual_page_has_the_same_words),
	};

	return cmocka_run_group_tests_name("tui_keybind_runs", tests, NULL, NULL);
}
