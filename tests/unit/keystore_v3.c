#include "keystore/v3.h"

#include "keystore/fields.h"
#include "keystore/mnemonic.h"
#include "keystore/password_forms.h"
#include "keystore/signer.h"
#include "tests/unit/keystore_help.h"

static const char anvil_words[] = "test test test test test test test test test test test junk";
static const char anvil_key[] = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
static const char anvil_address[] = "f39fd6e51aad88f6f4ce6ab8827279cfffb92266";

/* A V3 file that costs nothing, with holes to put damage in. */
static const char mould[] =
	"{\"address\":\"%s\",\"crypto\":{\"cipher\":\"%s\",\"ciphertext\":\"%s\",\"cipherparams\":{\"iv\":\"%s\"},"
	"\"kdf\":\"%s\",\"kdfparams\":%s,\"mac\":\"%s\"},\"version\":%s}";
static const char mould_kdf[] = "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"00\"}";

struct mould {
	const char *address, *cipher, *ciphertext, *iv, *kdf, *kdfparams, *mac, *version;
};

static const struct mould sound = {
	.address = "", .cipher = "aes-128-ctr",
	.ciphertext = "0000000000000000000000000000000000000000000000000000000000000000",
	.iv = "00000000000000000000000000000000", .kdf = "scrypt", .kdfparams = mould_kdf,
	.mac = "0000000000000000000000000000000000000000000000000000000000000000", .version = "3",
};

static bool inspect_mould(struct v3_plain *out, const struct mould *m, struct err *err)
{
	char json[8192];
	int len = snprintf(json, sizeof(json), mould, m->address, m->cipher, m->ciphertext, m->iv, m->kdf,
			   m->kdfparams, m->mac, m->version);

	assert_true(len > 0 && (size_t)len < sizeof(json));
	return v3_inspect(out, json, (size_t)len, err);
}

static bool decrypt(struct seckey **key, struct mnemonic **mnemonic, char *path, const struct buf *json,
		    const char *password, struct err *err)
{
	struct passphrase *passphrase = passphrase_of(password);
	bool ok = v3_decrypt(key, mnemonic, path, buf_string(json), json->len, passphrase, err);

	passphrase_free(passphrase);
	return ok;
}

static void check_accepted(struct json_object *v, const struct buf *json)
{
	const char *id = vector_string(v, "id");
	struct mnemonic *mnemonic = NULL;
	struct v3_plain plain;
	struct address address;
	struct seckey *key = NULL;
	struct err err;

	if (!v3_inspect(&plain, buf_string(json), json->len, &err) ||
	    !decrypt(&key, &mnemonic, NULL, json, vector_string(v, "password"), &err))
		fail_msg("%s: %s", id, err.msg);
	assert_secret_hex(&key->s, vector_string(v, "private_key"));
	address = seckey_address(key);
	assert_hex(address.bytes, 20, vector_string(v, "address"));
	assert_true(!plain.has_address || address_equal(plain.address, address));
	assert_null(mnemonic);
	seckey_free(key);
}

static void check_rejected(struct json_object *v, const struct buf *json)
{
	struct v3_plain plain;
	struct err err;

	assert_refused(v3_inspect(&plain, buf_string(json), json->len, &err), ERR_KEYSTORE_UNSUPPORTED);
	assert_sentence(err.msg);
	(void)v;
}

/* Trust Wallet's files hold words: they give the words' first account.  One
 * of them ends in "back", which is no BIP-39 word. */
