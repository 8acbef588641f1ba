#include "keystore/vault.h"

#include <signal.h>
#include <sys/resource.h>

#include "keystore/home_folder.h"
#include "tests/unit/keystore_help.h"

static const char key_one[] = "0000000000000000000000000000000000000000000000000000000000000001";
static const char key_two[] = "0000000000000000000000000000000000000000000000000000000000000002";
static const char secret_text[] = "VENICE-INFERENCE-KEY-0123456789abcdef";

static struct home home;
static struct signer *signer, *other;

static int prepare(void **state)
{
	(void)state;
	scratch_home(&home);
	signer = signer_new(seckey_of(key_one));
	other = signer_new(seckey_of(key_two));
	return 0;
}

static int clean(void **state)
{
	(void)state;
	signer_free(signer);
	signer_free(other);
	scratch_home_remove(&home);
	return 0;
}

static struct key_info sample(const char *id)
{
	struct key_info info = {
		.type = KEY_ADMIN,
		.description = "an agent's \"key\" \xe2\x82\xac",
		.limit = { 12500000, KEY_NO_LIMIT, 0 },
		.period = KEY_MONTH,
		.privacy = KEY_PRIVATE_ONLY,
		.created_ms = 1700000000000,
		.expires_ms = 1800000000000,
		.network = "base",
		.intent = "0123456789abcdef0123456789abcdef",
	};

	strcpy(info.id, id);
	return info;
}

static bool seal(const struct key_info *info, const char *text, struct err *err)
{
	struct apikey *key = apikey_of(text);
	struct key_info known = *info;
	bool ok = vault_seal(&home, signer, &known, key, err);

	apikey_free(key);
	return ok;
}

static void seals_lists_and_opens(void **state)
{
	(void)state;
	struct key_info info = sample("key-1"), *found;
	struct apikey *key;
	struct key_list keys;
	size_t damaged;
	struct err err;

	assert_ok(seal(&info, secret_text, &err));
	assert_ok(vault_list(&keys, &damaged, &home, &err));
	assert_int_equal(keys.count, 1);
	assert_int_equal(damaged, 0);
	found = &keys.items[0];
	assert_string_equal(found->id, "key-1");
	assert_int_equal(found->type, KEY_ADMIN);
	assert_string_equal(found->description, info.description);
	assert_string_equal(found->last6, "abcdef");
	assert_memory_equal(found->limit, info.limit, sizeof(info.limit));
	assert_int_equal(found->period, KEY_MONTH);
	assert_int_equal(found->privacy, KEY_PRIVATE_ONLY);
	assert_int_equal(found->created_ms, info.created_ms);
	assert_int_equal(found->expires_ms, info.expires_ms);
	assert_string_equal(found->network, "base");
	assert_string_equal(found->intent, info.intent);
	assert_true(address_equal(found->address, signer_address(signer)));
	assert_true(found->stored);
	assert_false(found->remote);
	key_list_free(&keys);
	assert_ok(vault_open(&key, &home, signer, "key-1", &err));
	assert_int_equal(key->s.len, strlen(secret_text));
	assert_string_equal(key->s.data, secret_text);
	apikey_free(key);
}

static void another_wallet_does_not_open_it(void **state)
{
	(void)state;
	struct key_info info = sample("key-1");
	struct apikey *key;
	struct err err;

	assert_ok(seal(&info, secret_text, &err));
	assert_refused(vault_open(&key, &home, other, "key-1", &err), ERR_VAULT_BAD);
	assert_sentence(err.msg);
}

static void sorts_the_newest_first(void **state)
{
	(void)state;
	static const char *const ids[] = { "a", "b", "c" };
	static const int64_t times[] = { 5, 9, 7 };
	struct key_list keys;
	struct err err;

	for (size_t i = 0; i < 3; i++) {
		struct key_info info = sample(ids[i]);

		info.created_ms = times[i];
		assert_ok(seal(&info, secret_text, &err));
	}
	assert_ok(vault_list(&keys, NULL, &home, &err));
	assert_int_equal(keys.count, 3);
	assert_string_equal(keys.items[0].id, "b");
	assert_string_equal(keys.items[1].id, "c");
	assert_string_equal(keys.items[2].id, "a");
	key_list_free(&keys);
}

