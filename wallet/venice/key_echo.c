#include "wallet/venice/key_echo.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"

/* DIEM and VCU are one limit in two units.  If only one was asked for, Venice derives the other, so
 * its word on that one says nothing. */
static void drop_derived(struct key_info *info, const struct key_options *asked)
{
	static const enum key_currency other[KEY_CURRENCIES] = {
		[KEY_USD] = KEY_USD, [KEY_DIEM] = KEY_VCU, [KEY_VCU] = KEY_DIEM
	};

	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++)
		if (asked->limit[currency] == KEY_NO_LIMIT && asked->limit[other[currency]] != KEY_NO_LIMIT)
			info->limit[currency] = KEY_NO_LIMIT;
}

/* If VCU were asked for as well, Venice may have made the DIEM limit from them. */
static void drop_made_from_vcu(struct key_info *info, const struct key_options *asked)
{
	if (asked->limit[KEY_VCU] != KEY_NO_LIMIT && info->limit[KEY_DIEM] != asked->limit[KEY_DIEM])
		info->limit[KEY_DIEM] = KEY_NO_LIMIT;
}

/* True if a limit that was asked for was not repeated. */
static bool complete_limits(struct key_info *info, const struct key_options *asked)
{
	bool missing = false;

	drop_derived(info, asked);
	drop_made_from_vcu(info, asked);
	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		if (info->limit[currency] != KEY_NO_LIMIT || asked->limit[currency] == KEY_NO_LIMIT)
			continue;
		info->limit[currency] = asked->limit[currency];
		missing = true;
	}
	return missing;
}

static bool complete_expiry(struct key_info *info, const struct key_options *asked)
{
	return !info->expires_ms && *asked->expires && text_parse_time(&info->expires_ms, asked->expires);
}

static bool complete_choices(struct key_info *info, const struct key_unsaid *unsaid, const struct key_options *asked)
{
	if (unsaid->type)
		info->type = asked->type;
	if (unsaid->period && asked->has_period)
		info->period = asked->period;
	if (unsaid->privacy && asked->has_privacy)
		info->privacy = asked->privacy;
	return (unsaid->period && asked->has_period) || (unsaid->privacy && asked->has_privacy);
}

void key_echo_complete(struct key_info *info, const struct key_unsaid *unsaid, const struct key_options *asked)
{
	bool limits = complete_limits(info, asked), expiry = complete_expiry(info, asked);

	info->unconfirmed = complete_choices(info, unsaid, asked) || limits || expiry;
	if (!*info->description)
		memcpy(info->description, asked->description, sizeof(info->description));
}

/* The options that the key should have by now, as if it had been asked for with them. */
static void wanted(struct key_options *out, const struct key_info *before, const struct key_changes *changes)
{
	char expires[TEXT_TIME_SIZE];

	text_time(expires, before->expires_ms);
	*out = changes->to;
	out->type = before->type;
	out->period = changes->to.has_period ? changes->to.period : before->period;
	out->privacy = changes->to.has_privacy ? changes->to.privacy : before->privacy;
	out->has_period = out->has_privacy = true;
	if (!changes->limits)
		memcpy(out->limit, before->limit, sizeof(out->limit));
	if (!changes->expires)
		snprintf(out->expires, sizeof(out->expires), "%s", before->expires_ms ? expires : "");
	if (!changes->description)
		memcpy(out->description, before->description, sizeof(out->description));
}

void key_echo_change(struct key_info *info, const struct key_unsaid *unsaid, const struct key_info *before,
		     const struct key_changes *changes)
{
	struct key_options options;

	wanted(&options, before, changes);
	key_echo_complete(info, unsaid, &options);
	if (!info->created_ms)
		info->created_ms = before->created_ms;
	if (!*info->last6)
		memcpy(info->last6, before->last6, sizeof(info->last6));
}

void key_echo_confirm(struct key_info *info, const struct key_info *stored, const struct key_unsaid *unsaid,
		      const struct key_options *asked)
{
	if (!unsaid->type)
		info->type = stored->type;
	if (!unsaid->period)
		info->period = stored->period;
	if (!unsaid->privacy)
		info->privacy = stored->privacy;
	if (unsaid->limits)
		return;
	memcpy(info->limit, stored->limit, sizeof(info->limit));
	drop_derived(info, asked);
	info->expires_ms = stored->expires_ms;
	info->unconfirmed = (unsaid->period && asked->has_period) || (unsaid->privacy && asked->has_privacy);
}
