/* hex: bytes to lower-case hexadecimal and back. */
#ifndef WALLET_BASE_HEX_H
#define WALLET_BASE_HEX_H

#include "wallet/base/buf.h"

/* Writes 2*len digits and a NUL. */
void hex_encode(char *out, const uint8_t *bytes, size_t len);

/* Appends "0x" and the digits. */
bool hex_append(struct buf *out, const uint8_t *bytes, size_t len);

/* Counts the hexadecimal digits, of any case, with which the first len characters begin. */
size_t hex_span(const char *text, size_t len);

/* Reads exactly 2*len digits of any case, after an optional "0x", with nothing behind them.  If it
 * returns false, out is untouched. */
MUST_USE bool hex_decode(uint8_t *out, size_t len, const char *text);

/* Reads any even number of digits, up to out's cap, and replaces out's contents. */
MUST_USE bool hex_decode_buf(struct buf *out, const char *text);

/* Reads a JSON-RPC QUANTITY ("0x0", "0x1a") that fits 64 bits. */
MUST_USE bool hex_decode_u64(uint64_t *out, const char *text);

#endif