static void holds(const struct signer *whose, const char *id, const char *text)
{
	struct apikey *key;
	struct err err;

	assert_ok(vault_open(&key, &home, whose, id, &err));
	assert_string_equal(key->s.data, text);
	apikey_free(key);
}

static void seal_as(char id[KEY_ID_SIZE], const struct signer *whose, const char *asked, const char *text)
{
	struct apikey *key = apikey_of(text);
	struct key_info info = sample(asked);
	struct err err;

	assert_ok(vault_seal(&home, whose, &info, key, &err));
	strcpy(id, info.id);
	apikey_free(key);
}

/* No id that a server gives makes one key overwrite another. */
static void no_key_is_lost_to_another_of_its_id(void **state)
{
	(void)state;
	char one[KEY_ID_SIZE], two[KEY_ID_SIZE], three[KEY_ID_SIZE], four[KEY_ID_SIZE];
	struct key_list keys;
	size_t damaged;
	struct err err;

	seal_as(one, signer, "same", "VENICE-one-abcdef");
	seal_as(two, signer, "same", "VENICE-two-abcdef");
	seal_as(three, other, "same", "VENICE-one-abcdef");
	assert_string_equal(one, "same");
	assert_int_equal(strncmp(two, KEY_OWN_ID, strlen(KEY_OWN_ID)), 0);
	assert_string_not_equal(two, three);
	holds(signer, one, "VENICE-one-abcdef");
	holds(signer, two, "VENICE-two-abcdef");
	holds(other, three, "VENICE-one-abcdef");
	assert_ok(home_write(&home, "vault", "same.json", "{ damaged", 9, &err));
	seal_as(four, signer, "same", "VENICE-one-abcdef");
	assert_string_not_equal(four, "same");
	assert_ok(vault_list(&keys, &damaged, &home, &err));
	assert_int_equal(keys.count, 3);
	assert_int_equal(damaged, 1);
	key_list_free(&keys);
}

static void a_key_from_elsewhere_gets_an_id_of_its_own(void **state)
{
	(void)state;
	struct key_info info = { .type = KEY_ADMIN, .description = "by hand", .network = "base" };
	struct apikey *key = apikey_of(secret_text);
	struct err err;

	assert_ok(vault_add(&home, signer, &info, key, &err));
	assert_int_equal(strncmp(info.id, KEY_OWN_ID, strlen(KEY_OWN_ID)), 0);
	assert_string_equal(info.last6, "abcdef");
	assert_true(address_equal(info.address, signer_address(signer)));
	assert_int_equal(info.limit[KEY_DIEM], KEY_NO_LIMIT);
	holds(signer, info.id, secret_text);
	apikey_free(key);
}

static void a_key_from_elsewhere_is_stored_once(void **state)
{
	(void)state;
	struct key_info first = { .network = "base" }, second = { .network = "base" };
	struct apikey *key = apikey_of(secret_text), *ends_alike = apikey_of("VENICE-another-abcdef");
	struct key_list keys;
	struct err err;

	assert_ok(vault_add(&home, signer, &first, key, &err));
	assert_refused(vault_add(&home, signer, &second, key, &err), ERR_KEY_EXISTS);
	assert_non_null(strstr(err.msg, first.id));
	assert_null(strstr(err.msg, secret_text));
	assert_refused(vault_add(&home, other, &second, key, &err), ERR_KEY_EXISTS);	/* sealed with another wallet */
	assert_ok(vault_add(&home, signer, &second, ends_alike, &err));
	assert_ok(vault_list(&keys, NULL, &home, &err));
	assert_int_equal(keys.count, 2);
	key_list_free(&keys);
	apikey_free(key);
	apikey_free(ends_alike);
}

