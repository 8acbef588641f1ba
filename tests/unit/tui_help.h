/*
 * tui_help: a screen without a terminal, with a model made by hand.  Keys go in as in the program;
 * the actions that come out are kept and applied to the model.
 */
#ifndef TESTS_UNIT_TUI_HELP_H
#define TESTS_UNIT_TUI_HELP_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

#define NOW_MS INT64_C(1790000000000)
#define ADDRESS_1 "0x52908400098527886E0F7030069857D2E4169EE7"
#define ADDRESS_2 "0xde709f2102306220921060314715629080e2fb77"
#define PASSWORD_TEXT "correct horse"

/* The last actions. */
struct seen {
	enum action_type types[64];
	size_t count;
	struct action last;		/* its secrets must not be read */
	char copied[700];
	char password[64];
	char typed[256];		/* the key or the mnemonic of an import */
};

struct help {
	struct model model;
	struct ui ui;
	struct seen seen;
	struct buf text;
	bool frozen;			/* actions are kept but not applied */
};

static inline void help_emit(void *context, struct action *action)
{
	struct help *help = context;
	struct effects effects = { 0 };

	action->now_ms = NOW_MS;
	if (action->type != ACTION_NONE && help->seen.count < ARRAY_LENGTH(help->seen.types)) {
		help->seen.types[help->seen.count++] = action->type;
		help->seen.last = *action;
		if (action->type == ACTION_PASSWORD)
			snprintf(help->seen.password, sizeof(help->seen.password), "%s", action->password->s.data);
		if (action->type == ACTION_WALLET_NEW || action->type == ACTION_WALLET_IMPORT)
			snprintf(help->seen.password, sizeof(help->seen.password), "%s", action->wallet.password->s.data);
		if (action->type == ACTION_WALLET_IMPORT && action->wallet.import->typed)
			snprintf(help->seen.typed, sizeof(help->seen.typed), "%s", action->wallet.import->typed->s.data);
	}
	if (!help->frozen)
		model_update(&help->model, action, &effects);
	action_free(action);
	effects_free(&effects);
}

static inline enum copied help_copy(void *context, const char *text, size_t len)
{
	struct help *help = context;

	snprintf(help->seen.copied, sizeof(help->seen.copied), "%.*s", (int)len, text);
	return COPIED;
}

static inline struct amount help_amount(enum token token, const char *text)
{
	struct amount amount;
	struct err err;

	assert_true(amount_parse(&amount, token, text, &err));
	return amount;
}

static inline struct address help_address(const char *text)
{
	struct address address;
	struct err err;

	assert_true(address_parse(&address, text, &err));
	return address;
}

static inline void help_open(struct help *help, int rows, int cols)
{
	static struct network networks[2];

	setlocale(LC_ALL, "C.UTF-8");
	memset(help, 0, sizeof(*help));
	assert_true(network_builtin(&networks[0], "base") && network_builtin(&networks[1], "practice"));
	model_init(&help->model, &(struct setup){ .network = &networks[1], .random_seed = 7, .networks = networks,
						  .network_count = 2 });
	help->model.now_ms = NOW_MS;
	help->model.loaded = true;
	ui_init(&help->ui, rows, cols, false);
	help->ui.emit = help_emit;
	help->ui.copy = help_copy;
	help->ui.emit_context = help->ui.copy_context = help;
	buf_init(&help->text, 0);
}

static inline void help_close(struct help *help)
{
	ui_free(&help->ui);
	model_free(&help->model);
	buf_free(&help->text);
}

