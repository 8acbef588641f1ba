// What an ADMIN key may do with the keys of its wallet.
import { Refusal } from './errors.mjs';
import { keyRefusal } from './key-refusals.mjs';
import { show, showNew, showWithUsage } from './keys.mjs';
import { CREATE, UPDATE, validate } from './validate.mjs';

export function keyRoutes({ keys, spending, venice }) {
	/** Replaces members of the answer as a test has ordered. */
	const altered = (data, failure) => (failure?.mode === 'altered' ? { ...data, ...failure.data } : data);

	/** The live API lists and changes only keys that have not expired. */
	const isExpired = (key) => venice !== 'book' && keys.isExpired(key);

	function list({ caller }) {
		return {
			data: keys
				.active(caller.owner)
				.filter((key) => !isExpired(key))
				.map((key) => showWithUsage(key, spending)),
			object: 'list',
		};
	}

	function create({ body, caller, failure }) {
		const wanted = validate(body, CREATE);
		if (keys.full(caller.owner)) throw new Refusal(400, 'Maximum number of active API keys reached');
		return { data: altered(showNew(keys.create(caller.owner, wanted)), failure), success: true };
	}

	function update({ body, caller, failure }) {
		const changes = validate(body, UPDATE);
		const key = keys.find(caller.owner, changes.id);
		if (!key || isExpired(key)) throw keyRefusal(venice, 'updates_unknown');
		keys.update(key, changes);
		return { data: altered(show(key), failure), success: true };
	}

	function remove({ query, caller }) {
		const key = keys.find(caller.owner, query.get('id'));
		if (!key) throw keyRefusal(venice, 'deletes_unknown');
		keys.remove(key);
		return { success: true };
	}

	function one({ id, caller, failure }) {
		const key = keys.find(caller.owner, id);
		if (!key) throw keyRefusal(venice, 'reads_unknown');
		return { data: altered(showWithUsage(key, spending), failure) };
	}

	return [
		{ method: 'GET', path: '/api_keys', name: 'keys', needs: 'ADMIN', handle: list },
		{ method: 'POST', path: '/api_keys', name: 'keys', needs: 'ADMIN', handle: create },
		{ method: 'PATCH', path: '/api_keys', name: 'keys', needs: 'ADMIN', handle: update },
		{ method: 'DELETE', path: '/api_keys', name: 'keys', needs: 'ADMIN', handle: remove },
		{ method: 'GET', path: '/api_keys/{id}', name: 'keys', needs: 'ADMIN', handle: one },
	];
}
