#include "tests/screen/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/glyphs.h"
#include "tests/screen/golden.h"
#include "tests/screen/picture_svg.h"
#include "tests/screen/picture_text.h"

#define FOLDER "docs/pictures"
#define UPDATE_QUIET_MS 700
#define FRAMES_MAX 40
#define SEPARATOR "---- next ----\n"
#define TEXT_BEGINS "<metadata>"
#define TEXT_ENDS "</metadata>"

struct frame {
	char *svg, *text;
	double seconds;
};

struct film {
	char path[128];
	struct ground ground;
	bool updates;
	char *kept, *rest;	/* the texts of the file, and those that were not compared yet */
	struct frame frames[FRAMES_MAX];
	int count, rows, cols;
};

/* Returns the texts that a picture's file keeps, "" where there is none. */
static char *read_texts(const char *path)
{
	char *all = golden_read(path), *begin = strstr(all, TEXT_BEGINS), *end, *texts;

	end = begin ? strstr(begin, TEXT_ENDS) : NULL;
	if (end)
		*end = '\0';
	texts = strdup(end ? begin + strlen(TEXT_BEGINS) : "");
	free(all);
	return texts;
}

struct film *film_begin(const char *name, const struct ground *ground)
{
	struct film *film = calloc(1, sizeof(*film));

	check(film, "out of memory");
	snprintf(film->path, sizeof(film->path), FOLDER "/%s.svg", name);
	film->ground = *ground;
	film->updates = getenv("UPDATE_PICTURES");
	film->kept = film->rest = read_texts(film->path);
	return film;
}

static char *text_in_svg(struct terminal *terminal, const struct ground *ground)
{
	char *text = picture_text(terminal, ground), *escaped = NULL;
	size_t len;
	FILE *out = open_memstream(&escaped, &len);

	check(out, "out of memory");
	picture_svg_text(out, text);
	fclose(out);
	free(text);
	return escaped;
}

struct wanted {
	const char *text;
	const struct ground *ground;
};

static bool is_shown(struct terminal *terminal, void *context)
{
	const struct wanted *wanted = context;
	char *got = text_in_svg(terminal, wanted->ground);
	bool same = strcmp(wanted->text, got) == 0;

	free(got);
	return same;
}

static void keep_frame(struct film *film, struct terminal *terminal, double seconds)
{
	struct frame *frame = &film->frames[film->count++];
	size_t len;
	FILE *out = open_memstream(&frame->svg, &len);

	check(out && film->count < FRAMES_MAX, "no room for another picture");
	picture_svg_rows(out, terminal, &film->ground);
	fclose(out);
	frame->text = text_in_svg(terminal, &film->ground);
	frame->seconds = seconds;
	film->rows = terminal_rows(terminal);
	film->cols = terminal_cols(terminal);
}

/* Returns the next text of the file, and goes on behind it. */
static char *next_text(struct film *film)
{
	char *text = film->rest, *end = strstr(text, SEPARATOR);

	film->rest = end ? end + strlen(SEPARATOR) : text + strlen(text);
	if (end)
		*end = '\0';
	return text;
}

void film_take(struct film *film, struct terminal *terminal, double seconds)
{
	struct wanted wanted = { NULL, &film->ground };

	if (film->updates) {
		terminal_settle(terminal, UPDATE_QUIET_MS);
		keep_frame(film, terminal, seconds);
		return;
	}
	wanted.text = next_text(film);
	if (!terminal_run(terminal, is_shown, &wanted, TERMINAL_WAIT_MS))
		check(false, "%s is not the screen; make screenshots writes it anew. Wanted:\n%s\nGot:\n%s", film->path,
		      wanted.text, text_in_svg(terminal, &film->ground));
}

/* Each picture is seen in its own part of the film's time. */
static void write_times(FILE *out, const struct film *film)
{
	double whole = 0, at = 0;

	for (int i = 0; i < film->count; i++)
		whole += film->frames[i].seconds;
	fputs("<style>", out);
	for (int i = 0; i < film->count; i++) {
		double end = at + film->frames[i].seconds;

		fprintf(out, "@keyframes k%d{0%%{visibility:%s}%.2f%%{visibility:visible}%.2f%%{visibility:hidden}}\n", i,
			i ? "hidden" : "visible", at / whole * 100, end / whole * 100);
		fprintf(out, "#f%d{visibility:hidden;animation:k%d %gs step-end infinite}\n", i, i, whole);
		at = end;
	}
	fputs("</style>\n", out);
}

static void write_film(const struct film *film)
{
	int width = film->cols * CELL_COLS, height = film->rows * CELL_ROWS;
	FILE *out = fopen(film->path, "w");

	check(out, "%s cannot be written", film->path);
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-9 -9 %d %d\" width=\"%d\" xml:space=\"preserve\" ",
		width + 18, height + 18, width + 18);
	fputs("font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"15\">\n", out);
	fputs("<metadata>", out);
	for (int i = 0; i < film->count; i++)
		fprintf(out, "%s%s", i ? SEPARATOR : "", film->frames[i].text);
	fputs("</metadata>\n", out);
	fprintf(out, "<rect x=\"-9\" y=\"-9\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#%06x\"/>\n", width + 18, height + 18,
		film->ground.back);
	if (film->count > 1)
		write_times(out, film);
	for (int i = 0; i < film->count; i++)
		fprintf(out, "<g id=\"f%d\">\n%s</g>\n", i, film->frames[i].svg);
	fputs("</svg>\n", out);
	fclose(out);
}

void film_end(struct film *film)
{
	if (film->updates)
		write_film(film);
	else
		check(!*film->rest, "%s has pictures that are not shown any more", film->path);
	for (int i = 0; i < film->count; i++) {
		free(film->frames[i].svg);
		free(film->frames[i].text);
	}
	free(film->kept);
	free(film);
}

void picture_match(struct terminal *terminal, const char *name, const struct ground *ground)
{
	struct film *film = film_begin(name, ground);

	film_take(film, terminal, 1);
	film_end(film);
}
