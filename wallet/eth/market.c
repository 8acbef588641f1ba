#include "wallet/eth/market.h"

#include <stdlib.h>

#include "wallet/base/hex.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

#define ROUTER "0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43"
#define FACTORY "0x420DD381b31aEf6683db6B902084cB0FFECe40Da"

static struct address address_of(const char *text)
{
	struct address address = { { 0 } };

	if (!hex_decode(address.bytes, sizeof(address.bytes), text))
		abort();
	return address;
}

/* One hop, through the volatile pool of the two. */
void market_ask(struct chain_batch *batch, struct amount vvv)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->to = address_of(ROUTER);
	abi_add_selector(&call->data, "getAmountsOut(uint256,(address,address,bool,address)[])");
	abi_add_u256(&call->data, vvv.units);
	abi_add_u64(&call->data, 2 * 32);	/* where the routes begin */
	abi_add_u64(&call->data, 1);
	abi_add_address(&call->data, contract_address(CONTRACT_VVV));
	abi_add_address(&call->data, contract_address(CONTRACT_DIEM));
	abi_add_u64(&call->data, false);
	abi_add_address(&call->data, address_of(FACTORY));
}

/* uint256[]: offset, length, what goes in, what comes out. */
bool market_read(struct amount *diem, const struct chain_reply *reply, struct amount vvv)
{
	const uint8_t *data = reply->data.data;
	size_t len = reply->data.len;
	uint64_t offset, count;
	struct u256 in, out;

	if (!reply->ok || !abi_get_u64(&offset, data, len, 0) || offset != 32 || !abi_get_u64(&count, data, len, 1) ||
	    count != 2 || !abi_get_u256(&in, data, len, 2) || !abi_get_u256(&out, data, len, 3) ||
	    u256_compare(in, vvv.units) != 0 || u256_is_zero(out))
		return false;
	*diem = (struct amount){ TOKEN_DIEM, out };
	return true;
}
