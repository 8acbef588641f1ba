#include "tests/support/flow_driver.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/ledger.h"
#include "wallet/venice/jwt.h"

#define START_MS INT64_C(1760000000000)
#define NODE_SKEW_MS (-180 * MINUTE_MS)	/* no code may rely on a node's clock */

bool driver_mint_visited[MINT_STATE_COUNT], driver_tx_visited[TX_STATE_COUNT],
	driver_plan_visited[PLAN_STATE_COUNT],
	driver_test_visited[PROBE_STATE_COUNT], driver_topup_visited[TOPUP_STATE_COUNT];

static struct address address_of(unsigned number)
{
	struct address out;

	memset(out.bytes, (int)number, sizeof(out.bytes));
	return out;
}

static void add_account(struct accounts *accounts, const char *name, enum account_kind kind, struct address address)
{
	struct account *account;

	accounts->items = mem_grow(accounts->items, accounts->count + 1, sizeof(*accounts->items));
	account = &accounts->items[accounts->count++];
	*account = (struct account){ .kind = kind, .address = address };
	snprintf(account->name, sizeof(account->name), "%s", name);
	snprintf(account->file, sizeof(account->file), "%s.json", name);
}

/* The flows work in any order.  RIALTO_SHUFFLE_FLOWS=seed gives each test another one. */
static void shuffle_flows(struct model *model)
{
	const char *seed = getenv("RIALTO_SHUFFLE_FLOWS");
	static uint64_t random;

	if (!seed)
		return;
	if (!random)
		random = strtoull(seed, NULL, 10);
	for (size_t i = FLOW_COUNT; i > 1; i--) {
		size_t other;
		unsigned char id = model->flow_order[i - 1];

		random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		other = (size_t)(random >> 33) % i;
		model->flow_order[i - 1] = model->flow_order[other];
		model->flow_order[other] = id;
	}
}

static void start_model(struct driver *driver, bool headless)
{
	static struct network networks[3];

	assert_true(network_builtin(&networks[0], "base") && network_builtin(&networks[1], "practice"));
	networks[2] = (struct network){ .name = "half", .title = "half", .real_money = true };
	model_init(&driver->model, &(struct setup){
		.network = &networks[1], .random_seed = 42, .headless = headless, .resume_journal = !headless,
		.networks = networks, .network_count = 3,
	});
	shuffle_flows(&driver->model);
	driver->is_open = false;
	driver->confirmed = 0;
}

static void load(struct driver *driver)
{
	struct action action = { .type = ACTION_LOADED, .ok = true };

	accounts_copy(&action.loaded.accounts, &driver->accounts);
	key_list_copy(&action.loaded.keys, &driver->vault);
	action.loaded.journal.items = mem_new(driver->journal.count, sizeof(*driver->journal.items));
	for (size_t i = 0; i < driver->journal.count; i++)
		journal_entry_copy(&action.loaded.journal.items[action.loaded.journal.count++],
				   &driver->journal.items[i]);
	for (size_t i = 0; i < driver->ledger.count; i++) {
		struct log_entry line = driver->ledger.items[i];

		log_entries_append(&action.loaded.ledger, &line);
	}
	driver_apply(driver, &action);
}

static void open_with(struct driver *driver, bool headless)
{
	*driver = (struct driver){ .now_ms = START_MS, .token_life_ms = 15 * MINUTE_MS, .as_asked = true };
	flow_node_init(&driver->node);
	driver->node.usdc = u256_from_u64(100000000);
	driver->offers = (struct x402_offers){ .version = X402_VERSION, .count = 1, .items = { {
		.scheme = "exact", .network = "eip155:8453", .asset = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
		.pay_to = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", .amount = "5000000", .name = "USD Coin",
		.version = "2", .timeout_s = 300,
	} } };
	add_account(&driver->accounts, "alpha", ACCOUNT_KEY, address_of(0xa1));
	add_account(&driver->accounts, "beta", ACCOUNT_MNEMONIC, address_of(0xb2));
	add_account(&driver->accounts, "cold", ACCOUNT_WATCH, address_of(0xc3));
	start_model(driver, headless);
	load(driver);
	driver_forget(driver, EFFECT_CHAIN);
	driver->model.refresh.request = 0;
}

void driver_open(struct driver *driver)
{
	open_with(driver, false);
}

void driver_open_headless(struct driver *driver)
{
	open_with(driver, true);
}

void driver_close(struct driver *driver)
{
	model_free(&driver->model);
	effects_free(&driver->pending);
	accounts_free(&driver->accounts);
	key_list_free(&driver->vault);
	key_list_free(&driver->venice);
	journal_free(&driver->journal);
	log_entries_free(&driver->ledger);
	flow_node_free(&driver->node);
	free(driver->payments);
}

void driver_add_wallet(struct driver *driver, unsigned number)
{
	char name[16];

	snprintf(name, sizeof(name), "w%u", number);
	add_account(&driver->accounts, name, ACCOUNT_KEY, address_of(number + 1));
}

void driver_reload(struct driver *driver)
{
	load(driver);
}

void driver_restart(struct driver *driver)
{
	bool headless = driver->model.headless;

	model_free(&driver->model);
	effects_free(&driver->pending);
	driver->agreed = false;
	start_model(driver, headless);
	load(driver);
}

bool driver_journal_has(const struct driver *driver, enum journal_kind kind)
{
	for (size_t i = 0; i < driver->journal.count; i++) {
		if (driver->journal.items[i].kind == kind)
			return true;
	}
	return false;
}