/* Two wallets, of which the first has money. */
static inline void help_wallets(struct help *help)
{
	struct model *model = &help->model;
	struct balances *balances;

	accounts_free(&model->accounts);
	free(model->balances);
	model->accounts = (struct accounts){ mem_new(2, sizeof(struct account)), 2 };
	model->balances = mem_new(2, sizeof(*model->balances));
	snprintf(model->accounts.items[0].name, ACCOUNT_NAME_MAX, "agent-1");
	snprintf(model->accounts.items[1].name, ACCOUNT_NAME_MAX, "cold 冷");
	model->accounts.items[0].address = help_address(ADDRESS_1);
	model->accounts.items[1].address = help_address(ADDRESS_2);
	model->accounts.items[1].kind = ACCOUNT_WATCH;
	balances = &model->balances[0];
	balances->known = true;
	balances->block = 38201144;
	balances->read_ms = NOW_MS - 5000;
	balances->eth = help_amount(TOKEN_ETH, "0.004187");
	balances->vvv = help_amount(TOKEN_VVV, "12.5");
	balances->svvv = balances->svvv_unlocked = amount_zero(TOKEN_SVVV);
	balances->pending_rewards = help_amount(TOKEN_VVV, "0.0131");
	balances->allowance = amount_zero(TOKEN_VVV);
	balances->cooldown.amount = amount_zero(TOKEN_SVVV);
	balances->diem = balances->diem_staked = balances->diem_cooldown.amount = amount_zero(TOKEN_DIEM);
	balances->usdc = amount_zero(TOKEN_USDC);
	model->rpc = (struct health){ .known = true, .ok = true, .latency_ms = 42, .checked_ms = NOW_MS };
	model->block = 38201144;
}

static inline void help_staked(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].svvv = help_amount(TOKEN_SVVV, "10");
	help->model.balances[0].vvv = help_amount(TOKEN_VVV, "2.5");
}

static inline struct key_info *help_keys(struct help *help)
{
	struct key_info *key = mem_new(1, sizeof(*key));

	help->model.keys = (struct key_list){ key, 1 };
	snprintf(key->id, sizeof(key->id), "key-1");
	snprintf(key->description, sizeof(key->description), "web agent");
	snprintf(key->last6, sizeof(key->last6), "fV2jNW");
	snprintf(key->usage_diem, sizeof(key->usage_diem), "2.5");
	snprintf(key->period_diem, sizeof(key->period_diem), "2.5");
	snprintf(key->network, sizeof(key->network), "practice");
	key->limit[KEY_USD] = key->limit[KEY_VCU] = KEY_NO_LIMIT;
	key->limit[KEY_DIEM] = 10000000;
	key->expires_ms = NOW_MS + 12 * INT64_C(86400000) + 4 * INT64_C(3600000);
	key->used_ms = NOW_MS - 180000;
	key->stored = true;
	key->address = help_address(ADDRESS_1);
	return key;
}

static inline void help_token(struct help *help, int64_t left_ms)
{
	struct flow_mint *mint = &help->model.mint;

	mint->state = MINT_TOKEN;
	mint->account = help->model.accounts.items[0];
	mint->token = mem_string("a.b.c");
	mint->token_got_ms = NOW_MS + left_ms - 900000;
	mint->token_ends_ms = NOW_MS + left_ms;
}

/* Makes whatever the model asks for count as what the person has just wished for. */
static inline void help_asked(struct help *help)
{
	help->ui.opening.begun = ~0u;
}

/* The approval of a stake, which waits for an answer. */
static inline void help_review(struct help *help)
{
	struct flow_tx *flow = &help->model.tx;

	help_asked(help);
	help->model.plan.state = PLAN_SENDING;
	help->model.plan.purpose = PURPOSE_STAKE;
	help->model.plan.steps[0] = PURPOSE_APPROVE;
	help->model.plan.account = help->model.accounts.items[0];
	flow->state = TX_REVIEW;
	flow->account = help->model.accounts.items[0];
	flow->to = contract_address(CONTRACT_VVV);
	flow->amount = help_amount(TOKEN_VVV, "10");
	flow->candidate_count = 1;
	flow->purpose = PURPOSE_APPROVE;
	snprintf(flow->words, sizeof(flow->words), "Let the staking contract take exactly 10 VVV from this wallet");
	snprintf(flow->calls[0], sizeof(flow->calls[0]), "approve(address,uint256)");
	flow->tx.chain_id = 8453;
	flow->tx.nonce = 7;
	flow->tx.gas_limit = 60000;
	flow->tx.to = contract_address(CONTRACT_VVV);
	buf_init(&flow->tx.data, 0);
	abi_add_selector(&flow->tx.data, flow->calls[0]);
	abi_add_address(&flow->tx.data, contract_address(CONTRACT_STAKING));
	abi_add_u256(&flow->tx.data, flow->amount.units);
	flow->max_fee = help_amount(TOKEN_ETH, "0.0000125");
	flow->l1_fee = help_amount(TOKEN_ETH, "0.0000005").units;
	flow->has_l1_fee = true;
}

