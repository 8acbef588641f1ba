/* Finds the way to pay that is USDC on Base, and says what signing any other would have done. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wallet/venice/x402.h"

#define LIFE_MIN_S 30
#define LIFE_MAX_S 600		/* seconds; an authorisation that nobody took in ten minutes must not be taken later */

#define BASE_CHAIN 8453

static void network_id(char out[32], const struct network *network)
{
	snprintf(out, 32, "eip155:%" PRIu64, network->chain_id);
}

/* Venice spells a network in either of two ways. */
static bool is_here(const struct x402_offer *offer, const struct network *network)
{
	char id[32];

	network_id(id, network);
	return strcmp(offer->network, id) == 0 ||
	       (network->chain_id == BASE_CHAIN && strcmp(offer->network, "base") == 0);
}

static bool check_way(const struct x402_offer *offer, struct err *err)
{
	if (strcmp(offer->scheme, "exact") != 0)
		return err_set(err, ERR_X402_REFUSED, "It wants to be paid by the scheme %s: signing it could have allowed more "
			       "than this amount", *offer->scheme ? offer->scheme : "of no name");
	if (*offer->method && strcmp(offer->method, "eip3009") != 0)
		return err_set(err, ERR_X402_REFUSED, "It wants to be paid by %s: signing that would have let another contract "
			       "take tokens", offer->method);
	return true;
}

static bool check_asset(const struct x402_offer *offer, const struct network *network, struct err *err)
{
	struct typed_domain domain = payment_domain(network->chain_id);
	struct address asset;
	struct err ignored;

	if (!address_parse(&asset, offer->asset, &ignored) || !address_equal(asset, domain.contract))
		return err_set(err, ERR_X402_REFUSED, "It wants the token %s: signing it would have paid with that, not with USDC",
			       *offer->asset ? offer->asset : "of no address");
	if (strcmp(offer->name, domain.name) != 0 || strcmp(offer->version, domain.version) != 0)
		return err_set(err, ERR_X402_REFUSED, "It names the token %s, version %s: the signature would have been one for "
			       "another contract", *offer->name ? offer->name : "(nothing)",
			       *offer->version ? offer->version : "(none)");
	return true;
}

/* USDC sent to USDC's own contract is lost, and USDC sent to the wallet itself buys nothing. */
static bool read_payee(struct x402_terms *out, const struct x402_offer *offer, struct address wallet, struct err *err)
{
	struct err ignored;

	if (!address_parse(&out->pay_to, offer->pay_to, &ignored) || address_is_zero(out->pay_to))
		return err_set(err, ERR_X402_REFUSED, "It is to be paid to %s, which is no address: the USDC would have been lost",
			       *offer->pay_to ? offer->pay_to : "nobody");
	if (contract_at(out->pay_to) != CONTRACT_COUNT)
		return err_set(err, ERR_X402_REFUSED, "It is to be paid to the %s itself: the USDC would have been lost",
			       contract_name(contract_at(out->pay_to)));
	return !address_equal(out->pay_to, wallet) ||
	       err_set(err, ERR_X402_REFUSED, "It is to be paid to this wallet itself: it would have bought nothing");
}

static bool read_amount(struct x402_terms *out, const struct x402_offer *offer, struct err *err)
{
	out->least = amount_zero(TOKEN_USDC);
	return (u256_from_decimal(&out->least.units, offer->amount, strlen(offer->amount)) &&
		!amount_is_zero(out->least)) ||
	       err_set(err, ERR_X402_REFUSED, "Its amount is no number: nobody knows what signing it would have paid");
}

static void read_life(struct x402_terms *out, const struct x402_offer *offer)
{
	out->life_s = offer->timeout_s < LIFE_MAX_S ? offer->timeout_s : LIFE_MAX_S;
	if (out->life_s < LIFE_MIN_S)
		out->life_s = LIFE_MIN_S;
}

static bool read_offer(struct x402_terms *out, const struct x402_offer *offer, const struct network *network,
		       struct address wallet, struct err *err)
{
	if (!check_way(offer, err) || !check_asset(offer, network, err) || !read_payee(out, offer, wallet, err) ||
	    !read_amount(out, offer, err))
		return false;
	read_life(out, offer);
	memcpy(out->network, offer->network, sizeof(out->network));
	return true;
}

/* Offers of other chains are left alone.  If no offer of this chain will do, err is about the
 * first. */
bool x402_choose(struct x402_terms *out, const struct x402_offers *offers, const struct network *network,
		 struct address wallet, struct err *err)
{
	struct err first = { 0 }, why;
	struct x402_terms terms;
	char here[32];

	if (offers->version != X402_VERSION)
		return err_set(err, ERR_X402_REFUSED, "It is version %" PRIu64 " of x402, which rialto does not know: what signing "
			       "it would have done cannot be said", offers->version);
	for (size_t i = 0; i < offers->count; i++) {
		if (!is_here(&offers->items[i], network))
			continue;
		if (read_offer(&terms, &offers->items[i], network, wallet, &why)) {
			*out = terms;
			return true;
		}
		if (first.code == ERR_NONE)
			first = why;
	}
	network_id(here, network);
	if (first.code == ERR_NONE)
		return err_set(err, ERR_X402_REFUSED, "It does not want to be paid on %s (%s), but on %.64s: signing it would have "
			       "paid there", network->title, here, offers->count ? offers->items[0].network : "no chain at all");
	*err = first;
	return false;
}