static void check_words_inside(struct json_object *v, const struct buf *json)
{
	struct mnemonic *mnemonic = NULL;
	struct seckey *key, *again;
	char path[64];
	struct err err;

	if (strcmp(vector_string(v, "id"), "wc-legacy-mnemonic") == 0) {
		assert_refused(decrypt(&key, &mnemonic, path, json, vector_string(v, "password"), &err),
			       ERR_KEYSTORE_UNSUPPORTED);
		return;
	}
	if (!decrypt(&key, &mnemonic, path, json, vector_string(v, "password"), &err))
		fail_msg("%s: %s", vector_string(v, "id"), err.msg);
	assert_non_null(mnemonic);
	assert_string_equal(path, MNEMONIC_DEFAULT_PATH);
	assert_ok(mnemonic_derive(&again, mnemonic, NULL, path, &err));
	assert_memory_equal(key->s.data, again->s.data, 32);
	if (strstr(vector_string(v, "upstream_expectation"), "0x494f60cb")) {
		struct address address = seckey_address(key);

		assert_hex(address.bytes, 20, "494f60cb6Ac2c8F5E1393aD9FdBdF4Ad589507F7");
	}
	mnemonic_free(mnemonic);
	seckey_free(key);
	seckey_free(again);
}

static void check_inspected(struct json_object *v, const struct buf *json)
{
	struct v3_plain plain;
	struct err err;

	if (!v3_inspect(&plain, buf_string(json), json->len, &err))
		fail_msg("%s: %s", vector_string(v, "id"), err.msg);
	if (vector_string(v, "address") && plain.has_address) {
		assert_hex(plain.address.bytes, 20, vector_string(v, "address"));
	}
}

static bool is_costly(const struct buf *json)
{
	return strstr(buf_string(json), "262144");
}

static void check_case(struct json_object *v)
{
	const char *expect = vector_string(v, "expect");
	char path[128];
	struct buf json;

	snprintf(path, sizeof(path), "keystore/%s", vector_string(v, "file"));
	vector_read(&json, path);
	if (quick_tests() && is_costly(&json))
		expect = strstr("accept policy", expect) ? "inspect" : expect;
	if (strcmp(expect, "accept") == 0)
		check_accepted(v, &json);
	else if (strcmp(expect, "reject") == 0 || strcmp(expect, "reject_or_presale") == 0)
		check_rejected(v, &json);
	else if (strcmp(expect, "policy") == 0)
		check_words_inside(v, &json);
	else if (strcmp(expect, "inspect") == 0)
		check_inspected(v, &json);
	else
		fail_msg("what is '%s'?", expect);
	buf_free(&json);
}

static void opens_the_files_of_other_programs(void **state)
{
	(void)state;
	struct json_object *cases = vector_load("keystore/cases.json");

	assert_true(json_object_array_length(cases) >= 26);
	for (size_t i = 0; i < json_object_array_length(cases); i++)
		check_case(json_object_array_get_idx(cases, i));
	json_object_put(cases);
}

/* geth reads 1024.0.  No program takes "1024" for another number than it is. */
static void reads_numbers_with_decimals_and_as_text(void **state)
{
	static const char *const files[] = { "faults/keystores/nfloat", "faults/keystores/paramstr" };
	struct seckey *key;
	struct buf json;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		vector_read(&json, files[i]);
		assert_ok(decrypt(&key, NULL, NULL, &json, "secret1", &err));
		struct address address = seckey_address(key);
		assert_hex(address.bytes, 20, "8b4257fc23f33452d820723017c6ff298b66ae34");
		seckey_free(key);
		assert_refused(decrypt(&key, NULL, NULL, &json, "secret2", &err), ERR_WRONG_PASSWORD);
		buf_free(&json);
	}
}

static void says_a_wrong_password_is_wrong(void **state)
{
	(void)state;
	struct buf json;
	struct seckey *key;
	struct err err;

	vector_read(&json, "keystore/single/ekrs-scrypt.json");
	assert_refused(decrypt(&key, NULL, NULL, &json, "grOQ8QDnGHvpYJ", &err), ERR_WRONG_PASSWORD);
	assert_refused(decrypt(&key, NULL, NULL, &json, "", &err), ERR_WRONG_PASSWORD);
	assert_refused(decrypt(&key, NULL, NULL, &json, " grOQ8QDnGHvpYJf", &err), ERR_WRONG_PASSWORD);
	assert_false(password_forms_corrected());
	buf_free(&json);
}

