/* page_check: the newest check of a key, and its test call, on a page. */
#ifndef TUI_DIALOG_PAGE_CHECK_H
#define TUI_DIALOG_PAGE_CHECK_H

#include "tui/dialog/page.h"
#include "wallet/model/model.h"

/* Can it pay, from what, how much is left, until when.  label_width is that of the page. */
void checkview_money(struct page *page, int label_width, const struct model *model, const struct key_check *check);

/* Access, tier, and when the key expires by Venice's word. */
void checkview_access(struct page *page, int label_width, const struct key_check *check);

/* The limits of the models whose id contains the filter ("": all), one row for each. */
void checkview_rates(struct page *page, const struct key_rates *rates, const char *filter);
/* How many these are; *only is one of them. */
size_t checkview_count(const struct model_rates **only, const struct key_rates *rates, const char *filter);

/* What the test call of this key comes to so far, or that there was none; then t would
 * call the model `next` ("": the cheapest). */
void checkview_test(struct page *page, int label_width, const struct model *model, const char *key_id,
		    const char *next);

/* A bar on a row of its own; part is 0 to 1.  `full` is how it looks when it is. */
void checkview_bar(struct page *page, int label_width, double part, enum style style);

/* "90.5" of "90.50000000001": at most six decimals. */
#define CHECKVIEW_NUMBER_SIZE 32
void checkview_number(char out[CHECKVIEW_NUMBER_SIZE], const char *digits);

#endif
