/* wallet sign: signs a message (EIP-191). */
#include "app/app.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "keystore/keystore.h"
#include "wallet/base/hex.h"

#define MESSAGE_MAX ((size_t)1 << 20)

static bool sign_message(struct app *app, const struct account *account, const struct buf *message, struct err *err)
{
	uint8_t signature[SIGNER_TEXT_SIZE];
	char address[ADDRESS_TEXT_SIZE], hex[2 * SIGNER_TEXT_SIZE + 1];
	struct address recovered;
	struct signer *signer = NULL;
	bool ok;

	if (!wallet_common_open(&signer, app, account, err))
		return false;
	ok = signer_sign_text(signature, &recovered, signer, message->data, message->len, err);
	signer_free(signer);
	if (!ok)
		return false;
	address_format(address, recovered);
	hex_encode(hex, signature, sizeof(signature));
	output_add(&app->output, "address", value_address(recovered));
	output_add(&app->output, "signature", value_hex(signature, sizeof(signature)));
	output_field(&app->output, "address", "%s", address);
	output_field(&app->output, "signature", "0x%s", hex);
	return true;
}

bool cli_wallet_sign(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_MESSAGE_FILE);
	struct account account;
	struct buf message;
	bool ok;

	if (!path)
		return err_set(err, ERR_USAGE, "'wallet sign' needs --message-file F");
	buf_init(&message, MESSAGE_MAX);
	ok = wallet_common_find(&account, app, err) && app_load_password(app, err) &&
	     app_read_file(&message, path, err) && sign_message(app, &account, &message, err);
	buf_free(&message);
	return ok;
}
