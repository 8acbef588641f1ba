/* In locales of single bytes, as C and ISO 8859-15, the screen and a command write ASCII, and names are still read. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* No byte of what was written is above ASCII. */
static void assert_ascii(struct terminal *terminal, const char *what)
{
	size_t len;
	const char *bytes = terminal_bytes(terminal, &len);

	for (size_t at = 0; at < len; at++)
		check((unsigned char)bytes[at] < 0x80, "%s: byte %02x", what, (unsigned char)bytes[at]);
}

/* Makes a locale in the test's folder; false where the system has nothing to make it of. */
static bool make_locale(const struct stage *stage, const char *charmap)
{
	char command[512];

	snprintf(command, sizeof(command), "localedef -i POSIX -f %s -c %s/some.%s >/dev/null 2>&1; LOCPATH=%s LC_ALL=some.%s "
		 "locale charmap 2>/dev/null | grep -qx %s", charmap, stage->folder, charmap, stage->folder, charmap, charmap);
	return system(command) == 0;
}

/* Runs a command, which must say `text`, on standard output or standard error. */
static struct terminal *says(struct stage *stage, const char *words, const char *text)
{
	struct terminal *terminal = stage_start(stage, 30, 100, words);

	terminal_wait(terminal, text);
	return terminal;
}

static void commands_are_read_in(struct stage *stage, const char *locale)
{
	static const struct { const char *words, *text; int status; } tried[] = {
		{ "wallet list", "Zoe??", 0 },
		{ "wallet list --json", "\"Zo\\u00eb\\u51b7\"", 0 },
		{ "balance No\xc3\xabl", "'Noel'", 2 },
		{ "no\xc3\xabl", "no command 'noel'", 2 },
	};

	for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++) {
		struct terminal *terminal = says(stage, tried[i].words, tried[i].text);

		assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), tried[i].status);
		assert_ascii(terminal, locale);
	}
}

/* A name is asked for as it was shown. */
static void a_name_is_typed_as_it_is_read(struct stage *stage, const char *locale)
{
	struct terminal *terminal = says(stage, "wallet remove Zo\xc3\xab\xe5\x86\xb7", "Type Zoe?? to remove it:");

	terminal_keys(terminal, "Zoe<Enter>");
	assert_int_not_equal(WEXITSTATUS(terminal_exit_status(terminal)), 0);
	terminal = says(stage, "wallet remove Zo\xc3\xab\xe5\x86\xb7", "Type Zoe?? to remove it:");
	terminal_keys(terminal, "Zoe?\?<Enter>");
	assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 0);
	assert_ascii(terminal, locale);
}

/* Starts the screen and types a byte that is a letter in the locale and no character for the program. */
static void names_are_read_in(struct stage *stage, const char *locale)
{
	char locpath[128], lc_all[64];
	const char *const env[] = { locpath, lc_all, "ASAN_OPTIONS=detect_leaks=0", NULL };
	struct terminal *terminal;

	snprintf(locpath, sizeof(locpath), "LOCPATH=%s", stage->folder);
	snprintf(lc_all, sizeof(lc_all), "LC_ALL=%s", locale);
	stage->env = env;
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, "Zoe??");
	terminal_keys(terminal, "?");
	terminal_wait(terminal, "do the next right thing");
	terminal_keys(terminal, "<Esc>1/\xeb");
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Zoe??");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	assert_ascii(terminal, locale);
	commands_are_read_in(stage, locale);
	if (!strcmp(locale, "POSIX"))
		a_name_is_typed_as_it_is_read(stage, locale);
	stage->env = NULL;
}

static void in_locales_of_single_bytes(void **state)
{
	static const char *const charmaps[] = { "ISO-8859-1", "ISO-8859-15" };
	struct stage *stage = *state;

	stage_wallet_named(stage, "Zoë冷");
	names_are_read_in(stage, "C");
	names_are_read_in(stage, "POSIX");
	for (size_t i = 0; i < sizeof(charmaps) / sizeof(*charmaps); i++) {
		char locale[32];

		snprintf(locale, sizeof(locale), "some.%s", charmaps[i]);
		if (i == 0)
			stage_wallet_named(stage, "Zoë冷");	/* it was removed */
		if (make_locale(stage, charmaps[i]))
			names_are_read_in(stage, locale);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(in_locales_of_single_bytes),
	};

	return cmocka_run_group_tests_name("locale", tests, stage_open, stage_close);
}
