/*
 * measure: the bench's stop-watch.
 *
 *   measure run TIMES PROGRAM …            median ms, and KB of the largest process
 *   measure scrypt TIMES N R P             median ms of libsodium's scrypt alone
 *   measure start TIMES PROGRAM …          median ms until the screen has settled, and KB then
 *   measure shows TIMES TEXT PROGRAM …     median ms until the screen shows TEXT
 *   measure key TIMES KEYS PROGRAM …       median ms from a key to the first byte drawn, and to the last
 *   measure keys TIMES KEYS PROGRAM … -- KEYS PROGRAM …    the same for two that take turns
 *   measure idle SECONDS KEYS PROGRAM …    CPU in percent, and bytes a second
 *
 * The last five run PROGRAM in a pseudo-terminal of 100×30.  KEYS has its control
 * characters as in C; `key` takes turns with its characters, and types first what stands before
 * a bar ("1|jk"); `idle` types them all first.
 */
#include <errno.h>
#include <sodium.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SETTLED_MS 60		/* if no output comes for so long, the screen has settled */
#define START_MAX_MS 10000
#define TIMES_MAX 1000

struct program {
	pid_t pid;
	int terminal;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void die(const char *why)
{
	fprintf(stderr, "measure: %s\n", why);
	exit(1);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), ascending);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static size_t parse_count(const char *text)
{
	size_t count = strtoul(text, NULL, 10);

	if (count == 0 || count > TIMES_MAX)
		die("a count is from 1 to 1000");
	return count;
}

/* Turns "\033OB" into the bytes that it means. */
static size_t parse_keys(char *out, size_t size, const char *text)
{
	size_t len = 0;

	while (*text && len + 1 < size) {
		if (text[0] == '\\' && text[1] >= '0' && text[1] <= '3') {
			out[len++] = (char)strtol((char[4]){ text[1], text[2], text[3], '\0' }, NULL, 8);
			text += 4;
		} else {
			out[len++] = *text++;
		}
	}
	return len;
}

static void run_once(char **argv)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		die("the program has failed");
}

static void run(size_t times, char **argv)
{
	double values[TIMES_MAX];
	struct rusage usage;

	for (size_t i = 0; i < times; i++) {
		double start = now_ms();

		run_once(argv);
		values[i] = now_ms() - start;
	}
	getrusage(RUSAGE_CHILDREN, &usage);
	printf("%.2f %ld\n", median(values, times), usage.ru_maxrss);
}

static void scrypt(size_t times, char **argv)
{
	static const uint8_t text[32] = { 1 };
	double values[TIMES_MAX];
	uint8_t key[32];

	if (sodium_init() < 0)
		die("libsodium does not start");
	for (size_t i = 0; i < times; i++) {
		double start = now_ms();

		if (crypto_pwhash_scryptsalsa208sha256_ll(text, sizeof(text), text, sizeof(text),
							  strtoul(argv[0], NULL, 10),
							  (uint32_t)strtoul(argv[1], NULL, 10),
							  (uint32_t)strtoul(argv[2], NULL, 10), key, sizeof(key)))
			die("scrypt has failed");
		values[i] = now_ms() - start;
	}
	printf("%.2f\n", median(values, times));
}

static struct program start_program(char **argv)
{
	struct winsize size = { .ws_row = 30, .ws_col = 100 };
	struct program program;

	program.pid = forkpty(&program.terminal, NULL, NULL, &size);
	if (program.pid < 0)
		die("no pseudo-terminal");
	if (program.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	return program;
}

static void end_program(struct program *program)
{
	kill(program->pid, SIGTERM);
	close(program->terminal);
	waitpid(program->pid, NULL, 0);
}

/* Reads bytes that come within timeout_ms of each other; *last_ms is when the last came. */
static size_t drain(const struct program *program, int timeout_ms, double *last_ms)
{
	struct pollfd fd = { .fd = program->terminal, .events = POLLIN };
	char bytes[65536];
	size_t total = 0;

	while (poll(&fd, 1, timeout_ms) > 0) {
		ssize_t len = read(program->terminal, bytes, sizeof(bytes));

		if (len <= 0)
			die("the program has ended");
		total += (size_t)len;
		*last_ms = now_ms();
	}
	return total;
}

/* Waits for the first byte, then for silence. */
static double settle(const struct program *program)
{
	struct pollfd fd = { .fd = program->terminal, .events = POLLIN };
	double last = 0;

	if (poll(&fd, 1, START_MAX_MS) <= 0 || drain(program, SETTLED_MS, &last) == 0)
		die("the program draws nothing");
	return last;
}

/* The program must write TEXT in one piece. */
static double wait_for_text(const struct program *program, const char *text)
{
	struct pollfd fd = { .fd = program->terminal, .events = POLLIN };
	static char seen[1 << 20];
	size_t len = 0;

	while (!memmem(seen, len, text, strlen(text))) {
		ssize_t more = -1;

		if (len < sizeof(seen) && poll(&fd, 1, START_MAX_MS) > 0)
			more = read(program->terminal, seen + len, sizeof(seen) - len);
		if (more <= 0)
			die("the program does not show the text");
		len += (size_t)more;
	}
	return now_ms();
}

static void shows(size_t times, const char *text, char **argv)
{
	double values[TIMES_MAX];

	for (size_t i = 0; i < times; i++) {
		double begin = now_ms();
		struct program program = start_program(argv);

		values[i] = wait_for_text(&program, text) - begin;
		end_program(&program);
	}
	printf("%.2f\n", median(values, times));
}

static long resident_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return kb;
}

