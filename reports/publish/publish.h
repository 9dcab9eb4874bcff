/* publish.h: finished files become the publication: aside, synced, renamed, listed.
 *
 * shape  manifest.json lists every file with its SHA-256 and the set of inputs it was made
 *        from (`made_from`, each with its SHA-256); a new run replaces only its own entries
 * fails  ERROR_CREATE, ERROR_WRITE; what was published before stays whole
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_PUBLISH_PUBLISH_H
#define SAMSYN_PUBLISH_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

typedef struct {
    Str file; /* a plain name in the folder */
    Str sha256;
    int64_t bytes;
    Str report, unit, period, level, language, timestamp;
    Str title; /* as its readers see it; empty in manifests of earlier versions */
    Str from;  /* a set's id; given by publish_finish to what it publishes */
} PublishedFile;

typedef struct {
    Str file, sha256;
    bool imported; /* the records of a file; not in the manifest */
} PublishedSource;

typedef struct {
    Str id;
    const PublishedSource *sources;
    size_t count;
} SourceSet;

/* manifest.json as a value, files sorted by name. */
typedef struct {
    PublishedFile *files;
    size_t file_count;
    SourceSet *sets;
    size_t set_count;
} Manifest;

bool manifest_load(Arena *arena, const char *directory, Manifest *manifest, Error *error);
bool manifest_read(Arena *arena, const char *path, Manifest *manifest, Error *error);
Str manifest_write(Arena *arena, const Manifest *manifest);
/* What the folder's manifest will list once these files are published too. */
bool manifest_with(Arena *arena, const char *directory, const PublishedFile *files,
                   size_t count, Manifest *manifest, Error *error);

/* A set's id: what `from` of a file is. */
Str manifest_set_id(Arena *arena, const PublishedSource *sources, size_t count);

/* Writes one finished file aside in the folder, which is made when missing. */
bool publish_aside(Arena *arena, const char *directory, Str file, Str bytes, Error *error);
bool publish_read_aside(Arena *arena, const char *directory, Str file, Str *bytes,
                        Error *error);
/* The next manifest is written as .publication: from then on the new files are what is
 * published. They are renamed, and it becomes the manifest. Where that stops on the way,
 * what was published stands partly anew, each file whole, and publish_resume() goes on;
 * before it all is as it was. */
bool publish_finish(Arena *arena, const char *directory, const PublishedFile *files,
                    size_t count, const PublishedSource *sources, size_t source_count,
                    Error *error);
/* Was a publication stopped on the way, and not yet finished? */
bool publish_unfinished(Arena *arena, const char *directory);
/* Finishes the publication that was stopped, if there is one. */
bool publish_resume(Arena *arena, const char *directory, Error *error);
/* A run that failed leaves nothing aside, but what a stopped publication needs. */
void publish_abandon(Arena *arena, const char *directory, Str file);

#endif
