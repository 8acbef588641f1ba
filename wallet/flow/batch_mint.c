#include "wallet/flow/batch_mint.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/flow/mint.h"
#include "wallet/model/model.h"

void batch_mint_put_aside(struct model *model)
{
	struct flow_batch *batch = &model->batch;

	batch->aside = mem_grow(batch->aside, batch->aside_count + 1, sizeof(*batch->aside));
	batch->aside[batch->aside_count++] = model->mint;
	model->mint = (struct flow_mint){ 0 };
}

bool batch_mint_take_up(struct model *model)
{
	struct flow_batch *batch = &model->batch;

	if (!batch->aside_count || model->mint.state != MINT_IDLE)
		return false;
	model->mint = batch->aside[0];
	batch->aside_count--;
	memmove(batch->aside, batch->aside + 1, batch->aside_count * sizeof(*batch->aside));
	model_say(model, true, "%s: it is not known whether a key was minted", model->mint.account.name);
	return true;
}

void batch_mint_finish(struct model *model, enum batch_state state, const struct err *err)
{
	struct flow_batch *batch = &model->batch;
	struct batch_row *row = &batch->rows[batch->at];

	row->state = state;
	row->err = *err;
	if (state == BATCH_DONE)
		memcpy(row->last6, model->mint.minted.last6, sizeof(row->last6));
	if (state == BATCH_UNKNOWN)
		batch_mint_put_aside(model);
	else
		flow_mint_reset(&model->mint);
	batch->at = batch->count;
	batch->passwords.tried = 0;
	model->error.code = ERR_NONE;
}

static void finish_left_out(struct model *model)
{
	struct err err;

	if (model->batch.reviewing)
		(void)err_set(&err, ERR_CANCELLED, "Its challenge was not confirmed");
	else
		(void)err_set(&err, ERR_PASSWORD_NEEDED, "Its password was not given");
	batch_mint_finish(model, BATCH_SKIPPED, &err);
}

/* Only a failure that the server answered with counts for its limit. */
static void note_failure(struct model *model)
{
	if (model->mint.err.status)
		pace_note(&model->batch.failures, model->now_ms);
}

void batch_mint_look(struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	struct err err = mint->err, none = { 0 };

	switch (mint->state) {
	case MINT_DONE:
		batch_mint_finish(model, BATCH_DONE, mint->differs ? &err : &none);
		break;
	case MINT_FAILED:
		note_failure(model);
		batch_mint_finish(model, BATCH_FAILED, &err);
		break;
	case MINT_UNKNOWN:
		note_failure(model);
		batch_mint_finish(model, BATCH_UNKNOWN, &err);
		break;
	case MINT_BACKOFF:
		if (model->error.code != ERR_NONE)	/* it has only just failed */
			note_failure(model);
		model->error.code = ERR_NONE;
		break;
	case MINT_IDLE:
	case MINT_TOKEN:
		finish_left_out(model);
		break;
	case MINT_GETTING:
	case MINT_REVIEW:
	case MINT_UNLOCK:
	case MINT_SIGNING:
	case MINT_JOURNALLING:
	case MINT_POSTING:
	case MINT_SEALING:
	case MINT_UNSEALED:
	case MINT_CONFIRMING:
	case MINT_CHECKING:
	case MINT_STATE_COUNT:
		break;
	}
	model->batch.reviewing = model->mint.state == MINT_REVIEW;
}