static void close_entry(struct driver *driver, const char *id)
{
	if (!journal_forget(&driver->journal, id))
		fail_msg("journal entry '%s' is closed, but is not open", id);
}

/* Only an entry that is still open and known in full can be written again. */
static void note_entry(struct driver *driver, const struct journal_entry *entry)
{
	struct journal_entry *kept = journal_find(&driver->journal, entry->id);

	if (!kept)
		fail_msg("journal entry '%s' is noted, but is not open", entry->id);
	assert_true(journal_entry_known(entry));
	journal_entry_free(kept);
	journal_entry_copy(kept, entry);
	kept->followed = false;		/* the disk does not keep this */
	kept->gone_ms = 0;
	kept->watch_request = 0;
}

static void drop_request(struct driver *driver, uint32_t request)
{
	struct effects *pending = &driver->pending;

	for (size_t i = 0; i < pending->count;) {
		if (pending->items[i].request != request) {
			i++;
			continue;
		}
		effect_free(&pending->items[i]);
		memmove(&pending->items[i], &pending->items[i + 1], (pending->count - i - 1) * sizeof(*pending->items));
		pending->count--;
	}
}

static void check_signer(const struct driver *driver, struct address address)
{
	assert_false(driver->model.readonly);
	assert_true(driver->is_open);
	assert_true(address_equal(driver->signer, address));
}

static bool is_journalled(const struct driver *driver, const struct buf *raw)
{
	for (size_t i = 0; i < driver->journal.count; i++) {
		const struct journal_entry *entry = &driver->journal.items[i];

		for (size_t v = 0; entry->kind == JOURNAL_TX && v < journal_entry_variants(entry); v++) {
			const struct buf *kept = journal_entry_raw(entry, v);

			if (kept->len == raw->len && memcmp(kept->data, raw->data, raw->len) == 0)
				return true;
		}
	}
	return false;
}

static bool same_nonce(const struct payment *a, const struct payment *b)
{
	return memcmp(a->nonce, b->nonce, PAYMENT_NONCE_SIZE) == 0;
}

static const struct payment *journalled_payment(const struct driver *driver, const struct payment *payment)
{
	for (size_t i = 0; i < driver->journal.count; i++) {
		const struct journal_entry *entry = &driver->journal.items[i];

		if (entry->kind == JOURNAL_PAYMENT && same_nonce(&entry->payment, payment))
			return &entry->payment;
	}
	return NULL;
}

static uint64_t chain_time(const struct driver *driver)
{
	return (uint64_t)(driver->now_ms + driver->skew_ms) / 1000;
}

static bool was_taken(const struct driver *driver, const struct payment *payment)
{
	for (size_t i = 0; i < driver->payment_count; i++) {
		if (driver->payments[i].used && same_nonce(&driver->payments[i].payment, payment))
			return true;
	}
	return false;
}

/* Whatever Venice does with all that it has, it can take only one of a wallet's payments. */
static void check_payment(struct driver *driver, const struct payment *payment)
{
	const struct payment *journalled = journalled_payment(driver, payment);

	assert_non_null(journalled);
	assert_true(journalled->valid_before >= payment->valid_before);
	for (size_t i = 0; i < driver->payment_count; i++) {
		const struct flow_payment *other = &driver->payments[i];

		if (address_equal(other->payment.from, payment->from) && !same_nonce(&other->payment, payment))
			assert_true(was_taken(driver, &other->payment) || other->lost ||
				    other->payment.valid_before < chain_time(driver));
	}
	driver->payments = mem_grow(driver->payments, driver->payment_count + 1, sizeof(*driver->payments));
	driver->payments[driver->payment_count++] = (struct flow_payment){ .payment = *payment };
}

static void check_agreed(const struct driver *driver, const struct payment *payment)
{
	check_signer(driver, payment->from);
	assert_true(driver->agreed);
	assert_true(address_equal(payment->from, driver->agreed_to.from));
	assert_true(address_equal(payment->to, driver->agreed_to.to));
	assert_int_equal(amount_compare(payment->amount, driver->agreed_to.amount), 0);
	assert_int_equal(payment->chain_id, driver->model.network.chain_id);
}

static void check_chain(const struct driver *driver, const struct chain_batch *batch)
{
	assert_true(batch->count > 0);
	for (size_t i = 0; i < batch->count; i++) {
		if (batch->calls[i].method == CHAIN_SEND)
			assert_true(is_journalled(driver, &batch->calls[i].data));
	}
}

/* Nothing may be minted for a wallet while an earlier mint for it may have acted. */
static void check_no_doubt(const struct driver *driver, struct address address)
{
	assert_true(!driver->in_doubt || driver->doubts > 0);
	for (size_t i = 0; i < driver->doubts; i++)
		assert_false(address_equal(driver->doubtful[i], address));
}

void driver_doubt(struct driver *driver, struct address address)
{
	assert_true(driver->doubts < sizeof(driver->doubtful) / sizeof(driver->doubtful[0]));
	driver->doubtful[driver->doubts++] = address;
	driver->in_doubt = true;
}

/* Notes that the person has looked. */
static void settle_doubt(struct driver *driver, struct address address)
{
	for (size_t i = 0; i < driver->doubts; i++)
		if (address_equal(driver->doubtful[i], address))
			driver->doubtful[i--] = driver->doubtful[--driver->doubts];
	driver->in_doubt = driver->doubts > 0;
}

