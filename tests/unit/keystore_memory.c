/*
 * Nothing secret stays in the process.  The test uses every secret in every way there is, closes
 * everything, and then searches all of this process's memory.
 *
 * The test itself keeps no secret in the clear: it knows each by its bytes XORed with a mask, and
 * compares in place, so that looking makes no copy.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>

#include "keystore/backup.h"
#include "keystore/keystore_change.h"
#include "keystore/keystore_derive.h"
#include "keystore/mnemonic.h"
#include "keystore/secret_file.h"
#include "keystore/vault.h"
#include "tests/unit/keystore_help.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif

#define MASK 0xa5
#define PIECE 16	/* bytes of a secret that may not be found anywhere */
#define NEEDLES_MAX 48

static struct needle {
	const char *name;
	uint8_t masked[PIECE];
} needles[NEEDLES_MAX];
static size_t needle_count;

static struct home home;
static char folder[64];

/* The first and the last piece of a secret. */
static void remember(const char *name, const void *bytes, size_t len)
{
	const uint8_t *p = bytes;

	assert_true(len >= PIECE && needle_count + 2 <= NEEDLES_MAX);
	for (int part = 0; part < 2; part++, needle_count++) {
		needles[needle_count].name = name;
		for (size_t i = 0; i < PIECE; i++)
			needles[needle_count].masked[i] = p[(part ? len - PIECE : 0) + i] ^ MASK;
	}
}

__attribute__((noinline)) static bool matches(const volatile uint8_t *at, const struct needle *needle)
{
	for (size_t i = 0; i < PIECE; i++)
		if ((at[i] ^ MASK) != needle->masked[i])
			return false;
	return true;
}

static const struct needle *search(const volatile uint8_t *start, const volatile uint8_t *end)
{
	for (const volatile uint8_t *at = start; at + PIECE <= end; at++)
		for (size_t i = 0; i < needle_count; i++)
			if ((*at ^ MASK) == needles[i].masked[0] && matches(at, &needles[i]))
				return &needles[i];
	return NULL;
}

/* Returns what was found, and says where; NULL for nothing. */
static const struct needle *search_process(char where[256])
{
	const struct needle *found = NULL;
	FILE *maps = fopen("/proc/self/maps", "r");

	assert_non_null(maps);
	while (!found && fgets(where, 256, maps)) {
		uintptr_t start, end;
		char access[8];

		assert_int_equal(sscanf(where, "%" SCNxPTR "-%" SCNxPTR " %7s", &start, &end, access), 3);
		if (access[0] == 'r' && !strstr(where, "[v"))
			found = search((const uint8_t *)start, (const uint8_t *)end);
	}
	fclose(maps);
	return found;
}

/* Secrets, made where they are safe, and told to the program as people do: in files. */

