/* corpus PATH...: the target, given each file at or below the paths. */

#include "base/fs.h"
#include "base/str.h"
#include "fuzz/target.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_BYTES = 1 << 20 };

static unsigned long files;

static void try_file(const char *path)
{
    struct fail why;
    size_t bytes;
    char *text = fs_read_file(fs_system(), path, FILE_BYTES, &bytes, &why);

    if (!text) {
        fprintf(stderr, "%s\n", why.text);
        exit(EXIT_FAILURE);
    }
    /* Said before, so that it is known when the target ends the process. */
    printf("%s\n", path);
    fflush(stdout);
    /* Exactly as long: a byte read behind it is seen. */
    uint8_t *exact = malloc(bytes ? bytes : 1);
    memcpy(exact, text, bytes);
    LLVMFuzzerTestOneInput(exact, bytes);
    free(exact);
    free(text);
    files++;
}

static void try_path(const char *path)
{
    struct stat info;
    struct fail why;

    if (stat(path, &info) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    if (!S_ISDIR(info.st_mode)) {
        if (info.st_size < FILE_BYTES)
            try_file(path);
        return;
    }
    char **names = fs_names(fs_system(), path, &why);
    for (char **name = names; name && *name; name++) {
        struct str below = {0};
        str_addf(&below, "%s/%s", path, *name);
        try_path(below.text);
        str_fini(&below);
    }
    free(names);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        try_path(argv[i]);
    printf("%lu files\n", files);
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
