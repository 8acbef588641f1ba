// The API's clock: real time, shifted by as much as a test likes.
export function makeClock() {
	let offsetMs = 0;
	return {
		now: () => new Date(Date.now() + offsetMs),
		shift(seconds) {
			offsetMs = seconds * 1000;
		},
	};
}
