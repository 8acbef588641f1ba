#include "tui/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "tui/restore.h"
#include "tui/sgr.h"
#include "wallet/base/secret.h"

#define ROOM (16 << 20)		/* far more than a drawing takes; what is not used takes no memory */
#define KEPT (64 << 10)		/* more than this is given back once it has gone out */
#define BEGINS ((size_t)(sizeof(DRAWING_BEGINS) - 1))	/* what is gathered stands behind this mark */
#define AT_ONCE 192	/* so few bytes are taken by a terminal together, marked or not */
#define PATIENCE_MS 1000	/* so long a terminal may take nothing before the rest is dropped */

/* O_NONBLOCK belongs to what was opened, which the shell shares: so the terminal is opened once more. */
static int open_terminal(void)
{
	int fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0 && isatty(fd))
		return fd;
	if (fd >= 0)
		close(fd);
	return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
}

/* Such memory has the limit of a file (ulimit -f). */
static bool has_room(int memory)
{
	return ftruncate(memory, ROOM) == 0 && ftruncate(memory, 0) == 0;
}

static bool begin_memory(int memory)
{
	return has_room(memory) && write(memory, DRAWING_BEGINS, BEGINS) == (ssize_t)BEGINS;
}

/* Without a place to see it there is no use for the memory. */
static void open_memory(struct writer *writer)
{
	void *seen = MAP_FAILED;

	writer->memory = memfd_create("rialto", MFD_CLOEXEC);
	if (writer->memory < 0)
		return;
	if (begin_memory(writer->memory))
		seen = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_SHARED, writer->memory, 0);
	if (seen != MAP_FAILED) {
		writer->seen = seen;
		return;
	}
	close(writer->memory);
	writer->memory = -1;
}

bool writer_open(struct writer *writer)
{
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);

	*writer = (struct writer){ .memory = -1, .terminal = -1, .sent = BEGINS };
	writer->file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!writer->file) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	writer->terminal = open_terminal();
	open_memory(writer);
	return true;
}

void writer_close(struct writer *writer)
{
	if (writer->memory >= 0) {
		munmap(writer->seen, ROOM);
		close(writer->memory);
	}
	if (writer->terminal >= 0)
		close(writer->terminal);
	if (writer->file)
		fclose(writer->file);
	*writer = (struct writer){ .memory = -1, .terminal = -1 };
}

void writer_gather(struct writer *writer)
{
	writer->gathers = writer->memory >= 0 && writer->terminal >= 0 &&
			  dup3(writer->memory, fileno(writer->file), O_CLOEXEC) >= 0;
}

int writer_fd(const struct writer *writer)
{
	return writer->gathers ? writer->memory : STDOUT_FILENO;
}

void writer_say(struct writer *writer, const char *sequence)
{
	ssize_t ignored = write(writer_fd(writer), sequence, strlen(sequence));

	(void)ignored;
}

/* Returns where what is gathered ends: ncurses writes past us, and only the file knows. */
static size_t gathered(const struct writer *writer)
{
	off_t end = writer->gathers ? lseek(writer->memory, 0, SEEK_CUR) : 0;

	return end < (off_t)BEGINS ? BEGINS : end < ROOM ? (size_t)end : ROOM;
}

static void cut(const struct writer *writer, size_t from, size_t to)
{
	secret_wipe(writer->seen + from, to - from);	/* what was shown may have been secret */
	lseek(writer->memory, (off_t)from, SEEK_SET);
}

static void send_mark(struct writer *writer)
{
	ssize_t taken = write(writer->terminal, writer->seen, BEGINS);

	writer->sent = taken > 0 ? (size_t)taken : 0;
}

/* Where nobody waits for what is gathered, it is only seen in the end whether it needs to be marked. */
void writer_begin(struct writer *writer, bool awaited)
{
	if (writer->marked || (writer->gathers && !awaited))
		return;
	if (writer->gathers)
		send_mark(writer);
	else
		writer_say(writer, DRAWING_BEGINS);
	writer->marked = true;
}

/* Of a short drawing that has not begun to go out, the mark before it stays here. */
void writer_end(struct writer *writer)
{
	size_t end = gathered(writer), shorter = BEGINS;

	if (end > BEGINS) {
		shorter += sgr_join(writer->seen + BEGINS, end - BEGINS);
		cut(writer, shorter, end);
	}
	if (!writer->marked) {
		if (shorter <= BEGINS + AT_ONCE)
			return;
		writer->sent = 0;
	}
	writer_say(writer, DRAWING_ENDS);
	writer->marked = false;
}

static void forget(struct writer *writer, size_t end)
{
	cut(writer, BEGINS, end);
	if (end > KEPT)
		(void)!ftruncate(writer->memory, BEGINS);
	writer->sent = BEGINS;
	writer->waits = false;
}

bool writer_flush(struct writer *writer)
{
	size_t end = gathered(writer);
	ssize_t taken = 1;

	if (end == BEGINS)
		return true;
	while (taken > 0 && writer->sent < end) {
		taken = write(writer->terminal, writer->seen + writer->sent, end - writer->sent);
		writer->sent += taken > 0 ? (size_t)taken : 0;
	}
	writer->waits = taken < 0 && (errno == EAGAIN || errno == EINTR);	/* a signal may end the program */
	if (!writer->waits)
		forget(writer, end);
	return !writer->waits;
}

static bool drain(struct writer *writer)
{
	struct pollfd fd = { .fd = writer->terminal, .events = POLLOUT };

	while (!writer_flush(writer))
		if (poll(&fd, 1, PATIENCE_MS) == 0)
			return false;
	return true;
}

/* What went out may have ended in a sequence, which CAN breaks off, and what was dropped may have ended its look. */
void writer_direct(struct writer *writer)
{
	bool dropped;
	size_t end;

	if (writer->marked)
		writer_end(writer);
	if (!writer->gathers)
		return;
	dropped = !drain(writer);
	end = gathered(writer);
	dup3(STDOUT_FILENO, fileno(writer->file), O_CLOEXEC);
	writer->gathers = false;
	if (!dropped)
		return;
	forget(writer, end);
	tcflush(STDOUT_FILENO, TCOFLUSH);
	writer_say(writer, "\030" DRAWING_ENDS);
	restore_look();
}
