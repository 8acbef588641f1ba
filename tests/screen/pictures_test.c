/* The pictures in docs/pictures, each in the dark and in the light theme, and the film of the path. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "tests/screen/check.h"
#include "tests/screen/picture.h"
#include "tests/screen/steps.h"
#include "wallet/base/mem.h"

#define REWARDS_S 3600	/* after which some wait */
#define DAY_S 86400
#define KEY "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"

static const struct theme {
	const char *name;
	struct ground ground;
} dark = { "dark", { 0xdfe3e8, 0x1c1c1c } }, light = { "light", { 0x1c2024, 0xffffff } };

/* Wallets that are always the same, so that the pictures are, too. */
static void make_wallets(struct stage *stage)
{
	free(stage_run(stage, "wallet import agent-1 --light-kdf --key-file '%s'", stage_file(stage, "key", KEY)));
	snprintf(stage->address, sizeof(stage->address), "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b");
	free(stage_run(stage, "wallet watch cold 0x9858EfFD232B4033E47d90003D41EC34EcaEda94"));
}

static void make_stake(struct stage *stage)
{
	make_wallets(stage);
	stage_money(stage);
	stage_stake(stage);
	network_post(stage->network, "chain", "{\"advance\":%d}", REWARDS_S);
}

static struct terminal *show_empty(struct stage *stage)
{
	struct terminal *terminal = step_open_empty(stage, 30, 100);

	terminal_wait(terminal, "[PRACTICE] ●");
	return terminal;
}

static struct terminal *show_review(struct stage *stage)
{
	struct terminal *terminal;

	make_wallets(stage);
	stage_money(stage);
	terminal = stage_start(stage, 40, 110, "--wallet agent-1");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
	return terminal;
}

static struct terminal *show_failed_mint(struct stage *stage)
{
	struct terminal *terminal;

	make_stake(stage);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"jwt_expired\"}");
	terminal = stage_start(stage, 40, 110, "--wallet agent-1");
	step_token(terminal);
	step_mint(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "it lives 15 minutes");
	return terminal;
}

/* So much on each of the last days, today's last. */
static void spend(struct stage *stage, const char *purse, const char *amounts[], size_t days, char *key)
{
	char *id = stage_field(key, "id");

	for (size_t i = 0; i < days; i++)
		network_post(stage->network, "spend", "{\"id\":\"%s\",\"purse\":\"%s\",\"amount\":%s,\"daysAgo\":%zu}", id,
			     purse, amounts[i], days - 1 - i);
	free(id);
	free(key);
}

/* Venice's day looks otherwise in its last hour, so that it is noon there. */
static void let_it_be_noon(const struct stage *stage)
{
	network_post(stage->network, "clock", "{\"offset\":%ld}", (long)(DAY_S / 2 - time(NULL) % DAY_S));
}

static struct terminal *show_keys(struct stage *stage)
{
	static const char *agent[] = { "0.8", "1.9", "3.1", "4.6", "3.4", "1.2", "2.5" };
	static const char *nightly[] = { "0.1", "0.1", "0.2", "0.1", "0.1", "0.1", "0.2" };
	struct terminal *terminal;

	make_stake(stage);
	let_it_be_noon(stage);
	free(stage_run(stage, "mint --json --wallet agent-1 --type ADMIN --description 'for the office'"));
	spend(stage, "diem", agent, ARRAY_LENGTH(agent),
	      stage_run(stage, "key create --json --wallet agent-1 --description 'web agent' --limit-diem 10"));
	spend(stage, "usd", nightly, ARRAY_LENGTH(nightly),
	      stage_run(stage, "key create --json --wallet agent-1 --description 'nightly summaries' --limit-usd 5"));
	terminal = stage_start(stage, 40, 140, "--wallet agent-1");
	terminal_wait(terminal, "nightly summaries");
	terminal_wait(terminal, "Rewards waiting");
	terminal_keys(terminal, "4u");
	step_password(terminal, "Password");
	terminal_wait(terminal, "hand over");
	terminal_keys(terminal, "oG");
	terminal_wait(terminal, "7 days");
	return terminal;
}

static const struct scene {
	const char *name;
	struct terminal *(*show)(struct stage *stage);
} scenes[] = {
	{ "empty", show_empty }, { "review", show_review }, { "failed-mint", show_failed_mint }, { "keys", show_keys },
};
#define SCENES (sizeof(scenes) / sizeof(*scenes))

static void choose_theme(struct stage *stage, const struct theme *theme)
{
	char home[128], line[64];

	snprintf(home, sizeof(home), "%s/home", stage->folder);
	check(mkdir(home, 0700) == 0, "%s cannot be made", home);
	snprintf(line, sizeof(line), "theme = %s\n", theme->name);
	stage_file(stage, "home/config", line);
}

static void match(struct stage *stage, const struct scene *scene, const struct theme *theme)
{
	char name[64];

	choose_theme(stage, theme);
	snprintf(name, sizeof(name), "%s-%s", scene->name, theme->name);
	picture_match(scene->show(stage), name, &theme->ground);
}

/* cmocka gives a test no number, so they are counted: each scene in the dark, then in the light. */
static void next_picture(void **state)
{
	static size_t next;
	size_t now = next++;

	match(*state, &scenes[now / 2], now % 2 ? &light : &dark);
}

/* The path, from money to a key. */
static void film_the_path(void **state)
{
	struct stage *stage = *state;
	const struct theme *theme = &dark;
	struct film *film = film_begin("path", &theme->ground);
	struct terminal *terminal;

	choose_theme(stage, theme);
	make_wallets(stage);
	terminal = stage_start(stage, 30, 100, "--wallet agent-1");
	terminal_wait(terminal, NEXT_FUND);
	film_take(film, terminal, 3);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "ETH and VVV are still missing");
	film_take(film, terminal, 3);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Both are there");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_APPROVE);
	film_take(film, terminal, 2);
	step_stake_form(terminal, "10");
	film_take(film, terminal, 4);
	step_approve(terminal);
	film_take(film, terminal, 4);
	step_yes(terminal);
	terminal_wait(terminal, NEXT_TOKEN);
	film_take(film, terminal, 2);
	step_token(terminal);
	film_take(film, terminal, 2);
	step_mint(terminal);
	terminal_wait(terminal, "minted and stored");
	film_take(film, terminal, 3);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "minted and stored");
	film_take(film, terminal, 4);
	film_end(film);
}

/* Each has a practice network of its own, so that all begin with the same block. */
static int begin(void **state)
{
	return stage_open(state) || stage_begin(state);
}

static int end(void **state)
{
	int differs = stage_end(state);

	return stage_close(state) || differs;
}

int main(void)
{
	struct CMUnitTest tests[2 * SCENES + 1];

	for (size_t i = 0; i < 2 * SCENES; i++)
		tests[i] = (struct CMUnitTest)cmocka_unit_test_setup_teardown(next_picture, begin, end);
	tests[2 * SCENES] = (struct CMUnitTest)cmocka_unit_test_setup_teardown(film_the_path, begin, end);
	return cmocka_run_group_tests_name("pictures", tests, NULL, NULL);
}
