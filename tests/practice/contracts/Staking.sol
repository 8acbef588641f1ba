// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Token.sol";

interface IERC20 {
	function balanceOf(address owner) external view returns (uint256);
	function transfer(address to, uint256 value) external returns (bool);
	function transferFrom(address from, address to, uint256 value) external returns (bool);
}

/// What both forms of the staking contract share. It runs behind a proxy, so nothing may be set
/// in a constructor.
abstract contract Staking {
	string public constant name = "Staked VVV";
	string public constant symbol = "sVVV";
	uint8 public constant decimals = 18;
	uint256 public constant cooldownDuration = 7 days;
	uint256 public constant emissionRatePerSecond = 0.01 ether;
	/// Of what locked sVVV would earn, Venice takes so much for itself: nobody else gets it.
	uint256 public constant veniceEmissionsPercentage = 0;
	uint256 public constant veniceEmissionsPercentageWhenLocked = 0.2 ether;
	uint256 internal constant SCALE = 1e18;

	struct Stake {
		uint256 rewardDebt;
		uint256 cooldownEnd;
		uint256 cooldownAmount;
	}

	struct LockedStake {
		uint256 amount;
		uint256 diem;
	}

	/// Slot 0, set from outside: whether a second initiateUnstake is refused while one is pending.
	bool public refusesSecondUnstake;
	uint256 public totalSupply;
	uint256 public totalLockedStakedVVV;
	uint256 public accRewardPerShare;
	uint256 public accRewardPerShareLocked;
	uint256 public lastRewardTimestamp;
	mapping(address => uint256) public balanceOf;
	mapping(address => Stake) public stakes;
	mapping(address => LockedStake) public lockedStakes;
	/// One more than the reward owed, for whoever has staked. Neither this nor the accumulator is
	/// zero after the first stake: filling a zero slot costs so much that the gas of a transaction
	/// would depend heavily on the second in which it was estimated.
	mapping(address => uint256) internal owedPlusOne;

	event Transfer(address indexed from, address indexed to, uint256 value);
	event Staked(address indexed user, uint256 amount);
	event UnstakeInitiated(address indexed user, uint256 amount);
	event Unstaked(address indexed user, uint256 amount);
	event Claimed(address indexed user, uint256 amount);
	event DiemMinted(uint256 sVVVLocked, uint256 diemOut);
	event DiemBurned(uint256 sVVVUnlocked, uint256 diemIn);

	error TransferNotAllowed();
	error InsufficientUnlockedStake(uint256 unlocked, uint256 needed);
	error CooldownNotOver(uint256 cooldownEnd);
	error UnstakePending(uint256 cooldownEnd);
	error STAKE_ZERO();
	error SlippageExceeded(uint256 diemOut, uint256 minDiemOut);

	function balanceOfUnlocked(address user) public view returns (uint256) {
		return balanceOf[user] - lockedStakes[user].amount;
	}

	function pendingRewards(address user) public view returns (uint256) {
		if (owedPlusOne[user] == 0) return 0;
		return owedPlusOne[user] - 1 + _earned(user) - stakes[user].rewardDebt;
	}

	/// The price of one DIEM in sVVV rises with the DIEM that exists.
	function getDiemAmountOut(uint256 sVVVAmount) public view returns (uint256) {
		uint256 price = 90 ether + Mintable(DIEM_ADDRESS).totalSupply() / 100;
		return (sVVVAmount * SCALE) / price;
	}

	/// Points of that curve: so many sVVV a DIEM where so much DIEM exists.
	function diemSupply(uint256 i) public pure returns (uint256) {
		require(i < 256);
		return i * 250 ether;
	}

	function diemMintRates(uint256 i) external pure returns (uint256) {
		return 90 ether + diemSupply(i) / 100;
	}

	function initiateUnstake(uint256 amount) external {
		Stake storage s = stakes[msg.sender];
		require(amount > 0, "Staking: cannot unstake zero");
		if (refusesSecondUnstake && s.cooldownAmount > 0) revert UnstakePending(s.cooldownEnd);
		uint256 unlocked = balanceOfUnlocked(msg.sender);
		if (unlocked < amount) revert InsufficientUnlockedStake(unlocked, amount);
		_payOut(msg.sender);
		balanceOf[msg.sender] -= amount;
		totalSupply -= amount;
		_remember(msg.sender);
		s.cooldownAmount += amount;
		s.cooldownEnd = block.timestamp + cooldownDuration;
		emit Transfer(msg.sender, address(0), amount);
		emit UnstakeInitiated(msg.sender, amount);
	}

	function finalizeUnstake() external {
		Stake storage s = stakes[msg.sender];
		uint256 amount = s.cooldownAmount;
		require(amount > 0, "Staking: nothing to unstake");
		if (block.timestamp < s.cooldownEnd) revert CooldownNotOver(s.cooldownEnd);
		s.cooldownAmount = 0;
		s.cooldownEnd = 0;
		IERC20(VVV_ADDRESS).transfer(msg.sender, amount);
		emit Unstaked(msg.sender, amount);
	}

	function claim() external {
		uint256 reward = _takeReward(msg.sender);
		require(reward > 0, "Staking: no rewards");
		Mintable(VVV_ADDRESS).mint(msg.sender, reward);
	}

	function claimAndStake() external {
		uint256 reward = _takeReward(msg.sender);
		if (reward == 0) revert STAKE_ZERO();
		Mintable(VVV_ADDRESS).mint(address(this), reward);
		_credit(msg.sender, reward);
	}

	function mintDiem(uint256 sVVVAmountToLock, uint256 minDiemAmountOut) external {
		require(sVVVAmountToLock > 0, "Staking: cannot lock zero");
		uint256 unlocked = balanceOfUnlocked(msg.sender);
		if (unlocked < sVVVAmountToLock) revert InsufficientUnlockedStake(unlocked, sVVVAmountToLock);
		uint256 out = getDiemAmountOut(sVVVAmountToLock);
		if (out < minDiemAmountOut) revert SlippageExceeded(out, minDiemAmountOut);
		_payOut(msg.sender);
		lockedStakes[msg.sender].amount += sVVVAmountToLock;
		lockedStakes[msg.sender].diem += out;
		totalLockedStakedVVV += sVVVAmountToLock;
		_remember(msg.sender);
		Mintable(DIEM_ADDRESS).mint(msg.sender, out);
		emit DiemMinted(sVVVAmountToLock, out);
	}

	/// Burning more than is outstanding ends in a Panic(0x11), as plain arithmetic does.
	function burnDiem(uint256 amount) external {
		require(amount > 0, "Staking: cannot burn zero");
		LockedStake storage locked = lockedStakes[msg.sender];
		_payOut(msg.sender);
		uint256 left = locked.diem - amount;
		uint256 unlocked = (locked.amount * amount) / locked.diem;
		Mintable(DIEM_ADDRESS).burn(msg.sender, amount);
		locked.amount -= unlocked;
		locked.diem = left;
		totalLockedStakedVVV -= unlocked;
		_remember(msg.sender);
		emit DiemBurned(unlocked, amount);
	}

	function transfer(address, uint256) external pure returns (bool) {
		revert TransferNotAllowed();
	}

	function transferFrom(address, address, uint256) external pure returns (bool) {
		revert TransferNotAllowed();
	}

	function approve(address, uint256) external pure returns (bool) {
		revert TransferNotAllowed();
	}

	function _stake(address recipient, uint256 amount) internal {
		require(amount > 0, "Staking: cannot stake zero");
		require(recipient != address(0), "Staking: zero recipient");
		IERC20(VVV_ADDRESS).transferFrom(msg.sender, address(this), amount);
		_payOut(recipient);
		_credit(recipient, amount);
	}

	/// What stake, mintDiem, burnDiem and initiateUnstake do by themselves. It mints even where there
	/// is nothing, so that the gas depends less on the second in which it was estimated.
	function _payOut(address user) private {
		if (balanceOf[user] == 0 && owedPlusOne[user] == 0) return;
		Mintable(VVV_ADDRESS).mint(user, _takeReward(user));
	}

	function _credit(address user, uint256 amount) private {
		_settle(user);
		balanceOf[user] += amount;
		totalSupply += amount;
		_remember(user);
		emit Transfer(address(0), user, amount);
		emit Staked(user, amount);
	}

	function _takeReward(address user) private returns (uint256 reward) {
		_settle(user);
		_remember(user);
		reward = owedPlusOne[user] - 1;
		owedPlusOne[user] = 1;
		emit Claimed(user, reward);
	}

	/// What each sVVV has earned since the accumulators were last brought up to date.
	function _perShare() private view returns (uint256) {
		if (totalSupply == 0) return 0;
		return ((block.timestamp - lastRewardTimestamp) * emissionRatePerSecond * SCALE) / totalSupply;
	}

	function _less(uint256 amount, uint256 percentage) private pure returns (uint256) {
		return (amount * (SCALE - percentage)) / SCALE;
	}

	/// All that the user's stake would have earned, had it always been what it is.
	function _earned(address user) private view returns (uint256) {
		uint256 more = _perShare();
		uint256 free = accRewardPerShare + _less(more, veniceEmissionsPercentage);
		uint256 locked = accRewardPerShareLocked + _less(more, veniceEmissionsPercentageWhenLocked);
		return (balanceOfUnlocked(user) * free + lockedStakes[user].amount * locked) / SCALE;
	}

	function _settle(address user) private {
		uint256 more = _perShare();
		uint256 least = accRewardPerShare == 0 ? 1 : 0;
		accRewardPerShare += least + _less(more, veniceEmissionsPercentage);
		accRewardPerShareLocked += least + _less(more, veniceEmissionsPercentageWhenLocked);
		lastRewardTimestamp = block.timestamp;
		if (owedPlusOne[user] == 0) owedPlusOne[user] = 1;
		owedPlusOne[user] += _earned(user) - stakes[user].rewardDebt;
		_remember(user);
	}

	function _remember(address user) private {
		stakes[user].rewardDebt = _earned(user);
	}
}

/// The interface that is live on Base.
contract StakingLive is Staking {
	function stake(address recipient, uint256 amount) external {
		_stake(recipient, amount);
	}
}

/// The interface that Venice's guide describes.
contract StakingDocumented is Staking {
	function stake(uint256 amount) external {
		_stake(msg.sender, amount);
	}
}
