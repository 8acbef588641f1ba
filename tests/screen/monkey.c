#include "tests/screen/monkey.h"

#include <string.h>
#include <sys/wait.h>

#include "tests/screen/check.h"

#define LEAVE_TRIES 20
#define LAST_BYTES 8000

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* xorshift64 */
unsigned monkey_chance(struct monkey *monkey, unsigned below)
{
	monkey->chance ^= monkey->chance << 13;
	monkey->chance ^= monkey->chance >> 7;
	monkey->chance ^= monkey->chance << 17;
	return (unsigned)(monkey->chance >> 33) % below;
}

static void note(struct monkey *monkey, const char *bytes, size_t len)
{
	snprintf(monkey->typed[monkey->typed_count++ % MONKEY_KEPT], sizeof(monkey->typed[0]), "%.*s", (int)len, bytes);
}

void monkey_note(struct monkey *monkey, const char *what)
{
	note(monkey, what, strlen(what));
}

/* Fails, and says what led to it: what was typed last, and the end of what the program wrote, which
 * may be a sanitizer's report. */
static void give_up(struct monkey *monkey, const char *why)
{
	size_t len, from = monkey->typed_count > MONKEY_KEPT ? monkey->typed_count - MONKEY_KEPT : 0;
	const char *bytes = monkey->terminal ? terminal_bytes(monkey->terminal, &len) : NULL;

	for (size_t i = from; i < monkey->typed_count; i++) {
		fprintf(stderr, "typed:");
		for (const char *at = monkey->typed[i % MONKEY_KEPT]; *at; at++)
			fprintf(stderr, *at > ' ' && *at < 0x7f ? " %c" : " %02x", (unsigned char)*at);
		fputc('\n', stderr);
	}
	if (bytes) {
		terminal_dump(monkey->terminal);
		fwrite(len > LAST_BYTES ? bytes + len - LAST_BYTES : bytes, 1, len > LAST_BYTES ? LAST_BYTES : len,
		       stderr);
	}
	fail_msg("%s", why);
}

void monkey_look_outside(struct monkey *monkey)
{
	if (!evidence_look(&monkey->evidence))
		give_up(monkey, "something was done that nobody had agreed to");
}

/* What was agreed to before this review is done by now, or will not be done. */
void monkey_look(struct monkey *monkey, int quiet_ms)
{
	unsigned deeds;

	witness_look(&monkey->witness, quiet_ms);
	if (!copies_look(&monkey->copies, &monkey->witness))
		give_up(monkey, "something was copied that nobody had asked for");
	deeds = monkey->witness.now.deeds;
	if (!monkey->witness.now.begins || !deeds)
		return;
	monkey->reviews++;
	monkey_look_outside(monkey);
	if (!(deeds & 1u << DEED_TRANSACTION && deeds & 1u << DEED_PAYMENT))
		evidence_lapse(&monkey->evidence, deeds);
}

/* Everything that was done so far came before this yes, so this yes does not allow it. */
static void judge(struct monkey *monkey)
{
	enum witness_yes yes = witness_judges(&monkey->witness);

	if (yes != WITNESS_NO)
		evidence_agree(&monkey->evidence, monkey->witness.before.deeds, sight_listed(&monkey->witness.before),
			       yes == WITNESS_MAYBE);
}

void monkey_type(struct monkey *monkey, const char *bytes, size_t len)
{
	if (len == 1 && monkey->witness.now.seen_ms)
		monkey_look_outside(monkey);
	note(monkey, bytes, len);
	witness_types(&monkey->witness, bytes, len);
	copies_input(&monkey->copies, len);
	terminal_type(monkey->terminal, bytes, len);
	terminal_drain(monkey->terminal, MONKEY_TAKEN_MS);
	monkey_look(monkey, 1);
	judge(monkey);
}

