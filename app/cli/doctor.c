#include "app/cli/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/cli/table.h"
#include "wallet/base/text.h"

static struct check *add(struct doctor *doctor, const char *name, const char *fmt, va_list args)
{
	struct check *check = &doctor->checks[doctor->count < DOCTOR_CHECKS_MAX - 1 ? doctor->count++ : doctor->count];
	char text[2 * sizeof(check->detail)];

	*check = (struct check){ .advice = "" };
	snprintf(check->name, sizeof(check->name), "%s", name);
	vsnprintf(text, sizeof(text), fmt, args);
	text_sanitise(check->detail, sizeof(check->detail), text, strlen(text));
	return check;
}

void doctor_well(struct doctor *doctor, const char *name, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add(doctor, name, fmt, args)->ok = true;
	va_end(args);
}

void doctor_ill(struct doctor *doctor, const char *name, enum err_code code, const char *fmt, ...)
{
	struct check *check;
	va_list args;

	va_start(args, fmt);
	check = add(doctor, name, fmt, args);
	va_end(args);
	check->advice = err_info(code)->advice;
	(void)err_set(&check->err, code, "%s", check->detail);
}

static struct json_object *value_check(const struct check *check)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "name", json_object_new_string(check->name));
	json_object_object_add(value, "ok", json_object_new_boolean(check->ok));
	json_object_object_add(value, "detail", json_object_new_string(check->detail));
	json_object_object_add(value, "do", *check->advice ? json_object_new_string(check->advice) : NULL);
	return value;
}

static void say(struct output *output, const struct doctor *doctor)
{
	struct json_object *checks = json_object_new_array();
	struct table table;

	table_init(&table, 3);
	for (unsigned i = 0; i < doctor->count; i++) {
		const struct check *check = &doctor->checks[i];

		json_object_array_add(checks, value_check(check));
		table_add(&table, check->ok ? "ok" : "NOT OK");
		table_add(&table, check->name);
		table_add(&table, check->detail);
		if (*check->advice) {
			table_add(&table, "");
			table_add(&table, "");
			table_add(&table, check->advice);
		}
	}
	output_add(output, "checks", checks);
	table_end(&table, output);
}

bool cli_doctor(struct app *app, struct err *err)
{
	static void (*const parts[])(struct doctor *doctor) = {
		doctor_check_terminal, doctor_check_home, doctor_check_memory, doctor_check_network,
		doctor_check_journal,
	};
	struct doctor doctor = { .app = app };

	if (options_flag(&app->options, OPTION_MINT))
		return doctor_mint(app, err);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		parts[i](&doctor);
	say(&app->output, &doctor);
	for (unsigned i = doctor.count; i-- > 0;)
		if (!doctor.checks[i].ok)
			app->verdict = doctor.checks[i].err;
	if (doctor.interrupted)
		(void)err_set(&app->verdict, ERR_INTERRUPTED, "Interrupted by a signal");
	return true;
}
