// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Staking.sol";

address constant WETH_ADDRESS = 0x4200000000000000000000000000000000000006;
address constant FACTORY_ADDRESS = 0x420DD381b31aEf6683db6B902084cB0FFECe40Da;
address constant VVV_WETH_POOL = 0x01784ef301D79e4B2DF3a21ad9a536d4cF09A5Ce;
address constant WETH_USDC_POOL = 0xcDAC0d6c6C59727a65F871236188350531885C43;
address constant DIEM_VVV_POOL = 0xbB345D35450BF9Ee76F3D2cE214E8e7AC5e1071d;

interface IWETH {
	function deposit() external payable;
	function withdraw(uint256 amount) external;
}

/// A volatile pool: the product of what it holds stays, but for a fee of 0.3 %. Its tokens are
/// written into their slots from outside; token0 is the one with the lower address.
contract AerodromePool {
	address public token0;
	address public token1;
	uint256 public constant FEE = 30; // of 10,000

	event Swap(
		address indexed sender, address indexed to,
		uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out
	);

	uint256 private kept0;
	uint256 private kept1;

	function stable() external pure returns (bool) {
		return false;
	}

	function getReserves() external view returns (uint256 reserve0, uint256 reserve1, uint256 blockTimestamp) {
		return (kept0, kept1, block.timestamp);
	}

	/// Takes what it has been given for its reserves.
	function sync() public {
		kept0 = IERC20(token0).balanceOf(address(this));
		kept1 = IERC20(token1).balanceOf(address(this));
	}

	function getAmountOut(uint256 amountIn, address tokenIn) external view returns (uint256) {
		(uint256 has, uint256 gives) = tokenIn == token0 ? (kept0, kept1) : (kept1, kept0);
		uint256 taken = amountIn - (amountIn * FEE) / 10000;
		return (taken * gives) / (has + taken);
	}

	function swap(uint256 out0, uint256 out1, address to, bytes calldata) external {
		require(out0 > 0 || out1 > 0, "InsufficientOutputAmount");
		require(out0 < kept0 && out1 < kept1, "InsufficientLiquidity");
		uint256 in0 = IERC20(token0).balanceOf(address(this)) - kept0;
		uint256 in1 = IERC20(token1).balanceOf(address(this)) - kept1;
		uint256 product = kept0 * kept1;
		if (out0 > 0) IERC20(token0).transfer(to, out0);
		if (out1 > 0) IERC20(token1).transfer(to, out1);
		require(
			(kept0 + in0 - (in0 * FEE) / 10000 - out0) * (kept1 + in1 - (in1 * FEE) / 10000 - out1) >= product, "K"
		);
		sync();
		emit Swap(msg.sender, to, in0, in1, out0, out1);
	}
}

/// Knows the pools of the practice network, all of them volatile.
contract AerodromeFactory {
	function getPool(address a, address b, bool stable) external view returns (address) {
		for (uint256 i = 0; i < 3 && !stable; i++) {
			AerodromePool pool = AerodromePool(_pools()[i]);
			(address x, address y) = (pool.token0(), pool.token1());
			if ((a == x && b == y) || (a == y && b == x)) return address(pool);
		}
		return address(0);
	}

	function isPool(address pool) external pure returns (bool) {
		for (uint256 i = 0; i < 3; i++) if (pool == _pools()[i]) return true;
		return false;
	}

	function _pools() private pure returns (address[3] memory) {
		return [VVV_WETH_POOL, WETH_USDC_POOL, DIEM_VVV_POOL];
	}
}

/// The part of Aerodrome's router that quotes and swaps. Where there is no pool it quotes 0, as
/// the real one does.
contract AerodromeRouter {
	struct Route {
		address from;
		address to;
		bool stable;
		address factory;
	}

	error Expired();
	error InsufficientOutputAmount();
	error InvalidPath();
	error PoolDoesNotExist();

	function defaultFactory() external pure returns (address) {
		return FACTORY_ADDRESS;
	}

	function weth() external pure returns (address) {
		return WETH_ADDRESS;
	}

	function poolFor(address a, address b, bool stable, address factory) public view returns (address) {
		if (factory != address(0) && factory != FACTORY_ADDRESS) revert PoolDoesNotExist();
		return AerodromeFactory(FACTORY_ADDRESS).getPool(a, b, stable);
	}

	function getAmountsOut(uint256 amountIn, Route[] memory routes) public view returns (uint256[] memory amounts) {
		if (routes.length == 0) revert InvalidPath();
		amounts = new uint256[](routes.length + 1);
		amounts[0] = amountIn;
		for (uint256 i = 0; i < routes.length; i++) {
			address pool = poolFor(routes[i].from, routes[i].to, routes[i].stable, routes[i].factory);
			if (pool != address(0)) amounts[i + 1] = AerodromePool(pool).getAmountOut(amounts[i], routes[i].from);
		}
	}

	function swapExactETHForTokens(uint256 amountOutMin, Route[] calldata routes, address to, uint256 deadline)
		external payable returns (uint256[] memory amounts)
	{
		if (routes.length == 0 || routes[0].from != WETH_ADDRESS) revert InvalidPath();
		amounts = _quote(msg.value, amountOutMin, routes, deadline);
		IWETH(WETH_ADDRESS).deposit{value: amounts[0]}();
		IERC20(WETH_ADDRESS).transfer(_pool(routes[0]), amounts[0]);
		_swap(amounts, routes, to);
	}

	function swapExactTokensForTokens(
		uint256 amountIn, uint256 amountOutMin, Route[] calldata routes, address to, uint256 deadline
	) external returns (uint256[] memory amounts) {
		amounts = _quote(amountIn, amountOutMin, routes, deadline);
		IERC20(routes[0].from).transferFrom(msg.sender, _pool(routes[0]), amounts[0]);
		_swap(amounts, routes, to);
	}

	function _quote(uint256 amountIn, uint256 least, Route[] calldata routes, uint256 deadline)
		private view returns (uint256[] memory amounts)
	{
		if (deadline < block.timestamp) revert Expired();
		amounts = getAmountsOut(amountIn, routes);
		if (amounts[amounts.length - 1] < least) revert InsufficientOutputAmount();
	}

	function _pool(Route calldata route) private view returns (address pool) {
		pool = poolFor(route.from, route.to, route.stable, route.factory);
		if (pool == address(0)) revert PoolDoesNotExist();
	}

	function _swap(uint256[] memory amounts, Route[] calldata routes, address to) private {
		for (uint256 i = 0; i < routes.length; i++) {
			AerodromePool pool = AerodromePool(_pool(routes[i]));
			bool zeroOut = routes[i].to == pool.token0();
			address next = i + 1 < routes.length ? _pool(routes[i + 1]) : to;
			pool.swap(zeroOut ? amounts[i + 1] : 0, zeroOut ? 0 : amounts[i + 1], next, "");
		}
	}
}
