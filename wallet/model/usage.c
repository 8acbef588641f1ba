#include "wallet/model/usage.h"

#include "wallet/model/model.h"

const struct usage *flow_usage_known(const struct model *model, struct address address)
{
	const struct usage *got = model->usage.got;

	return got && address_equal(got->of, address) ? got : NULL;
}
