#include "tui/countdown.h"

#include <stdio.h>

#include "tui/spark.h"
#include "wallet/base/text.h"

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static const struct {
	enum style style;
	int64_t soon_ms;	/* from here on the first word holds … */
	const char *soon;
	int64_t last_ms;	/* … and from here on the second */
	const char *last;
	const char *over;
} kinds[] = {
	[COUNTDOWN_TOKEN] = { STYLE_GOOD, 5 * MINUTE_MS, "hurry", MINUTE_MS, "almost gone", "gone" },
	[COUNTDOWN_LOCK] = { STYLE_GOOD, MINUTE_MS, "soon", 10000, "now", "locks" },
	[COUNTDOWN_EPOCH] = { STYLE_BUSY, HOUR_MS, "soon", MINUTE_MS, "now", "over" },
	[COUNTDOWN_COOLDOWN] = { STYLE_BUSY, HOUR_MS, "soon", MINUTE_MS, "almost ready", "ready" },
	[COUNTDOWN_EXPIRY] = { STYLE_GOOD, 3 * DAY_MS, "soon", DAY_MS, "within a day", "expired" },
};

struct countdown countdown_of(enum countdown_kind kind, int64_t left_ms, int64_t whole_ms)
{
	struct countdown countdown = { left_ms, whole_ms, kinds[kind].style, "", NULL };

	if (left_ms < kinds[kind].soon_ms) {
		countdown.style = STYLE_WARN;
		countdown.word = kinds[kind].soon;
	}
	if (left_ms < kinds[kind].last_ms) {
		countdown.style = kind == COUNTDOWN_TOKEN || kind == COUNTDOWN_EXPIRY ? STYLE_BAD : STYLE_WARN;
		countdown.word = kinds[kind].last;
	}
	if (left_ms <= 0)
		countdown.over = kinds[kind].over;
	return countdown;
}

void countdown_words(char out[COUNTDOWN_TEXT_SIZE], const struct countdown *countdown)
{
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, countdown->left_ms);
	if (countdown->over)
		snprintf(out, COUNTDOWN_TEXT_SIZE, "%s", countdown->over);
	else
		snprintf(out, COUNTDOWN_TEXT_SIZE, "%s left%s%s", left, *countdown->word ? ", " : "", countdown->word);
}

int countdown_bar(struct canvas *canvas, int row, int col, int width, const struct countdown *countdown)
{
	canvas_bar(canvas, row, col, width, spark_filled(countdown->left_ms, countdown->whole_ms, width),
		   countdown->style);
	return col + width;
}

int countdown_draw(struct canvas *canvas, int row, int col, int width, const struct countdown *countdown)
{
	char words[COUNTDOWN_TEXT_SIZE];

	countdown_words(words, countdown);
	col = countdown_bar(canvas, row, col, width, countdown);
	return canvas_text(canvas, row, col + 1, countdown->style, words);
}
