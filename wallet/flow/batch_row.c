#include "wallet/flow/batch_row.h"

#include <string.h>

#include "wallet/flow/mint_earlier.h"
#include "wallet/model/model.h"

size_t batch_row_index(const struct model *model, const struct account *account)
{
	size_t i = 0;

	while (i < model->accounts.count && !account_same_file(&model->accounts.items[i], account))
		i++;
	return i;
}

static bool skip_for_key(struct batch_row *row, const struct model *model, const struct mint_wish *wish)
{
	const struct key_info *key = mint_earlier_alike(&model->keys, wish, model_server_now(model));

	if (!key || model->batch.another)
		return true;
	memcpy(row->last6, key->last6, sizeof(row->last6));
	return err_set(&row->err, ERR_CANCELLED, "It has such a key already");
}

static bool skip_for_stake(struct batch_row *row, const struct model *model, size_t index)
{
	const struct balances *balances = &model->balances[index];

	return !balances->known || !amount_is_zero(balances->svvv) ||
	       err_set(&row->err, ERR_NO_STAKE, "It has no staked VVV");
}

static bool is_aside(const struct flow_batch *batch, struct address address)
{
	for (size_t i = 0; i < batch->aside_count; i++)
		if (address_equal(batch->aside[i].account.address, address))
			return true;
	return false;
}

/* Checks what can be known before anything is tried.  False: the row says why not. */
static bool may_mint(struct batch_row *row, const struct model *model)
{
	struct mint_wish wish = { model->network.name, row->account.address, &model->batch.options, "" };
	size_t index = batch_row_index(model, &row->account);

	if (index == model->accounts.count)
		return err_set(&row->err, ERR_WALLET_NOT_FOUND, "It is no longer in the keystore");
	if (row->account.kind == ACCOUNT_WATCH)
		return err_set(&row->err, ERR_WATCH_ONLY, "It is watch-only: it cannot sign");
	if (!account_has_address(&row->account))
		return err_set(&row->err, ERR_PASSWORD_NEEDED, "Its file does not say its address: unlock it once");
	if (is_aside(&model->batch, wish.address) || mint_earlier_unknown(&model->journal, &model->keys, &wish))
		return err_set(&row->err, ERR_MINT_UNKNOWN, "An earlier mint may have made a key: look into that first");
	return skip_for_key(row, model, &wish) && skip_for_stake(row, model, index);
}

void batch_row_look_ahead(struct batch_row *row, const struct model *model)
{
	row->err = (struct err){ 0 };
	row->last6[0] = '\0';
	row->state = may_mint(row, model) ? BATCH_WAITING : BATCH_SKIPPED;
}