/* Password files as editors save them.  The exact bytes are tried first, and the person is told
 * when another form opened the wallet. */
static void opens_without_what_a_file_adds(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"grOQ8QDnGHvpYJf ", "grOQ8QDnGHvpYJf\t\r", "\xef\xbb\xbfgrOQ8QDnGHvpYJf", "\xef\xbb\xbfgrOQ8QDnGHvpYJf\xc2\xa0",
	};
	struct seckey *key;
	struct buf json;
	struct err err;

	vector_read(&json, "keystore/single/ekrs-scrypt.json");
	assert_ok(decrypt(&key, NULL, NULL, &json, "grOQ8QDnGHvpYJf", &err));
	seckey_free(key);
	assert_false(password_forms_corrected());
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) - (quick_tests() ? 3 : 0); i++) {
		assert_ok(decrypt(&key, NULL, NULL, &json, rows[i], &err));
		seckey_free(key);
		assert_true(password_forms_corrected());
		assert_false(password_forms_corrected());
	}
	buf_free(&json);
}

static void encrypt_tiny(struct buf *out, const char *key_hex, const char *words, const char *path, const char *name,
			 const char *password)
{
	struct mnemonic *mnemonic = words ? mnemonic_of(words) : NULL;
	struct passphrase *passphrase = passphrase_of(password);
	struct seckey *key = seckey_of(key_hex);
	struct err err;

	buf_init(out, 0);
	assert_ok(v3_encrypt(out, key, mnemonic, path, name, passphrase, tiny_work, &err));
	mnemonic_free(mnemonic);
	passphrase_free(passphrase);
	seckey_free(key);
}

/* ethers takes the NFKC form of a password, geth its bytes. */
static void opens_with_either_form_of_the_password(void **state)
{
	(void)state;
	struct seckey *key;
	struct buf json;
	struct err err;

	encrypt_tiny(&json, anvil_key, NULL, NULL, "main", "file2 \xc3\xa9");
	assert_ok(decrypt(&key, NULL, NULL, &json, "\xef\xac\x81le\xc2\xb2 e\xcc\x81", &err));
	seckey_free(key);
	assert_refused(decrypt(&key, NULL, NULL, &json, "\xef\xac\x81le\xc2\xb3 e\xcc\x81", &err), ERR_WRONG_PASSWORD);
	assert_refused(decrypt(&key, NULL, NULL, &json, "file2 \xff", &err), ERR_WRONG_PASSWORD);
	buf_free(&json);
	encrypt_tiny(&json, anvil_key, NULL, NULL, "main", "\xef\xac\x81le\xc2\xb2");
	assert_ok(decrypt(&key, NULL, NULL, &json, "\xef\xac\x81le\xc2\xb2", &err));
	seckey_free(key);
	assert_refused(decrypt(&key, NULL, NULL, &json, "file2", &err), ERR_WRONG_PASSWORD);
	buf_free(&json);
}

static void check_round_trip(const char *key_hex)
{
	struct v3_plain plain;
	struct mnemonic *mnemonic = (struct mnemonic *)&plain;	/* must become NULL */
	struct address address;
	struct seckey *key;
	struct buf json;
	struct err err;
	char path[64] = "?";

	encrypt_tiny(&json, key_hex, NULL, NULL, "main \"1\" \xc3\xa9", "päss");
	assert_ok(v3_inspect(&plain, buf_string(&json), json.len, &err));
	assert_ok(decrypt(&key, &mnemonic, path, &json, "päss", &err));
	assert_secret_hex(&key->s, key_hex);
	assert_null(mnemonic);
	assert_string_equal(path, "");
	assert_string_equal(plain.name, "main \"1\" \xc3\xa9");
	assert_true(plain.has_address);
	assert_false(plain.has_mnemonic);
	address = seckey_address(key);
	assert_true(address_equal(plain.address, address));
	seckey_free(key);
	buf_free(&json);
}

