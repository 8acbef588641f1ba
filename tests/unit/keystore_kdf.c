#include "keystore/kdf.h"

#include "tests/unit/keystore_help.h"

#define GIB_EXAMPLE UINT64_C(1048576)	/* RFC 7914's last example needs a gibibyte */

static void check_scrypt(const char *password, const char *salt, struct v3_work work, size_t len, const char *key)
{
	struct kdf kdf = { .kind = KDF_SCRYPT, .work = work, .salt_len = strlen(salt) };
	struct passphrase *passphrase = passphrase_of(password);
	struct secret out;
	struct err err;

	memcpy(kdf.salt, salt, kdf.salt_len);
	secret_init(&out, KDF_SIZE_MAX);
	assert_ok(kdf_run(&out, len, &kdf, passphrase, &err));
	assert_secret_hex(&out, key);
	secret_free(&out);
	passphrase_free(passphrase);
}

static void scrypt_agrees_with_rfc_7914(void **state)
{
	(void)state;
	struct json_object *file = vector_load("kdf/rfc7914-scrypt.json");
	struct json_object *vectors = json_object_object_get(file, "vectors");
	bool slow = getenv("RIALTO_SLOW_TESTS");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(vectors); i++) {
		struct json_object *v = json_object_array_get_idx(vectors, i);
		struct v3_work work = {
			.n = (uint64_t)json_object_get_int64(json_object_object_get(v, "N")),
			.r = (uint32_t)json_object_get_int(json_object_object_get(v, "r")),
			.p = (uint32_t)json_object_get_int(json_object_object_get(v, "p")),
		};

		if (work.n == GIB_EXAMPLE && !slow)
			continue;
		check_scrypt(vector_string(v, "password"), vector_string(v, "salt"), work, 64, vector_string(v, "key"));
		run++;
	}
	assert_true(run >= 3);
	json_object_put(file);
}

/* 265 of ethers', each with both functions. */
static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("kdf/ethers/pbkdf.v6.json");
	/* One in eight of the costlier function is enough for every run. */
	size_t step = getenv("RIALTO_SLOW_TESTS") ? 1 : 8;

	assert_true(json_object_array_length(file) > 200);
	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *v = json_object_array_get_idx(file, i);
		struct json_object *pbkdf2 = json_object_object_get(v, "pbkdf2");
		struct json_object *scrypt = json_object_object_get(v, "scrypt");
		size_t len = (size_t)json_object_get_int(json_object_object_get(v, "dkLen"));
		struct passphrase password = { 0 };
		struct kdf kdf = { .kind = KDF_PBKDF2 };
		struct buf salt;
		struct secret out;
		struct err err;

		vector_from_hex(&salt, vector_string(v, "salt"));
		if (salt.len > sizeof(kdf.salt) || len > 256) {
			buf_free(&salt);
			continue;
		}
		secret_of(&password.s, vector_string(v, "password"));
		secret_init(&out, 256);
		memcpy(kdf.salt, salt.data, salt.len);
		kdf.salt_len = salt.len;
		kdf.rounds = (uint64_t)json_object_get_int(json_object_object_get(pbkdf2, "iterations"));
		if (strcmp(vector_string(pbkdf2, "algorithm"), "sha256") == 0) {
			assert_ok(kdf_run(&out, len, &kdf, &password, &err));
			assert_secret_hex(&out, vector_string(pbkdf2, "key"));
		}
		kdf.kind = KDF_SCRYPT;
		kdf.work.n = (uint64_t)json_object_get_int(json_object_object_get(scrypt, "N"));
		kdf.work.r = (uint32_t)json_object_get_int(json_object_object_get(scrypt, "r"));
		kdf.work.p = (uint32_t)json_object_get_int(json_object_object_get(scrypt, "p"));
		if (i % step == 0) {
			assert_ok(kdf_run(&out, len, &kdf, &password, &err));
			assert_secret_hex(&out, vector_string(scrypt, "key"));
		}
		secret_free(&out);
		secret_free(&password.s);
		buf_free(&salt);
	}
	json_object_put(file);
}

static size_t check_wycheproof_group(struct json_object *tests)
{
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(tests); i++) {
		struct json_object *v = json_object_array_get_idx(tests, i);
		size_t len = (size_t)json_object_get_int(json_object_object_get(v, "dkLen"));
		unsigned rounds = (unsigned)json_object_get_int(json_object_object_get(v, "iterationCount"));
		struct secret password, out;
		struct buf salt;

		if (rounds > 10000)
			continue;
		vector_from_hex(&salt, vector_string(v, "salt"));
		secret_of(&password, vector_string(v, "password"));
		secret_init(&out, len);
		kdf_pbkdf2_sha256(&out, len, &password, salt.data, salt.len, rounds);
		assert_secret_hex(&out, vector_string(v, "dk"));
		secret_free(&out);
		secret_free(&password);
		buf_free(&salt);
		run++;
	}
	return run;
}

