/* The forms that add a wallet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/base/passphrase.h"
#include "wallet/base/secret_text.h"
#include "wallet/eth/entry.h"

#define PATH_NOTE "Leave it empty for the usual m/44'/60'/0'/0/0."

static bool pending(const struct model *model)
{
	return model->wallets.request != 0;
}

static const struct err *failure(const struct model *model)
{
	return &model->wallets.err;
}

static void copy_name(struct action *action, const struct form *form, size_t field)
{
	snprintf(action->wallet.name, sizeof(action->wallet.name), "%s", form_text(form, field));
}

/* New */

enum { NEW_NAME, NEW_WORDS, NEW_PASSWORD, NEW_AGAIN, NEW_LANGUAGE, NEW_EXTRA, NEW_EXTRA_AGAIN, NEW_COUNT };
#define NEW_SIMPLE NEW_LANGUAGE		/* the usual form ends before this field */

static const char *const word_counts[] = { "12", "15", "18", "21", "24", NULL };

static bool check_extra(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return !*form_text(form, field) || passphrase_check_new(&form->lines[field].s, "The passphrase", err);
}

static const struct field_spec new_fields[] = {
	{ "Name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "How you call it here, like agent-1.", NULL, form_check_name },
	{ "Words", FIELD_CHOICE, 0, word_counts, "12 are enough; 24 are more to write down.", NULL, NULL },
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "Opens the wallet on this machine. It cannot be recovered.", NULL,
	  form_check_password },
	{ "Password again", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, form_check_again },
	{ "Language", FIELD_CHOICE, 0, form_check_languages, "Of the words; other programs know English best.", NULL, NULL },
	{ "BIP-39 passphrase", FIELD_MASKED, PASSPHRASE_MAX, NULL,
	  "May be empty. With one, the words alone no longer restore the wallet.", NULL, check_extra },
	{ "Passphrase again", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, form_check_again },
};

static void new_facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)model;
	form_check_strength(form, NEW_PASSWORD, page);
}

static void new_make(struct form *form, const struct model *model, struct action *action)
{
	(void)model;
	action->type = ACTION_WALLET_NEW;
	copy_name(action, form, NEW_NAME);
	action->wallet.words = (unsigned)strtoul(word_counts[form->choices[NEW_WORDS]], NULL, 10);
	action->wallet.password = form_take(form, NEW_PASSWORD);
	line_clear(&form->lines[NEW_AGAIN]);
	if (form->spec->count == NEW_SIMPLE)
		return;
	snprintf(action->wallet.language, sizeof(action->wallet.language), "%s",
		 form_check_languages[form->choices[NEW_LANGUAGE]]);
	action->wallet.mnemonic_password = form_take(form, NEW_EXTRA);
	line_clear(&form->lines[NEW_EXTRA_AGAIN]);
}

const struct form_spec form_new = {
	.title = "New wallet", .submit = "make the wallet",
	.intro = "Next you see the words that restore it. Have paper and a pen at hand.",
	.fields = new_fields, .count = NEW_SIMPLE, .facts = new_facts, .make = new_make,
	.pending = pending, .pending_words = "Choosing the words…", .failure = failure,
};

const struct form_spec form_new_special = {
	.title = "New wallet, in another way", .submit = "make the wallet",
	.intro = "Next you see the words that restore it, together with the passphrase if you choose one.",
	.fields = new_fields, .count = NEW_COUNT, .facts = new_facts, .make = new_make,
	.pending = pending, .pending_words = "Choosing the words…", .failure = failure,
};

/* Import */

enum {
	IMPORT_WHAT,
	IMPORT_SECRET,
	IMPORT_PATH,
	IMPORT_LANGUAGE,
	IMPORT_EXTRA,
	IMPORT_FILE,
	IMPORT_FILE_PASSWORD,
	IMPORT_NAME,
	IMPORT_PASSWORD,
	IMPORT_AGAIN
};

static const char *const import_kinds[] = {
	[IMPORT_KEY] = "private key", [IMPORT_MNEMONIC] = "mnemonic words", [IMPORT_V3] = "V3 file", NULL,
};

static enum import_kind kind(const struct form *form)
{
	return (enum import_kind)form->choices[IMPORT_WHAT];
}

static bool is_typed(const struct form *form)
{
	return kind(form) != IMPORT_V3;
}

static bool is_file(const struct form *form)
{
	return kind(form) == IMPORT_V3;
}

static bool is_mnemonic(const struct form *form)
{
	return kind(form) == IMPORT_MNEMONIC;
}

/* Reports how many words were typed, but none of them. */
static bool check_words(const char *text, struct err *err)
{
	size_t words = secret_text_words(text, strlen(text));

	return (words >= 12 && words <= 24 && words % 3 == 0) ||
	       err_set(err, ERR_MNEMONIC_BAD, "%zu words so far; a mnemonic has 12, 15, 18, 21 or 24.", words);
}

