/* The effects on a wallet's prepaid credit: signing in, and signing a payment. */
#include "app/effects.h"

#include <sodium.h>
#include <string.h>

/* Makes the nonce, which sets this payment apart from all others, unless there is one already. */
bool effects_x402_sign(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct payment *payment = &effect->pay.payment;
	const struct signer *signer = effects_signer_of(runner, payment->from, result);

	if (!effect->pay.has_nonce)
		randombytes_buf(payment->nonce, sizeof(payment->nonce));
	result->signed_payment.payment = *payment;
	result->ok = signer && signer_sign_payment(result->signed_payment.signature, signer, payment, &result->err);
	return true;
}

bool effects_x402_offer(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_x402_offer(runner->net, effect->request);
	return false;
}

bool effects_x402_pay(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	(void)result;
	net_x402_pay(runner->net, effect->request, effect->handed.from, effect->handed.header);
	return false;
}

/* Makes the value of the header by which the wallet proves itself. */
static bool sign_in(struct buf *out, struct effect_runner *runner, struct x402_sign_in *sign_in, struct action *result)
{
	const struct signer *signer = effects_signer_of(runner, sign_in->address, result);
	uint8_t signature[SIGNER_TEXT_SIZE];
	struct address recovered;
	struct buf message;
	bool ok;

	randombytes_buf(sign_in->nonce, sizeof(sign_in->nonce));
	buf_init(&message, 0);
	x402_sign_in_message(&message, sign_in);
	ok = signer && signer_sign_text(signature, &recovered, signer, message.data, message.len, &result->err);
	if (ok)
		x402_sign_in_header(out, sign_in, signature);
	buf_free(&message);
	return ok;
}

bool effects_x402_balance(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct buf header;
	bool ok;

	buf_init(&header, 0);
	ok = sign_in(&header, runner, &effect->x402.sign_in, result);
	if (ok)
		net_x402_balance(runner->net, effect->request, effect->x402.sign_in.address, buf_string(&header));
	buf_free(&header);
	return !ok;
}

bool effects_x402_ledger(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct buf header;
	bool ok;

	buf_init(&header, 0);
	ok = sign_in(&header, runner, &effect->x402.sign_in, result);
	if (ok)
		net_x402_ledger(runner->net, effect->request, effect->x402.sign_in.address, buf_string(&header),
				effect->x402.limit, effect->x402.offset);
	buf_free(&header);
	return !ok;
}
