/* words_look: what rialto can say about a mnemonic while a person types it. */
#ifndef KEYSTORE_WORDS_LOOK_H
#define KEYSTORE_WORDS_LOOK_H

#include "wallet/base/words_look.h"

words_look_at words_look;

#endif