/* True for a tenth more, rounded up. */
static bool is_raised(struct u256 now, struct u256 was)
{
	struct u256 a, b;

	return u256_mul(&a, now, u256_from_u64(10)) && u256_mul(&b, was, u256_from_u64(11)) && u256_compare(a, b) >= 0;
}

/* A replacement has the nonce of what it replaces and offers more than all before.  No
 * transaction spends more on fees than the person allows. */
static void check_replacement(const struct driver *driver, const struct tx *tx)
{
	const struct journal_entry *entry = &driver->model.tx.entry;

	assert_true(amount_compare(tx_fees_tip(tx), driver->model.max_tip) <= 0);
	for (size_t i = 0; driver->model.tx.change != TX_CHANGE_NONE && i < journal_entry_variants(entry); i++) {
		const struct buf *raw = journal_entry_raw(entry, i);
		struct err err;
		struct tx was;

		assert_true(tx_decode(&was, NULL, raw->data, raw->len, &err));
		assert_int_equal(was.nonce, tx->nonce);
		assert_true(is_raised(tx->max_fee, was.max_fee) &&
			    is_raised(tx->max_priority_fee, was.max_priority_fee));
		tx_free(&was);
	}
}

/* A yes to a list is one to the wallet's amount on it, and to no higher fee. */
static void check_listed(const struct driver *driver, const struct tx *tx)
{
	const struct flow_plan_batch *batch = &driver->model.plan_batch;
	const struct plan_row *row = &batch->rows[batch->at];
	struct u256 fee;

	assert_int_equal(batch->state, PLAN_BATCH_WORKING);
	assert_true(address_equal(row->account.address, driver->model.tx.account.address));
	assert_int_equal(row->state, PLAN_ROW_LOOKED);
	assert_int_equal(amount_compare(driver->model.tx.amount, row->amount), 0);
	assert_true(u256_mul(&fee, tx->max_fee, u256_from_u64(tx->gas_limit)));
	assert_true(u256_compare(fee, row->fee.units) <= 0);
}

/* Checks what must hold of an effect, whatever led to it. */
static void check_effect(struct driver *driver, const struct effect *effect)
{
	struct jwt jwt;
	struct err err;

	if (effect->type == EFFECT_SIGN_TX) {
		uint8_t hash[KECCAK_SIZE];

		check_replacement(driver, &effect->tx);
		if (driver->agreed_to_all && !driver->confirmed) {
			check_listed(driver, &effect->tx);
		} else {
			assert_true(driver->confirmed > 0);
			driver->confirmed--;
			tx_signing_hash(hash, &effect->tx);
			assert_memory_equal(hash, driver->shown_hash, sizeof(hash));
		}
		check_signer(driver, driver->model.tx.account.address);
		assert_true(address_equal(effect->from, driver->model.tx.account.address));
		assert_int_equal(effect->tx.chain_id, driver->model.network.chain_id);
	} else if (effect->type == EFFECT_SIGN_TEXT) {
		check_signer(driver, driver->model.mint.account.address);
		assert_true(address_equal(effect->from, driver->model.mint.account.address));
		if (driver->challenges)
			assert_true(driver->challenge_read &&
				    challenge_same_meaning(effect->text, driver->model.mint.confirmed));
		else
			assert_true(jwt_inspect(&jwt, effect->text, strlen(effect->text), &err));
	} else if (effect->type == EFFECT_X402_BALANCE || effect->type == EFFECT_X402_LEDGER) {
		check_signer(driver, effect->x402.sign_in.address);
	} else if (effect->type == EFFECT_SIGN_PAYMENT) {
		check_agreed(driver, &effect->pay.payment);
	} else if (effect->type == EFFECT_X402_PAY) {
		check_payment(driver, &driver->model.topup.payment);
	} else if (effect->type == EFFECT_SEAL) {
		check_signer(driver, driver->model.mint.account.address);
		assert_non_null(effect->seal->key);
	} else if (effect->type == EFFECT_MINT || effect->type == EFFECT_KEY_CREATE) {
		check_no_doubt(driver, effect->type == EFFECT_MINT ? effect->mint.address : effect->admin->address);
		assert_true(driver_journal_has(driver, JOURNAL_MINT));
	} else if (effect->type == EFFECT_PROBE) {
		assert_true(driver->test_confirmed);
		driver->test_confirmed = false;
		check_signer(driver, driver->model.probe.key.address);
	} else if (effect->type == EFFECT_CHAIN) {
		check_chain(driver, &effect->chain);
	}
}

static void book(struct driver *driver, const struct log_entry *entry)
{
	struct log_entry line = log_entry_of_ledger(entry);

	log_entries_append(&driver->ledger, &line);
}

/* Does what app/ finishes at once. */
static void take_at_once(struct driver *driver, const struct effect *effect)
{
	if (effect->type == EFFECT_LOCK || effect->type == EFFECT_UNLOCK)
		driver->is_open = false;
	else if (effect->type == EFFECT_JOURNAL_NOTE)
		note_entry(driver, effect->entry);
	else if (effect->type == EFFECT_JOURNAL_CLOSE)
		close_entry(driver, effect->journal_id);
	else if (effect->type == EFFECT_CANCEL)
		drop_request(driver, effect->request);
	else if (effect->type == EFFECT_LOG && log_entry_is_of_money(effect->log_entry))
		book(driver, effect->log_entry);
}

