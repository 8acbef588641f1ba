/* page_key: an API key on a page, masked unless it is the revealed one. */
#ifndef TUI_DIALOG_PAGE_KEY_H
#define TUI_DIALOG_PAGE_KEY_H

#include "tui/dialog/page.h"
#include "wallet/model/model.h"

void page_key_draw(struct page *page, const struct model *model, const struct key_info *key);
void page_key_limits(struct page *page, int label_width, const struct key_info *key);
const char *page_key_currency(enum key_currency currency);	/* "USD" */
bool page_key_revealed(const struct model *model, const struct key_info *key);

#endif
