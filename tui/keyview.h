/* keyview: an API key on a page, masked unless it is the revealed one. */
#ifndef TUI_KEYVIEW_H
#define TUI_KEYVIEW_H

#include "tui/page.h"
#include "wallet/model.h"

void keyview_draw(struct page *page, const struct model *model, const struct key_info *key);
bool keyview_revealed(const struct model *model, const struct key_info *key);

#endif
