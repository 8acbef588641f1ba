/* Consent cannot be hurried: when an answer counts, and where a question opens. */
#include "tests/unit/tui_fixture.h"

#define REVIEW "Review before signing"

/* Puts the review on the screen, as of now. */
static void show(void)
{
	buf_free(&help.model.tx.tx.data);
	help_review(&help);
	ui_draw(&help.ui, &help.model, 0);
	ui_shown(&help.ui);
}

static void press_after(int64_t ms, int input)
{
	help.ui.now_ms += ms;
	help_key(&help, input);
}

static bool signed_it(void)
{
	return help_did(&help, ACTION_CONFIRM);
}

static void not_in_the_dead_time(void **state)
{
	(void)state;
	show();
	press_after(699, 'y');
	assert_false(signed_it());
	press_after(699, 'y');		/* each keystroke begins the wait anew */
	assert_false(signed_it());
	press_after(700, 'y');
	assert_true(signed_it());
}

/* Whoever clicks about, on whatever, or moves with the button down, has not been reading meanwhile. */
static void not_right_after_a_click(void **state)
{
	(void)state;
	show();
	for (int way = 0; way < 3; way++) {
		help.ui.now_ms += 2000;
		if (way == 0)
			ui_click(&help.ui, &help.model, 0, help.ui.canvas.cols - 1);
		else if (way == 1)
			ui_drag(&help.ui, &help.model, 3);
		else
			ui_wheel(&help.ui, &help.model, 3, 3, true);
		press_after(300, 'y');
		assert_false(signed_it());
	}
	press_after(700, 'y');
	assert_true(signed_it());
}

/* The wait counts from when it is on the terminal, not from when it was wanted. */
static void from_when_it_is_shown(void **state)
{
	(void)state;
	help_review(&help);
	ui_draw(&help.ui, &help.model, 0);
	press_after(5000, 'y');
	assert_false(signed_it());
	ui_shown(&help.ui);
	press_after(600, 'y');
	assert_false(signed_it());
}

static void no_answer_at_all(void **state)
{
	(void)state;
	show();
	press_after(100, 'n');
	press_after(100, INPUT_ENTER);
	assert_false(help_did(&help, ACTION_CANCEL));
	press_after(100, INPUT_ESC);		/* but one may leave */
	assert_true(help_did(&help, ACTION_CANCEL));
}

static void a_held_key_signs_nothing(void **state)
{
	(void)state;
	show();
	for (int i = 0; i < 200; i++)
		press_after(33, 'y');
	assert_false(signed_it());
	press_after(700, 'y');
	assert_true(signed_it());
}

/* A keystroke is held down from before, on a keyboard that is slow to repeat. */
static void a_key_held_from_before(void **state)
{
	(void)state;
	help_key(&help, 'y');
	show();
	press_after(1000, 'y');
	for (int i = 0; i < 200; i++)
		press_after(33, 'y');
	assert_false(signed_it());
	show();
	press_after(1000, 'y');
	assert_true(signed_it());
}

static bool follows;

static bool more(void *context)
{
	(void)context;
	return follows;
}

/* "yes please", poured in by a terminal that does not mark pastes. */
static void a_burst_is_no_answer(void **state)
{
	(void)state;
	help.ui.more = more;
	show();
	follows = true;
	press_after(1000, 'y');
	assert_false(signed_it());
	press_after(0, 'e');
	press_after(0, 's');
	follows = false;
	press_after(0, 'y');
	assert_false(signed_it());
	press_after(1000, 'y');
	assert_true(signed_it());
}

static void the_footer_says_when(void **state)
{
	(void)state;
	show();
	assert_shows(&help, "PgDn read on");
	assert_int_equal(ui_redraws_in(&help.ui, &help.model), -1);	/* help_draw lets a second pass */
	assert_shows(&help, "y yes");
	help_key(&help, INPUT_TAB);
	ui_draw(&help.ui, &help.model, 0);
	ui_shown(&help.ui);
	assert_int_equal(ui_redraws_in(&help.ui, &help.model), DIALOG_DEAD_MS);
}

