#include "keystore/keystore_damage.h"

#include <sys/stat.h>
#include <unistd.h>

#include "keystore/keystore.h"
#include "keystore/vault.h"
#include "tests/unit/keystore_help.h"

static const char v3[] =
	"{\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"00\",\"cipherparams\":{\"iv\":\"00\"},\"kdf\":\"scrypt\","
	"\"kdfparams\":{\"dklen\":32,\"n\":%s,\"p\":1,\"r\":8,\"salt\":\"\"},"
	"\"mac\":\"0000000000000000000000000000000000000000000000000000000000000000\"},\"version\":3}";

static struct home home;
static struct buf said;

static int prepare(void **state)
{
	(void)state;
	scratch_home(&home);
	buf_init(&said, 0);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	buf_free(&said);
	scratch_home_remove(&home);
	return 0;
}

static void put(const char *folder, const char *file, const char *text)
{
	struct err err;

	assert_ok(home_write(&home, folder, file, text, strlen(text), &err));
}

static bool say(void *context, const char *file, const struct err *why)
{
	(void)context, (void)file;
	assert_sentence(why->msg);
	buf_add_format(&said, "%s %s\n", err_info(why->code)->name, why->msg);
	return true;
}

static const char *damage(const char *folder)
{
	struct err err;

	buf_clear(&said);
	assert_ok(keystore_damage(&home, folder, say, NULL, &err));
	return buf_string(&said);
}

static void one_sentence_for_each_file(void **state)
{
	(void)state;
	char text[512];

	snprintf(text, sizeof(text), v3, "2");
	put("keystore", "sound", text);
	snprintf(text, sizeof(text), v3, "1099511627776");
	put("keystore", "absurd", text);
	put("keystore", "cut", "{\"crypto\":");
	put("keystore", "old", "{\"version\":1}");
	put("keystore", "esc\x1b[31m", "");
	assert_int_equal(mkdir(scratch_path(&home, "keystore", ".hidden"), 0700), 0);
	assert_int_equal(mkdir(scratch_path(&home, "keystore", "folder"), 0700), 0);
	assert_int_equal(mkfifo(scratch_path(&home, "keystore", "pipe"), 0600), 0);
	assert_int_equal(symlink("/etc/passwd", scratch_path(&home, "keystore", "to-elsewhere")), 0);
	assert_int_equal(symlink("/nowhere/at/all", scratch_path(&home, "keystore", "to-nowhere")), 0);
	assert_string_equal(damage("keystore"),
		"keystore_limits absurd: Its scrypt parameters ask for more than 16 times the usual work.\n"
		"keystore_bad cut: The file is not a whole JSON object.\n"
		"keystore_bad esc?[31m: The file is not a whole JSON object.\n"
		"invalid_input folder is a folder, not a file.\n"
		"keystore_unsupported old: This is not version 3 of the keystore format.\n"
		"invalid_input pipe is a pipe, not a file.\n"
		"keystore_bad to-elsewhere: It is a symbolic link; rialto takes only files in the folder itself.\n"
		"keystore_bad to-nowhere: It is a symbolic link that leads nowhere.\n");
}

static struct err unread(void)
{
	struct keystore_rest rest;
	struct accounts accounts;
	struct err err;

	assert_ok(keystore_look(&accounts, &rest, &home, &err));
	accounts_free(&accounts);
	return rest.unread;
}

static void the_first_that_may_be_a_wallet_is_told(void **state)
{
	(void)state;
	struct err why;

	assert_int_equal(unread().code, ERR_NONE);
	put("keystore", "README", "not a wallet");
	assert_int_equal(unread().code, ERR_NONE);
	assert_int_equal(symlink("/nowhere", scratch_path(&home, "watch", "0xab.json")), 0);
	why = unread();
	assert_int_equal(why.code, ERR_WALLET_UNREADABLE);
	assert_string_equal(why.msg, "0xab.json: It is a symbolic link that leads nowhere.");
	assert_int_equal(mkdir(scratch_path(&home, "keystore", "UTC--2026--ab"), 0700), 0);
	why = unread();
	assert_string_equal(why.msg, "UTC--2026--ab is a folder, not a file.");
	put("keystore", "UTC--2026--sound", "{\"version\":3,\"crypto\":{}}");
	keystore_damage_why(&why, &home, "keystore", "UTC--2026--sound");
	assert_non_null(strstr(why.msg, "UTC--2026--sound"));
}

static void watched_addresses_and_sealed_keys_too(void **state)
{
	(void)state;
	struct key_info info = { .id = "one", .limit = { -1, -1, -1 } };
	struct seckey *secret = seckey_of("0000000000000000000000000000000000000000000000000000000000000007");
	struct apikey *key = apikey_of("VENICE-one-abcdef");
	struct signer *signer = signer_new(secret);
	struct account account;
	struct buf file;
	struct err err;

	assert_ok(keystore_watch(&account, &home, "cold", signer_address(signer), &err));
	put("watch", "nobody.json", "{\"version\":1,\"address\":\"0000000000000000000000000000000000000000\",\"name\":\"a\"}");
	assert_string_equal(damage("watch"),
			    "keystore_bad nobody.json: It is not the whole file of a watched address.\n");
	assert_ok(vault_seal(&home, signer, &info, key, &err));
	assert_string_equal(damage("vault"), "");
	buf_init(&file, 0);
	assert_ok(home_read(&file, &home, "vault", "one.json", &err));
	put("vault", "two.json", buf_string(&file));
	put("vault", "three.json", "{}");
	assert_string_equal(damage("vault"),
			    "vault_bad three.json: It is not the whole file of a sealed API key.\n"
			    "vault_bad two.json: It holds API key one, under another's name.\n");
	buf_free(&file);
	apikey_free(key);
	signer_free(signer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_sentence_for_each_file, prepare, clean),
		cmocka_unit_test_setup_teardown(the_first_that_may_be_a_wallet_is_told, prepare, clean),
		cmocka_unit_test_setup_teardown(watched_addresses_and_sealed_keys_too, prepare, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
