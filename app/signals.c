#include "app/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "tui/tui.h"
#include "wallet/base/mem.h"

static int pipe_fds[2] = { -1, -1 };

static const int ending[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
static const int of_screen[] = { SIGWINCH, SIGTSTP, SIGCONT };
static const int of_writing[] = { SIGPIPE, SIGXFSZ };	/* the write itself fails with EPIPE or EFBIG */
static const int crashing[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

/* A full pipe does no harm, because what is in it wakes the loop. */
static void tell_loop(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;

	if (write(pipe_fds[1], &byte, 1) < 0)
		errno = saved;
	errno = saved;
}

/* SA_RESETHAND has restored the default action, so raising the signal again ends the process. */
static void crash(int number)
{
	tui_restore_terminal();
	raise(number);
}

static void set(int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_flags = flags };

	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* If a sanitizer handles a signal, it keeps it. */
static void set_crash(int number)
{
	struct sigaction old;

	if (!sigaction(number, NULL, &old) && old.sa_handler == SIG_DFL && !(old.sa_flags & SA_SIGINFO))
		set(number, crash, (int)(SA_RESETHAND | SA_NODEFER));
}

void signals_catch_crashes(void)
{
	for (size_t i = 0; i < ARRAY_LENGTH(crashing); i++)
		set_crash(crashing[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(of_writing); i++)
		set(of_writing[i], SIG_IGN, 0);
}

/* nohup(1) and shells' background jobs ignore some signals on purpose. */
static void set_unless_ignored(int number)
{
	struct sigaction old;

	if (!sigaction(number, NULL, &old) && old.sa_handler != SIG_IGN)
		set(number, tell_loop, 0);
}

bool signals_open(bool screen, struct err *err)
{
	if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK))
		return err_set_errno(err, errno, "Cannot make a pipe for signals");
	for (size_t i = 0; i < ARRAY_LENGTH(ending); i++)
		set_unless_ignored(ending[i]);
	for (size_t i = 0; screen && i < ARRAY_LENGTH(of_screen); i++)
		set_unless_ignored(of_screen[i]);
	if (screen)
		set(SIGCHLD, tell_loop, SA_NOCLDSTOP);
	return true;
}

static void set_default(int number)
{
	struct sigaction old;

	if (!sigaction(number, NULL, &old) && old.sa_handler == tell_loop)
		set(number, SIG_DFL, 0);
}

void signals_close(void)
{
	for (size_t i = 0; i < ARRAY_LENGTH(ending); i++)
		set_default(ending[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(of_screen); i++)
		set_default(of_screen[i]);
	set_default(SIGCHLD);
	for (size_t i = 0; i < 2; i++) {
		if (pipe_fds[i] >= 0)
			close(pipe_fds[i]);
		pipe_fds[i] = -1;
	}
}

static void add_all(sigset_t *set, const int *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		sigaddset(set, numbers[i]);
}

void signals_hold(bool on)
{
	sigset_t held;

	sigemptyset(&held);
	add_all(&held, ending, ARRAY_LENGTH(ending));
	add_all(&held, of_screen, ARRAY_LENGTH(of_screen));
	sigaddset(&held, SIGCHLD);
	sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &held, NULL);
}

void signals_again(void)
{
	for (int number; (number = signals_next());)
		raise(number);
}

int signals_fd(void)
{
	return pipe_fds[0];
}

int signals_next(void)
{
	unsigned char byte;

	return pipe_fds[0] >= 0 && read(pipe_fds[0], &byte, 1) == 1 ? byte : 0;
}

/*
 * Stops the whole process group, as the terminal itself would, because a shell waits for all of it.  Held until the
 * last moment, so that another one that comes meanwhile is the same stop.
 */
void signals_stop(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	set(SIGTSTP, SIG_DFL, 0);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	set(SIGTSTP, tell_loop, 0);
}

bool signals_ends(int signal_number)
{
	for (size_t i = 0; i < ARRAY_LENGTH(ending); i++)
		if (ending[i] == signal_number)
			return true;
	return false;
}
