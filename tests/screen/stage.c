#include "tests/screen/stage.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"

#define COMMAND_MAX 4096
#define SEND "eth_sendRawTransaction"

/* Returns an absolute path, so that the program is found from any folder. */
static const char *program(void)
{
	static char path[PATH_MAX];
	const char *given = getenv("RIALTO");

	check(realpath(given && *given ? given : "./rialto", path), "there is no rialto");
	return path;
}

static int open_with(void **state, const char *const options[])
{
	struct stage *stage = calloc(1, sizeof(*stage));

	check(stage, "out of memory");
	stage->network = network_start(options);
	*state = stage;
	return 0;
}

int stage_open(void **state)
{
	return open_with(state, NULL);
}

int stage_open_challenging(void **state)
{
	static const char *const options[] = { "--protocol", "challenge", NULL };

	return open_with(state, options);
}

int stage_close(void **state)
{
	struct stage *stage = *state;

	network_stop(stage->network);
	free(stage);
	return 0;
}

int stage_begin(void **state)
{
	struct stage *stage = *state;

	snprintf(stage->folder, sizeof(stage->folder), "/tmp/rialto-screen.XXXXXX");
	check(mkdtemp(stage->folder), "no temporary folder");
	stage->env = NULL;
	stage->inside = NULL;
	stage->before = NULL;
	stage->address[0] = '\0';
	stage_file(stage, "password", STAGE_PASSWORD "\n");
	network_reset(stage->network);
	stage->sent = network_calls(stage->network, SEND);
	return 0;
}

/* Checks that what was signed on the screen is what the reviews said, as ethers reads it. */
static int check_signed(const struct stage *stage)
{
	char command[COMMAND_MAX];

	if (network_calls(stage->network, SEND) == stage->sent)
		return 0;
	snprintf(command, sizeof(command), "node tests/e2e/check_signed.mjs '%s' '%s' %zu", stage->network->control_url,
		 stage->folder, stage->sent);
	return system(command);
}

int stage_end(void **state)
{
	struct stage *stage = *state;
	char command[COMMAND_MAX];
	int differs;

	terminal_stop_all();
	differs = check_signed(stage);
	snprintf(command, sizeof(command), "rm -rf '%s'", stage->folder);
	return system(command) ? 1 : differs;
}

const char *stage_file(struct stage *stage, const char *name, const char *text)
{
	static char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", stage->folder, name);
	file = fopen(path, "w");
	check(file, "%s cannot be written", path);
	fchmod(fileno(file), 0600);
	fputs(text, file);
	fclose(file);
	return path;
}

/* Adds an option unless `more` has it, because no option may be given twice. */
static void add_option(char out[COMMAND_MAX], const char *name, const char *value, const char *more)
{
	size_t len = strlen(out);

	if (!strstr(more, name))
		len += (size_t)snprintf(out + len, COMMAND_MAX - len, " %s '%s'", name, value);
	check(len < COMMAND_MAX, "the command is too long");
}

static void write_command(char out[COMMAND_MAX], const struct stage *stage, const char *more)
{
	char home[128];
	size_t len;

	snprintf(home, sizeof(home), "%s/home", stage->folder);
	len = stage->inside ? (size_t)snprintf(out, COMMAND_MAX, "cd '%s/%s' && ", stage->folder, stage->inside) : 0;
	snprintf(out + len, COMMAND_MAX - len, "%s exec '%s'", stage->before ? stage->before : "", program());
	add_option(out, "--home", home, more);
	add_option(out, "--network", "practice", more);
	add_option(out, "--rpc-url", stage->network->rpc_url, more);
	add_option(out, "--api-url", stage->network->api_url, more);
	add_option(out, "--faucet-url", stage->network->faucet_url, more);
	len = strlen(out);
	len += (size_t)snprintf(out + len, COMMAND_MAX - len, " %s", more);
	check(len < COMMAND_MAX, "the command is too long");
}

struct terminal *stage_start(struct stage *stage, int rows, int cols, const char *options)
{
	char command[COMMAND_MAX];
	const char *argv[] = { "sh", "-c", command, NULL };

	write_command(command, stage, options);
	return terminal_start(argv, stage->env, rows, cols);
}

static int run(struct stage *stage, char **output, const char *fmt, va_list args)
{
	char more[1024], command[COMMAND_MAX], bytes[4096];
	size_t len, room;
	FILE *pipe, *text = open_memstream(output, &room);

	len = (size_t)snprintf(more, sizeof(more), "--password-file '%s/password' --yes ", stage->folder);
	vsnprintf(more + len, sizeof(more) - len, fmt, args);
	write_command(command, stage, more);
	pipe = popen(command, "r");
	check(text && pipe, "%s cannot be run", command);
	while ((len = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
		fwrite(bytes, 1, len, text);
	fclose(text);
	return pclose(pipe);
}

char *stage_run(struct stage *stage, const char *fmt, ...)
{
	char *output = NULL;
	va_list args;
	int status;

	va_start(args, fmt);
	status = run(stage, &output, fmt, args);
	va_end(args);
	check(status == 0, "rialto %s: status %d: %s", fmt, status, output);
	return output;
}

int stage_try(struct stage *stage, char **output, const char *fmt, ...)
{
	va_list args;
	int status;

	va_start(args, fmt);
	status = run(stage, output, fmt, args);
	va_end(args);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

char *stage_field(const char *json, const char *name)
{
	char start[64];
	const char *at;
	size_t len = (size_t)snprintf(start, sizeof(start), "\"%s\":\"", name);

	at = strstr(json, start);
	check(at, "no %s in %s", name, json);
	return strndup(at + len, strcspn(at + len, "\""));
}

void stage_wallet_named(struct stage *stage, const char *name)
{
	unsigned char key[32];
	char text[80] = "0x", *output, *address;

	check(getrandom(key, sizeof(key), 0) == sizeof(key), "no random bytes");
	key[0] &= 0x7f;		/* so that it is below the curve's order */
	for (size_t i = 0; i < sizeof(key); i++)
		snprintf(text + 2 + 2 * i, 3, "%02x", key[i]);
	output = stage_run(stage, "wallet import %s --light-kdf --json --key-file '%s'", name,
			   stage_file(stage, "key", text));
	address = stage_field(output, "address");
	snprintf(stage->address, sizeof(stage->address), "%s", address);
	free(address);
	free(output);
}

void stage_wallet(struct stage *stage)
{
	stage_wallet_named(stage, "agent-1");
}

void stage_money(struct stage *stage)
{
	network_post(stage->network, "faucet", "{\"address\":\"%s\"}", stage->address);
}

void stage_stake(struct stage *stage)
{
	free(stage_run(stage, "stake 10 --json --wallet agent-1"));
}

void stage_mint(struct stage *stage)
{
	free(stage_run(stage, "mint --json --wallet agent-1"));
}

void stage_funded(struct stage *stage)
{
	stage_wallet(stage);
	stage_money(stage);
}

void stage_staked(struct stage *stage)
{
	stage_funded(stage);
	stage_stake(stage);
}

void stage_account(struct stage *stage)
{
	char *made, *id;

	free(stage_run(stage, "mint --json --type ADMIN --description boss"));
	made = stage_run(stage, "key create --json --description worker");
	id = stage_field(made, "id");
	free(stage_run(stage, "key delete --here --json %s", id));
	free(id);
	free(made);
}

bool stage_lists(struct stage *stage, const char *text)
{
	char *list = stage_run(stage, "wallet list --json");
	bool contains = strstr(list, text);

	free(list);
	return contains;
}
