/* replay: runs a target over files, without libFuzzer. */
#include <stdio.h>

#include "tests/fuzz/fuzz.h"

static void run_file(const char *path)
{
	static uint8_t data[1 << 20];
	FILE *file = fopen(path, "rb");
	uint8_t *exact;
	size_t len;

	if (!file) {
		perror(path);
		exit(1);
	}
	len = fread(data, 1, sizeof(data), file);
	fclose(file);
	/* The copy has exactly this size, so that a sanitizer sees a byte too many. */
	exact = malloc(len ? len : 1);
	FUZZ_HOLDS(exact);
	for (size_t i = 0; i < len; i++)
		exact[i] = data[i];
	LLVMFuzzerTestOneInput(exact, len);
	free(exact);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		run_file(argv[i]);
	printf("# pass %d\n", argc - 1);
	return 0;
}
