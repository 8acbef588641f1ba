/* The first wallets, before the list is read: they are those of the list, or there are none. */
#include "keystore/keystore_glance.h"

#include <fcntl.h>

#include "keystore/keystore.h"
#include "tests/unit/keystore_help.h"

#define MANY 100

static struct home home;

static int prepare(void **state)
{
	struct err err;

	(void)state;
	scratch_home(&home);
	assert_ok(home_lock(&home, &err));
	return 0;
}

static int clean(void **state)
{
	(void)state;
	home_unlock(&home);
	scratch_home_remove(&home);
	return 0;
}

static const char *file_of(unsigned number)
{
	char file[96];

	snprintf(file, sizeof(file), "UTC--2026-11-21T08-30-00.000000000Z--%040x", number);
	return scratch_path(&home, "keystore", file);
}

/* A cheap file as geth writes it. */
static void put(unsigned number, const char *name)
{
	char json[600];

	snprintf(json, sizeof(json),
		 "{\"address\":\"%040x\",\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"%064x\",\"cipherparams\":"
		 "{\"iv\":\"%032x\"},\"kdf\":\"scrypt\",\"kdfparams\":{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"%064x\"},"
		 "\"mac\":\"%064x\"},\"id\":\"x\",\"version\":3,\"x-rialto\":{\"name\":\"%s\"}}",
		 number, number, number, number, number, name);
	write_file(file_of(number), json, strlen(json));
}

/* The names run against the numbers, so that the list has an order of its own. */
static void put_many(void)
{
	char name[24];

	for (unsigned i = 1; i <= MANY; i++) {
		snprintf(name, sizeof(name), "wallet %03u", MANY - i);
		put(i, name);
	}
}

/* As if nothing had been done in the folders for a while. */
static void let_rest(void)
{
	static const struct timespec then[2] = { { .tv_sec = 1790000000 }, { .tv_sec = 1790000000 } };

	assert_int_equal(utimensat(AT_FDCWD, scratch_path(&home, "keystore", ""), then, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, scratch_path(&home, "watch", ""), then, 0), 0);
}

/* As the program does it. */
static struct accounts list(size_t *damaged)
{
	struct keystore_rest rest;
	struct glance_mark mark;
	struct accounts out;
	struct err err;

	keystore_glance_mark(&mark, &home);
	assert_ok(keystore_look(&out, &rest, &home, &err));
	keystore_glance_note(&home, &mark, &out);
	if (damaged)
		*damaged = rest.damaged;
	return out;
}

static void assert_same(const struct account *a, const struct account *b)
{
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->file, b->file);
	assert_true(address_equal(a->address, b->address));
	assert_int_equal(a->kind, b->kind);
}

static void assert_glance_is_of(const struct accounts *listed)
{
	struct accounts first;
	size_t all;

	assert_true(keystore_glance(&first, &all, &home));
	assert_int_equal(all, listed->count);
	assert_int_equal(first.count, listed->count < GLANCE_MOST ? listed->count : GLANCE_MOST);
	for (size_t i = 0; i < first.count; i++)
		assert_same(&first.items[i], &listed->items[i]);
	accounts_free(&first);
}

static void assert_no_glance(void)
{
	struct accounts first;
	size_t all;

	assert_false(keystore_glance(&first, &all, &home));
	assert_int_equal(first.count, 0);
}

static bool has_note(void)
{
	struct stat st;

	return lstat(scratch_path(&home, ".", "glance"), &st) == 0;
}

static void sees_all_where_there_are_few(void **state)
{
	struct accounts listed;
	struct account watched;
	struct address address = { { 7 } };
	struct err err;

	(void)state;
	listed = list(NULL);
	assert_glance_is_of(&listed);
	accounts_free(&listed);
	put(1, "same");
	put(2, "other");
	put(3, "same");
	write_file(scratch_path(&home, "keystore", "README"), "hello", 5);
	assert_ok(keystore_watch(&watched, &home, "looked at", address, &err));
	listed = list(NULL);
	assert_int_equal(listed.count, 4);
	assert_glance_is_of(&listed);
	accounts_free(&listed);
	assert_false(has_note());
}

static void sees_the_first_of_many(void **state)
{
	struct accounts listed;

	(void)state;
	put_many();
	assert_no_glance();
	listed = list(NULL);
	accounts_free(&listed);
	assert_false(has_note());	/* it may change again within the same moment */
	let_rest();
	listed = list(NULL);
	assert_int_equal(listed.count, MANY);
	assert_glance_is_of(&listed);
	assert_glance_is_of(&listed);
	accounts_free(&listed);
}

static void only_the_writer_notes_them(void **state)
{
	struct accounts listed;

	(void)state;
	put_many();
	let_rest();
	home_unlock(&home);
	listed = list(NULL);
	assert_false(has_note());
	accounts_free(&listed);
}

