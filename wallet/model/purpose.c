#include "wallet/model/purpose.h"

#include <string.h>

static const char *const names[PURPOSE_COUNT] = {
	[PURPOSE_UNKNOWN] = "",
	[PURPOSE_CANCEL] = "cancel",
#define PLAN(id, name, ...) [PURPOSE_##id] = (name),
#include "wallet/model/plans.def"
#undef PLAN
};

const char *purpose_name(enum purpose purpose)
{
	return names[purpose];
}

enum purpose purpose_parse(const char *name)
{
	enum purpose purpose = PURPOSE_COUNT;

	while (--purpose > PURPOSE_UNKNOWN && strcmp(names[purpose], name) != 0)
		;
	return purpose;
}