/* No flow waits for the clipboard. */
static bool waits(const struct effect *effect)
{
	return effect_result(effect->type) != ACTION_NONE && effect->type != EFFECT_CLIPBOARD_CLEAR;
}

static void take_effects(struct driver *driver, struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++) {
		struct effect *effect = &effects->items[i];

		driver->count[effect->type]++;
		check_effect(driver, effect);
		take_at_once(driver, effect);
		if (!waits(effect))
			continue;
		effects_append(&driver->pending, effect);
	}
	effects_free(effects);
}

static void note_states(const struct driver *driver)
{
	driver_mint_visited[driver->model.mint.state] = true;
	driver_tx_visited[driver->model.tx.state] = true;
	driver_plan_visited[driver->model.plan.state] = true;
	driver_test_visited[driver->model.probe.state] = true;
	driver_topup_visited[driver->model.topup.state] = true;
}

void driver_assert_all_visited(const bool *visited, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!visited[i])
			fail_msg("state %zu of %zu was never reached", i, count);
	}
}

static void note_agreed(struct driver *driver)
{
	driver->agreed = true;
	driver->agreed_to = (struct payment){
		.from = driver->model.topup.account.address, .to = driver->model.topup.terms.pay_to,
		.amount = driver->model.topup.amount,
	};
}

/* True for giving up a mint whose outcome is unknown.  If nobody has looked, it is asked about first. */
static bool gives_up(const struct driver *driver, const struct action *action)
{
	const struct model *model = &driver->model;
	const struct action *held = model->asked.wish;

	if (model->mint.state != MINT_UNKNOWN)
		return false;
	if (action->type == ACTION_CONFIRM)
		return held && held->type == ACTION_MINT_FORGET;
	return action->type == ACTION_MINT_FORGET &&
	       (model->headless || model->key_admin.listed_ms > model->mint.intent_ms);
}

void driver_apply(struct driver *driver, struct action *action)
{
	struct effects effects = { 0 };
	bool tick = action->type == ACTION_TICK;

	if (action->type == ACTION_CONFIRM && driver->model.tx.state == TX_REVIEW &&
	    !tx_agreed_stopped(&driver->model.tx)) {
		driver->confirmed++;
		tx_signing_hash(driver->shown_hash, &driver->model.tx.tx);
	}
	driver->agreed_to_all |= action->type == ACTION_CONFIRM && driver->model.plan_batch.state == PLAN_BATCH_REVIEW;
	driver->challenge_read |= action->type == ACTION_CONFIRM && driver->model.mint.state == MINT_REVIEW;
	if (action->type == ACTION_CONFIRM && model_want(&driver->model) == WANT_PROBE)
		driver->test_confirmed = true;
	if (action->type == ACTION_CONFIRM && model_want(&driver->model) == WANT_PAYMENT)
		note_agreed(driver);
	if (gives_up(driver, action))
		settle_doubt(driver, driver->model.mint.account.address);
	action->now_ms = driver->now_ms;
	model_update(&driver->model, action, &effects);
	action_free(action);
	note_states(driver);
	take_effects(driver, &effects);
	if (!driver->model.tx.agreed.is || driver->model.tx.agreed.against.code != ERR_NONE)
		driver->confirmed = 0;
	driver->agreed_to_all &= flow_plan_batch_running(&driver->model.plan_batch);
	if (driver->model.probe.state != PROBE_UNLOCK)
		driver->test_confirmed = false;
	if (tick && model_deadline(&driver->model) != 0)
		assert_true(model_deadline(&driver->model) > driver->now_ms);
}

void driver_do(struct driver *driver, enum action_type type)
{
	driver_apply(driver, &(struct action){ .type = type });
}

void driver_agree(struct driver *driver)
{
	if (asked_waits(&driver->model))
		driver_do(driver, ACTION_CONFIRM);
}

void driver_select(struct driver *driver, size_t index)
{
	driver_apply(driver, &(struct action){ .type = ACTION_SELECT_WALLET, .index = index });
}

void driver_stake(struct driver *driver, uint64_t vvv)
{
	driver_apply(driver, &(struct action){ .type = ACTION_STAKE, .amount = { TOKEN_VVV, flow_units(vvv) } });
}

void driver_plan(struct driver *driver, enum purpose purpose, uint64_t amount)
{
	const struct plan *row = plan_row(purpose);

	driver_apply(driver, &(struct action){ .type = row->wish, .amount = { row->token, flow_units(amount) } });
}

void driver_forget_tx(struct driver *driver)
{
	struct action action = { .type = ACTION_TX_FORGET };

	memcpy(action.journal_id, driver->model.tx.entry.id, sizeof(action.journal_id));
	driver_apply(driver, &action);
}

void driver_top_up(struct driver *driver, uint64_t usdc)
{
	struct action action = { .type = ACTION_X402_TOP_UP, .amount = { TOKEN_USDC, u256_from_u64(usdc * 1000000) } };

	driver_apply(driver, &action);
}

void driver_mint(struct driver *driver)
{
	struct action action = { .type = ACTION_MINT };

	key_options_init(&action.options);
	driver_apply(driver, &action);
}

void driver_password(struct driver *driver, const char *text)
{
	struct action action = { .type = ACTION_PASSWORD, .password = passphrase_new(PASSPHRASE_MAX) };

	assert_true(secret_append(&action.password->s, text, strlen(text)));
	driver_apply(driver, &action);
}