static bool check_key(const char *text, struct err *err)
{
	size_t len = strlen(text), digits = 0;

	switch (secret_text_sort(text, len)) {
	case SECRET_PRIVATE_KEY:
		return true;
	case SECRET_WORDS:
		return err_set(err, ERR_INVALID_INPUT, "Those are words: choose mnemonic words above.");
	case SECRET_API_KEY:
		return err_set(err, ERR_INVALID_INPUT, "That is a Venice API key: A in the keys' pane stores it.");
	case SECRET_OTHER:
		break;
	}
	secret_text_unwrap(&text, &len);
	if (len > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
		text += 2, len -= 2;
	while (digits < len && strchr("0123456789abcdefABCDEF", text[digits]))
		digits++;
	if (digits < len)
		return err_set(err, ERR_INVALID_INPUT, "Character %zu is not a hexadecimal digit.", digits + 1);
	return err_set(err, ERR_INVALID_INPUT, "%zu digits so far; a private key has 64.", digits);
}

static bool check_secret(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	(void)model;
	return kind(form) == IMPORT_MNEMONIC ? check_words(form_text(form, field), err)
					     : check_key(form_text(form, field), err);
}

/* A mnemonic may be typed with a word on each line. */
static bool words_go_on(const struct form *form, size_t field)
{
	const char *text = form_text(form, field);
	size_t words = secret_text_words(text, strlen(text));

	return field == IMPORT_SECRET && kind(form) == IMPORT_MNEMONIC && words > 0 && words < 12;
}

static const char *const import_languages[] = {
	"found out", "english", "spanish", "french", "italian", "portuguese", "czech", "japanese", "korean",
	"chinese_simplified", "chinese_traditional", NULL,
};

static const struct field_spec import_fields[] = {
	{ "What", FIELD_CHOICE, 0, import_kinds, "Left and Right choose.", NULL, NULL },
	{ "Key or words", FIELD_MASKED, PASSPHRASE_MAX, NULL, "It is not shown as you type or paste it.", is_typed, check_secret },
	{ "Derivation path", FIELD_TEXT, 63, NULL, PATH_NOTE, is_mnemonic, NULL },
	{ "Language", FIELD_CHOICE, 0, import_languages, "Of the words; it is found out, if need be choose it.", is_mnemonic, NULL },
	{ "BIP-39 passphrase", FIELD_MASKED, PASSPHRASE_MAX, NULL, "Only where the words were made with one.", is_mnemonic, NULL },
	{ "File", FIELD_TEXT, 1023, NULL, "As geth, cast, ethers and others write it.", is_file, form_check_file },
	{ "File's password", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, is_file, NULL },
	{ "Name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "How you call it here, like agent-1.", NULL, form_check_name },
	{ "New password", FIELD_MASKED, PASSPHRASE_MAX, NULL, "Opens the wallet on this machine. It cannot be recovered.", NULL,
	  form_check_password },
	{ "Password again", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, form_check_again },
};

static void import_facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)model;
	form_check_strength(form, IMPORT_PASSWORD, page);
}

static const char *language_chosen(const struct form *form)
{
	size_t language = form->choices[IMPORT_LANGUAGE];

	return language ? import_languages[language] : NULL;
}

static void take_words(struct import *import, const struct form *form)
{
	const char *language = language_chosen(form);

	snprintf(import->path, sizeof(import->path), "%s", form_text(form, IMPORT_PATH));
	if (language)
		snprintf(import->language, sizeof(import->language), "%s", language);
	import->mnemonic_password = form_copy(form, IMPORT_EXTRA);
}

/* The mnemonic stays until the wallet is stored, so that a wrong word can be corrected without
 * typing all of them again. */
static void import_make(struct form *form, const struct model *model, struct action *action)
{
	struct import *import = mem_new(1, sizeof(*import));

	(void)model;
	import->kind = kind(form);
	if (is_file(form)) {
		snprintf(import->file, sizeof(import->file), "%s", form_text(form, IMPORT_FILE));
		import->file_password = form_take(form, IMPORT_FILE_PASSWORD);
	} else {
		import->typed = form_copy(form, IMPORT_SECRET);
	}
	if (is_mnemonic(form))
		take_words(import, form);
	action->type = ACTION_WALLET_IMPORT;
	copy_name(action, form, IMPORT_NAME);
	action->wallet.import = import;
	action->wallet.password = form_copy(form, IMPORT_PASSWORD);
}

static bool takes_words(const struct form *form, size_t field)
{
	return field == IMPORT_SECRET && is_mnemonic(form);
}

const struct form_spec form_import = {
	.title = "Import a wallet", .submit = "import", .words = takes_words, .language = language_chosen,
	.fields = import_fields, .count = ARRAY_LENGTH(import_fields), .facts = import_facts, .make = import_make,
	.goes_on = words_go_on,
	.pending = pending, .pending_words = "Opening and sealing the wallet…", .failure = failure,
};

/* Watch */

enum { WATCH_NAME, WATCH_ADDRESS };

static bool check_address(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct address address;

	if (!entry_address(&address, form_text(form, field), err))
		return false;
	if (accounts_find(&model->accounts, form_text(form, field)))
		return err_set(err, ERR_WALLET_EXISTS, "That address is in the keystore already.");
	return true;
}

static const struct field_spec watch_fields[] = {
	{ "Name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "How you call it here, like cold.", NULL, form_check_name },
	{ "Address", FIELD_TEXT, ENTRY_SIZE - 1, NULL, "0x and 40 digits; the checksum in its capital letters is checked.", NULL, check_address },
};

static void watch_make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	action->type = ACTION_WALLET_WATCH;
	copy_name(action, form, WATCH_NAME);
	if (!entry_address(&action->wallet.address, form_text(form, WATCH_ADDRESS), &ignored))
		action->type = ACTION_NONE;
}

const struct form_spec form_watch = {
	.title = "Watch an address", .submit = "watch it",
	.intro = "You see what it holds. Without its key, nothing can be signed.",
	.fields = watch_fields, .count = ARRAY_LENGTH(watch_fields), .make = watch_make,
	.pending = pending, .pending_words = "Writing it down…", .failure = failure,
};
