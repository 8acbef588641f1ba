/*
 * A monkey that owns money types keystrokes, pastes, clicks, drags and sizes by chance.  Whatever it
 * does, the program neither crashes nor leaks, and nothing is sent, paid, deleted or exported that
 * a person had not agreed to.  To agree, the last row of the review must have been in sight for 700
 * ms, and then one keystroke must come by itself.
 *
 * MONKEY_EVENTS is how many events there are, MONKEY_SEED what chance begins with.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/screen/check.h"
#include "tests/screen/monkey.h"
#include "tests/screen/steps.h"

/* No monkey comes to the real one. */
#define NO_BASE "[network base]\nrpc-url = http://127.0.0.1:1\napi-url = http://127.0.0.1:1/api/v1\n"

#define EVENTS 200
#define SEED 88172645463325252U
#define LOOK_EVERY 25		/* events between looks at what was done */
#define PROVIDE_EVERY 1000	/* events between new starts, with new wallets in place of those that are gone */
#define WALLETS 2
#define TRIES 8

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text ? strtoull(text, NULL, 10) : otherwise;
}

/* Makes a wallet with a stake, some of every token, an ADMIN key, and a key to lose. */
static void provide_wallet(struct stage *stage)
{
	static unsigned number;
	char name[16];

	snprintf(name, sizeof(name), "m%u", ++number);
	stage_wallet_named(stage, name);
	network_post(stage->network, "faucet",
		     "{\"address\":\"%s\",\"eth\":\"1\",\"vvv\":\"500\",\"usdc\":\"500\",\"diem\":\"50\"}", stage->address);
	free(stage_run(stage, "stake 50 --json --wallet %s", name));
	free(stage_run(stage, "mint --json --wallet %s --type ADMIN", name));
	free(stage_run(stage, "mint --json --wallet %s", name));
}

/* Makes one wallet at least, because those that are there may have lost what they had. */
static void provide(struct monkey *monkey, size_t wallets)
{
	do {
		provide_wallet(monkey->stage);
		evidence_skip(&monkey->evidence);
	} while (monkey->evidence.wallets.count < wallets);
}

static void begin(struct monkey *monkey, struct stage *stage, size_t wallets)
{
	char path[128];

	*monkey = (struct monkey){ .stage = stage, .chance = number_of("MONKEY_SEED", SEED) };
	snprintf(path, sizeof(path), "%s/out", stage->folder);
	check(mkdir(path, 0700) == 0, "no folder");
	evidence_begin(&monkey->evidence, stage);
	provide(monkey, wallets);
	stage_file(stage, "home/config", "[handover keep]\ncommand = cat > kept-$$\n" NO_BASE);
	monkey_start(monkey);
}

static void start_anew(struct monkey *monkey, uint64_t events)
{
	fprintf(stderr, "after %llu events:\n", (unsigned long long)events);
	evidence_print(&monkey->evidence, stderr);
	monkey_leave(monkey);
	monkey_look_outside(monkey);
	provide(monkey, WALLETS);
	monkey_start(monkey);
}

/* Does one errand of each kind, so that there is something that could go wrong. */
static void go_about_everything(struct monkey *monkey)
{
	monkey->willing = true;
	for (enum errand errand = 0; errand < ERRAND_COUNT; errand++) {
		enum deed deed = monkey_deeds[errand];
		size_t before = deed < DEED_COUNT ? monkey->evidence.done[deed] : 0;

		for (int tries = 0; tries < TRIES; tries++) {
			monkey_go_about(monkey, errand);
			monkey_answers(monkey);
			monkey_look_outside(monkey);
			if (deed == DEED_COUNT || monkey->evidence.done[deed] > before)
				break;
		}
	}
	monkey->willing = false;
}

static void nothing_goes_without_a_yes(void **state)
{
	uint64_t events = number_of("MONKEY_EVENTS", EVENTS);
	struct monkey monkey;

	begin(&monkey, *state, WALLETS);
	go_about_everything(&monkey);
	for (uint64_t i = 1; i <= events; i++) {
		monkey_event(&monkey);
		if (i % LOOK_EVERY == 0)
			monkey_look_outside(&monkey);
		if (i % PROVIDE_EVERY == 0)
			start_anew(&monkey, i);
	}
	monkey_leave(&monkey);
	monkey_look_outside(&monkey);
	printf("%llu events, seed %llu, %zu starts, %zu reviews; each with its yes:\n", (unsigned long long)events,
	       (unsigned long long)number_of("MONKEY_SEED", SEED), monkey.starts, monkey.reviews);
	evidence_print(&monkey.evidence, stdout);
	printf("  %6zu clicks, and %zu on a Yes, which is none; %zu drags\n", monkey.clicks, monkey.yes_clicks, monkey.drags);
	printf("  %6zu keys copied, and %zu addresses, that were on the screen; %zu hashes of transactions\n",
	       monkey.copies.keys, monkey.copies.addresses, monkey.copies.hashes);
	for (size_t i = 0; i < DEED_COUNT; i++)
		check(monkey.evidence.done[i] > 0, "no %s: the monkey cannot tell", deed_names[i]);
	evidence_end(&monkey.evidence);
}

