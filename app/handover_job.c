#include "app/handover_job.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/cli/key_text.h"
#include "app/cli/output.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define OUTPUT_MAX 4000		/* bytes of a command's output that are shown */
#define READS_AT_ONCE 32	/* endless output must not hold up the loop */

_Static_assert(KEY_TEXT_MAX <= 4096, "a pipe that nobody reads takes this much at once (POSIX's PIPE_BUF on Linux)");

struct handover_job {
	pid_t child;		/* leads its own process group */
	int fd;			/* its output; -1 once that has ended */
	bool ended;
	int status;
	struct secret key;	/* masked in the output; freed by the lock */
	struct secret output;	/* has room for a key that begins at its end */
	size_t dropped;		/* bytes beyond that room */
	bool locked;		/* the output is no longer kept */
};

/* In the child: sets things up as for a program started from a shell. */
static void become(const char *command, int input, int output)
{
	static const int numbers[] = {
		SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ, SIGWINCH, SIGTSTP, SIGCONT, SIGCHLD,
	};
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

/* Opens a pipe that holds the secret and has no writer any more. */
static bool open_input(int *out, const struct secret *secret, struct err *err)
{
	int ends[2];
	bool ok;

	if (pipe2(ends, O_CLOEXEC))
		return err_set_errno(err, errno, "No pipe for the command");
	ok = output_write(ends[1], secret->data, secret->len, err);
	close(ends[1]);
	if (ok)
		*out = ends[0];
	else
		close(ends[0]);
	return ok;
}

/* `apart`: in a session of its own.  Until the child has the default actions no signal comes to it: the
 * handlers that it inherits would tell the loop here of a signal that was meant for the child. */
static bool start(pid_t *out, const char *command, const struct secret *secret, int output, bool apart, struct err *err)
{
	int input = -1, failed;
	sigset_t all, before;

	if (!open_input(&input, secret, err))
		return false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	*out = fork();
	failed = errno;
	if (*out == 0) {
		if (apart)
			setsid();
		become(command, input, output);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	close(input);
	return *out > 0 || err_set_errno(err, failed, "The command could not be started");
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

bool handover_job_run(const char *command, const struct secret *secret, bool quiet, struct err *err)
{
	int output = quiet ? open("/dev/null", O_WRONLY | O_CLOEXEC) : STDERR_FILENO, status = 0;
	pid_t child, ended = -1;
	bool started = start(&child, command, secret, output, false, err);

	if (quiet && output >= 0)
		close(output);
	if (!started)
		return false;
	do
		ended = waitpid(child, &status, 0);
	while (ended < 0 && errno == EINTR);
	return ended == child ? judge(status, err) : err_set_errno(err, errno, "It is not known how the command ended");
}

static void keep(struct secret *out, const struct secret *in)
{
	secret_init(out, in->len);
	if (!secret_append(out, in->data, in->len))
		abort();	/* the room was made just before */
}

bool handover_job_start(struct handover_job **out, const char *command, const struct secret *secret,
			const struct apikey *key, struct err *err)
{
	struct handover_job *job;
	pid_t child;
	int ends[2];
	bool ok;

	if (pipe2(ends, O_CLOEXEC))
		return err_set_errno(err, errno, "No pipe for the command");
	ok = fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 || err_set_errno(err, errno, "No pipe for the command");
	ok = ok && start(&child, command, secret, ends[1], true, err);
	close(ends[1]);
	if (!ok) {
		close(ends[0]);
		return false;
	}
	job = mem_new(1, sizeof(*job));
	*job = (struct handover_job){ .child = child, .fd = ends[0] };
	keep(&job->key, &key->s);
	secret_init(&job->output, OUTPUT_MAX + key->s.len);
	*out = job;
	return true;
}

int handover_job_fd(const struct handover_job *job)
{
	return job->fd;
}

/* A program may echo the key, so its output goes into guarded memory only.  Output beyond the
 * limit is read as well, so that the command does not wait. */
static ssize_t read_some(struct handover_job *job)
{
	struct secret *output = &job->output;
	char surplus[4096];
	ssize_t n;

	if (!job->locked && output->len < output->size) {
		n = read(job->fd, output->data + output->len, output->size - output->len);
		output->len += n > 0 ? (size_t)n : 0;
		output->data[output->len] = '\0';
		return n;
	}
	n = read(job->fd, surplus, sizeof(surplus));
	job->dropped += n > 0 ? (size_t)n : 0;
	secret_wipe(surplus, sizeof(surplus));
	return n;
}

static void end_output(struct handover_job *job)
{
	close(job->fd);
	job->fd = -1;
}

static void drain(struct handover_job *job)
{
	for (int i = 0; i < READS_AT_ONCE && job->fd >= 0; i++) {
		ssize_t n = read_some(job);

		if (n < 0 && errno == EAGAIN)
			return;
		if (n == 0 || (n < 0 && errno != EINTR))
			end_output(job);
	}
}

/* Does not wait for processes that the command leaves in the background, even if they go on writing. */
bool handover_job_ended(struct handover_job *job)
{
	pid_t ended;

	if (job->ended)
		return true;
	ended = waitpid(job->child, &job->status, WNOHANG);
	job->ended = ended == job->child || (ended < 0 && errno != EINTR);
	if (ended < 0 && job->ended)
		job->status = 0xff00;	/* unknown, so it counts as a failure */
	drain(job);
	return job->ended;
}

static void mask(struct secret *output, const struct secret *key)
{
	const char *end = output->data + output->len;

	for (char *at = output->data; key->len && (at = memmem(at, (size_t)(end - at), key->data, key->len));
	     at += key->len)
		memset(at, '*', key->len);
}

/* Sanitises each line by itself.  No text becomes longer by that. */
static char *lines_of(const struct secret *output, size_t len, size_t dropped)
{
	char line[OUTPUT_MAX + 1], *text;
	struct buf out;

	buf_init(&out, 0);
	for (size_t at = 0; at < len;) {
		const char *end = memchr(output->data + at, '\n', len - at);
		size_t n = end ? (size_t)(end - output->data) - at : len - at;

		text_sanitise(line, sizeof(line), output->data + at, n);
		buf_add_format(&out, "%s\n", line);
		at += n + 1;
	}
	if (dropped)
		buf_add_format(&out, "(and %zu bytes more)\n", dropped);
	text = mem_string(buf_string(&out));
	buf_free(&out);
	return text;
}

bool handover_job_result(const struct handover_job *job, struct err *err)
{
	return judge(job->status, err);
}

char *handover_job_output(const struct handover_job *job)
{
	size_t len = job->output.len < OUTPUT_MAX ? job->output.len : OUTPUT_MAX;
	struct secret masked;
	char *text;

	if (job->locked || !len)
		return NULL;
	keep(&masked, &job->output);
	mask(&masked, &job->key);
	text = lines_of(&masked, len, job->dropped + job->output.len - len);
	secret_free(&masked);
	return text;
}

void handover_job_lock(struct handover_job *job)
{
	if (!job)
		return;
	job->locked = true;
	secret_free(&job->key);
	secret_free(&job->output);
}

void handover_job_stop(struct handover_job *job, bool by_force)
{
	int number = by_force ? SIGKILL : SIGTERM;

	if (!job->ended && kill(-job->child, number))	/* it may not lead its group yet */
		kill(job->child, number);
}

void handover_job_free(struct handover_job *job)
{
	if (!job)
		return;
	handover_job_stop(job, false);
	if (job->fd >= 0)
		close(job->fd);
	secret_free(&job->key);
	secret_free(&job->output);
	free(job);
}
