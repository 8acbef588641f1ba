/* A setting is changed in the file, and holds at once. */
#include "app/effects.h"
#include "app/screen.h"
#include "app/settings_node.h"

bool effects_setting(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct settings *settings = runner->settings;
	struct tui_options options;

	if (!settings) {
		(void)err_set(&result->err, ERR_INTERNAL, "Settings are changed where a person is asked");
		return true;
	}
	result->ok = settings_change(settings, runner->home, runner->options, effect->setting, &result->err);
	if (!result->ok)
		return true;
	result->tuning = settings_tuning(settings);
	screen_options(&options, settings);
	if (runner->tui)
		tui_configure(runner->tui, &options);
	return true;
}

bool effects_node(struct effect_runner *runner, struct effect *effect, struct action *result)
{
	struct settings *settings = runner->settings;

	if (settings)
		result->ok = settings_node(settings, runner->home, runner->options, &effect->node, &result->err);
	else
		(void)err_set(&result->err, ERR_INTERNAL, "Nodes are chosen where a person is asked");
	return true;
}
