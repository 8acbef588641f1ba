/* What an ADMIN key may do with its account's keys, except for making one: see net_venice.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "net/job.h"
#include "net/venice.h"

#define LIST_MAX ((size_t)4 << 20)	/* 500 keys take half a megabyte */

struct keys_job {
	struct job job;
	struct address address;
	char id[KEY_ID_SIZE];		/* of the key that is changed */
};

static void drop(struct job *job)
{
	free(job);
}

static struct keys_job *keys_job(struct net *net, uint32_t request, enum action_type type, struct address address)
{
	struct keys_job *keys = job_new(net, sizeof(struct keys_job), request, type, drop);

	keys->address = address;
	return keys;
}

static void say_whose(const struct keys_job *keys, struct key_info *info)
{
	info->address = keys->address;
	snprintf(info->network, sizeof(info->network), "%s", keys->job.net->network.name);
}

static void discard_list(struct job *job)
{
	key_list_free(&job->action.listed.keys);
}

static void list_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct keys_job *keys = owner;
	struct key_list *list = &keys->job.action.listed.keys;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&keys->job, answer);
	if (answer_read(&body, answer, &err) && venice_keys(list, body, &err)) {
		for (size_t i = 0; i < list->count; i++)
			say_whose(keys, &list->items[i]);
		job_end(&keys->job, true);
	} else {
		job_fail(&keys->job, &err);
	}
	json_object_put(body);
}

void net_keys_list(struct net *net, uint32_t request, struct address address, const struct apikey *admin)
{
	struct keys_job *keys = keys_job(net, request, ACTION_KEYS_LISTED, address);
	struct http_request asked = { .bearer = admin, .max = LIST_MAX };
	struct err err;

	keys->job.action.listed.address = address;
	keys->job.discard = discard_list;
	if (!job_ask(&keys->job, VENICE_KEYS, asked, list_done, &err))
		job_fail(&keys->job, &err);
}

/* The change was made.  If the answer says no more, it is about the key that was named. */
static void update_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct keys_job *keys = owner;
	struct key_info *info = &keys->job.action.read.info;
	struct json_object *body = NULL;
	struct err err, ignored;

	(void)tag;
	job_note(&keys->job, answer);
	if (answer_read(&body, answer, &err)) {
		(void)!venice_key(info, &keys->job.action.read.unsaid, body, &ignored);
		memcpy(info->id, keys->id, sizeof(info->id));
		memcpy(info->venice_id, keys->id, sizeof(info->venice_id));
		say_whose(keys, info);
		job_end(&keys->job, true);
	} else {
		job_fail(&keys->job, &err);
	}
	json_object_put(body);
}

static void read_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct keys_job *keys = owner;
	struct action *action = &keys->job.action;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&keys->job, answer);
	if (answer_read(&body, answer, &err) && venice_key(&action->read.info, &action->read.unsaid, body, &err)) {
		say_whose(keys, &action->read.info);
		job_end(&keys->job, true);
	} else {
		job_fail(&keys->job, &err);
	}
	json_object_put(body);
}

void net_key_read(struct net *net, uint32_t request, struct address address, const struct apikey *admin, const char *id)
{
	struct keys_job *keys = keys_job(net, request, ACTION_KEY_READ, address);
	struct http_request asked = { .bearer = admin, .max = JOB_VENICE_MAX };
	char path[sizeof(VENICE_KEYS) + KEY_ID_SIZE + 8];
	struct err err;

	snprintf(path, sizeof(path), VENICE_KEYS "/%s", id);
	if (!job_ask(&keys->job, path, asked, read_done, &err))
		job_fail(&keys->job, &err);
}

/* The same change twice has the effect of one, so this request may be repeated. */
void net_key_update(struct net *net, uint32_t request, struct address address, const struct apikey *admin,
		    const char *id, const struct key_changes *changes)
{
	struct keys_job *keys = keys_job(net, request, ACTION_KEY_UPDATED, address);
	struct buf body;
	struct http_request asked = { .post = &body, .method = "PATCH", .bearer = admin, .max = JOB_VENICE_MAX };
	struct err err;

	snprintf(keys->id, sizeof(keys->id), "%s", id);
	buf_init(&body, 0);
	venice_update_body(&body, id, changes);
	if (!job_ask(&keys->job, VENICE_KEYS, asked, update_done, &err))
		job_fail(&keys->job, &err);
	buf_free(&body);
}

/* An id has only letters, digits and dashes, because venice.c takes no other. */
void net_key_delete(struct net *net, uint32_t request, const struct apikey *admin, const char *id)
{
	struct keys_job *keys = keys_job(net, request, ACTION_KEY_DELETED, (struct address){ { 0 } });
	struct http_request asked = { .method = "DELETE", .bearer = admin, .max = JOB_VENICE_MAX };
	char path[sizeof(VENICE_KEYS) + KEY_ID_SIZE + 8];
	struct err err;

	snprintf(path, sizeof(path), VENICE_KEYS "?id=%s", id);
	if (!job_ask(&keys->job, path, asked, job_acknowledged, &err))
		job_fail(&keys->job, &err);
}