static void sealing_again_replaces(void **state)
{
	(void)state;
	struct key_info info = sample("key-1");
	struct apikey *key;
	struct buf first, second;
	struct key_list keys;
	struct err err;

	buf_init(&first, 0);
	buf_init(&second, 0);
	assert_ok(seal(&info, "first", &err));
	assert_ok(home_read(&first, &home, "vault", "key-1.json", &err));
	assert_ok(seal(&info, "first", &err));
	assert_ok(home_read(&second, &home, "vault", "key-1.json", &err));
	/* No nonce is used twice. */
	assert_memory_not_equal(first.data, second.data, first.len);
	strcpy(info.description, "renamed");
	assert_ok(seal(&info, "first", &err));
	assert_ok(vault_list(&keys, NULL, &home, &err));
	assert_int_equal(keys.count, 1);
	assert_string_equal(keys.items[0].description, "renamed");
	key_list_free(&keys);
	assert_ok(vault_open(&key, &home, signer, "key-1", &err));
	assert_string_equal(key->s.data, "first");
	apikey_free(key);
	buf_free(&first);
	buf_free(&second);
}

/* Seals a key as "key-1", and reads what the vault made of it. */
static void sealed_file(struct buf *file)
{
	struct key_info info = sample("key-1");
	struct err err;

	assert_ok(seal(&info, secret_text, &err));
	buf_init(file, 0);
	assert_ok(home_read(file, &home, "vault", "key-1.json", &err));
}

static void assert_listed(size_t count, size_t expected_damaged)
{
	struct key_list keys;
	size_t damaged;
	struct err err;

	assert_ok(vault_list(&keys, &damaged, &home, &err));
	assert_int_equal(keys.count, count);
	assert_int_equal(damaged, expected_damaged);
	key_list_free(&keys);
}

/* Changes each byte of the file in turn: it must never open, except to what was
 * sealed where the change means nothing (the case of a hex digit). */
static void notices_every_changed_byte(void **state)
{
	(void)state;
	struct buf file;
	struct err err;

	sealed_file(&file);
	for (size_t i = 0; i < file.len; i++) {
		uint8_t was = file.data[i];
		struct apikey *key;

		file.data[i] = (uint8_t)(was ^ 1);
		write_file(scratch_path(&home, "vault", "key-1.json"), file.data, file.len);
		if (vault_open(&key, &home, signer, "key-1", &err))
			fail_msg("a change of byte %zu was not noticed", i);
		if (err.code != ERR_VAULT_BAD)
			fail_msg("byte %zu: %s", i, err.msg);
		file.data[i] = was;
	}
	buf_free(&file);
}

static void notices_every_truncation(void **state)
{
	(void)state;
	struct buf file;
	struct err err;

	sealed_file(&file);
	for (size_t len = 0; len < file.len; len += 7) {
		struct apikey *key;

		write_file(scratch_path(&home, "vault", "key-1.json"), file.data, len);
		assert_refused(vault_open(&key, &home, signer, "key-1", &err), ERR_VAULT_BAD);
		assert_listed(0, 1);
	}
	buf_free(&file);
}

static void a_file_under_another_name_is_not_taken(void **state)
{
	(void)state;
	struct apikey *key;
	struct buf file;
	struct err err;

	sealed_file(&file);
	assert_ok(home_write(&home, "vault", "key-2.json", file.data, file.len, &err));
	assert_refused(vault_open(&key, &home, signer, "key-2", &err), ERR_VAULT_BAD);
	assert_listed(1, 1);
	buf_free(&file);
}

static void ids_cannot_lead_elsewhere(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", ".", "..", "../x", "a/b", "a.b", "a b", "a\nb", "\xc3\xa4", "a%2fb", "a\\b", "~", "a_b",
	};
	struct key_info longest = sample("0123456789012345678901234567890123456789012345678901234567890123");
	struct apikey *key;
	struct key_list keys;
	struct err err;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct key_info info = sample(bad[i]);

		assert_refused(seal(&info, secret_text, &err), ERR_BAD_ANSWER);
		assert_refused(vault_open(&key, &home, signer, bad[i], &err), ERR_KEY_NOT_FOUND);
		assert_refused(vault_remove(&home, bad[i], &err), ERR_KEY_NOT_FOUND);
	}
	assert_ok(vault_list(&keys, NULL, &home, &err));
	assert_int_equal(keys.count, 0);
	key_list_free(&keys);
	assert_ok(seal(&longest, secret_text, &err));
	assert_ok(vault_open(&key, &home, signer, longest.id, &err));
	apikey_free(key);
}