static void goes_both_ways(void **state)
{
	(void)state;
	check_round_trip(anvil_key);
	check_round_trip("0000000000000000000000000000000000000000000000000000000000000001");
	check_round_trip("00000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
	check_round_trip("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");
}

static void carries_words(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = NULL;
	struct v3_plain plain;
	struct seckey *key;
	struct buf json;
	struct err err;
	char path[64];

	encrypt_tiny(&json, anvil_key, anvil_words, NULL, "main", "pw");
	assert_ok(v3_inspect(&plain, buf_string(&json), json.len, &err));
	assert_true(plain.has_mnemonic);
	assert_ok(decrypt(&key, &mnemonic, path, &json, "pw", &err));
	assert_non_null(mnemonic);
	assert_string_equal(mnemonic->s.data, anvil_words);
	assert_string_equal(path, MNEMONIC_DEFAULT_PATH);
	assert_null(strstr(buf_string(&json), "junk"));
	assert_null(strstr(buf_string(&json), anvil_key));
	mnemonic_free(mnemonic);
	seckey_free(key);
	assert_ok(decrypt(&key, NULL, NULL, &json, "pw", &err));
	seckey_free(key);
	buf_free(&json);
}

/* Replaces the first occurrence; both texts are of one length. */
static void overwrite(struct buf *json, const char *what, const char *with)
{
	char *at = strstr((char *)json->data, what);

	assert_non_null(at);
	assert_int_equal(strlen(what), strlen(with));
	memcpy(at, with, strlen(with));
}

static void ignores_words_of_another_key(void **state)
{
	(void)state;
	static const char other[] = "0000000000000000000000000000000000000000000000000000000000000002";
	struct mnemonic *mnemonic;
	struct seckey *key;
	struct buf json;
	struct err err;

	encrypt_tiny(&json, other, anvil_words, NULL, "main", "pw");
	assert_ok(decrypt(&key, &mnemonic, NULL, &json, "pw", &err));
	assert_null(mnemonic);
	seckey_free(key);
	buf_free(&json);
	encrypt_tiny(&json, anvil_key, anvil_words, "m/44'/60'/0'/0/0", "main", "pw");
	overwrite(&json, "m/44'/60'/0'/0/0", "m/44'/60'/0'/0/1");
	assert_ok(decrypt(&key, &mnemonic, NULL, &json, "pw", &err));
	assert_null(mnemonic);
	seckey_free(key);
	buf_free(&json);
}

static void writes_what_geth_writes(void **state)
{
	(void)state;
	struct json_object *root, *crypto, *params;
	const char *text;
	struct buf json;
	uint64_t number;

	encrypt_tiny(&json, anvil_key, NULL, NULL, "main", "pw");
	root = fields_parse(buf_string(&json), json.len);
	assert_non_null(root);
	assert_true(fields_text(&text, root, "address"));
	assert_string_equal(text, anvil_address);
	assert_true(fields_u64(&number, root, "version") && number == 3);
	assert_true(fields_text(&text, root, "id"));
	assert_int_equal(strlen(text), 36);
	assert_int_equal(text[14], '4');
	assert_non_null(strchr("89ab", text[19]));
	assert_true(json_object_object_get_ex(root, "crypto", &crypto));
	assert_true(fields_text(&text, crypto, "cipher"));
	assert_string_equal(text, "aes-128-ctr");
	assert_true(fields_text(&text, crypto, "ciphertext"));
	assert_int_equal(strlen(text), 64);
	assert_true(fields_text(&text, crypto, "mac"));
	assert_int_equal(strlen(text), 64);
	assert_true(fields_object(&params, crypto, "kdfparams"));
	assert_true(fields_u64(&number, params, "dklen") && number == 32);
	assert_true(fields_u64(&number, params, "n") && number == tiny_work.n);
	assert_null(fields_get(root, "x-ethers"));
	json_object_put(root);
	buf_free(&json);
}

static void two_files_share_nothing_random(void **state)
{
	(void)state;
	static const char *const random[] = { "salt\":\"", "iv\":\"", "\"id\":\"", "mac\":\"", "ciphertext\":\"" };
	struct buf one, two;

	encrypt_tiny(&one, anvil_key, NULL, NULL, "main", "pw");
	encrypt_tiny(&two, anvil_key, NULL, NULL, "main", "pw");
	for (size_t i = 0; i < sizeof(random) / sizeof(random[0]); i++) {
		const char *a = strstr(buf_string(&one), random[i]), *b = strstr(buf_string(&two), random[i]);

		assert_non_null(a);
		assert_non_null(b);
		assert_memory_not_equal(a + strlen(random[i]), b + strlen(random[i]), 32);
	}
	buf_free(&one);
	buf_free(&two);
}

/* Writes and opens one file at geth's own cost. */
static void standard_work_goes_both_ways(void **state)
{
	(void)state;
	struct passphrase *password = passphrase_of("pw");
	struct seckey *key = seckey_of(anvil_key), *again;
	struct v3_work work = getenv("RIALTO_SLOW_TESTS") ? v3_work_standard : v3_work_light;
	struct buf json;
	struct err err;

	assert_int_equal(v3_work_standard.n, 262144);
	assert_int_equal(v3_work_standard.r, 8);
	assert_int_equal(v3_work_standard.p, 1);
	buf_init(&json, 0);
	assert_ok(v3_encrypt(&json, key, NULL, NULL, NULL, password, work, &err));
	assert_ok(v3_decrypt(&again, NULL, NULL, buf_string(&json), json.len, password, &err));
	assert_memory_equal(key->s.data, again->s.data, 32);
	seckey_free(key);
	seckey_free(again);
	passphrase_free(password);
	buf_free(&json);
}

static void refuses_damage_with_a_sentence(void **state)
{
	(void)state;
	static const struct {
		size_t field;
		const char *value;
		enum err_code code;
	} cases[] = {
#define FIELD(name) offsetof(struct mould, name)
		{ FIELD(address), "f39f", ERR_KEYSTORE_BAD },
		{ FIELD(address), "zz9fd6e51aad88f6f4ce6ab8827279cfffb92266", ERR_KEYSTORE_BAD },
		{ FIELD(cipher), "aes-256-ctr", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(cipher), "aes-128-cbc", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(cipher), "", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(ciphertext), "", ERR_KEYSTORE_BAD },
		{ FIELD(ciphertext), "000", ERR_KEYSTORE_BAD },
		{ FIELD(ciphertext), "xx", ERR_KEYSTORE_BAD },
		{ FIELD(iv), "", ERR_KEYSTORE_BAD },
		{ FIELD(iv), "0000000000000000000000000000000000", ERR_KEYSTORE_BAD },
		{ FIELD(kdf), "argon2id", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(kdf), "pbkdf2", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(kdfparams), "[]", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":\"two\",\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2.5,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":-2,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":3,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":31,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"n\":2,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"0\"}", ERR_KEYSTORE_BAD },
		{ FIELD(kdfparams), "{\"dklen\":99999,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_LIMITS },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":1099511627776,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_LIMITS },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":4294967296,\"salt\":\"\"}", ERR_KEYSTORE_LIMITS },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2,\"p\":4294967297,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_LIMITS },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":99999999999999999999999,\"p\":1,\"r\":8,\"salt\":\"\"}", ERR_KEYSTORE_BAD },
		{ FIELD(mac), "", ERR_KEYSTORE_BAD },
		{ FIELD(mac), "00", ERR_KEYSTORE_BAD },
		{ FIELD(version), "1", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(version), "4", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(version), "\"4\"", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(version), "3.5", ERR_KEYSTORE_UNSUPPORTED },
		{ FIELD(version), "null", ERR_KEYSTORE_BAD },
	};
	struct v3_plain plain;
	struct err err;

	assert_ok(inspect_mould(&plain, &sound, &err));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mould m = sound;

		memcpy((char *)&m + cases[i].field, &cases[i].value, sizeof(cases[i].value));
		err = (struct err){ 0 };
		if (inspect_mould(&plain, &m, &err))
			fail_msg("took %s", cases[i].value);
		if (err.code != cases[i].code)
			fail_msg("%s: %s", cases[i].value, err.msg);
		assert_sentence(err.msg);
	}
}

