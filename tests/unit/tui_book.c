/* The address book: what its keystrokes do, and what may be done with it. */
#include "tests/support/tui/scenes.h"
#include "tui/form/form.h"

static void an_address_is_added(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help->frozen = true;
	help_type(help, ":addresses\n");
	assert_shows(help, "Nobody is in it yet");
	help_type(help, "n");
	assert_shows(help, "Add an address");
	help_type(help, "agent-1\n");
	assert_shows(help, "There is already a wallet 'agent-1'");
	help_key(help, INPUT_BACKTAB);
	help_key(help, INPUT_CTRL_U);
	help_type(help, "exchange\n0xDbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB");
	assert_shows(help, "fails its checksum");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf");
	assert_shows(help, "a contract, the VVV token");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xde70900000000000000000000000000000e2fb77");
	assert_shows(help, "It only looks like cold");
	help_key(help, INPUT_CTRL_U);
	help_type(help, BOOK_2 "\n");
	assert_int_equal(help->seen.last.type, ACTION_BOOK_ADD);
}

static void what_is_there_already_is_refused(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help_type(help, ":addresses\nnanna\n" BOOK_2);
	assert_shows(help, "There is already an address 'anna'");
	assert_shows(help, "That address is in the address book already");
}

static void enter_sends_to_the_marked_one(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help_type(help, ":addresses\n");
	assert_shows(help, "5d ago");
	assert_shows(help, "nothing from here so far");
	help_type(help, "j");
	assert_shows(help, "1 time, last on");
	help->frozen = true;
	help_type(help, "\n");
	assert_shows(help, "What is sent is gone");
	assert_shows(help, "exchange is " BOOK_2);
	assert_null(help->ui.dialog->below);
	help_type(help, "\n1\n\n");
	assert_int_equal(help->seen.last.type, ACTION_SEND);
	assert_true(address_equal(help->seen.last.recipient, help_address(BOOK_2)));
}

static void a_name_is_completed_in_the_form(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help_type(help, ":send\n\n1\nEx");
	assert_shows(help, "exchange  (Tab)");
	assert_hides(help, "Neither a wallet");
	help_type(help, "\t");
	assert_shows(help, "exchange is " BOOK_2);
	help_key(help, INPUT_CTRL_U);
	help_type(help, "a");
	assert_shows(help, "anna  (Tab)");
	help_type(help, "z");
	assert_shows(help, "Neither a wallet");
	help->frozen = true;
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "\t\n");
	assert_int_equal(help->seen.last.type, ACTION_SEND);
	assert_true(address_equal(help->seen.last.recipient, help_address(BOOK_1)));
}

/* A wallet has the name as well, so it would say nothing. */
static void a_name_that_means_two_is_not_filled_in(void **state)
{
	struct help *help = *state;

	scene_book(help);
	snprintf(help->model.book.items[0].name, sizeof(help->model.book.items[0].name), "agent-1");
	help_type(help, ":addresses\n\n");
	assert_string_equal(form_text(help->ui.dialog->state, 2), BOOK_1);
}

static void one_is_renamed(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help->frozen = true;
	help_type(help, ":addresses\nrExchange");
	assert_shows(help, "There is already an address 'exchange'");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "Anna\n");
	assert_int_equal(help->seen.last.type, ACTION_BOOK_RENAME);
}

static void one_is_removed_after_a_question(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help_type(help, ":addresses\nd");
	assert_shows(help, "Remove this address from the address book?");
	assert_shows(help, BOOK_1);
	assert_true(asked_waits(&help->model));
	assert_int_equal(help->model.task.request, 0);
}

static void with_readonly_it_is_only_read(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help->model.readonly = true;
	help_type(help, ":addresses\n");
	assert_shows(help, "anna");
	assert_hides(help, "d remove");
	assert_hides(help, "Enter send to it");
	for (const char *at = "nrd\n"; *at; at++) {
		char input[2] = { *at, '\0' };

		help_type(help, input);
		assert_ptr_equal(help->ui.dialog->ops, &dialog_book);
	}
	assert_shows(help, "With --readonly nothing is signed or changed");
	assert_false(help_did(help, ACTION_BOOK_REMOVE));
	help->model.book.count = 0;
	assert_hides(help, "adds one");
}

static void the_address_is_copied(void **state)
{
	struct help *help = *state;

	scene_book(help);
	help_type(help, ":addresses\njy");
	assert_string_equal(help->seen.copied, BOOK_2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(an_address_is_added),
		help_test(what_is_there_already_is_refused),
		help_test(enter_sends_to_the_marked_one),
		help_test(a_name_is_completed_in_the_form),
		help_test(a_name_that_means_two_is_not_filled_in),
		help_test(one_is_renamed),
		help_test(one_is_removed_after_a_question),
		help_test(with_readonly_it_is_only_read),
		help_test(the_address_is_copied),
	};

	return cmocka_run_group_tests_name("book", tests, NULL, NULL);
}