static void one_input(struct monkey *monkey)
{
	static const char *const inputs[] = {
		"y", "y", "y", "n", "\r", "\r", "\r", "\033", "\t", "j", "k", "s", "m", "d", "f", "t", "R", "e", "h", "q", "u",
		"x", "c", "v", "a", "p", "g", "G", "1", "0", "3", ":", "/", "?", " ", "\177", "\025", "\014", "\033[A", "\033[B",
		"\033[C", "\033[D", "\033[6~", "\033[5~", "\033[Z", "D", "M", "A", "C", "L", "l", "i", "w", "b", "o", "r",
	};
	const char *input = inputs[monkey_chance(monkey, COUNT(inputs))];

	/* Fewer q, because a start takes longest, and no / in a path, so that files stay in the
	 * test's folder. */
	if ((*input == 'q' && monkey_chance(monkey, 8)) || (*input == '/' && witness_sees(&monkey->witness, "Write it to")))
		input = "y";
	monkey_type(monkey, input, strlen(input));
}

/* Types what leads to a review, as fast as a program types. */
static void a_command(struct monkey *monkey)
{
	static const char *const commands[] = {
		":stake\r", ":diem-stake\r", ":diem-mint\r", ":x402-top-up\r", ":remove-wallet\r", ":export-wallet\r", ":mint\r",
		":rotate-key\r", ":delete-key\r", ":forget-key\r", ":test-key\r", ":hand-over\r", ":mint-many\r", ":backup\r",
		":accounts\r", ":new-wallet\r", ":import-wallet\r", ":change-password\r", ":list-keys\r", ":x402-balance\r",
		":lock\r", "s\r", "s1\r", "s\0251\r",
	};
	const char *command = commands[monkey_chance(monkey, COUNT(commands))];

	monkey_type(monkey, command, strlen(command));
}

static void a_paste(struct monkey *monkey)
{
	static const char *const pastes[] = {
		"hello my friend", "y", "y\ny\ny\n", "yes\r\n", "my agent\n", "agent-1\r", "10\r", "\033[200~y\033[201~y", "s\r1\ry",
	};
	const char *paste = pastes[monkey_chance(monkey, COUNT(pastes))];
	char bytes[128];
	int len = snprintf(bytes, sizeof(bytes), monkey_chance(monkey, 2) ? "\033[200~%s\033[201~" : "%s ", paste);

	monkey_type(monkey, bytes, (size_t)len);
}

/* Opens a page, goes about in it, and takes what it offers there. */
static void a_page(struct monkey *monkey)
{
	static const char *const pages[] = {
		":settings\r", ":theme\r", ":glossary\r", ":network\r", ":practise\r", ":messages\r", ":log\r", ":fund\r", "?", ":",
		":key-details\r", ":transaction-details\r", ":transaction\r", ":manage-wallet\r", ":receive\r", ":send\r", ":swap\r",
		":revoke\r", ":approve\r", ":allowances\r", ":edit-key\r", ":check-key\r", ":diem-quote\r", ":new-wallet-special\r", ":x402-transactions\r",
	};
	static const char *const moves[] = {
		"j", "k", "\033[B", "\033[A", "\033[6~", "\033[5~", "G", "g", "\033[C", "\033[D", "\t", "/", "e", "s", " ", "1",
	};
	const char *page = pages[monkey_chance(monkey, COUNT(pages))];
	unsigned steps = monkey_chance(monkey, 12);

	monkey_type(monkey, page, strlen(page));
	for (unsigned i = 0; i < steps && !terminal_ended(monkey->terminal); i++) {
		const char *move = moves[monkey_chance(monkey, COUNT(moves))];

		monkey_look(monkey, 30);
		monkey_type(monkey, move, strlen(move));
	}
	if (!terminal_ended(monkey->terminal) && monkey_chance(monkey, 3))
		monkey_type(monkey, "\r", 1);
}

