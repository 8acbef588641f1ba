#include "net/venice_call.h"

#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "wallet/base/mem.h"

#define PRICE_UNIT 1e6
#define PRICE_MOST 1e12		/* a million USD for a million tokens: more is no price */
#define TOKENS_MOST 1000000000

/* Rounds up, because the price is shown as the most.  Prices are short decimals, and a double is
 * off by far less than a millionth of one. */
static int64_t price_of(struct json_object *value)
{
	const char *digits = json_digits(value);
	double price = digits ? strtod(digits, NULL) * PRICE_UNIT : -1;
	int64_t whole;

	if (!(price >= 0 && price <= PRICE_MOST))
		return PROBE_UNKNOWN;
	whole = (int64_t)price;
	return whole + (price - (double)whole > 1e-3);
}

static void take_prices(int64_t out[PRICE_CURRENCIES], struct json_object *prices)
{
	out[PRICE_USD] = price_of(json_member(prices, "usd"));
	out[PRICE_DIEM] = price_of(json_member(prices, "diem"));
}

/* An id goes back to the server, so one that had to be cut or made safe is of no use. */
static bool take_id(char out[MODEL_ID_SIZE], struct json_object *value)
{
	const char *id = json_text(value);

	if (!id || !*id || strlen(id) >= MODEL_ID_SIZE)
		return false;
	json_take_text(out, MODEL_ID_SIZE, value);
	return strcmp(out, id) == 0;
}

static bool take_model(struct ai_model *out, struct json_object *model)
{
	struct json_object *spec = json_member(model, "model_spec"), *pricing = json_member(spec, "pricing");
	const char *type = json_text(json_member(model, "type")), *privacy = json_text(json_member(spec, "privacy"));

	*out = (struct ai_model){ 0 };
	if (!type || strcmp(type, "text") != 0 || !take_id(out->id, json_member(model, "id")))
		return false;
	out->is_private = privacy && strcmp(privacy, "private") == 0;
	(void)!json_flag(&out->offline, spec, "offline");
	take_prices(out->in, json_member(pricing, "input"));
	take_prices(out->out, json_member(pricing, "output"));
	return true;
}

bool venice_call_models(struct ai_models *out, struct json_object *body, struct err *err)
{
	struct json_object *data = json_member(body, "data");
	size_t count;

	if (!json_object_is_type(data, json_type_array))
		return answer_unusable(err, body, "The answer has no list of models in it");
	count = json_object_array_length(data);
	if (count > AI_MODELS_MAX)
		count = AI_MODELS_MAX;
	*out = (struct ai_models){ .items = count ? mem_new(count, sizeof(*out->items)) : NULL };
	for (size_t i = 0; i < count; i++)
		out->count += take_model(&out->items[out->count], json_object_array_get_idx(data, i));
	return true;
}

static struct json_object *message(void)
{
	struct json_object *messages = json_object_new_array(), *object = json_object_new_object();

	json_object_object_add(object, "role", json_object_new_string("user"));
	json_object_object_add(object, "content", json_object_new_string(PROBE_PROMPT));
	json_object_array_add(messages, object);
	return messages;
}

void venice_call_body(struct buf *out, const char *model)
{
	struct json_object *body = json_object_new_object(), *more = json_object_new_object();

	json_object_object_add(body, "model", json_object_new_string(model));
	json_object_object_add(body, "messages", message());
	json_object_object_add(body, "max_completion_tokens", json_object_new_int(PROBE_OUT_MOST));
	json_object_object_add(more, "include_venice_system_prompt", json_object_new_boolean(false));
	json_object_object_add(body, "venice_parameters", more);
	buf_clear(out);
	buf_add_string(out,
		       json_object_to_json_string_ext(body, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(body);
}

static int64_t tokens_of(struct json_object *value)
{
	int64_t tokens = json_object_is_type(value, json_type_int) ? json_object_get_int64(value) : PROBE_UNKNOWN;

	return tokens >= 0 && tokens <= TOKENS_MOST ? tokens : PROBE_UNKNOWN;
}

bool venice_call_answer(struct probe *out, struct json_object *body, struct err *err)
{
	struct json_object *choices = json_member(body, "choices"), *usage = json_member(body, "usage");

	if (!json_object_is_type(choices, json_type_array) || !json_object_array_length(choices))
		return answer_unusable(err, body, "The answer is no completion");
	json_take_text(out->model, sizeof(out->model), json_member(body, "model"));
	json_take_text(out->reply, sizeof(out->reply),
		       json_member(json_member(json_object_array_get_idx(choices, 0), "message"), "content"));
	out->in = tokens_of(json_member(usage, "prompt_tokens"));
	out->out = tokens_of(json_member(usage, "completion_tokens"));
	return true;
}