static void start(size_t times, char **argv)
{
	double values[TIMES_MAX];
	long kb = 0;

	for (size_t i = 0; i < times; i++) {
		double begin = now_ms();
		struct program program = start_program(argv);

		values[i] = settle(&program) - begin;
		kb = resident_kb(program.pid);
		end_program(&program);
	}
	printf("%.2f %ld\n", median(values, times), kb);
}

static void type(const struct program *program, const char *keys, size_t len)
{
	if (write(program->terminal, keys, len) != (ssize_t)len)
		die("the program takes no keys");
}

/* Types what stands before a bar, and returns what stands after it. */
static const char *prepare(const struct program *program, const char *text)
{
	const char *bar = strchr(text, '|');
	double last;

	settle(program);
	if (!bar)
		return text;
	type(program, text, (size_t)(bar - text));
	drain(program, SETTLED_MS, &last);
	return bar + 1;
}

/* A program whose keystrokes are timed. */
struct typed {
	struct program program;
	char keys[64];
	size_t len, each;
	double firsts[TIMES_MAX], lasts[TIMES_MAX];
};

/* A sequence that begins with ESC is one keystroke; otherwise each character is one. */
static void begin_typing(struct typed *typed, const char *text, char **argv)
{
	typed->program = start_program(argv);
	typed->len = parse_keys(typed->keys, sizeof(typed->keys), prepare(&typed->program, text));
	typed->each = typed->keys[0] == '\x1b' ? typed->len / 2 : 1;
}

static void time_key(struct typed *typed, size_t i)
{
	struct pollfd fd = { .fd = typed->program.terminal, .events = POLLIN };
	double begin = now_ms();

	type(&typed->program, typed->keys + (i * typed->each) % typed->len, typed->each);
	if (poll(&fd, 1, START_MAX_MS) <= 0)
		die("the key changes nothing");
	typed->firsts[i] = now_ms() - begin;
	drain(&typed->program, SETTLED_MS, &typed->lasts[i]);
	typed->lasts[i] -= begin;
}

static void end_typing(struct typed *typed, size_t times)
{
	end_program(&typed->program);
	printf("%.3f %.3f\n", median(typed->firsts, times), median(typed->lasts, times));
}

static void key(size_t times, const char *text, char **argv)
{
	static struct typed typed;

	begin_typing(&typed, text, argv);
	for (size_t i = 0; i < times; i++)
		time_key(&typed, i);
	end_typing(&typed, times);
}

/* Whatever else the machine does falls on both alike. */
static void keys(size_t times, char **argv)
{
	static struct typed typed[2];
	char **other = argv;

	while (*other && strcmp(*other, "--") != 0)
		other++;
	if (!*other || !other[1] || !other[2])
		die("see the top of measure.c");
	*other++ = NULL;
	begin_typing(&typed[0], argv[0], argv + 1);
	begin_typing(&typed[1], other[0], other + 1);
	for (size_t i = 0; i < times; i++) {
		time_key(&typed[0], i);
		time_key(&typed[1], i);
	}
	end_typing(&typed[0], times);
	end_typing(&typed[1], times);
}

static double cpu_ms(pid_t pid)
{
	char path[64];
	unsigned long long ns = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/schedstat", (int)pid);
	file = fopen(path, "r");
	if (!file || fscanf(file, "%llu", &ns) != 1)
		die("no schedstat");
	fclose(file);
	return (double)ns / 1e6;
}

/* Reads bytes until end_ms. */
static size_t drain_until(const struct program *program, double end_ms)
{
	struct pollfd fd = { .fd = program->terminal, .events = POLLIN };
	char bytes[65536];
	size_t total = 0;

	for (double left = end_ms - now_ms(); left > 0; left = end_ms - now_ms()) {
		ssize_t len = poll(&fd, 1, (int)left + 1) > 0 ? read(program->terminal, bytes, sizeof(bytes)) : 0;

		if (len < 0)
			die("the program has ended");
		total += (size_t)len;
	}
	return total;
}

static void idle(size_t seconds, const char *text, char **argv)
{
	struct program program = start_program(argv);
	double begin, cpu, last;
	size_t bytes;
	char keys[64];

	settle(&program);
	type(&program, keys, parse_keys(keys, sizeof(keys), text));
	drain(&program, SETTLED_MS, &last);
	begin = now_ms();
	cpu = cpu_ms(program.pid);
	bytes = drain_until(&program, begin + (double)seconds * 1e3);
	begin = now_ms() - begin;
	printf("%.3f %.0f\n", (cpu_ms(program.pid) - cpu) * 100 / begin, (double)bytes * 1e3 / begin);
	end_program(&program);
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	if (argc > 3 && strcmp(argv[1], "run") == 0)
		run(parse_count(argv[2]), argv + 3);
	else if (argc == 6 && strcmp(argv[1], "scrypt") == 0)
		scrypt(parse_count(argv[2]), argv + 3);
	else if (argc > 3 && strcmp(argv[1], "start") == 0)
		start(parse_count(argv[2]), argv + 3);
	else if (argc > 4 && strcmp(argv[1], "shows") == 0)
		shows(parse_count(argv[2]), argv[3], argv + 4);
	else if (argc > 4 && strcmp(argv[1], "key") == 0)
		key(parse_count(argv[2]), argv[3], argv + 4);
	else if (argc > 4 && strcmp(argv[1], "keys") == 0)
		keys(parse_count(argv[2]), argv + 3);
	else if (argc > 4 && strcmp(argv[1], "idle") == 0)
		idle(parse_count(argv[2]), argv[3], argv + 4);
	else
		die("see the top of measure.c");
	return 0;
}
