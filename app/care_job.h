/* care_job: the wishes of wallet/care.h, done through keystore/. */
#ifndef APP_CARE_JOB_H
#define APP_CARE_JOB_H

#include "keystore/home.h"
#include "keystore/v3.h"
#include "wallet/care.h"

/* Most run scrypt: call from a worker. */
MUST_USE bool care_job_run(struct care_result *out, const struct care *care, const struct home *home,
			   struct v3_work work, struct err *err);

#endif
