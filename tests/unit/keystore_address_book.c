/* address_book: what is written is read again, and what may not be there is refused. */
#include "keystore/address_book.h"

#include <string.h>

#include "tests/unit/keystore_fixture.h"

#define ANNA "0x8617E340B3D01FA5F11F306F4090FD50E238070D"
#define EXCHANGE "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"

static struct address address_of(const char *text)
{
	struct address address;
	struct err err;

	assert_ok(address_parse(&address, text, &err));
	return address;
}

static struct accounts read_book(size_t damaged)
{
	struct accounts book;
	size_t found;
	struct err err;

	assert_ok(address_book_read(&book, &found, &home, &err));
	assert_int_equal(found, damaged);
	return book;
}

static void an_entry_gets_another_name(void **state)
{
	struct accounts book;
	struct account entry;
	struct err err;

	(void)state;
	assert_ok(address_book_add(&home, "exchange", address_of(EXCHANGE), &err));
	assert_ok(address_book_add(&home, "anna", address_of(ANNA), &err));
	book = read_book(0);
	entry = *accounts_find(&book, "exchange");
	accounts_free(&book);
	assert_refused(address_book_rename(&home, &entry, "Anna", &err), ERR_WALLET_EXISTS);
	assert_refused(address_book_rename(&home, &entry, "a/b", &err), ERR_INVALID_INPUT);
	assert_ok(address_book_rename(&home, &entry, "Exchange", &err));
	book = read_book(0);
	assert_int_equal(book.count, 2);
	assert_true(address_equal(accounts_find(&book, "Exchange")->address, address_of(EXCHANGE)));
	assert_string_equal(accounts_find(&book, "Exchange")->file, entry.file);
	accounts_free(&book);
}

static void what_is_gone_is_not_renamed(void **state)
{
	struct accounts book;
	struct account entry;
	struct err err;

	(void)state;
	assert_ok(address_book_add(&home, "exchange", address_of(EXCHANGE), &err));
	book = read_book(0);
	entry = book.items[0];
	accounts_free(&book);
	assert_ok(address_book_remove(&home, &entry, &err));
	assert_refused(address_book_rename(&home, &entry, "other", &err), ERR_INVALID_INPUT);
	book = read_book(0);
	assert_int_equal(book.count, 0);
	accounts_free(&book);
}

static void a_damaged_file_is_counted(void **state)
{
	struct accounts book;
	struct err err;

	(void)state;
	assert_ok(address_book_add(&home, "exchange", address_of(EXCHANGE), &err));
	assert_ok(home_write(&home, "addresses", "x.json", "{", 1, &err));
	book = read_book(1);
	assert_int_equal(book.count, 1);
	accounts_free(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_entry_gets_another_name, open_home, close_home),
		cmocka_unit_test_setup_teardown(what_is_gone_is_not_renamed, open_home, close_home),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_counted, open_home, close_home),
	};

	return cmocka_run_group_tests_name("address_book", tests, NULL, NULL);
}
