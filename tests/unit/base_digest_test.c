/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/base/digest.h"

static void expect(Str content, const char *digest)
{
    Arena *arena = arena_open();
    Str told = digest_sha256(arena, content);
    assert_int_equal(told.len, 64);
    assert_string_equal(str_zero(arena, told), digest);
    arena_close(arena);
}

/* FIPS 180-4 examples, and the digest of nothing. */
static void sha256_gives_the_published_digests(void **state)
{
    (void)state;
    expect(STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect((Str){NULL, 0},
           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void sha256_reads_a_million_bytes(void **state)
{
    (void)state;
    static char million[1000000];
    memset(million, 'a', sizeof million);
    expect((Str){million, sizeof million},
           "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void pieces_are_as_the_whole(void **state)
{
    (void)state;
    Arena *arena = arena_open();
    Digest *digest = digest_open(arena);
    char hash[DIGEST_LENGTH + 1], letters[400];
    memset(letters, 'x', sizeof letters - 1);
    letters[sizeof letters - 1] = '\0';
    for (int round = 0; round < 2; round++) { /* it begins anew */
        digest_add(digest, STR("a"));
        digest_add(digest, (Str){NULL, 0});
        digest_addf(digest, "%s", "bc");
        digest_end(digest, hash);
        assert_string_equal(
            hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
    digest_addf(digest, "%s", letters); /* longer than what it has room for */
    digest_end(digest, hash);
    assert_string_equal(hash, digest_sha256(arena, str_from(letters)).ptr);
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_published_digests),
        cmocka_unit_test(sha256_reads_a_million_bytes),
        cmocka_unit_test(pieces_are_as_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
