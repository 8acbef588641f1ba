/* page_check: the newest check of a key, and its test call, on a page. */
#ifndef TUI_DIALOG_PAGE_CHECK_H
#define TUI_DIALOG_PAGE_CHECK_H

#include "tui/dialog/page.h"
#include "wallet/model/model.h"

/* Writes whether the key can pay, from what, how much is left and until when. label_width is the page's. */
void page_check_money(struct page *page, int label_width, const struct model *model, const struct key_check *check);

/* Writes access, tier and, by Venice's word, when the key expires. */
void page_check_access(struct page *page, int label_width, const struct key_check *check);

/* Writes a row of limits for each model whose id contains the filter ("": all of them). */
void page_check_rates(struct page *page, const struct key_rates *rates, const char *filter);
/* Returns how many models match; *only is set to one of them. */
size_t page_check_count(const struct model_rates **only, const struct key_rates *rates, const char *filter);

/* Writes the result so far of this key's test call, or that there was none: t would then call
 * the model `next` ("": the cheapest). */
void page_check_test(struct page *page, int label_width, const struct model *model, const char *key_id,
		     const char *next);

/* Draws a bar on a row of its own. part is from 0 to 1; `full` is the style of a full bar. */
void page_check_bar(struct page *page, int label_width, double part, enum style style);

/* "90.5" from "90.50000000001": at most six decimals. */
#define PAGE_CHECK_NUMBER_SIZE 32
void page_check_number(char out[PAGE_CHECK_NUMBER_SIZE], const char *digits);

#endif