void driver_unlock(struct driver *driver)
{
	driver_password(driver, PASSWORD_RIGHT);
	driver_answer(driver, EFFECT_UNLOCK);
}

void driver_advance(struct driver *driver, int64_t ms)
{
	driver->now_ms += ms;
	driver_do(driver, ACTION_TICK);
}

void driver_tick(struct driver *driver)
{
	int64_t at = model_deadline(&driver->model);

	assert_true(at != 0);
	if (at > driver->now_ms)
		driver->now_ms = at;
	driver_do(driver, ACTION_TICK);
}

struct effect *driver_find(struct driver *driver, enum effect_type type)
{
	for (size_t i = 0; i < driver->pending.count; i++) {
		if (driver->pending.items[i].type == type)
			return &driver->pending.items[i];
	}
	return NULL;
}

struct effect *driver_expect(struct driver *driver, enum effect_type type)
{
	struct effect *effect = driver_find(driver, type);

	if (!effect)
		fail_msg("no effect %s; tx %d, plan %d, mint %d, and the line says: %s", effect_id(type),
			 (int)driver->model.tx.state, (int)driver->model.plan.state, (int)driver->model.mint.state,
			 driver_said(driver));
	return effect;
}

void driver_expect_none(struct driver *driver, enum effect_type type)
{
	assert_null(driver_find(driver, type));
}

void driver_forget(struct driver *driver, enum effect_type type)
{
	struct effect *effect;

	while ((effect = driver_find(driver, type)))
		drop_request(driver, effect->request);
}

char *driver_token(int64_t expires)
{
	char claims[128], encoded[256], *out = mem_new(1, 512);
	int len = snprintf(claims, sizeof(claims), "{\"iss\":\"venice\",\"exp\":%lld}", (long long)expires);

	sodium_bin2base64(encoded, sizeof(encoded), (const unsigned char *)claims, (size_t)len,
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	snprintf(out, 512, "eyJhbGciOiJFUzI1NiJ9.%s.c2lnbmF0dXJl", encoded);
	return out;
}

char *driver_challenge(const struct driver *driver, struct address address, int64_t issued_ms, int64_t life_ms)
{
	char wallet[ADDRESS_TEXT_SIZE], issued[TEXT_TIME_SIZE], expires[TEXT_TIME_SIZE], *out = mem_new(1, 1024);

	address_format(wallet, address);
	text_time(issued, issued_ms);
	text_time(expires, issued_ms + life_ms);
	snprintf(out, 1024, "api.venice.ai wants you to sign in with your Ethereum account:\n%s\n\n"
		 "Authorize Venice API key creation.%s\n\nURI: https://api.venice.ai/api/v1/api_keys/generate_web3_key\n"
		 "Version: 1\nChain ID: 8453\nNonce: %016u\nIssued At: %s\nExpiration Time: %s\n"
		 "Resources:\n- urn:venice:api-key:create", wallet, driver->statement ? driver->statement : "",
		 driver->ids, issued, expires);
	return out;
}

static void give_challenge(struct driver *driver, struct action *result)
{
	driver->ids++;
	result->is_challenge = true;
	result->challenge.expires_ms = (result->server_ms + driver->token_life_ms) / 1000 * 1000;
	snprintf(result->challenge.nonce, sizeof(result->challenge.nonce), "%016u", driver->ids);
	result->token = driver->bad_token ? mem_string(driver->bad_token)
					  : driver_challenge(driver, driver->model.mint.account.address,
							     result->server_ms, driver->token_life_ms);
}

static void unlock(struct driver *driver, const struct effect *effect, struct action *result)
{
	result->ok = strcmp(effect->unlock.password->s.data, PASSWORD_RIGHT) == 0 ||
		     err_set(&result->err, ERR_WRONG_PASSWORD, "The password is wrong");
	if (!result->ok)
		return;
	driver->is_open = true;
	driver->signer = effect->unlock.account.address;
}

static void sign_tx(const struct effect *effect, struct action *result)
{
	struct signature signature = { .r = { 1 }, .s = { 1 } };

	buf_init(&result->signed_tx.raw, 0);
	assert_true(tx_encode_signed(&result->signed_tx.raw, &effect->tx, &signature));
	keccak256(result->signed_tx.hash, result->signed_tx.raw.data, result->signed_tx.raw.len);
}

static void write_entry(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct journal *journal = &driver->journal;
	struct journal_entry *entry;
	struct log_entry line;

	if (driver->disk_full) {
		result->ok = err_set(&result->err, ERR_DISK_FULL, "No room");
		return;
	}
	if (ledger_line(&line, effect->entry))
		log_entries_append(&driver->ledger, &line);
	entry = journal_find(journal, effect->entry->id);
	if (!entry) {
		journal->items = mem_grow(journal->items, journal->count + 1, sizeof(*journal->items));
		entry = &journal->items[journal->count++];
		*entry = (struct journal_entry){ 0 };
	}
	journal_entry_free(entry);
	journal_entry_copy(entry, effect->entry);
	if (!effect->entry->id[0])
		snprintf(entry->id, sizeof(entry->id), "%032x", ++driver->ids);
	memcpy(result->journal_id, entry->id, sizeof(entry->id));
}

static struct apikey *fresh_key(void)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, "VENICE-INFERENCE-KEY-abcdef", 27));
	return key;
}