/* Another process has added one, or taken one away: the list tells, and so does the next glance. */
static void sees_none_once_the_folder_has_changed(void **state)
{
	struct accounts listed;

	(void)state;
	put_many();
	let_rest();
	listed = list(NULL);
	accounts_free(&listed);
	put(1000, "a new one");
	assert_no_glance();
	let_rest();
	assert_no_glance();
	listed = list(NULL);
	assert_int_equal(listed.count, MANY + 1);
	assert_string_equal(listed.items[0].name, "a new one");
	assert_glance_is_of(&listed);
	accounts_free(&listed);
	assert_int_equal(unlink(file_of(MANY)), 0);
	let_rest();
	assert_no_glance();
}

/* Changing a file's bytes leaves the folder as it was. */
static void never_sees_what_a_file_no_longer_says(void **state)
{
	struct accounts first, listed;
	size_t all;

	(void)state;
	put_many();
	let_rest();
	listed = list(NULL);
	accounts_free(&listed);
	put(MANY, "wallet 000 has another name");
	assert_true(keystore_glance(&first, &all, &home));
	assert_string_equal(first.items[0].name, "wallet 000 has another name");
	accounts_free(&first);
	put(MANY, "zzz, which comes last");
	assert_no_glance();
}

static void leaves_damage_to_the_list(void **state)
{
	struct accounts listed;
	size_t damaged;

	(void)state;
	put_many();
	let_rest();
	listed = list(&damaged);
	assert_int_equal(damaged, 0);
	accounts_free(&listed);
	write_file(file_of(MANY - 10), "{}", 2);
	assert_no_glance();
	listed = list(&damaged);
	assert_int_equal(damaged, 1);
	assert_int_equal(listed.count, MANY - 1);
	accounts_free(&listed);
}

static bool is_listed(const struct accounts *listed, const struct account *account)
{
	for (size_t i = 0; i < listed->count; i++) {
		if (strcmp(listed->items[i].file, account->file) != 0)
			continue;
		assert_same(&listed->items[i], account);
		return true;
	}
	return false;
}

/* Whatever the note says, what is seen is a wallet of the list. */
static void assert_honest(const struct accounts *listed, const void *note, size_t len)
{
	struct accounts first;
	size_t all;

	write_file(scratch_path(&home, ".", "glance"), note, len);
	if (!keystore_glance(&first, &all, &home))
		return;
	assert_true(first.count <= GLANCE_MOST && first.count <= all);
	for (size_t i = 0; i < first.count; i++)
		assert_true(is_listed(listed, &first.items[i]));
	accounts_free(&first);
}

static void believes_no_note(void **state)
{
	static const uint8_t others[] = { '\0', '\n', '/', '.', '9', 'k', 0xff };
	struct accounts listed;
	struct buf note, changed;
	struct err err;

	(void)state;
	put_many();
	let_rest();
	listed = list(NULL);
	buf_init(&note, 0);
	buf_init(&changed, 0);
	assert_ok(home_read(&note, &home, ".", "glance", &err));
	for (size_t len = 0; len <= note.len; len += 7)
		assert_honest(&listed, note.data, len);
	for (size_t i = 0; i < note.len; i += 5) {
		uint8_t kept = note.data[i];

		for (size_t j = 0; j < sizeof(others); j++) {
			note.data[i] = others[j];
			if (i % 3 == others[j] % 3)
				assert_honest(&listed, note.data, note.len);
		}
		note.data[i] = kept;
	}
	assert_true(buf_add(&changed, note.data, note.len - strlen("end\n")));
	assert_true(buf_add_string(&changed, "keystore/../lock\nend\n"));
	assert_honest(&listed, changed.data, changed.len);
	write_file(scratch_path(&home, ".", "glance"), note.data, note.len);
	assert_glance_is_of(&listed);
	buf_free(&changed);
	buf_free(&note);
	accounts_free(&listed);
}

static void leaves_another_programs_folder_to_the_list(void **state)
{
	(void)state;
	put(1, "main");
	snprintf(home.other, sizeof(home.other), "%.*s/watch", HOME_PATH_SIZE - 16, home.data);
	assert_no_glance();
	home.other[0] = '\0';
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sees_all_where_there_are_few),
		TEST(sees_the_first_of_many),
		TEST(only_the_writer_notes_them),
		TEST(sees_none_once_the_folder_has_changed),
		TEST(never_sees_what_a_file_no_longer_says),
		TEST(leaves_damage_to_the_list),
		TEST(believes_no_note),
		TEST(leaves_another_programs_folder_to_the_list),
	};

	return cmocka_run_group_tests_name("keystore_glance", tests, NULL, NULL);
}
