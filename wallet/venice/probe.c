#include "wallet/venice/probe.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOKENS_MOST 1000000	/* keeps products from overflowing: prices are capped where they are read */
#define SHOWN_DECIMALS 8
#define SHOWN_UNIT INT64_C(10000)	/* trillionths in the last decimal that is shown */
#define SHOWN_ONE INT64_C(100000000)

void ai_models_free(struct ai_models *models)
{
	free(models->items);
	*models = (struct ai_models){ 0 };
}

int64_t probe_cost(const struct ai_model *model, enum price_currency currency, int64_t in, int64_t out)
{
	if (model->in[currency] < 0 || model->out[currency] < 0 || in < 0 || out < 0 || in > TOKENS_MOST ||
	    out > TOKENS_MOST)
		return PROBE_UNKNOWN;
	return model->in[currency] * in + model->out[currency] * out;
}

int64_t probe_most(const struct ai_model *model, enum price_currency currency)
{
	return probe_cost(model, currency, PROBE_IN_MOST, PROBE_OUT_MOST);
}

static bool is_priced(const struct ai_model *model)
{
	return probe_most(model, PRICE_USD) >= 0 && probe_most(model, PRICE_DIEM) >= 0;
}

static bool may_use(const struct ai_model *model, enum key_privacy privacy)
{
	return privacy == KEY_ALL || model->is_private;
}

static const struct ai_model *find(const struct ai_models *models, const char *id)
{
	for (size_t i = 0; i < models->count; i++) {
		if (strcmp(models->items[i].id, id) == 0)
			return &models->items[i];
	}
	return NULL;
}

static bool was_passed(const struct probe_passed *passed, const char *id)
{
	for (size_t i = 0; i < passed->count; i++)
		if (strcmp(passed->ids[i], id) == 0)
			return true;
	return false;
}

static const struct ai_model *cheapest(const struct ai_models *models, enum key_privacy privacy,
				       const struct probe_passed *passed)
{
	const struct ai_model *best = NULL;

	for (size_t i = 0; i < models->count; i++) {
		const struct ai_model *model = &models->items[i];

		if (model->offline || !is_priced(model) || !may_use(model, privacy) || was_passed(passed, model->id))
			continue;
		if (!best || probe_most(model, PRICE_USD) < probe_most(best, PRICE_USD))
			best = model;
	}
	return best;
}

bool probe_choose(struct ai_model *out, const struct ai_models *models, const char *id, enum key_privacy privacy,
		  const struct probe_passed *passed, struct err *err)
{
	const struct ai_model *model = *id ? find(models, id) : cheapest(models, privacy, passed);

	if (!model && *id)
		return err_set(err, ERR_INVALID_INPUT, "Venice lists no text model '%s' for this key", id);
	if (!model)
		return err_set(err, ERR_INVALID_INPUT, "Venice lists no %stext model with a price that this key may use",
			       passed->count ? "other " : "");
	if (!is_priced(model))
		return err_set(err, ERR_INVALID_INPUT, "The price of '%s' is not published: name another model", id);
	if (model->offline)
		return err_set(err, ERR_INVALID_INPUT, "The model '%s' is offline: name another one", id);
	*out = *model;
	return true;
}

void probe_format(char out[PROBE_COST_SIZE], int64_t cost)
{
	int64_t shown = cost / SHOWN_UNIT + (cost % SHOWN_UNIT > 0);
	size_t len;

	out[0] = '\0';
	if (cost < 0)
		return;
	snprintf(out, PROBE_COST_SIZE, "%" PRId64 ".%0*" PRId64, shown / SHOWN_ONE, SHOWN_DECIMALS, shown % SHOWN_ONE);
	for (len = strlen(out); out[len - 1] == '0'; len--)
		out[len - 1] = '\0';
	if (out[len - 1] == '.')
		out[len - 1] = '\0';
}

void probe_format_most(char out[PROBE_MOST_SIZE], const struct ai_model *model)
{
	char usd[PROBE_COST_SIZE], diem[PROBE_COST_SIZE];

	probe_format(usd, probe_most(model, PRICE_USD));
	probe_format(diem, probe_most(model, PRICE_DIEM));
	snprintf(out, PROBE_MOST_SIZE, "%s USD or %s DIEM", usd, diem);
}
