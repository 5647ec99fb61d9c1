#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

/*
 * What a fuzzer calls with bytes nobody has vetted: targets/NAME.c defines it
 * and ends the process where a promise is broken. libFuzzer's name for it, so
 * that the file links with it as it is (tests/fuzz/run_libfuzzer); the quick
 * test links tests/fuzz/corpus.c instead, which calls it with each file of
 * corpus/NAME and of folders that are named.
 *
 * `bytes` are only readable in the call. Always returns 0.
 */

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

#undef NDEBUG /* a promise is looked at in every build */
#include <assert.h>

#endif