static void pbkdf2_agrees_with_wycheproof(void **state)
{
	(void)state;
	struct json_object *file = vector_load("kdf/wycheproof/pbkdf2_hmacsha256_test.json");
	struct json_object *groups = json_object_object_get(file, "testGroups");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(groups); i++)
		run += check_wycheproof_group(json_object_object_get(json_object_array_get_idx(groups, i), "tests"));
	assert_true(run > 40);
	json_object_put(file);
}

static void aes_128_ctr_agrees_with_sp_800_38a(void **state)
{
	(void)state;
	struct json_object *v = vector_load("kdf/aes-128-ctr.sp800-38a.json");
	struct buf key, counter, plain;

	vector_from_hex(&key, vector_string(v, "key"));
	vector_from_hex(&counter, vector_string(v, "counter"));
	vector_from_hex(&plain, vector_string(v, "plaintext"));
	kdf_aes_ctr(plain.data, plain.data, plain.len, key.data, key.len, counter.data);
	assert_hex(plain.data, plain.len, vector_string(v, "ciphertext"));
	buf_free(&key);
	buf_free(&counter);
	buf_free(&plain);
	json_object_put(v);
}

/* SP 800-38A, F.5.5, its first two blocks. */
static void aes_256_ctr_agrees_with_sp_800_38a(void **state)
{
	(void)state;
	struct buf key, counter, plain;

	vector_from_hex(&key, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
	vector_from_hex(&counter, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
	vector_from_hex(&plain, "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
	kdf_aes_ctr(plain.data, plain.data, plain.len, key.data, key.len, counter.data);
	assert_hex(plain.data, plain.len, "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5");
	buf_free(&key);
	buf_free(&counter);
	buf_free(&plain);
}

static void refuses_absurd_costs(void **state)
{
	(void)state;
	static const struct {
		struct v3_work work;
		enum err_code code;
	} cases[] = {
		{ { 0, 8, 1 }, ERR_KEYSTORE_BAD },
		{ { 1, 8, 1 }, ERR_KEYSTORE_BAD },
		{ { 3, 8, 1 }, ERR_KEYSTORE_BAD },
		{ { 262143, 8, 1 }, ERR_KEYSTORE_BAD },
		{ { 1024, 0, 1 }, ERR_KEYSTORE_BAD },
		{ { 1024, 8, 0 }, ERR_KEYSTORE_BAD },
		{ { UINT64_C(1) << 21, 8, 1 }, ERR_KEYSTORE_LIMITS },
		{ { UINT64_C(1) << 63, 8, 1 }, ERR_KEYSTORE_LIMITS },
		{ { UINT64_C(1) << 63, UINT32_MAX, UINT32_MAX }, ERR_KEYSTORE_LIMITS },
		{ { 2, UINT32_MAX, 1 }, ERR_KEYSTORE_LIMITS },
		{ { 2, 1, UINT32_MAX }, ERR_KEYSTORE_LIMITS },
		{ { 2, 1 << 23, 1 }, ERR_KEYSTORE_LIMITS },
		{ { 2, 1, 1 << 24 }, ERR_KEYSTORE_LIMITS },
		{ { 262144, 8, 17 }, ERR_KEYSTORE_LIMITS },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct kdf kdf = { .kind = KDF_SCRYPT, .work = cases[i].work };
		struct err err;

		assert_refused(kdf_check(&kdf, &err), cases[i].code);
		assert_sentence(err.msg);
	}
}

static void takes_what_is_in_use(void **state)
{
	(void)state;
	static const struct v3_work cases[] = {
		{ 262144, 8, 1 }, { 4096, 8, 6 }, { 8192, 8, 1 }, { 131072, 8, 1 },
		{ 262144, 1, 8 }, { GIB_EXAMPLE, 8, 1 }, { 2, 1, 1 }, { 262144, 8, 16 },
	};
	struct err err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_ok(kdf_check(&(struct kdf){ .kind = KDF_SCRYPT, .work = cases[i] }, &err));
	assert_ok(kdf_check(&(struct kdf){ .kind = KDF_PBKDF2, .rounds = 1 }, &err));
	assert_ok(kdf_check(&(struct kdf){ .kind = KDF_PBKDF2, .rounds = 10000000 }, &err));
	assert_refused(kdf_check(&(struct kdf){ .kind = KDF_PBKDF2, .rounds = 0 }, &err), ERR_KEYSTORE_BAD);
	assert_refused(kdf_check(&(struct kdf){ .kind = KDF_PBKDF2, .rounds = 10000001 }, &err), ERR_KEYSTORE_LIMITS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scrypt_agrees_with_rfc_7914),
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(pbkdf2_agrees_with_wycheproof),
		cmocka_unit_test(aes_128_ctr_agrees_with_sp_800_38a),
		cmocka_unit_test(aes_256_ctr_agrees_with_sp_800_38a),
		cmocka_unit_test(refuses_absurd_costs),
		cmocka_unit_test(takes_what_is_in_use),
	};

	return cmocka_run_group_tests_name("keystore_kdf", tests, NULL, NULL);
}
