/* descriptors: how many files the system lets this process open at once. */
#ifndef APP_DESCRIPTORS_H
#define APP_DESCRIPTORS_H

#include "wallet/base/err.h"

/* Whether there are enough for all that the screen, or a talk in lines, ever has open; else TOO_FEW_FILES. */
MUST_USE bool descriptors_suffice(struct err *err);

#endif
