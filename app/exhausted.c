#include "app/exhausted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/output.h"
#include "tui/tui.h"
#include "wallet/base/mem.h"

static char object[1024], sentences[512];	/* made beforehand */
static bool is_object;
static int said = -1;

static void say(void)
{
	struct err ignored;

	tui_restore_terminal();
	if (said >= 0)
		_exit(said);
	if (!is_object || !output_write(STDOUT_FILENO, object, strlen(object), &ignored))
		(void)!output_write(STDERR_FILENO, sentences, strlen(sentences), &ignored);
}

/* ncurses ends the process itself when it finds no memory.  Everybody else who ends it has given
 * the terminal back. */
static void at_exit(void)
{
	struct err ignored;

	if (tui_restore_terminal())
		(void)!output_write(STDERR_FILENO, sentences, strlen(sentences), &ignored);
}

/* Nothing in that row of the table needs escaping in JSON. */
void exhausted_prepare(bool json)
{
	const struct err_info *info = err_info(ERR_OUT_OF_MEMORY);

	snprintf(object, sizeof(object), "{\"ok\":false,\"error\":{\"code\":\"%s\",\"status\":null,\"message\":\"%s\","
		 "\"meaning\":\"%s\",\"do\":\"%s\",\"remedy\":\"%s\"}}\n", info->name, info->meaning, info->meaning, info->advice,
		 err_remedy_name(info->remedy));
	snprintf(sentences, sizeof(sentences), "rialto: %s\n%s\n", info->meaning, info->advice);
	is_object = json;
	mem_on_exhausted(say);
	atexit(at_exit);
}

void exhausted_begun(void)
{
	is_object = false;
}

void exhausted_said(int status)
{
	said = status;
}
