/* task_job: does the wishes of wallet/model/task.h, through keystore/. */
#ifndef APP_TASK_JOB_H
#define APP_TASK_JOB_H

#include "keystore/home.h"
#include "keystore/v3.h"
#include "wallet/model/task.h"

/* Most tasks run scrypt, so call it from a worker. */
MUST_USE bool task_job_run(struct task_result *out, const struct task *task, const struct home *home,
			   struct v3_work work, struct err *err);

#endif
