#include "tui/dialog/help_entry.h"

#include <stdio.h>

#include "tui/refusal.h"

/* What a pane does by a function of its own means the row under its cursor: that is only so with transactions. */
static const struct refusal *refusal_at(const struct ui *ui, const struct model *model, const struct keybind_at *at)
{
	if (at->bind.run && at->table == ui->panes[PANE_TRANSACTIONS].ops->keybinds)
		return refusal_of(ui, model, COMMAND_TX_DETAIL);
	return at->bind.run ? NULL : refusal_of(ui, model, at->bind.command);
}

static void visit_pane_row(const struct ui *ui, const struct model *model, const struct keybind_at *at, int pane,
			   help_visitor *visit, void *context)
{
	char label[KEYBIND_LABEL_SIZE];
	struct help_entry entry = { .section = at->table->title, .label = label, .help = keybind_help(&at->bind),
				    .bind = at->bind, .refusal = refusal_at(ui, model, at), .pane = pane };

	if (at->idle)
		entry.lacks = at->bind.lacks ? at->bind.lacks : "means nothing now";
	keybind_label(label, &at->bind);
	visit(context, &entry);
}

/* A dialog's entries are only text, because a yes must be said in the dialog itself. */
static void visit_dialog(const struct ui *ui, const struct dialog *of, const struct model *model, help_visitor *visit,
			 void *context)
{
	struct keybind_at at = { .first = dialog_keybinds(of) };
	char label[KEYBIND_LABEL_SIZE];

	while (keybind_next(&at, &ui->changes, of, model)) {
		struct help_entry entry = { .section = at.table->title, .label = label,
					    .help = keybind_help(&at.bind), .pane = -1 };

		if (at.table->offered && !at.table->offered(ui, of, model))
			continue;
		keybind_label(label, &at.bind);
		visit(context, &entry);
	}
}

void help_visit_here(const struct ui *ui, const struct dialog *of, const struct model *model, help_visitor *visit,
		     void *context)
{
	struct keybind_at at = { .first = ui->panes[ui->focus].ops->keybinds, .ui = ui, .idle_too = true };

	if (of) {
		visit_dialog(ui, of, model, visit, context);
		return;
	}
	while (keybind_next(&at, &ui->changes, NULL, model))
		if (!at.table->offered || at.table->offered(ui, NULL, model))
			visit_pane_row(ui, model, &at, -1, visit, context);
}

static void visit_other(const struct ui *ui, const struct model *model, int pane, help_visitor *visit, void *context)
{
	const struct keybinds *own = ui->panes[pane].ops->keybinds;
	struct keybind_at at = { .first = own, .ui = ui, .idle_too = true };

	while (keybind_next(&at, &ui->changes, NULL, model) && at.table == own)
		if (own->rows[at.index].inputs[0])	/* the others hold everywhere */
			visit_pane_row(ui, model, &at, pane, visit, context);
}

void help_visit_others(const struct ui *ui, const struct model *model, help_visitor *visit, void *context)
{
	for (int pane = 0; pane < PANE_COUNT; pane++)
		if (pane != (int)ui->focus)
			visit_other(ui, model, pane, visit, context);
}

void help_visit_names(const struct ui *ui, const struct model *model, help_visitor *visit, void *context)
{
	char label[48];

	for (int command = command_after(COMMAND_NONE); command; command = command_after(command)) {
		struct help_entry entry = { .section = "Commands, by name", .label = label,
					    .help = command_help(command), .bind = { .command = command },
					    .refusal = refusal_of(ui, model, command), .pane = -1 };

		snprintf(label, sizeof(label), ":%s", command_name(command));
		visit(context, &entry);
	}
}

const char *help_reason(const struct help_entry *entry)
{
	return entry->refusal ? entry->refusal->brief : entry->lacks;
}

void help_words(char *out, size_t size, const char *reason, const char *help)
{
	snprintf(out, size, "%s%s%s%s", reason ? "(" : "", reason ? reason : "", reason ? ") " : "", help);
}

void help_run(struct ui *ui, const struct model *model, const struct help_entry *entry)
{
	char said[128];

	if (entry->pane >= 0)
		ui_run(ui, model, COMMAND_PANE_KEYSTORE + entry->pane);
	snprintf(said, sizeof(said), "That does nothing now: %s", entry->lacks ? entry->lacks : "");
	if (entry->refusal || entry->lacks)
		ui_notice(ui, model, entry->refusal ? entry->refusal->why : said);
	else if (entry->bind.run)
		entry->bind.run(ui, NULL, model);
	else if (entry->bind.command)
		ui_run(ui, model, entry->bind.command);
}
