#include "app/handover.h"

#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/output.h"
#include "app/value.h"
#include "wallet/mem.h"

#define FORM_MAX 2048	/* what stands around the key */

bool handover_form_parse(enum handover_form *out, const char *text)
{
	static const char *const names[] = { [HANDOVER_RAW] = "raw", [HANDOVER_ENV] = "env", [HANDOVER_JSON] = "json" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (!strcmp(names[i], text)) {
			*out = (enum handover_form)i;
			return true;
		}
	return false;
}

static void add(struct secret *out, const char *text, size_t len)
{
	if (!secret_append(out, text, len))
		abort();	/* its room is known */
}

/* json-c writes all but the key. */
static void add_json(struct secret *out, const struct key_info *info, const struct apikey *key)
{
	struct json_object *rest = value_minted(info);
	const char *text = json_object_to_json_string_ext(rest, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	static const char before[] = "{\"apiKey\":\"", after[] = "\",";

	add(out, before, sizeof(before) - 1);
	add(out, key->s.data, key->s.len);
	add(out, after, sizeof(after) - 1);
	add(out, text + 1, strlen(text) - 1);	/* without its opening brace */
	json_object_put(rest);
}

void handover_write(struct secret *out, enum handover_form form, const struct key_info *info, const struct apikey *key)
{
	static const char name[] = "VENICE_API_KEY=";

	secret_init(out, key->s.len + FORM_MAX);
	if (form == HANDOVER_JSON) {
		add_json(out, info, key);
		return;
	}
	if (form == HANDOVER_ENV)
		add(out, name, sizeof(name) - 1);
	add(out, key->s.data, key->s.len);
}

/* In the child: as a program that was started from a shell finds things. */
static void become(const char *command, int input, bool quiet)
{
	int output = quiet ? open("/dev/null", O_WRONLY) : STDERR_FILENO;
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGCHLD };
	sigset_t none;

	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++)
		signal(numbers[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0)
		_exit(127);
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		close(fd);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* A command that does not read all of it is no failure of ours: its status counts. */
static void feed(int fd, const struct secret *secret)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	struct err ignored;

	sigaction(SIGPIPE, &ignore, &before);
	(void)!output_write(fd, secret->data, secret->len, &ignored);
	close(fd);
	sigaction(SIGPIPE, &before, NULL);
}

static bool judge(int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, ERR_HANDOVER_FAILED, "The command was not found");
	if (WIFEXITED(status))
		return err_set(err, ERR_HANDOVER_FAILED, "The command ended with status %d", WEXITSTATUS(status));
	return err_set(err, ERR_HANDOVER_FAILED, "The command was ended by signal %d", WTERMSIG(status));
}

bool handover_run(const char *command, const struct secret *secret, bool quiet, struct err *err)
{
	int ends[2], status = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return err_set_errno(err, errno, "No pipe for the command");
	child = fork();
	if (child == 0)
		become(command, ends[0], quiet);
	close(ends[0]);
	if (child < 0) {
		close(ends[1]);
		return err_set_errno(err, errno, "The command could not be started");
	}
	feed(ends[1], secret);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return judge(status, err);
}
