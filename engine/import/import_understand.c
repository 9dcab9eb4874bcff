/* What a file is: its text, its headings, its kind of record. */
/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/import/heading.h"
#include "engine/import/import_inside.h"

bool import_refuse_unclosed(Import *import)
{
    import_refuse(import, import->csv.unclosed_line,
                  IMPORT_SAY_PLAIN(import, SAY_UNCLOSED));
    import->refusal.place = import->csv.unclosed_column;
    return false;
}

/* Goes on to the row of headings. What is passed over must hold no identity number. */
static bool heading_reach(Import *import, int64_t line)
{
    for (import->above = -1; csv_next(&import->csv);) {
        if (import->csv.blank)
            continue;
        import->above++;
        if (!row_guard(&import->reader, &import->csv)) {
            import->refusal = import->reader.refusal;
            return false;
        }
        import->heading_line = import->csv.row_line;
        if (import->heading_line == line)
            return true;
    }
    return import->csv.unclosed
               ? import_refuse_unclosed(import)
               : import_refuse(import, 0, IMPORT_SAY_PLAIN(import, SAY_NO_HEADINGS));
}

/* The bytes as rows with a layout. False when the file is refused. */
bool import_understand(Import *import, Str bytes)
{
    static const Phrase faults[] = {[DETECT_UTF16] = SAY_UTF16,
                                    [DETECT_BINARY] = SAY_BINARY,
                                    [DETECT_BYTES] = SAY_BYTES};
    const ImportSettings *settings = import->settings;
    const RecordKinds *kinds = &settings->workspace->records;
    const Detected *detected = &import->detected;
    Str refusal;
    DetectFault fault = detect_text(import->arena, bytes, &import->text, &import->detected);
    if (fault != DETECT_OK)
        return import_refuse(
            import, detected->fault_line,
            IMPORT_SAY(import, faults[fault], encoding_name(detected->encoding)));
    const RecordKind *named = settings->kind
                                  ? settings->kind
                                  : contract_named(import->arena, kinds, import->name);
    Heading heading = heading_find(import->arena, settings->keys, named, import->text,
                                   detected->separator, detected->first_line);
    import->csv =
        csv_open(import->arena, import->text, heading.delimiter, detected->first_line);
    if (!heading_reach(import, heading.line))
        return false;
    if (!contract_fit(import->arena, settings->language, settings->keys, named,
                      &import->csv, &import->layout, &refusal))
        return import_refuse(import, import->csv.row_line, refusal);
    return true;
}

/* Headings that are not read are noted, with the column they are like. */
void import_extra_headings(Import *import)
{
    for (size_t i = 0; i < import->layout.count; i++) {
        Str heading = import->layout.headings[i];
        if (import->layout.columns[i] >= 0 || heading.len == 0)
            continue;
        Str like = contract_like(import->arena, &import->layout, heading);
        findings_add(&import->findings,
                     (Finding){.line = import->csv.row_line,
                               .column = heading,
                               .reason = IMPORT_SAY_PLAIN(import, SAY_EXTRA),
                               .remedy = like.len
                                             ? IMPORT_SAY(import, SAY_EXTRA_NEAR_DO, like)
                                             : IMPORT_SAY_PLAIN(import, SAY_EXTRA_DO)});
    }
}
