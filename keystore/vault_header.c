#include "keystore/vault_header.h"

#include <string.h>

#include "keystore/fields.h"
#include "wallet/base/text.h"

bool vault_id_is_safe(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len < KEY_ID_SIZE &&
	       strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-") == len;
}

static void add_limits(struct json_object *root, const struct key_info *info)
{
	struct json_object *limits = json_object_new_object();

	for (int i = 0; i < KEY_CURRENCIES; i++)
		if (info->limit[i] >= 0)
			fields_add_i64(limits, key_currency_name((enum key_currency)i), info->limit[i]);
	json_object_object_add(root, "limits", limits);
}

/* Writes doubts only if there are any: they are rare, and older files have none. */
static void add_doubts(struct json_object *root, const struct key_info *info)
{
	if (info->unconfirmed)
		fields_add_bool(root, "unconfirmed", true);
	if (info->cut)
		fields_add_bool(root, "cut", true);
}

bool vault_header_write(struct buf *out, const struct key_info *info)
{
	struct json_object *root = json_object_new_object();
	char address[ADDRESS_TEXT_SIZE];
	bool ok;

	address_format(address, info->address);
	fields_add_text(root, "id", info->id);
	fields_add_text(root, "type", key_type_name(info->type));
	fields_add_text(root, "description", info->description);
	fields_add_text(root, "last6", info->last6);
	add_limits(root, info);
	fields_add_text(root, "period", key_period_name(info->period));
	fields_add_text(root, "privacy", key_privacy_name(info->privacy));
	fields_add_i64(root, "created_ms", info->created_ms);
	fields_add_i64(root, "expires_ms", info->expires_ms);
	fields_add_text(root, "address", address);
	fields_add_text(root, "network", info->network);
	fields_add_text(root, "intent", info->intent);
	add_doubts(root, info);
	ok = fields_write(out, root);
	json_object_put(root);
	return ok;
}

/* This text is shown, so it is sanitised: somebody else may have written the file. */
static bool read_text(char *out, size_t size, struct json_object *root, const char *name)
{
	const char *text;

	if (!fields_text(&text, root, name) || strlen(text) >= size)
		return false;
	text_sanitise(out, size, text, strlen(text));
	return true;
}

static bool read_limits(struct key_info *out, struct json_object *root)
{
	struct json_object *limits;

	if (!fields_object(&limits, root, "limits"))
		return false;
	for (int i = 0; i < KEY_CURRENCIES; i++) {
		const char *name = key_currency_name((enum key_currency)i);

		out->limit[i] = KEY_NO_LIMIT;
		if (fields_get(limits, name) &&
		    (!fields_i64(&out->limit[i], limits, name) || out->limit[i] < 0))
			return false;
	}
	return true;
}

static bool read_choices(struct key_info *out, struct json_object *root)
{
	const char *type, *period, *privacy;

	return fields_text(&type, root, "type") && key_type_parse(&out->type, type) &&
	       fields_text(&period, root, "period") && key_period_parse(&out->period, period) &&
	       fields_text(&privacy, root, "privacy") && key_privacy_parse(&out->privacy, privacy);
}

static void read_doubts(struct key_info *out, struct json_object *root)
{
	(void)!fields_bool(&out->unconfirmed, root, "unconfirmed");
	(void)!fields_bool(&out->cut, root, "cut");
}

static bool read_root(struct key_info *out, struct json_object *root)
{
	return fields_copy(out->id, sizeof(out->id), root, "id") && vault_id_is_safe(out->id) &&
	       read_text(out->description, sizeof(out->description), root, "description") &&
	       read_text(out->last6, sizeof(out->last6), root, "last6") &&
	       read_limits(out, root) && read_choices(out, root) &&
	       fields_i64(&out->created_ms, root, "created_ms") &&
	       fields_i64(&out->expires_ms, root, "expires_ms") &&
	       fields_address(&out->address, root, "address") &&
	       read_text(out->network, sizeof(out->network), root, "network") &&
	       read_text(out->intent, sizeof(out->intent), root, "intent");
}

bool vault_header_read(struct key_info *out, const char *json, size_t len)
{
	struct json_object *root = fields_parse(json, len);
	struct key_info info = { .stored = true };
	bool ok = root && read_root(&info, root);

	if (ok)
		read_doubts(&info, root);
	json_object_put(root);
	if (ok)
		*out = info;
	return ok;
}
