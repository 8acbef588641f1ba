/* What the panes, the dialogs and the failures look like, at the sizes that the design names: tests/unit/golden. */
#include <dirent.h>

#include "tests/support/tui/golden.h"
#include "tests/support/tui/picture.h"
#include "tests/support/tui/scenes.h"

static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 } };

static void panes_at_every_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_pane_count; i++) {
		struct picture picture;

		picture_begin(&picture, scenes_panes[i].name);
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;
			char heading[32];

			scene_open(&help, &scenes_panes[i], sizes[size].rows, sizes[size].cols);
			snprintf(heading, sizeof(heading), "%dx%d", sizes[size].cols, sizes[size].rows);
			picture_add_panes(&picture, &help.ui, heading);
			help_close(&help);
		}
		picture_end(&picture);
	}
}

static void add_dialog(struct picture *picture, struct help *help, const char *name, size_t size)
{
	char heading[64];

	snprintf(heading, sizeof(heading), "%s%s%dx%d", name, *name ? ", " : "", sizes[size].cols, sizes[size].rows);
	picture_add_dialog(picture, &help->ui, heading);
	help_close(help);
}

static void draw_dialog(const struct scene *scene)
{
	struct picture picture;

	picture_begin(&picture, scene->name);
	for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
		struct help help;

		scene_open(&help, scene, sizes[size].rows, sizes[size].cols);
		add_dialog(&picture, &help, "", size);
	}
	picture_end(&picture);
}

static void dialogs_at_every_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_dialog_count; i++)
		draw_dialog(&scenes_dialogs[i]);
}

static void forms_at_every_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_form_count; i++)
		draw_dialog(&scenes_forms[i]);
}

/* Every row of errors.def, in one file, since the panels differ in little but their words. */
static void errors_at_every_size(void **state)
{
	struct picture picture;

	(void)state;
	picture_begin(&picture, "errors");
	for (unsigned code = ERR_NONE + 1; code < ERR_COUNT; code++)
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;

			scene_open_error(&help, (enum err_code)code, sizes[size].rows, sizes[size].cols);
			assert_shows(&help, "What to do");
			add_dialog(&picture, &help, err_info((enum err_code)code)->name, size);
		}
	picture_end(&picture);
}

static bool has_scene(const struct dialog_ops *ops)
{
	for (size_t i = 0; i < scenes_dialog_count; i++)
		if (scenes_dialogs[i].dialog == ops)
			return true;
	return false;
}

static void no_dialog_is_left_out(void **state)
{
	static const struct { const struct dialog_ops *ops; const char *name; } all[] = {
#define DIALOG(table) { &(table), #table },
#include "tui/dialog/dialogs.def"
#undef DIALOG
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i].ops != &dialog_form && !has_scene(all[i].ops))
			fail_msg("%s has no scene in tests/support/tui/scenes_dialogs.c", all[i].name);
	for (size_t i = 0; i < scenes_form_count; i++)
		assert_ptr_equal(scenes_forms[i].dialog, &dialog_form);
}

static bool has_name(const struct scene *scenes, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(scenes[i].name);

		if (strncmp(file, scenes[i].name, len) == 0 && strcmp(file + len, ".txt") == 0)
			return true;
	}
	return false;
}

static void no_picture_is_left_over(void **state)
{
	DIR *folder = opendir(GOLDEN_FOLDER);
	const struct dirent *entry;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)))
		if (*entry->d_name != '.' && strcmp(entry->d_name, "errors.txt") != 0 &&
		    strcmp(entry->d_name, "keystrokes.txt") != 0 &&
		    !has_name(scenes_panes, scenes_pane_count, entry->d_name) &&
		    !has_name(scenes_dialogs, scenes_dialog_count, entry->d_name) &&
		    !has_name(scenes_forms, scenes_form_count, entry->d_name))
			fail_msg("%s is no scene's picture any more", entry->d_name);
	closedir(folder);
}

static void every_pane_has_the_focus_once(void **state)
{
	bool focused[PANE_COUNT] = { false };

	(void)state;
	for (size_t i = 0; i < scenes_pane_count; i++) {
		struct help help;

		scene_open(&help, &scenes_panes[i], 24, 80);
		focused[help.ui.focus] = true;
		help_close(&help);
	}
	for (size_t i = 0; i < PANE_COUNT; i++)
		assert_true(focused[i]);
}

static bool is_blank(const struct canvas *canvas, int row, int col, int cols)
{
	for (int i = col; i < col + cols; i++) {
		wchar_t first = canvas->cells[(size_t)row * (size_t)canvas->stride + (size_t)i].chars[0];

		if (first != L' ' && first != 0x2502)	/* the line between the steps */
			return false;
	}
	return true;
}

/* Returns the most blank rows one below the other within the lines of a part of the screen. */
static int emptiness(const struct canvas *canvas, const struct rect *rect)
{
	int most = 0, run = 0;

	for (int row = rect->row + 1; row < rect->row + rect->rows - 1; row++) {
		run = is_blank(canvas, row, rect->col + 1, rect->cols - 2) ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most;
}

/* In the upper half of a wide, high screen no part is black, however little there is: a sixth of the rows is the most
 * that nothing stands in. */
static void no_part_is_left_black(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_pane_count; i++)
		for (size_t size = 2; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;
			const struct layout *layout = &help.ui.layout;
			const struct rect *parts[] = { &layout->panes[PANE_KEYSTORE], &layout->panes[PANE_BALANCES],
						       &layout->panes[PANE_STAKING], &layout->detail };

			scene_open(&help, &scenes_panes[i], sizes[size].rows, sizes[size].cols);
			for (size_t part = 0; part < ARRAY_LENGTH(parts); part++)
				if (emptiness(&help.ui.canvas, parts[part]) > sizes[size].rows / 6)
					fail_msg("%s, %dx%d: %d rows of part %zu are empty", scenes_panes[i].name, sizes[size].cols,
						 sizes[size].rows, emptiness(&help.ui.canvas, parts[part]), part);
			help_close(&help);
		}
}

/* Nothing but ASCII, and nothing that has no stand-in but is a question mark. */
static void every_pane_in_ascii(void **state)
{
	(void)state;
	for (size_t scene = 0; scene < scenes_pane_count; scene++)
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;

			scene_open(&help, &scenes_panes[scene], sizes[size].rows, sizes[size].cols);
			help.ui.canvas.ascii = true;
			for (const char *c = help_draw(&help); *c; c++)
				assert_true((*c >= ' ' && *c < 0x7f) || *c == '\n');
			assert_hides(&help, "?????");
			help_close(&help);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes_at_every_size),
		cmocka_unit_test(dialogs_at_every_size),
		cmocka_unit_test(forms_at_every_size),
		cmocka_unit_test(errors_at_every_size),
		cmocka_unit_test(no_dialog_is_left_out),
		cmocka_unit_test(no_picture_is_left_over),
		cmocka_unit_test(every_pane_has_the_focus_once),
		cmocka_unit_test(every_pane_in_ascii),
		cmocka_unit_test(no_part_is_left_black),
	};

	return cmocka_run_group_tests_name("tui_pictures", tests, NULL, NULL);
}
