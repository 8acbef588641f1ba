#include "tui/form/names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define FITS_MOST 6	/* that are named */

struct fits {
	const char *names[FITS_MOST];
	size_t count;		/* of all */
	const char *first;
	size_t common;		/* bytes that all of them begin with */
};

bool form_has_names(const struct form *form, size_t field)
{
	return field < form->spec->count && form->spec->names && form->spec->names(form, field);
}

/* No character is cut in two. */
static size_t common_with(const char *a, size_t len, const char *b)
{
	size_t same = 0;

	while (same < len && a[same] == b[same])
		same++;
	while (same > 0 && ((unsigned char)a[same] & 0xc0) == 0x80)
		same--;
	return same;
}

static void add(struct fits *fits, const char *name)
{
	if (fits->count < FITS_MOST)
		fits->names[fits->count] = name;
	if (!fits->count++) {
		fits->first = name;
		fits->common = strlen(name);
	}
	fits->common = common_with(fits->first, fits->common, name);
}

/* The wallet that sends is none that it may send to. */
static void look_in(struct fits *fits, const struct accounts *accounts, const struct form *form, const char *typed)
{
	size_t len = strlen(typed);

	for (size_t i = 0; i < accounts->count; i++) {
		const struct account *account = &accounts->items[i];

		if (!address_equal(account->address, form->account.address) && account_has_address(account) &&
		    strlen(account->name) > len && !strncasecmp(account->name, typed, len))
			add(fits, account->name);
	}
}

static bool look(struct fits *out, const struct form *form, const struct model *model, size_t field)
{
	const char *typed = form_text(form, field);

	*out = (struct fits){ 0 };
	if (!form_has_names(form, field) || !*typed)
		return false;
	look_in(out, &model->book, form, typed);
	look_in(out, &model->accounts, form, typed);
	return out->count;
}

bool form_names_draw(const struct form *form, const struct model *model, size_t field, struct page *page)
{
	char text[FITS_MOST * (ACCOUNT_NAME_MAX + 2) + 16] = "";
	struct fits fits;
	size_t used = 0;

	if (form->focus != field || !look(&fits, form, model, field))
		return false;
	for (size_t i = 0; i < fits.count && i < FITS_MOST; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s", i ? ", " : "", fits.names[i]);
	if (fits.count > FITS_MOST)
		snprintf(text + used, sizeof(text) - used, ", …");
	else if (fits.count == 1)
		snprintf(text + used, sizeof(text) - used, "  (Tab)");
	form_note(page, STYLE_TEXT, text);
	return true;
}

bool form_names_complete(struct form *form, const struct model *model, size_t field)
{
	struct line *line = &form->lines[field];
	struct fits fits;

	if (line->cursor != line->s.len || !look(&fits, form, model, field) || fits.common <= line->s.len)
		return false;
	line_end_with(line, 0, fits.first, fits.common);
	form_edited(form);
	return true;
}