static void random_text(struct secret *out, const char *prefix, size_t len)
{
	static const char letters[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

	secret_init(out, 128);
	assert_true(secret_append(out, prefix, strlen(prefix)));
	for (size_t i = 0; i < len; i++)
		assert_true(secret_append(out, &letters[randombytes_uniform(sizeof(letters) - 1)], 1));
}

static const char *write_secret(const char *name, const struct secret *secret)
{
	static char path[128];
	struct err err;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_ok(secret_file_write(&home, path, secret, NULL, &err));
	return path;
}

static struct passphrase *make_password(const char *name)
{
	struct passphrase *password;
	struct secret text;
	struct err err;

	random_text(&text, "", 30);
	remember(name, text.data, text.len);
	assert_ok(secret_file_passphrase(&password, write_secret(name, &text), &err));
	secret_free(&text);
	return password;
}

static struct apikey *make_apikey(void)
{
	enum key_type type;
	struct apikey *key;
	static const char prefix[] = "VENICE_INFERENCE_KEY_";
	struct secret text;
	struct err err;

	random_text(&text, prefix, 40);
	remember("API key", text.data + strlen(prefix), 40);
	assert_ok(secret_file_apikey(&key, &type, write_secret("apikey", &text), &err));
	secret_free(&text);
	return key;
}

static struct seckey *make_key(void)
{
	struct seckey *key;
	struct secret text;
	struct err err;

	secret_init(&text, 64);
	for (size_t i = 0; i < 64; i++)
		assert_true(secret_append(&text, &"0123456789abcdef"[randombytes_uniform(16)], 1));
	remember("private key in hex", text.data, text.len);
	assert_ok(secret_file_seckey(&key, write_secret("key", &text), &err));
	remember("private key", key->s.data, 32);
	secret_free(&text);
	return key;
}

static struct mnemonic *make_words(void)
{
	const struct words *language;
	struct mnemonic *mnemonic;
	struct secret entropy;
	struct seckey *key;
	struct err err;

	assert_ok(mnemonic_generate(&mnemonic, 24, NULL, &err));
	remember("mnemonic", mnemonic->s.data, mnemonic->s.len);
	secret_init(&entropy, 32);
	assert_ok(mnemonic_to_entropy(&entropy, &language, mnemonic, &err));
	remember("entropy", entropy.data, 32);
	assert_ok(mnemonic_derive(&key, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	remember("derived private key", key->s.data, 32);
	seckey_free(key);
	secret_free(&entropy);
	return mnemonic;
}

static void remember_vault_key(const struct signer *signer)
{
	struct secret key;

	secret_init(&key, 32);
	signer_derive(&key, signer, "vault");
	remember("key of the vault", key.data, 32);
	secret_free(&key);
}

static void use_wallet(const struct account *account, const struct passphrase *password, const struct apikey *key)
{
	struct key_info info = { .id = "k", .limit = { -1, -1, -1 } };
	uint8_t signature[SIGNER_TEXT_SIZE];
	struct address recovered;
	struct apikey *opened;
	struct signer *signer;
	struct err err;

	assert_ok(keystore_open(&signer, &home, account, password, &err));
	remember_vault_key(signer);
	assert_ok(signer_sign_text(signature, &recovered, signer, "hello", 5, &err));
	/* Its last characters are shown in every list. */
	memcpy(info.last6, "shown", 6);
	assert_ok(vault_seal(&home, signer, &info, key, &err));
	assert_ok(vault_open(&opened, &home, signer, info.id, &err));
	apikey_free(opened);
	/* From the second wallet on the key is refused as one that is stored. */
	assert_true(vault_add(&home, signer, &info, key, &err) || err.code == ERR_KEY_EXISTS);
	signer_free(signer);
}

static void remember_seed(const struct mnemonic *mnemonic, const struct passphrase *extra)
{
	struct secret seed;

	secret_init(&seed, 64);
	mnemonic_seed(&seed, mnemonic, extra);
	remember("seed", seed.data, 64);
	secret_free(&seed);
}

/* Words that give a key only together with a BIP-39 passphrase. */
static void use_passphrase(const struct mnemonic *mnemonic)
{
	struct passphrase *extra = make_password("BIP-39 passphrase");
	struct seckey *key;
	struct err err;

	remember_seed(mnemonic, NULL);
	remember_seed(mnemonic, extra);
	assert_ok(mnemonic_derive(&key, mnemonic, extra, "m/44'/60'/0'/0/3", &err));
	remember("private key behind the passphrase", key->s.data, 32);
	seckey_free(key);
	passphrase_free(extra);
}

/* The backup's key comes from a password of its own; the backup is then read back. */
static void use_backup(void)
{
	struct v3_work work = { .n = 1024, .r = 8, .p = 1 };
	struct passphrase *password = make_password("backup password"), *wrong = make_password("wrong backup password");
	struct home again;
	char path[96];
	struct err err;
	size_t files;

	snprintf(path, sizeof(path), "%s/backup", folder);
	assert_ok(backup_write(&files, &home, path, password, work, &err));
	scratch_home(&again);
	assert_refused(backup_restore(&files, &again, path, wrong, false, &err), ERR_WRONG_PASSWORD);
	assert_ok(backup_restore(&files, &again, path, password, false, &err));
	scratch_home_remove(&again);
	passphrase_free(password);
	passphrase_free(wrong);
}

static void use_all(const struct passphrase *password, const struct passphrase *other)
{
	struct v3_work work = { .n = 1024, .r = 8, .p = 1 };
	struct mnemonic *mnemonic = make_words(), *again;
	struct derived_account derived[3];
	struct apikey *apikey = make_apikey();
	struct account from_words, bare, third;
	struct seckey *key = make_key();
	char path[96];
	struct err err;

	assert_ok(keystore_add_mnemonic(&from_words, &home, "words", mnemonic, NULL, password, work, &err));
	assert_ok(keystore_add_key(&bare, &home, "bare", key, password, work, &err));
	use_passphrase(mnemonic);
	mnemonic_free(mnemonic);
	seckey_free(key);
	use_wallet(&from_words, password, apikey);
	use_wallet(&bare, password, apikey);
	apikey_free(apikey);
	assert_refused(keystore_open_mnemonic(&again, &home, &from_words, other, &err), ERR_WRONG_PASSWORD);
	assert_ok(keystore_open_mnemonic(&again, &home, &from_words, password, &err));
	mnemonic_free(again);
	assert_ok(keystore_derived(derived, 3, &home, &from_words, "", password, &err));
	assert_ok(keystore_derive(&third, &home, &from_words, "third", "m/44'/60'/0'/0/2", password, work, &err));
	assert_ok(keystore_change_password(&home, &bare, password, other, work, &err));
	snprintf(path, sizeof(path), "%s/exported", folder);
	assert_ok(keystore_export_key(&home, &bare, other, path, &err));
	snprintf(path, sizeof(path), "%s/exported-words", folder);
	assert_ok(keystore_export_mnemonic(&home, &from_words, password, path, &err));
	use_backup();
}

static void nothing_secret_stays(void **state)
{
	(void)state;
	struct passphrase *password, *other;
	const struct needle *found;
	char where[256];

#ifdef SANITIZED
	skip();	/* a sanitizer keeps freed memory, and looks at every read */
#endif
	scratch_home(&home);
	scratch_folder(folder);
	password = make_password("password");
	other = make_password("other");
	use_all(password, other);
	assert_non_null(search_process(where));	/* the search works: it finds the passwords, which are still there */
	passphrase_free(password);
	passphrase_free(other);
	found = search_process(where);
	scratch_home_remove(&home);
	scratch_remove(folder);
	if (found)
		fail_msg("%s is left in %s", found->name, where);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_secret_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
