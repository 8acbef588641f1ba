#include "wallet/eth/tx_payee.h"

#include <string.h>

#include "wallet/eth/abi.h"

#define SELECTOR_SIZE 4

bool tx_payee(struct address *out, const struct tx *tx)
{
	uint8_t transfer[SELECTOR_SIZE];

	if (!tx->data.len) {
		*out = tx->to;
		return !u256_is_zero(tx->value);
	}
	abi_selector(transfer, "transfer(address,uint256)");
	return tx->data.len >= SELECTOR_SIZE && !memcmp(tx->data.data, transfer, SELECTOR_SIZE) &&
	       abi_get_address(out, tx->data.data + SELECTOR_SIZE, tx->data.len - SELECTOR_SIZE, 0);
}