static void takes_what_the_format_allows(void **state)
{
	(void)state;
	static const struct {
		size_t field;
		const char *value;
	} cases[] = {
		{ FIELD(address), "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266" },
		{ FIELD(address), "F39FD6E51AAD88F6F4CE6AB8827279CFFFB92266" },
		{ FIELD(cipher), "AES-128-CTR" },
		{ FIELD(ciphertext), "0x00" },
		{ FIELD(iv), "0x01" },
		{ FIELD(kdf), "Scrypt" },
		{ FIELD(kdfparams), "{\"DKLEN\":64,\"N\":2,\"P\":1,\"R\":8,\"SALT\":\"0xAB\"}" },
		{ FIELD(kdfparams), "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"\"}" },
		{ FIELD(version), "\"3\"" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mould m = sound;
		struct v3_plain plain;
		struct err err;

		memcpy((char *)&m + cases[i].field, &cases[i].value, sizeof(cases[i].value));
		if (!inspect_mould(&plain, &m, &err))
			fail_msg("%s: %s", cases[i].value, err.msg);
	}
}

static void refuses_huge_fields(void **state)
{
	(void)state;
	char salt[2100] = "{\"dklen\":32,\"n\":2,\"p\":1,\"r\":8,\"salt\":\"", ciphertext[1100];
	size_t at = strlen(salt);
	struct v3_plain plain;
	struct mould m = sound;
	struct err err;

	memset(salt + at, '0', 2050);
	strcpy(salt + at + 2050, "\"}");
	m.kdfparams = salt;
	assert_refused(inspect_mould(&plain, &m, &err), ERR_KEYSTORE_BAD);
	m = sound;
	memset(ciphertext, '0', 1026);
	ciphertext[1026] = '\0';
	m.ciphertext = ciphertext;
	assert_refused(inspect_mould(&plain, &m, &err), ERR_KEYSTORE_BAD);
}

static void refuses_every_truncation(void **state)
{
	(void)state;
	struct v3_plain plain;
	struct buf json;
	struct err err;

	encrypt_tiny(&json, anvil_key, anvil_words, NULL, "main", "pw");
	for (size_t len = 0; len < json.len; len++)
		assert_refused(v3_inspect(&plain, buf_string(&json), len, &err), ERR_KEYSTORE_BAD);
	buf_free(&json);
}

/* A change of any digit that matters is noticed. */
static void notices_every_changed_digit(void **state)
{
	(void)state;
	static const char *const fields[] = { "ciphertext\":\"", "mac\":\"", "salt\":\"", "address\":\"" };
	struct buf json;

	encrypt_tiny(&json, anvil_key, NULL, NULL, "main", "pw");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		char *digit = strstr((char *)json.data, fields[i]) + strlen(fields[i]);

		for (; *digit != '"'; digit++) {
			char was = *digit;
			struct seckey *key;
			struct err err;

			*digit = was == '0' ? '1' : '0';
			if (decrypt(&key, NULL, NULL, &json, "pw", &err))
				fail_msg("a changed %s was not noticed", fields[i]);
			*digit = was;
		}
	}
	buf_free(&json);
}

