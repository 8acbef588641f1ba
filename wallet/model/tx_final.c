#include "wallet/model/tx_final.h"

#include <string.h>

/* The place of the hash; TX_FINAL_LOOKS if it has none. */
static size_t place_of(const struct tx_final *final, const uint8_t hash[KECCAK_SIZE])
{
	size_t i = 0;

	while (i < final->count && memcmp(final->looks[i].hash, hash, KECCAK_SIZE) != 0)
		i++;
	return i < final->count ? i : TX_FINAL_LOOKS;
}

struct tx_final_look *tx_final_find(struct tx_final *final, const uint8_t hash[KECCAK_SIZE])
{
	size_t place = place_of(final, hash);

	return place < TX_FINAL_LOOKS ? &final->looks[place] : NULL;
}

const struct tx_final_look *tx_final_of(const struct tx_final *final, const uint8_t hash[KECCAK_SIZE])
{
	size_t place = place_of(final, hash);

	return place < TX_FINAL_LOOKS ? &final->looks[place] : NULL;
}