/* A key is never lost because the server's words about it are strange. */
static void strange_words_do_not_lose_a_key(void **state)
{
	(void)state;
	struct key_info info = sample("key-1");
	char long_key[APIKEY_MAX + 1];
	struct apikey *key;
	struct key_list keys;
	struct err err;

	strcpy(info.description, "\xff\xfe broken \x1b[31m\n");
	strcpy(info.network, "\xff");
	info.limit[0] = INT64_MAX;
	info.limit[1] = -7;
	memset(long_key, 'k', APIKEY_MAX);
	long_key[APIKEY_MAX] = '\0';
	assert_ok(seal(&info, long_key, &err));
	assert_ok(vault_list(&keys, NULL, &home, &err));
	assert_int_equal(keys.count, 1);
	assert_null(strchr(keys.items[0].description, '\x1b'));
	assert_true(keys.items[0].limit[0] == INT64_MAX);
	assert_true(keys.items[0].limit[1] == KEY_NO_LIMIT);
	key_list_free(&keys);
	assert_ok(vault_open(&key, &home, signer, "key-1", &err));
	assert_string_equal(key->s.data, long_key);
	apikey_free(key);
	assert_ok(seal(&info, "abc", &err));
	assert_refused(seal(&info, "", &err), ERR_BAD_ANSWER);
}

static void removes(void **state)
{
	(void)state;
	struct key_info info = sample("key-1");
	struct apikey *key;
	struct err err;

	assert_ok(seal(&info, secret_text, &err));
	assert_ok(vault_remove(&home, "key-1", &err));
	assert_refused(vault_remove(&home, "key-1", &err), ERR_KEY_NOT_FOUND);
	assert_refused(vault_open(&key, &home, signer, "key-1", &err), ERR_KEY_NOT_FOUND);
}

static void the_file_does_not_show_the_key(void **state)
{
	(void)state;
	struct key_info info = sample("key-1");
	struct buf file;
	struct err err;

	assert_ok(seal(&info, secret_text, &err));
	buf_init(&file, 0);
	assert_ok(home_read(&file, &home, "vault", "key-1.json", &err));
	assert_null(strstr(buf_string(&file), "INFERENCE-KEY"));
	assert_null(strstr(buf_string(&file), "VENICE"));
	buf_free(&file);
}

static void set_limit(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(what, &limit), 0);
	limit.rlim_cur = most;
	assert_int_equal(setrlimit(what, &limit), 0);
}

static rlim_t limit_of(__rlimit_resource_t what)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(what, &limit), 0);
	return limit.rlim_cur;
}

static struct home_room reserved(void)
{
	struct home_room room;
	struct err err;

	assert_ok(vault_reserve(&room, &home, &err));
	return room;
}

static size_t entries_of_vault(void)
{
	struct home_names names;
	struct err err;
	int fd = home_folder_open(&home, "vault", &err);
	size_t count;

	assert_true(fd >= 0);
	assert_ok(home_folder_names(&names, fd, &err));
	count = names.count;
	home_names_free(&names);
	close(fd);
	return count;
}

/* Not one descriptor more is needed than those that are held, even if the folder's name is gone. */
static void what_is_reserved_is_enough(void **state)
{
	(void)state;
	struct home_room room = reserved();
	struct key_info info = sample("key-1");
	struct apikey *key = apikey_of(secret_text), *opened;
	rlim_t files = limit_of(RLIMIT_NOFILE);
	char away[HOME_PATH_SIZE], vault[HOME_PATH_SIZE];
	struct err err;

	home_folder_path(vault, &home, "vault");
	snprintf(away, sizeof(away), "%.*s.away", HOME_PATH_SIZE - 8, vault);
	assert_int_equal(rename(vault, away), 0);
	set_limit(RLIMIT_NOFILE, 3);
	assert_ok(vault_seal_in(&room, &home, signer, &info, key, &err));
	set_limit(RLIMIT_NOFILE, files);
	assert_false(room.taken);
	assert_int_equal(rename(away, vault), 0);
	assert_ok(vault_open(&opened, &home, signer, "key-1", &err));
	assert_string_equal(opened->s.data, secret_text);
	assert_int_equal(entries_of_vault(), 1);
	apikey_free(opened);
	apikey_free(key);
}