static void list_in_silence(struct driver *driver, struct key_info *info)
{
	driver_list_key(driver, info);
	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++)
		info->limit[currency] = KEY_NO_LIMIT;
}

static void mint(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct key_info *info = &result->minted.info;

	*info = driver->minted;
	if (driver->as_asked) {
		*info = (struct key_info){ .type = effect->mint.options.type };
		memcpy(info->limit, effect->mint.options.limit, sizeof(info->limit));
		snprintf(info->id, sizeof(info->id), "key-%u", ++driver->ids);
		memcpy(info->last6, "abcdef", 7);
	}
	info->address = effect->mint.address;
	if (driver->silent)
		list_in_silence(driver, info);
	result->minted.key = fresh_key();
}

static void seal(struct driver *driver, struct effect *effect, struct action *result)
{
	struct key_list *vault = &driver->vault;

	memcpy(result->sealed.id, effect->seal->info.id, sizeof(result->sealed.id));
	if (driver->disk_full) {
		result->ok = err_set(&result->err, ERR_DISK_FULL, "No room");
		result->sealed.key = effect->seal->key;
		effect->seal->key = NULL;
		return;
	}
	assert_true(effect->seal->info.id[0] != '\0');
	vault->items = mem_grow(vault->items, vault->count + 1, sizeof(*vault->items));
	vault->items[vault->count++] = effect->seal->info;
}

static void add_wallet(struct driver *driver, const struct effect *effect, struct action *result)
{
	bool watch = effect->add.kind == ADD_WATCH;
	struct address address = watch ? effect->add.address : address_of(++driver->ids);

	add_account(&driver->accounts, effect->add.name, watch ? ACCOUNT_WATCH : ACCOUNT_KEY, address);
	result->added.account = driver->accounts.items[driver->accounts.count - 1];
	result->added.unlocked = !watch;
	if (watch)
		return;
	driver->is_open = true;
	driver->signer = address;
}

/* Returns NULL, and makes the result an error, when the key is gone. */
static struct key_info *find_key(struct key_list *keys, const char *id, struct action *result)
{
	for (size_t i = 0; i < keys->count; i++) {
		if (strcmp(keys->items[i].id, id) == 0)
			return &keys->items[i];
	}
	result->ok = err_set(&result->err, ERR_KEY_UNKNOWN, "API key not found");
	return NULL;
}

static void remove_key(struct key_list *keys, const char *id, struct action *result)
{
	struct key_info *key = find_key(keys, id, result);

	if (key)
		*key = keys->items[--keys->count];
}

void driver_list_key(struct driver *driver, const struct key_info *key)
{
	struct key_list *venice = &driver->venice;
	struct key_info *row;

	venice->items = mem_grow(venice->items, venice->count + 1, sizeof(*venice->items));
	row = &venice->items[venice->count++];
	*row = *key;
	memcpy(row->venice_id, row->id, sizeof(row->venice_id));
	memcpy(row->network, driver->model.network.name, sizeof(row->network));
	row->remote = true;
	row->stored = false;
}

static void create(struct driver *driver, struct effect *effect, struct action *result)
{
	struct effect as_mint = { .type = EFFECT_MINT,
				  .mint = { .address = effect->admin->address, .options = effect->admin->options } };

	mint(driver, &as_mint, result);
	memcpy(result->minted.info.description, effect->admin->options.description, KEY_DESCRIPTION_SIZE);
	result->minted.info.period = effect->admin->options.period;
	result->minted.info.privacy = effect->admin->options.privacy;
	if (!driver->silent)
		driver_list_key(driver, &result->minted.info);
}

static void read_key(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct key_info *key = find_key(&driver->venice, effect->admin->venice_id, result);

	if (key)
		result->read.info = *key;
}

static void update(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct key_info *key = find_key(&driver->venice, effect->admin->venice_id, result);

	if (!key)
		return;
	memcpy(key->description, effect->admin->changes.to.description, sizeof(key->description));
	result->read.info = *key;
}

static void relabel(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct key_info *key = find_key(&driver->vault, effect->info->id, result);

	if (key)
		*key = *effect->info;
}

static void open_key(const struct effect *effect, struct action *result)
{
	memcpy(result->opened.id, effect->key_id, sizeof(result->opened.id));
	result->opened.key = fresh_key();
}

static void list_credit(const struct effect *effect, struct action *result)
{
	struct x402_ledger *ledger = &result->x402_ledger;

	*ledger = (struct x402_ledger){ .items = mem_new(1, sizeof(*ledger->items)), .count = 1, .usd = "12.5" };
	ledger->items[0] = (struct x402_entry){ .type = "TOP_UP", .amount = "12.5", .balance_after = "12.5" };
	ledger->offset = effect->x402.offset;
}

/* Each key used one DIEM today. */
static void give_usage(const struct driver *driver, const struct effect *effect, struct action *result)
{
	struct usage *usage = mem_new(1, sizeof(*usage));
	struct usage_rows *rows = &usage->by[USAGE_BY_KEY];

	usage->of = effect->usage.address;
	usage->days = effect->usage.days;
	rows->told = true;
	rows->items = mem_new(driver->venice.count + 1, sizeof(*rows->items));
	for (size_t i = 0; i < driver->venice.count; i++) {
		struct usage_row *row = &rows->items[rows->count++];

		row->diem = 1000000;
		memcpy(row->id, driver->venice.items[i].id, sizeof(row->id));
		memcpy(row->name, driver->venice.items[i].description, sizeof(row->name));
	}
	result->usage = usage;
}

