#include "tui/qr.h"

#include <qrencode.h>
#include <stdlib.h>

#include "wallet/base/mem.h"

/* Light modules around the code: ISO/IEC 18004 asks for four, and where there is no room scanners do with two. */
#define QUIET 4
#define QUIET_LEAST 2

struct qr {
	QRcode *made;
	int quiet;
};

struct qr *qr_make(const char *text)
{
	QRcode *made = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
	struct qr *code;

	if (!made)
		return NULL;
	code = mem_new(1, sizeof(*code));
	code->made = made;
	code->quiet = QUIET;
	return code;
}

void qr_free(struct qr *code)
{
	if (!code)
		return;
	QRcode_free(code->made);
	free(code);
}

static int side(const struct qr *code)
{
	return code->made->width + 2 * code->quiet;
}

bool qr_is_whole(const struct canvas *canvas)
{
	return canvas->ascii || canvas->console;
}

void qr_size(int *rows, int *cols, const struct qr *code, bool whole)
{
	*rows = whole ? side(code) : (side(code) + 1) / 2;
	*cols = whole ? 2 * side(code) : side(code);
}

bool qr_fit(struct qr *code, int rows, int cols, bool whole)
{
	int high, wide;

	for (code->quiet = QUIET; code->quiet >= QUIET_LEAST; code->quiet--) {
		qr_size(&high, &wide, code, whole);
		if (high <= rows && wide <= cols)
			return true;
	}
	code->quiet = QUIET_LEAST;
	return false;
}

/* Light modules are drawn, and the style makes sure that they are light. */
static bool light(const struct qr *code, int y, int x)
{
	int width = code->made->width;

	x -= code->quiet;
	y -= code->quiet;
	if (x < 0 || y < 0 || x >= width || y >= width)
		return true;
	return !(code->made->data[y * width + x] & 1);
}

static void draw_halves(struct canvas *canvas, int row, int col, const struct qr *code)
{
	static const uint32_t halves[] = { ' ', 0x2584, 0x2580, 0x2588 };

	for (int y = 0; y < side(code); y += 2)
		for (int x = 0; x < side(code); x++) {
			bool upper = light(code, y, x), lower = y + 1 >= side(code) || light(code, y + 1, x);

			canvas_put(canvas, row + y / 2, col + x, STYLE_QR, halves[upper * 2 + lower]);
		}
}

static void draw_whole(struct canvas *canvas, int row, int col, const struct qr *code)
{
	for (int y = 0; y < side(code); y++)
		for (int x = 0; x < side(code); x++) {
			bool is_light = light(code, y, x);

			canvas_text(canvas, row + y, col + 2 * x, is_light ? STYLE_QR_LIGHT : STYLE_QR,
				    is_light ? canvas->ascii ? "##" : "██" : "  ");
		}
}

void qr_draw(struct canvas *canvas, int row, int col, const struct qr *code)
{
	if (qr_is_whole(canvas))
		draw_whole(canvas, row, col, code);
	else
		draw_halves(canvas, row, col, code);
}

int qr_columns(const struct qr *code, const struct canvas *canvas)
{
	int rows, cols = 0;

	if (code)
		qr_size(&rows, &cols, code, qr_is_whole(canvas));
	return cols;
}

int qr_beside(struct qr *code, const struct page *page, int rows, int least)
{
	int width = page->canvas.cols;

	if (!code || !qr_fit(code, rows, width - least - 1, qr_is_whole(&page->canvas)))
		return width;
	return width - 1 - qr_columns(code, &page->canvas);
}

void qr_place(struct page *page, struct qr *code, int text_columns, int rows)
{
	bool whole = qr_is_whole(&page->canvas), fits;
	int high, wide;

	if (!code)
		return;
	if (text_columns < page->canvas.cols) {
		qr_size(&high, &wide, code, whole);
		if (page->row < high)
			page_rows(page, high - page->row);
		qr_draw(&page->canvas, 0, text_columns + 1, code);
		return;
	}
	page_blank(page);
	fits = qr_fit(code, rows, page->canvas.cols, whole);
	qr_size(&high, &wide, code, whole);
	if (fits)
		qr_draw(&page->canvas, page_rows(page, high), 0, code);
	else
		page_format(page, STYLE_DIM, "A QR code would take %d rows and %d columns: there is no room for it here.", high, wide);
}