/* The MAC does not cover the iv.  A changed iv gives another key, which only a stated address reveals. */
static void notices_a_key_that_is_not_the_addresss(void **state)
{
	(void)state;
	struct seckey *key;
	struct buf json;
	struct err err;
	char *iv;

	encrypt_tiny(&json, anvil_key, NULL, NULL, "main", "pw");
	iv = strstr((char *)json.data, "iv\":\"") + 5;
	*iv = *iv == '0' ? '1' : '0';
	assert_refused(decrypt(&key, NULL, NULL, &json, "pw", &err), ERR_KEYSTORE_BAD);
	assert_non_null(strstr(err.msg, "address"));
	buf_free(&json);
}

static void names_are_made_safe(void **state)
{
	(void)state;
	static const char json[] =
		"{\"x-rialto\":{\"name\":\"a\\u001b[31mb\\n\"},\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"00\","
		"\"cipherparams\":{\"iv\":\"00\"},\"kdf\":\"scrypt\",\"kdfparams\":{\"dklen\":32,\"n\":2,\"p\":1,\"r\":1,"
		"\"salt\":\"\"},\"mac\":\"0000000000000000000000000000000000000000000000000000000000000000\"},\"version\":3}";
	struct v3_plain plain;
	struct err err;

	assert_ok(v3_inspect(&plain, json, sizeof(json) - 1, &err));
	assert_null(strchr(plain.name, '\x1b'));
	assert_null(strchr(plain.name, '\n'));
}