/* Yes counts once the last row was in sight for as long. */
static void read_to_the_end(void **state)
{
	(void)state;
	ui_resize(&help.ui, 12, 60);
	show();
	press_after(5000, 'y');
	assert_false(signed_it());
	assert_shows(&help, "Read to the end first");
	press_after(1000, 'G');
	ui_draw(&help.ui, &help.model, 0);
	ui_shown(&help.ui);
	press_after(600, 'y');
	assert_false(signed_it());
	press_after(700, 'y');
	assert_true(signed_it());
}

static void too_small_to_be_signed(void **state)
{
	static const struct { int rows, cols; } sizes[] = { { 5, 20 }, { 30, 20 }, { 3, 100 }, { 1, 1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		ui_resize(&help.ui, sizes[i].rows, sizes[i].cols);
		show();
		for (int j = 0; j < 10; j++) {
			help_draw(&help);
			press_after(1000, j % 2 ? 'y' : INPUT_PAGE_DOWN);
		}
		assert_false(signed_it());
	}
	ui_resize(&help.ui, 5, 20);
	assert_shows(&help, "Too small to review.");
	assert_shows(&help, "Esc: no.");
	ui_resize(&help.ui, 30, 100);		/* a size that was never drawn is not read yet */
	help_key(&help, 'y');
	assert_false(signed_it());
	assert_shows(&help, REVIEW);
	help_key(&help, 'y');
	assert_true(signed_it());
}

/* Making the window smaller after reading does not excuse from reading it again. */
static void made_too_small_after_reading(void **state)
{
	(void)state;
	show();
	help_draw(&help);
	ui_resize(&help.ui, 5, 20);
	help_draw(&help);
	press_after(1000, 'y');
	assert_false(signed_it());
}

/* What was read at one size must be read again at another. */
static void another_size_is_read_anew(void **state)
{
	(void)state;
	show();
	help_draw(&help);
	ui_resize(&help.ui, 12, 60);
	help_draw(&help);
	press_after(1000, 'y');
	assert_false(signed_it());
	help_key(&help, 'G');
	help_draw(&help);
	press_after(1000, 'y');
	assert_true(signed_it());
}

/* If the question changes while a person reads, it is another review, and the wait begins anew. */
static void another_review_begins_anew(void **state)
{
	(void)state;
	show();
	help_draw(&help);
	help.model.tx.tx.nonce++;
	press_after(1000, 'y');
	assert_false(signed_it());
	help_draw(&help);
	press_after(1000, 'y');			/* the same keystroke as before it was there */
	assert_shows(&help, "Once more, if you mean it");
	assert_false(signed_it());
	press_after(1000, 'y');
	assert_true(signed_it());
}

/* Nothing counts while something lies over it, nor for the same time after that. */
static void covered(void **state)
{
	(void)state;
	show();
	help_draw(&help);
	help_type(&help, "?");
	help_draw(&help);
	help_key(&help, INPUT_ESC);
	press_after(1000, 'Y');			/* the review was not drawn again */
	assert_false(signed_it());
	help_draw(&help);
	help_type(&help, "y");
	assert_true(signed_it());
}

static void stopped_and_continued(void **state)
{
	(void)state;
	show();
	help_draw(&help);
	ui_hidden(&help.ui);
	press_after(5000, 'y');
	assert_false(signed_it());
}

static void other_questions_too(void **state)
{
	(void)state;
	help.frozen = false;
	help.model.mint.state = MINT_POSTING;
	help_type(&help, "q");
	ui_draw(&help.ui, &help.model, 0);
	ui_shown(&help.ui);
	press_after(500, 'y');
	assert_false(help.model.quitting);
	help_draw(&help);
	help_type(&help, "y");
	assert_true(help.model.quitting);
}

/* The word may be typed at once; its Enter must come by itself, from somebody who has read what is lost. */
static void a_typed_word(void **state)
{
	(void)state;
	help.frozen = false;
	help_type(&help, ":remove-wallet\n");
	ui_draw(&help.ui, &help.model, 0);
	ui_shown(&help.ui);
	help_type(&help, "agent-1");
	press_after(500, INPUT_ENTER);
	assert_false(help_did(&help, ACTION_CONFIRM));
	assert_shows(&help, "Too early: read it, then press Enter by itself");
	help_type(&help, " ");
	help_key(&help, INPUT_BACKSPACE);
	press_after(0, INPUT_ENTER);		/* poured in */
	assert_false(help_did(&help, ACTION_CONFIRM));
	press_after(50, INPUT_ENTER);
	assert_true(help_did(&help, ACTION_CONFIRM));
}

/* Where a question opens by itself. */

static void waits_where_nobody_asked(void **state)
{
	(void)state;
	help_review(&help);
	help.ui.opening.begun = 0;
	assert_hides(&help, REVIEW);
	assert_shows(&help, "Enter: review the approve");
	help.model.plan.state = PLAN_SENDING;
	help.model.plan.steps[0] = PURPOSE_STAKE;
	help.model.plan.sent[PURPOSE_APPROVE].sent = true;
	help.model.tx.purpose = PURPOSE_STAKE;
	assert_shows(&help, "Approved. Enter: review the stake");
	assert_shows(&help, " Enter next step");
	help_keys(&help);
	help_type(&help, "4");
	assert_shows(&help, "Approved. 3, Enter: review the stake");
	help_type(&help, "3\n");
	assert_shows(&help, REVIEW);
	assert_hides(&help, "Approved. Enter");
}

static void look_at_marked(void)
{
	struct flow_plan_batch *batch = &help.model.plan_batch;

	help_asked(&help);
	batch->state = PLAN_BATCH_LOOKING;
	batch->purpose = PURPOSE_CLAIM;
	batch->count = 2;
	batch->rows = mem_new(batch->count, sizeof(*batch->rows));
	for (size_t i = 0; i < batch->count; i++)
		batch->rows[i] = (struct plan_row){ .account = help.model.accounts.items[i], .state = PLAN_ROW_LOOKED };
}

/* Between one wallet and the next there is no transaction. */
static void of_several_wallets_opens_where_it_was_asked(void **state)
{
	(void)state;
	look_at_marked();
	help.ui.opening.begun = 1u << WANT_REVIEW;
	help_draw(&help);
	help.model.plan_batch.state = PLAN_BATCH_REVIEW;
	assert_shows(&help, REVIEW);
}

static void of_several_wallets_waits_by_its_name(void **state)
{
	(void)state;
	look_at_marked();
	help.ui.opening.begun = 0;
	help.model.plan_batch.state = PLAN_BATCH_REVIEW;
	assert_shows(&help, "Enter: review the claim of 2 wallets");
	assert_hides(&help, REVIEW);
}

static void waits_behind_a_form(void **state)
{
	(void)state;
	help_type(&help, "nw");
	help_draw(&help);
	help_review(&help);
	help_type(&help, "my agent");
	assert_hides(&help, REVIEW);
	assert_shows(&help, "my agent");
	assert_shows(&help, "Close this, then Enter: review the approve");
	help_key(&help, INPUT_ESC);
	assert_hides(&help, REVIEW);		/* once it waits, it goes on waiting */
	help_type(&help, "\n");
	assert_shows(&help, REVIEW);
}

static void waits_in_another_pane(void **state)
{
	(void)state;
	help_type(&help, "4");
	help_review(&help);
	help_draw(&help);
	help_type(&help, "y");
	assert_hides(&help, REVIEW);
	assert_shows(&help, "Enter: review the approve");
}

static void waits_behind_a_filter(void **state)
{
	(void)state;
	help_type(&help, "1/ag");
	help_review(&help);
	assert_hides(&help, REVIEW);
	assert_shows(&help, "Close this, then Enter: review the approve");
}

/* An error panel takes no letter that was meant for a field.  Until the field is left, the message
 * line announces the panel. */
static void an_error_waits_until_the_field_is_left(void **state)
{
	(void)state;
	help_type(&help, "nw");
	(void)err_set(&help.model.error, ERR_UNAVAILABLE, "Venice is away");
	help.model.failed = FLOW_PLAN;
	assert_hides(&help, "What to do");
	help_type(&help, "r");
	assert_false(help_did(&help, ACTION_RETRY));
	help_key(&help, INPUT_ESC);
	assert_non_null(dialog_find(&help.ui, &dialog_error));	/* before the next input is looked at */
	assert_shows(&help, "What to do");
}

/* A wish for something else may go on beside it. */
static void a_password_is_asked_for_while_a_review_waits(void **state)
{
	(void)state;
	help_review(&help);
	help.ui.opening.begun = 0;
	help_draw(&help);
	help.model.want_password = true;
	assert_int_equal(model_want(&help.model), WANT_PASSWORD);
	assert_shows(&help, "Enter: unlock agent-1, to go on");
	help_type(&help, "\n");
	assert_shows(&help, "Password");
}

/* A password typed where there is nothing to unlock goes nowhere. */
static void nothing_to_unlock(void **state)
{
	(void)state;
	help.model.unlocked = true;
	help.model.unlocked_address = help.model.accounts.items[0].address;
	help.model.lock_at_ms = NOW_MS + 60000;
	help_type(&help, "u");
	assert_shows(&help, "unlocked already");
	assert_shows(&help, "Enter Esc close");
	assert_hides(&help, "Enter unlock");
	help_type(&help, "smqlay");
	assert_shows(&help, "What you type here goes nowhere");
	help_type(&help, "\n");
	assert_hides(&help, "goes nowhere");
	assert_int_equal(help.seen.count, 0);
}

/* A password goes nowhere either if its prompt became pointless while it was typed. */
static void no_longer_anything_to_unlock(void **state)
{
	(void)state;
	help.model.want_password = true;
	help_asked(&help);
	help.model.tx.state = TX_UNLOCK;
	help.model.plan.state = PLAN_SENDING;
	assert_shows(&help, "Password");
	help_type(&help, "corre");
	help.model.want_password = false;
	help.model.tx.state = TX_IDLE;
	help.model.plan.state = PLAN_FAILED;
	assert_shows(&help, "There is nothing to unlock any more");
	help_type(&help, "ct q");
	assert_shows(&help, "goes nowhere");
	help_type(&help, "\n");
	assert_hides(&help, "goes nowhere");
	assert_int_equal(help.seen.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(not_in_the_dead_time),
		TEST(not_right_after_a_click),
		TEST(from_when_it_is_shown),
		TEST(no_answer_at_all),
		TEST(a_held_key_signs_nothing),
		TEST(a_key_held_from_before),
		TEST(a_burst_is_no_answer),
		TEST(the_footer_says_when),
		TEST(read_to_the_end),
		TEST(too_small_to_be_signed),
		TEST(made_too_small_after_reading),
		TEST(another_size_is_read_anew),
		TEST(another_review_begins_anew),
		TEST(covered),
		TEST(stopped_and_continued),
		TEST(other_questions_too),
		TEST(a_typed_word),
		TEST(waits_where_nobody_asked),
		TEST(of_several_wallets_opens_where_it_was_asked), TEST(of_several_wallets_waits_by_its_name),
		TEST(waits_behind_a_form),
		TEST(waits_in_another_pane),
		TEST(waits_behind_a_filter),
		TEST(an_error_waits_until_the_field_is_left),
		TEST(a_password_is_asked_for_while_a_review_waits),
		TEST(nothing_to_unlock),
		TEST(no_longer_anything_to_unlock),
	};

	return cmocka_run_group_tests_name("tui_consent", tests, NULL, NULL);
}
