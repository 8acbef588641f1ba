// SPDX-License-Identifier: ISC
pragma solidity ^0.8.28;

import "./Token.sol";

contract VVV is Token {
	string public constant name = "Venice Token";
	string public constant symbol = "VVV";
}