static void refuses_to_write_nonsense(void **state)
{
	(void)state;
	struct passphrase *password = passphrase_of("pw");
	struct seckey *key = seckey_of(anvil_key), *zero = seckey_new();
	struct mnemonic *bad = mnemonic_of("test test");
	struct buf json;
	struct err err;

	zero->s.len = 32;
	buf_init(&json, 0);
	assert_refused(v3_encrypt(&json, zero, NULL, NULL, "a", password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(v3_encrypt(&json, key, NULL, "44'", "a", password, tiny_work, &err), ERR_INVALID_INPUT);
	assert_refused(v3_encrypt(&json, key, bad, NULL, "a", password, tiny_work, &err), ERR_MNEMONIC_BAD);
	assert_refused(v3_encrypt(&json, key, NULL, NULL, "a", password, (struct v3_work){ 3, 8, 1 }, &err),
		       ERR_KEYSTORE_BAD);
	seckey_free(key);
	seckey_free(zero);
	mnemonic_free(bad);
	passphrase_free(password);
	buf_free(&json);
}

static void names_files_as_geth_does(void **state)
{
	(void)state;
	struct address address;
	char name[96];

	assert_true(hex_decode(address.bytes, 20, anvil_address));
	v3_file_name(name, address);
	assert_int_equal(strlen(name), 77);
	assert_memory_equal(name, "UTC--20", 7);
	assert_memory_equal(name + 34, "Z--", 3);
	assert_string_equal(name + 37, anvil_address);
	assert_null(strchr(name, ':'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_the_files_of_other_programs),
		cmocka_unit_test(reads_numbers_with_decimals_and_as_text),
		cmocka_unit_test(says_a_wrong_password_is_wrong),
		cmocka_unit_test(opens_without_what_a_file_adds),
		cmocka_unit_test(opens_with_either_form_of_the_password),
		cmocka_unit_test(goes_both_ways),
		cmocka_unit_test(carries_words),
		cmocka_unit_test(ignores_words_of_another_key),
		cmocka_unit_test(writes_what_geth_writes),
		cmocka_unit_test(two_files_share_nothing_random),
		cmocka_unit_test(standard_work_goes_both_ways),
		cmocka_unit_test(refuses_damage_with_a_sentence),
		cmocka_unit_test(takes_what_the_format_allows),
		cmocka_unit_test(refuses_huge_fields),
		cmocka_unit_test(refuses_every_truncation),
		cmocka_unit_test(notices_every_changed_digit),
		cmocka_unit_test(notices_a_key_that_is_not_the_addresss),
		cmocka_unit_test(names_are_made_safe),
		cmocka_unit_test(refuses_to_write_nonsense),
		cmocka_unit_test(names_files_as_geth_does),
	};

	return cmocka_run_group_tests_name("keystore_v3", tests, NULL, NULL);
}
