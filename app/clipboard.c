#include "app/clipboard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wallet/base/mem.h"

#define LIMIT_MS 2000		/* a display that does not answer must not hold up the screen */
#define ARGUMENTS 8

/* Programs that know whether they hold a text, and can be asked. */
struct clipboard_tool {
	const char *display;	/* this variable is set where it works; NULL: it always works */
	const char *copy[ARGUMENTS], *paste[ARGUMENTS], *clear[ARGUMENTS];
};

static const struct clipboard_tool tools[] = {
	{ "WAYLAND_DISPLAY", { "wl-copy" }, { "wl-paste", "--no-newline" }, { "wl-copy", "--clear" } },
	{ "DISPLAY", { "xclip", "-selection", "clipboard" }, { "xclip", "-selection", "clipboard", "-o" },
	  { "xclip", "-selection", "clipboard" } },
	{ NULL, { "pbcopy" }, { "pbpaste" }, { "pbcopy" } },
};

/* Returns a pipe that holds all of the text and has no writer any more. */
static int pipe_with(const char *text, size_t len)
{
	int ends[2];
	bool whole;

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
		return -1;
	whole = len == 0 || write(ends[1], text, len) == (ssize_t)len;
	close(ends[1]);
	if (whole && fcntl(ends[0], F_SETFL, 0) == 0)
		return ends[0];
	close(ends[0]);
	return -1;
}

/* Starts a program in a session of its own.  One that stays to serve the clipboard is then not
 * stopped with the screen. */
static bool spawn(pid_t *out, const char *const *argv, int input, int output)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	bool ok;

	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attributes);
	sigfillset(&defaults);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (output >= 0)
		posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	ok = posix_spawnp(out, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv, environ) == 0;
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return ok;
}

/* True when the child ended well and in time; ends it otherwise. */
static bool await(pid_t child)
{
	int pidfd = pidfd_open(child, 0), status = -1;
	struct pollfd ended = { .fd = pidfd, .events = POLLIN };

	while (pidfd >= 0 && poll(&ended, 1, LIMIT_MS) < 0 && errno == EINTR)
		;
	if (pidfd < 0 || !(ended.revents & POLLIN))
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (pidfd >= 0)
		close(pidfd);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool run(const char *const *argv, const char *text, size_t len)
{
	int input = pipe_with(text, len);
	pid_t child;
	bool ok;

	if (input < 0)
		return false;
	ok = spawn(&child, argv, input, -1);
	close(input);
	return ok && await(child);
}

static void read_all(struct secret *out, int fd)
{
	struct pollfd more = { .fd = fd, .events = POLLIN };
	ssize_t len = 1;

	while (len > 0 && out->len < out->size && poll(&more, 1, LIMIT_MS) > 0) {
		len = read(fd, out->data + out->len, out->size - out->len);
		out->len += len > 0 ? (size_t)len : 0;
	}
	out->data[out->len] = '\0';
}

/* Reads the program's output, as far as there is room. */
static bool run_for_output(struct secret *out, const char *const *argv)
{
	int ends[2], input = pipe_with("", 0);
	pid_t child;
	bool ok;

	if (input < 0)
		return false;
	if (pipe2(ends, O_CLOEXEC)) {
		close(input);
		return false;
	}
	ok = spawn(&child, argv, input, ends[1]);
	close(input);
	close(ends[1]);
	if (ok)
		read_all(out, ends[0]);
	close(ends[0]);
	return ok && await(child);
}

/* tmux passes the text on to its terminal, if that accepts it.  No buffer of tmux keeps it, unless tmux
 * does not delete what it took; that is told. */
static enum copied copy_through_tmux(const char *text, size_t len)
{
	const char *inside = getenv("TMUX");
	char name[32];
	bool taken, gone;

	if (!inside || !*inside)
		return COPIED_NOT;
	snprintf(name, sizeof(name), "rialto-%d", (int)getpid());
	taken = run((const char *const[]){ "tmux", "load-buffer", "-b", name, "-w", "-", NULL }, text, len);
	gone = run((const char *const[]){ "tmux", "delete-buffer", "-b", name, NULL }, "", 0);
	if (!taken)
		return COPIED_NOT;
	return gone ? COPIED_TO_TMUX : COPIED_KEPT_BY_TMUX;
}

static bool has_display(const struct clipboard_tool *tool)
{
	const char *display = tool->display ? getenv(tool->display) : "always";

	return display && *display;
}

static void digest(uint8_t out[32], const struct clipboard *clipboard, const char *text, size_t len)
{
	crypto_generichash(out, 32, (const uint8_t *)text, len, clipboard->salt, sizeof(clipboard->salt));
}

static bool copy_with_tool(struct clipboard *clipboard, const char *text, size_t len)
{
	for (size_t i = 0; i < ARRAY_LENGTH(tools); i++) {
		if (!has_display(&tools[i]) || !run(tools[i].copy, text, len))
			continue;
		clipboard->tool = &tools[i];
		clipboard->len = len;
		randombytes_buf(clipboard->salt, sizeof(clipboard->salt));
		digest(clipboard->digest, clipboard, text, len);
		return true;
	}
	return false;
}

enum copied clipboard_copy(struct clipboard *clipboard, const char *text, size_t len)
{
	enum copied copied = copy_through_tmux(text, len);

	clipboard->tool = NULL;
	if (copied != COPIED_NOT)
		return copied;
	if (copy_with_tool(clipboard, text, len))
		return COPIED;
	if (!clipboard->tui)
		return COPIED_NOT;
	tui_copy(clipboard->tui, text, len);
	return COPIED_TO_TERMINAL;
}

static bool is_still_there(const struct clipboard *clipboard, const struct secret *text)
{
	uint8_t now[32];

	digest(now, clipboard, text->data, text->len);
	return text->len == clipboard->len && sodium_memcmp(now, clipboard->digest, sizeof(now)) == 0;
}

bool clipboard_clear(struct clipboard *clipboard, struct err *err)
{
	const struct clipboard_tool *tool = clipboard->tool;
	struct secret text;
	bool read, ours, ok;

	clipboard->tool = NULL;
	if (!tool)
		return err_set(err, ERR_IO, "It is not known what the clipboard holds: it was left as it is");
	secret_init(&text, clipboard->len + 1);		/* one byte more shows whether there is more */
	read = run_for_output(&text, tool->paste);
	ours = read && is_still_there(clipboard, &text);
	secret_free(&text);
	if (!read)
		return err_set(err, ERR_IO, "The clipboard could not be looked at: the key may still be in it");
	if (!ours)
		return err_set(err, ERR_IO, "The clipboard holds something else by now: it was left as it is");
	ok = run(tool->clear, "", 0);
	return ok || err_set(err, ERR_IO, "The key could not be taken off the clipboard: it is still in it");
}
