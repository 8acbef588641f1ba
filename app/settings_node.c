#include "app/settings_node.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/config_edit.h"
#include "app/setting_list.h"
#include "wallet/base/mem.h"
#include "wallet/eth/node_urls.h"

/* Which of the keys pays stays noted while the network's own nodes are asked. */
static bool choose(struct network *network, const struct node_choice *choice, const struct network *usual)
{
	if (!node_urls_put_venice(network, choice->venice)) {
		if (choice->venice || !usual)
			return false;
		memcpy(network->rpc_urls, usual->rpc_urls, sizeof(network->rpc_urls));	/* the file had no other node */
		network->node_count = usual->node_count;
	}
	if (choice->venice)
		memcpy(network->rpc_key, choice->key, sizeof(network->rpc_key));
	return true;
}

static void write_nodes(struct buf *out, const struct network *network)
{
	buf_init(out, 0);
	node_urls_write(out, network);
}

/* A list that holds without a line in the file is none of the file. */
static void edit(struct buf *out, const struct buf *text, const struct network *network, const struct network *usual,
		 const struct node_choice *choice)
{
	struct buf list, usual_list, half;
	bool plain;

	write_nodes(&list, network);
	buf_init(&usual_list, 0);
	if (usual)
		node_urls_write(&usual_list, usual);
	plain = !strcmp(buf_string(&list), buf_string(&usual_list));
	buf_init(&half, 0);
	config_edit_network(&half, buf_string(text), text->len, network->name, "rpc-url", plain ? "" : buf_string(&list));
	if (choice->venice)
		config_edit_network(out, buf_string(&half), half.len, network->name, "rpc-key", choice->key);
	else
		buf_add(out, half.data, half.len);
	buf_free(&half);
	buf_free(&usual_list);
	buf_free(&list);
}

static bool parse(struct config *out, const struct buf *text, const char *path, struct err *err)
{
	config_init(out);
	return config_parse(out, buf_string(text), text->len, path, err) && config_check(out, path, true, err);
}

/* Changes the text, and reads it again before anything is written. */
static bool change(struct buf *new, const struct buf *old, struct config *config, const char *path, const char *name,
		   const struct node_choice *choice, struct err *err)
{
	struct network network, usual;
	bool built_in = network_builtin(&usual, name);

	if (!parse(config, old, path, err) || !config_network(&network, config, name, err))
		return false;
	if (!choose(&network, choice, built_in ? &usual : NULL))
		return err_set(err, ERR_INVALID_INPUT, choice->venice ? "rpc-url names as many nodes as it can"
								      : "rpc-url names no other node");
	edit(new, old, &network, built_in ? &usual : NULL, choice);
	if (new->len > CONFIG_FILE_MAX)
		return err_set(err, ERR_INVALID_INPUT, "The configuration has no room for more");
	return parse(config, new, path, err);
}

/* Options may have given this run other nodes than the file: they stay behind Venice's RPC, too. */
static void hold(struct network *network, const struct config *config, const struct node_choice *choice)
{
	struct network in_file;
	struct err ignored;

	if (config_network(&in_file, config, network->name, &ignored))
		(void)!choose(network, choice, &in_file);
}

bool settings_node(struct settings *settings, struct home *home, const struct options *options,
		   const struct node_choice *choice, struct err *err)
{
	struct network *network = &settings->networks[choice->network];
	struct config *config = mem_new(1, sizeof(*config));
	char path[HOME_PATH_SIZE + 16];
	struct buf old, new;
	bool found, ok;

	snprintf(path, sizeof(path), "%s/config", home->config);
	buf_init(&old, CONFIG_FILE_MAX);
	buf_init(&new, 0);
	ok = home_read_config(&old, &found, home, err) &&
	     change(&new, &old, config, path, network->name, choice, err) &&
	     home_write_config(home, new.data, new.len, err);
	if (ok) {
		hold(network, config, choice);
		setting_list_fill(&settings->rows, config, home, options);
		settings_tell_network(settings);
	}
	buf_free(&new);
	buf_free(&old);
	free(config);
	return ok;
}
