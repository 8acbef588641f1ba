/* words_look: what can be said of a mnemonic while it is typed. */
#ifndef KEYSTORE_WORDS_LOOK_H
#define KEYSTORE_WORDS_LOOK_H

#include "wallet/base/words_look.h"

words_look_at words_look;

#endif
