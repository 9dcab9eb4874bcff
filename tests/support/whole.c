/* SPDX-License-Identifier: EUPL-1.2 */
#include "tests/support/whole.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "reports/layout/pages.h"
#include "reports/render/html.h"
#include "tests/support/golden.h"
#include "tests/support/laid.h"
#include "tests/support/paper.h"

/* The letters and the style sheet have tests of their own. */
static Str unstyled(Arena *arena, Str html)
{
    const char *page = str_zero(arena, html);
    const char *from = strstr(page, "<style>"), *to = strstr(page, "</style>");
    assert_non_null(from);
    assert_non_null(to);
    return str_format(arena, "%.*s%s", (int)(from - page), page, to + 9);
}

static void as_it_was(Arena *arena, const char *folder, const char *name, Str text)
{
    Str path = str_format(arena, "%s/%s", folder, name);
    assert_golden(arena, path.ptr, str_zero(arena, text));
}

void assert_whole(Arena *arena, const char *folder, const Document *swedish,
                  const Document *english, const Fonts *fonts)
{
    Error error = {0};
    Pages pages = {0};
    const Theme *theme = theme_load(arena, "templates", NULL, &error);
    if (!theme || !pages_layout(arena, swedish, fonts, &pages, &error))
        fail_msg("%s", error.message);
    const char *fault = laid_fault(arena, swedish, &pages, fonts);
    if (fault)
        fail_msg("%s: %s", folder, fault);
    as_it_was(arena, folder, "blocks.txt", document_dump(arena, swedish));
    as_it_was(arena, folder, "blocks.en.txt", document_dump(arena, english));
    as_it_was(arena, folder, "pages.txt", paper_pages(arena, &pages));
    as_it_was(arena, folder, "tags.txt", paper_tags(arena, &pages));
    as_it_was(arena, folder, "out.html",
              unstyled(arena, document_html(arena, swedish, fonts, theme)));
}
