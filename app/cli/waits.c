#include "app/cli/waits.h"

#include <stdio.h>
#include <time.h>

#include "wallet/base/text.h"

#define HALF_SECOND_MS 500

/* The time of day in the reader's time zone. */
static void clock_text(char out[16], int64_t unix_ms)
{
	time_t seconds = (time_t)(unix_ms / 1000);
	struct tm tm;

	if (!localtime_r(&seconds, &tm) || !strftime(out, 16, "%H:%M:%S", &tm))
		*out = 0;
}

void waits_tell(const struct waiting *waiting, int64_t now_ms)
{
	char until[16], left[TEXT_SPAN_SIZE];

	if (waiting->until_ms <= now_ms) {
		output_progress("Waiting for %s.", waiting->what);
		return;
	}
	clock_text(until, waiting->until_ms);
	text_duration(left, waiting->until_ms - now_ms - HALF_SECOND_MS);
	output_progress("Waiting for %s; until %s%s (%s).", waiting->what, until, waiting->is_set ? "" : " at the latest", left);
}

void waits_note(const struct waiting *waiting, int64_t waited_ms, struct output *output)
{
	char until[TEXT_TIME_SIZE], seconds[32];
	struct json_object *wait;

	if (!output->json)
		return;
	wait = json_object_new_object();
	json_object_object_add(wait, "for", json_object_new_string(waiting->what));
	text_time(until, waiting->until_ms);
	json_object_object_add(wait, "until", waiting->until_ms ? json_object_new_string(until) : NULL);
	snprintf(seconds, sizeof(seconds), "%.1f", (double)waited_ms / 1000);
	json_object_object_add(wait, "seconds", json_object_new_double_s((double)waited_ms / 1000, seconds));
	output_waited(output, wait);
}

void waits_end(struct waits *waits, int64_t now_ms, struct output *output)
{
	if (waits->running && waits->told)
		waits_note(&waits->now, now_ms - waits->seen_ms, output);
	waits->running = waits->told = false;
}

static void begin(struct waits *waits, const struct waiting *waiting, int64_t now_ms)
{
	*waits = (struct waits){
		.running = true, .now = *waiting, .seen_ms = now_ms,
		.first_ms = waiting->since_ms ? waiting->since_ms : now_ms,
	};
}

void waits_look(struct waits *waits, const struct model *model, int64_t now_ms, struct output *output)
{
	struct waiting waiting;
	bool waits_now = waiting_now(&waiting, model);

	if (waits->running && (!waits_now || !waiting_same(&waits->now, &waiting)))
		waits_end(waits, now_ms, output);
	if (waits_now && !waits->running)
		begin(waits, &waiting, now_ms);
	if (!waits->running || waits->told || !waiting_is_told(&waits->now, waits->first_ms, now_ms))
		return;
	waits->told = true;
	waits_tell(&waits->now, now_ms);
}

int64_t waits_next_ms(const struct waits *waits, int64_t now_ms)
{
	int64_t at = waits->first_ms + WAITING_TELL_MS;

	return waits->running && !waits->told && at > now_ms ? at : 0;
}
