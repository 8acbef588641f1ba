// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Token.sol";

/// DIEM is staked on itself: no approve, and what is staked leaves balanceOf.
contract DIEM is Token {
	string public constant name = "Diem";
	string public constant symbol = "DIEM";
	uint256 public constant cooldownDuration = 1 days;

	struct StakedInfo {
		uint256 amountStaked;
		uint256 coolDownEnd;
		uint256 coolDownAmount;
	}

	mapping(address => StakedInfo) public stakedInfos;
	uint256 public totalStaked;

	event Staked(address indexed user, uint256 amount);
	event UnstakeInitiated(address indexed user, uint256 amount);
	event Unstaked(address indexed user, uint256 amount);

	error InsufficientStake(uint256 staked, uint256 needed);

	function stake(uint256 amount) external {
		require(amount > 0, "Diem: cannot stake zero");
		_move(msg.sender, address(this), amount);
		stakedInfos[msg.sender].amountStaked += amount;
		totalStaked += amount;
		emit Staked(msg.sender, amount);
	}

	function initiateUnstake(uint256 amount) external {
		StakedInfo storage info = stakedInfos[msg.sender];
		require(amount > 0, "Diem: cannot unstake zero");
		if (info.amountStaked < amount) revert InsufficientStake(info.amountStaked, amount);
		info.amountStaked -= amount;
		info.coolDownAmount += amount;
		info.coolDownEnd = block.timestamp + cooldownDuration;
		totalStaked -= amount;
		emit UnstakeInitiated(msg.sender, amount);
	}

	function unstake() external {
		StakedInfo storage info = stakedInfos[msg.sender];
		uint256 amount = info.coolDownAmount;
		require(amount > 0, "Diem: nothing to unstake");
		require(block.timestamp >= info.coolDownEnd, "Diem: cooldown is not over");
		info.coolDownAmount = 0;
		info.coolDownEnd = 0;
		_move(address(this), msg.sender, amount);
		emit Unstaked(msg.sender, amount);
	}

	function burn(address from, uint256 amount) external {
		if (msg.sender != STAKING_ADDRESS) revert NotMinter(msg.sender);
		uint256 balance = balanceOf[from];
		if (balance < amount) _refuseBalance(from, balance, amount);
		balanceOf[from] = balance - amount;
		totalSupply -= amount;
		emit Transfer(from, address(0), amount);
	}
}
