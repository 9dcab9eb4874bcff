/* fuzz.h: what a fuzzing target has: laws that must hold, and files of its own.
 *
 * shape  a target is one LLVMFuzzerTestOneInput(): any bytes are read as a sender, or who
 *        keeps a workspace, could have written them. Each call begins from nothing
 * owns   the folder belongs to the process, and is gone when it ends in order
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_TESTS_FUZZ_H
#define SAMSYN_TESTS_FUZZ_H

#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A law that does not hold is a crash, which the fuzzer keeps the input of. */
#define FUZZ_LAW(law) ((law) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #law))
_Noreturn void fuzz_broken(const char *file, int line, const char *law);
/* What everything rests on could not be made. */
_Noreturn void fuzz_impossible(const char *reason);

/* The bytes as a text of exactly their length, so that a step beyond it is seen. */
Str fuzz_text(Arena *arena, const uint8_t *data, size_t size);
/* The first line, and what follows it. */
Str fuzz_line(Str *text);

/* Several files in one input: a line "=== name" stands before each. Text before the first
 * is of `first`. Returns how many, at most FUZZ_PARTS. */
enum { FUZZ_PARTS = 8 };
typedef struct {
    Str name, content;
} FuzzPart;
size_t fuzz_parts(Arena *arena, Str text, Str first, FuzzPart parts[FUZZ_PARTS]);
/* Can it be a file's name in a folder of ours? */
bool fuzz_is_name(Str name);

const char *fuzz_folder(void);
/* A file in the folder, or in one below it, which is made. Returns its path. */
const char *fuzz_put(Arena *arena, const char *name, Str content);

/* A failure of the settings says where: "path:line...". */
void fuzz_fails_at(const Error *error, const char *path);

#endif
