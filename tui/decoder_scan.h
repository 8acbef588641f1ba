/* decoder_scan: which bytes make up one keystroke, one character or one report of the mouse. */
#ifndef TUI_DECODER_SCAN_H
#define TUI_DECODER_SCAN_H

#include "tui/decoder.h"

/*
 * Returns how many of the bytes that wait make up one event, which it puts in *out; 0 when more bytes must come.  Of
 * a string that is meant for the terminal it is the beginning alone, and `swallowing` is set.
 */
size_t decoder_scan(struct decoder *decoder, struct event *out, bool quiet);

#endif
