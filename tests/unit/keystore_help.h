/* keystore_help: secrets made of text, and a temporary home folder. */
#ifndef TESTS_UNIT_KEYSTORE_HELP_H
#define TESTS_UNIT_KEYSTORE_HELP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home.h"
#include "keystore/v3.h"
#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/base/hex.h"
#include "wallet/base/secret.h"

#define UNUSED __attribute__((unused))

/* True under valgrind, where a second of scrypt takes a minute. */
static UNUSED int quick_tests(void)
{
	return getenv("RIALTO_QUICK_TESTS") != NULL;
}

/* scrypt at no cost, because its strength is not tested. */
static const struct v3_work tiny_work UNUSED = { .n = 2, .r = 8, .p = 1 };

/* Fails with the words of the error. */
#define assert_ok(call) \
	do { \
		if (!(call)) \
			fail_msg("%s: %s", #call, err.msg); \
	} while (0)

#define assert_refused(call, expected) \
	do { \
		err = (struct err){ 0 }; \
		if (call) \
			fail_msg("%s was not refused", #call); \
		if (err.code != (expected)) \
			fail_msg("%s: %s (%s)", #call, err.msg, err_info(err.code)->name); \
	} while (0)

/* Checks that a message ends like a sentence and has no line break. */
static UNUSED void assert_sentence(const char *msg)
{
	size_t len = strlen(msg);

	assert_true(len > 10);
	assert_null(strchr(msg, '\n'));
	assert_int_equal(msg[len - 1], '.');
}

static UNUSED struct passphrase *passphrase_of(const char *text)
{
	struct passphrase *out = passphrase_new(strlen(text));

	assert_true(secret_append(&out->s, text, strlen(text)));
	return out;
}

static UNUSED struct mnemonic *mnemonic_of(const char *text)
{
	struct mnemonic *out = mnemonic_new(strlen(text));

	assert_true(secret_append(&out->s, text, strlen(text)));
	return out;
}

static UNUSED struct apikey *apikey_of(const char *text)
{
	struct apikey *out = apikey_new(strlen(text));

	assert_true(secret_append(&out->s, text, strlen(text)));
	return out;
}

static UNUSED struct seckey *seckey_of(const char *hex)
{
	struct seckey *out = seckey_new();

	assert_true(hex_decode((uint8_t *)out->s.data, 32, hex));
	out->s.len = 32;
	return out;
}

static UNUSED void secret_of(struct secret *out, const char *hex)
{
	struct buf bytes;

	vector_from_hex(&bytes, hex);
	secret_init(out, bytes.len);
	assert_true(secret_append(out, bytes.data, bytes.len));
	buf_free(&bytes);
}

#define assert_secret_hex(secret, hex) assert_hex((const uint8_t *)(secret)->data, (secret)->len, hex)

static UNUSED void scratch_folder(char out[64])
{
	strcpy(out, "/tmp/rialto-test-XXXXXX");
	assert_non_null(mkdtemp(out));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static UNUSED void scratch_remove(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Makes and prepares a home in a folder of its own. */
static UNUSED void scratch_home(struct home *out)
{
	char folder[64];
	struct err err;

	scratch_folder(folder);
	assert_ok(home_locate(out, folder, &err));
	assert_ok(home_prepare(out, &err));
}

static UNUSED void scratch_home_remove(struct home *home)
{
	home_unlock(home);
	scratch_remove(home->data);
}

/* Returns the path of a file in the home, in a static buffer. */
static UNUSED const char *scratch_path(const struct home *home, const char *folder, const char *file)
{
	static char path[HOME_PATH_SIZE + 300];

	snprintf(path, sizeof(path), "%s/%s/%s", home->data, folder, file);
	return path;
}

static UNUSED void write_file(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

#endif