static void a_size(struct monkey *monkey)
{
	static const struct { int rows, cols;
	} sizes[] = {
		{ 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 }, { 5, 20 },  { 8, 30 }, { 12, 40 },
		{ 24, 80 }, { 30, 100 }, { 4, 34 },   { 1, 1 },	   { 2, 3 },   { 1, 80 }, { 40, 1 },
		{ 24, 80 }, { 30, 100 }, { 40, 110 }, { 16, 60 },  { 20, 50 },
	};
	unsigned index = monkey_chance(monkey, COUNT(sizes));

	note(monkey, "size", 4);
	terminal_resize(monkey->terminal, sizes[index].rows, sizes[index].cols);
	witness_resized(&monkey->witness);
	monkey_look(monkey, 5);
}

static void the_password(struct monkey *monkey)
{
	if (witness_sees(&monkey->witness, "assword"))
		monkey_type(monkey, STAGE_PASSWORD "\r", strlen(STAGE_PASSWORD) + 1);
}

static void begin_again(struct monkey *monkey)
{
	int status = terminal_exit_status(monkey->terminal);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "the program has ended: status 0x%x\n", (unsigned)status);
		give_up(monkey, "it did not leave in order");
	}
	terminal_stop(monkey->terminal);
	witness_end(&monkey->witness);
	monkey->terminal = NULL;
}

void monkey_start(struct monkey *monkey)
{
	monkey->stage->inside = "out";
	monkey->terminal = stage_start(monkey->stage, 30, 100, "--light-kdf --lock-after 60");
	terminal_wait(monkey->terminal, "rialto");
	monkey->starts++;
	witness_begin(&monkey->witness, monkey->terminal);
	copies_begin(&monkey->copies);
	monkey_look(monkey, 20);
}

static void an_answer(struct monkey *monkey)
{
	if (monkey->witness.now.review || witness_sees(&monkey->witness, "Enter: review"))
		monkey_answers(monkey);
}

/* Now and then changes the window, or puts something else between a wish and its answer. */
static void an_errand(struct monkey *monkey)
{
	enum errand errand = (enum errand)monkey_chance(monkey, ERRAND_COUNT);

	/* without a wallet there is little to do, so few are removed */
	if (errand == ERRAND_REMOVE_WALLET && monkey_chance(monkey, 3))
		errand = ERRAND_STAKE;
	monkey_go_about(monkey, errand);
	if (!monkey_chance(monkey, 3))
		a_size(monkey);
	if (monkey_chance(monkey, 4))
		monkey_answers(monkey);
}

static void an_event(struct monkey *monkey)
{
	unsigned what = monkey_chance(monkey, 10000);

	if (what < 5500)
		one_input(monkey);
	else if (what < 6400)
		a_command(monkey);
	else if (what < 6800)
		a_page(monkey);
	else if (what < 7600)
		a_paste(monkey);
	else if (what < 9400)
		monkey_uses_mouse(monkey);
	else if (what < 9700)
		a_size(monkey);
	else if (what < 9860)
		the_password(monkey);
	else if (what < 9900)
		an_answer(monkey);
	else
		an_errand(monkey);
}

void monkey_event(struct monkey *monkey)
{
	an_event(monkey);
	if (!terminal_ended(monkey->terminal))
		return;
	begin_again(monkey);
	monkey_start(monkey);
}

/* Leaves whatever is open, and answers the questions about a minted key or work under way. */
void monkey_leave(struct monkey *monkey)
{
	terminal_resize(monkey->terminal, 40, 110);
	witness_resized(&monkey->witness);
	for (int i = 0; i < LEAVE_TRIES && !terminal_ended(monkey->terminal); i++) {
		monkey_type(monkey, "\033", 1);
		monkey_look(monkey, 100);
		if (witness_sees(&monkey->witness, "Leave now?") || witness_sees(&monkey->witness, "Throw these words away"))
			monkey_answers(monkey);
		else if (i % 4 == 3)
			monkey_type(monkey, "q", 1);
	}
	begin_again(monkey);
}
