#include "app/loop_key.h"

#include <signal.h>

#include "app/cli/output.h"
#include "tui/reader.h"

#define AWAIT_MS (20 * 1000)

static bool awaits_key(const struct loop *loop)
{
	enum mint_state state = loop->model->mint.state;

	return state == MINT_POSTING || state == MINT_SEALING;
}

/* A hang-up comes twice where a shell passes on its own, and may follow SIGTERM: nobody gives a key up by it. */
static bool gives_key_up(struct loop *loop)
{
	if (loop->signal_number == SIGHUP)
		loop->signal_number = 0;
	return loop->signal_number;
}

/* Whoever left of their own accord was told what that loses, and agreed. */
static bool is_cut_off(const struct loop *loop)
{
	return loop->signal_number || (loop->runner.quit && reader_hung_up());
}

void loop_key_await(struct loop *loop)
{
	int64_t until_ms = loop_now_ms() + AWAIT_MS;
	int signal_number = loop->signal_number;

	if (!loop->model || !awaits_key(loop) || !is_cut_off(loop))
		return;
	output_progress("Venice gives a key once, and is making one: its answer is waited for, %d seconds at most. Ctrl-C gives "
			"the key up.", AWAIT_MS / 1000);
	loop->prompts = loop->listens = false;
	loop->signal_number = 0;
	while (awaits_key(loop) && !gives_key_up(loop) && loop_now_ms() < until_ms) {
		loop->look_at_ms = until_ms;
		loop_turn(loop);
	}
	loop->look_at_ms = 0;
	loop->signal_number = signal_number ? signal_number : loop->signal_number;
}

bool loop_key_save(struct loop *loop, struct err *err)
{
	const struct signer *signer = loop->runner.signer;
	const struct flow_mint *flow = &loop->model->mint;
	struct key_info info = flow->minted;
	struct err why;
	bool ok;

	if (!flow->unsealed)
		return true;
	if (signer && address_equal(signer_address(signer), flow->account.address))
		ok = effects_seal(&loop->runner, signer, &info, flow->unsealed, &why);
	else
		ok = err_set(&why, ERR_PASSWORD_NEEDED, "its wallet is locked");
	return ok || err_set(err, why.code, "The minted key ...%s could not be stored: %s", flow->minted.last6, why.msg);
}

struct apikey *loop_key_take(struct loop *loop)
{
	struct apikey *key;

	if (!loop->model || !loop->model->mint.unsealed)
		return NULL;
	loop_do(loop, ACTION_SURRENDER);
	key = loop->runner.surrendered;
	loop->runner.surrendered = NULL;
	return key;
}