static void give_models(struct ai_models *out)
{
	static const struct ai_model models[] = {
		{ .id = "dear", .is_private = true, .in = { 900, 900 }, .out = { 9000, 9000 } },
		{ .id = "glm", .is_private = true, .in = { 200, 300 }, .out = { 800, 900 } },
		{ .id = "anonymized", .in = { 100, 100 }, .out = { 100, 100 } },
		{ .id = "unpriced", .is_private = true, .in = { -1, -1 }, .out = { -1, -1 } },
		{ .id = "offline", .is_private = true, .offline = true },
	};

	*out = (struct ai_models){ .items = mem_new(ARRAY_LENGTH(models), sizeof(models[0])),
				   .count = ARRAY_LENGTH(models) };
	memcpy(out->items, models, sizeof(models));
}

static struct effect take(struct driver *driver, enum effect_type type)
{
	struct effect *found = driver_expect(driver, type);
	struct effect effect = *found;
	size_t after = driver->pending.count - (size_t)(found - driver->pending.items) - 1;

	memmove(found, found + 1, after * sizeof(*found));
	driver->pending.count--;
	return effect;
}

static void sign_payment(struct driver *driver, const struct effect *effect, struct action *result)
{
	struct payment *payment = &result->signed_payment.payment;

	*payment = effect->pay.payment;
	if (!effect->pay.has_nonce)
		memcpy(payment->nonce, &(unsigned){ ++driver->ids }, sizeof(unsigned));
}

static struct flow_payment *last_payment(struct driver *driver)
{
	assert_true(driver->payment_count > 0);
	return &driver->payments[driver->payment_count - 1];
}

/* The chain takes each nonce once. */
static void pay(struct driver *driver, struct action *result)
{
	struct flow_payment *payment = last_payment(driver);

	result->server_ms = driver->now_ms + driver->skew_ms;
	result->x402_paid.sent = true;
	result->ok = !was_taken(driver, &payment->payment) || err_set(&result->err, ERR_X402_PAYMENT, "it is used");
	result->err.status = result->ok ? 0 : 400;
	payment->used |= result->ok;
	snprintf(result->x402_paid.receipt.balance, X402_USD_SIZE, "5");
}

void driver_refuse_payment(struct driver *driver, const struct err *err, bool sent, bool taken)
{
	struct effect effect = take(driver, EFFECT_X402_PAY);
	struct action result = { .type = ACTION_X402_PAID, .request = effect.request, .err = *err };
	struct flow_payment *payment = last_payment(driver);

	result.x402_paid.sent = sent;
	payment->used |= taken && sent && !was_taken(driver, &payment->payment);
	payment->lost = !sent;
	effect_free(&effect);
	driver_apply(driver, &result);
}

