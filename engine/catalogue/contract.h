/* contract.h: the parts of records.yaml: words, names and a kind's columns.
 *
 * fails  ERROR_CONFIG with path:line:column of the node
 */
/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef SAMSYN_CATALOGUE_CONTRACT_H
#define SAMSYN_CATALOGUE_CONTRACT_H

#include "engine/base/yaml.h"
#include "engine/catalogue/records.h"

typedef struct {
    Arena *arena;
    const char *path; /* of the file being read */
    Error *error;
} Contract;

bool contract_refuse(const Contract *contract, const YamlNode *node, const char *format,
                     ...) __attribute__((format(printf, 3, 4)));
/* A list of words, or one word alone (or NULL); `own` is added last when not empty and not
 * among them. */
bool contract_words(const Contract *contract, const YamlNode *node, Str own,
                    const Str **words, size_t *count);
/* {sv: ..., en: ...}, or one text for both languages. */
bool contract_names(const Contract *contract, const YamlNode *node, Str names[2]);
/* Names become names in the database, so only a-z 0-9 and _. */
bool contract_identifier(Str name);
bool contract_column(const Contract *contract, const YamlNode *node, RecordColumn *column);

#endif
