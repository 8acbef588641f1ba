/* The mouse in the monkey's hand.  It aims at what is on the screen; no click of it is a yes, whatever it hits. */
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/monkey.h"

#define SETTLED_MS (WITNESS_DEAD_MS + 50)	/* what has just appeared takes no click before */
#define DRAGS_MOST 4

enum { LEFT = 1, RIGHT = 3, WHEEL_UP = 4, WHEEL_DOWN = 5 };

enum aim {
	AIM_WORD,	/* where any word begins: rows, headings, titles, menus, hints */
	AIM_FOOTER,	/* a hint of the last row */
	AIM_BUTTON,
	AIM_YES,
	AIM_SLIDER,
	AIM_BESIDE,	/* the frame above and below a slider, which turns a page */
	AIM_ANYWHERE,
	AIM_COUNT
};

struct place { int row, col; };

static bool follows_blank(const char *row, const char *at)
{
	return at == row || at[-1] == ' ' || (unsigned char)at[-1] >= 0x80;
}

static bool is_aimed_at(const struct monkey *monkey, enum aim aim, int row, const char *text, const char *at)
{
	static const char slider[] = "█", side[] = "│";

	switch (aim) {
	case AIM_FOOTER:
		return row == terminal_rows(monkey->terminal) - 1 && *at != ' ' && follows_blank(text, at);
	case AIM_BUTTON:
		return strncmp(at, "[ ", 2) == 0;
	case AIM_YES:
		return strncmp(at, "Yes, ", 5) == 0;
	case AIM_SLIDER:
		return strncmp(at, slider, strlen(slider)) == 0;
	case AIM_BESIDE:
		return strcmp(at, side) == 0;
	case AIM_WORD:
		return *at != ' ' && (unsigned char)*at < 0x80 && follows_blank(text, at);
	case AIM_ANYWHERE:
	case AIM_COUNT:
		return true;
	}
	return false;
}

/* Chooses one of all the places on the screen; false when there is none. */
static bool find(struct place *out, struct monkey *monkey, enum aim aim)
{
	unsigned found = 0;

	for (int row = 0; row < terminal_rows(monkey->terminal); row++) {
		const char *text = terminal_row(monkey->terminal, row);
		int col = -1;

		for (const char *at = text; *at; at++) {
			bool starts = ((unsigned char)*at & 0xc0) != 0x80;

			col += starts;
			if (starts && is_aimed_at(monkey, aim, row, text, at) && !monkey_chance(monkey, ++found))
				*out = (struct place){ row, col };
		}
	}
	return found;
}

static void begin(struct monkey *monkey, const char *what)
{
	witness_types(&monkey->witness, "", 0);
	copies_input(&monkey->copies, 0);
	monkey_note(monkey, what);
}

static void end(struct monkey *monkey)
{
	terminal_drain(monkey->terminal, MONKEY_TAKEN_MS);
	monkey_look(monkey, 1);
}

static void click(struct monkey *monkey, struct place place, int button)
{
	char what[32];

	monkey->clicks++;
	snprintf(what, sizeof(what), "click%d-%d,%d", button, place.row, place.col);
	begin(monkey, what);
	terminal_click(monkey->terminal, place.row, place.col, button);
	end(monkey);
}

static void drag(struct monkey *monkey, struct place from)
{
	struct place to[DRAGS_MOST];
	size_t count = 1 + monkey_chance(monkey, DRAGS_MOST);
	char what[32];

	for (size_t i = 0; i < count; i++) {
		to[i].row = (int)monkey_chance(monkey, (unsigned)terminal_rows(monkey->terminal));
		to[i].col = (int)monkey_chance(monkey, (unsigned)terminal_cols(monkey->terminal));
	}
	monkey->drags++;
	snprintf(what, sizeof(what), "drag-%d,%d-%d,%d", from.row, from.col, to[count - 1].row, to[count - 1].col);
	begin(monkey, what);
	terminal_press(monkey->terminal, from.row, from.col, LEFT);
	for (size_t i = 0; i < count; i++)
		terminal_move(monkey->terminal, to[i].row, to[i].col);
	terminal_release(monkey->terminal, LEFT);
	end(monkey);
}

static void wheel(struct monkey *monkey, struct place place)
{
	unsigned turns = 1 + monkey_chance(monkey, 5);
	int button = monkey_chance(monkey, 3) ? WHEEL_DOWN : WHEEL_UP;

	for (unsigned i = 0; i < turns; i++)
		click(monkey, place, button);
}

/* The first click may choose, and the second do what is chosen, where both have been in sight for long enough. */
static void click_twice(struct monkey *monkey, struct place place)
{
	click(monkey, place, LEFT);
	if (monkey_chance(monkey, 2))
		monkey_wait(monkey, witness_now_ms() + SETTLED_MS);
	if (!terminal_ended(monkey->terminal))
		click(monkey, place, LEFT);
}

void monkey_uses_mouse(struct monkey *monkey)
{
	enum aim aim = (enum aim)monkey_chance(monkey, AIM_COUNT);
	struct place place = { 0, 0 };

	if (!find(&place, monkey, aim) && !find(&place, monkey, AIM_WORD))
		(void)find(&place, monkey, AIM_ANYWHERE);
	if (!monkey_chance(monkey, 3))
		monkey_wait(monkey, witness_now_ms() + SETTLED_MS);
	if (terminal_ended(monkey->terminal))
		return;
	switch (monkey_chance(monkey, 8)) {
	case 0:
		wheel(monkey, place);
		break;
	case 1:
		drag(monkey, place);
		break;
	case 2:
		click_twice(monkey, place);
		break;
	case 3:
		click(monkey, place, RIGHT);
		break;
	default:
		if (aim == AIM_SLIDER)
			drag(monkey, place);
		else
			click(monkey, place, LEFT);
		break;
	}
}

/* Once it can have been read, and more than once: whoever has to agree does so with a keystroke. */
void monkey_clicks_yes(struct monkey *monkey)
{
	struct place place;

	monkey_wait(monkey, monkey->witness.now.seen_ms + SETTLED_MS);
	if (terminal_ended(monkey->terminal) || !find(&place, monkey, AIM_YES))
		return;
	monkey->yes_clicks++;
	click_twice(monkey, place);
}
