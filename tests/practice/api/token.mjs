// The validation token: a real JWT, signed with a key of this run, judged by jose.
import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { mintRefusal } from './errors.mjs';

const ISSUER = 'https://api.venice.ai';
const AUDIENCE = 'venice-web3-key';
const DEFAULT_LIFE_SECONDS = 900;

const REFUSALS = [
	[errors.JWTExpired, 'jwt_expired'],
	[errors.JWTClaimValidationFailed, 'jwt_claims'],
	[errors.JWSSignatureVerificationFailed, 'jwt_signature'],
	[errors.JOSEAlgNotAllowed, 'jwt_signature'],
];

export function makeTokens(clock) {
	const secret = randomBytes(32);
	let life = DEFAULT_LIFE_SECONDS;
	const seconds = () => Math.floor(clock.now().getTime() / 1000);

	return {
		setLife(value = DEFAULT_LIFE_SECONDS) {
			life = value;
		},

		/** Issues a new token.  A test may ask for wrong claims. */
		issue({ issuer = ISSUER, audience = AUDIENCE } = {}) {
			return new SignJWT({})
				.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
				.setIssuer(issuer)
				.setAudience(audience)
				.setIssuedAt(seconds())
				.setExpirationTime(seconds() + life)
				.setJti(randomUUID())
				.sign(secret);
		},

		/** Throws the documented refusal if the token is not one of ours or is too old. */
		async check(token) {
			try {
				await jwtVerify(token, secret, {
					issuer: ISSUER,
					audience: AUDIENCE,
					algorithms: ['HS256'],
					currentDate: clock.now(),
				});
			} catch (error) {
				const known = REFUSALS.find(([kind]) => error instanceof kind);
				throw mintRefusal(known ? known[1] : 'jwt_malformed');
			}
		},
	};
}
