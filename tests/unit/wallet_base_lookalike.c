#include "wallet/base/lookalike.h"

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static void check(const char *a, const char *b, enum likeness expected)
{
	if (lookalike(a, b) != expected || lookalike(b, a) != expected)
		fail_msg("%s and %s: %d, %d", a, b, (int)lookalike(a, b), (int)lookalike(b, a));
}

static void case_and_form_are_no_difference(void **state)
{
	(void)state;
	check("agent-1", "agent-1", LIKENESS_SAME);
	check("agent-1", "Agent-1", LIKENESS_FORM);
	check("STRASSE", "straße", LIKENESS_FORM);
	check("é", "e\xcc\x81", LIKENESS_FORM);		/* composed and not */
	check("ＡＢＣ", "abc", LIKENESS_FORM);		/* full width */
	check("ﬁle", "file", LIKENESS_FORM);
	check("web\xc2\xa0" "agent", "web agent", LIKENESS_FORM);
	check("👩\xe2\x80\x8d💻", "👩💻", LIKENESS_FORM);	/* on the screen they are the same */
	check("❤\xef\xb8\x8f", "❤", LIKENESS_FORM);
}

static void letters_that_look_alike_are_seen(void **state)
{
	(void)state;
	check("main", "mаin", LIKENESS_LOOKS);		/* Cyrillic a */
	check("МАIN", "main", LIKENESS_NONE);		/* as capitals it does not look like main, */
	check("МАIN", "MAIN", LIKENESS_LOOKS);		/* but like MAIN */
	check("cold", "соld", LIKENESS_LOOKS);
	check("hot", "hοt", LIKENESS_LOOKS);		/* Greek omicron */
	check("agent-1", "agent-l", LIKENESS_LOOKS);
	check("agent-1", "agent-I", LIKENESS_LOOKS);
	check("agent-0", "agent-O", LIKENESS_LOOKS);
	check("agent-1", "agent–1", LIKENESS_LOOKS);	/* an en dash */
	check("👩🏽 dev", "👩🏻 dev", LIKENESS_LOOKS);	/* colours of skin are not drawn */
	check("scope", "ѕсоре", LIKENESS_LOOKS);	/* Cyrillic throughout */
	check("main", "rnain", LIKENESS_LOOKS);		/* an r and an n */
	check("rnrn", "mm", LIKENESS_LOOKS);
	check("burn", "bum", LIKENESS_LOOKS);
	check("burn", "burns", LIKENESS_NONE);
	check("RNain", "main", LIKENESS_NONE);		/* capitals do not look so */
}

static void other_names_are_others(void **state)
{
	(void)state;
	static const char *const names[] = { "agent-1", "agent-2", "agent-10", "main", "cold", "hot", "ágent-1", "vault", "valut", "a", "b",
					     "über", "uber", "冷", "水", "мир", "σ1", "5", "6", "agent", "agents" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		for (size_t j = i + 1; j < ARRAY_LENGTH(names); j++)
			check(names[i], names[j], LIKENESS_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_form_are_no_difference),
		cmocka_unit_test(letters_that_look_alike_are_seen),
		cmocka_unit_test(other_names_are_others),
	};

	return cmocka_run_group_tests_name("wallet_lookalike", tests, NULL, NULL);
}
