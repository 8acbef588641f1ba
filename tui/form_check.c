#include "tui/form_check.h"

#include <string.h>

#define WEAK_BELOW 8	/* characters */

const char *const form_check_languages[] = {
	"english", "spanish", "french", "italian", "portuguese", "czech", "japanese", "korean", "chinese_simplified",
	"chinese_traditional", NULL,
};

bool form_check_name(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const char *name = form_text(form, field);

	if (!account_check_name(name, err))
		return false;
	if (accounts_find(&model->accounts, name))
		return err_set(err, ERR_WALLET_EXISTS, "There is already a wallet called %s.", name);
	return true;
}

bool form_check_password(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return *form_text(form, field) || err_set(err, ERR_INVALID_INPUT, "A wallet needs a password.");
}

bool form_check_again(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return strcmp(form_text(form, field), form_text(form, field - 1)) == 0 ||
	       err_set(err, ERR_INVALID_INPUT, "The two passwords are not the same.");
}

void form_check_strength(const struct form *form, size_t field, struct page *page)
{
	size_t characters = line_characters(&form->lines[field]);

	if (form->touched[field] && characters > 0 && characters < WEAK_BELOW)
		page_text(page, STYLE_WARN, "That password is short: whoever gets the file can guess it.");
}

bool form_check_file(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return *form_text(form, field) || err_set(err, ERR_INVALID_INPUT, "Which file?");
}
