/* Every pane and every dialog at every size from 1 × 1 to 200 rows of 500 columns. */
#include "tests/unit/tui_help.h"
#include "tui/dialog/dialog.h"

static const int rows_tried[] = { 1, 2, 3, 5, 8, 13, 24, 30, 61, 200, 500 };
static const int cols_tried[] = { 1, 2, 3, 7, 19, 40, 80, 100, 131, 200, 500 };

/* A dialog is opened by hand over each pane, where it draws without what it is about, too. */
static const char *const typed[] = {
	"", "?", ":", "g", "T", ",", "n", "w", "s", "m", "e", "v", "a", "f", "k", "c", "u", "/x", "\n", ":messages\n", ":receive\n",
	":fund\n", ":fund\np", ":watch-address\n", ":import-wallet\n", ":new-wallet\n", ":practise\n", ":diem-stake\n", ":log\n",
	":rename\n", ":remove\n", ":x402\n",
};

/* Where the cursor is, and what can be clicked, is on the screen. */
static void check_drawn(struct help *help)
{
	const struct canvas *canvas = &help->ui.canvas;

	help_draw(help);
	assert_true(canvas->cursor_row < canvas->rows && canvas->cursor_col < canvas->cols);
	for (size_t i = 0; i < canvas->targets.count; i++) {
		const struct target *target = &canvas->targets.items[i];

		assert_true(target->row >= 0 && target->col >= 0 && target->row + target->rows <= canvas->rows &&
			    target->col + target->cols <= canvas->cols);
	}
}

static void at_all_sizes(struct help *help)
{
	for (size_t row = 0; row < ARRAY_LENGTH(rows_tried); row++)
		for (size_t col = row % 2; col < ARRAY_LENGTH(cols_tried); col += 2) {
			help_size(help, rows_tried[row], cols_tried[col]);
			check_drawn(help);
		}
	help_size(help, 30, 100);
}

static void try_stage(void (*stage)(struct help *))
{
	const size_t step = getenv("RIALTO_QUICK_TESTS") ? 5 : 1;	/* valgrind takes its time */

	for (int pane = 1; pane <= 5; pane++)
		for (size_t i = (size_t)pane % step; i < ARRAY_LENGTH(typed); i += step) {
			struct help help;
			char digit[2] = { (char)('0' + pane), 0 };

			help_open(&help, 30, 100);
			if (stage)
				stage(&help);
			help_type(&help, digit);
			help_type(&help, typed[i]);
			at_all_sizes(&help);
			help_close(&help);
		}
}

static void with_keys(struct help *help)
{
	help_staked(help);
	(void)help_keys(help);
}

static void with_nothing(void **state)
{
	(void)state;
	try_stage(NULL);
}

static void with_wallets_and_keys(void **state)
{
	(void)state;
	try_stage(with_keys);
}

static void with_review(struct help *help)
{
	with_keys(help);
	help_review(help);
}

static void with_failure(struct help *help)
{
	with_keys(help);
	help_asked(help);
	help_mint_failed(help, ERR_JWT_EXPIRED, "JWT has expired");
}

static void with_new_key(struct help *help)
{
	with_keys(help);
	help_asked(help);
	help_minted(help, false);
}

static void with_words(struct help *help)
{
	help_asked(help);
	help_words(help, "abandon abandon ability able about above absent absorb abstract absurd abuse access");
}

static void what_opens_by_itself(void **state)
{
	static void (*const stages[])(struct help *) = { with_review, with_failure, with_new_key, with_words };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(stages); i++) {
		struct help help;

		help_open(&help, 30, 100);
		stages[i](&help);
		help.frozen = true;
		help_draw(&help);
		assert_non_null(help.ui.dialog);
		at_all_sizes(&help);
		help_close(&help);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_nothing),
		cmocka_unit_test(with_wallets_and_keys),
		cmocka_unit_test(what_opens_by_itself),
	};

	return cmocka_run_group_tests_name("tui_sizes", tests, NULL, NULL);
}
