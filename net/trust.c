#include "net/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/curl_memory.h"

#define BUNDLE "CURL_CA_BUNDLE"
#define FILE_OF_ALL "SSL_CERT_FILE"
#define FOLDER "SSL_CERT_DIR"

/* An empty variable counts as none. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* Returns the variable that names the file of certificates; NULL when none does. */
static const char *file_variable(void)
{
	if (variable(BUNDLE))
		return BUNDLE;
	return variable(FILE_OF_ALL) ? FILE_OF_ALL : NULL;
}

static const char *folder(void)
{
	return variable(BUNDLE) ? NULL : variable(FOLDER);
}

void trust_init(void)
{
	unsetenv("SSLKEYLOGFILE");
}

/* The program curl uses the folder for https proxies as well, but not the file. */
void trust_set(CURL *easy)
{
	const char *file = file_variable();

	if (file)
		curl_memory_set(easy, CURLOPT_CAINFO, variable(file));
	if (!folder())
		return;
	curl_memory_set(easy, CURLOPT_CAPATH, folder());
	curl_memory_set(easy, CURLOPT_PROXY_CAPATH, folder());
}

static bool is_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

static bool set_unreadable(struct err *err, const char *name)
{
	const char *path = variable(name);
	char room[64];

	if (access(path, R_OK))
		err_set(err, ERR_CERTIFICATES, "%s names %s: %s", name, path, strerror_r(errno, room, sizeof(room)));
	else
		err_set(err, ERR_CERTIFICATES, "%s names %s, which has no certificates in it", name, path);
	return true;
}

/* To curl a missing folder is no failure, until a certificate is not found in it. */
bool trust_failure(struct err *err, CURLcode code)
{
	const char *file = file_variable();

	if (code == CURLE_SSL_CACERT_BADFILE && file)
		return set_unreadable(err, file);
	if (code == CURLE_SSL_CACERT_BADFILE) {
		err_set(err, ERR_CERTIFICATES, "This system has no certificates to check servers by; on Debian they are in "
			"the package ca-certificates");
		return true;
	}
	if (code == CURLE_PEER_FAILED_VERIFICATION && folder() && !is_folder(folder()))
		return set_unreadable(err, FOLDER);
	return false;
}
