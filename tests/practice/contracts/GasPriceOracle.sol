// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

/// The OP-stack's price of putting a transaction on L1, with fixed prices: a fee that can be
/// worked out by hand, a fixed part and a part for each byte.
contract GasPriceOracle {
	string public constant version = "1.4.0";
	uint256 public constant l1BaseFee = 1 gwei;
	uint256 public constant blobBaseFee = 1;
	uint256 public constant feePerByte = 1 gwei;

	function getL1GasUsed(bytes calldata transaction) public pure returns (uint256) {
		return 1600 + 16 * transaction.length;
	}

	function getOperatorFee(uint256 gasUsed) external pure returns (uint256) {
		return 1000 * gasUsed;
	}

	function getL1Fee(bytes calldata transaction) external pure returns (uint256) {
		return 100 gwei + feePerByte * transaction.length;
	}
}
