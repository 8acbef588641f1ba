// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Token.sol";

/// ETH as a token: what comes in is minted, what is withdrawn is burnt.
contract WETH is Token {
	string public constant name = "Wrapped Ether";
	string public constant symbol = "WETH";

	event Deposit(address indexed user, uint256 amount);
	event Withdrawal(address indexed user, uint256 amount);

	receive() external payable {
		deposit();
	}

	function deposit() public payable {
		totalSupply += msg.value;
		balanceOf[msg.sender] += msg.value;
		emit Deposit(msg.sender, msg.value);
	}

	function withdraw(uint256 amount) external {
		uint256 balance = balanceOf[msg.sender];
		if (balance < amount) _refuseBalance(msg.sender, balance, amount);
		balanceOf[msg.sender] = balance - amount;
		totalSupply -= amount;
		emit Withdrawal(msg.sender, amount);
		(bool ok, ) = msg.sender.call{value: amount}("");
		require(ok, "WETH: not taken");
	}
}
