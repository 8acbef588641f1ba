// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

// The account that may create money out of nothing. No one has its key: anvil impersonates it.
address constant FAUCET = address(uint160(uint256(keccak256("rialto practice faucet"))));

address constant VVV_ADDRESS = 0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf;
address constant STAKING_ADDRESS = 0x321b7ff75154472B18EDb199033fF4D116F340Ff;
address constant DIEM_ADDRESS = 0xF4d97F2da56e8c3098f3a8D538DB630A2606a024;

interface Mintable {
	function mint(address to, uint256 amount) external;
	function burn(address from, uint256 amount) external;
	function totalSupply() external view returns (uint256);
}

/// An ERC-20 with the custom errors of ERC-6093. It has no constructor and no immutables, so
/// its runtime code works wherever it is placed.
abstract contract Token {
	event Transfer(address indexed from, address indexed to, uint256 value);
	event Approval(address indexed owner, address indexed spender, uint256 value);

	error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
	error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
	error ERC20InvalidReceiver(address receiver);
	error NotMinter(address caller);

	uint256 public totalSupply;
	mapping(address => uint256) public balanceOf;
	mapping(address => mapping(address => uint256)) public allowance;

	function decimals() external pure virtual returns (uint8) {
		return 18;
	}

	function approve(address spender, uint256 value) external returns (bool) {
		allowance[msg.sender][spender] = value;
		emit Approval(msg.sender, spender, value);
		return true;
	}

	function transfer(address to, uint256 value) external returns (bool) {
		_move(msg.sender, to, value);
		return true;
	}

	function transferFrom(address from, address to, uint256 value) external returns (bool) {
		uint256 allowed = allowance[from][msg.sender];
		if (allowed != type(uint256).max) {
			if (allowed < value) _refuseAllowance(allowed, value);
			allowance[from][msg.sender] = allowed - value;
		}
		_move(from, to, value);
		return true;
	}

	function mint(address to, uint256 amount) external {
		if (msg.sender != FAUCET && msg.sender != STAKING_ADDRESS) revert NotMinter(msg.sender);
		totalSupply += amount;
		balanceOf[to] += amount;
		emit Transfer(address(0), to, amount);
	}

	function _move(address from, address to, uint256 value) internal {
		if (to == address(0)) revert ERC20InvalidReceiver(to);
		uint256 balance = balanceOf[from];
		if (balance < value) _refuseBalance(from, balance, value);
		balanceOf[from] = balance - value;
		balanceOf[to] += value;
		emit Transfer(from, to, value);
	}

	function _refuseBalance(address from, uint256 balance, uint256 value) internal pure virtual {
		revert ERC20InsufficientBalance(from, balance, value);
	}

	function _refuseAllowance(uint256 allowed, uint256 value) internal view virtual {
		revert ERC20InsufficientAllowance(msg.sender, allowed, value);
	}
}
