/* Whatever the model asks for, the open wallet signs only for itself. */
#include "app/effects.h"

#include <semaphore.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/keystore.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct action delivered;
static int deliveries;

static void deliver(void *context, struct action *action)
{
	(void)context;
	action_free(&delivered);
	delivered = *action;
	*action = (struct action){ 0 };
	deliveries++;
}

static struct signer *new_signer(uint8_t number)
{
	struct seckey *key = seckey_new();
	uint8_t bytes[32];

	memset(bytes, number, sizeof(bytes));
	assert_true(secret_append(&key->s, bytes, sizeof(bytes)));
	return signer_new(key);
}

static int open_signer(void **state)
{
	static struct effect_runner runner;

	assert_true(sodium_init() >= 0);
	runner = (struct effect_runner){ .deliver = deliver, .signer = new_signer(7) };
	*state = &runner;
	return 0;
}

static int close_signer(void **state)
{
	struct effect_runner *runner = *state;

	signer_free(runner->signer);
	action_free(&delivered);
	delivered = (struct action){ 0 };
	return 0;
}

static void run(struct effect_runner *runner, enum effect_type type, struct address from)
{
	struct effects effects = { 0 };
	struct effect *effect = effects_add(&effects, type, 3);
	int before = deliveries;

	effect->from = from;
	if (type == EFFECT_SIGN_TEXT)
		effect->text = mem_string("a.b.c");
	if (type == EFFECT_SIGN_PAYMENT)
		effect->pay.payment =
			(struct payment){ .chain_id = 8453, .from = from, .amount = { TOKEN_USDC, U256_ZERO } };
	if (type == EFFECT_X402_BALANCE || type == EFFECT_X402_LEDGER)
		effect->x402.sign_in.address = from;
	effects_run(runner, &effects);
	assert_int_equal(deliveries, before + 1);
	assert_int_equal(delivered.request, 3);
}

static void the_open_wallet_signs(void **state)
{
	struct effect_runner *runner = *state;
	struct address own = signer_address(runner->signer);

	run(runner, EFFECT_SIGN_TEXT, own);
	assert_true(delivered.ok);
	assert_true(address_equal(delivered.signed_text.recovered, own));
	run(runner, EFFECT_SIGN_TX, own);
	assert_true(delivered.ok);
	assert_true(delivered.signed_tx.raw.len > 0);
}

/* Each payment gets a number of its own, unless it repeats an open one. */
static void payments_are_numbered(void **state)
{
	struct effect_runner *runner = *state;
	struct address own = signer_address(runner->signer);
	uint8_t first[PAYMENT_NONCE_SIZE];

	run(runner, EFFECT_SIGN_PAYMENT, own);
	assert_true(delivered.ok);
	memcpy(first, delivered.signed_payment.payment.nonce, sizeof(first));
	assert_false(sodium_is_zero(first, sizeof(first)));
	run(runner, EFFECT_SIGN_PAYMENT, own);
	assert_memory_not_equal(first, delivered.signed_payment.payment.nonce, sizeof(first));
}

static void it_does_not_sign_for_another(void **state)
{
	static const enum effect_type types[] = {
		EFFECT_X402_BALANCE, EFFECT_X402_LEDGER, EFFECT_SIGN_PAYMENT, EFFECT_SIGN_TEXT, EFFECT_SIGN_TX,
	};
	struct effect_runner *runner = *state;
	struct signer *other = new_signer(8);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		run(runner, types[i], signer_address(other));
		assert_false(delivered.ok);
		assert_int_equal(delivered.err.code, ERR_PASSWORD_NEEDED);
	}
	assert_int_equal(delivered.signed_tx.raw.len, 0);
	signer_free(other);
}

static void nothing_is_signed_readonly(void **state)
{
	static const enum effect_type types[] = {
		EFFECT_SIGN_TEXT, EFFECT_SIGN_PAYMENT, EFFECT_X402_PAY, EFFECT_X402_BALANCE, EFFECT_X402_LEDGER,
	};
	struct effect_runner *runner = *state;

	runner->readonly = true;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		run(runner, types[i], signer_address(runner->signer));
		assert_false(delivered.ok);
		assert_int_equal(delivered.err.code, ERR_READONLY);
	}
}

/* A folder for one test, with a watched wallet in it. */
static char top[] = "/tmp/rialto-effects.XXXXXX";
static struct home home;

static void make_home(void)
{
	struct account account;
	struct err err;

	strcpy(strchr(top, '.'), ".XXXXXX");
	assert_non_null(mkdtemp(top));
	assert_true(home_locate(&home, top, &err) && home_prepare(&home, &err));
	assert_true(keystore_watch(&account, &home, "looked at", (struct address){ { 7 } }, &err));
}

static void remove_home(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -r '%s'", top);
	assert_int_equal(system(command), 0);
}

static void wake(void *context)
{
	sem_post(context);
}

static void load(struct effect_runner *runner)
{
	struct effects effects = { 0 };

	effects_add(&effects, EFFECT_LOAD, 3);
	effects_run(runner, &effects);
}

static void assert_loaded(const struct action *action)
{
	assert_int_equal(action->type, ACTION_LOADED);
	assert_int_equal(action->request, 3);
	assert_true(action->ok);
	assert_int_equal(action->loaded.accounts.count, 1);
	assert_string_equal(action->loaded.accounts.items[0].name, "looked at");
}

/* A command reads at once.  So does a screen once it has read all, so that nothing it has written is missed. */
static void a_screen_reads_the_home_on_the_worker_first(void **state)
{
	struct tui *screen = mem_new(1, 1);	/* nobody looks into it */
	struct effect_runner runner = { .home = &home, .deliver = deliver };
	struct action collected;
	int before = deliveries;
	sem_t woken;

	(void)state;
	make_home();
	load(&runner);
	assert_int_equal(deliveries, before + 1);
	assert_loaded(&delivered);
	sem_init(&woken, 0, 0);
	runner = (struct effect_runner){
		.home = &home, .deliver = deliver, .worker = worker_new(wake, &woken), .tui = screen, .attended = true,
	};
	home.repaired = true;
	load(&runner);
	assert_int_equal(deliveries, before + 1);
	while (sem_wait(&woken) != 0)
		;
	assert_true(effects_collect(&runner, &collected));
	assert_loaded(&collected);
	assert_non_null(strstr(collected.loaded.note, "was open to others"));
	assert_false(home.repaired);
	action_free(&collected);
	assert_false(effects_collect(&runner, &collected));
	load(&runner);
	assert_int_equal(deliveries, before + 2);
	assert_loaded(&delivered);
	worker_free(runner.worker);
	sem_destroy(&woken);
	free(screen);
	remove_home();
	action_free(&delivered);
	delivered = (struct action){ 0 };
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_open_wallet_signs, open_signer, close_signer),
		cmocka_unit_test_setup_teardown(payments_are_numbered, open_signer, close_signer),
		cmocka_unit_test_setup_teardown(it_does_not_sign_for_another, open_signer, close_signer),
		cmocka_unit_test_setup_teardown(nothing_is_signed_readonly, open_signer, close_signer),
		cmocka_unit_test(a_screen_reads_the_home_on_the_worker_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
