// Who pays for a request that is made with a key.
import { keyRefusal } from './key-refusals.mjs';

/** Finds the purse that pays; refuses where the account or the key has nothing left. */
export const makePayer = (accounts, venice) => async (key) => {
	const { purse } = await accounts.balance(key.owner), limit = await accounts.limitOf(key);
	if (!purse) throw keyRefusal(venice, 'account_empty');
	if (limit !== null && limit.left <= 0) throw keyRefusal(venice, `limit_${limit.name}`);
	return purse;
};
