// Where the practice contracts stand: the real addresses on Base.
import { id } from 'ethers';

export const CHAIN_ID = 8453;
export const VVV = '0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf';
export const STAKING = '0x321b7ff75154472B18EDb199033fF4D116F340Ff';
export const DIEM = '0xF4d97F2da56e8c3098f3a8D538DB630A2606a024';
export const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
export const GAS_PRICE_ORACLE = '0x420000000000000000000000000000000000000F';
export const WETH = '0x4200000000000000000000000000000000000006';
export const AERODROME_ROUTER = '0xcF77a3Ba9A5CA399B7c97c74d54e5b1Beb874E43';
export const AERODROME_FACTORY = '0x420DD381b31aEf6683db6B902084cB0FFECe40Da';
export const VVV_WETH_POOL = '0x01784ef301D79e4B2DF3a21ad9a536d4cF09A5Ce';
export const WETH_USDC_POOL = '0xcDAC0d6c6C59727a65F871236188350531885C43';
export const DIEM_VVV_POOL = '0xbB345D35450BF9Ee76F3D2cE214E8e7AC5e1071d';

// Accounts whose key nobody has: an address cut from a hash, like FAUCET in Token.sol.
const keyless = (name) => '0x' + id(name).slice(-40);
export const FAUCET = keyless('rialto practice faucet');
export const TREASURY = keyless('rialto practice treasury');
/** The address of the staking contract's code; its state is at STAKING, the proxy. */
export const STAKING_CODE = keyless('rialto practice staking code');
