#include "wallet/model/effect.h"

#include <stdlib.h>

#include "wallet/base/mem.h"

static const struct {
	const char *id;
	enum action_type result;
	bool refused, on_worker;
	const char *waits_for;
} table[EFFECT_COUNT] = {
#define HERE(run) false
#define WORKER(run) true
#define ALLOWED false
#define REFUSED true
#define EFFECT(id, how, result, readonly, payload, waits_for) \
	[EFFECT_##id] = { #id, ACTION_##result, readonly, how, waits_for },
#include "wallet/model/effects.def"
#undef EFFECT
};

const char *effect_id(enum effect_type type)
{
	return table[type].id;
}

enum action_type effect_result(enum effect_type type)
{
	return table[type].result;
}

bool effect_is_refused(enum effect_type type)
{
	return table[type].refused;
}

bool effect_is_on_worker(enum effect_type type)
{
	return table[type].on_worker;
}

const char *effect_waits_for(enum effect_type type)
{
	return table[type].waits_for;
}

static void make_box(struct effect *effect)
{
	switch (effect->type) {
	case EFFECT_COUNT:
		break;
#define NOTHING
#define PLAIN(member)
#define OWNED(member, free_it)
#define HELD(member, free_it)
#define BOX(member) effect->member = mem_new(1, sizeof(*effect->member));
#define BOX_OF(member, free_it) BOX(member)
#define EFFECT(id, how, result, readonly, payload, waits_for) case EFFECT_##id: { payload } break;
#include "wallet/model/effects.def"
#undef EFFECT
#undef PLAIN
#undef OWNED
#undef HELD
#undef BOX
#undef BOX_OF
	}
}

void effects_append(struct effects *effects, struct effect *effect)
{
	effects->items = mem_grow(effects->items, effects->count + 1, sizeof(*effects->items));
	effects->items[effects->count++] = *effect;
	*effect = (struct effect){ 0 };
}

struct effect *effects_add(struct effects *effects, enum effect_type type, uint32_t request)
{
	struct effect effect = { .type = type, .request = request };

	make_box(&effect);
	effects_append(effects, &effect);
	return &effects->items[effects->count - 1];
}

static void seal_free(struct seal *seal)
{
	apikey_free(seal->key);
}

static void add_free(struct wallet_add *add)
{
	mnemonic_free(add->mnemonic);
	import_free(add->import);
	passphrase_free(add->password);
	passphrase_free(add->mnemonic_password);
}

void effect_free(struct effect *effect)
{
	switch (effect->type) {
	case EFFECT_COUNT:
		break;
#define PLAIN(member) (void)effect->member;
#define OWNED(member, free_it) free_it(effect->member);
#define HELD(member, free_it) free_it(&effect->member);
#define BOX(member) free(effect->member);
#define BOX_OF(member, free_it) if (effect->member) free_it(effect->member); BOX(member)
#define EFFECT(id, how, result, readonly, payload, waits_for) case EFFECT_##id: { payload } break;
#include "wallet/model/effects.def"
#undef EFFECT
	}
	*effect = (struct effect){ 0 };
}

void effects_free(struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		effect_free(&effects->items[i]);
	free(effects->items);
	*effects = (struct effects){ 0 };
}
