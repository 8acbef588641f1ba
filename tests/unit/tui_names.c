/* Names of any script: whatever stands after them stands where it belongs, and no cell is another's. */
#include <wchar.h>

#include "tests/unit/tui_help.h"
#include "tui/dialog/dialog.h"
#include "tui/glyph.h"
#include "wallet/base/text.h"

#define ZWJ "\xe2\x80\x8d"
#define HIDDEN "\xe2\x80\x8b"	/* zero width space */

static const struct { const char *name, *ascii; } names[] = {
	{ "冷钱包", "??????" },
	{ "한국어 지갑", "?????? ????" },
	{ "ｗｉｄｅ", "wwiiddee" },
	{ "👩" ZWJ "💻 dev", "???? dev" },
	{ "👩🏽" ZWJ "🚀", "????" },
	{ "🏳\xef\xb8\x8f" ZWJ "🌈", NULL },
	{ "🇩🇪🇯🇵", NULL },
	{ "1\xef\xb8\x8f\xe2\x83\xa3 first", "1 first" },
	{ "नमस्ते", NULL },
	{ "محفظة", "?????" },
	{ "ارنב 12 שלום", NULL },
	{ "שלום", "????" },
	{ "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86 many", "e many" },
	{ "Zoë Müller", "Zoe Muller" },
	{ "Łódź, Ærø, Straße", "Lodz, Aro, Strase" },
	{ "Кошелёк", "Koselek" },
	{ "Αθήνα", "Atina" },
	{ "a" HIDDEN "b", NULL },
	{ "\xcc\x81 first", " first" },
	{ "𝔪𝔞𝔱𝔥", "math" },
};

static const char *scene_name;

static void say_where(struct help *help, const char *name, int row, int col)
{
	fprintf(stderr, "%s: %s at %d, %d\n%s", scene_name, name, row, col, help_draw(help));
	fail();
}

/* What ncurses and a terminal make of each cell is as wide as the cell. */
static void check_cells(struct help *help, const char *name)
{
	const struct canvas *canvas = &help->ui.canvas;

	for (int row = 0; row < canvas->rows; row++)
		for (int col = 0; col < canvas->cols; col++) {
			const struct cell *cell = &canvas->cells[row * canvas->stride + col];
			bool wide = col + 1 < canvas->cols && !cell[1].chars[0];
			int width = cell->chars[0] ? wcwidth(cell->chars[0]) : 0;

			if (canvas->ascii && cell->chars[0] > 0x7e)
				say_where(help, name, row, col);
			if (cell->chars[0] ? width != (wide ? 2 : 1) : col == 0 || wide)
				say_where(help, name, row, col);
			for (int i = 1; i < CELL_CHARS && cell->chars[i]; i++)
				if (wcwidth(cell->chars[i]) != 0 || cell->chars[i] == 0x200d)
					say_where(help, name, row, col);
		}
}

/* A title may take the place of a line that goes across. */
static bool is_frame(const struct canvas *canvas, int at)
{
	uint32_t c = (uint32_t)canvas->cells[at].chars[0];

	if (canvas->ascii)
		return c == '|' || c == '+';
	return glyph_directions(c) & (LINE_UP | LINE_DOWN);
}

/* The sides of frames in the picture with a plain name are whole in that with another. */
static void check_frames(struct help *help, const struct canvas *plain, const char *name)
{
	const struct canvas *canvas = &help->ui.canvas;

	for (int at = 0; at < plain->rows * plain->stride; at++)
		if (is_frame(plain, at) && !is_frame(canvas, at))
			say_where(help, name, at / plain->stride, at % plain->stride);
}

static void set_names(struct help *help, const char *name)
{
	struct model *model = &help->model;

	for (size_t i = 0; i < model->accounts.count; i++)
		text_sanitise(model->accounts.items[i].name, ACCOUNT_NAME_MAX, name, strlen(name));
	for (size_t i = 0; i < model->keys.count; i++)
		text_sanitise(model->keys.items[i].description, sizeof(model->keys.items[i].description), name,
			      strlen(name));
	model->tx.account = model->plan.account = model->mint.account = model->accounts.items[0];
	if (model->keys.count)
		model->mint.minted = model->keys.items[0];
}

static void scene_panes(struct help *help)
{
	help_staked(help);
	(void)help_keys(help);
}

static void scene_review(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->frozen = true;
}

