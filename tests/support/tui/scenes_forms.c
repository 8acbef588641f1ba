/* The forms: one dialog, so that each is a scene of its own. */
#include "tests/support/tui/scenes.h"

const struct scene scenes_forms[] = {
	{ "form-new", &dialog_form, NULL, ":new-wallet\n" },
	{ "form-new-special", &dialog_form, NULL, ":new-wallet-special\n" },
	{ "form-import", &dialog_form, NULL, ":import-wallet\n" },
	{ "form-watch", &dialog_form, NULL, ":watch-address\n" },
	{ "form-restore", &dialog_form, NULL, ":restore\n" },
	{ "form-rename", &dialog_form, help_wallets, ":rename-wallet\n" },
	{ "form-password", &dialog_form, help_wallets, ":change-password\n" },
	{ "form-export", &dialog_form, help_wallets, ":export-wallet\n" },
	{ "form-accounts", &dialog_form, help_wallets, ":accounts\n" },
	{ "form-derive", &dialog_form, help_wallets, ":derive-account\n" },
	{ "form-backup", &dialog_form, help_wallets, ":backup\n" },
	{ "form-log", &dialog_form, help_wallets, ":export-log\n" },
	{ "form-stake", &dialog_form, help_wallets, ":stake\n" },
	{ "form-stake-refused", &dialog_form, help_wallets, ":stake\n99" },
	{ "form-unstake", &dialog_form, scene_rich, ":unstake\n" },
	{ "form-send", &dialog_form, help_wallets, ":send\n" },
	{ "form-book-add", &dialog_form, scene_book, ":addresses\nn" },
	{ "form-book-rename", &dialog_form, scene_book, ":addresses\nr" },
	{ "form-swap", &dialog_form, scene_rich, ":swap\n" },
	{ "form-approve", &dialog_form, scene_rich, ":approve\n\tunlimited" },
	{ "form-diem-stake", &dialog_form, scene_rich, ":diem-stake\n" },
	{ "form-diem-mint", &dialog_form, scene_rich, ":diem-mint\n" },
	{ "form-diem-burn", &dialog_form, scene_rich, ":diem-burn\n" },
	{ "form-diem-unstake", &dialog_form, scene_rich, ":diem-unstake\n" },
	{ "form-diem-quote", &dialog_form, scene_rich, ":diem-quote\n" },
	{ "form-top-up", &dialog_form, scene_rich, ":x402-top-up\n" },
	{ "form-mint", &dialog_form, help_staked, ":mint\n" },
	{ "form-mint-many", &dialog_form, help_staked, ":mint-many\n" },
	{ "form-key-add", &dialog_form, help_staked, ":add-key\n" },
	{ "form-key-edit", &dialog_form, scene_rich, "4e" },
	{ "form-handover", &dialog_form, scene_handover, "4hf" },
	{ "form-fee", &dialog_form, scene_review, "o" },
};

const size_t scenes_form_count = ARRAY_LENGTH(scenes_forms);