static inline void help_mint_failed(struct help *help, enum err_code code, const char *words)
{
	struct flow_mint *mint = &help->model.mint;

	mint->state = MINT_FAILED;
	mint->wanted = true;
	mint->account = help->model.accounts.items[0];
	(void)err_set(&mint->err, code, "%s", words);
	mint->err.status = 400;
	mint->evidence = (struct mint_evidence){
		.has_token = true, .token_age_ms = 192000, .token_life_ms = 900000, .has_signature = true,
		.recovered = mint->account.address, .has_svvv = true, .svvv = help_amount(TOKEN_SVVV, "10"),
		.svvv_block = 38201144,
	};
	help->model.error = mint->err;
	help->model.failed = FLOW_MINT;
}

static inline void help_minted(struct help *help, bool can_pay)
{
	struct flow_mint *mint = &help->model.mint;

	mint->state = MINT_DONE;
	mint->account = help->model.accounts.items[0];
	mint->minted = help->model.keys.items[0];
	mint->checked = true;
	mint->check.can_consume = can_pay;
}

static inline void help_words(struct help *help, const char *words)
{
	help->model.mnemonic = mnemonic_new(MNEMONIC_MAX);
	assert_true(secret_append(&help->model.mnemonic->s, words, strlen(words)));
}

/*
 * Most tests begin with a screen of 30×100 at one of these stages, in *state, and close it in the
 * end. help_test and help_test_of make the rows of such tests.
 */
static inline int help_setup_plain(void **state)
{
	struct help *help = mem_new(1, sizeof(*help));

	help_open(help, 30, 100);
	*state = help;
	return 0;
}

static inline int help_setup_wallets(void **state)
{
	(void)help_setup_plain(state);
	help_wallets(*state);
	return 0;
}

static inline int help_setup_staked(void **state)
{
	(void)help_setup_plain(state);
	help_staked(*state);
	return 0;
}

static inline int help_setup_keys(void **state)
{
	(void)help_setup_staked(state);
	(void)help_keys(*state);
	return 0;
}

static inline int help_setup_review(void **state)
{
	struct help *help;

	(void)help_setup_wallets(state);
	help = *state;
	help_review(help);
	help->frozen = true;
	return 0;
}

static inline int help_teardown(void **state)
{
	help_close(*state);
	free(*state);
	return 0;
}

#define help_test_of(stage, test) cmocka_unit_test_setup_teardown(test, help_setup_##stage, help_teardown)
#define help_test(test) help_test_of(plain, test)

static inline void help_size(struct help *help, int rows, int cols)
{
	ui_resize(&help->ui, rows, cols);
}

/* Draws and lets a second pass, as for a person who reads, so that the next key is not hasty. */
static inline const char *help_draw(struct help *help)
{
	help->model.updates++;		/* the tests change it by hand */
	ui_step(&help->ui, &help->model);
	ui_draw(&help->ui, &help->model, 0);
	ui_shown(&help->ui);
	help->ui.now_ms += 1000;
	buf_clear(&help->text);
	canvas_dump(&help->text, &help->ui.canvas);
	return buf_string(&help->text);
}

static inline bool help_shows(struct help *help, const char *text)
{
	return strstr(help_draw(help), text) != NULL;
}

static inline void help_key(struct help *help, int input)
{
	help->model.updates++;
	ui_input(&help->ui, &help->model, input);
}

static inline void help_type(struct help *help, const char *text)
{
	for (; *text; text++)
		help_key(help, *text == '\n' ? INPUT_ENTER : *text == '\t' ? INPUT_TAB : (unsigned char)*text);
}

static inline bool help_did(const struct help *help, enum action_type type)
{
	for (size_t i = 0; i < help->seen.count; i++)
		if (help->seen.types[i] == type)
			return true;
	return false;
}

#define assert_shows(help, text) \
	do { \
		if (!help_shows(help, text)) { \
			fprintf(stderr, "not seen: %s\n%s", text, help_draw(help)); \
			fail(); \
		} \
	} while (0)

#define assert_hides(help, text) \
	do { \
		if (help_shows(help, text)) { \
			fprintf(stderr, "seen: %s\n%s", text, help_draw(help)); \
			fail(); \
		} \
	} while (0)

#endif