/* Makes the result of an effect when all goes well. */
static void run(struct driver *driver, struct effect *effect, struct action *result)
{
	*result = (struct action){
		.type = effect_result(effect->type), .request = effect->request, .ok = true, .elapsed_ms = 40,
	};
	switch (effect->type) {
	case EFFECT_UNLOCK:
		unlock(driver, effect, result);
		break;
	case EFFECT_CHAIN:
		result->server_ms = driver->now_ms + NODE_SKEW_MS;
		driver->node.time_s = chain_time(driver);
		driver->node.payments = driver->payments;
		driver->node.payment_count = driver->payment_count;
		flow_node_answer(&result->chain, &driver->node, &effect->chain);
		break;
	case EFFECT_SIGN_TX:
		sign_tx(effect, result);
		break;
	case EFFECT_SIGN_TEXT:
		result->signed_text.recovered = driver->signer;
		break;
	case EFFECT_JOURNAL_WRITE:
		write_entry(driver, effect, result);
		break;
	case EFFECT_TOKEN:
		result->server_ms = driver->now_ms + driver->skew_ms;
		if (driver->challenges)
			give_challenge(driver, result);
		else
			result->token = driver->bad_token ? mem_string(driver->bad_token)
				: driver_token((result->server_ms + driver->token_life_ms) / 1000);
		break;
	case EFFECT_MINT:
		mint(driver, effect, result);
		result->server_ms = driver->now_ms + driver->skew_ms;
		break;
	case EFFECT_SEAL:
		seal(driver, effect, result);
		break;
	case EFFECT_KEY_CHECK:
		result->check = (struct key_check){
			.can_consume = !driver->cannot_pay, .currency = "DIEM", .has_limits = true, .tier = "paid",
			.rates = { mem_new(1, sizeof(struct model_rates)), 1, false },
		};
		result->check.rates.items[0] = (struct model_rates){ "glm", { { "RPM", "500" } }, 1 };
		memcpy(result->check.id, effect->key_id, sizeof(result->check.id));
		break;
	case EFFECT_MODELS:
		give_models(&result->models);
		break;
	case EFFECT_PROBE:
		result->probe = (struct probe){ .model = "glm", .in = 9, .out = 1, .elapsed_ms = 40 };
		memcpy(result->probe.id, effect->call.id, sizeof(result->probe.id));
		break;
	case EFFECT_KEY_OPEN:
		open_key(effect, result);
		break;
	case EFFECT_KEYS_LIST:
		result->listed.address = effect->admin->address;
		key_list_copy(&result->listed.keys, &driver->venice);
		break;
	case EFFECT_USAGE:
		give_usage(driver, effect, result);
		break;
	case EFFECT_KEY_CREATE:
		create(driver, effect, result);
		break;
	case EFFECT_KEY_READ:
		read_key(driver, effect, result);
		break;
	case EFFECT_KEY_UPDATE:
		update(driver, effect, result);
		break;
	case EFFECT_KEY_DELETE:
		remove_key(&driver->venice, effect->admin->venice_id, result);
		break;
	case EFFECT_KEY_FORGET:
		remove_key(&driver->vault, effect->key_id, result);
		break;
	case EFFECT_KEY_RELABEL:
		relabel(driver, effect, result);
		break;
	case EFFECT_KEY_COPY:
		result->copied = driver->copied;
		break;
	case EFFECT_KEY_HANDOVER:
		break;
	case EFFECT_MNEMONIC:
		result->mnemonic = mnemonic_new(MNEMONIC_MAX);
		break;
	case EFFECT_WALLET_ADD:
		add_wallet(driver, effect, result);
		break;
	case EFFECT_TASK:
		result->task_done.account = effect->task->account;
		if (task_rules(effect->task->kind)->name)
			memcpy(result->task_done.account.name, effect->task->name, sizeof(effect->task->name));
		break;
	case EFFECT_SIGN_PAYMENT:
		sign_payment(driver, effect, result);
		break;
	case EFFECT_X402_OFFER:
		result->server_ms = driver->now_ms + driver->skew_ms;
		result->x402_offers = mem_new(1, sizeof(*result->x402_offers));
		*result->x402_offers = driver->offers;
		break;
	case EFFECT_X402_PAY:
		pay(driver, result);
		break;
	case EFFECT_X402_BALANCE:
		result->server_ms = driver->now_ms + driver->skew_ms;
		result->x402_balance = (struct x402_balance){ .usd = "12.5", .minimum = "5", .can_consume = true };
		break;
	case EFFECT_X402_LEDGER:
		list_credit(effect, result);
		break;
	case EFFECT_FAUCET:
	case EFFECT_NODE:
		break;
	case EFFECT_GLANCE:
		accounts_copy(&result->glanced.first, &driver->accounts);
		result->glanced.all = driver->accounts.count;
		break;
	case EFFECT_SETTING:
		result->tuning = driver->model.tuning;
		break;
	case EFFECT_LOAD:		/* see driver_answer */
	case EFFECT_LOCK:
	case EFFECT_JOURNAL_NOTE:
	case EFFECT_JOURNAL_CLOSE:
	case EFFECT_HANDOVER_STOP:
	case EFFECT_CLIPBOARD_CLEAR:
	case EFFECT_LOG:
	case EFFECT_CANCEL:
	case EFFECT_SURRENDER:
	case EFFECT_NETWORK:
	case EFFECT_QUIT:
	case EFFECT_COUNT:
		fail_msg("nobody waits for effect %s", effect_id(effect->type));
	}
}

void driver_answer(struct driver *driver, enum effect_type type)
{
	struct effect effect = take(driver, type);
	struct action result = { 0 };

	if (type == EFFECT_LOAD) {
		load(driver);
		return;
	}
	run(driver, &effect, &result);
	effect_free(&effect);
	driver_apply(driver, &result);
}

void driver_refuse_with(struct driver *driver, enum effect_type type, const struct err *err)
{
	struct effect effect = take(driver, type);
	struct action result = { .type = effect_result(type), .request = effect.request, .err = *err };

	if (err->code != ERR_UNREACHABLE)	/* a server that was not reached tells no time */
		result.server_ms = driver->now_ms + driver->skew_ms;
	effect_free(&effect);
	driver_apply(driver, &result);
}

void driver_refuse(struct driver *driver, enum effect_type type, enum err_code code)
{
	struct err err;

	(void)err_set(&err, code, "refused by the test");
	driver_refuse_with(driver, type, &err);
}

void driver_refuse_mint(struct driver *driver, const struct err *err, bool may_have_acted)
{
	struct effect effect = take(driver, EFFECT_MINT);
	struct action result = {
		.type = ACTION_MINTED, .request = effect.request, .err = *err,
		.server_ms = driver->now_ms + driver->skew_ms,
	};

	result.minted.may_have_acted = may_have_acted;
	if (may_have_acted)
		driver_doubt(driver, effect.mint.address);
	effect_free(&effect);
	driver_apply(driver, &result);
}

void driver_settle(struct driver *driver)
{
	while (driver->pending.count > 0)
		driver_answer(driver, driver->pending.items[0].type);
}

void driver_preflight(struct driver *driver)
{
	while (driver->model.tx.state == TX_PREFLIGHT || driver->model.tx.state == TX_L1_FEE)
		driver_answer(driver, EFFECT_CHAIN);
}

void driver_pass(struct driver *driver, int64_t ms)
{
	int64_t end = driver->now_ms + ms;

	driver_settle(driver);
	while (driver->now_ms < end) {
		driver_advance(driver, 100);
		driver_settle(driver);
	}
}

void driver_refresh(struct driver *driver)
{
	driver_settle(driver);
	driver_do(driver, ACTION_REFRESH);
	driver_settle(driver);
}

const char *driver_said(const struct driver *driver)
{
	size_t count = driver->model.message_count;

	return count ? driver->model.messages[(count - 1) % MESSAGE_HISTORY].text : "";
}