#define PROMPT_SIGN_PAYMENT "to sign the payment"

static bool is_refused(struct terminal *terminal)
{
	return terminal_shows(terminal, "Too early") || terminal_shows(terminal, "Read to the end first");
}

static bool is_answered(struct terminal *terminal, void *context)
{
	(void)context;
	return is_refused(terminal) || terminal_shows(terminal, PROMPT_SIGN_PAYMENT);
}

/* Says yes to a payment as early as it can; false if the machine was too slow for that.  Whether it was, the witness
 * may not know, but the screen says it. */
static bool says_yes_too_early(struct monkey *monkey)
{
	bool refused;

	monkey_go_about(monkey, ERRAND_TOP_UP);
	terminal_wait(monkey->terminal, "Yes, sign it");
	monkey_look(monkey, 1);
	monkey_type(monkey, "y", 1);
	check(terminal_run(monkey->terminal, is_answered, NULL, TERMINAL_WAIT_MS), "the first yes is not answered");
	refused = is_refused(monkey->terminal);
	assert_int_not_equal(witness_judges(&monkey->witness), refused ? WITNESS_YES : WITNESS_NO);
	if (witness_judges(&monkey->witness) == WITNESS_MAYBE && refused)
		evidence_lapse(&monkey->evidence, monkey->witness.before.deeds);
	return refused;
}

static void pays_by_the_second_yes(struct monkey *monkey)
{
	if (says_yes_too_early(monkey)) {
		assert_int_equal(monkey->evidence.agreed[DEED_PAYMENT], 0);
		terminal_wait(monkey->terminal, " y yes");
		monkey_look(monkey, 1);
		monkey_type(monkey, "y", 1);
		assert_int_equal(witness_judges(&monkey->witness), WITNESS_YES);
	}
	step_password(monkey->terminal, PROMPT_SIGN_PAYMENT);
	terminal_wait(monkey->terminal, "USDC paid");
	monkey_look(monkey, 1);
	assert_true(evidence_look(&monkey->evidence));
	assert_int_equal(monkey->evidence.done[DEED_PAYMENT], 1);
	assert_int_equal(monkey->evidence.agreed[DEED_PAYMENT], 1);
}

/* The same copy is allowed after an input, and not if it comes by itself. */
static void tells_a_copy_by_itself(struct monkey *monkey)
{
	struct copies unasked = { 0 }, asked = { .inputs = 2 };

	(void)terminal_bytes(monkey->terminal, &unasked.read);
	asked.read = unasked.read;
	copies_input(&monkey->copies, 2);
	terminal_keys(monkey->terminal, "1y");
	terminal_wait(monkey->terminal, "Sent the address");
	monkey_look(monkey, 1);
	assert_true(copies_look(&asked, &monkey->witness));
	assert_int_equal(asked.addresses, 1);
	assert_false(copies_look(&unasked, &monkey->witness));
}

/* Does one of each deed by the command line, which gets its yes beforehand. */
static void do_all_of_it(struct stage *stage)
{
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");

	free(stage_run(stage, "stake 1 --json --wallet m1"));
	free(stage_run(stage, "x402 top-up 5 --json --wallet m1"));
	free(stage_run(stage, "wallet export m1 --json --out '%s/out/v3'", stage->folder));
	free(stage_run(stage, "key delete %s --json", id));
	free(stage_run(stage, "wallet remove m1 --json"));
	free(list);
	free(id);
}

/* The monkey can tell a yes from none, and notices what nobody has agreed to. */
static void what_nobody_agreed_to_is_found(void **state)
{
	struct monkey monkey;
	size_t found = 0;

	begin(&monkey, *state, 1);
	pays_by_the_second_yes(&monkey);
	tells_a_copy_by_itself(&monkey);
	monkey_leave(&monkey);
	monkey_look_outside(&monkey);
	do_all_of_it(monkey.stage);
	assert_false(evidence_look(&monkey.evidence));
	for (size_t i = 0; i < DEED_COUNT; i++)
		found += monkey.evidence.done[i] > monkey.evidence.agreed[i];
	/* of calls that are paid for the command line makes none here */
	assert_int_equal(found, DEED_COUNT - 1);
	evidence_end(&monkey.evidence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(what_nobody_agreed_to_is_found),
		stage_test(nothing_goes_without_a_yes),
	};

	return cmocka_run_group_tests_name("monkey", tests, stage_open, stage_close);
}
