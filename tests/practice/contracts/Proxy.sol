// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

/// A minimal ERC-1967 proxy. The implementation's address is written into its slot from outside.
contract Proxy {
	bytes32 private constant SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

	fallback() external payable {
		assembly {
			let implementation := sload(SLOT)
			calldatacopy(0, 0, calldatasize())
			let ok := delegatecall(gas(), implementation, 0, calldatasize(), 0, 0)
			returndatacopy(0, 0, returndatasize())
			switch ok
			case 0 { revert(0, returndatasize()) }
			default { return(0, returndatasize()) }
		}
	}
}