static void what_is_reserved_can_be_given_back(void **state)
{
	(void)state;
	struct home_room room = reserved();

	assert_int_equal(entries_of_vault(), 1);
	home_room_drop(&room);
	assert_false(room.taken);
	assert_int_equal(entries_of_vault(), 0);
	home_room_drop(&room);
}

static void what_is_wanting_is_said_beforehand(void **state)
{
	(void)state;
	rlim_t files = limit_of(RLIMIT_NOFILE), size = limit_of(RLIMIT_FSIZE);
	struct home_room room;
	struct err err;

	signal(SIGXFSZ, SIG_IGN);
	set_limit(RLIMIT_FSIZE, 1024);
	assert_refused(vault_reserve(&room, &home, &err), ERR_IO);
	assert_non_null(strstr(err.msg, "File too large"));
	set_limit(RLIMIT_FSIZE, size);
	set_limit(RLIMIT_NOFILE, 3);
	assert_refused(vault_reserve(&room, &home, &err), ERR_TOO_FEW_FILES);
	assert_non_null(strstr(err.msg, "Too many open files"));
	set_limit(RLIMIT_NOFILE, files);
	assert_int_equal(entries_of_vault(), 0);
}

/* The room stays for another try.  Here the id is one that no file can have. */
static void a_failure_keeps_the_room(void **state)
{
	(void)state;
	struct home_room room = reserved();
	struct key_info info = sample("a/b");
	struct apikey *key = apikey_of(secret_text);
	struct err err;

	assert_refused(vault_seal_in(&room, &home, signer, &info, key, &err), ERR_BAD_ANSWER);
	assert_true(room.taken);
	strcpy(info.id, "key-1");
	assert_ok(vault_seal_in(&room, &home, signer, &info, key, &err));
	assert_int_equal(entries_of_vault(), 1);
	apikey_free(key);
}

/* A key of the same id stays, and the new key gets an id of rialto's own. */
static void in_a_room_no_key_is_lost_to_another_either(void **state)
{
	(void)state;
	struct key_info first = sample("key-1"), second = sample("key-1"), again = sample("key-1");
	struct apikey *key = apikey_of("VENICE-another-000000"), *same = apikey_of(secret_text);
	struct home_room room;
	struct err err;

	assert_ok(seal(&first, secret_text, &err));
	room = reserved();
	assert_ok(vault_seal_in(&room, &home, signer, &second, key, &err));
	assert_string_not_equal(second.id, "key-1");
	room = reserved();
	assert_ok(vault_seal_in(&room, &home, signer, &again, same, &err));
	assert_string_equal(again.id, "key-1");
	assert_int_equal(entries_of_vault(), 2);
	apikey_free(key);
	apikey_free(same);
}

#define test(f) cmocka_unit_test_setup_teardown(f, prepare, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(seals_lists_and_opens),
		test(another_wallet_does_not_open_it),
		test(sorts_the_newest_first),
		test(no_key_is_lost_to_another_of_its_id),
		test(a_key_from_elsewhere_gets_an_id_of_its_own),
		test(a_key_from_elsewhere_is_stored_once),
		test(sealing_again_replaces),
		test(notices_every_changed_byte),
		test(notices_every_truncation),
		test(a_file_under_another_name_is_not_taken),
		test(ids_cannot_lead_elsewhere),
		test(strange_words_do_not_lose_a_key),
		test(removes),
		test(the_file_does_not_show_the_key),
		test(what_is_reserved_is_enough),
		test(what_is_reserved_can_be_given_back),
		test(what_is_wanting_is_said_beforehand),
		test(a_failure_keeps_the_room),
		test(in_a_room_no_key_is_lost_to_another_either),
	};

	return cmocka_run_group_tests_name("keystore_vault", tests, NULL, NULL);
}
