#include "tui/reader.h"

#include <ncurses.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "wallet/base/mem.h"

#define ESC_DELAY_MS 25
#define SILENCE_MS 500		/* no part of a sequence comes later than this */
#define SKIP_MS 50		/* nor does the rest of what is poured in */
#define TOGETHER_MS 20
#define ANSWER_MS 1000		/* a terminal that says its background does so by then */
#define LATE_MS 100
#define READS_MOST 256		/* a megabyte at once, so that endless input delays neither signals nor drawing */

static const struct { const char *capability; int input; } capabilities[] = {
	{ "kcuu1", INPUT_UP }, { "kcud1", INPUT_DOWN }, { "kcub1", INPUT_LEFT }, { "kcuf1", INPUT_RIGHT },
	{ "khome", INPUT_HOME }, { "kend", INPUT_END }, { "kpp", INPUT_PAGE_UP }, { "knp", INPUT_PAGE_DOWN }, { "kcbt", INPUT_BACKTAB },
	{ "kdch1", INPUT_DELETE },
	{ "kent", INPUT_ENTER }, { "kbs", INPUT_BACKSPACE },
	{ "kf1", INPUT_F1 }, { "kf2", INPUT_F2 }, { "kf3", INPUT_F3 }, { "kf4", INPUT_F4 }, { "kf5", INPUT_F5 }, { "kf6", INPUT_F6 },
	{ "kf7", INPUT_F7 }, { "kf8", INPUT_F8 }, { "kf9", INPUT_F9 }, { "kf10", INPUT_F10 }, { "kf11", INPUT_F11 },
	{ "kf12", INPUT_F12 },
};

static void learn_inputs(struct decoder *decoder)
{
	decoder_init(decoder);
	for (size_t i = 0; i < ARRAY_LENGTH(capabilities); i++) {
		const char *sequence = tigetstr(capabilities[i].capability);

		if (sequence && sequence != (const char *)-1)
			decoder_teach(decoder, sequence, capabilities[i].input);
	}
}

void reader_open(struct reader *reader)
{
	*reader = (struct reader){ 0 };
	learn_inputs(&reader->decoder);
}

void reader_close(struct reader *reader)
{
	decoder_free(&reader->decoder);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool readable(int wait_ms)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, wait_ms) > 0 && (fd.revents & POLLIN);
}

void reader_await_ground(struct reader *reader)
{
	decoder_await_ground(&reader->decoder);
	reader->asked_ms = now_ms();
}

/* Bytes that came before a silence belong to nothing that comes after it. */
static bool read_bytes(struct reader *reader)
{
	int64_t now = now_ms();
	size_t room;
	char *bytes;
	ssize_t len;

	if (reader->reads_left <= 0 || !readable(0))
		return false;
	reader->reads_left--;
	if (now - reader->input_ms > SILENCE_MS)
		decoder_expire(&reader->decoder);
	if (now - reader->input_ms > SKIP_MS)
		reader->skipped = false;
	bytes = decoder_room(&reader->decoder, &room);
	len = read(STDIN_FILENO, bytes, room);
	if (len <= 0)
		return false;
	if (len == 1 && *bytes == INPUT_ESC && now - reader->input_ms > SILENCE_MS)
		reader->gives_up = true;
	reader->input_ms = now;
	decoder_add(&reader->decoder, (size_t)len);
	return true;
}

/* Esc alone between two silences ends a paste: a person presses it when the end of the paste never comes. */
static bool end_paste(struct reader *reader, struct event *out)
{
	bool lost = reader->decoder.pasting && reader->gives_up && !readable(ESC_DELAY_MS);

	reader->gives_up = false;
	if (!lost)
		return false;
	decoder_end_paste(&reader->decoder);
	out->type = EVENT_PASTE_LOST;
	return true;
}

void reader_begin(struct reader *reader)
{
	reader->reads_left = READS_MOST;
}

bool reader_next(struct reader *reader, struct event *out)
{
	do {
		if (decoder_next(&reader->decoder, out, false))
			return true;
	} while (read_bytes(reader));
	if (end_paste(reader, out))
		return true;
	return decoder_waits(&reader->decoder) && !readable(ESC_DELAY_MS) && decoder_next(&reader->decoder, out, true);
}

const struct secret *reader_pasted(const struct reader *reader, bool *cut)
{
	*cut = reader->decoder.cut;
	return &reader->decoder.pasted;
}

bool reader_pasting(const struct reader *reader)
{
	return reader->decoder.pasting;
}

bool reader_pours(const struct reader *reader, int input)
{
	return reader->skipped || decoder_pours(&reader->decoder, input);
}

void reader_skip(struct reader *reader)
{
	reader->skipped = true;
	decoder_skip(&reader->decoder);
}

/* True when more comes at once.  A keystroke that a person types next comes later than TOGETHER_MS. */
bool reader_more(const struct reader *reader)
{
	return decoder_waits(&reader->decoder) || readable(TOGETHER_MS);
}

bool reader_hung_up(void)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL));
}

/* An answer that comes after the end would be typed into the shell. */
void reader_take_late_answer(struct reader *reader)
{
	struct event ignored;

	while (reader->decoder.answer.awaited && now_ms() - reader->asked_ms < ANSWER_MS && readable(LATE_MS)) {
		reader_begin(reader);
		if (!reader_next(reader, &ignored) && reader_hung_up())
			return;
	}
}
