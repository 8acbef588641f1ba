// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Token.sol";

/// USDC with EIP-3009, refusing in the words of Circle's FiatToken. It has no permit.
contract USDC is Token {
	string public constant name = "USD Coin";
	string public constant symbol = "USDC";
	string public constant version = "2";

	bytes32 public constant TRANSFER_WITH_AUTHORIZATION_TYPEHASH = keccak256(
		"TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
	);
	bytes32 public constant RECEIVE_WITH_AUTHORIZATION_TYPEHASH = keccak256(
		"ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
	);
	bytes32 public constant CANCEL_AUTHORIZATION_TYPEHASH =
		keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

	/// The upper half of the secp256k1 order (EIP-2): a larger s is a second form of a signature.
	uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

	struct Authorization {
		address from;
		address to;
		uint256 value;
		uint256 validAfter;
		uint256 validBefore;
		bytes32 nonce;
	}

	mapping(address => mapping(bytes32 => bool)) public authorizationState;

	event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
	event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

	function decimals() external pure override returns (uint8) {
		return 6;
	}

	function DOMAIN_SEPARATOR() public view returns (bytes32) {
		return keccak256(
			abi.encode(
				keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
				keccak256(bytes(name)),
				keccak256(bytes(version)),
				block.chainid,
				address(this)
			)
		);
	}

	function transferWithAuthorization(
		address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
		uint8 v, bytes32 r, bytes32 s
	) external {
		_use(TRANSFER_WITH_AUTHORIZATION_TYPEHASH,
			Authorization(from, to, value, validAfter, validBefore, nonce), abi.encodePacked(r, s, v));
	}

	function transferWithAuthorization(
		address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
		bytes memory signature
	) external {
		_use(TRANSFER_WITH_AUTHORIZATION_TYPEHASH,
			Authorization(from, to, value, validAfter, validBefore, nonce), signature);
	}

	function receiveWithAuthorization(
		address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
		uint8 v, bytes32 r, bytes32 s
	) external {
		require(to == msg.sender, "FiatTokenV2: caller must be the payee");
		_use(RECEIVE_WITH_AUTHORIZATION_TYPEHASH,
			Authorization(from, to, value, validAfter, validBefore, nonce), abi.encodePacked(r, s, v));
	}

	function receiveWithAuthorization(
		address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce,
		bytes memory signature
	) external {
		require(to == msg.sender, "FiatTokenV2: caller must be the payee");
		_use(RECEIVE_WITH_AUTHORIZATION_TYPEHASH,
			Authorization(from, to, value, validAfter, validBefore, nonce), signature);
	}

	function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
		_requireUnused(authorizer, nonce);
		bytes32 structHash = keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce));
		_requireSigned(authorizer, structHash, abi.encodePacked(r, s, v));
		authorizationState[authorizer][nonce] = true;
		emit AuthorizationCanceled(authorizer, nonce);
	}

	function _use(bytes32 typehash, Authorization memory a, bytes memory signature) private {
		require(block.timestamp > a.validAfter, "FiatTokenV2: authorization is not yet valid");
		require(block.timestamp < a.validBefore, "FiatTokenV2: authorization is expired");
		_requireUnused(a.from, a.nonce);
		_requireSigned(a.from, keccak256(abi.encode(typehash, a)), signature);
		authorizationState[a.from][a.nonce] = true;
		emit AuthorizationUsed(a.from, a.nonce);
		_move(a.from, a.to, a.value);
	}

	function _requireUnused(address authorizer, bytes32 nonce) private view {
		require(!authorizationState[authorizer][nonce], "FiatTokenV2: authorization is used or canceled");
	}

	function _requireSigned(address signer, bytes32 structHash, bytes memory signature) private view {
		require(signature.length == 65, "ECRecover: invalid signature length");
		bytes32 r;
		bytes32 s;
		uint8 v;
		assembly {
			r := mload(add(signature, 0x20))
			s := mload(add(signature, 0x40))
			v := byte(0, mload(add(signature, 0x60)))
		}
		require(uint256(s) <= HALF_ORDER, "ECRecover: invalid signature 's' value");
		require(v == 27 || v == 28, "ECRecover: invalid signature 'v' value");
		bytes32 digest = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR(), structHash));
		address recovered = ecrecover(digest, v, r, s);
		require(recovered != address(0) && recovered == signer, "FiatTokenV2: invalid signature");
	}

	function _refuseBalance(address, uint256, uint256) internal pure override {
		revert("ERC20: transfer amount exceeds balance");
	}

	function _refuseAllowance(uint256, uint256) internal pure override {
		revert("ERC20: transfer amount exceeds allowance");
	}
}
