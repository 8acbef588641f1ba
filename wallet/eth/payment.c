#include "wallet/eth/payment.h"

#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

#define TYPE \
	"TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"

struct typed_domain payment_domain(uint64_t chain_id)
{
	return (struct typed_domain){ "USD Coin", "2", chain_id, contract_address(CONTRACT_USDC) };
}

void payment_digest(uint8_t out[KECCAK_SIZE], const struct payment *payment, const struct typed_domain *domain)
{
	uint8_t hash[KECCAK_SIZE];
	struct buf members;

	typed_begin(&members, TYPE);
	abi_add_address(&members, payment->from);
	abi_add_address(&members, payment->to);
	abi_add_u256(&members, payment->amount.units);
	abi_add_u64(&members, payment->valid_after);
	abi_add_u64(&members, payment->valid_before);
	typed_add_word(&members, payment->nonce);
	typed_end(hash, &members);
	typed_digest(out, domain, hash);
}
