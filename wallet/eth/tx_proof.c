#include "wallet/eth/tx_proof.h"

#include <string.h>

static bool same(const struct tx_sighting *a, const struct tx_sighting *b)
{
	return a->fate == b->fate && a->block == b->block && !memcmp(a->hash, b->hash, sizeof(a->hash)) &&
	       !memcmp(a->block_hash, b->block_hash, sizeof(a->block_hash));
}

void tx_proof_see(struct tx_proof *proof, const struct tx_sighting *seen, uint64_t head, int64_t now_ms)
{
	if (!proof->times || !same(&proof->seen, seen))
		*proof = (struct tx_proof){ .seen = *seen, .first_ms = now_ms };
	if (now_ms < proof->first_ms || now_ms < proof->head_ms)	/* the clock was set back */
		proof->first_ms = proof->head_ms = now_ms;
	if (!proof->times || proof->head != head) {
		proof->head = head;
		proof->head_ms = now_ms;
	}
	proof->times++;
	proof->last_ms = now_ms;
}

/* Blocks on top are the better sign.  But a chain that makes a block only for a transaction puts
 * none on top, so there the time that has passed counts. */
bool tx_proof_counts(const struct tx_proof *proof)
{
	bool deep = proof->head >= proof->seen.block && proof->head - proof->seen.block >= TX_PROOF_DEPTH;
	bool still = proof->last_ms - proof->head_ms >= TX_PROOF_STILL_MS;

	return proof->times >= 2 && proof->last_ms - proof->first_ms >= TX_PROOF_APART_MS && (deep || still);
}

static const char *const names[TX_FATE_COUNT] = {
	[TX_FATE_NONE] = "none", [TX_FATE_DONE] = "done", [TX_FATE_UNDONE] = "undone",
	[TX_FATE_CANCELLED] = "cancelled", [TX_FATE_TAKEN] = "taken",
};

const char *tx_fate_name(enum tx_fate fate)
{
	return names[fate];
}

bool tx_fate_parse(enum tx_fate *out, const char *name)
{
	for (enum tx_fate fate = 0; fate < TX_FATE_COUNT; fate++) {
		if (strcmp(names[fate], name) == 0) {
			*out = fate;
			return true;
		}
	}
	return false;
}