static void scene_failed(struct help *help)
{
	help_staked(help);
	help_asked(help);
	help_mint_failed(help, ERR_JWT_EXPIRED, "JWT has expired");
}

static void scene_minted(struct help *help)
{
	scene_panes(help);
	help_asked(help);
	help_minted(help, true);
}

static const struct { const char *what; void (*set)(struct help *); const char *typed; } scenes[] = {
	{ "wallets", scene_panes, "1" }, { "balances", scene_panes, "2" }, { "walkthrough", scene_panes, "3" },
	{ "API keys", scene_panes, "4" }, { "transactions", scene_panes, "5" },
	{ "key", scene_panes, "4\n" }, { "filter", scene_panes, "1/a" }, { "wallet menu", scene_panes, "1\n" },
	{ "receive", scene_panes, ":receive\n" }, { "fund", scene_panes, ":fund\n" }, { "rename", scene_panes, ":rename\n" },
	{ "mint", scene_panes, ":mint\n" }, { "stake", scene_panes, ":stake\n" }, { "palette", scene_panes, ":" },
	{ "remove", scene_panes, ":remove\n" }, { "review", scene_review, "" }, { "failed", scene_failed, "" },
	{ "minted", scene_minted, "" },
};

static void show(struct help *help, size_t scene, const char *name, int rows, int cols, bool ascii)
{
	help_open(help, rows, cols);
	help->ui.canvas.ascii = ascii;
	scenes[scene].set(help);
	set_names(help, name);
	help_type(help, scenes[scene].typed);
	help_draw(help);
}

static void check_scene(size_t scene, int rows, int cols, bool ascii)
{
	struct help plain, help;

	scene_name = scenes[scene].what;
	show(&plain, scene, "agent", rows, cols, ascii);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		show(&help, scene, names[i].name, rows, cols, ascii);
		check_cells(&help, names[i].name);
		if (scene < 5)
			check_frames(&help, &plain.ui.canvas, names[i].name);
		help_close(&help);
	}
	help_close(&plain);
}

static void in_every_place(void **state)
{
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 40, 140 }, { 60, 200 }, { 10, 23 } };

	(void)state;
	for (size_t scene = 0; scene < ARRAY_LENGTH(scenes); scene++)
		for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
			check_scene(scene, sizes[i].rows, sizes[i].cols, false);
			check_scene(scene, sizes[i].rows, sizes[i].cols, true);
		}
}

static char *drawn(struct canvas *canvas, struct buf *dump)
{
	buf_clear(dump);
	canvas_dump(dump, canvas);
	((char *)dump->data)[strcspn(buf_string(dump), "\n")] = 0;
	return (char *)dump->data;
}

/* A text that is fitted into columns stays in them, and is as wide as it was said to be. */
static void in_the_columns_given(void **state)
{
	struct canvas canvas;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		for (int width = 1; width <= 24; width++)
			for (int ascii = 0; ascii < 2; ascii++) {
				int end, wide;
				char shown[200];

				text_sanitise(shown, sizeof(shown), names[i].name, strlen(names[i].name));
				wide = canvas_width(shown, strlen(shown));
				canvas_init(&canvas, 1, 40, ascii);
				end = canvas_fit(&canvas, 0, 2, width, STYLE_TEXT, shown);
				assert_true(end <= 2 + width && (wide > width || end == 2 + wide));
				for (int col = 2 + width; col < 40; col++)
					assert_int_equal(canvas.cells[col].chars[0], L' ');
				assert_int_equal(canvas.cells[1].chars[0], L' ');
				canvas_free(&canvas);
			}
}

static void check_in_ascii(void)
{
	struct canvas canvas;
	struct buf dump;

	buf_init(&dump, 0);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		canvas_init(&canvas, 1, 40, true);
		canvas_text(&canvas, 0, 0, STYLE_TEXT, names[i].name);
		if (names[i].ascii)
			assert_string_equal(drawn(&canvas, &dump), names[i].ascii);
		canvas_free(&canvas);
	}
	buf_free(&dump);
}

/* Letters are read by those below their marks, or by the Latin ones, and widths hold whatever the locale knows. */
static void in_ascii(void **state)
{
	(void)state;
	check_in_ascii();
	assert_non_null(setlocale(LC_ALL, "C"));
	check_in_ascii();
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_every_place),
		cmocka_unit_test(in_the_columns_given),
		cmocka_unit_test(in_ascii),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("tui_names", tests, NULL, NULL);
}
