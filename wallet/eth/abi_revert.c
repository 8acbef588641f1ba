#include "wallet/eth/abi.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define SELECTOR 4

/* From the Solidity documentation, "Panic via assert and Error via require". */
static const struct {
	uint64_t code;
	const char *meaning;
} panics[] = {
	{ 0x00, "generic panic" },
	{ 0x01, "assertion failed" },
	{ 0x11, "arithmetic overflow or underflow" },
	{ 0x12, "division by zero" },
	{ 0x21, "value out of an enum's range" },
	{ 0x22, "damaged storage array" },
	{ 0x31, "pop of an empty array" },
	{ 0x32, "array index out of bounds" },
	{ 0x41, "out of memory" },
	{ 0x51, "call of an uninitialised function" },
};

/* Errors that the tokens, the staking contract and their proxies may declare: OpenZeppelin's
 * (including ERC-6093), likely ones of Venice's, and those of Aerodrome's router. */
static const char *const custom_errors[] = {
	"ERC20InsufficientBalance(address,uint256,uint256)",
	"ERC20InsufficientAllowance(address,uint256,uint256)",
	"ERC20InvalidApprover(address)",
	"ERC20InvalidReceiver(address)",
	"ERC20InvalidSender(address)",
	"ERC20InvalidSpender(address)",
	"OwnableUnauthorizedAccount(address)",
	"AccessControlUnauthorizedAccount(address,bytes32)",
	"SafeERC20FailedOperation(address)",
	"AddressEmptyCode(address)",
	"FailedCall()",
	"FailedInnerCall()",
	"ReentrancyGuardReentrantCall()",
	"EnforcedPause()",
	"InsufficientBalance()",
	"InsufficientUnlockedBalance()",
	"InsufficientStake(uint256,uint256)",
	"InsufficientUnlockedStake(uint256,uint256)",
	"CooldownNotOver()",
	"CooldownNotOver(uint256)",
	"NothingToFinalize()",
	"UnstakeInProgress()",
	"UnstakePending(uint256)",
	"SlippageExceeded(uint256,uint256)",
	"ZeroAmount()",
	"TransfersDisabled()",
	"TransferNotAllowed()",
	"NotMinter(address)",
	"InsufficientOutputAmount()",
	"InsufficientLiquidity()",
	"Expired()",
	"InvalidPath()",
	"PoolDoesNotExist()",
	"ETHTransferFailed()",
};

static bool is_error(const uint8_t *data, const char *signature)
{
	uint8_t selector[SELECTOR];

	abi_selector(selector, signature);
	return !memcmp(data, selector, SELECTOR);
}

static bool describe_string(char *out, size_t size, const uint8_t *arguments, size_t len)
{
	const uint8_t *text;
	size_t text_len;

	if (!abi_get_bytes(&text, &text_len, arguments, len, 0) || !text_len)
		return false;
	text_sanitise(out, size, (const char *)text, text_len);
	return true;
}

static bool describe_panic(char *out, size_t size, const uint8_t *arguments, size_t len)
{
	uint64_t code;

	if (!abi_get_u64(&code, arguments, len, 0))
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(panics); i++) {
		if (panics[i].code != code)
			continue;
		snprintf(out, size, "panic 0x%02x: %s", (unsigned)code, panics[i].meaning);
		return true;
	}
	snprintf(out, size, "panic 0x%llx", (unsigned long long)code);
	return true;
}

static bool describe_custom(char *out, size_t size, const uint8_t *data)
{
	for (size_t i = 0; i < ARRAY_LENGTH(custom_errors); i++) {
		if (!is_error(data, custom_errors[i]))
			continue;
		snprintf(out, size, "%.*s", (int)strcspn(custom_errors[i], "("), custom_errors[i]);
		return true;
	}
	return false;
}

void abi_revert_reason(char *out, size_t size, const uint8_t *data, size_t len)
{
	char selector[2 * SELECTOR + 1];

	if (len < SELECTOR) {
		snprintf(out, size, "no reason given");
		return;
	}
	if (is_error(data, "Error(string)") && describe_string(out, size, data + SELECTOR, len - SELECTOR))
		return;
	if (is_error(data, "Panic(uint256)") && describe_panic(out, size, data + SELECTOR, len - SELECTOR))
		return;
	if (describe_custom(out, size, data))
		return;
	hex_encode(selector, data, SELECTOR);
	snprintf(out, size, "error 0x%s", selector);
}
